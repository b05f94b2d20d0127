//! The settings of topics: listed, shown, set, reset, and altered many at once.

use http::StatusCode;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Confluent;
use super::clusters::{Cluster, ClusterArgs};
use super::coerced::Text;
use super::errors::{Error, Kind, Result};
use super::kafka::Kafka;
use super::link_configs::AlterConfigs;
use super::rest::{self, Item};
use super::topic::{Settings, Topic};
use super::topic_config_table::{self as table, ROWS, Row};
use super::topics::TopicArgs;
use crate::kernel::http::Response;
use crate::kernel::room::Ctx;

#[derive(Debug, Deserialize, JsonSchema)]
pub struct ConfigArgs {
    cluster_id: String,
    topic_name: String,
    name: String,
}

/// `UpdateConfigRequestData`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetConfig {
    #[serde(default)]
    value: Option<Text>,
}

/// `KafkaTopicConfig`.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "KafkaTopicConfig")]
pub struct View<'a> {
    cluster_id: &'a str,
    topic_name: &'a str,
    name: &'static str,
    value: Option<String>,
    is_default: bool,
    is_read_only: bool,
    is_sensitive: bool,
    source: &'static str,
    synonyms: Vec<Synonym>,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ConfigSynonym")]
pub struct Synonym {
    name: &'static str,
    value: Option<String>,
    source: &'static str,
}

const SET: &str = "DYNAMIC_TOPIC_CONFIG";
const DEFAULT: &str = "DEFAULT_CONFIG";

impl Kafka {
    /// What was set of a topic: a mirror has its source's settings, but for its own.
    fn settings(&self, cluster: &Cluster, topic: &Topic) -> Settings {
        let source = topic.live_mirror().and_then(|it| self.source(&cluster.id, it));
        let mut settings = source.map(|(_, it)| it.configs.clone()).unwrap_or_default();
        settings.extend(topic.configs.clone());
        settings
    }
}

/// `listKafkaTopicConfigs`.
pub fn list(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    TopicArgs { cluster_id, topic_name }: TopicArgs,
) -> Result<Response> {
    let cluster = vendor.kafka.clusters.served(&cluster_id)?;
    let settings = vendor.kafka.settings(cluster, cluster.topic(&topic_name)?);
    let views = ROWS.iter().map(|row| view(ctx, cluster, (&topic_name, &settings), row));
    let url = rest::url(ctx, &cluster_id, &["topics", &topic_name, "configs"]);
    Ok(rest::list("KafkaTopicConfigList", url, views.collect()))
}

/// `listKafkaAllTopicConfigs`.
pub fn list_all(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    ClusterArgs { cluster_id }: ClusterArgs,
) -> Result<Response> {
    let cluster = vendor.kafka.clusters.served(&cluster_id)?;
    let mut views = Vec::new();
    for (name, topic) in &cluster.topics {
        let settings = vendor.kafka.settings(cluster, topic);
        views.extend(ROWS.iter().map(|row| view(ctx, cluster, (name, &settings), row)));
    }
    let url = rest::url(ctx, &cluster_id, &["topics", "-", "configs"]);
    Ok(rest::list("KafkaTopicConfigList", url, views))
}

/// `listKafkaDefaultTopicConfigs`: what a topic of that name would have; there need be none.
pub fn list_defaults(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    TopicArgs { cluster_id, topic_name }: TopicArgs,
) -> Result<Response> {
    let cluster = vendor.kafka.clusters.served(&cluster_id)?;
    let none = Settings::new();
    let views = ROWS.iter().map(|row| view(ctx, cluster, (&topic_name, &none), row));
    let url = rest::url(ctx, &cluster_id, &["topics", &topic_name, "default-configs"]);
    Ok(rest::list("KafkaTopicConfigList", url, views.collect()))
}

/// `getKafkaTopicConfig`.
pub fn get(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    ConfigArgs { cluster_id, topic_name, name }: ConfigArgs,
) -> Result<Response> {
    let cluster = vendor.kafka.clusters.served(&cluster_id)?;
    let settings = vendor.kafka.settings(cluster, cluster.topic(&topic_name)?);
    let row = row(cluster, &topic_name, &name)?;
    Ok(view(ctx, cluster, (&topic_name, &settings), row).into_response())
}

