//! What somebody did to a world beside calling it: data, so that it can be done again.

use std::{fmt, time::Duration};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::kernel::clock::{duration_if_any, show_duration};
use crate::kernel::faults::Written;

/// An admin action. That time passed with it is said by the entry's instant.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// These rules, behind the others.
    FaultsAdded(Vec<Written>),
    /// These rules, in place of all that there were.
    FaultsReplaced(Vec<Written>),
    /// The rule of this id.
    FaultRemoved(u64),
    /// The clock was moved, or made to run otherwise.
    Clock(Clock),
    /// The world came to be out of the one of this name.
    Forked(String),
}

impl Change {
    /// The room of the rules in it, which may be large: about as much as they take, and what is written in them.
    pub(super) fn bytes(&self) -> usize {
        let rules = match self {
            Self::FaultsAdded(rules) | Self::FaultsReplaced(rules) => rules.as_slice(),
            Self::FaultRemoved(_) | Self::Clock(_) | Self::Forked(_) => &[],
        };
        let text = serde_json::to_vec(rules).map_or(0, |it| it.len());
        size_of_val(rules) + text
    }
}

/// What was said to a clock.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Clock {
    /// In the shell's word for it: a world does not know how its time passes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mode: Option<String>,
    #[serde(with = "duration_if_any", skip_serializing_if = "Option::is_none")]
    pub advance: Option<Duration>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub set: Option<Timestamp>,
}

impl fmt::Display for Change {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::FaultsAdded(_) => to.write_str("faults: added"),
            Self::FaultsReplaced(rules) if rules.is_empty() => to.write_str("faults: cleared"),
            Self::FaultsReplaced(_) => to.write_str("faults: replaced"),
            Self::FaultRemoved(_) => to.write_str("faults: removed"),
            Self::Clock(Clock { mode, advance, set }) => {
                let mode = mode.as_ref().map(|it| format!("runs {it}"));
                let advance = advance.map(|it| format!("advanced by {}", show_duration(it)));
                let set = set.map(|it| format!("set to {it}"));
                let parts: Vec<_> = [mode, advance, set].into_iter().flatten().collect();
                write!(to, "clock: {}", parts.join(", "))
            }
            Self::Forked(from) => write!(to, "forked from sandbox `{from}`"),
        }
    }
}
