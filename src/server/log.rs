//! One line a call, for whoever watches. What is in it is in the journal too; secrets are in neither.

use http::Method;
use tracing::Level;

use crate::{
    kernel::{
        http::Wire,
        journal::{Call, Event},
    },
    world::World,
};

/// Logs the call that `world` has just answered, from the journal's newest entry.
pub(super) fn call(sandbox: &str, world: &World) {
    if !tracing::enabled!(Level::INFO) {
        return;
    }
    let newest = world.journal().entries().next_back();
    if let Some(Event::Call(call)) = newest.map(|it| &it.event) {
        line(sandbox, call);
    }
}

fn line(sandbox: &str, call: &Call) {
    let Call { vendor, operation, resource, status, rules, wire, method, .. } = call;
    let resource: &str = resource;
    // A query may hold a signature.
    let path = call.target.split('?').next().unwrap_or_default();
    let rules = rules.join(",");
    tracing::info!(
        sandbox,
        vendor,
        operation,
        resource = (!resource.is_empty()).then_some(resource),
        status,
        rule = (!rules.is_empty()).then_some(rules),
        wire = (*wire != Wire::Whole).then(|| wire.word()),
        "{} {path}",
        Method::as_str(method),
    );
}
