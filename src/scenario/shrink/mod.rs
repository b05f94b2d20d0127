//! From a scenario in which something goes wrong to the smallest in which the same still does.
//!
//! Steps and rules go first, as many as can; then what is in them and around them: expectations, headers,
//! members of bodies, settings, and at last times and numbers of calls become less. What goes is tried: whatever
//! is left was played, and the text that comes out was read again and played too. Nothing is drawn, so the same
//! file gives the same bytes.
//!
//! An expectation is the same if it is of the same step, which keeps its identity when others go, of the same
//! kind and for the same pointer; and it fails in the same way if the call was answered alike (`trial`). Of
//! expectations that hold none is made to fail; those that cannot hold any more say what was answered instead.

mod comment;
mod least;
mod parts;
mod rounds;
mod tree;
mod trial;
mod wanted;

use std::collections::BTreeSet;

pub use wanted::{Calls, Unclear, Wanted};

use self::rounds::Shrinking;
use self::tree::{Id, Part, Tree};
use self::trial::{Target, Trial, Unplayed};
use super::{Error, Loaded, Sheet, gather::no_files, yaml};
use crate::kernel::faults::catalogue::Catalogue;
use crate::kernel::mistake::{Mistake, Step as At};
use crate::kernel::reading;
use crate::scenario::play::Broken;

/// A scenario that is as small as it gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shrunk {
    /// The text of its file, which needs no other file.
    pub yaml: String,
    pub before: Size,
    pub after: Size,
}

/// How large a scenario is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Of `given` and `script`.
    pub steps: usize,
    pub rules: usize,
}

/// How far it has come.
#[derive(Debug, Clone, Copy)]
pub struct Progress {
    pub left: Size,
    /// How many scenarios were played.
    pub tried: usize,
}

/// Why there is nothing smaller.
#[derive(Debug)]
pub enum Refused {
    /// There are mistakes in the scenario, or in what is looked for.
    Wrong(Error),
    /// What is looked for does not happen: what does.
    Passes(String),
    /// The scenario cannot be played, or not be written.
    Broken(String),
}

/// The smallest scenario that shows what is `wanted` as the `loaded` one does. Each time that one is played,
/// `tell` is told how far it has come.
pub fn shrink(
    loaded: &Loaded,
    wanted: &Wanted,
    catalogue: &Catalogue,
    tell: &mut dyn FnMut(&Progress),
) -> Result<Shrunk, Refused> {
    let mut tree = Tree::of(loaded.sheet.said());
    let before = size(&tree, None, &BTreeSet::new());
    let probe = if let Wanted::Calls(calls) = wanted {
        Some((tree.push_step(&calls.step()), calls.as_ref()))
    } else {
        None
    };
    let trial = first(&tree, &loaded.sheet, probe.map(|it| it.1), catalogue)?;
    let target = target(&tree, &trial, wanted, probe.map(|it| it.0))?;
    let probe = probe.map(|it| it.0);
    let mut shrinking = Shrinking { tree, target, probe, catalogue, tell, tried: 1 };
    shrinking.run();
    let Shrinking { tree, target, .. } = shrinking;
    let after = size(&tree, probe, &BTreeSet::new());
    let yaml = written((&tree, &target), (&loaded.sheet, wanted), (before, after), catalogue);
    match yaml {
        Some(yaml) => Ok(Shrunk { yaml, before, after }),
        None => Err(Refused::Broken("what is left of the scenario cannot be written".to_owned())),
    }
}

fn size(tree: &Tree, probe: Option<Id>, gone: &BTreeSet<Id>) -> Size {
    let count = |list| {
        let there = |it: &&Part| !gone.contains(&it.id) && probe != Some(it.id);
        tree.list(list).iter().filter(there).count()
    };
    Size { steps: count("given") + count("script"), rules: count("faults") }
}

