//! What Aiven's documents do not tell, and what this world takes it to be.
//!
//! Under `premises: aiven: behaviour:` in a scenario. Every default is a choice; everything here is
//! UNCONFIRMED.

use std::time::Duration;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::kernel::clock;

/// `premises: aiven: behaviour:`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Behaviour {
    /// The status of a connector that was created: 200 as the API document says, or a worker's 201.
    pub create_status: CreateStatus,
    /// What editing a connector gets that is not there.
    pub edits_unknown: EditsUnknown,
    /// What a body gets whose `name` is not that of the path.
    pub name_mismatch: NameMismatch,
    /// What a configuration gets whose `connector.class` no plugin has.
    pub unknown_class: UnknownClass,
    /// Whether restarting a connector restarts its tasks, as a worker does not do unless it is asked to.
    pub restart_includes_tasks: bool,
    /// What a status shows while something restarts: a worker's `RESTARTING` is no state here.
    pub restarting: Restarting,
    /// What Kafka Connect answers that is not up yet: 503, or 501 as clients expect it of topics.
    pub unavailable: Unavailable,
    /// What calls get for a project that does not exist.
    pub unknown_project: UnknownProject,
    /// Whether answers hold the passwords of a service where nobody asks by `include_secrets=true`.
    pub secrets: Secrets,
    /// How long no list comes once a connector was created or edited. Documented: 10 to 30 seconds.
    #[serde(with = "clock::duration")]
    #[schemars(with = "clock::Spelled")]
    pub list_unavailable_after_write: Duration,
    /// How long creating a connector gets 404 once its service runs. Seen: more than a minute.
    #[serde(with = "clock::duration")]
    #[schemars(with = "clock::Spelled")]
    pub create_404_after_running: Duration,
    /// How often connectors with `_aiven.restart.on.failure` are looked at. Documented: 15 minutes.
    #[serde(with = "clock::duration")]
    #[schemars(with = "clock::Spelled")]
    pub restart_checks_every: Duration,
    /// When what is `UNASSIGNED` is assigned again. Default: 5 minutes, a worker's own delay.
    #[serde(with = "clock::duration")]
    #[schemars(with = "clock::Spelled")]
    pub reassigned_after: Duration,
    /// When the first record comes to the tasks of a connector, which some configurations cannot stand.
    /// Default: a second.
    #[serde(with = "clock::duration")]
    #[schemars(with = "clock::Spelled")]
    pub first_record_after: Duration,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CreateStatus {
    /// 200.
    Ok,
    /// 201.
    Created,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EditsUnknown {
    /// 404.
    NotFound,
    /// It is created, as a worker does.
    Created,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NameMismatch {
    /// 400, as a worker answers.
    Refused,
    /// The name of the path counts.
    Ignored,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum UnknownClass {
    /// 400 with a worker's words.
    Refused,
    /// 500 with the same, as older workers answer.
    Crashes,
    /// It is created, and listed among `failed_connectors`.
    Listed,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Restarting {
    /// The state before.
    Previous,
    /// `UNASSIGNED`.
    Unassigned,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Unavailable {
    /// 503.
    ServiceUnavailable,
    /// 501.
    NotImplemented,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum UnknownProject {
    /// 404.
    NotFound,
    /// 403, as for a project of others.
    NotAMember,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Secrets {
    Always,
    OnRequest,
}

impl Default for Behaviour {
    fn default() -> Self {
        Self {
            create_status: CreateStatus::Ok,
            edits_unknown: EditsUnknown::NotFound,
            name_mismatch: NameMismatch::Refused,
            unknown_class: UnknownClass::Refused,
            restart_includes_tasks: false,
            restarting: Restarting::Previous,
            unavailable: Unavailable::ServiceUnavailable,
            unknown_project: UnknownProject::NotFound,
            secrets: Secrets::Always,
            list_unavailable_after_write: Duration::ZERO,
            create_404_after_running: Duration::ZERO,
            restart_checks_every: Duration::from_mins(15),
            reassigned_after: Duration::from_mins(5),
            first_record_after: Duration::from_secs(1),
        }
    }
}
