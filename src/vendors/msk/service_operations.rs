//! Isolating and restoring connectors: the operations that the service begins itself, as the premises tell.
//!
//! UNCONFIRMED, all of it (see [`ServiceOperation`]): that one is `UPDATE_IN_PROGRESS` from its beginning to
//! its end and has no steps; that it changes no version; that it and the callers' operations exclude each
//! other. Of pausing, resuming and restarting the Developer Guide says so ("No other lifecycle operation can
//! be in progress on the connector"), if these operations are what it means by that.

use std::sync::Arc;

use super::connector::{Connector, State, Work};
use super::courses;
use super::errors::{Error, Kind as ErrorKind, Result};
use super::operations::{Change, Operation, Type};
use super::phases::Ending;
use super::premises::{Leaves, ServiceOperation, ServiceOperationEnd, ServiceOperationType};
use super::progress::{ROLLBACK_COMPLETE, ROLLBACK_FAILED, UPDATE_FAILED};
use super::shapes::Reason;
use super::{Due, Msk, wording};
use crate::kernel::room::Ctx;

/// What a connector is left in by an operation of the service.
pub(super) type Left = (State, Option<Reason>);

/// Sets the timers of a connector that has come to `RUNNING` for the first time.
pub(super) fn await_them(ctx: &mut Ctx<'_, Msk>, connector: &Connector, told: &[ServiceOperation]) {
    if connector.state() != State::Running {
        return;
    }
    for (nth, it) in told.iter().enumerate().filter(|(_, it)| it.concerns(&connector.card.name)) {
        ctx.after(it.after, Due::Serve { arn: Arc::clone(&connector.card.arn), nth });
    }
}

/// The time of the `nth` of those in the premises has come.
pub(super) fn fall_due(msk: &mut Msk, ctx: &mut Ctx<'_, Msk>, text: &str, nth: usize) {
    let Msk { gate, spaces } = msk;
    let Some((space, id)) = courses::place(spaces, text) else { return };
    let Some(connector) = space.connectors.find_mut(id, text) else { return };
    connector.awaited.push_back(nth);
    go_on(ctx, connector, &gate.premises().service_operations);
}

/// Begins what has waited longest, if nothing else is going on.
pub(super) fn go_on(ctx: &mut Ctx<'_, Msk>, connector: &mut Connector, told: &[ServiceOperation]) {
    while connector.work.is_none()
        && let Some(nth) = connector.awaited.front()
    {
        let next = &told[*nth];
        let restores = next.operation == ServiceOperationType::RestoreConnector;
        let is_fit = match connector.state() {
            State::Running => true,
            State::Failed => connector.is_isolated && restores,
            State::Deleting => false,
            State::Creating
            | State::Updating
            | State::Paused
            | State::Restarting
            | State::Pausing
            | State::Resuming => return,
        };
        connector.awaited.pop_front();
        if is_fit {
            begin(ctx, connector, next);
        }
    }
}

fn begin(ctx: &mut Ctx<'_, Msk>, connector: &mut Connector, it: &ServiceOperation) {
    let arn = courses::next_operation(ctx, connector);
    let takes = it.takes.drawn(|| ctx.draw(&["msk", "service operation", &arn]));
    let kind = match it.operation {
        ServiceOperationType::IsolateConnector => Type::IsolateConnector,
        ServiceOperationType::RestoreConnector => Type::RestoreConnector,
    };
    connector.operations.push(Operation::new((arn, kind), Change::Nothing, ctx.now()));
    let reason = Reason::of(it.code.as_deref(), it.message.as_deref());
    let left = match it.leaves {
        Leaves::Running => (State::Running, None),
        Leaves::Failed => (State::Failed, Some(reason.clone())),
    };
    let ending = match it.end {
        ServiceOperationEnd::UpdateComplete => Ending::Good,
        ServiceOperationEnd::UpdateFailed => Ending::Bad(UPDATE_FAILED.into(), reason),
        ServiceOperationEnd::RollbackComplete => Ending::Bad(ROLLBACK_COMPLETE.into(), reason),
        ServiceOperationEnd::RollbackFailed => Ending::Bad(ROLLBACK_FAILED.into(), reason),
    };
    courses::begin(ctx, connector, takes, Work::Serve { ending, left });
}

/// The operation is over, and the connector is left as it says: a script that made it fail meanwhile goes
/// first.
pub(super) fn finish(
    ctx: &Ctx<'_, Msk>,
    connector: &mut Connector,
    ending: &Ending,
    (state, reason): Left,
) {
    let operation = connector.operations.last_mut().expect("one is under way");
    operation.finish(ending, ctx.now());
    let isolates = operation.kind == Type::IsolateConnector;
    let doom = connector.doom.take();
    connector.is_isolated = isolates && state == State::Failed && doom.is_none();
    let face = connector.change();
    (face.state, face.reason) = match doom {
        Some(doom) => (State::Failed, Some(doom)),
        None => (state, reason),
    };
}

/// Refuses what cannot be done with a connector that the service is working on.
pub(super) fn check_none(connector: &Connector, kind: ErrorKind) -> Result<()> {
    if connector.is_served() {
        return Err(Error::new(kind, wording::SERVICE_OPERATION));
    }
    Ok(())
}
