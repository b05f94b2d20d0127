//! Why a call is refused, in words. Only the texts: when they are said is decided elsewhere.
//!
//! Two are AWS's own, seen in reports of its users: [`IDENTICAL`] and [`NAME_TAKEN`]. The others are
//! UNCONFIRMED, and made in their image.

use crate::kernel::pages::Refused;
use crate::kernel::rejection::{Problem, Rejection};

pub(super) const MISSING: &str = "The parameter is required.";
/// Clients match on it, in any case of letters.
pub(super) const IDENTICAL: &str = "The specified parameter value is identical to the current value for the connector. \
    Specify a different value, then try again.";
/// Clients match on it literally.
pub(super) const NAME_TAKEN: &str = "A resource with this name already exists.";
pub(super) const NO_SUCH_RESOURCE: &str = "The resource does not exist.";
pub(super) const NO_SUCH_REVISION: &str = "The revision does not exist.";
pub(super) const NOT_BASE64: &str = "The value must be encoded in base64.";
pub(super) const RESERVED_TAG: &str = "Tag keys must not start with aws:.";
pub(super) const ONE_CAPACITY: &str = "Specify exactly one of autoScaling and provisionedCapacity.";
pub(super) const ONE_PLUGIN: &str = "Specify exactly one custom plugin.";
pub(super) const MIN_OVER_MAX: &str = "The value must not be greater than maxWorkerCount.";
pub(super) const TASKS_UNDER_WORKERS: &str = "The value must not be less than maxWorkerCount.";
pub(super) const MCU_COUNTS: &str = "The value must be 1, 2, 4, or 8.";
pub(super) const NOT_A_ROLE: &str = "The value must be the ARN of an IAM role.";
pub(super) const NOT_AN_ARN: &str =
    "The value is not a valid Amazon Resource Name (ARN) of this kind of resource.";
pub(super) const ELSEWHERE: &str = "The resource must belong to your account and to this Region.";
pub(super) const NOT_TAGGABLE: &str = "This kind of resource cannot be tagged.";
pub(super) const STALE_VERSION: &str = "The value does not match the current version of the connector. Describe the connector, then try again.";
pub(super) const IN_USE: &str = "The resource is in use by a connector.";
pub(super) const PLUGIN_NOT_ACTIVE: &str = "The custom plugin must be in the ACTIVE state.";
pub(super) const WORKERS_NOT_ACTIVE: &str = "The worker configuration must be in the ACTIVE state.";
pub(super) const CLASS_CHANGED: &str = "The value of connector.class cannot be changed.";
pub(super) const NOTHING_TO_UPDATE: &str = "Specify at least one parameter to update.";
pub(super) const SETTING_AND_CONFIGURATION: &str =
    "Worker settings and connectorConfiguration cannot be updated in one request.";
pub(super) const CUSTOM_AND_DEFAULT_WORKERS: &str =
    "Specify either workerConfiguration or useDefaultWorkerConfiguration, not both.";
pub(super) const PAUSED_NEEDS_SKIP: &str =
    "The value must be true to update a connector in the PAUSED state.";
pub(super) const SERVICE_OPERATION: &str =
    "Another operation is in progress on the connector. Wait until it is complete, then try again.";
pub(super) const FAILED_TASKS_VERSION: &str =
    "Restarting only the failed tasks is not supported on Kafka Connect 2.7.1.";

/// The frame of nearly every text.
pub(super) fn invalid_parameter(field: &str, why: &str) -> String {
    format!("Invalid parameter {field}: {why}")
}

/// A request that is not of the operation's shape.
pub(super) fn rejected(rejection: &Rejection) -> String {
    let field = if rejection.field.is_empty() { "body" } else { &rejection.field };
    let why = match rejection.problem {
        Problem::Syntax => "The request body must be a JSON object.",
        Problem::Type => "The value is not of the right type.",
        Problem::Missing => MISSING,
    };
    invalid_parameter(field, why)
}

pub(super) fn one_of(known: &[&str]) -> String {
    format!("The value must be one of {}.", known.join(", "))
}

pub(super) fn between(least: i64, most: i64) -> String {
    if most == i64::MAX {
        return format!("The value must be at least {least}.");
    }
    format!("The value must be between {least} and {most}.")
}

pub(super) fn characters(least: usize, most: usize) -> String {
    format!("The length must be between {least} and {most} characters.")
}

pub(super) fn entries_at_most(most: usize) -> String {
    format!("The number of entries must be at most {most}.")
}

pub(super) fn page_token(refused: Refused) -> &'static str {
    match refused {
        Refused::Unknown => "The token is not valid.",
        Refused::OtherList => "The token belongs to a request with other parameters.",
        Refused::Expired => "The token has expired.",
    }
}

/// In the words of Amazon MSK's other API, the spaces included.
pub(super) fn valid_states(states: &[&str]) -> String {
    let states = states.join(", ");
    format!(
        "This operation is only valid for resources that are in one of the following states :[{states}]"
    )
}

pub(super) fn limit_exceeded(most: u64, of_what: &str) -> String {
    format!("Limit exceeded: An account can have at most {most} {of_what} in a Region.")
}