/// Plays the scenario as it came, with every mistake at its place.
fn first(
    tree: &Tree,
    sheet: &Sheet,
    calls: Option<&Calls>,
    catalogue: &Catalogue,
) -> Result<Trial, Refused> {
    let none = BTreeSet::new();
    let value = tree.value(&none).unwrap_or_default();
    let scenario = reading::read(&value).map_err(|it| Refused::Wrong(sheet.error(vec![it])))?;
    let last = tree.list("script").len().saturating_sub(1);
    Trial::play(scenario, tree, &none, catalogue).map_err(|why| match (why, calls) {
        (Unplayed::Broken(Broken(why)), _) => Refused::Broken(why),
        (Unplayed::Wrong(mistakes), Some(calls)) => {
            let begins = [At::from("script"), At::from(last)];
            let is_asked = |it: &Mistake| it.path.starts_with(&begins);
            let (asked, own): (Vec<_>, Vec<_>) = mistakes.into_iter().partition(is_asked);
            if own.is_empty() {
                let inner = asked.into_iter().map(|it| {
                    let path = it.path.iter().skip(3).cloned().collect();
                    Mistake { path, ..it }
                });
                Refused::Wrong(calls.sheet.error(inner.collect()))
            } else {
                Refused::Wrong(sheet.error(own))
            }
        }
        (Unplayed::Wrong(mistakes), None) => Refused::Wrong(sheet.error(mistakes)),
    })
}

fn target(
    tree: &Tree,
    trial: &Trial,
    wanted: &Wanted,
    probe: Option<Id>,
) -> Result<Target, Refused> {
    let of = |step: Option<Id>| {
        let mut failures = trial.failures.iter().map(|(failure, _)| failure);
        let found = failures.find(|it| step.is_none_or(|step| it.step == step));
        found.cloned().map(Target::Fails)
    };
    let passes = |why: String| Err(Refused::Passes(why));
    match (wanted, probe) {
        (Wanted::Calls(calls), Some(step)) => {
            let target = Target::Counts { step, exactly: calls.is_exact() };
            if trial.shows(&target) {
                return Ok(target);
            }
            let counted = trial.failures.iter().find(|(it, _)| it.step == step);
            let got = counted.map_or("0", |(_, difference)| difference.got.as_str());
            passes(format!("the journal has {got} calls of which that holds"))
        }
        (Wanted::Step(number), _) => {
            let steps = tree.list("script");
            let Some(step) = steps.get(number.saturating_sub(1)) else {
                return passes(format!("the script has {} steps", steps.len()));
            };
            let none = || Refused::Passes(format!("no expectation of step {number} fails"));
            of(Some(step.id)).ok_or_else(none)
        }
        (Wanted::First | Wanted::Calls(_), _) => {
            of(None).ok_or_else(|| Refused::Passes("no expectation fails".to_owned()))
        }
    }
}

/// The text of the document, if it reads back as a scenario that shows the same.
fn written(
    (tree, target): (&Tree, &Target),
    (sheet, wanted): (&Sheet, &Wanted),
    (before, after): (Size, Size),
    catalogue: &Catalogue,
) -> Option<String> {
    let none = BTreeSet::new();
    let steps = tree.list("script");
    let index = steps.iter().position(|it| it.id == target.step())?;
    let (mut own, mut asked) = (tree.clone(), None);
    if matches!(target, Target::Counts { .. }) {
        asked = Some(tree.value(&none)?.pointer(&format!("/script/{index}"))?.clone());
        own.remove(&[target.step()].into());
    }
    let trial = Trial::of(tree, &none, catalogue)?;
    let what = comment::shown((tree, &trial), target, wanted);
    let head = comment::head(sheet.first().1, (before, after), &what);
    let text = head + &yaml::written(&own.node());

    let (small, _) = Sheet::read("shrunk", text.as_bytes(), &no_files).ok()?;
    small.judge(Vec::new()).ok()?;
    let mut tree = Tree::of(small.said());
    if let Some(asked) = asked {
        tree.push_step(&asked);
    }
    let step = tree.list("script").get(index)?.id;
    let target = target.of_step(step);
    Trial::of(&tree, &none, catalogue)?.shows(&target).then_some(text)
}
