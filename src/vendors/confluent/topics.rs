//! Topics: made, listed, shown, widened, deleted.

use std::sync::Arc;

use http::StatusCode;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Confluent;
use super::clusters::{Cluster, ClusterArgs, Related};
use super::coerced::{self, Text};
use super::dress;
use super::errors::{Error, Kind, Result};
use super::kafka::Kafka;
use super::link_create::Config;
use super::mirror::MirrorError;
use super::moments::Clock;
use super::rest::{self, Flag, Item};
use super::topic::{Settings, Topic, is_name};
use super::{auto_mirrors, link_wording, mirror_course, topic_config_table as table};
use crate::kernel::http::Response;
use crate::kernel::room::Ctx;

/// Confluent Cloud has no topics of another one.
const REPLICATION_FACTOR: i32 = 3;
const PARTITIONS_DEFAULT: i32 = 6;
/// Of a topic that a connector makes, which is UNCONFIRMED.
pub const PARTITIONS_MADE: u32 = 6;

#[derive(Debug, Deserialize, JsonSchema)]
pub struct TopicArgs {
    pub cluster_id: String,
    pub topic_name: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub struct GetArgs {
    cluster_id: String,
    topic_name: String,
    #[serde(default)]
    include_authorized_operations: Flag,
}

/// `CreateTopicRequestData`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateTopic {
    topic_name: Text,
    #[serde(default, deserialize_with = "coerced::whole")]
    partitions_count: Option<i32>,
    #[serde(default, deserialize_with = "coerced::whole")]
    replication_factor: Option<i32>,
    #[serde(default)]
    configs: Option<Vec<Config>>,
    #[serde(default, deserialize_with = "coerced::truth")]
    validate_only: Option<bool>,
}

/// `UpdatePartitionCountRequestData`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Widen {
    #[serde(deserialize_with = "coerced::whole")]
    #[schemars(with = "i32")]
    partitions_count: Option<i32>,
}

/// `KafkaTopic`.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "KafkaTopic")]
pub struct View<'a> {
    cluster_id: &'a str,
    topic_name: &'a str,
    is_internal: bool,
    replication_factor: i32,
    partitions_count: usize,
    partitions: Related,
    configs: Related,
    partition_reassignments: Related,
    #[serde(skip_serializing_if = "Option::is_none")]
    authorized_operations: Option<&'static [&'static str]>,
}

const OPERATIONS: &[&str] = &[
    "ALTER",
    "ALTER_CONFIGS",
    "CREATE",
    "DELETE",
    "DESCRIBE",
    "DESCRIBE_CONFIGS",
    "READ",
    "WRITE",
];

/// `listKafkaTopics`.
pub fn list(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    ClusterArgs { cluster_id }: ClusterArgs,
) -> Result<Response> {
    let cluster = vendor.kafka.clusters.served(&cluster_id)?;
    let topics = cluster.topics.iter();
    let items = topics.map(|it| view(&vendor.kafka, ctx, cluster, it)).collect();
    Ok(rest::list("KafkaTopicList", rest::url(ctx, &cluster_id, &["topics"]), items))
}

/// `getKafkaTopic`.
pub fn get(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    GetArgs { cluster_id, topic_name, include_authorized_operations }: GetArgs,
) -> Result<Response> {
    let operations = include_authorized_operations.0.then_some(OPERATIONS);
    show(&vendor.kafka, ctx, (&cluster_id, &topic_name), operations)
}

/// `createKafkaTopic`.
pub fn create(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    ClusterArgs { cluster_id }: ClusterArgs,
    body: Option<CreateTopic>,
) -> Result<Response> {
    let body = body.ok_or(Kind::EmptyPayload)?;
    let kafka = &vendor.kafka;
    let cluster = kafka.clusters.served(&cluster_id)?;
    let name = body.topic_name.0;
    if !is_name(&name) {
        return Err(Error::new(Kind::EmptyPayload, "Payload error. Invalid topic name."));
    }
    if cluster.topics.contains_key(name.as_str()) {
        return Err(link_wording::topic_exists(&name));
    }
    let partitions = match body.partitions_count {
        None | Some(-1) => PARTITIONS_DEFAULT,
        Some(count) if count > 0 => count,
        Some(_) => return Err(Error::new(Kind::InvalidRequest, NO_PARTITIONS)),
    };
    let partitions = u32::try_from(partitions).expect("a positive number");
    check_replication(body.replication_factor)?;
    check_room(vendor, cluster, partitions as usize)?;
    let mut configs = Settings::new();
    for Config { name, value } in body.configs.unwrap_or_default() {
        let value = value.map(|it| it.0);
        table::check_new(&name.0, value.as_deref())?;
        configs.insert(name.0, value);
    }
    let (cluster, topic): (_, Arc<str>) = (Arc::clone(&cluster.id), name.into());
    let number = ctx.count(&format!("confluent/{cluster}/topics/{topic}"));
    let made = Topic { configs, ..Topic::new(number, partitions) };
    if body.validate_only == Some(true) {
        let place = vendor.kafka.clusters.served(&cluster)?;
        return Ok(view(&vendor.kafka, ctx, place, (&topic, &made)).into_response());
    }
    let place = vendor.kafka.clusters.served_mut(&cluster)?;
    place.topics.insert(Arc::clone(&topic), made);
    // Mirrors of a topic that had this name do not take this one for it.
    let (at, error) = ((&*cluster, &*topic), MirrorError::SourceTopicIdChanged);
    mirror_course::lose_source(&mut vendor.kafka, at, error, Clock::of(ctx));
    auto_mirrors::expect_from(vendor, ctx, &cluster);
    let mut response = show(&vendor.kafka, ctx, at, None)?;
    response.status = StatusCode::CREATED;
    let url = rest::url(ctx, &cluster, &["topics", &topic]);
    dress::place(&mut response.headers, &url);
    Ok(response)
}

