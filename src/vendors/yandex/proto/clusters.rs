//! `yandex.cloud.mdb.kafka.v1`: clusters, their hosts, and the configuration of Kafka in them.

use super::field::{Field, choice, flag, inner, instant, int64, text, wrapped};
use super::{Enum, File, Message};

const PACKAGE: &str = "yandex.cloud.mdb.kafka.v1";

#[rustfmt::skip] // A table.
/// Of Kafka 2.8 and 3 alike; 4 has its own.
const KAFKA_CONFIG: &[Field] = &[
    choice(1, "compression_type", "CompressionType"),
    wrapped(2, "log_flush_interval_messages"),
    wrapped(3, "log_flush_interval_ms"),
    wrapped(4, "log_flush_scheduler_interval_ms"),
    wrapped(5, "log_retention_bytes"),
    wrapped(6, "log_retention_hours"),
    wrapped(7, "log_retention_minutes"),
    wrapped(8, "log_retention_ms"),
    wrapped(9, "log_segment_bytes"),
    inner(10, "log_preallocate", "google.protobuf.BoolValue"),
    wrapped(11, "socket_send_buffer_bytes"),
    wrapped(12, "socket_receive_buffer_bytes"),
    inner(13, "auto_create_topics_enable", "google.protobuf.BoolValue"),
    wrapped(14, "num_partitions"),
    wrapped(15, "default_replication_factor"),
    wrapped(16, "message_max_bytes"),
    wrapped(17, "replica_fetch_max_bytes"),
    text(18, "ssl_cipher_suites").many(),
    wrapped(19, "offsets_retention_minutes"),
    choice(20, "sasl_enabled_mechanisms", "SaslMechanism").many(),
    wrapped(21, "transactional_id_expiration_ms"),
    choice(22, "log_message_timestamp_type", "MessageTimestampType"),
];

#[rustfmt::skip] // A table: one message, one line.
pub(super) const COMMON: File = File {
    path: "yandex/cloud/mdb/kafka/v1/common.proto",
    package: PACKAGE,
    enums: &[
        Enum { name: "CompressionType", values: &["COMPRESSION_TYPE_UNSPECIFIED", "COMPRESSION_TYPE_UNCOMPRESSED", "COMPRESSION_TYPE_ZSTD", "COMPRESSION_TYPE_LZ4", "COMPRESSION_TYPE_SNAPPY", "COMPRESSION_TYPE_GZIP", "COMPRESSION_TYPE_PRODUCER"] },
        Enum { name: "SaslMechanism", values: &["SASL_MECHANISM_UNSPECIFIED", "SASL_MECHANISM_SCRAM_SHA_256", "SASL_MECHANISM_SCRAM_SHA_512"] },
        Enum { name: "MessageTimestampType", values: &["MESSAGE_TIMESTAMP_TYPE_UNSPECIFIED", "MESSAGE_TIMESTAMP_TYPE_CREATE_TIME", "MESSAGE_TIMESTAMP_TYPE_LOG_APPEND_TIME"] },
    ],
    messages: &[],
    services: &[],
};

