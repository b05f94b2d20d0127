//! A configuration as a `ConfigDef` reads it: values of their types, and what is wrong with them.
//!
//! It is read in two ways, as Kafka Connect does: before a request is accepted every error is collected, but
//! only properties are looked at that can be reached from one that is nobody's dependent; when a connector or
//! a task starts all of them are read, and the first error is the end of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::Config;
use super::classes;
use super::definition::{Definition, Section, Unset};
use super::wording;
use crate::kernel::config_def::{Kind, Parsed};

/// A value of its type; shown as Java shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value<'a> {
    Null,
    Truth(bool),
    Number(i64),
    Text(&'a str),
    /// Of a password.
    Hidden(&'a str),
    List(Vec<&'a str>),
    Class(&'a str),
}

impl<'a> Value<'a> {
    pub fn text(&self) -> Option<&'a str> {
        match self {
            Self::Text(text) | Self::Hidden(text) => Some(text),
            Self::Null | Self::Truth(_) | Self::Number(_) | Self::List(_) | Self::Class(_) => None,
        }
    }
}

impl Value<'_> {
    pub fn number(&self) -> Option<i64> {
        if let Self::Number(number) = self { Some(*number) } else { None }
    }
}

impl fmt::Display for Value<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => out.write_str("null"),
            Self::Truth(truth) => truth.fmt(out),
            Self::Number(number) => number.fmt(out),
            Self::Text(text) => out.write_str(text),
            Self::Hidden(_) => out.write_str("[hidden]"),
            Self::List(items) => write!(out, "[{}]", items.join(", ")),
            Self::Class(class) => write!(out, "class {class}"),
        }
    }
}

/// The values of a configuration, by property.
#[derive(Debug, Default)]
pub struct Values<'a> {
    values: BTreeMap<&'static str, Value<'a>>,
    errors: BTreeMap<String, Vec<String>>,
}

impl<'a> Values<'a> {
    /// As `ConfigDef.validateAll`: with every error. A dependent is read each time that a property names it,
    /// and one of a circle that nothing outside leads to is not read at all.
    pub fn checked(sections: &[Section], config: &'a Config) -> Self {
        let definitions: BTreeMap<_, _> = all(sections).map(|it| (it.name, it)).collect();
        let dependents: BTreeSet<_> = all(sections).flat_map(|it| it.dependents).collect();
        let mut values = Self::default();
        for definition in all(sections).filter(|it| !dependents.contains(&it.name)) {
            values.check(definition, &definitions, config);
        }
        values
    }

    fn check(
        &mut self,
        definition: &'static Definition,
        definitions: &BTreeMap<&str, &'static Definition>,
        config: &'a Config,
    ) {
        let (value, error) = read(definition, config);
        let is_valid = definition.valid.check(definition.name, &value);
        for text in error.into_iter().chain(is_valid.err()) {
            self.refuse(definition.name, text);
        }
        self.values.insert(definition.name, value);
        for dependent in definition.dependents.iter().filter_map(|it| definitions.get(it)) {
            self.check(dependent, definitions, config);
        }
    }

    /// As the constructor of `AbstractConfig`: all of them, and the first error is the result.
    pub fn parsed(sections: &[Section], config: &'a Config) -> Result<Self, String> {
        let mut values = Self::default();
        for definition in all(sections) {
            let (value, error) = read(definition, config);
            error.map_or(Ok(()), Err)?;
            definition.valid.check(definition.name, &value)?;
            values.values.insert(definition.name, value);
        }
        Ok(values)
    }

    pub fn refuse(&mut self, name: &str, text: String) {
        self.errors.entry(name.to_owned()).or_default().push(text);
    }

    /// Takes what is wrong with one property.
    pub fn take_errors(&mut self, name: &str) -> Vec<String> {
        self.errors.remove(name).unwrap_or_default()
    }

    pub fn value(&self, name: &str) -> &Value<'a> {
        self.values.get(name).unwrap_or(&Value::Null)
    }

    pub fn text(&self, name: &str) -> Option<&'a str> {
        self.value(name).text()
    }

    pub fn is_true(&self, name: &str) -> bool {
        *self.value(name) == Value::Truth(true)
    }

    pub fn number(&self, name: &str) -> Option<i64> {
        self.value(name).number()
    }

    pub fn list(&self, name: &str) -> &[&'a str] {
        if let Value::List(items) = self.value(name) { items } else { &[] }
    }
}

fn all(sections: &[Section]) -> impl Iterator<Item = &'static Definition> {
    sections.iter().flat_map(|it| it.definitions)
}

/// The value, which is null where there is an error.
fn read<'a>(definition: &Definition, config: &'a Config) -> (Value<'a>, Option<String>) {
    let text = match (config.get(definition.name), definition.unset) {
        (Some(text), _) => text.as_str(),
        (None, Unset::Is(default)) => default,
        (None, Unset::Null) => return (Value::Null, None),
        (None, Unset::Missing) => return (Value::Null, Some(wording::missing(definition.name))),
    };
    match typed(definition.kind, text) {
        Ok(value) => (value, None),
        Err(reason) => {
            (Value::Null, Some(wording::invalid(definition.name, &Value::Text(text), &reason)))
        }
    }
}

fn typed(kind: Kind, text: &str) -> Result<Value<'_>, String> {
    match (kind, kind.parse(text)) {
        (_, Some(Parsed::Truth(truth))) => Ok(Value::Truth(truth)),
        (_, Some(Parsed::Number(number))) => Ok(Value::Number(number)),
        (_, Some(Parsed::List(items))) => Ok(Value::List(items)),
        (Kind::Password, Some(Parsed::Text(text))) => Ok(Value::Hidden(text)),
        (Kind::Class, Some(Parsed::Text(class))) if classes::is_there(class) => {
            Ok(Value::Class(class))
        }
        (Kind::Class, _) => Err(wording::no_class(text)),
        (_, Some(Parsed::Text(text))) => Ok(Value::Text(text)),
        (Kind::Boolean, None) => Err(wording::NO_TRUTH.to_owned()),
        (kind, None) => Err(wording::no_number(kind.name())),
    }
}
