//! Yandex Managed Service for Apache Kafka: the operations it has, over REST and over gRPC, and the state behind
//! them.
//!
//! REST is a transcoder in front of gRPC: both come to one function that takes a message and gives one. Documents:
//! the API reference of Managed Service for Apache Kafka, the API Design Guide, and the API's definitions in
//! protobuf (`proto`).

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use http::Method;
use schemars::{Schema, SchemaGenerator};
use serde_json::Value;

use crate::kernel::grpc;
use crate::kernel::http::{Request, Response};
use crate::kernel::lifecycle::Takes;
use crate::kernel::mistake::Mistake;
use crate::kernel::room::{Claim, Ctx, Stamp, Vendor};
use crate::kernel::route::{Call, Route, Table};
use crate::kernel::secrecy::{Rewrite, Secrecy, Side};
use crate::kernel::signatory::Signatory;

pub mod auth;
pub mod behaviour;
mod binary;
mod calls;
mod checks;
mod clusters;
mod connector;
mod connector_changes;
mod connectors;
mod course;
mod dress;
pub mod errors;
mod identity;
mod json;
mod masks;
mod message;
mod operation;
mod operations;
mod pages;
pub mod premises;
mod proto;
mod reflection;
mod secrets;
mod signing;
mod state;

use auth::{Caller, Gate};
use calls::{Protocol, begun, unary};
use clusters::Clusters;
use dress::Ids;
use errors::{Code, Error};
use operations::Operations;
use pages::PageTokens;
use premises::Premises;

#[derive(Debug, Clone)]
pub struct Yandex {
    premises: Arc<Premises>,
    gate: Gate,
    clusters: Clusters,
    operations: Operations,
    page_tokens: PageTokens,
}

/// What can fall due.
#[derive(Debug, Clone)]
pub enum Due {
    /// An operation shows its error, and goes on for the rest of its time.
    RollBack { id: Arc<str>, takes: Takes },
    /// An operation is done.
    Finish { id: Arc<str> },
    /// An operation can be seen.
    Reveal { id: Arc<str> },
    /// An operation can no longer be seen.
    Forget { id: Arc<str> },
    /// A connector that worked does so no more.
    BreakDown { cluster: Arc<str>, name: Arc<str>, run: u64 },
}

const CONNECTORS: &str = "/managed-kafka/v1/clusters/{clusterId}/connectors";
const CONNECTOR: &str = "/managed-kafka/v1/clusters/{clusterId}/connectors/{connectorName}";

const CONNECTOR_ENDS: &[&str] = &[course::ERROR, course::ROLLBACK, course::DEAD];

// Durations of operations on connectors are UNCONFIRMED: minutes at most, since Terraform waits for twenty.
#[rustfmt::skip] // A table: one operation, one line.
static TABLE: LazyLock<Table<Yandex>> = LazyLock::new(|| Table::new([
    Route::new("Connector.Get",    Method::GET,  CONNECTOR,  |it| unary(it, connectors::get)).rpc("/yandex.cloud.mdb.kafka.v1.ConnectorService/Get").source("API Reference, Connector.Get"),
    Route::new("Connector.List",   Method::GET,  CONNECTORS, |it| unary(it, connectors::list)).rpc("/yandex.cloud.mdb.kafka.v1.ConnectorService/List").source("API Reference, Connector.List"),
    Route::new("Connector.Create", Method::POST, CONNECTORS, |it| begun(it, connectors::create)).rpc("/yandex.cloud.mdb.kafka.v1.ConnectorService/Create").takes((20, 60), CONNECTOR_ENDS).source("API Reference, Connector.Create"),

    Route::new("Connector.Update", Method::PATCH, CONNECTOR, |it| begun(it, connector_changes::update)).rpc("/yandex.cloud.mdb.kafka.v1.ConnectorService/Update").takes((20, 60), CONNECTOR_ENDS).source("API Reference, Connector.Update"),
    Route::new("Connector.Delete", Method::DELETE, CONNECTOR, |it| begun(it, connector_changes::delete)).rpc("/yandex.cloud.mdb.kafka.v1.ConnectorService/Delete").takes((10, 30), &[course::ERROR, course::ROLLBACK]).source("API Reference, Connector.Delete"),
    Route::new("Connector.Resume", Method::POST, "/managed-kafka/v1/clusters/{clusterId}/connectors/resume/{connectorName}", |it| begun(it, connector_changes::resume)).rpc("/yandex.cloud.mdb.kafka.v1.ConnectorService/Resume").takes((10, 30), CONNECTOR_ENDS).source("API Reference, Connector.Resume"),
    Route::new("Connector.Pause",  Method::POST, "/managed-kafka/v1/clusters/{clusterId}/connectors/pause/{connectorName}", |it| begun(it, connector_changes::pause)).rpc("/yandex.cloud.mdb.kafka.v1.ConnectorService/Pause").takes((10, 30), CONNECTOR_ENDS).source("API Reference, Connector.Pause"),

    Route::new("Operation.Get",    Method::GET,  "/operations/{operationId}", operations::answer).rpc("/yandex.cloud.operation.OperationService/Get").source("API Reference, Operation.Get"),
    Route::new("Operation.Cancel", Method::GET,  "/operations/{operationId}:cancel", |it| unary(it, operations::cancel)).also(Method::POST).rpc("/yandex.cloud.operation.OperationService/Cancel").source("API Reference, Operation.Cancel; by the API Design Guide it is POST"),
    Route::new("Cluster.ListOperations", Method::GET, "/managed-kafka/v1/clusters/{clusterId}/operations", |it| unary(it, operations::list)).rpc("/yandex.cloud.mdb.kafka.v1.ClusterService/ListOperations").source("API Reference, Cluster.ListOperations"),

    Route::new("ServerReflection.v1", Method::POST, reflection::V1, |it| unary(it, reflection::answer)).rpc(reflection::V1).stream().source("gRPC Server Reflection Protocol; UNCONFIRMED for the real one"),
    Route::new("ServerReflection.v1alpha", Method::POST, reflection::V1_ALPHA, |it| unary(it, reflection::answer)).rpc(reflection::V1_ALPHA).stream().source("gRPC Server Reflection Protocol; UNCONFIRMED for the real one"),
]));

