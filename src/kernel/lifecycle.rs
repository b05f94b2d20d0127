//! How long asynchronous operations take, and what they end as. Nothing here waits.

use std::{borrow::Cow, collections::BTreeMap, fmt, time::Duration};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Error, MapAccess, Visitor, value::MapAccessDeserializer};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::chance::Draw;
use super::clock::{self, parse_duration, show_duration};

/// How long something takes: the timing policies of a scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// It is done before the next call.
    AtOnce,
    /// World time.
    For(Duration),
    /// World time, drawn by key; both ends included.
    Between(Duration, Duration),
    /// So many reads of the resource still see the old state.
    Reads(u32),
    /// Stuck.
    Never,
}

/// How an asynchronous operation is to go, if not as it should. `takes` alone: it succeeds, and takes so long. With
/// anything else it fails.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// The vendor's word for the end, one of those in the operation's row; the row's first if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<String>,
    /// The vendor's code for the reason, as in `InvalidInput.WorkerLogsError`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The reason in words, where the vendor tells one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// Instead of what the timing says. Alone it is no failure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub takes: Option<Takes>,
    /// The operation first succeeds, and comes to this end so long afterwards.
    #[serde(default, with = "clock::duration_if_any", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<clock::Spelled>")]
    pub succeeds_for: Option<Duration>,
}

impl Outcome {
    /// Whether the operation ends badly, now or later.
    pub fn fails(&self) -> bool {
        let Self { end, code, message, takes: _, succeeds_for } = self;
        end.is_some() || code.is_some() || message.is_some() || succeeds_for.is_some()
    }
}

/// A named set of durations.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Profile {
    /// Done before the next call.
    Instant,
    /// A second of world time, so that every state is seen; none where nothing is to be seen.
    #[default]
    Fast,
    /// What the vendor takes, as far as it is known.
    Realistic,
}

/// How long each operation takes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Timing {
    pub profile: Profile,
    /// By operation, as `CreateConnector` or `msk/CreateConnector`: goes before the profile.
    pub operations: BTreeMap<String, Takes>,
}

impl Timing {
    /// What `vendor`'s `operation` takes, given what it takes in reality, and whether only there it takes any time.
    pub fn takes(
        &self,
        (vendor, operation): (&str, &str),
        realistic: Takes,
        only_in_reality: bool,
    ) -> Takes {
        match (scripted(&self.operations, vendor, operation), self.profile) {
            (Some(takes), _) => takes,
            (None, Profile::Instant) => Takes::AtOnce,
            (None, Profile::Fast) if only_in_reality || realistic == Takes::AtOnce => Takes::AtOnce,
            (None, Profile::Fast) => Takes::For(Duration::from_secs(1)),
            (None, Profile::Realistic) => realistic,
        }
    }
}

/// What a scenario says of `vendor`'s `operation`, which it may name with the vendor or without.
pub fn scripted(
    operations: &BTreeMap<String, Takes>,
    vendor: &str,
    operation: &str,
) -> Option<Takes> {
    if operations.is_empty() {
        return None;
    }
    let qualified = operations.get(&format!("{vendor}/{operation}"));
    qualified.or_else(|| operations.get(operation)).copied()
}

impl Takes {
    pub const fn seconds(from: u64, to: u64) -> Self {
        Self::Between(Duration::from_secs(from), Duration::from_secs(to))
    }

    /// The same with the range drawn. Nothing else is drawn for.
    #[must_use]
    pub fn drawn(self, draw: impl FnOnce() -> Draw) -> Self {
        let Self::Between(from, to) = self else { return self };
        let mut draw = draw();
        let (from, to) = (from.min(to), from.max(to));
        let millis = u64::try_from(to.saturating_sub(from).as_millis()).unwrap_or(u64::MAX - 1);
        Self::For(from + Duration::from_millis(draw.below(millis + 1)))
    }

