//! What becomes of connectors: each step of what they are going through, at its own instant.
//!
//! What may be begun with one is decided where it is asked for; here it only goes on.

use std::sync::Arc;

use super::connector::{Connector, Kind, Place, State, Task, TaskState, Work};
use super::outcomes::{Ending, Failure};
use super::validate::recurring::SERVICE_ACCOUNT;
use super::{Due, places, polling::template, polls, traces};
use crate::kernel::lifecycle::Takes;
use crate::kernel::room::Ctx;
use crate::vendors::confluent::Confluent;
use crate::vendors::confluent::auth::{Gate, Terms};
use crate::vendors::confluent::premises::Premises;

/// Lets the configuration that the connector has begin.
pub fn provision(ctx: &mut Ctx<'_, Confluent>, connector: &mut Connector) {
    let course = ctx.course(&connector.place.key());
    connector.run = ctx.count("confluent/connect/run");
    connector.state = State::Provisioning;
    mend(connector);
    connector.tasks.clear();
    begin(ctx, connector, course.takes, Work::Provision(Ending::of(course.outcome)));
}

pub fn pause(ctx: &mut Ctx<'_, Confluent>, connector: &mut Connector) {
    let takes = ctx.course(&connector.place.key()).takes;
    begin(ctx, connector, takes, Work::Pause);
}

pub fn resume(ctx: &mut Ctx<'_, Confluent>, connector: &mut Connector) {
    let course = ctx.course(&connector.place.key());
    begin(ctx, connector, course.takes, Work::Resume(Ending::of(course.outcome)));
}

/// Tasks restart; the connector's state stays.
pub fn restart(ctx: &mut Ctx<'_, Confluent>, connector: &mut Connector) {
    let course = ctx.course(&connector.place.key());
    connector.set_tasks(TaskState::Restarting);
    begin(ctx, connector, course.takes, Work::Restart(Ending::of(course.outcome)));
}

/// Lets a new connector be seen only later, where the world's reads lag.
pub fn hide(ctx: &mut Ctx<'_, Confluent>, connector: &mut Connector) {
    let key = connector.place.key();
    let lag = ctx.lag(&key);
    if lag == Takes::AtOnce {
        return;
    }
    connector.is_hidden = true;
    let (place, id) = (connector.place.clone(), connector.id.clone());
    let key = places::shown_key(&key);
    ctx.cancel_reads(&key);
    ctx.begin(&key, lag, Due::Show { place, id }.into());
}

pub fn show(vendor: &mut Confluent, place: &Place, id: &str) {
    let found = vendor.connect.find_mut(&place.cluster, &place.name);
    if let Some(connector) = found.filter(|it| *it.id == *id) {
        connector.is_hidden = false;
    }
}

/// Lets the connector go through `work`, in place of what it was going through.
fn begin(ctx: &mut Ctx<'_, Confluent>, connector: &mut Connector, takes: Takes, work: Work) {
    let key = connector.place.key();
    connector.turn = ctx.count("confluent/connect/turn");
    ctx.cancel_reads(&key);
    let (first, rest) = match work {
        // Tasks and connector do not change at one instant: tasks do when half of the time is over.
        Work::Pause | Work::Resume(_) => takes.split(1, 2),
        Work::Provision(_) | Work::Restart(_) => (takes, None),
    };
    (connector.work, connector.rest) = (Some(work), rest);
    go_on(ctx, connector, first);
}

fn go_on(ctx: &mut Ctx<'_, Confluent>, connector: &Connector, takes: Takes) {
    let (place, turn) = (connector.place.clone(), connector.turn);
    ctx.begin(&place.key(), takes, Due::Step { place, turn }.into());
}

/// A step is over. One of an earlier turn is nobody's any more.
pub fn step(vendor: &mut Confluent, ctx: &mut Ctx<'_, Confluent>, place: &Place, turn: u64) {
    if vendor.connect.find(&place.cluster, &place.name).is_none_or(|it| it.turn != turn) {
        return;
    }
    take_step(vendor, ctx, place);
    polls::begin(vendor, ctx, place);
}

fn take_step(vendor: &mut Confluent, ctx: &mut Ctx<'_, Confluent>, place: &Place) {
    let Confluent { connect, premises, gate, .. } = vendor;
    let Some(connector) = connect.find_mut(&place.cluster, &place.name) else { return };
    if let Some(rest) = connector.rest.take() {
        let tasks = if connector.is_paused { TaskState::Stopped } else { TaskState::Running };
        connector.set_tasks(tasks);
        return go_on(ctx, connector, rest);
    }
    let restart_after = premises.connect.behaviour.auto_restart_after;
    match connector.work.take() {
        None => {}
        Some(Work::Pause) => settle(connector),
        Some(Work::Provision(Ending::Bad(failure))) if !failure.is_partial => {
            let (trace, errors) = match failure.message {
                Some(message) => (message, Vec::new()),
                None => default_flaw(connector),
            };
            refuse(connector, trace, errors);
        }
        Some(Work::Provision(ending)) => {
            let terms = Terms::of(ctx.settings(), ctx.now());
            if let Some((trace, errors)) = flaw(connector, premises, (gate, &terms)) {
                return reject(connector, trace, errors);
            }
            connector.proven = Some(Arc::clone(&connector.config));
            rest(ctx, connector, ending, restart_after);
        }
        Some(Work::Resume(ending) | Work::Restart(ending)) => {
            rest(ctx, connector, ending, restart_after);
        }
    }
}

