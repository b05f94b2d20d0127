//! How connections and servers live and end.

use std::time::{Duration, Instant};

use serde_json::json;
use tokio::{
    io::AsyncWriteExt,
    net::TcpStream,
    time::{interval, timeout},
};

use crate::{client::get, tank::Tank};

const CALL: &str = "/v1/connectors";

#[tokio::test]
async fn a_server_that_stops_finishes_what_is_open_and_hangs_up_on_who_is_idle() {
    let tank = Tank::with_rule(json!({ "delay": "200ms" })).await;
    let mut idle = tank.connect().await;
    idle.admin("GET", "/_wavetank/health", &json!(null)).await;
    let mut open = tank.connect().await;
    open.send(get(CALL, "localhost", "")).await;
    tank.wait_for_calls(1).await;

    let address = tank.address;
    let began = Instant::now();
    let stopping = tokio::spawn(tank.stop());
    assert_eq!(idle.rest().await, (vec![], Ok(())));
    let answer = open.answer().await.unwrap();
    assert_eq!((answer.status, answer.header("connection")), (200, Some("close")));
    stopping.await.unwrap();
    assert!(began.elapsed() < Duration::from_secs(1), "{:?}", began.elapsed());
    TcpStream::connect(address).await.expect_err("nobody listens any more");
}

#[tokio::test]
async fn a_server_that_stops_waits_no_longer_than_a_second() {
    let tank = Tank::with_rule(json!({ "silence": "30s" })).await;
    let mut open = tank.connect().await;
    open.send(get(CALL, "localhost", "")).await;
    tank.wait_for_calls(1).await;
    let began = Instant::now();
    tank.stop().await;
    assert!(began.elapsed() < Duration::from_secs(1), "{:?}", began.elapsed());
    assert_eq!(open.rest().await.0, b"");
}

#[tokio::test]
async fn a_connection_over_the_limit_waits_for_one_to_end() {
    let tank = Tank::with(|it| it.limits.connections_max = 1).await;
    let mut first = tank.connect().await;
    assert_eq!(first.get(CALL).await.status, 200);
    let mut second = tank.connect().await;
    second.send(get(CALL, "localhost", "")).await;
    assert!(second.is_silent_for(Duration::from_millis(50)).await);
    drop(first);
    assert_eq!(second.answer().await.unwrap().status, 200);
}

#[tokio::test]
async fn a_head_that_does_not_come_ends_the_connection() {
    let head = Duration::from_millis(100);
    let tank = Tank::with(|it| it.limits.head_timeout = head).await;
    for begun in ["G", "GET /v1/connectors HTTP/1.1\r\nhost: localhost\r\n"] {
        let mut client = tank.connect().await;
        let began = Instant::now();
        client.send(begun).await;
        assert_eq!(client.rest().await, (vec![], Ok(())), "{begun:?}");
        assert!(began.elapsed() >= head, "{:?}", began.elapsed());
    }
}

#[tokio::test]
async fn an_idle_connection_outlives_the_time_for_a_head() {
    let (head, idle) = (Duration::from_millis(40), Duration::from_millis(200));
    let tank = Tank::with(|it| {
        it.limits.head_timeout = head;
        it.limits.idle_timeout = idle;
    })
    .await;
    for calls in [0, 1] {
        let mut client = tank.connect().await;
        for _ in 0..calls {
            assert_eq!(client.get(CALL).await.status, 200);
        }
        let began = Instant::now();
        assert_eq!(client.rest().await, (vec![], Ok(())));
        assert!(began.elapsed() >= idle, "{:?} after {calls} calls", began.elapsed());
    }
}

#[tokio::test]
async fn a_call_that_is_held_back_is_no_idle_connection() {
    let tank = Tank::with(|it| {
        it.limits.head_timeout = Duration::from_millis(20);
        it.limits.idle_timeout = Duration::from_millis(20);
    })
    .await;
    tank.admin("POST", "faults", json!({ "delay": "200ms" })).await;
    let mut client = tank.connect().await;
    assert_eq!(client.get(CALL).await.status, 200);
}

