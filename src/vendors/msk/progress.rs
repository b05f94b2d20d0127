//! How far an operation on a connector is: its state and its steps, phase by phase.
//!
//! What it does to its connector is not known here.

use jiff::Timestamp;

use super::operations::{Operation, State, Step, StepState, StepType, Type};
use super::phases::Ending;

/// Ends of an update, as scripts name them.
pub(super) const UPDATE_FAILED: &str = "UPDATE_FAILED";
pub(super) const ROLLBACK_COMPLETE: &str = "ROLLBACK_COMPLETE";
pub(super) const ROLLBACK_FAILED: &str = "ROLLBACK_FAILED";

/// The step of an update that makes the change.
const CHANGING: usize = 1;

impl Operation {
    /// Lays out the steps of an update, none of them begun. Their order is UNCONFIRMED.
    pub(super) fn lay_out(&mut self, is_validated: bool) {
        let changing = match self.kind {
            Type::UpdateWorkerSetting => StepType::UpdateWorkerSetting,
            Type::UpdateConnectorConfiguration => StepType::UpdateConnectorConfiguration,
            Type::PauseConnector
            | Type::ResumeConnector
            | Type::RestartConnector
            | Type::IsolateConnector
            | Type::RestoreConnector => return,
        };
        let mut types = vec![StepType::InitializeUpdate, changing];
        types.extend(is_validated.then_some(StepType::ValidateUpdate));
        types.push(StepType::FinalizeUpdate);
        let step = |step_type| Step { step_type, step_state: StepState::Pending };
        self.steps = types.into_iter().map(step).collect();
    }

    /// Through how many phases it goes: waiting, each step, and rolling back. What has no steps has one
    /// phase, and one more if it waits.
    pub(super) fn phases(&self, ending: &Ending) -> u32 {
        let phases = match ending {
            _ if self.steps.is_empty() => 1 + usize::from(self.state == State::Pending),
            Ending::Good | Ending::GoodFor(..) => 1 + self.steps.len(),
            Ending::Bad(end, _) => 2 + self.failing(end) + usize::from(rolls_back(end)),
        };
        u32::try_from(phases).expect("a few phases")
    }

    /// The step that fails: a change that is refused is not made, one that makes the connector sick is
    /// rolled back. UNCONFIRMED.
    fn failing(&self, end: &str) -> usize {
        let validates = |step: &Step| step.step_type == StepType::ValidateUpdate;
        let validating = self.steps.iter().position(validates).unwrap_or(CHANGING);
        if rolls_back(end) { validating } else { CHANGING }
    }

    /// Enters a phase, counted from 0.
    pub(super) fn enter(&mut self, phase: u32, ending: &Ending) {
        let phase = usize::try_from(phase).expect("a few phases");
        match ending {
            _ if phase == 0 => {}
            _ if self.steps.is_empty() => self.state = self.kind.in_progress(),
            Ending::Bad(end, _) if phase > self.failing(end) + 1 => {
                self.state = State::RollbackInProgress;
                self.fail(ending);
            }
            Ending::Good | Ending::GoodFor(..) | Ending::Bad(..) => {
                self.state = self.kind.in_progress();
                self.steps[..phase - 1]
                    .iter_mut()
                    .for_each(|it| it.step_state = StepState::Completed);
                self.steps[phase - 1].step_state = StepState::InProgress;
            }
        }
    }

    /// Comes to its end.
    pub(super) fn finish(&mut self, ending: &Ending, now: Timestamp) {
        self.ended_at = Some(now);
        let is_good = !matches!(ending, Ending::Bad(..));
        if is_good {
            self.steps.iter_mut().for_each(|it| it.step_state = StepState::Completed);
        } else {
            self.fail(ending);
        }
        self.state = match (self.kind, is_good) {
            (
                Type::UpdateWorkerSetting
                | Type::UpdateConnectorConfiguration
                | Type::IsolateConnector
                | Type::RestoreConnector,
                _,
            ) => match ending {
                Ending::Good | Ending::GoodFor(..) => State::UpdateComplete,
                Ending::Bad(end, _) if &**end == ROLLBACK_COMPLETE => State::RollbackComplete,
                Ending::Bad(end, _) if &**end == ROLLBACK_FAILED => State::RollbackFailed,
                Ending::Bad(..) => State::UpdateFailed,
            },
            (Type::PauseConnector, true) => State::PauseComplete,
            (Type::PauseConnector, false) => State::PauseFailed,
            (Type::ResumeConnector, true) => State::ResumeComplete,
            (Type::ResumeConnector, false) => State::ResumeFailed,
            (Type::RestartConnector, true) => State::RestartComplete,
            (Type::RestartConnector, false) => State::RestartFailed,
        };
    }

    fn fail(&mut self, ending: &Ending) {
        let Ending::Bad(end, reason) = ending else { return };
        self.reason = Some(reason.clone());
        let failing = self.failing(end);
        for (index, step) in self.steps.iter_mut().enumerate() {
            step.step_state = match index {
                _ if index < failing => StepState::Completed,
                _ if index == failing => StepState::Failed,
                _ => StepState::Cancelled,
            };
        }
    }
}

fn rolls_back(end: &str) -> bool {
    [ROLLBACK_COMPLETE, ROLLBACK_FAILED].contains(&end)
}
