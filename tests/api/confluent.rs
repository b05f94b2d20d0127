//! What the door must know of Confluent Cloud: how calls prove themselves, and what holds for every answer.

use base64::{Engine, engine::general_purpose::STANDARD};
use http::header;
use jiff::fmt::strtime;
use serde_json::Value;
use wavetank::kernel::http::{Request, Response};

use crate::support::{answers, calls};

/// Where the connectors of Confluent Cloud are that need no premises.
const CLUSTER: &str = "/connect/v1/environments/env-abc123/clusters/lkc-abc123";
/// The keys of Confluent Cloud that need none either: of the cloud, and of a Kafka cluster.
const CLOUD_KEY: &str = "CLOUDKEYEXAMPLE1";
const KAFKA_KEY: &str = "KAFKAKEYEXAMPLE1";
/// Of the other cluster.
const OTHER_KAFKA_KEY: &str = "KAFKAKEYEXAMPLE2";
/// The secret of both.
const SECRET: &str = "cfltEXAMPLEdoNotUseThisSecretOutsideOfTests";

/// A target in full: `~/connectors` is of Connect v1, `lkc-abc123/links` of that cluster's Kafka REST.
pub(crate) fn spelled_out(target: &str) -> String {
    match target.strip_prefix('~') {
        Some(rest) => format!("{CLUSTER}{rest}"),
        None if target.starts_with('/') => target.to_owned(),
        None => format!("/kafka/v3/clusters/{target}"),
    }
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

/// Whether a request is meant for Confluent Cloud.
pub(crate) fn is_confluent_path(path: &str) -> bool {
    ["/kafka/v3", "/connect/v1", "/ccpm/v1"].iter().any(|it| path.starts_with(it))
}

/// Proves a call to Confluent Cloud: by `KEY`, `KEY:SECRET` or `bearer/TOKEN`; empty for the key that the
/// path asks for.
pub(crate) fn prove(request: &mut Request, key: &str) {
    let usual = usual_key(request.path());
    let authorization = if let Some(token) = key.strip_prefix("bearer/") {
        format!("Bearer {token}")
    } else {
        let key = if key.is_empty() { usual } else { key };
        let (id, secret) = key.split_once(':').unwrap_or((key, SECRET));
        format!("Basic {}", STANDARD.encode(format!("{id}:{secret}")))
    };
    calls::put(request, "authorization", &authorization);
}

/// The form of an error: `coded`, `nested`, `plain`, `listed`, `page` or `gateway`; empty for what is none
/// of them.
pub(crate) fn form(answer: &Response) -> &'static str {
    let kind = text(answer, header::CONTENT_TYPE.as_str());
    match kind {
        Some("text/html") => return "page",
        Some("text/plain") => return "gateway",
        Some("application/xml") => return "storage",
        _ => {}
    }
    let body: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    let is_text = |pointer: &str| body.pointer(pointer).is_some_and(Value::is_string);
    let is_number = |pointer: &str| body.pointer(pointer).is_some_and(Value::is_u64);
    if is_number("/error_code") && is_text("/message") {
        "coded"
    } else if is_number("/error/code") && is_text("/error/message") {
        "nested"
    } else if is_number("/code") && is_text("/message") {
        "plain"
    } else if is_text("/errors/0/status") && is_text("/errors/0/detail") {
        "listed"
    } else {
        ""
    }
}

/// Where an error of that form has its words.
pub(crate) fn words(form: &Value) -> &'static str {
    match form.as_str() {
        Some("nested") => "/error/message",
        Some("listed") => "/errors/0/detail",
        Some("page" | "gateway" | "storage") => "",
        _ => "/message",
    }
}

/// What is wrong with an answer: nothing, if it is in one of Confluent Cloud's shapes or in the emulator's
/// own.
pub(crate) fn flaws(request: &Request, answer: &Response) -> Vec<String> {
    if answer.headers.contains_key("x-wavetank") {
        return answers::flaws(answer);
    }
    let mut flaws = Vec::new();
    answers::length(answer, &mut flaws);
    let date = text(answer, "date").unwrap_or_default();
    if strtime::parse("%a, %d %b %Y %H:%M:%S GMT", date).is_err() {
        flaws.push(format!("header date is {date:?}"));
    }
    let id = text(answer, "x-request-id").unwrap_or_default();
    let is_hex = id.len() == 32 && id.bytes().all(|it| it.is_ascii_hexdigit());
    let is_of_cluster = request.path().starts_with("/kafka/");
    if !is_of_cluster && !is_hex {
        flaws.push(format!("header x-request-id is {id:?}"));
    }
    let status = answer.status.as_u16();
    if status >= 400 && form(answer).is_empty() {
        flaws.push("the error is of none of the vendor's forms".into());
    }
    if status < 400 && !answer.body.is_empty() {
        if text(answer, "content-type") != Some("application/json") {
            flaws.push(format!("content-type is {:?}", text(answer, "content-type")));
        }
        if serde_json::from_slice::<Value>(&answer.body).is_err() {
            flaws.push("the body is not JSON".into());
        }
    }
    flaws
}

fn text<'a>(answer: &'a Response, name: &str) -> Option<&'a str> {
    answer.headers.get(name)?.to_str().ok()
}
