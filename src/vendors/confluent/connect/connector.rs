//! A connector: what it is, what it is going through, and how it is shown.
//!
//! What may be done with it is decided where it is asked for.

use std::sync::Arc;

use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Value, json};

use super::Config;
use super::offsets::{Offset, Request};
use super::outcomes::Ending;
use super::validate::{Plugin, Role};
use crate::kernel::lifecycle::Takes;

#[derive(Debug, Clone)]
pub struct Connector {
    pub place: Place,
    /// `lcc-abc123`, or `clcc-abc123` of a custom plugin.
    pub id: Box<str>,
    pub kind: Kind,
    /// As it was submitted, secrets and all.
    pub config: Arc<Config>,
    /// The last configuration that ran.
    pub proven: Option<Arc<Config>>,
    pub state: State,
    /// Empty while all is well.
    pub trace: String,
    /// What the runtime check found, each as `field: message`.
    pub validation_errors: Vec<String>,
    pub tasks: Vec<Task>,
    /// Reads do not see it yet.
    pub is_hidden: bool,
    /// It is to be paused as soon as it has come to rest.
    pub is_paused: bool,
    pub work: Option<Work>,
    /// What is left of the time once half of it is over.
    pub rest: Option<Takes>,
    /// Of what is going on: a step of an earlier turn is nobody's any more.
    pub turn: u64,
    /// Of the configuration: a failure that an earlier one was to end with does not happen.
    pub run: u64,
    pub offsets: Vec<Offset>,
    /// The latest request to change offsets.
    pub request: Option<Request>,
    pub created_at: Timestamp,
}

/// Where a connector is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The Kafka cluster.
    pub cluster: Arc<str>,
    pub name: Arc<str>,
}

/// What runs in a connector.
#[derive(Debug, Clone)]
pub enum Kind {
    Managed(&'static Plugin),
    /// A plugin that is only listed, and takes any configuration.
    Listed(Role),
    /// A plugin of one's own, by its id.
    Custom(Box<str>, Role),
}

/// The states of a connector (Connect v1, `ConnectorStatus`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum State {
    Provisioning,
    Running,
    Degraded,
    Failed,
    Paused,
}

#[derive(Debug, Clone)]
pub struct Task {
    pub state: TaskState,
    pub message: String,
}

/// The states of a task ("Connector and task statuses"). A connector with all its tasks in error is failed,
/// with some of them degraded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TaskState {
    Running,
    Stopped,
    Unassigned,
    Restarting,
    SystemError,
    UserActionableError,
}

/// What a connector is going through.
#[derive(Debug, Clone)]
pub enum Work {
    Provision(Ending),
    Pause,
    Resume(Ending),
    Restart(Ending),
}

impl Place {
    /// What timers and reads of the connector are counted under.
    pub fn key(&self) -> String {
        format!("{}/{}", self.cluster, self.name)
    }
}

impl Kind {
    pub fn role(&self) -> Role {
        match self {
            Self::Managed(plugin) => plugin.role,
            Self::Listed(role) | Self::Custom(_, role) => *role,
        }
    }
}

impl Task {
    pub fn new(state: TaskState) -> Self {
        Self { state, message: String::new() }
    }
}

impl Connector {
    pub fn name(&self) -> &str {
        &self.place.name
    }

    /// A property as it was submitted; empty if it was not.
    pub fn property(&self, name: &str) -> &str {
        self.config.get(name).map_or("", String::as_str)
    }

    /// Puts all tasks, as many as the configuration makes, into one state.
    pub fn set_tasks(&mut self, state: TaskState) {
        self.tasks = vec![Task::new(state); self.task_count()];
    }

    /// How many tasks the configuration makes: of an HTTP source not more than it has entities, of a
    /// database one. UNCONFIRMED.
    fn task_count(&self) -> usize {
        let max = self.property("tasks.max").trim().parse().unwrap_or(1).clamp(1, 100);
        let Kind::Managed(plugin) = self.kind else { return max };
        match plugin.alias {
            "HttpSource" => {
                let entities = super::polling::template::entities(self.property("entity.names"));
                max.min(entities.len())
            }
            "PostgresCdcSourceV2" => 1,
            _ => max,
        }
    }

    /// As `expand=status` and the status of one connector show it. The last three members were seen with
    /// custom connectors; that all have them is UNCONFIRMED.
    pub fn status(&self) -> Value {
        let name = self.name();
        let tasks = self.tasks.iter().enumerate().map(|(id, task)| {
            json!({ "id": id, "state": task.state, "worker_id": name, "msg": task.message })
        });
        json!({
            "name": name,
            "type": self.kind.role(),
            "connector": { "state": self.state, "worker_id": name, "trace": self.trace },
            "tasks": tasks.collect::<Vec<_>>(),
            "errors_from_trace": [],
            "validation_errors": self.validation_errors,
            "override_message": "",
        })
    }

    /// As `expand=info` and the operations on one connector show it, with its configuration as it is shown.
    pub fn info(&self, config: &Config) -> Value {
        let name = self.name();
        let tasks = (0..self.tasks.len()).map(|task| json!({ "connector": name, "task": task }));
        json!({
            "name": name,
            "type": self.kind.role(),
            "config": config,
            "tasks": tasks.collect::<Vec<_>>(),
        })
    }
}
