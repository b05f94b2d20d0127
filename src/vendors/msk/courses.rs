//! What becomes of connectors: each step of what they are going through, at its own instant.
//!
//! What may be begun with one is decided where it is asked for; here it only goes on.

use std::sync::Arc;

use jiff::Timestamp;

use super::arns::{self, Arn};
use super::connector::{Connector, State, Work};
use super::operations::{Change, Operation};
use super::phases::{Ending, Phases};
use super::progress::{ROLLBACK_FAILED, UPDATE_FAILED};
use super::shapes::Reason;
use super::spaces::{self, Space, Spaces};
use super::{Due, Msk, service_operations};
use crate::kernel::lifecycle::Takes;
use crate::kernel::room::Ctx;

/// What a version looks like is known from one report of a user, which shows its first letters; the rest is
/// UNCONFIRMED.
const VERSION_LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/// The `nth` version of the connector of that ARN, from 1.
pub(super) fn version(ctx: &Ctx<'_, Msk>, arn: &str, nth: u32) -> Box<str> {
    let mut draw = ctx.draw(&["msk", "version", arn, &nth.to_string()]);
    ["C", &draw.text(VERSION_LETTERS, 13)].concat().into()
}

/// Gives the connector a new version.
pub(super) fn renew(ctx: &Ctx<'_, Msk>, connector: &mut Connector) {
    connector.versions += 1;
    let version = version(ctx, &connector.card.arn, connector.versions);
    connector.change().version = version;
}

/// Lets the connector go through something, in place of what it was going through.
pub(super) fn begin(ctx: &mut Ctx<'_, Msk>, connector: &mut Connector, takes: Takes, work: Work) {
    connector.work = Some(work);
    spaces::begin(ctx, connector, takes);
}

/// Where an operation leads a connector.
#[derive(Debug)]
pub(super) struct Plan {
    pub via: State,
    /// Where all is well, and where not.
    pub states: (State, State),
    /// The bad end where a script names none.
    pub bad_end: &'static str,
    /// Why it cannot but come to the bad end.
    pub refused: Option<Reason>,
}

/// Adds an operation and lets the connector go through it.
pub(super) fn operate(
    ctx: &mut Ctx<'_, Msk>,
    connector: &mut Connector,
    mut operation: Operation,
    Plan { via, states, bad_end, refused }: Plan,
) {
    let course = ctx.course(&operation.arn);
    let ending = match refused {
        Some(reason) => Ending::Bad(bad_end.into(), reason),
        None => Ending::of(course.outcome, bad_end),
    };
    let mut phases = Phases::new(course.takes, operation.phases(&ending));
    let takes = phases.enter();
    operation.enter(phases.at().unwrap_or_default(), &ending);
    connector.operations.push(operation);
    let face = connector.change();
    (face.state, face.reason) = (via, None);
    begin(ctx, connector, takes, Work::Operate { phases, ending, states });
}

/// The ARN of the connector's next operation. Operations stay as long as their connector.
pub(super) fn next_operation(ctx: &Ctx<'_, Msk>, connector: &Connector) -> String {
    let (arn, nth) = (&*connector.card.arn, connector.operations.len() + 1);
    arns::operation(arn, &ctx.draw(&["msk", "operation", arn, &nth.to_string()]).uuid())
}

/// A phase is over. One of an earlier turn is nobody's any more.
pub(super) fn phase(msk: &mut Msk, ctx: &mut Ctx<'_, Msk>, text: &str, turn: u32) {
    let Msk { gate, spaces } = msk;
    let premises = gate.premises();
    let renews = premises.behaviour.version_changes == super::behaviour::VersionChanges::Completion;
    let Some((space, id)) = place(spaces, text) else { return };
    let Some(connector) = space.connectors.find_mut(id, text) else { return };
    if connector.card.turn != turn {
        return;
    }
    let held = connector.workers_held;
    match connector.work.take() {
        None => {}
        Some(Work::Create(Ending::Bad(_, reason)) | Work::Delete(Ending::Bad(_, reason))) => {
            fail(connector, reason);
        }
        Some(Work::Create(ending)) => {
            rest(ctx, connector, State::Running, &ending);
            service_operations::await_them(ctx, connector, &premises.service_operations);
        }
        Some(Work::Serve { ending, left }) => {
            service_operations::finish(ctx, connector, &ending, left);
        }
        Some(Work::Delete(Ending::Good | Ending::GoodFor(..))) => {
            space.workers_held -= held;
            return spaces::remove::<Connector>(space, (id, text), &premises.behaviour);
        }
        Some(Work::Operate { mut phases, ending, states }) => {
            if let Some(takes) = phases.next() {
                let operation = connector.operations.last_mut().expect("one is under way");
                operation.enter(phases.at().unwrap_or_default(), &ending);
                connector.work = Some(Work::Operate { phases, ending, states });
                spaces::go_on(ctx, connector, takes);
            } else {
                finish(ctx, connector, (&ending, states, renews));
            }
        }
    }
    if connector.work.is_none() {
        connector.workers_held = connector.face().setting.capacity.workers();
        space.workers_held = space.workers_held - held + connector.workers_held;
        service_operations::go_on(ctx, connector, &premises.service_operations);
    }
}

