//! What a topic is: partitions with records that are counted and not kept, settings, and perhaps the mirror
//! of another one.
//!
//! What may be done with a topic is decided where it is asked for.

use std::collections::BTreeMap;

use super::mirror::Mirror;
use super::moments::Clock;

/// Settings by name; a value may be nothing.
pub type Settings = BTreeMap<String, Option<String>>;

#[derive(Debug, Clone)]
pub struct Topic {
    /// Which of all topics of its cluster that ever were.
    pub number: u64,
    /// What was set, and nothing else.
    pub configs: Settings,
    /// By partition: how many records were written. Of a mirror: until it became one.
    pub ends: Vec<u64>,
    /// Records that are added to each partition in a second, since the epoch.
    pub growth: u64,
    pub mirror: Option<Mirror>,
}

impl Topic {
    pub fn new(number: u64, partitions: u32) -> Self {
        Self {
            number,
            configs: Settings::new(),
            ends: vec![0; usize::try_from(partitions).expect("a number of partitions")],
            growth: 0,
            mirror: None,
        }
    }

    /// The mirror that the topic is, as long as it may not be written to.
    pub fn live_mirror(&self) -> Option<&Mirror> {
        self.mirror.as_ref().filter(|it| it.is_live())
    }

    /// By partition: how many records there are, of an ordinary topic.
    pub fn written(&self, clock: Clock) -> Vec<u64> {
        let grown = self.growth.saturating_mul(clock.millis_since(clock.epoch)) / 1000;
        self.ends.iter().map(|it| it.saturating_add(grown)).collect()
    }
}

/// Whether a topic may have that name (Apache Kafka, `Topic.validate`).
pub fn is_name(name: &str) -> bool {
    let is_legal = |it: u8| it.is_ascii_alphanumeric() || matches!(it, b'.' | b'_' | b'-');
    (1..=NAME_LENGTH_MAX).contains(&name.len())
        && name.bytes().all(is_legal)
        && name != "."
        && name != ".."
}

/// Letters in a topic's name.
pub const NAME_LENGTH_MAX: usize = 249;
