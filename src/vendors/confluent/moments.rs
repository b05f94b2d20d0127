//! Spans of world time as premises write them, and the instant of a call.

use std::time::Duration;

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Deserialize;

use super::Confluent;
use crate::kernel::moment::Moment;
use crate::kernel::room::Ctx;

/// From an instant, inclusive, to another, exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// An instant (`2026-01-08T12:00:00Z`), or a time since the epoch (`15m`).
    pub from: Moment,
    /// Likewise. Absent: for ever.
    #[serde(default)]
    pub to: Option<Moment>,
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
