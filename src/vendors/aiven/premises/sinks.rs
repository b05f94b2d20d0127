//! What HTTP sinks are given: records, and the endpoints that they deliver them to.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;

use crate::kernel::endpoint::{self, EndpointAnswer};
use crate::kernel::moment::Moment;

/// A record that comes to a topic.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Record {
    pub topic: String,
    /// The service whose connectors get it. Absent: all.
    pub service: Option<String>,
    /// When it comes. Default: with the epoch.
    pub at: Option<Moment>,
    /// A text as it stands; anything else as JSON; null is a tombstone.
    pub value: Value,
}

/// Something that answers to HTTP sinks.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Endpoint {
    /// A pattern of whole URLs.
    pub url: String,
    /// One behind the other; the last again and again.
    pub answers: Vec<EndpointAnswer>,
}

impl Endpoint {
    pub fn is_at(&self, url: &str) -> bool {
        endpoint::is_at(&self.url, url)
    }

    /// The answer behind so many others; `None` if there is none at all.
    pub fn answer(&self, before: usize) -> Option<&EndpointAnswer> {
        endpoint::answer(&self.answers, before).or(self.answers.last())
    }
}
