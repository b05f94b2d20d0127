//! How Debezium judges a configuration: by itself, with sentences of its own, and what it needs among them.
//!
//! Left out: whether a regular expression is one, and the forms of lists with colons and semicolons.

use crate::kernel::config_def::Kind;
use crate::vendors::aiven::plugins::Config;
use crate::vendors::aiven::plugins::definition::{Definition, Section, Unset};
use crate::vendors::aiven::plugins::values::{Value, Values};

const NEEDED: &[&str] = &["topic.prefix", "database.hostname", "database.user", "database.dbname"];

/// In the order in which Java's sets have them, as messages show it.
#[rustfmt::skip] // A table: one property, one line.
const ONE_OF: &[(&str, &[&str])] = &[
    ("plugin.name",                                    &["decoderbufs", "pgoutput"]),
    ("publication.autocreate.mode",                    &["no_tables", "filtered", "disabled", "all_tables"]),
    ("database.sslmode",                               &["allow", "prefer", "disable", "verify-ca", "require", "verify-full"]),
    ("lsn.flush.timeout.action",                       &["fail", "warn", "ignore"]),
    ("event.processing.failure.handling.mode",         &["warn", "fail", "ignore", "skip"]),
    ("incremental.snapshot.watermarking.strategy",     &["insert_delete", "insert_insert"]),
    ("decimal.handling.mode",                          &["string", "double", "precise"]),
    ("time.precision.mode",                            &["adaptive", "adaptive_time_microseconds", "isostring", "microseconds", "nanoseconds", "connect"]),
    ("snapshot.mode",                                  &["always", "never", "initial_only", "configuration_based", "when_needed", "initial", "custom", "no_data"]),
    ("snapshot.isolation.mode",                        &["read_uncommitted", "repeatable_read", "read_committed", "serializable"]),
    ("snapshot.query.mode",                            &["custom", "select_all"]),
    ("snapshot.locking.mode",                          &["shared", "custom", "none"]),
    ("hstore.handling.mode",                           &["json", "map"]),
    ("binary.handling.mode",                           &["bytes", "base64", "hex", "base64-url-safe"]),
    ("schema.name.adjustment.mode",                    &["none", "avro_unicode", "avro"]),
    ("interval.handling.mode",                         &["string", "numeric"]),
    ("schema.refresh.mode",                            &["columns_diff", "columns_diff_exclude_unchanged_toast"]),
    ("snapshot.tables.order.by.row.count",             &["disabled", "ascending", "descending"]),
];

/// Lists that exclude what another includes, and how that one is called where both are set.
const EXCLUSIVE: &[(&str, &str, &str)] = &[
    ("column.exclude.list", "column.include.list", "column.include.list"),
    ("table.exclude.list", "table.include.list", "table.include.list"),
    ("schema.exclude.list", "schema.include.list", "schema.include.list"),
    (
        "message.prefix.exclude.list",
        "message.prefix.include.list",
        "logical_decoding_message.prefix.include.list",
    ),
];

/// What only one mode needs: the property, and the one whose value is `custom`.
const NAMES_OF_CUSTOM: &[(&str, &str)] = &[
    ("snapshot.mode.custom.name", "snapshot.mode"),
    ("snapshot.locking.mode.custom.name", "snapshot.locking.mode"),
    ("snapshot.query.mode.custom.name", "snapshot.query.mode"),
];

pub fn preflight<'a>(sections: &'static [Section], config: &'a Config) -> Values<'a> {
    let mut values = Values::default();
    for definition in sections.iter().flat_map(|it| it.definitions) {
        for problem in problems(definition, config) {
            refuse(&mut values, definition.name, &problem);
        }
    }
    together(config, &mut values);
    values
}

fn refuse(values: &mut Values<'_>, name: &str, problem: &str) {
    values.refuse(name, format!("The '{name}' value is invalid: {problem}"));
}

fn problems(definition: &Definition, config: &Config) -> Vec<String> {
    let name = definition.name;
    let default = if let Unset::Is(default) = definition.unset { Some(default) } else { None };
    let text = config.get(name).map(String::as_str).or(default);
    let mut found = Vec::new();
    found.extend(text.and_then(|it| type_problem(definition.kind, it)).map(str::to_owned));
    let value = text.map_or(Value::Null, Value::Text);
    found.extend(definition.valid.check(name, &value).err());
    if NEEDED.contains(&name) && text.is_none_or(|it| it.trim().is_empty()) {
        found.push("A value is required".into());
    }
    if let Some((_, values)) = ONE_OF.iter().find(|(it, _)| *it == name)
        && text.is_some_and(|it| !values.contains(&it.trim().to_lowercase().as_str()))
    {
        found.push(format!("Value must be one of {}", values.join(", ")));
    }
    found
}

