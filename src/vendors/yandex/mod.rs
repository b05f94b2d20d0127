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

pub mod auth;
pub mod behaviour;
mod binary;
mod calls;
mod checks;
mod clusters;
mod connector;
mod connectors;
mod course;
mod dress;
mod endpoints;
pub mod errors;
mod iam;
mod identity;
mod json;
mod jwt;
mod message;
mod operation;
mod operations;
mod pages;
pub mod premises;
mod proto;
mod state;

use auth::{Caller, Gate};
use calls::{Protocol, begun, unary};
use clusters::Clusters;
use dress::Ids;
use errors::{Code, Error};
use operations::Operations;
use premises::Premises;

#[derive(Debug, Clone)]
pub struct Yandex {
    premises: Arc<Premises>,
    gate: Gate,
    clusters: Clusters,
    operations: Operations,
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

    Route::new("IamToken.Create", Method::POST, "/iam/v1/tokens", iam::answer).rpc("/yandex.cloud.iam.v1.IamTokenService/Create").source("IAM API Reference, IamToken.Create"),
    Route::new("IamToken.CreateForServiceAccount", Method::POST, "/iam/v1/tokens:createForServiceAccount", |it| unary(it, iam::create_for_service_account)).rpc("/yandex.cloud.iam.v1.IamTokenService/CreateForServiceAccount").source("IAM API Reference, IamToken.CreateForServiceAccount"),
    Route::new("IamToken.Revoke", Method::POST, "/iam/v1/tokens:revoke", |it| unary(it, iam::revoke)).rpc("/yandex.cloud.iam.v1.IamTokenService/Revoke").source("IAM API Reference, IamToken.Revoke"),

    Route::new("ApiEndpoint.Get",  Method::GET, "/endpoints/{apiEndpointId}", endpoints::get).rpc("/yandex.cloud.endpoint.ApiEndpointService/Get").source("API Reference, ApiEndpoint.Get"),
    Route::new("ApiEndpoint.List", Method::GET, "/endpoints", endpoints::list).rpc("/yandex.cloud.endpoint.ApiEndpointService/List").source("API Reference, ApiEndpoint.List"),

    Route::new("Operation.Get",    Method::GET,  "/operations/{operationId}", operations::answer).rpc("/yandex.cloud.operation.OperationService/Get").source("API Reference, Operation.Get"),
]));

/// What the paths of the vendor's services begin with.
const PREFIXES: &[&str] =
    &["/managed-kafka/v1/", "/operations/", "/iam/v1/", "/endpoints", "/yandex.cloud."];

impl Vendor for Yandex {
    const NAME: &'static str = "yandex";
    const ERRORS: &'static [&'static str] = Code::NAMES;
    const PLUS_IS_SPACE: bool = true;
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
            premises,
        })
    }

    fn schema(schemas: &mut SchemaGenerator) -> Schema {
        schemas.subschema_for::<Premises>()
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
