//! What chance knows a rule by: never its place or its id, so that no other rule changes what is drawn for it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use super::stack::{Span, Stack};
use super::{Rule, When, Written};
use crate::kernel::chance::Chance;

/// The probability of a rule, and the key of its draws.
#[derive(Debug, Clone)]
pub(super) struct Luck {
    probability: f64,
    /// The rule's name; without one, all that is written in it but its window.
    words: Arc<str>,
    /// Of rules without names that say the same at the same time: which it is, from 1. 0 if it has a name.
    nth: u64,
}

/// The rules in force without names for which chance draws: by their words, in the order of their numbers.
#[derive(Debug, Clone, Default)]
pub(super) struct Alike(BTreeMap<Arc<str>, Twins>);

#[derive(Debug, Clone, Default)]
struct Twins {
    all: Vec<Twin>,
    /// Their windows, as high as their numbers; `None` when one has gone, until the next comes.
    stack: Option<Stack>,
}

#[derive(Debug, Clone)]
struct Twin {
    id: u64,
    nth: u64,
    when: When,
}

impl Alike {
    /// The luck of a rule that comes behind the others when so much of world time has passed; `None` if it needs
    /// none.
    pub(super) fn add(&mut self, id: u64, rule: &Rule, elapsed: Duration) -> Option<Luck> {
        let probability = rule.when.probability?;
        if let Some(name) = &rule.written.name {
            return Some(Luck { probability, words: name.as_str().into(), nth: 0 });
        }
        // Where a rule goes and comes again, one with a window for each of its lives goes as it did.
        let written = Written { from: None, to: None, ..(*rule.written).clone() };
        let words: Arc<str> = serde_json::to_string(&written).expect("a rule is plain data").into();
        let twins = self.0.entry(Arc::clone(&words)).or_default();
        let nth = twins.nth(Span::of(&rule.when, elapsed), elapsed);
        twins.all.push(Twin { id, nth, when: rule.when.clone() });
        Some(Luck { probability, words, nth })
    }

    /// Forgets a rule that is no longer in force.
    pub(super) fn remove(&mut self, id: u64, luck: &Luck) {
        if let Some(twins) = self.0.get_mut(&luck.words) {
            twins.all.retain(|it| it.id != id);
            twins.stack = None;
            if twins.all.is_empty() {
                self.0.remove(&luck.words);
            }
        }
    }
}

impl Twins {
    /// The number of one that comes behind them: that of the last which it meets, and one more.
    fn nth(&mut self, span: Option<Span>, elapsed: Duration) -> u64 {
        let Some(span) = span else { return 1 };
        let stacked = |all: &mut Vec<Twin>| {
            let mut stack = Stack::default();
            all.sort_by_key(|it| it.nth);
            for it in all {
                if let Some(span) = Span::of(&it.when, elapsed) {
                    stack.lay(span, it.nth);
                }
            }
            stack
        };
        self.stack.get_or_insert_with(|| stacked(&mut self.all)).add(span) + 1
    }
}

impl Luck {
    /// Whether the rule acts on the call of that number about that resource.
    pub(super) fn acts(&self, chance: Chance, resource: &str, seen: u64) -> bool {
        let key = ["rule", &*self.words, &self.nth.to_string(), resource, &seen.to_string()];
        chance.draw(&key).fraction() < self.probability
    }
}
