//! What becomes of connectors: each step of what they are going through, at its own instant.
//!
//! What may be begun with one is decided where it is asked for; what a step does is in `lives`.

use std::sync::Arc;

use super::behaviour::{Behaviour, Restarting};
use super::connector::{Connector, Place, State, Target, Task, Work};
use super::outcomes::{Ending, Fails, Failure};
use super::plugins::Shows;
use super::{Aiven, Due, deliveries, lives};
use crate::kernel::lifecycle::Takes;
use crate::kernel::room::Ctx;

/// With this setting, what has failed is restarted by itself.
const RESTARTS: &str = "_aiven.restart.on.failure";

/// Lets the configuration that the connector has begin.
pub fn start(ctx: &mut Ctx<'_, Aiven>, connector: &mut Connector) {
    let course = ctx.course(&connector.place.key());
    connector.run = ctx.count("aiven/run");
    let ending = Ending::of(course.outcome, Fails::Connector);
    begin(ctx, connector, course.takes, Work::Start(ending));
}

/// Lets the connector come to its target. One that has not started yet comes to it when it does.
pub fn turn(ctx: &mut Ctx<'_, Aiven>, connector: &mut Connector) {
    let course = ctx.course(&connector.place.key());
    if !matches!(connector.work, Some(Work::Start(_))) {
        let ending = Ending::of(course.outcome, Fails::Tasks);
        begin(ctx, connector, course.takes, Work::Turn(ending));
    }
}

pub fn restart(ctx: &mut Ctx<'_, Aiven>, connector: &mut Connector, behaviour: &Behaviour) {
    let course = ctx.course(&connector.place.key());
    if matches!(connector.work, Some(Work::Start(_))) {
        return;
    }
    let with_tasks = behaviour.restart_includes_tasks;
    if behaviour.restarting == Restarting::Unassigned {
        connector.state = Some(State::Unassigned);
        if with_tasks {
            connector.tasks.iter_mut().for_each(|it| *it = Task::new(State::Unassigned));
        }
    }
    let ending = Ending::of(course.outcome, Fails::Connector);
    begin(ctx, connector, course.takes, Work::Restart { with_tasks, ending });
}

pub fn restart_task(
    ctx: &mut Ctx<'_, Aiven>,
    connector: &mut Connector,
    task: usize,
    behaviour: &Behaviour,
) {
    let course = ctx.course(&format!("{}/{task}", connector.place.key()));
    if matches!(connector.work, Some(Work::Start(_))) {
        return;
    }
    if behaviour.restarting == Restarting::Unassigned {
        connector.tasks[task] = Task::new(State::Unassigned);
    }
    let ending = Ending::of(course.outcome, Fails::Tasks);
    begin(ctx, connector, course.takes, Work::RestartTask(task, ending));
}

/// Lets a new connector be seen only later, where the world's reads lag.
pub fn hide(ctx: &mut Ctx<'_, Aiven>, connector: &mut Connector) {
    let key = shown_key(&connector.place.key());
    let lag = ctx.lag(&key);
    if lag == Takes::AtOnce {
        return;
    }
    connector.is_hidden = true;
    ctx.cancel_reads(&key);
    let (place, run) = (connector.place.clone(), connector.run);
    ctx.begin(&key, lag, Due::Show { place, run });
}

/// What reads of a connector are counted under that do not see it yet.
pub fn shown_key(key: &str) -> String {
    format!("{key}/shown")
}

pub fn show(vendor: &mut Aiven, place: &Place, run: u64) {
    if let Some(connector) = vendor.connector_mut(place).filter(|it| it.run == run) {
        connector.is_hidden = false;
    }
}

/// Lets the connector go through `work`, in place of what it was going through.
fn begin(ctx: &mut Ctx<'_, Aiven>, connector: &mut Connector, takes: Takes, work: Work) {
    connector.turn = ctx.count("aiven/turn");
    ctx.cancel_reads(&connector.place.key());
    let (first, rest) = match work {
        Work::Start(_) => takes.split(1, 2),
        Work::Turn(_) | Work::Restart { .. } | Work::RestartTask(..) => (takes, None),
    };
    (connector.work, connector.rest) = (Some(work), rest);
    go_on(ctx, connector, first);
}

fn go_on(ctx: &mut Ctx<'_, Aiven>, connector: &Connector, takes: Takes) {
    let (place, turn) = (connector.place.clone(), connector.turn);
    ctx.begin(&place.key(), takes, Due::Step { place, turn });
}

/// A step is over. One of an earlier turn is nobody's any more.
pub fn step(vendor: &mut Aiven, ctx: &mut Ctx<'_, Aiven>, place: &Place, turn: u64) {
    take_step(vendor, ctx, place, turn);
    deliveries::begin(vendor, ctx, place);
}

