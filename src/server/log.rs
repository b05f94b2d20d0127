//! One line a call, for whoever watches. What is in it is in the journal too; secrets are in neither.

use http::Method;
use tracing::Level;

use super::refusal::Refusal;
use crate::{
    kernel::{
        http::{Request, Response, Wire},
        journal::{Call, Event, public_target},
    },
    vendors,
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
    status: Option<u16>,
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
            path: path(&call.public_target()),
            vendor: call.vendor,
            operation: call.operation,
            resource: Some(call.resource()).filter(|it| !it.is_empty()).map(str::to_owned),
            status: call.told().map(|it| it.as_u16()),
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

/// Writes that a request was refused before any world has seen it; the refusal as an answer.
pub(super) fn refused(request: &Request, refusal: Refusal) -> Response {
    let code = refusal.code;
    let response = Response::from(refusal);
    if tracing::enabled!(Level::INFO) {
        let path = path_of(request);
        let status = response.status.as_u16();
        tracing::info!(status, refused = code, "{} {path}", request.method);
    }
    response
}

/// The path that a request is for, without secrets.
pub(super) fn path_of(request: &Request) -> String {
    path(&public_target(&request.target, &vendors::hidden(request)))
}

/// The path of a target that hides what its vendor says: a query may hold a signature.
fn path(public_target: &str) -> String {
    public_target.split('?').next().unwrap_or_default().to_owned()
}
