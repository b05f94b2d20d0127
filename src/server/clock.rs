//! From wall time to world time: real, scaled or stopped.
//!
//! A clock never goes back, and a change of mode is no jump. It moves no world: whoever reads it does.
#![expect(clippy::disallowed_methods, reason = "this is where wall time comes in")]

use std::time::{Duration, Instant};

use jiff::Timestamp;

use crate::scenario::ClockMode;

/// What a clock cannot do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refused {
    /// World time never goes back.
    Backwards { now: Timestamp },
    /// No timestamp is later than the calendar's end.
    TooFar,
}

/// World time, as it passes in one sandbox.
#[derive(Debug, Clone)]
pub(super) struct Clock {
    mode: ClockMode,
    /// World time at the wall instant `since`.
    base: Timestamp,
    since: Instant,
}

impl Clock {
    /// Starts at `epoch`.
    pub(super) fn new(mode: ClockMode, epoch: Timestamp) -> Self {
        Self { mode, base: epoch, since: Instant::now() }
    }

    pub(super) fn mode(&self) -> ClockMode {
        self.mode
    }

    pub(super) fn now(&self) -> Timestamp {
        self.at(Instant::now())
    }

    /// Moves on by `step`, and says where that is.
    pub(super) fn advance(&mut self, step: Duration) -> Result<Timestamp, Refused> {
        self.rebase();
        self.base = self.base.checked_add(step).map_err(|_| Refused::TooFar)?;
        Ok(self.base)
    }

    /// Moves on to `to`.
    pub(super) fn set(&mut self, to: Timestamp) -> Result<Timestamp, Refused> {
        self.rebase();
        if to < self.base {
            return Err(Refused::Backwards { now: self.base });
        }
        if to == Timestamp::MAX {
            return Err(Refused::TooFar);
        }
        self.base = to;
        Ok(to)
    }

    /// From now on, time passes so.
    pub(super) fn switch(&mut self, mode: ClockMode) {
        self.rebase();
        self.mode = mode;
    }

    fn rebase(&mut self) {
        let wall = Instant::now();
        self.base = self.at(wall);
        self.since = wall;
    }

    fn at(&self, wall: Instant) -> Timestamp {
        let factor = self.mode.factor();
        if factor == 0 {
            return self.base;
        }
        let passed = wall.saturating_duration_since(self.since).saturating_mul(factor);
        self.base.checked_add(passed).unwrap_or(Timestamp::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn epoch() -> Timestamp {
        "2024-01-01T00:00:00Z".parse().expect("a timestamp")
    }

    fn later(clock: &Clock, seconds: u64) -> Timestamp {
        clock.at(clock.since + Duration::from_secs(seconds))
    }

    #[test]
    fn time_passes_as_the_mode_says() {
        for (mode, expected) in [
            ("real", "2024-01-01T00:00:10Z"),
            ("x60", "2024-01-01T00:10:00Z"),
            ("stopped", "2024-01-01T00:00:00Z"),
        ] {
            let clock = Clock::new(mode.parse().expect(mode), epoch());
            assert_eq!(later(&clock, 10).to_string(), expected, "{mode}");
            assert_eq!(clock.mode().to_string(), mode);
        }
    }

    #[test]
    fn a_stopped_clock_moves_only_when_it_is_moved() {
        let mut clock = Clock::new(ClockMode::Stopped, epoch());
        clock.advance(Duration::from_secs(30)).expect("forwards");
        assert_eq!(clock.now().to_string(), "2024-01-01T00:00:30Z");
        let to = "2024-01-02T00:00:00Z".parse().expect("a timestamp");
        assert_eq!(clock.set(to), Ok(to));
        assert_eq!(clock.now(), to);
    }

    #[test]
    fn a_clock_never_goes_back_and_never_leaves_the_calendar() {
        let mut clock = Clock::new(ClockMode::Stopped, epoch());
        let earlier = "2023-12-31T23:59:59Z".parse().expect("a timestamp");
        assert_eq!(clock.set(earlier), Err(Refused::Backwards { now: epoch() }));
        assert_eq!(clock.advance(Duration::MAX), Err(Refused::TooFar));
        assert_eq!(clock.now(), epoch());

        let clock = Clock::new(ClockMode::Scaled(1_000_000), epoch());
        assert_eq!(later(&clock, u64::from(u32::MAX)), Timestamp::MAX);
    }

    #[test]
    fn a_change_of_mode_is_no_jump() {
        let mut clock = Clock::new(ClockMode::Scaled(60), epoch());
        clock.since =
            clock.since.checked_sub(Duration::from_secs(10)).expect("the machine is older");
        clock.switch(ClockMode::Stopped);
        let stopped_at = clock.now();
        assert!(stopped_at >= "2024-01-01T00:10:00Z".parse().expect("a timestamp"));
        clock.switch(ClockMode::Real);
        assert_eq!(clock.base, stopped_at);
    }
}
