//! Amazon MSK Connect: the operations it has, and the state behind them.
//!
//! Protocol: `rest-json`, API version 2021-09-14. Documents: "Amazon MSK Connect API Reference", "Amazon MSK
//! Developer Guide", and the service model that the AWS SDKs are made from.

use std::sync::{Arc, LazyLock};

use bytes::Bytes;
use http::{HeaderValue, Method, StatusCode, header};
use schemars::{Schema, SchemaGenerator};
use serde::Serialize;
use serde_json::Value;

use crate::kernel::http::{Request, Response};
use crate::kernel::mistake::Mistake;
use crate::kernel::room::{Claim, Ctx, Stamp, Vendor};
use crate::kernel::route::Named::{Label, Member};
use crate::kernel::route::{Call, Route, Table, silent, typed, written};
use crate::kernel::secrecy::{self, Secrecy};
use crate::kernel::signatory::Signatory;

mod arns;
pub mod auth;
pub mod behaviour;
mod caller;
mod capacity;
mod connector;
mod connector_pauses;
mod connector_updates;
mod connectors;
mod courses;
mod creation;
mod dress;
mod errors;
mod lists;
mod operations;
mod phases;
mod plugin;
mod plugins;
pub mod premises;
mod progress;
mod proof;
mod quotas;
mod references;
pub mod refusals;
mod relics;
mod service_operations;
mod shapes;
mod shelf;
pub mod signature;
mod signing;
mod spaces;
mod state;
mod tags;
mod unrouted;
mod validate;
mod wording;
mod worker_configuration;
mod workers;

use arns::{Arn, Kind};
use auth::{Caller, Gate, Terms};
use behaviour::Behaviour;
use connector::Connector;
use errors::Error;
use plugin::CustomPlugin;
use premises::{Level, Premises};
use shapes::{Reason, Texts};
use spaces::Spaces;
use worker_configuration::WorkerConfiguration;

#[derive(Debug, Clone)]
pub struct Msk {
    gate: Gate,
    spaces: Spaces,
}

/// What can fall due. The kind of resource is told by the ARN.
#[derive(Debug, Clone)]
pub enum Due {
    /// What was begun in that turn goes on, or is over.
    Phase { arn: Arc<str>, turn: u32 },
    /// The service begins an operation itself: the `nth` of those in the premises.
    Serve { arn: Arc<str>, nth: usize },
    /// What had succeeded fails.
    Fail { arn: Arc<str>, reason: Reason },
    /// Reads see what was done.
    Reveal { arn: Arc<str>, lag: u32 },
}

const CONNECTOR: &str = "/v1/connectors/{connectorArn}";
const OPERATION: &str = "/v1/connectorOperations/{connectorOperationArn}";
const PLUGIN: &str = "/v1/custom-plugins/{customPluginArn}";
const WORKERS: &str = "/v1/worker-configurations/{workerConfigurationArn}";
const TAGS: &str = "/v1/tags/{resourceArn}";

const UPDATE_ENDS: &[&str] = &["UPDATE_FAILED", "ROLLBACK_COMPLETE", "ROLLBACK_FAILED"];

