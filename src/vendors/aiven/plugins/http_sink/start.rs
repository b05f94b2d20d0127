//! What shows only when an HTTP sink starts, or when its first record comes.

use crate::vendors::aiven::plugins::java::{self, Unfit};
use crate::vendors::aiven::plugins::values::Values;
use crate::vendors::aiven::plugins::wording::invalid;
use crate::vendors::aiven::plugins::{Config, Finding, exceptions};

use super::{ID, SECRET, SECTIONS, URL};

const AUTHORIZATION: &str = "http.headers.authorization";
/// The names that Java's HTTP client keeps to itself.
const RESTRICTED: &[&str] = &["connection", "content-length", "expect", "host", "upgrade"];

pub fn start(config: &Config) -> Result<(), Finding> {
    let refuse = |text| Finding::at_start(exceptions::CONFIG, text);
    let values = Values::parsed(SECTIONS, config).map_err(refuse)?;
    authorization(&values).map_err(refuse)?;
    if values.is_true("batching.enabled") && is_tolerant(&values) {
        return Err(refuse("Cannot use errors.tolerance when batching is enabled".into()));
    }
    let (host, port) = (values.text("http.proxy.host"), values.number("http.proxy.port"));
    if host.is_some() != (port > Some(-1)) {
        return Err(refuse("Proxy host and port must be defined together".into()));
    }
    task(&values)?;
    first_record(config, &values)
}

fn is_tolerant(values: &Values<'_>) -> bool {
    values.text("errors.tolerance").is_some_and(|it| it.eq_ignore_ascii_case("all"))
}

/// The names of the types are those of Java's constants here, and of the properties partly wrong.
fn authorization(values: &Values<'_>) -> Result<(), String> {
    let header = values.value(AUTHORIZATION);
    let is_set = header.text().is_some_and(|it| !it.trim().is_empty());
    let because = match (values.text("http.authorization.type"), is_set) {
        (Some("static"), false) => "Must be present when http.authorization.type = STATIC",
        (Some("none"), true) => "Must not be present when http.authorization.type != STATIC",
        (Some("oauth2"), _) => return oauth2(values),
        _ => return Ok(()),
    };
    Err(invalid(AUTHORIZATION, header, because))
}

fn oauth2(values: &Values<'_>) -> Result<(), String> {
    let needed = [
        URL,
        "oauth2.request.grant.type.property",
        "oauth2.grant.type",
        "oauth2.request.client.id.property",
        ID,
        "oauth2.request.client.secret.property",
    ];
    let is_blank = |name: &str| values.text(name).is_none_or(|it| it.trim().is_empty());
    let missing = needed.into_iter().find(|it| is_blank(it));
    let no_secret = values.text(SECRET).is_none_or(str::is_empty).then_some(SECRET);
    match missing.or(no_secret) {
        Some(name) => {
            let because = "Must be present when http.headers.authorization = OAUTH2";
            Err(invalid(name, values.value(name), because))
        }
        None => Ok(()),
    }
}

/// Not like the real one: no trust store is ever found, there being no files.
fn task(values: &Values<'_>) -> Result<(), Finding> {
    if let Some(path) = values.text("http.ssl.truststore.location")
        && !values.is_true("http.ssl.trust.all.certs")
    {
        let text = format!(
            "TrustStore file not found: {path}. Tried classpath and file system locations."
        );
        return Err(Finding::at_task_start(exceptions::RUNTIME, text));
    }
    let format = values.text("decimal.format").unwrap_or_default();
    if !["BASE64", "NUMERIC"].contains(&format) {
        let text = format!("No enum constant org.apache.kafka.connect.json.DecimalFormat.{format}");
        return Err(Finding::at_task_start(exceptions::ARGUMENT, text));
    }
    Ok(())
}

/// Nothing is sent, and nothing is tried again.
fn first_record(config: &Config, values: &Values<'_>) -> Result<(), Finding> {
    let argument = |text| Err(Finding::at_first_record(exceptions::ARGUMENT, text));
    match java::request_address(values.text("http.url").unwrap_or_default()) {
        Ok(()) => {}
        Err(Unfit::NoUri) => return no_uri(config, values, "http.url"),
        Err(Unfit::Scheme(scheme)) => return argument(format!("invalid URI scheme {scheme}")),
        Err(Unfit::NoHost) => {
            return argument(format!(
                "unsupported URI {}",
                values.text("http.url").unwrap_or_default()
            ));
        }
    }
    for pair in values.list("http.headers.additional") {
        let (name, value) = pair.split_once(':').unwrap_or((pair, ""));
        if value.is_empty() {
            let text = "Index 1 out of bounds for length 1".to_owned();
            return Err(Finding::at_first_record(exceptions::INDEX, text));
        }
        if !is_token(name) {
            return argument(format!("invalid header name: \"{name}\""));
        }
        if RESTRICTED.contains(&name.to_lowercase().as_str()) {
            return argument(format!("restricted header name: \"{name}\""));
        }
    }
    if values.text("http.authorization.type") == Some("oauth2")
        && java::request_address(values.text(URL).unwrap_or_default()) == Err(Unfit::NoUri)
    {
        return no_uri(config, values, URL);
    }
    Ok(())
}

/// This is one of Connect's own exceptions, which a record that is sent by itself hands to whoever reports
/// errant records, if anybody does: then the task goes on, or fails for that it does not tolerate any.
fn no_uri(config: &Config, values: &Values<'_>, name: &str) -> Result<(), Finding> {
    let letters = config.get("errors.deadletterqueue.topic.name").map(|it| it.trim());
    let logs = config.get("errors.log.enable").map(|it| it.trim());
    let is_reported = letters.is_some_and(|it| !it.is_empty())
        || logs.is_some_and(|it| it.eq_ignore_ascii_case("true"));
    let text = match (is_reported && !values.is_true("batching.enabled"), is_tolerant(values)) {
        (true, true) => return Ok(()),
        (true, false) => "Tolerance exceeded in error handler".to_owned(),
        (false, _) => format!("Could not retrieve proper URI from {name}"),
    };
    Err(Finding::at_first_record(exceptions::CONNECT, text))
}

/// RFC 9110, section 5.6.2.
fn is_token(name: &str) -> bool {
    let is_mark = |it: char| "!#$%&'*+-.^_`|~".contains(it);
    !name.is_empty() && name.chars().all(|it| it.is_ascii_alphanumeric() || is_mark(it))
}
