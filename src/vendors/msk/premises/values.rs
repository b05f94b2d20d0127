//! Single values in premises, and how they are written.
//!
//! What they mean is said where they are used.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, de};

/// Twelve digits; in YAML with or without quotes.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema)]
#[schemars(inline, transparent)]
pub struct AccountId(#[schemars(schema_with = "digits")] pub String);

impl<'de> Deserialize<'de> for AccountId {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged, expecting = "expected an account id of twelve digits")]
        enum Written {
            Number(u64),
            Text(String),
        }
        let id = match Written::deserialize(from)? {
            Written::Number(number) => number.to_string(),
            Written::Text(text) => text,
        };
        if id.len() == 12 && id.bytes().all(|it| it.is_ascii_digit()) {
            return Ok(Self(id));
        }
        Err(de::Error::custom(format!(
            "account id `{id}` is not twelve digits\nhint: such as \"123456789012\", in quotes if it begins with 0"
        )))
    }
}

fn digits(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": ["string", "integer"] })
}
