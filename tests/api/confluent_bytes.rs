//! Whatever is sent to Confluent Cloud gets an answer in one of its shapes: every operation, with labels,
//! queries and bodies that nobody means.

use jiff::Timestamp;
use wavetank::vendors;
use wavetank::world::{Setup, World};

use crate::confluent;
use crate::support::calls;

const LABELS: &[&str] =
    &["", "a", "%00", "%FF", "..", "a%2Fb", "lkc-abc123", "env-abc123", "-", "💥"];

const QUERIES: &[&str] = &[
    "",
    "?",
    "?expand",
    "?expand=%FF&expand=id&=&&",
    "?page_size=-1&environment=env-abc123",
    "?page_size=18446744073709551616&page_token=%00",
    "?page_token=AAAA&environment=env-abc123&page_size=1",
    "?link_name=%2F&validate_only=x&force=",
];

const BODIES: &[&str] = &[
    "",
    " ",
    "null",
    "[]",
    "{",
    "\"\u{0}\"",
    "{}",
    r#"{"name":"","config":{}}"#,
    r#"{"name":"a","config":{"name":"a","connector.class":"HttpSource","tasks.max":"-9223372036854775809","url":"http://","entity.names":",,"},"offsets":[{}]}"#,
    r#"{"connector.class":"HttpSourceV2","apis.num":"255","api255.topics":"x","name":"a"}"#,
    r#"{"connector.class":"","name":"💥","confluent.connector.type":"CUSTOM","confluent.custom.plugin.id":""}"#,
    r#"{"type":"PATCH","offsets":[{"partition":{},"offset":null},{"partition":{"a":{"b":[1e308]}},"offset":{}}]}"#,
    r#"{"content_format":"ZIP","cloud":null,"environment":{"id":""}}"#,
    r#"{"display_name":"","connector_class":".","connector_type":"","upload_source":{"location":"","upload_id":""}}"#,
    r#"{"spec":{"version":"v","connector_classes":[{}],"environment":{"id":"env-abc123"},"upload_source":{}}}"#,
    r#"{"spec":null,"data":[{"name":"a","value":{"deep":[[[[[[[[[[]]]]]]]]]]}}]}"#,
];

/// `{label}`s of a path, each in the place of its turn.
fn filled(path: &str, label: &str) -> String {
    let mut pieces = path.split('{');
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |done, piece| {
        let (name, rest) = piece.split_once('}').unwrap_or((piece, ""));
        let value = match name {
            "environment_id" if label.len() % 2 == 1 => "env-abc123",
            "cluster_id" | "kafka_cluster_id" if label.len() % 2 == 1 => "lkc-abc123",
            _ => label,
        };
        format!("{done}{value}{rest}")
    })
}

#[test]
fn whatever_is_sent_gets_an_answer_in_a_shape_of_the_vendors() {
    let mut world = World::new(&Setup::default());
    let mut now = Timestamp::UNIX_EPOCH;
    let operations = vendors::operations();
    for operation in operations.iter().filter(|it| it.vendor == "confluent") {
        for (index, label) in LABELS.iter().enumerate() {
            for (turn, body) in BODIES.iter().enumerate() {
                let query = QUERIES[(index + turn) % QUERIES.len()];
                let target = format!("{}{query}", filled(operation.path, label));
                let line = (operation.method.as_str(), target.as_str());
                let mut request = calls::call(line, None, *body, now);
                confluent::prove(&mut request, "");
                now += std::time::Duration::from_millis(100);
                let answer = world.handle(now, &request);
                let flaws = confluent::flaws(&request, &answer);
                assert!(flaws.is_empty(), "{line:?} {body}\n{flaws:?}\n{answer:?}");
            }
        }
    }
}
