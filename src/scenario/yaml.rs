//! A scenario as a person would write it: what is as usual is left out, what is short stands on one line.
//!
//! Only writes: `load` reads.

use std::fmt::Write;

use serde_json::{Value, json};

use super::Scenario;

/// A map or list that is shorter than the rest of such a line stands on one.
const LINE_CHARS_MAX: usize = 100;

/// In which order a person says things; what is not here comes in the order of the alphabet.
#[rustfmt::skip] // As they are read.
const ORDER: &[&str] = &[
    "name", "description", "seed", "epoch", "clock", "timing", "lag", "auth", "date", "pages", "journal",
    "premises", "given", "faults", "script",
    "at", "call", "as", "headers", "body", "body_text", "body_base64", "expect", "capture",
    "status", "wire",
    "on", "nth", "first", "every", "from", "to", "probability", "rate_limit", "stage",
];

/// A document, with its maps in the order in which they are written.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    Scalar(Value),
    List(Vec<Node>),
    Map(Vec<(String, Node)>),
}

impl Node {
    /// In the order in which a person says things.
    pub(super) fn ordered(value: &Value) -> Self {
        match value {
            Value::Array(items) => Self::List(items.iter().map(Self::ordered).collect()),
            Value::Object(members) => {
                let members = members.iter().map(|(name, it)| (name.clone(), Self::ordered(it)));
                let mut members: Vec<_> = members.collect();
                let place =
                    |name: &str| ORDER.iter().position(|it| *it == name).unwrap_or(ORDER.len());
                members.sort_by_key(|(name, _)| place(name.as_str()));
                Self::Map(members)
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
                Self::Scalar(value.clone())
            }
        }
    }

    fn is_plain(&self) -> bool {
        match self {
            Self::Scalar(_) => true,
            Self::List(items) => items.is_empty(),
            Self::Map(members) => members.is_empty(),
        }
    }
}

/// The text of a scenario's file: the seed, and what is not as it is anyway.
pub fn of_scenario(scenario: &Scenario) -> String {
    let (usual, own) = (json!(Scenario::default()), json!(scenario));
    let own = own.as_object().into_iter().flatten();
    let says =
        |(name, value): &(&String, &Value)| *name == "seed" || usual.get(name) != Some(value);
    let own = own.filter(says).map(|(name, value)| (name.clone(), value.clone()));
    written(&Node::ordered(&own.collect()))
}

/// The text of a scenario's document, with one step, or rule, below the other.
pub(super) fn written(document: &Node) -> String {
    let mut text = String::new();
    let Node::Map(entries) = document else {
        block(&mut text, document, 0);
        return text;
    };
    for (name, node) in entries {
        match node {
            Node::List(items) if !items.is_empty() => {
                let _ = writeln!(text, "{}:", scalar(name));
                for item in items {
                    text.push_str("  - ");
                    block(&mut text, item, 4);
                }
            }
            Node::Scalar(_) | Node::List(_) | Node::Map(_) => member(&mut text, (name, node), 0),
        }
    }
    text
}

/// `node` from here on, with its lines `indent` deep. Its first line stands where the text ends.
fn block(text: &mut String, node: &Node, indent: usize) {
    match node {
        Node::Map(members) if !members.is_empty() => {
            for (number, (name, it)) in members.iter().enumerate() {
                if number > 0 {
                    text.push_str(&" ".repeat(indent));
                }
                member(text, (name, it), indent);
            }
        }
        Node::List(items) if !items.is_empty() => {
            for (number, item) in items.iter().enumerate() {
                if number > 0 {
                    text.push_str(&" ".repeat(indent));
                }
                text.push_str("- ");
                one(text, item, indent + 2);
            }
        }
        Node::Scalar(_) | Node::List(_) | Node::Map(_) => {
            text.push_str(&flow(node));
            text.push('\n');
        }
    }
}

fn member(text: &mut String, (name, node): (&str, &Node), indent: usize) {
    let _ = write!(text, "{}:", scalar(name));
    let short = flow(node);
    if indent + name.len() + short.len() + 2 <= LINE_CHARS_MAX || node.is_plain() {
        let _ = writeln!(text, " {short}");
    } else {
        let deeper = indent + 2;
        let _ = write!(text, "\n{}", " ".repeat(deeper));
        block(text, node, deeper);
    }
}

/// On one line if it is short.
fn one(text: &mut String, node: &Node, indent: usize) {
    let short = flow(node);
    if indent + short.len() <= LINE_CHARS_MAX {
        let _ = writeln!(text, "{short}");
    } else {
        block(text, node, indent);
    }
}

/// On one line.
fn flow(node: &Node) -> String {
    match node {
        Node::Scalar(Value::String(text)) => scalar(text),
        Node::Scalar(Value::Null) => "~".to_owned(),
        Node::Scalar(value) => value.to_string(),
        Node::List(items) => {
            let items: Vec<_> = items.iter().map(flow).collect();
            format!("[{}]", items.join(", "))
        }
        Node::Map(members) if members.is_empty() => "{}".to_owned(),
        Node::Map(members) => {
            let members = members.iter();
            let members: Vec<_> =
                members.map(|(name, it)| format!("{}: {}", scalar(name), flow(it))).collect();
            format!("{{ {} }}", members.join(", "))
        }
    }
}

/// A text without quotes where that reads back as the same text, in quotes otherwise.
fn scalar(text: &str) -> String {
    if is_duration(text) || reads_back(text) { text.to_owned() } else { quoted(text) }
}

fn reads_back(text: &str) -> bool {
    const WORDS: &[&str] = &["null", "true", "false", "yes", "no", "on", "off", "y", "n"];
    // As a key only, `on` is one of our own words.
    if text == "on" {
        return true;
    }
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
