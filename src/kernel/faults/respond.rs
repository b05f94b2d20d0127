//! An answer of one's own, from what is written of it.

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde_json::Value;

use super::written::WrittenResponse;
use crate::kernel::http::Response;
use crate::kernel::mistake::Mistake;

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
        if is_json {
            let json = HeaderValue::from_static("application/json");
            headers.entry(http::header::CONTENT_TYPE).or_insert(json);
        }
        let mut response = Response::new(status?, body);
        response.headers = headers;
        Some(response)
    }
}