/// The connector comes to rest as it ought to, or not.
fn rest(
    ctx: &mut Ctx<'_, Confluent>,
    connector: &mut Connector,
    ending: Ending,
    restart_after: std::time::Duration,
) {
    settle(connector);
    match ending {
        Ending::Good => {}
        Ending::GoodFor(lasts, failure) => {
            let (place, run) = (connector.place.clone(), connector.run);
            ctx.after(lasts, Due::Fail { place, run, failure }.into());
        }
        Ending::Bad(failure) => fail(ctx, connector, failure, restart_after),
    }
}

/// All is well: it runs, or is paused if that was asked for meanwhile.
fn settle(connector: &mut Connector) {
    mend(connector);
    let (state, tasks) = if connector.is_paused {
        (State::Paused, TaskState::Stopped)
    } else {
        (State::Running, TaskState::Running)
    };
    connector.state = state;
    connector.set_tasks(tasks);
}

fn mend(connector: &mut Connector) {
    connector.trace.clear();
    connector.validation_errors.clear();
}

/// The configuration is of no use. Where one ran before, that goes on running.
fn reject(connector: &mut Connector, trace: String, errors: Vec<String>) {
    match &connector.proven {
        None => refuse(connector, trace, errors),
        Some(proven) => {
            connector.config = Arc::clone(proven);
            settle(connector);
            (connector.trace, connector.validation_errors) = (trace, errors);
        }
    }
}

/// The connector never comes to have tasks.
fn refuse(connector: &mut Connector, trace: String, errors: Vec<String>) {
    connector.state = State::Failed;
    (connector.trace, connector.validation_errors) = (trace, errors);
    connector.tasks.clear();
}

/// What runs fails, in all of its tasks or in some.
pub fn fail(
    ctx: &mut Ctx<'_, Confluent>,
    connector: &mut Connector,
    failure: Failure,
    restart_after: std::time::Duration,
) {
    let Failure { is_partial, task_state, message } = failure;
    let message = message.unwrap_or_else(|| traces::TASK_FAILED.to_owned());
    let tasks = connector.tasks.len();
    // Of a single task that has failed the connector would be failed.
    let task_state = if is_partial && tasks < 2 { TaskState::Unassigned } else { task_state };
    let failed = if is_partial { 1 } else { tasks };
    for task in connector.tasks.iter_mut().take(failed) {
        *task = Task { state: task_state, message: message.clone() };
    }
    connector.state = if is_partial { State::Degraded } else { State::Failed };
    connector.trace = message;
    connector.work = None;
    connector.turn = ctx.count("confluent/connect/turn");
    let restarts = connector.property("auto.restart.on.user.error") != "false";
    if task_state == TaskState::UserActionableError && restarts {
        let (place, turn) = (connector.place.clone(), connector.turn);
        ctx.after(restart_after, Due::AutoRestart { place, turn }.into());
    }
}

/// What had succeeded fails, unless it was configured anew meanwhile. What is paused does nothing that
/// could fail.
pub fn fail_late(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    (place, run): (&Place, u64),
    failure: Failure,
) {
    let restart_after = vendor.premises.connect.behaviour.auto_restart_after;
    let Some(connector) = vendor.connect.find_mut(&place.cluster, &place.name) else { return };
    let runs = matches!(connector.state, State::Running | State::Degraded);
    if connector.run == run && runs {
        fail(ctx, connector, failure, restart_after);
    }
}

pub fn restart_late(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    place: &Place,
    turn: u64,
) {
    let found = vendor.connect.find_mut(&place.cluster, &place.name);
    if let Some(connector) = found.filter(|it| it.turn == turn) {
        settle(connector);
        polls::begin(vendor, ctx, place);
    }
}

/// The trace, and the validation errors.
type Flaw = (String, Vec<String>);

/// What shows only when a connector starts: a trace, and the errors in it.
fn flaw(
    connector: &Connector,
    premises: &Premises,
    (gate, terms): (&Gate, &Terms),
) -> Option<Flaw> {
    if let Some((field, host)) = endpoint(connector)
        && !premises.connect.reaches(&host)
    {
        return Some(invalid(field, traces::UNREACHABLE));
    }
    if connector.property("kafka.auth.mode") == SERVICE_ACCOUNT {
        let account = connector.property("kafka.service.account.id");
        let is_known = premises.service_accounts.iter().any(|it| it.id == account);
        let is_bad = terms.is_strict && !is_known;
        return is_bad.then(|| invalid("kafka.service.account.id", traces::UNKNOWN_ACCOUNT));
    }
    let pair = (connector.property("kafka.api.key"), connector.property("kafka.api.secret"));
    let has_key = !pair.0.is_empty();
    let is_bad = has_key && !gate.accepts(pair, &connector.place.cluster, terms);
    is_bad.then(|| (traces::INVALID_KEY.to_owned(), Vec::new()))
}

/// The property that names a host, and that host.
fn endpoint(connector: &Connector) -> Option<(&'static str, String)> {
    let Kind::Managed(plugin) = connector.kind else { return None };
    let field = plugin.endpoint?;
    let offset = connector.property("http.initial.offset");
    let entities = template::entities(connector.property("entity.names"));
    let entity = entities.first().copied().unwrap_or_default();
    let address = template::fill(connector.property(field), entity, offset);
    let host = match template::host(&address) {
        Some((host, _)) => host.to_owned(),
        None => address,
    };
    (!host.is_empty()).then_some((field, host))
}

/// Where a rule lets a connector fail and does not say how.
fn default_flaw(connector: &Connector) -> Flaw {
    match endpoint(connector) {
        Some((field, _)) => invalid(field, traces::UNREACHABLE),
        None => (traces::INVALID_KEY.to_owned(), Vec::new()),
    }
}

/// What is wrong with that field.
fn invalid(field: &str, message: &str) -> Flaw {
    let errors = vec![format!("{field}: {message}")];
    (traces::of_validation(&errors), errors)
}
