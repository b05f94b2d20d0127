//! From the table to descriptors.
//!
//! A broken table panics here, once and at the first call: a test builds it.

use std::collections::BTreeSet;

use prost_reflect::DescriptorPool;
use prost_reflect::prost_types::field_descriptor_proto::{Label, Type};
use prost_reflect::prost_types::{
    DescriptorProto, EnumDescriptorProto, EnumValueDescriptorProto, FieldDescriptorProto,
    FileDescriptorProto, MessageOptions, MethodDescriptorProto, OneofDescriptorProto,
    ServiceDescriptorProto,
};

use super::{Calls, Enum, Field, File, Kind, Message, Shape};

pub(super) fn build(files: &[&File]) -> DescriptorPool {
    // With the well-known types in it.
    let mut pool = DescriptorPool::global();
    let mut known: Vec<(String, String)> = pool
        .all_messages()
        .map(|it| (it.full_name().into(), it.parent_file().name().into()))
        .collect();
    for file in files {
        let names =
            file.messages.iter().map(|it| it.name).chain(file.enums.iter().map(|it| it.name));
        known.extend(names.map(|it| (format!("{}.{it}", file.package), file.path.into())));
        let described = describe(file, &known);
        pool.add_file_descriptor_proto(described).expect("the table describes messages");
    }
    pool
}

fn describe(file: &File, known: &[(String, String)]) -> FileDescriptorProto {
    let mut described = FileDescriptorProto {
        name: Some(file.path.into()),
        package: Some(file.package.into()),
        syntax: Some("proto3".into()),
        ..FileDescriptorProto::default()
    };
    for message in file.messages {
        let inner = self::message(file.package, message);
        match message.name.rsplit_once('.') {
            Some((outer, _)) => within(&mut described, outer).nested_type.push(inner),
            None => described.message_type.push(inner),
        }
    }
    for choice in file.enums {
        let inner = enumeration(choice);
        match choice.name.rsplit_once('.') {
            Some((outer, _)) => within(&mut described, outer).enum_type.push(inner),
            None => described.enum_type.push(inner),
        }
    }
    described.service = file.services.iter().map(|it| service(file.package, it)).collect();
    described.dependency = dependencies(file, known);
    described
}

/// The message of that name, which stands before what is in it.
fn within<'a>(file: &'a mut FileDescriptorProto, path: &str) -> &'a mut DescriptorProto {
    fn step<'a>(messages: &'a mut [DescriptorProto], name: &str) -> &'a mut DescriptorProto {
        let found = messages.iter_mut().find(|it| it.name.as_deref() == Some(name));
        found.expect("the outer one comes first")
    }
    let (first, rest) = path.split_once('.').unwrap_or((path, ""));
    let outer = step(&mut file.message_type, first);
    let names = rest.split('.').filter(|it| !it.is_empty());
    names.fold(outer, |outer, name| step(&mut outer.nested_type, name))
}

fn last(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}

fn message(package: &str, message: &Message) -> DescriptorProto {
    let mut oneofs: Vec<&str> = Vec::new();
    let mut described =
        DescriptorProto { name: Some(last(message.name).into()), ..DescriptorProto::default() };
    for field in message.fields {
        let mut one = self::field(package, field);
        if let Some(oneof) = field.oneof {
            let index = oneofs.iter().position(|it| *it == oneof).unwrap_or_else(|| {
                oneofs.push(oneof);
                oneofs.len() - 1
            });
            one.oneof_index = Some(i32::try_from(index).expect("few oneofs"));
        }
        if field.shape == Shape::Map {
            let entry = entry(package, field);
            let name = entry.name.clone().unwrap_or_default();
            one.type_name = Some(format!(".{package}.{}.{name}", message.name));
            one.set_type(Type::Message);
            described.nested_type.push(entry);
        }
        described.field.push(one);
    }
    let oneof = |it: &&str| OneofDescriptorProto { name: Some((*it).into()), options: None };
    described.oneof_decl = oneofs.iter().map(oneof).collect();
    described
}

