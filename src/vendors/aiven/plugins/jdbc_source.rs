//! The JDBC source connector: rows of a database's tables become records.
//!
//! Facts: `JdbcSourceConnectorConfig` and `JdbcSourceConnector` of Aiven's open-source connector, v6.10.0;
//! author, title and version as the vendor's documentation shows them. Left out: the database, which the real
//! one asks for its tables before it takes a configuration.

use super::definition::Width::{Long, Medium, Short};
use super::definition::{Section, boolean, int, list, long, section, string};
use super::jdbc::{self, DATABASE};
use super::plugin::{Kind, Plugin};
use super::valid::Valid;
use super::values::{Value, Values};
use super::{Config, Finding, exceptions, preflight, worker};

pub const PLUGIN: Plugin = Plugin {
    author: "Aiven",
    class: "io.aiven.connect.jdbc.JdbcSourceConnector",
    doc_url: jdbc::DOC_URL,
    preview: false,
    title: "JDBC Source",
    kind: Kind::Source,
    version: jdbc::VERSION,
    name: Some(jdbc::NAME),
    available_versions: jdbc::VERSIONS,
    sections: SECTIONS,
    preflight: preflight::by_table,
    start,
    tasks,
    usual_failure: "org.apache.kafka.connect.errors.ConnectException: java.sql.SQLException: Exception chain: org.postgresql.util.PSQLException: The connection attempt failed.",
};

const MODES: &[&str] = &["bulk", "timestamp", "incrementing", "timestamp+incrementing"];

#[rustfmt::skip] // A table: one property, one line.
const SECTIONS: &[Section] = &[
    section(DATABASE, 1, &[
        jdbc::URL.dependents(&["table.whitelist", "table.blacklist"]),
        jdbc::USER,
        jdbc::PASSWORD,
        int("connection.attempts",              "How often a connection is tried.").label("JDBC connection attempts").or("3").low().width(Short),
        long("connection.backoff.ms",           "Milliseconds between two of these attempts.").label("JDBC connection backoff in milliseconds").or("10000").low().width(Short),
        list("table.whitelist",                 "The tables that are read; not together with table.blacklist.").label("Table Whitelist").or("").width(Long),
        list("table.blacklist",                 "The tables that are not read; not together with table.whitelist.").label("Table Blacklist").or("").width(Long),
        string("catalog.pattern",               "A pattern for the catalogs whose tables are looked at; empty for tables without one.").label("Catalog pattern").width(Short),
        string("schema.pattern",                "A pattern for the schemas whose tables are looked at; empty for tables without one.").label("Schema pattern").width(Short),
        boolean("numeric.precision.mapping",    "Deprecated: numeric.mapping goes before it. Whether NUMERIC columns become integers by their precision.").label("Map Numeric Values By Precision (deprecated)").or("false").low().width(Short),
        string("numeric.mapping",               "What NUMERIC columns become: decimals (none), what fits best (best_fit), or what fits the precision (precision_only).").label("Map Numeric Values, Integral or Decimal, By Precision and Scale").valid(Valid::By(mapping)).low().width(Short),
        boolean("table.names.qualify",          "Whether queries name tables with catalog and schema.").label("Qualify table names").or("true").low().width(Short),
        jdbc::TIME_ZONE,
        jdbc::DIALECT,
        jdbc::QUOTED,
    ]),
    section("Mode", 1, &[
        string("mode",                          "How new rows are found: all of them each time, by an incrementing column, by a timestamp, or by both.").label("Table Loading Mode").required().valid(Valid::OneOf(MODES)).high().width(Medium).dependents(&["incrementing.column.name", "timestamp.column.name", "validate.non.null", "timestamp.initial.ms", "incrementing.initial"]),
        string("incrementing.column.name",      "The incrementing column; found out if empty.").label("Incrementing Column Name").or("").width(Medium),
        list("timestamp.column.name",           "The columns with timestamps, of which the first that is not null counts.").label("Timestamp Column Name").or("").width(Medium),
        boolean("validate.non.null",            "Whether these columns must be NOT NULL.").label("Validate Non Null").or("true").low().width(Short),
        string("query",                         "A query that is read instead of tables.").label("Query").or("").width(Short),
        long("timestamp.initial.ms",            "Rows with a later timestamp only, in milliseconds since 1970.").label("Initial timestamp (ms since epoch, can be negative)").or("0").width(Medium),
        long("incrementing.initial",            "Rows with a greater value in the incrementing column only.").label("Incrementing Column Initial Value").or("-1").width(Medium),
    ]),
    section("Connector", 1, &[
        list("table.types",                     "The types of tables that are looked at, as TABLE and VIEW.").label("Table Types").or("TABLE").low().width(Medium),
        int("poll.interval.ms",                 "Milliseconds between two looks at a table.").label("Poll Interval (ms)").or("5000").high().width(Short),
        int("batch.max.rows",                   "How many rows are read at once at most.").label("Max Rows Per Batch").or("100").low().width(Short),
        long("table.poll.interval.ms",          "Milliseconds between two looks for new tables.").label("Metadata Change Monitoring Interval (ms)").or("60000").low().width(Short),
        string("topic.prefix",                  "What stands before a table's name in its topic's; with a query, the whole name.").label("Topic Prefix").required().high().width(Medium),
        long("timestamp.delay.interval.ms",     "Milliseconds that a row must be old, so that transactions that began earlier can end.").label("Delay Interval (ms)").or("0").high().width(Medium),
    ]),
];

fn mapping(name: &str, value: &Value<'_>) -> Result<(), String> {
    if *value == Value::Null {
        return Ok(());
    }
    jdbc::enumerator(name, value, &["none", "precision_only", "best_fit"])
}

fn start(config: &Config) -> Result<(), Finding> {
    let refuse = |text: &str| Err(Finding::at_start(exceptions::CONNECT, text));
    let Ok(values) = Values::parsed(SECTIONS, config) else {
        return refuse("Couldn't start JdbcSourceConnector due to configuration error");
    };
    let url = values.text("connection.url").unwrap_or_default();
    if !jdbc::is_jdbc(url) {
        return refuse(&jdbc::no_jdbc(url));
    }
    let is_listed = |name: &str| !values.list(name).is_empty();
    let (white, black) = (is_listed("table.whitelist"), is_listed("table.blacklist"));
    if white && black {
        return refuse("table.whitelist and table.blacklist are exclusive.");
    }
    if values.text("query") != Some("") && (white || black) {
        return refuse("query may not be combined with whole-table copying settings.");
    }
    let is_incrementing = values.text("mode").is_some_and(|it| it.ends_with("incrementing"));
    if is_incrementing
        && !values.is_true("table.names.qualify")
        && values.text("incrementing.column.name") == Some("")
    {
        return refuse(
            "When using unqualified table names and either incrementing or timestamp+incrementing mode, an incrementing column name must be explicitly provided via the 'incrementing.column.name' property.",
        );
    }
    Ok(())
}

/// One for a query; otherwise one for each table, as long as there may be. Not like the real one: of tables
/// only the white list is known.
fn tasks(config: &Config, tasks_max: usize) -> usize {
    let set = |name: &str| config.get(name).map(|it| it.trim()).filter(|it| !it.is_empty());
    match (set("query"), set("table.whitelist")) {
        (Some(_), _) => 1,
        (None, Some(tables)) => worker::items(tables).len().min(tasks_max),
        (None, None) => tasks_max,
    }
}
