//! Single values in premises, and how they are written.
//!
//! What they mean is said where they are used.

use std::{fmt, str::FromStr, time::Duration};

use jiff::Timestamp;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, de};

use crate::kernel::clock;

/// Twelve digits; in YAML with or without quotes.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema)]
#[schemars(inline, transparent)]
pub struct AccountId(#[schemars(schema_with = "digits")] pub String);

/// A text that `Debug` does not show.
#[derive(Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(inline)]
pub struct Secret(pub String);

/// World time: an instant (`2026-01-08T12:00:00Z`), or a duration since the world's epoch (`15m`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema)]
#[schemars(inline, with = "String")]
pub enum When {
    At(Timestamp),
    After(Duration),
}

impl When {
    /// The instant in a world that began at `epoch`; the end of time if it is beyond that.
    pub fn instant(self, epoch: Timestamp) -> Timestamp {
        match self {
            Self::At(instant) => instant,
            Self::After(duration) => epoch.checked_add(duration).unwrap_or(Timestamp::MAX),
        }
    }
}

impl FromStr for When {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let neither = || {
            format!(
                "`{text}` is no instant\nhint: write it as `2026-01-08T12:00:00Z`, or since the epoch as `15m`"
            )
        };
        let instant = text.parse().map(Self::At);
        instant.or_else(|_| clock::parse_duration(text).map(Self::After)).map_err(|_| neither())
    }
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(de::Error::custom)
    }
}

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

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}
