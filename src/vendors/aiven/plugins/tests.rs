//! What the tables promise each other, and what is said about configurations.

use std::collections::{BTreeMap, BTreeSet};

use super::{ALL, Config, FieldKind, Kind, Shows, find, preflight, validate};

/// As `name=value` lines.
fn config(text: &str) -> Config {
    let lines = text.lines().map(str::trim).filter(|it| !it.is_empty());
    let pairs = lines.map(|it| it.split_once('=').expect("a line has a value"));
    pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// A configuration that is good, for each plugin; these are what the vendor's how-tos show.
fn good(class: &str) -> Config {
    let (_, text) = GOOD.iter().find(|(it, _)| *it == class).expect("each plugin has one");
    config(&format!("name=c\nconnector.class={class}\n{text}"))
}

const HTTP: &str = "io.aiven.kafka.connect.http.HttpSinkConnector";
const JDBC_SOURCE: &str = "io.aiven.connect.jdbc.JdbcSourceConnector";
const JDBC_SINK: &str = "io.aiven.connect.jdbc.JdbcSinkConnector";
const S3: &str = "io.aiven.kafka.connect.s3.AivenKafkaConnectS3SinkConnector";
const OPENSEARCH: &str = "io.aiven.kafka.connect.opensearch.OpenSearchSinkConnector";
const DEBEZIUM: &str = "io.debezium.connector.postgresql.PostgresConnector";

const GOOD: &[(&str, &str)] = &[
    (
        HTTP,
        "topics=iot
         http.url=http://127.0.0.1:9000/in
         http.authorization.type=none
         key.converter=org.apache.kafka.connect.storage.StringConverter
         value.converter=org.apache.kafka.connect.storage.StringConverter",
    ),
    (
        JDBC_SOURCE,
        "connection.url=jdbc:postgresql://db:5432/defaultdb
         connection.user=avnadmin
         connection.password=pw
         mode=incrementing
         incrementing.column.name=id
         table.whitelist=orders,lines
         topic.prefix=pg_",
    ),
    (
        JDBC_SINK,
        "topics=orders
         connection.url=jdbc:postgresql://db:5432/defaultdb
         insert.mode=upsert
         pk.mode=record_value
         pk.fields=id
         auto.create=true",
    ),
    (
        S3,
        "topics=orders
         aws.access.key.id=A
         aws.secret.access.key=B
         aws.s3.bucket.name=my-bucket
         aws.s3.region=eu-west-1
         format.output.type=jsonl
         format.output.fields=key,value
         transforms=part
         transforms.part.type=org.apache.kafka.connect.transforms.InsertField$Value",
    ),
    (
        OPENSEARCH,
        "topics=orders
         connection.url=https://search:9200
         connection.username=avnadmin
         connection.password=pw
         key.ignore=true
         schema.ignore=true",
    ),
    (
        DEBEZIUM,
        "database.hostname=db
         database.port=5432
         database.user=avnadmin
         database.password=pw
         database.dbname=defaultdb
         topic.prefix=pg
         plugin.name=pgoutput
         table.include.list=public.orders
         publication.autocreate.mode=filtered",
    ),
];

/// What is said when `patch` is laid over a good configuration; a value of `-` takes a property away.
fn said(class: &str, patch: &str) -> Vec<(Shows, String)> {
    let mut config_with = good(class);
    for (name, value) in config(patch) {
        if value == "-" {
            config_with.remove(&name)
        } else {
            config_with.insert(name, value)
        };
    }
    let plugin = find(class).expect("the plugin is there");
    validate(plugin, &config_with).into_iter().map(|it| (it.shows, it.message)).collect()
}

fn at_once(class: &str, patch: &str, lines: &[&str]) {
    let expected: Vec<_> = lines.iter().map(|it| (Shows::AtOnce, (*it).to_owned())).collect();
    assert_eq!(said(class, patch), expected, "{patch}");
}

fn later(class: &str, patch: &str, shows: Shows, message: &str) {
    assert_eq!(said(class, patch), [(shows, message.to_owned())], "{patch}");
}

#[test]
fn a_property_is_defined_once_and_its_dependents_are_there() {
    for plugin in ALL {
        let names: Vec<_> =
            plugin.sections.iter().flat_map(|it| it.definitions).map(|it| it.name).collect();
        let distinct: BTreeSet<_> = names.iter().collect();
        assert_eq!(names.len(), distinct.len(), "{}", plugin.class);
        for definition in plugin.sections.iter().flat_map(|it| it.definitions) {
            for dependent in definition.dependents {
                assert!(names.contains(dependent), "{} of {}", dependent, definition.name);
            }
        }
    }
}

#[test]
fn a_default_is_good() {
    for plugin in ALL {
        for text in preflight::errors(plugin, &BTreeMap::new()) {
            let is_about_what_is_missing = text.starts_with("Missing required configuration")
                || text.starts_with("Invalid value null for configuration")
                || text.starts_with("Must configure one of topics")
                || text.ends_with("value is invalid: A value is required");
            assert!(is_about_what_is_missing, "{}: {text}", plugin.class);
        }
    }
}

#[test]
fn the_order_of_a_group_is_that_of_the_connectors() {
    let place = |class: &str, name: &str| {
        let field = find(class).expect("it is there").fields().find(|it| it.name == name);
        let field = field.expect("the property is there");
        (field.group.unwrap_or_default(), field.order)
    };
    for (class, name, expected) in [
        (HTTP, "http.url", ("Connection", 0)),
        (HTTP, "oauth2.token.renew.on.status.codes", ("Connection", 20)),
        (HTTP, "batch.separator", ("Batching", 4)),
        (HTTP, "retry.backoff.ms", ("Delivery", 2)),
        (HTTP, "errors.tolerance", ("Errors Handling", 0)),
        (HTTP, "topics.regex", ("Common", 4)),
        (HTTP, "predicates", ("Predicates", 9)),
        (HTTP, "errors.deadletterqueue.context.headers.enable", ("Error Handling", 8)),
        (JDBC_SOURCE, "sql.quote.identifiers", ("Database", 15)),
        (JDBC_SOURCE, "incrementing.initial", ("Mode", 7)),
        (JDBC_SOURCE, "errors.tolerance", ("Error Handling", 3)),
        (JDBC_SINK, "sql.quote.identifiers", ("Database", 6)),
        (S3, "aws.s3.part.size.bytes", ("AWS", 0)),
        (S3, "file.compression.type", ("File", 2)),
        (S3, "file.name.timestamp.source", ("File", 6)),
        (S3, "aws_s3_bucket", ("", -1)),
        (OPENSEARCH, "connection.trust.all.certificates", ("TLS Configuration for HTTPS", 22)),
        (DEBEZIUM, "flush.lsn.source", ("Postgres", 31)),
        (DEBEZIUM, "publish.via.partition.root", ("Connector", 50)),
        (DEBEZIUM, "sourceinfo.struct.maker", ("Events", 33)),
    ] {
        assert_eq!(place(class, name), expected, "{name}");
    }
}

#[test]
fn a_plugins_own_property_goes_before_the_workers_of_the_same_name() {
    let plugin = find(HTTP).expect("it is there");
    let named: Vec<_> = plugin.fields().filter(|it| it.name == "errors.tolerance").collect();
    assert_eq!(named.len(), 1);
    assert_eq!((named[0].default_value, named[0].display_name), (None, "http.timeout"));
    let first = plugin.fields().next().expect("it has some");
    assert_eq!((first.name, first.kind, first.required), ("http.url", FieldKind::String, true));
    let names: Vec<_> = plugin.fields().map(|it| it.name).collect();
    let worker = names.iter().position(|it| *it == "name").expect("the worker's are there");
    assert_eq!((names[worker - 1], names.len()), ("decimal.format", 51));
}

#[test]
fn a_plugin_is_found_by_its_class_or_a_short_name_of_it() {
    for class in [HTTP, "HttpSinkConnector", "HttpSink"] {
        assert_eq!(find(class).map(|it| it.class), Some(HTTP), "{class}");
    }
    for class in ["", "Http", "Connector", "io.aiven", "http.HttpSinkConnector"] {
        assert!(find(class).is_none(), "{class}");
    }
}

#[test]
fn what_the_how_tos_show_is_good() {
    for (class, _) in GOOD {
        assert_eq!(said(class, ""), [], "{class}");
    }
    assert_eq!(GOOD.len(), ALL.len());
}

#[test]
fn n041_what_a_worker_refuses_at_once_of_an_http_sink() {
    at_once(
        HTTP,
        "http.url=-",
        &[
            "Missing required configuration \"http.url\" which has no default value.",
            "Invalid value null for configuration http.url: can't be null",
        ],
    );
    at_once(
        HTTP,
        "http.authorization.type=-",
        &[
            "Missing required configuration \"http.authorization.type\" which has no default value.",
            "Invalid value null for configuration http.authorization.type",
        ],
    );
    for (patch, line) in [
        ("http.url=example", "Invalid value example for configuration http.url: malformed URL"),
        (
            "http.authorization.type=Basic",
            "Invalid value Basic for configuration http.authorization.type: supported values are: [none, oauth2, static]",
        ),
        (
            "batch.max.size=1000001",
            "Invalid value 1000001 for configuration batch.max.size: Value must be no more than 1000000",
        ),
        (
            "batch.max.size=0",
            "Invalid value 0 for configuration batch.max.size: Value must be at least 1",
        ),
        (
            "max.retries=-1",
            "Invalid value -1 for configuration max.retries: Value must be at least 0",
        ),
        (
            "kafka.retry.backoff.ms=86400001",
            "Invalid value 86400001 for configuration kafka.retry.backoff.ms: Value must be no more than 86400000 (24 hours)",
        ),
        (
            "kafka.retry.backoff.ms=-1",
            "Invalid value -1 for configuration kafka.retry.backoff.ms: Value must be at least 0",
        ),
        (
            "batching.enabled=yes",
            "Invalid value yes for configuration batching.enabled: Expected value to be either true or false",
        ),
        (
            "http.headers.content.type= ",
            "Invalid value  for configuration http.headers.content.type: String must be non-blank",
        ),
        ("http.headers.additional=a:b:c", "Header field should use format header:value"),
        ("http.headers.additional=a:b, A:c", "Duplicate keys are not allowed (case-insensitive)"),
        (
            "oauth2.token.renew.on.status.codes=wrong",
            "Invalid value [wrong] for configuration oauth2.token.renew.on.status.codes: must be a list of numbers",
        ),
        (
            "errors.deadletterqueue.topic.name=iot",
            "The DLQ topic 'iot' may not be included in the list of topics ('topics=[iot]') consumed by the connector",
        ),
        (
            "value.converter=org.apache.kafka.connect.json.StringConverter",
            "Invalid value org.apache.kafka.connect.json.StringConverter for configuration value.converter: Class org.apache.kafka.connect.json.StringConverter could not be found.",
        ),
        (
            "value.converter=org.apache.kafka.connect.storage.SimpleHeaderConverter",
            "Class class org.apache.kafka.connect.storage.SimpleHeaderConverter does not implement the Converter interface",
        ),
        (
            "transforms=a",
            "Missing required configuration \"transforms.a.type\" which has no default value.",
        ),
        (
            "transforms=a,a\ntransforms.a.type=some.Own",
            "Invalid value [a, a] for configuration transforms: Duplicate alias provided.",
        ),
        (
            "transforms=a\ntransforms.a.type=org.apache.kafka.connect.transforms.Cast",
            "This class is abstract and cannot be created. Did you mean org.apache.kafka.connect.transforms.Cast$Key, org.apache.kafka.connect.transforms.Cast$Value?",
        ),
        (
            "transforms=a\ntransforms.a.type=some.Own\ntransforms.a.negate=true",
            "Config 'transforms.a.negate' was provided but there is no config 'transforms.a.predicate' defining a predicate to be negated.",
        ),
        (
            "config.action.reload=never",
            "Invalid value never for configuration config.action.reload: String must be one of: none, restart",
        ),
        (
            "errors.retry.timeout=soon",
            "Invalid value soon for configuration errors.retry.timeout: Not a number of type LONG",
        ),
    ] {
        at_once(HTTP, patch, &[line]);
    }
    at_once(
        HTTP,
        "batch.max.size=abc",
        &[
            "Invalid value abc for configuration batch.max.size: Not a number of type INT",
            "Invalid value null for configuration batch.max.size: Value must be non-null",
        ],
    );
    at_once(HTTP, "topics=-", &["Must configure one of topics or topics.regex"; 2]);
    at_once(
        HTTP,
        "topics.regex=a.*",
        &["topics and topics.regex are mutually exclusive options, but both are set."; 2],
    );
    // The worker's come first, in its order, then the plugin's in theirs.
    at_once(
        HTTP,
        "max.retries=-1\ntasks.max=0\nhttp.url=example",
        &[
            "Invalid value 0 for configuration tasks.max: Value must be at least 1",
            "Invalid value example for configuration http.url: malformed URL",
            "Invalid value -1 for configuration max.retries: Value must be at least 0",
        ],
    );
}

#[test]
fn what_only_shows_when_an_http_sink_starts() {
    const CONFIG: &str = "org.apache.kafka.common.config.ConfigException";
    for (patch, text) in [
        (
            "http.authorization.type=static",
            "Invalid value null for configuration http.headers.authorization: Must be present when http.authorization.type = STATIC",
        ),
        (
            "http.headers.authorization=Basic x",
            "Invalid value [hidden] for configuration http.headers.authorization: Must not be present when http.authorization.type != STATIC",
        ),
        (
            "http.authorization.type=oauth2",
            "Invalid value null for configuration oauth2.access.token.url: Must be present when http.headers.authorization = OAUTH2",
        ),
        (
            "http.authorization.type=oauth2\noauth2.access.token.url=http://t",
            "Invalid value null for configuration oauth2.client.id: Must be present when http.headers.authorization = OAUTH2",
        ),
        (
            "http.authorization.type=oauth2\noauth2.access.token.url=http://t\noauth2.client.id=i\noauth2.request.client.secret.property= ",
            "Invalid value  for configuration oauth2.request.client.secret.property: Must be present when http.headers.authorization = OAUTH2",
        ),
        (
            "http.authorization.type=oauth2\noauth2.access.token.url=http://t\noauth2.client.id=i",
            "Invalid value null for configuration oauth2.client.secret: Must be present when http.headers.authorization = OAUTH2",
        ),
        (
            "batching.enabled=true\nerrors.tolerance=all",
            "Cannot use errors.tolerance when batching is enabled",
        ),
        ("http.proxy.host=proxy", "Proxy host and port must be defined together"),
        ("http.proxy.port=3128", "Proxy host and port must be defined together"),
        // In a circle of dependents, which the worker does not enter before.
        (
            "oauth2.access.token.url=nothing",
            "Invalid value nothing for configuration oauth2.access.token.url: malformed URL",
        ),
        (
            "oauth2.client.authorization.mode=BODY",
            "Invalid value BODY for configuration oauth2.client.authorization.mode: supported values are: [HEADER, URL]",
        ),
        (
            "oauth2.client.scope= ",
            "Invalid value  for configuration oauth2.client.scope: String may not be empty",
        ),
        // The plugin defines it without a check, and goes before the worker's in its answer.
        (
            "errors.tolerance=some",
            "Invalid value some for configuration errors.tolerance: String must be one of: none, all",
        ),
    ] {
        later(HTTP, patch, Shows::Start, &format!("{CONFIG}: {text}"));
    }
    assert_eq!(said(HTTP, "http.authorization.type=static\nhttp.headers.authorization=k"), []);
    assert_eq!(said(HTTP, "oauth2.client.authorization.mode=url"), []);
}

#[test]
fn what_only_shows_in_a_task_of_an_http_sink() {
    const ARGUMENT: &str = "java.lang.IllegalArgumentException";
    later(
        HTTP,
        "decimal.format=TEXT",
        Shows::TaskStart,
        &format!("{ARGUMENT}: No enum constant org.apache.kafka.connect.json.DecimalFormat.TEXT"),
    );
    let store = "http.ssl.truststore.location=/s.jks";
    later(
        HTTP,
        store,
        Shows::TaskStart,
        "java.lang.RuntimeException: TrustStore file not found: /s.jks. Tried classpath and file system locations.",
    );
    assert_eq!(said(HTTP, &format!("{store}\nhttp.ssl.trust.all.certs=true")), []);
    const NO_URI: &str = "org.apache.kafka.connect.errors.ConnectException: Could not retrieve proper URI from http.url";
    for (patch, message) in [
        ("http.url=http://a b/", NO_URI.to_owned()),
        ("http.url=http://", NO_URI.to_owned()),
        ("http.url=ftp://example.com", format!("{ARGUMENT}: invalid URI scheme ftp")),
        ("http.url=http://my_host/", format!("{ARGUMENT}: unsupported URI http://my_host/")),
        (
            "http.headers.additional=X-A:",
            "java.lang.ArrayIndexOutOfBoundsException: Index 1 out of bounds for length 1"
                .to_owned(),
        ),
        (
            "http.headers.additional=X-A:b,Host:x",
            format!("{ARGUMENT}: restricted header name: \"Host\""),
        ),
        ("http.headers.additional=a b:c", format!("{ARGUMENT}: invalid header name: \"a b\"")),
        (
            "http.url=http://\nerrors.log.enable=true",
            "org.apache.kafka.connect.errors.ConnectException: Tolerance exceeded in error handler"
                .to_owned(),
        ),
    ] {
        later(HTTP, patch, Shows::FirstRecord, &message);
    }
    let tolerated = "http.url=http://\nerrors.tolerance=all\nerrors.deadletterqueue.topic.name=d";
    assert_eq!(said(HTTP, tolerated), []);
}

#[test]
fn what_is_wrong_with_a_jdbc_connector() {
    const START: Shows = Shows::Start;
    at_once(
        JDBC_SOURCE,
        "mode=all",
        &[
            "Invalid value all for configuration mode: String must be one of: bulk, timestamp, incrementing, timestamp+incrementing",
        ],
    );
    at_once(
        JDBC_SOURCE,
        "numeric.mapping=Best_Fit",
        &["Invalid value Best_Fit for configuration numeric.mapping: Invalid enumerator"],
    );
    at_once(
        JDBC_SOURCE,
        "db.timezone=?",
        &["Invalid value ? for configuration db.timezone: Invalid time zone identifier"],
    );
    at_once(
        JDBC_SOURCE,
        "topic.prefix=-",
        &["Missing required configuration \"topic.prefix\" which has no default value."],
    );
    later(
        JDBC_SOURCE,
        "table.blacklist=a",
        START,
        "org.apache.kafka.connect.errors.ConnectException: table.whitelist and table.blacklist are exclusive.",
    );
    later(
        JDBC_SOURCE,
        "query=SELECT 1",
        START,
        "org.apache.kafka.connect.errors.ConnectException: query may not be combined with whole-table copying settings.",
    );
    later(
        JDBC_SOURCE,
        "connection.url=postgresql://db",
        START,
        "org.apache.kafka.connect.errors.ConnectException: Not a valid JDBC URL: postgresql://db",
    );
    at_once(
        JDBC_SINK,
        "insert.mode=merge",
        &["Invalid value merge for configuration insert.mode: Invalid enumerator"],
    );
    at_once(
        JDBC_SINK,
        "delete.enabled=true",
        &["Delete support only works with pk.mode=record_key"],
    );
    at_once(
        JDBC_SINK,
        "pk.mode=none",
        &["Primary key fields should not be set when pkMode is 'none'."],
    );
    at_once(
        JDBC_SINK,
        "pk.mode=kafka",
        &[
            "Primary key fields must be set with three fields (topic, partition, offset) when pkMode is 'kafka'.",
        ],
    );
    at_once(
        JDBC_SINK,
        "topics.to.tables.mapping=a:b,c",
        &[
            "Invalid value [a:b, c] for configuration topics.to.tables.mapping: Invalid topics to tables mapping",
        ],
    );
    later(
        JDBC_SINK,
        "connection.url=db",
        Shows::TaskStart,
        "org.apache.kafka.connect.errors.ConnectException: Not a valid JDBC URL: db",
    );
    assert_eq!(said(JDBC_SINK, "insert.mode=UPSERT"), []);
}

#[test]
fn what_is_wrong_with_an_s3_or_opensearch_sink() {
    let task = |patch, text: &str| {
        let message = format!("org.apache.kafka.common.config.ConfigException: {text}");
        later(S3, patch, Shows::TaskStart, &message);
    };
    at_once(
        S3,
        "aws.s3.bucket.name=My",
        &["Illegal bucket name: Bucket name should be between 3 and 63 characters long"],
    );
    at_once(
        S3,
        "aws.s3.bucket.name=My-Bucket",
        &["Illegal bucket name: Bucket name should not contain uppercase characters"],
    );
    at_once(
        S3,
        "file.compression.type=LZ4",
        &[
            "Invalid value lz4 for configuration file.compression.type: 'none', 'gzip', 'snappy', 'zstd'",
        ],
    );
    at_once(
        S3,
        "format.output.fields=body",
        &[
            "Invalid value [body] for configuration format.output.fields: supported values are: 'key', 'value', 'offset', 'timestamp', 'headers'",
        ],
    );
    at_once(
        S3,
        "aws.secret.access.key= ",
        &[
            "Invalid value [hidden] for configuration aws.secret.access.key: Password must be non-empty",
        ],
    );
    at_once(
        S3,
        "aws.s3.backoff.max.retries=31",
        &[
            "Invalid value 31 for configuration aws.s3.backoff.max.retries: Value must be no more than 30",
        ],
    );
    task(
        "aws.s3.bucket.name=-",
        "Neither aws.s3.bucket.name nor aws_s3_bucket properties have been set",
    );
    task(
        "format.output.envelope=false",
        "When format.output.envelope is false, format.output.fields must contain only one field",
    );
    assert_eq!(said(S3, "aws.s3.bucket.name=-\naws_s3_bucket=my.bucket"), []);
    at_once(
        OPENSEARCH,
        "behavior.on.null.values=Keep",
        &[
            "Invalid value keep for configuration behavior.on.null.values: String must be one of: ignore, delete, fail",
        ],
    );
    at_once(
        OPENSEARCH,
        "index.write.method=update",
        &[
            "Invalid value update for configuration index.write.method: Index write method must be one of: ``insert``, ``upsert``",
        ],
    );
    for patch in [
        "data.stream.enabled=true\nindex.write.method=upsert",
        "routing.type=value",
        "connection.url=search:9200",
        "aws.access_key_id=A\naws.secret_access_key=B",
    ] {
        later(
            OPENSEARCH,
            patch,
            Shows::Start,
            "org.apache.kafka.connect.errors.ConnectException: Couldn't start OpensearchSinkConnector due to configuration error",
        );
    }
    assert_eq!(said(OPENSEARCH, "behavior.on.null.values=DELETE"), []);
}

#[test]
fn what_is_wrong_with_a_debezium_connector() {
    for (patch, lines) in [
        ("topic.prefix=-", &["The 'topic.prefix' value is invalid: A value is required"][..]),
        (
            "database.port=five",
            &["The 'database.port' value is invalid: An integer is expected"; 2],
        ),
        (
            "snapshot.mode=once",
            &[
                "The 'snapshot.mode' value is invalid: Value must be one of always, never, initial_only, configuration_based, when_needed, initial, custom, no_data",
            ],
        ),
        (
            "snapshot.mode=Custom",
            &[
                "The 'snapshot.mode.custom.name' value is invalid: snapshot.mode.custom.name cannot be empty when snapshot.mode 'custom' is defined",
            ],
        ),
        (
            "table.exclude.list=a",
            &[
                "The 'table.exclude.list' value is invalid: \"table.include.list\" is already specified",
            ],
        ),
        (
            "max.queue.size=10",
            &["The 'max.queue.size' value is invalid: Must be larger than the maximum batch size"],
        ),
        (
            "slot.name=My-Slot",
            &[
                "The 'slot.name' value is invalid: Valid replication slot name must contain only digits, lowercase characters and underscores with length <= 63",
            ],
        ),
        (
            "skipped.operations=c,x",
            &["The 'skipped.operations' value is invalid: Invalid operation"],
        ),
        ("tasks.max=0", &["Invalid value 0 for configuration tasks.max: Value must be at least 1"]),
    ] {
        at_once(DEBEZIUM, patch, lines);
    }
}

#[test]
fn a_plugin_makes_as_many_tasks_as_it_does() {
    let tasks = |class: &str, patch: &str| {
        let mut with = good(class);
        with.extend(config(patch));
        let plugin = find(class).expect("it is there");
        (plugin.tasks)(&with, 3)
    };
    for (class, patch, expected) in [
        (HTTP, "", 3),
        (JDBC_SOURCE, "", 2),
        (JDBC_SOURCE, "query=SELECT 1", 1),
        (JDBC_SOURCE, "table.whitelist=", 3),
        (JDBC_SINK, "", 3),
        (DEBEZIUM, "", 1),
    ] {
        assert_eq!(tasks(class, patch), expected, "{class} {patch}");
    }
}

#[test]
fn n039_every_plugin_says_what_it_is() {
    for plugin in ALL {
        for text in [plugin.author, plugin.class, plugin.doc_url, plugin.title, plugin.version] {
            assert!(!text.is_empty(), "{}", plugin.class);
        }
        assert_ne!(plugin.kind, Kind::Unknown);
    }
}
