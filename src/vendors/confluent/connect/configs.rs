//! Configurations: read, put, and judged before a connector gets them.

use super::connector::{Info, Kind as Runs};
use super::places::{self, There};
use super::premises::MaskedSecrets;
use super::validate::{self, Findings, Role, Submission};
use super::{Config, connectors, courses, secrets};
use crate::kernel::room::Ctx;
use crate::vendors::confluent::Confluent;
use crate::vendors::confluent::errors::{Error, Kind, Result};
use crate::vendors::confluent::premises::PluginKind;

const CUSTOM_TYPE: &str = "confluent.connector.type";
const CUSTOM_PLUGIN: &str = "confluent.custom.plugin.id";

/// A configuration that is good by its schema, and what is to run with it.
pub struct Checked {
    pub kind: Runs,
    pub config: Config,
}

pub fn read(vendor: &mut Confluent, ctx: &mut Ctx<'_, Confluent>, there: &There) -> Result<Config> {
    places::seen(vendor, ctx, there)?;
    let cluster =
        places::cluster(&vendor.premises, (&there.environment_id, &there.kafka_cluster_id))?;
    let found = vendor.connect.find(&there.kafka_cluster_id, &there.connector_name);
    let connector = found.ok_or(Kind::ConnectorNotFound)?;
    Ok(vendor.connect.shown(connector, cluster))
}

/// Puts a configuration in the place of the whole one there is, or makes the connector: 200 both ways.
pub fn put(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    there: &There,
    mut config: Config,
) -> Result<Info> {
    places::cluster(&vendor.premises, (&there.environment_id, &there.kafka_cluster_id))?;
    check_name(&config, &there.connector_name)?;
    let before = vendor.connect.find(&there.kafka_cluster_id, &there.connector_name);
    if let Some(before) = before
        && vendor.premises.connect.behaviour.masked_secrets == MaskedSecrets::Kept
    {
        let is_secret = |name: &str| vendor.connect.is_secret(&before.kind, name);
        secrets::unmask(&mut config, &before.config, is_secret);
    }
    let checked = check(vendor, config)?;
    match vendor.connect.find_mut(&there.kafka_cluster_id, &there.connector_name) {
        None => connectors::make(vendor, ctx, there, (checked, Vec::new())),
        Some(connector) => {
            (connector.kind, connector.config) = (checked.kind, checked.config.into());
            courses::provision(ctx, connector);
        }
    }
    connectors::show(vendor, there)
}

/// The name in a configuration cannot be another one. The text is UNCONFIRMED.
pub fn check_name(config: &Config, name: &str) -> Result<()> {
    match config.get("name") {
        Some(other) if other != name => {
            let message = format!(
                "Connector name configuration ({other}) doesn't match connector name ({name})"
            );
            Err(Error::new(Kind::ConnectBadRequest, message))
        }
        _ => Ok(()),
    }
}

/// Judges a configuration as far as its schema goes. Whether hosts answer and keys are good shows later.
pub fn check(vendor: &Confluent, config: Config) -> Result<Checked> {
    if config.get(CUSTOM_TYPE).is_some_and(|it| it.eq_ignore_ascii_case("CUSTOM")) {
        return custom(vendor, config);
    }
    let class = config.get("connector.class").map_or("", String::as_str);
    if let Some(plugin) = validate::find(class) {
        let submission = Submission::new(plugin, &config);
        let mut findings = validate::examine(plugin, &submission);
        check_formats(vendor, &submission, &mut findings);
        refuse(&findings)?;
        return Ok(Checked { kind: Runs::Managed(plugin), config });
    }
    let listed = vendor.premises.plugins.iter().find(|it| it.class == class);
    let Some(listed) = listed else {
        if class.is_empty() {
            let mut findings = Findings::default();
            findings.require("connector.class");
            refuse(&findings)?;
        }
        let message = format!(
            "Failed to find any class that implements Connector and which name matches {class}"
        );
        return Err(Error::new(Kind::ConnectorClassNotFound, message));
    };
    let role = match listed.kind {
        PluginKind::Source => Role::Source,
        PluginKind::Sink => Role::Sink,
    };
    require(&config, &["name"])?;
    Ok(Checked { kind: Runs::Listed(role), config })
}

/// A connector of a plugin of one's own: the plugin must be there. The texts are UNCONFIRMED.
fn custom(vendor: &Confluent, config: Config) -> Result<Checked> {
    require(&config, &["name", CUSTOM_PLUGIN])?;
    let id = &config[CUSTOM_PLUGIN];
    let Some(role) = vendor.connect.custom.role(id) else {
        let message = format!("\"{CUSTOM_PLUGIN}\" custom plugin {id} not found");
        return Err(Error::new(Kind::ConnectInvalidConfig, message));
    };
    Ok(Checked { kind: Runs::Custom(id.as_str().into(), role), config })
}

fn require(config: &Config, names: &[&str]) -> Result<()> {
    let mut findings = Findings::default();
    let is_missing = |name: &&&str| config.get(**name).is_none_or(String::is_empty);
    names.iter().filter(is_missing).for_each(|name| findings.require(name));
    refuse(&findings)
}

/// What is found by looking at the environment too.
pub fn check_formats(vendor: &Confluent, it: &Submission<'_>, findings: &mut Findings) {
    if vendor.premises.connect.schema_registry {
        return;
    }
    for name in ["output.data.format", "input.data.format"] {
        let format = it.value(name);
        if ["AVRO", "JSON_SR", "PROTOBUF"].contains(&format) {
            findings.add(name, validate::no_schema_registry(name, format));
        }
    }
}

/// 400 with everything that is wrong. How it is put together is UNCONFIRMED.
fn refuse(findings: &Findings) -> Result<()> {
    if findings.is_empty() {
        return Ok(());
    }
    let texts: Vec<_> = findings.texts().map(|(_, text)| text).collect();
    Err(Error::new(Kind::ConnectInvalidConfig, texts.join(", ")))
}
