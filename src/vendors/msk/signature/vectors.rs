//! Requests signed by botocore, and what it signed.

use bytes::Bytes;
use http::{HeaderMap, HeaderName, Method};
use jiff::Timestamp;

use super::*;
use crate::kernel::credentials::Credentials;

const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const ARN: &str = "arn%3Aaws%3Akafkaconnect%3Aus-east-1%3A123456789012%3Aconnector%2Fmy-connector%2F0a1b2c3d-1111-2222-3333-444455556666-2";
const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// With the host and the date that all vectors have.
fn request(method: Method, target: &str, headers: &[(&str, &str)], body: &'static str) -> Request {
    let common = [("host", "localhost:8080"), ("x-amz-date", "20260108T120000Z")];
    let mut map = HeaderMap::new();
    for (name, value) in common.iter().chain(headers) {
        map.insert(HeaderName::try_from(*name).expect("a name"), value.parse().expect("a value"));
    }
    let (target, body) = (target.into(), Bytes::from_static(body.as_bytes()));
    Request {
        method,
        target,
        prefix_bytes: 0,
        headers: map,
        body,
        wall: Timestamp::UNIX_EPOCH,
        vouched: false,
    }
}

fn authorization(access_key: &str, signed_headers: &str) -> String {
    let scope = "20260108/us-east-1/kafkaconnect/aws4_request";
    format!(
        "{ALGORITHM} Credential={access_key}/{scope}, SignedHeaders={signed_headers}, Signature=0"
    )
}

/// The canonical request, its hash and the signature.
fn signed(request: &Request) -> (String, String, String) {
    let Credentials::SigV4(signed) = Credentials::read(request) else { panic!("not signed") };
    let scope = signed.scope().expect("five parts");
    let canonical = canonical_request(request, &signed, Form::AWS);
    let signature =
        Key::new(SECRET, &scope).sign(&string_to_sign("20260108T120000Z", &scope, &canonical));
    let hash = hex(&Sha256::digest(&canonical));
    (String::from_utf8(canonical).expect("text"), hash, signature)
}

#[test]
fn a_body_is_signed() {
    let body = r#"{"name":"wc-1","propertiesFileContent":"a2V5LmNvbnZlcnRlcj1vcmcuYXBhY2hlLmthZmthLmNvbm5lY3Quc3RvcmFnZS5TdHJpbmdDb252ZXJ0ZXI="}"#;
    let authorization = authorization("AKIDEXAMPLE", "content-type;host;x-amz-date");
    let headers = [("content-type", "application/json"), ("authorization", &authorization)];
    let (canonical, hash, signature) =
        signed(&request(Method::POST, "/v1/worker-configurations", &headers, body));
    assert_eq!(
        canonical,
        "POST\n/v1/worker-configurations\n\ncontent-type:application/json\nhost:localhost:8080\n\
         x-amz-date:20260108T120000Z\n\ncontent-type;host;x-amz-date\n\
         4bdf68588aace8d277a7e478688415aec1c32af1a194b5b6f9118b41b14d9863"
    );
    assert_eq!(hash, "03a94b2f79562e77c4ffa2ab9af05c7cacf8a5ba17fd60eae6fc7a01e190aa45");
    assert_eq!(signature, "d5af2c8667c12d86eee3e864bcd74258f1a0f26e957f0bb283d47413fa05d0c5");
}

#[test]
fn an_arn_in_the_path_is_encoded_once_more() {
    let authorization =
        authorization("ASIAEXAMPLE", "content-type;host;x-amz-date;x-amz-security-token");
    let headers = [
        ("content-type", "application/json"),
        ("x-amz-security-token", "SESSION/TOKEN+EXAMPLE=="),
        ("authorization", &authorization),
    ];
    let target = format!("/v1/connectors/{ARN}?currentVersion=C1PWD2EXAMPLE");
    let body = r#"{"capacity": {"provisionedCapacity": {"mcuCount": 1, "workerCount": 2}}}"#;
    let (canonical, hash, signature) = signed(&request(Method::PUT, &target, &headers, body));
    assert_eq!(
        canonical,
        format!(
            "PUT\n/v1/connectors/{}\ncurrentVersion=C1PWD2EXAMPLE\ncontent-type:application/json\n\
             host:localhost:8080\nx-amz-date:20260108T120000Z\nx-amz-security-token:SESSION/TOKEN+EXAMPLE==\n\n\
             content-type;host;x-amz-date;x-amz-security-token\n\
             26babe5eb90126ea096fa1b6bf278bb1483bf25e09292ad3775657f0894ebe21",
            ARN.replace('%', "%25")
        )
    );
    assert_eq!(hash, "856088f7e69336c06499959a235d7ae99712ace2431394c7a171a824958d80a5");
    assert_eq!(signature, "c39779a66b1c9cffe095867a53e35d69655d12e666d1da541c19c585e9fc9f86");
}

