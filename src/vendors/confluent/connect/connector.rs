//! A connector: what it is, what it is going through, and how it is shown.
//!
//! What may be done with it is decided where it is asked for.

use std::sync::Arc;

use super::Config;
use super::offsets::{Offset, Request};
use super::outcomes::Ending;
use super::polls::Polls;
use super::validate::{Plugin, Role};
use crate::kernel::lifecycle::Takes;
use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;

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
    /// Of an HTTP source.
    pub polls: Polls,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
#[schemars(rename = "ConnectorState")]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
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

/// `ConnectV1ConnectorStatus`. The members are in the order of their names, as all of Connect's answers are.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ConnectorStatus")]
pub struct Status {
    connector: OfConnector,
    errors_from_trace: [String; 0],
    name: String,
    override_message: String,
    tasks: Vec<OfTask>,
    #[serde(rename = "type")]
    role: Role,
    validation_errors: Vec<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "StateOfConnector")]
pub struct OfConnector {
    state: State,
    trace: String,
    worker_id: String,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "StateOfTask")]
pub struct OfTask {
    id: usize,
    msg: String,
    state: TaskState,
    worker_id: String,
}

/// `ConnectV1Connector`.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Connector")]
pub struct Info {
    pub config: Config,
    name: String,
    /// Only of a connector that was just made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offsets: Option<Vec<Offset>>,
    pub tasks: Vec<TaskId>,
    #[serde(rename = "type")]
    role: Role,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct TaskId {
    connector: String,
    task: usize,
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
    pub fn status(&self) -> Status {
        let (name, worker_id) = (self.name().to_owned(), self.name().to_owned());
        let tasks = self.tasks.iter().enumerate().map(|(id, task)| OfTask {
            id,
            msg: task.message.clone(),
            state: task.state,
            worker_id: worker_id.clone(),
        });
        let tasks = tasks.collect();
        let (state, trace) = (self.state, self.trace.clone());
        Status {
            connector: OfConnector { state, trace, worker_id },
            errors_from_trace: [],
            name,
            override_message: String::new(),
            tasks,
            role: self.kind.role(),
            validation_errors: self.validation_errors.clone(),
        }
    }

    /// As `expand=info` and the operations on one connector show it, with its configuration as it is shown.
    pub fn info(&self, config: Config) -> Info {
        let name = self.name();
        let tasks = (0..self.tasks.len()).map(|task| TaskId { connector: name.to_owned(), task });
        let (tasks, role) = (tasks.collect(), self.kind.role());
        Info { config, name: name.to_owned(), offsets: None, tasks, role }
    }
}
