//! HTTP/2 in clear text, as a client speaks it that knows beforehand.

use std::time::{Duration, Instant};

use bytes::Bytes;
use http::{Method, Request, Response, StatusCode};
use http_body_util::{BodyExt, Empty};
use hyper::{body::Incoming, client::conn::http2};
use hyper_util::rt::{TokioExecutor, TokioIo};
use serde_json::{Value, json};
use tokio::net::TcpStream;

use crate::{client::CREDENTIAL, tank::Tank};

const CALL: &str = "/v1/connectors";

struct Client(http2::SendRequest<Empty<Bytes>>);

impl Client {
    async fn connect(tank: &Tank) -> Self {
        let stream = TcpStream::connect(tank.address).await.unwrap();
        let io = TokioIo::new(stream);
        let (sender, connection) = http2::handshake(TokioExecutor::new(), io).await.unwrap();
        tokio::spawn(connection);
        Self(sender)
    }

    async fn call(&mut self, request: Request<Empty<Bytes>>) -> hyper::Result<Response<Incoming>> {
        self.0.ready().await?;
        self.0.send_request(request).await
    }

    async fn get(&mut self, path: &str) -> hyper::Result<Response<Incoming>> {
        self.call(request(Method::GET, &format!("http://localhost{path}"))).await
    }
}

fn request(method: Method, uri: &str) -> Request<Empty<Bytes>> {
    let request = Request::builder().method(method).uri(uri);
    let request = request.header("authorization", CREDENTIAL);
    request.header("x-amz-date", "20240101T000000Z").body(Empty::new()).unwrap()
}

async fn json_of(response: Response<Incoming>) -> Value {
    let body = response.into_body().collect().await.unwrap().to_bytes();
    serde_json::from_slice(&body).unwrap()
}

/// Why the stream ended, where it did not end well.
fn reason(error: &hyper::Error) -> Option<String> {
    let source = std::error::Error::source(error)?;
    Some(source.to_string())
}

#[tokio::test]
async fn the_same_listener_speaks_http_2_to_a_client_that_begins_with_it() {
    let tank = Tank::start().await;
    let mut client = Client::connect(&tank).await;
    for _ in 0..3 {
        let response = client.get(CALL).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(json_of(response).await, json!({ "connectors": [] }));
    }
}

#[tokio::test]
async fn the_authority_is_the_host() {
    let tank = Tank::start().await;
    let mut client = Client::connect(&tank).await;
    let call = request(Method::GET, &format!("http://mine.localhost:9283{CALL}"));
    assert_eq!(client.call(call).await.unwrap().status(), StatusCode::OK);
    assert_eq!(tank.look("sandboxes/mine").await["calls"], 1);
    let foreign = request(Method::GET, "http://evil.example/_wavetank/health");
    assert_eq!(client.call(foreign).await.unwrap().status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_head_request_gets_no_body() {
    let tank = Tank::start().await;
    let mut client = Client::connect(&tank).await;
    let call = request(Method::HEAD, "http://localhost/_wavetank/health");
    let response = client.call(call).await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    assert_ne!(response.headers()["content-length"], "0");
    assert!(response.into_body().collect().await.unwrap().to_bytes().is_empty());
}

#[tokio::test]
async fn what_ends_a_connection_elsewhere_resets_the_stream_and_spares_the_others() {
    for rule in [json!({ "reset": {} }), json!({ "empty": true }), json!({ "silence": "10ms" })] {
        let tank = Tank::start().await;
        let mut client = Client::connect(&tank).await;
        assert_eq!(client.get(CALL).await.unwrap().status(), StatusCode::OK);
        tank.admin("POST", "faults", rule.clone()).await;
        let error = client.get(CALL).await.unwrap_err();
        let reason = reason(&error).unwrap();
        assert!(reason.contains("stream error received"), "{rule}: {reason}");
        let health = client.get("/_wavetank/health").await.unwrap();
        assert_eq!(health.status(), StatusCode::OK, "{rule}");
    }
}

#[tokio::test]
async fn a_broken_body_gives_its_bytes_and_then_resets_the_stream() {
    for rule in [json!({ "cut": { "after_bytes": 5 } }), json!({ "reset": { "after_bytes": 5 } })] {
        let tank = Tank::with_rule(rule.clone()).await;
        let mut client = Client::connect(&tank).await;
        let response = client.get(CALL).await.unwrap();
        assert_eq!(response.headers()["content-length"], "17");
        let mut body = response.into_body();
        let first = body.frame().await.unwrap().unwrap().into_data().unwrap();
        assert_eq!(&first[..], b"{\"con", "{rule}");
        assert!(body.frame().await.unwrap().is_err(), "{rule}");
        assert_eq!(client.get("/_wavetank/health").await.unwrap().status(), StatusCode::OK);
    }
}

#[tokio::test]
async fn garbage_ends_the_connection() {
    let tank = Tank::with_rule(json!({ "garbage": "this is no frame at all" })).await;
    let mut client = Client::connect(&tank).await;
    client.get(CALL).await.unwrap_err();
    client.get(CALL).await.unwrap_err();
    assert_eq!(tank.look("health").await["status"], "ok");
}

#[tokio::test]
async fn a_server_that_stops_finishes_what_is_open_and_says_goodbye() {
    let tank = Tank::with_rule(json!({ "delay": "200ms" })).await;
    let mut idle = Client::connect(&tank).await;
    idle.get("/_wavetank/health").await.unwrap();
    let mut open = Client::connect(&tank).await;
    let call = tokio::spawn(async move { open.get(CALL).await.unwrap().status() });
    tank.wait_for_calls(1).await;
    let began = Instant::now();
    tank.stop().await;
    assert!(began.elapsed() < Duration::from_millis(800), "{:?}", began.elapsed());
    assert_eq!(call.await.unwrap(), StatusCode::OK);
    idle.get(CALL).await.unwrap_err();
}

#[tokio::test]
async fn a_slow_body_comes_whole() {
    let tank = Tank::with_rule(json!({ "slow": { "chunk_bytes": 6, "pause": "5ms" } })).await;
    let mut client = Client::connect(&tank).await;
    let response = client.get(CALL).await.unwrap();
    assert_eq!(json_of(response).await, json!({ "connectors": [] }));
}
