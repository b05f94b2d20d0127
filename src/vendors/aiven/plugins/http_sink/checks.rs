//! The validators that the HTTP sink brings along, with their sentences.

use crate::vendors::aiven::plugins::java;
use crate::vendors::aiven::plugins::valid::Valid;
use crate::vendors::aiven::plugins::values::Value;
use crate::vendors::aiven::plugins::wording::{self, invalid};

const AUTHORIZATION_TYPES: &[&str] = &["none", "oauth2", "static"];
const AUTHORIZATION_MODES: &[&str] = &["HEADER", "URL"];
const DAY_MS: i64 = 86_400_000;

pub fn url(name: &str, value: &Value<'_>) -> Result<(), String> {
    if *value == Value::Null {
        Err(invalid(name, value, wording::NULL))
    } else {
        url_if_set(name, value)
    }
}

pub fn url_if_set(name: &str, value: &Value<'_>) -> Result<(), String> {
    match value.text() {
        Some(text) if !java::is_url(text) => Err(invalid(name, value, "malformed URL")),
        _ => Ok(()),
    }
}

pub fn not_blank(name: &str, value: &Value<'_>) -> Result<(), String> {
    match value.text() {
        Some(text) if text.trim().is_empty() => {
            Err(invalid(name, value, "String must be non-blank"))
        }
        _ => Ok(()),
    }
}

/// Without a reason where there is none at all.
pub fn authorization_type(name: &str, value: &Value<'_>) -> Result<(), String> {
    match value.text() {
        None => Err(wording::bare(name, value)),
        Some(text) if AUTHORIZATION_TYPES.contains(&text) => Ok(()),
        Some(_) => Err(unsupported(name, value, AUTHORIZATION_TYPES)),
    }
}

pub fn authorization_mode(name: &str, value: &Value<'_>) -> Result<(), String> {
    let mode = value.text().map(str::to_uppercase);
    match mode {
        None => Err(invalid(name, value, wording::NULL)),
        Some(mode) if AUTHORIZATION_MODES.contains(&mode.as_str()) => Ok(()),
        Some(_) => Err(unsupported(name, value, AUTHORIZATION_MODES)),
    }
}

fn unsupported(name: &str, value: &Value<'_>, supported: &[&str]) -> String {
    invalid(name, value, &format!("supported values are: [{}]", supported.join(", ")))
}

/// These two sentences name no property.
pub fn header_pairs(name: &str, value: &Value<'_>) -> Result<(), String> {
    let Value::List(pairs) = value else {
        return Err(invalid(name, value, "must be a list with the specified format"));
    };
    let mut names = Vec::new();
    for pair in pairs {
        let mut parts = pair.split(':');
        let name = parts.next().unwrap_or_default().to_lowercase();
        if parts.count() != 1 {
            return Err("Header field should use format header:value".into());
        }
        if names.contains(&name) {
            return Err("Duplicate keys are not allowed (case-insensitive)".into());
        }
        names.push(name);
    }
    Ok(())
}

pub fn numbers(name: &str, value: &Value<'_>) -> Result<(), String> {
    let Value::List(items) = value else { return Err(invalid(name, value, wording::NULL)) };
    if items.iter().any(|it| it.parse::<i32>().is_err()) {
        return Err(invalid(name, value, "must be a list of numbers"));
    }
    Ok(())
}

pub fn backoff(name: &str, value: &Value<'_>) -> Result<(), String> {
    if *value == Value::Null {
        return Ok(());
    }
    if value.number() > Some(DAY_MS) {
        return Err(invalid(name, value, &format!("{} (24 hours)", wording::at_most(DAY_MS))));
    }
    Valid::AtLeast(0).check(name, value)
}
