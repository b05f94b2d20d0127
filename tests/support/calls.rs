//! Requests as an AWS client makes them, for a world in process.
//!
//! The signature is none: a world that is not strict does not look at it.

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use jiff::Timestamp;
use wavetank::kernel::{clock, http::Request};

/// The key and the region that a call is made with.
pub(crate) const KEY: &str = "AKIDEXAMPLE";
pub(crate) const REGION: &str = "us-east-1";

/// What clients send with every call. Without `signer`, a key and a region, the call has no credential.
pub(crate) fn call(
    (method, target): (&str, &str),
    signer: Option<(&str, &str)>,
    body: impl Into<Bytes>,
    wall: Timestamp,
) -> Request {
    let (method, target, body) =
        (Method::from_bytes(method.as_bytes()), target.into(), body.into());
    let method = method.expect("a method");
    let mut request = Request {
        method,
        target,
        prefix_bytes: 0,
        headers: HeaderMap::new(),
        body,
        wall,
        vouched: false,
    };
    put(&mut request, "host", "127.0.0.1:9283");
    if !request.body.is_empty() {
        put(&mut request, "content-type", "application/json");
    }
    if let Some((key, region)) = signer {
        let date = clock::basic(wall);
        let day = &date[..8];
        let scope = format!("{key}/{day}/{region}/kafkaconnect/aws4_request");
        let authorization = format!(
            "AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host;x-amz-date, Signature={:064}",
            0
        );
        put(&mut request, "authorization", &authorization);
        put(&mut request, "x-amz-date", &date);
    }
    request
}

/// Sets a header, in place of what it was.
pub(crate) fn put(request: &mut Request, name: &str, value: &str) {
    let name = HeaderName::from_bytes(name.as_bytes()).expect("a header name");
    request.headers.insert(name, HeaderValue::from_str(value).expect("a header value"));
}
