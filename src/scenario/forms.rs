//! The forms in which a scenario writes single values.
//!
//! What they mean to a world is not said here.

use std::{collections::BTreeMap, fmt, str::FromStr};

use jiff::{SignedDuration, Timestamp};
use serde::de::{
    Error, MapAccess, Unexpected, Visitor,
    value::{MapAccessDeserializer, StrDeserializer},
};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::script::{As, Signer};
use crate::kernel::clock::{DURATION_MAX, INSTANT, parse_instant};
use crate::kernel::lifecycle::{Profile, Takes, Timing};

/// How world time follows the wall's. The world knows nothing of it: the server moves it on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ClockMode {
    /// Second by second.
    #[default]
    Real,
    /// It stands still until it is moved.
    Stopped,
    /// So many times as fast, 1 to 1,000,000.
    Scaled(u32),
}

impl ClockMode {
    /// By how much the wall's time is multiplied.
    pub fn factor(self) -> u32 {
        match self {
            Self::Real => 1,
            Self::Scaled(factor) => factor,
            Self::Stopped => 0,
        }
    }
}

const FACTOR_MAX: u32 = 1_000_000;

const CLOCKS: &str = "`real`, `stopped`, or `x60` for 60 times as fast (at most x1000000)";

impl FromStr for ClockMode {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "real" => Ok(Self::Real),
            "stopped" => Ok(Self::Stopped),
            _ => text
                .strip_prefix('x')
                .and_then(|times| times.parse().ok())
                .filter(|times| (1..=FACTOR_MAX).contains(times))
                .map(Self::Scaled)
                .ok_or_else(|| format!("`{text}` is no clock: write {CLOCKS}")),
        }
    }
}

impl fmt::Display for ClockMode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Real => f.write_str("real"),
            Self::Stopped => f.write_str("stopped"),
            Self::Scaled(times) => write!(f, "x{times}"),
        }
    }
}

impl<'de> Deserialize<'de> for ClockMode {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_str(Spelled { wanted: CLOCKS, parse: |text: &str| text.parse().ok() })
    }
}

impl Serialize for ClockMode {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

/// An instant.
pub(super) fn instant<'de, D: Deserializer<'de>>(from: D) -> Result<Timestamp, D::Error> {
    from.deserialize_str(Spelled { wanted: INSTANT, parse: parse_instant })
}

/// The name of a profile, or a map of operations, with the profile for the others as `profile`.
pub(super) fn timing<'de, D: Deserializer<'de>>(from: D) -> Result<Timing, D::Error> {
    from.deserialize_any(Timings)
}

/// As [`timing`] reads it.
pub(super) fn serialize_timing<S: Serializer>(timing: &Timing, to: S) -> Result<S::Ok, S::Error> {
    if timing.operations.is_empty() {
        return timing.profile.serialize(to);
    }
    let mut map = to.serialize_map(None)?;
    map.serialize_entry("profile", &timing.profile)?;
    for (operation, takes) in &timing.operations {
        map.serialize_entry(operation, takes)?;
    }
    map.end()
}

/// A duration in either direction, such as `-10m`; at most as long as others.
pub(super) fn offset<'de, D: Deserializer<'de>>(
    from: D,
) -> Result<Option<SignedDuration>, D::Error> {
    let wanted = "by how much a clock is fast, such as 10m, or slow, such as -10m";
    let parse = |text: &str| {
        let offset: SignedDuration = text.trim().parse().ok()?;
        (offset.unsigned_abs() <= DURATION_MAX).then_some(offset)
    };
    from.deserialize_str(Spelled { wanted, parse }).map(Some)
}

#[expect(clippy::ref_option, reason = "serde hands the field over")]
pub(super) fn serialize_offset<S: Serializer>(
    offset: &Option<SignedDuration>,
    to: S,
) -> Result<S::Ok, S::Error> {
    match offset {
        Some(offset) => to.serialize_str(&format!("{offset:#}")),
        None => to.serialize_none(),
    }
}

impl<'de> Deserialize<'de> for As {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Forms;

        impl<'de> Visitor<'de> for Forms {
            type Value = As;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(
                    "the id of a key, `nobody`, or a map such as { key: AKIDEXAMPLE, clock: -10m }",
                )
            }

            fn visit_str<E: Error>(self, key: &str) -> Result<As, E> {
                Ok(As::Name(key.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<As, A::Error> {
                Signer::deserialize(MapAccessDeserializer::new(map)).map(As::Signer)
            }
        }

        from.deserialize_any(Forms)
    }
}

/// A value that is written as one word.
struct Spelled<P> {
    wanted: &'static str,
    parse: P,
}

impl<T, P: FnOnce(&str) -> Option<T>> Visitor<'_> for Spelled<P> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.wanted)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        let wanted = self.wanted;
        (self.parse)(text).ok_or_else(|| E::invalid_value(Unexpected::Str(text), &wanted))
    }
}

struct Timings;

impl<'de> Visitor<'de> for Timings {
    type Value = Timing;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("`instant`, `fast`, `realistic`, or a map of operations")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Timing, E> {
        let profile = Profile::deserialize(StrDeserializer::new(name))?;
        Ok(Timing { profile, operations: BTreeMap::new() })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Timing, A::Error> {
        let mut timing = Timing::default();
        while let Some(key) = map.next_key::<String>()? {
            if key == "profile" {
                timing.profile = map.next_value()?;
            } else {
                timing.operations.insert(key, map.next_value::<Takes>()?);
            }
        }
        Ok(timing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_reads_back_as_written() {
        for text in ["real", "stopped", "x60"] {
            assert_eq!(text.parse::<ClockMode>().expect(text).to_string(), text);
        }
        for text in ["", "x0", "x-1", "x1.5", "60", "Real", "x1000001", "x99999999999"] {
            text.parse::<ClockMode>().expect_err(text);
        }
    }
}