/// `updateKafkaTopicConfig`.
pub fn set(
    vendor: &mut Confluent,
    _: &mut Ctx<'_, Confluent>,
    ConfigArgs { cluster_id, topic_name, name }: ConfigArgs,
    body: Option<SetConfig>,
) -> Result<Response> {
    let value = body.ok_or(Kind::EmptyPayload)?.value.map(|it| it.0);
    change(vendor, (&cluster_id, &topic_name), vec![Change::Set(name, value)], false)
}

/// `deleteKafkaTopicConfig`: back to the default.
pub fn reset(
    vendor: &mut Confluent,
    _: &mut Ctx<'_, Confluent>,
    ConfigArgs { cluster_id, topic_name, name }: ConfigArgs,
) -> Result<Response> {
    change(vendor, (&cluster_id, &topic_name), vec![Change::Reset(name)], false)
}

/// `updateKafkaTopicConfigBatch`: all or nothing. CHOICE: 204 also where nothing was to be changed.
pub fn alter(
    vendor: &mut Confluent,
    _: &mut Ctx<'_, Confluent>,
    TopicArgs { cluster_id, topic_name }: TopicArgs,
    body: Option<AlterConfigs>,
) -> Result<Response> {
    let body = body.ok_or(Kind::EmptyPayload)?;
    let only_checks = body.validate_only == Some(true);
    let read = |it: super::link_configs::Alteration| {
        let operation = it.operation.map_or_else(|| "SET".into(), |it| it.0.to_uppercase());
        match operation.as_str() {
            "SET" => Ok(Change::Set(it.name.0, it.value.map(|it| it.0))),
            "DELETE" => Ok(Change::Reset(it.name.0)),
            other => Err(super::wording::not_of_enum("AlterOperation", other)),
        }
    };
    let changes = body.data.into_iter().map(read).collect::<Result<_>>()?;
    change(vendor, (&cluster_id, &topic_name), changes, only_checks)
}

enum Change {
    Set(String, Option<String>),
    Reset(String),
}

fn change(
    vendor: &mut Confluent,
    (cluster, topic): (&str, &str),
    changes: Vec<Change>,
    only_checks: bool,
) -> Result<Response> {
    let cluster = vendor.kafka.clusters.served_mut(cluster)?;
    let mut configs = cluster.topic(topic)?.configs.clone();
    for change in changes {
        match change {
            Change::Set(name, value) => {
                table::check_set(topic, row(cluster, topic, &name)?, value.as_deref())?;
                configs.insert(name, value);
            }
            Change::Reset(name) => {
                row(cluster, topic, &name)?;
                configs.remove(&name);
            }
        }
    }
    if !only_checks {
        cluster.topic_mut(topic)?.configs = configs;
    }
    Ok(rest::empty(StatusCode::NO_CONTENT))
}

fn row(cluster: &Cluster, topic: &str, name: &str) -> Result<&'static Row> {
    table::row(name).ok_or_else(|| {
        let message =
            format!("Config {name} cannot be found for TOPIC {topic} in cluster {}.", cluster.id);
        Error::new(Kind::NotFound, message)
    })
}

fn view<'a>(
    ctx: &Ctx<'_, Confluent>,
    cluster: &'a Cluster,
    (topic, settings): (&'a str, &Settings),
    row: &'static Row,
) -> Item<View<'a>> {
    let set = settings.get(row.name).cloned();
    let default = Some(row.default.to_owned());
    let own = set.clone().map(|value| Synonym { name: row.name, value, source: SET });
    let usual = Synonym { name: row.name, value: default.clone(), source: DEFAULT };
    let is_default = set.is_none();
    let view = View {
        cluster_id: &cluster.id,
        topic_name: topic,
        name: row.name,
        value: set.unwrap_or(default),
        is_default,
        is_read_only: row.is_read_only,
        is_sensitive: false,
        source: if is_default { DEFAULT } else { SET },
        synonyms: own.into_iter().chain([usual]).collect(),
    };
    let url = rest::url(ctx, &cluster.id, &["topics", topic, "configs", row.name]);
    let crn = rest::crn(&cluster.id, &[("topic", topic), ("config", row.name)]);
    Item::new("KafkaTopicConfig", url, view).named(crn)
}
