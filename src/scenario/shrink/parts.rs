//! What may go out of a scenario besides whole steps and rules, and what may become less.
//!
//! It plays nothing: whether something is needed is asked elsewhere.

use std::collections::BTreeSet;
use std::time::Duration;

use serde_json::{Value, json};

use super::tree::{Id, Inside, Part, Tree};
use crate::kernel::clock::{parse_duration, show_duration};

/// What says nothing of what happens, or is gone piece by piece.
const STAYS: &[&str] = &["name", "description", "seed", "given", "faults", "script"];

/// Of a rule. What it is about and whose turn it is stays, for whoever reads it.
const OF_RULES: &[&str] = &["from", "to", "probability", "message", "retry_after", "delay"];

/// Of a step.
const OF_STEPS: &[&str] =
    &["at", "every", "as", "headers", "body", "body_text", "body_base64", "expect", "capture"];

/// The parts so deep in the document that may go, but for those that are kept.
pub(super) fn at_depth(tree: &Tree, depth: usize, kept: &BTreeSet<Id>) -> Vec<Id> {
    let mut found = Vec::new();
    walk(&tree.root, &mut Vec::new(), depth, &mut |path, id| {
        if may_go(path) && !kept.contains(&id) {
            found.push(id);
        }
    });
    found
}

/// Lists' items are called `*`.
fn walk<'a>(
    part: &'a Part,
    path: &mut Vec<&'a str>,
    depth: usize,
    found: &mut dyn FnMut(&[&str], Id),
) {
    if depth == 0 {
        found(path, part.id);
        return;
    }
    let named = part.entries().iter().map(|(key, it)| (key.as_str(), it));
    for (key, child) in named.chain(part.items().iter().map(|it| ("*", it))) {
        path.push(key);
        walk(child, path, depth - 1, found);
        path.pop();
    }
}

fn may_go(path: &[&str]) -> bool {
    match path {
        [] => false,
        [one] => !STAYS.contains(one),
        ["faults", _, rest @ ..] => match rest {
            [field] => OF_RULES.contains(field),
            ["on", "resource" | "header"] | ["on", "header", _] => true,
            _ => false,
        },
        ["given" | "script", _, rest @ ..] => match rest {
            [field] => OF_STEPS.contains(field),
            [field, _] => ["headers", "capture", "as", "body", "expect", "state"].contains(field),
            ["expect", kind, _] => ["headers", "at", "matches", "absent", "length"].contains(kind),
            ["state", _, _] | ["body", ..] => true,
            _ => false,
        },
        _ => true,
    }
}

/// Nothing in a scenario stands deeper.
pub(super) const DEPTH_MAX: usize = 32;

/// One thing made less.
pub(super) struct Edit {
    step: Id,
    key: &'static str,
    to: Value,
    gone: Option<Id>,
}

impl Edit {
    pub(super) fn done(&self, tree: &Tree) -> Tree {
        let mut tree = tree.clone();
        tree.set(self.step, self.key, &self.to);
        tree.remove(&self.gone.into_iter().collect());
        tree
    }
}

/// Two steps that let time pass, one behind the other, as one.
pub(super) fn joined(tree: &Tree, kept: Id) -> Vec<Edit> {
    let pairs = ["given", "script"].into_iter().flat_map(|it| tree.list(it).windows(2));
    let edits = pairs.filter_map(|pair| {
        let [first, second] = pair else { return None };
        let sum = advance(first)?.checked_add(advance(second)?)?;
        let is_free = second.entry("at").is_none() && second.id != kept;
        is_free.then(|| Edit {
            step: first.id,
            key: "advance",
            to: show_duration(sum).into(),
            gone: Some(second.id),
        })
    });
    edits.collect()
}

fn advance(step: &Part) -> Option<Duration> {
    parse_duration(step.entry("advance")?.text()?).ok()
}

/// Shorter times and fewer calls of a step, the least first.
pub(super) fn lesser(step: &Part) -> Vec<Edit> {
    const ROUND: &[u64] = &[1, 10, 60, 600, 3_600, 86_400];
    let edit = |key, to| Edit { step: step.id, key, to, gone: None };
    if let Some(now) = advance(step) {
        let round = ROUND.iter().map(|seconds| Duration::from_secs(*seconds));
        let shorter = round.filter(|it| *it < now);
        return shorter.map(|it| edit("advance", show_duration(it).into())).collect();
    }
    let Some(Part { inside: Inside::Scalar(most), .. }) = step.entry("most") else {
        return Vec::new();
    };
    let most = most.as_u64().unwrap_or_default();
    let doubled = std::iter::successors(Some(1_u64), |it| it.checked_mul(2));
    doubled.take_while(|it| *it < most).map(|it| edit("most", it.into())).collect()
}

/// The document with what the step expects put down to what the call was answered: its status, where that is no
/// success, and how the answer ended.
pub(super) fn resigned(tree: &Tree, step: &Part, answered: &str) -> Tree {
    let (status, ending) = match answered.split_once(' ') {
        Some((status, ending)) => (status.parse::<u16>().ok(), Some(ending)),
        None => match answered.parse::<u16>() {
            Ok(status) => (Some(status), None),
            Err(_) => (None, Some(answered)),
        },
    };
    let mut expected = json!({});
    if let Some(status) = status.filter(|it| *it >= 400) {
        expected["status"] = status.into();
    }
    if let Some(ending) = ending {
        expected["wire"] = ending.into();
    }
    let mut tree = tree.clone();
    if expected.as_object().is_some_and(|it| !it.is_empty()) {
        tree.set(step.id, "expect", &expected);
    } else if let Some(there) = step.entry("expect") {
        tree.remove(&[there.id].into());
    }
    tree
}
