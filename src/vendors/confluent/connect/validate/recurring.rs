//! Properties that many managed plugins have, in the groups that they have in common.
//!
//! Names, types, defaults and importance: the vendor's pages of the single connectors, "Configuration
//! Properties". The labels of those without a page of their own are UNCONFIRMED.

use super::definition::{
    Definition, Part, Valid, boolean, int, list, long, password, section, string,
};

pub const CONNECT: &str = "How should we connect to your data?";
pub const CREDENTIALS: &str = "Kafka Cluster credentials";
pub const TASKS: &str = "Number of tasks for this connector";
pub const RESTART: &str = "Auto-restart policy";
pub const ADDITIONAL: &str = "Additional Configs";

pub const API_KEY: &str = "KAFKA_API_KEY";
pub const SERVICE_ACCOUNT: &str = "SERVICE_ACCOUNT";
pub const BOTH_MODES: &[&str] = &[API_KEY, SERVICE_ACCOUNT];
pub const FORMATS: &[&str] = &["AVRO", "JSON", "JSON_SR", "PROTOBUF"];
pub const DECIMALS: &[&str] = &["BASE64", "NUMERIC"];
pub const REFERENCES: &[&str] =
    &["DefaultReferenceSubjectNameStrategy", "QualifiedReferenceSubjectNameStrategy"];
const SERIALIZER: &str = "io.confluent.kafka.serializers.schema.id.PrefixSchemaIdSerializer";
const DESERIALIZER: &str = "io.confluent.kafka.serializers.schema.id.DualSchemaIdDeserializer";

pub const CLASS: Definition = string("connector.class", "Connector class", "").high().required();
pub const NAME: Definition = string("name", "Connector name", "The name of the connector.").high().required().valid(Valid::AtMostLong(64));
pub const NAMED: Part = section(CONNECT, &[CLASS, NAME]);

pub const AUTH_MODE: Definition = string("kafka.auth.mode", "Kafka Cluster Authentication mode", "How the connector proves itself to the Kafka cluster: with an API key, or as a service account.").high().or(API_KEY).one_of(BOTH_MODES).order(1);
pub const KAFKA_KEY: Definition = password("kafka.api.key", "Kafka API Key", "The API key for the Kafka cluster. Needed in the mode KAFKA_API_KEY.").high().needed_when("kafka.auth.mode", API_KEY).order(2);
pub const ACCOUNT: Definition = string("kafka.service.account.id", "Kafka Service Account", "The service account for which keys of the Kafka cluster are made. Needed in the mode SERVICE_ACCOUNT.").high().needed_when("kafka.auth.mode", SERVICE_ACCOUNT).order(2);
pub const KAFKA_SECRET: Definition = password("kafka.api.secret", "Kafka API Secret", "The secret of the API key. Needed in the mode KAFKA_API_KEY.").high().needed_when("kafka.auth.mode", API_KEY).dependents(&["kafka.api.key"]).order(3);
pub const PREVIEW: Definition = string("datapreview.schemas.enable", "Show schemas in data preview request output", "Whether previews of the data show the schema of each record.").low().or("false").order(5);
pub const SINK_CREDENTIALS: Part = section(CREDENTIALS, &[AUTH_MODE, ACCOUNT, KAFKA_KEY, KAFKA_SECRET]);
pub const SOURCE_CREDENTIALS: Part = section(CREDENTIALS, &[AUTH_MODE, ACCOUNT, KAFKA_KEY, KAFKA_SECRET, PREVIEW]);

pub const SCHEMA_CONTEXT: Definition = string("schema.context.name", "Schema context", "The context within Schema Registry in which the connector's schemas are.").or("default");
pub const SCHEMA: Part = section("Schema Config", &[SCHEMA_CONTEXT]);

pub const TOPICS: Part = section("Which topics do you want to get data from?", &[
    string("topics.regex",                    "Topics Regex",           "A regular expression for the names of the topics that are read. Not together with a list of topics.").low(),
    list("topics",                            "Topic names",            "The topics that are read, separated by commas.").high().required().spared_by("topics.regex"),
    string("errors.deadletterqueue.topic.name", "Dead letter queue topic", "Where records go that the connector cannot process.").low().or("dlq-${connector}"),
]);

pub const INPUT_FORMATS: &[&str] = &["AVRO", "BYTES", "JSON", "JSON_SR", "PROTOBUF", "STRING"];
pub const INPUT: Part = section("Input messages", &[
    string("input.data.format", "Input Kafka record value format", "The format of the values in the topics.").high().required().or("JSON").one_of(INPUT_FORMATS).dependents(&["schema.registry.url"]).order(1),
    string("input.key.format",  "Input Kafka record key format",   "The format of the keys in the topics.").high().or("BYTES").one_of(INPUT_FORMATS).dependents(&["schema.registry.url"]).order(2),
]);

