//! Confluent Cloud: cluster linking and its neighbours of Kafka REST v3, and Connect v1.
//!
//! Two services that share credentials and clusters, and little else: [`kafka`] and [`connect`] each have
//! their state, their timers and their part of the table.

use std::sync::{Arc, LazyLock};

use http::Method;
use schemars::{Schema, SchemaGenerator};
use serde_json::{Value, json};

use crate::kernel::http::{Request, Response};
use crate::kernel::interface::Interface;
use crate::kernel::mistake::Mistake;
use crate::kernel::room::{Claim, Ctx, Stamp, Vendor};
use crate::kernel::route::{Call, Table};
use crate::kernel::secrecy::Secrecy;
use crate::kernel::signatory::Signatory;

pub mod acls;
pub mod allowance;
pub mod auth;
pub mod auto_mirrors;
pub mod behaviour;
pub mod clusters;
pub mod coerced;
pub mod connect;
pub mod dress;
pub mod errors;
pub mod interface;
pub mod kafka;
pub mod kinds;
pub mod link;
pub mod link_config_table;
pub mod link_configs;
pub mod link_create;
pub mod link_state;
pub mod link_tasks;
pub mod link_wording;
pub mod links;
pub mod mirror;
pub mod mirror_actions;
pub mod mirror_course;
pub mod mirror_restore;
pub mod mirrors;
pub mod moments;
pub mod murmur;
pub mod page;
pub mod partitions;
pub mod positions;
pub mod premises;
pub mod record_data;
pub mod records;
pub mod rest;
pub mod signing;
pub mod surface;
pub mod topic;
pub mod topic_config_table;
pub mod topic_configs;
pub mod topics;
pub mod wording;

use auth::{Caller, Target};
use errors::{Error, Kind, Place};
use premises::Premises;
use surface::Surface;

#[derive(Debug, Clone)]
pub struct Confluent {
    gate: auth::Gate,
    premises: Arc<Premises>,
    kafka: kafka::Kafka,
    connect: connect::Connect,
}

#[derive(Debug, Clone)]
pub enum Due {
    Kafka(kafka::Due),
    Connect(connect::Due),
}

static TABLE: LazyLock<Table<Confluent>> =
    LazyLock::new(|| Table::new(kafka::routes().into_iter().chain(connect::routes())));

impl Confluent {
    fn behaviour(&self) -> &behaviour::Behaviour {
        &self.premises.behaviour
    }
}

impl Vendor for Confluent {
    const NAME: &'static str = "confluent";
    const ERRORS: &'static [&'static str] = Kind::NAMES;
    const PLUS_IS_SPACE: bool = true;
    const EXAMPLES: &'static [&'static str] = &[premises::EXAMPLE_SECRET];
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
        if !mistakes.is_empty() {
            return Err(mistakes);
        }
        let premises = Arc::new(premises);
        Ok(Self {
            gate: auth::Gate::new(&premises),
            kafka: kafka::Kafka::new(&premises),
            connect: connect::Connect::new(&premises),
            premises,
        })
    }

    fn schema(schemas: &mut SchemaGenerator) -> Schema {
        schemas.subschema_for::<Premises>()
    }

    fn claim(request: &Request) -> Claim {
        if Surface::of(request.path()).is_some() { Claim::Path } else { Claim::No }
    }

    /// A slash at the end is none, for the services are built on Jersey.
    fn routed(path: &str) -> &str {
        path.strip_suffix('/').unwrap_or(path)
    }

    fn authenticate(&mut self, call: &Call<'_>, stamp: &Stamp<'_>) -> Result<Caller, Error> {
        if connect::custom::UPLOADS.contains(&call.operation) {
            return Ok(self.gate.presigned(call.request));
        }
        let (surface, operation) = (surface(stamp), Some(call.operation));
        let cluster = call.label("cluster_id");
        let target = Target { surface, operation, cluster };
        self.gate.judge(call.request, target, stamp)
    }

    fn interface() -> Option<Interface> {
        Some(interface::all())
    }

    fn keys(premises: &Premises) -> Vec<String> {
        premises.keys.iter().map(|it| it.id.clone()).collect()
    }

    fn sign(premises: &Premises, request: &mut Request, signatory: &Signatory<'_>) {
        signing::sign(premises, request, signatory);
    }

    fn unrouted(&mut self, stamp: &Stamp<'_>, methods: &[&'static Method]) -> Error {
        let surface = surface(stamp);
        let target = Target { surface, operation: None, cluster: None };
        if let Err(refused) = self.gate.judge(stamp.request, target, stamp) {
            return refused;
        }
        let (no_path, no_method) = match surface {
            Surface::Kafka | Surface::Links => (Kind::NotFound, Kind::MethodNotAllowed),
            Surface::Connect => (Kind::ResourceNotFound, Kind::ConnectMethodNotAllowed),
            Surface::Plugins => (Kind::PluginNotFound, Kind::PluginMethodNotAllowed),
        };
        if methods.is_empty() { no_path.into() } else { Error::from(no_method).allowing(methods) }
    }

    fn dress(&self, answer: Result<Response, Error>, stamp: &Stamp<'_>) -> Response {
        let (surface, draw) = (surface(stamp), &mut stamp.draw());
        let path = stamp.request.path();
        let mut response = answer
            .unwrap_or_else(|error| error.into_response(Place { surface, path, draw: &mut *draw }));
        dress::dress(&mut response.headers, surface, draw, stamp);
        response
    }

    fn secrecy(path: &[&str]) -> Secrecy {
        connect::secrecy(path)
    }

    fn fall_due(&mut self, due: Due, ctx: &mut Ctx<'_, Self>) {
        match due {
            Due::Kafka(due) => kafka::fall_due(self, due, ctx),
            Due::Connect(due) => connect::fall_due(self, due, ctx),
        }
    }

    fn state(&self) -> Value {
        json!({ "kafka": self.kafka.show(), "connect": self.connect.show() })
    }
}

/// The service that was called.
fn surface(stamp: &Stamp<'_>) -> Surface {
    Surface::of(stamp.request.path()).expect("the request was claimed")
}
