//! What `CreateConnector` takes, and whether it is good: by itself, and in its parts beside each other.
//!
//! What it refers to, and whether it may be made here and now, is checked by `connectors`.

use serde::Deserialize;

use super::behaviour::Behaviour;
use super::capacity::{self, Asked, Capacity, For};
use super::connector::{Made, Setting};
use super::errors::Result;
use super::premises::Level;
use super::references;
use super::shapes::{
    ClientAuthentication, Encryption, KafkaCluster, LogDelivery, Plugin, Texts, WorkersChosen,
};
use super::validate::{self, present, required};

/// `CreateConnectorRequest`. What is required is asked for below, so that it is refused in the vendor's
/// words.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Create {
    capacity: Option<Asked>,
    connector_configuration: Option<Texts>,
    connector_description: Option<Box<str>>,
    connector_name: Option<String>,
    kafka_cluster: Option<KafkaCluster>,
    kafka_cluster_client_authentication: Option<ClientAuthentication>,
    kafka_cluster_encryption_in_transit: Option<Encryption>,
    kafka_connect_version: Option<Box<str>>,
    log_delivery: Option<LogDelivery>,
    network_type: Option<String>,
    plugins: Option<Vec<Plugin>>,
    service_execution_role_arn: Option<Box<str>>,
    pub tags: Option<Texts>,
    worker_configuration: Option<WorkersChosen>,
}

/// What is good by itself.
#[derive(Debug)]
pub(super) struct New {
    pub name: String,
    pub tags: Texts,
    pub made: Made,
    pub setting: Setting,
    pub configuration: Texts,
}

impl Create {
    /// First each value, then all of them beside each other.
    pub(super) fn check(self, behaviour: &Behaviour, level: Level) -> Result<New> {
        let capacity = required(self.capacity, "capacity")?;
        let configuration = required(self.connector_configuration, "connectorConfiguration")?;
        let name = required(self.connector_name, "connectorName")?;
        let kafka_cluster = required(self.kafka_cluster, "kafkaCluster")?;
        let client_authentication =
            required(self.kafka_cluster_client_authentication, "kafkaClusterClientAuthentication")?;
        let encryption =
            required(self.kafka_cluster_encryption_in_transit, "kafkaClusterEncryptionInTransit")?;
        let connect_version = required(self.kafka_connect_version, "kafkaConnectVersion")?;
        let plugins = required(self.plugins, "plugins")?;
        let role = required(self.service_execution_role_arn, "serviceExecutionRoleArn")?;

        let capacity = capacity.check(For::Creation, behaviour, level)?;
        validate::description(self.connector_description.as_deref(), "connectorDescription")?;
        validate::name(&name, "connectorName")?;
        check_cluster(&kafka_cluster)?;
        check_authentication(&client_authentication)?;
        check_encryption(&encryption)?;
        if let Some(delivery) = &self.log_delivery {
            check_log_delivery(delivery)?;
        }
        let network_type = self.network_type.as_deref().unwrap_or("IPV4");
        let network_type = validate::word(network_type, &["IPV4", "DUAL"], "networkType")?;
        references::check_plugins(&plugins)?;
        let tags = self.tags.unwrap_or_default();
        validate::tags(&tags)?;
        if let Some(chosen) = &self.worker_configuration {
            references::check_workers(chosen)?;
        }

        let setting = agree(capacity, plugins, self.worker_configuration, behaviour)?;
        let made = Made {
            description: self.connector_description,
            kafka_cluster,
            client_authentication,
            encryption,
            connect_version,
            log_delivery: self.log_delivery,
            network_type,
            role,
        };
        Ok(New { name, tags, made, setting, configuration })
    }
}

/// What must be one of a kind.
fn agree(
    capacity: capacity::Checked,
    plugins: Vec<Plugin>,
    workers: Option<WorkersChosen>,
    behaviour: &Behaviour,
) -> Result<Setting> {
    let capacity: Capacity = capacity.agree(behaviour)?;
    Ok(Setting { capacity, plugin: references::one_plugin(plugins)?, workers })
}

fn check_cluster(cluster: &KafkaCluster) -> Result<()> {
    let cluster =
        present(cluster.apache_kafka_cluster.as_ref(), "kafkaCluster.apacheKafkaCluster")?;
    let servers = "kafkaCluster.apacheKafkaCluster.bootstrapServers";
    present(cluster.bootstrap_servers.as_ref(), servers)?;
    let vpc = present(cluster.vpc.as_ref(), "kafkaCluster.apacheKafkaCluster.vpc")?;
    present(vpc.subnets.as_ref(), "kafkaCluster.apacheKafkaCluster.vpc.subnets")?;
    Ok(())
}

fn check_authentication(authentication: &ClientAuthentication) -> Result<()> {
    let field = "kafkaClusterClientAuthentication.authenticationType";
    let kind = present(authentication.authentication_type.as_deref(), field)?;
    validate::word(kind, &["NONE", "IAM"], field)?;
    Ok(())
}

fn check_encryption(encryption: &Encryption) -> Result<()> {
    let field = "kafkaClusterEncryptionInTransit.encryptionType";
    let kind = present(encryption.encryption_type.as_deref(), field)?;
    validate::word(kind, &["PLAINTEXT", "TLS"], field)?;
    Ok(())
}

fn check_log_delivery(delivery: &LogDelivery) -> Result<()> {
    let field = "logDelivery.workerLogDelivery";
    let targets = present(delivery.worker_log_delivery.as_ref(), field)?;
    let enabled = [
        ("cloudWatchLogs", targets.cloud_watch_logs.as_ref().map(|it| it.enabled)),
        ("firehose", targets.firehose.as_ref().map(|it| it.enabled)),
        ("s3", targets.s3.as_ref().map(|it| it.enabled)),
    ];
    for (target, enabled) in enabled {
        if enabled == Some(None) {
            required(None::<bool>, &format!("{field}.{target}.enabled"))?;
        }
    }
    Ok(())
}
