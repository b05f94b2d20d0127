//! How operations go: begun, shown failing, done.
//!
//! Never is the answer to the call that begins one an operation that has failed: the Go SDK would tell its user
//! something else than the error.

use std::sync::Arc;
use std::time::Duration;

use super::behaviour::ConflictCode;
use super::errors::{Code, Error, Result, Status};
use super::message::Message;
use super::operation::{Ending, Id, Operation, State, Work};
use super::{Due, Yandex, cluster_changes, clusters, connectors, operations, parts};
use crate::kernel::lifecycle::{Outcome, Takes};
use crate::kernel::room::{Course, Ctx};

/// Ends that a script can ask for, beside the good one.
pub(super) const ERROR: &str = "ERROR";
/// The error shows first; the operation is done when what it did is undone.
pub(super) const ROLLBACK: &str = "ROLLBACK";
/// The operation succeeds, and what it made does not work.
pub(super) const DEAD: &str = "DEAD";

/// Of an id, behind its prefix.
const ID_LETTERS: &[u8] = b"0123456789abcdefghijklmnopqrstuv";

/// An operation that is to begin.
pub(super) struct Plan {
    pub cluster: Arc<str>,
    /// What it is about, in the cluster.
    pub target: Arc<str>,
    pub description: &'static str,
    pub metadata: Message,
    pub work: Work,
}

/// Refuses a change in a cluster that is stopped, or in which another operation is going on.
pub(super) fn check_free(yandex: &Yandex, cluster: &str) -> Result<()> {
    check_alone(yandex, cluster)?;
    clusters::check_running(yandex, cluster)
}

/// Refuses a change while another operation is going on in the cluster.
pub(super) fn check_alone(yandex: &Yandex, cluster: &str) -> Result<()> {
    let behaviour = &yandex.premises.behaviour;
    let running = yandex.operations.of_cluster(cluster).find(|it| !it.is_done());
    match running.filter(|_| behaviour.conflicts) {
        Some(operation) => Err(Error::conflict(
            &operation.id,
            match behaviour.conflict_code {
                ConflictCode::FailedPrecondition => Code::FailedPrecondition,
                ConflictCode::Aborted => Code::Aborted,
            },
        )),
        None => Ok(()),
    }
}

pub(super) fn begin(yandex: &mut Yandex, ctx: &mut Ctx<'_, Yandex>, plan: Plan) -> Id {
    let Plan { cluster, target, description, metadata, work } = plan;
    let key = format!("yandex/operation/{cluster}/{target}");
    let nth = ctx.count(&key).to_string();
    let id: Id = format!("dqh{}", ctx.draw(&[&key, &nth]).text(ID_LETTERS, 17)).into();
    let Course { takes, outcome } = ctx.course(&id);
    let ending = ending(outcome);
    let first = match &ending {
        Ending::RolledBack(_) => Due::RollBack { id: Arc::clone(&id), takes },
        Ending::Good | Ending::Breaks(_) | Ending::Bad(_) => Due::Finish { id: Arc::clone(&id) },
    };
    let until = if matches!(ending, Ending::RolledBack(_)) { takes.part(1, 2) } else { takes };
    let lag = ctx.lag(&id);
    yandex.operations.insert(Operation {
        id: Arc::clone(&id),
        cluster,
        description,
        created_at: ctx.now(),
        created_by: Arc::clone(&ctx.caller().subject),
        modified_at: ctx.now(),
        metadata,
        state: State::Running(work, ending),
        is_hidden: lag != Takes::AtOnce,
    });
    ctx.begin(&id, until, first);
    if lag != Takes::AtOnce {
        ctx.begin(&operations::lag_key(&id), lag, Due::Reveal { id: Arc::clone(&id) });
    }
    id
}

fn ending(outcome: Option<Outcome>) -> Ending {
    let Some(Outcome { end, code, message, takes: _, succeeds_for }) = outcome else {
        return Ending::Good;
    };
    if let Some(lasts) = succeeds_for {
        return Ending::Breaks(lasts);
    }
    // What an operation says that failed for a reason of the vendor's own.
    let code = code.and_then(|it| Code::named(&it)).unwrap_or(Code::Unknown);
    let status = Status::new(code, message.unwrap_or_else(|| "Unknown error".into()));
    match end.as_deref() {
        Some(DEAD) => Ending::Breaks(Duration::ZERO),
        Some(ROLLBACK) => Ending::RolledBack(status),
        _ => Ending::Bad(status),
    }
}

