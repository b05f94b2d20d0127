//! `yandex.cloud.mdb.kafka.v1`: connectors, as they are asked for, changed and shown.
//!
//! One thing has three messages, with other numbers in each: secrets are in the first two only.

use super::field::{Field, choice, flag, inner, int64, text, wrapped};
use super::{Calls, Enum, File, Message, Method};

const PACKAGE: &str = "yandex.cloud.mdb.kafka.v1";

const CLUSTER_ID: Field = text(1, "cluster_id").required().length(0, 50);
const CONNECTOR_NAME: Field =
    text(2, "connector_name").required().length(0, 256).pattern("[-_.a-zA-Z0-9]*");

/// What a connector is created as. UNCONFIRMED: nothing is annotated here, but no other name could be asked for
/// later; and one without a kind could do nothing.
const NAME: Field = text(1, "name").required().length(0, 256).pattern("[-_.a-zA-Z0-9]*");

/// The request of all calls that only name a connector.
const NAMED: &[Field] = &[CLUSTER_ID, CONNECTOR_NAME];
const METADATA: &[Field] = &[text(1, "cluster_id"), text(2, "connector_name")];

#[rustfmt::skip] // A table: one message, one line, but for the longest.
pub(super) const RESOURCE: File = File {
    path: "yandex/cloud/mdb/kafka/v1/connector.proto",
    package: PACKAGE,
    enums: &[
        Enum { name: "Connector.Health", values: &["HEALTH_UNKNOWN", "ALIVE", "DEAD"] },
        Enum { name: "Connector.Status", values: &["STATUS_UNKNOWN", "RUNNING", "ERROR", "PAUSED"] },
    ],
    messages: &[
        Message {
            name: "ConnectorSpec",
            fields: &[
                NAME,
                wrapped(2, "tasks_max"),
                text(3, "properties").map(),
                inner(10, "connector_config_mirrormaker", "ConnectorConfigMirrorMakerSpec").exactly_one("connector_config"),
                inner(11, "connector_config_s3_sink", "ConnectorConfigS3SinkSpec").exactly_one("connector_config"),
                inner(12, "connector_config_iceberg_sink", "ConnectorConfigIcebergSinkSpec").exactly_one("connector_config"),
                inner(13, "placement", "ConnectorPlacement"),
            ],
        },
        Message { name: "ConnectorPlacement", fields: &[flag(1, "dedicated")] },
        Message {
            name: "UpdateConnectorSpec",
            fields: &[
                wrapped(1, "tasks_max"),
                text(2, "properties").map(),
                inner(10, "connector_config_mirrormaker", "ConnectorConfigMirrorMakerSpec").oneof("connector_config"),
                inner(11, "connector_config_s3_sink", "UpdateConnectorConfigS3SinkSpec").oneof("connector_config"),
                inner(12, "connector_config_iceberg_sink", "UpdateConnectorConfigIcebergSinkSpec").oneof("connector_config"),
            ],
        },
        Message {
            name: "Connector",
            fields: &[
                text(1, "name"),
                wrapped(2, "tasks_max"),
                text(3, "properties").map(),
                choice(4, "health", "Connector.Health"),
                choice(5, "status", "Connector.Status"),
                text(6, "cluster_id"),
                inner(10, "connector_config_mirrormaker", "ConnectorConfigMirrorMaker").oneof("connector_config"),
                inner(11, "connector_config_s3_sink", "ConnectorConfigS3Sink").oneof("connector_config"),
                inner(12, "connector_config_iceberg_sink", "ConnectorConfigIcebergSink").oneof("connector_config"),
                inner(13, "placement", "ConnectorPlacement"),
            ],
        },

        Message { name: "ConnectorConfigMirrorMakerSpec", fields: &[inner(1, "source_cluster", "ClusterConnectionSpec"), inner(2, "target_cluster", "ClusterConnectionSpec"), text(3, "topics"), wrapped(4, "replication_factor")] },
        Message { name: "ClusterConnectionSpec", fields: &[text(1, "alias"), inner(2, "this_cluster", "ThisClusterSpec").oneof("cluster_connection"), inner(3, "external_cluster", "ExternalClusterConnectionSpec").oneof("cluster_connection")] },
        Message { name: "ThisClusterSpec", fields: &[] },
        Message { name: "ExternalClusterConnectionSpec", fields: &[text(1, "bootstrap_servers"), text(2, "sasl_username"), text(3, "sasl_password"), text(4, "sasl_mechanism"), text(5, "security_protocol"), text(6, "ssl_truststore_certificates")] },
        Message { name: "ConnectorConfigMirrorMaker", fields: &[inner(1, "source_cluster", "ClusterConnection"), inner(2, "target_cluster", "ClusterConnection"), text(3, "topics"), wrapped(4, "replication_factor")] },
        Message { name: "ClusterConnection", fields: &[text(1, "alias"), inner(2, "this_cluster", "ThisCluster").oneof("cluster_connection"), inner(3, "external_cluster", "ExternalClusterConnection").oneof("cluster_connection")] },
        Message { name: "ThisCluster", fields: &[] },
        Message { name: "ExternalClusterConnection", fields: &[text(1, "bootstrap_servers"), text(2, "sasl_username"), text(4, "sasl_mechanism"), text(5, "security_protocol")] },

        Message { name: "ConnectorConfigS3SinkSpec", fields: &[text(1, "topics").required(), text(2, "file_compression_type"), wrapped(3, "file_max_records"), inner(4, "s3_connection", "S3ConnectionSpec").required()] },
        Message { name: "UpdateConnectorConfigS3SinkSpec", fields: &[text(1, "topics"), wrapped(2, "file_max_records"), inner(3, "s3_connection", "S3ConnectionSpec")] },
        Message { name: "S3ConnectionSpec", fields: &[text(1, "bucket_name"), inner(2, "external_s3", "ExternalS3StorageSpec").oneof("storage")] },
        Message { name: "ExternalS3StorageSpec", fields: &[text(1, "access_key_id"), text(2, "secret_access_key"), text(3, "endpoint"), text(4, "region")] },
        Message { name: "ConnectorConfigS3Sink", fields: &[text(1, "topics"), text(2, "file_compression_type"), wrapped(3, "file_max_records"), inner(4, "s3_connection", "S3Connection")] },
        Message { name: "S3Connection", fields: &[text(1, "bucket_name"), inner(2, "external_s3", "ExternalS3Storage").oneof("storage")] },
        Message { name: "ExternalS3Storage", fields: &[text(1, "access_key_id"), text(2, "endpoint"), text(3, "region")] },

        Message { name: "ConnectorConfigIcebergSinkSpec", fields: &[text(1, "topics").oneof("topics_source"), text(2, "topics_regex").oneof("topics_source"), inner(3, "metastore_connection", "MetastoreConnectionSpec").required(), inner(4, "s3_connection", "IcebergS3ConnectionSpec").required(), inner(7, "static_tables", "StaticTablesSpec").oneof("table_routing"), inner(8, "dynamic_tables", "DynamicTablesSpec").oneof("table_routing"), inner(9, "tables_config", "IcebergTablesConfigSpec"), inner(10, "control_config", "IcebergControlSpec"), text(11, "control_topic").required()] },
        Message { name: "UpdateConnectorConfigIcebergSinkSpec", fields: &[text(1, "topics").oneof("topics_source"), text(2, "topics_regex").oneof("topics_source"), inner(3, "metastore_connection", "MetastoreConnectionSpec"), inner(4, "s3_connection", "IcebergS3ConnectionSpec"), inner(5, "tables_config", "IcebergTablesConfigSpec"), inner(6, "control_config", "IcebergControlSpec"), text(7, "control_topic")] },
        Message { name: "ConnectorConfigIcebergSink", fields: &[text(1, "topics").oneof("topics_source"), text(2, "topics_regex").oneof("topics_source"), inner(3, "metastore_connection", "MetastoreConnection"), inner(4, "s3_connection", "IcebergS3Connection"), inner(5, "static_tables", "StaticTables").oneof("table_routing"), inner(6, "dynamic_tables", "DynamicTables").oneof("table_routing"), inner(7, "tables_config", "IcebergTablesConfig"), inner(8, "control_config", "IcebergControl"), text(9, "control_topic")] },
        Message { name: "StaticTablesSpec", fields: STATIC_TABLES },
        Message { name: "StaticTables", fields: STATIC_TABLES },
        Message { name: "DynamicTablesSpec", fields: DYNAMIC_TABLES },
        Message { name: "DynamicTables", fields: DYNAMIC_TABLES },
        Message { name: "MetastoreConnectionSpec", fields: METASTORE },
        Message { name: "MetastoreConnection", fields: METASTORE },
        Message { name: "IcebergS3ConnectionSpec", fields: &[inner(1, "external_s3", "ExternalIcebergS3StorageSpec").oneof("storage")] },
        Message { name: "IcebergS3Connection", fields: &[inner(1, "external_s3", "ExternalIcebergS3Storage").oneof("storage")] },
        Message { name: "ExternalIcebergS3StorageSpec", fields: &[text(1, "access_key_id"), text(2, "secret_access_key"), text(3, "endpoint"), text(4, "region")] },
        Message { name: "ExternalIcebergS3Storage", fields: &[text(1, "access_key_id"), text(2, "endpoint"), text(3, "region")] },
        Message { name: "IcebergTablesConfigSpec", fields: TABLES_CONFIG },
        Message { name: "IcebergTablesConfig", fields: TABLES_CONFIG },
        Message { name: "IcebergControlSpec", fields: CONTROL },
        Message { name: "IcebergControl", fields: CONTROL },
    ],
    services: &[],
};

