//! The calls that an effect can be about: of those that a rule names, no others are matched or counted.

use super::On;
use super::catalogue::{Catalogue, OperationNames, unknown};
use crate::kernel::lifecycle::Outcome;
use crate::kernel::mistake::Mistake;

/// A vendor's error is no other vendor's.
pub(super) fn to_error(
    error: &str,
    catalogue: &Catalogue,
    on: &mut On,
    mistakes: &mut Vec<Mistake>,
) {
    let vendors = catalogue.vendors.iter().filter(|it| it.errors.contains(&error));
    let vendors: Vec<_> = vendors.map(|it| it.name).collect();
    let hint = format!("it is an error of {}", vendors.join(" and "));
    let had_operations = !catalogue.matching(on).is_empty();
    let is_known = !vendors.is_empty();
    on.vendors = Some(vendors);
    if is_known && had_operations && catalogue.matching(on).is_empty() {
        let message = format!("no operation that the rule matches has the error `{error}`");
        mistakes.push(Mistake::new(&["error"], message).hint(hint));
    }
}

/// What does not list in pages has none to cut.
pub(super) fn to_pages(catalogue: &Catalogue, on: &mut On, mistakes: &mut Vec<Mistake>) {
    let matching = catalogue.matching(on);
    let paged = matching.iter().filter(|(_, it)| it.is_paged);
    let paged: Vec<_> = paged.map(|(vendor, it)| (*vendor, it.name)).collect();
    if paged.is_empty() && !matching.is_empty() {
        let message = "no operation that the rule matches lists in pages";
        mistakes.push(Mistake::new(&["page"], message));
    }
    on.operations = Some(paged);
}

/// What is done when it is answered has no outcome, and not every operation has every end.
pub(super) fn to_outcome(
    outcome: &Outcome,
    catalogue: &Catalogue,
    on: &mut On,
    mistakes: &mut Vec<Mistake>,
) {
    if *outcome == Outcome::default() {
        let message = "the outcome says nothing";
        let hint = "give `end`, `code`, `message` or `succeeds_for` for how it fails, `takes` for how long it takes";
        mistakes.push(Mistake::new(&["outcome"], message).hint(hint));
        return;
    }
    let matching = catalogue.matching(on);
    if matching.is_empty() {
        // That is a mistake already.
        return;
    }
    let slow: Vec<_> = matching.into_iter().filter(|(_, it)| it.takes_time).collect();
    if slow.is_empty() {
        let message = "no operation that the rule matches has an outcome of its own";
        let hint = "`wavetank operations --format json` tells which take time, and their `ends`";
        mistakes.push(Mistake::new(&["outcome"], message).hint(hint));
        return;
    }
    let ends = || slow.iter().flat_map(|(_, it)| it.ends.iter().copied());
    let has_end = |it: &OperationNames| match &outcome.end {
        Some(end) => it.ends.contains(&end.as_str()),
        None => !outcome.fails() || !it.ends.is_empty(),
    };
    let able = slow.iter().filter(|(_, it)| has_end(it));
    let able: Vec<_> = able.map(|(vendor, it)| (*vendor, it.name)).collect();
    if able.is_empty() {
        mistakes.push(match &outcome.end {
            Some(end) if ends().next().is_some() => {
                unknown(&["outcome", "end"], "end", end, ends())
            }
            _ => {
                Mistake::new(&["outcome"], "no operation that the rule matches can fail in the end")
                    .hint("`takes` alone says how long it takes")
            }
        });
    }
    on.operations = Some(able);
}
