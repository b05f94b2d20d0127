//! gRPC as plain data: messages in frames, the status in trailers ("gRPC over HTTP2" of the gRPC project).
//!
//! Knows no message and no code: what a call means is the vendor's to say.

use std::fmt::Write;
use std::time::Duration;

use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

use super::http::{Request, Response};

/// Before each message: whether it is compressed, and its length.
const PREFIX_BYTES: usize = 5;

static STATUS: HeaderName = HeaderName::from_static("grpc-status");
static MESSAGE: HeaderName = HeaderName::from_static("grpc-message");
static DETAILS: HeaderName = HeaderName::from_static("grpc-status-details-bin");

/// Why a body holds no message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unframed {
    /// It is not of one frame, or breaks off.
    Malformed,
    Compressed,
}

/// Whether a request is meant as gRPC, by its content type.
pub fn is_call(request: &Request) -> bool {
    is_type(&request.headers)
}

/// The same of its headers alone.
pub fn is_type(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).map(HeaderValue::as_bytes).unwrap_or_default();
    let rest = kind.strip_prefix(b"application/grpc");
    rest.is_some_and(|it| it.first().is_none_or(|byte| matches!(byte, b'+' | b';')))
}

/// For how long the client waits, if it says so: `grpc-timeout: 30S`.
pub fn time_limit(request: &Request) -> Option<Duration> {
    let text = request.header("grpc-timeout").filter(|_| is_call(request))?;
    let (digits, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
    let amount: u64 = digits.parse().ok().filter(|_| digits.len() <= 8)?;
    Some(match unit {
        "H" => Duration::from_hours(amount),
        "M" => Duration::from_mins(amount),
        "S" => Duration::from_secs(amount),
        "m" => Duration::from_millis(amount),
        "u" => Duration::from_micros(amount),
        "n" => Duration::from_nanos(amount),
        _ => return None,
    })
}

/// How many bytes the first frame of `bytes` has; `None` until that is known.
pub fn frame_bytes(bytes: &[u8]) -> Option<usize> {
    let length = bytes.get(1..PREFIX_BYTES)?.try_into().expect("four bytes");
    Some(PREFIX_BYTES + usize::try_from(u32::from_be_bytes(length)).expect("32 bits"))
}

/// The one message of a call.
pub fn unframed(body: &[u8]) -> Result<&[u8], Unframed> {
    if frame_bytes(body) != Some(body.len()) {
        return Err(Unframed::Malformed);
    }
    match body[0] {
        0 => Ok(&body[PREFIX_BYTES..]),
        1 => Err(Unframed::Compressed),
        _ => Err(Unframed::Malformed),
    }
}

pub fn framed(message: &[u8]) -> Vec<u8> {
    let length = u32::try_from(message.len()).expect("a message of less than 4 GiB");
    let mut body = Vec::with_capacity(PREFIX_BYTES + message.len());
    body.push(0);
    body.extend_from_slice(&length.to_be_bytes());
    body.extend_from_slice(message);
    body
}

/// A message, and that all is well.
pub fn answer(message: &[u8]) -> Response {
    ended(framed(message), 0)
}

/// Headers, then the status in trailers: never trailers alone, since some clients read what comes with a
/// failure in headers only. `details` may be empty.
pub fn failure(code: u8, text: &str, details: &[u8]) -> Response {
    let mut response = ended(Vec::new(), code);
    let text = HeaderValue::try_from(encoded(text)).expect("percent-encoded");
    response.trailers.insert(&MESSAGE, text);
    if !details.is_empty() {
        let details = HeaderValue::try_from(STANDARD_NO_PAD.encode(details)).expect("base64");
        response.trailers.insert(&DETAILS, details);
    }
    response
}

/// The status alone, with the headers: as what stands before a service answers for it.
pub fn headers_only(code: u8, text: &str) -> Response {
    let mut response = failure(code, text, &[]);
    response.headers.extend(std::mem::take(&mut response.trailers));
    response
}

fn ended(body: Vec<u8>, code: u8) -> Response {
    let mut response = Response::new(StatusCode::OK, body);
    response.headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/grpc"));
    response.trailers.insert(&STATUS, HeaderValue::from(u16::from(code)));
    response
}

/// What is neither ASCII that can be seen nor a blank is percent-encoded.
fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b' '..=b'~' if byte != b'%' => encoded.push(char::from(byte)),
            _ => write!(encoded, "%{byte:02X}").expect("a String takes everything"),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_comes_out_of_the_frame_it_was_put_into() {
        assert_eq!(unframed(&framed(b"abc")), Ok(&b"abc"[..]));
        assert_eq!(unframed(&framed(b"")), Ok(&b""[..]));
        for wrong in [&b""[..], b"\0\0\0\0", b"\0\0\0\0\x02a", b"\0\0\0\0\x01ab", b"\x02\0\0\0\0"] {
            assert_eq!(unframed(wrong), Err(Unframed::Malformed), "{wrong:?}");
        }
        assert_eq!(unframed(b"\x01\0\0\0\x01a"), Err(Unframed::Compressed));
        assert_eq!(frame_bytes(b"\0\0\0\x01"), None);
        assert_eq!(frame_bytes(b"\0\0\0\x01\0rest"), Some(261));
    }

    #[test]
    fn a_text_is_percent_encoded_outside_of_what_can_be_seen() {
        assert_eq!(encoded("a \"b\" 100%\n\u{e9}"), "a \"b\" 100%25%0A%C3%A9");
    }

    #[test]
    fn a_time_limit_has_a_unit() {
        let limit = |text: &str, kind: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert("grpc-timeout", HeaderValue::from_str(text).expect("a header value"));
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
            let (method, target) = (http::Method::POST, "".into());
            let (body, wall) = (bytes::Bytes::new(), jiff::Timestamp::UNIX_EPOCH);
            let (prefix_bytes, vouched) = (0, false);
            time_limit(&Request { method, target, prefix_bytes, headers, body, wall, vouched })
        };
        assert_eq!(limit("30S", "application/grpc"), Some(Duration::from_secs(30)));
        assert_eq!(limit("250m", "application/grpc+proto"), Some(Duration::from_millis(250)));
        for text in ["", "S", "30", "30s", "-1S", "123456789S", "\u{e9}"] {
            assert_eq!(limit(text, "application/grpc"), None, "{text}");
        }
        assert_eq!(limit("30S", "application/json"), None);
        assert_eq!(limit("30S", "application/grpcweb"), None);
    }
}
