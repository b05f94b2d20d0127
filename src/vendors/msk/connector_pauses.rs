//! Pausing, resuming and restarting connectors: the operations of the API's third level.

use serde::{Deserialize, Serialize};

use super::behaviour::{Behaviour, PauseWhenPaused, PausesBegin};
use super::connector::{Connector, State};
use super::courses::{self, Plan};
use super::errors::{Error, Kind as ErrorKind, Result};
use super::operations::{self, Change, Operation, Type};
use super::phases::Ending;
use super::{Msk, service_operations, spaces, validate, wording};
use crate::kernel::room::Ctx;
use crate::kernel::route::Unread;

const FIELD: &str = "connectorArn";

/// The first version of Kafka Connect that MSK Connect had. It knows no restart of failed tasks only.
const OLD_CONNECT: &str = "2.7.1";

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Which {
    connector_arn: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Restart {
    connector_arn: String,
    #[serde(default, deserialize_with = "validate::given")]
    only_failed_tasks: Option<bool>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Begun {
    connector_arn: String,
    connector_operation_arn: String,
}

/// `PauseConnector` (service model of 2026, "`PauseConnector`").
///
/// UNCONFIRMED: how long it takes; that the operation has no steps, and whether it waits; what a
/// connector gets that does not run, or is paused already.
pub(super) fn pause(msk: &mut Msk, ctx: &mut Ctx<'_, Msk>, it: Which, _: Unread) -> Result<Begun> {
    let Behaviour { pause_when_paused, pauses_begin, .. } = *msk.behaviour();
    let caller = ctx.caller().clone();
    let connector: &mut Connector = msk.own(&caller, &it.connector_arn, FIELD)?;
    if connector.state() == State::Paused && pause_when_paused == PauseWhenPaused::Ok {
        return Ok(begun(it.connector_arn, paused_already(ctx, connector)));
    }
    check_state(connector, State::Running, ErrorKind::ConflictException)?;
    let plan = Plan {
        via: State::Pausing,
        states: (State::Paused, State::Running),
        bad_end: "PAUSE_FAILED",
        refused: None,
    };
    Ok(begun(it.connector_arn, begin(ctx, connector, (Type::PauseConnector, pauses_begin), plan)))
}

/// `ResumeConnector` (service model of 2026, "`ResumeConnector`").
///
/// UNCONFIRMED: how long it takes; that the operation has no steps, and whether it waits; what a
/// connector gets that is not paused.
pub(super) fn resume(msk: &mut Msk, ctx: &mut Ctx<'_, Msk>, it: Which, _: Unread) -> Result<Begun> {
    let pauses_begin = msk.behaviour().pauses_begin;
    let caller = ctx.caller().clone();
    let connector: &mut Connector = msk.own(&caller, &it.connector_arn, FIELD)?;
    check_state(connector, State::Paused, ErrorKind::ConflictException)?;
    let plan = Plan {
        via: State::Resuming,
        states: (State::Running, State::Paused),
        bad_end: "RESUME_FAILED",
        refused: None,
    };
    Ok(begun(it.connector_arn, begin(ctx, connector, (Type::ResumeConnector, pauses_begin), plan)))
}

/// `RestartConnector` (service model of 2026, "`RestartConnector`"; Developer Guide, "Restart a connector").
/// That it is complete says nothing about the tasks: what a script makes fail stays so. It declares no
/// conflict: a wrong state is a bad request.
///
/// UNCONFIRMED: how long it takes; that the operation has no steps, and whether it waits.
pub(super) fn restart(
    msk: &mut Msk,
    ctx: &mut Ctx<'_, Msk>,
    it: Restart,
    _: Unread,
) -> Result<Begun> {
    let pauses_begin = msk.behaviour().pauses_begin;
    let caller = ctx.caller().clone();
    let connector: &mut Connector = msk.own(&caller, &it.connector_arn, FIELD)?;
    if it.only_failed_tasks == Some(true) && *connector.made().connect_version == *OLD_CONNECT {
        return Err(Error::invalid("onlyFailedTasks", wording::FAILED_TASKS_VERSION));
    }
    check_state(connector, State::Running, ErrorKind::BadRequestException)?;
    let plan = Plan {
        via: State::Restarting,
        states: (State::Running, State::Running),
        bad_end: "RESTART_FAILED",
        refused: None,
    };
    Ok(begun(it.connector_arn, begin(ctx, connector, (Type::RestartConnector, pauses_begin), plan)))
}

fn check_state(connector: &Connector, state: State, kind: ErrorKind) -> Result<()> {
    service_operations::check_none(connector, kind)?;
    if connector.state() == state {
        return Ok(());
    }
    let state = if state == State::Running { "RUNNING" } else { "PAUSED" };
    Err(Error::new(kind, wording::valid_states(&[state])))
}

/// Begins an operation, and names it.
fn begin(
    ctx: &mut Ctx<'_, Msk>,
    connector: &mut Connector,
    (kind, begins): (Type, PausesBegin),
    plan: Plan,
) -> String {
    let arn = courses::next_operation(ctx, connector);
    let mut operation = Operation::new((arn.clone(), kind), Change::Nothing, ctx.now());
    if begins == PausesBegin::Pending {
        operation.state = operations::State::Pending;
    }
    spaces::lag(ctx, connector, false);
    courses::operate(ctx, connector, operation, plan);
    arn
}

/// An operation that finds nothing to do.
fn paused_already(ctx: &Ctx<'_, Msk>, connector: &mut Connector) -> String {
    let arn = courses::next_operation(ctx, connector);
    let kind = Type::PauseConnector;
    let mut operation = Operation::new((arn.clone(), kind), Change::Nothing, ctx.now());
    operation.finish(&Ending::Good, ctx.now());
    connector.operations.push(operation);
    arn
}

fn begun(connector_arn: String, connector_operation_arn: String) -> Begun {
    Begun { connector_arn, connector_operation_arn }
}
