//! What a rule has happen on the wire, told by what a client sees of it.

use std::{
    io::ErrorKind,
    time::{Duration, Instant},
};

use serde_json::json;

use crate::{client::get, tank::Tank};

const CALL: &str = "/v1/connectors";

/// The bytes of the answer and the end of the connection, under this rule.
async fn seen(rule: serde_json::Value) -> (Vec<u8>, Result<(), ErrorKind>) {
    let tank = Tank::with_rule(rule).await;
    let mut client = tank.connect().await;
    client.send(get(CALL, "localhost", "")).await;
    client.rest().await
}

#[tokio::test]
async fn a_reset_is_a_real_one() {
    assert_eq!(seen(json!({ "reset": {} })).await, (vec![], Err(ErrorKind::ConnectionReset)));
}

#[tokio::test]
async fn an_empty_reply_is_a_connection_closed_in_good_order() {
    assert_eq!(seen(json!({ "empty": true })).await, (vec![], Ok(())));
}

#[tokio::test]
async fn garbage_comes_as_it_is_and_then_the_end() {
    let garbage = "\u{0}\u{1}SSH-2.0-nonsense\r\n\r\n";
    assert_eq!(seen(json!({ "garbage": garbage })).await, (garbage.as_bytes().to_vec(), Ok(())));
}

#[tokio::test]
async fn garbage_that_is_larger_than_any_buffer_comes_whole() {
    let garbage = "x".repeat(4 << 20);
    let (bytes, end) = seen(json!({ "garbage": garbage })).await;
    assert_eq!((bytes.len(), end), (garbage.len(), Ok(())));
}

#[tokio::test]
async fn a_body_is_cut_after_exactly_the_bytes_that_the_rule_says() {
    for after_bytes in [0, 1, 5] {
        let tank = Tank::with_rule(json!({ "cut": { "after_bytes": after_bytes } })).await;
        let mut client = tank.connect().await;
        client.send(get(CALL, "localhost", "")).await;
        let (status, headers) = client.head().await.unwrap();
        let length = headers.iter().find(|it| it.0 == "content-length").unwrap();
        assert_eq!((status, length.1.as_str()), (200, "17"));
        let expected = br#"{"connectors":[]}"#[..after_bytes].to_vec();
        assert_eq!(client.rest().await, (expected, Ok(())));
    }
}

#[tokio::test]
async fn a_cut_behind_the_end_of_the_body_cuts_the_connection() {
    let tank = Tank::with_rule(json!({ "cut": { "after_bytes": 1000 } })).await;
    let mut client = tank.connect().await;
    assert_eq!(client.get(CALL).await.json(), json!({ "connectors": [] }));
    assert_eq!(client.rest().await, (vec![], Ok(())));
}

#[tokio::test]
async fn a_reset_in_the_middle_of_the_body_comes_behind_what_was_sent() {
    let tank = Tank::with_rule(json!({ "reset": { "after_bytes": 5 } })).await;
    let mut client = tank.connect().await;
    client.send(get(CALL, "localhost", "")).await;
    assert_eq!(client.head().await.unwrap().0, 200);
    let expected = br#"{"connectors":[]}"#[..5].to_vec();
    assert_eq!(client.rest().await, (expected, Err(ErrorKind::ConnectionReset)));
}

#[tokio::test]
async fn a_slow_body_takes_its_time_and_comes_whole() {
    let slow = json!({ "slow": { "chunk_bytes": 6, "pause": "20ms" } });
    let tank = Tank::with_rule(slow).await;
    let mut client = tank.connect().await;
    client.send(get(CALL, "localhost", "")).await;
    let began = Instant::now();
    let answer = client.answer().await.unwrap();
    assert_eq!(answer.json(), json!({ "connectors": [] }));
    assert_eq!(answer.header("content-length"), Some("17"));
    assert!(began.elapsed() >= Duration::from_millis(60), "{:?}", began.elapsed());
    assert_eq!(client.get(CALL).await.status, 200, "the connection is as good as before");
}

#[tokio::test]
async fn silence_lasts_as_long_as_the_rule_says_and_ends_without_a_byte() {
    let began = Instant::now();
    assert_eq!(seen(json!({ "silence": "100ms" })).await, (vec![], Ok(())));
    assert!(began.elapsed() >= Duration::from_millis(100), "{:?}", began.elapsed());
}

#[tokio::test]
async fn a_delay_holds_back_its_own_call_and_no_other() {
    let tank = Tank::with_rule(json!({ "delay": "10s", "nth": 1 })).await;
    let mut held = tank.connect().await;
    held.send(get(CALL, "localhost", "")).await;
    tank.wait_for_calls(1).await;
    assert_eq!(tank.get(CALL).await.status, 200, "the same sandbox answers meanwhile");
    assert!(held.is_silent_for(Duration::from_millis(20)).await);
}

#[tokio::test]
async fn an_answer_is_spoilt_for_one_call_and_the_next_connection_is_fine() {
    let tank = Tank::with_rule(json!({ "reset": {}, "first": 1 })).await;
    let mut client = tank.connect().await;
    client.send(get(CALL, "localhost", "")).await;
    assert_eq!(client.rest().await.1, Err(ErrorKind::ConnectionReset));
    assert_eq!(tank.get(CALL).await.status, 200);
    let rule = &tank.look("faults").await["faults"][0];
    assert_eq!((&rule["seen"], &rule["acted"]), (&json!(2), &json!(1)));
}

#[tokio::test]
async fn a_panic_costs_one_call_and_marks_its_sandbox() {
    let tank = Tank::with_rule(json!({ "panic": true, "nth": 1 })).await;
    tank.admin("POST", "sandboxes", json!({ "name": "other" })).await;
    let mut client = tank.connect().await;
    let answer = client.get(CALL).await;
    assert_eq!((answer.status, answer.refusal().as_str()), (500, "panic"));
    let refusal = &answer.json()["wavetank"];
    assert_eq!(refusal["seed"], 0);
    let entry = &tank.look("journal?tail=1").await["entries"][0];
    assert_eq!(refusal["entry"], entry["number"]);

    assert_eq!(client.get(CALL).await.status, 200, "the same connection and sandbox go on");
    assert_eq!(tank.look("sandboxes/default").await["broken"], true);
    assert_eq!(tank.look("sandboxes/other").await["broken"], false);
    assert_eq!(tank.admin("POST", "reset", json!({})).await.json()["broken"], false);
}

#[tokio::test]
async fn a_panic_tells_no_token() {
    let tank = Tank::with_rule(json!({ "panic": true })).await;
    let mut client = tank.connect().await;
    let revoke = "DELETE /v1/access_token/s3cret HTTP/1.1\r\nhost: localhost\r\n\
                  authorization: aivenv1 s3cret\r\n\r\n";
    client.send(revoke).await;
    assert_eq!(client.answer().await.expect("an answer").status, 500);
    let entry = &tank.look("journal?tail=1").await["entries"][0];
    assert_eq!(
        (&entry["event"], &entry["target"]),
        (&json!("panic"), &json!("/v1/access_token/…"))
    );
}