#[rustfmt::skip] // A table: one message, one line.
pub(super) const RESOURCE: File = File {
    path: "yandex/cloud/mdb/kafka/v1/cluster.proto",
    package: PACKAGE,
    enums: &[
        Enum { name: "Cluster.Environment", values: &["ENVIRONMENT_UNSPECIFIED", "PRODUCTION", "PRESTABLE"] },
        Enum { name: "Cluster.Health", values: &["HEALTH_UNKNOWN", "ALIVE", "DEAD", "DEGRADED"] },
        Enum { name: "Cluster.Status", values: &["STATUS_UNKNOWN", "CREATING", "RUNNING", "ERROR", "UPDATING", "STOPPING", "STOPPED", "STARTING"] },
        Enum { name: "Host.Role", values: &["ROLE_UNSPECIFIED", "KAFKA", "ZOOKEEPER", "KRAFT"] },
        Enum { name: "Host.Health", values: &["UNKNOWN", "ALIVE", "DEAD", "DEGRADED"] },
    ],
    messages: &[
        Message {
            name: "Cluster",
            fields: &[
                text(1, "id"),
                text(2, "folder_id"),
                instant(3, "created_at"),
                text(4, "name"),
                text(5, "description"),
                text(6, "labels").map(),
                choice(7, "environment", "Cluster.Environment"),
                inner(8, "monitoring", "Monitoring").many(),
                inner(9, "config", "ConfigSpec"),
                text(10, "network_id"),
                choice(11, "health", "Cluster.Health"),
                choice(12, "status", "Cluster.Status"),
                text(13, "security_group_ids").many(),
                text(14, "host_group_ids").many(),
                flag(15, "deletion_protection"),
                inner(16, "maintenance_window", "MaintenanceWindow"),
                inner(17, "planned_operation", "MaintenanceOperation"),
                inner(18, "kafka_ui", "Cluster.KafkaUI"),
                inner(19, "disk_encryption_key_id", "google.protobuf.StringValue"),
                flag(20, "is_ha"),
                inner(21, "maintenance_windows", "yandex.cloud.mdb.v1.MaintenanceWindows"),
            ],
        },
        Message { name: "Cluster.KafkaUI", fields: &[text(1, "url")] },
        Message { name: "Monitoring", fields: &[text(1, "name"), text(2, "description"), text(3, "link")] },
        Message {
            name: "ConfigSpec",
            fields: &[
                text(1, "version"),
                inner(2, "kafka", "ConfigSpec.Kafka"),
                inner(3, "zookeeper", "ConfigSpec.Zookeeper"),
                text(4, "zone_id").many(),
                wrapped(5, "brokers_count"),
                flag(6, "assign_public_ip"),
                flag(7, "unmanaged_topics"),
                flag(8, "schema_registry"),
                inner(9, "access", "Access"),
                inner(10, "rest_api_config", "ConfigSpec.RestAPIConfig"),
                inner(11, "disk_size_autoscaling", "DiskSizeAutoscaling"),
                inner(12, "kraft", "ConfigSpec.KRaft"),
                inner(13, "kafka_ui_config", "ConfigSpec.KafkaUIConfig"),
                text(14, "patch_version"),
            ],
        },
        Message {
            name: "ConfigSpec.Kafka",
            fields: &[
                inner(1, "resources", "Resources"),
                inner(4, "kafka_config_2_8", "KafkaConfig2_8").oneof("kafka_config").json("kafkaConfig_2_8"),
                inner(5, "kafka_config_3", "KafkaConfig3").oneof("kafka_config").json("kafkaConfig_3"),
                inner(6, "kafka_config_4", "KafkaConfig4").oneof("kafka_config").json("kafkaConfig_4"),
            ],
        },
        Message { name: "ConfigSpec.Zookeeper", fields: &[inner(1, "resources", "Resources"), text(2, "zone_ids").many()] },
        Message { name: "ConfigSpec.KRaft", fields: &[inner(1, "resources", "Resources"), text(2, "zone_ids").many()] },
        Message { name: "ConfigSpec.RestAPIConfig", fields: &[flag(1, "enabled")] },
        Message { name: "ConfigSpec.KafkaUIConfig", fields: &[flag(1, "enabled")] },
        Message { name: "Resources", fields: &[text(1, "resource_preset_id"), int64(2, "disk_size"), text(3, "disk_type_id")] },
        Message { name: "KafkaConfig2_8", fields: KAFKA_CONFIG },
        Message { name: "KafkaConfig3", fields: KAFKA_CONFIG },
        Message {
            name: "KafkaConfig4",
            fields: &[
                choice(1, "compression_type", "CompressionType"),
                wrapped(2, "log_flush_interval_messages"),
                wrapped(3, "log_flush_interval_ms"),
                wrapped(4, "log_flush_scheduler_interval_ms"),
                wrapped(5, "log_retention_bytes"),
                wrapped(6, "log_retention_hours"),
                wrapped(7, "log_retention_minutes"),
                wrapped(8, "log_retention_ms"),
                wrapped(9, "log_segment_bytes").value(1_048_576, i64::MAX),
                wrapped(11, "socket_send_buffer_bytes"),
                wrapped(12, "socket_receive_buffer_bytes"),
                inner(13, "auto_create_topics_enable", "google.protobuf.BoolValue"),
                wrapped(14, "num_partitions"),
                wrapped(15, "default_replication_factor"),
                wrapped(16, "message_max_bytes"),
                wrapped(17, "replica_fetch_max_bytes"),
                text(18, "ssl_cipher_suites").many(),
                wrapped(19, "offsets_retention_minutes"),
                choice(20, "sasl_enabled_mechanisms", "SaslMechanism").many(),
                wrapped(21, "transactional_id_expiration_ms"),
                choice(22, "log_message_timestamp_type", "MessageTimestampType"),
            ],
        },
        Message {
            name: "Host",
            fields: &[
                text(1, "name"),
                text(2, "cluster_id"),
                text(3, "zone_id"),
                choice(4, "role", "Host.Role"),
                inner(5, "resources", "Resources"),
                choice(6, "health", "Host.Health"),
                text(8, "subnet_id"),
                flag(9, "assign_public_ip"),
            ],
        },
        Message { name: "Access", fields: &[flag(1, "data_transfer")] },
        Message {
            name: "DiskSizeAutoscaling",
            fields: &[
                int64(1, "planned_usage_threshold").value(0, 100),
                int64(2, "emergency_usage_threshold").value(0, 100),
                int64(3, "disk_size_limit"),
            ],
        },
    ],
    services: &[],
};
