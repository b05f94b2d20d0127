//! What a mirror topic is: whose copy it is, how far it has copied, and what is to become of it.
//!
//! A mirror is part of its topic. What may be done with it is decided where it is asked for.

use std::sync::Arc;

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;

use super::link::{LinkId, State};
use crate::kernel::lifecycle::Outcome;

#[derive(Debug, Clone)]
pub struct Mirror {
    pub link: LinkId,
    /// The topic at the other end of the link.
    pub source: Arc<str>,
    /// Which of all topics of that name it was.
    pub source_number: u64,
    pub phase: Phase,
    /// As it was told last, and since when.
    pub status: Status,
    pub since: Timestamp,
    /// Whether records are being copied.
    pub flows: bool,
    /// By partition: how many records were copied until `counted_at`.
    pub positions: Vec<u64>,
    pub counted_at: Timestamp,
    /// Counts what has been planned for it: a plan of an earlier turn is void.
    pub turn: u64,
    pub plan: Option<Plan>,
    pub transition_errors: Vec<TransitionError>,
}

/// Where a mirror is, whatever becomes of its link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Made, and not copying yet.
    Starting,
    Mirroring,
    Paused,
    /// On its way to being an ordinary topic; `drains`: it copies what is left first.
    Stopping {
        drains: bool,
    },
    Stopped,
    Failed(MirrorError),
    /// On its way from an ordinary topic back to a mirror.
    Setup,
    Restoring,
}

/// What is to happen to a mirror next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Plan {
    Become(Phase),
    /// An end that a rule asked for.
    Fail(Outcome),
    /// It stops as soon as it has copied all, and then the source is its mirror, if so.
    Promote {
        reversal: Option<Reversal>,
    },
    /// The same, when it should have stopped already.
    Drain {
        reversal: Option<Reversal>,
    },
    Failover,
    /// What is planned, and so long afterwards the end that a rule asked for.
    Then(Box<Plan>, Outcome),
    /// From [`Phase::Setup`] through [`Phase::Restoring`] to [`Phase::Mirroring`].
    Restore,
}

/// How the source goes on when a mirror and its source change places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reversal {
    Start,
    Pause,
}

/// `mirror_status` (Kafka REST API, `MirrorTopicStatus`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[schemars(rename = "MirrorTopicStatus")]
pub enum Status {
    Active,
    Failed,
    LinkFailed,
    LinkPaused,
    Paused,
    PendingStopped,
    SourceUnavailable,
    Stopped,
    PendingMirror,
    /// Never seen here: no document says when.
    PendingSynchronize,
    PendingSetupForRestore,
    PendingRestore,
}

/// `mirror_topic_error`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[schemars(rename = "MirrorTopicError")]
pub enum MirrorError {
    Unknown,
    SourceTopicMayBeDeleted,
    SourceTopicIdChanged,
    SourcePartitionsDecreased,
    NonMonotonicLogAppendEpoch,
    UnexpectedTruncation,
    UnsupportedMessageFormat,
    NonMonotonicSourceEpoch,
    IllegalState,
    UnsupportedMirrorState,
}

/// What went wrong when a mirror was to change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "MirrorStateTransitionError")]
pub struct TransitionError {
    pub error_code: String,
    pub error_message: String,
}

macro_rules! words {
    ($kind:ident: $($variant:ident $word:literal,)*) => {
        impl $kind {
            /// By the vendor's word for it.
            pub fn read(word: &str) -> Option<Self> {
                match word {
                    $($word => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }
    };
}

#[rustfmt::skip] // A table.
words! { Status:
    Active "ACTIVE", Failed "FAILED", LinkFailed "LINK_FAILED", LinkPaused "LINK_PAUSED", Paused "PAUSED",
    PendingStopped "PENDING_STOPPED", SourceUnavailable "SOURCE_UNAVAILABLE", Stopped "STOPPED",
    PendingMirror "PENDING_MIRROR", PendingSynchronize "PENDING_SYNCHRONIZE",
    PendingSetupForRestore "PENDING_SETUP_FOR_RESTORE", PendingRestore "PENDING_RESTORE",
}

#[rustfmt::skip] // A table.
words! { MirrorError:
    Unknown "UNKNOWN", SourceTopicMayBeDeleted "SOURCE_TOPIC_MAY_BE_DELETED",
    SourceTopicIdChanged "SOURCE_TOPIC_ID_CHANGED", SourcePartitionsDecreased "SOURCE_PARTITIONS_DECREASED",
    NonMonotonicLogAppendEpoch "NON_MONOTONIC_LOG_APPEND_EPOCH", UnexpectedTruncation "UNEXPECTED_TRUNCATION",
    UnsupportedMessageFormat "UNSUPPORTED_MESSAGE_FORMAT", NonMonotonicSourceEpoch "NON_MONOTONIC_SOURCE_EPOCH",
    IllegalState "ILLEGAL_STATE", UnsupportedMirrorState "UNSUPPORTED_MIRROR_STATE",
}

impl Mirror {
    pub fn new((link, source): (&LinkId, &Arc<str>), source_number: u64, now: Timestamp) -> Self {
        Self {
            link: Arc::clone(link),
            source: Arc::clone(source),
            source_number,
            phase: Phase::Starting,
            status: Status::PendingMirror,
            since: now,
            flows: false,
            positions: Vec::new(),
            counted_at: now,
            turn: 0,
            plan: None,
            transition_errors: Vec::new(),
        }
    }

    /// Whether its topic may not be written to.
    pub fn is_live(&self) -> bool {
        self.phase != Phase::Stopped
    }

    /// What is wrong with it, where something is.
    pub fn error(&self) -> Option<MirrorError> {
        if let Phase::Failed(error) = self.phase { Some(error) } else { None }
    }
}

impl Phase {
    /// As it is told while its link is in that state.
    pub fn status(self, link: State) -> Status {
        match (self, link) {
            (Self::Starting, _) => Status::PendingMirror,
            (Self::Stopping { .. }, _) => Status::PendingStopped,
            (Self::Stopped, _) => Status::Stopped,
            (Self::Failed(_), _) => Status::Failed,
            (Self::Setup, _) => Status::PendingSetupForRestore,
            (Self::Restoring, _) => Status::PendingRestore,
            (Self::Mirroring | Self::Paused, State::Failed) => Status::LinkFailed,
            (Self::Mirroring | Self::Paused, State::Paused) => Status::LinkPaused,
            (Self::Mirroring | Self::Paused, State::Unavailable) => Status::SourceUnavailable,
            (Self::Mirroring, State::Active) => Status::Active,
            (Self::Paused, State::Active) => Status::Paused,
        }
    }

    /// Whether records are copied while the link is in that state.
    pub fn flows(self, link: State) -> bool {
        link == State::Active && matches!(self, Self::Mirroring | Self::Stopping { drains: true })
    }
}
