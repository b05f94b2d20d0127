//! A scenario as a person would write it: what is as usual is left out, what is short stands on one line.
//!
//! Only writes: scenarios are read elsewhere.

use std::fmt::Write;

use serde_json::{Map, Value, json};

use crate::scenario::Scenario;

/// A map or list that is shorter than the rest of such a line stands on one.
const LINE_CHARS_MAX: usize = 100;

/// In which order a person says things; what is not here comes in the order of the alphabet.
#[rustfmt::skip] // As they are read.
const ORDER: &[&str] = &[
    "name", "description", "seed", "epoch", "clock", "timing", "lag", "auth", "date", "pages", "journal",
    "premises", "given", "faults", "script",
    "at", "call", "as", "headers", "body", "body_text", "expect", "capture",
    "status", "wire",
    "on", "nth", "first", "every", "from", "to", "probability", "rate_limit", "stage",
];

/// The text of a scenario's file.
pub(super) fn written(scenario: &Scenario) -> String {
    let (usual, own) = (json!(Scenario::default()), json!(scenario));
    let own = own.as_object().into_iter().flatten();
    let says =
        |(name, value): &(&String, &Value)| *name == "seed" || usual.get(name) != Some(value);
    let own: Map<_, _> =
        own.filter(says).map(|(name, value)| (name.clone(), value.clone())).collect();
    let mut text = String::new();
    for (name, value) in ordered(&own) {
        match value {
            // One step, or rule, after the other.
            Value::Array(items) if !items.is_empty() => {
                let _ = writeln!(text, "{}:", scalar(name));
                for item in items {
                    text.push_str("  - ");
                    block(&mut text, item, 4);
                }
            }
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::String(_)
            | Value::Array(_)
            | Value::Object(_) => member(&mut text, (name, value), 0),
        }
    }
    text
}

fn ordered(members: &Map<String, Value>) -> Vec<(&str, &Value)> {
    let mut members: Vec<_> = members.iter().map(|(name, it)| (name.as_str(), it)).collect();
    let place = |name| ORDER.iter().position(|it| *it == name).unwrap_or(ORDER.len());
    members.sort_by_key(|(name, _)| place(*name));
    members
}

/// `value` from here on, with its lines `indent` deep. Its first line stands where the text ends.
fn block(text: &mut String, value: &Value, indent: usize) {
    match value {
        Value::Object(members) if !members.is_empty() => {
            for (number, it) in ordered(members).into_iter().enumerate() {
                if number > 0 {
                    text.push_str(&" ".repeat(indent));
                }
                member(text, it, indent);
            }
        }
        Value::Array(items) if !items.is_empty() => {
            for (number, item) in items.iter().enumerate() {
                if number > 0 {
                    text.push_str(&" ".repeat(indent));
                }
                text.push_str("- ");
                one(text, item, indent + 2);
            }
        }
        Value::Null
        | Value::Bool(_)
        | Value::Number(_)
        | Value::String(_)
        | Value::Array(_)
        | Value::Object(_) => {
            text.push_str(&flow(value));
            text.push('\n');
        }
    }
}

fn member(text: &mut String, (name, value): (&str, &Value), indent: usize) {
    let _ = write!(text, "{}:", scalar(name));
    let short = flow(value);
    if indent + name.len() + short.len() + 2 <= LINE_CHARS_MAX || is_plain(value) {
        let _ = writeln!(text, " {short}");
    } else {
        let deeper = indent + 2;
        let _ = write!(text, "\n{}", " ".repeat(deeper));
        block(text, value, deeper);
    }
}

/// On one line if it is short.
fn one(text: &mut String, value: &Value, indent: usize) {
    let short = flow(value);
    if indent + short.len() <= LINE_CHARS_MAX {
        let _ = writeln!(text, "{short}");
    } else {
        block(text, value, indent);
    }
}

fn is_plain(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => true,
    }
}

/// On one line.
fn flow(value: &Value) -> String {
    match value {
        Value::String(text) => scalar(text),
        Value::Array(items) => {
            let items: Vec<_> = items.iter().map(flow).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(members) if members.is_empty() => "{}".to_owned(),
        Value::Object(members) => {
            let members = ordered(members).into_iter();
            let members: Vec<_> =
                members.map(|(name, it)| format!("{}: {}", scalar(name), flow(it))).collect();
            format!("{{ {} }}", members.join(", "))
        }
        Value::Null => "~".to_owned(),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
    }
}

/// A text without quotes where that reads back as the same text, in quotes otherwise.
fn scalar(text: &str) -> String {
    if is_duration(text) || reads_back(text) { text.to_owned() } else { quoted(text) }
}

fn reads_back(text: &str) -> bool {
    const WORDS: &[&str] = &["null", "true", "false", "yes", "no", "on", "off", "y", "n"];
    let plain = |it: char| it.is_ascii_alphanumeric() || "/._-$%?&=+@~".contains(it);
    let starts =
        text.starts_with(|it: char| it.is_ascii_alphabetic() || matches!(it, '/' | '$' | '_'));
    let spaced = text.replace(": ", "\u{0}").replace([' ', ':'], "a");
    starts
        && spaced.chars().all(plain)
        && !text.ends_with([' ', ':'])
        && !text.contains("  ")
        && !WORDS.contains(&text.to_ascii_lowercase().as_str())
}

/// Such as `1m 30s`, which is no number.
fn is_duration(text: &str) -> bool {
    let is_part = |part: &str| {
        let unit = part.trim_start_matches(|it: char| it.is_ascii_digit());
        unit.len() < part.len() && matches!(unit, "h" | "m" | "s" | "ms" | "ns" | "d")
    };
    !text.is_empty() && text.split(' ').all(is_part)
}

/// JSON's quotes, with what a YAML file must not hold as it is written out.
fn quoted(text: &str) -> String {
    let json = serde_json::to_string(text).expect("a text is JSON");
    let mut out = String::with_capacity(json.len());
    for letter in json.chars() {
        match letter {
            '\u{7f}'..='\u{9f}'
            | '\u{2028}'
            | '\u{2029}'
            | '\u{feff}'
            | '\u{fffe}'
            | '\u{ffff}' => {
                let _ = write!(out, "\\u{:04x}", u32::from(letter));
            }
            _ => out.push(letter),
        }
    }
    out
}
