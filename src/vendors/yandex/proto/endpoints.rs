//! `yandex.cloud.endpoint`: where the vendor's services are.

use super::field::{inner, int64, text};
use super::{Calls, File, Message, Method};

const PACKAGE: &str = "yandex.cloud.endpoint";

#[rustfmt::skip] // A table: one message, one line.
pub(super) const RESOURCE: File = File {
    path: "yandex/cloud/endpoint/api_endpoint.proto",
    package: PACKAGE,
    enums: &[],
    messages: &[
        Message { name: "ApiEndpoint", fields: &[text(1, "id"), text(2, "address")] },
    ],
    services: &[],
};

#[rustfmt::skip] // A table: one message, one line.
pub(super) const CALLS: File = File {
    path: "yandex/cloud/endpoint/api_endpoint_service.proto",
    package: PACKAGE,
    enums: &[],
    messages: &[
        Message { name: "GetApiEndpointRequest", fields: &[text(1, "api_endpoint_id")] },
        Message { name: "ListApiEndpointsRequest", fields: &[int64(1, "page_size"), text(2, "page_token")] },
        Message { name: "ListApiEndpointsResponse", fields: &[inner(1, "endpoints", "ApiEndpoint").many(), text(2, "next_page_token")] },
    ],
    services: &[Calls {
        name: "ApiEndpointService",
        methods: &[
            Method("Get", "GetApiEndpointRequest", "ApiEndpoint"),
            Method("List", "ListApiEndpointsRequest", "ListApiEndpointsResponse"),
        ],
        streams: &[],
    }],
};
