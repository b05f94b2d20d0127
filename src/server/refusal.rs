//! The emulator's own refusals, as far as the shell has reasons for them.

use http::StatusCode;
use serde_json::{Map, Value};

use crate::{kernel::http::Response, world};

/// A refusal in the making: a code, a message, and what else is known.
#[derive(Debug)]
pub(super) struct Refusal {
    status: StatusCode,
    pub(super) code: &'static str,
    details: Map<String, Value>,
}

impl Refusal {
    pub(super) fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        let message: String = message.into();
        Self { status, code, details: Map::new() }.with("message", message)
    }

    pub(super) fn bad_request(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code, message)
    }

    /// Where in the body the mistake is, as a JSON Pointer (RFC 6901).
    #[must_use]
    pub(super) fn at(self, pointer: impl Into<String>) -> Self {
        self.with("at", pointer.into())
    }

    #[must_use]
    pub(super) fn hint(self, hint: impl Into<String>) -> Self {
        self.with("hint", hint.into())
    }

    #[must_use]
    pub(super) fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.details.insert(key.to_owned(), value.into());
        self
    }
}

impl From<Refusal> for Response {
    fn from(refusal: Refusal) -> Self {
        world::refusal(refusal.status, refusal.code, &Value::Object(refusal.details))
    }
}
