//! What a link does beside copying records, and how that goes.

use schemars::JsonSchema;
use serde::Serialize;

use super::link::{Side, State};

/// `KafkaLinkData.tasks[]`.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "LinkTask")]
pub struct Task {
    #[serde(rename = "task_name")]
    name: &'static str,
    state: &'static str,
    errors: Vec<TaskError>,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "LinkTaskError")]
pub struct TaskError {
    error_code: &'static str,
    error_message: &'static str,
}

/// As the service reported it for a link that syncs ACLs and was not told which.
const NO_FILTERS: TaskError = TaskError {
    error_code: "MISCONFIGURATION_ERROR",
    error_message: "ACL migration is enabled but acl.filters is not set. Please set acl.filters to proceed with ACL migration.",
};

/// All tasks, derived from the link's settings and state. UNCONFIRMED: those of a link without mirrors.
pub fn of(side: &Side) -> Vec<Task> {
    let state = |is_on: bool| match (is_on && side.has_mirrors(), side.state) {
        (false, _) => "NOT_CONFIGURED",
        (true, State::Active) => "ACTIVE",
        (true, State::Failed) => "LINK_FAILED",
        (true, State::Paused) => "LINK_PAUSED",
        (true, State::Unavailable) => "LINK_UNAVAILABLE",
    };
    let task = |name, is_on| Task { name, state: state(is_on), errors: Vec::new() };
    let mut acls = task("AclSync", side.is_on("acl.sync.enable"));
    if acls.state == "ACTIVE" && side.config("acl.filters").is_empty() {
        acls.state = "IN_ERROR";
        acls.errors.push(NO_FILTERS);
    }
    vec![
        task("ConsumerOffsetSync", side.is_on("consumer.offset.sync.enable")),
        task("AutoCreateMirror", side.is_on("auto.create.mirror.topics.enable")),
        acls,
        task("TopicConfigsSync", true),
    ]
}
