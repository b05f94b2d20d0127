//! The names that rules and timings may use. The catalogue is made from the route tables.

use std::collections::BTreeSet;

use super::On;
use crate::kernel::{mistake::Mistake, nearest};

#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    pub vendors: Vec<VendorNames>,
}

#[derive(Debug, Clone)]
pub struct VendorNames {
    pub name: &'static str,
    pub operations: Vec<OperationNames>,
    /// The vendor's own errors.
    pub errors: Vec<&'static str>,
}

#[derive(Debug, Clone)]
pub struct OperationNames {
    pub name: &'static str,
    /// What its asynchronous part can end as, beside the good end; empty if it has none.
    pub ends: &'static [&'static str],
    /// Whether it has an asynchronous part.
    pub takes_time: bool,
    /// Whether it lists in pages.
    pub is_paged: bool,
    /// Whether its calls may name a resource.
    pub names_resource: bool,
}

impl Catalogue {
    pub fn of(&self, vendor: Option<&str>) -> impl Iterator<Item = &VendorNames> {
        self.vendors.iter().filter(move |it| vendor.is_none_or(|name| name == it.name))
    }

    /// The operations that a rule is about, each with its vendor.
    pub(super) fn matching(&self, on: &On) -> Vec<(&'static str, &OperationNames)> {
        let all = self
            .vendors
            .iter()
            .flat_map(|vendor| vendor.operations.iter().map(|operation| (vendor.name, operation)));
        all.filter(|(vendor, operation)| on.has(vendor, operation.name)).collect()
    }
}

/// Of more names than these, only the nearest are told beside one that nobody knows.
const LISTED_MAX: usize = 16;

/// So many.
const NEAREST: usize = 5;

/// A name that nobody knows, with the one that was probably meant, or those that there are.
pub fn unknown<'a>(
    path: &[&str],
    what: &str,
    name: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Mistake {
    let mistake = Mistake::new(path, format!("there is no {what} `{name}`"));
    let mut known: Vec<_> = known.into_iter().collect();
    let mut told = BTreeSet::new();
    known.retain(|it| told.insert(*it));
    match nearest::nearest(name, known.iter().copied()) {
        Some(near) => mistake.hint(format!("did you mean `{near}`?")),
        None if known.is_empty() => mistake.hint("there is none"),
        None if known.len() <= LISTED_MAX => {
            mistake.hint(format!("there are: {}", known.join(", ")))
        }
        None => {
            let near = nearest::by_distance(name, known, NEAREST);
            let all = match what {
                "operation" => "; `wavetank operations` lists all",
                _ => "",
            };
            mistake.hint(format!("the nearest are: {}{all}", near.join(", ")))
        }
    }
}