/// Numbers must not have blanks around them here.
fn type_problem(kind: Kind, text: &str) -> Option<&'static str> {
    let (is_good, problem) = match kind {
        Kind::Boolean => (kind.parse(text).is_some(), "Either 'true' or 'false' is expected"),
        Kind::Int => (text.parse::<i32>().is_ok(), "An integer is expected"),
        Kind::Short => (text.parse::<i16>().is_ok(), "A short value is expected"),
        Kind::Long => (text.parse::<i64>().is_ok(), "A long value is expected"),
        Kind::Class => (is_class(text), "A Java class name is expected"),
        Kind::String | Kind::List | Kind::Password => return None,
    };
    (!is_good).then_some(problem)
}

fn is_class(text: &str) -> bool {
    let is_first = |it: char| it.is_alphabetic() || it == '_' || it == '$';
    let is_name =
        |it: &str| it.starts_with(is_first) && it.chars().all(|it| is_first(it) || it.is_numeric());
    text.split('.').all(is_name)
}

/// What no single property shows.
fn together(config: &Config, values: &mut Values<'_>) {
    for (excluding, including, called) in EXCLUSIVE {
        if config.contains_key(*excluding) && config.contains_key(*including) {
            refuse(values, excluding, &format!("\"{called}\" is already specified"));
        }
    }
    for (name, mode) in NAMES_OF_CUSTOM {
        let is_custom = config.get(*mode).is_some_and(|it| it.eq_ignore_ascii_case("custom"));
        if is_custom && config.get(*name).is_none_or(String::is_empty) {
            let problem = format!("{name} cannot be empty when {mode} 'custom' is defined");
            refuse(values, name, &problem);
        }
    }
    let number = |name: &str, default: i64| {
        config.get(name).map_or(Some(default), |it| it.parse::<i64>().ok())
    };
    let Some((queue, batch)) = number("max.queue.size", 8192).zip(number("max.batch.size", 2048))
    else {
        return;
    };
    if queue <= 0 {
        refuse(values, "max.queue.size", "A positive queue size is required");
    }
    if queue <= batch {
        refuse(values, "max.queue.size", "Must be larger than the maximum batch size");
    }
}

/// `problem` unless there is no value, or it is as it should be.
fn expect(
    value: &Value<'_>,
    is_good: impl FnOnce(&str) -> bool,
    problem: &str,
) -> Result<(), String> {
    match value.text() {
        Some(text) if !is_good(text) => Err(problem.to_owned()),
        _ => Ok(()),
    }
}

pub fn integer(_: &str, value: &Value<'_>) -> Result<(), String> {
    expect(value, |it| it.parse::<i32>().is_ok(), "An integer is expected")
}

pub fn truth(_: &str, value: &Value<'_>) -> Result<(), String> {
    let is_good = |it: &str| Kind::Boolean.parse(it).is_some();
    expect(value, is_good, "Either 'true' or 'false' is expected")
}

pub fn positive(_: &str, value: &Value<'_>) -> Result<(), String> {
    let is_good = |it: &str| it.parse::<i32>().is_ok_and(|it| it > 0);
    expect(value, is_good, "A positive, non-zero integer value is expected")
}

pub fn positive_long(_: &str, value: &Value<'_>) -> Result<(), String> {
    let is_good = |it: &str| it.parse::<i64>().is_ok_and(|it| it > 0);
    expect(value, is_good, "A positive, non-zero long value is expected")
}

pub fn not_negative(_: &str, value: &Value<'_>) -> Result<(), String> {
    let is_good = |it: &str| it.parse::<i32>().is_ok_and(|it| it >= 0);
    expect(value, is_good, "An non-negative integer is expected")
}

pub fn not_negative_long(_: &str, value: &Value<'_>) -> Result<(), String> {
    let is_good = |it: &str| it.parse::<i64>().is_ok_and(|it| it >= 0);
    expect(value, is_good, "A non-negative long value is expected")
}

/// Of a host, and of what stands before the names of topics.
pub fn name(_: &str, value: &Value<'_>) -> Result<(), String> {
    let is_good = |it: &str| {
        it.trim().is_empty()
            || it.chars().all(|it| it.is_ascii_alphanumeric() || "-_.".contains(it))
    };
    let text = value.text().unwrap_or_default();
    let problem = format!(
        "{text} has invalid format (only the underscore, hyphen, dot and alphanumeric characters are allowed)"
    );
    expect(value, is_good, &problem)
}

pub fn slot(_: &str, value: &Value<'_>) -> Result<(), String> {
    let is_part = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '_';
    let is_good = |it: &str| (1..=63).contains(&it.len()) && it.chars().all(is_part);
    expect(
        value,
        is_good,
        "Valid replication slot name must contain only digits, lowercase characters and underscores with length <= 63",
    )
}

pub fn operations(_: &str, value: &Value<'_>) -> Result<(), String> {
    let text = value.text().unwrap_or("none");
    let mut named: Vec<_> = text.split(',').map(str::trim).collect();
    if named.iter().any(|it| !["none", "r", "c", "u", "d", "t"].contains(it)) {
        return Err("Invalid operation".into());
    }
    named.dedup();
    if named.len() > 1 && named.contains(&"none") {
        return Err("'none' cannot be specified with other skipped operation types".into());
    }
    Ok(())
}
