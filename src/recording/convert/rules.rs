//! Rules that came and went while a world lived, as rules that a scenario begins with: each has a window.

use std::time::Duration;

use crate::kernel::faults::Written;
use crate::kernel::journal::Change;

/// Windows count their time in these at least.
const TICK: Duration = Duration::from_millis(1);

/// All rules that ever were, in the order of their ids.
pub(super) struct Rules {
    all: Vec<Rule>,
    /// By how much the script is later than what was recorded: where a rule came or went at the very instant of
    /// a call, a window needs a time between the two.
    pub(super) delay: Duration,
    /// The last call.
    called: Option<Duration>,
}

struct Rule {
    written: Written,
    from: Duration,
    to: Option<Duration>,
}

impl Rules {
    pub(super) fn new(written: &[Written]) -> Self {
        let rule = |it: &Written| Rule { written: it.clone(), from: Duration::ZERO, to: None };
        let all = written.iter().map(rule).collect();
        Self { all, delay: Duration::ZERO, called: None }
    }

    /// A call is made at that time.
    pub(super) fn note_call(&mut self, at: Duration) {
        self.called = Some(at);
    }

    /// Rules change at that time since the beginning, which is already delayed.
    pub(super) fn change(&mut self, mut at: Duration, change: &Change) {
        let (removed, added): (Box<dyn Fn(usize) -> bool>, &[Written]) = match change {
            Change::FaultsAdded(rules) => (Box::new(|_| false), rules),
            Change::FaultsReplaced(rules) => (Box::new(|_| true), rules),
            Change::FaultRemoved(id) => {
                let id = usize::try_from(*id).unwrap_or(usize::MAX);
                (Box::new(move |index| index + 1 == id), &[])
            }
            Change::Clock(_) | Change::Forked(_) => return,
        };
        let empties =
            |(index, rule): (usize, &Rule)| removed(index) && rule.to.is_none() && rule.from >= at;
        if self.called == Some(at) || self.all.iter().enumerate().any(empties) {
            self.delay += TICK;
            at += TICK;
        }
        for (index, rule) in self.all.iter_mut().enumerate() {
            if rule.to.is_none() && removed(index) {
                rule.to = Some(at);
            }
        }
        self.all.extend(added.iter().map(|it| Rule { written: it.clone(), from: at, to: None }));
    }

    /// As a scenario has them.
    pub(super) fn written(&self) -> Vec<Written> {
        let written = self.all.iter().map(|Rule { written, from, to }| {
            let from = written.from.unwrap_or_default().max(*from);
            let to = [written.to, *to].into_iter().flatten().min();
            // A rule that was gone before its window came never acts, and leaves its name to others.
            let is_void = to.is_some_and(|to| to <= from);
            let to = to.map(|to| to.max(from + Duration::from_nanos(1)));
            let name = written.name.clone().filter(|_| !is_void);
            Written { name, from: (!from.is_zero()).then_some(from), to, ..written.clone() }
        });
        written.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::faults;
    use crate::vendors;

    #[test]
    fn rules_that_came_one_behind_the_other_may_share_a_name() {
        let rule = |from: u64| Written {
            name: Some("late".to_owned()),
            from: Some(Duration::from_secs(from)),
            delay: Some(Duration::from_secs(1)),
            ..Written::default()
        };
        let mut rules = Rules::new(&[rule(3600)]);
        let at = Duration::from_secs;
        rules.change(at(10), &Change::FaultRemoved(1));
        rules.change(at(20), &Change::FaultsAdded(vec![rule(5)]));
        rules.change(at(30), &Change::FaultsReplaced(vec![rule(0)]));
        let written = rules.written();
        let names: Vec<_> = written.iter().map(|it| it.name.as_deref()).collect();
        assert_eq!(names, [None, Some("late"), Some("late")]);
        faults::read_all(written, &vendors::catalogue()).expect("none is in the way of another");
    }
}
