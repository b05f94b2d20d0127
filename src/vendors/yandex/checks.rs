//! What the vendor's annotations ask of a request, all of it at once.
//!
//! Knows no state. The words are UNCONFIRMED, but for those of a choice, which are IAM's.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use prost_reflect::{ReflectMessage, Value};

use super::errors::Violation;
use super::message::{Fields, Message, set};
use super::proto::{self, Rules};
use crate::kernel::faults::Pattern;

/// Everything that is wrong, in the order of the fields' numbers.
pub(super) fn violations(message: &Message) -> Vec<Violation> {
    let mut found = Vec::new();
    walk(message, "", &mut found);
    found
}

fn walk(message: &Message, path: &str, found: &mut Vec<Violation>) {
    let descriptor = message.descriptor();
    let mut chosen: Vec<&str> = Vec::new();
    for field in proto::fields(descriptor.full_name()) {
        let described = descriptor.get_field(field.number).expect("the table made it");
        let value = set(message, &described);
        let place = format!("{path}{}", field.name);
        if let Some(problem) = problem(&field.rules, value) {
            found.push(Violation { field: place.clone(), problem });
        }
        if let Some(oneof) =
            field.oneof.filter(|it| field.rules.exactly_one && !chosen.contains(it))
        {
            chosen.push(oneof);
            if !is_chosen(message, oneof) {
                let (field, problem) = (format!("{path}{oneof}"), CHOICE.to_owned());
                found.push(Violation { field, problem });
            }
        }
        within(value, &place, found);
    }
}

fn within(value: Option<&Value>, place: &str, found: &mut Vec<Violation>) {
    match value {
        Some(Value::Message(inner)) => walk(inner, &format!("{place}."), found),
        Some(Value::List(items)) => {
            for (index, item) in items.iter().filter_map(Value::as_message).enumerate() {
                walk(item, &format!("{place}[{index}]."), found);
            }
        }
        _ => {}
    }
}

const CHOICE: &str = "One of the options must be selected";

fn is_chosen(message: &Message, oneof: &str) -> bool {
    let descriptor = message.descriptor();
    let found = descriptor.oneofs().find(|it| it.name() == oneof);
    found.is_some_and(|it| it.fields().any(|field| message.has_field(&field)))
}

fn problem(rules: &Rules, value: Option<&Value>) -> Option<String> {
    let Some(value) = value else { return rules.required.then(|| "Value is required".into()) };
    if let (Some((from, to)), Some(length)) = (rules.length, length(value))
        && !(from..=to).contains(&length)
    {
        return Some(match from {
            0 => format!("Length must be at most {to}"),
            _ => format!("Length must be from {from} to {to}"),
        });
    }
    if let (Some(pattern), Some(text)) = (rules.pattern, value.as_str())
        && !matches(pattern, text)
    {
        return Some(format!("Value must match the pattern {pattern}"));
    }
    if let (Some((from, to)), Some(number)) = (rules.value, number(value))
        && !(from..=to).contains(&number)
    {
        return Some(format!("Value must be from {from} to {to}"));
    }
    None
}

/// Also of a number in its wrapper.
fn number(value: &Value) -> Option<i64> {
    match value {
        Value::Message(wrapper) => Some(wrapper.number("value").unwrap_or(0)),
        value => value.as_i64(),
    }
}

/// Of a text in characters, of a list in items.
fn length(value: &Value) -> Option<u64> {
    let length = match value {
        Value::String(text) => text.chars().count(),
        Value::List(items) => items.len(),
        Value::Map(entries) => entries.len(),
        _ => return None,
    };
    Some(length as u64)
}

/// Whether the whole text is as the pattern says.
fn matches(pattern: &'static str, text: &str) -> bool {
    static PATTERNS: LazyLock<BTreeMap<&str, Pattern>> = LazyLock::new(|| {
        let patterns = proto::patterns();
        let whole = |it: &str| Pattern::expression(&format!("^(?:{it})$")).expect("an expression");
        patterns.map(|it| (it, whole(it))).collect()
    });
    PATTERNS[pattern].matches(text)
}
