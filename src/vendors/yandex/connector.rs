//! A connector, as it is kept and as it is shown.
//!
//! What becomes of one is said in `connectors` and `connector_changes`.

use std::sync::Arc;

use super::message::{self, Fields, KAFKA, Message, choice, shown};
use super::proto;

#[derive(Debug, Clone)]
pub(super) struct Connector {
    /// A `ConnectorSpec`, with its secrets.
    pub spec: Arc<Message>,
    pub health: Health,
    pub status: Status,
    /// Which life this is: what was to happen in an earlier one does not.
    pub run: u64,
}

/// By the numbers of `Connector.Health`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Health {
    Unknown = 0,
    Alive = 1,
    Dead = 2,
}

/// By the numbers of `Connector.Status`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    Unknown = 0,
    Running = 1,
    Error = 2,
    Paused = 3,
}

impl Connector {
    /// As every answer shows it: without its secrets, since no message of an answer has them.
    pub(super) fn view(&self, cluster: &str) -> Message {
        let mut view = shown(&self.spec, &proto::message(&format!("{KAFKA}.Connector")));
        view.put("cluster_id", cluster);
        if self.health != Health::Unknown {
            view.put("health", choice(self.health as i32));
        }
        if self.status != Status::Unknown {
            view.put("status", choice(self.status as i32));
        }
        view
    }
}

/// The name of the field that says what a specification is of.
pub(super) fn kind(spec: &Message) -> Option<&'static str> {
    KINDS.iter().copied().find(|it| spec.inner(it).is_some())
}

pub(super) const KINDS: &[&str] =
    &["connector_config_mirrormaker", "connector_config_s3_sink", "connector_config_iceberg_sink"];

/// `{cluster_id, connector_name}`, which is the metadata of all operations on connectors.
pub(super) fn metadata(kind: &str, cluster: &str, name: &str) -> Message {
    let metadata = message::new(&format!("{KAFKA}.{kind}ConnectorMetadata"));
    metadata.with("cluster_id", cluster).with("connector_name", name)
}
