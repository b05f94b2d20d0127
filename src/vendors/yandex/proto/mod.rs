//! The messages and services of Yandex Cloud as a table of our own, and the descriptors made from it.
//!
//! No `.proto` text and no generated code: field numbers are facts, and stand here line by line. A family of
//! resources has its file; a new one is a line in [`FILES`].

mod cluster_calls;
mod clusters;
mod connectors;
mod endpoints;
mod field;
mod iam;
mod maintenance;
mod operations;
mod pool;
mod reflection;
mod rpc;
mod topics;
mod users;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use prost_reflect::{DescriptorPool, MessageDescriptor, MethodDescriptor};

pub(super) use field::{Field, Kind, Rules, Shape};

/// Every file of the table, each behind those whose messages it names.
const FILES: &[&File] = &[
    &rpc::STATUS,
    &rpc::DETAILS,
    &operations::RESOURCE,
    &operations::CALLS,
    &connectors::RESOURCE,
    &connectors::CALLS,
    &maintenance::DAYS,
    &maintenance::TIMES,
    &maintenance::WINDOWS,
    &maintenance::OF_KAFKA,
    &clusters::COMMON,
    &clusters::RESOURCE,
    &topics::RESOURCE,
    &topics::CALLS,
    &users::RESOURCE,
    &users::CALLS,
    &cluster_calls::CALLS,
    &iam::CALLS,
    &endpoints::RESOURCE,
    &endpoints::CALLS,
    &reflection::V1,
    &reflection::V1_ALPHA,
];

/// One file of the vendor's, by the path under which reflection shows it.
#[derive(Debug)]
pub(super) struct File {
    pub path: &'static str,
    pub package: &'static str,
    pub enums: &'static [Enum],
    pub messages: &'static [Message],
    pub services: &'static [Calls],
}

/// A name with a dot is of a message in another: `QuotaFailure.Violation`.
#[derive(Debug)]
pub(super) struct Message {
    pub name: &'static str,
    pub fields: &'static [Field],
}

#[derive(Debug)]
pub(super) struct Enum {
    /// As of a [`Message`].
    pub name: &'static str,
    /// The number of each is its place.
    pub values: &'static [&'static str],
}

#[derive(Debug)]
pub(super) struct Calls {
    pub name: &'static str,
    pub methods: &'static [Method],
    /// The names of those that go on and on, both ways.
    pub streams: &'static [&'static str],
}

/// A method by name, with what goes in and what comes out.
#[derive(Debug)]
pub(super) struct Method(pub &'static str, pub &'static str, pub &'static str);

/// All descriptors, made once.
static POOL: LazyLock<DescriptorPool> = LazyLock::new(|| pool::build(FILES));

/// By path in gRPC: `/yandex.cloud.operation.OperationService/Get`.
static METHODS: LazyLock<BTreeMap<String, MethodDescriptor>> = LazyLock::new(|| {
    let services: Vec<_> = POOL.services().collect();
    let methods = services.iter().flat_map(|service| {
        service.methods().map(|it| (format!("/{}/{}", service.full_name(), it.name()), it))
    });
    methods.collect()
});

/// By full name.
static MESSAGES: LazyLock<BTreeMap<String, &'static Message>> = LazyLock::new(|| {
    let all = FILES.iter().flat_map(|file| file.messages.iter().map(|it| (file.package, it)));
    all.map(|(package, it)| (format!("{package}.{}", it.name), it)).collect()
});

/// `None` where there is no such path.
pub(super) fn known_method(path: &str) -> Option<&'static MethodDescriptor> {
    METHODS.get(path)
}

/// Panics where there is no such path: route tables name only what is here.
pub(super) fn method(path: &str) -> &'static MethodDescriptor {
    known_method(path).unwrap_or_else(|| panic!("the table has no method {path}"))
}

/// Panics where there is none of that full name.
pub(super) fn message(name: &str) -> MessageDescriptor {
    let found = POOL.get_message_by_name(name);
    found.unwrap_or_else(|| panic!("the table has no message {name}"))
}

/// The fields of a message with what is asked of them, in the table's order; none for messages of others.
pub(super) fn fields(name: &str) -> &'static [Field] {
    MESSAGES.get(name).map_or(&[], |it| it.fields)
}

/// The patterns of all fields.
pub(super) fn patterns() -> impl Iterator<Item = &'static str> {
    let messages = FILES.iter().flat_map(|it| it.messages);
    messages.flat_map(|it| it.fields).filter_map(|it| it.rules.pattern)
}

pub(super) fn pool() -> &'static DescriptorPool {
    &POOL
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_makes_descriptors() {
        let connector = message("yandex.cloud.mdb.kafka.v1.Connector");
        assert_eq!(
            connector.get_field(10).expect("a field").json_name(),
            "connectorConfigMirrormaker"
        );
        assert!(connector.get_field(3).expect("a field").is_map());
        let method = method("/yandex.cloud.mdb.kafka.v1.ConnectorService/Create");
        assert_eq!(method.output().full_name(), "yandex.cloud.operation.Operation");
    }

    #[test]
    fn no_number_or_name_is_there_twice() {
        for (name, message) in MESSAGES.iter() {
            let fields = || message.fields.iter();
            let (mut numbers, mut names): (Vec<_>, Vec<_>) =
                fields().map(|it| (it.number, it.name)).unzip();
            numbers.sort_unstable();
            numbers.dedup();
            names.sort_unstable();
            names.dedup();
            assert_eq!((numbers.len(), names.len()), (fields().len(), fields().len()), "{name}");
        }
    }
}
