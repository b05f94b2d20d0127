//! What an answer or a state must be like, ready to be compared, and the comparison.
//!
//! Where an expectation stands in a file is known by its path only.

use http::{HeaderMap, HeaderName, StatusCode};
use serde_json::Value;

use super::diff::{self, Difference};
use super::script::Ending;
use super::text::{Captures, Json, Unset, plain};
use crate::kernel::faults::Pattern;

/// An answer as a client sees it.
#[derive(Debug, Clone)]
pub struct Answer {
    /// `None`: nothing came that is HTTP.
    pub head: Option<(StatusCode, HeaderMap)>,
    /// What came of it.
    pub body: bytes::Bytes,
    /// How it ended. Several where a client cannot tell one from the other.
    pub endings: Vec<Ending>,
}

impl Answer {
    /// The status, or how the answer ended without one.
    pub fn word(&self) -> String {
        match (&self.head, self.endings.first()) {
            (Some((status, _)), Some(Ending::Whole) | None) => status.as_u16().to_string(),
            (Some((status, _)), Some(ending)) => format!("{} {}", status.as_u16(), ending.word()),
            (None, ending) => ending.copied().unwrap_or_default().word().to_owned(),
        }
    }

    pub(super) fn json(&self) -> Option<Value> {
        serde_json::from_slice(&self.body).ok()
    }
}

impl Ending {
    /// As it is written.
    pub fn word(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Cut => "cut",
            Self::Reset => "reset",
            Self::Empty => "empty",
            Self::Silence => "silence",
            Self::Garbage => "garbage",
        }
    }
}

/// What must hold of JSON.
#[derive(Debug, Clone, Default)]
pub(super) struct Facts {
    /// By JSON Pointer, like the others.
    pub(super) at: Vec<(String, Json)>,
    pub(super) matches: Vec<(String, Expression)>,
    pub(super) absent: Vec<String>,
    pub(super) length: Vec<(String, usize)>,
}

/// What must hold of an answer.
#[derive(Debug, Clone, Default)]
pub(super) struct Expected {
    /// `None`: below 400.
    pub(super) status: Option<u16>,
    pub(super) headers: Vec<Header>,
    pub(super) facts: Facts,
    pub(super) body: Option<Json>,
    pub(super) text: Option<Expression>,
    pub(super) ending: Ending,
}

/// A regular expression.
#[derive(Debug, Clone)]
pub(super) struct Expression {
    pub(super) written: String,
    pub(super) pattern: Pattern,
}

#[derive(Debug, Clone)]
pub(super) struct Header {
    pub(super) name: HeaderName,
    /// The name as it was written.
    pub(super) written: String,
    /// As it was written, and to be matched. `None`: the header must not be there.
    pub(super) pattern: Option<(String, Pattern)>,
}

impl Facts {
    fn is_empty(&self) -> bool {
        self.at.is_empty()
            && self.matches.is_empty()
            && self.absent.is_empty()
            && self.length.is_empty()
    }

    /// What of `found` is not as it should be; paths begin with `at`, `matches`, `absent` or `length`.
    pub(super) fn differences(
        &self,
        found: &Value,
        captures: &Captures,
    ) -> Result<Vec<Difference>, Unset> {
        let mut differences = Vec::new();
        let show = |value: Option<&Value>| value.map_or_else(|| "nothing".to_owned(), diff::pretty);
        for (pointer, expected) in &self.at {
            let (expected, got) = (expected.fill(captures)?, found.pointer(pointer));
            if !got.is_some_and(|got| diff::same(&expected, got)) {
                let what = format!("{pointer} has another value");
                let difference = Difference::new(what, diff::pretty(&expected), show(got));
                differences.push(difference.at("at", pointer.as_str()));
            }
        }
        for (pointer, expression) in &self.matches {
            let got = found.pointer(pointer);
            let is_scalar = |it: &&Value| !it.is_object() && !it.is_array();
            if !got.filter(is_scalar).is_some_and(|got| expression.pattern.matches(&plain(got))) {
                let what = format!("{pointer} does not match");
                let difference =
                    Difference::new(what, format!("/{}/", expression.written), show(got));
                differences.push(difference.at("matches", pointer.as_str()));
            }
        }
        for (index, pointer) in self.absent.iter().enumerate() {
            if let Some(got) = found.pointer(pointer) {
                let what = format!("{pointer} is there");
                let difference = Difference::new(what, "nothing".to_owned(), diff::pretty(got));
                differences.push(difference.at("absent", index));
            }
        }
        for (pointer, expected) in &self.length {
            let got = found.pointer(pointer);
            let length = match got {
                Some(Value::Array(items)) => Some(items.len()),
                Some(Value::Object(map)) => Some(map.len()),
                Some(Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) | None => {
                    None
                }
            };
            if length != Some(*expected) {
                let what = format!("{pointer} has another length");
                let got = length.map_or_else(|| show(got), |length| length.to_string());
                let difference = Difference::new(what, expected.to_string(), got);
                differences.push(difference.at("length", pointer.as_str()));
            }
        }
        Ok(differences)
    }
}

