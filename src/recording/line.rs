//! The lines of a recording: JSON, one a line, and the same bytes for the same entry.

use std::borrow::Cow;
use std::collections::BTreeMap;

use base64::{Engine, engine::general_purpose::STANDARD};
use bytes::Bytes;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, value::RawValue};

use super::conceal::{Answer, Exchange, Headers, Sent};
use super::json;
use crate::kernel::clock::show_duration;
use crate::kernel::http::Wire;
use crate::kernel::journal::{self, Change, Entry};

/// How lines are written; a reader refuses a later one.
pub const FORMAT: u32 = 1;

/// The first line of a world.
#[derive(Serialize)]
pub(super) struct Head<'a> {
    pub(super) wavetank: &'a str,
    pub(super) format: u32,
    pub(super) sandbox: &'a str,
    pub(super) seed: u64,
    pub(super) epoch: Timestamp,
    /// SHA-256 of the text of `scenario`.
    pub(super) digest: &'a str,
    /// First comes what was prepared, in a world where nothing takes time and nothing goes wrong.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) prepared: bool,
    pub(super) scenario: &'a RawValue,
}

/// Behind what was prepared; the entries of the world are numbered from 1 again.
#[derive(Serialize)]
pub(super) struct Begun<'a> {
    pub(super) sandbox: &'a str,
    pub(super) begun: Timestamp,
}

/// The last line of a sandbox that was deleted.
#[derive(Serialize)]
pub(super) struct Removed<'a> {
    pub(super) sandbox: &'a str,
    pub(super) removed: bool,
}

#[derive(Serialize)]
struct Line<'a> {
    sandbox: &'a str,
    number: u64,
    at: Timestamp,
    event: Event<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Event<'a> {
    Call(Box<Call<'a>>),
    Due { vendor: &'a str, what: String },
    Admin(&'a Change),
    Panic(Box<Panic<'a>>),
}

#[derive(Serialize)]
struct Panic<'a> {
    message: &'a str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    vouched: bool,
    request: Request<'a>,
}

#[derive(Serialize)]
struct Call<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    vendor: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    operation: Option<&'a str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    resource: &'a str,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    rules: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    verdict: Option<&'a str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    vouched: bool,
    request: Request<'a>,
    response: Response<'a>,
}

#[derive(Serialize)]
struct Request<'a> {
    method: &'a str,
    target: &'a str,
    #[serde(skip_serializing_if = "is_zero")]
    prefix_bytes: usize,
    wall: Timestamp,
    headers: Vec<(&'a str, Text<'a>)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<Body<'a>>,
}

#[derive(Serialize)]
struct Response<'a> {
    status: u16,
    headers: Vec<(&'a str, Text<'a>)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<Body<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    trailers: Vec<(&'a str, Text<'a>)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    delay: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    wire: Option<BTreeMap<&'a str, Value>>,
}

/// A header's value.
#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum Text<'a> {
    Plain(#[serde(borrow)] Cow<'a, str>),
    Encoded { base64: String },
}

