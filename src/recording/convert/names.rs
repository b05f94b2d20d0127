//! Names for what worlds have made and clients send back: ids, versions, tokens.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::percent_decode_str;
use serde_json::Value;

use crate::kernel::http::Request;

/// Which values have names, as a script goes on.
pub(super) struct Names {
    /// The first call that sends each value.
    first_sent: BTreeMap<String, usize>,
    by_value: BTreeMap<String, String>,
    taken: BTreeSet<String>,
}

impl Names {
    /// Looks ahead at all requests, in their order.
    pub(super) fn new<'a>(requests: impl Iterator<Item = &'a Request>) -> Self {
        let mut first_sent = BTreeMap::new();
        for (index, request) in requests.enumerate() {
            let mut see = |value: &str| {
                if !first_sent.contains_key(value) {
                    first_sent.insert(value.to_owned(), index);
                }
            };
            request.path().split('/').for_each(|it| see(&decoded(it)));
            for pair in request.query().split('&') {
                see(&decoded(pair.split_once('=').map_or("", |(_, value)| value)));
            }
            if let Ok(body) = serde_json::from_slice::<Value>(&request.body) {
                each_text(&body, "", &mut |_, text| see(text));
            }
        }
        Self { first_sent, by_value: BTreeMap::new(), taken: BTreeSet::new() }
    }

    /// Names what the answer to that call tells first, and later calls send: name to JSON Pointer.
    pub(super) fn captured(&mut self, call: usize, answer: &Value) -> BTreeMap<String, String> {
        let mut captured = BTreeMap::new();
        each_text(answer, "", &mut |pointer, text| {
            let is_sent_later = self.first_sent.get(text).is_some_and(|it| *it > call);
            if is_sent_later && is_id(text) && !self.by_value.contains_key(text) {
                let name = self.free_name(pointer);
                self.by_value.insert(text.to_owned(), name.clone());
                captured.insert(name, pointer.to_owned());
            }
        });
        captured
    }

    fn free_name(&mut self, pointer: &str) -> String {
        let is_word = |it: &&str| it.starts_with(|it: char| it.is_ascii_alphabetic());
        let word = pointer.rsplit('/').find(is_word).unwrap_or("value");
        let mut name = String::new();
        for letter in word.chars() {
            if letter.is_ascii_uppercase() && !name.is_empty() && !name.ends_with('_') {
                name.push('_');
            }
            name.push(if letter.is_ascii_alphanumeric() {
                letter.to_ascii_lowercase()
            } else {
                '_'
            });
        }
        let numbered = (2..).map(|number| format!("{name}_{number}"));
        let free =
            std::iter::once(name.clone()).chain(numbered).find(|it| !self.taken.contains(it));
        let free = free.expect("there is always another number");
        self.taken.insert(free.clone());
        free
    }

    /// Path and query with names in them.
    pub(super) fn target(&self, path: &str, query: &str) -> String {
        let named = |raw: &str| match self.by_value.get(&*decoded(raw)) {
            Some(name) => format!("${name}"),
            None => raw.replace('$', "$$"),
        };
        let path: Vec<_> = path.split('/').map(named).collect();
        let path = path.join("/");
        if query.is_empty() {
            return path;
        }
        let pairs = query.split('&').map(|pair| match pair.split_once('=') {
            Some((name, value)) => format!("{}={}", name.replace('$', "$$"), named(value)),
            None => pair.replace('$', "$$"),
        });
        format!("{path}?{}", pairs.collect::<Vec<_>>().join("&"))
    }

    /// JSON with names in it.
    pub(super) fn json(&self, value: &Value) -> Value {
        match value {
            Value::String(text) => Value::String(match self.by_value.get(text) {
                Some(name) => format!("${name}"),
                None => text.replace('$', "$$"),
            }),
            Value::Array(items) => items.iter().map(|it| self.json(it)).collect(),
            Value::Object(members) => {
                members.iter().map(|(name, it)| (name.clone(), self.json(it))).collect()
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
        }
    }
}

/// Every text in a value, with its JSON Pointer.
pub(super) fn each_text(value: &Value, pointer: &str, see: &mut impl FnMut(&str, &str)) {
    match value {
        Value::String(text) => see(pointer, text),
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                each_text(item, &format!("{pointer}/{index}"), see);
            }
        }
        Value::Object(members) => {
            for (name, member) in members {
                let name = name.replace('~', "~0").replace('/', "~1");
                each_text(member, &format!("{pointer}/{name}"), see);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn decoded(raw: &str) -> Cow<'_, str> {
    percent_decode_str(raw).decode_utf8_lossy()
}

/// Looks like what a world makes, and not like a word.
fn is_id(text: &str) -> bool {
    text.len() >= 4 && text.bytes().any(|it| it.is_ascii_digit())
}