pub const OUTPUT_FORMAT: Definition = string("output.data.format", "Select output record value format", "The format of the records that are produced. AVRO, JSON_SR and PROTOBUF need Schema Registry.").high().required().one_of(FORMATS).dependents(&["schema.registry.url"]).order(1);

pub const ENCRYPTION: Part = section("CSFLE", &[
    boolean("csfle.enabled",       "Enable Client-Side Field Level Encryption", "Whether encryption rules of the schemas are kept.").high().or("false"),
    string("sr.service.account.id", "Schema Registry Service Account",      "The service account that may read schemas and keys.").high(),
    string("csfle.onFailure",      "On failure",                                "What happens to a record that cannot be decrypted.").or("ERROR").one_of(&["ERROR", "NONE"]),
]);

pub const TASKS_MAX: Definition = int("tasks.max", "Tasks", "The number of tasks at most.").high().required().at_least(1);
pub const TASK_COUNT: Part = section(TASKS, &[TASKS_MAX]);

pub const AUTO_RESTART: Part = section(RESTART, &[
    boolean("auto.restart.on.user.error", "Enable Connector Auto-restart", "Whether the connector restarts by itself after errors that its user can mend.").or("true"),
]);

pub const CONSUMER: Part = section("Consumer configuration", &[
    long("max.poll.interval.ms", "Max poll interval(ms)", "Milliseconds that may pass between two reads from Kafka.").low().or("300000").between(60_000, 1_800_000),
    long("max.poll.records",     "Max poll records",      "Records that one read from Kafka brings at most.").low().or("500").between(1, 500),
]);

pub const SECRETS: Part = section("Secret manager configuration", &[
    string("secret.manager",                       "Secret manager",                     "The secret manager from which secrets are fetched.").high().needed_when("secret.manager.enabled", "true"),
    list("secret.manager.managed.configs",         "Configurations from secret manager", "The properties whose values are fetched from it.").high().needed_when("secret.manager.enabled", "true"),
    string("secret.manager.provider.integration.id", "Provider integration",             "The provider integration that may read from it.").high().needed_when("secret.manager.enabled", "true"),
]);

// Converters. What only one format heeds says so.
pub const DECIMAL: Definition = string("value.converter.decimal.format", "Value Converter Decimal Format", "How DECIMAL values are written in JSON: as base64 of their bytes, or as numbers.").low().or("BASE64").one_of(DECIMALS);
pub const REFERENCE: Definition = string("value.converter.reference.subject.name.strategy", "Value Converter Reference Subject Name Strategy", "How subjects of referenced schemas are named. PROTOBUF only.").low().or("DefaultReferenceSubjectNameStrategy").one_of(REFERENCES);
pub const META: Definition = boolean("value.converter.connect.meta.data", "Value Converter Connect Meta Data", "Whether the converter adds its own metadata to schemas. AVRO only.").low();
pub const VALUE_SUBJECT: Definition = string("value.converter.value.subject.name.strategy", "Value Converter Value Subject Name Strategy", "How the subject is named under which schemas of values are registered.").low().or("TopicNameStrategy");
pub const KEY_SUBJECT: Definition = string("key.converter.key.subject.name.strategy", "Key Converter Key Subject Name Strategy", "How the subject is named under which schemas of keys are registered.").low().or("TopicNameStrategy");
pub const KEY_SERIALIZER: Definition = string("key.converter.key.schema.id.serializer", "Key Converter Schema ID Serializer", "The class that writes the ids of key schemas.").low().or(SERIALIZER);
pub const VALUE_SERIALIZER: Definition = string("value.converter.value.schema.id.serializer", "Value Converter Schema ID Serializer", "The class that writes the ids of value schemas.").low().or(SERIALIZER);
pub const WITH_SCHEMAS: Definition = boolean("value.converter.schemas.enable", "Value Converter Schemas Enable", "Whether plain JSON values carry their schemas.").low().or("false");
pub const NULL_TO_DEFAULT: Definition = boolean("value.converter.replace.null.with.default", "Value Converter Replace Null With Default", "Whether a null stands for the field's default. JSON only.").low().or("true");
pub const NO_DEFAULTS: Definition = boolean("value.converter.ignore.default.for.nullables", "Value Converter Ignore Default For Nullables", "Whether nulls stay null where a column has a default.").low().or("false");
pub const TOLERANCE: Definition = string("errors.tolerance", "Error Tolerance", "Whether records that cannot be processed stop the task.").low().one_of(&["all", "none"]);