/// The error shows, and what was done is being undone.
pub(super) fn roll_back(yandex: &mut Yandex, ctx: &mut Ctx<'_, Yandex>, id: &Id, takes: Takes) {
    let now = ctx.now();
    let Some(operation) = yandex.operations.find_mut(id) else { return };
    let State::Running(work, Ending::RolledBack(status)) = &operation.state else { return };
    operation.state = State::RollingBack(work.clone(), status.clone());
    operation.modified_at = now;
    let rest = match takes.less(takes.part(1, 2)) {
        // The read that has shown it first is one of them.
        Takes::Reads(0) => return finish(yandex, ctx, id),
        Takes::Reads(reads) => Takes::Reads(reads - 1),
        rest @ (Takes::AtOnce | Takes::For(_) | Takes::Between(..) | Takes::Never) => rest,
    };
    ctx.begin(id, rest, Due::Finish { id: Arc::clone(id) });
}

/// It is done, one way or the other.
pub(super) fn finish(yandex: &mut Yandex, ctx: &mut Ctx<'_, Yandex>, id: &Id) {
    let Some(operation) = yandex.operations.find(id) else { return };
    let cluster = Arc::clone(&operation.cluster);
    let state = match operation.state.clone() {
        State::Running(work, ending @ (Ending::Good | Ending::Breaks(_))) => {
            let done = apply(yandex, ctx, &cluster, &work);
            if let (Ending::Breaks(after), Some(_)) = (ending, &done) {
                break_later(yandex, ctx, (&cluster, &work), after);
            }
            // What it was about went away under another operation, where these do not exclude each other.
            done.map_or_else(|| State::Failed(Status::of(Code::NotFound)), State::Done)
        }
        State::Running(work, Ending::Bad(status) | Ending::RolledBack(status))
        | State::RollingBack(work, status) => {
            give_up(yandex, &cluster, &work);
            State::Failed(status)
        }
        State::Failed(_) | State::Done(_) => return,
    };
    let operation = yandex.operations.find_mut(id).expect("it was just found");
    operation.state = state;
    operation.modified_at = ctx.now();
    if let Some(kept_for) = yandex.premises.behaviour.operations_kept_for {
        ctx.after(kept_for, Due::Forget { id: Arc::clone(id) });
    }
}

fn apply(
    yandex: &mut Yandex,
    ctx: &mut Ctx<'_, Yandex>,
    cluster: &str,
    work: &Work,
) -> Option<Message> {
    match work {
        Work::Cluster { change } => cluster_changes::finish(yandex, ctx, cluster, change),
        Work::Connector { name, change } => {
            connectors::finish(yandex, ctx, cluster, (name, change))
        }
        Work::Part { kind, name, change } => parts::finish(yandex, cluster, (*kind, name), change),
    }
}

/// By its client's wish it is done, and what it was for is not.
pub(super) fn cancel(yandex: &mut Yandex, ctx: &mut Ctx<'_, Yandex>, id: &Id) {
    let Some(operation) = yandex.operations.find_mut(id) else { return };
    let (State::Running(work, _) | State::RollingBack(work, _)) = operation.state.clone() else {
        return;
    };
    operation.state = State::Failed(Status::of(Code::Cancelled));
    operation.modified_at = ctx.now();
    let cluster = Arc::clone(&operation.cluster);
    ctx.cancel_reads(id);
    give_up(yandex, &cluster, &work);
}

fn give_up(yandex: &mut Yandex, cluster: &str, work: &Work) {
    match work {
        Work::Cluster { change } => cluster_changes::give_up(yandex, cluster, change),
        Work::Connector { name, change } => connectors::give_up(yandex, cluster, (name, change)),
        Work::Part { kind, name, change } => parts::give_up(yandex, cluster, (*kind, name), change),
    }
}

fn break_later(
    yandex: &mut Yandex,
    ctx: &mut Ctx<'_, Yandex>,
    (cluster, work): (&Arc<str>, &Work),
    after: Duration,
) {
    let Work::Connector { name, .. } = work else { return };
    let found = yandex.clusters.find(cluster).and_then(|it| it.connectors.get(name));
    let Some(run) = found.map(|it| it.run) else { return };
    if after.is_zero() {
        return connectors::break_down(yandex, cluster, name, run);
    }
    let (cluster, name) = (Arc::clone(cluster), Arc::clone(name));
    ctx.after(after, Due::BreakDown { cluster, name, run });
}

/// Every server of the vendor's knows it by now.
pub(super) fn reveal(yandex: &mut Yandex, id: &Id) {
    if let Some(operation) = yandex.operations.find_mut(id) {
        operation.is_hidden = false;
    }
}
