//! A cluster, as it is kept and as it is shown.
//!
//! What becomes of one is said in `clusters` and `cluster_changes`.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;

use super::connector::Connector;
use super::message::{self, Fields, KAFKA, Message, choice, wrapped};
use super::parts::Kind;
use super::premises::{self, Premises};
use super::proto;

#[derive(Debug, Clone)]
pub(super) struct Cluster {
    pub id: Arc<str>,
    /// In all zones together.
    pub brokers: u32,
    /// What was said of it: a `Cluster` without health and status.
    told: Message,
    pub status: Status,
    /// By name.
    pub connectors: BTreeMap<Arc<str>, Connector>,
    /// Topics and users, by kind and name: what each was asked to be, with its secrets.
    pub parts: BTreeMap<(Kind, Arc<str>), Arc<Message>>,
}

/// By the numbers of `Cluster.Status`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    Creating = 1,
    Running = 2,
    Updating = 4,
    Stopping = 5,
    Stopped = 6,
    Starting = 7,
}

impl Status {
    /// The vendor's name of it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Creating => "CREATING",
            Self::Running => "RUNNING",
            Self::Updating => "UPDATING",
            Self::Stopping => "STOPPING",
            Self::Stopped => "STOPPED",
            Self::Starting => "STARTING",
        }
    }
}

/// By the numbers of `Cluster.Environment` and `Cluster.Health`.
const PRODUCTION: i32 = 1;
const ALIVE: i32 = 1;

impl Cluster {
    /// One that nobody has created.
    pub(super) fn given(premises: &Premises, premise: &premises::Cluster) -> Self {
        let zones = premise.zones.iter().map(|it| prost_reflect::Value::String(it.clone()));
        let resources = message::new(&format!("{KAFKA}.Resources"))
            .with("resource_preset_id", "s2.micro")
            .with("disk_size", message::Held(prost_reflect::Value::I64(32 << 30)))
            .with("disk_type_id", "network-ssd");
        let kafka = message::new(&format!("{KAFKA}.ConfigSpec.Kafka")).with("resources", resources);
        let config = message::new(&format!("{KAFKA}.ConfigSpec"))
            .with("version", &*premise.version)
            .with("kafka", kafka)
            .with("zone_id", message::Held(prost_reflect::Value::List(zones.collect())))
            .with("brokers_count", wrapped(premise.brokers.into()));
        let told = message::new(&format!("{KAFKA}.Cluster"))
            .with("id", &*premise.id)
            .with("folder_id", premises.folder(premise.folder.as_deref()))
            .with("name", premise.name.as_deref().unwrap_or(&premise.id))
            .with("environment", choice(PRODUCTION))
            .with("config", config);
        Self::new(told, Status::Running)
    }

    /// One of which `told` tells id, folder, name and all.
    pub(super) fn new(told: Message, status: Status) -> Self {
        Self {
            id: Arc::from(told.text("id")),
            brokers: brokers(&told),
            told,
            status,
            connectors: BTreeMap::new(),
            parts: BTreeMap::new(),
        }
    }

    pub(super) fn told(&self) -> &Message {
        &self.told
    }

    pub(super) fn tell(&mut self, told: Message) {
        self.brokers = brokers(&told);
        self.told = told;
    }

    pub(super) fn folder(&self) -> &str {
        self.told.text("folder_id")
    }

    pub(super) fn name(&self) -> &str {
        self.told.text("name")
    }

    /// As `Cluster.Get` shows it. What nobody has created has been there since the `epoch`.
    pub(super) fn view(&self, epoch: Timestamp) -> Message {
        let mut view = self.told.clone();
        if view.inner("created_at").is_none() {
            view.put("created_at", epoch);
        }
        if matches!(self.status, Status::Running | Status::Updating) {
            view.put("health", choice(ALIVE));
        }
        view.with("status", choice(self.status as i32))
    }

    /// As `Cluster.List` shows it (API Reference: `monitoring` and `config` are not in lists).
    pub(super) fn listed(&self, epoch: Timestamp) -> Message {
        let mut view = self.view(epoch);
        for name in ["monitoring", "config"] {
            view.clear_field_by_name(name);
        }
        view
    }

    /// The zones of its brokers.
    pub(super) fn zones(&self) -> Vec<&str> {
        let zones = message::found(&self.told, "config.zone_id");
        let zones = zones.and_then(prost_reflect::Value::as_list).unwrap_or_default();
        zones.iter().filter_map(prost_reflect::Value::as_str).collect()
    }
}

/// `brokers_count` is for each zone.
fn brokers(told: &Message) -> u32 {
    let zones = message::found(told, "config.zone_id");
    let zones = zones.and_then(prost_reflect::Value::as_list).map_or(1, <[_]>::len).max(1);
    let zones = u32::try_from(zones).unwrap_or(u32::MAX);
    let each = told.number("config.brokers_count").unwrap_or(1);
    u32::try_from(each).unwrap_or(1).max(1).saturating_mul(zones)
}

/// `{cluster_id}`, which is the metadata of nearly all operations on clusters.
pub(super) fn metadata(verb: &str, id: &str) -> Message {
    message::new(&format!("{KAFKA}.{verb}ClusterMetadata")).with("cluster_id", id)
}

/// An empty `Cluster`.
pub(super) fn descriptor() -> prost_reflect::MessageDescriptor {
    proto::message(&format!("{KAFKA}.Cluster"))
}
