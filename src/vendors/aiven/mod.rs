//! Aiven: Kafka Connect of a service, and what a client of it touches first: users, tokens, projects, services.
//!
//! Documents: "Aiven API Documentation v1" (the `OpenAPI` document of 2023-11, and `go-client-codegen`, which is
//! made from a later one), and Aiven's documentation. What a worker of Kafka Connect does behind the API is
//! that of Apache Kafka; that Aiven passes it on unchanged is UNCONFIRMED.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use http::Method;
use schemars::{Schema, SchemaGenerator};
use serde_json::Value;

use crate::kernel::http::{Request, Response};
use crate::kernel::mistake::Mistake;
use crate::kernel::room::{Claim, Ctx, Stamp, Vendor};
use crate::kernel::route::Named::{Label, Member};
use crate::kernel::route::{Call, Fidelity, Route, Table, typed};
use crate::kernel::secrecy::Secrecy;
use crate::kernel::signatory::Signatory;

pub mod auth;
pub mod behaviour;
pub mod claim;
pub mod clouds;
pub mod configs;
pub mod connector;
pub mod connectors;
pub mod controls;
pub mod courses;
pub mod deliveries;
pub mod delivery;
pub mod errors;
pub mod integration;
pub mod integrations;
pub mod kinds;
pub mod lives;
pub mod names;
pub mod opening;
pub mod outcomes;
pub mod places;
pub mod plugin_lists;
pub mod plugins;
pub mod premises;
pub mod projects;
pub mod service;
pub mod service_courses;
pub mod service_settings;
pub mod service_tasks;
pub mod service_types;
pub mod service_view;
pub mod services;
pub mod signing;
pub mod state;
pub mod token;
pub mod tokens;
pub mod traces;
pub mod users;
pub mod versions;

use auth::{Caller, Gate};
use errors::{Error, Kind};
use integration::Integration;
use outcomes::{FAILED, TASK_FAILED, TASKS_FAILED, UNASSIGNED};
use premises::Premises;
use service::Service;

#[derive(Debug, Clone)]
pub struct Aiven {
    gate: Gate,
    premises: Arc<Premises>,
    /// By project and name.
    services: BTreeMap<Arc<str>, BTreeMap<Arc<str>, Service>>,
    integrations: BTreeMap<integration::Id, Integration>,
    tasks: BTreeMap<service_tasks::Id, service_tasks::Task>,
    /// Which records a connector has delivered, by its key; and how often each endpoint has answered.
    committed: BTreeMap<String, BTreeSet<usize>>,
    answers: BTreeMap<usize, usize>,
}

/// What can fall due.
#[derive(Debug, Clone)]
pub enum Due {
    /// A step of what a connector is going through is over.
    Step { place: connector::Place, turn: u64 },
    /// What ran fails.
    Fail { place: connector::Place, run: u64, failure: outcomes::Failure },
    /// What no worker had is assigned again.
    Reassign { place: connector::Place, run: u64 },
    /// A connector that restarts by itself is looked at.
    Check { place: connector::Place, run: u64 },
    /// Reads come to see a connector that was made.
    Show { place: connector::Place, run: u64 },
    /// A connector goes on to deliver records.
    Deliver { place: connector::Place, turn: u64 },
    /// A step of what a service is going through is over.
    Service { place: service::Place, turn: u64 },
    /// An integration comes to be active.
    Integration { id: integration::Id },
    /// A service's task is done.
    Task { id: service_tasks::Id },
}

macro_rules! in_service {
    ($path:literal) => {
        concat!("/v1/project/{project}/service/{service_name}", $path)
    };
}

const CONNECTOR: &str = in_service!("/connectors/{connector_name}");
const INTEGRATION: &str = "/v1/project/{project}/integration/{integration_id}";

const NAMED: crate::kernel::route::Named = Label("connector_name");
const OF_SERVICE: crate::kernel::route::Named = Label("service_name");
const OF_INTEGRATION: crate::kernel::route::Named = Label("integration_id");

/// What a start, a resumption or a restart can end as.
const STARTS: &[&str] = &[FAILED, TASKS_FAILED, TASK_FAILED, UNASSIGNED];
const TASKS: &[&str] = &[TASKS_FAILED, TASK_FAILED, FAILED, UNASSIGNED];

