//! Connectors: made, listed, read, deleted.

use std::collections::BTreeMap;
use std::sync::Arc;

use http::StatusCode;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::configs::{self, Checked};
use super::connector::{Connector, Info, Kind as Runs, Place, State, Status, TaskId};
use super::offsets::Offset;
use super::places::{self, Here, There};
use super::polls::Polls;
use super::{Config, courses, traces};
use crate::kernel::http::Response;
use crate::kernel::room::{Ctx, observe};
use crate::kernel::route::Unread;
use crate::vendors::confluent::Confluent;
use crate::vendors::confluent::errors::{Error, Kind, Result};

const ID_LETTERS: &[u8] = b"0123456789abcdefghijklmnopqrstuvwxyz";

#[derive(Debug, Deserialize, JsonSchema)]
pub struct Listed {
    environment_id: String,
    kafka_cluster_id: String,
    #[serde(default)]
    expand: Vec<String>,
}

/// `ConnectV1ConnectorExpansion`: what was asked for.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ConnectorExpansion")]
pub struct Expansion {
    extensions: Map<String, Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<Id>,
    #[serde(skip_serializing_if = "Option::is_none")]
    info: Option<Info>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<Status>,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ConnectorId")]
pub struct Id {
    id: String,
    id_type: &'static str,
}

/// Names; with `expand`, a map of what is asked for. Clients put it into the query twice, so what counts
/// is the union. A value that nobody knows is passed over. UNCONFIRMED.
pub fn list(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    Listed { environment_id, kafka_cluster_id: id, expand }: Listed,
    _: Unread,
) -> Result<Response> {
    places::cluster(&vendor.premises, (&environment_id, &id))?;
    let keys: Vec<_> = vendor.connect.all_of(&id).map(|it| it.place.key()).collect();
    for key in &keys {
        observe(vendor, ctx, &places::shown_key(key));
    }
    if expand.is_empty() {
        let names = vendor.connect.of_cluster(&id).map(Connector::name);
        return Ok(Response::json(StatusCode::OK, &names.collect::<Vec<_>>()));
    }
    for key in &keys {
        observe(vendor, ctx, key);
    }
    let cluster = places::cluster(&vendor.premises, (&environment_id, &id))?;
    let wants = |what: &str| expand.iter().flat_map(|it| it.split(',')).any(|it| it.trim() == what);
    let (with_id, with_info, with_status) = (wants("id"), wants("info"), wants("status"));
    let expanded = vendor.connect.of_cluster(&id).map(|it| {
        let shown = Expansion {
            extensions: Map::new(),
            id: with_id.then(|| Id { id: it.id.to_string(), id_type: "ID" }),
            info: with_info.then(|| it.info(vendor.connect.shown(it, cluster))),
            status: with_status.then(|| it.status()),
        };
        (it.name(), shown)
    });
    Ok(Response::json(StatusCode::OK, &expanded.collect::<BTreeMap<_, _>>()))
}

#[derive(Debug, Deserialize, JsonSchema)]
pub struct Create {
    name: String,
    config: Config,
    #[serde(default)]
    offsets: Vec<Offset>,
}

/// 201 at once, without an id; whether it runs shows later.
pub fn create(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    Here { environment_id, kafka_cluster_id }: Here,
    Create { name, config, offsets }: Create,
) -> Result<Response> {
    let there = There { environment_id, kafka_cluster_id, connector_name: name };
    places::cluster(&vendor.premises, (&there.environment_id, &there.kafka_cluster_id))?;
    let name = &there.connector_name;
    configs::check_name(&config, name)?;
    if vendor.connect.find(&there.kafka_cluster_id, name).is_some() {
        let message = format!("Connector {name} already exists");
        return Err(Error::new(Kind::ConnectorExists, message));
    }
    let checked = configs::check(vendor, config)?;
    make(vendor, ctx, &there, (checked, offsets.clone()));
    let mut shown = show(vendor, &there)?;
    shown.offsets = Some(offsets);
    Ok(Response::json(StatusCode::CREATED, &shown))
}

/// Makes a connector that is not there yet, and lets it begin.
pub fn make(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    there: &There,
    (Checked { kind, config }, offsets): (Checked, Vec<Offset>),
) {
    let cluster = there.kafka_cluster_id.as_str().into();
    let place = Place { cluster, name: there.connector_name.as_str().into() };
    let key = format!("confluent/connector/{}", place.key());
    let nth = ctx.count(&key).to_string();
    let letters = ctx.draw(&[&key, &nth]).text(ID_LETTERS, 6);
    let prefix = if matches!(kind, Runs::Custom(..)) { "clcc" } else { "lcc" };
    let mut connector = Connector {
        place,
        id: format!("{prefix}-{letters}").into(),
        kind,
        config: Arc::new(config),
        proven: None,
        state: State::Provisioning,
        trace: String::new(),
        validation_errors: Vec::new(),
        tasks: Vec::new(),
        is_hidden: false,
        is_paused: false,
        work: None,
        rest: None,
        turn: 0,
        run: 0,
        offsets,
        request: None,
        polls: Polls::default(),
        created_at: ctx.now(),
    };
    courses::provision(ctx, &mut connector);
    courses::hide(ctx, &mut connector);
    vendor.connect.insert(connector);
}

/// Name, type, tasks and configuration.
pub fn show(vendor: &Confluent, there: &There) -> Result<Info> {
    let cluster =
        places::cluster(&vendor.premises, (&there.environment_id, &there.kafka_cluster_id))?;
    let found = vendor.connect.find(&there.kafka_cluster_id, &there.connector_name);
    let connector = found.ok_or(Kind::ConnectorNotFound)?;
    Ok(connector.info(vendor.connect.shown(connector, cluster)))
}

pub fn read(vendor: &mut Confluent, ctx: &mut Ctx<'_, Confluent>, there: &There) -> Result<Info> {
    places::seen(vendor, ctx, there)?;
    show(vendor, there)
}

/// What a connector leaves behind.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "DeletedConnector")]
pub struct Gone {
    error: Option<String>,
}

/// Gone at once, whatever it was going through. UNCONFIRMED.
pub fn delete(vendor: &mut Confluent, ctx: &mut Ctx<'_, Confluent>, there: &There) -> Result<Gone> {
    let key = places::held(vendor, there)?.place.key();
    ctx.cancel_reads(&key);
    vendor.connect.remove(&there.kafka_cluster_id, &there.connector_name);
    Ok(Gone { error: None })
}

pub fn status(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    there: &There,
) -> Result<Status> {
    places::seen(vendor, ctx, there).map(Connector::status)
}

/// A task, with the configuration of its connector.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ConnectorTask")]
pub struct Task {
    config: Config,
    id: TaskId,
}

pub fn tasks(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    there: &There,
) -> Result<Vec<Task>> {
    places::seen(vendor, ctx, there)?;
    let Info { config, tasks, .. } = show(vendor, there)?;
    Ok(tasks.into_iter().map(|id| Task { config: config.clone(), id }).collect())
}

/// Advice on what is wrong with a connector.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ErrorRecommendations {
    error: Option<String>,
    event_id: String,
    recommendations: Vec<&'static str>,
}

/// What may mend a failure.
///
/// 400 where nothing has run that could leave a trace: what is healthy, and what failed in validation (as
/// Confluent's own MCP server says of it).
///
/// Not like the real one: the advice is one of a few sentences, found by words in the trace, where the real
/// one is written for each trace and configuration by a machine; and `error`, which tells of that machine's
/// own failures, is always null.
pub fn recommendations(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    there: &There,
) -> Result<ErrorRecommendations> {
    let now = ctx.now().as_second();
    let connector = places::seen(vendor, ctx, there)?;
    if connector.trace.is_empty() || !connector.validation_errors.is_empty() {
        return Err(Kind::NoStackTrace.into());
    }
    Ok(ErrorRecommendations {
        error: None,
        event_id: format!("{}_{now}", connector.id),
        recommendations: traces::recommendations(&connector.trace),
    })
}
