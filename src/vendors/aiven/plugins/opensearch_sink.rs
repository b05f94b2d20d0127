//! The `OpenSearch` sink connector: records become documents of an index, or of a data stream.
//!
//! Facts: `OpenSearchSinkConnectorConfig` of Aiven's open-source connector, v4.0.1. Title and address are
//! UNCONFIRMED. Left out: mappings to resources that exist, which came later.

pub mod start;

use super::definition::Width::{Long, Short};
use super::definition::{Section, boolean, int, list, long, password, section, string};
use super::plugin::{Plugin, SINK};
use super::valid::Valid;
use super::values::Value;
use super::wording::invalid;

pub const PLUGIN: Plugin = Plugin {
    class: "io.aiven.kafka.connect.opensearch.OpenSearchSinkConnector",
    doc_url: "https://github.com/aiven/opensearch-connector-for-apache-kafka",
    title: "OpenSearch Sink",
    version: "4.0.1",
    sections: SECTIONS,
    start: start::start,
    usual_failure: "org.apache.kafka.connect.errors.ConnectException: Flush timeout expired with unflushed records: 1",
    ..SINK
};

const CONVERSION: &str = "Data Conversion";
const STREAM: &str = "Data Stream";
const ON_NULL: Valid = Valid::OneOfLowered(&["ignore", "delete", "fail"]);
const ON_TROUBLE: Valid = Valid::OneOfLowered(&["ignore", "warn", "fail", "report"]);

