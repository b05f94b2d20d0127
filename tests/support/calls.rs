//! Requests as an AWS client makes them, for a world in process.
//!
//! The signature is none: a world that is not strict does not look at it.

use base64::{Engine, engine::general_purpose::STANDARD};
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use jiff::Timestamp;
use wavetank::kernel::{clock, http::Request};

/// The key and the region that a call is made with.
pub(crate) const KEY: &str = "AKIDEXAMPLE";
pub(crate) const REGION: &str = "us-east-1";

/// Where the connectors of Confluent Cloud are that need no premises.
pub(crate) const CLUSTER: &str = "/connect/v1/environments/env-abc123/clusters/lkc-abc123";
/// The keys of Confluent Cloud that need none either: of the cloud, and of a Kafka cluster.
pub(crate) const CLOUD_KEY: &str = "CLOUDKEYEXAMPLE1";
pub(crate) const KAFKA_KEY: &str = "KAFKAKEYEXAMPLE1";
/// Of the other cluster.
const OTHER_KAFKA_KEY: &str = "KAFKAKEYEXAMPLE2";
/// The secret of both.
pub(crate) const SECRET: &str = "cfltEXAMPLEdoNotUseThisSecretOutsideOfTests";

/// A target in full: `~/connectors` is of Connect v1, `lkc-abc123/links` of that cluster's Kafka REST.
pub(crate) fn spelled_out(target: &str) -> String {
    match target.strip_prefix('~') {
        Some(rest) => format!("{CLUSTER}{rest}"),
        None if target.starts_with('/') => target.to_owned(),
        None => format!("/kafka/v3/clusters/{target}"),
    }
}

/// Whether a request is meant for Confluent Cloud.
pub(crate) fn is_confluent(request: &Request) -> bool {
    is_confluent_path(request.path())
}

pub(crate) fn is_confluent_path(path: &str) -> bool {
    ["/kafka/v3", "/connect/v1", "/ccpm/v1"].iter().any(|it| path.starts_with(it))
}

/// Proves a call to Confluent Cloud: by `KEY`, `KEY:SECRET` or `bearer/TOKEN`; empty for the key that the
/// path asks for.
pub(crate) fn prove(request: &mut Request, key: &str) {
    let usual = usual_key(request.path());
    let authorization = match key.strip_prefix("bearer/") {
        Some(token) => format!("Bearer {token}"),
        None => {
            let key = if key.is_empty() { usual } else { key };
            let (id, secret) = key.split_once(':').unwrap_or((key, SECRET));
            format!("Basic {}", STANDARD.encode(format!("{id}:{secret}")))
        }
    };
    put(request, "authorization", &authorization);
}

/// The key that a path asks for; clusters without one take a key that nobody knows.
fn usual_key(path: &str) -> &'static str {
    match path.strip_prefix("/kafka/v3/").map(|it| it.trim_start_matches("clusters/")) {
        None => CLOUD_KEY,
        Some(rest) if rest.starts_with("lkc-abc123") => KAFKA_KEY,
        Some(rest) if rest.starts_with("lkc-def456") => OTHER_KAFKA_KEY,
        Some(_) => "NOBODYSKEY",
    }
}

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
