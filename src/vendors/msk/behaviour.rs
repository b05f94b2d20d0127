//! What AWS's documents do not tell, and what this world takes it to be.
//!
//! Under `premises: msk: behaviour:` in a scenario. Every default is a choice; everything here is
//! UNCONFIRMED.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::kernel::mistake::Mistake;

/// What is kept of deleted connectors has an end.
const KEPT_MAX: usize = 1_000;

/// `premises: msk: behaviour:`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Behaviour {
    /// What deleting a custom plugin or a worker configuration gets that a connector uses.
    pub deletes_in_use: Permission,
    /// What deleting a connector gets that is being updated, paused, resumed or restarted, or that the
    /// service isolates or restores.
    pub deletes_while_busy: Permission,
    /// What deleting a connector gets with a `currentVersion` that is not its own: the parameter is optional.
    pub stale_version_on_delete: StaleVersion,
    /// What creating a connector gets whose name is taken.
    pub name_conflict: NameConflict,
    /// What pausing a connector gets that is paused.
    pub pause_when_paused: PauseWhenPaused,
    /// How the operations begin that pause, resume and restart.
    pub pauses_begin: PausesBegin,
    /// What a body gets that is not JSON, or has a value of the wrong type.
    pub type_errors: TypeErrors,
    /// What a signed request gets for a path or a method that no operation has.
    pub unknown_operation: UnknownOperation,
    /// When an update gives a connector its new `currentVersion`.
    pub version_changes: VersionChanges,
    /// What an update gets that changes `connector.class`.
    pub class_changes: ClassChanges,
    /// What the configuration of an update does to the one that a connector has.
    pub configuration_on_update: ConfigurationOnUpdate,
    /// In which order connectors, custom plugins and worker configurations are listed. Operations of a
    /// connector are not: they are listed the newest first.
    pub list_order: ListOrder,
    /// What listing gets with a `nextToken` that is none, that has expired, or that is of another list.
    pub bad_next_token: BadNextToken,
    /// Percent of CPU, 1 to 100: the scale-in policy of a connector that was created without one.
    pub scale_in_percent: u8,
    /// Percent of CPU, 1 to 100: likewise the scale-out policy.
    pub scale_out_percent: u8,
    /// Bytes: the size of every custom plugin's file, which nobody ever uploads here.
    pub plugin_file_size: u64,
    /// Digits of a second's fraction in the timestamps of answers, 0 to 9; what there is more is cut off. 0: no
    /// fraction.
    pub timestamp_digits: u8,
    /// Of how many deleted connectors, in an account and Region, the operations can still be described and
    /// listed, 0 to 1000: of those that were deleted last. 0: operations go with their connector.
    pub operations_after_delete: usize,
    /// How much an account may have in a Region (Developer Guide, "Amazon MSK quota").
    pub quotas: Quotas,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Permission {
    Allowed,
    Refused,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StaleVersion {
    /// 400 `BadRequestException`, as an update gets.
    Refused,
    /// 200: whatever the version, the connector is deleted.
    Ignored,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NameConflict {
    /// 409 `ConflictException`.
    Conflict,
    /// 400 `BadRequestException`, with the same words.
    BadRequest,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PauseWhenPaused {
    /// 409 `ConflictException`.
    Conflict,
    /// 200, and an operation that is complete.
    Ok,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PausesBegin {
    /// `PAUSE_IN_PROGRESS` and the like, at once.
    InProgress,
    /// `PENDING` for the first half of their time, as updates do. They have no steps even so: the model has
    /// types of steps for updates only.
    Pending,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TypeErrors {
    /// `BadRequestException`.
    BadRequest,
    /// `SerializationException`, as other services of the same protocol.
    Serialization,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum UnknownOperation {
    /// 404 `UnknownOperationException`, by the API Reference.
    NotFound,
    /// 403 `MissingAuthenticationTokenException`, as API Gateway answers.
    MissingToken,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum VersionChanges {
    /// When the update is accepted.
    Accept,
    /// When it is complete, or rolled back.
    Completion,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ClassChanges {
    /// 400 at once.
    Refused,
    /// The operation ends `UPDATE_FAILED`.
    UpdateFailed,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ConfigurationOnUpdate {
    /// It takes its place: what it does not have is no longer there.
    Replaced,
    /// Its entries are added, or take the place of those of the same key. None goes.
    Merged,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ListOrder {
    /// By creation, and by ARN what was created at one instant.
    Creation,
    /// The other way round.
    NewestFirst,
    /// By name, letter by letter as Unicode numbers them: upper case comes before lower case.
    Name,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BadNextToken {
    /// 400 `BadRequestException`.
    BadRequest,
    /// 400 `ValidationError`, of the API Reference's "Common Errors", with the same words.
    ValidationError,
    /// 500 `InternalServerErrorException`, which does not tell why, and which SDKs ask again about.
    InternalError,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Quotas {
    pub plugins: u64,
    pub worker_configurations: u64,
    /// Workers of all connectors together; one that scales counts with the most that it may have.
    pub workers: u64,
    /// In one connector: more of them are no matter of quota but a bad request.
    pub workers_per_connector: u32,
}

impl Default for Behaviour {
    fn default() -> Self {
        Self {
            deletes_in_use: Permission::Refused,
            deletes_while_busy: Permission::Refused,
            stale_version_on_delete: StaleVersion::Refused,
            name_conflict: NameConflict::Conflict,
            pause_when_paused: PauseWhenPaused::Conflict,
            pauses_begin: PausesBegin::InProgress,
            type_errors: TypeErrors::BadRequest,
            unknown_operation: UnknownOperation::NotFound,
            version_changes: VersionChanges::Completion,
            class_changes: ClassChanges::Refused,
            configuration_on_update: ConfigurationOnUpdate::Replaced,
            list_order: ListOrder::Creation,
            bad_next_token: BadNextToken::BadRequest,
            scale_in_percent: 20,
            scale_out_percent: 80,
            plugin_file_size: 1 << 20,
            timestamp_digits: 3,
            operations_after_delete: 0,
            quotas: Quotas::default(),
        }
    }
}

impl Default for Quotas {
    fn default() -> Self {
        Self { plugins: 100, worker_configurations: 100, workers: 60, workers_per_connector: 10 }
    }
}

impl Behaviour {
    /// What serde could not see.
    pub fn mistakes(&self) -> Vec<Mistake> {
        let percents = [
            ("scale_in_percent", self.scale_in_percent),
            ("scale_out_percent", self.scale_out_percent),
        ];
        let wrong = percents.into_iter().filter(|(_, percent)| !(1..=100).contains(percent));
        let mut found: Vec<_> = wrong
            .map(|(name, percent)| {
                Mistake::new(&[name], format!("`{name}` is {percent}, not 1 to 100 percent"))
            })
            .collect();
        if self.timestamp_digits > 9 {
            let digits = self.timestamp_digits;
            let message = format!("`timestamp_digits` is {digits}, not 0 to 9 digits");
            found.push(Mistake::new(&["timestamp_digits"], message));
        }
        if self.operations_after_delete > KEPT_MAX {
            let kept = self.operations_after_delete;
            let message = format!("`operations_after_delete` is {kept}, not 0 to {KEPT_MAX}");
            found.push(Mistake::new(&["operations_after_delete"], message));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_out_of_bounds_are_mistakes() {
        let wrong = |behaviour: Behaviour| {
            let found = behaviour.mistakes().into_iter().map(|it| it.message);
            found.collect::<Vec<_>>().join("; ")
        };
        let usual = Behaviour::default();
        let edges = [(1, 100, 0, 0), (100, 1, 9, KEPT_MAX)];
        for (scale_in_percent, scale_out_percent, timestamp_digits, operations_after_delete) in
            edges
        {
            let good = Behaviour {
                scale_in_percent,
                scale_out_percent,
                timestamp_digits,
                operations_after_delete,
                ..usual
            };
            assert_eq!(wrong(good), "");
        }
        let bad = [
            (
                Behaviour { scale_in_percent: 0, ..usual },
                "`scale_in_percent` is 0, not 1 to 100 percent",
            ),
            (
                Behaviour { scale_out_percent: 101, ..usual },
                "`scale_out_percent` is 101, not 1 to 100 percent",
            ),
            (
                Behaviour { timestamp_digits: 10, ..usual },
                "`timestamp_digits` is 10, not 0 to 9 digits",
            ),
            (
                Behaviour { operations_after_delete: 1_001, ..usual },
                "`operations_after_delete` is 1001, not 0 to 1000",
            ),
        ];
        for (behaviour, expected) in bad {
            assert_eq!(wrong(behaviour), expected);
        }
    }
}
