//! Whether the settings of a service are of the types, and among the values, that the schema of its type tells.
//!
//! What the schema does not know is let through, since it tells of what matters to Kafka Connect only. UNCONFIRMED:
//! the words.

use serde_json::{Map, Value};

use super::errors::{Error, Kind, Result};
use super::service_types;

/// Checks what a request sets of a service of that type. A null unsets.
pub fn check(kind: &str, settings: Option<&Map<String, Value>>) -> Result<()> {
    let Some(settings) = settings else { return Ok(()) };
    members(&service_types::settings(kind), settings, "user_config")
}

fn members(schema: &Value, value: &Map<String, Value>, place: &str) -> Result<()> {
    value.iter().try_for_each(|(name, value)| match schema["properties"].get(name) {
        Some(schema) => one(schema, value, &format!("{place}.{name}")),
        None => Ok(()),
    })
}

fn one(schema: &Value, value: &Value, place: &str) -> Result<()> {
    let refused = |what: &str| {
        Err(Error::new(Kind::InvalidRequest, format!("Invalid {what} for field '{place}'")))
    };
    if value.is_null() {
        return Ok(());
    }
    if !types(schema).any(|it| is_of(value, it)) {
        return refused("type");
    }
    let is_among = schema["enum"].as_array().is_none_or(|it| it.contains(value));
    let is_within = value.as_i64().is_none_or(|it| {
        schema["minimum"].as_i64().is_none_or(|least| it >= least)
            && schema["maximum"].as_i64().is_none_or(|most| it <= most)
    });
    if !is_among || !is_within {
        return refused("value");
    }
    match value {
        Value::Object(inner) => members(schema, inner, place),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .try_for_each(|(at, it)| one(&schema["items"], it, &format!("{place}[{at}]"))),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Ok(()),
    }
}

/// One, or several of which one is enough.
fn types(schema: &Value) -> impl Iterator<Item = &str> {
    let several = schema["type"].as_array().into_iter().flatten().filter_map(Value::as_str);
    schema["type"].as_str().into_iter().chain(several)
}

fn is_of(value: &Value, kind: &str) -> bool {
    match kind {
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => false,
    }
}
