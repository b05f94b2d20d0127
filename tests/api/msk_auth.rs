//! Who is let in by MSK Connect, and in which words the others are refused.

use http::{HeaderMap, HeaderValue, Method};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use serde_json::{Value, json};
use wavetank::kernel::credentials::Credentials;
use wavetank::kernel::reading;
use wavetank::kernel::{http::Request, settings::Auth};
use wavetank::vendors::msk::auth::{AuthError, Caller, Gate, Terms};
use wavetank::vendors::msk::premises::{Level, Premises};

use crate::support::sign::{Habit, Signer};

const SCOPE: &str = "AKIDEXAMPLE/20260108/us-east-1/kafkaconnect/aws4_request";
const ARN: &str =
    "arn%3Aaws%3Akafkaconnect%3Aus-east-1%3A123456789012%3Aconnector%2Fc%2F0a1b2c3d-2";

fn noon() -> Timestamp {
    "2026-01-08T12:00:00Z".parse().expect("a timestamp")
}

fn minutes(minutes: i64) -> SignedDuration {
    SignedDuration::from_mins(minutes)
}

fn terms(mode: Auth) -> Terms {
    Terms { mode, date: noon(), now: noon(), epoch: noon() }
}

fn request(method: Method, target: &str) -> Request {
    let mut headers = HeaderMap::new();
    headers.insert("host", HeaderValue::from_static("localhost:8080"));
    let (target, body) = (target.into(), bytes::Bytes::new());
    Request { method, target, prefix_bytes: 0, headers, body, wall: noon(), vouched: false }
}

fn set(request: &mut Request, name: &'static str, value: &str) {
    request.headers.insert(name, value.parse().expect("a header value"));
}

fn list() -> Request {
    request(Method::GET, "/v1/connectors")
}

fn signed(signer: &Signer) -> Request {
    let mut request = list();
    signer.sign(&mut request, noon());
    request
}

/// A request with the credential that is given by hand.
fn by_hand(authorization: &str, date: &str) -> Request {
    let mut request = list();
    set(&mut request, "authorization", authorization);
    set(&mut request, "x-amz-date", date);
    request
}

fn gate(premises: &Value) -> Gate {
    let premises: Premises = reading::read(premises).expect("premises");
    assert_eq!(premises.mistakes(&["CreateConnector", "DeleteConnector"]), []);
    Gate::new(premises)
}

fn judge(mode: Auth, request: &Request) -> Result<Caller, AuthError> {
    gate(&json!({})).judge(request, &terms(mode))
}

fn strict(request: &Request) -> Result<Caller, AuthError> {
    judge(Auth::Strict, request)
}

/// Type and message, of which AWS's status is always 403.
fn refusal(answer: Result<Caller, AuthError>) -> (&'static str, String) {
    let error = answer.expect_err("refused");
    assert_eq!(error.status(), 403);
    (error.kind(), error.message())
}

fn assert_refused(answer: Result<Caller, AuthError>, kind: &str, message: &str) {
    assert_eq!(refusal(answer), (kind, message.to_owned()) as (&str, String));
}

#[test]
fn a_newcomer_needs_no_premises() {
    let caller = strict(&signed(&Signer::example())).unwrap();
    assert_eq!((&*caller.account, &*caller.region), ("123456789012", "us-east-1"));
    assert_eq!((caller.partition, &*caller.access_key), ("aws", "AKIDEXAMPLE"));
    assert_eq!(caller.arn(), "arn:aws:iam::123456789012:user/developer");
    assert_eq!(caller.authorize("CreateConnector", ""), Ok(()));
    assert_eq!(judge(Auth::Lenient, &signed(&Signer::example())), Ok(caller));
}

