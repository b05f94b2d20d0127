//! The sentences of Kafka Connect's own `ConfigDef` about values that are none: every plugin's are among them.
//!
//! What only one plugin says stands with that plugin.

use super::values::Value;

/// As `ConfigException` words it.
pub fn invalid(name: &str, value: &Value<'_>, reason: &str) -> String {
    format!("Invalid value {value} for configuration {name}: {reason}")
}

/// The same without a reason.
pub fn bare(name: &str, value: &Value<'_>) -> String {
    format!("Invalid value {value} for configuration {name}")
}

pub fn missing(name: &str) -> String {
    format!("Missing required configuration \"{name}\" which has no default value.")
}

pub const NO_TRUTH: &str = "Expected value to be either true or false";
pub const NULL: &str = "can't be null";
pub const NO_NUMBER_AT_ALL: &str = "Value must be non-null";

pub fn no_number(kind: &str) -> String {
    format!("Not a number of type {kind}")
}

pub fn no_class(class: &str) -> String {
    format!("Class {class} could not be found.")
}

pub fn at_least(least: i64) -> String {
    format!("Value must be at least {least}")
}

pub fn at_most(most: i64) -> String {
    format!("Value must be no more than {most}")
}

pub fn one_of(values: &[&str]) -> String {
    format!("String must be one of: {}", values.join(", "))
}

pub fn one_of_any_case(values: &[&str]) -> String {
    format!("String must be one of (case insensitive): {}", values.join(", "))
}
