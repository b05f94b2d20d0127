//! Mirror topics: made, listed, shown.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Confluent;
use super::clusters::Cluster;
use super::coerced::{self, Text};
use super::errors::{Error, Kind, Result};
use super::kafka::Kafka;
use super::link::{Connection, Link, Side, State};
use super::link_create::{Config, created};
use super::link_wording as wording;
use super::mirror::{Mirror, MirrorError, Phase, Plan, Status, TransitionError};
use super::mirror_course::{self, key};
use super::moments::Clock;
use super::positions::Lag;
use super::rest::{self, Flag, Item};
use super::topic::{self, Settings, Topic};
use super::topic_config_table;
use crate::kernel::http::Response;
use crate::kernel::room::{Ctx, observe};

#[derive(Debug, Deserialize, JsonSchema)]
pub struct LinkArgs {
    cluster_id: String,
    link_name: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub struct ListArgs {
    cluster_id: String,
    link_name: String,
    mirror_status: Option<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub struct ListAllArgs {
    cluster_id: String,
    mirror_status: Option<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub struct GetArgs {
    cluster_id: String,
    link_name: String,
    mirror_topic_name: String,
    #[serde(default)]
    include_state_transition_errors: Flag,
}

/// `CreateMirrorTopicRequestData`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateMirror {
    source_topic_name: Text,
    #[serde(default)]
    mirror_topic_name: Option<Text>,
    #[serde(default, deserialize_with = "coerced::whole")]
    replication_factor: Option<i32>,
    #[serde(default)]
    configs: Option<Vec<Config>>,
}

/// `KafkaMirrorData`.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "KafkaMirrorData")]
pub struct View<'a> {
    link_name: &'a str,
    mirror_topic_name: &'a str,
    source_topic_name: &'a str,
    num_partitions: usize,
    mirror_lags: Vec<Lag>,
    mirror_status: Status,
    state_time_ms: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    mirror_topic_error: Option<MirrorError>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mirror_state_transition_errors: Option<&'a [TransitionError]>,
}

/// `createKafkaMirrorTopic`. CHOICE: 201, as of a link.
pub fn create(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    LinkArgs { cluster_id, link_name }: LinkArgs,
    body: Option<CreateMirror>,
) -> Result<Response> {
    let body = body.ok_or(Kind::EmptyPayload)?;
    let kafka = &vendor.kafka;
    let cluster = kafka.clusters.served(&cluster_id)?;
    let (link, side) = kafka.link(&cluster_id, &link_name)?;
    check_link(kafka, (link, side))?;
    let source = body.source_topic_name.0;
    let name = format!("{}{source}", side.prefix());
    let wanted = body.mirror_topic_name.map(|it| it.0).filter(|it| !it.is_empty());
    if wanted.as_deref().is_some_and(|it| it != name) {
        let message = "Topic renaming for mirroring not yet supported";
        return Err(Error::new(Kind::UnsupportedVersion, message));
    }
    super::topics::check_replication(body.replication_factor)?;
    check_name(&name)?;
    let mut configs = Settings::new();
    for Config { name, value } in body.configs.unwrap_or_default() {
        let value = value.map(|it| it.0);
        topic_config_table::check_new(&name.0, value.as_deref())?;
        configs.insert(name.0, value);
    }
    if cluster.topics.contains_key(name.as_str()) {
        return Err(wording::topic_exists(&name));
    }
    let is_down = matches!(side.state, State::Failed | State::Unavailable);
    if is_down {
        return Err(Kind::OperationTimedOut.into());
    }
    let (cluster, id) = (Arc::clone(&cluster.id), Arc::clone(&link.id));
    let names = (name.as_str().into(), source.as_str().into());
    make(vendor, ctx, (&cluster, &id), names, configs)?;
    let course = ctx.course(&key((&cluster, &name)));
    let plan = Plan::Become(Phase::Mirroring);
    mirror_course::begin(vendor, ctx, (&cluster, &name), (None, plan, &course));
    Ok(created(vendor))
}

/// Whether mirrors can be made over the link at all.
fn check_link(kafka: &Kafka, (link, side): (&Link, &Side)) -> Result<()> {
    if !side.has_mirrors() {
        let message = "Mirror topics cannot be created on the source side of a cluster link.";
        return Err(Error::new(Kind::InvalidRequest, message));
    }
    let remote = kafka.clusters.find(&side.remote);
    let is_answered = link.sides.len() > 1 || remote.is_none_or(|it| !it.is_served);
    let is_ready = !side.is_hidden && (side.connection == Connection::Outbound || is_answered);
    if is_ready { Ok(()) } else { Err(wording::link_unresolved(&link.name)) }
}

fn check_name(name: &str) -> Result<()> {
    let message = if name.len() > topic::NAME_LENGTH_MAX {
        let most = topic::NAME_LENGTH_MAX;
        format!(
            "Mirror topic name is invalid: the length of '{name}' is longer than the max allowed length {most}"
        )
    } else if !topic::is_name(name) {
        format!(
            "Mirror topic name is invalid: '{name}' contains one or more characters other than ASCII \
             alphanumerics, '.', '_' and '-'"
        )
    } else {
        return Ok(());
    };
    Err(Error::new(Kind::InvalidRequest, message))
}

/// Makes a topic that is the mirror of `source` and has copied nothing; 404 without a source.
pub fn make(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    (cluster, link): (&Arc<str>, &Arc<str>),
    (name, source): (Arc<str>, Arc<str>),
    configs: Settings,
) -> Result<()> {
    let (clock, kafka) = (Clock::of(ctx), &mut vendor.kafka);
    let side = kafka.links.side(link, cluster).expect("the link was found there");
    let (remote, spec) =
        (Arc::clone(&side.remote), side.config("mirror.start.offset.spec").to_owned());
    let place = kafka.clusters.find_mut(&remote).expect("the remote cluster was met");
    if place.is_open && !place.topics.contains_key(&source) {
        place.topics.insert(Arc::clone(&source), Topic::new(0, 6));
    }
    let place = kafka.clusters.find(&remote).expect("it was just there");
    let copied = place.topic(&source)?;
    let ends = kafka.ends(place, copied, clock);
    let mut mirror = Mirror::new((link, &source), copied.number, clock.now);
    // An instant is taken for the beginning: records are counted here, and have no times.
    mirror.positions = if spec == "latest" { ends } else { vec![0; ends.len()] };
    let number = ctx.count(&format!("confluent/{cluster}/topics/{name}"));
    let mut made = Topic::new(number, 0);
    (made.configs, made.mirror) = (configs, Some(mirror));
    let place = kafka.clusters.find_mut(cluster).expect("the cluster was found");
    place.topics.insert(name, made);
    Ok(())
}

/// `listKafkaMirrorTopicsUnderLink`.
pub fn list(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    ListArgs { cluster_id, link_name, mirror_status }: ListArgs,
) -> Result<Response> {
    vendor.kafka.clusters.served(&cluster_id)?;
    let status = status(mirror_status.as_deref())?;
    let (link, side) = vendor.kafka.link(&cluster_id, &link_name)?;
    let items = views(&vendor.kafka, ctx, (link, side), status);
    let url = rest::url(ctx, &cluster_id, &["links", &link_name, "mirrors"]);
    Ok(rest::list("KafkaMirrorDataList", url, items))
}

/// `listKafkaMirrorTopics`: of all links.
pub fn list_all(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    ListAllArgs { cluster_id, mirror_status }: ListAllArgs,
) -> Result<Response> {
    vendor.kafka.clusters.served(&cluster_id)?;
    let status = status(mirror_status.as_deref())?;
    let links = vendor.kafka.links.of(&cluster_id).filter(|(_, side)| !side.is_leaving);
    let items = links.flat_map(|it| views(&vendor.kafka, ctx, it, status)).collect();
    let url = rest::url(ctx, &cluster_id, &["links", "-", "mirrors"]);
    Ok(rest::list("KafkaMirrorDataList", url, items))
}

/// `readKafkaMirrorTopic`.
pub fn get(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    args: GetArgs,
) -> Result<Response> {
    let GetArgs { cluster_id, link_name, mirror_topic_name: topic, .. } = args;
    vendor.kafka.clusters.served(&cluster_id)?;
    observe(vendor, ctx, &key((&cluster_id, &topic)));
    let (link, _) = vendor.kafka.link(&cluster_id, &link_name)?;
    let cluster = vendor.kafka.clusters.served(&cluster_id)?;
    let found = cluster.topics.get_key_value(topic.as_str());
    let found = found.and_then(|it| Some((it, it.1.mirror.as_ref()?)));
    let Some(((name, topic), mirror)) = found.filter(|(_, it)| it.link == link.id) else {
        return Err(wording::mirror_not_found(&topic, &link_name));
    };
    let mut item = view(&vendor.kafka, ctx, (cluster, link), (name, topic, mirror));
    if args.include_state_transition_errors.0 {
        item.it.mirror_state_transition_errors = Some(&mirror.transition_errors);
    }
    Ok(item.into_response())
}

/// CHOICE: a status that nobody knows is refused as Jackson refuses one in a body.
fn status(word: Option<&str>) -> Result<Option<Status>> {
    let Some(word) = word.filter(|it| !it.is_empty()) else { return Ok(None) };
    let status = Status::read(&word.to_uppercase());
    status.map(Some).ok_or_else(|| super::wording::not_of_enum("MirrorTopicStatus", word))
}

fn views<'a>(
    kafka: &'a Kafka,
    ctx: &Ctx<'_, Confluent>,
    (link, side): (&'a Link, &'a Side),
    status: Option<Status>,
) -> Vec<Item<View<'a>>> {
    let Some(cluster) = kafka.clusters.find(&side.cluster) else { return Vec::new() };
    let mirrors = kafka.mirrors_of(&side.cluster, &link.id);
    let mirrors = mirrors.filter_map(|(name, topic)| {
        let mirror = topic.mirror.as_ref()?;
        let is_asked = status.is_none_or(|it| it == mirror.status);
        is_asked.then(|| view(kafka, ctx, (cluster, link), (name, topic, mirror)))
    });
    mirrors.collect()
}

fn view<'a>(
    kafka: &Kafka,
    ctx: &Ctx<'_, Confluent>,
    (cluster, link): (&Cluster, &'a Link),
    (name, topic, mirror): (&'a str, &Topic, &'a Mirror),
) -> Item<View<'a>> {
    let view = View {
        link_name: &link.name,
        mirror_topic_name: name,
        source_topic_name: &mirror.source,
        num_partitions: kafka.partitions(cluster, topic),
        mirror_lags: kafka.lags(cluster, topic, Clock::of(ctx)),
        mirror_status: mirror.status,
        state_time_ms: mirror.since.as_millisecond(),
        mirror_topic_error: mirror.error(),
        mirror_state_transition_errors: None,
    };
    let segments = ["links", &*link.name, "mirrors", name];
    Item::new("KafkaMirrorData", rest::url(ctx, &cluster.id, &segments), view)
}
