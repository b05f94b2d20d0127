//! What Confluent's documents do not tell, and what this world takes it to be.
//!
//! Under `premises: confluent: behaviour:` in a scenario. Every default is a choice; everything here is
//! UNCONFIRMED.

use std::time::Duration;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::kernel::clock;

/// `premises: confluent: behaviour:`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Behaviour {
    /// The status of a link or mirror that was created: 201 as clients report it, or 204 as the API
    /// document says.
    pub created: Created,
    /// What a body of Kafka REST gets that has a member nobody knows.
    pub unknown_members: UnknownMembers,
    /// What a link is to a cluster that the premises do not name.
    pub unknown_remotes: UnknownRemotes,
    /// What becomes of the mirrors of a link that is deleted with `force`.
    pub orphaned_mirrors: OrphanedMirrors,
    /// Whether a link tells the mirrors that it has stopped among its `topic_names`.
    pub stopped_mirrors_listed: bool,
    /// How a pattern of mirror topics matches: the whole name, or any part of it.
    pub mirror_patterns: PatternMatch,
    /// What an action gets that names neither topics nor a pattern.
    pub empty_selection: EmptySelection,
    /// Records of a partition that a link copies in a second. Default: 1000. 0: none, so that lags never shrink.
    pub mirror_records_per_second: u64,
    /// How long it takes until a link makes the mirrors that it is to make by itself. Default: 5 seconds;
    /// Confluent says up to 5 minutes.
    #[serde(with = "clock::duration")]
    #[schemars(with = "clock::Spelled")]
    pub auto_mirrors_after: Duration,
    /// Partitions that a cluster may have in all. Default: 9000.
    pub partitions_max: usize,
    /// Scheme, host and prefix of the URLs in answers, such as `https://pkc-00000.region.provider.confluent.cloud`.
    /// Absent: as the client wrote them.
    pub base_url: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Created {
    /// 201 without a body.
    Created,
    /// 204.
    NoContent,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum UnknownMembers {
    /// 400, as Kafka REST's own resources do.
    Refused,
    Ignored,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum UnknownRemotes {
    /// They can be reached, and have every topic that is asked for, empty.
    Reachable,
    /// They cannot be reached.
    Unreachable,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OrphanedMirrors {
    /// They are ordinary topics from then on.
    Stopped,
    /// They are deleted.
    Deleted,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PatternMatch {
    Whole,
    Part,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EmptySelection {
    /// 400.
    Refused,
    /// 200 and an empty list.
    Empty,
}

impl Default for Behaviour {
    fn default() -> Self {
        Self {
            created: Created::Created,
            unknown_members: UnknownMembers::Refused,
            unknown_remotes: UnknownRemotes::Reachable,
            orphaned_mirrors: OrphanedMirrors::Stopped,
            stopped_mirrors_listed: false,
            mirror_patterns: PatternMatch::Whole,
            empty_selection: EmptySelection::Refused,
            mirror_records_per_second: 1000,
            auto_mirrors_after: Duration::from_secs(5),
            partitions_max: 9000,
            base_url: None,
        }
    }
}
