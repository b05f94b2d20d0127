//! Yandex Managed Service for Apache Kafka: the operations it has, over REST and over gRPC, and the state behind
//! them.
//!
//! REST is a transcoder in front of gRPC: both come to one function that takes a message and gives one. Documents:
//! the API reference of Managed Service for Apache Kafka, the API Design Guide, and the API's definitions in
//! protobuf (`proto`).
#![expect(clippy::wildcard_enum_match_arm, reason = "protobuf gets no new kinds of values")]

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
mod cluster;
mod cluster_changes;
mod clusters;
mod connector;
mod connector_changes;
mod connectors;
mod course;
mod dress;
mod endpoints;
pub mod errors;
mod iam;
mod identity;
mod json;
mod jwt;
mod masks;
mod message;
mod operation;
mod operations;
mod pages;
mod parts;
pub mod premises;
mod proto;
mod reflection;
mod secrets;
mod signing;
mod state;
mod topics;
mod unserved;
mod users;

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

const CLUSTERS: &str = "/managed-kafka/v1/clusters";
const CLUSTER: &str = "/managed-kafka/v1/clusters/{clusterId}";
const TOPICS: &str = "/managed-kafka/v1/clusters/{clusterId}/topics";
const TOPIC: &str = "/managed-kafka/v1/clusters/{clusterId}/topics/{topicName}";
const USERS: &str = "/managed-kafka/v1/clusters/{clusterId}/users";
const USER: &str = "/managed-kafka/v1/clusters/{clusterId}/users/{userName}";

const ENDS: &[&str] = &[course::ERROR, course::ROLLBACK];
const CONNECTOR_ENDS: &[&str] = &[course::ERROR, course::ROLLBACK, course::DEAD];

