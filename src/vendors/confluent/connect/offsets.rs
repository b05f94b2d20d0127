//! Offsets of connectors: read, and changed by request (Connect v1, Offsets; all of it is a preview).
//!
//! Those of an HTTP source move with what it polls; others change only when they are asked to.

use http::StatusCode;
use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::connector::{Connector, Place, State, TaskState};
use super::outcomes::Ending;
use super::places::{self, There};
use super::{Due, traces};
use crate::kernel::http::Response;
use crate::kernel::room::{Ctx, observe};
use crate::vendors::confluent::Confluent;
use crate::vendors::confluent::errors::{Error, Kind, Result};

/// Where a connector is in one partition. What the members are is the connector's affair; values keep the
/// JSON types with which they were sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Offset {
    offset: Option<Map<String, Value>>,
    partition: Map<String, Value>,
}

impl Offset {
    pub fn new(partition: Map<String, Value>, offset: Map<String, Value>) -> Self {
        Self { offset: Some(offset), partition }
    }

    pub fn partition(&self) -> &Map<String, Value> {
        &self.partition
    }

    pub fn offset(&self) -> Option<&Map<String, Value>> {
        self.offset.as_ref()
    }
}

/// A request to change offsets, and how far it is.
#[derive(Debug, Clone)]
pub struct Request {
    /// Unique in the world.
    number: u64,
    kind: Change,
    offsets: Vec<Offset>,
    requested_at: Timestamp,
    phase: Phase,
    ending: Ending,
    message: Option<String>,
    previous: Vec<Offset>,
    applied_at: Option<Timestamp>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum Change {
    Patch,
    Delete,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum Phase {
    Pending,
    Applied,
    Failed,
}

/// `ConnectV1ConnectorOffsets`.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ConnectorOffsets")]
pub struct Read {
    id: String,
    metadata: Observed,
    name: String,
    offsets: Vec<Offset>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Observed {
    observed_at: String,
}

/// `ConnectV1AlterOffsetRequestInfo`.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "OffsetsRequest")]
pub struct Asked {
    id: String,
    name: String,
    offsets: Vec<Offset>,
    requested_at: String,
    #[serde(rename = "type")]
    kind: Change,
}

/// `ConnectV1AlterOffsetStatus`.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "OffsetsRequestStatus")]
pub struct Progress {
    applied_at: Option<String>,
    previous_offsets: Vec<Offset>,
    request: Asked,
    status: At,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "OffsetsRequestPhase")]
pub struct At {
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<String>,
    phase: Phase,
}

pub fn read(vendor: &mut Confluent, ctx: &mut Ctx<'_, Confluent>, there: &There) -> Result<Read> {
    let observed_at = nanos(ctx.now());
    let connector = places::seen(vendor, ctx, there)?;
    Ok(Read {
        id: connector.id.to_string(),
        metadata: Observed { observed_at },
        name: connector.name().to_owned(),
        offsets: connector.offsets.clone(),
    })
}

#[derive(Debug, Deserialize, JsonSchema)]
pub struct Alter {
    #[serde(rename = "type")]
    kind: Change,
    offsets: Option<Vec<Offset>>,
}

/// 202; one request at a time. What a second one gets is UNCONFIRMED.
pub fn alter(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    there: &There,
    Alter { kind, offsets }: Alter,
) -> Result<Response> {
    let connector = places::held(vendor, there)?;
    if connector.request.as_ref().is_some_and(|it| it.phase == Phase::Pending) {
        let message = "An offsets request for this connector is already in progress";
        return Err(Error::new(Kind::ConnectConflict, message));
    }
    let offsets = offsets.unwrap_or_default();
    if kind == Change::Patch && offsets.is_empty() {
        let message = "offsets are required for a request of type PATCH";
        return Err(Error::new(Kind::ConnectBadRequest, message));
    }
    let key = key(&connector.place);
    let course = ctx.course(&key);
    let number = ctx.count("confluent/connect/request");
    let request = Request {
        number,
        kind,
        offsets,
        requested_at: ctx.now(),
        phase: Phase::Pending,
        ending: Ending::of(course.outcome),
        message: None,
        previous: connector.offsets.clone(),
        applied_at: None,
    };
    let shown = shown(connector, &request);
    connector.request = Some(request);
    // It stands still meanwhile.
    if connector.state == State::Running && connector.work.is_none() {
        connector.set_tasks(TaskState::Stopped);
    }
    ctx.begin(&key, course.takes, Due::Offsets { place: connector.place.clone(), number }.into());
    Ok(Response::json(StatusCode::ACCEPTED, &shown))
}

/// Of the latest request; 404 where there was none, which is UNCONFIRMED.
pub fn status(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    there: &There,
) -> Result<Progress> {
    let key = key(&places::held(vendor, there)?.place);
    observe(vendor, ctx, &key);
    let connector = places::held(vendor, there)?;
    let request = connector.request.as_ref().ok_or(Kind::ResourceNotFound)?;
    Ok(Progress {
        applied_at: request.applied_at.map(nanos),
        previous_offsets: request.previous.clone(),
        request: shown(connector, request),
        status: At { message: request.message.clone(), phase: request.phase },
    })
}

/// The request of that number is done with, unless its connector is gone.
pub fn settle(vendor: &mut Confluent, ctx: &Ctx<'_, Confluent>, place: &Place, number: u64) {
    let Some(connector) = vendor.connect.find_mut(&place.cluster, &place.name) else { return };
    let Some(request) = connector.request.as_mut().filter(|it| it.number == number) else { return };
    request.applied_at = Some(ctx.now());
    if let Ending::Bad(failure) = &request.ending {
        request.phase = Phase::Failed;
        let message = failure.message.as_deref().unwrap_or(traces::OFFSETS_FAILED);
        request.message = Some(message.to_owned());
        request.applied_at = None;
    } else {
        request.phase = Phase::Applied;
        request.message = Some(traces::of_offsets(request.kind));
        apply(&mut connector.offsets, request.kind, &request.offsets);
    }
    if connector.state == State::Running && connector.work.is_none() {
        connector.set_tasks(TaskState::Running);
    }
}

/// A request to delete that names no offsets deletes them all. An offset of null deletes one, as in Apache
/// Kafka.
fn apply(offsets: &mut Vec<Offset>, kind: Change, wanted: &[Offset]) {
    if kind == Change::Delete && wanted.is_empty() {
        offsets.clear();
    }
    for it in wanted {
        offsets.retain(|known| !is_same(&known.partition, &it.partition));
        if kind == Change::Patch && it.offset.is_some() {
            offsets.push(it.clone());
        }
    }
}

/// Whether two partitions are one: numbers may be written as texts.
fn is_same(one: &Map<String, Value>, other: &Map<String, Value>) -> bool {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    one.len() == other.len()
        && one.iter().all(|(name, it)| other.get(name).is_some_and(|its| text(it) == text(its)))
}

fn shown(connector: &Connector, request: &Request) -> Asked {
    Asked {
        id: connector.id.to_string(),
        name: connector.name().to_owned(),
        offsets: request.offsets.clone(),
        requested_at: nanos(request.requested_at),
        kind: request.kind,
    }
}

/// What reads of the request's status are counted under.
fn key(place: &Place) -> String {
    format!("{}/offsets", place.key())
}

fn nanos(at: Timestamp) -> String {
    format!("{at:.9}")
}
