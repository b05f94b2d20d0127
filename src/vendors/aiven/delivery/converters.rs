//! From a record's bytes to the value that a sink is handed: what the worker's converters do.
//!
//! Not like the real ones: Avro and Protobuf are read as JSON without a schema.

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::Value;

use super::values::Data;
use crate::vendors::aiven::plugins::Config;

const CONVERTER: &str = "value.converter";
const HAS_SCHEMAS: &str = "value.converter.schemas.enable";
const DECIMAL: &str = "org.apache.kafka.connect.data.Decimal";

/// The value as the connector's converter reads it; `None` if it cannot. A text is the record's bytes, anything
/// else is JSON in them. Without a converter it is the worker's, which reads JSON with schemas (UNCONFIRMED).
pub fn read(config: &Config, value: &Value) -> Option<Data> {
    if value.is_null() {
        return Some(Data::Null);
    }
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let class = config.get(CONVERTER).map_or("JsonConverter", |it| it.trim());
    match class.rsplit('.').next().unwrap_or_default() {
        "StringConverter" => Some(Data::Text(text)),
        "ByteArrayConverter" => Some(Data::Bytes(text.into_bytes())),
        "JsonConverter" => {
            let json = serde_json::from_str(&text).ok()?;
            let is_plain =
                config.get(HAS_SCHEMAS).is_some_and(|it| it.trim().eq_ignore_ascii_case("false"));
            if is_plain { Some(natural(&json)) } else { enveloped(&json) }
        }
        _ => serde_json::from_str(&text).map_or(Some(Data::Text(text)), |it| Some(natural(&it))),
    }
}

/// `{"schema": .., "payload": ..}`, and nothing else.
fn enveloped(json: &Value) -> Option<Data> {
    let envelope = json.as_object().filter(|it| it.len() == 2)?;
    Some(of_schema(envelope.get("schema")?, envelope.get("payload")?))
}

/// A struct has the order of its schema.
fn of_schema(schema: &Value, payload: &Value) -> Data {
    match (schema["type"].as_str(), payload) {
        (Some("struct"), Value::Object(members)) => {
            let fields = schema["fields"].as_array().into_iter().flatten();
            let members = fields.filter_map(|field| {
                let name = field["field"].as_str()?;
                let payload = members.get(name).unwrap_or(&Value::Null);
                Some((name.to_owned(), of_schema(field, payload)))
            });
            Data::Members(members.collect())
        }
        (Some("array"), Value::Array(items)) => {
            Data::List(items.iter().map(|it| of_schema(&schema["items"], it)).collect())
        }
        (Some("bytes"), Value::String(text)) => {
            let bytes = STANDARD.decode(text).unwrap_or_default();
            if schema["name"] != DECIMAL {
                return Data::Bytes(bytes);
            }
            let scale = schema["parameters"]["scale"].as_str().and_then(|it| it.parse().ok());
            Data::Decimal { unscaled: number(&bytes), scale: scale.unwrap_or_default() }
        }
        _ => natural(payload),
    }
}

/// The most significant byte first, and the sign in it.
fn number(bytes: &[u8]) -> i128 {
    let sign = if bytes.first().is_some_and(|it| it & 0x80 != 0) { -1 } else { 0 };
    bytes.iter().fold(sign, |number, byte| (number << 8) | i128::from(*byte))
}

fn natural(json: &Value) -> Data {
    match json {
        Value::Null => Data::Null,
        Value::Bool(truth) => Data::Truth(*truth),
        Value::Number(number) => number
            .as_i64()
            .map_or_else(|| Data::Fraction(number.as_f64().unwrap_or_default()), Data::Whole),
        Value::String(text) => Data::Text(text.clone()),
        Value::Array(items) => Data::List(items.iter().map(natural).collect()),
        Value::Object(members) => {
            Data::Members(members.iter().map(|(name, it)| (name.clone(), natural(it))).collect())
        }
    }
}
