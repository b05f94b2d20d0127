//! The vendors. A new one is a directory here, a `mod` line and a line in [`ALL`].

pub mod confluent;
pub mod msk;

use std::marker::PhantomData;

use serde::Serialize;
use serde_json::Value;

use crate::kernel::faults::catalogue::{Catalogue, OperationNames, VendorNames};
use crate::kernel::lifecycle::Takes;
use crate::kernel::mistake::Mistake;
use crate::kernel::reading;
use crate::kernel::room::{AnyRoom, Room, Vendor};
use crate::kernel::route::{Fidelity, Route};

/// Every vendor, in the order in which a request is offered to them.
pub const ALL: &[&dyn AnyVendor] =
    &[&Of::<msk::Msk>(PhantomData), &Of::<confluent::Confluent>(PhantomData)];

/// A vendor before there is a world: its tables, and the way into a room.
pub trait AnyVendor: Send + Sync {
    fn name(&self) -> &'static str;
    fn operations(&self) -> Vec<Operation>;
    fn names(&self) -> VendorNames;
    /// A room with these premises, or with the vendor's own if there are none.
    fn open(&self, premises: Option<&Value>) -> Result<Box<dyn AnyRoom>, Vec<Mistake>>;
}

/// A row of the coverage table.
#[derive(Debug, Clone, Serialize)]
pub struct Operation {
    pub vendor: &'static str,
    pub name: &'static str,
    pub method: String,
    pub path: &'static str,
    pub fidelity: Fidelity,
    /// Whether it goes on after its answer, so that `timing` and outcomes apply.
    pub takes_time: bool,
    /// What it can end as, beside the good end.
    pub ends: &'static [&'static str],
    /// Document and section.
    pub source: &'static str,
}

/// All operations of all vendors, in the order of their tables.
pub fn operations() -> Vec<Operation> {
    ALL.iter().flat_map(|it| it.operations()).collect()
}

/// All names that rules and timings may use.
pub fn catalogue() -> Catalogue {
    Catalogue { vendors: ALL.iter().map(|it| it.names()).collect() }
}

struct Of<V>(PhantomData<fn() -> V>);

impl<V: Vendor> AnyVendor for Of<V> {
    fn name(&self) -> &'static str {
        V::NAME
    }

    fn operations(&self) -> Vec<Operation> {
        let row = |route: &Route<V>| Operation {
            vendor: V::NAME,
            name: route.name,
            method: route.method.to_string(),
            path: route.path,
            fidelity: route.fidelity,
            takes_time: takes_time(route),
            ends: route.ends,
            source: route.source,
        };
        V::table().routes().iter().map(row).collect()
    }

    fn names(&self) -> VendorNames {
        let names = |route: &Route<V>| OperationNames {
            name: route.name,
            ends: route.ends,
            takes_time: takes_time(route),
        };
        let operations = V::table().routes().iter().map(names).collect();
        VendorNames { name: V::NAME, operations, errors: V::ERRORS.to_vec() }
    }

    fn open(&self, premises: Option<&Value>) -> Result<Box<dyn AnyRoom>, Vec<Mistake>> {
        let premises = premises.map(reading::read::<V::Premises>).transpose();
        let premises = premises.map_err(|mistake| vec![mistake])?.unwrap_or_default();
        Ok(Box::new(Room::new(V::open(premises)?)))
    }
}

fn takes_time<V: Vendor>(route: &Route<V>) -> bool {
    route.takes != Takes::AtOnce
}
