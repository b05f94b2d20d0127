//! HTTP/1.1 as clients speak it when nothing goes wrong, or when they do.

use std::time::Duration;

use serde_json::json;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::{client::get, tank::Tank};

const CALL: &str = "/v1/connectors";

#[tokio::test]
async fn one_connection_serves_many_calls() {
    let tank = Tank::start().await;
    let mut client = tank.connect().await;
    for _ in 0..5 {
        let answer = client.get(CALL).await;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.json(), json!({ "connectors": [] }));
    }
}

#[tokio::test]
async fn calls_sent_at_once_are_answered_in_their_order() {
    let tank = Tank::start().await;
    let mut client = tank.connect().await;
    let paths = [CALL, "/_wavetank/health", CALL, "/no/vendor"];
    let calls: String = paths.iter().map(|path| get(path, "localhost", "")).collect();
    client.send(calls).await;
    let mut statuses = Vec::new();
    for _ in paths {
        statuses.push(client.answer().await.unwrap().status);
    }
    assert_eq!(statuses, [200, 200, 200, 501]);
}

#[tokio::test]
async fn no_answer_has_a_date_of_the_shells_own() {
    let tank = Tank::start().await;
    let answer = tank.admin("GET", "health", json!(null)).await;
    assert_eq!(answer.header("date"), None);
    assert_eq!(answer.header("content-type"), Some("application/json"));
}

#[tokio::test]
async fn a_head_request_is_told_the_length_and_gets_no_body() {
    let rule = json!({ "respond": { "status": 200, "body": "0123456789" } });
    let tank = Tank::with_rule(rule).await;
    let mut client = tank.connect().await;
    client.send(get(CALL, "localhost", "").replacen("GET", "HEAD", 1)).await;
    let (status, headers) = client.head().await.unwrap();
    // Whether a vendor answers HEAD is its own affair; what matters is what follows: the next answer.
    assert!(status >= 200, "{headers:?}");
    assert_eq!(client.get(CALL).await.body, b"0123456789");
}

#[tokio::test]
async fn an_answer_that_may_have_no_body_has_none() {
    for status in [204, 304] {
        let rule = json!({ "respond": { "status": status, "body": "not to be seen" } });
        let tank = Tank::with_rule(rule).await;
        let mut client = tank.connect().await;
        client.send(get(CALL, "localhost", "")).await;
        let (seen, headers) = client.head().await.unwrap();
        assert_eq!(seen, status);
        assert!(!headers.iter().any(|it| it.0 == "content-length"), "{headers:?}");
        assert_eq!(client.admin("GET", "/_wavetank/health", &json!(null)).await.status, 200);
    }
}

#[tokio::test]
async fn headers_that_lie_about_the_length_are_put_right() {
    let headers = json!({ "content-length": "3", "transfer-encoding": "chunked" });
    let rule = json!({ "respond": { "status": 200, "headers": headers, "body": "0123456789" } });
    let tank = Tank::with_rule(rule).await;
    let mut client = tank.connect().await;
    for _ in 0..2 {
        let answer = client.get(CALL).await;
        assert_eq!(answer.header("content-length"), Some("10"));
        assert_eq!(answer.body, b"0123456789");
    }
}

#[tokio::test]
async fn a_body_over_the_limit_is_read_to_its_end_and_refused() {
    let tank = Tank::with(|it| it.limits.body_bytes_max = 1000).await;
    let mut client = tank.connect().await;
    // Far more than the sockets' buffers hold: a server that stopped reading would leave this waiting.
    let body = vec![b'x'; 4 << 20];
    for length in [1001, body.len()] {
        client
            .send(format!("POST {CALL} HTTP/1.1\r\nhost: a\r\ncontent-length: {length}\r\n\r\n"))
            .await;
        client.send(&body[..length]).await;
        let answer = client.answer().await.unwrap();
        assert_eq!((answer.status, answer.refusal().as_str()), (413, "body_too_large"));
        assert_eq!(answer.header("connection"), Some("close"));
        client = tank.connect().await;
    }
    client.send("POST /x HTTP/1.1\r\nhost: a\r\ncontent-length: 1000\r\n\r\n").await;
    client.send(&body[..1000]).await;
    assert_eq!(client.answer().await.unwrap().status, 501);
}

#[tokio::test]
async fn a_client_that_asks_before_it_sends_too_much_is_refused_before_it_sends() {
    let tank = Tank::with(|it| it.limits.body_bytes_max = 1000).await;
    let mut client = tank.connect().await;
    let head = |length| {
        format!(
            "POST {CALL} HTTP/1.1\r\nhost: a\r\nexpect: 100-continue\r\ncontent-length: {length}\r\n\r\n"
        )
    };
    client.send(head(1001)).await;
    assert_eq!(client.answer().await.unwrap().refusal(), "body_too_large");

    let mut client = tank.connect().await;
    client.send(head(5)).await;
    assert_eq!(client.head().await.unwrap().0, 100);
    client.send("12345").await;
    assert_ne!(client.answer().await.unwrap().status, 413);
}

#[tokio::test]
async fn a_body_in_chunks_is_read_and_limited_like_any_other() {
    let tank = Tank::with(|it| it.limits.body_bytes_max = 64).await;
    let mut client = tank.connect().await;
    let head =
        "POST /_wavetank/clock HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\n";
    client.send(format!("{head}8\r\n{{\"mode\":\r\n")).await;
    client.send("a\r\n\"stopped\"}\r\n0\r\n\r\n").await;
    assert_eq!(client.answer().await.unwrap().json()["mode"], "stopped");

    let chunk = format!("21\r\n{}\r\n", " ".repeat(33));
    client.send(format!("{head}{chunk}{chunk}0\r\n\r\n")).await;
    assert_eq!(client.answer().await.unwrap().refusal(), "body_too_large");
}

