//! Connect v1: what its operations keep between calls, what can fall due there, and its part of the table.
//!
//! [`connectors`] are made and deleted, [`configs`] changed, [`control`] pauses, resumes and restarts, and
//! [`courses`] is what becomes of them. [`validate`] judges configurations by the tables of the managed
//! plugins. [`polls`] is what HTTP sources find where they poll. [`custom`] has plugins of one's own, and their
//! versions. No other data flows.

use std::collections::BTreeMap;
use std::sync::Arc;

use http::Method;
use serde_json::{Value, json};

use super::Confluent;
use super::premises::Premises;
use crate::kernel::room::Ctx;
use crate::kernel::route::{Fidelity, Named, Route, typed, written};
use crate::kernel::secrecy::{self, Secrecy};

pub mod configs;
pub mod connector;
pub mod connectors;
pub mod control;
pub mod courses;
pub mod custom;
pub mod offsets;
pub mod outcomes;
pub mod places;
pub mod plugins;
pub mod polling;
pub mod polls;
pub mod premises;
pub mod secrets;
pub mod traces;
pub mod validate;

use connector::{Connector, Place};
use outcomes::{DEGRADED, FAILED, Failure};
use places::{accepted, shown};

/// A configuration of a connector: texts by name.
pub type Config = BTreeMap<String, String>;

/// Connectors and custom plugins.
#[derive(Debug, Clone, Default)]
pub struct Connect {
    /// By Kafka cluster, and by name.
    connectors: BTreeMap<Arc<str>, BTreeMap<Arc<str>, Connector>>,
    custom: custom::Custom,
    answers: Answers,
}

/// How many answers each endpoint of the premises has given, by its number.
type Answers = BTreeMap<usize, usize>;

/// What can fall due.
#[derive(Debug, Clone)]
pub enum Due {
    /// A step of what a connector is going through is over.
    Step { place: Place, turn: u64 },
    /// What ran fails.
    Fail { place: Place, run: u64, failure: Failure },
    /// A connector that its user could mend restarts by itself.
    AutoRestart { place: Place, turn: u64 },
    /// Reads come to see a connector that was made.
    Show { place: Place, id: Box<str> },
    /// A request to change offsets is done with.
    Offsets { place: Place, number: u64 },
    /// An HTTP source polls for one of its entities.
    Poll { place: Place, turn: u64, entity: usize },
    /// The archive of a version is read.
    Version { plugin: Box<str>, version: Box<str> },
}

impl Connect {
    pub fn new(_: &Premises) -> Self {
        Self::default()
    }

    /// All resources, as the state shows them.
    pub fn show(&self) -> Value {
        let clusters = self.connectors.iter().map(|(cluster, connectors)| {
            let connectors = connectors.values().map(|it| {
                let mut shown =
                    json!({ "id": it.id, "status": it.status(), "offsets": it.offsets });
                if !it.polls.asked.is_empty() {
                    shown["requests"] = json!(it.polls.asked);
                }
                (it.name().to_owned(), shown)
            });
            (cluster.to_string(), connectors.collect::<Value>())
        });
        json!({ "connectors": clusters.collect::<Value>(), "custom": self.custom.show() })
    }
}

macro_rules! in_cluster {
    ($path:literal) => {
        concat!("/connect/v1/environments/{environment_id}/clusters/{kafka_cluster_id}", $path)
    };
}

const CONNECTOR: Named = Named::Label("connector_name");
const CONNECT_V1: &str = "Confluent Cloud API, Connectors (connect/v1)";
const PLUGINS_V1: &str = "Confluent Cloud API, Managed Connector Plugins (connect/v1)";
const OFFSETS_V1: &str = "Confluent Cloud API, Offsets (connect/v1)";

