//! What the asynchronous operations on connectors end as, if a rule wants it otherwise.

use std::time::Duration;

use crate::kernel::lifecycle::Outcome;

/// The connector itself fails, and no trace says why: at its start it comes to have no tasks, and later those that
/// it has run on, since a worker keeps the one and the others apart.
pub const FAILED: &str = "FAILED";
/// Every task fails, with a trace; the connector is `RUNNING`.
pub const TASKS_FAILED: &str = "TASKS_FAILED";
/// The first task does.
pub const TASK_FAILED: &str = "TASK_FAILED";
/// The worker is gone, until connector and tasks are assigned to another.
pub const UNASSIGNED: &str = "UNASSIGNED";

/// How something ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending {
    Good,
    /// It succeeds, and fails so long afterwards.
    GoodFor(Duration, Failure),
    Bad(Failure),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    pub what: Fails,
    /// Of a task's trace: class of the exception and message. The plugin's usual one if absent.
    pub cause: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fails {
    Connector,
    Tasks,
    FirstTask,
    Worker,
}

impl Ending {
    /// `usual`: what fails where the rule does not say.
    pub fn of(outcome: Option<Outcome>, usual: Fails) -> Self {
        let Some(Outcome { end, message: cause, succeeds_for, .. }) = outcome else {
            return Self::Good;
        };
        let what = match end.as_deref() {
            Some(FAILED) => Fails::Connector,
            Some(TASKS_FAILED) => Fails::Tasks,
            Some(TASK_FAILED) => Fails::FirstTask,
            Some(UNASSIGNED) => Fails::Worker,
            _ => usual,
        };
        let failure = Failure { what, cause };
        match succeeds_for {
            Some(lasts) => Self::GoodFor(lasts, failure),
            None => Self::Bad(failure),
        }
    }
}
