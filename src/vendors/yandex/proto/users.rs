//! `yandex.cloud.mdb.kafka.v1`: users, and what they may do with topics.

use super::field::{Field, choice, inner, int64, text};
use super::{Calls, Enum, File, Message, Method};

const PACKAGE: &str = "yandex.cloud.mdb.kafka.v1";

const OPERATION: &str = "yandex.cloud.operation.Operation";

const CLUSTER_ID: Field = text(1, "cluster_id").required().length(0, 50);

#[rustfmt::skip] // A table: one message, one line.
pub(super) const RESOURCE: File = File {
    path: "yandex/cloud/mdb/kafka/v1/user.proto",
    package: PACKAGE,
    enums: &[
        Enum { name: "Permission.AccessRole", values: &["ACCESS_ROLE_UNSPECIFIED", "ACCESS_ROLE_PRODUCER", "ACCESS_ROLE_CONSUMER", "ACCESS_ROLE_ADMIN", "ACCESS_ROLE_TOPIC_ADMIN", "ACCESS_ROLE_TOPIC_PRODUCER", "ACCESS_ROLE_TOPIC_CONSUMER", "ACCESS_ROLE_SCHEMA_READER", "ACCESS_ROLE_SCHEMA_WRITER"] },
    ],
    messages: &[
        Message { name: "User", fields: &[text(1, "name"), text(2, "cluster_id"), inner(3, "permissions", "Permission").many()] },
        Message {
            name: "UserSpec",
            fields: &[
                text(1, "name").required().length(1, 256).pattern("[a-zA-Z0-9_][a-zA-Z0-9_-]*"),
                text(2, "password").required().length(8, 128),
                inner(3, "permissions", "Permission").many(),
            ],
        },
        Message { name: "Permission", fields: &[text(1, "topic_name"), choice(2, "role", "Permission.AccessRole"), text(4, "allow_hosts").many()] },
    ],
    services: &[],
};

#[rustfmt::skip] // A table: one message, one line.
pub(super) const CALLS: File = File {
    path: "yandex/cloud/mdb/kafka/v1/user_service.proto",
    package: PACKAGE,
    enums: &[],
    messages: &[
        Message {
            name: "GetUserRequest",
            fields: &[
                CLUSTER_ID,
                text(2, "user_name").required().length(1, 63).pattern("[a-zA-Z0-9_]*"),
            ],
        },
        Message {
            name: "ListUsersRequest",
            fields: &[
                CLUSTER_ID,
                int64(2, "page_size").value(0, 1000),
                text(3, "page_token").length(0, 100),
            ],
        },
        Message { name: "ListUsersResponse", fields: &[inner(1, "users", "User").many(), text(2, "next_page_token")] },
        Message {
            name: "CreateUserRequest",
            fields: &[
                CLUSTER_ID,
                inner(2, "user_spec", "UserSpec").required(),
            ],
        },
        Message { name: "CreateUserMetadata", fields: &[text(1, "cluster_id"), text(2, "user_name")] },
        Message {
            name: "UpdateUserRequest",
            fields: &[
                CLUSTER_ID,
                text(2, "user_name").required().length(1, 63).pattern("[a-zA-Z0-9_]*"),
                inner(3, "update_mask", "google.protobuf.FieldMask"),
                text(4, "password").length(8, 128),
                inner(5, "permissions", "Permission").many(),
            ],
        },
        Message { name: "UpdateUserMetadata", fields: &[text(1, "cluster_id"), text(2, "user_name")] },
        Message {
            name: "DeleteUserRequest",
            fields: &[
                CLUSTER_ID,
                text(2, "user_name").required().length(1, 63).pattern("[a-zA-Z0-9_]*"),
            ],
        },
        Message { name: "DeleteUserMetadata", fields: &[text(1, "cluster_id"), text(2, "user_name")] },
        Message {
            name: "GrantUserPermissionRequest",
            fields: &[
                CLUSTER_ID,
                text(2, "user_name").required().length(1, 63).pattern("[a-zA-Z0-9_]*"),
                inner(3, "permission", "Permission").required(),
            ],
        },
        Message { name: "GrantUserPermissionMetadata", fields: &[text(1, "cluster_id"), text(2, "user_name")] },
        Message {
            name: "RevokeUserPermissionRequest",
            fields: &[
                CLUSTER_ID,
                text(2, "user_name").required().length(1, 63).pattern("[a-zA-Z0-9_]*"),
                inner(3, "permission", "Permission").required(),
            ],
        },
        Message { name: "RevokeUserPermissionMetadata", fields: &[text(1, "cluster_id"), text(2, "user_name")] },
    ],
    services: &[Calls {
        name: "UserService",
        methods: &[
            Method("Get", "GetUserRequest", "User"),
            Method("List", "ListUsersRequest", "ListUsersResponse"),
            Method("Create", "CreateUserRequest", OPERATION),
            Method("Update", "UpdateUserRequest", OPERATION),
            Method("Delete", "DeleteUserRequest", OPERATION),
            Method("GrantPermission", "GrantUserPermissionRequest", OPERATION),
            Method("RevokePermission", "RevokeUserPermissionRequest", OPERATION),
        ],
        streams: &[],
    }],
};
