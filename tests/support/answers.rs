//! What holds for every answer, whatever was asked.

use std::sync::LazyLock;

use http::HeaderMap;
use jiff::fmt::strtime;
use jiff::tz::TimeZone;
use regex::Regex;
use serde_json::Value;
use wavetank::kernel::http::Response;

/// The errors that MSK Connect sends, and the status of each.
#[rustfmt::skip] // A table.
pub(crate) const ERRORS: &[(&str, u16)] = &[
    ("BadRequestException",                 400),
    ("UnauthorizedException",               401),
    ("ForbiddenException",                  403),
    ("NotFoundException",                   404),
    ("ConflictException",                   409),
    ("TooManyRequestsException",            429),
    ("InternalServerErrorException",        500),
    ("ServiceUnavailableException",         503),
    // Of every AWS service.
    ("AccessDeniedException",               403),
    ("ExpiredTokenException",               403),
    ("IncompleteSignature",                 403),
    ("InternalFailure",                     500),
    ("MalformedHttpRequestException",       400),
    ("NotAuthorized",                       401),
    ("OptInRequired",                       403),
    ("RequestAbortedException",             400),
    ("RequestEntityTooLargeException",      413),
    ("RequestExpired",                      400),
    ("RequestTimeoutException",             408),
    ("ServiceUnavailable",                  503),
    ("ThrottlingException",                 400),
    ("UnknownOperationException",           404),
    ("UnrecognizedClientException",         403),
    ("ValidationError",                     400),
    // Of services behind API Gateway.
    ("IncompleteSignatureException",        403),
    ("InvalidSignatureException",           403),
    ("MissingAuthenticationTokenException", 403),
    ("SerializationException",              400),
];

const UUID_V4: &str = "^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$";
const TRACE: &str = "^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$";
const EXPOSED: &str =
    "x-amzn-errortype,x-amzn-requestid,x-amzn-errormessage,x-amzn-trace-id,x-amz-apigw-id,date";

/// Headers of every answer of MSK Connect, and the form of each.
static HEADERS: LazyLock<Vec<(&str, Regex)>> = LazyLock::new(|| {
    let forms = [
        ("x-amzn-requestid", UUID_V4),
        ("x-amz-apigw-id", "^[A-Za-z0-9+/_-]{15}=$"),
        ("x-amzn-trace-id", TRACE),
        ("access-control-allow-origin", r"^\*$"),
        ("access-control-expose-headers", EXPOSED),
    ];
    forms.map(|(name, form)| (name, Regex::new(form).expect("a regex"))).into()
});

/// What is wrong with an answer, whatever was asked: nothing, if it is in MSK Connect's shape or in the
/// emulator's own.
pub(crate) fn flaws(answer: &Response) -> Vec<String> {
    let mut flaws = Vec::new();
    length(answer, &mut flaws);
    if answer.headers.contains_key("x-wavetank") {
        refusal(answer, &mut flaws);
    } else {
        dressed(answer, &mut flaws);
    }
    flaws
}

/// What holds for an answer of any shape: its length is what it says.
pub(crate) fn length(answer: &Response, flaws: &mut Vec<String>) {
    if let Some(said) = text(&answer.headers, "content-length")
        && said != answer.body.len().to_string()
    {
        flaws.push(format!("content-length is {said}, the body has {} bytes", answer.body.len()));
    }
}

fn dressed(answer: &Response, flaws: &mut Vec<String>) {
    for (name, form) in HEADERS.iter() {
        match text(&answer.headers, name) {
            Some(value) if form.is_match(value) => {}
            value => flaws.push(format!("header {name} is {value:?}, not {form}")),
        }
    }
    if let Err(flaw) = dated(&answer.headers) {
        flaws.push(flaw);
    }
    let body = json(answer, flaws);
    match (answer.status.as_u16(), text(&answer.headers, "x-amzn-errortype")) {
        (200, None) => {}
        (status, Some(error)) if ERRORS.contains(&(error, status)) => {
            let members = body.as_ref().and_then(Value::as_object);
            let is_message = |it: &Value| it.as_str().is_some_and(|it| !it.is_empty());
            let fits = |it: &serde_json::Map<String, Value>| {
                it.len() == 1 && it.get("message").is_some_and(is_message)
            };
            if !members.is_some_and(fits) {
                flaws.push(r#"the error is not of the form {"message": "..."}"#.into());
            }
        }
        (status, error) => flaws.push(format!("status {status} with error type {error:?}")),
    }
}

/// The date is one, and the trace began at it.
fn dated(headers: &HeaderMap) -> Result<(), String> {
    let date = text(headers, "date").unwrap_or_default();
    let parsed = strtime::parse("%a, %d %b %Y %H:%M:%S GMT", date).and_then(|it| it.to_datetime());
    let parsed = parsed.and_then(|it| it.to_zoned(TimeZone::UTC));
    let at = parsed.map_err(|error| format!("header date is {date:?}: {error}"))?.timestamp();
    // Eight digits, whatever the time: zero where they cannot tell it.
    let begin = format!("Root=1-{:08x}-", u32::try_from(at.as_second()).unwrap_or(0));
    match text(headers, "x-amzn-trace-id") {
        Some(trace) if trace.starts_with(&begin) => Ok(()),
        trace => Err(format!("header x-amzn-trace-id is {trace:?}, and it is {date}")),
    }
}

fn refusal(answer: &Response, flaws: &mut Vec<String>) {
    let code = text(&answer.headers, "x-wavetank");
    let body = json(answer, flaws).unwrap_or_default();
    if body.pointer("/wavetank/error").and_then(Value::as_str) != code {
        flaws.push(format!("the refusal's body does not say {code:?}"));
    }
    if answer.headers.contains_key("x-amzn-errortype") || answer.status.as_u16() < 400 {
        flaws.push("the refusal looks like the vendor's".into());
    }
}

/// The body, which is a JSON object of JSON's content type without any null; `None` if it is empty.
fn json(answer: &Response, flaws: &mut Vec<String>) -> Option<Value> {
    let kind = text(&answer.headers, "content-type");
    if answer.body.is_empty() {
        return None;
    }
    if kind != Some("application/json") {
        flaws.push(format!("content-type is {kind:?}"));
    }
    let Ok(body @ Value::Object(_)) = serde_json::from_slice(&answer.body) else {
        flaws.push("the body is not a JSON object".into());
        return None;
    };
    if has_null(&body) {
        flaws.push("there is a null in the body".into());
    }
    Some(body)
}

fn has_null(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.iter().any(has_null),
        Value::Object(members) => members.values().any(has_null),
        Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}
