//! One line a call, for whoever watches. What is in it is in the journal too; secrets are in neither.

use tracing::Level;

use crate::{kernel::http::Response, world::World};

/// Logs the call that `world` has just answered.
pub(super) fn call(sandbox: &str, world: &World, response: &Response) {
    if !tracing::enabled!(Level::INFO) {
        return;
    }
    let _ = world;
    let status = response.status.as_u16();
    tracing::info!(sandbox, status, "call");
}
