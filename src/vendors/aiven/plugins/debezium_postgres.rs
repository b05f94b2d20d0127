//! The Debezium connector for Postgres: changes of a database's rows become records.
//!
//! Facts: `PostgresConnectorConfig` and what it is built on, of Debezium's open source, v3.2.0. Author, title
//! and version as the vendor has them are UNCONFIRMED. Left out: what is internal there, lineage, tags of
//! metrics, properties whose names are patterns, and the database, which the real one asks before it takes a
//! configuration. No property is `required` in the schema: Debezium says itself what it needs.

pub mod checks;

use super::Finding;
use super::definition::Width::{Long, Medium, Short};
use super::definition::{Section, boolean, class, int, list, long, password, section, string};
use super::plugin::{Kind, Plugin, one_task};
use super::valid::Valid;

pub const PLUGIN: Plugin = Plugin {
    author: "Debezium",
    class: "io.debezium.connector.postgresql.PostgresConnector",
    doc_url: "https://debezium.io/documentation/reference/stable/connectors/postgresql.html",
    preview: false,
    title: "Debezium - PostgreSQL",
    kind: Kind::Source,
    version: "3.2.0.Final",
    name: None,
    available_versions: &[],
    sections: SECTIONS,
    preflight: checks::preflight,
    // Nothing is left that could be wrong.
    start: |_| Ok::<(), Finding>(()),
    tasks: one_task,
    usual_failure: "org.apache.kafka.connect.errors.ConnectException: An exception occurred in the change event producer. This connector will be stopped.",
};

const POSTGRES: &str = "Postgres";
const CONNECTOR: &str = "Connector";
const EVENTS: &str = "Events";

const INTEGER: Valid = Valid::By(checks::integer);
const TRUTH: Valid = Valid::By(checks::truth);
const NAME: Valid = Valid::By(checks::name);
const SLOT: Valid = Valid::By(checks::slot);
const OPERATIONS: Valid = Valid::By(checks::operations);
const POSITIVE: Valid = Valid::By(checks::positive);
const POSITIVE_LONG: Valid = Valid::By(checks::positive_long);
const NOT_NEGATIVE: Valid = Valid::By(checks::not_negative);
const NOT_NEGATIVE_LONG: Valid = Valid::By(checks::not_negative_long);

