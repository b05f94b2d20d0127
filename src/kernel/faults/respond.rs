//! An answer of one's own, from what is written of it.

use bytes::Bytes;
use http::header::{CONTENT_LENGTH, TRANSFER_ENCODING};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde_json::Value;

use super::written::WrittenResponse;
use crate::kernel::http::Response;
use crate::kernel::mistake::Mistake;

/// What HTTP itself says of a body.
const FRAMING: [HeaderName; 2] = [CONTENT_LENGTH, TRANSFER_ENCODING];

/// Statuses that HTTP sends no body with (RFC 9110, sections 15.3.5 and 15.4.5).
const BODILESS: [StatusCode; 2] = [StatusCode::NO_CONTENT, StatusCode::NOT_MODIFIED];

impl WrittenResponse {
    pub(super) fn read(&self, mistakes: &mut Vec<Mistake>) -> Option<Response> {
        let status = StatusCode::from_u16(self.status).ok().filter(|it| it.as_u16() >= 200);
        if status.is_none() {
            let message = format!("`{}` is no status of a final answer: 200 to 999", self.status);
            mistakes.push(Mistake::new(&["respond", "status"], message));
        }
        let mut headers = HeaderMap::new();
        for (name, value) in &self.headers {
            match (HeaderName::try_from(name), HeaderValue::try_from(value)) {
                (Ok(name), _) if FRAMING.contains(&name) => {
                    let message = format!("`{name}` is not yours to say: it comes of the body");
                    let hint = "`cut` ends a body before its length";
                    let path = ["respond", "headers", name.as_str()];
                    mistakes.push(Mistake::new(&path, message).hint(hint));
                }
                (Ok(name), Ok(value)) => drop(headers.append(name, value)),
                _ => mistakes.push(Mistake::new(
                    &["respond", "headers", name],
                    format!("`{name}: {value}` is no header"),
                )),
            }
        }
        let (body, is_json) = match &self.body {
            None => (Bytes::new(), false),
            Some(Value::String(text)) => (Bytes::copy_from_slice(text.as_bytes()), false),
            Some(value) => (Bytes::from(value.to_string()), true),
        };
        if let Some(status) = status.filter(|it| BODILESS.contains(it) && !body.is_empty()) {
            let message = format!("an answer of `{}` has no body", status.as_u16());
            mistakes.push(Mistake::new(&["respond", "body"], message));
        }
        if is_json {
            let json = HeaderValue::from_static("application/json");
            headers.entry(http::header::CONTENT_TYPE).or_insert(json);
        }
        let mut response = Response::new(status?, body);
        response.headers = headers;
        Some(response)
    }
}