const STATIC_TABLES: &[Field] = &[text(1, "tables")];
const DYNAMIC_TABLES: &[Field] = &[text(1, "route_field")];
const METASTORE: &[Field] = &[text(1, "catalog_uri"), text(2, "warehouse")];
const TABLES_CONFIG: &[Field] = &[
    text(1, "default_commit_branch"),
    text(2, "default_id_columns"),
    text(3, "default_partition_by"),
    flag(4, "evolve_schema_enabled"),
    flag(5, "schema_force_optional"),
    flag(6, "schema_case_insensitive"),
];
const CONTROL: &[Field] = &[
    text(1, "group_id_prefix"),
    wrapped(2, "commit_interval_ms"),
    wrapped(3, "commit_timeout_ms"),
    wrapped(4, "commit_threads"),
    text(5, "transactional_prefix"),
];

pub(super) const CALLS: File = File {
    path: "yandex/cloud/mdb/kafka/v1/connector_service.proto",
    package: PACKAGE,
    enums: &[],
    messages: &[
        Message { name: "GetConnectorRequest", fields: NAMED },
        Message {
            name: "ListConnectorsRequest",
            fields: &[
                CLUSTER_ID,
                int64(2, "page_size").value(0, 1000),
                text(3, "page_token").length(0, 100),
            ],
        },
        Message {
            name: "ListConnectorsResponse",
            fields: &[inner(1, "connectors", "Connector").many(), text(2, "next_page_token")],
        },
        Message {
            name: "CreateConnectorRequest",
            fields: &[CLUSTER_ID, inner(2, "connector_spec", "ConnectorSpec").required()],
        },
        Message {
            name: "UpdateConnectorRequest",
            fields: &[
                CLUSTER_ID,
                CONNECTOR_NAME,
                inner(3, "update_mask", "google.protobuf.FieldMask"),
                inner(4, "connector_spec", "UpdateConnectorSpec").required(),
            ],
        },
        Message { name: "DeleteConnectorRequest", fields: NAMED },
        Message { name: "ResumeConnectorRequest", fields: NAMED },
        Message { name: "PauseConnectorRequest", fields: NAMED },
        Message { name: "CreateConnectorMetadata", fields: METADATA },
        Message { name: "UpdateConnectorMetadata", fields: METADATA },
        Message { name: "DeleteConnectorMetadata", fields: METADATA },
        Message { name: "ResumeConnectorMetadata", fields: METADATA },
        Message { name: "PauseConnectorMetadata", fields: METADATA },
    ],
    services: &[Calls {
        name: "ConnectorService",
        methods: &[
            Method("Get", "GetConnectorRequest", "Connector"),
            Method("List", "ListConnectorsRequest", "ListConnectorsResponse"),
            Method("Create", "CreateConnectorRequest", OPERATION),
            Method("Update", "UpdateConnectorRequest", OPERATION),
            Method("Delete", "DeleteConnectorRequest", OPERATION),
            Method("Resume", "ResumeConnectorRequest", OPERATION),
            Method("Pause", "PauseConnectorRequest", OPERATION),
        ],
        streams: &[],
    }],
};

const OPERATION: &str = "yandex.cloud.operation.Operation";
