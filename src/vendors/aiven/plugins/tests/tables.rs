//! The tables themselves: names, defaults, dependents, and the order that clients see.

use std::collections::BTreeSet;

use super::{DEBEZIUM, HTTP, JDBC_SINK, JDBC_SOURCE, OPENSEARCH, S3};
use crate::vendors::aiven::plugins::{ALL, Config, FieldKind, find, preflight};

#[test]
fn a_property_is_defined_once_and_its_dependents_are_there() {
    for plugin in ALL {
        let definitions: Vec<_> = plugin.sections.iter().flat_map(|it| it.definitions).collect();
        let names: BTreeSet<_> = definitions.iter().map(|it| it.name).collect();
        assert_eq!(names.len(), definitions.len(), "{}", plugin.class);
        let mut dependents = definitions.iter().flat_map(|it| it.dependents);
        assert!(dependents.all(|it| names.contains(it)), "{}", plugin.class);
    }
}

#[test]
fn a_default_is_good() {
    for plugin in ALL {
        for text in preflight::errors(plugin, &Config::new()) {
            let is_about_what_is_missing = text.starts_with("Missing required configuration")
                || text.starts_with("Invalid value null for configuration")
                || text.starts_with("Must configure one of topics")
                || text.ends_with("value is invalid: A value is required");
            assert!(is_about_what_is_missing, "{}: {text}", plugin.class);
        }
    }
}

#[test]
fn the_order_of_a_group_is_that_of_the_connectors() {
    for (class, name, expected) in [
        (HTTP, "http.url", ("Connection", 0)),
        (HTTP, "oauth2.token.renew.on.status.codes", ("Connection", 20)),
        (HTTP, "batch.separator", ("Batching", 4)),
        (HTTP, "retry.backoff.ms", ("Delivery", 2)),
        (HTTP, "errors.tolerance", ("Errors Handling", 0)),
        (HTTP, "topics.regex", ("Common", 4)),
        (HTTP, "predicates", ("Predicates", 9)),
        (HTTP, "errors.deadletterqueue.context.headers.enable", ("Error Handling", 8)),
        (JDBC_SOURCE, "sql.quote.identifiers", ("Database", 15)),
        (JDBC_SOURCE, "incrementing.initial", ("Mode", 7)),
        (JDBC_SOURCE, "errors.tolerance", ("Error Handling", 3)),
        (JDBC_SINK, "sql.quote.identifiers", ("Database", 6)),
        (S3, "aws.s3.part.size.bytes", ("AWS", 0)),
        (S3, "file.compression.type", ("File", 2)),
        (S3, "file.name.timestamp.source", ("File", 6)),
        (S3, "aws_s3_bucket", ("", -1)),
        (OPENSEARCH, "connection.trust.all.certificates", ("TLS Configuration for HTTPS", 22)),
        (DEBEZIUM, "flush.lsn.source", ("Postgres", 31)),
        (DEBEZIUM, "publish.via.partition.root", ("Connector", 50)),
        (DEBEZIUM, "sourceinfo.struct.maker", ("Events", 33)),
    ] {
        let field = find(class).and_then(|it| it.fields().find(|it| it.name == name));
        let field = field.expect("the property is there");
        assert_eq!((field.group.unwrap_or_default(), field.order), expected, "{name}");
    }
}

#[test]
fn a_plugins_own_property_goes_before_the_workers_of_the_same_name() {
    let plugin = find(HTTP).expect("it is there");
    let named: Vec<_> = plugin.fields().filter(|it| it.name == "errors.tolerance").collect();
    assert_eq!(named.len(), 1);
    assert_eq!((named[0].default_value, named[0].display_name), (None, "http.timeout"));
    let first = plugin.fields().next().expect("it has some");
    assert_eq!((first.name, first.kind, first.required), ("http.url", FieldKind::String, true));
    let names: Vec<_> = plugin.fields().map(|it| it.name).collect();
    let worker = names.iter().position(|it| *it == "name").expect("the worker's are there");
    assert_eq!((names[worker - 1], names.len()), ("decimal.format", 51));
}

#[test]
fn a_plugin_is_found_by_its_class_or_a_short_name_of_it() {
    for class in [HTTP, "HttpSinkConnector", "HttpSink"] {
        assert_eq!(find(class).map(|it| it.class), Some(HTTP), "{class}");
    }
    for class in ["", "Http", "Connector", "io.aiven", "http.HttpSinkConnector"] {
        assert!(find(class).is_none(), "{class}");
    }
}
