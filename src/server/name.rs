//! Which sandbox a request is for: by path prefix, host label or header, in this order.
//!
//! Nothing here makes a sandbox or knows whether there is one.

use std::borrow::Cow;

use http::{
    StatusCode,
    header::{HOST, HeaderName},
};

use super::refusal::Refusal;
use crate::kernel::http::Request;

/// The sandbox of a request that names none.
pub(super) const DEFAULT: &str = "default";

const PREFIX: &str = "/_sandbox/";
const HEADER: HeaderName = HeaderName::from_static("x-wavetank-sandbox");
const LABEL: &str = ".localhost";
const NAME_BYTES_MAX: usize = 63;

/// How many bytes of `target` name a sandbox: `/_sandbox/{name}`, or none.
pub(super) fn prefix_bytes(target: &str) -> usize {
    let Some(rest) = target.strip_prefix(PREFIX) else { return 0 };
    PREFIX.len() + rest.find(['/', '?']).unwrap_or(rest.len())
}

/// The name in `request`, whose `prefix_bytes` are known.
pub(super) fn of(request: &Request) -> Result<Cow<'_, str>, Refusal> {
    if request.prefix_bytes > 0 {
        return checked(Cow::Borrowed(&request.target[PREFIX.len()..request.prefix_bytes]));
    }
    if let Some(label) = request.headers.get(HOST).and_then(|it| host_label(it.as_bytes())) {
        return checked(label);
    }
    match request.headers.get(HEADER) {
        Some(name) => checked(String::from_utf8_lossy(name.as_bytes())),
        None => Ok(Cow::Borrowed(DEFAULT)),
    }
}

/// `a` of `a.localhost:9283`. Host names know no case, and sandboxes only small letters.
fn host_label(host: &[u8]) -> Option<Cow<'_, str>> {
    let end = host.iter().position(|it| *it == b':').unwrap_or(host.len());
    let label_bytes = end.checked_sub(LABEL.len())?;
    let (label, domain) = host[..end].split_at(label_bytes);
    if label.is_empty() || !domain.eq_ignore_ascii_case(LABEL.as_bytes()) {
        return None;
    }
    let label = String::from_utf8_lossy(label);
    let lowered = label.bytes().any(|it| it.is_ascii_uppercase());
    Some(if lowered { Cow::Owned(label.to_ascii_lowercase()) } else { label })
}

fn checked(name: Cow<'_, str>) -> Result<Cow<'_, str>, Refusal> {
    if is_valid(&name) { Ok(name) } else { Err(unknown(&name)) }
}

/// Letters, digits, `-`, `_` and `.`, at most 63: what fits into a path, a host label and a file name. A path with `.`
/// or `..` is another to clients.
pub(super) fn is_valid(name: &str) -> bool {
    let plain = |it: u8| matches!(it, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.');
    let is_word = (1..=NAME_BYTES_MAX).contains(&name.len()) && name.bytes().all(plain);
    is_word && !matches!(name, "." | "..")
}

/// There is no such sandbox, or can be none.
pub(super) fn unknown(name: &str) -> Refusal {
    let message = format!("unknown sandbox `{name}`");
    let refusal = Refusal::new(StatusCode::NOT_FOUND, "unknown_sandbox", message);
    if is_valid(name) { refusal } else { refusal.hint(SYNTAX) }
}

/// What a name looks like.
pub(super) const SYNTAX: &str = "a sandbox is named by 1 to 63 of the characters a-z, 0-9, `-`, `_` and `.`, though not `.` or `..`";

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use http::{HeaderMap, HeaderValue, Method};

    use super::*;

    /// What the sandbox's name is, or `Err` for a refusal.
    fn name(target: &str, host: &str, header: Option<&str>) -> Result<(String, usize), ()> {
        let mut headers = HeaderMap::new();
        headers.insert(HOST, HeaderValue::from_str(host).expect("a host"));
        if let Some(header) = header {
            headers.insert(HEADER, HeaderValue::from_str(header).expect("a header"));
        }
        let request = Request {
            method: Method::GET,
            target: target.into(),
            prefix_bytes: prefix_bytes(target),
            headers,
            body: Bytes::new(),
            wall: jiff::Timestamp::UNIX_EPOCH,
            vouched: false,
        };
        of(&request).map(|it| (it.into_owned(), request.prefix_bytes)).map_err(|_| ())
    }

    #[test]
    fn the_prefix_goes_before_the_host_and_the_host_before_the_header() {
        let host = "127.0.0.1:9283";
        let cases = [
            (name("/v1/a", host, None), ("default", 0)),
            (name("/v1/a", host, Some("h")), ("h", 0)),
            (name("/v1/a", "b.localhost:9283", Some("h")), ("b", 0)),
            (name("/_sandbox/p/v1", "b.localhost", Some("h")), ("p", 11)),
            (name("/_sandbox/p", host, None), ("p", 11)),
            (name("/_sandbox/p?x=/1", host, None), ("p", 11)),
            (name("/v1", "A.b.LocalHost", None), ("a.b", 0)),
            (name("/v1", "localhost:9283", None), ("default", 0)),
            (name("/v1", ".localhost", None), ("default", 0)),
            (name("/v1", "kafka.us-east-1.amazonaws.com", None), ("default", 0)),
            (name("/_sandbox", host, None), ("default", 0)),
        ];
        for (index, (found, (name, bytes))) in cases.into_iter().enumerate() {
            assert_eq!(found, Ok((name.to_owned(), bytes)), "case {index}");
        }
    }

    #[test]
    fn what_is_no_name_is_refused() {
        let host = "127.0.0.1:9283";
        let long = "a".repeat(64);
        for target in ["/_sandbox//v1", "/_sandbox/A/v1", "/_sandbox/%61/v1", "/_sandbox/"] {
            assert_eq!(name(target, host, None), Err(()), "{target}");
        }
        assert_eq!(name(&format!("/_sandbox/{long}/"), host, None), Err(()));
        assert_eq!(name("/", &format!("{long}.localhost"), None), Err(()));
        assert_eq!(name("/", host, Some("")), Err(()));
        assert_eq!(name("/", host, Some("a b")), Err(()));
    }
}
