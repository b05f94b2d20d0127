//! Types of services: their plans, and the settings that each takes, as clients read them before they make or
//! change one.
//!
//! Not like the real one: of the settings, those that matter to Kafka Connect.

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::errors::{Kind, Result};
use super::{Aiven, clouds};
use crate::kernel::room::Ctx;
use crate::kernel::route::{Nothing, Unread};

/// Type, description, and the families of its plans.
type Row = (&'static str, &'static str, &'static [&'static str]);

#[rustfmt::skip] // A table.
const TYPES: &[Row] = &[
    ("clickhouse",         "ClickHouse - High-performance columnar data warehouse",                &["startup-16", "business-16"]),
    ("flink",              "Flink - Real-time analytics for high-throughput data streaming",       &["business-4"]),
    ("kafka",              "Kafka - High-Throughput Distributed Messaging System",                 &["free-0", "startup-2", "business-4", "premium-6x-8"]),
    ("kafka_connect",      "Kafka Connect - Distributed Data Integration",                         &["startup-4", "business-4", "premium-4"]),
    ("kafka_mirrormaker",  "Kafka MirrorMaker - Kafka Replication Tool",                           &["startup-4", "business-4"]),
    ("mysql",              "MySQL - Relational Database Management System",                        &["hobbyist", "startup-4", "business-4"]),
    ("opensearch",         "OpenSearch - Search & Analyze Data in Real Time, derived from Elasticsearch v7.10.2", &["hobbyist", "startup-4", "business-4"]),
    ("pg",                 "PostgreSQL - Object-Relational Database Management System",            &["hobbyist", "startup-4", "business-4"]),
    ("valkey",             "Valkey - In-Memory Data Structure Store",                              &["hobbyist", "startup-4", "business-4"]),
];

#[derive(Debug, Deserialize)]
pub struct There {
    service_type: String,
}

pub fn is_known(kind: &str) -> bool {
    TYPES.iter().any(|it| it.0 == kind)
}

/// As services show it.
pub fn description(kind: &str) -> &'static str {
    TYPES.iter().find(|it| it.0 == kind).map_or("", |it| it.1)
}

/// All of them, with a project or without.
pub fn list(_: &mut Aiven, _: &mut Ctx<'_, Aiven>, _: Nothing, _: Unread) -> Result<Value> {
    let types = TYPES.iter().map(|it| (it.0.to_owned(), show(*it)));
    Ok(json!({ "service_types": types.collect::<Map<_, _>>() }))
}

/// One of them. The operation's name is our own: only `avn` calls it.
pub fn read(
    _: &mut Aiven,
    _: &mut Ctx<'_, Aiven>,
    There { service_type }: There,
    _: Unread,
) -> Result<Value> {
    let found = TYPES.iter().find(|it| it.0 == service_type);
    Ok(show(*found.ok_or(Kind::ServiceTypeNotFound)?))
}

fn show((kind, description, plans): Row) -> Value {
    let plans = plans.iter().map(|plan| {
        let regions = clouds::names().map(|cloud| (cloud.to_owned(), region(kind)));
        json!({
            "service_type": kind,
            "service_plan": plan,
            "node_count": 3,
            "max_memory_percent": 80,
            "shard_count": null,
            "backup_config": {},
            "regions": regions.collect::<Map<_, _>>(),
        })
    });
    json!({
        "description": description,
        "service_plans": plans.collect::<Vec<_>>(),
        "user_config_schema": settings(kind),
    })
}

/// CHOICE: here everything has one size and costs nothing.
fn region(kind: &str) -> Value {
    let disk_space_mb = if kind == "kafka" { 614_400 } else { 81_920 };
    json!({
        "disk_space_mb": disk_space_mb,
        "node_cpu_count": 2,
        "node_memory_mb": 4096,
        "price_usd": "0.00000",
    })
}