// Durations: creating a connector takes 10 to 15 minutes by public runbooks, deleting one less than 10 (a
// client's time-out), creating a plugin seconds to minutes. UNCONFIRMED: the others.
#[rustfmt::skip] // A table: one operation, one line.
static TABLE: LazyLock<Table<Msk>> = LazyLock::new(|| Table::new([
    Route::new("CreateConnector",             Method::POST,   "/v1/connectors",                       |it| typed(it, connectors::create)).named(Member("connectorName")).takes((600, 900), &["FAILED"]).source("API Reference, CreateConnector"),
    Route::new("ListConnectors",              Method::GET,    "/v1/connectors",                       |it| written(it, connectors::list)).paged().source("API Reference, ListConnectors"),
    Route::new("DescribeConnector",           Method::GET,    CONNECTOR,                              |it| written(it, connectors::describe)).named(Label("connectorArn")).source("API Reference, DescribeConnector"),
    Route::new("UpdateConnector",             Method::PUT,    CONNECTOR,                              |it| typed(it, connector_updates::update)).named(Label("connectorArn")).takes((60, 300), UPDATE_ENDS).source("API Reference, UpdateConnector"),
    Route::new("DeleteConnector",             Method::DELETE, CONNECTOR,                              |it| typed(it, connectors::delete)).named(Label("connectorArn")).takes((120, 480), &["FAILED"]).source("API Reference, DeleteConnector"),
    Route::new("ListConnectorOperations",     Method::GET,    "/v1/connectors/{connectorArn}/operations", |it| written(it, operations::list)).named(Label("connectorArn")).paged().source("API Reference, ListConnectorOperations"),
    Route::new("DescribeConnectorOperation",  Method::GET,    OPERATION,                              |it| written(it, operations::describe)).named(Label("connectorOperationArn")).source("API Reference, DescribeConnectorOperation"),
    Route::new("PauseConnector",              Method::PUT,    "/v1/connectors/{connectorArn}/pause",  |it| typed(it, connector_pauses::pause)).named(Label("connectorArn")).takes((30, 120), &["PAUSE_FAILED"]).source("Service model of 2026, PauseConnector"),
    Route::new("ResumeConnector",             Method::PUT,    "/v1/connectors/{connectorArn}/resume", |it| typed(it, connector_pauses::resume)).named(Label("connectorArn")).takes((30, 120), &["RESUME_FAILED"]).source("Service model of 2026, ResumeConnector"),
    Route::new("RestartConnector",            Method::POST,   "/v1/connectors/{connectorArn}/restart", |it| typed(it, connector_pauses::restart)).named(Label("connectorArn")).takes((30, 120), &["RESTART_FAILED"]).source("Service model of 2026, RestartConnector; Developer Guide, Restart a connector"),
    Route::new("CreateCustomPlugin",          Method::POST,   "/v1/custom-plugins",                   |it| typed(it, plugins::create)).named(Member("name")).takes((5, 120), &["CREATE_FAILED"]).source("API Reference, CreateCustomPlugin"),
    Route::new("ListCustomPlugins",           Method::GET,    "/v1/custom-plugins",                   |it| written(it, plugins::list)).paged().source("API Reference, ListCustomPlugins"),
    Route::new("DescribeCustomPlugin",        Method::GET,    PLUGIN,                                 |it| written(it, plugins::describe)).named(Label("customPluginArn")).source("API Reference, DescribeCustomPlugin"),
    Route::new("DeleteCustomPlugin",          Method::DELETE, PLUGIN,                                 |it| typed(it, plugins::delete)).named(Label("customPluginArn")).takes((5, 60), &[]).source("API Reference, DeleteCustomPlugin"),
    Route::new("CreateWorkerConfiguration",   Method::POST,   "/v1/worker-configurations",            |it| written(it, workers::create)).named(Member("name")).source("API Reference, CreateWorkerConfiguration"),
    Route::new("ListWorkerConfigurations",    Method::GET,    "/v1/worker-configurations",            |it| written(it, workers::list)).paged().source("API Reference, ListWorkerConfigurations"),
    Route::new("DescribeWorkerConfiguration", Method::GET,    WORKERS,                                |it| written(it, workers::describe)).named(Label("workerConfigurationArn")).source("API Reference, DescribeWorkerConfiguration"),
    Route::new("DeleteWorkerConfiguration",   Method::DELETE, WORKERS,                                |it| typed(it, workers::delete)).named(Label("workerConfigurationArn")).takes((1, 10), &[]).source("API Reference, DeleteWorkerConfiguration"),
    Route::new("TagResource",                 Method::POST,   TAGS,                                   |it| silent(it, tags::add)).named(Label("resourceArn")).source("API Reference, TagResource"),
    Route::new("UntagResource",               Method::DELETE, TAGS,                                   |it| silent(it, tags::remove)).named(Label("resourceArn")).source("API Reference, UntagResource"),
    Route::new("ListTagsForResource",         Method::GET,    TAGS,                                   |it| written(it, tags::list)).named(Label("resourceArn")).source("API Reference, ListTagsForResource"),
]));

/// What came with the third level of the API.
const SINCE_L3: &[&str] = &["PauseConnector", "ResumeConnector", "RestartConnector"];

