//! What HTTP sinks are given: records, and the endpoints that they deliver them to.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;

use crate::kernel::faults::Pattern;
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

/// What an endpoint answers, so and so often.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "SinkEndpointAnswer")]
pub struct EndpointAnswer {
    /// Default: 200.
    #[serde(default = "ok")]
    pub status: u16,
    /// JSON, unless there is a text.
    #[serde(default)]
    pub body: Value,
    /// In place of `body`, as it is.
    #[serde(default)]
    pub text: Option<String>,
    /// The connection is refused.
    #[serde(default)]
    pub lost: bool,
    /// How often. Default: once.
    #[serde(default = "once")]
    pub times: usize,
}

fn ok() -> u16 {
    200
}

fn once() -> usize {
    1
}

impl Endpoint {
    pub fn is_at(&self, url: &str) -> bool {
        Pattern::parse(&self.url).is_ok_and(|it| it.matches(url))
    }

    /// The answer behind so many others; `None` if there is none at all.
    pub fn answer(&self, before: usize) -> Option<&EndpointAnswer> {
        let mut behind = before;
        let found = self.answers.iter().find(|it| {
            let is_it = behind < it.times;
            behind = behind.saturating_sub(it.times);
            is_it
        });
        found.or(self.answers.last())
    }
}

impl EndpointAnswer {
    pub fn text(&self) -> String {
        self.text.clone().unwrap_or_else(|| self.body.to_string())
    }
}
