//! The other plugins: what refuses their configurations, and what only shows later.

use super::{DEBEZIUM, JDBC_SINK, JDBC_SOURCE, OPENSEARCH, S3, fails, refuses};
use crate::vendors::aiven::plugins::Shows;

const CONFIG: &str = "org.apache.kafka.common.config.ConfigException: ";
const CONNECT: &str = "org.apache.kafka.connect.errors.ConnectException: ";

#[rustfmt::skip] // A table; so are those below.
const JDBC_SOURCES: &[(&str, &[&str])] = &[
    ("mode=all", &["Invalid value all for configuration mode: String must be one of: bulk, timestamp, incrementing, timestamp+incrementing"]),
    ("numeric.mapping=Best_Fit", &["Invalid value Best_Fit for configuration numeric.mapping: Invalid enumerator"]),
    ("numeric.mapping=BEST_FIT", &[]),
    ("db.timezone=?", &["Invalid value ? for configuration db.timezone: Invalid time zone identifier"]),
    ("db.timezone=UTC+2", &[]),
    ("topic.prefix=-", &["Missing required configuration \"topic.prefix\" which has no default value."]),
    ("transaction.boundary=batch", &["Invalid value batch for configuration transaction.boundary: String must be one of (case insensitive): INTERVAL, POLL, CONNECTOR"]),
];

#[rustfmt::skip]
const JDBC_SOURCES_LATER: &[(&str, &str)] = &[
    ("table.blacklist=a", "table.whitelist and table.blacklist are exclusive."),
    ("query=SELECT 1", "query may not be combined with whole-table copying settings."),
    ("query=SELECT 1\ntable.whitelist=", ""),
    ("connection.url=postgresql://db", "Not a valid JDBC URL: postgresql://db"),
    ("table.names.qualify=false\nincrementing.column.name=", "When using unqualified table names and either incrementing or timestamp+incrementing mode, an incrementing column name must be explicitly provided via the 'incrementing.column.name' property."),
];

#[rustfmt::skip]
const JDBC_SINKS: &[(&str, &[&str])] = &[
    ("insert.mode=merge", &["Invalid value merge for configuration insert.mode: Invalid enumerator"]),
    ("insert.mode=UPSERT", &[]),
    ("delete.enabled=true", &["Delete support only works with pk.mode=record_key"]),
    ("pk.mode=none", &["Primary key fields should not be set when pkMode is 'none'."]),
    ("pk.mode=kafka", &["Primary key fields must be set with three fields (topic, partition, offset) when pkMode is 'kafka'."]),
    ("topics.to.tables.mapping=a:b,c", &["Invalid value [a:b, c] for configuration topics.to.tables.mapping: Invalid topics to tables mapping"]),
];

#[rustfmt::skip]
const S3_SINKS: &[(&str, &[&str])] = &[
    ("aws.s3.bucket.name=My", &["Illegal bucket name: Bucket name should be between 3 and 63 characters long"]),
    ("aws.s3.bucket.name=My-Bucket", &["Illegal bucket name: Bucket name should not contain uppercase characters"]),
    ("aws.s3.bucket.name=my-.bucket", &["Illegal bucket name: Bucket name should not contain dashes next to periods"]),
    ("aws.s3.bucket.name=10.0.0.1", &["Illegal bucket name: Bucket name must not be formatted as an IP Address"]),
    ("file.compression.type=LZ4", &["Invalid value lz4 for configuration file.compression.type: 'none', 'gzip', 'snappy', 'zstd'"]),
    ("format.output.type=xml", &["Invalid value xml for configuration format.output.type: Supported values are: 'avro', 'csv', 'json', 'jsonl', 'parquet'"]),
    ("format.output.fields=body", &["Invalid value [body] for configuration format.output.fields: supported values are: 'key', 'value', 'offset', 'timestamp', 'headers'"]),
    ("format.output.fields=", &["Invalid value [] for configuration format.output.fields: cannot be empty"]),
    ("aws.secret.access.key= ", &["Invalid value [hidden] for configuration aws.secret.access.key: Password must be non-empty"]),
    ("aws.s3.backoff.max.retries=31", &["Invalid value 31 for configuration aws.s3.backoff.max.retries: Value must be no more than 30"]),
    ("aws.s3.part.size.bytes=0", &["Invalid value 0 for configuration aws.s3.part.size.bytes: Part size must be greater than 0"]),
    ("aws.s3.endpoint=http://x:port", &["Invalid value http://x:port for configuration aws.s3.endpoint: should be valid URL"]),
    ("aws.s3.endpoint=minio:9000", &[]),
];

