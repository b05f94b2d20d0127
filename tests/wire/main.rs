//! Real sockets against a server in this process: what only a wire can show.
//!
//! What a world answers is tested without sockets elsewhere.
#![expect(clippy::disallowed_methods, reason = "a test of the shell has tasks and wall time")]
#![expect(clippy::unwrap_used, reason = "a test says what went wrong by where it panics")]

mod client;
mod tank;

mod admin;
mod binary;
mod busy;
mod faults;
mod grpc;
mod http1;
mod http2;
mod life;
mod log;
mod sandboxes;
mod scenario;
mod tls;
mod usage;
