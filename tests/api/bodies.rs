//! Bodies and beginnings that cases share.

use crate::linking;

/// The body that a case calls `@name`.
pub(crate) fn known(name: &str) -> &'static str {
    match name {
        "plugin" => PLUGIN,
        "workers" => WORKERS,
        "connector" => CONNECTOR,
        "scaled" => SCALED,
        "source" => SOURCE,
        "http" => HTTP,
        "datagen" => DATAGEN,
        "custom" => CUSTOM,
        "version" => VERSION,
        "sink" => SINK,
        "mirror" => MIRROR,
        "s3" => S3,
        "iceberg" => ICEBERG,
        _ => linking::known(name).unwrap_or_else(|| panic!("there is no body `@{name}`")),
    }
}

const PLUGIN: &str = r#"{
    "name": "debezium",
    "contentType": "ZIP",
    "location": {"s3Location": {"bucketArn": "arn:aws:s3:::plugins", "fileKey": "debezium.zip"}}
}"#;

const WORKERS: &str = r#"{
    "name": "json",
    "propertiesFileContent": "a2V5LmNvbnZlcnRlcj1vcmcuYXBhY2hlLmthZmthLmNvbm5lY3QuanNvbi5Kc29uQ29udmVydGVyCg=="
}"#;

/// As small as it may be, on the plugin that is kept as `$plugin`.
const CONNECTOR: &str = r#"{
    "connectorName": "orders",
    "capacity": {"provisionedCapacity": {"mcuCount": 1, "workerCount": 1}},
    "connectorConfiguration": {"connector.class": "io.debezium.Orders", "tasks.max": "1"},
    "kafkaCluster": {"apacheKafkaCluster": {
        "bootstrapServers": "b-1.example.com:9092",
        "vpc": {"subnets": ["subnet-1", "subnet-2"], "securityGroups": ["sg-1"]}
    }},
    "kafkaClusterClientAuthentication": {"authenticationType": "NONE"},
    "kafkaClusterEncryptionInTransit": {"encryptionType": "PLAINTEXT"},
    "kafkaConnectVersion": "3.7.x",
    "plugins": [{"customPlugin": {"customPluginArn": "$plugin", "revision": 1}}],
    "serviceExecutionRoleArn": "arn:aws:iam::123456789012:role/connect"
}"#;

/// A capacity to update to.
const SCALED: &str = r#"{"capacity": {"provisionedCapacity": {"mcuCount": 2, "workerCount": 2}}}"#;

/// A `MirrorMaker` of Yandex Managed Kafka, with all that it can have.
const MIRROR: &str = r#"{"connectorSpec": {
    "name": "mm1",
    "tasksMax": "2",
    "properties": {"sync.topics.config.enabled": "true"},
    "connectorConfigMirrormaker": {
        "topics": "data.*",
        "replicationFactor": 1,
        "sourceCluster": {"alias": "src", "externalCluster": {
            "bootstrapServers": "b1:9091",
            "saslUsername": "u",
            "saslPassword": "p4ssw0rd",
            "saslMechanism": "SCRAM-SHA-512",
            "securityProtocol": "SASL_SSL",
            "sslTruststoreCertificates": "PEM"
        }},
        "targetCluster": {"alias": "dst", "thisCluster": {}}
    }
}}"#;

/// Its S3 sink.
const S3: &str = r#"{"connectorSpec": {
    "name": "s3out",
    "connectorConfigS3Sink": {
        "topics": "t1,t2",
        "fileCompressionType": "gzip",
        "fileMaxRecords": "1000",
        "s3Connection": {"bucketName": "bkt", "externalS3": {
            "accessKeyId": "AK",
            "secretAccessKey": "SK-secret",
            "endpoint": "storage.yandexcloud.net",
            "region": "ru-central1"
        }}
    }
}}"#;

/// Its Iceberg sink.
const ICEBERG: &str = r#"{"connectorSpec": {
    "name": "ice",
    "connectorConfigIcebergSink": {
        "topicsRegex": "t.*",
        "controlTopic": "control",
        "metastoreConnection": {"catalogUri": "thrift://host:9083", "warehouse": "s3a://w"},
        "s3Connection": {"externalS3": {
            "accessKeyId": "AK",
            "secretAccessKey": "SK-secret",
            "endpoint": "storage.yandexcloud.net",
            "region": "ru-central1"
        }},
        "dynamicTables": {"routeField": "table"},
        "tablesConfig": {"defaultCommitBranch": "main", "evolveSchemaEnabled": true},
        "controlConfig": {"groupIdPrefix": "cg", "commitIntervalMs": 300000}
    }
}}"#;

/// An HTTP source of Confluent Cloud, as small as it may be.
const HTTP: &str = r#"{
    "connector.class": "HttpSource",
    "name": "orders",
    "kafka.api.key": "KAFKAKEYEXAMPLE1",
    "kafka.api.secret": "cfltEXAMPLEdoNotUseThisSecretOutsideOfTests",
    "topic.name.pattern": "orders",
    "url": "http://example.com/orders",
    "output.data.format": "JSON",
    "tasks.max": "1"
}"#;

/// The same as a connector is made with it.
const SOURCE: &str = r#"{
    "name": "orders",
    "config": {
        "connector.class": "HttpSource",
        "name": "orders",
        "kafka.api.key": "KAFKAKEYEXAMPLE1",
        "kafka.api.secret": "cfltEXAMPLEdoNotUseThisSecretOutsideOfTests",
        "topic.name.pattern": "orders",
        "url": "http://example.com/orders",
        "output.data.format": "JSON",
        "tasks.max": "1"
    }
}"#;

