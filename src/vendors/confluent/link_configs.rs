//! The settings of cluster links: listed, shown, set, reset, and altered many at once.

use std::sync::Arc;

use http::StatusCode;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Confluent;
use super::coerced::{self, Text};
use super::errors::{Kind, Result};
use super::link::{Link, LinkId, Side};
use super::link_config_table::{self as table, Access, ROWS, Row};
use super::links::observe_link;
use super::rest::{self, Flag, Item};
use super::topic::Settings;
use super::{auto_mirrors, link_create, link_state};
use crate::kernel::http::Response;
use crate::kernel::room::Ctx;

#[derive(Debug, Deserialize, JsonSchema)]
pub struct LinkArgs {
    pub cluster_id: String,
    pub link_name: String,
    #[serde(default)]
    validate_only: Flag,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub struct ConfigArgs {
    cluster_id: String,
    link_name: String,
    config_name: String,
}

/// `UpdateLinkConfigRequestData`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetConfig {
    value: Text,
}

/// `AlterConfigBatchRequestData`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AlterConfigs {
    pub data: Vec<Alteration>,
    #[serde(default, deserialize_with = "coerced::truth")]
    pub validate_only: Option<bool>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Alteration {
    pub name: Text,
    #[serde(default)]
    pub value: Option<Text>,
    #[serde(default)]
    pub operation: Option<Text>,
}

/// `KafkaLinkConfigData`.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "KafkaLinkConfigData")]
pub struct View<'a> {
    cluster_id: &'a str,
    name: &'static str,
    value: Option<String>,
    is_default: bool,
    is_read_only: bool,
    is_sensitive: bool,
    source: &'static str,
    synonyms: [&'static str; 0],
    link_name: &'a str,
}

/// `listKafkaLinkConfigs`: all, by name.
pub fn list(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    LinkArgs { cluster_id, link_name, .. }: LinkArgs,
) -> Result<Response> {
    let (link, side) = found(vendor, ctx, (&cluster_id, &link_name))?;
    let rows = ROWS.iter().filter(|it| it.is_listed || side.configs.contains_key(it.name));
    let items = rows.map(|row| view(ctx, (link, side), row)).collect();
    let url = rest::url(ctx, &cluster_id, &["links", &link_name, "configs"]);
    Ok(rest::list("KafkaLinkConfigDataList", url, items))
}

/// `getKafkaLinkConfigs`, which shows one.
pub fn get(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    ConfigArgs { cluster_id, link_name, config_name }: ConfigArgs,
) -> Result<Response> {
    let (link, side) = found(vendor, ctx, (&cluster_id, &link_name))?;
    let row = table::row(&config_name).ok_or(Kind::InvalidConfigName)?;
    Ok(view(ctx, (link, side), row).into_response())
}

/// `updateKafkaLinkConfig`.
pub fn set(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    ConfigArgs { cluster_id, link_name, config_name }: ConfigArgs,
    body: Option<SetConfig>,
) -> Result<Response> {
    let value = body.ok_or(Kind::EmptyPayload)?.value;
    change(vendor, ctx, (&cluster_id, &link_name), (vec![(config_name, Some(value.0))], false))
}

/// `deleteKafkaLinkConfig`: back to the default.
pub fn reset(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    ConfigArgs { cluster_id, link_name, config_name }: ConfigArgs,
) -> Result<Response> {
    change(vendor, ctx, (&cluster_id, &link_name), (vec![(config_name, None)], false))
}

/// `updateKafkaLinkConfigBatch`: all or nothing.
pub fn alter(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    LinkArgs { cluster_id, link_name, validate_only }: LinkArgs,
    body: Option<AlterConfigs>,
) -> Result<Response> {
    let body = body.ok_or(Kind::EmptyPayload)?;
    let only_checks = validate_only.0 || body.validate_only == Some(true);
    let changes = body.data.into_iter().map(Alteration::read).collect::<Result<_>>()?;
    change(vendor, ctx, (&cluster_id, &link_name), (changes, only_checks))
}

impl Alteration {
    /// The name, and the value that it is to have; `None`: its default.
    pub fn read(self) -> Result<(String, Option<String>)> {
        let operation = self.operation.map_or_else(|| "SET".into(), |it| it.0.to_uppercase());
        match operation.as_str() {
            "SET" => Ok((self.name.0, Some(self.value.unwrap_or_default().0))),
            "DELETE" => Ok((self.name.0, None)),
            other => Err(super::wording::not_of_enum("AlterOperation", other)),
        }
    }
}

fn found<'a>(
    vendor: &'a mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    (cluster, name): (&str, &str),
) -> Result<(&'a Link, &'a Side)> {
    vendor.kafka.clusters.served(cluster)?;
    observe_link(vendor, ctx, (cluster, name));
    let (link, side) = vendor.kafka.link(cluster, name)?;
    if side.is_hidden { Err(super::link_wording::link_not_found(name)) } else { Ok((link, side)) }
}

type Changes = (Vec<(String, Option<String>)>, bool);

fn change(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    (cluster, name): (&str, &str),
    (changes, only_checks): Changes,
) -> Result<Response> {
    vendor.kafka.clusters.served(cluster)?;
    let (link, side) = vendor.kafka.link(cluster, name)?;
    let configs = changed(&side.configs, &changes)?;
    link_create::check_servers(&configs, side.connection)?;
    if !only_checks {
        let (id, cluster): (LinkId, _) = (Arc::clone(&link.id), Arc::clone(&side.cluster));
        let side = vendor.kafka.links.side_mut(&id, &cluster).expect("it was just there");
        side.configs = configs;
        link_state::renew(vendor, ctx, &id, &cluster);
        auto_mirrors::expect(vendor, ctx, &id, &cluster);
    }
    Ok(rest::empty(StatusCode::NO_CONTENT))
}

fn changed(configs: &Settings, changes: &[(String, Option<String>)]) -> Result<Settings> {
    let mut configs = configs.clone();
    for (name, value) in changes {
        table::check(name, value.as_deref(), false)?;
        match value {
            Some(_) => drop(configs.insert(name.clone(), value.clone())),
            None => drop(configs.remove(name)),
        }
        table::clear_filters(&mut configs, name);
    }
    table::check_together(&configs)?;
    Ok(configs)
}

fn view<'a>(
    ctx: &Ctx<'_, Confluent>,
    (link, side): (&'a Link, &'a Side),
    row: &'static Row,
) -> Item<View<'a>> {
    let (set, is_sensitive) = (side.configs.get(row.name), row.access == Access::Secret);
    // The two that say which side this is are never told as defaults.
    let is_default = set.is_none() && !["link.mode", "connection.mode"].contains(&row.name);
    let value = set.cloned().unwrap_or_else(|| row.default.map(Into::into));
    let view = View {
        cluster_id: &side.cluster,
        name: row.name,
        value: value.filter(|_| !is_sensitive),
        is_default,
        is_read_only: row.access == Access::ReadOnly,
        is_sensitive,
        source: if is_default { "DEFAULT_CONFIG" } else { "DYNAMIC_CLUSTER_LINK_CONFIG" },
        synonyms: [],
        link_name: &link.name,
    };
    let segments = ["links", &*link.name, "configs", row.name];
    Item::new("KafkaLinkConfigData", rest::url(ctx, &side.cluster, &segments), view)
}
