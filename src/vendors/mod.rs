//! The vendors. A new one is a directory here, a `mod` line and a line in [`ALL`].

pub mod aiven;
pub mod confluent;
pub mod msk;
pub mod yandex;

use std::{collections::BTreeMap, marker::PhantomData, ops::Range, sync::LazyLock};

use schemars::{Schema, SchemaGenerator};
use serde::Serialize;
use serde_json::Value;

use crate::kernel::faults::catalogue::{Catalogue, OperationNames, VendorNames};
use crate::kernel::http::Request;
use crate::kernel::interface;
use crate::kernel::lifecycle::Takes;
use crate::kernel::mistake::Mistake;
use crate::kernel::reading;
use crate::kernel::room::{AnyRoom, Claim, Room, Vendor};
use crate::kernel::route::{Fidelity, Found, Route};
use crate::kernel::secrecy::{Rewrite, Secrecy, Side};
use crate::kernel::signatory::Signatory;

/// Every vendor, in the order in which a request is offered to them.
pub const ALL: &[&dyn AnyVendor] = &[
    &Of::<msk::Msk>(PhantomData),
    &Of::<confluent::Confluent>(PhantomData),
    &Of::<yandex::Yandex>(PhantomData),
    &Of::<aiven::Aiven>(PhantomData),
];

/// A vendor before there is a world: its tables, and the way into a room.
pub trait AnyVendor: Send + Sync {
    fn name(&self) -> &'static str;
    fn operations(&self) -> Vec<Operation>;
    fn names(&self) -> VendorNames;
    /// How sure it is that a request is meant for it.
    fn claim(&self, request: &Request) -> Claim;
    /// Where in the target of a request a secret of its clients stands, whoever it is meant for.
    fn hidden(&self, request: &Request) -> Range<usize>;
    /// Whether it has an operation of many messages in gRPC under that path.
    fn is_stream(&self, path: &str) -> bool;
    /// What may be told of the value at `path` in a body.
    fn secrecy(&self, path: &[&str]) -> Secrecy;
    /// A body that is no JSON, of the call under that path, with its texts as `rewrite` says.
    fn rewritten(
        &self,
        call: (&str, Side),
        body: &[u8],
        rewrite: &mut Rewrite<'_>,
    ) -> Option<Vec<u8>>;
    /// Secrets of its own premises, which everybody knows.
    fn examples(&self) -> &'static [&'static str];
    /// A room with these premises, or with the vendor's own if there are none.
    fn open(&self, premises: Option<&Value>) -> Result<Box<dyn AnyRoom>, Vec<Mistake>>;
    /// Its operations as an `OpenAPI` document, if it tells of them.
    fn document(&self) -> Option<Value>;
    /// What its premises are written like.
    fn schema(&self, schemas: &mut SchemaGenerator) -> Schema;
    /// What proves scripted calls with the credentials of these premises, or of the vendor's own.
    fn signer(&self, premises: Option<&Value>) -> Result<Box<dyn Signer>, Mistake>;
}

/// The credentials of one vendor's premises, from its clients' side.
pub trait Signer: Send + Sync {
    /// Their names in the open; the first is the usual one.
    fn keys(&self) -> Vec<String>;
    /// How sure it is that a call is meant for the vendor, and whether it has such an operation.
    fn claim(&self, request: &Request) -> (bool, Claim);
    fn sign(&self, request: &mut Request, signatory: &Signatory<'_>);
}

/// Those of all vendors.
pub struct Signers(Vec<Box<dyn Signer>>);

impl Signers {
    /// Of premises without mistakes.
    pub fn new(premises: &BTreeMap<String, Value>) -> Result<Self, Mistake> {
        ALL.iter().map(|it| it.signer(premises.get(it.name()))).collect::<Result<_, _>>().map(Self)
    }

    /// The names of all credentials.
    pub fn keys(&self) -> Vec<String> {
        self.0.iter().flat_map(|it| it.keys()).collect()
    }

