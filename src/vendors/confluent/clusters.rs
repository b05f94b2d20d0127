//! Kafka clusters: those that answer here, and those that links lead to.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Confluent;
use super::acls::Acl;
use super::errors::{Error, Kind, Result};
use super::moments::{Clock, Span};
use super::premises::{self, Premises, Remote};
use super::rest::{self, Item};
use super::topic::Topic;
use crate::kernel::http::Response;
use crate::kernel::moment::Moment;
use crate::kernel::room::Ctx;

/// By id.
#[derive(Debug, Clone)]
pub struct Clusters(BTreeMap<Arc<str>, Cluster>);

#[derive(Debug, Clone)]
pub struct Cluster {
    pub id: Arc<str>,
    /// Whether it answers here.
    pub is_served: bool,
    /// Whether it has every topic that is asked for: nobody has said what it has.
    pub is_open: bool,
    /// Names by which links find it.
    bootstrap: Vec<String>,
    /// The SASL mechanisms that it takes from links; empty: all.
    pub mechanisms: Vec<String>,
    pub outages: Vec<Span>,
    pub topics: BTreeMap<Arc<str>, Topic>,
    pub acls: BTreeSet<Acl>,
}

impl Cluster {
    fn new(id: &str, bootstrap: Vec<String>, outages: Vec<Span>) -> Self {
        Self {
            id: id.into(),
            is_served: false,
            is_open: false,
            bootstrap,
            mechanisms: Vec::new(),
            outages,
            topics: BTreeMap::new(),
            acls: BTreeSet::new(),
        }
    }

    fn served(premises: &premises::Cluster) -> Self {
        let mut names = premises.bootstrap.clone();
        names.extend(premises.host.clone());
        let cluster = Self::new(&premises.id, names, premises.outages.clone());
        Self { is_served: true, ..cluster }
    }

    fn remote(premises: &Remote) -> Self {
        let outages = premises.outages.clone();
        let mut cluster = Self::new(&premises.id, premises.bootstrap.clone(), outages);
        cluster.mechanisms.clone_from(&premises.mechanisms);
        for (number, topic) in (1..).zip(&premises.topics) {
            let mut made = Topic::new(number, topic.partitions);
            made.ends.fill(topic.records);
            made.growth = topic.records_per_second;
            cluster.topics.insert(topic.name.as_str().into(), made);
        }
        cluster
    }

    /// Whether links to it do not reach it.
    pub fn is_down(&self, clock: Clock) -> bool {
        self.outages.iter().any(|it| it.holds(clock.now, clock.epoch))
    }

    /// Whether one of `servers`, as `bootstrap.servers` lists them, is its.
    fn answers_to(&self, servers: &str) -> bool {
        let host = |it: &str| it.rsplit_once(':').map_or(it, |(host, _)| host).trim().to_owned();
        servers.split(',').any(|server| self.bootstrap.iter().any(|it| host(it) == host(server)))
    }

    /// The topic of that name; 404 if there is none.
    pub fn topic(&self, name: &str) -> Result<&Topic> {
        self.topics.get(name).ok_or_else(|| Kind::UnknownTopicOrPartition.into())
    }

    pub fn topic_mut(&mut self, name: &str) -> Result<&mut Topic> {
        self.topics.get_mut(name).ok_or_else(|| Kind::UnknownTopicOrPartition.into())
    }
}

impl Clusters {
    pub fn new(premises: &Premises) -> Self {
        let served = premises.clusters.iter().map(Cluster::served);
        let all = served.chain(premises.remotes.iter().map(Cluster::remote));
        Self(all.map(|it| (Arc::clone(&it.id), it)).collect())
    }

    pub fn iter(&self) -> impl Iterator<Item = &Cluster> {
        self.0.values()
    }

    pub fn find(&self, id: &str) -> Option<&Cluster> {
        self.0.get(id)
    }

    pub fn find_mut(&mut self, id: &str) -> Option<&mut Cluster> {
        self.0.get_mut(id)
    }

    /// One that answers here; 404 for any other.
    pub fn served(&self, id: &str) -> Result<&Cluster> {
        self.find(id).filter(|it| it.is_served).ok_or_else(|| not_found(id))
    }

    pub fn served_mut(&mut self, id: &str) -> Result<&mut Cluster> {
        self.find_mut(id).filter(|it| it.is_served).ok_or_else(|| not_found(id))
    }

    /// The one that a link with these `bootstrap.servers` finds.
    pub fn at(&self, servers: &str) -> Option<&Cluster> {
        self.iter().find(|it| it.answers_to(servers))
    }

    /// The cluster of that id, also if nobody has said that there is one.
    pub fn meet(&mut self, id: &str, is_reachable: bool) -> &mut Cluster {
        self.0.entry(id.into()).or_insert_with(|| {
            let never = Span { from: Moment::After(std::time::Duration::ZERO), to: None };
            let outages = if is_reachable { Vec::new() } else { vec![never] };
            Cluster { is_open: is_reachable, ..Cluster::new(id, Vec::new(), outages) }
        })
    }
}

fn not_found(id: &str) -> Error {
    Error::new(Kind::NotFound, format!("Cluster {id} cannot be found."))
}

#[derive(Debug, Deserialize, JsonSchema)]
pub struct ClusterArgs {
    pub cluster_id: String,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "KafkaCluster")]
pub struct View {
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
#[derive(Debug, Serialize, JsonSchema)]
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
