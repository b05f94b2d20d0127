//! Rules beside each other: each may be right by itself, and wrong where it comes.

use std::collections::BTreeMap;
use std::time::Duration;

use super::catalogue::Catalogue;
use super::{Plan, Rule, When, Written};
use crate::kernel::clock::show_duration;
use crate::kernel::mistake::Mistake;

/// A list of rules, or all that is wrong with them. Paths begin at the list.
pub fn read_all(written: Vec<Written>, catalogue: &Catalogue) -> Result<Vec<Rule>, Vec<Mistake>> {
    let (mut rules, mut mistakes) = (Vec::with_capacity(written.len()), Vec::new());
    for (index, written) in written.into_iter().enumerate() {
        match written.read(catalogue) {
            Ok(rule) => rules.push((index, rule)),
            Err(wrong) => mistakes.extend(wrong.into_iter().map(|it| it.under(index))),
        }
    }
    let added = rules.iter().map(|(index, rule)| (*index, rule));
    mistakes.extend(names(&[], added, Duration::ZERO));
    if mistakes.is_empty() {
        Ok(rules.into_iter().map(|(_, rule)| rule).collect())
    } else {
        Err(mistakes)
    }
}

impl Plan {
    /// Whether `rules`, which are right by themselves, may come behind those that there are, when so much of world
    /// time has passed; or all that is wrong with them. Paths begin at the list.
    pub fn admit(&self, rules: &[Rule], elapsed: Duration) -> Result<(), Vec<Mistake>> {
        let standing: Vec<_> = self.rules.iter().map(|it| &it.rule).collect();
        let mut mistakes = names(&standing, rules.iter().enumerate(), elapsed);
        mistakes.extend(over(rules, elapsed));
        if mistakes.is_empty() { Ok(()) } else { Err(mistakes) }
    }
}

/// A window that has passed never comes again.
fn over(rules: &[Rule], elapsed: Duration) -> impl Iterator<Item = Mistake> {
    let over = move |(index, rule): (usize, &Rule)| {
        let to = rule.when.to.filter(|to| *to <= elapsed)?;
        let (to, elapsed) = (show_duration(to), show_duration(elapsed));
        let message = format!("the window ended at {to}, and it is {elapsed} already");
        let hint = "`from` and `to` count from the end of `given` (from the epoch if nothing is given), not from now";
        Some(Mistake::new(&["to"], message).hint(hint).under(index))
    };
    rules.iter().enumerate().filter_map(over)
}

/// Rules of one name are one for steps and journal: no two may be in force at one time.
fn names<'a>(
    standing: &[&'a Rule],
    added: impl Iterator<Item = (usize, &'a Rule)>,
    elapsed: Duration,
) -> Vec<Mistake> {
    let mut named: BTreeMap<&str, Vec<&When>> = BTreeMap::new();
    for rule in standing {
        if let Some(name) = &rule.written.name {
            named.entry(name).or_default().push(&rule.when);
        }
    }
    let mut mistakes = Vec::new();
    for (index, rule) in added {
        let Some(name) = &rule.written.name else { continue };
        let others = named.entry(name).or_default();
        if others.iter().any(|it| it.meets(&rule.when, elapsed)) {
            let message = format!("there is a rule called `{name}` already");
            let hint = "rules share a name only if their windows (`from`, `to`) do not overlap";
            mistakes.push(Mistake::new(&["name"], message).hint(hint).under(index));
        }
        others.push(&rule.when);
    }
    mistakes
}