fn finish(
    ctx: &mut Ctx<'_, Msk>,
    connector: &mut Connector,
    (ending, (good, bad), renews): (&Ending, (State, State), bool),
) {
    let operation = connector.operations.last_mut().expect("one is under way");
    operation.finish(ending, ctx.now());
    let change = operation.change.clone();
    let end = if let Ending::Bad(end, _) = ending { Some(&**end) } else { None };
    // An update that was refused before anything changed is none. UNCONFIRMED.
    if renews && !matches!(change, Change::Nothing) && end != Some(UPDATE_FAILED) {
        renew(ctx, connector);
    }
    if end.is_none() {
        match change {
            Change::Nothing => {}
            Change::Setting(pair) => connector.change().setting = pair.1,
            Change::Configuration(pair) => connector.change().configuration = pair.1,
        }
    }
    match ending {
        Ending::Bad(end, reason) if &**end == ROLLBACK_FAILED => fail(connector, reason.clone()),
        Ending::Bad(..) => rest(ctx, connector, bad, ending),
        Ending::Good | Ending::GoodFor(..) => rest(ctx, connector, good, ending),
    }
}

/// The connector comes to rest, unless it was to fail as soon as it does.
fn rest(ctx: &mut Ctx<'_, Msk>, connector: &mut Connector, state: State, ending: &Ending) {
    connector.change().state = state;
    if let Some(reason) = connector.doom.take() {
        fail(connector, reason);
    } else if let Ending::GoodFor(lasts, reason) = ending {
        let (arn, reason) = (Arc::clone(&connector.card.arn), reason.clone());
        ctx.after(*lasts, Due::Fail { arn, reason });
    }
}

fn fail(connector: &mut Connector, reason: Reason) {
    let face = connector.change();
    (face.state, face.reason) = (State::Failed, Some(reason));
    connector.is_isolated = false;
}

/// The operation that is under way, if one is, is given up, since the connector goes. UNCONFIRMED: as what
/// it ends.
pub(super) fn abandon(connector: &mut Connector, now: Timestamp) {
    let last = connector.operations.last_mut();
    if let Some(operation) = last.filter(|it| it.ended_at.is_none()) {
        operation.finish(&Ending::Bad(UPDATE_FAILED.into(), Reason::usual()), now);
    }
}

/// What had succeeded fails: at once, or as soon as the connector has come to rest.
pub(super) fn fail_late(msk: &mut Msk, text: &str, reason: Reason) {
    let Some((space, id)) = place(&mut msk.spaces, text) else { return };
    let Some(connector) = space.connectors.find_mut(id, text) else { return };
    match connector.state() {
        State::Running | State::Paused if connector.work.is_none() => fail(connector, reason),
        State::Running
        | State::Paused
        | State::Creating
        | State::Updating
        | State::Restarting
        | State::Pausing
        | State::Resuming => connector.doom = Some(reason),
        State::Failed | State::Deleting => {}
    }
}

/// Where the connector of that ARN is, if it is at all.
pub(super) fn place<'a>(spaces: &'a mut Spaces, text: &str) -> Option<(&'a mut Space, arns::Id)> {
    let arn = Arn::parse(text).expect("ARNs of our own");
    Some((spaces.of_mut(arn.account, arn.region)?, arn.id()?))
}
