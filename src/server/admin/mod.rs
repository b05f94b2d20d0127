//! The admin API under `/_wavetank/`: what tests and people say to the emulator itself.
mod hosts;
pub(super) use hosts::Hosts;

use super::Shared;
use crate::kernel::http::{Request, Response};

pub(super) fn is_meant(path: &str) -> bool {
    path.strip_prefix("/_wavetank").is_some_and(|it| it.is_empty() || it.starts_with('/'))
}

pub(super) fn answer(_shared: &Shared, _name: &str, _request: &Request) -> Response {
    Response::new(http::StatusCode::OK, "")
}
