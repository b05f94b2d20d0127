//! What a scenario has the service do with connectors by itself, as people write it.
//!
//! What comes of it: `service_operations`.

use std::time::Duration;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::kernel::{
    clock,
    glob::{self, Case},
    lifecycle::Takes,
    mistake::Mistake,
};

/// An operation that the service begins with connectors by itself; no call does.
///
/// UNCONFIRMED, all of it: the service model has the two types, and tells neither when they come, nor
/// through which states they go, nor what they do to their connector. So all of that is said here.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ServiceOperation {
    /// A glob over the names of connectors, capitals minded. Default: `*`, all.
    #[serde(default = "all")]
    pub connectors: String,
    pub operation: ServiceOperationType,
    /// World time since the connector first came to `RUNNING`. Default: none. While another operation on the
    /// connector is under way, or it is paused, it waits; it is left out where the connector is gone,
    /// `DELETING` or `FAILED`. Only what `ISOLATE_CONNECTOR` left `FAILED`, `RESTORE_CONNECTOR` takes up.
    #[serde(default, with = "clock::duration")]
    #[schemars(with = "clock::Spelled")]
    pub after: Duration,
    /// How long it is under way; so long the connector stays in its state. Default: it is done at once.
    #[serde(default = "at_once")]
    pub takes: Takes,
    /// Default: `UPDATE_COMPLETE`.
    #[serde(default)]
    pub end: ServiceOperationEnd,
    /// The code of the reason: `errorInfo` of the operation if its end is a bad one, and `stateDescription`
    /// of the connector if it is left `FAILED`. Default: the usual one.
    pub code: Option<String>,
    /// The text of the reason, likewise.
    pub message: Option<String>,
    /// The state of the connector afterwards.
    #[serde(default)]
    pub leaves: Leaves,
}

/// The types of the service model (`ConnectorOperationType`) that no call begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ServiceOperationType {
    IsolateConnector,
    RestoreConnector,
}

/// The states of the service model (`ConnectorOperationState`) that can end an update.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ServiceOperationEnd {
    #[default]
    UpdateComplete,
    UpdateFailed,
    RollbackComplete,
    RollbackFailed,
}

/// In which state a connector is left.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Leaves {
    #[default]
    Running,
    Failed,
}

impl ServiceOperation {
    pub fn concerns(&self, connector: &str) -> bool {
        glob::covers(&self.connectors, connector, Case::Minded)
    }

    /// What serde could not see.
    pub(super) fn mistakes(&self) -> Vec<Mistake> {
        let mut found = Vec::new();
        let is_expression = self.connectors.len() > 1
            && self.connectors.starts_with('/')
            && self.connectors.ends_with('/');
        if self.connectors.is_empty() || is_expression {
            let message = format!("`{}` is no glob over names of connectors", self.connectors);
            let mistake = Mistake::new(&["connectors"], message);
            found.push(mistake.hint("`*` stands for anything, `?` for one letter: `orders-*`"));
        }
        let is_shown =
            self.end != ServiceOperationEnd::UpdateComplete || self.leaves == Leaves::Failed;
        for (name, value) in [("code", &self.code), ("message", &self.message)] {
            if value.is_some() && !is_shown {
                let message = format!(
                    "`{name}` is shown nowhere: the operation succeeds, and leaves the connector RUNNING"
                );
                let hint = "a bad end, such as `end: UPDATE_FAILED`, has a reason, and so has `leaves: FAILED`";
                found.push(Mistake::new(&[name], message).hint(hint));
            }
        }
        found
    }
}

fn all() -> String {
    "*".into()
}

fn at_once() -> Takes {
    Takes::AtOnce
}