#[tokio::test]
async fn a_body_in_chunks_that_are_none_is_refused() {
    let tank = Tank::start().await;
    let mut client = tank.connect().await;
    let head = format!("POST {CALL} HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n");
    client.send(format!("{head}zz\r\n")).await;
    let answer = client.answer().await.unwrap();
    assert_eq!((answer.status, answer.refusal().as_str()), (400, "body_malformed"));
}

#[tokio::test]
async fn a_body_that_does_not_come_is_refused_in_time() {
    let tank = Tank::with(|it| it.limits.body_timeout = Duration::from_millis(50)).await;
    let mut client = tank.connect().await;
    client
        .send(format!("POST {CALL} HTTP/1.1\r\nhost: a\r\ncontent-length: 10\r\n\r\n12345"))
        .await;
    let answer = client.answer().await.unwrap();
    assert_eq!((answer.status, answer.refusal().as_str()), (408, "body_timeout"));
    assert_eq!(client.rest().await, (vec![], Ok(())));
}

#[tokio::test]
async fn a_body_that_is_too_large_is_refused_for_that_though_it_does_not_come_to_its_end() {
    let tank = Tank::with(|it| {
        it.limits.body_timeout = Duration::from_millis(50);
        it.limits.body_bytes_max = 1000;
    })
    .await;
    let chunk = format!("{:x}\r\n{}\r\n", 2000, " ".repeat(2000));
    for (framing, sent) in
        [("content-length: 2000", "12345"), ("transfer-encoding: chunked", &*chunk)]
    {
        let mut client = tank.connect().await;
        client.send(format!("POST {CALL} HTTP/1.1\r\nhost: a\r\n{framing}\r\n\r\n{sent}")).await;
        let answer = client.answer().await.unwrap();
        assert_eq!(
            (answer.status, answer.refusal().as_str()),
            (413, "body_too_large"),
            "{framing}"
        );
        assert_eq!(client.rest().await, (vec![], Ok(())));
    }
}

#[tokio::test]
async fn what_is_no_request_is_refused_by_the_emulator_and_hurts_nobody() {
    let tank = Tank::start().await;
    let headers = "x: y\r\n".repeat(200);
    for (sent, status, code) in [
        ("\u{1}\u{2}\u{3} nonsense\r\n\r\n".into(), 400, "malformed"),
        (format!("GET {CALL} HTTP/1.1\r\ncontent-length: x\r\n\r\n"), 400, "malformed"),
        (get(CALL, "a.localhost", "host: b.localhost\r\n"), 400, "malformed"),
        (format!("GET /{} HTTP/1.1\r\n\r\n", "x".repeat(70_000)), 414, "target_too_long"),
        (format!("GET {CALL} HTTP/1.1\r\n{headers}\r\n"), 431, "head_too_large"),
        ("\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\u{0}".into(), 400, "tls"),
        ("PRI * HTTP/2.0\r\n\r\nXX\r\n\r\n".into(), 400, "malformed"),
        ("PRIX / HTTP/9\r\n\r\n".into(), 400, "malformed"),
    ] {
        let mut client = tank.connect().await;
        // The second time behind an answer of a world.
        for calls in [0, 1] {
            for _ in 0..calls {
                assert_eq!(client.get(CALL).await.status, 200);
            }
            client.send(&sent).await;
            let answer = client.answer().await.unwrap();
            let refused = (answer.status, answer.header("x-wavetank"), answer.header("connection"));
            let code = if calls > 0 && code == "tls" { "malformed" } else { code };
            assert_eq!(refused, (status, Some(code), Some("close")));
            assert_eq!(answer.refusal(), code);
            assert_eq!(client.rest().await, (vec![], Ok(())), "{code}");
            client = tank.connect().await;
        }
    }
    assert_eq!(tank.get(CALL).await.status, 200);
}

#[tokio::test]
async fn an_answer_that_looks_like_a_refusal_of_what_is_no_request_goes_out_as_it_is() {
    let tank = Tank::with_rule(json!({ "respond": { "status": 400 } })).await;
    let mut client = tank.connect().await;
    client.send(get(CALL, "localhost", "connection: close\r\n")).await;
    let (bytes, end) = client.rest().await;
    let expected = "HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";
    assert_eq!((std::str::from_utf8(&bytes).unwrap(), end), (expected, Ok(())));
}

#[tokio::test]
async fn a_client_that_has_said_all_it_will_say_gets_all_its_answers() {
    let tank = Tank::start().await;
    tank.admin("POST", "faults", json!({ "delay": "20ms" })).await;
    for calls in [1, 3] {
        let mut stream = TcpStream::connect(tank.address).await.unwrap();
        let call = get(CALL, "localhost", "").repeat(calls);
        stream.write_all(call.as_bytes()).await.unwrap();
        stream.shutdown().await.unwrap();
        let mut answers = String::new();
        stream.read_to_string(&mut answers).await.unwrap();
        assert_eq!(answers.matches("HTTP/1.1 200 OK").count(), calls, "{answers}");
    }
}

#[tokio::test]
async fn a_call_without_a_host_is_a_call() {
    let tank = Tank::start().await;
    let mut client = tank.connect().await;
    client.send("GET /_wavetank/health HTTP/1.1\r\n\r\n").await;
    assert_eq!(client.answer().await.unwrap().status, 200);
}
