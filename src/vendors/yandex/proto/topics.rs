//! `yandex.cloud.mdb.kafka.v1`: topics.

use super::field::{Field, choice, inner, int64, text, wrapped};
use super::{Calls, Enum, File, Message, Method};

const PACKAGE: &str = "yandex.cloud.mdb.kafka.v1";

const OPERATION: &str = "yandex.cloud.operation.Operation";

const CLUSTER_ID: Field = text(1, "cluster_id").required().length(0, 50);

#[rustfmt::skip]
const CLEANUP_POLICIES: &[&str] = &["CLEANUP_POLICY_UNSPECIFIED", "CLEANUP_POLICY_DELETE", "CLEANUP_POLICY_COMPACT", "CLEANUP_POLICY_COMPACT_AND_DELETE"];

const SEGMENT_BYTES: Field = wrapped(12, "segment_bytes");

#[rustfmt::skip] // A table.
/// Of every version of Kafka; each has an enumeration of its own for the policy.
const fn topic_config(cleanup_policy: &'static str, segment_bytes: Field) -> [Field; 14] {
    [
        choice(1, "cleanup_policy", cleanup_policy),
        choice(2, "compression_type", "CompressionType"),
        wrapped(3, "delete_retention_ms"),
        wrapped(4, "file_delete_delay_ms"),
        wrapped(5, "flush_messages"),
        wrapped(6, "flush_ms"),
        wrapped(7, "min_compaction_lag_ms"),
        wrapped(8, "retention_bytes"),
        wrapped(9, "retention_ms"),
        wrapped(10, "max_message_bytes"),
        wrapped(11, "min_insync_replicas"),
        segment_bytes,
        inner(13, "preallocate", "google.protobuf.BoolValue"),
        choice(14, "message_timestamp_type", "MessageTimestampType"),
    ]
}

#[rustfmt::skip] // A table: one message, one line.
pub(super) const RESOURCE: File = File {
    path: "yandex/cloud/mdb/kafka/v1/topic.proto",
    package: PACKAGE,
    enums: &[
        Enum { name: "TopicConfig2_8.CleanupPolicy", values: CLEANUP_POLICIES },
        Enum { name: "TopicConfig3.CleanupPolicy", values: CLEANUP_POLICIES },
        Enum { name: "TopicConfig4.CleanupPolicy", values: CLEANUP_POLICIES },
    ],
    messages: &[
        Message {
            name: "Topic",
            fields: &[
                text(1, "name"),
                text(2, "cluster_id"),
                wrapped(3, "partitions"),
                wrapped(4, "replication_factor"),
                inner(7, "topic_config_2_8", "TopicConfig2_8").oneof("topic_config").json("topicConfig_2_8"),
                inner(8, "topic_config_3", "TopicConfig3").oneof("topic_config").json("topicConfig_3"),
                inner(9, "topic_config_4", "TopicConfig4").oneof("topic_config").json("topicConfig_4"),
            ],
        },
        Message {
            name: "TopicSpec",
            fields: &[
                text(1, "name"),
                wrapped(2, "partitions").value(1, i64::MAX),
                wrapped(3, "replication_factor").value(1, i64::MAX),
                inner(6, "topic_config_2_8", "TopicConfig2_8").oneof("topic_config").json("topicConfig_2_8"),
                inner(7, "topic_config_3", "TopicConfig3").oneof("topic_config").json("topicConfig_3"),
                inner(8, "topic_config_4", "TopicConfig4").oneof("topic_config").json("topicConfig_4"),
            ],
        },
        Message { name: "TopicConfig2_8", fields: &topic_config("TopicConfig2_8.CleanupPolicy", SEGMENT_BYTES) },
        Message { name: "TopicConfig3", fields: &topic_config("TopicConfig3.CleanupPolicy", SEGMENT_BYTES) },
        Message { name: "TopicConfig4", fields: &topic_config("TopicConfig4.CleanupPolicy", SEGMENT_BYTES.value(1_048_576, i64::MAX)) },
    ],
    services: &[],
};

#[rustfmt::skip] // A table: one message, one line.
pub(super) const CALLS: File = File {
    path: "yandex/cloud/mdb/kafka/v1/topic_service.proto",
    package: PACKAGE,
    enums: &[],
    messages: &[
        Message {
            name: "GetTopicRequest",
            fields: &[
                CLUSTER_ID,
                text(2, "topic_name").required().length(1, 256).pattern("[a-zA-Z0-9_-]*"),
            ],
        },
        Message {
            name: "ListTopicsRequest",
            fields: &[
                CLUSTER_ID,
                int64(2, "page_size").value(0, 1000),
                text(3, "page_token").length(0, 100),
            ],
        },
        Message { name: "ListTopicsResponse", fields: &[inner(1, "topics", "Topic").many(), text(2, "next_page_token")] },
        Message {
            name: "CreateTopicRequest",
            fields: &[
                CLUSTER_ID,
                inner(2, "topic_spec", "TopicSpec").required(),
            ],
        },
        Message {
            name: "CreateTopicMetadata",
            fields: &[
                text(1, "cluster_id"),
                text(2, "topic_name").required().length(0, 256).pattern("[a-zA-Z0-9_-]*"),
            ],
        },
        Message {
            name: "UpdateTopicRequest",
            fields: &[
                CLUSTER_ID,
                text(2, "topic_name").required().length(1, 256).pattern("[a-zA-Z0-9_-]*"),
                inner(3, "update_mask", "google.protobuf.FieldMask"),
                inner(4, "topic_spec", "TopicSpec"),
            ],
        },
        Message { name: "UpdateTopicMetadata", fields: &[text(1, "cluster_id"), text(2, "topic_name")] },
        Message {
            name: "DeleteTopicRequest",
            fields: &[
                CLUSTER_ID,
                text(2, "topic_name").required().length(1, 256).pattern("[a-zA-Z0-9_-]*"),
            ],
        },
        Message { name: "DeleteTopicMetadata", fields: &[text(1, "cluster_id"), text(2, "topic_name")] },
    ],
    services: &[Calls {
        name: "TopicService",
        methods: &[
            Method("Get", "GetTopicRequest", "Topic"),
            Method("List", "ListTopicsRequest", "ListTopicsResponse"),
            Method("Create", "CreateTopicRequest", OPERATION),
            Method("Update", "UpdateTopicRequest", OPERATION),
            Method("Delete", "DeleteTopicRequest", OPERATION),
        ],
        streams: &[],
    }],
};