#[rustfmt::skip]
const S3_SINKS_LATER: &[(&str, &str)] = &[
    ("aws.s3.bucket.name=-", "Neither aws.s3.bucket.name nor aws_s3_bucket properties have been set"),
    ("aws.s3.bucket.name=-\naws_s3_bucket=my.bucket", ""),
    ("format.output.envelope=false", "When format.output.envelope is false, format.output.fields must contain only one field"),
    ("file.name.template={{key}}\nfile.max.records=2", "When file.name.template is {{key}}, file.max.records must be either 1 or not set"),
];

#[rustfmt::skip]
const OPENSEARCH_SINKS: &[(&str, &[&str])] = &[
    ("behavior.on.null.values=Keep", &["Invalid value keep for configuration behavior.on.null.values: String must be one of: ignore, delete, fail"]),
    ("behavior.on.null.values=DELETE", &[]),
    ("index.write.method=update", &["Invalid value update for configuration index.write.method: Index write method must be one of: ``insert``, ``upsert``"]),
    ("data.stream.prefix= ", &["Invalid value  for configuration data.stream.prefix: String must be non-empty"]),
    ("aws.sts.role.session.duration=60", &["Invalid value 60 for configuration aws.sts.role.session.duration: Value must be at least 900"]),
];

#[rustfmt::skip]
const DEBEZIUMS: &[(&str, &[&str])] = &[
    ("topic.prefix=-", &["The 'topic.prefix' value is invalid: A value is required"]),
    ("topic.prefix=a/b", &["The 'topic.prefix' value is invalid: a/b has invalid format (only the underscore, hyphen, dot and alphanumeric characters are allowed)"]),
    ("database.port=five", &["The 'database.port' value is invalid: An integer is expected"; 2]),
    ("snapshot.mode=once", &["The 'snapshot.mode' value is invalid: Value must be one of always, never, initial_only, configuration_based, when_needed, initial, custom, no_data"]),
    ("snapshot.mode=Custom", &["The 'snapshot.mode.custom.name' value is invalid: snapshot.mode.custom.name cannot be empty when snapshot.mode 'custom' is defined"]),
    ("table.exclude.list=a", &["The 'table.exclude.list' value is invalid: \"table.include.list\" is already specified"]),
    ("max.queue.size=10", &["The 'max.queue.size' value is invalid: Must be larger than the maximum batch size"]),
    ("slot.name=My-Slot", &["The 'slot.name' value is invalid: Valid replication slot name must contain only digits, lowercase characters and underscores with length <= 63"]),
    ("skipped.operations=c,x", &["The 'skipped.operations' value is invalid: Invalid operation"]),
    ("skipped.operations=c,none", &["The 'skipped.operations' value is invalid: 'none' cannot be specified with other skipped operation types"]),
    ("tasks.max=0", &["Invalid value 0 for configuration tasks.max: Value must be at least 1"]),
];

#[test]
fn what_is_wrong_with_a_jdbc_source() {
    refuses(JDBC_SOURCE, JDBC_SOURCES);
    fails(JDBC_SOURCE, Shows::Start, CONNECT, JDBC_SOURCES_LATER);
}

#[test]
fn what_is_wrong_with_a_jdbc_sink() {
    refuses(JDBC_SINK, JDBC_SINKS);
    let url = ("connection.url=db", "Not a valid JDBC URL: db");
    fails(JDBC_SINK, Shows::TaskStart, CONNECT, &[url]);
}

#[test]
fn what_is_wrong_with_an_s3_sink() {
    refuses(S3, S3_SINKS);
    fails(S3, Shows::TaskStart, CONFIG, S3_SINKS_LATER);
}

#[test]
fn what_is_wrong_with_an_opensearch_sink() {
    refuses(OPENSEARCH, OPENSEARCH_SINKS);
    let text = "Couldn't start OpensearchSinkConnector due to configuration error";
    fails(
        OPENSEARCH,
        Shows::Start,
        CONNECT,
        &[
            ("data.stream.enabled=true\nindex.write.method=upsert", text),
            ("routing.type=value", text),
            ("connection.url=search:9200", text),
            ("aws.access_key_id=A\naws.secret_access_key=B", text),
        ],
    );
}

#[test]
fn what_is_wrong_with_a_debezium_connector() {
    refuses(DEBEZIUM, DEBEZIUMS);
}
