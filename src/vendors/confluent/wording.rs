//! Sentences of errors that have names and values in them.
//!
//! A part of `errors`: nothing here has a status or a shape.

use std::fmt::Display;

use super::errors::{Error, Kind, Source};
use super::surface::Surface;
use crate::kernel::rejection::{Place, Problem, Rejection};

/// How a request is refused that is not of the operation's shape.
pub fn rejected(rejection: &Rejection, surface: Surface) -> (Kind, String) {
    match surface {
        Surface::Kafka | Surface::Links => (Kind::CannotDeserialize, by_jackson(rejection)),
        Surface::Connect => (Kind::ConnectBadRequest, by_schema(rejection)),
        Surface::Plugins => {
            if let (Place::Query, Some(name)) = (rejection.place, unknown_parameter(rejection)) {
                let message = format!("The resource can't be filtered by '{name}'");
                return (Kind::PluginInvalidFilter, message);
            }
            let kind = match (rejection.place, rejection.problem) {
                (Place::Query, _) | (_, Problem::Syntax) => Kind::PluginBadRequest,
                (Place::Body, Problem::Type | Problem::Missing) => Kind::PluginInvalid,
            };
            (kind, by_schema(rejection))
        }
    }
}

/// A word that is none of an enum's, as Jackson refuses it.
pub fn not_of_enum(kind: &str, word: &str) -> Error {
    Error::new(Kind::CannotDeserialize, no_such_word(kind, word))
}

/// The same, without the list of those that it is none of.
pub fn no_such_word(kind: &str, word: &str) -> String {
    format!(
        "Cannot deserialize value of type `{kind}` from String \"{word}\": not one of the values \
         accepted for Enum class"
    )
}

/// A number that is none of Java's `int`.
pub fn out_of_range(number: impl Display) -> String {
    format!("Numeric value ({number}) out of range of int (-2147483648 - 2147483647)")
}

pub fn not_a_boolean(text: &str) -> String {
    format!(
        "Cannot deserialize value of type `java.lang.Boolean` from String \"{text}\": only \"true\" or \
         \"false\" recognized"
    )
}

pub fn not_an_instant(text: &str) -> String {
    format!(
        "Cannot deserialize value of type `java.time.Instant` from String \"{text}\": Failed to \
         deserialize java.time.Instant: (java.time.format.DateTimeParseException) Text '{text}' could \
         not be parsed at index 0"
    )
}

/// What the rejection is about.
pub fn source(rejection: &Rejection) -> Option<Source> {
    if let (Place::Query, Some(name)) = (rejection.place, unknown_parameter(rejection)) {
        return Some(Source::Parameter(name.to_owned()));
    }
    match (rejection.place, rejection.field.is_empty()) {
        (_, true) => None,
        (Place::Query, false) => Some(Source::Parameter(rejection.field.clone())),
        (Place::Body, false) => Some(Source::Pointer(rejection.pointer.clone())),
    }
}

fn unknown_parameter(rejection: &Rejection) -> Option<&str> {
    in_ticks(&rejection.detail, "unknown field `").map(|(name, _)| name)
}

/// As the property checks of `api.confluent.cloud` say it (Connect custom plugin API,
/// `ValidationError`).
fn by_schema(rejection: &Rejection) -> String {
    let Rejection { field, pointer, detail, .. } = rejection;
    match (rejection.problem, rejection.place) {
        (Problem::Syntax, _) if detail.starts_with("invalid type: ") => {
            "The request body is not a JSON object".into()
        }
        (Problem::Syntax, _) => "The request body is not valid JSON".into(),
        (Problem::Missing, Place::Query) => format!("The parameter '{field}' is required"),
        (Problem::Type, Place::Query) => format!("The parameter '{field}' is not valid"),
        (Problem::Missing, Place::Body) => format!("The property '{pointer}' is required"),
        (Problem::Type, Place::Body) => {
            if let Some((_, words)) = in_ticks(detail, "unknown variant `") {
                let words = words.join(", ");
                return format!(
                    "The property '{pointer}' did not match one of the following values: {words}"
                );
            }
            let (found, wanted) = mismatch(detail);
            let (found, wanted) = (Json::of_found(found).word(), Json::of_wanted(wanted).word());
            format!(
                "The property '{pointer}' of type {found} did not match the following type: {wanted}"
            )
        }
    }
}