/// Signed by botocore 1.44.5 at noon.
fn of_botocore() -> Vec<Request> {
    let arn = "arn%3Aaws%3Akafkaconnect%3Aus-east-1%3A123456789012%3Aconnector%2Fmy-connector\
        %2F0a1b2c3d-1111-2222-3333-444455556666-2";
    let scope = "20260108/us-east-1/kafkaconnect/aws4_request";
    let signed = |request: &mut Request, key: &str, names: &str, signature: &str| {
        let value = format!(
            "AWS4-HMAC-SHA256 Credential={key}/{scope}, SignedHeaders={names}, Signature={signature}"
        );
        set(request, "authorization", &value);
        set(request, "x-amz-date", "20260108T120000Z");
    };
    let json = |request: &mut Request, body: &'static str| {
        set(request, "content-type", "application/json");
        request.body = bytes::Bytes::from_static(body.as_bytes());
    };
    let mut post = request(Method::POST, "/v1/worker-configurations");
    json(
        &mut post,
        r#"{"name":"wc-1","propertiesFileContent":"a2V5LmNvbnZlcnRlcj1vcmcuYXBhY2hlLmthZmthLmNvbm5lY3Quc3RvcmFnZS5TdHJpbmdDb252ZXJ0ZXI="}"#,
    );
    let signature = "d5af2c8667c12d86eee3e864bcd74258f1a0f26e957f0bb283d47413fa05d0c5";
    signed(&mut post, "AKIDEXAMPLE", "content-type;host;x-amz-date", signature);
    let mut put =
        request(Method::PUT, &format!("/v1/connectors/{arn}?currentVersion=C1PWD2EXAMPLE"));
    json(&mut put, r#"{"capacity": {"provisionedCapacity": {"mcuCount": 1, "workerCount": 2}}}"#);
    set(&mut put, "x-amz-security-token", "SESSION/TOKEN+EXAMPLE==");
    let signature = "c39779a66b1c9cffe095867a53e35d69655d12e666d1da541c19c585e9fc9f86";
    let names = "content-type;host;x-amz-date;x-amz-security-token";
    signed(&mut put, "ASIAEXAMPLE", names, signature);
    let mut delete =
        request(Method::DELETE, &format!("/v1/tags/{arn}?tagKeys=b%20b&tagKeys=a%2Fa"));
    let signature = "35a8eb2958d5297593ac483010cb2ae89a71ba1c6217cd757a3204fdab612c3d";
    signed(&mut delete, "AKIDEXAMPLE", "host;x-amz-date", signature);
    let presigned = request(
        Method::GET,
        &format!(
            "/v1/connectors/{arn}?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=ASIAEXAMPLE%2F{}&\
         X-Amz-Date=20260108T120000Z&X-Amz-Expires=900&X-Amz-SignedHeaders=host&\
         X-Amz-Security-Token=SESSION%2FTOKEN%2BEXAMPLE%3D%3D&X-Amz-Signature=\
         e8cec0277809f8a52ed345256b6c89a888cf23e493460095fd9b08cbb77ab5af",
            scope.replace('/', "%2F")
        ),
    );
    vec![post, put, delete, presigned]
}

#[test]
fn what_botocore_signs_is_good_and_any_other_path_is_not() {
    let secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    let mut gate = gate(&json!({"credentials": [
        {"access_key": "AKIDEXAMPLE", "secret": secret},
        {"access_key": "ASIAEXAMPLE", "secret": secret, "session_token": "SESSION/TOKEN+EXAMPLE=="}
    ]}));
    for mut request in of_botocore() {
        let caller = gate.judge(&request, &terms(Auth::Strict));
        assert!(caller.is_ok(), "{} {}", request.method, caller.unwrap_err());
        request.target = request.target.replacen("/v1/", "/v2/", 1).into();
        let answer = gate.judge(&request, &terms(Auth::Strict));
        assert_eq!(refusal(answer).0, "InvalidSignatureException");
    }
}

