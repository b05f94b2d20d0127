//! The HTTP sink: what refuses it, what only shows when it starts, and what in its tasks.

use super::{HTTP, fails, refuses, said};
use crate::vendors::aiven::plugins::Shows;

#[rustfmt::skip] // A table.
const REFUSED: &[(&str, &[&str])] = &[
    ("http.url=-", &["Missing required configuration \"http.url\" which has no default value.", "Invalid value null for configuration http.url: can't be null"]),
    ("http.authorization.type=-", &["Missing required configuration \"http.authorization.type\" which has no default value.", "Invalid value null for configuration http.authorization.type"]),
    ("http.url=example", &["Invalid value example for configuration http.url: malformed URL"]),
    ("http.authorization.type=Basic", &["Invalid value Basic for configuration http.authorization.type: supported values are: [none, oauth2, static]"]),
    ("batch.max.size=1000001", &["Invalid value 1000001 for configuration batch.max.size: Value must be no more than 1000000"]),
    ("batch.max.size=0", &["Invalid value 0 for configuration batch.max.size: Value must be at least 1"]),
    ("batch.max.size=abc", &["Invalid value abc for configuration batch.max.size: Not a number of type INT", "Invalid value null for configuration batch.max.size: Value must be non-null"]),
    ("max.retries=-1", &["Invalid value -1 for configuration max.retries: Value must be at least 0"]),
    ("kafka.retry.backoff.ms=86400001", &["Invalid value 86400001 for configuration kafka.retry.backoff.ms: Value must be no more than 86400000 (24 hours)"]),
    ("kafka.retry.backoff.ms=-1", &["Invalid value -1 for configuration kafka.retry.backoff.ms: Value must be at least 0"]),
    ("batching.enabled=yes", &["Invalid value yes for configuration batching.enabled: Expected value to be either true or false"]),
    ("http.headers.content.type= ", &["Invalid value  for configuration http.headers.content.type: String must be non-blank"]),
    ("http.headers.additional=a:b:c", &["Header field should use format header:value"]),
    ("http.headers.additional=a:b, A:c", &["Duplicate keys are not allowed (case-insensitive)"]),
    ("oauth2.token.renew.on.status.codes=wrong", &["Invalid value [wrong] for configuration oauth2.token.renew.on.status.codes: must be a list of numbers"]),
    // The worker's come first, in its order, then the plugin's in theirs.
    ("max.retries=-1\ntasks.max=0\nhttp.url=example", &["Invalid value 0 for configuration tasks.max: Value must be at least 1", "Invalid value example for configuration http.url: malformed URL", "Invalid value -1 for configuration max.retries: Value must be at least 0"]),
];

#[rustfmt::skip]
const REFUSED_BY_THE_WORKER: &[(&str, &[&str])] = &[
    ("topics=-", &["Must configure one of topics or topics.regex"; 2]),
    ("topics.regex=a.*", &["topics and topics.regex are mutually exclusive options, but both are set."; 2]),
    ("errors.deadletterqueue.topic.name=iot", &["The DLQ topic 'iot' may not be included in the list of topics ('topics=[iot]') consumed by the connector"]),
    ("value.converter=org.apache.kafka.connect.json.StringConverter", &["Invalid value org.apache.kafka.connect.json.StringConverter for configuration value.converter: Class org.apache.kafka.connect.json.StringConverter could not be found."]),
    ("value.converter=org.apache.kafka.connect.storage.SimpleHeaderConverter", &["Class class org.apache.kafka.connect.storage.SimpleHeaderConverter does not implement the Converter interface"]),
    ("value.converter=com.example.AvroConverter", &[]),
    ("transforms=a", &["Missing required configuration \"transforms.a.type\" which has no default value."]),
    ("transforms=a,a\ntransforms.a.type=some.Own", &["Invalid value [a, a] for configuration transforms: Duplicate alias provided."]),
    ("transforms=a\ntransforms.a.type=org.apache.kafka.connect.transforms.Cast", &["This class is abstract and cannot be created. Did you mean org.apache.kafka.connect.transforms.Cast$Key, org.apache.kafka.connect.transforms.Cast$Value?"]),
    ("transforms=a\ntransforms.a.type=some.Own\ntransforms.a.negate=true", &["Config 'transforms.a.negate' was provided but there is no config 'transforms.a.predicate' defining a predicate to be negated."]),
    ("config.action.reload=never", &["Invalid value never for configuration config.action.reload: String must be one of: none, restart"]),
    ("errors.retry.timeout=soon", &["Invalid value soon for configuration errors.retry.timeout: Not a number of type LONG"]),
];