fn take_step(vendor: &mut Aiven, ctx: &mut Ctx<'_, Aiven>, place: &Place, turn: u64) {
    let premises = Arc::clone(&vendor.premises);
    let behaviour = &premises.behaviour;
    let found = vendor.connector_mut(place).filter(|it| it.turn == turn);
    let Some(connector) = found else { return };
    let rest = connector.rest.take();
    match connector.work.take() {
        None => {}
        Some(Work::Start(ending)) => {
            if !lives::start(connector, &ending) {
                return watch(ctx, connector, behaviour);
            }
            if let Some(rest) = rest {
                // Of a new configuration, the tasks of the old one are no more.
                connector.tasks.clear();
                connector.work = Some(Work::Start(ending));
                return go_on(ctx, connector, rest);
            }
            lives::make_tasks(connector);
            conclude(ctx, connector, ending, behaviour);
        }
        Some(Work::Turn(ending)) => {
            lives::converge(connector);
            conclude(ctx, connector, ending, behaviour);
        }
        Some(Work::Restart { with_tasks, ending }) => {
            lives::restart(connector, with_tasks, &ending);
            conclude(ctx, connector, ending, behaviour);
        }
        Some(Work::RestartTask(task, ending)) => {
            lives::restart_task(connector, task);
            conclude(ctx, connector, ending, behaviour);
        }
    }
}

/// What has come to run fails as a rule wants, or on the first record that comes.
fn conclude(
    ctx: &mut Ctx<'_, Aiven>,
    connector: &mut Connector,
    ending: Ending,
    behaviour: &Behaviour,
) {
    let runs = connector.tasks.iter().any(|it| it.state == State::Running);
    let (place, run) = (connector.place.clone(), connector.run);
    match ending {
        Ending::Good => {
            let flaw = runs.then(|| lives::flaw(connector, Shows::FirstRecord)).flatten();
            if let Some(cause) = flaw {
                let failure = Failure { what: Fails::Tasks, cause: Some(cause) };
                ctx.after(behaviour.first_record_after, Due::Fail { place, run, failure });
            }
        }
        Ending::GoodFor(lasts, failure) => ctx.after(lasts, Due::Fail { place, run, failure }),
        // A start that failed has failed already.
        Ending::Bad(failure) if connector.state != Some(State::Failed) => {
            return fail(ctx, connector, &failure, behaviour);
        }
        Ending::Bad(_) => {}
    }
    watch(ctx, connector, behaviour);
}

pub fn fail(
    ctx: &mut Ctx<'_, Aiven>,
    connector: &mut Connector,
    failure: &Failure,
    behaviour: &Behaviour,
) {
    lives::fail(connector, failure);
    if failure.what == Fails::Worker {
        let (place, run) = (connector.place.clone(), connector.run);
        ctx.after(behaviour.reassigned_after, Due::Reassign { place, run });
    }
    watch(ctx, connector, behaviour);
}

/// What ran fails, unless it was configured anew meanwhile. What is paused or stopped does nothing that could
/// fail.
pub fn fail_late(
    vendor: &mut Aiven,
    ctx: &mut Ctx<'_, Aiven>,
    (place, run): (&Place, u64),
    failure: &Failure,
) {
    let premises = Arc::clone(&vendor.premises);
    let found = vendor.connector_mut(place).filter(|it| it.run == run);
    if let Some(connector) = found.filter(|it| it.state == Some(State::Running)) {
        fail(ctx, connector, failure, &premises.behaviour);
    }
}

pub fn reassign(vendor: &mut Aiven, ctx: &mut Ctx<'_, Aiven>, place: &Place, run: u64) {
    let found = vendor.connector_mut(place).filter(|it| it.run == run);
    if let Some(connector) = found.filter(|it| it.state == Some(State::Unassigned)) {
        lives::converge(connector);
        deliveries::begin(vendor, ctx, place);
    }
}

/// Has the connector looked at when the next look is due, if something has failed in it and it is to be
/// restarted by itself (documentation, "Enable automatic restart").
fn watch(ctx: &mut Ctx<'_, Aiven>, connector: &Connector, behaviour: &Behaviour) {
    let every = behaviour.restart_checks_every;
    let is_asked = connector.config.get(RESTARTS).is_some_and(|it| it == "true");
    if !is_asked || !has_failed(connector) || every.is_zero() {
        return;
    }
    let age = ctx.now().duration_since(connector.created_at).unsigned_abs();
    let since = age.as_millis() % every.as_millis();
    let since = u64::try_from(since).expect("less than what it is the rest of");
    let left = every.saturating_sub(std::time::Duration::from_millis(since));
    let (place, run) = (connector.place.clone(), connector.run);
    ctx.after(left, Due::Check { place, run });
}

/// Restarts all of what has failed in part.
pub fn check(vendor: &mut Aiven, ctx: &mut Ctx<'_, Aiven>, place: &Place, run: u64) {
    let premises = Arc::clone(&vendor.premises);
    let found = vendor.connector_mut(place).filter(|it| it.run == run);
    let Some(connector) = found.filter(|it| has_failed(it)) else { return };
    if connector.target == Target::Running {
        lives::restart(connector, true, &Ending::Good);
        conclude(ctx, connector, Ending::Good, &premises.behaviour);
        deliveries::begin(vendor, ctx, place);
    }
}

fn has_failed(connector: &Connector) -> bool {
    let tasks = connector.tasks.iter().map(|it| it.state);
    tasks.chain(connector.state).any(|it| it == State::Failed)
}
