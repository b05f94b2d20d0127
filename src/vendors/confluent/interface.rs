//! What all operations take and answer, for the document at `/_wavetank/openapi/confluent.json`.
//!
//! Good answers are told by the types that handlers answer with, failures by the table of errors.

mod connect;
mod custom;
mod failures;
mod kafka;

use http::StatusCode;
use serde_json::json;

use super::surface::Surface;
use crate::kernel::interface::{Answer, Interface, Shape};

const OK: StatusCode = StatusCode::OK;
const CREATED: StatusCode = StatusCode::CREATED;
const ACCEPTED: StatusCode = StatusCode::ACCEPTED;
const NO_CONTENT: StatusCode = StatusCode::NO_CONTENT;

/// What an answer has that says where something was made.
const WHERE: &[&str] = &["Location"];

/// Of all operations, by their names.
type Shapes = Vec<(&'static str, Shape)>;

pub fn all() -> Interface {
    let shapes = [kafka::shapes(), connect::shapes(), custom::shapes()];
    let number = json!({ "required": true, "schema": { "type": "integer" } });
    Interface {
        title: "Confluent Cloud, as wavetank answers: Kafka REST v3, Connect v1",
        security: json!({
            "resource-api-key": { "type": "http", "scheme": "basic" },
            "external-access-token": { "type": "http", "scheme": "bearer" },
            "cloud-api-key": { "type": "http", "scheme": "basic" },
            "confluent-sts-access-token": { "type": "http", "scheme": "bearer" },
        }),
        shapes: shapes.into_iter().flatten().collect(),
        headers: json!({
            "Location": { "required": true, "schema": { "type": "string" } },
            "Retry-After": number,
            "WWW-Authenticate": { "required": false, "schema": { "type": "string" } },
            "X-RateLimit-Limit": number,
            "X-RateLimit-Remaining": number,
            "X-RateLimit-Reset": number,
            "X-Request-Id": { "required": true, "schema": { "type": "string" } },
        }),
    }
}

/// An answer without a body.
fn silent(shape: Shape, status: StatusCode) -> Shape {
    shape.with(Answer::new(status))
}

/// With the failures of a service, its headers, and its ways to prove a call.
fn of_service(surface: Surface, shapes: Shapes) -> Shapes {
    let proofs: &'static [&'static str] = if surface.is_of_cluster() {
        &["resource-api-key", "external-access-token"]
    } else {
        &["cloud-api-key", "confluent-sts-access-token"]
    };
    let headers: &'static [&'static str] = match surface {
        Surface::Kafka | Surface::Links => &[],
        Surface::Connect => &["X-Request-Id"],
        Surface::Plugins => {
            &["X-Request-Id", "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset"]
        }
    };
    let shapes = shapes.into_iter().map(|(name, shape)| {
        let shape = shape.with_headers(headers).proven_by(proofs);
        (name, failures::add(shape, surface))
    });
    shapes.collect()
}
