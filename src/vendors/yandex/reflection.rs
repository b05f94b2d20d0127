//! Server reflection: the descriptors that this server works with, told to tools such as `grpcurl`.
//!
//! The vendor's own examples do without it, so that whether the real service has it is UNCONFIRMED.

use prost_reflect::{FileDescriptor, ReflectMessage, Value};

use super::errors::{Code, Result};
use super::message::{self, Fields, Held, Message};
use super::{Yandex, proto};
use crate::kernel::room::Ctx;

pub(super) const V1: &str = "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo";
pub(super) const V1_ALPHA: &str = "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo";

/// One question of a dialogue. What is not there is an answer too.
pub(super) fn answer(_: &mut Yandex, _: &mut Ctx<'_, Yandex>, request: Message) -> Result<Message> {
    let descriptor = request.descriptor();
    let package = descriptor.package_name().to_owned();
    let new = |name: &str| message::new(&format!("{package}.{name}"));
    let asked = descriptor.oneofs().flat_map(|it| it.fields().collect::<Vec<_>>());
    let asked = asked.into_iter().find(|it| request.has_field(it));
    let asked = asked.as_ref().map_or("", |it| it.name());
    let (name, found) = match asked {
        "list_services" => {
            let services = proto::pool().services();
            let services = services.map(|it| new("ServiceResponse").with("name", it.full_name()));
            let all: Vec<_> = services.collect();
            ("list_services_response", Some(new("ListServiceResponse").with("service", all)))
        }
        "all_extension_numbers_of_type" => {
            let name = request.text(asked);
            let known = proto::pool().get_message_by_name(name);
            let none = || new("ExtensionNumberResponse").with("base_type_name", name);
            ("all_extension_numbers_response", known.map(|_| none()))
        }
        _ => {
            let file = match asked {
                "file_by_filename" => proto::pool().get_file_by_name(request.text(asked)),
                "file_containing_symbol" => containing(request.text(asked)),
                _ => None,
            };
            let response = |it: FileDescriptor| {
                let bytes = Value::List(vec![Value::Bytes(it.encode_to_vec().into())]);
                new("FileDescriptorResponse").with("file_descriptor_proto", Held(bytes))
            };
            ("file_descriptor_response", file.map(response))
        }
    };
    let (host, original) = (request.text("host").to_owned(), request.clone());
    let answer =
        new("ServerReflectionResponse").with("valid_host", host).with("original_request", original);
    if let Some(found) = found {
        return Ok(answer.with(name, found));
    }
    let error = new("ErrorResponse")
        .with("error_code", i32::from(Code::NotFound.number()))
        .with("error_message", format!("{} not found", request.text(asked)));
    Ok(answer.with("error_response", error))
}

/// The file that has a service, a method, a message or an enum of that full name.
fn containing(symbol: &str) -> Option<FileDescriptor> {
    let pool = proto::pool();
    let service = |name: &str| pool.get_service_by_name(name).map(|it| it.parent_file());
    let message = pool.get_message_by_name(symbol).map(|it| it.parent_file());
    let of_method = || service(symbol.rsplit_once('.')?.0);
    let choice = || pool.get_enum_by_name(symbol).map(|it| it.parent_file());
    message.or_else(|| service(symbol)).or_else(choice).or_else(of_method)
}
