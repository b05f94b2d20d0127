//! Which resource a call is about, by either of its ways: `cluster:name`, as Terraform writes it, or one id.

use super::calls;
use super::message::Fields;
use crate::kernel::route::Call;

/// Where messages name what is in a cluster.
const NAMES: &[&str] = &[
    "connector_name",
    "connector_spec.name",
    "topic_name",
    "topic_spec.name",
    "user_name",
    "user_spec.name",
];

/// Where they name something else.
const IDS: &[&str] = &["operation_id", "folder_id", "service_account_id", "api_endpoint_id"];

/// Empty for a call that names nothing, or that cannot be read.
pub(super) fn of(call: &Call<'_>) -> String {
    let Ok(message) = calls::decoded(call) else { return String::new() };
    let first = |paths: &[&str]| {
        let mut texts = paths.iter().map(|it| message.text(it));
        texts.find(|it| !it.is_empty()).map(str::to_owned)
    };
    match (message.text("cluster_id"), first(NAMES)) {
        ("", _) => first(IDS).unwrap_or_default(),
        (cluster, Some(name)) => format!("{cluster}:{name}"),
        (cluster, None) => cluster.to_owned(),
    }
}

/// The name in the cluster, or the id.
pub(super) fn short(identity: &str) -> &str {
    identity.split_once(':').map_or(identity, |(_, name)| name)
}
