//! Which values are good: the validators that come with Kafka Connect, and the place of a plugin's own.
//!
//! A value has its type before it is asked about here; one that has not is null.

use super::values::Value;
use super::wording;

#[derive(Debug, Clone, Copy)]
pub enum Valid {
    Anything,
    /// `Range`; null is none.
    AtLeast(i64),
    Between(i64, i64),
    /// `ValidString`.
    OneOf(&'static [&'static str]),
    /// The same after lower-casing, which the message then shows.
    OneOfLowered(&'static [&'static str]),
    /// `CaseInsensitiveValidString`; the values in upper case.
    OneOfAnyCase(&'static [&'static str]),
    /// `NonEmptyString`; null is fine.
    NotEmpty,
    /// `NonEmptyStringWithoutControlChars`; null is fine.
    Plain,
    /// Of a list: no item twice.
    Unique,
    /// A plugin's own: the whole message.
    By(fn(&str, &Value<'_>) -> Result<(), String>),
}

impl Valid {
    pub fn check(self, name: &str, value: &Value<'_>) -> Result<(), String> {
        let refuse = |reason: &str| Err(wording::invalid(name, value, reason));
        match (self, value) {
            (Self::By(check), value) => check(name, value),
            (Self::AtLeast(_) | Self::Between(..), Value::Null) => {
                refuse(wording::NO_NUMBER_AT_ALL)
            }
            (Self::AtLeast(least) | Self::Between(least, _), Value::Number(it)) if *it < least => {
                refuse(&wording::at_least(least))
            }
            (Self::Between(_, most), Value::Number(it)) if *it > most => {
                refuse(&wording::at_most(most))
            }
            (Self::OneOf(values), value) if !is_among(values, value) => {
                refuse(&wording::one_of(values))
            }
            (Self::OneOfLowered(values), value) => lowered(name, value, values),
            (Self::OneOfAnyCase(values), value) if !is_among_in_any_case(values, value) => {
                refuse(&wording::one_of_any_case(values))
            }
            (Self::NotEmpty, Value::Text("")) => refuse("String must be non-empty"),
            (Self::Plain, Value::Text("")) => refuse("String may not be empty"),
            (Self::Plain, Value::Text(text)) => match controls(text) {
                None => Ok(()),
                Some(found) => refuse(&format!(
                    "String may not contain control sequences but had the following ASCII chars: {found}"
                )),
            },
            (Self::Unique, Value::List(items)) if has_twice(items) => {
                refuse("Duplicate alias provided.")
            }
            _ => Ok(()),
        }
    }
}

fn is_among(values: &[&str], value: &Value<'_>) -> bool {
    matches!(value, Value::Text(text) if values.contains(text))
}

fn is_among_in_any_case(values: &[&str], value: &Value<'_>) -> bool {
    let upper = value.text().map(str::to_uppercase);
    upper.is_some_and(|it| values.contains(&it.as_str()))
}

fn lowered(name: &str, value: &Value<'_>, values: &[&str]) -> Result<(), String> {
    let lower = value.text().map(str::to_lowercase);
    let value = lower.as_deref().map_or(Value::Null, Value::Text);
    if is_among(values, &value) {
        return Ok(());
    }
    Err(wording::invalid(name, &value, &wording::one_of(values)))
}

/// The decimal numbers of the control characters in it.
fn controls(text: &str) -> Option<String> {
    let found = text.chars().filter(|it| it.is_control());
    let found: Vec<_> = found.map(|it| u32::from(it).to_string()).collect();
    (!found.is_empty()).then(|| found.join(", "))
}

fn has_twice(items: &[&str]) -> bool {
    items.iter().enumerate().any(|(at, item)| items[..at].contains(item))
}
