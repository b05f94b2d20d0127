//! `grpc.reflection`: how a server tells its own descriptors, in both versions of the protocol.

use super::field::{bytes, inner, int32, text};
use super::{Calls, File, Message, Method};

pub(super) const V1: File = file("grpc/reflection/v1/reflection.proto", "grpc.reflection.v1");
pub(super) const V1_ALPHA: File =
    file("grpc/reflection/v1alpha/reflection.proto", "grpc.reflection.v1alpha");

/// The versions differ in nothing but their names.
const fn file(path: &'static str, package: &'static str) -> File {
    File { path, package, enums: &[], messages: MESSAGES, services: SERVICES }
}

const SERVICES: &[Calls] = &[Calls {
    name: "ServerReflection",
    methods: &[Method(
        "ServerReflectionInfo",
        "ServerReflectionRequest",
        "ServerReflectionResponse",
    )],
    streams: &["ServerReflectionInfo"],
}];

#[rustfmt::skip] // A table.
const MESSAGES: &[Message] = &[
    Message {
        name: "ServerReflectionRequest",
        fields: &[
            text(1, "host"),
            text(3, "file_by_filename").oneof("message_request"),
            text(4, "file_containing_symbol").oneof("message_request"),
            inner(5, "file_containing_extension", "ExtensionRequest").oneof("message_request"),
            text(6, "all_extension_numbers_of_type").oneof("message_request"),
            text(7, "list_services").oneof("message_request"),
        ],
    },
    Message { name: "ExtensionRequest", fields: &[text(1, "containing_type"), int32(2, "extension_number")] },
    Message {
        name: "ServerReflectionResponse",
        fields: &[
            text(1, "valid_host"),
            inner(2, "original_request", "ServerReflectionRequest"),
            inner(4, "file_descriptor_response", "FileDescriptorResponse").oneof("message_response"),
            inner(5, "all_extension_numbers_response", "ExtensionNumberResponse").oneof("message_response"),
            inner(6, "list_services_response", "ListServiceResponse").oneof("message_response"),
            inner(7, "error_response", "ErrorResponse").oneof("message_response"),
        ],
    },
    Message { name: "FileDescriptorResponse", fields: &[bytes(1, "file_descriptor_proto").many()] },
    Message { name: "ExtensionNumberResponse", fields: &[text(1, "base_type_name"), int32(2, "extension_number").many()] },
    Message { name: "ListServiceResponse", fields: &[inner(1, "service", "ServiceResponse").many()] },
    Message { name: "ServiceResponse", fields: &[text(1, "name")] },
    Message { name: "ErrorResponse", fields: &[int32(1, "error_code"), text(2, "error_message")] },
];
