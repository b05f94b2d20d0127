//! What chance knows a rule by: never its place or its id, so that no other rule changes what is drawn for it.

use std::time::Duration;

use super::{Rule, Standing, Written};
use crate::kernel::chance::Chance;

/// The probability of a rule, and the key of its draws.
#[derive(Debug, Clone)]
pub(super) struct Luck {
    probability: f64,
    /// The rule's name; without one, all that is written in it but its window.
    words: String,
    /// Of rules without names that say the same at the same time: which it is, from 1. 0 if it has a name.
    nth: u64,
}

impl Luck {
    /// Of a rule that comes behind those that stand when so much of world time has passed.
    pub(super) fn new(
        probability: f64,
        rule: &Rule,
        standing: &[Standing],
        elapsed: Duration,
    ) -> Self {
        if let Some(name) = &rule.written.name {
            return Self { probability, words: name.clone(), nth: 0 };
        }
        // Where a rule goes and comes again, one with a window for each of its lives goes as it did.
        let written = Written { from: None, to: None, ..(*rule.written).clone() };
        let words = serde_json::to_string(&written).expect("a rule is plain data");
        let alike = |it: &&Standing| {
            it.rule.written.name.is_none() && it.luck.as_ref().is_some_and(|it| it.words == words)
        };
        let together =
            standing.iter().filter(alike).filter(|it| it.rule.when.meets(&rule.when, elapsed));
        let mut taken: Vec<_> = together.filter_map(|it| Some(it.luck.as_ref()?.nth)).collect();
        taken.sort_unstable();
        taken.dedup();
        let free = taken.iter().zip(1..).find(|(taken, nth)| *taken != nth);
        let nth = free.map_or(taken.len() as u64 + 1, |(_, nth)| nth);
        Self { probability, words, nth }
    }

    /// Whether the rule acts on the call of that number about that resource.
    pub(super) fn acts(&self, chance: Chance, resource: &str, seen: u64) -> bool {
        let key = ["rule", &self.words, &self.nth.to_string(), resource, &seen.to_string()];
        chance.draw(&key).fraction() < self.probability
    }
}