#[rustfmt::skip] // A table: one property, one line.
const SECTIONS: &[Section] = &[
    section("Connector", 1, &[
        list("connection.url",                 "The URLs of the cluster.").label("Connection URLs").required().high().width(Long),
        int("batch.size",                      "How many records go into one request at most.").label("Batch Size").or("2000").width(Short),
        int("max.in.flight.requests",          "How many requests go on at once at most.").label("Max In-flight Requests").or("5").width(Short),
        int("max.buffered.records",            "How many records a task keeps at most.").label("Max Buffered Records").or("20000").low().width(Short),
        long("linger.ms",                      "Milliseconds that a batch waits for more records.").label("Linger (ms)").or("1").low().width(Short),
        long("flush.timeout.ms",               "Milliseconds that a flush may take.").label("Flush Timeout (ms)").or("10000").low().width(Short),
        int("max.retries",                     "How often a failed request is tried again before the task fails.").label("Max Retries").or("5").low().width(Short),
        long("retry.backoff.ms",               "Milliseconds before a failed request is first tried again.").label("Retry Backoff (ms)").or("100").low().width(Short),
        int("connection.timeout.ms",           "Milliseconds that connecting may take.").label("Connection Timeout").or("1000").low().width(Short),
        int("read.timeout.ms",                 "Milliseconds that an answer may take.").label("Read Timeout").or("3000").low().width(Short),
    ]),
    // Embedded with a prefix behind the ten above, by importance and name; the labels stay without it.
    section("TLS Configuration for HTTPS", 11, &[
        password("connection.ssl.key.password", "The password of the private key.").label("ssl.key.password").high(),
        string("connection.ssl.keystore.location", "The path of the key store.").label("ssl.keystore.location").high(),
        password("connection.ssl.keystore.password", "The password of the key store.").label("ssl.keystore.password").high(),
        string("connection.ssl.truststore.location", "The path of the trust store.").label("ssl.truststore.location").high(),
        password("connection.ssl.truststore.password", "The password of the trust store.").label("ssl.truststore.password").high(),
        list("connection.ssl.enabled.protocols", "The protocols that are taken.").label("ssl.enabled.protocols").or("TLSv1.2,TLSv1.3"),
        string("connection.ssl.keystore.type", "The format of the key store.").label("ssl.keystore.type").or("JKS"),
        string("connection.ssl.protocol",      "The protocol of TLS.").label("ssl.protocol").or("TLSv1.3"),
        string("connection.ssl.truststore.type", "The format of the trust store.").label("ssl.truststore.type").or("JKS"),
        list("connection.ssl.cipher.suites",   "The cipher suites; the usual ones if unset.").label("ssl.cipher.suites").low(),
        string("connection.ssl.endpoint.identification.algorithm", "How the server's name is compared with its certificate.").label("ssl.endpoint.identification.algorithm").or("https").low(),
        boolean("connection.trust.all.certificates", "Whether any certificate of the server is good.").label("trust.all.certificates").or("false").low(),
    ]),
    section("Basic Authentication", 0, &[
        string("connection.username",          "The user, for basic authentication.").label("Connection Username").width(Short),
        password("connection.password",        "The user's password.").label("Connection Password").width(Short),
    ]),
    section("AWS Access", 0, &[
        string("aws.access_key_id",            "The access key, for requests signed for AWS.").label("Access Key Id").width(Short),
        password("aws.secret_access_key",      "The secret of the access key.").label("Secret Access Key").width(Short),
    ]),
    section("AWS STS Access", 1, &[
        string("aws.sts.role.arn",             "The role that is taken at AWS.").valid(Valid::NotEmpty),
        string("aws.sts.role.session.name",    "The name of its session.").valid(Valid::NotEmpty),
        int("aws.sts.role.session.duration",   "Seconds that the session lasts.").or("3600").valid(Valid::Between(900, 43_200)),
        string("aws.sts.role.external.id",     "The external id that the role asks for.").valid(Valid::NotEmpty),
    ]),
    section("AWS Sig4 Authentication", 0, &[
        string("aws.region",                   "The Region that requests are signed for.").label("AWS Region").width(Short),
        string("aws.service.signing.name",     "The service that requests are signed for, as es.").label("AWS Service Signing Name").width(Short).order(0),
    ]),
    section(CONVERSION, 1, &[
        string("index.write.method",           "Whether a document of the same id is replaced (insert) or changed (upsert).").label("Index write method").or("insert").valid(Valid::By(write_method)).low().width(Short),
        boolean("key.ignore",                  "Whether ids are made up instead of taken from keys.").label("Ignore Key mode").or("false").high().width(Short),
        string("key.ignore.id.strategy",       "What ids are then made of.").label("Document ID generation strategy").or("topic.partition.offset").valid(Valid::OneOfLowered(&["none", "record.key", "topic.partition.offset"])).low().width(Long),
        boolean("schema.ignore",               "Whether the mapping is left to OpenSearch.").label("Ignore Schema mode").or("false").low().width(Short),
        boolean("compact.map.entries",         "Whether entries of maps are written as members instead of documents.").label("Compact Map Entries").or("true").low().width(Short),
        list("topic.key.ignore",               "The topics for which key.ignore is true.").label("Topics for 'Ignore Key' mode").or("").low().width(Long),
        list("topic.schema.ignore",            "The topics for which schema.ignore is true.").label("Topics for 'Ignore Schema' mode").or("").low().width(Long),
        boolean("drop.invalid.message",        "Whether records that cannot be converted are passed over.").label("Drop invalid messages").or("false").low().width(Long),
        string("behavior.on.null.values",      "What happens with a record without a value.").label("Behavior for null-valued records").or("ignore").valid(ON_NULL).low().width(Short),
        string("behavior.on.malformed.documents", "What happens with a document that OpenSearch refuses.").label("Behavior on malformed documents").or("fail").valid(ON_TROUBLE).low().width(Short),
        string("behavior.on.version.conflict", "What happens with a document of which there is a later version.").label("Behavior on document's version conflict (optimistic locking)").or("fail").valid(ON_TROUBLE).low().width(Short),
        string("routing.type",                 "What the routing of a document is made of.").label("Routing type").or("none").valid(Valid::OneOfLowered(&["none", "key", "value"])).low().width(Long),
        string("routing.type.record.value.path", "Where in a value its routing is, as a JSON Pointer.").label("The routing value is determined by the record's value").valid(Valid::By(pointer)).low().width(Long),
    ]),
    section(STREAM, 1, &[
        // Its label is the connector's own slip.
        boolean("data.stream.enabled",         "Whether documents go to data streams.").label("Data stream name").or("false").width(Long),
        string("data.stream.prefix",           "What stands before the topic in the name of a data stream.").label("Data stream name").valid(Valid::NotEmpty).width(Long),
        string("data.stream.timestamp.field",  "The field that becomes @timestamp.").label("Data stream timestamp field").or("@timestamp").valid(Valid::NotEmpty).width(Long),
        string("data.streams.existing.index.template.name", "The index template, which is made if it is not there.").label("Data stream name").width(Long),
    ]),
];

fn write_method(name: &str, value: &Value<'_>) -> Result<(), String> {
    match value.text().map(str::to_lowercase).as_deref() {
        Some("insert" | "upsert") => Ok(()),
        _ => Err(invalid(name, value, "Index write method must be one of: ``insert``, ``upsert``")),
    }
}

/// The words are those of a library for JSON, and name nothing.
fn pointer(_: &str, value: &Value<'_>) -> Result<(), String> {
    match value.text() {
        Some(text) if !text.is_empty() && !text.starts_with('/') => {
            Err(format!("Invalid input: JSON Pointer expression must start with '/': \"{text}\""))
        }
        _ => Ok(()),
    }
}