/// As Jackson says it, since Kafka REST passes that on.
fn by_jackson(rejection: &Rejection) -> String {
    let Rejection { field, detail, problem, .. } = rejection;
    match problem {
        Problem::Syntax if !detail.starts_with("invalid type: ") => no_json(detail).into(),
        Problem::Missing => {
            format!("Cannot construct instance, problem: Missing required properties: {field}")
        }
        Problem::Type | Problem::Syntax => unrecognized(detail)
            .or_else(|| cannot_deserialize(detail))
            .unwrap_or_else(|| detail.clone()),
    }
}

/// What keeps a text from being JSON. The characters in question are left out.
fn no_json(detail: &str) -> &'static str {
    match detail {
        it if it.starts_with("EOF") => "Unexpected end-of-input: expected close marker for Object",
        "expected value" | "expected ident" => {
            "Unrecognized token: was expecting (JSON String, Number, Array, Object or token 'null', \
             'true' or 'false')"
        }
        "trailing comma" | "key must be a string" => {
            "Unexpected character: was expecting double-quote to start field name"
        }
        "expected `:`" => {
            "Unexpected character: was expecting a colon to separate field name and value"
        }
        "expected `,` or `}`" => {
            "Unexpected character: was expecting comma to separate Object entries"
        }
        "expected `,` or `]`" => {
            "Unexpected character: was expecting comma to separate Array entries"
        }
        "trailing characters" => "Unexpected character: was expecting end of content",
        it if it.starts_with("control character") => {
            "Illegal unquoted character: has to be escaped using backslash to be included in string \
             value"
        }
        "recursion limit exceeded" => "Document nesting depth exceeds the maximum allowed",
        _ => "Unexpected character",
    }
}

/// ``unknown field `x`, expected one of `a`, `b` `` in Jackson's words.
fn unrecognized(detail: &str) -> Option<String> {
    let (name, known) = in_ticks(detail, "unknown field `")?;
    let known: Vec<_> = known.iter().map(|it| format!("\"{it}\"")).collect();
    Some(format!(
        "Unrecognized field \"{name}\", not marked as ignorable ({} known properties: {})",
        known.len(),
        known.join(", ")
    ))
}

/// The name behind `prefix`, and all those that are known instead.
fn in_ticks<'a>(detail: &'a str, prefix: &str) -> Option<(&'a str, Vec<&'a str>)> {
    let (name, known) = detail.strip_prefix(prefix)?.split_once('`')?;
    Some((name, known.split('`').skip(1).step_by(2).collect()))
}

