//! Entries as JSON, for people and their tests to look at. Secrets stay inside.

use std::ops::Range;

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Map, Value, json};

use super::{Call, Entry, Event, Lines};
use crate::kernel::credentials::Credentials;
use crate::kernel::http::Wire;
use crate::kernel::secrecy::{is_secret_header, is_secret_parameter};

impl Entry {
    /// The entry as one JSON object: `number`, `at` (world time), `event`, and what belongs to the event.
    pub fn show(&self) -> Value {
        let mut shown = match &self.event {
            Event::Call(call) => call.show(),
            Event::Due { vendor, what } => {
                json!({ "event": "due", "vendor": vendor, "what": format!("{what:?}") })
            }
            Event::Admin(change) => json!({ "event": "admin", "what": change.to_string() }),
            Event::Panic { request, hidden, message } => json!({
                "event": "panic",
                "method": request.method.as_str(),
                "target": public_target(&request.target, hidden),
                "message": message,
            }),
        };
        shown["number"] = self.number.into();
        shown["at"] = self.at.to_string().into();
        shown
    }
}

impl Call {
    /// The target without what proves something.
    pub fn public_target(&self) -> String {
        public_target(self.target(), &self.hidden)
    }

    fn show(&self) -> Value {
        json!({
            "event": "call",
            "vendor": self.vendor,
            "operation": self.operation,
            "resource": Some(self.resource()).filter(|it| !it.is_empty()),
            "rules": self.rules,
            "credential": Credentials::read(&self.request()).shape(),
            "verdict": self.verdict,
            "request": {
                "wall": self.wall.to_string(),
                "method": self.method.as_str(),
                "target": self.public_target(),
                "headers": public_headers(self.headers()),
                "body": show_body(self.body()),
            },
            "status": self.told().map(|it| it.as_u16()),
            "response": {
                "headers": public_headers(self.answer_headers()),
                "body": show_body(self.answer_body()),
                "trailers": public_headers(self.answer_trailers()),
                "delay_ms": self.delay.as_millis(),
                "wire": self.wire.word(),
            },
        })
    }
}

impl Wire {
    /// The way over the wire in the word that rules have for it.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Slow { .. } => "slow",
            Self::Cut { .. } => "cut",
            Self::Reset { .. } => "reset",
            Self::Empty => "empty",
            Self::Silence { .. } => "silence",
            Self::Garbage { .. } => "garbage",
        }
    }
}

/// Headers by name, several of one name joined by a comma, and without those that are secrets.
fn public_headers(lines: Lines<'_>) -> Map<String, Value> {
    let mut shown = Map::new();
    for (name, value) in lines.iter() {
        let value = if is_secret_header(name) { "…".into() } else { value };
        match shown.get_mut(name) {
            Some(Value::String(before)) => *before = format!("{before}, {value}"),
            _ => drop(shown.insert(name.to_owned(), Value::String(value.into_owned()))),
        }
    }
    shown
}

/// The target without what is `hidden` in it, and without the values that prove something.
pub fn public_target(target: &str, hidden: &Range<usize>) -> String {
    let mut target = target.to_owned();
    if !hidden.is_empty() {
        target.replace_range(hidden.clone(), "…");
    }
    let Some((path, query)) = target.split_once('?') else { return target };
    let public = |pair: &str| {
        let name = pair.split('=').next().unwrap_or_default();
        if is_secret_parameter(name) { format!("{name}=…") } else { pair.to_owned() }
    };
    let query: Vec<_> = query.split('&').map(public).collect();
    format!("{path}?{}", query.join("&"))
}

/// JSON as JSON, text as text, and anything else in base64.
fn show_body(body: &[u8]) -> Value {
    if body.is_empty() {
        return Value::Null;
    }
    match (serde_json::from_slice(body), std::str::from_utf8(body)) {
        (Ok(value), _) => value,
        (Err(_), Ok(text)) => text.into(),
        (Err(_), Err(_)) => json!({ "base64": STANDARD.encode(body) }),
    }
}