/// What each takes in reality: a test suite of the vendor's that polls, and a provider that waits.
#[rustfmt::skip] // A table: one operation, one line.
pub fn routes() -> Vec<Route<Confluent>> {
    let (get, post, put, delete) = (Method::GET, Method::POST, Method::PUT, Method::DELETE);
    let mut routes = vec![
        Route::new("listConnectv1Connectors",                  get.clone(),    in_cluster!("/connectors"), |it| written(it, connectors::list)).source(CONNECT_V1),
        Route::new("createConnectv1Connector",                 post.clone(),   in_cluster!("/connectors"), |it| written(it, connectors::create)).named(Named::Member("name")).source(CONNECT_V1).takes((30, 60), &[FAILED, DEGRADED]),
        Route::new("readConnectv1Connector",                   get.clone(),    in_cluster!("/connectors/{connector_name}"), |it| shown(it, connectors::read)).named(CONNECTOR).source(CONNECT_V1),
        Route::new("deleteConnectv1Connector",                 delete,         in_cluster!("/connectors/{connector_name}"), |it| shown(it, connectors::delete)).named(CONNECTOR).source(CONNECT_V1),
        Route::new("getConnectv1ConnectorConfig",              get.clone(),    in_cluster!("/connectors/{connector_name}/config"), |it| shown(it, configs::read)).named(CONNECTOR).source(CONNECT_V1),
        Route::new("createOrUpdateConnectv1ConnectorConfig",   put.clone(),    in_cluster!("/connectors/{connector_name}/config"), |it| typed(it, |vendor, ctx, there, config| configs::put(vendor, ctx, &there, config))).named(CONNECTOR).source(CONNECT_V1).takes((30, 60), &[FAILED, DEGRADED]),
        Route::new("pauseConnectv1Connector",                  put.clone(),    in_cluster!("/connectors/{connector_name}/pause"), |it| accepted(it, control::pause)).named(CONNECTOR).source(CONNECT_V1).takes((5, 5), &[]),
        Route::new("resumeConnectv1Connector",                 put.clone(),    in_cluster!("/connectors/{connector_name}/resume"), |it| accepted(it, control::resume)).named(CONNECTOR).source(CONNECT_V1).takes((5, 5), &[FAILED, DEGRADED]),
        Route::new("restartConnectv1Connector",                post.clone(),   in_cluster!("/connectors/{connector_name}/restart"), |it| accepted(it, control::restart)).named(CONNECTOR).source(CONNECT_V1).takes((10, 10), &[FAILED, DEGRADED]),
        Route::new("readConnectv1ConnectorStatus",             get.clone(),    in_cluster!("/connectors/{connector_name}/status"), |it| shown(it, connectors::status)).named(CONNECTOR).source("Confluent Cloud API, Status (connect/v1)"),
        Route::new("readConnectv1ConnectorErrorRecommendations", get.clone(),  in_cluster!("/connectors/{connector_name}/error-recommendations"), |it| shown(it, connectors::recommendations)).named(CONNECTOR).source("Confluent Cloud API, Status (connect/v1)").fidelity(Fidelity::Partial),
        Route::new("listConnectv1ConnectorTasks",              get.clone(),    in_cluster!("/connectors/{connector_name}/tasks"), |it| shown(it, connectors::tasks)).named(CONNECTOR).source("Confluent Cloud API, Status (connect/v1)"),
        Route::new("getConnectv1ConnectorOffsets",             get.clone(),    in_cluster!("/connectors/{connector_name}/offsets"), |it| shown(it, offsets::read)).named(CONNECTOR).source(OFFSETS_V1),
        Route::new("alterConnectv1ConnectorOffsetsRequest",    post,           in_cluster!("/connectors/{connector_name}/offsets/request"), |it| written(it, |vendor, ctx, there, body| offsets::alter(vendor, ctx, &there, body))).named(CONNECTOR).source(OFFSETS_V1).takes((53, 53), &[FAILED]),
        Route::new("getConnectv1ConnectorOffsetsRequestStatus", get.clone(),   in_cluster!("/connectors/{connector_name}/offsets/request/status"), |it| shown(it, offsets::status)).named(CONNECTOR).source(OFFSETS_V1),
        Route::new("listConnectv1ConnectorPlugins",            get,            in_cluster!("/connector-plugins"), |it| shown(it, plugins::list)).source(PLUGINS_V1),
        Route::new("validateConnectv1ConnectorPlugin",         put.clone(),    in_cluster!("/connector-plugins/{plugin_name}/config/validate"), |it| written(it, |vendor, ctx, which, config| plugins::validate(vendor, ctx, &which, &config))).named(Named::Label("plugin_name")).source(PLUGINS_V1),
        Route::new("translateConnectv1ConnectorPlugin",        put,            in_cluster!("/connector-plugins/{plugin_name}/config/translate"), |it| typed(it, |vendor, ctx, which, config| plugins::translate(vendor, ctx, &which, config))).named(Named::Label("plugin_name")).source(PLUGINS_V1).fidelity(Fidelity::Partial),
    ];
    routes.extend(custom::routes());
    routes
}

pub fn fall_due(vendor: &mut Confluent, due: Due, ctx: &mut Ctx<'_, Confluent>) {
    match due {
        Due::Step { place, turn } => courses::step(vendor, ctx, &place, turn),
        Due::Fail { place, run, failure } => {
            courses::fail_late(vendor, ctx, (&place, run), failure);
        }
        Due::AutoRestart { place, turn } => courses::restart_late(vendor, ctx, &place, turn),
        Due::Show { place, id } => courses::show(vendor, &place, &id),
        Due::Offsets { place, number } => offsets::settle(vendor, ctx, &place, number),
        Due::Poll { place, turn, entity } => polls::poll(vendor, ctx, &place, (turn, entity)),
        Due::Version { plugin, version } => custom::versions::settle(vendor, &plugin, &version),
    }
}

/// Secrets of configurations by the tables of the plugins, and by their names. The id of a key is none: it is
/// sent in the open, and what stands for it would be another key.
pub fn secrecy(path: &[&str]) -> Secrecy {
    match path.last() {
        Some(&"kafka.api.key") => Secrecy::Open,
        Some(name) if validate::PLUGINS.iter().any(|it| it.is_secret(name)) => Secrecy::Secret,
        _ => secrecy::by_name(path),
    }
}
