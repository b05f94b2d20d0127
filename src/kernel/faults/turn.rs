//! When it is a rule's turn: by count, window of world time, probability, or rate.

use std::time::Duration;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct When {
    pub turn: Turn,
    /// World time since the end of what is given (since the epoch if nothing is), whenever the rule came: calls
    /// before it are not even counted.
    pub from: Duration,
    /// Calls at this instant or later are not counted either.
    pub to: Option<Duration>,
    /// Of each call whose turn it is; drawn by (what is written in the rule, resource, count).
    pub probability: Option<f64>,
    pub rate_limit: Option<RateLimit>,
}

/// Which of the calls that a rule has counted, from 1.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Turn {
    #[default]
    Always,
    Nth(u64),
    First(u64),
    /// The nth, the 2nth, and so on.
    Every(u64),
}

/// A token bucket in world time, full at first: a call that finds no token is acted upon.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RateLimit {
    /// Tokens that come back in a second.
    #[schemars(range(min = 0.0))]
    pub per_second: f64,
    /// Tokens that the bucket holds. 0: it is always empty, and nothing comes back.
    pub burst: u32,
}

impl When {
    pub(super) fn window_holds(&self, elapsed: Duration) -> bool {
        elapsed >= self.from && self.to.is_none_or(|to| elapsed < to)
    }
}

impl Turn {
    pub(super) fn is_at(self, seen: u64) -> bool {
        match self {
            Self::Always => true,
            Self::Nth(nth) => seen == nth,
            Self::First(first) => seen <= first,
            Self::Every(every) => seen.is_multiple_of(every),
        }
    }
}

#[derive(Debug, Clone)]
pub(super) struct Bucket {
    limit: RateLimit,
    tokens: f64,
    at: Duration,
}

impl Bucket {
    pub(super) fn new(limit: RateLimit) -> Self {
        Self { limit, tokens: f64::from(limit.burst), at: Duration::ZERO }
    }

    /// Takes a token, if there is one.
    pub(super) fn take(&mut self, now: Duration) -> bool {
        let back = (now.saturating_sub(self.at)).as_secs_f64() * self.limit.per_second;
        self.tokens = (self.tokens + back).min(f64::from(self.limit.burst));
        self.at = now;
        let is_there = self.tokens >= 1.0;
        if is_there {
            self.tokens -= 1.0;
        }
        is_there
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns_are_counted_from_one() {
        let taken = |turn: Turn| (1..=6).filter(|seen| turn.is_at(*seen)).collect::<Vec<_>>();
        assert_eq!(taken(Turn::Always), [1, 2, 3, 4, 5, 6]);
        assert_eq!(taken(Turn::Nth(2)), [2]);
        assert_eq!(taken(Turn::First(2)), [1, 2]);
        assert_eq!(taken(Turn::Every(3)), [3, 6]);
    }

    #[test]
    fn a_bucket_gives_its_burst_and_then_its_rate() {
        let mut bucket = Bucket::new(RateLimit { per_second: 2.0, burst: 3 });
        let mut taken = |millis| bucket.take(Duration::from_millis(millis));
        assert_eq!([taken(0), taken(0), taken(0), taken(0)], [true, true, true, false]);
        assert_eq!([taken(499), taken(500), taken(500)], [false, true, false]);
        assert_eq!([taken(9000), taken(9000), taken(9000), taken(9000)], [true, true, true, false]);
    }
}
