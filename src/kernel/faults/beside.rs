//! Rules beside each other: each may be right by itself, and wrong where it comes.

use std::collections::BTreeMap;
use std::{fmt, time::Duration};

use serde::de::{self, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::catalogue::Catalogue;
use super::stack::{Span, Stack};
use super::{Plan, Rule, Written};
use crate::kernel::clock::show_duration;
use crate::kernel::mistake::{Mistake, Step};

/// The most rules that a world has: each is asked about every call.
pub const RULES_MAX: usize = 10_000;

/// Once so many mistakes are found in a list, and one more, no further ones are looked for.
const MISTAKES_MAX: usize = 20;

/// Rules as they are written, as a list.
#[derive(Debug, Deserialize)]
pub struct List(#[serde(deserialize_with = "list")] pub Vec<Written>);

/// For serde: no more of a list are read than a world can have.
pub fn list<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Written>, D::Error> {
    struct Rules;

    impl<'de> Visitor<'de> for Rules {
        type Value = Vec<Written>;

        fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
            to.write_str("a list")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Vec<Written>, A::Error> {
            let mut rules = Vec::new();
            while let Some(rule) = items.next_element()? {
                if rules.len() == RULES_MAX {
                    let message = format!("there are more than {RULES_MAX} rules\nhint: {FEWER}");
                    return Err(de::Error::custom(message));
                }
                rules.push(rule);
            }
            Ok(rules)
        }
    }

    from.deserialize_seq(Rules)
}

const FEWER: &str = "one rule can be about many calls: `operation` and `resource` take patterns";

/// A list of rules, or what is wrong with them. Paths begin at the list.
pub fn read_all(written: Vec<Written>, catalogue: &Catalogue) -> Result<Vec<Rule>, Vec<Mistake>> {
    let (mut rules, mut places) = (Vec::with_capacity(written.len()), Vec::new());
    let mut mistakes = Vec::new();
    for (index, written) in written.into_iter().enumerate() {
        match written.read(catalogue) {
            Ok(rule) => {
                rules.push(rule);
                places.push(index);
            }
            Err(wrong) => mistakes.extend(wrong.into_iter().map(|it| it.under(index))),
        }
        if mistakes.len() > MISTAKES_MAX {
            return Err(mistakes);
        }
    }
    mistakes.extend(names(&[], places.into_iter().zip(&rules), Duration::ZERO));
    if mistakes.is_empty() { Ok(rules) } else { Err(in_order(mistakes)) }
}

/// As the rules stand in the list.
fn in_order(mut mistakes: Vec<Mistake>) -> Vec<Mistake> {
    mistakes.sort_by_key(|it| match it.path.first() {
        Some(Step::Index(index)) => *index,
        Some(Step::Key(_)) | None => 0,
    });
    mistakes
}

impl Plan {
    /// Whether `rules`, which are right by themselves, may come behind those that there are, when so much of world
    /// time has passed; or all that is wrong with them. Paths begin at the list.
    pub fn admit(&self, rules: &[Rule], elapsed: Duration) -> Result<(), Vec<Mistake>> {
        if let Some(free) = RULES_MAX.checked_sub(self.rules.len()).filter(|it| *it < rules.len()) {
            let message = format!("with this one there are more than {RULES_MAX} rules");
            return Err(vec![Mistake::new(&[], message).hint(FEWER).under(free)]);
        }
        let standing: Vec<_> = self.rules.iter().map(|it| &it.rule).collect();
        let mut mistakes = names(&standing, rules.iter().enumerate(), elapsed);
        mistakes.extend(over(rules, elapsed));
        if mistakes.is_empty() { Ok(()) } else { Err(in_order(mistakes)) }
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
    let mut named: BTreeMap<&str, Stack> = BTreeMap::new();
    let mut meets = |name, rule: &Rule| {
        let span = Span::of(&rule.when, elapsed);
        span.is_some_and(|it| named.entry(name).or_default().add(it) > 0)
    };
    for rule in standing {
        if let Some(name) = &rule.written.name {
            meets(name, rule);
        }
    }
    let mut mistakes = Vec::new();
    for (index, rule) in added {
        let Some(name) = &rule.written.name else { continue };
        if meets(name, rule) {
            let message = format!("there is a rule called `{name}` already");
            let hint = "rules share a name only if their windows (`from`, `to`) do not overlap";
            mistakes.push(Mistake::new(&["name"], message).hint(hint).under(index));
        }
    }
    mistakes
}