pub const SINK_ADDITIONAL: Part = section(ADDITIONAL, &[
    NULL_TO_DEFAULT, REFERENCE, WITH_SCHEMAS, TOLERANCE.or("all"), NO_DEFAULTS, DECIMAL, META, VALUE_SUBJECT, KEY_SUBJECT,
    string("value.converter.value.schema.id.deserializer", "Value Converter Schema ID Deserializer", "The class that reads the ids of value schemas.").low().or(DESERIALIZER),
    string("key.converter.key.schema.id.deserializer",     "Key Converter Schema ID Deserializer",   "The class that reads the ids of key schemas.").low().or(DESERIALIZER),
    int("value.converter.use.schema.id",                   "Value Converter Use Schema ID",          "The schema by which all values are read.").low(),
    int("key.converter.use.schema.id",                     "Key Converter Use Schema ID",            "The schema by which all keys are read.").low(),
    string("value.converter.use.schema.guid",              "Value Converter Use Schema GUID",        "Likewise, by its GUID.").low(),
    string("key.converter.use.schema.guid",                "Key Converter Use Schema GUID",          "Likewise, by its GUID.").low(),
]);

pub const SOURCE_ADDITIONAL: Part = section(ADDITIONAL, &[
    NULL_TO_DEFAULT, REFERENCE, WITH_SCHEMAS, TOLERANCE.or("none"), NO_DEFAULTS, DECIMAL, META, VALUE_SUBJECT, KEY_SUBJECT, KEY_SERIALIZER, VALUE_SERIALIZER,
    string("header.converter",                                "Header Converter Class",                            "The class that writes headers.").low(),
    long("producer.override.linger.ms",                       "Producer Linger (ms)",                              "Milliseconds for which records wait to be sent together.").low().between(100, 1000),
    string("producer.override.compression.type",              "Producer Compression Type",                         "How batches of records are compressed.").low().one_of(&["gzip", "lz4", "none", "snappy", "zstd"]),
    boolean("value.converter.auto.register.schemas",          "Value Converter Auto Register Schemas",             "Whether schemas are registered that are not yet.").low(),
    boolean("value.converter.use.latest.version",             "Value Converter Use Latest Version",                "Whether the subject's latest schema is used, where none is registered.").low(),
    boolean("value.converter.latest.compatibility.strict",    "Value Converter Latest Compatibility Strict",       "Whether that schema has to be compatible.").low(),
    boolean("value.converter.allow.optional.map.keys",        "Value Converter Allow Optional Map Keys",           "Whether keys of maps may be optional. AVRO only.").low(),
    boolean("value.converter.enhanced.avro.schema.support",   "Value Converter Enhanced Avro Schema Support",      "Whether packages and enums are kept. AVRO only.").low(),
    boolean("value.converter.enhanced.protobuf.schema.support", "Value Converter Enhanced Protobuf Schema Support", "Whether packages are kept. PROTOBUF only.").low(),
    boolean("value.converter.flatten.singleton.unions",       "Value Converter Flatten Singleton Unions",          "Whether a union of one type is that type. AVRO and JSON_SR only.").low().or("false"),
    boolean("value.converter.flatten.unions",                 "Value Converter Flatten Unions",                    "Whether a oneof becomes plain fields. PROTOBUF only.").low(),
    boolean("value.converter.generate.index.for.unions",      "Value Converter Generate Index For Unions",         "Whether the members of a union are numbered. PROTOBUF only.").low(),
    boolean("value.converter.generate.struct.for.nulls",      "Value Converter Generate Struct For Nulls",         "Whether a null becomes an empty struct. PROTOBUF only.").low(),
    boolean("value.converter.int.for.enums",                  "Value Converter Int For Enums",                     "Whether enums are written as numbers. PROTOBUF only.").low(),
    boolean("value.converter.optional.for.nullables",         "Value Converter Optional For Nullables",            "Whether nullable fields are marked as optional. PROTOBUF only.").low(),
    boolean("value.converter.optional.for.proto2",            "Value Converter Optional For Proto2",               "Whether optionals of proto2 are known. PROTOBUF only.").low(),
    boolean("value.converter.scrub.invalid.names",            "Value Converter Scrub Invalid Names",               "Whether characters that a name cannot have are replaced.").low(),
    boolean("value.converter.wrapper.for.nullables",          "Value Converter Wrapper For Nullables",             "Whether nullable fields are wrapped messages. PROTOBUF only.").low(),
    boolean("value.converter.wrapper.for.raw.primitives",     "Value Converter Wrapper For Raw Primitives",        "Whether a wrapped message at the root is a plain value. PROTOBUF only.").low(),
    boolean("value.converter.object.additional.properties",   "Value Converter Object Additional Properties",      "Whether objects may have further properties. JSON_SR only.").low(),
    boolean("value.converter.use.optional.for.nonrequired",   "Value Converter Use Optional For Nonrequired",      "Whether what is not required is optional. JSON_SR only.").low(),
]);
