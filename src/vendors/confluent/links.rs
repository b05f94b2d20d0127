//! Cluster links: listed, shown, deleted.

use std::sync::Arc;

use http::StatusCode;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Confluent;
use super::behaviour::OrphanedMirrors;
use super::clusters::ClusterArgs;
use super::errors::Result;
use super::kafka::{Due, Kafka};
use super::link::{Link, Mode, Side, uuid_of};
use super::link_tasks::{self, Task};
use super::link_wording as wording;
use super::mirror::Status;
use super::mirror_course;
use super::moments::Clock;
use super::rest::{self, Flag, Item};
use crate::kernel::http::Response;
use crate::kernel::room::{Ctx, observe};

#[derive(Debug, Deserialize, JsonSchema)]
pub struct GetArgs {
    cluster_id: String,
    link_name: String,
    #[serde(default)]
    include_tasks: Flag,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub struct DeleteArgs {
    cluster_id: String,
    link_name: String,
    #[serde(default)]
    force: Flag,
    #[serde(default)]
    validate_only: Flag,
}

/// `KafkaLinkData`. What is not known of the other cluster's role is null or left out as in real answers.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "KafkaLinkData")]
pub struct View<'a> {
    source_cluster_id: Option<&'a str>,
    destination_cluster_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    remote_cluster_id: Option<&'a str>,
    link_name: &'a str,
    link_id: String,
    cluster_link_id: &'a str,
    topic_names: Vec<&'a str>,
    link_state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    link_error: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    link_error_message: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tasks: Option<Vec<Task>>,
    /// Absent from the real answers that are known, which are of links without mirrors.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    category_counts: Vec<CategoryCount>,
}

/// How many partitions of mirrors are how (Kafka REST API, `LinkCategory`).
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "LinkCategory")]
pub struct CategoryCount {
    state_category: &'static str,
    count: usize,
}

const CATEGORIES: [&str; 5] = ["PAUSED", "IN_ERROR", "PENDING", "ACTIVE", "NOT_APPLICABLE"];

/// UNCONFIRMED: which state is of which category.
fn category(status: Status) -> &'static str {
    match status {
        Status::Paused | Status::LinkPaused => "PAUSED",
        Status::Failed | Status::LinkFailed | Status::SourceUnavailable => "IN_ERROR",
        Status::PendingStopped
        | Status::PendingMirror
        | Status::PendingSynchronize
        | Status::PendingSetupForRestore
        | Status::PendingRestore => "PENDING",
        Status::Active => "ACTIVE",
        Status::Stopped => "NOT_APPLICABLE",
    }
}

fn category_counts(kafka: &Kafka, cluster: &str, link: &str) -> Vec<CategoryCount> {
    let mut counts = CATEGORIES.map(|it| CategoryCount { state_category: it, count: 0 });
    let Some(place) = kafka.clusters.find(cluster) else { return Vec::new() };
    for (_, topic) in kafka.mirrors_of(cluster, link) {
        let found = topic.mirror.as_ref().map(|it| category(it.status));
        let count = counts.iter_mut().find(|it| Some(it.state_category) == found);
        if let Some(count) = count {
            count.count += kafka.partitions(place, topic);
        }
    }
    counts.into_iter().filter(|it| it.count > 0).collect()
}

impl Kafka {
    /// The link of that name, as long as it is not on its way out; 404 if there is none.
    pub fn link(&self, cluster: &str, name: &str) -> Result<(&Link, &Side)> {
        let found = self.links.find(cluster, name).filter(|(_, side)| !side.is_leaving);
        found.ok_or_else(|| wording::link_not_found(name))
    }

    /// The mirrors of a link on that cluster, with the names of their topics.
    pub fn mirrors_of<'a>(
        &'a self,
        cluster: &str,
        link: &'a str,
    ) -> impl Iterator<Item = (&'a Arc<str>, &'a super::topic::Topic)> {
        let topics = self.clusters.find(cluster).into_iter().flat_map(|it| &it.topics);
        topics.filter(move |(_, it)| it.mirror.as_ref().is_some_and(|it| &*it.link == link))
    }
}

/// Counts a read of the link, for what waits for reads of it.
pub fn observe_link(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    (cluster, name): (&str, &str),
) {
    let key = format!("link/{cluster}/{name}");
    observe(vendor, ctx, &key);
    observe(vendor, ctx, &format!("{key} lag"));
}

/// `listKafkaLinks`. CHOICE: in the order of their names.
pub fn list(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    ClusterArgs { cluster_id }: ClusterArgs,
) -> Result<Response> {
    vendor.kafka.clusters.served(&cluster_id)?;
    let links = vendor.kafka.links.of(&cluster_id).filter(|(_, side)| !side.is_hidden);
    let items = links.map(|it| view(vendor, ctx, it, None)).collect();
    Ok(rest::list("KafkaLinkDataList", rest::url(ctx, &cluster_id, &["links"]), items))
}