/// Kafka's own words.
const NO_PARTITIONS: &str =
    "Number of partitions must be larger than 0, or -1 to use the default value.";

pub fn check_replication(factor: Option<i32>) -> Result<()> {
    if matches!(factor, None | Some(-1 | REPLICATION_FACTOR)) {
        return Ok(());
    }
    Err(Error::new(Kind::InvalidRequest, "Topic replication factor must be 3"))
}

/// Whether the cluster has room for so many partitions more.
fn check_room(vendor: &Confluent, cluster: &Cluster, more: usize) -> Result<()> {
    let kafka = &vendor.kafka;
    let held: usize = cluster.topics.values().map(|it| kafka.partitions(cluster, it)).sum();
    let most = vendor.behaviour().partitions_max;
    if held + more <= most {
        return Ok(());
    }
    let message =
        format!("Adding the requested number of partitions will exceed {most} total partitions.");
    Err(Error::new(Kind::InvalidRequest, message))
}

/// `updatePartitionCountKafkaTopic`.
pub fn widen(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    TopicArgs { cluster_id, topic_name }: TopicArgs,
    body: Option<Widen>,
) -> Result<Response> {
    let empty = "Payload error. Request body is empty. Partitions_count is required.";
    let wanted = body
        .and_then(|it| it.partitions_count)
        .ok_or_else(|| Error::new(Kind::EmptyPayload, empty))?;
    let kafka = &vendor.kafka;
    let cluster = kafka.clusters.served(&cluster_id)?;
    let topic = cluster.topic(&topic_name)?;
    let has = kafka.partitions(cluster, topic);
    // UNCONFIRMED: the words for a mirror.
    if topic.live_mirror().is_some() {
        let message = format!("Cannot create partitions for mirror topic '{topic_name}'.");
        return Err(Error::new(Kind::InvalidRequest, message));
    }
    let wanted = usize::try_from(wanted).unwrap_or_default();
    if wanted <= has {
        let message = format!("Topic already has {has} partitions.");
        return Err(Error::new(Kind::InvalidRequest, message));
    }
    check_room(vendor, cluster, wanted - has)?;
    let (at, clock) = ((&*cluster_id, &*topic_name), Clock::of(ctx));
    mirror_course::note(&mut vendor.kafka, at, clock);
    let topic = vendor.kafka.clusters.served_mut(&cluster_id)?.topic_mut(&topic_name)?;
    topic.ends.resize(wanted, 0);
    show(&vendor.kafka, ctx, at, None)
}

/// `deleteKafkaTopic`: also what there is to delete a mirror.
pub fn delete(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    TopicArgs { cluster_id, topic_name }: TopicArgs,
) -> Result<Response> {
    vendor.kafka.clusters.served(&cluster_id)?.topic(&topic_name)?;
    remove(vendor, ctx, &cluster_id, &topic_name);
    Ok(rest::empty(StatusCode::NO_CONTENT))
}

/// The topic is gone, and its mirrors have nothing to copy.
pub fn remove(vendor: &mut Confluent, ctx: &mut Ctx<'_, Confluent>, cluster: &str, topic: &str) {
    let place = (cluster, topic);
    ctx.cancel_reads(&mirror_course::key(place));
    let kafka = &mut vendor.kafka;
    let error = MirrorError::SourceTopicMayBeDeleted;
    mirror_course::lose_source(kafka, place, error, Clock::of(ctx));
    if let Some(cluster) = kafka.clusters.find_mut(cluster) {
        cluster.topics.remove(topic);
    }
}

fn show(
    kafka: &Kafka,
    ctx: &Ctx<'_, Confluent>,
    (cluster, name): (&str, &str),
    operations: Option<&'static [&'static str]>,
) -> Result<Response> {
    let cluster = kafka.clusters.served(cluster)?;
    let found = cluster.topics.get_key_value(name).ok_or(Kind::UnknownTopicOrPartition)?;
    let mut item = view(kafka, ctx, cluster, found);
    item.it.authorized_operations = operations;
    Ok(item.into_response())
}

fn view<'a>(
    kafka: &Kafka,
    ctx: &Ctx<'_, Confluent>,
    cluster: &'a Cluster,
    (name, topic): (&'a Arc<str>, &Topic),
) -> Item<View<'a>> {
    let url = |more: &[&str]| {
        let segments: Vec<_> = ["topics", name].iter().chain(more).copied().collect();
        rest::url(ctx, &cluster.id, &segments)
    };
    let related = |more: &[&str]| Related { related: url(more) };
    let view = View {
        cluster_id: &cluster.id,
        topic_name: name,
        is_internal: false,
        replication_factor: REPLICATION_FACTOR,
        partitions_count: kafka.partitions(cluster, topic),
        partitions: related(&["partitions"]),
        configs: related(&["configs"]),
        partition_reassignments: related(&["partitions", "-", "reassignments"]),
        authorized_operations: None,
    };
    let crn = rest::crn(&cluster.id, &[("topic", name)]);
    Item::new("KafkaTopic", url(&[]), view).named(crn)
}
