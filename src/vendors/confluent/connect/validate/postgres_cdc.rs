//! The plugin `PostgresCdcSourceV2`: what changes in a database.
//!
//! "`PostgreSQL` CDC Source V2 (Debezium) Connector for Confluent Cloud", "Configuration Properties".
//! Of the additional properties, only those are here that change what is captured.

use super::definition::{Part, boolean, int, list, long, password, section, short, string};
use super::findings::{Findings, Submission};
use super::plugin::{Plugin, Role};
use super::recurring;
use super::wording;

pub const PLUGIN: Plugin = Plugin {
    alias: "PostgresCdcSourceV2",
    class: "io.debezium.connector.v2.postgresql.PostgresConnectorV2",
    role: Role::Source,
    version: "3.1.2",
    parts: PARTS,
    check,
    endpoint: Some("database.hostname"),
};

#[rustfmt::skip] // A table: one property, one line.
const PARTS: &[Part] = &[
    recurring::NAMED,
    recurring::SOURCE_CREDENTIALS,
    section("Authentication method", &[
        string("authentication.method",          "Authentication method",            "How the connector proves itself to the database.").high().or("Password").one_of(&["Google service account impersonation", "IAM Roles", "Password"]),
        boolean("secret.manager.enabled",        "Enable secret manager",            "Whether secrets are fetched from a secret manager.").high().or("false"),
        string("provider.integration.id",        "Provider integration",             "The provider integration whose role is taken.").high().belongs_to("authentication.method", "IAM Roles"),
    ]),
    recurring::SECRETS,
    section("How should we connect to your database?", &[
        string("database.aws.region",            "AWS region",                       "The Region of the database.").high().belongs_to("authentication.method", "IAM Roles"),
        string("database.hostname",              "Database hostname",                "The host of the database.").high().required(),
        int("database.port",                     "Database port",                    "The port of the database.").high().required().between(0, 65_535),
        string("database.user",                  "Database username",                "The user of the database.").high().required(),
        password("database.password",            "Database password",                "The password of that user.").high().belongs_to("authentication.method", "Password"),
        string("database.dbname",                "Database name",                    "The database whose changes are captured.").high().required(),
        string("database.sslmode",               "SSL mode",                         "Whether connections are encrypted, and certificates checked.").high().or("prefer").one_of(&["disable", "prefer", "require", "verify-ca", "verify-full"]),
        password("database.sslrootcert",         "SSL root certificate",             "The certificates that the server's must lead to.").high(),
        password("database.sslcert",             "SSL client certificate",           "The connector's own certificate."),
        password("database.sslkey",              "SSL client key",                   "Its private key."),
        password("database.sslpassword",         "SSL client key password",          "The password of that key."),
    ]),
    section("Exactly Once Semantics", &[
        boolean("exactly.once.enabled",          "Enable exactly once",              "Whether every record arrives exactly once.").high().or("false"),
        string("offsets.storage.topic",          "Offset storage topic",             "The topic in which the connector keeps its offsets."),
    ]),
    section("CSFLE", &[
        boolean("csfle.enabled",                 "Enable Client-Side Field Level Encryption", "Whether encryption rules of the schemas are kept.").high().or("false"),
        string("sr.service.account.id",          "Schema Registry Service Account", "The service account that may read schemas and keys.").high(),
    ]),
    section("Output messages", &[
        recurring::OUTPUT_FORMAT.or("JSON"),
        string("output.key.format",              "Output Kafka record key format",   "The format of the keys that are produced.").high().or("JSON").one_of(&["AVRO", "JSON", "JSON_SR", "PROTOBUF", "STRING"]).dependents(&["schema.registry.url"]).order(2),
        boolean("after.state.only",              "After-state only",                 "Whether a record has only the row as it is after the change.").low().or("false"),
        boolean("tombstones.on.delete",          "Tombstones on delete",             "Whether a record without a value follows each deletion.").or("true"),
    ]),
    section("How should we name your topic(s)?", &[
        string("topic.prefix",                   "Topic prefix",                     "What the names of all topics begin with.").high().required(),
    ]),
    section("How should we configure the topic(s)?", &[
        int("topic.creation.topic_prefix_match.partitions", "Topic partitions",      "Partitions of a topic that the connector creates.").high().or("1").at_least(1),
        string("topic.creation.topic_prefix_match.cleanup.policy", "Topic cleanup policy", "The cleanup policy of such a topic.").high().or("delete").one_of(&["compact", "delete"]),
    ]),
    section("Storage", &[
        long("topic.creation.topic_prefix_match.retention.ms", "Retention time (ms)", "Milliseconds for which such a topic keeps records; -1 for ever.").high().or("604800000").at_least(-1),
        long("topic.creation.topic_prefix_match.retention.bytes", "Retention size",  "Bytes that such a topic keeps; -1 for all.").high().or("-1").at_least(-1),
    ]),
    section("Database config", &[
        string("slot.name",                      "Slot name",                        "The replication slot.").or("debezium"),
        string("publication.name",               "Publication name",                 "The publication.").or("dbz_publication"),
        string("publication.autocreate.mode",    "Publication auto-create mode",     "For which tables the connector creates the publication.").or("all_tables").one_of(&["all_tables", "disabled", "filtered"]),
        boolean("publish.via.partition.root",    "Publish via partition root",       "Whether changes of partitions are told as changes of the table.").or("false"),
        string("signal.data.collection",         "Signal data collection",           "The table through which the connector is told what to do, as schema.table."),
        boolean("slot.failover",                 "Failover slot",                    "Whether the slot survives a failover.").or("false"),
    ]),
    section("Connector config", &[
        string("snapshot.mode",                  "Snapshot mode",                    "When the rows that are already there are captured.").or("initial").one_of(&["initial", "initial_only", "never", "no_data", "when_needed"]),
        list("table.include.list",               "Tables included",                  "Regular expressions for the tables that are captured."),
        list("table.exclude.list",               "Tables excluded",                  "Regular expressions for those that are not."),
        string("event.processing.failure.handling.mode", "Event processing failure handling mode", "What happens to an event that cannot be processed.").low().or("fail").one_of(&["fail", "skip", "warn"]),
        list("column.exclude.list",              "Columns excluded",                 "Regular expressions for the columns that are left out."),
        string("schema.name.adjustment.mode",    "Schema name adjustment mode",      "How names of schemas are made valid.").or("none").one_of(&["avro", "avro_unicode", "none"]),
        string("field.name.adjustment.mode",     "Field name adjustment mode",       "How names of fields are made valid.").or("none").one_of(&["avro", "avro_unicode", "none"]),
        int("heartbeat.interval.ms",             "Heartbeat interval (ms)",          "Milliseconds between two heartbeats; 0 for none.").low().or("0").at_least(0),
        password("snapshot.select.statement.overrides.data.map", "Snapshot select statement overrides", "Statements that read single tables, as JSON."),
        string("heartbeat.action.query",         "Heartbeat action query",           "The statement that is run at each heartbeat.").low(),
    ]),
    section("Schema Config", &[
        recurring::SCHEMA_CONTEXT,
        string("key.converter.reference.subject.name.strategy", "Key Converter Reference Subject Name Strategy", "How subjects of referenced schemas are named. PROTOBUF only.").high().or("DefaultReferenceSubjectNameStrategy").one_of(recurring::REFERENCES),
    ]),
    section("How should we handle data types?", &[
        string("decimal.handling.mode",          "Decimal handling mode",            "What DECIMAL and NUMERIC become.").or("precise").one_of(&["double", "precise", "string"]),
        string("time.precision.mode",            "Time precision mode",              "What times and dates become.").or("adaptive").one_of(&["adaptive", "adaptive_time_microseconds", "connect"]),
    ]),
    recurring::TASK_COUNT,
    recurring::SOURCE_ADDITIONAL,
    section(recurring::ADDITIONAL, &[
        string("message.key.columns",            "Message key columns",              "The columns that become keys, table by table.").low(),
        list("signal.enabled.channels",          "Signal channels",                  "The channels through which the connector is told what to do.").low(),
        int("slot.max.retries",                  "Slot retries",                     "How often connecting to the slot is tried again.").low().or("20").at_least(0),
        long("slot.retry.delay.ms",              "Slot retry delay (ms)",            "Milliseconds before that.").low().or("30000").at_least(0),
        boolean("slot.drop.on.stop",             "Drop slot on stop",                "Whether the slot goes with the connector.").low().or("false"),
        int("max.batch.size",                    "Batch size",                       "Events in a batch at most.").low().or("2048").between(1, 5000),
        int("incremental.snapshot.chunk.size",   "Incremental snapshot chunk size",  "Rows that an incremental snapshot reads at once.").or("1024").at_least(1),
        long("snapshot.delay.ms",                "Snapshot delay (ms)",              "Milliseconds before a snapshot begins.").low().or("0").at_least(0),
        long("poll.interval.ms",                 "Poll interval (ms)",               "Milliseconds to wait for changes where there were none.").low().or("500").at_least(200),
        string("binary.handling.mode",           "Binary handling mode",             "What binary columns become.").low().or("bytes").one_of(&["base64", "base64-url-safe", "bytes", "hex"]),
        string("interval.handling.mode",         "Interval handling mode",           "What intervals become.").low().or("numeric").one_of(&["numeric", "string"]),
        string("hstore.handling.mode",           "Hstore handling mode",             "What hstore columns become.").low().or("json").one_of(&["json", "map"]),
        short("money.fraction.digits",           "Money fraction digits",            "Digits behind the point of money.").low().or("2").at_least(0),
        list("schema.include.list",              "Schemas included",                 "Regular expressions for the schemas that are captured.").low(),
        list("schema.exclude.list",              "Schemas excluded",                 "Regular expressions for those that are not.").low(),
        list("column.include.list",              "Columns included",                 "Regular expressions for the columns that are kept.").low(),
        list("skipped.operations",               "Skipped operations",               "The kinds of change that are left out.").low().or("t"),
        boolean("provide.transaction.metadata",  "Transaction metadata",             "Whether records say where transactions begin and end.").low().or("false"),
        boolean("read.only",                     "Read only",                        "Whether the connector writes nothing into the database.").or("false"),
        string("unavailable.value.placeholder",  "Unavailable value placeholder",    "What stands for a value that the database does not tell.").low().or("__debezium_unavailable_value"),
    ]),
    recurring::AUTO_RESTART,
];

/// Of two lists, one says what is in and the other what is out (Debezium, connector
/// properties).
fn check(it: &Submission<'_>, findings: &mut Findings) {
    for (included, excluded) in [
        ("table.include.list", "table.exclude.list"),
        ("schema.include.list", "schema.exclude.list"),
        ("column.include.list", "column.exclude.list"),
    ] {
        if it.has(included) && it.has(excluded) {
            findings.add(excluded, wording::not_together(excluded, included));
        }
    }
}
