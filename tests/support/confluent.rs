//! What holds for every answer of Confluent Cloud, whatever was asked.

use http::header;
use jiff::fmt::strtime;
use serde_json::Value;
use wavetank::kernel::http::{Request, Response};

use super::answers;

/// The form of an error: `coded`, `nested`, `plain`, `listed`, `page` or `gateway`; empty for what is none
/// of them.
pub(crate) fn form(answer: &Response) -> &'static str {
    let kind = text(answer, header::CONTENT_TYPE.as_str());
    match kind {
        Some("text/html") => return "page",
        Some("text/plain") => return "gateway",
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
        Some("page" | "gateway") => "",
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