const CONNECT: &str = "Aiven API, Service: Kafka Connect";
const SERVICE: &str = "Aiven API, Service";
const INTEGRATIONS: &str = "Aiven API, Service Integrations";
const USER: &str = "Aiven API, User";
const PROJECT: &str = "Aiven API, Project";

// Durations: a new Connect service takes 2 to 5 minutes, Kafka Connect in one that runs 30 to 60 seconds
// (documentation, "Available connector plugins list not currently available"). CHOICE: the others; of a
// connector's start no number is published.
#[rustfmt::skip] // A table: one operation, one line.
static TABLE: LazyLock<Table<Aiven>> = LazyLock::new(|| Table::new([
    Route::new("ServiceKafkaConnectGetAvailableConnectors",     Method::GET,    in_service!("/available-connectors"), |it| places::shown(it, plugin_lists::available)).named(OF_SERVICE).source(CONNECT),
    Route::new("ServiceKafkaConnectGetConnectorConfiguration",  Method::GET,    in_service!("/connector-plugins/{connector_name}/configuration"), |it| places::shown(it, plugin_lists::configuration)).named(NAMED).source(CONNECT),
    Route::new("ServiceKafkaConnectList",                       Method::GET,    in_service!("/connectors"), |it| places::shown(it, connectors::list)).named(OF_SERVICE).source(CONNECT),
    Route::new(connectors::CREATE,                              Method::POST,   in_service!("/connectors"), |it| places::configured(it, connectors::create)).named(Member("name")).takes((2, 2), STARTS).source(CONNECT),
    Route::new("ServiceKafkaConnectEditConnector",              Method::PUT,    CONNECTOR, |it| places::configured(it, connectors::edit)).named(NAMED).takes((2, 2), STARTS).source(CONNECT),
    Route::new("ServiceKafkaConnectDeleteConnector",            Method::DELETE, CONNECTOR, |it| places::done(it, connectors::delete)).named(NAMED).source(CONNECT),
    Route::new("ServiceKafkaConnectGetConnectorStatus",         Method::GET,    in_service!("/connectors/{connector_name}/status"), |it| places::shown(it, connectors::status)).named(NAMED).source(CONNECT),
    Route::new("ServiceKafkaConnectPauseConnector",             Method::POST,   in_service!("/connectors/{connector_name}/pause"), |it| places::done(it, controls::pause)).named(NAMED).takes((1, 1), &[]).source(CONNECT),
    Route::new("ServiceKafkaConnectResumeConnector",            Method::POST,   in_service!("/connectors/{connector_name}/resume"), |it| places::done(it, controls::resume)).named(NAMED).takes((1, 1), TASKS).source(CONNECT),
    Route::new("ServiceKafkaConnectRestartConnector",           Method::POST,   in_service!("/connectors/{connector_name}/restart"), |it| places::done(it, controls::restart)).named(NAMED).takes((1, 1), STARTS).source(CONNECT),
    Route::new("ServiceKafkaConnectRestartConnectorTask",       Method::POST,   in_service!("/connectors/{connector_name}/tasks/{task_id}/restart"), |it| places::done(it, controls::restart_task)).named(NAMED).takes((1, 1), TASKS).source(CONNECT),
    Route::new("ServiceKafkaConnectStopConnector",              Method::POST,   in_service!("/connectors/{connector_name}/stop"), |it| places::done(it, controls::stop)).named(NAMED).takes((1, 1), &[]).source("Documentation, avn service connector stop; aiven-client 4.18"),
    Route::new("ServiceList",                                   Method::GET,    "/v1/project/{project}/service", |it| typed(it, services::list)).source(SERVICE),
    Route::new("ServiceCreate",                                 Method::POST,   "/v1/project/{project}/service", |it| typed(it, services::create)).named(Member("service_name")).takes((120, 300), &[]).source(SERVICE),
    Route::new("ServiceGet",                                    Method::GET,    in_service!(""), |it| typed(it, |vendor, ctx, there, body| services::read(vendor, ctx, &there, body))).named(OF_SERVICE).source(SERVICE),
    Route::new("ServiceUpdate",                                 Method::PUT,    in_service!(""), |it| typed(it, |vendor, ctx, there, body| services::update(vendor, ctx, &there, body))).named(OF_SERVICE).takes((30, 60), &[]).source(SERVICE),
    Route::new("ServiceDelete",                                 Method::DELETE, in_service!(""), |it| typed(it, |vendor, ctx, there, body| services::delete(vendor, ctx, &there, body))).named(OF_SERVICE).source(SERVICE),
    Route::new("ServiceTaskCreate",                             Method::POST,   in_service!("/task"), |it| typed(it, service_tasks::create)).named(OF_SERVICE).takes((10, 60), &[service_tasks::FAILED]).source(SERVICE).fidelity(Fidelity::Partial),
    Route::new("ServiceTaskGet",                                Method::GET,    in_service!("/task/{task_id}"), |it| typed(it, service_tasks::read)).named(OF_SERVICE).source(SERVICE),
    Route::new("ServiceIntegrationList",                        Method::GET,    in_service!("/integration"), |it| typed(it, integrations::list)).named(OF_SERVICE).source(INTEGRATIONS),
    Route::new("ServiceIntegrationCreate",                      Method::POST,   "/v1/project/{project}/integration", |it| typed(it, integrations::create)).named(Member("dest_service")).takes((30, 60), &[]).source(INTEGRATIONS),
    Route::new("ServiceIntegrationGet",                         Method::GET,    INTEGRATION, |it| typed(it, |vendor, ctx, there, body| integrations::read(vendor, ctx, &there, body))).named(OF_INTEGRATION).source(INTEGRATIONS),
    Route::new("ServiceIntegrationUpdate",                      Method::PUT,    INTEGRATION, |it| typed(it, |vendor, ctx, there, body| integrations::update(vendor, ctx, &there, body))).named(OF_INTEGRATION).source(INTEGRATIONS),
    Route::new("ServiceIntegrationDelete",                      Method::DELETE, INTEGRATION, |it| typed(it, |vendor, ctx, there, body| integrations::delete(vendor, ctx, &there, body))).named(OF_INTEGRATION).source(INTEGRATIONS),
    Route::new("UserAuth",                                      Method::POST,   "/v1/userauth", |it| typed(it, users::log_in)).source(USER),
    Route::new("UserInfo",                                      Method::GET,    "/v1/me", |it| typed(it, users::show)).source(USER),
    Route::new("UserLogout",                                    Method::POST,   "/v1/me/logout", |it| typed(it, users::log_out)).source(USER),
    Route::new("AccessTokenList",                               Method::GET,    "/v1/access_token", |it| typed(it, tokens::list)).source(USER),
    Route::new("AccessTokenCreate",                             Method::POST,   "/v1/access_token", |it| typed(it, tokens::create)).source(USER),
    Route::new("AccessTokenUpdate",                             Method::PUT,    "/v1/access_token/{token_prefix}", |it| typed(it, tokens::update)).secret("token_prefix").source(USER),
    Route::new("AccessTokenRevoke",                             Method::DELETE, "/v1/access_token/{token_prefix}", |it| typed(it, tokens::revoke)).secret("token_prefix").source(USER),
    Route::new("ProjectList",                                   Method::GET,    "/v1/project", |it| typed(it, projects::list)).source(PROJECT),
    Route::new("ProjectGet",                                    Method::GET,    "/v1/project/{project}", |it| typed(it, projects::read)).named(Label("project")).source(PROJECT).fidelity(Fidelity::Partial),
    Route::new("VpcList",                                       Method::GET,    "/v1/project/{project}/vpcs", |it| typed(it, projects::networks)).source(PROJECT).fidelity(Fidelity::Partial),
    Route::new("ListClouds",                                    Method::GET,    "/v1/clouds", |it| typed(it, clouds::list)).source("Aiven API, Cloud platforms").fidelity(Fidelity::Partial),
    Route::new("ListProjectClouds",                             Method::GET,    "/v1/project/{project}/clouds", |it| typed(it, clouds::list)).source("Aiven API, Cloud platforms").fidelity(Fidelity::Partial),
    Route::new("ListPublicServiceTypes",                        Method::GET,    "/v1/service_types", |it| typed(it, service_types::list)).source(SERVICE).fidelity(Fidelity::Partial),
    Route::new("ListProjectServiceTypes",                       Method::GET,    "/v1/project/{project}/service_types", |it| typed(it, service_types::list)).source(SERVICE).fidelity(Fidelity::Partial),
    Route::new("ProjectServiceTypeGet",                         Method::GET,    "/v1/project/{project}/service-types/{service_type}", |it| typed(it, service_types::read)).named(Label("service_type")).source("aiven-client 4.18, get_service_type").fidelity(Fidelity::Partial),
    Route::new("ListServiceVersions",                           Method::GET,    "/v1/service_versions", |it| typed(it, versions::list)).source(SERVICE),
    Route::new("ListAccountServiceVersions",                    Method::GET,    "/v1/account/{account_id}/service_versions", |it| typed(it, versions::of_account)).named(Label("account_id")).source("aiven-client 4.18, get_service_versions"),
]));

