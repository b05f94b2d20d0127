//! How an asynchronous operation goes: through which phases, how long each lasts, and how it ends.

use std::time::Duration;

use super::shapes::Reason;
use crate::kernel::lifecycle::{Outcome, Takes};

/// How something ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Ending {
    Good,
    /// It succeeds, and its resource fails so long afterwards.
    GoodFor(Duration, Reason),
    /// In the vendor's word for it.
    Bad(Box<str>, Reason),
}

impl Ending {
    /// `usual`: the bad end where a script names none.
    pub(super) fn of(outcome: Option<Outcome>, usual: &str) -> Self {
        let Some(outcome) = outcome else { return Self::Good };
        let reason = Reason::of(outcome.code.as_deref(), outcome.message.as_deref());
        match outcome.succeeds_for {
            Some(lasts) => Self::GoodFor(lasts, reason),
            None => Self::Bad(outcome.end.as_deref().unwrap_or(usual).into(), reason),
        }
    }
}

/// A course in phases of equal length. Counted in reads, the early phases get them first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phases {
    takes: Takes,
    count: u32,
    at: u32,
}

impl Phases {
    /// `count` is at least 1.
    pub(super) fn new(takes: Takes, count: u32) -> Self {
        Self { takes, count, at: 0 }
    }

    /// The phase that is on, from 0; `None` once all are over.
    pub(super) fn at(&self) -> Option<u32> {
        (self.at < self.count).then_some(self.at)
    }

    /// Enters the first phase, and says how long it lasts. What is done at once, or never, has no phases
    /// that anybody could see but the last.
    pub(super) fn enter(&mut self) -> Takes {
        match self.takes {
            Takes::AtOnce | Takes::Never => {
                self.at = self.count - 1;
                self.takes
            }
            Takes::For(_) | Takes::Between(..) | Takes::Reads(_) => self.end(0),
        }
    }

    /// Enters the next phase, and says how long it lasts; `None`: all are over. Where the phases are
    /// counted in reads, it is a read that ends a phase, and that read already belongs to the next.
    pub(super) fn next(&mut self) -> Option<Takes> {
        let before = self.end(self.at);
        self.at += 1;
        if let Takes::Reads(read) = before {
            while self.at < self.count && self.end(self.at) == before {
                self.at += 1;
            }
            let left =
                |end| Takes::Reads(if let Takes::Reads(end) = end { end - read - 1 } else { 0 });
            return self.at().map(|at| left(self.end(at)));
        }
        self.at().map(|at| self.end(at).less(before))
    }

    /// When the phase is over, from the beginning of all.
    fn end(&self, phase: u32) -> Takes {
        let part = phase + 1;
        match self.takes {
            Takes::Reads(reads) => {
                let end = (u64::from(reads) * u64::from(part)).div_ceil(u64::from(self.count));
                Takes::Reads(u32::try_from(end).expect("a part of the reads"))
            }
            Takes::AtOnce | Takes::For(_) | Takes::Between(..) | Takes::Never => {
                if part == self.count { self.takes } else { self.takes.part(part, self.count) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The phase that each read sees, until all are over.
    fn seen(reads: u32, count: u32) -> Vec<u32> {
        let mut phases = Phases::new(Takes::Reads(reads), count);
        let (mut left, mut seen) = (phases.enter(), Vec::new());
        while let (Takes::Reads(more), Some(at)) = (left, phases.at()) {
            left = match more.checked_sub(1) {
                Some(less) => Takes::Reads(less),
                None => match phases.next() {
                    Some(left) => {
                        seen.extend(phases.at());
                        left
                    }
                    None => break,
                },
            };
            if more > 0 {
                seen.push(at);
            }
        }
        seen
    }

    #[test]
    fn so_many_reads_see_a_phase_and_the_early_phases_come_first() {
        assert_eq!(seen(0, 5), [0; 0]);
        assert_eq!(seen(1, 5), [0]);
        assert_eq!(seen(2, 5), [0, 2]);
        assert_eq!(seen(5, 5), [0, 1, 2, 3, 4]);
        assert_eq!(seen(7, 3), [0, 0, 0, 1, 1, 2, 2]);
        assert_eq!(seen(3, 1), [0, 0, 0]);
    }

    #[test]
    fn phases_in_time_last_as_long_as_the_whole() {
        let mut phases = Phases::new(Takes::For(Duration::from_secs(10)), 4);
        let mut lasts = vec![phases.enter()];
        while let Some(takes) = phases.next() {
            lasts.push(takes);
        }
        assert_eq!(lasts, [Takes::For(Duration::from_millis(2500)); 4]);
    }

    #[test]
    fn what_is_stuck_or_done_at_once_is_in_its_last_phase() {
        for takes in [Takes::Never, Takes::AtOnce] {
            let mut phases = Phases::new(takes, 4);
            assert_eq!((phases.enter(), phases.at()), (takes, Some(3)));
            assert_eq!(phases.next(), None);
        }
    }
}