/// A body that is not empty.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Body<'a> {
    /// One JSON value, its bytes as they are.
    Json(#[serde(borrow)] &'a RawValue),
    Text(#[serde(borrow)] Cow<'a, str>),
    Base64(String),
}

/// Writes an entry's line; of a call, what `exchange` has of it.
pub(super) fn push_entry(
    to: &mut Vec<u8>,
    sandbox: &str,
    entry: &Entry,
    exchange: Option<&Exchange<'_>>,
) {
    let event = match (&entry.event, exchange) {
        (journal::Event::Due { vendor, what }, _) => {
            Event::Due { vendor, what: format!("{what:?}") }
        }
        (journal::Event::Admin(change), _) => Event::Admin(change),
        (journal::Event::Panic { message, .. }, Some(Exchange { sent, vouched, .. })) => {
            let request = Request::new(sent);
            Event::Panic(Box::new(Panic { message, vouched: *vouched, request }))
        }
        (journal::Event::Call(call), Some(Exchange { sent, answer: Some(answer), vouched })) => {
            Event::Call(Box::new(Call {
                vendor: call.vendor,
                operation: call.operation,
                resource: call.resource(),
                rules: &call.rules,
                verdict: call.verdict,
                vouched: *vouched,
                request: Request::new(sent),
                response: Response::new(call, answer),
            }))
        }
        (journal::Event::Call(_) | journal::Event::Panic { .. }, _) => return,
    };
    push(to, &Line { sandbox, number: entry.number, at: entry.at, event });
}

impl<'a> Request<'a> {
    fn new(sent: &'a Sent<'a>) -> Self {
        Self {
            method: sent.method,
            target: &sent.target,
            prefix_bytes: sent.prefix_bytes,
            wall: sent.wall,
            headers: headers(&sent.headers),
            body: Body::new(&sent.body),
        }
    }
}

impl<'a> Response<'a> {
    fn new(call: &'a journal::Call, answer: &'a Answer<'a>) -> Self {
        Self {
            status: answer.status,
            headers: headers(&answer.headers),
            body: Body::new(&answer.body),
            trailers: headers(&answer.trailers),
            delay: (!call.delay.is_zero()).then(|| show_duration(call.delay)),
            wire: (call.wire != Wire::Whole).then(|| wire(&call.wire)),
        }
    }
}

fn headers<'a>(headers: &'a Headers<'_>) -> Vec<(&'a str, Text<'a>)> {
    let text = |value: &'a [u8]| match std::str::from_utf8(value) {
        Ok(text) => Text::Plain(Cow::Borrowed(text)),
        Err(_) => Text::Encoded { base64: STANDARD.encode(value) },
    };
    headers.iter().map(|(name, value)| (*name, text(value))).collect()
}

impl Text<'_> {
    pub(super) fn bytes(&self) -> Option<Cow<'_, [u8]>> {
        match self {
            Self::Plain(text) => Some(Cow::Borrowed(text.as_bytes())),
            Self::Encoded { base64 } => STANDARD.decode(base64).ok().map(Cow::Owned),
        }
    }
}

impl<'a> Body<'a> {
    fn new(body: &'a [u8]) -> Option<Self> {
        if body.is_empty() {
            return None;
        }
        let Ok(text) = std::str::from_utf8(body) else {
            return Some(Self::Base64(STANDARD.encode(body)));
        };
        let is_one_line = !text.contains(['\n', '\r']);
        match raw(text).filter(|_| is_one_line) {
            Some(raw) => Some(Self::Json(raw)),
            None => Some(Self::Text(Cow::Borrowed(text))),
        }
    }

    /// `None` for what is no base64.
    pub(super) fn bytes(&self) -> Option<Bytes> {
        match self {
            Self::Json(raw) => Some(Bytes::copy_from_slice(raw.get().as_bytes())),
            Self::Text(text) => Some(Bytes::copy_from_slice(text.as_bytes())),
            Self::Base64(text) => STANDARD.decode(text).ok().map(Bytes::from),
        }
    }

    /// The JSON in it.
    pub(super) fn value(&self) -> Option<Value> {
        match self {
            Self::Json(raw) => serde_json::from_str(raw.get()).ok(),
            Self::Text(text) => serde_json::from_str(text).ok(),
            Self::Base64(_) => None,
        }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's signature")]
fn is_zero(number: &usize) -> bool {
    *number == 0
}

/// The word that rules have for it, and what a rule says beside.
fn wire(wire: &Wire) -> BTreeMap<&str, Value> {
    let details = match wire {
        Wire::Whole | Wire::Empty | Wire::Reset { after_bytes: None } => Value::Null,
        Wire::Slow { chunk_bytes, pause } => {
            serde_json::json!({ "chunk_bytes": chunk_bytes, "pause": show_duration(*pause) })
        }
        Wire::Cut { after_bytes } | Wire::Reset { after_bytes: Some(after_bytes) } => {
            serde_json::json!({ "after_bytes": after_bytes })
        }
        Wire::Silence { lasts } => show_duration(*lasts).into(),
        Wire::Garbage { bytes } => String::from_utf8_lossy(bytes).into(),
    };
    BTreeMap::from([(wire.word(), details)])
}

/// Writes `line` behind what is in `to`, with its newline.
pub(super) fn push(to: &mut Vec<u8>, line: &impl Serialize) {
    serde_json::to_writer(&mut *to, line).expect("lines are JSON, and memory takes them");
    to.push(b'\n');
}

/// Whether a text can stand in a line as JSON.
pub(super) fn raw(text: &str) -> Option<&RawValue> {
    json::is_json(text).then(|| serde_json::from_str(text).ok())?
}
