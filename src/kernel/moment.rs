//! Instants of world time as premises write them. Nothing here reads a clock.

use std::str::FromStr;
use std::time::Duration;

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, de};

use super::clock;

/// World time: an instant (`2026-01-08T12:00:00Z`), or a duration since the world's epoch (`15m`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema)]
#[schemars(inline, with = "String")]
pub enum Moment {
    At(Timestamp),
    After(Duration),
}

impl Moment {
    /// The instant in a world that began at `epoch`; the end of time if it is beyond that.
    pub fn instant(self, epoch: Timestamp) -> Timestamp {
        match self {
            Self::At(instant) => instant,
            Self::After(duration) => epoch.checked_add(duration).unwrap_or(Timestamp::MAX),
        }
    }
}

impl FromStr for Moment {
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

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(de::Error::custom)
    }
}
