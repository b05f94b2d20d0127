//! What a Kafka Connect worker itself asks of every connector's configuration, whatever its plugin.
//!
//! Facts: Apache Kafka, `ConnectorConfig`, `SinkConnectorConfig`, `SourceConnectorConfig` (trunk of late 2024).
//! Left out: whether a regular expression is one of Java's, what a transformation or predicate takes beside
//! its type, the settings of converters, and overrides of clients (`producer.override.` and the like).

use super::Config;
use super::Kind as Side;
use super::classes::{self, Role};
use super::definition::Width::{Long, Medium, Short};
use super::definition::{Section, boolean, class, int, list, long, section, short, string};
use super::valid::Valid;
use super::values::{Value, Values};
use super::wording;
use crate::kernel::config_def::{Kind, Parsed};

const COMMON: &str = "Common";
const ERRORS: &str = "Error Handling";
const EXACTLY_ONCE: &str = "Exactly Once Support";

/// What the worker reads before a connector of that side of its own, in its order.
pub fn sections(side: Side) -> &'static [Section] {
    match side {
        Side::Sink => SINK,
        Side::Source | Side::Unknown => SOURCE,
    }
}

const SINK: &[Section] = &[NAMED, TRANSFORMS, PREDICATES, RELOAD, TOLERANCE, TOPICS, DEAD_LETTERS];
const SOURCE: &[Section] =
    &[NAMED, TRANSFORMS, PREDICATES, RELOAD, TOLERANCE, CREATION, BOUNDARIES, OFFSETS];

#[rustfmt::skip] // A table: one property, one line.
const NAMED: Section = section(COMMON, 1, &[
    string("name",               "The connector's name, which no other connector of the cluster has.").label("Connector name").required().valid(Valid::Plain).high().width(Medium),
    string("connector.class",    "The Java class of the connector, whole or in short.").label("Connector class").required().high().width(Long),
    int("tasks.max",             "How many tasks there may be at most.").label("Tasks max").or("1").valid(Valid::AtLeast(1)).high().width(Short),
    boolean("tasks.max.enforce", "Whether a connector that makes more tasks than that fails.").label("Enforce tasks max").or("true").low().width(Short),
    class("key.converter",       "The class that makes keys of bytes, and bytes of keys; the worker's own if unset.").label("Key converter class").valid(Valid::By(classes::converter)).low().width(Short),
    class("value.converter",     "The class that makes values of bytes, and bytes of values; the worker's own if unset.").label("Value converter class").valid(Valid::By(classes::converter)).low().width(Short),
    class("header.converter",    "The class that makes values of headers of bytes, and the other way round; the worker's own if unset.").label("Header converter class").valid(Valid::By(classes::header_converter)).low().width(Short),
]);

#[rustfmt::skip]
const TRANSFORMS: Section = section("Transforms", 8, &[
    list("transforms", "The aliases of the transformations that each record goes through.").label("Transforms").or("").valid(Valid::Unique).low().width(Long),
]);

#[rustfmt::skip]
const PREDICATES: Section = section("Predicates", 9, &[
    list("predicates", "The aliases of the predicates that transformations ask.").label("Predicates").or("").valid(Valid::Unique).low().width(Long),
]);

#[rustfmt::skip]
const RELOAD: Section = section(COMMON, 10, &[
    string("config.action.reload", "What happens when a secret that the configuration refers to changes.").label("Reload Action").or("restart").valid(Valid::OneOf(&["none", "restart"])).low().width(Medium),
]);

#[rustfmt::skip]
const TOLERANCE: Section = section(ERRORS, 1, &[
    long("errors.retry.timeout",           "Milliseconds during which a failed conversion or transformation is tried again; -1 for ever.").label("Retry Timeout for Errors").or("0").width(Medium),
    long("errors.retry.delay.max.ms",      "Milliseconds between two of these attempts at most.").label("Maximum Delay Between Retries for Errors").or("60000").width(Medium),
    string("errors.tolerance",             "Whether a record that cannot be processed fails the task (none) or is passed over (all).").label("Error Tolerance").or("none").valid(Valid::OneOf(&["none", "all"])).width(Short),
    boolean("errors.log.enable",           "Whether the worker's log has every error, tolerated or not.").label("Log Errors").or("false").width(Short),
    boolean("errors.log.include.messages", "Whether the log has the record as well.").label("Log Error Details").or("false").width(Short),
]);

#[rustfmt::skip]
const TOPICS: Section = section(COMMON, 4, &[
    list("topics",         "The topics that are consumed.").label("Topics").or("").high().width(Long),
    string("topics.regex", "A regular expression of Java's for the topics that are consumed, instead of a list.").label("Topics regex").or("").high().width(Long).order(4),
]);

