//! What stands outside and is called by connectors: what premises say that it answers.
//!
//! Nothing is ever called.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;

use super::faults::Pattern;

/// What an endpoint answers, so and so often.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
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
    /// No answer comes at all.
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

impl EndpointAnswer {
    /// The body as it comes.
    pub fn text(&self) -> String {
        self.text.clone().unwrap_or_else(|| self.body.to_string())
    }
}

/// The answer behind so many others; `None` behind the last.
pub fn answer(answers: &[EndpointAnswer], before: usize) -> Option<&EndpointAnswer> {
    answers.iter().flat_map(|it| std::iter::repeat_n(it, it.times)).nth(before)
}

/// Whether `url`, whole, is one that the pattern means; none is if it is no pattern.
pub fn is_at(pattern: &str, url: &str) -> bool {
    Pattern::parse(pattern).is_ok_and(|it| it.matches(url))
}
