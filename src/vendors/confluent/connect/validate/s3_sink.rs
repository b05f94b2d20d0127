//! The plugin `S3_SINK`: records become objects in Amazon S3.
//!
//! "Amazon S3 Sink Connector for Confluent Cloud", "Configuration Properties".

use super::definition::{Part, boolean, int, list, long, password, section, string};
use super::findings::{Findings, Submission};
use super::plugin::{Plugin, Role};
use super::recurring;
use super::wording;

pub const PLUGIN: Plugin = Plugin {
    alias: "S3_SINK",
    class: "io.confluent.connect.s3.S3SinkConnector",
    role: Role::Sink,
    version: "10.5.13",
    parts: PARTS,
    check,
    endpoint: Some("store.url"),
};

const OUTPUT_FORMATS: &[&str] = &["AVRO", "BYTES", "JSON", "PARQUET"];

#[rustfmt::skip] // A table: one property, one line.
const PARTS: &[Part] = &[
    recurring::TOPICS,
    recurring::SCHEMA,
    recurring::INPUT,
    recurring::NAMED,
    recurring::SINK_CREDENTIALS,
    section("AWS credentials", &[
        string("authentication.method",               "Authentication method",        "How the connector proves itself to AWS.").high().or("Access Keys").one_of(&["Access Keys", "IAM Roles"]),
        password("aws.access.key.id",                 "Amazon Access Key ID",         "The access key.").high().belongs_to("authentication.method", "Access Keys"),
        string("provider.integration.id",             "Provider integration",         "The provider integration whose role is taken.").high().belongs_to("authentication.method", "IAM Roles"),
        password("aws.secret.access.key",             "Amazon Secret Access Key",     "The secret of the access key.").high().belongs_to("authentication.method", "Access Keys"),
        boolean("secret.manager.enabled",             "Enable secret manager",        "Whether secrets are fetched from a secret manager.").high().or("false"),
    ]),
    recurring::SECRETS,
    section("Amazon S3 details", &[
        string("s3.region",                           "AWS region",                   "The Region of the bucket.").low().or("${kafka.region}"),
        string("s3.ssea.name",                        "Server Side Encryption",       "The algorithm by which S3 encrypts.").low().one_of(&["AES256", "aws:kms"]),
        string("s3.bucket.name",                      "Amazon S3 bucket name",        "The bucket that objects go to.").high().required(),
        string("store.url",                           "Store URL",                    "The address of the store, where it is not the usual one."),
        password("s3.sse.customer.key",               "Server Side Encryption Customer-Provided Key", "The key of one's own by which S3 encrypts.").low(),
        string("s3.sse.kms.key.id",                   "AWS KMS key",                  "The key of AWS KMS by which S3 encrypts.").low(),
        int("s3.part.size",                           "S3 part size",                 "Bytes in a part of an upload.").high().or("5242880").between(5_242_880, 2_147_483_647),
        boolean("s3.wan.mode",                        "S3 accelerated endpoint",      "Whether the accelerated endpoint is used.").or("false"),
        boolean("s3.path.style.access.enabled",       "Path style access",            "Whether the bucket is in the path and not in the host.").or("true"),
        long("s3.retry.backoff.ms",                   "S3 retry backoff (ms)",        "Milliseconds before a failed request is first tried again.").low().or("200").at_least(1),
        int("s3.part.retries",                        "S3 part upload retries",       "How often a failed request is tried again.").or("10000").at_least(0),
        boolean("s3.http.send.expect.continue",       "Expect: 100-continue",         "Whether the connector waits for S3 before it sends a body.").low().or("true"),
        string("s3.object.behavior.on.tagging.error", "Behavior on tagging error",    "Whether a failed tagging stops the task.").low().or("ignore").one_of(&["fail", "ignore"]),
        list("s3.object.tagging.key.value.pairs",     "S3 object tags",               "Tags of every object, each as key=value.").low(),
    ]),
    recurring::ENCRYPTION,
    section("Output messages", &[
        string("output.data.format",                  "Output message format",        "The format of values in objects.").high().or("${input.data.format}").one_of(OUTPUT_FORMATS),
        string("output.keys.format",                  "Output keys format",           "The format of keys in objects.").high().or("AVRO").one_of(OUTPUT_FORMATS),
        string("output.headers.format",               "Output headers format",        "The format of headers in objects.").high().or("AVRO").one_of(OUTPUT_FORMATS),
        string("json.decimal.format",                 "JSON decimal format",          "How DECIMAL values are written in JSON.").low().or("BASE64").one_of(recurring::DECIMALS),
    ]),
    section("Organize my data by...", &[
        string("partitioner.class",                   "Partitioner class",            "How records are spread over directories.").high().or("TimeBasedPartitioner").one_of(&["DefaultPartitioner", "FieldPartitioner", "TimeBasedPartitioner"]),
        string("topics.dir",                          "Topic directory",              "The directory in which those of the topics are.").high().or("topics"),
        string("locale",                              "Locale",                       "The language of dates in paths.").high().or("en"),
        string("timezone",                            "Timezone",                     "The time zone of dates in paths.").high().or("UTC"),
        int("rotate.schedule.interval.ms",            "Maximum span of wall time before a file is closed (ms)", "Milliseconds of wall time after which an object is written; -1 for never.").or("-1"),
        int("rotate.interval.ms",                     "Maximum span of record time before a file is closed (ms)", "Milliseconds between the records of one object at most.").high().or("${time.interval}"),
        string("path.format",                         "Path format",                  "How the directories of a time are named.").high().or("'year'=YYYY/'month'=MM/'day'=dd/'hour'=HH"),
        int("flush.size",                             "Flush size",                   "Records after which an object is written.").high().or("1000").at_least(1000),
        list("partition.field.name",                  "Partition field name",         "The fields by which records are spread.").high().belongs_to("partitioner.class", "FieldPartitioner"),
        string("behavior.on.null.values",             "Behavior on null values",      "What happens to a record without a value.").low().or("ignore").one_of(&["ignore", "fail", "write"]),
        string("timestamp.field",                     "Timestamp field name",         "The field that has a record's time.").high(),
        string("compression.codec",                   "Compression type",             "How objects are compressed.").high(),
        string("subject.name.strategy",               "Subject name strategy",        "How subjects of schemas are named.").low().or("TopicNameStrategy").one_of(&["RecordNameStrategy", "TopicNameStrategy", "TopicRecordNameStrategy"]),
        int("s3.compression.level",                   "Compression level",            "How hard gzip tries; -1 for its own choice.").high().between(-1, 9),
        boolean("enhanced.avro.schema.support",       "Enhanced Avro schema support", "Whether packages and enums are kept.").low().or("true"),
        string("time.interval",                       "Time interval",                "The span of time in one directory.").high().one_of(&["DAILY", "HOURLY"]),
        boolean("report.null.values.to.dlq",          "Report null values to DLQ",    "Whether records without a value go to the dead letter queue.").low().or("true"),
        string("s3.schema.partition.affix.type",      "Schema partition affix",       "Whether the schema's name stands in the path.").low().or("NONE").one_of(&["NONE", "PREFIX", "SUFFIX"]),
        string("schema.compatibility",                "Schema compatibility",         "What a record needs whose schema is another than that of its object.").high().or("NONE").one_of(&["BACKWARD", "FORWARD", "FULL", "NONE"]),
        string("tombstone.encoded.partition",         "Tombstone partition",          "The directory of records without a value.").low().or("tombstone"),
        string("s3.acl.canned",                       "S3 canned ACL",                "Who may do what with an object.").low(),
        boolean("store.kafka.keys",                   "Store Kafka keys",             "Whether keys are stored too.").low().or("false"),
        boolean("store.kafka.headers",                "Store Kafka headers",          "Whether headers are stored too.").low().or("false"),
    ]),
    recurring::CONSUMER,
    recurring::TASK_COUNT,
    recurring::SINK_ADDITIONAL,
    recurring::AUTO_RESTART,
];

/// Which time goes into one directory must be said where directories are of time.
fn check(it: &Submission<'_>, findings: &mut Findings) {
    if it.has("topics.regex") && it.has("topics") {
        findings.add("topics.regex", wording::not_together("topics.regex", "topics"));
    }
    if it.value("partitioner.class") == "TimeBasedPartitioner" && !it.has("time.interval") {
        findings.require("time.interval");
        findings.add("time.interval", wording::not_in_enum("time.interval", None));
    }
}
