//! Partitions of topics: listed and shown.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Confluent;
use super::clusters::{Cluster, Related};
use super::errors::{Kind, Result};
use super::rest::{self, Item};
use super::topics::TopicArgs;
use crate::kernel::http::Response;
use crate::kernel::room::Ctx;

#[derive(Debug, Deserialize, JsonSchema)]
pub struct PartitionArgs {
    cluster_id: String,
    topic_name: String,
    partition_id: String,
}

/// `KafkaPartition`.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "KafkaPartition")]
pub struct View<'a> {
    cluster_id: &'a str,
    topic_name: &'a str,
    partition_id: usize,
    leader: Related,
    replicas: Related,
    reassignment: Related,
}

/// Of the brokers of a cluster, as far as partitions name them.
const BROKERS: usize = 3;

/// `listKafkaPartitions`.
pub fn list(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    TopicArgs { cluster_id, topic_name }: TopicArgs,
) -> Result<Response> {
    let cluster = vendor.kafka.clusters.served(&cluster_id)?;
    let count = vendor.kafka.partitions(cluster, cluster.topic(&topic_name)?);
    let items = (0..count).map(|it| view(ctx, cluster, (&topic_name, it))).collect();
    let url = rest::url(ctx, &cluster_id, &["topics", &topic_name, "partitions"]);
    Ok(rest::list("KafkaPartitionList", url, items))
}

/// `getKafkaPartition`.
pub fn get(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    PartitionArgs { cluster_id, topic_name, partition_id }: PartitionArgs,
) -> Result<Response> {
    let cluster = vendor.kafka.clusters.served(&cluster_id)?;
    let count = vendor.kafka.partitions(cluster, cluster.topic(&topic_name)?);
    // What is no number is to Jersey a path that is not there.
    let partition = partition_id.parse::<usize>().map_err(|_| Kind::NotFound)?;
    if partition >= count {
        return Err(Kind::UnknownTopicOrPartition.into());
    }
    Ok(view(ctx, cluster, (&topic_name, partition)).into_response())
}

fn view<'a>(
    ctx: &Ctx<'_, Confluent>,
    cluster: &'a Cluster,
    (topic, partition): (&'a str, usize),
) -> Item<View<'a>> {
    let id = partition.to_string();
    let leader = (partition % BROKERS).to_string();
    let url = |more: &[&str]| {
        let here = ["topics", topic, "partitions", &id];
        let segments: Vec<_> = here.iter().chain(more).copied().collect();
        rest::url(ctx, &cluster.id, &segments)
    };
    let view = View {
        cluster_id: &cluster.id,
        topic_name: topic,
        partition_id: partition,
        leader: Related { related: url(&["replicas", &leader]) },
        replicas: Related { related: url(&["replicas"]) },
        reassignment: Related { related: url(&["reassignment"]) },
    };
    let crn = rest::crn(&cluster.id, &[("topic", topic), ("partition", &id)]);
    Item::new("KafkaPartition", url(&[]), view).named(crn)
}
