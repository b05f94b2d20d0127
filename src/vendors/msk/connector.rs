//! A connector: what it is, what it shows, what it is going through.
//!
//! Nothing is decided here: see `connectors`, `connector_updates`, `connector_pauses` for what may be done
//! with one, and `courses` for what becomes of it.

use std::collections::VecDeque;

use bytes::Bytes;
use serde::Serialize;

use super::arns::Kind;
use super::behaviour::Behaviour;
use super::capacity::Capacity;
use super::operations::Operation;
use super::phases::{Ending, Phases};
use super::service_operations::Left;
use super::shapes::{
    ClientAuthentication, Encryption, KafkaCluster, LogDelivery, Plugin, Reason, Texts,
    WorkersChosen,
};
use super::shelf::{Card, Carded, Shelf};
use super::spaces::{Resource, Space};
use crate::kernel::clock;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(super) enum State {
    Creating,
    Running,
    Updating,
    Deleting,
    Failed,
    Paused,
    Restarting,
    Pausing,
    Resuming,
}

#[derive(Debug, Clone)]
pub(super) struct Connector {
    pub card: Card,
    made: Made,
    face: Face,
    /// What reads see instead, as long as they lag behind.
    stale: Option<Box<Face>>,
    /// The description as it was last sent, good until something changes.
    written: Option<Bytes>,
    /// The oldest first.
    pub operations: Vec<Operation>,
    pub work: Option<Work>,
    /// Why it fails as soon as it has come to rest.
    pub doom: Option<Reason>,
    /// What the service is to do with it and cannot yet, the longest waiting first: indices into the
    /// premises.
    pub awaited: VecDeque<usize>,
    /// The service isolated it, and left it `FAILED`.
    pub is_isolated: bool,
    /// Versions it has had.
    pub versions: u32,
    /// As the quota counts them; while it is updated, before or after, whichever are more.
    pub workers_held: u64,
}

/// What never changes in a connector's life.
#[derive(Debug, Clone)]
pub(super) struct Made {
    pub description: Option<Box<str>>,
    pub kafka_cluster: KafkaCluster,
    pub client_authentication: ClientAuthentication,
    pub encryption: Encryption,
    pub connect_version: Box<str>,
    pub log_delivery: Option<LogDelivery>,
    pub network_type: &'static str,
    pub role: Box<str>,
}

/// What changes.
#[derive(Debug, Clone)]
pub(super) struct Face {
    pub state: State,
    pub version: Box<str>,
    pub reason: Option<Reason>,
    pub setting: Setting,
    pub configuration: Texts,
}

/// What an update changes beside the configuration (`WorkerSetting`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Setting {
    pub capacity: Capacity,
    pub plugin: Plugin,
    /// `None`: the service's own.
    pub workers: Option<WorkersChosen>,
}

/// What it is going through.
#[derive(Debug, Clone)]
pub(super) enum Work {
    Create(Ending),
    Delete(Ending),
    /// The latest of its operations.
    Operate {
        phases: Phases,
        ending: Ending,
        /// Where it goes if all is well, and where if not.
        states: (State, State),
    },
    /// The latest of its operations, which the service began.
    Serve {
        ending: Ending,
        left: Left,
    },
}

impl Connector {
    pub(super) fn new(card: Card, made: Made, face: Face) -> Self {
        let workers_held = face.setting.capacity.workers();
        Self {
            card,
            made,
            face,
            stale: None,
            written: None,
            operations: Vec::new(),
            work: None,
            doom: None,
            awaited: VecDeque::new(),
            is_isolated: false,
            versions: 1,
            workers_held,
        }
    }

    pub(super) fn face(&self) -> &Face {
        &self.face
    }

    pub(super) fn made(&self) -> &Made {
        &self.made
    }

    /// The only way to what changes: what was written of it is no longer good.
    pub(super) fn change(&mut self) -> &mut Face {
        self.written = None;
        &mut self.face
    }