#[rustfmt::skip]
const DEAD_LETTERS: Section = section(ERRORS, 6, &[
    string("errors.deadletterqueue.topic.name",              "The topic for records that could not be processed; none if empty.").label("Dead Letter Queue Topic Name").or("").width(Medium),
    short("errors.deadletterqueue.topic.replication.factor", "The replication factor that this topic is made with.").label("Dead Letter Queue Topic Replication Factor").or("3").width(Medium),
    boolean("errors.deadletterqueue.context.headers.enable", "Whether such records get headers that tell the error.").label("Enable Error Context Headers").or("false").width(Medium),
]);

#[rustfmt::skip]
const CREATION: Section = section("Topic Creation", 1, &[
    list("topic.creation.groups", "The groups of settings for topics that the connector makes.").label("Topic Creation Groups").or("").valid(Valid::Unique).low().width(Long),
]);

/// The values in the order in which Java's sets have them, as messages show it.
#[rustfmt::skip]
const BOUNDARIES: Section = section(EXACTLY_ONCE, 2, &[
    string("exactly.once.support",           "Whether exactly-once delivery is wanted (requested) or a condition (required).").label("Exactly once support").or("requested").valid(Valid::OneOfAnyCase(&["REQUIRED", "REQUESTED"])).width(Short),
    string("transaction.boundary",           "When the producer's transactions end.").label("Transaction Boundary").or("poll").valid(Valid::OneOfAnyCase(&["INTERVAL", "POLL", "CONNECTOR"])).width(Short),
    long("transaction.boundary.interval.ms", "Milliseconds between their ends, with the boundary interval.").label("Transaction boundary interval").valid(Valid::By(interval)).low().width(Short),
]);

#[rustfmt::skip]
const OFFSETS: Section = section("offsets.topic", 1, &[
    string("offsets.storage.topic", "A topic of its own for the connector's offsets; the worker's if unset.").label("Offsets topic").valid(Valid::NotEmpty).low().width(Long),
]);

fn interval(name: &str, value: &Value<'_>) -> Result<(), String> {
    if *value == Value::Null { Ok(()) } else { Valid::AtLeast(0).check(name, value) }
}

/// What no single property shows, of a sink (`SinkConnectorConfig.validate`).
pub fn check_topics(config: &Config, values: &mut Values<'_>) {
    let set = |name: &str| config.get(name).filter(|it| !it.trim().is_empty());
    let mut both = |text: &str| {
        values.refuse("topics", text.to_owned());
        values.refuse("topics.regex", text.to_owned());
    };
    match (set("topics"), set("topics.regex")) {
        (Some(_), Some(_)) => {
            both("topics and topics.regex are mutually exclusive options, but both are set.");
        }
        (None, None) => both("Must configure one of topics or topics.regex"),
        (Some(_), None) | (None, Some(_)) => {}
    }
    let Some(letters) = set("errors.deadletterqueue.topic.name").map(|it| it.trim()) else {
        return;
    };
    let mut topics: Vec<&str> = Vec::new();
    for topic in values.list("topics").iter().filter(|it| !it.is_empty()) {
        if !topics.contains(topic) {
            topics.push(topic);
        }
    }
    if topics.contains(&letters) {
        let topics = topics.join(", ");
        values.refuse("topics", format!("The DLQ topic '{letters}' may not be included in the list of topics ('topics=[{topics}]') consumed by the connector"));
    }
}

/// What is wrong with the types of transformations and predicates, in the worker's order.
pub fn aliases(config: &Config) -> Vec<String> {
    let mut texts = Vec::new();
    for (property, role) in [("transforms", Role::Transformation), ("predicates", Role::Predicate)]
    {
        let listed = config.get(property).map_or("", String::as_str);
        let items = items(listed);
        for (at, alias) in items.iter().enumerate() {
            // Twice the same is told of the list.
            if !items[..at].contains(alias) {
                let prefix = format!("{property}.{alias}.");
                texts.extend(alias_errors(config, &prefix, role));
            }
        }
    }
    texts
}

fn alias_errors(config: &Config, prefix: &str, role: Role) -> Vec<String> {
    let name = format!("{prefix}type");
    let mut texts = Vec::new();
    let value = match config.get(&name).map(|it| it.trim()) {
        None => {
            texts.push(wording::missing(&name));
            Value::Null
        }
        Some(class) if classes::is_there(class) => Value::Class(class),
        Some(class) => {
            let reason = wording::no_class(class);
            texts.push(wording::invalid(&name, &Value::Text(class), &reason));
            Value::Null
        }
    };
    let (negate, predicate) = (format!("{prefix}negate"), format!("{prefix}predicate"));
    if role == Role::Transformation
        && config.contains_key(&negate)
        && !config.contains_key(&predicate)
    {
        texts.push(format!("Config '{negate}' was provided but there is no config '{predicate}' defining a predicate to be negated."));
    } else {
        texts.extend(classes::check(role, &value).err());
    }
    texts
}

/// What a list has.
pub fn items(text: &str) -> Vec<&str> {
    if let Some(Parsed::List(items)) = Kind::List.parse(text) { items } else { Vec::new() }
}
