//! A scenario's names against the route tables, its numbers against what a world can do, its steps against
//! each other.
//!
//! Rules and premises are checked where they are made: by the kernel and by each vendor.

use crate::kernel::faults::catalogue::{Catalogue, OperationNames, unknown};
use crate::kernel::{faults, mistake::Mistake};
use crate::vendors::Signers;
use crate::world::Setup;

use super::{
    Scenario,
    names::Names,
    steps::{self, Script},
};

/// Seconds since 1970, first and behind the last: vendors write a year in four digits, and world time
/// needs room to go on.
const EPOCHS: (i64, i64) = (0, 7_258_118_400);

/// All that a scenario is made into.
pub(super) struct Checked {
    pub(super) setup: Setup,
    pub(super) signers: Signers,
    pub(super) script: Script,
}

/// What worlds are made from and what is played, or all that is wrong with the scenario.
///
/// `is_whole`: whether all of its steps could be read.
pub(super) fn scenario(
    scenario: &Scenario,
    catalogue: &Catalogue,
    is_whole: bool,
) -> Result<Checked, Vec<Mistake>> {
    let mut mistakes = names(scenario, catalogue);
    mistakes.extend(bounds(scenario));
    let rules = faults::read_all(scenario.faults.clone(), catalogue).unwrap_or_else(|wrong| {
        mistakes.extend(wrong.into_iter().map(|it| it.under("faults")));
        Vec::new()
    });
    let setup = Setup::new(scenario.settings(), rules, &scenario.premises);
    // What is wrong with the premises is told by the setup.
    let signers = Signers::new(&scenario.premises).ok();
    let keys = signers.as_ref().map(Signers::keys).unwrap_or_default();
    let known = Names { is_whole, ..Names::of(scenario, catalogue, keys) };
    let script = steps::read(&scenario.given, &scenario.script, &known);
    match (setup, script, signers) {
        (Ok(setup), Ok(script), Some(signers)) if mistakes.is_empty() => {
            Ok(Checked { setup, signers, script })
        }
        (setup, script, _) => {
            mistakes.extend(setup.err().into_iter().chain(script.err()).flatten());
            Err(mistakes)
        }
    }
}

fn names(scenario: &Scenario, catalogue: &Catalogue) -> Vec<Mistake> {
    let timing = scenario.timing.operations.keys().filter_map(|name| {
        let wrong = match operation(name, catalogue) {
            Ok(found) if found.iter().any(|it| it.takes_time) => return None,
            Ok(_) => Mistake::new(&[name], format!("`{name}` is done when it is answered"))
                .hint("`wavetank operations --format json` tells which operations take time"),
            Err(wrong) => wrong,
        };
        Some(wrong.under("timing"))
    });
    let lag = scenario.lag.keys().filter_map(|name| operation(name, catalogue).err());
    timing.chain(lag.map(|wrong| wrong.under("lag"))).collect()
}

/// What `CreateConnector` or `msk/CreateConnector` names: one operation a vendor at most.
fn operation<'a>(name: &str, catalogue: &'a Catalogue) -> Result<Vec<&'a OperationNames>, Mistake> {
    let (vendor, operation) = match name.split_once('/') {
        Some((vendor, operation)) => (Some(vendor), operation),
        None => (None, name),
    };
    if let Some(vendor) = vendor
        && catalogue.of(Some(vendor)).next().is_none()
    {
        let known = catalogue.vendors.iter().map(|it| it.name);
        return Err(unknown(&[name], "vendor", vendor, known));
    }
    let all = || catalogue.of(vendor).flat_map(|it| &it.operations);
    let found: Vec<_> = all().filter(|it| it.name == operation).collect();
    if found.is_empty() {
        return Err(unknown(&[name], "operation", operation, all().map(|it| it.name)));
    }
    Ok(found)
}

/// What is of the right type, and makes no sense.
fn bounds(scenario: &Scenario) -> Vec<Mistake> {
    let mut mistakes = Vec::new();
    let (first, end) = EPOCHS;
    if !(first..end).contains(&scenario.epoch.as_second()) {
        mistakes.push(Mistake::new(&["epoch"], "an epoch lies between 1970 and 2200"));
    }
    if scenario.pages.items_default == Some(0) {
        mistakes.push(Mistake::new(&["pages", "items_default"], "a page has at least 1 item"));
    }
    mistakes
}
