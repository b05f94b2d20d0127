//! Failures, as the document tells them: by status, in the shapes that the table of errors has.

use std::collections::BTreeMap;

use http::StatusCode;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::kernel::interface::{Answer, Of, Shape, of};
use crate::vendors::confluent::kinds::{self, Form, Kind};
use crate::vendors::confluent::surface::Surface;

/// `{"error_code":40101,"message":..}`.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only its schema is wanted: the table of errors writes the bodies")]
struct CodedError {
    error_code: u32,
    message: String,
}

/// `{"error":{"code":404,"message":..}}`.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only its schema is wanted: the table of errors writes the bodies")]
struct NestedError {
    error: PlainError,
}

/// `{"code":400,"message":..}`.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only its schema is wanted: the table of errors writes the bodies")]
struct PlainError {
    code: u16,
    message: String,
}

/// `{"errors":[{..}]}`: what is not known is left out.
fn listed(_: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "type": "object",
        "properties": {
            "errors": {
                "type": "array",
                "minItems": 1,
                "items": {
                    "type": "object",
                    "properties": {
                        "id": { "type": "string" },
                        "status": { "type": "string", "pattern": "^[45][0-9]{2}$" },
                        "code": { "type": "string" },
                        "title": { "type": "string" },
                        "detail": { "type": "string" },
                        "source": {
                            "type": "object",
                            "properties": {
                                "pointer": { "type": "string" },
                                "parameter": { "type": "string" },
                            },
                            "additionalProperties": false,
                        },
                    },
                    "required": ["id", "status", "source"],
                    "additionalProperties": false,
                },
            },
        },
        "required": ["errors"],
        "additionalProperties": false,
    })
}

/// What only a body can bring about.
const OF_BODIES: [StatusCode; 3] = [
    StatusCode::PAYLOAD_TOO_LARGE,
    StatusCode::UNSUPPORTED_MEDIA_TYPE,
    StatusCode::UNPROCESSABLE_ENTITY,
];

/// Adds those that the service has.
pub(super) fn add(shape: Shape, surface: Surface) -> Shape {
    let has_body = shape.has_body();
    let is_possible = |kind: &Kind| {
        let status = kind.row().status;
        // An operation is called by its own method.
        status != StatusCode::METHOD_NOT_ALLOWED && (has_body || !OF_BODIES.contains(&status))
    };
    with(shape, kinds::of_service(surface).filter(is_possible), surface)
}

/// Adds those, each status once and each shape once.
pub(super) fn with(shape: Shape, kinds: impl Iterator<Item = Kind>, surface: Surface) -> Shape {
    let mut by_status: BTreeMap<StatusCode, Vec<Form>> = BTreeMap::new();
    for row in kinds.map(Kind::row) {
        let forms = by_status.entry(row.status).or_default();
        let is_new = forms.iter().all(|it| schema(*it) != schema(row.form));
        if is_new {
            forms.push(row.form);
        }
    }
    by_status.into_iter().fold(shape, |shape, (status, forms)| {
        let answer = Answer::new(status).with(headers(status, surface));
        let add = |answer: Answer, form: Form| {
            let (media, schema) = schema(form);
            answer.content(media, SCHEMAS[schema])
        };
        shape.with(forms.into_iter().fold(answer, add))
    })
}

const SCHEMAS: [Of; 5] =
    [of::<CodedError>, of::<NestedError>, of::<PlainError>, listed, of::<String>];

/// Media type, and which of the schemas.
fn schema(form: Form) -> (&'static str, usize) {
    match form {
        Form::Coded(_) => ("application/json", 0),
        Form::Nested => ("application/json", 1),
        Form::Plain => ("application/json", 2),
        Form::Listed(..) => ("application/json", 3),
        Form::Page => ("text/html", 4),
        Form::Storage(_) => ("application/xml", 4),
        Form::Gateway => ("text/plain", 4),
    }
}

fn headers(status: StatusCode, surface: Surface) -> &'static [&'static str] {
    match (status, surface.is_of_cluster()) {
        (_, true) => &[],
        (StatusCode::UNAUTHORIZED, false) => &["X-Request-Id", "WWW-Authenticate"],
        (StatusCode::TOO_MANY_REQUESTS, false) => &[
            "X-Request-Id",
            "Retry-After",
            "X-RateLimit-Limit",
            "X-RateLimit-Remaining",
            "X-RateLimit-Reset",
        ],
        (_, false) => &["X-Request-Id"],
    }
}
