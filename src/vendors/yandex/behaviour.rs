//! What the vendor's documents do not tell, and what this world takes it to be.
//!
//! Under `premises: yandex: behaviour:` in a scenario. Every default is a choice; everything here is
//! UNCONFIRMED.

use std::time::Duration;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::kernel::clock;

/// `premises: yandex: behaviour:`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Behaviour {
    /// Whether calls need a token. The Python SDK sends none over plaintext.
    pub authorization: Authorization,
    /// What a call with `Authorization: Api-Key` gets.
    pub api_keys: ApiKeys,
    /// What the id of a cluster gets that there never was.
    pub unknown_cluster: UnknownCluster,
    /// Whether a change is refused while another operation is going on in the cluster.
    pub conflicts: bool,
    /// The code of that refusal.
    pub conflict_code: ConflictCode,
    /// What an update gets that changes nothing.
    pub unchanged: Unchanged,
    /// What pausing a paused connector gets, and resuming a running one.
    pub repeated: Repeated,
    /// What an update does to `properties` whose keys it does not name.
    pub properties: Properties,
    /// For how long IAM tokens are good that are issued.
    #[serde(with = "clock::duration")]
    #[schemars(with = "clock::Spelled")]
    pub iam_tokens_last: Duration,
    /// Whether an `Idempotency-Key` has an effect.
    pub idempotency: bool,
    /// What `Operation.Cancel` does to an operation that is going on.
    pub cancel: Cancel,
    /// What `Cluster.ListOperations` shows as the response of an operation that has succeeded.
    pub listed_response: ListedResponse,
    /// Whole seconds, which `Operation.Get` tells in `x-operation-poll-interval`; the Go SDK polls so often.
    pub poll_interval: Option<u32>,
    /// For how long an operation that is done can still be read; absent: for ever.
    #[serde(with = "clock::duration_if_any")]
    #[schemars(with = "Option<clock::Spelled>")]
    pub operations_kept_for: Option<Duration>,
    /// Whether REST shows texts, numbers, flags and lists that are empty.
    pub always_print_primitive_fields: bool,
    /// Whether REST shows `"value": {}` in the response of an operation that has nothing to show.
    pub empty_has_value: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Authorization {
    Required,
    Optional,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ApiKeys {
    Refused,
    Accepted,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum UnknownCluster {
    PermissionDenied,
    NotFound,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ConflictCode {
    FailedPrecondition,
    Aborted,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Unchanged {
    /// `FAILED_PRECONDITION`, as for clusters of other databases.
    Refused,
    /// An operation that changes nothing.
    Allowed,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Repeated {
    /// An operation that changes nothing.
    Allowed,
    /// `FAILED_PRECONDITION`.
    Refused,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Properties {
    /// They go.
    Replace,
    /// They stay.
    Merge,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Cancel {
    /// Nothing: no operation of Managed Kafka is marked as one that can be cancelled.
    Ignored,
    /// It is done, with the error `CANCELLED`.
    Effective,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ListedResponse {
    /// `google.rpc.Status` with the message `OK`, as documented for the list.
    Status,
    /// What `Operation.Get` shows.
    Resource,
}

impl Default for Behaviour {
    fn default() -> Self {
        Self {
            authorization: Authorization::Required,
            api_keys: ApiKeys::Refused,
            unknown_cluster: UnknownCluster::PermissionDenied,
            conflicts: true,
            conflict_code: ConflictCode::FailedPrecondition,
            unchanged: Unchanged::Refused,
            repeated: Repeated::Allowed,
            properties: Properties::Replace,
            iam_tokens_last: Duration::from_hours(12),
            idempotency: true,
            cancel: Cancel::Ignored,
            listed_response: ListedResponse::Status,
            poll_interval: None,
            operations_kept_for: None,
            always_print_primitive_fields: false,
            empty_has_value: false,
        }
    }
}
