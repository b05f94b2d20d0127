//! What stands around the connectors of a world, and what the documents of Connect leave open.
//!
//! Under `premises: confluent: connect:` in a scenario.

use std::time::Duration;

use serde::Deserialize;

use crate::kernel::clock;
use crate::kernel::faults::Pattern;
use crate::kernel::mistake::Mistake;

/// `premises: confluent: connect:`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Premises {
    /// Patterns of hosts that no connector reaches. Names under `.invalid` (RFC 2606) never are reached.
    pub unreachable_hosts: Vec<String>,
    /// Whether the environments have Schema Registry, which most formats need.
    pub schema_registry: bool,
    pub behaviour: Behaviour,
}

/// What no document tells. Every default is a choice; everything here is UNCONFIRMED.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
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
    #[serde(with = "clock::duration")]
    pub auto_restart_after: Duration,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MaskedSecrets {
    /// The secret stays as it was.
    Kept,
    /// The mask is the new secret.
    Taken,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Permission {
    Allowed,
    Refused,
}

impl Default for Premises {
    fn default() -> Self {
        let (unreachable_hosts, behaviour) = (Vec::new(), Behaviour::default());
        Self { unreachable_hosts, schema_registry: true, behaviour }
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
        wrong
            .map(|(index, message)| {
                Mistake::new(&[], message).under(index).under("unreachable_hosts")
            })
            .collect()
    }

    /// Whether a connector gets an answer from `host`.
    pub fn reaches(&self, host: &str) -> bool {
        let patterns = self.unreachable_hosts.iter().filter_map(|it| Pattern::parse(it).ok());
        let host = host.to_ascii_lowercase();
        !host.ends_with(".invalid") && !patterns.into_iter().any(|it| it.matches(&host))
    }
}
