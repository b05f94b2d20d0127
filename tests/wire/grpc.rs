//! gRPC over real sockets: trailers behind a message or behind headers alone, and a dialogue of many messages.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::{HeaderMap, Request, Response};
use http_body_util::BodyExt;
use hyper::body::{Body, Frame, Incoming};
use hyper::client::conn::http2;
use hyper_util::rt::{TokioExecutor, TokioIo};
use serde_json::json;
use tokio::net::TcpStream;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use crate::tank::Tank;

const LIST: &str = "/yandex.cloud.mdb.kafka.v1.ConnectorService/List";
const REFLECTION: &str = "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo";
/// `cluster_id` of the cluster that needs no premises, in a frame.
const CLUSTER: &[u8] = b"\0\0\0\0\x16\n\x14c9qexamplecluster001";

/// What is sent piece by piece.
struct Pieces(UnboundedReceiver<Bytes>);

impl Body for Pieces {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        self.0.poll_recv(context).map(|it| it.map(|bytes| Ok(Frame::data(bytes))))
    }
}

struct Client(http2::SendRequest<Pieces>);

impl Client {
    async fn connect(tank: &Tank) -> Self {
        let stream = TcpStream::connect(tank.address).await.unwrap();
        let handshake = http2::handshake(TokioExecutor::new(), TokioIo::new(stream));
        let (sender, connection) = handshake.await.unwrap();
        tokio::spawn(connection);
        Self(sender)
    }

    /// Begins a call, which goes on until the sender is dropped.
    async fn begin(&mut self, path: &str) -> (UnboundedSender<Bytes>, Request<Pieces>) {
        let (sender, receiver) = unbounded_channel();
        let request = Request::post(format!("http://localhost{path}"))
            .header("content-type", "application/grpc")
            .header("te", "trailers")
            .header("authorization", "Bearer t1.a.b")
            .body(Pieces(receiver));
        self.0.ready().await.unwrap();
        (sender, request.unwrap())
    }

    async fn call(&mut self, path: &str, body: &[u8]) -> Response<Incoming> {
        let (sender, request) = self.begin(path).await;
        sender.send(Bytes::copy_from_slice(body)).unwrap();
        drop(sender);
        self.0.send_request(request).await.unwrap()
    }
}

async fn read(response: Response<Incoming>) -> (HeaderMap, Bytes, HeaderMap) {
    let (head, body) = response.into_parts();
    let body = body.collect().await.unwrap();
    let trailers = body.trailers().cloned().unwrap_or_default();
    (head.headers, body.to_bytes(), trailers)
}

#[tokio::test]
async fn one_port_answers_grpc_and_rest() {
    let tank = Tank::start().await;
    let mut client = Client::connect(&tank).await;
    let (headers, body, trailers) = read(client.call(LIST, CLUSTER).await).await;
    assert_eq!(headers["content-type"], "application/grpc");
    assert_eq!(&body[..], b"\0\0\0\0\0");
    assert_eq!(trailers["grpc-status"], "0");
    let rest = tank.get("/managed-kafka/v1/clusters/c9qexamplecluster001/connectors").await;
    assert_eq!((rest.status, &rest.json()["code"]), (401, &json!(16)));
}

#[tokio::test]
async fn a_failure_has_its_ids_in_headers_and_its_status_in_trailers() {
    let tank = Tank::with_rule(json!({ "error": "UNAVAILABLE" })).await;
    let mut client = Client::connect(&tank).await;
    let (headers, body, trailers) = read(client.call(LIST, CLUSTER).await).await;
    assert!(headers.contains_key("x-request-id") && !headers.contains_key("grpc-status"));
    assert!(body.is_empty());
    assert_eq!(trailers["grpc-status"], "14");
    assert!(trailers.contains_key("grpc-status-details-bin"));
}

#[tokio::test]
async fn what_stands_before_a_service_has_headers_alone() {
    let tank = Tank::with_rule(json!({ "cause": "bad_gateway" })).await;
    let mut client = Client::connect(&tank).await;
    let (headers, body, trailers) = read(client.call(LIST, CLUSTER).await).await;
    assert_eq!(headers["grpc-status"], "14");
    assert!(body.is_empty() && trailers.is_empty());
}

#[tokio::test]
async fn a_sandbox_is_named_by_the_authority_or_by_metadata() {
    let tank = Tank::start().await;
    let mut client = Client::connect(&tank).await;
    for (authority, metadata) in [("mine.localhost", ""), ("localhost", "theirs")] {
        let (sender, mut request) = client.begin(LIST).await;
        *request.uri_mut() = format!("http://{authority}{LIST}").parse().unwrap();
        if !metadata.is_empty() {
            request.headers_mut().insert("x-wavetank-sandbox", metadata.parse().unwrap());
        }
        sender.send(Bytes::from_static(CLUSTER)).unwrap();
        drop(sender);
        let (.., trailers) = read(client.0.send_request(request).await.unwrap()).await;
        assert_eq!(trailers["grpc-status"], "0");
    }
    assert_eq!(tank.look("sandboxes/mine").await["calls"], 1);
    assert_eq!(tank.look("sandboxes/theirs").await["calls"], 1);
}

#[tokio::test]
async fn in_a_dialogue_each_message_is_answered_as_it_comes() {
    let tank = Tank::start().await;
    let mut client = Client::connect(&tank).await;
    let (sender, request) = client.begin(REFLECTION).await;
    let response = client.0.send_request(request).await.unwrap();
    let mut body = response.into_body();
    // `list_services`, then the file of one of them, in two pieces.
    sender.send(Bytes::from_static(b"\0\0\0\0\x03:\x01*")).unwrap();
    let services = body.frame().await.unwrap().unwrap().into_data().unwrap();
    let name = b"yandex.cloud.operation.OperationService";
    assert!(services.windows(name.len()).any(|it| it == name));
    let mut file = vec![0, 0, 0, 0, 41, 0x22, 39];
    file.extend_from_slice(name);
    sender.send(Bytes::copy_from_slice(&file[..9])).unwrap();
    sender.send(Bytes::copy_from_slice(&file[9..])).unwrap();
    let file = body.frame().await.unwrap().unwrap().into_data().unwrap();
    let message = b"GetOperationRequest";
    assert!(file.windows(message.len()).any(|it| it == message));
    drop(sender);
    let trailers = body.frame().await.unwrap().unwrap().into_trailers().unwrap();
    assert_eq!(trailers["grpc-status"], "0");
}
