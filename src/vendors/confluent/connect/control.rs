//! Connectors paused, resumed and restarted: what may be begun when.

use super::connector::State;
use super::courses;
use super::places::{self, There};
use super::premises::Permission;
use crate::kernel::room::Ctx;
use crate::vendors::confluent::Confluent;
use crate::vendors::confluent::errors::{Error, Kind, Result};

/// From any state. One that is not running yet, or no more, is paused as soon as it has come to rest;
/// UNCONFIRMED.
pub fn pause(vendor: &mut Confluent, ctx: &mut Ctx<'_, Confluent>, there: &There) -> Result<()> {
    let connector = places::held(vendor, there)?;
    connector.is_paused = true;
    match connector.state {
        State::Running | State::Degraded | State::Failed => courses::pause(ctx, connector),
        State::Provisioning | State::Paused => {}
    }
    Ok(())
}

/// Nothing happens to one that is not paused, but for one that has failed: it begins anew. UNCONFIRMED.
pub fn resume(vendor: &mut Confluent, ctx: &mut Ctx<'_, Confluent>, there: &There) -> Result<()> {
    let connector = places::held(vendor, there)?;
    let was_paused = std::mem::take(&mut connector.is_paused);
    match connector.state {
        State::Paused => courses::resume(ctx, connector),
        State::Failed => courses::provision(ctx, connector),
        // Still on the way to being paused.
        State::Running | State::Degraded if was_paused => courses::resume(ctx, connector),
        State::Running | State::Degraded | State::Provisioning => {}
    }
    Ok(())
}

/// Only of one that runs: 400 was seen for those that are paused or provisioning. The text is
/// UNCONFIRMED.
pub fn restart(vendor: &mut Confluent, ctx: &mut Ctx<'_, Confluent>, there: &There) -> Result<()> {
    let restarts_failed = vendor.premises.connect.behaviour.restarts_failed;
    let connector = places::held(vendor, there)?;
    let may = match connector.state {
        State::Running => true,
        State::Failed | State::Degraded => restarts_failed == Permission::Allowed,
        State::Provisioning | State::Paused => false,
    };
    if !may {
        let message = "Connector cannot be restarted because it is not in RUNNING state";
        return Err(Error::new(Kind::ConnectBadRequest, message));
    }
    courses::restart(ctx, connector);
    Ok(())
}