#[test]
fn any_well_formed_credential_will_do_in_lenient_mode() {
    let mut request = signed(&Signer::new("ANYKEY", "any secret", "cn-north-1"));
    set(&mut request, "x-amz-date", "20010101T000000Z");
    let caller = judge(Auth::Lenient, &request).unwrap();
    assert_eq!((&*caller.account, caller.partition), ("123456789012", "aws-cn"));
    assert_eq!((&*caller.region, &*caller.access_key), ("cn-north-1", "ANYKEY"));
}

#[test]
fn partitions_go_by_the_regions_prefix() {
    for (region, partition) in [
        ("eu-west-1", "aws"),
        ("us-gov-west-1", "aws-us-gov"),
        ("cn-northwest-1", "aws-cn"),
        ("ap-southeast-7", "aws"),
    ] {
        let signer = Signer { region: region.into(), ..Signer::example() };
        assert_eq!(strict(&signed(&signer)).unwrap().partition, partition);
    }
}

#[test]
fn calls_without_a_credential_are_refused_in_both_modes() {
    for mode in [Auth::Lenient, Auth::Strict] {
        let answer = judge(mode, &list());
        assert_refused(
            answer,
            "MissingAuthenticationTokenException",
            "Missing Authentication Token",
        );
    }
}

#[test]
fn missing_parts_are_told_one_by_one_and_secrets_are_not() {
    let kind = "IncompleteSignatureException";
    let no = |part: &str| format!("Authorization header requires '{part}' parameter. ");
    let all = no("Credential") + &no("Signature") + &no("SignedHeaders");
    let hashed = "(Hashed with SHA-256 and encoded with Base64) Authorization=";
    for mode in [Auth::Lenient, Auth::Strict] {
        for (authorization, missing) in [
            ("AWS4-HMAC-SHA256", all.clone()),
            (
                "AWS4-HMAC-SHA256 Credential=, SignedHeaders=host",
                no("Credential") + &no("Signature"),
            ),
            ("Bearer s3cret", all.clone()),
            ("Basic dXNlcjpzM2NyZXQ=", all.clone()),
            ("s3cret", all.clone()),
        ] {
            let (found, message) =
                refusal(judge(mode, &by_hand(authorization, "20260108T120000Z")));
            assert_eq!(found, kind);
            assert!(message.starts_with(&(missing + hashed)), "{message}");
            assert!(!message.contains("s3cret") && !message.contains("dXNlcjp"), "{message}");
        }
        let mut undated = signed(&Signer::example());
        undated.headers.remove("x-amz-date");
        let (found, message) = refusal(judge(mode, &undated));
        assert_eq!(found, kind);
        let date =
            "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ";
        assert!(message.starts_with(&(date.to_owned() + hashed)), "{message}");
        let presigned = request(Method::GET, "/v1/connectors?X-Amz-Algorithm=AWS4-HMAC-SHA256");
        let (found, message) = refusal(judge(mode, &presigned));
        assert_eq!(found, kind);
        assert!(message.contains("must include 'X-Amz-Date'. Re-examine"), "{message}");
    }
}

#[test]
fn a_date_must_be_one() {
    for mode in [Auth::Lenient, Auth::Strict] {
        for date in [
            "2026-01-08T12:00:00Z",
            "20260108T120000",
            "20261308T120000Z",
            "Thu, 08 Jan 2026 12:00:00 GMT",
        ] {
            let mut request = signed(&Signer::example());
            set(&mut request, "x-amz-date", date);
            let message = format!(
                "Date must be in ISO-8601 'basic format'. Got '{date}'. \
                 See http://en.wikipedia.org/wiki/ISO_8601"
            );
            assert_refused(judge(mode, &request), "IncompleteSignatureException", &message);
        }
    }
}

#[test]
fn a_date_header_in_https_own_form_is_good() {
    let request = signed(&Signer { habit: Habit::DateHeader, ..Signer::example() });
    assert_eq!(request.header("date"), Some("Thu, 08 Jan 2026 12:00:00 GMT"));
    assert!(strict(&request).is_ok());
    assert!(judge(Auth::Lenient, &request).is_ok());
}

