//! Kafka clusters: those that answer here, and those that links lead to.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Confluent;
use super::errors::{Error, Kind, Result};
use super::premises::Premises;
use super::rest::{self, Item};
use crate::kernel::http::Response;
use crate::kernel::room::Ctx;

/// By id.
#[derive(Debug, Clone)]
pub struct Clusters(BTreeMap<String, Cluster>);

#[derive(Debug, Clone)]
pub struct Cluster {
    /// Whether it answers here.
    pub is_served: bool,
}

impl Clusters {
    pub fn new(premises: &Premises) -> Self {
        let served =
            premises.clusters.iter().map(|it| (it.id.clone(), Cluster { is_served: true }));
        let remote =
            premises.remotes.iter().map(|it| (it.id.clone(), Cluster { is_served: false }));
        Self(served.chain(remote).collect())
    }

    /// One that answers here; 404 for any other.
    pub fn served(&self, id: &str) -> Result<&Cluster> {
        let found = self.0.get(id).filter(|it| it.is_served);
        found.ok_or_else(|| Error::new(Kind::NotFound, format!("Cluster {id} cannot be found.")))
    }
}

#[derive(Debug, Deserialize)]
pub struct ClusterArgs {
    pub cluster_id: String,
}

#[derive(Debug, Serialize)]
struct View {
    cluster_id: String,
    controller: Related,
    acls: Related,
    brokers: Related,
    broker_configs: Related,
    consumer_groups: Related,
    topics: Related,
    partition_reassignments: Related,
}

/// Where something that belongs to a resource is found.
#[derive(Debug, Serialize)]
pub struct Related {
    pub related: String,
}

/// `getKafkaCluster`.
pub fn get(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    ClusterArgs { cluster_id }: ClusterArgs,
) -> Result<Response> {
    vendor.kafka.clusters.served(&cluster_id)?;
    let related = |segments: &[&str]| Related { related: rest::url(ctx, &cluster_id, segments) };
    let view = View {
        controller: related(&["brokers", "1"]),
        acls: related(&["acls"]),
        brokers: related(&["brokers"]),
        broker_configs: related(&["broker-configs"]),
        consumer_groups: related(&["consumer-groups"]),
        topics: related(&["topics"]),
        partition_reassignments: related(&["topics", "-", "partitions", "-", "reassignment"]),
        cluster_id: cluster_id.clone(),
    };
    let item = Item::new("KafkaCluster", rest::url(ctx, &cluster_id, &[]), view);
    Ok(item.named(rest::crn(&cluster_id, &[])).into_response())
}