/// The schema of `user_config`, in which a client looks up the type of each setting that it is given.
pub fn settings(kind: &str) -> Value {
    let mut properties = Map::new();
    let mut add = |name: &str, schema: Value| properties.insert(name.to_owned(), schema);
    add(
        "ip_filter",
        json!({ "type": "array", "title": "IP filter", "items": { "type": "string" } }),
    );
    add("static_ips", flag("Static IP addresses"));
    add("service_log", flag("Service logging"));
    let public = json!({ "type": "object", "title": "Public access", "properties": { kind: flag("From the public internet") } });
    add("public_access", public);
    if kind == "kafka" {
        add("kafka_connect", flag("Enable Kafka Connect service"));
        add("kafka_rest", flag("Enable Kafka-REST service"));
        add("schema_registry", flag("Enable Schema-Registry service"));
        add("kafka_connect_config", tuning("Kafka Connect configuration values"));
        let versions = ["3.8", "3.9", "4.0"];
        add(
            "kafka_version",
            json!({ "type": ["string", "null"], "title": "Kafka major version", "enum": versions }),
        );
    }
    if kind == "kafka_connect" {
        add("kafka_connect", tuning("Kafka Connect configuration values"));
    }
    if matches!(kind, "kafka" | "kafka_connect") {
        let name = |title| json!({ "type": "string", "title": title });
        let version = json!({ "plugin_name": name("Plugin"), "version": name("Version") });
        let versions =
            json!({ "type": "object", "title": "Plugin version", "properties": version });
        add(
            "plugin_versions",
            json!({ "type": "array", "title": "Versions of connector plugins", "items": versions }),
        );
        let provider = json!({ "type": "object", "title": "Secret provider", "properties": { "name": name("Name") } });
        add(
            "secret_providers",
            json!({ "type": "array", "title": "Secret providers", "items": provider }),
        );
    }
    json!({ "type": "object", "title": "User configuration", "additionalProperties": false, "properties": properties })
}

fn flag(title: &str) -> Value {
    json!({ "type": "boolean", "title": title, "default": false })
}

/// Of the workers (documentation, "Advanced parameters for Aiven for Apache Kafka Connect").
#[rustfmt::skip] // A table.
const NUMBERS: &[(&str, i64, i64, Option<i64>)] = &[
    ("consumer_fetch_max_bytes",          1_048_576, 104_857_600,   None),
    ("consumer_max_partition_fetch_bytes", 1_048_576, 104_857_600,  None),
    ("consumer_max_poll_interval_ms",     1,         2_147_483_647, Some(300_000)),
    ("consumer_max_poll_records",         1,         10_000,        Some(500)),
    ("offset_flush_interval_ms",          1,         100_000_000,   Some(60_000)),
    ("offset_flush_timeout_ms",           1,         2_147_483_647, Some(5_000)),
    ("producer_batch_size",               0,         5_242_880,     Some(16_384)),
    ("producer_buffer_memory",            5_242_880, 134_217_728,   Some(33_554_432)),
    ("producer_linger_ms",                0,         5_000,         Some(0)),
    ("producer_max_request_size",         131_072,   67_108_864,    None),
    ("scheduled_rebalance_max_delay_ms",  0,         600_000,       Some(300_000)),
    ("session_timeout_ms",                1,         2_147_483_647, Some(10_000)),
];

#[rustfmt::skip] // A table.
const CHOICES: &[(&str, &[&str])] = &[
    ("connector_client_config_override_policy", &["None", "All"]),
    ("consumer_auto_offset_reset",              &["earliest", "latest"]),
    ("consumer_isolation_level",                &["read_uncommitted", "read_committed"]),
    ("producer_compression_type",               &["gzip", "snappy", "lz4", "zstd", "none"]),
];

fn tuning(title: &str) -> Value {
    let mut properties = Map::new();
    for (name, least, most, default) in NUMBERS {
        let mut schema =
            json!({ "type": "integer", "title": name, "minimum": least, "maximum": most });
        if let Some(default) = default {
            schema["default"] = (*default).into();
        }
        properties.insert((*name).to_owned(), schema);
    }
    for (name, choices) in CHOICES {
        let schema = json!({ "type": "string", "title": name, "enum": choices });
        properties.insert((*name).to_owned(), schema);
    }
    json!({ "type": "object", "title": title, "properties": properties })
}