/// `getKafkaLink`.
pub fn get(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    GetArgs { cluster_id, link_name, include_tasks }: GetArgs,
) -> Result<Response> {
    vendor.kafka.clusters.served(&cluster_id)?;
    observe_link(vendor, ctx, (&cluster_id, &link_name));
    let found = vendor.kafka.links.find(&cluster_id, &link_name);
    let (link, side) = found
        .filter(|(_, side)| !side.is_hidden)
        .ok_or_else(|| wording::link_not_found(&link_name))?;
    let tasks = include_tasks.0.then(|| link_tasks::of(side));
    Ok(view(vendor, ctx, (link, side), tasks).into_response())
}

fn view<'a>(
    vendor: &'a Confluent,
    ctx: &Ctx<'_, Confluent>,
    (link, side): (&'a Link, &'a Side),
    tasks: Option<Vec<Task>>,
) -> Item<View<'a>> {
    let remote = |mode| (side.mode == mode).then_some(&*side.remote);
    let all = vendor.behaviour().stopped_mirrors_listed;
    let mirrors = vendor.kafka.mirrors_of(&side.cluster, &link.id);
    let is_told = |it: &super::topic::Topic| {
        all || it.mirror.as_ref().is_some_and(|it| it.status != Status::Stopped)
    };
    let view = View {
        source_cluster_id: remote(Mode::Destination),
        destination_cluster_id: remote(Mode::Source),
        remote_cluster_id: remote(Mode::Bidirectional),
        link_name: &link.name,
        link_id: uuid_of(&link.id).unwrap_or_default(),
        cluster_link_id: &link.id,
        topic_names: mirrors.filter(|it| is_told(it.1)).map(|it| &**it.0).collect(),
        link_state: side.state.word(),
        link_error: side.trouble.as_ref().map(|it| &*it.code),
        link_error_message: side.trouble.as_ref().map(|it| &*it.message),
        tasks,
        category_counts: category_counts(&vendor.kafka, &side.cluster, &link.id),
    };
    Item::new("KafkaLinkData", rest::url(ctx, &side.cluster, &["links", &link.name]), view)
}

/// `deleteKafkaLink`. CHOICE: 204, where the reference has a 200 "without content".
pub fn delete(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    args: DeleteArgs,
) -> Result<Response> {
    let DeleteArgs { cluster_id, link_name, force, validate_only } = args;
    vendor.kafka.clusters.served(&cluster_id)?;
    let (link, side) = vendor.kafka.link(&cluster_id, &link_name)?;
    let mirrors = vendor.kafka.mirrors_of(&cluster_id, &link.id);
    let live: Vec<_> =
        mirrors.filter(|(_, it)| it.live_mirror().is_some()).map(|(name, _)| &**name).collect();
    if !live.is_empty() && !force.0 {
        return Err(wording::link_in_use(&link_name, &link.id, &live.join(", ")));
    }
    if !validate_only.0 {
        let (id, cluster, turn) = (Arc::clone(&link.id), Arc::clone(&side.cluster), side.turn);
        release_mirrors(vendor, ctx, &cluster, &id);
        let side = vendor.kafka.links.side_mut(&id, &cluster).expect("it was just there");
        (side.is_leaving, side.is_hidden, side.turn) = (true, false, turn + 1);
        let key = format!("link/{cluster}/{link_name}");
        ctx.cancel_reads(&key);
        let takes = ctx.course(&key).takes;
        ctx.begin(&key, takes, Due::Leave { link: id, cluster, turn: turn + 1 }.into());
    }
    Ok(rest::empty(StatusCode::NO_CONTENT))
}

/// What becomes of the mirrors of a link that goes. UNCONFIRMED: CHOICE in the premises.
fn release_mirrors(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    cluster: &str,
    link: &str,
) {
    let clock = Clock::of(ctx);
    let mirrors = vendor.kafka.mirrors_of(cluster, link);
    let names: Vec<_> = mirrors.map(|(name, _)| Arc::clone(name)).collect();
    for name in names {
        match vendor.behaviour().orphaned_mirrors {
            OrphanedMirrors::Stopped => mirror_course::free(vendor, (cluster, &name), clock),
            OrphanedMirrors::Deleted => super::topics::remove(vendor, ctx, cluster, &name),
        }
    }
}

/// A side that was deleted is gone.
pub fn leave(vendor: &mut Confluent, (link, cluster): (&str, &str), turn: u64) {
    let links = &mut vendor.kafka.links;
    if links.side(link, cluster).is_some_and(|it| it.is_leaving && it.turn == turn) {
        links.remove(link, cluster);
    }
}
