//! Sentences of errors that have names and values in them.
//!
//! A part of `errors`: nothing here has a status or a shape.

use super::errors::{Error, Kind, Source};
use super::surface::Surface;
use crate::kernel::rejection::{Place, Problem, Rejection};

/// How a request is refused that is not of the operation's shape.
pub fn rejected(rejection: &Rejection, surface: Surface) -> (Kind, String) {
    match surface {
        Surface::Kafka | Surface::Links => (Kind::CannotDeserialize, by_jackson(rejection)),
        Surface::Connect => (Kind::ConnectBadRequest, by_schema(rejection)),
        Surface::Plugins => {
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

/// What the rejection is about.
pub fn source(rejection: &Rejection) -> Option<Source> {
    let path = rejection.field.replace('[', ".").replace(']', "");
    let pointer = path.replace('.', "/");
    match (rejection.place, rejection.field.is_empty()) {
        (_, true) => None,
        (Place::Query, false) => Some(Source::Parameter(rejection.field.clone())),
        (Place::Body, false) => Some(Source::Pointer(format!("/{pointer}"))),
    }
}

/// As the property checks of `api.confluent.cloud` say it (Connect custom plugin API,
/// `ValidationError`).
fn by_schema(rejection: &Rejection) -> String {
    let Rejection { field, detail, .. } = rejection;
    match (rejection.problem, rejection.place) {
        (Problem::Syntax, _) => format!("The request body is not valid JSON: {detail}"),
        (Problem::Missing, Place::Query) => format!("The parameter '{field}' is required"),
        (Problem::Type, Place::Query) => format!("The parameter '{field}' is not valid"),
        (Problem::Missing, Place::Body) => format!("The property '{field}' is required"),
        (Problem::Type, Place::Body) => {
            let (found, wanted) = mismatch(detail);
            let found = found.split(' ').next().unwrap_or_default();
            format!(
                "The property '{field}' of type {found} did not match the following type: {wanted}"
            )
        }
    }
}

/// As Jackson says it, since Kafka REST passes that on.
fn by_jackson(rejection: &Rejection) -> String {
    let Rejection { field, detail, problem, .. } = rejection;
    match problem {
        Problem::Syntax if detail.starts_with("EOF") => {
            "Unexpected end-of-input: expected close marker for Object".into()
        }
        Problem::Syntax => format!("Unexpected character: {detail}"),
        Problem::Missing => {
            format!("Cannot construct instance, problem: Missing required properties: {field}")
        }
        Problem::Type => unrecognized(detail).unwrap_or_else(|| cannot_deserialize(detail)),
    }
}

/// ``unknown field `x`, expected one of `a`, `b` `` in Jackson's words.
fn unrecognized(detail: &str) -> Option<String> {
    let rest = detail.strip_prefix("unknown field `")?;
    let (name, known) = rest.split_once('`')?;
    let known: Vec<_> = known.split('`').skip(1).step_by(2).map(|it| format!("\"{it}\"")).collect();
    Some(format!(
        "Unrecognized field \"{name}\", not marked as ignorable ({} known properties: {})",
        known.len(),
        known.join(", ")
    ))
}

fn cannot_deserialize(detail: &str) -> String {
    let (found, wanted) = mismatch(detail);
    let wanted = match wanted {
        it if it.contains("string") => "java.lang.String",
        it if it.contains("boolean") => "java.lang.Boolean",
        it if it.contains("sequence") => "java.util.ArrayList<Object>",
        it if it.contains("64") => "java.lang.Long",
        it if it.starts_with(['i', 'u']) => "java.lang.Integer",
        _ => "java.lang.Object",
    };
    let (kind, value) = found.split_once(' ').unwrap_or((found, ""));
    let token = match kind {
        "string" => {
            return format!(
                "Cannot deserialize value of type `{wanted}` from String {value}: not a valid `{wanted}` value"
            );
        }
        "integer" => "Integer value (token `JsonToken.VALUE_NUMBER_INT`)",
        "floating" => "Floating-point value (token `JsonToken.VALUE_NUMBER_FLOAT`)",
        "boolean" if value == "`true`" => "Boolean value (token `JsonToken.VALUE_TRUE`)",
        "boolean" => "Boolean value (token `JsonToken.VALUE_FALSE`)",
        "sequence" => "Array value (token `JsonToken.START_ARRAY`)",
        "null" => "Null value (token `JsonToken.VALUE_NULL`)",
        _ => "Object value (token `JsonToken.START_OBJECT`)",
    };
    format!("Cannot deserialize value of type `{wanted}` from {token}")
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
            let rejection = Rejection::new(Place::Body, "", detail);
            assert_eq!(rejected(&rejection, Surface::Kafka).1, words);
        }
    }

    #[test]
    fn a_source_is_a_pointer_or_a_parameter() {
        let body = Rejection::new(Place::Body, "configs[0].value", "invalid type: map, expected x");
        assert_eq!(source(&body), Some(Source::Pointer("/configs/0/value".into())));
        let query = Rejection::new(Place::Query, "page_size", "invalid digit");
        assert_eq!(source(&query), Some(Source::Parameter("page_size".into())));
    }
}
