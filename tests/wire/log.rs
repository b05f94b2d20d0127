//! What stands in the log of calls that no world has seen.

use serde_json::{Value, json};

use crate::binary::Process;
use crate::client::{Client, get};

const CALL: &str = "/v1/connectors";

#[tokio::test]
async fn a_call_that_is_refused_before_any_world_is_a_line_in_the_log_too() {
    let flags = ["--log-format", "json", "--sandboxes-max", "1", "--body-bytes-max", "10"];
    let process = Process::start(&flags);
    let large = format!("POST {CALL} HTTP/1.1\r\nhost: a\r\ncontent-length: 11\r\n\r\n01234567890");
    let token = "DELETE /v1/access_token/tell-nobody?token=tell-nobody HTTP/1.1\r\nhost: b.localhost\r\n\r\n";
    assert_eq!(Client::connect(process.address).await.get(CALL).await.status, 200);
    let refused = [
        (large, 413, "body_too_large", "POST /v1/connectors"),
        (get("/_sandbox/A!/x", "a", ""), 404, "unknown_sandbox", "GET /_sandbox/A!/x"),
        (token.to_owned(), 429, "sandboxes_full", "DELETE /v1/access_token/…"),
    ];
    for (request, status, code, _) in &refused {
        let mut client = Client::connect(process.address).await;
        client.send(request).await;
        let answer = client.answer().await.unwrap();
        assert_eq!((answer.status, answer.refusal().as_str()), (*status, *code));
    }
    process.signal("TERM");
    let (_, log) = process.end();

    let lines = log.lines().map(|line| serde_json::from_str::<Value>(line).expect(line));
    let lines: Vec<_> = lines.filter(|it| !it["refused"].is_null()).collect();
    let told = |it: &Value| json!([it["level"], it["status"], it["refused"], it["message"]]);
    let expected = refused.map(|(_, status, code, message)| json!(["INFO", status, code, message]));
    assert_eq!(lines.iter().map(told).collect::<Vec<_>>(), expected, "{log}");
    assert!(!log.contains("tell-nobody"), "{log}");
}
