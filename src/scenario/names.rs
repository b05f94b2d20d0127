//! The names that steps may use.

use super::Scenario;
use crate::kernel::faults::catalogue::Catalogue;

/// What a scenario's steps are checked against.
pub(super) struct Names<'a> {
    pub(super) catalogue: &'a Catalogue,
    /// Ids of the credentials in all premises; empty if no vendor has any.
    pub(super) keys: Vec<String>,
    /// The labels of the scenario's rules.
    pub(super) rules: Vec<String>,
    /// Whether all steps are there: where some could not be read, a name may have been captured in them.
    pub(super) is_whole: bool,
}

impl<'a> Names<'a> {
    pub(super) fn of(scenario: &Scenario, catalogue: &'a Catalogue, keys: Vec<String>) -> Self {
        let rules = scenario.faults.iter().enumerate();
        let rules = rules
            .map(|(index, rule)| rule.name.clone().unwrap_or_else(|| format!("#{}", index + 1)));
        Self { catalogue, keys, rules: rules.collect(), is_whole: true }
    }
}