#[rustfmt::skip]
const FAILED_AT_START: &[(&str, &str)] = &[
    ("http.authorization.type=static", "Invalid value null for configuration http.headers.authorization: Must be present when http.authorization.type = STATIC"),
    ("http.authorization.type=static\nhttp.headers.authorization=k", ""),
    ("http.headers.authorization=Basic x", "Invalid value [hidden] for configuration http.headers.authorization: Must not be present when http.authorization.type != STATIC"),
    ("http.authorization.type=oauth2", "Invalid value null for configuration oauth2.access.token.url: Must be present when http.headers.authorization = OAUTH2"),
    ("http.authorization.type=oauth2\noauth2.access.token.url=http://t", "Invalid value null for configuration oauth2.client.id: Must be present when http.headers.authorization = OAUTH2"),
    ("http.authorization.type=oauth2\noauth2.access.token.url=http://t\noauth2.client.id=i\noauth2.request.client.secret.property= ", "Invalid value  for configuration oauth2.request.client.secret.property: Must be present when http.headers.authorization = OAUTH2"),
    ("http.authorization.type=oauth2\noauth2.access.token.url=http://t\noauth2.client.id=i", "Invalid value null for configuration oauth2.client.secret: Must be present when http.headers.authorization = OAUTH2"),
    ("batching.enabled=true\nerrors.tolerance=all", "Cannot use errors.tolerance when batching is enabled"),
    ("http.proxy.host=proxy", "Proxy host and port must be defined together"),
    ("http.proxy.port=3128", "Proxy host and port must be defined together"),
    // In a circle of dependents, which the worker does not enter before.
    ("oauth2.access.token.url=nothing", "Invalid value nothing for configuration oauth2.access.token.url: malformed URL"),
    ("oauth2.client.authorization.mode=BODY", "Invalid value BODY for configuration oauth2.client.authorization.mode: supported values are: [HEADER, URL]"),
    ("oauth2.client.authorization.mode=url", ""),
    ("oauth2.client.scope= ", "Invalid value  for configuration oauth2.client.scope: String may not be empty"),
    // The plugin defines it without a check, and goes before the worker in its answer.
    ("errors.tolerance=some", "Invalid value some for configuration errors.tolerance: String must be one of: none, all"),
];

#[rustfmt::skip]
const FAILED_AT_THE_FIRST_RECORD: &[(&str, &str)] = &[
    ("http.url=http://a b/", "org.apache.kafka.connect.errors.ConnectException: Could not retrieve proper URI from http.url"),
    ("http.url=http://", "org.apache.kafka.connect.errors.ConnectException: Could not retrieve proper URI from http.url"),
    ("http.url=ftp://example.com", "java.lang.IllegalArgumentException: invalid URI scheme ftp"),
    ("http.url=http://my_host/", "java.lang.IllegalArgumentException: unsupported URI http://my_host/"),
    ("http.headers.additional=X-A:", "java.lang.ArrayIndexOutOfBoundsException: Index 1 out of bounds for length 1"),
    ("http.headers.additional=X-A:b,Host:x", "java.lang.IllegalArgumentException: restricted header name: \"Host\""),
    ("http.headers.additional=a b:c", "java.lang.IllegalArgumentException: invalid header name: \"a b\""),
    ("http.url=http://\nerrors.log.enable=true", "org.apache.kafka.connect.errors.ConnectException: Tolerance exceeded in error handler"),
    ("http.url=http://\nerrors.tolerance=all\nerrors.deadletterqueue.topic.name=d", ""),
];

#[test]
fn a_worker_refuses_what_the_connectors_checks_refuse() {
    refuses(HTTP, REFUSED);
}

#[test]
fn a_worker_refuses_what_its_own_checks_refuse() {
    refuses(HTTP, REFUSED_BY_THE_WORKER);
}

#[test]
fn what_only_shows_when_it_starts() {
    let exception = "org.apache.kafka.common.config.ConfigException: ";
    fails(HTTP, Shows::Start, exception, FAILED_AT_START);
}

#[test]
fn what_only_shows_when_its_tasks_start() {
    let format = "java.lang.IllegalArgumentException: No enum constant org.apache.kafka.connect.json.DecimalFormat.TEXT";
    let store = "java.lang.RuntimeException: TrustStore file not found: /s.jks. Tried classpath and file system locations.";
    fails(
        HTTP,
        Shows::TaskStart,
        "",
        &[
            ("decimal.format=TEXT", format),
            ("http.ssl.truststore.location=/s.jks", store),
            ("http.ssl.truststore.location=/s.jks\nhttp.ssl.trust.all.certs=true", ""),
        ],
    );
}

#[test]
fn what_only_shows_with_the_first_record() {
    fails(HTTP, Shows::FirstRecord, "", FAILED_AT_THE_FIRST_RECORD);
}

#[test]
fn a_blank_at_the_ends_of_a_value_is_nothing() {
    assert_eq!(said(HTTP, "http.url= http://127.0.0.1:9000/in \nmax.retries= 3 "), []);
}
