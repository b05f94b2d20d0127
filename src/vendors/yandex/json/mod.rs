//! Messages as JSON, by proto3's mapping as Envoy's transcoder keeps it.
//!
//! Which messages there are is said in `proto`.

mod read;
mod write;

pub(super) use read::read;
pub(super) use write::{Style, write};
