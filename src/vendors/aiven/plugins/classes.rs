//! The Java classes that a worker has, as far as anybody knows: those that come with Apache Kafka.
//!
//! What a vendor's worker has beside them is not documented, so every other class is taken to be there if its
//! name is one of Java's. Of `org.apache.kafka.connect` all are known, which is how the vendor's own how-to
//! with its `org.apache.kafka.connect.json.StringConverter` is refused.

use super::values::Value;

/// What a class is to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Converter,
    HeaderConverter,
    Transformation,
    Predicate,
}

impl Role {
    pub fn name(self) -> &'static str {
        match self {
            Self::Converter => "Converter",
            Self::HeaderConverter => "HeaderConverter",
            Self::Transformation => "Transformation",
            Self::Predicate => "Predicate",
        }
    }
}

const APACHE: &str = "org.apache.kafka.connect.";

const BOTH: &[Role] = &[Role::Converter, Role::HeaderConverter];

#[rustfmt::skip] // A table: one class, one line; behind `APACHE`.
const KNOWN: &[(&str, &[Role])] = &[
    ("converters.BooleanConverter",            BOTH),
    ("converters.ByteArrayConverter",          BOTH),
    ("converters.DoubleConverter",             BOTH),
    ("converters.FloatConverter",              BOTH),
    ("converters.IntegerConverter",            BOTH),
    ("converters.LongConverter",               BOTH),
    ("converters.ShortConverter",              BOTH),
    ("json.JsonConverter",                     BOTH),
    ("storage.SimpleHeaderConverter",          &[Role::HeaderConverter]),
    ("storage.StringConverter",                BOTH),
    ("transforms.DropHeaders",                 &[Role::Transformation]),
    ("transforms.Filter",                      &[Role::Transformation]),
    ("transforms.InsertHeader",                &[Role::Transformation]),
    ("transforms.RegexRouter",                 &[Role::Transformation]),
    ("transforms.TimestampRouter",             &[Role::Transformation]),
    ("transforms.ValueToKey",                  &[Role::Transformation]),
    ("transforms.predicates.HasHeaderKey",     &[Role::Predicate]),
    ("transforms.predicates.RecordIsTombstone", &[Role::Predicate]),
    ("transforms.predicates.TopicNameMatches", &[Role::Predicate]),
];

/// Transformations that are abstract: one is made with `$Key` or `$Value` behind.
const OF_KEY_OR_VALUE: &[&str] = &[
    "Cast",
    "ExtractField",
    "Flatten",
    "HeaderFrom",
    "HoistField",
    "InsertField",
    "MaskField",
    "ReplaceField",
    "SetSchemaMetadata",
    "TimestampConverter",
];

/// Whether the class can be loaded.
pub fn is_there(class: &str) -> bool {
    match class.strip_prefix(APACHE) {
        Some(rest) => roles(rest).is_some(),
        None => class.split('.').all(is_identifier),
    }
}

/// Of a class behind `APACHE`.
fn roles(rest: &str) -> Option<&'static [Role]> {
    let sided = rest.strip_prefix("transforms.").map(|it| it.split_once('$').unwrap_or((it, "")));
    match sided {
        Some((name, "" | "Key" | "Value")) if OF_KEY_OR_VALUE.contains(&name) => {
            Some(&[Role::Transformation])
        }
        _ => KNOWN.iter().find(|(known, _)| *known == rest).map(|(_, roles)| *roles),
    }
}

/// Whether one of `class` can be made to do `role`, as `Utils.ensureConcreteSubclass` says it; a class that
/// nobody knows can. Null is fine: then the class was not found, which was said.
pub fn check(role: Role, value: &Value<'_>) -> Result<(), String> {
    let Value::Class(class) = value else { return Ok(()) };
    let Some(rest) = class.strip_prefix(APACHE) else { return Ok(()) };
    if roles(rest).is_some_and(|it| !it.contains(&role)) {
        let (name, kind) = (role.name(), "interface");
        return Err(format!("Class {value} does not implement the {name} {kind}"));
    }
    if rest.strip_prefix("transforms.").is_some_and(|it| OF_KEY_OR_VALUE.contains(&it)) {
        return Err(format!(
            "This class is abstract and cannot be created. Did you mean {class}$Key, {class}$Value?"
        ));
    }
    Ok(())
}

fn is_identifier(name: &str) -> bool {
    let is_first = |it: char| it.is_alphabetic() || it == '_' || it == '$';
    name.starts_with(is_first) && name.chars().all(|it| is_first(it) || it.is_numeric())
}

/// The check of a property that names a converter of keys or values.
pub fn converter(_: &str, value: &Value<'_>) -> Result<(), String> {
    check(Role::Converter, value)
}

pub fn header_converter(_: &str, value: &Value<'_>) -> Result<(), String> {
    check(Role::HeaderConverter, value)
}
