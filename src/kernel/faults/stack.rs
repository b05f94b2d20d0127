//! Windows of world time that lie on each other: how high they lie is found by looking at neighbours, not at all.

use std::collections::BTreeMap;
use std::ops::Bound::{Excluded, Included, Unbounded};
use std::time::Duration;

use super::When;

/// How high it lies from an instant on, up to the next; before the first, 0.
#[derive(Debug, Clone, Default)]
pub(super) struct Stack(BTreeMap<Duration, u64>);

/// What is still to come of a window.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    from: Duration,
    /// Later than `from`.
    to: Option<Duration>,
}

impl Span {
    /// `None` if the window is over when so much of world time has passed.
    pub(super) fn of(when: &When, elapsed: Duration) -> Option<Self> {
        let from = when.from.max(elapsed);
        when.to.is_none_or(|to| from < to).then_some(Self { from, to: when.to })
    }
}

impl Stack {
    /// Lays a window upon those that it meets at any time, and says how high they lay.
    pub(super) fn add(&mut self, span: Span) -> u64 {
        let within = (Excluded(span.from), span.to.map_or(Unbounded, Excluded));
        let within = self.0.range(within).map(|(_, height)| *height);
        let highest = within.fold(self.at(span.from), u64::max);
        self.lay(span, highest + 1);
        highest
    }

    /// Whatever lies in the window lies so high from now on.
    pub(super) fn lay(&mut self, Span { from, to }: Span, height: u64) {
        let behind = to.map(|to| (to, self.at(to)));
        let within = (Included(from), to.map_or(Unbounded, Excluded));
        let steps: Vec<_> = self.0.range(within).map(|(at, _)| *at).collect();
        for at in steps {
            self.0.remove(&at);
        }
        self.0.insert(from, height);
        self.0.extend(behind);
    }

    fn at(&self, instant: Duration) -> u64 {
        self.0.range(..=instant).next_back().map_or(0, |(_, height)| *height)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_lies_upon_the_highest_that_it_meets() {
        let mut stack = Stack::default();
        for (from, to, elapsed, expected) in [
            (10, Some(20), 0, Some(0)),
            (20, Some(30), 0, Some(0)),
            (0, Some(10), 0, Some(0)),
            (19, Some(21), 0, Some(1)),
            (0, Some(20), 0, Some(2)),
            (21, Some(30), 0, Some(1)),
            (20, None, 0, Some(2)),
            (40, Some(41), 0, Some(3)),
            (50, None, 0, Some(3)),
            // What has passed is met no more.
            (0, Some(45), 42, Some(3)),
            (0, Some(45), 45, None),
        ] {
            let seconds = Duration::from_secs;
            let when = When { from: seconds(from), to: to.map(seconds), ..When::default() };
            let lay = Span::of(&when, seconds(elapsed)).map(|it| stack.add(it));
            assert_eq!(lay, expected, "{from} to {to:?}, at {elapsed}: {stack:?}");
        }
    }
}
