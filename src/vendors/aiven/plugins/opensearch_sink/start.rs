//! What shows only when an `OpenSearch` sink starts.

use crate::vendors::aiven::plugins::values::Values;
use crate::vendors::aiven::plugins::{Config, Finding, exceptions};

use super::SECTIONS;

/// The real connector tells its log what it is; its users see no more than that it is FAILED.
const COULD_NOT: &str = "Couldn't start OpensearchSinkConnector due to configuration error";

pub fn start(config: &Config) -> Result<(), Finding> {
    let values = Values::parsed(SECTIONS, config).map_err(|_| refused())?;
    if is_contradictory(&values) || has_wrong_credentials(&values) {
        return Err(refused());
    }
    Ok(())
}

fn refused() -> Finding {
    Finding::at_start(exceptions::CONNECT, COULD_NOT)
}

fn is_contradictory(values: &Values<'_>) -> bool {
    let is = |name: &str, value: &str| {
        values.text(name).is_some_and(|it| it.eq_ignore_ascii_case(value))
    };
    let is_upsert = is("index.write.method", "upsert");
    let by_value = is("routing.type", "value");
    is_upsert && values.is_true("data.stream.enabled")
        || is_upsert && values.is_true("key.ignore") && !is("key.ignore.id.strategy", "record.key")
        || by_value && values.text("routing.type.record.value.path").is_none()
        || by_value && is("behavior.on.null.values", "delete")
}

/// One way to prove itself at most; with one of AWS's, a Region, a service, and a single host without a
/// scheme; without, URLs.
fn has_wrong_credentials(values: &Values<'_>) -> bool {
    let both = |a: &str, b: &str| values.text(a).is_some() && values.text(b).is_some();
    let is_basic = both("connection.username", "connection.password");
    let has_key = both("aws.access_key_id", "aws.secret_access_key");
    let has_role = both("aws.sts.role.arn", "aws.sts.role.session.name");
    let urls = values.list("connection.url");
    let has_scheme = |it: &&str| it.contains("://");
    if !has_key && !has_role {
        return !urls.iter().all(has_scheme);
    }
    let is_empty = |name: &str| values.text(name).is_none_or(str::is_empty);
    is_basic
        || has_key && has_role
        || is_empty("aws.region")
        || is_empty("aws.service.signing.name")
        || urls.len() != 1
        || urls.iter().any(has_scheme)
}
