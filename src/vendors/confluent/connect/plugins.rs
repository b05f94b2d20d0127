//! The managed plugins: listed, and configurations for them judged and translated.

use http::StatusCode;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::Config;
use super::configs;
use super::places::{self, Here};
use super::secrets::{ALWAYS, MASK};
use super::validate::{self, Plugin, Report};
use crate::kernel::http::Response;
use crate::kernel::room::Ctx;
use crate::vendors::confluent::Confluent;
use crate::vendors::confluent::errors::{Kind, Result};
use crate::vendors::confluent::premises::PluginKind;

#[derive(Debug, Deserialize)]
pub struct Which {
    environment_id: String,
    kafka_cluster_id: String,
    plugin_name: String,
    #[serde(default)]
    mask_sensitive: bool,
}

/// Those with tables here, then those that the premises only list.
pub fn list(vendor: &mut Confluent, _: &mut Ctx<'_, Confluent>, here: &Here) -> Result<Value> {
    places::cluster(&vendor.premises, (&here.environment_id, &here.kafka_cluster_id))?;
    let managed = validate::PLUGINS
        .iter()
        .map(|it| json!({ "class": it.alias, "type": it.role, "version": it.version }));
    let listed = vendor.premises.plugins.iter().map(|it| {
        let kind = match it.kind {
            PluginKind::Source => "source",
            PluginKind::Sink => "sink",
        };
        let mut shown = json!({ "class": it.class, "type": kind });
        if let Some(version) = &it.version {
            shown["version"] = version.as_str().into();
        }
        shown
    });
    Ok(managed.chain(listed).collect())
}

/// 200 whatever is wrong: the errors are inside. A plugin that is only listed finds nothing wrong.
pub fn validate(
    vendor: &mut Confluent,
    _: &mut Ctx<'_, Confluent>,
    which: &Which,
    config: &Config,
) -> Result<Response> {
    places::cluster(&vendor.premises, (&which.environment_id, &which.kafka_cluster_id))?;
    let name = which.plugin_name.as_str();
    let Some(plugin) = validate::find(name) else {
        let is_listed = vendor.premises.plugins.iter().any(|it| it.class == name);
        let empty = json!({ "name": name, "groups": [], "error_count": 0, "configs": [] });
        if is_listed {
            return Ok(Response::json(StatusCode::OK, &empty));
        }
        return Err(Kind::ResourceNotFound.into());
    };
    let more = |it: &validate::Submission<'_>, findings: &mut validate::Findings| {
        configs::check_formats(vendor, it, findings);
    };
    Ok(Response::json(StatusCode::OK, &Report::new(plugin, config, more)))
}

/// The configuration of a self-managed connector as one of this plugin.
///
/// Not like the real one: properties that the plugin knows are kept as they are, the others are told as
/// warnings. The shape of the answer is UNCONFIRMED.
pub fn translate(
    vendor: &mut Confluent,
    _: &mut Ctx<'_, Confluent>,
    which: &Which,
    config: Config,
) -> Result<Value> {
    places::cluster(&vendor.premises, (&which.environment_id, &which.kafka_cluster_id))?;
    let plugin = validate::find(&which.plugin_name).ok_or(Kind::ResourceNotFound)?;
    let (mut kept, mut warnings) = (Map::new(), Vec::new());
    for (name, value) in config {
        if name == "connector.class" {
            continue;
        }
        if !knows(plugin, &name) {
            let message = format!("Unused connector config '{name}'. Given value will be ignored.");
            warnings.push(json!({ "field": name, "message": message }));
            continue;
        }
        let is_secret = plugin.is_secret(&name) || ALWAYS.contains(&name.as_str());
        let value = if which.mask_sensitive && is_secret { MASK.to_owned() } else { value };
        kept.insert(name, value.into());
    }
    kept.insert("connector.class".into(), plugin.alias.into());
    Ok(json!({ "config": kept, "warnings": warnings }))
}

fn knows(plugin: &'static Plugin, name: &str) -> bool {
    plugin.properties().any(|it| it.name == name)
}
