//! Connectors: listed, made, edited, deleted, and what state they are in.

use std::sync::Arc;

use http::StatusCode;
use serde_json::{Map, Value, json};

use super::behaviour::{CreateStatus, EditsUnknown, NameMismatch};
use super::connector::{self, Config, Connector, Runs, Target};
use super::deliveries::Delivered;
use super::errors::{Error, Kind, Result};
use super::places::{self, There};
use super::{Aiven, configs, courses};
use crate::kernel::http::Response;
use crate::kernel::room::Ctx;

/// The operation that a service refuses which is not known everywhere yet.
pub const CREATE: &str = "ServiceKafkaConnectCreateConnector";

/// Those whose class no plugin has stand apart.
pub fn list(vendor: &mut Aiven, ctx: &mut Ctx<'_, Aiven>, there: &There) -> Result<Value> {
    let service = vendor.service(&there.service)?;
    if service.lists_blocked_until.is_some_and(|it| ctx.now() < it) {
        return Err(vendor.unavailable().into());
    }
    let names: Vec<_> = service.connectors.values().map(|it| it.place.clone()).collect();
    for place in &names {
        places::seen(vendor, ctx, place);
    }
    let service = vendor.service(&there.service)?;
    let seen = service.connectors.values().filter(|it| !it.is_hidden);
    let (lost, found): (Vec<_>, Vec<_>) = seen.partition(|it| matches!(it.runs, Runs::Nothing));
    let mut shown = json!({ "connectors": found.iter().map(|it| it.show()).collect::<Vec<_>>() });
    if !lost.is_empty() {
        let lost = lost.iter().map(|it| show_lost(vendor, it));
        shown["failed_connectors"] = lost.collect();
    }
    Ok(shown)
}

/// Of the class there is nothing to show but its name.
fn show_lost(vendor: &Aiven, connector: &Connector) -> Value {
    let class = connector.config.get("connector.class").map_or("", String::as_str);
    json!({
        "name": connector.name(),
        "config": { "name": connector.name(), "connector.class": class },
        "error": configs::unresolved(vendor, class),
    })
}

/// UNCONFIRMED: whether the answer is 200, as documented, or 201.
pub fn create(
    vendor: &mut Aiven,
    ctx: &mut Ctx<'_, Aiven>,
    there: &There,
    body: Map<String, Value>,
) -> Result<Response> {
    let config = configs::read(body)?;
    let Some(name) = config.get("name").filter(|it| !it.is_empty()) else {
        return Err(configs::invalid("Missing required field 'name'".into()));
    };
    let name: Arc<str> = name.as_str().into();
    let runs = configs::check(vendor, &config)?;
    if vendor.service(&there.service)?.connectors.contains_key(&name) {
        return Err(Kind::ConnectorExists.into());
    }
    let place = connector::Place { service: there.service.clone(), name };
    make(vendor, ctx, place, (runs, config))
}

/// Makes a connector that is not there yet, and lets it begin.
fn make(
    vendor: &mut Aiven,
    ctx: &mut Ctx<'_, Aiven>,
    place: connector::Place,
    (runs, config): (Runs, Config),
) -> Result<Response> {
    let mut connector = Connector {
        place,
        runs,
        config: Arc::new(config),
        state: None,
        tasks: Vec::new(),
        target: Target::Running,
        work: None,
        rest: None,
        turn: 0,
        run: 0,
        is_hidden: false,
        created_at: ctx.now(),
        delivered: Delivered::default(),
    };
    courses::start(ctx, &mut connector);
    courses::hide(ctx, &mut connector);
    let shown = json!({ "connector": connector.show() });
    let behaviour = vendor.premises.behaviour;
    let service = vendor.service_mut(&connector.place.service)?;
    service.block_lists(ctx.now(), behaviour.list_unavailable_after_write);
    service.connectors.insert(Arc::clone(&connector.place.name), connector);
    let status = match behaviour.create_status {
        CreateStatus::Ok => StatusCode::OK,
        CreateStatus::Created => StatusCode::CREATED,
    };
    Ok(Response::json(status, &shown))
}

/// The whole configuration is replaced.
///
/// UNCONFIRMED: a body without a name is taken for one with the path's, as a worker does; one with another
/// name is refused in a worker's words; and one for a connector that is not there gets 404.
pub fn edit(
    vendor: &mut Aiven,
    ctx: &mut Ctx<'_, Aiven>,
    there: &There,
    body: Map<String, Value>,
) -> Result<Response> {
    let mut config = configs::read(body)?;
    let behaviour = vendor.premises.behaviour;
    let given = config.insert("name".into(), there.name.to_string());
    let given = given.filter(|it| **it != *there.name);
    if let Some(given) = given.filter(|_| behaviour.name_mismatch == NameMismatch::Refused) {
        let message = format!(
            "Connector name configuration ({given}) doesn't match connector name in the URL ({})",
            there.name
        );
        return Err(Error::new(Kind::InvalidConfiguration, message));
    }
    let runs = configs::check(vendor, &config)?;
    let place = there.connector();
    let service = vendor.service_mut(&there.service)?;
    let Some(connector) = service.connectors.get_mut(&there.name) else {
        return match behaviour.edits_unknown {
            EditsUnknown::NotFound => Err(Kind::ConnectorNotFound.into()),
            EditsUnknown::Created => make(vendor, ctx, place, (runs, config)),
        };
    };
    (connector.runs, connector.config) = (runs, Arc::new(config));
    courses::start(ctx, connector);
    let shown = json!({ "connector": connector.show() });
    service.block_lists(ctx.now(), behaviour.list_unavailable_after_write);
    Ok(Response::json(StatusCode::OK, &shown))
}

/// Gone at once, whatever it was going through. UNCONFIRMED.
pub fn delete(vendor: &mut Aiven, ctx: &mut Ctx<'_, Aiven>, there: &There) -> Result<()> {
    let removed = vendor.service_mut(&there.service)?.connectors.remove(&there.name);
    let removed = removed.ok_or(Kind::ConnectorNotFound)?;
    let key = removed.place.key();
    ctx.cancel_reads(&key);
    ctx.cancel_reads(&courses::shown_key(&key));
    Ok(())
}

/// 404 until a worker has written the first event.
pub fn status(vendor: &mut Aiven, ctx: &mut Ctx<'_, Aiven>, there: &There) -> Result<Value> {
    let status = places::seen(vendor, ctx, &there.connector()).and_then(Connector::status);
    Ok(json!({ "status": status.ok_or(Kind::StatusNotFound)? }))
}
