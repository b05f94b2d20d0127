//! `yandex.cloud.operation`: long-running operations.

use super::field::{any, flag, inner, instant, text};
use super::{Calls, File, Message, Method};

const PACKAGE: &str = "yandex.cloud.operation";

pub(super) const RESOURCE: File = File {
    path: "yandex/cloud/operation/operation.proto",
    package: PACKAGE,
    enums: &[],
    messages: &[Message {
        name: "Operation",
        fields: &[
            text(1, "id"),
            text(2, "description"),
            instant(3, "created_at"),
            text(4, "created_by"),
            instant(5, "modified_at"),
            flag(6, "done"),
            any(7, "metadata"),
            inner(8, "error", "google.rpc.Status").oneof("result"),
            any(9, "response").oneof("result"),
        ],
    }],
    services: &[],
};

pub(super) const CALLS: File = File {
    path: "yandex/cloud/operation/operation_service.proto",
    package: PACKAGE,
    enums: &[],
    messages: &[
        Message { name: "GetOperationRequest", fields: &[text(1, "operation_id").required()] },
        Message { name: "CancelOperationRequest", fields: &[text(1, "operation_id").required()] },
    ],
    services: &[Calls {
        name: "OperationService",
        methods: &[
            Method("Get", "GetOperationRequest", "Operation"),
            Method("Cancel", "CancelOperationRequest", "Operation"),
        ],
        streams: &[],
    }],
};
