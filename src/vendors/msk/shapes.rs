//! What requests and answers are made of, where both have the same form: a description echoes what was sent.
//!
//! API Reference, "Data Types". Every member may be absent here, and `null` is the same as absent; what is
//! required is asked for in `validate` and by each operation.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize};

/// A map of texts. A `null` in it is no entry.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub(super) struct Texts(pub BTreeMap<String, String>);

impl<'de> Deserialize<'de> for Texts {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let map = BTreeMap::<String, Option<String>>::deserialize(from)?;
        Ok(Self(map.into_iter().filter_map(|(key, value)| Some((key, value?))).collect()))
    }
}

/// Why a resource or an operation failed (`StateDescription`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reason {
    pub code: Box<str>,
    pub message: Box<str>,
}

impl Reason {
    /// What a script says, or else the usual.
    pub fn of(code: Option<&str>, message: Option<&str>) -> Self {
        let usual = Self::usual();
        Self {
            code: code.map_or(usual.code, Into::into),
            message: message.map_or(usual.message, Into::into),
        }
    }

    /// The code and the text of failed connectors in reports of users.
    pub fn usual() -> Self {
        Self {
            code: "UnknownError.Unknown".into(),
            message: "The last operation failed. Retry the operation.".into(),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct KafkaCluster {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub apache_kafka_cluster: Option<ApacheKafkaCluster>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ApacheKafkaCluster {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bootstrap_servers: Option<Box<str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vpc: Option<Vpc>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Vpc {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub security_groups: Option<Box<[Box<str>]>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subnets: Option<Box<[Box<str>]>>,
}

/// `KafkaClusterClientAuthentication`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ClientAuthentication {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authentication_type: Option<Box<str>>,
}

/// `KafkaClusterEncryptionInTransit`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Encryption {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encryption_type: Option<Box<str>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct LogDelivery {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub worker_log_delivery: Option<WorkerLogDelivery>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct WorkerLogDelivery {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cloud_watch_logs: Option<CloudWatchLogs>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub firehose: Option<Firehose>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub s3: Option<S3Logs>,
}

/// `CloudWatchLogsLogDelivery`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CloudWatchLogs {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enabled: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub log_group: Option<Box<str>>,
}

/// `FirehoseLogDelivery`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Firehose {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery_stream: Option<Box<str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enabled: Option<bool>,
}

/// `S3LogDelivery`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct S3Logs {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bucket: Option<Box<str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enabled: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prefix: Option<Box<str>>,
}

/// Plugin, and `PluginUpdate`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Plugin {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub custom_plugin: Option<CustomPlugin>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CustomPlugin {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub custom_plugin_arn: Option<Box<str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revision: Option<i64>,
}

/// `WorkerConfiguration`, and `WorkerConfigurationUpdate`: which one, not what is in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct WorkersChosen {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revision: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub worker_configuration_arn: Option<Box<str>>,
}

/// `CustomPluginLocation`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub s3_location: Option<S3Location>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct S3Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bucket_arn: Option<Box<str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file_key: Option<Box<str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub object_version: Option<Box<str>>,
}
