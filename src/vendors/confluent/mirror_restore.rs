//! The way back after a failover: a former source loses what its mirror never had, and becomes the mirror
//! of its mirror.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;

use super::kafka::Kafka;
use super::link::{Link, Mode, Side};
use super::link_wording as wording;
use super::mirror::{Mirror, Phase};
use super::mirror_actions::Flaw;
use super::mirror_course::Place;
use super::moments::Clock;

/// What one partition loses (Kafka REST API, `PartitionLevelTruncationData`).
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "PartitionLevelTruncationData")]
pub struct Truncation {
    pub partition_id: usize,
    pub offset_truncated_to: u64,
    pub messages_truncated: u64,
}

/// The stopped mirror of a topic at the other end of the link, by its name.
fn former_mirror<'a>(
    kafka: &'a Kafka,
    (link, side): (&Link, &Side),
    name: &str,
) -> Option<(&'a Arc<str>, &'a Mirror)> {
    let topics = &kafka.clusters.find(&side.remote)?.topics;
    topics.iter().find_map(|(other, topic)| {
        let mirror = topic.mirror.as_ref()?;
        let is_of_it = mirror.link == link.id && &*mirror.source == name;
        (is_of_it && mirror.phase == Phase::Stopped).then_some((other, mirror))
    })
}

/// The link by which a topic of that cluster was mirrored, and its side there.
fn link_of<'a>(kafka: &'a Kafka, (cluster, name): Place<'a>) -> Option<(&'a Link, &'a Side)> {
    kafka.clusters.find(cluster)?.topics.get(name)?;
    kafka.links.to(cluster).find_map(|(link, _)| {
        let side = link.side(cluster)?;
        former_mirror(kafka, (link, side), name).map(|_| (link, side))
    })
}

/// The topics of a cluster that were sources over the link.
pub fn candidates(kafka: &Kafka, cluster: &str, link: &str) -> Vec<Arc<str>> {
    let (Some(place), Some(link)) = (kafka.clusters.find(cluster), kafka.links.get(link)) else {
        return Vec::new();
    };
    let Some(side) = link.side(cluster) else { return Vec::new() };
    let names = place.topics.keys();
    names.filter(|it| former_mirror(kafka, (link, side), it).is_some()).cloned().collect()
}

pub fn check(kafka: &Kafka, (link, side): (&Link, &Side), name: &str) -> Result<(), Flaw> {
    let bad = |message: String| Err(Flaw(400, message));
    if side.mode != Mode::Bidirectional || link.sides.len() < 2 {
        return bad(wording::not_bidirectional(&link.name));
    }
    let mirror = kafka.mirror((&side.cluster, name)).filter(|it| it.is_live());
    if let Some(mirror) = mirror {
        return bad(wording::wrong_state(name, mirror.status));
    }
    if former_mirror(kafka, (link, side), name).is_none() {
        return bad(wording::not_mirrored(name));
    }
    Ok(())
}

/// What a topic has that its former mirror never had.
pub fn truncations(kafka: &Kafka, place: Place<'_>, clock: Clock) -> Vec<Truncation> {
    let topic = kafka.clusters.find(place.0).and_then(|it| it.topics.get(place.1));
    let (Some(topic), Some(at)) = (topic, link_of(kafka, place)) else { return Vec::new() };
    let Some((_, mirror)) = former_mirror(kafka, at, place.1) else { return Vec::new() };
    let cut = |(partition_id, end): (usize, u64)| {
        let common = mirror.positions.get(partition_id).copied().unwrap_or_default().min(end);
        let messages_truncated = end - common;
        Truncation { partition_id, offset_truncated_to: common, messages_truncated }
    };
    topic.written(clock).into_iter().enumerate().map(cut).collect()
}

/// Cuts the topic and makes it a mirror that is being set up.
pub fn truncate(kafka: &mut Kafka, place: Place<'_>, link: &Arc<str>, clock: Clock) {
    let cut = truncations(kafka, place, clock);
    let Some(at) = link_of(kafka, place) else { return };
    let Some((name, _)) = former_mirror(kafka, at, place.1) else { return };
    let source = kafka.clusters.find(&at.1.remote).and_then(|it| it.topics.get(name));
    let (Some(number), name) = (source.map(|it| it.number), Arc::clone(name)) else { return };
    let topic = kafka.clusters.find_mut(place.0).and_then(|it| it.topics.get_mut(place.1));
    let Some(topic) = topic else { return };
    let mut mirror = Mirror::new((link, &name), number, clock.now);
    mirror.positions = cut.iter().map(|it| it.offset_truncated_to).collect();
    mirror.phase = Phase::Setup;
    topic.mirror = Some(mirror);
    kafka.settle(place.0, place.1, clock);
}
