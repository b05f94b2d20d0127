//! Instants and spans of world time, as premises write them.

use std::str::FromStr;
use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, de};

use super::Confluent;
use crate::kernel::clock;
use crate::kernel::room::Ctx;

/// An instant (`2026-01-08T12:00:00Z`), or a duration since the world's epoch (`15m`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    At(Timestamp),
    After(Duration),
}

/// From an instant, inclusive, to another, exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Span {
    pub from: Moment,
    /// Absent: for ever.
    #[serde(default)]
    pub to: Option<Moment>,
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

impl Span {
    /// Both ends in a world that began at `epoch`.
    pub fn ends(self, epoch: Timestamp) -> (Timestamp, Timestamp) {
        let to = self.to.map_or(Timestamp::MAX, |it| it.instant(epoch));
        (self.from.instant(epoch), to)
    }

    pub fn holds(self, now: Timestamp, epoch: Timestamp) -> bool {
        let (from, to) = self.ends(epoch);
        from <= now && now < to
    }
}

impl FromStr for Moment {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let neither = || {
            format!(
                "`{text}` is no instant: write it as `2026-01-08T12:00:00Z`, or since the epoch as `15m`"
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

/// The instant of a call or a timer, in a world with a beginning.
#[derive(Debug, Clone, Copy)]
pub struct Clock {
    pub now: Timestamp,
    pub epoch: Timestamp,
}

impl Clock {
    pub fn of(ctx: &Ctx<'_, Confluent>) -> Self {
        Self { now: ctx.now(), epoch: ctx.settings().epoch }
    }

    /// Since `instant`, in milliseconds; 0 if that is yet to come.
    pub fn millis_since(self, instant: Timestamp) -> u64 {
        u64::try_from(self.now.duration_since(instant).as_millis()).unwrap_or_default()
    }

    /// Until `instant`; nothing if that is past.
    pub fn until(self, instant: Timestamp) -> Duration {
        instant.duration_since(self.now).try_into().unwrap_or_default()
    }
}