#[test]
fn a_query_is_sorted() {
    let authorization = authorization("AKIDEXAMPLE", "host;x-amz-date");
    let target = format!("/v1/tags/{ARN}?tagKeys=b%20b&tagKeys=a%2Fa");
    let request = request(Method::DELETE, &target, &[("authorization", &authorization)], "");
    let (canonical, hash, signature) = signed(&request);
    assert_eq!(canonical.lines().nth(2), Some("tagKeys=a%2Fa&tagKeys=b%20b"));
    assert_eq!(canonical.lines().last(), Some(EMPTY));
    assert_eq!(hash, "f6bee7817ce000ad73efd6587cb58f158b41eb756f9a3dcc5cc06c0528cb2b16");
    assert_eq!(signature, "35a8eb2958d5297593ac483010cb2ae89a71ba1c6217cd757a3204fdab612c3d");
}

#[test]
fn a_presigned_query_holds_the_token() {
    let target = format!(
        "/v1/connectors/{ARN}?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=ASIAEXAMPLE%2F20260108%2F\
         us-east-1%2Fkafkaconnect%2Faws4_request&X-Amz-Date=20260108T120000Z&X-Amz-Expires=900&\
         X-Amz-SignedHeaders=host&X-Amz-Security-Token=SESSION%2FTOKEN%2BEXAMPLE%3D%3D&X-Amz-Signature=0"
    );
    let (canonical, hash, signature) = signed(&request(Method::GET, &target, &[], ""));
    let query = canonical.lines().nth(2).expect("a query");
    assert!(query.ends_with(
        "&X-Amz-Security-Token=SESSION%2FTOKEN%2BEXAMPLE%3D%3D&X-Amz-SignedHeaders=host"
    ));
    assert_eq!(hash, "290d08bfe88d9bb00c20ce86f8fc5ef47106bbe8ee98b693181c27d94cd0652c");
    assert_eq!(signature, "e8cec0277809f8a52ed345256b6c89a888cf23e493460095fd9b08cbb77ab5af");
}

#[test]
fn paths_are_normalized_and_keep_a_last_slash() {
    for (raw, expected) in [
        ("", "/"),
        ("/", "/"),
        ("/v1//connectors/", "/v1/connectors/"),
        ("/v1/./x/../connectors", "/v1/connectors"),
        ("/../..", "/"),
        ("/a%2Fb c~_.-", "/a%252Fb%20c~_.-"),
    ] {
        assert_eq!(path(raw, Form::AWS), expected, "{raw}");
    }
}

#[test]
fn queries_are_encoded_anew() {
    for (raw, expected) in [
        ("", ""),
        ("b&a=", "a=&b="),
        ("a=2&a=1&&A=3", "A=3&a=1&a=2"),
        ("k=a+b&k=%7e%zz", "k=a%2Bb&k=~%25zz"),
        ("k=a=b", "k=a%3Db"),
    ] {
        assert_eq!(query(raw, Place::Header, Form::AWS), expected, "{raw}");
    }
}

#[test]
fn header_values_are_trimmed_and_joined() {
    let mut request = request(Method::GET, "/", &[], "");
    for value in ["  a   b ", "c"] {
        request.headers.append("x-many", value.parse().expect("a value"));
    }
    let mut text = Vec::new();
    push_values(&mut text, &request, "x-many");
    assert_eq!(text, b"a b,c");
}

#[test]
fn a_payload_hash_that_is_not_the_bodys_does_not_count() {
    for (said, expected) in [
        ("UNSIGNED-PAYLOAD", "UNSIGNED-PAYLOAD".to_owned()),
        (&EMPTY.to_uppercase(), EMPTY.to_uppercase()),
        (&"0".repeat(64), EMPTY.to_owned()),
    ] {
        let request = request(Method::GET, "/", &[("x-amz-content-sha256", said)], "");
        assert_eq!(payload_hash(&request), expected.into_bytes());
    }
}

#[test]
fn only_so_many_keys_are_kept() {
    let mut keys = Keys::default();
    let access_key = Arc::from("AKIDEXAMPLE");
    for number in 0..100 {
        let date = format!("{number:08}");
        let scope = Scope {
            access_key: "AKIDEXAMPLE",
            date: &date,
            region: "us-east-1",
            service: SERVICE,
            terminator: TERMINATOR,
        };
        let fresh = Key::new(SECRET, &scope).sign("text");
        assert_eq!(keys.key(&access_key, SECRET, &scope).sign("text"), fresh);
        assert_eq!(keys.key(&access_key, SECRET, &scope).sign("text"), fresh);
    }
    assert_eq!(keys.kept.len(), KEYS_MAX);
}
