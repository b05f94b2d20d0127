//! What the asynchronous operations of Connect end as, if a rule wants it otherwise.

use std::time::Duration;

use super::connector::TaskState;
use crate::kernel::lifecycle::Outcome;

/// Ends as rules name them: the connector's states.
pub const FAILED: &str = "FAILED";
pub const DEGRADED: &str = "DEGRADED";

/// How something ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending {
    Good,
    /// It succeeds, and fails so long afterwards.
    GoodFor(Duration, Failure),
    Bad(Failure),
}

/// How a connector, or a request, fails.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Some of the tasks fail, and not all.
    pub is_partial: bool,
    /// Of the tasks that fail.
    pub task_state: TaskState,
    /// The trace, or the message of a request; the usual one if absent.
    pub message: Option<String>,
}

impl Ending {
    pub fn of(outcome: Option<Outcome>) -> Self {
        let Some(outcome) = outcome else { return Self::Good };
        let succeeds_for = outcome.succeeds_for;
        let failure = Failure::of(outcome);
        match succeeds_for {
            Some(lasts) => Self::GoodFor(lasts, failure),
            None => Self::Bad(failure),
        }
    }
}

impl Failure {
    /// A rule's `code` is the state of the failed tasks; a system error if it is none of these.
    fn of(outcome: Outcome) -> Self {
        let task_state = match outcome.code.as_deref() {
            Some("USER_ACTIONABLE_ERROR") => TaskState::UserActionableError,
            Some("UNASSIGNED") => TaskState::Unassigned,
            _ => TaskState::SystemError,
        };
        let is_partial = outcome.end.as_deref() == Some(DEGRADED);
        Self { is_partial, task_state, message: outcome.message }
    }
}
