//! Whatever is sent to Aiven gets an answer in its shape: every operation, with labels, queries and bodies
//! that nobody means.

use jiff::Timestamp;
use wavetank::vendors;
use wavetank::world::{Setup, World};

use crate::aiven;
use crate::support::calls;

const LABELS: &[&str] = &["", "a", "%00", "%FF", "..", "a%2Fb", "demo", "demo-kafka", "-", "💥"];

const QUERIES: &[&str] = &[
    "",
    "?",
    "?limit=999",
    "?limit=%FF&limit=-1&=&&",
    "?include_secrets",
    "?include_secrets=true&include_secrets=false",
    "?project=other&service_name=other",
];

const BODIES: &[&str] = &[
    "",
    " ",
    "null",
    "[]",
    "{",
    "\"\u{0}\"",
    "{}",
    r#"{"name":"a"}"#,
    r#"{"name":"a","connector.class":"HttpSinkConnector","tasks.max":"-9223372036854775809","topics":",","http.url":"http://"}"#,
    r#"{"name":"💥","connector.class":"HttpSinkConnector","topics":"t","http.url":"http://x","http.authorization.type":"none","tasks.max":1e308}"#,
    r#"{"name":{"deep":[[[[[[[[[[]]]]]]]]]]}}"#,
    r#"{"email":"","password":"","otp":null}"#,
    r#"{"email":"developer@example.com","password":"x"}"#,
    r#"{"description":"","max_age_seconds":1e308,"scopes":[]}"#,
    r#"{"description":"d","max_age_seconds":null}"#,
    r#"{"plan":"","service_name":"a","service_type":"kafka","user_config":{"kafka_connect":"yes"}}"#,
    r#"{"plan":"business-4","service_name":"b","service_type":"kafka_connect","service_integrations":[{"integration_type":"x"}]}"#,
    r#"{"integration_type":"kafka_connect","source_service":"demo-kafka","dest_service":"demo-kafka"}"#,
    r#"{"powered":false,"user_config":null,"maintenance":{"dow":null},"tags":{"a":{}}}"#,
    r#"{"powered":true,"cloud":"","plan":""}"#,
    r#"{"task_type":"upgrade_check"}"#,
];

/// `{label}`s of a path, each in the place of its turn.
fn filled(path: &str, label: &str) -> String {
    let mut pieces = path.split('{');
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |done, piece| {
        let (name, rest) = piece.split_once('}').unwrap_or((piece, ""));
        let value = match name {
            "project" if label.len() % 2 == 1 => "demo",
            "service_name" if label.len() % 2 == 1 => "demo-kafka",
            _ => label,
        };
        format!("{done}{value}{rest}")
    })
}

#[test]
fn whatever_is_sent_gets_an_answer_in_the_vendors_shape() {
    let mut world = World::new(&Setup::default());
    let mut now = Timestamp::UNIX_EPOCH;
    let operations = vendors::operations();
    for operation in operations.iter().filter(|it| it.vendor == "aiven") {
        for (index, label) in LABELS.iter().enumerate() {
            for (turn, body) in BODIES.iter().enumerate() {
                let query = QUERIES[(index + turn) % QUERIES.len()];
                let target = format!("{}{query}", filled(operation.path, label));
                let line = (operation.method.as_str(), target.as_str());
                let mut request = calls::call(line, None, *body, now);
                aiven::prove(&mut request, "");
                now += std::time::Duration::from_millis(100);
                let answer = world.handle(now, &request);
                let flaws = aiven::flaws(&answer);
                assert!(flaws.is_empty(), "{line:?} {body}\n{flaws:?}\n{answer:?}");
            }
        }
    }
}
