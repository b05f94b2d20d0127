//! The managed plugins: listed, and configurations for them judged and translated.

use http::StatusCode;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::Config;
use super::configs;
use super::places::{self, Here};
use super::secrets::{ALWAYS, MASK};
use super::validate::{self, Plugin, Report, Role};
use crate::kernel::http::Response;
use crate::kernel::room::Ctx;
use crate::vendors::confluent::Confluent;
use crate::vendors::confluent::errors::{Kind, Result};
use crate::vendors::confluent::premises::PluginKind;

#[derive(Debug, Deserialize, JsonSchema)]
pub struct Which {
    environment_id: String,
    kafka_cluster_id: String,
    plugin_name: String,
    #[serde(default)]
    mask_sensitive: bool,
}

/// `ConnectV1ConnectorPlugin`.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ConnectorPlugin")]
pub struct Offered {
    class: String,
    #[serde(rename = "type")]
    role: Role,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<String>,
}

/// Those with tables here, then those that the premises only list.
pub fn list(
    vendor: &mut Confluent,
    _: &mut Ctx<'_, Confluent>,
    here: &Here,
) -> Result<Vec<Offered>> {
    places::cluster(&vendor.premises, (&here.environment_id, &here.kafka_cluster_id))?;
    let managed = validate::PLUGINS
        .iter()
        .map(|it| (it.alias.to_owned(), it.role, Some(it.version.to_owned())));
    let listed = vendor.premises.plugins.iter().map(|it| {
        let role = match it.kind {
            PluginKind::Source => Role::Source,
            PluginKind::Sink => Role::Sink,
        };
        (it.class.clone(), role, it.version.clone())
    });
    let all = managed.chain(listed);
    Ok(all.map(|(class, role, version)| Offered { class, role, version }).collect())
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

/// A configuration for a managed plugin, what it lacks, and what was left out of it.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "TranslatedConfig")]
pub struct Translation {
    config: Config,
    errors: Vec<Remark>,
    warnings: Vec<Remark>,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "TranslationRemark")]
pub struct Remark {
    field: String,
    message: &'static str,
}

/// The words of the API document's example.
const MISSING: &str = "Required config is missing.";
const IGNORED: &str = "Customer given value is ignored. Default value is used.";

/// Of what every sink has these are told if nobody gave them, as in the API document's example.
const TOLD: [&str; 2] = ["max.poll.interval.ms", "max.poll.records"];

/// The configuration of a self-managed connector as one of this plugin.
///
/// Shape and words are those of the document. Not like the real one: what has another name in the managed
/// plugin, or another form (converters become formats, files of key stores their contents), is not carried
/// over but told as a warning like all that the plugin does not know; single ones of those the real one
/// drops without a word (in the document's example `reporter.bootstrap.servers`), or keeps and warns of.
pub fn translate(
    vendor: &mut Confluent,
    _: &mut Ctx<'_, Confluent>,
    which: &Which,
    config: Config,
) -> Result<Translation> {
    places::cluster(&vendor.premises, (&which.environment_id, &which.kafka_cluster_id))?;
    let plugin = validate::find(&which.plugin_name).ok_or(Kind::ResourceNotFound)?;
    let (mut kept, mut warnings) = (Config::new(), Vec::new());
    for (name, value) in &config {
        if name == "connector.class" {
            continue;
        }
        if !knows(plugin, name) {
            warnings.push(Remark { field: name.clone(), message: IGNORED });
            continue;
        }
        let is_secret = plugin.is_secret(name) || ALWAYS.contains(&name.as_str());
        let value = if which.mask_sensitive && is_secret { MASK } else { value };
        kept.insert(name.clone(), value.to_owned());
    }
    kept.insert("connector.class".into(), plugin.alias.into());
    let submission = validate::Submission::new(plugin, &kept);
    let is_missing = |it: &validate::Property| {
        it.is_demanded(&submission) && submission.value(&it.name).is_empty()
    };
    let missing = plugin.properties().filter(is_missing);
    let errors =
        missing.map(|it| Remark { field: it.name.into_owned(), message: MISSING }).collect();
    let told = plugin.properties().filter(|it| TOLD.contains(&&*it.name));
    let told: Vec<_> = told.map(|it| (it.name.into_owned(), it.definition.default)).collect();
    for (name, default) in told {
        kept.entry(name).or_insert_with(|| default.into());
    }
    Ok(Translation { config: kept, errors, warnings })
}

fn knows(plugin: &'static Plugin, name: &str) -> bool {
    plugin.properties().any(|it| it.name == name)
}
