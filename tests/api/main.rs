//! The vendors' APIs, without sockets.

mod msk_auth;

#[path = "../support/mod.rs"]
mod support;
