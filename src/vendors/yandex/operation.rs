//! An operation: what it is for, how it is going to end, and how it is shown.

use std::sync::Arc;

use jiff::Timestamp;

use super::errors::Status;
use super::message::{self, Fields, Message, any};
use super::parts::Kind;
use super::{cluster_changes, connectors, parts};

pub(super) type Id = Arc<str>;

#[derive(Debug, Clone)]
pub(super) struct Operation {
    pub id: Id,
    pub cluster: Arc<str>,
    pub description: &'static str,
    pub created_at: Timestamp,
    pub created_by: Arc<str>,
    pub modified_at: Timestamp,
    pub metadata: Message,
    pub state: State,
    /// Not every server of the vendor's knows it yet.
    pub is_hidden: bool,
}

#[derive(Debug, Clone)]
pub(super) enum State {
    Running(Work, Ending),
    /// What was done is undone: the error can be seen already.
    RollingBack(Work, Status),
    Failed(Status),
    /// With what there is to show.
    Done(Message),
}

/// What an operation is for.
#[derive(Debug, Clone)]
pub(super) enum Work {
    Cluster {
        change: cluster_changes::Change,
    },
    Connector {
        name: Arc<str>,
        change: connectors::Change,
    },
    /// A topic or a user.
    Part {
        kind: Kind,
        name: Arc<str>,
        change: parts::Change,
    },
}

/// How an operation is going to end.
#[derive(Debug, Clone)]
pub(super) enum Ending {
    Good,
    /// And what was made breaks down, so long afterwards.
    Breaks(std::time::Duration),
    Bad(Status),
    /// Likewise, and the error shows while it is not done yet.
    RolledBack(Status),
}

impl Operation {
    pub(super) fn is_done(&self) -> bool {
        matches!(self.state, State::Failed(_) | State::Done(_))
    }

    /// As `ClusterService.ListOperations` shows it: the documented list has a status where `Get` of the same
    /// operation has the resource.
    pub(super) fn listed(&self) -> Message {
        let view = self.view();
        match self.state {
            State::Done(_) => {
                let status = message::new("google.rpc.Status").with("message", "OK");
                view.with("response", any(&status))
            }
            State::Running(..) | State::RollingBack(..) | State::Failed(_) => view,
        }
    }

    /// As `OperationService.Get` shows it.
    pub(super) fn view(&self) -> Message {
        let mut view = message::new("yandex.cloud.operation.Operation")
            .with("id", &*self.id)
            .with("description", self.description)
            .with("created_at", self.created_at)
            .with("created_by", &*self.created_by)
            .with("modified_at", self.modified_at)
            .with("done", self.is_done())
            .with("metadata", any(&self.metadata));
        match &self.state {
            State::Running(..) => {}
            State::RollingBack(_, status) | State::Failed(status) => {
                view.put("error", status.message(None));
            }
            State::Done(response) => view.put("response", any(response)),
        }
        view
    }
}
