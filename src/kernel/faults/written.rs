//! A rule as it stands in a scenario file or an admin call: its shape, and nothing of what it means.

use std::{collections::BTreeMap, time::Duration};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::RateLimit;
use crate::kernel::clock::{self, duration_if_any};
use crate::kernel::lifecycle::Outcome;

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Written {
    /// For logs, the journal and steps that count; `#3` for the third rule if absent. Rules share a name only if
    /// their windows do not overlap.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    pub on: WrittenOn,

    /// Acts on the nth matching call only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nth: Option<u64>,
    /// Acts on the first n matching calls.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<u64>,
    /// Acts on every nth matching call.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub every: Option<u64>,
    /// World time since the end of `given` (since the epoch if nothing is given), whenever the rule came; inclusive.
    /// Calls before it are not even counted.
    #[serde(with = "duration_if_any", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<clock::Spelled>")]
    pub from: Option<Duration>,
    /// Likewise, exclusive. A rule whose window is over when it comes is refused.
    #[serde(with = "duration_if_any", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<clock::Spelled>")]
    pub to: Option<Duration>,
    /// 0 to 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub probability: Option<f64>,
    /// Acts on the calls that find the bucket empty; with `cause: throttled` if no effect is given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rate_limit: Option<RateLimit>,

    /// `before` (default where it makes sense), `after` or `outcome`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage: Option<String>,

    /// A cause, in the vendor's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cause: Option<String>,
    /// One of the vendor's errors by its own name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// Beside `cause` or `error`: instead of the vendor's usual text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// Beside `cause` or `error`: told to the client in the vendor's way.
    #[serde(with = "duration_if_any", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<clock::Spelled>")]
    pub retry_after: Option<Duration>,
    /// An answer of your own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub respond: Option<WrittenResponse>,
    /// The body dribbles.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slow: Option<Slow>,
    /// The connection ends in the middle of the body.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cut: Option<Cut>,
    /// A TCP reset: before the first byte, or in the middle of the body.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reset: Option<Reset>,
    /// The connection is closed without a byte.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub empty: Option<bool>,
    /// No answer for so long, then the connection is closed.
    #[serde(with = "duration_if_any", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<clock::Spelled>")]
    pub silence: Option<Duration>,
    /// Bytes that are not HTTP.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub garbage: Option<String>,
    /// What the asynchronous operation ends as.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// How the list is cut into pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<Page>,
    /// The emulator panics, to test that it survives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub panic: Option<bool>,

    /// Wall time by which the answer is held back; alone or beside another effect.
    #[serde(with = "duration_if_any", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<clock::Spelled>")]
    pub delay: Option<Duration>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct WrittenOn {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vendor: Option<String>,
    /// A glob over the vendor's operation names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation: Option<String>,
    /// A glob, or `/a regular expression/`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource: Option<String>,
    /// Header name to pattern.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub header: BTreeMap<String, String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WrittenResponse {
    pub status: u16,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub headers: BTreeMap<String, String>,
    /// A text is sent as it is, anything else as JSON.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<Value>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Slow {
    pub chunk_bytes: usize,
    #[serde(with = "clock::duration")]
    #[schemars(with = "clock::Spelled")]
    pub pause: Duration,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cut {
    pub after_bytes: usize,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reset {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after_bytes: Option<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Page {
    pub items_max: usize,
}