/// What the paths of the vendor's services begin with.
const PREFIXES: &[&str] = &[
    "/managed-kafka/v1/",
    "/operations/",
    "/iam/v1/",
    "/endpoints",
    "/yandex.cloud.",
    "/grpc.reflection.",
];

impl Vendor for Yandex {
    const NAME: &'static str = "yandex";
    const ERRORS: &'static [&'static str] = Code::NAMES;
    const PLUS_IS_SPACE: bool = true;
    const EXAMPLES: &'static [&'static str] = &[premises::EXAMPLE_TOKEN];
    type Premises = Premises;
    type Error = Error;
    type Caller = Caller;
    type Due = Due;

    fn table() -> &'static Table<Self> {
        &TABLE
    }

    fn open(premises: Premises) -> Result<Self, Vec<Mistake>> {
        let mistakes = premises.mistakes();
        if !mistakes.is_empty() {
            return Err(mistakes);
        }
        let premises = Arc::new(premises);
        Ok(Self {
            clusters: Clusters::new(&premises),
            gate: Gate::new(Arc::clone(&premises)),
            operations: Operations::default(),
            page_tokens: PageTokens::default(),
            premises,
        })
    }

    fn schema(schemas: &mut SchemaGenerator) -> Schema {
        schemas.subschema_for::<Premises>()
    }

    fn keys(premises: &Premises) -> Vec<String> {
        signing::names(premises)
    }

    fn sign(premises: &Premises, request: &mut Request, signatory: &Signatory<'_>) {
        signing::sign(premises, request, signatory);
    }

    /// Those of the specifications that no answer shows.
    fn secrecy(path: &[&str]) -> Secrecy {
        secrets::secrecy(path)
    }

    fn rewritten(
        (path, side): (&str, Side),
        body: &[u8],
        rewrite: &mut Rewrite<'_>,
    ) -> Option<Vec<u8>> {
        secrets::rewritten(path, side, body, rewrite)
    }

    /// No other vendor speaks gRPC.
    fn claim(request: &Request) -> Claim {
        if grpc::is_call(request) {
            Claim::PathAndCredential
        } else if PREFIXES.iter().any(|it| request.path().starts_with(it)) {
            Claim::Path
        } else {
            Claim::No
        }
    }

    fn identity<'a>(call: &'a Call<'_>) -> Cow<'a, str> {
        Cow::Owned(identity::of(call))
    }

    fn short(identity: &str) -> &str {
        identity::short(identity)
    }

    fn authenticate(&mut self, call: &Call<'_>, stamp: &Stamp<'_>) -> Result<Caller, Error> {
        Ok(self.gate.judge(call.rpc.unwrap_or_default(), stamp)?)
    }

    fn unrouted(&mut self, stamp: &Stamp<'_>, _: &[&'static Method]) -> Error {
        Error::unrouted(stamp.request.path(), Protocol::of(stamp.request))
    }

    fn dress(&self, answer: Result<Response, Error>, stamp: &Stamp<'_>) -> Response {
        let ids = Ids::of(stamp);
        let protocol = Protocol::of(stamp.request);
        let mut response =
            answer.unwrap_or_else(|error| error.into_response(protocol, &ids.request));
        ids.dress(&mut response.headers, stamp);
        response
    }

    fn fall_due(&mut self, due: Due, ctx: &mut Ctx<'_, Self>) {
        match due {
            Due::RollBack { id, takes } => course::roll_back(self, ctx, &id, takes),
            Due::Finish { id } => course::finish(self, ctx, &id),
            Due::Reveal { id } => course::reveal(self, &id),
            Due::Forget { id } => self.operations.forget(&id),
            Due::BreakDown { cluster, name, run } => {
                connectors::break_down(self, &cluster, &name, run);
            }
        }
    }

    fn state(&self) -> Value {
        state::show(self)
    }
}
