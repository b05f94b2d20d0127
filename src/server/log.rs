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

/// What the line of one call says: taken with the world locked, written when it no longer is.
#[derive(Debug)]
pub(super) struct Line {
    method: Method,
    path: String,
    vendor: Option<&'static str>,
    operation: Option<&'static str>,
    resource: Option<String>,
    status: u16,
    rule: Option<String>,
    wire: Option<&'static str>,
}

impl Line {
    /// Of the call that `world` has just answered; `None` where nobody watches.
    pub(super) fn of_newest(world: &World) -> Option<Self> {
        if !tracing::enabled!(Level::INFO) {
            return None;
        }
        match &world.journal().entries().next_back()?.event {
            Event::Call(call) => Some(Self::of(call)),
            Event::Due { .. } | Event::Admin(_) | Event::Panic { .. } => None,
        }
    }

    fn of(call: &Call) -> Self {
        Self {
            method: call.method.clone(),
            // A query may hold a signature, a path a token.
            path: call.public_target().split('?').next().unwrap_or_default().to_owned(),
            vendor: call.vendor,
            operation: call.operation,
            resource: Some(call.resource()).filter(|it| !it.is_empty()).map(str::to_owned),
            status: call.status.as_u16(),
            rule: (!call.rules.is_empty()).then(|| call.rules.join(",")),
            wire: (call.wire != Wire::Whole).then(|| call.wire.word()),
        }
    }

    pub(super) fn write(self, sandbox: &str) {
        let Self { method, path, vendor, operation, resource, status, rule, wire } = self;
        let resource = resource.as_deref();
        tracing::info!(sandbox, vendor, operation, resource, status, rule, wire, "{method} {path}");
    }
}
