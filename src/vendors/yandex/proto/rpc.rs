//! `google.rpc`: how failures are told.

use super::field::{any, inner, int32, text};
use super::{File, Message};

pub(super) const STATUS: File = File {
    path: "google/rpc/status.proto",
    package: "google.rpc",
    enums: &[],
    messages: &[Message {
        name: "Status",
        fields: &[int32(1, "code"), text(2, "message"), any(3, "details").many()],
    }],
    services: &[],
};

/// Those that this vendor is known to send, and the standard ones of a bad request and of a retry.
pub(super) const DETAILS: File = File {
    path: "google/rpc/error_details.proto",
    package: "google.rpc",
    enums: &[],
    messages: &[
        Message {
            name: "RetryInfo",
            fields: &[inner(1, "retry_delay", "google.protobuf.Duration")],
        },
        Message {
            name: "BadRequest",
            fields: &[inner(1, "field_violations", "BadRequest.FieldViolation").many()],
        },
        Message {
            name: "BadRequest.FieldViolation",
            fields: &[
                text(1, "field"),
                text(2, "description"),
                text(3, "reason"),
                inner(4, "localized_message", "LocalizedMessage"),
            ],
        },
        Message { name: "RequestInfo", fields: &[text(1, "request_id"), text(2, "serving_data")] },
        Message { name: "LocalizedMessage", fields: &[text(1, "locale"), text(2, "message")] },
    ],
    services: &[],
};
