//! Bodies and beginnings that cases of cluster linking share.

/// The body that a case calls `@name`.
pub(crate) fn known(name: &str) -> Option<&'static str> {
    Some(match name {
        "link" => LINK,
        "far" => FAR,
        "keyed" => KEYED,
        "prefixed" => PREFIXED,
        "outbound" => OUTBOUND,
        "inbound" => INBOUND,
        "both" => BOTH,
        _ => return None,
    })
}

/// The lines that `given WHAT` stands for: the link `l1` from `lkc-def456` to `lkc-abc123`; a `pair`, which goes
/// both ways; a mirror over it.
pub(crate) fn given(kind: &str, rest: &str) -> Option<String> {
    match kind {
        "link" => Some("POST lkc-abc123/links?link_name=l1 @link => 201".into()),
        "pair" => Some(PAIR.into()),
        "mirror" => Some(mirror(rest)),
        _ => None,
    }
}

/// A cluster link from `lkc-def456`, with a key of that cluster's.
const LINK: &str = r#"{
    "source_cluster_id": "lkc-def456",
    "configs": [
        {"name": "bootstrap.servers", "value": "lkc-def456-bootstrap-server:9092"},
        {"name": "security.protocol", "value": "SASL_SSL"},
        {"name": "sasl.mechanism", "value": "PLAIN"},
        {"name": "sasl.jaas.config", "value": "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"KAFKAKEYEXAMPLE2\" password=\"cfltEXAMPLEdoNotUseThisSecretOutsideOfTests\";"}
    ]
}"#;

/// A link from a cluster that is not served here, with a key that nobody knows.
const FAR: &str = r#"{
    "source_cluster_id": "lkc-far",
    "configs": [
        {"name": "bootstrap.servers", "value": "far.example.com:9092"},
        {"name": "security.protocol", "value": "SASL_SSL"},
        {"name": "sasl.mechanism", "value": "PLAIN"},
        {"name": "sasl.jaas.config", "value": "m required username='FARKEY' password='s';"}
    ]
}"#;

/// A link from `lkc-def456` without settings.
const KEYED: &str = r#"{"source_cluster_id": "lkc-def456"}"#;

/// The same with a prefix, and nothing that it does not need.
const PREFIXED: &str = r#"{
    "source_cluster_id": "lkc-def456",
    "configs": [
        {"name": "bootstrap.servers", "value": "lkc-def456-bootstrap-server:9092"},
        {"name": "cluster.link.prefix", "value": "us_"}
    ]
}"#;

/// The two sides of a link from `lkc-abc123` to `lkc-def456` that the source dials.
const OUTBOUND: &str = r#"{
    "destination_cluster_id": "lkc-def456",
    "configs": [
        {"name": "bootstrap.servers", "value": "lkc-def456-bootstrap-server:9092"},
        {"name": "link.mode", "value": "SOURCE"}
    ]
}"#;
const INBOUND: &str = r#"{
    "source_cluster_id": "lkc-abc123",
    "configs": [
        {"name": "link.mode", "value": "DESTINATION"},
        {"name": "connection.mode", "value": "INBOUND"}
    ]
}"#;

/// A side of a link that goes both ways; its other end is to be given.
const BOTH: &str = r#"{
    "configs": [
        {"name": "bootstrap.servers", "value": "b:9092"},
        {"name": "link.mode", "value": "BIDIRECTIONAL"}
    ]
}"#;

/// Both sides of the link `l1` between `lkc-abc123` and `lkc-def456`, which goes both ways.
const PAIR: &str = r#"
    POST lkc-abc123/links?link_name=l1 @both {"remote_cluster_id":"lkc-def456"} => 201
    POST lkc-def456/links?link_name=l1 @both {"remote_cluster_id":"lkc-abc123"} => 201
"#;

/// A mirror on `lkc-abc123` of a topic of `lkc-def456`, over the link `l1`.
fn mirror(topic: &str) -> String {
    format!(
        "POST lkc-def456/topics {{\"topic_name\":\"{topic}\",\"partitions_count\":2}} => 201\n\
         POST lkc-abc123/links/l1/mirrors {{\"source_topic_name\":\"{topic}\"}} => 201\n\
         settle\n\
         GET lkc-abc123/links/l1/mirrors/{topic}"
    )
}