// Durations are UNCONFIRMED, but for that of a new cluster, which is documented with seven and a half minutes;
// of connectors they are minutes at most, since Terraform waits for twenty.
#[rustfmt::skip] // A table: one operation, one line.
static TABLE: LazyLock<Table<Yandex>> = LazyLock::new(|| Table::new([
    Route::new("Connector.Get",    Method::GET,  CONNECTOR,  |it| unary(it, connectors::get)).rpc("/yandex.cloud.mdb.kafka.v1.ConnectorService/Get").source("API Reference, Connector.Get"),
    Route::new("Connector.List",   Method::GET,  CONNECTORS, |it| unary(it, connectors::list)).rpc("/yandex.cloud.mdb.kafka.v1.ConnectorService/List").paged().source("API Reference, Connector.List"),
    Route::new("Connector.Create", Method::POST, CONNECTORS, |it| begun(it, connectors::create)).rpc("/yandex.cloud.mdb.kafka.v1.ConnectorService/Create").takes((20, 60), CONNECTOR_ENDS).source("API Reference, Connector.Create"),
    Route::new("Connector.Update", Method::PATCH, CONNECTOR, |it| begun(it, connector_changes::update)).rpc("/yandex.cloud.mdb.kafka.v1.ConnectorService/Update").takes((20, 60), CONNECTOR_ENDS).source("API Reference, Connector.Update"),
    Route::new("Connector.Delete", Method::DELETE, CONNECTOR, |it| begun(it, connector_changes::delete)).rpc("/yandex.cloud.mdb.kafka.v1.ConnectorService/Delete").takes((10, 30), ENDS).source("API Reference, Connector.Delete"),
    Route::new("Connector.Resume", Method::POST, "/managed-kafka/v1/clusters/{clusterId}/connectors/resume/{connectorName}", |it| begun(it, connector_changes::resume)).rpc("/yandex.cloud.mdb.kafka.v1.ConnectorService/Resume").takes((10, 30), CONNECTOR_ENDS).source("API Reference, Connector.Resume"),
    Route::new("Connector.Pause",  Method::POST, "/managed-kafka/v1/clusters/{clusterId}/connectors/pause/{connectorName}", |it| begun(it, connector_changes::pause)).rpc("/yandex.cloud.mdb.kafka.v1.ConnectorService/Pause").takes((10, 30), CONNECTOR_ENDS).source("API Reference, Connector.Pause"),

    Route::new("Operation.Get",    Method::GET,  "/operations/{operationId}", operations::answer).rpc("/yandex.cloud.operation.OperationService/Get").source("API Reference, Operation.Get"),
    Route::new("Operation.Cancel", Method::GET,  "/operations/{operationId}:cancel", |it| unary(it, operations::cancel)).also(Method::POST).rpc("/yandex.cloud.operation.OperationService/Cancel").source("API Reference, Operation.Cancel; by the API Design Guide it is POST"),

    Route::new("Cluster.Get", Method::GET, CLUSTER, |it| unary(it, clusters::get)).rpc("/yandex.cloud.mdb.kafka.v1.ClusterService/Get").source("API Reference, Cluster.Get"),
    Route::new("Cluster.List", Method::GET, CLUSTERS, |it| unary(it, clusters::list)).rpc("/yandex.cloud.mdb.kafka.v1.ClusterService/List").paged().source("API Reference, Cluster.List"),
    Route::new("Cluster.Create", Method::POST, CLUSTERS, |it| begun(it, cluster_changes::create)).rpc("/yandex.cloud.mdb.kafka.v1.ClusterService/Create").takes((420, 480), ENDS).source("API Reference, Cluster.Create"),
    Route::new("Cluster.Update", Method::PATCH, CLUSTER, |it| begun(it, cluster_changes::update)).rpc("/yandex.cloud.mdb.kafka.v1.ClusterService/Update").takes((60, 300), ENDS).source("API Reference, Cluster.Update"),
    Route::new("Cluster.Delete", Method::DELETE, CLUSTER, |it| begun(it, cluster_changes::delete)).rpc("/yandex.cloud.mdb.kafka.v1.ClusterService/Delete").takes((60, 180), ENDS).source("API Reference, Cluster.Delete"),
    Route::new("Cluster.Move", Method::POST, "/managed-kafka/v1/clusters/{clusterId}:move", |it| begun(it, cluster_changes::change_folder)).rpc("/yandex.cloud.mdb.kafka.v1.ClusterService/Move").takes((10, 30), ENDS).source("API Reference, Cluster.Move"),
    Route::new("Cluster.Start", Method::POST, "/managed-kafka/v1/clusters/{clusterId}:start", |it| begun(it, cluster_changes::start)).rpc("/yandex.cloud.mdb.kafka.v1.ClusterService/Start").takes((180, 300), ENDS).source("API Reference, Cluster.Start"),
    Route::new("Cluster.Stop", Method::POST, "/managed-kafka/v1/clusters/{clusterId}:stop", |it| begun(it, cluster_changes::stop)).rpc("/yandex.cloud.mdb.kafka.v1.ClusterService/Stop").takes((60, 180), ENDS).source("API Reference, Cluster.Stop"),
    Route::new("Cluster.ListHosts", Method::GET, "/managed-kafka/v1/clusters/{clusterId}/hosts", |it| unary(it, clusters::list_hosts)).rpc("/yandex.cloud.mdb.kafka.v1.ClusterService/ListHosts").paged().source("API Reference, Cluster.ListHosts"),
    Route::new("Cluster.ListOperations", Method::GET, "/managed-kafka/v1/clusters/{clusterId}/operations", |it| unary(it, operations::list)).rpc("/yandex.cloud.mdb.kafka.v1.ClusterService/ListOperations").paged().source("API Reference, Cluster.ListOperations"),

    Route::new("Topic.Get", Method::GET, TOPIC, |it| unary(it, topics::get)).rpc("/yandex.cloud.mdb.kafka.v1.TopicService/Get").source("API Reference, Topic.Get"),
    Route::new("Topic.List", Method::GET, TOPICS, |it| unary(it, topics::list)).rpc("/yandex.cloud.mdb.kafka.v1.TopicService/List").paged().source("API Reference, Topic.List"),
    Route::new("Topic.Create", Method::POST, TOPICS, |it| begun(it, topics::create)).rpc("/yandex.cloud.mdb.kafka.v1.TopicService/Create").takes((5, 20), ENDS).source("API Reference, Topic.Create"),
    Route::new("Topic.Update", Method::PATCH, TOPIC, |it| begun(it, topics::update)).rpc("/yandex.cloud.mdb.kafka.v1.TopicService/Update").takes((5, 20), ENDS).source("API Reference, Topic.Update"),
    Route::new("Topic.Delete", Method::DELETE, TOPIC, |it| begun(it, topics::delete)).rpc("/yandex.cloud.mdb.kafka.v1.TopicService/Delete").takes((5, 20), ENDS).source("API Reference, Topic.Delete"),

    Route::new("User.Get", Method::GET, USER, |it| unary(it, users::get)).rpc("/yandex.cloud.mdb.kafka.v1.UserService/Get").source("API Reference, User.Get"),
    Route::new("User.List", Method::GET, USERS, |it| unary(it, users::list)).rpc("/yandex.cloud.mdb.kafka.v1.UserService/List").paged().source("API Reference, User.List"),
    Route::new("User.Create", Method::POST, USERS, |it| begun(it, users::create)).rpc("/yandex.cloud.mdb.kafka.v1.UserService/Create").takes((5, 20), ENDS).source("API Reference, User.Create"),
    Route::new("User.Update", Method::PATCH, USER, |it| begun(it, users::update)).rpc("/yandex.cloud.mdb.kafka.v1.UserService/Update").takes((5, 20), ENDS).source("API Reference, User.Update"),
    Route::new("User.Delete", Method::DELETE, USER, |it| begun(it, users::delete)).rpc("/yandex.cloud.mdb.kafka.v1.UserService/Delete").takes((5, 20), ENDS).source("API Reference, User.Delete"),
    Route::new("User.GrantPermission", Method::POST, "/managed-kafka/v1/clusters/{clusterId}/users/{userName}:grantPermission", |it| begun(it, users::grant_permission)).rpc("/yandex.cloud.mdb.kafka.v1.UserService/GrantPermission").takes((5, 20), ENDS).source("API Reference, User.GrantPermission"),
    Route::new("User.RevokePermission", Method::POST, "/managed-kafka/v1/clusters/{clusterId}/users/{userName}:revokePermission", |it| begun(it, users::revoke_permission)).rpc("/yandex.cloud.mdb.kafka.v1.UserService/RevokePermission").takes((5, 20), ENDS).source("API Reference, User.RevokePermission"),

    Route::new("IamToken.Create", Method::POST, "/iam/v1/tokens", iam::answer).rpc("/yandex.cloud.iam.v1.IamTokenService/Create").source("IAM API Reference, IamToken.Create"),
    Route::new("IamToken.CreateForServiceAccount", Method::POST, "/iam/v1/tokens:createForServiceAccount", |it| unary(it, iam::create_for_service_account)).rpc("/yandex.cloud.iam.v1.IamTokenService/CreateForServiceAccount").source("IAM API Reference, IamToken.CreateForServiceAccount"),
    Route::new("IamToken.Revoke", Method::POST, "/iam/v1/tokens:revoke", |it| unary(it, iam::revoke)).rpc("/yandex.cloud.iam.v1.IamTokenService/Revoke").source("IAM API Reference, IamToken.Revoke"),

    Route::new("ApiEndpoint.Get",  Method::GET, "/endpoints/{apiEndpointId}", endpoints::get).rpc("/yandex.cloud.endpoint.ApiEndpointService/Get").source("API Reference, ApiEndpoint.Get"),
    Route::new("ApiEndpoint.List", Method::GET, "/endpoints", endpoints::list).rpc("/yandex.cloud.endpoint.ApiEndpointService/List").source("API Reference, ApiEndpoint.List"),

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
            clusters: Clusters::new(Arc::clone(&premises)),
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

    fn routed(path: &str) -> &str {
        if unserved::method(path).is_some() { "" } else { path }
    }

    fn identity<'a>(call: &'a Call<'_>) -> Cow<'a, str> {
        Cow::Owned(identity::of(call))
    }

    /// Where messages name it is not said by the table.
    fn names_resource(_: &Route<Self>) -> bool {
        true
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
