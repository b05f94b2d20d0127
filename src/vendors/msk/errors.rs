//! The errors that MSK Connect documents, and the shape in which it sends them.

use crate::kernel::{faults::Failure, rejection::Rejection};

#[derive(Debug)]
pub struct Error {}

impl From<Failure> for Error {
    fn from(_: Failure) -> Self {
        Self {}
    }
}

impl From<Rejection> for Error {
    fn from(_: Rejection) -> Self {
        Self {}
    }
}