impl Vendor for Aiven {
    const NAME: &'static str = "aiven";
    const ERRORS: &'static [&'static str] = Kind::NAMES;
    const PLUS_IS_SPACE: bool = true;
    const EXAMPLES: &'static [&'static str] = premises::EXAMPLE_SECRETS;
    type Premises = Premises;
    type Error = Error;
    type Caller = Caller;
    type Due = Due;

    fn table() -> &'static Table<Self> {
        &TABLE
    }

    fn open(premises: Premises) -> Result<Self, Vec<Mistake>> {
        let operations: Vec<_> = TABLE.routes().iter().map(|it| it.name).collect();
        let mistakes = premises.mistakes(&operations);
        if mistakes.is_empty() { Ok(opening::open(premises)) } else { Err(mistakes) }
    }

    fn schema(schemas: &mut SchemaGenerator) -> Schema {
        schemas.subschema_for::<Premises>()
    }

    fn claim(request: &Request) -> Claim {
        claim::claim(request)
    }

    fn authenticate(&mut self, call: &Call<'_>, stamp: &Stamp<'_>) -> Result<Caller, Error> {
        self.gate.judge(call, stamp)
    }

    fn keys(premises: &Premises) -> Vec<String> {
        premises.told_tokens().map(|(prefix, _)| prefix).collect()
    }

    fn sign(premises: &Premises, request: &mut Request, signatory: &Signatory<'_>) {
        signing::sign(premises, request, signatory);
    }

    fn unrouted(&mut self, stamp: &Stamp<'_>, methods: &[&'static Method]) -> Error {
        match self.gate.caller(stamp) {
            Err(refused) => refused,
            Ok(_) if methods.is_empty() => Kind::EndpointNotFound.into(),
            Ok(_) => Kind::MethodNotAllowed.into(),
        }
    }

    fn dress(&self, answer: Result<Response, Error>, stamp: &Stamp<'_>) -> Response {
        let names = names::Names::of(stamp.request);
        let response = answer.unwrap_or_else(|error| error.into_response(&names));
        state::dated(response, stamp)
    }

    fn secrecy(path: &[&str]) -> Secrecy {
        configs::secrecy(path)
    }

    fn fall_due(&mut self, due: Due, ctx: &mut Ctx<'_, Self>) {
        match due {
            Due::Step { place, turn } => courses::step(self, ctx, &place, turn),
            Due::Fail { place, run, failure } => {
                courses::fail_late(self, ctx, (&place, run), &failure);
            }
            Due::Reassign { place, run } => courses::reassign(self, ctx, &place, run),
            Due::Check { place, run } => courses::check(self, ctx, &place, run),
            Due::Show { place, run } => courses::show(self, &place, run),
            Due::Deliver { place, turn } => deliveries::go_on(self, ctx, &place, turn),
            Due::Service { place, turn } => service_courses::step(self, ctx, &place, turn),
            Due::Integration { id } => service_courses::link(self, ctx, &id),
            Due::Task { id } => service_tasks::settle(self, &id),
        }
    }

    fn state(&self) -> Value {
        state::show(self)
    }
}
