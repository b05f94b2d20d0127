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
    #[schemars(length(min = 1))]
    pub name: Option<String>,
    /// Which calls the rule is about; absent: all.
    pub on: WrittenOn,

    /// Acts on the nth matching call only.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub nth: Option<u64>,
    /// Acts on the first n matching calls.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub first: Option<u64>,
    /// Acts on every nth matching call.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
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
    /// 0 to 1: of the calls whose turn it is, it acts on so many. Drawn by the seed, the resource, the call's number,
    /// and the rule's name, or all that is written in a rule without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub probability: Option<f64>,
    /// Acts on the calls that find the bucket empty; with `cause: throttled` if no effect but a `delay` is given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rate_limit: Option<RateLimit>,

    /// `before`: the operation does not run. `after`: it runs, and its answer is replaced, cut or lost. If absent
    /// `before`, but for effects that need an answer. (`outcome` is that of an `outcome`, which has no other.)
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage: Option<String>,

    /// The call fails for this cause, in the vendor's words.
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
    /// No answer for so much wall time, at most ten minutes, then the connection is closed.
    #[serde(with = "duration_if_any", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<clock::Spelled>")]
    pub silence: Option<Duration>,
    /// Bytes that are not HTTP.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub garbage: Option<String>,
    /// How the asynchronous operation goes on and ends. Only operations that can end so are matched.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// How the list is cut into pages. Only operations that list in pages are matched.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<Page>,
    /// The emulator panics, to test that it survives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub panic: Option<bool>,

    /// Wall time by which the answer is held back, at most ten minutes; alone or beside another effect.
    #[serde(with = "duration_if_any", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<clock::Spelled>")]
    pub delay: Option<Duration>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct WrittenOn {
    /// Absent: all, or for an `error` those that have it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vendor: Option<String>,
    /// A glob over the vendor's operation names, or `/a regular expression/`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation: Option<String>,
    /// A glob over the whole of a resource's name or its identity (an ARN), or `/a regular expression/` for any part.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource: Option<String>,
    /// A pattern by the name of each header that the call must have; as for resources.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub header: BTreeMap<String, String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WrittenResponse {
    /// 200 to 999.
    #[schemars(range(min = 200, max = 999))]
    pub status: u16,
    /// Those that tell the body's length are put right.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub headers: BTreeMap<String, String>,
    /// A text is sent as it is, anything else as JSON.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<Value>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Slow {
    /// So much of the body comes at a time: 1 or more.
    #[schemars(range(min = 1))]
    pub chunk_bytes: usize,
    /// Wall time between two chunks, at most ten minutes.
    #[serde(with = "clock::duration")]
    #[schemars(with = "clock::Spelled")]
    pub pause: Duration,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cut {
    /// So much of the body comes.
    pub after_bytes: usize,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reset {
    /// So much of the body comes; absent: nothing of the answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after_bytes: Option<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// At most; 0 for an empty page with a token for the next.
    pub items_max: usize,
}
