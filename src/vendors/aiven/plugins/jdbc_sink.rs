//! The JDBC sink connector: records become rows of a database's tables.
//!
//! Facts: `JdbcSinkConfig` and `JdbcSinkConnector` of Aiven's open-source connector, v6.10.0. Left out: the
//! database.

use super::definition::Width::{Long, Medium, Short};
use super::definition::{Section, boolean, int, list, section, string};
use super::jdbc::{self, DATABASE};
use super::plugin::{Plugin, SINK};
use super::valid::Valid;
use super::values::{Value, Values};
use super::wording::invalid;
use super::{Config, Finding, exceptions};

pub const PLUGIN: Plugin = Plugin {
    class: "io.aiven.connect.jdbc.JdbcSinkConnector",
    doc_url: jdbc::DOC_URL,
    title: "JDBC Sink",
    version: jdbc::VERSION,
    name: Some(jdbc::NAME),
    available_versions: jdbc::VERSIONS,
    sections: SECTIONS,
    preflight,
    start,
    usual_failure: "org.apache.kafka.connect.errors.ConnectException: java.sql.SQLException: org.postgresql.util.PSQLException: The connection attempt failed.",
    ..SINK
};

const ZERO: Valid = Valid::AtLeast(0);

#[rustfmt::skip] // A table: one property, one line.
const SECTIONS: &[Section] = &[
    section(DATABASE, 1, &[jdbc::URL, jdbc::USER, jdbc::PASSWORD, jdbc::TIME_ZONE, jdbc::DIALECT, jdbc::QUOTED]),
    section("Writes", 1, &[
        string("insert.mode",              "Which statements write rows: INSERT, INSERT of many rows (multi), an upsert, or UPDATE.").label("Insert Mode").or("insert").valid(Valid::By(insert_mode)).high().width(Medium),
        int("batch.size",                  "How many rows one statement writes at most.").label("Batch Size").or("3000").valid(ZERO).width(Short),
        boolean("delete.enabled",          "Whether a record without a value deletes a row.").label("Delete enabled").or("false").width(Short),
    ]),
    section("Data Mapping", 1, &[
        string("table.name.format",        "The name of the table, in which ${topic} stands for the topic's.").label("Table Name Format").or("${topic}").width(Long),
        boolean("table.name.normalize",    "Whether all but letters, digits and underscores become underscores in a table's name.").label("Table Name Normalize").or("false").width(Long),
        list("topics.to.tables.mapping",   "The tables of single topics, each as topic:table.").label("Topics To Tables Mapping").valid(Valid::By(tables)).width(Long),
        string("pk.mode",                  "What the primary key is made of: nothing, the place in Kafka, the record's key, or its value.").label("Primary Key Mode").or("none").valid(Valid::By(key_mode)).high().width(Medium),
        list("pk.fields",                  "The fields of the primary key; what that means depends on pk.mode.").label("Primary Key Fields").or("").width(Long),
        list("fields.whitelist",           "The fields of values that are written; all if empty.").label("Fields Whitelist").or("").width(Long),
    ]),
    section("DDL Support", 1, &[
        boolean("auto.create",             "Whether a table that is missing is made.").label("Auto-Create").or("false").width(Short),
        boolean("auto.evolve",             "Whether columns that are missing are added.").label("Auto-Evolve").or("false").width(Short),
    ]),
    section("Retries", 1, &[
        int("max.retries",                 "How often a failed write is tried again before the task fails.").label("Maximum Retries").or("10").valid(ZERO).width(Short),
        int("retry.backoff.ms",            "Milliseconds before a failed write is tried again.").label("Retry Backoff (millis)").or("3000").valid(ZERO).width(Short),
    ]),
];

fn insert_mode(name: &str, value: &Value<'_>) -> Result<(), String> {
    jdbc::enumerator(name, value, &["insert", "multi", "upsert", "update"])
}

fn key_mode(name: &str, value: &Value<'_>) -> Result<(), String> {
    jdbc::enumerator(name, value, &["none", "kafka", "record_key", "record_value"])
}

/// A topic with two tables is not looked for: the real one throws what is no answer to a check.
fn tables(name: &str, value: &Value<'_>) -> Result<(), String> {
    let Value::List(items) = value else { return Ok(()) };
    let is_pair = |it: &&str| it.split_once(':').is_some_and(|(_, table)| !table.is_empty());
    if items.is_empty() || !items.iter().all(is_pair) {
        return Err(invalid(name, value, "Invalid topics to tables mapping"));
    }
    Ok(())
}

/// By the table, and then what single properties do not show.
fn preflight<'a>(sections: &'static [Section], config: &'a Config) -> Values<'a> {
    let mut values = Values::checked(sections, config);
    let mode = values.text("pk.mode").map(str::to_lowercase);
    let fields = values.list("pk.fields").len();
    if values.is_true("delete.enabled") && mode.as_deref() != Some("record_key") {
        let text = "Delete support only works with pk.mode=record_key";
        values.refuse("delete.enabled", text.to_owned());
    }
    let text = match mode.as_deref() {
        Some("none") if fields > 0 => {
            "Primary key fields should not be set when pkMode is 'none'.".to_owned()
        }
        Some("kafka") if fields != 3 => "Primary key fields must be set with three fields (topic, partition, offset) when pkMode is 'kafka'.".to_owned(),
        Some("none" | "kafka" | "record_key" | "record_value") | None => return values,
        Some(_) => {
            format!("Invalid pkMode value: {}", values.text("pk.mode").unwrap_or_default())
        }
    };
    values.refuse("pk.fields", text);
    values
}

fn start(config: &Config) -> Result<(), Finding> {
    let url = config.get("connection.url").map_or("", |it| it.trim());
    if jdbc::is_jdbc(url) {
        return Ok(());
    }
    Err(Finding::at_task_start(exceptions::CONNECT, jdbc::no_jdbc(url)))
}