    /// The `part`th of `whole` parts of the way: when an intermediate state is reached. A stuck
    /// operation reaches its intermediate states at once: it is stuck in the last of them, and never at the end.
    #[must_use]
    pub fn part(self, part: u32, whole: u32) -> Self {
        match self {
            Self::Never if part >= whole => Self::Never,
            Self::AtOnce | Self::Never => Self::AtOnce,
            Self::For(duration) => Self::For(duration * part / whole),
            Self::Between(from, to) => Self::Between(from * part / whole, to * part / whole),
            Self::Reads(reads) => Self::Reads(reads * part / whole),
        }
    }

    /// The way in two steps, the first of them `part` of `whole` parts long; in one where no time is between, or
    /// none ends: what is stuck has not come as far as half of what was wanted.
    /// A read that ends the first is one of the reads that see the second.
    pub fn split(self, part: u32, whole: u32) -> (Self, Option<Self>) {
        let first = self.part(part, whole);
        let rest = match (self, first) {
            (Self::AtOnce | Self::Never | Self::Reads(0), _) => return (self, None),
            (Self::Reads(all), Self::Reads(some)) => Self::Reads((all - some).saturating_sub(1)),
            _ => self.less(first),
        };
        (first, Some(rest))
    }

    /// What is left of it when `part` has passed.
    #[must_use]
    pub fn less(self, part: Self) -> Self {
        match (self, part) {
            (Self::For(whole), Self::For(part)) => Self::For(whole.saturating_sub(part)),
            (Self::Reads(whole), Self::Reads(part)) => Self::Reads(whole.saturating_sub(part)),
            (whole, _) => whole,
        }
    }
}

const FORMS: &str =
    "`instant`, `never`, a duration such as `30s`, `{reads: 2}` or `{from: 10s, to: 20s}`";

impl<'de> Deserialize<'de> for Takes {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Forms;

        impl<'de> Visitor<'de> for Forms {
            type Value = Takes;

            fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                to.write_str(FORMS)
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Takes, E> {
                match text {
                    "instant" => Ok(Takes::AtOnce),
                    "never" => Ok(Takes::Never),
                    _ => {
                        let wrong = |_| E::custom(format!("`{text}` is none of {FORMS}"));
                        parse_duration(text).map(Takes::For).map_err(wrong)
                    }
                }
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Takes, A::Error> {
                match Written::deserialize(MapAccessDeserializer::new(map))? {
                    Written { reads: Some(reads), from: None, to: None } => Ok(Takes::Reads(reads)),
                    Written { reads: None, from: Some(from), to: Some(to) } if from > to => Err(
                        A::Error::custom("the range is empty: `to` must not be less than `from`"),
                    ),
                    Written { reads: None, from: Some(from), to: Some(to) } => {
                        Ok(Takes::Between(from, to))
                    }
                    _ => Err(A::Error::custom(format!("this is none of {FORMS}"))),
                }
            }
        }

        from.deserialize_any(Forms)
    }
}

impl Serialize for Takes {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match *self {
            Self::AtOnce => to.serialize_str("instant"),
            Self::Never => to.serialize_str("never"),
            Self::For(duration) => to.serialize_str(&show_duration(duration)),
            Self::Between(from, at_most) => {
                Written { reads: None, from: Some(from), to: Some(at_most) }.serialize(to)
            }
            Self::Reads(reads) => {
                Written { reads: Some(reads), from: None, to: None }.serialize(to)
            }
        }
    }
}

impl JsonSchema for Takes {
    fn schema_name() -> Cow<'static, str> {
        "Takes".into()
    }

    fn json_schema(schemas: &mut SchemaGenerator) -> Schema {
        let map = schemas.subschema_for::<Written>();
        json_schema!({
            "description": "How long something takes.",
            "anyOf": [
                { "enum": ["instant", "never"] },
                clock::Spelled::json_schema(schemas),
                map,
            ],
        })
    }
}

/// How long something takes, as so many reads or as a range.
#[derive(Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "TakesMap")]
#[serde(deny_unknown_fields)]
struct Written {
    /// So many reads still see the old state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reads: Option<u32>,
    /// World time, drawn from a range: at least this.
    #[serde(default, with = "clock::duration_if_any", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<clock::Spelled>")]
    from: Option<Duration>,
    /// At most this.
    #[serde(default, with = "clock::duration_if_any", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<clock::Spelled>")]
    to: Option<Duration>,
}