/// A server with room for one connection, and little patience.
async fn narrow() -> Tank {
    Tank::with(|it| {
        it.limits.connections_max = 1;
        it.limits.head_timeout = Duration::from_millis(40);
        it.limits.idle_timeout = Duration::from_millis(40);
    })
    .await
}

#[tokio::test]
async fn a_client_that_does_not_go_when_it_is_asked_to_is_hung_up_on() {
    let tank = narrow().await;
    let mut dead = TcpStream::connect(tank.address).await.unwrap();
    // It begins with HTTP/2, and never answers what it is told.
    dead.write_all(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0").await.unwrap();
    assert_eq!(tank.get(CALL).await.status, 200);
    drop(dead);
}

#[tokio::test]
async fn a_client_that_only_asks_how_one_is_is_hung_up_on() {
    let settings = b"\0\0\x06\x04\0\0\0\0\0\0\x04\0\0\0\0"; // A window of 0 for answers.
    let acknowledged = b"\0\0\0\x04\x01\0\0\0\0";
    let ping = b"\0\0\x08\x06\0\0\0\0\0\x01\x02\x03\x04\x05\x06\x07\x08";
    // `GET /` in HPACK's static table, and a name without a value to come.
    let call = b"\0\0\x0e\x01\x05\0\0\0\x01\x82\x86\x84\x41\x09localhost";
    for (what, asked) in [("nothing", &[][..]), ("an answer that it has no room for", &call[..])] {
        let tank = narrow().await;
        let mut alive = TcpStream::connect(tank.address).await.unwrap();
        let preface = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
        alive.write_all(&[&preface[..], settings, acknowledged, asked].concat()).await.unwrap();
        let mut next = tokio::spawn(async move { tank.get(CALL).await.status });
        let mut pings = interval(Duration::from_millis(5));
        let status = loop {
            tokio::select! {
                status = &mut next => break status.unwrap(),
                _ = pings.tick() => { let _ = alive.write_all(ping).await; }
            }
        };
        assert_eq!(status, 200, "{what}");
    }
}

#[tokio::test]
async fn a_head_that_begins_as_http_2_does_is_no_less_a_head() {
    let tank = narrow().await;
    let mut slow = TcpStream::connect(tank.address).await.unwrap();
    slow.write_all(b"PRIX / HTTP/1.1\r\n").await.unwrap();
    let mut next = tokio::spawn(async move { tank.get(CALL).await.status });
    let mut drops = interval(Duration::from_millis(5));
    let status = loop {
        tokio::select! {
            status = &mut next => break status.unwrap(),
            _ = drops.tick() => { let _ = slow.write_all(b"x").await; }
        }
    };
    assert_eq!(status, 200);
}

#[tokio::test]
async fn a_client_that_does_not_read_its_answers_is_hung_up_on() {
    for (what, bytes, calls) in [("one answer", 8 << 20, 1), ("many", 4 << 10, 100)] {
        let rule = json!({ "respond": { "status": 200, "body": "x".repeat(bytes) } });
        let call = get(CALL, "localhost", "").repeat(calls);
        let tank = narrow().await;
        assert_eq!(tank.admin("POST", "faults", rule).await.status, 201);
        let mut deaf = TcpStream::connect(tank.address).await.unwrap();
        // It asks for as long as it is listened to.
        while let Ok(Ok(())) =
            timeout(Duration::from_millis(500), deaf.write_all(call.as_bytes())).await
        {}
        assert_eq!(tank.admin("GET", "health", json!(null)).await.status, 200, "{what}");
        drop(deaf);
    }
}

#[tokio::test]
async fn a_pause_between_two_pieces_of_an_answer_is_no_sign_of_a_dead_client() {
    let tank = narrow().await;
    let slow = json!({ "slow": { "chunk_bytes": 9, "pause": "300ms" } });
    assert_eq!(tank.admin("POST", "faults", slow).await.status, 201);
    assert_eq!(tank.get(CALL).await.json(), json!({ "connectors": [] }));
}
