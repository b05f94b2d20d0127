//! The same read over gRPC and over REST, both on HTTP/2, from the real binary, in turns.

use std::time::Duration;

use bytes::Bytes;
use http::{Request, StatusCode};
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http2;
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::{net::TcpStream, task::JoinSet};

use crate::process::Server;
use crate::{load, median_micros, row};

const ROUNDS: usize = 5;
const CALLS: usize = 20_000;
/// Calls that are under way at one time, on one connection.
const STREAMS: usize = 16;

const CONNECTORS: &str = "/managed-kafka/v1/clusters/c9qexamplecluster001/connectors";
const CONNECTOR: &str = r#"{"connectorSpec":{"name":"mm1","tasksMax":"2","properties":{"sync.topics.config.enabled":"true"},"connectorConfigMirrormaker":{"topics":"data.*","replicationFactor":1,"sourceCluster":{"alias":"src","externalCluster":{"bootstrapServers":"b1:9091,b2:9091","saslUsername":"u","saslPassword":"p","saslMechanism":"SCRAM-SHA-512","securityProtocol":"SASL_SSL"}},"targetCluster":{"alias":"dst","thisCluster":{}}}}}"#;
const TOKEN: &str = "Bearer t1.any.token";

pub(crate) fn run() {
    let server = Server::wavetank(&["--timing", "instant"]);
    let create = format!(
        "POST {CONNECTORS} HTTP/1.1\r\nhost: localhost\r\nauthorization: {TOKEN}\r\n\
         content-length: {}\r\n\r\n{CONNECTOR}",
        CONNECTOR.len()
    );
    load::ask(&server.address, create.as_bytes());
    let measure = |make: fn(&str) -> Request<Full<Bytes>>| {
        let before = server.cpu();
        drive(&server.address, make);
        server.cpu().saturating_sub(before)
    };
    measure(rest);
    measure(grpc);
    let rounds: Vec<_> = (0..ROUNDS).map(|_| (measure(grpc), measure(rest))).collect();
    let of = |pick: fn(&(Duration, Duration)) -> Duration| {
        median_micros(rounds.iter().map(pick).collect(), CALLS)
    };
    let (over_grpc, over_rest) = (of(|it| it.0), of(|it| it.1));
    row(
        "Connector.Get over gRPC, CPU a call",
        &format!(
            "{:.2} times the same over REST and HTTP/2 ({over_grpc:.1} µs to {over_rest:.1} µs)",
            over_grpc / over_rest
        ),
        "1.3 times",
    );
}

fn rest(address: &str) -> Request<Full<Bytes>> {
    let request = Request::get(format!("http://{address}{CONNECTORS}/mm1"));
    request.header("authorization", TOKEN).body(Full::default()).unwrap()
}

fn grpc(address: &str) -> Request<Full<Bytes>> {
    let mut message = vec![0, 0, 0, 0, 0];
    for (number, text) in [(1_u8, "c9qexamplecluster001"), (2, "mm1")] {
        message.extend([number << 3 | 2, u8::try_from(text.len()).unwrap()]);
        message.extend(text.bytes());
    }
    message[4] = u8::try_from(message.len() - 5).unwrap();
    let method = "yandex.cloud.mdb.kafka.v1.ConnectorService/Get";
    let request = Request::post(format!("http://{address}/{method}"));
    let request = request.header("authorization", TOKEN).header("te", "trailers");
    request.header("content-type", "application/grpc").body(Full::new(message.into())).unwrap()
}

/// Calls as fast as one connection lets them through.
fn drive(address: &str, make: fn(&str) -> Request<Full<Bytes>>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let stream = TcpStream::connect(address).await.unwrap();
        stream.set_nodelay(true).unwrap();
        let handshake = http2::handshake(TokioExecutor::new(), TokioIo::new(stream));
        let (sender, connection) = handshake.await.unwrap();
        tokio::spawn(connection);
        let mut streams = JoinSet::new();
        for _ in 0..STREAMS {
            let (mut sender, address) = (sender.clone(), address.to_owned());
            streams.spawn(async move {
                for _ in 0..CALLS / STREAMS {
                    sender.ready().await.unwrap();
                    let answer = sender.send_request(make(&address)).await.unwrap();
                    assert_eq!(answer.status(), StatusCode::OK);
                    let body = answer.into_body().collect().await.unwrap();
                    assert!(body.trailers().is_none_or(|it| it["grpc-status"] == "0"));
                }
            });
        }
        while let Some(ended) = streams.join_next().await {
            ended.unwrap();
        }
    });
}
