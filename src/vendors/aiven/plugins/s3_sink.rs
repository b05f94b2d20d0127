//! The S3 sink connector: records become objects in a bucket.
//!
//! Facts: `S3SinkConfig` and its fragments in Aiven's open-source cloud storage connectors, v3.4.2. Title and
//! address are UNCONFIRMED. Left out: whether a template of a name can be used, and whether the class of a
//! credentials provider is one.

pub mod checks;
pub mod start;

use super::definition::Width::{Long, Short};
use super::definition::{
    Section, boolean, class, int, list, long, loose, password, section, string,
};
use super::plugin::{Plugin, SINK};
use super::valid::Valid;

pub const PLUGIN: Plugin = Plugin {
    class: "io.aiven.kafka.connect.s3.AivenKafkaConnectS3SinkConnector",
    doc_url: "https://github.com/aiven/cloud-storage-connectors-for-apache-kafka",
    title: "S3 Sink",
    version: "3.4.2",
    sections: SECTIONS,
    start: start::start,
    usual_failure: "org.apache.kafka.connect.errors.ConnectException: software.amazon.awssdk.services.s3.model.S3Exception: Access Denied (Service: S3, Status Code: 403)",
    ..SINK
};

const BUCKET: Valid = Valid::By(checks::bucket);
const COMPRESSION: Valid = Valid::By(checks::compression);
const FIELDS: Valid = Valid::By(checks::output_fields);
const REGION: Valid = Valid::By(checks::region);
const SECRET: Valid = Valid::By(checks::secret);
const SOURCE: Valid = Valid::By(checks::timestamp_source);
const URL: Valid = Valid::By(checks::url);

#[rustfmt::skip] // A table: one property, one line.
const SECTIONS: &[Section] = &[
    section("AWS", 1, &[
        password("aws.access.key.id",            "The access key.").valid(SECRET),
        password("aws.secret.access.key",        "The secret of the access key.").valid(SECRET),
        class("aws.credentials.provider",        "The class that finds credentials where there is no key."),
        string("aws.s3.bucket.name",             "The bucket.").valid(BUCKET),
        string("aws.s3.sse.algorithm",           "How S3 encrypts objects, as AES256 or aws:kms.").valid(Valid::NotEmpty),
        string("aws.s3.endpoint",                "The address of S3, where it is not the usual one.").valid(URL).low(),
        string("aws.s3.region",                  "The Region of the bucket.").valid(REGION),
        string("aws.s3.prefix",                  "What stands before the name of each object.").valid(Valid::NotEmpty),
        int("aws.s3.fetch.page.size",            "How many keys are asked for at once; of a source only.").or("10").valid(Valid::AtLeast(1)),
        int("aws.s3.fetch.buffer.size",          "How many keys are remembered; of a source only.").or("1000").valid(Valid::AtLeast(1)),
    ]),
    section("AWS STS", 1, &[
        string("aws.sts.role.arn",               "The role that is taken.").valid(Valid::NotEmpty),
        string("aws.sts.role.session.name",      "The name of its session.").valid(Valid::NotEmpty),
        int("aws.sts.role.session.duration",     "Seconds that the session lasts.").or("3600").valid(Valid::Between(900, 43_200)),
        string("aws.sts.role.external.id",       "The external id that the role asks for.").valid(Valid::NotEmpty),
        string("aws.sts.config.endpoint",        "The address of STS.").or("https://sts.amazonaws.com").valid(Valid::NotEmpty),
    ]),
    loose(&[
        password("aws_access_key_id",            "Deprecated: aws.access.key.id.").valid(SECRET),
        password("aws_secret_access_key",        "Deprecated: aws.secret.access.key.").valid(SECRET),
        string("aws_s3_bucket",                  "Deprecated: aws.s3.bucket.name.").valid(BUCKET),
        string("aws_s3_endpoint",                "Deprecated: aws.s3.endpoint.").valid(URL).low(),
        string("aws_s3_region",                  "Deprecated: aws.s3.region.").valid(REGION),
        string("aws_s3_prefix",                  "Deprecated: aws.s3.prefix.").valid(Valid::NotEmpty),
        list("output_fields",                    "Deprecated: format.output.fields.").valid(FIELDS),
        string("output_compression",             "Deprecated: file.compression.type.").valid(COMPRESSION),
    ]),
    section("S3 retry backoff policy", 1, &[
        long("aws.s3.backoff.delay.ms",          "Milliseconds before a failed request is first tried again.").or("100").valid(Valid::AtLeast(1)),
        long("aws.s3.backoff.max.delay.ms",      "Milliseconds between two attempts at most.").or("20000").valid(Valid::AtLeast(1)),
        int("aws.s3.backoff.max.retries",        "How often a failed request is tried again.").or("3").valid(Valid::Between(1, 30)),
    ]),
    section("AWS", 0, &[
        int("aws.s3.part.size.bytes",            "Bytes in a part of an upload.").or("5242880").valid(Valid::By(checks::part_size)),
    ]),
    section("File", 1, &[
        string("file.name.template",             "The name of a file, with {{topic}}, {{partition}}, {{start_offset}}, or {{key}}.").width(Long),
        string("file.prefix.template",           "What stands before the name, with the same variables.").width(Long),
        // Two places are given twice, as the connector counts them.
        string("file.compression.type",          "How files are compressed.").valid(COMPRESSION).order(2),
        int("file.max.records",                  "How many records go into one file at most; 0 for no limit.").or("0").valid(Valid::Between(0, 2_147_483_647)).width(Short),
        string("file.name.timestamp.timezone",   "The time zone of timestamps in names.").or("Z").valid(Valid::By(checks::time_zone)).low().width(Short),
        string("file.name.timestamp.source",     "Where timestamps in names come from.").or("WALLCLOCK").valid(SOURCE).low().width(Short),
    ]),
    section("Format", 0, &[
        string("format.output.type",             "The format of files.").or("csv").valid(Valid::By(checks::output_type)),
        list("format.output.fields",             "The parts of a record that are written.").valid(FIELDS).order(0),
        string("format.output.fields.value.encoding", "How values are written.").or("base64").valid(Valid::By(checks::encoding)).order(1),
        boolean("format.output.envelope",        "Whether a single part is written as a member of an object.").or("true").width(Short).order(2),
    ]),
    section("File", 0, &[
        string("timestamp.timezone",             "Deprecated: file.name.timestamp.timezone.").or("Z").valid(Valid::By(checks::time_zone)).low().width(Short),
        string("timestamp.source",               "Deprecated: file.name.timestamp.source.").or("WALLCLOCK").valid(SOURCE).low().width(Short),
    ]),
];
