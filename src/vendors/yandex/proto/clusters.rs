//! `yandex.cloud.mdb.kafka.v1`: calls about clusters.

use super::field::{Field, inner, int64, text};
use super::{File, Message, Method, Service};

const PACKAGE: &str = "yandex.cloud.mdb.kafka.v1";

const CLUSTER_ID: Field = text(1, "cluster_id").required().length(0, 50);
const OF_CLUSTER: &[Field] =
    &[CLUSTER_ID, int64(2, "page_size").value(0, 1000), text(3, "page_token").length(0, 100)];

pub(super) const CALLS: File = File {
    path: "yandex/cloud/mdb/kafka/v1/cluster_service.proto",
    package: PACKAGE,
    enums: &[],
    messages: &[
        Message { name: "ListClusterOperationsRequest", fields: OF_CLUSTER },
        Message {
            name: "ListClusterOperationsResponse",
            fields: &[
                inner(1, "operations", "yandex.cloud.operation.Operation").many(),
                text(2, "next_page_token"),
            ],
        },
    ],
    services: &[Service {
        name: "ClusterService",
        methods: &[Method(
            "ListOperations",
            "ListClusterOperationsRequest",
            "ListClusterOperationsResponse",
        )],
        streams: &[],
    }],
};
