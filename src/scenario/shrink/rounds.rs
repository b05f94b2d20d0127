//! What is tried, in which order.
//!
//! What a trial is, and which parts there are, is said elsewhere.

use std::collections::BTreeSet;

use super::least::least;
use super::parts::{self, Edit};
use super::tree::{Id, Tree};
use super::trial::{Target, Trial};
use super::{Progress, size};
use crate::kernel::faults::catalogue::Catalogue;

/// A scenario while it becomes smaller.
pub(super) struct Shrinking<'a> {
    pub(super) tree: Tree,
    pub(super) target: Target,
    /// A step that is not the scenario's.
    pub(super) probe: Option<Id>,
    pub(super) catalogue: &'a Catalogue,
    pub(super) tell: &'a mut dyn FnMut(&Progress),
    pub(super) tried: usize,
}

impl Shrinking<'_> {
    pub(super) fn run(&mut self) {
        self.cut_behind();
        let nothing = BTreeSet::new();
        let mut before = None;
        // What went may have been all that something else was for.
        while before != self.tree.value(&nothing) {
            before = self.tree.value(&nothing);
            self.units();
            self.resign();
            self.join();
            self.parts();
            self.lessen();
        }
    }

    /// What comes behind the step that fails has no part in it.
    fn cut_behind(&mut self) {
        let behind = self.tree.list("script").iter().skip_while(|it| it.id != self.target.step());
        let gone: BTreeSet<_> = behind.skip(1).map(|it| it.id).collect();
        if self.trial(&gone).is_some_and(|it| it.shows(&self.target)) {
            self.tree.remove(&gone);
        }
    }

    fn trial(&mut self, gone: &BTreeSet<Id>) -> Option<Trial> {
        self.tried += 1;
        let left = size(&self.tree, self.probe, gone);
        (self.tell)(&Progress { left, tried: self.tried });
        Trial::of(&self.tree, gone, self.catalogue)
    }

    /// Steps and rules.
    fn units(&mut self) {
        let lists = ["faults", "given", "script"].into_iter();
        let all = lists.flat_map(|it| self.tree.list(it)).map(|it| it.id);
        let all: Vec<_> = all.filter(|it| *it != self.target.step()).collect();
        self.take_out(&all, None);
    }

    /// All that can go, with the steps of `unwell` failing, or any.
    fn take_out(&mut self, all: &[Id], unwell: Option<&BTreeSet<Id>>) {
        // Of steps some go only together: what is made, and its removal.
        let paired = unwell.is_none();
        let gone = least(all, paired, &mut |gone| {
            let gone = gone.iter().copied().collect();
            self.trial(&gone).is_some_and(|it| {
                it.shows(&self.target) && unwell.is_none_or(|unwell| it.unwell.is_subset(unwell))
            })
        });
        self.tree.remove(&gone.into_iter().collect());
    }

    /// Steps that fail, besides the one that is to, expect what comes.
    fn resign(&mut self) {
        let Some(trial) = self.trial(&BTreeSet::new()) else { return };
        for id in trial.unwell {
            let step = self.tree.list("script").iter().find(|it| it.id == id);
            let (Some(step), Some(answered)) = (step, trial.answered.get(&id)) else { continue };
            if id == self.target.step() || step.entry("call").is_none() {
                continue;
            }
            let resigned = parts::resigned(&self.tree, step, answered);
            let mut silent = resigned.clone();
            silent.remove(&step.entry("capture").into_iter().map(|it| it.id).collect());
            let (target, catalogue, none) = (&self.target, self.catalogue, BTreeSet::new());
            let is_well = |tree: &Tree| {
                let trial = Trial::of(tree, &none, catalogue);
                trial.is_some_and(|it| it.shows(target) && !it.unwell.contains(&id))
            };
            if let Some(tree) = [resigned, silent].into_iter().find(is_well) {
                self.tree = tree;
            }
        }
    }

    /// The steps that may fail, since they do.
    fn unwell(&mut self) -> BTreeSet<Id> {
        self.trial(&BTreeSet::new()).map(|it| it.unwell).unwrap_or_default()
    }

    fn join(&mut self) {
        let unwell = self.unwell();
        // A step behind one that was joined may be joined to the same one.
        while let Some(tree) = {
            let edits = parts::joined(&self.tree, self.target.step());
            edits.iter().find_map(|it| self.edited(it, &unwell))
        } {
            self.tree = tree;
        }
    }

    fn edited(&mut self, edit: &Edit, unwell: &BTreeSet<Id>) -> Option<Tree> {
        let mut tree = edit.done(&self.tree);
        std::mem::swap(&mut self.tree, &mut tree);
        let trial = self.trial(&BTreeSet::new());
        std::mem::swap(&mut self.tree, &mut tree);
        let holds = trial.is_some_and(|it| it.shows(&self.target) && it.unwell.is_subset(unwell));
        holds.then_some(tree)
    }

    /// What is in steps, rules and settings: first what is large.
    fn parts(&mut self) {
        let unwell = self.unwell();
        for depth in 1..=parts::DEPTH_MAX {
            let kept = self.kept();
            let all = parts::at_depth(&self.tree, depth, &kept);
            if !all.is_empty() {
                self.take_out(&all, Some(&unwell));
            }
        }
    }

    /// The expectation that fails, and what it stands in.
    fn kept(&self) -> BTreeSet<Id> {
        let mut kept = BTreeSet::new();
        let steps = self.tree.list("script");
        let Some(step) = steps.iter().find(|it| it.id == self.target.step()) else { return kept };
        match &self.target {
            Target::Counts { .. } => step.ids(&mut kept),
            Target::Fails(failure) => {
                let mut part = Some(step);
                let mut path = Vec::new();
                for word in &failure.under {
                    part = part.and_then(|it| {
                        let item = it.items().iter().find(|it| it.text() == Some(word));
                        it.entry(word).or(item)
                    });
                    path.extend(part.map(|it| it.id));
                }
                // What is expected anyway is not there, and cannot go.
                if part.is_some() {
                    kept.extend(path);
                }
            }
        }
        kept
    }

    /// Times, and how often something is asked.
    fn lessen(&mut self) {
        let unwell = self.unwell();
        let steps = ["given", "script"].into_iter().flat_map(|it| self.tree.list(it));
        let edits: Vec<_> = steps.map(parts::lesser).collect();
        for edits in edits {
            if let Some(tree) = edits.iter().find_map(|it| self.edited(it, &unwell)) {
                self.tree = tree;
            }
        }
    }
}