#[rustfmt::skip] // A table: one property, one line. A group goes on behind what is left out of it.
const SECTIONS: &[Section] = &[
    section(POSTGRES, 1, &[
        string("topic.prefix",                             "What stands before the names of all topics; it is not to be changed later.").label("Topic prefix").valid(NAME).high().width(Medium),
        string("database.hostname",                        "The host of the database.").label("Hostname").valid(NAME).high().width(Medium),
        int("database.port",                               "The port of the database.").label("Port").or("5432").valid(INTEGER).high().width(Short),
        string("database.user",                            "The user at the database.").label("User").high().width(Short),
        password("database.password",                      "The user's password.").label("Password").high().width(Short),
        string("database.dbname",                          "The database whose changes are captured.").label("Database").high().width(Medium),
        int("database.query.timeout.ms",                   "Milliseconds that a query may take.").label("Query timeout").or("600000").low(),
        string("plugin.name",                              "The plugin of the server that decodes its log.").label("Plugin").or("decoderbufs").width(Medium),
        string("slot.name",                                "The replication slot.").label("Slot").or("debezium").valid(SLOT).width(Medium),
        string("publication.name",                         "The publication, with pgoutput.").label("Publication").or("dbz_publication").width(Medium),
        string("publication.autocreate.mode",              "Whether the publication is made, and for which tables.").label("Publication Auto Create Mode").or("all_tables").width(Medium),
        string("replica.identity.autoset.values",          "The replica identities that tables get, each as schema.table:identity.").label("Replica Identity Auto Set Values").width(Long),
        boolean("slot.drop.on.stop",                       "Whether the slot is dropped when the connector stops as it should.").label("Drop slot on stop").or("false"),
        boolean("slot.failover",                           "Whether the slot is one that fails over.").label("Create failover slot").or("false"),
        string("slot.stream.params",                       "Parameters for the decoding plugin, as name=value with semicolons between them.").label("Optional parameters to pass to the logical decoder when the stream is started.").low().width(Long),
        string("database.initial.statements",              "Statements that each connection begins with, with semicolons between them.").label("Initial statements").low().width(Long),
        string("database.sslmode",                         "Whether connections are encrypted, and what is verified.").label("SSL mode").or("prefer").width(Medium),
        string("database.sslcert",                         "The path of the client's certificate.").label("SSL Client Certificate").width(Long),
        password("database.sslpassword",                   "The password of the client's private key.").label("SSL Client Key Password").width(Medium),
        string("database.sslrootcert",                     "The path of the certificates that the server's is verified against.").label("SSL Root Certificate").width(Long),
        string("database.sslkey",                          "The path of the client's private key.").label("SSL Client Key").width(Long),
        int("slot.max.retries",                            "How often connecting to the slot is tried again.").label("Retry count").or("6").valid(INTEGER).low(),
        long("slot.retry.delay.ms",                        "Milliseconds between two of these attempts.").label("Retry delay").or("10000").valid(INTEGER).low(),
        string("database.sslfactory",                      "The Java class that makes encrypted sockets.").label("SSL Root Certificate").width(Long),
        int("status.update.interval.ms",                   "Milliseconds between two reports to the server of how far the connector is.").label("Status update interval (ms)").or("10000").valid(POSITIVE).width(Short),
        long("lsn.flush.timeout.ms",                       "Milliseconds that such a report may take.").label("LSN flush timeout (ms)").or("30000").valid(POSITIVE).width(Short),
        string("lsn.flush.timeout.action",                 "What happens when it takes longer.").label("LSN flush timeout action").or("fail").width(Medium),
        boolean("database.tcpKeepAlive",                   "Whether connections are kept alive by probes.").label("TCP keep-alive probe").or("true").valid(TRUTH).width(Short),
        long("xmin.fetch.interval.ms",                     "Milliseconds between two looks at the slot's xmin; never if 0.").label("Xmin fetch interval (ms)").or("0").valid(NOT_NEGATIVE_LONG).width(Short),
        list("skipped.operations",                         "The operations that make no records: c, u, d, t, or none.").label("Skipped Operations").or("t").valid(OPERATIONS).low().width(Short),
        boolean("flush.lsn.source",                        "Whether the connector tells the server how far it is.").label("Boolean to determine if Debezium should flush LSN in the source database").or("true").valid(TRUTH).low().width(Short),
    ]),
    section(CONNECTOR, 1, &[
        string("event.processing.failure.handling.mode",   "What happens with an event that cannot be processed.").label("Event deserialization failure handling").or("fail").width(Short),
        int("max.batch.size",                              "How many events are handed on at once at most.").label("Change event batch size").or("2048").valid(POSITIVE).width(Short),
        int("max.queue.size",                              "How many events wait at most; more than fit into a batch.").label("Change event buffer size").or("8192").width(Short),
        long("poll.interval.ms",                           "Milliseconds between two looks for events.").label("Poll interval (ms)").or("500").valid(POSITIVE).width(Short),
        long("max.queue.size.in.bytes",                    "How many bytes of events wait at most; any number if 0.").label("Change event buffer size in bytes").or("0").valid(NOT_NEGATIVE_LONG).width(Long),
        boolean("provide.transaction.metadata",            "Whether the bounds of transactions become records.").label("Store transaction metadata information in a dedicated topic.").or("false").low().width(Short),
        long("snapshot.delay.ms",                          "Milliseconds before the snapshot.").label("Snapshot Delay (milliseconds)").or("0").valid(NOT_NEGATIVE_LONG).low().width(Medium),
        long("streaming.delay.ms",                         "Milliseconds between snapshot and streaming.").label("Streaming Delay (milliseconds)").or("0").valid(NOT_NEGATIVE_LONG).low().width(Medium),
        list("snapshot.include.collection.list",           "The tables of the snapshot; all that are captured if unset.").label("Snapshot mode include data collection").width(Long),
        int("snapshot.fetch.size",                         "How many rows a snapshot fetches at once.").label("Snapshot fetch size").valid(NOT_NEGATIVE).width(Medium),
        int("snapshot.max.threads",                        "How many tables are read at once.").label("Snapshot maximum threads").or("1").valid(POSITIVE).width(Short),
        string("snapshot.mode.custom.name",                "The implementation, with the mode custom.").label("Snapshot Mode Custom Name").width(Medium),
        boolean("snapshot.mode.configuration.based.snapshot.data", "With the mode configuration_based: whether data is read.").label("Snapshot mode property based snapshot data").or("false").width(Medium),
        boolean("snapshot.mode.configuration.based.snapshot.schema", "With the mode configuration_based: whether schemas are read.").label("Snapshot mode property based snapshot schema").or("false").width(Medium),
        boolean("snapshot.mode.configuration.based.start.stream", "With the mode configuration_based: whether streaming follows.").label("Snapshot mode property based start stream").or("false").width(Medium),
        boolean("snapshot.mode.configuration.based.snapshot.on.schema.error", "With the mode configuration_based: whether schemas are read anew when they are lost.").label("Snapshot mode property based snapshot on schema error").or("false").width(Medium),
        boolean("snapshot.mode.configuration.based.snapshot.on.data.error", "With the mode configuration_based: whether data is read anew when the log has a hole.").label("Snapshot mode property based snapshot on data error").or("false").width(Medium),
        long("retriable.restart.connector.wait.ms",        "Milliseconds before a restart after an error that can pass.").label("Retriable restart wait (ms)").or("10000").valid(POSITIVE_LONG).low().width(Medium),
        int("query.fetch.size",                            "How many rows a query fetches at once; all if 0.").label("Query fetch size").or("0").valid(NOT_NEGATIVE).width(Medium),
        int("errors.max.retries",                          "How often an error that can pass is tried again: -1 for ever, 0 never.").label("The maximum number of retries").or("-1").valid(INTEGER).low().width(Medium),
        string("incremental.snapshot.watermarking.strategy", "How an incremental snapshot marks its window.").label("Incremental snapshot watermarking strategy").or("INSERT_INSERT").low().width(Medium),
    ]),
    section(CONNECTOR, 24, &[
        long("connection.validation.timeout.ms",           "Milliseconds that the connection's validation may take.").label("Connection validation timeout (ms)").or("60000").valid(POSITIVE_LONG).low().width(Short),
        long("executor.shutdown.timeout.ms",               "Milliseconds that the connector's threads may take to end.").label("Executor shutdown timeout (ms)").or("4000").valid(POSITIVE_LONG).width(Medium),
    ]),
    section(CONNECTOR, 32, &[
        string("decimal.handling.mode",                    "What decimals become.").label("Decimal Handling").or("precise").width(Short),
        string("time.precision.mode",                      "How precise times are.").label("Time Precision").or("adaptive").width(Short),
        long("snapshot.lock.timeout.ms",                   "Milliseconds that a snapshot waits for its locks.").label("Snapshot lock timeout (ms)").or("10000").width(Long),
        string("snapshot.mode",                            "When there is a snapshot, and what of.").label("Snapshot mode").or("initial").width(Short),
        string("snapshot.isolation.mode",                  "The isolation of a snapshot's transaction.").label("Snapshot isolation mode").or("serializable").low().width(Short),
        string("snapshot.query.mode",                      "How a snapshot queries.").label("Snapshot query mode").or("select_all").low().width(Short),
        string("snapshot.query.mode.custom.name",          "The implementation, with the query mode custom.").label("Snapshot Query Mode Custom Name").width(Medium),
        string("snapshot.locking.mode.custom.name",        "The implementation, with the locking mode custom.").label("Snapshot Locking Mode Custom Name").width(Medium),
        string("snapshot.locking.mode",                    "How a snapshot locks tables.").label("Snapshot locking mode").or("none").low().width(Short),
        string("hstore.handling.mode",                     "What HSTORE columns become.").label("HStore Handling").or("json").low().width(Medium),
        string("binary.handling.mode",                     "What binary columns become.").label("Binary Handling").or("bytes").low().width(Medium),
        string("schema.name.adjustment.mode",              "How names of schemas are adjusted.").label("Schema Name Adjustment").or("none").low().width(Medium),
        string("interval.handling.mode",                   "What INTERVAL columns become.").label("Interval Handling").or("numeric").low().width(Medium),
        string("schema.refresh.mode",                      "When a table's schema is read anew.").label("Schema refresh mode").or("columns_diff").width(Short),
        int("incremental.snapshot.chunk.size",             "How many rows a chunk of an incremental snapshot has at most.").label("Incremental snapshot chunk size").or("1024").valid(NOT_NEGATIVE).width(Medium),
        string("unavailable.value.placeholder",            "What stands for a value that the log does not have.").label("Unavailable value placeholder").or("__debezium_unavailable_value").width(Medium),
        list("message.prefix.include.list",                "Regular expressions for the prefixes of messages that are captured.").label("Include Logical Decoding Message Prefixes").width(Long),
        list("message.prefix.exclude.list",                "Regular expressions for the prefixes of messages that are not.").label("Exclude Logical Decoding Message Prefixes").width(Long),
        boolean("publish.via.partition.root",              "Whether changes of partitions are those of the table that they are of.").label("Publish via partition root").or("false").valid(TRUTH).width(Short),
    ]),
    section(EVENTS, 1, &[
        string("converters",                               "The aliases of converters of one's own.").label("List of prefixes defining custom values converters.").low().width(Medium),
        string("post.processors",                          "The aliases of post-processors of one's own.").label("List of change event post processors.").low().width(Medium),
        boolean("tombstones.on.delete",                    "Whether a tombstone follows a deletion.").label("Change the behaviour of Debezium with regards to delete operations").or("true").valid(TRUTH).width(Short),
        int("heartbeat.interval.ms",                       "Milliseconds between two heartbeats; none if 0.").label("Connector heartbeat interval (milli-seconds)").or("0").valid(NOT_NEGATIVE).width(Medium),
        string("heartbeat.topics.prefix",                  "What stands before the topics of heartbeats.").label("A prefix used for naming of heartbeat topics").or("__debezium-heartbeat").low().width(Medium),
        string("signal.data.collection",                   "The table through which signals come.").label("Signaling data collection").width(Medium),
        long("signal.poll.interval.ms",                    "Milliseconds between two looks for signals.").label("Signal processor poll interval").or("5000").valid(POSITIVE).width(Short),
        list("signal.enabled.channels",                    "The channels of signals.").label("Enabled channels names").or("source").width(Long),
        class("topic.naming.strategy",                     "The Java class that names topics.").label("Topic naming strategy class").or("io.debezium.schema.SchemaTopicNamingStrategy").width(Medium),
        list("notification.enabled.channels",              "The channels of notifications.").label("Enabled notification channels names").width(Long),
        string("notification.sink.topic.name",             "The topic of notifications, with the channel sink.").label("Notification topic name").high().width(Long),
        class("transaction.metadata.factory",              "The Java class that tells the bounds of transactions.").label("Factory class to create transaction context & transaction struct maker classes").or("io.debezium.pipeline.txmetadata.DefaultTransactionMetadataFactory").low().width(Medium),
    ]),
    section(EVENTS, 14, &[
        list("column.include.list",                        "Regular expressions for the columns that are captured.").label("Include Columns").width(Long),
        list("column.exclude.list",                        "Regular expressions for the columns that are not.").label("Exclude Columns").width(Long),
        list("table.include.list",                         "Regular expressions for the tables that are captured.").label("Include Tables").high().width(Long),
        list("table.exclude.list",                         "Regular expressions for the tables that are not.").label("Exclude Tables").width(Long),
        boolean("table.ignore.builtin",                    "Whether the system's tables are passed over.").label("Ignore system databases").or("true").valid(TRUTH).low().width(Short),
        list("schema.include.list",                        "Regular expressions for the schemas that are captured.").label("Include Schemas").high().width(Long).dependents(&["table.include.list"]),
        list("schema.exclude.list",                        "Regular expressions for the schemas that are not.").label("Exclude Schemas").width(Long),
        string("message.key.columns",                      "The columns that make keys, for each table.").label("Columns PK mapping").width(Long),
        string("snapshot.select.statement.overrides",      "The tables for which a snapshot has a statement of its own.").label("List of tables where the default select statement used during snapshotting should be overridden.").width(Long),
    ]),
    section(EVENTS, 26, &[
        boolean("include.schema.comments",                 "Whether schemas have the comments of tables and columns.").label("Include Table and Column Comments").or("false").valid(TRUTH).width(Short),
        list("column.propagate.source.type",               "Regular expressions for the columns whose types schemas tell.").label("Propagate Source Types by Columns"),
        list("datatype.propagate.source.type",             "Regular expressions for the types that schemas tell.").label("Propagate Source Types by Data Type"),
    ]),
    section(EVENTS, 30, &[
        string("snapshot.tables.order.by.row.count",       "Whether a snapshot reads tables by their sizes.").label("Initial snapshot tables order by row count").or("disabled"),
        string("heartbeat.action.query",                   "A statement that goes with each heartbeat.").label("An optional query to execute with every heartbeat").low().width(Medium),
        boolean("include.unknown.datatypes",               "Whether columns of types that nobody knows are bytes, instead of nothing.").label("Include unknown datatypes").or("false").width(Short),
        class("sourceinfo.struct.maker",                   "The Java class that makes the part source of events.").label("Source info struct maker class").or("io.debezium.connector.postgresql.PostgresSourceInfoStructMaker").low().width(Medium),
    ]),
];