/// What a map is made of: a message with a key and a value.
fn entry(package: &str, map: &Field) -> DescriptorProto {
    let words = map.name.split('_').map(|word| {
        let (first, rest) = word.split_at(word.len().min(1));
        format!("{}{rest}", first.to_uppercase())
    });
    let named =
        |number, name| Field { number, name, shape: Shape::One, oneof: None, json: None, ..*map };
    let key = Field { kind: Kind::Text, ..named(1, "key") };
    DescriptorProto {
        name: Some(format!("{}Entry", words.collect::<String>())),
        field: vec![field(package, &key), field(package, &named(2, "value"))],
        options: Some(MessageOptions { map_entry: Some(true), ..MessageOptions::default() }),
        ..DescriptorProto::default()
    }
}

fn field(package: &str, field: &Field) -> FieldDescriptorProto {
    let mut described = FieldDescriptorProto {
        name: Some(field.name.into()),
        number: Some(i32::try_from(field.number).expect("a small number")),
        json_name: field.json.map(str::to_owned),
        ..FieldDescriptorProto::default()
    };
    let label = if field.shape == Shape::One { Label::Optional } else { Label::Repeated };
    described.set_label(label);
    let (kind, name) = match field.kind {
        Kind::Text => (Type::String, None),
        Kind::Bool => (Type::Bool, None),
        Kind::Int32 => (Type::Int32, None),
        Kind::Int64 => (Type::Int64, None),
        Kind::Bytes => (Type::Bytes, None),
        Kind::Message(name) => (Type::Message, Some(name)),
        Kind::Enum(name) => (Type::Enum, Some(name)),
    };
    described.set_type(kind);
    described.type_name = name.map(|it| format!(".{}", full(package, it)));
    described
}

/// A name in full: one of the package itself is written without it.
fn full(package: &str, name: &str) -> String {
    let is_full =
        name.starts_with("google.") || name.starts_with("yandex.") || name.starts_with("grpc.");
    if is_full { name.to_owned() } else { format!("{package}.{name}") }
}

fn enumeration(choice: &Enum) -> EnumDescriptorProto {
    let value = |(number, name): (usize, &&str)| EnumValueDescriptorProto {
        name: Some((*name).into()),
        number: Some(i32::try_from(number).expect("few values")),
        options: None,
    };
    EnumDescriptorProto {
        name: Some(last(choice.name).into()),
        value: choice.values.iter().enumerate().map(value).collect(),
        ..EnumDescriptorProto::default()
    }
}

fn service(package: &str, service: &Calls) -> ServiceDescriptorProto {
    let method = |it: &super::Method| MethodDescriptorProto {
        name: Some(it.0.into()),
        input_type: Some(format!(".{}", full(package, it.1))),
        output_type: Some(format!(".{}", full(package, it.2))),
        client_streaming: service.streams.contains(&it.0).then_some(true),
        server_streaming: service.streams.contains(&it.0).then_some(true),
        ..MethodDescriptorProto::default()
    };
    ServiceDescriptorProto {
        name: Some(service.name.into()),
        method: service.methods.iter().map(method).collect(),
        options: None,
    }
}

/// The other files whose messages this one names.
fn dependencies(file: &File, known: &[(String, String)]) -> Vec<String> {
    let fields = file.messages.iter().flat_map(|it| it.fields);
    let of_fields = fields.filter_map(|it| match it.kind {
        Kind::Message(name) | Kind::Enum(name) => Some(name),
        Kind::Text | Kind::Bool | Kind::Int32 | Kind::Int64 | Kind::Bytes => None,
    });
    let methods = file.services.iter().flat_map(|it| it.methods);
    let names = of_fields.chain(methods.flat_map(|it| [it.1, it.2]));
    let files = names.map(|name| {
        let name = full(file.package, name);
        let found = known.iter().find(|(it, _)| *it == name);
        found.unwrap_or_else(|| panic!("the table has no {name}")).1.clone()
    });
    files.filter(|it| it != file.path).collect::<BTreeSet<_>>().into_iter().collect()
}