#[test]
fn clocks_may_be_five_minutes_apart_and_no_more() {
    let at = |shift: SignedDuration| {
        let mut request = list();
        Signer::example().sign(&mut request, noon() + shift);
        strict(&request)
    };
    assert!(at(minutes(-5)).is_ok() && at(minutes(5)).is_ok());
    let kind = "InvalidSignatureException";
    let early = "Signature expired: 20260108T115400Z is now earlier than 20260108T115500Z (20260108T120000Z - 5 min.)";
    assert_refused(at(minutes(-6)), kind, early);
    let late = "Signature not yet current: 20260108T120600Z is still later than 20260108T120500Z (20260108T120000Z + 5 min.)";
    assert_refused(at(minutes(6)), kind, late);
    let mut wide = gate(&json!({"skew": "15m"}));
    let mut request = list();
    Signer::example().sign(&mut request, noon() - minutes(14));
    assert!(wide.judge(&request, &terms(Auth::Strict)).is_ok());
}

#[test]
fn the_host_must_be_signed() {
    let authorization =
        format!("AWS4-HMAC-SHA256 Credential={SCOPE}, SignedHeaders=x-amz-date, Signature=00");
    let request = by_hand(&authorization, "20260108T120000Z");
    let message = "'Host' must be a 'SignedHeader' in the AWS Authorization.";
    assert_refused(strict(&request), "InvalidSignatureException", message);
    assert!(judge(Auth::Lenient, &request).is_ok());
}

#[test]
fn only_one_algorithm_is_spoken() {
    for mode in [Auth::Lenient, Auth::Strict] {
        for scheme in ["AWS4-HMAC-SHA512", "AWS3"] {
            let authorization =
                format!("{scheme} Credential={SCOPE}, SignedHeaders=host, Signature=00");
            let answer = judge(mode, &by_hand(&authorization, "20260108T120000Z"));
            let message =
                format!("Unsupported AWS 'algorithm': '{scheme}' (only AWS4-HMAC-SHA256 for now).");
            assert_refused(answer, "IncompleteSignatureException", &message);
        }
    }
}

#[test]
fn a_credential_has_five_parts() {
    for mode in [Auth::Lenient, Auth::Strict] {
        for credential in ["AKIDEXAMPLE", "20260108/us-east-1/kafkaconnect/aws4_request", "////"] {
            let authorization = format!(
                "AWS4-HMAC-SHA256 Credential={credential}, SignedHeaders=host, Signature=00"
            );
            let answer = judge(mode, &by_hand(&authorization, "20260108T120000Z"));
            let message = format!(
                "Credential must have exactly 5 slash-delimited elements, e.g. \
                 keyid/date/region/service/term, got '{credential}'"
            );
            assert_refused(answer, "IncompleteSignatureException", &message);
        }
    }
}

#[test]
fn all_that_is_wrong_with_a_scope_is_in_one_message() {
    let authorization = "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260107/Mars/kafka/aws3_request, SignedHeaders=host, Signature=00";
    let request = by_hand(authorization, "20260108T120000Z");
    let both = "Credential should be scoped to a valid region, not 'Mars'. \
        Credential should be scoped to correct service: 'kafkaconnect'. \
        Credential should be scoped with a valid terminator: 'aws4_request', not 'aws3_request'.";
    let date = " Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: \
        '20260107' != '20260108', from '20260108T120000Z'.";
    assert_refused(judge(Auth::Lenient, &request), "InvalidSignatureException", both);
    assert_refused(strict(&request), "InvalidSignatureException", &(both.to_owned() + date));
}

