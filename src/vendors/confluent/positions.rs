//! How far topics and their mirrors are, at any instant: computed from what last changed, not counted.
//!
//! A mirror copies at a steady rate. Whatever bends that line (a state, a record that is written) must be
//! [noted](Kafka::settle) at its own instant.

use std::time::Duration;

use schemars::JsonSchema;
use serde::Serialize;

use super::clusters::Cluster;
use super::kafka::Kafka;
use super::mirror::Mirror;
use super::moments::Clock;
use super::topic::Topic;

/// How far a mirror is behind in one partition (Kafka REST API, `MirrorLag`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "MirrorLag")]
pub struct Lag {
    pub partition: usize,
    pub lag: u64,
    /// -1 before the first record.
    pub last_source_fetch_offset: i64,
}

/// Mirrors of mirrors that are followed: no more than anybody has, and an end where they make a ring.
const DEPTH_MAX: u8 = 8;

impl Kafka {
    /// The topic that a mirror copies, and its cluster.
    pub fn source(&self, cluster: &str, mirror: &Mirror) -> Option<(&Cluster, &Topic)> {
        let remote = &self.links.side(&mirror.link, cluster)?.remote;
        let remote = self.clusters.find(remote)?;
        let topic = remote.topics.get(&mirror.source)?;
        Some((remote, topic)).filter(|(_, it)| it.number == mirror.source_number)
    }

    /// By partition: how many records a topic has.
    pub fn ends(&self, cluster: &Cluster, topic: &Topic, clock: Clock) -> Vec<u64> {
        self.ends_within(cluster, topic, clock, DEPTH_MAX)
    }

    fn ends_within(&self, cluster: &Cluster, topic: &Topic, clock: Clock, depth: u8) -> Vec<u64> {
        let Some(mirror) = topic.live_mirror() else { return topic.written(clock) };
        let source = self.source(&cluster.id, mirror);
        let Some((remote, source)) = source.filter(|_| depth > 0) else {
            return mirror.positions.clone();
        };
        let ends = self.ends_within(remote, source, clock, depth - 1);
        let millis = clock.millis_since(mirror.counted_at);
        let copied = if mirror.flows { self.rate.saturating_mul(millis) / 1000 } else { 0 };
        let position = |partition| mirror.positions.get(partition).copied().unwrap_or_default();
        let reached = |(partition, end): (usize, u64)| {
            let before = position(partition);
            before.saturating_add(copied).min(end.max(before))
        };
        ends.into_iter().enumerate().map(reached).collect()
    }

    /// A topic's number of partitions: a mirror has its source's.
    pub fn partitions(&self, cluster: &Cluster, topic: &Topic) -> usize {
        self.partitions_within(cluster, topic, DEPTH_MAX)
    }

    fn partitions_within(&self, cluster: &Cluster, topic: &Topic, depth: u8) -> usize {
        let Some(mirror) = topic.live_mirror() else { return topic.ends.len() };
        let source = self.source(&cluster.id, mirror).filter(|_| depth > 0);
        source.map_or(mirror.positions.len(), |(remote, source)| {
            self.partitions_within(remote, source, depth - 1)
        })
    }

    /// How far a mirror is behind, partition by partition; a stopped one no longer is.
    pub fn lags(&self, cluster: &Cluster, topic: &Topic, clock: Clock) -> Vec<Lag> {
        let Some(mirror) = &topic.mirror else { return Vec::new() };
        let positions = if mirror.is_live() {
            self.ends(cluster, topic, clock)
        } else {
            mirror.positions.clone()
        };
        let source = self.source(&cluster.id, mirror).filter(|_| mirror.is_live());
        let ends = source.map(|(cluster, topic)| self.ends(cluster, topic, clock));
        let ends = ends.unwrap_or_default();
        let lag = |(partition, position): (usize, u64)| Lag {
            partition,
            lag: ends.get(partition).map_or(0, |end| end.saturating_sub(position)),
            last_source_fetch_offset: i64::try_from(position).unwrap_or(i64::MAX) - 1,
        };
        positions.into_iter().enumerate().map(lag).collect()
    }

    /// How long it takes a mirror until it has copied all; `None`: as things are, it never has.
    pub fn drains_in(&self, cluster: &Cluster, topic: &Topic, clock: Clock) -> Option<Duration> {
        let mirror = topic.mirror.as_ref()?;
        let behind = self.lags(cluster, topic, clock).iter().map(|it| it.lag).max();
        let behind = behind.filter(|it| *it > 0);
        // What cannot be reached may have more.
        let (_, source) = self.source(&cluster.id, mirror).filter(|_| mirror.flows)?;
        let Some(behind) = behind else { return Some(Duration::ZERO) };
        let gain = self.rate.checked_sub(source.growth).filter(|it| *it > 0)?;
        Some(Duration::from_millis(behind.saturating_mul(1000).div_ceil(gain).max(1)))
    }

    /// Notes how far a mirror is and what it is told to be, after anything has changed that it hangs on.
    pub fn settle(&mut self, cluster: &str, topic: &str, clock: Clock) {
        let Some(place) = self.clusters.find(cluster) else { return };
        let Some(found) = place.topics.get(topic) else { return };
        let Some(mirror) = &found.mirror else { return };
        let Some(side) = self.links.side(&mirror.link, cluster) else { return };
        let (status, flows) = (mirror.phase.status(side.state), mirror.phase.flows(side.state));
        let positions = if mirror.is_live() {
            self.ends(place, found, clock)
        } else {
            mirror.positions.clone()
        };
        let found = self.clusters.find_mut(cluster).and_then(|it| it.topics.get_mut(topic));
        let Some(mirror) = found.and_then(|it| it.mirror.as_mut()) else { return };
        if mirror.status != status {
            (mirror.status, mirror.since) = (status, clock.now);
        }
        (mirror.flows, mirror.positions, mirror.counted_at) = (flows, positions, clock.now);
    }
}