    /// Proves a call as the clients do of the vendor that it is meant for; one for nobody stays as it is.
    /// Where several could be meant, the one does that has such a credential, or else such an operation.
    pub fn sign(&self, request: &mut Request, signatory: &Signatory<'_>) {
        let rank = |it: &dyn Signer| {
            let (has_operation, claim) = it.claim(request);
            let has_key = signatory.key.is_some_and(|key| it.keys().iter().any(|it| it == key));
            (claim > Claim::No).then_some((has_key, has_operation, claim))
        };
        let ranked = self.0.iter().rev().filter_map(|it| Some((rank(it.as_ref())?, it)));
        if let Some((_, signer)) = ranked.max_by_key(|(rank, _)| *rank) {
            signer.sign(request, signatory);
        }
    }
}

/// A row of the coverage table.
#[derive(Debug, Clone, Serialize)]
pub struct Operation {
    pub vendor: &'static str,
    pub name: &'static str,
    pub method: String,
    pub path: &'static str,
    /// The path in gRPC, where the vendor has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rpc: Option<&'static str>,
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

/// Method and path of every operation: `POST /v1/connectors`.
pub fn calls() -> &'static [String] {
    static CALLS: LazyLock<Vec<String>> = LazyLock::new(|| {
        operations().iter().map(|it| format!("{} {}", it.method, it.path)).collect()
    });
    &CALLS
}

/// Whose request it is, if anybody's. Of equal claims the first counts.
pub fn of(request: &Request) -> Option<&'static dyn AnyVendor> {
    let best = ALL.iter().copied().rev().max_by_key(|it| it.claim(request))?;
    (best.claim(request) > Claim::No).then_some(best)
}

/// Where in the target of a request a secret stands. One that has gone astray is a secret, too.
pub fn hidden(request: &Request) -> Range<usize> {
    ALL.iter().map(|it| it.hidden(request)).find(|it| !it.is_empty()).unwrap_or(0..0)
}

/// Whether calls under that path in gRPC have many messages.
pub fn is_stream(path: &str) -> bool {
    ALL.iter().any(|it| it.is_stream(path))
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
            rpc: route.rpc,
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
            is_paged: route.is_paged,
            names_resource: V::names_resource(route),
        };
        let operations = V::table().routes().iter().map(names).collect();
        VendorNames { name: V::NAME, operations, errors: V::ERRORS.to_vec() }
    }

    fn claim(&self, request: &Request) -> Claim {
        V::claim(request)
    }

    fn hidden(&self, request: &Request) -> Range<usize> {
        V::table().hidden(request)
    }

    fn is_stream(&self, path: &str) -> bool {
        V::table().is_stream(path)
    }

    fn secrecy(&self, path: &[&str]) -> Secrecy {
        V::secrecy(path)
    }

    fn rewritten(
        &self,
        call: (&str, Side),
        body: &[u8],
        rewrite: &mut Rewrite<'_>,
    ) -> Option<Vec<u8>> {
        V::rewritten(call, body, rewrite)
    }

    fn examples(&self) -> &'static [&'static str] {
        V::EXAMPLES
    }

    fn open(&self, premises: Option<&Value>) -> Result<Box<dyn AnyRoom>, Vec<Mistake>> {
        let premises = premises.map(reading::read::<V::Premises>).transpose();
        let premises = premises.map_err(|mistake| vec![mistake])?.unwrap_or_default();
        Ok(Box::new(Room::new(V::open(premises)?)))
    }

    fn document(&self) -> Option<Value> {
        interface::document::<V>()
    }

    fn schema(&self, schemas: &mut SchemaGenerator) -> Schema {
        V::schema(schemas)
    }

    fn signer(&self, premises: Option<&Value>) -> Result<Box<dyn Signer>, Mistake> {
        let premises = premises.map(reading::read::<V::Premises>).transpose()?;
        Ok(Box::new(Signs::<V> { premises: premises.unwrap_or_default() }))
    }
}

struct Signs<V: Vendor> {
    premises: V::Premises,
}

impl<V: Vendor> Signer for Signs<V> {
    fn keys(&self) -> Vec<String> {
        V::keys(&self.premises)
    }

    fn claim(&self, request: &Request) -> (bool, Claim) {
        let found = V::table().find(request);
        (matches!(found, Found::Route(..)), V::claim(request))
    }

    fn sign(&self, request: &mut Request, signatory: &Signatory<'_>) {
        V::sign(&self.premises, request, signatory);
    }
}

fn takes_time<V: Vendor>(route: &Route<V>) -> bool {
    route.takes != Takes::AtOnce
}
