//! What stands around the connectors of a world, and what the documents of Connect leave open.
//!
//! Under `premises: confluent: connect:` in a scenario.

use std::time::Duration;

use schemars::JsonSchema;
use serde::Deserialize;

use super::polling::poller::Came;
use crate::kernel::clock;
use crate::kernel::endpoint::{self, EndpointAnswer};
use crate::kernel::faults::Pattern;
use crate::kernel::mistake::Mistake;

/// `premises: confluent: connect:`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Premises {
    /// Patterns of hosts that no connector reaches. Names under `.invalid` (RFC 2606) never are reached.
    pub unreachable_hosts: Vec<String>,
    /// Whether the environments have Schema Registry, which the formats `AVRO`, `JSON_SR` and `PROTOBUF`
    /// need. Default: true.
    pub schema_registry: bool,
    /// What HTTP source connectors find where they poll: the first that has the address answers. Of an
    /// address that none has nothing comes.
    pub endpoints: Vec<Endpoint>,
    /// What the documents of Connect leave open.
    pub behaviour: Behaviour,
}

/// Something that answers to HTTP source connectors.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Endpoint {
    /// A pattern of whole URLs, query and all.
    pub url: String,
    /// The `Authorization` that a request must have; any other gets 401.
    #[serde(default)]
    pub authorization: Option<String>,
    /// One behind the other; then nothing new comes.
    pub answers: Vec<EndpointAnswer>,
}

/// What came back of one request.
#[derive(Debug, Clone)]
pub struct Reply {
    pub status: u16,
    pub body: Vec<u8>,
    pub is_lost: bool,
}

impl Reply {
    pub fn is_good(&self) -> bool {
        !self.is_lost && (200..300).contains(&self.status)
    }

    pub fn came(&self) -> Came<'_> {
        if self.is_lost {
            return Came::Nothing;
        }
        Came::Answer { status: self.status, body: &self.body }
    }

    /// A good one that has not what was asked for, as one that is none.
    #[must_use]
    pub fn refused(self) -> Self {
        let status = if self.is_good() { UNAUTHORIZED } else { self.status };
        Self { status, ..self }
    }
}

/// What a token is fetched for is not granted.
const UNAUTHORIZED: u16 = 401;

impl Endpoint {
    pub fn is_at(&self, url: &str) -> bool {
        endpoint::is_at(&self.url, url)
    }

    /// The answer behind so many others; `None` behind the last.
    pub fn reply(&self, before: usize) -> Option<Reply> {
        let answer = endpoint::answer(&self.answers, before)?;
        let EndpointAnswer { status, lost, .. } = answer;
        Some(Reply { status: *status, body: answer.text().into_bytes(), is_lost: *lost })
    }
}

/// What no document tells. Every default is a choice; everything here is UNCONFIRMED.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Behaviour {
    /// What a configuration gets with the mask of a secret in it, where the secret is known.
    pub masked_secrets: MaskedSecrets,
    /// What restarting gets for a connector that is failed or degraded.
    pub restarts_failed: Permission,
    /// What deleting a custom plugin gets that a connector uses.
    pub deletes_plugins_in_use: Permission,
    /// What a plugin gets whose archive was never uploaded.
    pub takes_missing_uploads: Permission,
    /// World time after which a connector restarts by itself, if its user could mend what was wrong.
    /// Default: 5 minutes.
    #[serde(with = "clock::duration")]
    #[schemars(with = "clock::Spelled")]
    pub auto_restart_after: Duration,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MaskedSecrets {
    /// The secret stays as it was.
    Kept,
    /// The mask is the new secret.
    Taken,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Permission {
    Allowed,
    Refused,
}

impl Default for Premises {
    fn default() -> Self {
        let (unreachable_hosts, behaviour) = (Vec::new(), Behaviour::default());
        Self { unreachable_hosts, schema_registry: true, endpoints: Vec::new(), behaviour }
    }
}

impl Default for Behaviour {
    fn default() -> Self {
        Self {
            masked_secrets: MaskedSecrets::Kept,
            restarts_failed: Permission::Refused,
            deletes_plugins_in_use: Permission::Refused,
            takes_missing_uploads: Permission::Refused,
            auto_restart_after: Duration::from_mins(5),
        }
    }
}

impl Premises {
    /// What is wrong, seen from `premises: confluent: connect:`.
    pub fn mistakes(&self) -> Vec<Mistake> {
        let hosts = self.unreachable_hosts.iter().enumerate();
        let wrong = hosts.filter_map(|(index, text)| Some((index, Pattern::parse(text).err()?)));
        let wrong = wrong.map(|(index, message)| {
            Mistake::new(&[], message).under(index).under("unreachable_hosts")
        });
        let endpoints = self.endpoints.iter().enumerate();
        let wrong_urls =
            endpoints.filter_map(|(index, it)| Some((index, Pattern::parse(&it.url).err()?)));
        let wrong_urls = wrong_urls.map(|(index, message)| {
            Mistake::new(&["url"], message).under(index).under("endpoints")
        });
        wrong.chain(wrong_urls).collect()
    }

    /// Whether a connector gets an answer from `host`.
    pub fn reaches(&self, host: &str) -> bool {
        let patterns = self.unreachable_hosts.iter().filter_map(|it| Pattern::parse(it).ok());
        let host = host.to_ascii_lowercase();
        !host.ends_with(".invalid") && !patterns.into_iter().any(|it| it.matches(&host))
    }
}