#[test]
fn strict_mode_knows_its_regions_and_lenient_mode_their_form() {
    let in_region = |region: &str| Signer { region: region.into(), ..Signer::example() };
    let mars = signed(&in_region("mars-1"));
    assert!(judge(Auth::Lenient, &mars).is_ok());
    let message = "Credential should be scoped to a valid region, not 'mars-1'.";
    assert_refused(strict(&mars), "InvalidSignatureException", message);
    let mut pinned = gate(&json!({"region": "eu-west-1"}));
    let abroad = signed(&in_region("us-east-1"));
    let message = "Credential should be scoped to a valid region, not 'us-east-1'.";
    assert_refused(
        pinned.judge(&abroad, &terms(Auth::Strict)),
        "InvalidSignatureException",
        message,
    );
    assert!(pinned.judge(&signed(&in_region("eu-west-1")), &terms(Auth::Strict)).is_ok());
    assert_eq!(&*pinned.judge(&abroad, &terms(Auth::Lenient)).unwrap().region, "eu-west-1");
}

#[test]
fn unknown_and_revoked_keys_are_refused_alike() {
    let kind = "UnrecognizedClientException";
    let message = "The security token included in the request is invalid.";
    assert_refused(strict(&signed(&Signer::new("NOBODY", "x", "us-east-1"))), kind, message);
    let mut gate = gate(&json!({"credentials": [
        {"access_key": "AKIDEXAMPLE", "secret": "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "revoked_at": "10m"}
    ]}));
    for mode in [Auth::Lenient, Auth::Strict] {
        let then = |minute| Terms { now: noon() + minutes(minute), ..terms(mode) };
        assert!(gate.judge(&signed(&Signer::example()), &then(9)).is_ok());
        assert_refused(gate.judge(&signed(&Signer::example()), &then(10)), kind, message);
    }
}

#[test]
fn a_signature_covers_path_query_headers_and_body() {
    let changes: [fn(&mut Request); 6] = [
        |it| it.target = it.target.replace("connectors", "connector5").into(),
        |it| it.target = it.target.replace("=a", "=b").into(),
        |it| set(it, "host", "localhost:8081"),
        |it| it.body = bytes::Bytes::from_static(b"{ }"),
        |it| it.method = Method::POST,
        |it| set(it, "amz-sdk-request", "attempt=2; max=3"),
    ];
    let mut request = request(Method::PUT, &format!("/v1/connectors/{ARN}?z=1&currentVersion=a"));
    set(&mut request, "content-type", "application/json");
    set(&mut request, "amz-sdk-request", "attempt=1; max=3");
    set(&mut request, "content-length", "2");
    request.body = bytes::Bytes::from_static(b"{}");
    let also_signed = vec!["amz-sdk-request".to_owned(), "content-length".to_owned()];
    Signer { also_signed, ..Signer::example() }.sign(&mut request, noon());
    assert!(strict(&request).is_ok());
    for change in changes {
        let mut changed = request.clone();
        change(&mut changed);
        let (kind, message) = refusal(strict(&changed));
        assert_eq!(kind, "InvalidSignatureException");
        assert!(
            message.starts_with("The request signature we calculated does not match"),
            "{message}"
        );
    }
    let wrong_secret = Signer { secret: "wrong".into(), ..Signer::example() };
    assert_eq!(refusal(strict(&signed(&wrong_secret))).0, "InvalidSignatureException");
}

#[test]
fn a_mismatch_shows_what_should_have_been_signed() {
    // As short as in a test: its letters are in every line.
    let wrong = Signer { secret: "wrong".into(), token: Some("a".into()), ..Signer::example() };
    let (_, message) = refusal(strict(&signed(&wrong)));
    let shown = "\n\nThe Canonical String for this request should have been\n'GET\n/v1/connectors\n\nhost:localhost:8080\n\
        x-amz-date:20260108T120000Z\nx-amz-security-token:…\n\nhost;x-amz-date;x-amz-security-token\n";
    assert!(message.contains(shown), "{message}");
    assert!(message.contains("e3b0c44298fc1c149afbf4c8996fb924"), "{message}");
    let shown = "\n\nThe String-to-Sign should have been\n'AWS4-HMAC-SHA256\n20260108T120000Z\n20260108/us-east-1/kafkaconnect/aws4_request\n";
    assert!(message.contains(shown), "{message}");
    let mut silent = gate(&json!({"mismatch_details": false}));
    let (_, message) = refusal(silent.judge(&signed(&wrong), &terms(Auth::Strict)));
    assert!(message.ends_with("Consult the service documentation for details."), "{message}");
}

#[test]
fn a_sandboxs_prefix_is_signed_too() {
    let mut request = request(Method::GET, "/_sandbox/a/v1/connectors");
    request.prefix_bytes = "/_sandbox/a".len();
    Signer::example().sign(&mut request, noon());
    assert!(strict(&request).is_ok());
}

#[test]
fn a_token_goes_with_its_key_and_only_there() {
    let temporary = json!({"credentials": [
        {"access_key": "ASIAEXAMPLE", "secret": "s", "session_token": "right/token+=="},
        {"access_key": "AKIDEXAMPLE", "secret": "s"}
    ]});
    let mut gate = gate(&temporary);
    let mut with = |key: &str, token: Option<&str>, mode| {
        let signer =
            Signer { token: token.map(str::to_owned), ..Signer::new(key, "s", "us-east-1") };
        gate.judge(&signed(&signer), &terms(mode))
    };
    assert!(with("ASIAEXAMPLE", Some("right/token+=="), Auth::Strict).is_ok());
    assert!(with("AKIDEXAMPLE", None, Auth::Strict).is_ok());
    for (key, token) in
        [("ASIAEXAMPLE", None), ("ASIAEXAMPLE", Some("wrong")), ("AKIDEXAMPLE", Some("any"))]
    {
        let message = "The security token included in the request is invalid";
        assert_refused(with(key, token, Auth::Strict), "UnrecognizedClientException", message);
        assert!(with(key, token, Auth::Lenient).is_ok());
    }
}

#[test]
fn known_keys_expire_in_both_modes() {
    let mut gate = gate(&json!({"credentials": [
        {"access_key": "AKIDEXAMPLE", "secret": "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "expires_at": "2026-01-08T12:15:00Z"}
    ]}));
    for mode in [Auth::Lenient, Auth::Strict] {
        let then = |minute| Terms { now: noon() + minutes(minute), ..terms(mode) };
        assert!(gate.judge(&signed(&Signer::example()), &then(14)).is_ok());
        let message = "The security token included in the request is expired";
        assert_refused(
            gate.judge(&signed(&Signer::example()), &then(15)),
            "ExpiredTokenException",
            message,
        );
    }
}

#[test]
fn policies_deny_what_they_name_and_allow_only_what_they_name() {
    let mut gate = gate(&json!({
        "accounts": [{"id": 210_987_654_321_u64, "principal": "assumed-role/Deployer/ci"}],
        "credentials": [
            {"access_key": "DENIED", "secret": "s", "deny": ["kafkaconnect:delete*"]},
            {"access_key": "ALLOWED", "secret": "s", "allow": ["?reateConnector"], "account": "123456789012"}
        ]
    }));
    let mut caller = |key| {
        gate.judge(&signed(&Signer::new(key, "s", "us-east-1")), &terms(Auth::Lenient)).unwrap()
    };
    let denied = caller("DENIED");
    assert_eq!(denied.authorize("CreateConnector", "arn"), Ok(()));
    let error = denied.authorize("DeleteConnector", "arn").unwrap_err();
    assert_eq!((error.status().as_u16(), error.kind()), (403, "AccessDeniedException"));
    assert_eq!(
        error.message(),
        "User: arn:aws:sts::210987654321:assumed-role/Deployer/ci is not authorized to perform: \
         kafkaconnect:DeleteConnector on resource: arn"
    );
    let allowed = caller("ALLOWED");
    assert_eq!(allowed.arn(), "arn:aws:iam::123456789012:user/developer");
    assert_eq!(allowed.authorize("CreateConnector", ""), Ok(()));
    let error = allowed.authorize("DeleteConnector", "").unwrap_err();
    assert!(error.message().ends_with("on resource: *"), "{error}");
    assert_eq!(caller("STRANGER").account, "210987654321".into());
}

#[test]
fn a_presigned_request_is_good_until_it_expires() {
    let signer = Signer {
        token: Some("SESSION/TOKEN+==".into()),
        ..Signer::new("ASIAEXAMPLE", "s", "us-east-1")
    };
    let mut request = request(Method::GET, &format!("/v1/connectors/{ARN}?b=2&a=1"));
    signer.presign(&mut request, noon(), 900);
    let mut gate = gate(&json!({"credentials": [
        {"access_key": "ASIAEXAMPLE", "secret": "s", "session_token": "SESSION/TOKEN+=="}
    ]}));
    let mut at = |seconds| {
        let date = noon() + SignedDuration::from_secs(seconds);
        gate.judge(&request, &Terms { date, ..terms(Auth::Strict) })
    };
    assert!(at(0).is_ok() && at(900).is_ok() && at(-300).is_ok());
    let message = "Signature expired: 20260108T120000Z is now earlier than 20260108T120001Z (20260108T121501Z - 15 min.)";
    assert_refused(at(901), "InvalidSignatureException", message);
    assert!(refusal(at(-301)).1.starts_with("Signature not yet current: "));
    request.target = request.target.replace("a=1", "a=2").into();
    let (kind, message) = refusal(gate.judge(&request, &terms(Auth::Strict)));
    assert_eq!(kind, "InvalidSignatureException");
    assert!(message.contains("X-Amz-Security-Token=…&"), "{message}");
}

#[test]
fn expiry_is_a_number_of_seconds_up_to_a_week() {
    for value in ["0", "604801", "+5", "", "ten", "99999999999999999999"] {
        let mut request = list();
        Signer::example().presign(&mut request, noon(), 900);
        request.target = request.target.replace("Expires=900", &format!("Expires={value}")).into();
        let message =
            format!("X-Amz-Expires must be a number of seconds from 1 to 604800, got '{value}'");
        assert_refused(strict(&request), "IncompleteSignatureException", &message);
    }
}

#[test]
fn curls_signatures_are_good_on_demand() {
    let mut request = request(Method::GET, &format!("/v1/connectors/{ARN}?z=1&a=2"));
    Signer { habit: Habit::Curl, ..Signer::example() }.sign(&mut request, noon());
    assert_eq!(refusal(strict(&request)).0, "InvalidSignatureException");
    let mut gate = gate(&json!({"curl_signatures": true}));
    assert!(gate.judge(&request, &terms(Auth::Strict)).is_ok());
    request.target = format!("{}&b=3", request.target).into();
    assert_eq!(refusal(gate.judge(&request, &terms(Auth::Strict))).0, "InvalidSignatureException");
}

#[test]
fn shapes_hold_no_secret() {
    let token = Signer { token: Some("t0ken".into()), ..Signer::example() };
    let mut presigned = list();
    token.presign(&mut presigned, noon(), 60);
    for (request, shape) in [
        (list(), "none"),
        (signed(&token), "sigv4 AKIDEXAMPLE"),
        (presigned.clone(), "sigv4-query AKIDEXAMPLE"),
        (by_hand("AWS4-HMAC-SHA256 nothing", ""), "sigv4"),
        (by_hand("Basic dXNlcjpzM2NyZXQ=", ""), "basic user"),
        (by_hand("basic s3cret", ""), "unreadable"),
        (by_hand("bearer s3cret", ""), "bearer"),
        (by_hand("aivenv1 s3cret", ""), "other aivenv1"),
        (by_hand("s3cret", ""), "other"),
    ] {
        let credentials = Credentials::read(&request);
        assert_eq!(credentials.shape(), shape);
        assert_eq!(format!("{credentials:?}"), shape);
    }
}

#[test]
fn premises_say_what_is_wrong_with_them() {
    for (premises, pointer, message) in [
        (json!({"acounts": []}), "/acounts", "there is no field `acounts` here"),
        (
            json!({"accounts": [{"id": "12"}]}),
            "/accounts/0/id",
            "account id `12` is not twelve digits",
        ),
        (json!({"skew": "soon"}), "/skew", "`soon` is no duration"),
        (json!({"level": "L4"}), "/level", "there is no choice `L4` here"),
        (
            json!({"credentials": [{"access_key": "A", "secret": "s", "expires_at": "noon"}]}),
            "/credentials/0/expires_at",
            "`noon` is no instant",
        ),
    ] {
        let mistake = reading::read::<Premises>(&premises).unwrap_err();
        assert_eq!(mistake.pointer(), pointer);
        assert!(mistake.message.starts_with(message), "{}", mistake.message);
    }
    let premises = json!({"level": "L1", "region": "Mars", "accounts": [], "credentials": [
        {"access_key": "A", "secret": "s", "deny": ["Delete*", "CreateConector"]},
        {"access_key": "A", "secret": "s", "allow": ["Fly"]}
    ]});
    let premises: Premises = reading::read(&premises).unwrap();
    assert_eq!(premises.level, Level::L1);
    let mistakes = premises.mistakes(&["CreateConnector", "DeleteConnector"]);
    let told: Vec<_> = mistakes.iter().map(|it| (it.pointer(), it.message.as_str())).collect();
    let told: Vec<_> = told.iter().map(|(pointer, message)| (pointer.as_str(), *message)).collect();
    assert_eq!(
        told,
        [
            ("/accounts", "`accounts` is empty: at least one is needed"),
            ("/region", "`Mars` is no name of a region"),
            ("/credentials/1/access_key", "`A` is there twice"),
            ("/credentials/0/deny/1", "`CreateConector` is no operation of MSK Connect"),
            ("/credentials/1/allow/0", "`Fly` is no operation of MSK Connect"),
        ]
    );
    assert_eq!(mistakes[3].hint.as_deref(), Some("did you mean `CreateConnector`?"));
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(
        authorization in proptest::option::of("(AWS4-HMAC-SHA256 |Basic |)[ -~\u{80}-\u{ff}]{0,80}"),
        date in proptest::option::of("[ -~]{0,20}|[0-9]{8}T[0-9]{6}Z"),
        query in "((X-Amz-(Algorithm|Credential|Date|Expires|SignedHeaders|Signature)=)?[!-~&=%]{0,20}&){0,9}",
        credential in "[ -~]{0,30}/{0,5}[a-z0-9/]{0,30}",
    ) {
        let mut requests = vec![request(Method::GET, &format!("/v1/%?{query}"))];
        let mut with = requests[0].clone();
        let fitting = format!("AWS4-HMAC-SHA256 Credential={credential}, SignedHeaders=host;{credential}, Signature=0");
        for header in [authorization, Some(fitting)].into_iter().flatten() {
            if let Ok(value) = HeaderValue::from_bytes(header.as_bytes()) {
                with.headers.insert("authorization", value);
                if let Some(date) = &date && let Ok(value) = date.parse() {
                    with.headers.insert("x-amz-date", value);
                }
                requests.push(with.clone());
            }
        }
        let mut gate = gate(&json!({"curl_signatures": true}));
        for request in requests {
            let _shape = Credentials::read(&request).shape();
            for mode in [Auth::Lenient, Auth::Strict] {
                if let Err(error) = gate.judge(&request, &terms(mode)) {
                    prop_assert!(!error.message().is_empty());
                }
            }
        }
    }
}
