//! Sandboxes: one server, many worlds that know nothing of each other.

use serde_json::{Value, json};

use crate::{client::get, tank::Tank};

const CALL: &str = "/v1/connectors";

/// Names of the sandboxes, and how often each was called.
async fn calls(tank: &Tank) -> Vec<(String, u64)> {
    let listed = tank.look("sandboxes").await;
    let row = |it: &Value| (it["name"].as_str().unwrap().to_owned(), it["calls"].as_u64().unwrap());
    listed["sandboxes"].as_array().unwrap().iter().map(row).collect()
}

#[tokio::test]
async fn a_sandbox_is_named_by_prefix_or_host_or_header_and_made_when_it_is_named() {
    let tank = Tank::start().await;
    let mut client = tank.connect().await;
    let header = "x-wavetank-sandbox: by-header\r\n";
    for request in [
        get(CALL, "localhost", ""),
        get(&format!("/_sandbox/by-prefix{CALL}"), "by-host.localhost", header),
        get(CALL, "by-host.localhost:1234", header),
        get(CALL, "kafkaconnect.us-east-1.amazonaws.com", header),
    ] {
        client.send(request).await;
        assert_eq!(client.answer().await.unwrap().status, 200);
    }
    let expected = ["by-header", "by-host", "by-prefix", "default"].map(|it| (it.to_owned(), 1));
    assert_eq!(calls(&tank).await, expected);
}

#[tokio::test]
async fn rules_and_clock_of_one_sandbox_are_not_those_of_another() {
    let tank = Tank::start().await;
    let mut client = tank.connect().await;
    let rule = json!({ "respond": { "status": 418 } });
    client.admin("POST", "/_sandbox/a/_wavetank/faults", &rule).await;
    client.admin("POST", "/_wavetank/sandboxes/a/clock", &json!({ "mode": "stopped" })).await;
    assert_eq!(client.get(&format!("/_sandbox/a{CALL}")).await.status, 418);
    assert_eq!(client.get(&format!("/_sandbox/b{CALL}")).await.status, 200);
    assert_eq!(tank.look("sandboxes/a/clock").await["mode"], "stopped");
    assert_eq!(tank.look("sandboxes/b/clock").await["mode"], "real");
}

#[tokio::test]
async fn what_is_no_name_is_refused() {
    let tank = Tank::start().await;
    let answer = tank.get("/_sandbox/No%20Name/v1/connectors").await;
    assert_eq!((answer.status, answer.refusal().as_str()), (404, "unknown_sandbox"));
    assert!(answer.json()["wavetank"]["hint"].as_str().unwrap().contains("1 to 63"));
    // What a client would make of a path with these is another path.
    for name in [".", ".."] {
        let answer = tank.admin("POST", "sandboxes", json!({ "name": name })).await;
        assert_eq!((answer.status, answer.refusal().as_str()), (400, "invalid"), "{name}");
        let answer = tank.get(&format!("/_sandbox/{name}/v1/connectors")).await;
        assert_eq!((answer.status, answer.refusal().as_str()), (404, "unknown_sandbox"), "{name}");
    }
    assert_eq!(tank.admin("POST", "sandboxes", json!({ "name": "..." })).await.status, 201);
}

#[tokio::test]
async fn there_are_no_more_sandboxes_than_allowed() {
    let tank = Tank::with(|it| it.limits.sandboxes_max = 2).await;
    for name in ["a", "b", "a"] {
        assert_eq!(tank.get(&format!("/_sandbox/{name}{CALL}")).await.status, 200);
    }
    let answer = tank.get(&format!("/_sandbox/c{CALL}")).await;
    assert_eq!((answer.status, answer.refusal().as_str()), (429, "sandboxes_full"));
    assert_eq!(tank.admin("POST", "sandboxes", json!({ "name": "c" })).await.status, 429);
    assert_eq!(tank.admin("DELETE", "sandboxes/a", Value::Null).await.status, 204);
    assert_eq!(tank.get(&format!("/_sandbox/c{CALL}")).await.status, 200);
}

#[tokio::test]
async fn sandboxes_are_made_described_reset_forked_and_deleted() {
    let tank = Tank::start().await;
    let made = tank.admin("POST", "sandboxes", json!({ "name": "a", "seed": 7 })).await;
    assert_eq!((made.status, &made.json()["seed"]), (201, &json!(7)));
    let again = tank.admin("POST", "sandboxes", json!({ "name": "a" })).await;
    assert_eq!((again.status, again.refusal().as_str()), (409, "sandbox_exists"));

    tank.admin(
        "POST",
        "sandboxes/a/clock",
        json!({ "mode": "stopped", "set": "2024-01-01T01:00:00Z" }),
    )
    .await;
    tank.get(&format!("/_sandbox/a{CALL}")).await;
    let forked = tank.admin("POST", "sandboxes/a/fork", json!({ "as": "b" })).await;
    assert_eq!(forked.status, 201);
    for name in ["a", "b"] {
        let seen = tank.look(&format!("sandboxes/{name}")).await;
        let expected = json!({
            "name": name, "now": "2024-01-01T01:00:00Z", "seed": 7, "calls": 1, "broken": false,
        });
        assert_eq!(seen, expected);
    }

    let reset = tank.admin("POST", "sandboxes/a/reset", Value::Null).await.json();
    assert_eq!((&reset["seed"], &reset["calls"]), (&json!(0), &json!(0)));
    assert_eq!(tank.look("sandboxes/a/clock").await["mode"], "real");
    assert_eq!(tank.look("sandboxes/b").await["calls"], 1, "a fork goes its own way");

    assert_eq!(tank.admin("DELETE", "sandboxes/a", Value::Null).await.status, 204);
    let gone = tank.admin("GET", "sandboxes/a", Value::Null).await;
    assert_eq!((gone.status, gone.refusal().as_str()), (404, "unknown_sandbox"));
}
