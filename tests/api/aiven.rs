//! What the door must know of Aiven: how calls prove themselves, and what holds for every answer.

use jiff::fmt::strtime;
use serde_json::Value;
use wavetank::kernel::http::{Request, Response};

use crate::support::{answers, calls};

/// The service that needs no premises, in the project that needs none.
const SERVICE: &str = "/v1/project/demo/service/demo-kafka";
/// The token that needs none either.
const TOKEN: &str = "AIVENEXAMPLEdoNotUseThisTokenOutsideOfTests";

const ROOTS: &[&str] = &[
    "access_token",
    "account",
    "clouds",
    "me",
    "project",
    "service_types",
    "service_versions",
    "userauth",
];

/// A target in full: `^/connectors` is of the usual service.
pub(crate) fn spelled_out(target: &str) -> Option<String> {
    target.strip_prefix('^').map(|rest| format!("{SERVICE}{rest}"))
}

pub(crate) fn is_aiven_path(path: &str) -> bool {
    let root = path.strip_prefix("/v1/").and_then(|it| it.split(['/', '?']).next());
    root.is_some_and(|it| ROOTS.contains(&it))
}

/// Proves a call: by a token, `bearer/TOKEN`, or the usual one where there is none.
pub(crate) fn prove(request: &mut Request, token: &str) {
    let proof = match token.strip_prefix("bearer/") {
        Some(token) => format!("Bearer {token}"),
        None if token.is_empty() => format!("aivenv1 {TOKEN}"),
        None => format!("aivenv1 {token}"),
    };
    calls::put(request, "authorization", &proof);
}

/// What an error is called: its `error_code`, `plain` where it has none, `page` for what is no JSON; empty
/// for no error.
pub(crate) fn error(answer: &Response) -> String {
    if text(answer, "content-type") == Some("text/html") {
        return "page".into();
    }
    let body: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    let Some(error) = body.pointer("/errors/0") else { return String::new() };
    error["error_code"].as_str().unwrap_or("plain").to_owned()
}

/// Where an error has its words.
pub(crate) fn words(error: &Value) -> &'static str {
    if error == "page" { "" } else { "/message" }
}

/// What is wrong with an answer: nothing, if it is in Aiven's shape or in the emulator's own.
pub(crate) fn flaws(answer: &Response) -> Vec<String> {
    if answer.headers.contains_key("x-wavetank") {
        return answers::flaws(answer);
    }
    let mut flaws = Vec::new();
    answers::length(answer, &mut flaws);
    let date = text(answer, "date").unwrap_or_default();
    if strtime::parse("%a, %d %b %Y %H:%M:%S GMT", date).is_err() {
        flaws.push(format!("header date is {date:?}"));
    }
    let status = answer.status.as_u16();
    if text(answer, "content-type") == Some("text/html") && status >= 500 {
        return flaws;
    }
    if text(answer, "content-type") != Some("application/json") {
        flaws.push(format!("content-type is {:?}", text(answer, "content-type")));
    }
    // A client crashes on an empty body, on `null` and on a list.
    let Ok(body @ Value::Object(_)) = serde_json::from_slice(&answer.body) else {
        flaws.push("the body is not a JSON object".into());
        return flaws;
    };
    match (status, body.get("errors")) {
        // Clients take a success with errors, or with an error, for a failure.
        (200..300, None) if body.get("error").is_none() => {}
        (400.., Some(Value::Array(errors))) => flaws.extend(wrong(&body, errors, status)),
        (_, errors) => flaws.push(format!("status {status} with errors {errors:?}")),
    }
    flaws
}

/// What is wrong with the body of an error: the words are there twice, and the status once.
fn wrong(body: &Value, errors: &[Value], status: u16) -> Option<String> {
    let message = body["message"].as_str().filter(|it| !it.is_empty());
    let first = errors.first()?;
    let is_same = errors.len() == 1 && first["message"].as_str() == message;
    let said = first.get("status").and_then(Value::as_u64);
    let has_status = said == Some(status.into()) || status == 410 && said.is_none();
    let is_right = message.is_some() && is_same && has_status;
    (!is_right).then(|| "the error is not in Aiven's form".to_owned())
}

fn text<'a>(answer: &'a Response, name: &str) -> Option<&'a str> {
    answer.headers.get(name)?.to_str().ok()
}