/// Likewise a source of made-up records.
const DATAGEN: &str = r#"{
    "connector.class": "DatagenSource",
    "name": "orders",
    "kafka.api.key": "KAFKAKEYEXAMPLE1",
    "kafka.api.secret": "cfltEXAMPLEdoNotUseThisSecretOutsideOfTests",
    "kafka.topic": "orders",
    "quickstart": "ORDERS",
    "output.data.format": "JSON",
    "tasks.max": "1"
}"#;

/// A custom plugin of Confluent Cloud, on an archive that nobody has uploaded.
const CUSTOM: &str = r#"{
    "display_name": "orders",
    "connector_class": "com.example.Orders",
    "connector_type": "SOURCE",
    "upload_source": {"location": "PRESIGNED_URL_LOCATION", "upload_id": "$upload"}
}"#;

/// A version of one, on the archive that is kept as `$upload`.
const VERSION: &str = r#"{
    "spec": {
        "version": "v1.0.0",
        "connector_classes": [{"class_name": "com.example.Orders", "type": "SINK"}],
        "upload_source": {"location": "PRESIGNED_URL_LOCATION", "upload_id": "$upload"},
        "environment": {"id": "env-abc123"}
    }
}"#;

/// An HTTP sink of Aiven, as small as it may be.
const SINK: &str = r#"{
    "name": "iot_sink",
    "connector.class": "io.aiven.kafka.connect.http.HttpSinkConnector",
    "topics": "iot",
    "http.url": "http://127.0.0.1:9000/in",
    "http.authorization.type": "none",
    "key.converter": "org.apache.kafka.connect.storage.StringConverter",
    "value.converter": "org.apache.kafka.connect.storage.StringConverter"
}"#;

/// The lines that `given WHAT` stands for: a plugin, a connector that runs (and its plugin), one that is
/// paused, a worker configuration. They are kept as `$plugin`, by their name, and as `$workers`.
pub(crate) fn given(what: &str, has_plugin: bool) -> String {
    let (kind, rest) = what.split_once(' ').unwrap_or((what, "{}"));
    match kind {
        "plugin" => {
            format!("POST /v1/custom-plugins @plugin {rest} | customPluginArn -> $plugin\nsettle")
        }
        "workers" => format!(
            "POST /v1/worker-configurations @workers {rest} | workerConfigurationArn -> $workers"
        ),
        "connector" => connector(rest, has_plugin),
        "http" | "datagen" => format!("{}\nsettle", confluent(kind, rest)),
        "sink" => format!("{}\nsettle", sink(rest)),
        "upload" => upload(rest),
        "custom" => custom(rest),
        "paused" => {
            let name = rest.split(' ').next().unwrap_or_default();
            let running = connector(rest, has_plugin);
            format!(
                "{running}\nPUT /v1/connectors/${name}/pause\nsettle\n\
                 GET /v1/connectors/${name} | connectorState = PAUSED | currentVersion -> $version"
            )
        }
        _ => linking::given(kind, rest)
            .unwrap_or_else(|| panic!("nobody knows how to be given {what}")),
    }
}

/// `NAME {patch}`.
fn connector(text: &str, has_plugin: bool) -> String {
    let (name, patch) = text.split_once(' ').unwrap_or((text, ""));
    let plugin = if has_plugin { "" } else { "given plugin" };
    let patch = patch.strip_prefix('{').map_or_else(|| "}".into(), |it| format!(",{it}"));
    format!(
        "{plugin}\n\
         POST /v1/connectors @connector {{\"connectorName\":\"{name}\"{patch} | connectorArn -> ${name}\n\
         settle\n\
         GET /v1/connectors/${name} | connectorState = RUNNING | currentVersion -> $version"
    )
}

/// `NAME {patch}`: an HTTP source, or one of made-up records.
fn confluent(kind: &str, text: &str) -> String {
    let (name, patch) = text.split_once(' ').unwrap_or((text, ""));
    let patch = patch.strip_prefix('{').map_or_else(|| "}".into(), |it| format!(",{it}"));
    format!("PUT ~/connectors/{name}/config @{kind} {{\"name\":\"{name}\"{patch}")
}

/// `NAME {patch}`: an HTTP sink of Aiven.
fn sink(text: &str) -> String {
    let (name, patch) = text.split_once(' ').unwrap_or((text, ""));
    let patch = patch.strip_prefix('{').map_or_else(|| "}".into(), |it| format!(",{it}"));
    format!("POST ^/connectors @sink {{\"name\":\"{name}\"{patch}")
}

/// An archive that has been uploaded, kept as `$upload`.
fn upload(_: &str) -> String {
    "POST /connect/v1/presigned-upload-url {\"content_format\":\"ZIP\",\"cloud\":\"GCP\"} => 200 | upload_id -> $upload\n\
     PUT /connect/v1/presigned-upload-url/$upload 'zip' => 200"
        .into()
}

/// `NAME {patch}`: a custom plugin on the archive that is kept as `$upload`; its id is kept by its name.
fn custom(text: &str) -> String {
    let (name, patch) = text.split_once(' ').unwrap_or((text, ""));
    let patch = patch.strip_prefix('{').map_or_else(|| "}".into(), |it| format!(",{it}"));
    format!(
        "POST /connect/v1/custom-connector-plugins {{\"display_name\":\"{name}\",\
         \"connector_class\":\"com.example.Orders\",\"connector_type\":\"SOURCE\",\
         \"upload_source\":{{\"location\":\"PRESIGNED_URL_LOCATION\",\"upload_id\":\"$upload\"}}{patch} \
         => 201 | id -> ${name}"
    )
}