impl Vendor for Msk {
    const NAME: &'static str = "msk";
    const ERRORS: &'static [&'static str] = errors::Kind::NAMES;
    const PLUS_IS_SPACE: bool = false;
    type Premises = Premises;
    type Error = Error;
    type Caller = Caller;
    type Due = Due;

    fn table() -> &'static Table<Self> {
        &TABLE
    }

    fn open(premises: Premises) -> Result<Self, Vec<Mistake>> {
        let operations: Vec<_> = TABLE.routes().iter().map(|it| it.name).collect();
        let mut mistakes = premises.mistakes(&operations);
        let behaviour = premises.behaviour.mistakes();
        mistakes.extend(behaviour.into_iter().map(|it| it.under("behaviour")));
        if !mistakes.is_empty() {
            return Err(mistakes);
        }
        Ok(Self { gate: Gate::new(premises), spaces: Spaces::default() })
    }

    fn schema(schemas: &mut SchemaGenerator) -> Schema {
        schemas.subschema_for::<Premises>()
    }

    fn keys(premises: &Premises) -> Vec<String> {
        premises.credentials.iter().map(|it| it.access_key.clone()).collect()
    }

    fn sign(premises: &Premises, request: &mut Request, signatory: &Signatory<'_>) {
        signing::sign(premises, request, signatory);
    }

    fn claim(request: &Request) -> Claim {
        unrouted::claim(request)
    }

    fn serves(&self, operation: &str) -> bool {
        self.level() >= Level::L3 || !SINCE_L3.contains(&operation)
    }

    fn authenticate(&mut self, call: &Call<'_>, stamp: &Stamp<'_>) -> Result<Caller, Error> {
        let caller = self.gate.judge(call.request, &Terms::of(stamp))?;
        if caller.rights.is_some() {
            // Of a resource that is yet to be made there is no ARN, whatever its name.
            let mut labels = call.labels().map(|(_, value)| value);
            let resource = labels.find(|it| it.starts_with("arn:")).unwrap_or_default();
            caller.authorize(call.operation, resource)?;
        }
        Ok(caller)
    }

    fn unrouted(&mut self, stamp: &Stamp<'_>, _: &[&'static Method]) -> Error {
        match self.gate.judge(stamp.request, &Terms::of(stamp)) {
            Ok(_) => unrouted::error(stamp.request.path(), self.behaviour()),
            Err(refusal) => refusal.into(),
        }
    }

    fn dress(&self, answer: Result<Response, Error>, stamp: &Stamp<'_>) -> Response {
        let mut response = answer.unwrap_or_else(|error| error.into_response(self.behaviour()));
        dress::dress(&mut response.headers, stamp);
        response
    }

    fn short(identity: &str) -> &str {
        Arn::parse(identity).map_or(identity, |arn| arn.name)
    }

    /// The service model marks these two as sensitive.
    fn secrecy(path: &[&str]) -> Secrecy {
        match path {
            [.., "connectorConfiguration", key] => secrecy::by_name(&[key]),
            [.., "propertiesFileContent"] => Secrecy::Encoded,
            _ => Secrecy::Open,
        }
    }

    fn fall_due(&mut self, due: Due, ctx: &mut Ctx<'_, Self>) {
        let (Due::Phase { arn, .. }
        | Due::Serve { arn, .. }
        | Due::Fail { arn, .. }
        | Due::Reveal { arn, .. }) = &due;
        let kind = Arn::parse(arn).expect("ARNs of our own").kind;
        match (due, kind) {
            (Due::Phase { arn, turn }, Kind::Connector) => courses::phase(self, ctx, &arn, turn),
            (Due::Phase { arn, turn }, Kind::CustomPlugin) => plugins::phase(self, ctx, &arn, turn),
            (Due::Phase { arn, turn }, _) => workers::phase(self, &arn, turn),
            (Due::Serve { arn, nth }, _) => service_operations::fall_due(self, ctx, &arn, nth),
            (Due::Fail { arn, reason }, Kind::Connector) => courses::fail_late(self, &arn, reason),
            (Due::Fail { arn, reason }, _) => plugins::fail_late(self, &arn, reason),
            (Due::Reveal { arn, lag }, Kind::Connector) => {
                spaces::reveal::<Connector>(self, &arn, lag);
            }
            (Due::Reveal { arn, lag }, Kind::CustomPlugin) => {
                spaces::reveal::<CustomPlugin>(self, &arn, lag);
            }
            (Due::Reveal { arn, lag }, _) => {
                spaces::reveal::<WorkerConfiguration>(self, &arn, lag);
            }
        }
    }

    fn state(&self) -> Value {
        state::show(&self.spaces, self.level(), self.digits())
    }
}

impl Msk {
    fn behaviour(&self) -> &Behaviour {
        &self.gate.premises().behaviour
    }

    fn level(&self) -> Level {
        self.gate.premises().level
    }

    /// Of a second's fraction, wherever an answer has an instant.
    fn digits(&self) -> u8 {
        self.behaviour().timestamp_digits
    }
}

/// Who creates with tags needs the right to tag as well (Service Authorization Reference).
fn authorize_tags(ctx: &Ctx<'_, Msk>, tags: Option<&Texts>) -> errors::Result<()> {
    if tags.is_some_and(|it| !it.0.is_empty()) {
        ctx.caller().authorize("TagResource", "")?;
    }
    Ok(())
}

/// 200 with `body` as JSON.
fn ok(body: &impl Serialize) -> Response {
    Response::json(StatusCode::OK, body)
}

/// 200 with what is JSON already.
fn ok_written(json: Bytes) -> Response {
    let mut response = Response::new(StatusCode::OK, json);
    let kind = HeaderValue::from_static("application/json");
    response.headers.insert(header::CONTENT_TYPE, kind);
    response
}
