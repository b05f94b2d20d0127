//! The life of a connector, event by event, as a worker of Kafka Connect writes it down.
//!
//! No time passes here: when what happens is in `courses`.

use super::connector::{Connector, Runs, State, Target, Task};
use super::outcomes::{Ending, Fails, Failure};
use super::plugins::{self, Kind, Shows};
use super::traces;

/// The connector's own start; whether it has come up. One that has not has no tasks, and nobody tells why.
pub fn start(connector: &mut Connector, ending: &Ending) -> bool {
    if connector.target == Target::Stopped {
        stop(connector);
        return false;
    }
    let is_asked = matches!(ending, Ending::Bad(failure) if failure.what == Fails::Connector);
    let is_nothing = matches!(connector.runs, Runs::Nothing);
    if is_nothing || is_asked || flaw(connector, Shows::Start).is_some() {
        connector.state = Some(State::Failed);
        connector.tasks.clear();
        return false;
    }
    connector.state = Some(aim(connector.target));
    true
}

/// Makes the tasks that the configuration asks for, and starts them.
pub fn make_tasks(connector: &mut Connector) {
    connector.tasks = vec![Task::new(aim(connector.target)); connector.task_count()];
    run_tasks(connector);
}

/// Everything comes to where the user wants it. What has failed stays failed, unless it is stopped.
pub fn converge(connector: &mut Connector) {
    match connector.target {
        Target::Stopped => stop(connector),
        Target::Paused | Target::Running => {
            let has_begun = !matches!(connector.state, None | Some(State::Stopped));
            if !has_begun && !start(connector, &Ending::Good) {
                return;
            }
            if !has_begun {
                return make_tasks(connector);
            }
            let aim = aim(connector.target);
            if connector.state != Some(State::Failed) {
                connector.state = Some(aim);
            }
            for task in connector.tasks.iter_mut().filter(|it| it.state != State::Failed) {
                task.state = aim;
            }
            run_tasks(connector);
        }
    }
}

/// The connector starts again; its tasks go on as they are, and are made if there were none.
pub fn restart(connector: &mut Connector, with_tasks: bool, ending: &Ending) {
    if connector.target != Target::Running {
        return converge(connector);
    }
    if !start(connector, ending) {
        return;
    }
    if with_tasks || connector.tasks.is_empty() {
        return make_tasks(connector);
    }
    obey(connector);
    run_tasks(connector);
}

pub fn restart_task(connector: &mut Connector, id: usize) {
    if connector.target == Target::Stopped {
        return stop(connector);
    }
    let aim = aim(connector.target);
    if let Some(task) = connector.tasks.get_mut(id) {
        *task = Task::new(aim);
    }
    obey(connector);
    run_tasks(connector);
}

/// What a pause or a resume wants holds, though something else was begun before it had come about.
fn obey(connector: &mut Connector) {
    let aim = aim(connector.target);
    let turns = |it: State| matches!(it, State::Running | State::Paused);
    if connector.state.is_some_and(turns) {
        connector.state = Some(aim);
    }
    for task in connector.tasks.iter_mut().filter(|it| turns(it.state)) {
        task.state = aim;
    }
}

/// Something that ran runs no more.
pub fn fail(connector: &mut Connector, failure: &Failure) {
    let trace = |connector: &Connector| match &failure.cause {
        Some(cause) if cause.contains("\n\tat ") => cause.clone(),
        cause => traced(connector, cause.as_deref()),
    };
    match failure.what {
        Fails::Connector => connector.state = Some(State::Failed),
        Fails::Tasks => {
            let trace = trace(connector);
            fail_tasks(connector, &trace, usize::MAX);
        }
        Fails::FirstTask => {
            let trace = trace(connector);
            fail_tasks(connector, &trace, 1);
        }
        Fails::Worker => {
            connector.state = Some(State::Unassigned);
            connector.tasks.iter_mut().for_each(|it| *it = Task::new(State::Unassigned));
        }
    }
}

/// What is wrong with the configuration that shows then.
pub fn flaw(connector: &Connector, shows: Shows) -> Option<String> {
    let Runs::Known(plugin) = connector.runs else { return None };
    let findings = plugins::validate(plugin, &connector.config);
    findings.into_iter().find(|it| it.shows == shows).map(|it| it.message)
}

fn stop(connector: &mut Connector) {
    connector.state = Some(State::Stopped);
    connector.tasks.clear();
}

fn aim(target: Target) -> State {
    match target {
        Target::Running => State::Running,
        Target::Paused => State::Paused,
        Target::Stopped => State::Stopped,
    }
}

/// Those that run have started, or failed at that. What is paused has not been started.
fn run_tasks(connector: &mut Connector) {
    let runs = connector.tasks.iter().any(|it| it.state == State::Running);
    if let Some(cause) = runs.then(|| flaw(connector, Shows::TaskStart)).flatten() {
        let trace = traces::plain(&cause);
        fail_tasks(connector, &trace, usize::MAX);
    }
}

fn fail_tasks(connector: &mut Connector, trace: &str, at_most: usize) {
    for task in connector.tasks.iter_mut().take(at_most) {
        *task = Task { trace: trace.to_owned(), ..Task::new(State::Failed) };
    }
}

fn traced(connector: &Connector, cause: Option<&str>) -> String {
    const UNKNOWN: &str = "org.apache.kafka.connect.errors.ConnectException: Task failed";
    match connector.runs {
        Runs::Known(plugin) => {
            let cause = cause.unwrap_or(plugin.usual_failure);
            if plugin.kind == Kind::Sink { traces::of_sink(cause) } else { traces::plain(cause) }
        }
        Runs::Listed(_) | Runs::Nothing => traces::plain(cause.unwrap_or(UNKNOWN)),
    }
}