    pub(super) fn state(&self) -> State {
        self.face.state
    }

    /// Whether an operation is under way that the service began: its state does not tell.
    pub(super) fn is_served(&self) -> bool {
        matches!(self.work, Some(Work::Serve { .. }))
    }

    /// Everything that reads see, as JSON; its instants with so many `digits`, which are always as many.
    pub(super) fn written(&mut self, digits: u8) -> Bytes {
        if self.written.is_none() {
            let json =
                serde_json::to_vec(&self.description(digits)).expect("a description serializes");
            self.written = Some(json.into());
        }
        self.written.clone().expect("just written")
    }

    /// `DescribeConnectorResponse`.
    pub(super) fn description(&self, digits: u8) -> Description<'_> {
        let face = self.seen();
        let (connector_configuration, state_description) =
            (Some(&face.configuration), face.reason.as_ref());
        Description { connector_configuration, state_description, ..self.summary(digits) }
    }

    /// `ConnectorSummary`.
    pub(super) fn summary(&self, digits: u8) -> Description<'_> {
        let Self { card, made, .. } = self;
        let face = self.seen();
        Description {
            capacity: &face.setting.capacity,
            connector_arn: &card.arn,
            connector_configuration: None,
            connector_description: made.description.as_deref(),
            connector_name: &card.name,
            connector_state: face.state,
            creation_time: clock::iso(card.created_at, digits),
            current_version: &face.version,
            kafka_cluster: &made.kafka_cluster,
            kafka_cluster_client_authentication: &made.client_authentication,
            kafka_cluster_encryption_in_transit: &made.encryption,
            kafka_connect_version: &made.connect_version,
            log_delivery: made.log_delivery.as_ref(),
            network_type: made.network_type,
            plugins: [&face.setting.plugin],
            service_execution_role_arn: &made.role,
            state_description: None,
            worker_configuration: face.setting.workers.as_ref(),
        }
    }

    fn seen(&self) -> &Face {
        self.stale.as_deref().unwrap_or(&self.face)
    }
}

impl Carded for Connector {
    fn card(&self) -> &Card {
        &self.card
    }
}

impl Resource for Connector {
    const KIND: Kind = Kind::Connector;

    fn card_mut(&mut self) -> &mut Card {
        &mut self.card
    }

    fn shelf(space: &Space) -> &Shelf<Self> {
        &space.connectors
    }

    fn shelf_mut(space: &mut Space) -> &mut Shelf<Self> {
        &mut space.connectors
    }

    fn keep(&mut self) {
        if self.stale.is_none() {
            self.stale = Some(Box::new(self.face.clone()));
        }
    }

    fn reveal(&mut self) {
        self.written = None;
        self.stale = None;
    }

    fn bequeath(self, space: &mut Space, behaviour: &Behaviour) {
        space.relics.keep(self, behaviour.operations_after_delete);
    }
}

/// A connector as it is shown: all of it, or without configuration and reason in a list.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_field_names, reason = "the vendor's names")]
pub(super) struct Description<'a> {
    capacity: &'a Capacity,
    connector_arn: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    connector_configuration: Option<&'a Texts>,
    #[serde(skip_serializing_if = "Option::is_none")]
    connector_description: Option<&'a str>,
    connector_name: &'a str,
    connector_state: State,
    creation_time: String,
    current_version: &'a str,
    kafka_cluster: &'a KafkaCluster,
    kafka_cluster_client_authentication: &'a ClientAuthentication,
    kafka_cluster_encryption_in_transit: &'a Encryption,
    kafka_connect_version: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    log_delivery: Option<&'a LogDelivery>,
    network_type: &'a str,
    plugins: [&'a Plugin; 1],
    service_execution_role_arn: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    state_description: Option<&'a Reason>,
    #[serde(skip_serializing_if = "Option::is_none")]
    worker_configuration: Option<&'a WorkersChosen>,
}