impl Expected {
    /// What of the answer is not as it should be. Where it did not arrive as it should, nothing else is
    /// looked at.
    pub(super) fn differences(
        &self,
        answer: &Answer,
        captures: &Captures,
    ) -> Result<Vec<Difference>, Unset> {
        if !answer.endings.contains(&self.ending) {
            let what = "the answer ends otherwise".to_owned();
            let difference =
                Difference::new(what, self.ending.word().to_owned(), answer.word()).under("wire");
            return Ok(vec![difference]);
        }
        let mut differences: Vec<_> = self.status_difference(answer).into_iter().collect();
        let none = HeaderMap::new();
        let headers = answer.head.as_ref().map_or(&none, |(_, headers)| headers);
        differences.extend(self.headers.iter().filter_map(|expected| header(expected, headers)));
        let json = answer.json();
        if let Some(expected) = &self.body {
            let expected = expected.fill(captures)?;
            if !json.as_ref().is_some_and(|got| diff::same(&expected, got)) {
                let what = "the body is another".to_owned();
                let difference = Difference::new(what, diff::pretty(&expected), shown(answer));
                differences.push(difference.under("body"));
            }
        }
        if let Some(expression) = &self.text {
            let text = String::from_utf8_lossy(&answer.body);
            if !expression.pattern.matches(&text) {
                let what = "the body does not match".to_owned();
                let difference =
                    Difference::new(what, format!("/{}/", expression.written), shown(answer));
                differences.push(difference.under("text"));
            }
        }
        match json {
            Some(json) => differences.extend(self.facts.differences(&json, captures)?),
            None if self.facts.is_empty() => {}
            None => {
                let what = "the body is no JSON".to_owned();
                differences.push(Difference::new(what, "JSON".to_owned(), shown(answer)));
            }
        }
        Ok(differences)
    }

    fn status_difference(&self, answer: &Answer) -> Option<Difference> {
        let status = answer.head.as_ref().map(|(status, _)| status.as_u16());
        let (expected, holds) = match self.status {
            Some(expected) => (expected.to_string(), status == Some(expected)),
            None if self.ending != Ending::Whole => return None,
            None => ("a status below 400".to_owned(), status.is_some_and(|it| it < 400)),
        };
        if holds {
            return None;
        }
        let what = "the status is another".to_owned();
        let said =
            if answer.body.is_empty() { String::new() } else { format!("\n{}", shown(answer)) };
        let got = format!("{}{said}", answer.word());
        Some(Difference::new(what, expected, got).under("status"))
    }
}

fn header(expected: &Header, headers: &HeaderMap) -> Option<Difference> {
    let Header { name, written, pattern } = expected;
    let values: Vec<_> =
        headers.get_all(name).iter().map(|it| String::from_utf8_lossy(it.as_bytes())).collect();
    let expected = match pattern {
        None if values.is_empty() => return None,
        None => "nothing",
        Some((_, pattern)) if values.iter().any(|value| pattern.matches(value)) => return None,
        Some((expected, _)) => expected,
    };
    let got = if values.is_empty() { "nothing".to_owned() } else { values.join(", ") };
    let what = format!("the header {name} is another");
    Some(Difference::new(what, expected.to_owned(), got).at("headers", written.as_str()))
}

/// JSON laid out, text as it is.
fn shown(answer: &Answer) -> String {
    match answer.json() {
        Some(json) => diff::pretty(&json),
        None => String::from_utf8_lossy(&answer.body).into_owned(),
    }
}
