//! A connector: what it is, what it is going through, and how it is shown.
//!
//! What may be done with it is decided where it is asked for.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Value, json};

use super::deliveries::{Delivered, Delivery};
use super::outcomes::Ending;
use super::plugins::Plugin;
use super::premises;
use super::service;
use crate::kernel::lifecycle::Takes;

/// A configuration: texts by name, `name` and `connector.class` among them.
pub type Config = BTreeMap<String, String>;

#[derive(Debug, Clone)]
pub struct Connector {
    pub place: Place,
    pub runs: Runs,
    pub config: Arc<Config>,
    /// What a worker wrote last; `None` before its first event.
    pub state: Option<State>,
    pub tasks: Vec<Task>,
    /// What the user wants it to be.
    pub target: Target,
    pub work: Option<Work>,
    /// What is left of the time once half of it is over.
    pub rest: Option<Takes>,
    /// Of what is going on: a step of an earlier turn is nobody's any more.
    pub turn: u64,
    /// Of the configuration: a failure that an earlier one was to end with does not happen.
    pub run: u64,
    /// Reads do not see it yet.
    pub is_hidden: bool,
    pub created_at: Timestamp,
    pub delivered: Delivered,
}

/// Where a connector is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub service: service::Place,
    pub name: Arc<str>,
}

/// What runs in a connector.
#[derive(Debug, Clone)]
pub enum Runs {
    Known(&'static Plugin),
    /// A plugin that the premises only list: it takes any configuration.
    Listed(Arc<premises::Plugin>),
    /// A class that no plugin has.
    Nothing,
}

/// The states of connectors and tasks (API document; `STOPPED` since 2026).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum State {
    Running,
    Paused,
    Failed,
    Unassigned,
    Stopped,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    Running,
    Paused,
    Stopped,
}

#[derive(Debug, Clone)]
pub struct Task {
    pub state: State,
    /// Empty unless it has failed.
    pub trace: String,
    /// Of an HTTP sink.
    pub delivery: Option<Box<Delivery>>,
}

/// What a connector is going through.
#[derive(Debug, Clone)]
pub enum Work {
    /// A new configuration: the connector starts, then its tasks.
    Start(Ending),
    /// On the way to its target.
    Turn(Ending),
    /// The connector alone, or with all of its tasks.
    Restart {
        with_tasks: bool,
        ending: Ending,
    },
    RestartTask(usize, Ending),
}

impl Place {
    /// What timers and reads of the connector are counted under.
    pub fn key(&self) -> String {
        format!("{}/{}", self.service.key(), self.name)
    }
}

impl Runs {
    /// As answers show the plugin (API document, `plugin` of a connector).
    pub fn show(&self) -> Value {
        match self {
            Self::Known(plugin) => json!(plugin),
            Self::Listed(plugin) => {
                let last = plugin.class.rsplit('.').next().unwrap_or_default();
                json!({
                    "author": plugin.author,
                    "class": plugin.class,
                    "docURL": plugin.doc_url,
                    "preview": false,
                    "title": plugin.title.as_deref().unwrap_or(last),
                    "type": plugin.kind,
                    "version": plugin.version,
                })
            }
            Self::Nothing => Value::Null,
        }
    }
}

impl Task {
    pub fn new(state: State) -> Self {
        Self { state, trace: String::new(), delivery: None }
    }
}

impl Connector {
    pub fn name(&self) -> &str {
        &self.place.name
    }

    /// How many tasks the configuration makes.
    pub fn task_count(&self) -> usize {
        let max = self.config.get("tasks.max").and_then(|it| it.trim().parse().ok());
        // A worker takes any number; here a thousand must do.
        let max = max.unwrap_or(1).clamp(1, 1000);
        match &self.runs {
            Runs::Known(plugin) => (plugin.tasks)(&self.config, max),
            Runs::Listed(_) | Runs::Nothing => max,
        }
    }

    /// As lists and the operations on one connector show it: its tasks are only named.
    pub fn show(&self) -> Value {
        let name = self.name();
        let tasks = (0..self.tasks.len()).map(|task| json!({ "connector": name, "task": task }));
        json!({
            "name": name,
            "config": *self.config,
            "plugin": self.runs.show(),
            "tasks": tasks.collect::<Vec<_>>(),
        })
    }

    /// As `status` shows it; `None` before the first event.
    pub fn status(&self) -> Option<Value> {
        let state = self.state?;
        let tasks = self.tasks.iter().enumerate();
        let tasks = tasks
            .map(|(id, it)| json!({ "id": id, "state": it.state, "trace": it.trace }))
            .collect::<Vec<_>>();
        Some(json!({ "state": state, "tasks": tasks }))
    }
}
