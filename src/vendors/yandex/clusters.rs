//! Clusters: those that there are, and what is in them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Yandex;
use super::connector::Connector;
use super::errors::{Error, Result};
use super::premises::{self, Premises};

/// All clusters of a world.
#[derive(Debug, Clone, Default)]
pub(super) struct Clusters {
    held: BTreeMap<Arc<str>, Cluster>,
    /// The ids of those that were there.
    gone: BTreeSet<Arc<str>>,
}

#[derive(Debug, Clone)]
pub(super) struct Cluster {
    pub id: Arc<str>,
    /// In all zones together.
    pub brokers: u32,
    /// By name.
    pub connectors: BTreeMap<Arc<str>, Connector>,
}

impl Clusters {
    pub(super) fn new(premises: &Premises) -> Self {
        let clusters = premises.clusters.iter().map(Cluster::given);
        Self { held: clusters.map(|it| (Arc::clone(&it.id), it)).collect(), gone: BTreeSet::new() }
    }

    pub(super) fn find(&self, id: &str) -> Option<&Cluster> {
        self.held.get(id)
    }

    pub(super) fn find_mut(&mut self, id: &str) -> Option<&mut Cluster> {
        self.held.get_mut(id)
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &Cluster> {
        self.held.values()
    }

    fn was_there(&self, id: &str) -> bool {
        self.gone.contains(id)
    }
}

impl Cluster {
    fn given(premise: &premises::Cluster) -> Self {
        let zones = u32::try_from(premise.zones.len()).unwrap_or(u32::MAX);
        let (id, connectors) = (Arc::from(premise.id.as_str()), BTreeMap::new());
        Self { id, brokers: premise.brokers.saturating_mul(zones), connectors }
    }
}

/// The cluster of that id, if there is one.
pub(super) fn known<'a>(yandex: &'a Yandex, id: &str) -> Result<&'a Cluster> {
    yandex.clusters.find(id).ok_or_else(|| {
        if yandex.clusters.was_there(id) {
            Error::deleted_cluster(id)
        } else {
            Error::unknown_cluster(id, yandex.premises.behaviour.unknown_cluster)
        }
    })
}
