//! Keys and values of records, as they are written in a body, and what is wrong with them.
//!
//! The rules and words are those of Kafka REST, which Confluent Cloud runs without Schema Registry ("This API
//! currently does not support Schema Registry integration", Records v3).

use base64::{Engine, engine::general_purpose::STANDARD};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::coerced::{self, Text};
use super::wording;

/// What goes wrong with one record: code and words.
pub type Flaw = (u32, String);

/// `ProduceRequestData`, with the members about schemas that only Kafka REST of one's own has a use for.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Data {
    /// `BINARY`, `JSON`, `STRING`.
    #[serde(rename = "type", default)]
    kind: Option<Text>,
    #[serde(default)]
    subject: Option<Text>,
    #[serde(default)]
    subject_name_strategy: Option<Text>,
    #[serde(default, deserialize_with = "coerced::whole")]
    schema_id: Option<i32>,
    #[serde(default, deserialize_with = "coerced::whole")]
    schema_version: Option<i32>,
    #[serde(default)]
    schema: Option<Text>,
    #[serde(rename = "data", default)]
    content: Value,
}

/// What a report says of a key or a value.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Size {
    #[serde(rename = "type")]
    kind: Format,
    /// Bytes; -1 of a null, as Kafka's producer counts it.
    size: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
enum Format {
    Binary,
    Json,
    String,
}

/// The formats that need a schema.
const WITH_SCHEMA: [&str; 3] = ["AVRO", "JSONSCHEMA", "PROTOBUF"];

/// A key or a value that can be written: what is said of it, and its bytes; `None` for a null.
pub type Written = (Size, Option<Vec<u8>>);

impl Data {
    /// As it is written.
    pub fn write(self) -> Result<Written, Flaw> {
        self.check()?;
        let kind = self.format()?;
        let bytes = match (kind, self.content) {
            (_, Value::Null) => None,
            (Format::Binary, Value::String(text)) => {
                let invalid =
                    |_| bad(&format!("data={} is not a valid base64 string.", Value::from(&*text)));
                Some(STANDARD.decode(&text).map_err(invalid)?)
            }
            (Format::Binary, data) => {
                return Err(bad(&format!("data={data} is not a base64 string.")));
            }
            (Format::Json, data) => Some(data.to_string().into_bytes()),
            (Format::String, Value::String(text)) => Some(text.into_bytes()),
            (Format::String, data) => return Err(bad(&format!("data={data} is not a string."))),
        };
        let size = bytes.as_ref().map_or(-1, |it| i64::try_from(it.len()).unwrap_or(i64::MAX));
        Ok((Size { kind, size }, bytes))
    }

    /// What of it cannot stand together.
    fn check(&self) -> Result<(), Flaw> {
        let Self { subject, subject_name_strategy, schema_id, schema_version, schema, .. } = self;
        if subject.is_some() && subject_name_strategy.is_some() {
            return Err(impossible(
                "Only one of 'subject_name_strategy' or 'subject' can be used.",
            ));
        }
        let schemas = [schema_id.is_some(), schema_version.is_some(), schema.is_some()];
        if schemas.into_iter().filter(|it| *it).count() > 1 {
            return Err(impossible(
                "Only one of 'schema_id', 'schema_version' or 'schema' can be used.",
            ));
        }
        let Some(kind) = self.kind.as_ref().map(|it| it.0.as_str()) else { return Ok(()) };
        if WITH_SCHEMA.contains(&kind) {
            let (name, value) = match (schema_id, schema_version, schema) {
                (Some(id), ..) => ("schema_id", id.to_string()),
                (_, Some(version), _) => ("schema_version", version.to_string()),
                (.., None) => ("schema_version", "latest".to_owned()),
                (.., Some(_)) => return Ok(()),
            };
            return Err(impossible(&format!("'{name}={value}' cannot be used with 'serializer'.")));
        }
        let members = [
            ("subject_strategy", subject_name_strategy.is_some()),
            ("subject", subject.is_some()),
            ("schema_id", schema_id.is_some()),
            ("schema_version", schema_version.is_some()),
            ("schema", schema.is_some()),
        ];
        match members.into_iter().find(|(_, is_there)| *is_there) {
            Some((name, _)) => {
                Err(impossible(&format!("'type={kind}' cannot be used with '{name}'.")))
            }
            None => Ok(()),
        }
    }

    /// One that needs no schema: for the others, and where none is named, there is no Schema Registry.
    fn format(&self) -> Result<Format, Flaw> {
        match self.kind.as_ref().map(|it| it.0.as_str()) {
            Some("BINARY") => Ok(Format::Binary),
            Some("JSON") => Ok(Format::Json),
            Some("STRING") => Ok(Format::String),
            Some(other) if !WITH_SCHEMA.contains(&other) => {
                Err((400, wording::no_such_word("EmbeddedFormat", other)))
            }
            Some(_) | None => Err((422, NO_REGISTRY.into())),
        }
    }
}

const NO_REGISTRY: &str = "Payload error. Schema Registry must be configured when using schemas.";

fn bad(detail: &str) -> Flaw {
    (400, format!("Bad Request: {detail}"))
}

/// As Jackson passes on what a constructor refuses.
fn impossible(problem: &str) -> Flaw {
    (400, format!("Cannot construct instance of `ProduceRequestData`, problem: {problem}"))
}
