//! What a client is told that sends something other than a request: hyper's answer has a status and nothing else,
//! which might be anybody's.

use bytes::Bytes;
use http::StatusCode;

use crate::kernel::http::Response;
use crate::server::refusal::Refusal;

/// How hyper ends its answer to what is no request.
const END: &[u8] = b"\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";

/// The first bytes of a TLS handshake (RFC 8446, section 5.1).
const TLS: [u8; 2] = [0x16, 3];

/// Whether a connection that begins so is one of a client that speaks TLS.
pub(in crate::server) fn is_tls(first: &[u8]) -> bool {
    first.first() == Some(&TLS[0]) && first.get(1).is_none_or(|it| *it == TLS[1])
}

/// The answer instead of hyper's, if that is what `written` is.
pub(in crate::server) fn answer(written: &[u8], is_tls: bool) -> Option<Bytes> {
    let (code, message) = match written.strip_suffix(END)?.strip_prefix(b"HTTP/1.1 ")? {
        b"400 Bad Request" if is_tls => ("tls", "this is a TLS handshake, and no HTTP request"),
        b"400 Bad Request" => ("malformed", "the request is not as HTTP says"),
        b"414 URI Too Long" => {
            ("target_too_long", "the request's target is longer than 65,534 bytes")
        }
        b"431 Request Header Fields Too Large" => (
            "head_too_large",
            "the request has more than 100 headers, or more than 400 KiB of them",
        ),
        _ => return None,
    };
    let status = StatusCode::from_bytes(written.get(9..12)?).ok()?;
    tracing::info!(status = status.as_u16(), refused = code, "{message}");
    let mut refusal = Refusal::new(status, code, message);
    if is_tls {
        refusal = refusal
            .hint("speak http:// here; `wavetank serve --tls-listen` has a listener for https://");
    }
    let Response { headers, body, .. } = refusal.into();
    let mut answer = format!("HTTP/1.1 {status}\r\n").into_bytes();
    for (name, value) in &headers {
        answer.extend([name.as_str().as_bytes(), b": ", value.as_bytes(), b"\r\n"].concat());
    }
    let framing = format!("connection: close\r\ncontent-length: {}\r\n\r\n", body.len());
    answer.extend([framing.as_bytes(), &body].concat());
    Some(answer.into())
}
