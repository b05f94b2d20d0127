//! A sandbox with much to do: it holds up nobody else, and not the end of the server.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::client::{Client, get};
use crate::tank::Tank;

const CALL: &str = "/v1/connectors";

/// A connector that asks its endpoint ten times a second, for as long as anybody waits.
fn asks_for_ever() -> Value {
    let config = json!({
        "connector.class": "HttpSource",
        "name": "orders",
        "kafka.auth.mode": "SERVICE_ACCOUNT",
        "kafka.service.account.id": "sa-abc123",
        "topic.name.pattern": "orders",
        "url": "http://api.example.com/orders",
        "http.initial.offset": "0",
        "request.interval.ms": "100",
        "output.data.format": "JSON",
        "tasks.max": "1",
    });
    let place = "/connect/v1/environments/env-abc123/clusters/lkc-abc123/connectors/orders/config";
    let endpoint = json!({ "url": "*", "answers": [{ "body": [], "times": u32::MAX }] });
    json!({
        "clock": "stopped",
        "premises": { "confluent": { "connect": { "endpoints": [endpoint] } } },
        "given": [{ "call": format!("PUT {place}"), "body": config, "expect": { "status": 200 } }],
    })
}

/// A request that has the sandbox `busy` go so far.
fn advance(tank: &Tank, by: &str) -> String {
    let body = json!({ "advance": by }).to_string();
    let head = format!("POST /_wavetank/sandboxes/busy/clock HTTP/1.1\r\nhost: {}", tank.address);
    format!("{head}\r\ncontent-length: {}\r\n\r\n{body}", body.len())
}

/// Who has the sandbox `busy` go a long way, and waits for it to arrive.
async fn set_out(tank: &Tank) -> Client {
    let loaded = tank.admin("POST", "sandboxes/busy/scenario", asks_for_ever()).await;
    assert_eq!(loaded.status, 200, "{loaded:?}");
    let mut walker = tank.connect().await;
    walker.send(advance(tank, "600h")).await;
    // Whoever asks for its time does not wait for it either.
    while tank.look("sandboxes/busy").await["now"] != "2024-01-26T00:00:00Z" {}
    walker
}

#[tokio::test]
async fn a_long_step_in_time_holds_up_its_own_sandbox_and_nobody_else() {
    let tank = Tank::start().await;
    let mut walker = set_out(&tank).await;
    let mut within = tank.connect().await;
    within.send(get(CALL, "busy.localhost", "")).await;
    assert_eq!(tank.get(CALL).await.status, 200);
    assert_eq!(tank.look("health").await["status"], "ok");
    assert!(walker.is_silent_for(Duration::from_millis(50)).await, "it has arrived already");
    assert!(within.is_silent_for(Duration::from_millis(50)).await, "it was answered too early");

    let began = Instant::now();
    tank.stop().await;
    assert!(began.elapsed() < Duration::from_secs(1), "{:?}", began.elapsed());
}

#[tokio::test]
async fn a_long_step_in_time_comes_to_its_end() {
    let tank = Tank::start().await;
    tank.admin("POST", "sandboxes/busy/scenario", asks_for_ever()).await;
    let moved = tank.admin("POST", "sandboxes/busy/clock", json!({ "advance": "10m" })).await;
    assert_eq!(moved.json()["now"], "2024-01-01T00:10:00Z");
    let journal = tank.look("sandboxes/busy/journal").await;
    let entries = journal["entries"].as_array().unwrap();
    assert_eq!(entries.iter().filter(|it| it["event"] == "due").count(), 6_000, "{}", entries[0]);
    assert_eq!(entries.last().unwrap()["event"], "admin");
}

#[tokio::test]
async fn a_sandbox_that_is_on_its_way_can_be_begun_anew() {
    let tank = Tank::start().await;
    let mut walker = set_out(&tank).await;
    assert_eq!(tank.admin("POST", "sandboxes/busy/reset", json!({})).await.status, 200);
    let stopped = walker.answer().await.unwrap();
    assert_eq!((stopped.status, stopped.refusal().as_str()), (409, "begun_anew"));
    assert_eq!(tank.look("sandboxes/busy/clock").await["now"], "2024-01-01T00:00:00Z");
    assert_eq!(tank.look("sandboxes/busy/journal").await["entries"], json!([]));
}

#[tokio::test]
async fn a_sandbox_that_is_on_its_way_can_be_deleted_and_stops() {
    let tank = Tank::start().await;
    let mut walker = set_out(&tank).await;
    let mut within = tank.connect().await;
    within.send(get(CALL, "busy.localhost", "")).await;
    tank.look("health").await;
    assert_eq!(tank.admin("DELETE", "sandboxes/busy", Value::Null).await.status, 204);
    assert_eq!(walker.answer().await.unwrap().refusal(), "begun_anew");
    assert_eq!(within.answer().await.unwrap().refusal(), "unknown_sandbox");
}

#[tokio::test]
async fn a_step_in_time_is_made_and_noted_though_who_asked_for_it_has_gone() {
    let tank = Tank::start().await;
    tank.admin("POST", "sandboxes/busy/scenario", asks_for_ever()).await;
    let mut walker = tank.connect().await;
    walker.send(advance(&tank, "10m")).await;
    tank.look("sandboxes/busy").await;
    drop(walker);
    let journal = tank.look("sandboxes/busy/journal").await;
    let due = |it: &&Value| it["event"] == "due";
    assert_eq!(journal["entries"].as_array().unwrap().iter().filter(due).count(), 6_000);
    let last = tank.look("sandboxes/busy/journal?tail=1").await;
    assert_eq!(last["entries"][0]["what"], "clock: advanced by 10m");
}

#[tokio::test]
async fn what_is_given_is_not_more_than_a_server_has_the_time_for() {
    let tank = Tank::start().await;
    let mut scenario = asks_for_ever();
    scenario["given"].as_array_mut().unwrap().push(json!({ "advance": "600h" }));
    let refused = tank.admin("POST", "sandboxes/busy/scenario", scenario).await.json();
    let message = refused["wavetank"]["message"].as_str().unwrap();
    let expected =
        "too much happens in what is given: 100000 timers have fired, and it is 2024-01-01T02:4";
    assert!(message.starts_with(expected), "{refused}");
}
