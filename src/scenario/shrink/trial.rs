//! A document played, what failed in it, and whether that is what is looked for.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::tree::{Id, Part, Tree};
use crate::kernel::faults::catalogue::Catalogue;
use crate::kernel::mistake::{Mistake, Step as At};
use crate::kernel::reading;
use crate::scenario::play::Broken;
use crate::scenario::{Difference, Play, Played, Prepared, Scenario, Verdict};

/// An expectation that fails, known by its step, its kind and its pointer, and how it fails.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Failure {
    pub(super) step: Id,
    /// From the step: `expect`, `at`, `/connectorState`.
    pub(super) under: Vec<String>,
    /// The status of the answer, or how it ended.
    answered: String,
    /// What came, without what another run of the same story would give another.
    came: String,
}

/// What is to happen still when something is gone.
#[derive(Debug, Clone)]
pub(super) enum Target {
    Fails(Failure),
    /// The step counts calls in the journal: whether there are as many as it says, or any at all.
    Counts {
        step: Id,
        exactly: bool,
    },
}

impl Target {
    /// The same of another document's step.
    pub(super) fn of_step(&self, step: Id) -> Self {
        match self {
            Self::Fails(failure) => Self::Fails(Failure { step, ..failure.clone() }),
            Self::Counts { exactly, .. } => Self::Counts { step, exactly: *exactly },
        }
    }

    pub(super) fn step(&self) -> Id {
        match self {
            Self::Fails(failure) => failure.step,
            Self::Counts { step, .. } => *step,
        }
    }
}

/// What came of playing.
#[derive(Debug, Default)]
pub(super) struct Trial {
    /// In the order of the script.
    pub(super) failures: Vec<(Failure, Difference)>,
    /// Steps that failed or were skipped.
    pub(super) unwell: BTreeSet<Id>,
    /// Of calls that were made.
    pub(super) answered: BTreeMap<Id, String>,
    passed: BTreeSet<Id>,
}

/// Why nothing came of it.
pub(super) enum Unplayed {
    Wrong(Vec<Mistake>),
    Broken(Broken),
}

impl From<Broken> for Unplayed {
    fn from(broken: Broken) -> Self {
        Self::Broken(broken)
    }
}

impl Trial {
    /// Plays the document without what is gone. `None` if that is no scenario any more, or cannot be played.
    pub(super) fn of(tree: &Tree, gone: &BTreeSet<Id>, catalogue: &Catalogue) -> Option<Self> {
        let scenario = reading::read(&tree.value(gone)?).ok()?;
        Self::play(scenario, tree, gone, catalogue).ok()
    }

    /// Plays the scenario, which is that of the document without what is gone.
    pub(super) fn play(
        scenario: Scenario,
        tree: &Tree,
        gone: &BTreeSet<Id>,
        catalogue: &Catalogue,
    ) -> Result<Self, Unplayed> {
        let prepared = Prepared::new(scenario, catalogue).map_err(Unplayed::Wrong)?;
        let mut start = prepared.start(None).map_err(Unplayed::Wrong)?;
        let steps: Vec<_> =
            tree.list("script").iter().filter(|it| !gone.contains(&it.id)).collect();
        let mut trial = Self::default();
        let mut play = Play::new(&mut start.world, prepared.signers(), start.captures)?;
        play.run(prepared.script(), |played| {
            if let Some(step) = steps.get(played.index) {
                trial.take(step, gone, played);
            }
        })?;
        Ok(trial)
    }

    fn take(&mut self, step: &Part, gone: &BTreeSet<Id>, played: Played) {
        match played.verdict {
            Verdict::Passed => drop(self.passed.insert(step.id)),
            Verdict::Skipped(_) => drop(self.unwell.insert(step.id)),
            Verdict::Failed(differences) => {
                self.unwell.insert(step.id);
                for difference in differences {
                    let failure = Failure {
                        step: step.id,
                        under: under(step, gone, &difference.path),
                        answered: played.answered.clone(),
                        came: came(&difference),
                    };
                    self.failures.push((failure, difference));
                }
            }
        }
        if !played.answered.is_empty() {
            self.answered.insert(step.id, played.answered);
        }
    }

    /// Whether it is still as the target says.
    pub(super) fn shows(&self, target: &Target) -> bool {
        match target {
            Target::Fails(wanted) => self.failures.iter().any(|(it, _)| it == wanted),
            Target::Counts { step, exactly: true } => self.passed.contains(step),
            // It says that there are none.
            Target::Counts { step, exactly: false } => self.unwell.contains(step),
        }
    }
}

/// The path behind the step. In a list of pointers each is known by what it says.
fn under(step: &Part, gone: &BTreeSet<Id>, path: &[At]) -> Vec<String> {
    let mut part = Some(step);
    let mut under = Vec::new();
    for at in path.iter().skip(2) {
        match at {
            At::Key(key) => {
                part = part.and_then(|it| it.entry(key));
                under.push(key.clone());
            }
            At::Index(index) => {
                let mut kept = part.into_iter().flat_map(Part::items);
                part = kept.by_ref().filter(|it| !gone.contains(&it.id)).nth(*index);
                let said = part.and_then(Part::text);
                under.push(said.map_or_else(|| index.to_string(), str::to_owned));
            }
        }
    }
    under
}

/// What came instead, as far as it tells one bug from another: not the ids and times in it, and of lists, maps
/// and texts only what they are. A status is known by what the call was answered.
fn came(difference: &Difference) -> String {
    let kind: Vec<_> = difference.path.iter().skip(2).collect();
    let is = |words: &[&str]| {
        kind.len() == words.len()
            && words.iter().zip(&kind).all(|(word, at)| matches!(at, At::Key(key) if key == word))
    };
    if is(&["at"]) || is(&["expect", "status"]) || is(&["expect", "wire"]) {
        return String::new();
    }
    let got = &difference.got;
    match serde_json::from_str(got) {
        Ok(Value::Array(items)) => if items.is_empty() { "[]" } else { "[..]" }.to_owned(),
        Ok(Value::Object(map)) => if map.is_empty() { "{}" } else { "{..}" }.to_owned(),
        Ok(Value::String(text)) => blurred(&text),
        Ok(Value::Null | Value::Bool(_) | Value::Number(_)) => got.clone(),
        Err(_) if is(&["expect", "body"]) || is(&["expect", "text"]) => "text".to_owned(),
        Err(_) => blurred(got),
    }
}

/// With one sign for every number and every id.
fn blurred(text: &str) -> String {
    let mut blurred = String::with_capacity(text.len());
    let is_of_id = |it: char| it.is_ascii_hexdigit() || it == '-';
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(|it| !is_of_id(it)).unwrap_or(rest.len());
        let (run, behind) = rest.split_at(end);
        let has_digit = run.contains(|it: char| it.is_ascii_digit());
        blurred.push_str(if has_digit { "#" } else { run });
        let plain = behind.find(is_of_id).unwrap_or(behind.len());
        blurred.push_str(&behind[..plain]);
        rest = &behind[plain..];
    }
    blurred
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_times_are_blurred() {
        assert_eq!(blurred("RUNNING"), "RUNNING");
        assert_eq!(blurred("2024-01-01T00:00:00.000Z"), "#T#:#:#.#Z");
        assert_eq!(blurred("arn:x/orders/0a1b-22/ä"), "arn:x/orders/#/ä");
        assert_eq!(blurred(""), "");
    }
}
