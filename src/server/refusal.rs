//! The emulator's own refusals: what it says when a test setup is wrong. Never in a vendor's shape.

use http::{HeaderName, HeaderValue, StatusCode};
use serde_json::{Map, Value, json};

use crate::kernel::http::Response;

/// The header by which an answer says that it is the emulator's own.
pub(super) const WAVETANK: HeaderName = HeaderName::from_static("x-wavetank");

/// A refusal, as status, header `x-wavetank: <code>`, and body `{"wavetank": {"error": <code>, …}}`.
#[derive(Debug)]
pub(super) struct Refusal {
    status: StatusCode,
    code: &'static str,
    detail: Map<String, Value>,
}

impl Refusal {
    pub(super) fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        let message: String = message.into();
        Self { status, code, detail: Map::new() }.with("error", code).with("message", message)
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
        self.detail.insert(key.to_owned(), value.into());
        self
    }
}

impl From<Refusal> for Response {
    fn from(refusal: Refusal) -> Self {
        let body = json!({ "wavetank": refusal.detail });
        let mut response = Self::json(refusal.status, &body);
        response.headers.insert(WAVETANK, HeaderValue::from_static(refusal.code));
        response
    }
}
