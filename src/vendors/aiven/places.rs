//! Where calls lead: project, service, Kafka Connect, connector. In this order it is told what is not there,
//! and only then is a body looked at.

use std::sync::Arc;

use http::StatusCode;
use serde::Serialize;
use serde_json::{Map, Value};

use super::behaviour::Unavailable;
use super::connector::{self, Connector};
use super::errors::{Kind, Result};
use super::service::{Instant, Phase, Place, Service};
use super::{Aiven, connectors, courses};
use crate::kernel::http::Response;
use crate::kernel::rejection::object;
use crate::kernel::room::{Ctx, observe};
use crate::kernel::route::{Call, It};

/// What the path of an operation on Kafka Connect says.
#[derive(Debug)]
pub struct There {
    pub service: Place,
    /// Of a connector, or of a plugin's class; empty if the path has none.
    pub name: Arc<str>,
    /// Of a task; empty if the path has none.
    pub task: String,
}

impl There {
    fn of(call: &Call<'_>) -> Self {
        Self {
            service: Place::of(call),
            name: call.label("connector_name").unwrap_or_default().into(),
            task: call.label("task_id").unwrap_or_default().to_owned(),
        }
    }

    pub fn connector(&self) -> connector::Place {
        connector::Place { service: self.service.clone(), name: Arc::clone(&self.name) }
    }
}

impl Place {
    pub fn of(call: &Call<'_>) -> Self {
        let label = |name| call.label(name).unwrap_or_default().into();
        Self { project: label("project"), service: label("service_name") }
    }
}

impl Instant {
    pub fn of(ctx: &Ctx<'_, Aiven>) -> Self {
        Self { now: ctx.now(), epoch: ctx.settings().epoch }
    }
}

/// Lifts a handler of Kafka Connect that takes no body: 200 with what it shows.
pub fn shown<A: Serialize>(
    (vendor, ctx, call): It<'_, '_, Aiven>,
    handler: impl FnOnce(&mut Aiven, &mut Ctx<'_, Aiven>, &There) -> Result<A>,
) -> Result<Response> {
    let there = There::of(call);
    connect(vendor, ctx, &there.service)?;
    let answer = handler(vendor, ctx, &there)?;
    Ok(Response::json(StatusCode::OK, &answer))
}

/// Likewise one that does something and has nothing to show. An empty body of type JSON crashes a client.
pub fn done(
    it: It<'_, '_, Aiven>,
    handler: impl FnOnce(&mut Aiven, &mut Ctx<'_, Aiven>, &There) -> Result<()>,
) -> Result<Response> {
    shown(it, |vendor, ctx, there| handler(vendor, ctx, there).map(|()| Map::new()))
}

/// Likewise one that takes a configuration and answers itself.
pub fn configured(
    (vendor, ctx, call): It<'_, '_, Aiven>,
    handler: impl FnOnce(
        &mut Aiven,
        &mut Ctx<'_, Aiven>,
        &There,
        Map<String, Value>,
    ) -> Result<Response>,
) -> Result<Response> {
    let there = There::of(call);
    connect(vendor, ctx, &there.service)?;
    if call.operation == connectors::CREATE {
        check_consistent(vendor, ctx, &there.service)?;
    }
    let body = object(&call.request.body)?;
    handler(vendor, ctx, &there, body)
}

/// Kafka Connect of a service, after what only waited for the service to be read.
fn connect(vendor: &mut Aiven, ctx: &mut Ctx<'_, Aiven>, place: &Place) -> Result<()> {
    observe(vendor, ctx, &place.key());
    let (at, is_linked) = (Instant::of(ctx), vendor.is_linked(place, Instant::of(ctx)));
    let unavailable = vendor.unavailable();
    vendor.service(place)?.check_connect(at, is_linked, unavailable)
}

/// For a while after a service has come to run, not all of the API knows it (terraform-provider-aiven, issue
/// 1839).
fn check_consistent(vendor: &Aiven, ctx: &Ctx<'_, Aiven>, place: &Place) -> Result<()> {
    let at = Instant::of(ctx);
    let window = vendor.premises.behaviour.create_404_after_running;
    let since = vendor.service(place)?.runs_since(at);
    let until = since.and_then(|it| it.checked_add(window).ok());
    if until.is_some_and(|it| at.now < it) { Err(Kind::ServiceNotFound.into()) } else { Ok(()) }
}

/// The connector, after what only waited for it to be read.
pub fn seen<'a>(
    vendor: &'a mut Aiven,
    ctx: &mut Ctx<'_, Aiven>,
    place: &connector::Place,
) -> Option<&'a Connector> {
    let key = place.key();
    observe(vendor, ctx, &courses::shown_key(&key));
    observe(vendor, ctx, &key);
    let service = vendor.service(&place.service).ok()?;
    service.connectors.get(&place.name).filter(|it| !it.is_hidden)
}

impl Aiven {
    pub fn service(&self, place: &Place) -> Result<&Service> {
        let found = self.services.get(&place.project).and_then(|it| it.get(&place.service));
        found.ok_or_else(|| Kind::ServiceNotFound.into())
    }

    pub fn service_mut(&mut self, place: &Place) -> Result<&mut Service> {
        let found = self.services.get_mut(&place.project);
        let found = found.and_then(|it| it.get_mut(&place.service));
        found.ok_or_else(|| Kind::ServiceNotFound.into())
    }

    pub fn connector_mut(&mut self, place: &connector::Place) -> Option<&mut Connector> {
        self.service_mut(&place.service).ok()?.connectors.get_mut(&place.name)
    }

    /// Whether the service has a Kafka to connect to: itself, or one that it is integrated with.
    pub fn is_linked(&self, place: &Place, at: Instant) -> bool {
        let kind = self.service(place).map_or("", |it| &it.kind);
        let mut links = self.integrations.values().filter(|it| it.links(place));
        let runs =
            |kafka: &Place| self.service(kafka).is_ok_and(|it| it.state(at) != Phase::Poweroff);
        kind != "kafka_connect" || links.any(|it| it.is_active && runs(&it.source))
    }

    /// What Kafka Connect answers that is not up yet.
    pub fn unavailable(&self) -> Kind {
        match self.premises.behaviour.unavailable {
            Unavailable::ServiceUnavailable => Kind::ConnectUnavailable,
            Unavailable::NotImplemented => Kind::TryLater,
        }
    }
}
