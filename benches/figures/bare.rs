//! The server to compare with: hyper and nothing else, which looks a value up and serialises it, or
//! parses one and keeps it.

use std::{collections::BTreeMap, convert::Infallible, sync::Arc, sync::Mutex};

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::{Method, Request, Response, body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::net::TcpListener;

/// The argument that makes this program the bare server.
pub(crate) const COMMAND: &str = "serve-bare";

type Shelf = Arc<Mutex<BTreeMap<String, Value>>>;

/// Serves on a free port, which it prints, until it is killed. `PUT` puts a value on the shelf, `GET`
/// serialises it, `POST` parses one, keeps it, and answers as `CreateConnector` does.
pub(crate) fn serve() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        println!("{}", listener.local_addr().unwrap());
        let shelf = Shelf::default();
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            stream.set_nodelay(true).unwrap();
            let shelf = Arc::clone(&shelf);
            tokio::spawn(async move {
                let service = service_fn(|request| answer(Arc::clone(&shelf), request));
                let mut http = http1::Builder::new();
                let _ = http
                    .auto_date_header(false)
                    .serve_connection(TokioIo::new(stream), service)
                    .await;
            });
        }
    });
}

async fn answer(
    shelf: Shelf,
    request: Request<Incoming>,
) -> Result<Response<Full<Bytes>>, Infallible> {
    let (head, body) = request.into_parts();
    let path = head.uri.path();
    let body = match head.method {
        Method::GET => {
            let shelf = shelf.lock().unwrap();
            serde_json::to_vec(&shelf[path]).unwrap()
        }
        Method::PUT => {
            let value = serde_json::from_slice(&body.collect().await.unwrap().to_bytes()).unwrap();
            shelf.lock().unwrap().insert(path.to_owned(), value);
            Vec::new()
        }
        _ => {
            let bytes = body.collect().await.unwrap().to_bytes();
            let value: Value = serde_json::from_slice(&bytes).unwrap();
            let name = value["connectorName"].as_str().unwrap().to_owned();
            let arn = format!(
                "arn:aws:kafkaconnect:us-east-1:123456789012:connector/{name}/0a1b2c3d-1111-4222-8333-444455556666-2"
            );
            let answer =
                json!({ "connectorArn": arn, "connectorName": name, "connectorState": "CREATING" });
            shelf.lock().unwrap().insert(arn, value);
            serde_json::to_vec(&answer).unwrap()
        }
    };
    let mut response = Response::new(Full::new(Bytes::from(body)));
    let headers = response.headers_mut();
    for (name, value) in [
        ("content-type", "application/json"),
        ("x-amzn-requestid", "7f1b1c1e-5c8e-4c0b-9d6e-2f6f5a1f0a11"),
        ("x-amz-apigw-id", "XyZ0AbCdEfGhIjk="),
        ("x-amzn-trace-id", "Root=1-695f9e40-0123456789abcdef01234567"),
        ("access-control-allow-origin", "*"),
        (
            "access-control-expose-headers",
            "x-amzn-errortype,x-amzn-requestid,x-amzn-errormessage,x-amzn-trace-id,x-amz-apigw-id,date",
        ),
        ("date", "Thu, 08 Jan 2026 12:00:00 GMT"),
    ] {
        headers.insert(name, http::HeaderValue::from_static(value));
    }
    Ok(response)
}
