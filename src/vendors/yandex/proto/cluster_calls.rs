//! `yandex.cloud.mdb.kafka.v1`: calls about clusters. Logs, access bindings and the moving of a maintenance are left out.

use super::field::{Field, choice, flag, inner, int64, text};
use super::{Calls, File, Message, Method};

const PACKAGE: &str = "yandex.cloud.mdb.kafka.v1";

const OPERATION: &str = "yandex.cloud.operation.Operation";

const CLUSTER_ID: Field = text(1, "cluster_id").required().length(0, 50);

#[rustfmt::skip] // A table: one message, one line.
pub(super) const CALLS: File = File {
    path: "yandex/cloud/mdb/kafka/v1/cluster_service.proto",
    package: PACKAGE,
    enums: &[],
    messages: &[
        Message { name: "GetClusterRequest", fields: &[CLUSTER_ID] },
        Message {
            name: "ListClustersRequest",
            fields: &[
                text(1, "folder_id").required().length(0, 50),
                int64(2, "page_size").value(0, 1000),
                text(3, "page_token").length(0, 100),
                text(4, "filter").length(0, 1000),
            ],
        },
        Message { name: "ListClustersResponse", fields: &[inner(1, "clusters", "Cluster").many(), text(2, "next_page_token")] },
        Message {
            name: "CreateClusterRequest",
            fields: &[
                text(1, "folder_id").required().length(0, 50),
                text(2, "name").required().length(0, 63).pattern("[a-zA-Z0-9_-]*"),
                text(3, "description").length(0, 256),
                text(4, "labels").map().length(0, 64),
                choice(5, "environment", "Cluster.Environment"),
                inner(6, "config_spec", "ConfigSpec"),
                inner(7, "topic_specs", "TopicSpec").many(),
                inner(8, "user_specs", "UserSpec").many(),
                text(10, "network_id").length(0, 50),
                text(11, "subnet_id").many(),
                text(12, "security_group_ids").many(),
                text(13, "host_group_ids").many(),
                flag(14, "deletion_protection"),
                inner(15, "maintenance_window", "MaintenanceWindow"),
                inner(16, "disk_encryption_key_id", "google.protobuf.StringValue").pattern("[a-zA-Z0-9_.-]{0,50}"),
                inner(17, "maintenance_windows", "yandex.cloud.mdb.v1.MaintenanceWindows"),
            ],
        },
        Message { name: "CreateClusterMetadata", fields: &[text(1, "cluster_id")] },
        Message {
            name: "UpdateClusterRequest",
            fields: &[
                CLUSTER_ID,
                inner(2, "update_mask", "google.protobuf.FieldMask"),
                text(3, "description").length(0, 256),
                text(4, "labels").map().length(0, 64),
                inner(5, "config_spec", "ConfigSpec"),
                text(6, "name").length(0, 63).pattern("[a-zA-Z0-9_-]*"),
                text(7, "security_group_ids").many(),
                flag(8, "deletion_protection"),
                inner(9, "maintenance_window", "MaintenanceWindow"),
                text(10, "network_id").length(0, 50),
                text(11, "subnet_ids").many(),
                inner(12, "maintenance_windows", "yandex.cloud.mdb.v1.MaintenanceWindows"),
            ],
        },
        Message { name: "UpdateClusterMetadata", fields: &[text(1, "cluster_id")] },
        Message { name: "DeleteClusterRequest", fields: &[CLUSTER_ID] },
        Message { name: "DeleteClusterMetadata", fields: &[text(1, "cluster_id")] },
        Message {
            name: "ListClusterOperationsRequest",
            fields: &[
                CLUSTER_ID,
                int64(2, "page_size").value(0, 1000),
                text(3, "page_token").length(0, 100),
            ],
        },
        Message {
            name: "ListClusterOperationsResponse",
            fields: &[
                inner(1, "operations", OPERATION).many(),
                text(2, "next_page_token"),
            ],
        },
        Message {
            name: "ListClusterHostsRequest",
            fields: &[
                CLUSTER_ID,
                int64(2, "page_size").value(0, 1000),
                text(3, "page_token").length(0, 100),
            ],
        },
        Message { name: "ListClusterHostsResponse", fields: &[inner(1, "hosts", "Host").many(), text(2, "next_page_token")] },
        Message {
            name: "MoveClusterRequest",
            fields: &[
                CLUSTER_ID,
                text(2, "destination_folder_id").required().length(0, 50),
            ],
        },
        Message { name: "MoveClusterMetadata", fields: &[text(1, "cluster_id"), text(2, "source_folder_id"), text(3, "destination_folder_id")] },
        Message { name: "StartClusterRequest", fields: &[CLUSTER_ID] },
        Message { name: "StartClusterMetadata", fields: &[text(1, "cluster_id")] },
        Message { name: "StopClusterRequest", fields: &[CLUSTER_ID] },
        Message { name: "StopClusterMetadata", fields: &[text(1, "cluster_id")] },
    ],
    services: &[Calls {
        name: "ClusterService",
        methods: &[
            Method("Get", "GetClusterRequest", "Cluster"),
            Method("List", "ListClustersRequest", "ListClustersResponse"),
            Method("Create", "CreateClusterRequest", OPERATION),
            Method("Update", "UpdateClusterRequest", OPERATION),
            Method("Delete", "DeleteClusterRequest", OPERATION),
            Method("Move", "MoveClusterRequest", OPERATION),
            Method("Start", "StartClusterRequest", OPERATION),
            Method("Stop", "StopClusterRequest", OPERATION),
            Method("ListOperations", "ListClusterOperationsRequest", "ListClusterOperationsResponse"),
            Method("ListHosts", "ListClusterHostsRequest", "ListClusterHostsResponse"),
        ],
        streams: &[],
    }],
};