/// ``invalid type: string "A", expected i32`` in Jackson's words; `None` if it is said in them already.
fn cannot_deserialize(detail: &str) -> Option<String> {
    if !detail.starts_with("invalid ") {
        return None;
    }
    let (found, wanted) = mismatch(detail);
    let class = match wanted {
        "an instant" => "java.time.Instant",
        _ => match Json::of_wanted(wanted) {
            Json::String => "java.lang.String",
            Json::Boolean => "java.lang.Boolean",
            Json::Integer => "java.lang.Integer",
            Json::Number => "java.lang.Double",
            Json::Array => "java.util.ArrayList<Object>",
            Json::Object | Json::Null => "java.lang.Object",
        },
    };
    let (is_object, value) = (class == "java.lang.Object", value(found));
    let constructed = |from: &str| {
        format!(
            "Cannot construct instance of `{class}` (although at least one Creator exists): no {from}"
        )
    };
    let token = match Json::of_found(found) {
        Json::String if is_object => {
            return Some(constructed(&format!(
                "String-argument constructor/factory method to deserialize from String value ('{value}')"
            )));
        }
        Json::Integer if is_object => {
            return Some(constructed(&format!(
                "int/Int-argument constructor/factory method to deserialize from Number value ({value})"
            )));
        }
        Json::Number if is_object => {
            return Some(constructed(&format!(
                "double/Double-argument constructor/factory method to deserialize from Number value ({value})"
            )));
        }
        Json::Boolean if is_object => {
            return Some(constructed(&format!(
                "boolean/Boolean-argument constructor/factory method to deserialize from boolean value ({value})"
            )));
        }
        Json::String if class.starts_with("java.lang.") => {
            return Some(format!(
                "Cannot deserialize value of type `{class}` from String \"{value}\": not a valid `{class}` value"
            ));
        }
        Json::String => "String value (token `JsonToken.VALUE_STRING`)",
        Json::Integer => "Integer value (token `JsonToken.VALUE_NUMBER_INT`)",
        Json::Number => "Floating-point value (token `JsonToken.VALUE_NUMBER_FLOAT`)",
        Json::Boolean if value == "true" => "Boolean value (token `JsonToken.VALUE_TRUE`)",
        Json::Boolean => "Boolean value (token `JsonToken.VALUE_FALSE`)",
        Json::Array => "Array value (token `JsonToken.START_ARRAY`)",
        Json::Null => "Null value (token `JsonToken.VALUE_NULL`)",
        Json::Object => "Object value (token `JsonToken.START_OBJECT`)",
    };
    Some(format!("Cannot deserialize value of type `{class}` from {token}"))
}

/// The types of JSON, as schemas name them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Json {
    String,
    Integer,
    Number,
    Boolean,
    Array,
    Object,
    Null,
}

impl Json {
    /// Of ``string "A"``, ``floating point `1.5` ``, `map`.
    fn of_found(found: &str) -> Self {
        match found.split(' ').next().unwrap_or_default() {
            "string" => Self::String,
            "integer" => Self::Integer,
            "floating" => Self::Number,
            "boolean" => Self::Boolean,
            "sequence" => Self::Array,
            "null" | "unit" => Self::Null,
            _ => Self::Object,
        }
    }

    /// Of `a string`, `i32`, `struct Spec`, `string or map` (one of an enum's words).
    fn of_wanted(wanted: &str) -> Self {
        match wanted {
            it if it.contains("string") => Self::String,
            it if it.contains("boolean") => Self::Boolean,
            it if it.contains("sequence") => Self::Array,
            it if it.starts_with(['i', 'u']) => Self::Integer,
            it if it.starts_with('f') => Self::Number,
            _ => Self::Object,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::Array => "array",
            Self::Object => "object",
            Self::Null => "null",
        }
    }
}

/// ``string "A"`` without the type and the quotes.
fn value(found: &str) -> &str {
    let marks = ['"', '`'];
    let value = found.split_once(marks).map_or("", |(_, value)| value);
    value.strip_suffix(marks).unwrap_or(value)
}

/// ``invalid type: string "A", expected i32`` as what was found and what was wanted.
fn mismatch(detail: &str) -> (&str, &str) {
    let detail = detail.split_once(": ").map_or(detail, |(_, rest)| rest);
    detail.rsplit_once(", expected ").unwrap_or((detail, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rejection_reads_as_jackson_writes_it() {
        #[rustfmt::skip]
        let cases = [
            ("invalid type: string \"A\", expected i32", "Cannot deserialize value of type `java.lang.Integer` from String \"A\": not a valid `java.lang.Integer` value"),
            ("invalid type: sequence, expected a string", "Cannot deserialize value of type `java.lang.String` from Array value (token `JsonToken.START_ARRAY`)"),
            ("unknown field `x`, expected one of `a`, `b`", "Unrecognized field \"x\", not marked as ignorable (2 known properties: \"a\", \"b\")"),
            ("unknown field `x`, there are no fields", "Unrecognized field \"x\", not marked as ignorable (0 known properties: )"),
            ("missing field `value`", "Cannot construct instance, problem: Missing required properties: value"),
        ];
        for (detail, words) in cases {
            let rejection = Rejection::new(Place::Body, detail);
            assert_eq!(rejected(&rejection, Surface::Kafka).1, words);
        }
    }
}
