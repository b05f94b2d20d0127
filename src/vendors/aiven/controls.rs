//! Connectors paused, resumed, stopped and restarted. All of it is begun at once, from any state.

use super::connector::{Connector, Target};
use super::errors::{Kind, Result};
use super::places::There;
use super::{Aiven, courses};
use crate::kernel::room::Ctx;

/// What has failed stays so; a paused connector that has failed says that it has.
pub fn pause(vendor: &mut Aiven, ctx: &mut Ctx<'_, Aiven>, there: &There) -> Result<()> {
    turn(vendor, ctx, there, Target::Paused)
}

pub fn resume(vendor: &mut Aiven, ctx: &mut Ctx<'_, Aiven>, there: &There) -> Result<()> {
    turn(vendor, ctx, there, Target::Running)
}

/// Known from `avn` and its documentation only; the operation's name is our own.
pub fn stop(vendor: &mut Aiven, ctx: &mut Ctx<'_, Aiven>, there: &There) -> Result<()> {
    turn(vendor, ctx, there, Target::Stopped)
}

fn turn(vendor: &mut Aiven, ctx: &mut Ctx<'_, Aiven>, there: &There, target: Target) -> Result<()> {
    let connector = held(vendor, there)?;
    connector.target = target;
    courses::turn(ctx, connector);
    Ok(())
}

/// The connector alone, as a worker does that is not asked for more. UNCONFIRMED.
pub fn restart(vendor: &mut Aiven, ctx: &mut Ctx<'_, Aiven>, there: &There) -> Result<()> {
    let behaviour = vendor.premises.behaviour;
    courses::restart(ctx, held(vendor, there)?, &behaviour);
    Ok(())
}

/// UNCONFIRMED: the words for a task that is not there.
pub fn restart_task(vendor: &mut Aiven, ctx: &mut Ctx<'_, Aiven>, there: &There) -> Result<()> {
    let behaviour = vendor.premises.behaviour;
    let connector = held(vendor, there)?;
    let task = there.task.parse().ok().filter(|it| *it < connector.tasks.len());
    courses::restart_task(ctx, connector, task.ok_or(Kind::TaskNotFound)?, &behaviour);
    Ok(())
}

fn held<'a>(vendor: &'a mut Aiven, there: &There) -> Result<&'a mut Connector> {
    vendor.connector_mut(&there.connector()).ok_or_else(|| Kind::UnknownConnector.into())
}
