//! What the tables of plugins promise each other, and what is said about configurations.

mod http_sink;
mod others;
mod tables;

use super::{ALL, Config, Shows, find, validate};

const HTTP: &str = "io.aiven.kafka.connect.http.HttpSinkConnector";
const JDBC_SOURCE: &str = "io.aiven.connect.jdbc.JdbcSourceConnector";
const JDBC_SINK: &str = "io.aiven.connect.jdbc.JdbcSinkConnector";
const S3: &str = "io.aiven.kafka.connect.s3.AivenKafkaConnectS3SinkConnector";
const OPENSEARCH: &str = "io.aiven.kafka.connect.opensearch.OpenSearchSinkConnector";
const DEBEZIUM: &str = "io.debezium.connector.postgresql.PostgresConnector";

/// A configuration that is good, for each plugin; as the vendor's how-tos have it.
const GOOD: &[(&str, &str)] = &[
    (
        HTTP,
        "topics=iot
         http.url=http://127.0.0.1:9000/in
         http.authorization.type=none
         key.converter=org.apache.kafka.connect.storage.StringConverter
         value.converter=org.apache.kafka.connect.storage.StringConverter",
    ),
    (
        JDBC_SOURCE,
        "connection.url=jdbc:postgresql://db:5432/defaultdb
         connection.user=avnadmin
         connection.password=pw
         mode=incrementing
         incrementing.column.name=id
         table.whitelist=orders,lines
         topic.prefix=pg_",
    ),
    (
        JDBC_SINK,
        "topics=orders
         connection.url=jdbc:postgresql://db:5432/defaultdb
         insert.mode=upsert
         pk.mode=record_value
         pk.fields=id
         auto.create=true",
    ),
    (
        S3,
        "topics=orders
         aws.access.key.id=A
         aws.secret.access.key=B
         aws.s3.bucket.name=my-bucket
         aws.s3.region=eu-west-1
         format.output.type=jsonl
         format.output.fields=key,value
         transforms=part
         transforms.part.type=org.apache.kafka.connect.transforms.InsertField$Value",
    ),
    (
        OPENSEARCH,
        "topics=orders
         connection.url=https://search:9200
         connection.username=avnadmin
         connection.password=pw
         key.ignore=true
         schema.ignore=true",
    ),
    (
        DEBEZIUM,
        "database.hostname=db
         database.port=5432
         database.user=avnadmin
         database.password=pw
         database.dbname=defaultdb
         topic.prefix=pg
         plugin.name=pgoutput
         table.include.list=public.orders
         publication.autocreate.mode=filtered",
    ),
];

/// As `name=value` lines.
fn config(text: &str) -> Config {
    let lines = text.lines().map(str::trim_start).filter(|it| !it.is_empty());
    let pairs = lines.map(|it| it.split_once('=').expect("a line has a value"));
    pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

fn good(class: &str) -> Config {
    let (_, text) = GOOD.iter().find(|(it, _)| *it == class).expect("each plugin has one");
    config(&format!("name=c\nconnector.class={class}\n{text}"))
}

/// What is said when `patch` is laid over a good configuration; a value of `-` takes a property away.
fn said(class: &str, patch: &str) -> Vec<(Shows, String)> {
    let mut patched = good(class);
    for (name, value) in config(patch) {
        if value == "-" {
            patched.remove(&name)
        } else {
            patched.insert(name, value)
        };
    }
    let plugin = find(class).expect("the plugin is there");
    validate(plugin, &patched).into_iter().map(|it| (it.shows, it.message)).collect()
}

/// Rows of patches and the lines that refuse them.
fn refuses(class: &str, rows: &[(&str, &[&str])]) {
    for (patch, lines) in rows {
        let expected: Vec<_> = lines.iter().map(|it| (Shows::AtOnce, (*it).to_owned())).collect();
        assert_eq!(said(class, patch), expected, "{patch}");
    }
}

/// Rows of patches and the causes of what fails then; an empty one for nothing.
fn fails(class: &str, shows: Shows, exception: &str, rows: &[(&str, &str)]) {
    for (patch, text) in rows {
        let expected = (!text.is_empty()).then(|| (shows, format!("{exception}{text}")));
        assert_eq!(said(class, patch), Vec::from_iter(expected), "{patch}");
    }
}

#[test]
fn what_the_how_tos_show_is_good() {
    for (class, _) in GOOD {
        assert_eq!(said(class, ""), [], "{class}");
    }
    assert_eq!(GOOD.len(), ALL.len());
}

#[test]
fn a_plugin_makes_as_many_tasks_as_it_does() {
    let tasks = |class: &str, patch: &str| {
        let mut with = good(class);
        with.extend(config(patch));
        (find(class).expect("it is there").tasks)(&with, 3)
    };
    for (class, patch, expected) in [
        (HTTP, "", 3),
        (JDBC_SOURCE, "", 2),
        (JDBC_SOURCE, "query=SELECT 1", 1),
        (JDBC_SOURCE, "table.whitelist=", 3),
        (JDBC_SINK, "", 3),
        (DEBEZIUM, "", 1),
    ] {
        assert_eq!(tasks(class, patch), expected, "{class} {patch}");
    }
}
