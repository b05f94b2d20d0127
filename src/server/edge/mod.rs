//! From hyper to plain data and back: reads a request, and does on the wire what its answer says.
//!
//! This directory is the only place that names hyper's types. Nothing here decides an answer, and
//! nothing waits while something is locked.
#![expect(clippy::disallowed_methods, reason = "delays and arrival times are wall time")]

mod body;
mod connection;
mod dialogue;
mod read;
pub(super) mod unreadable;

use std::{net::SocketAddr, sync::Arc};

use bytes::Bytes;
use http::{
    HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Version,
    header::{CONNECTION, CONTENT_LENGTH, HOST, TRAILER, TRANSFER_ENCODING},
};
use hyper::body::Incoming;
use jiff::Timestamp;
use tokio::time::sleep;

use self::body::{Aborted, Answer, BreakOff, Broken, Pieces, Slow};
use super::{
    Shared, log,
    refusal::Refusal,
    stream::{Control, End, When},
};
use crate::kernel::grpc;
use crate::kernel::http::{Request, Response, Wire};
use crate::vendors;

pub(super) use self::connection::{Front, Phase};

/// What a request knows of the connection that it came in on.
struct Connection {
    shared: Arc<Shared>,
    control: Arc<Control>,
    /// Stands in for a `Host` header that is not there (HTTP/1.0).
    local: SocketAddr,
}

/// How an answer may be written: by protocol and by the request's method.
#[derive(Clone, Copy)]
struct Manner {
    multiplexed: bool,
    /// The request was `HEAD`: its answer announces a body and has none.
    head_only: bool,
}

/// Answers one request.
async fn answer(
    connection: Arc<Connection>,
    incoming: hyper::Request<Incoming>,
) -> Result<hyper::Response<Answer>, Aborted> {
    let wall = Timestamp::now();
    let _open = connection.control.open();
    let manner = Manner {
        multiplexed: incoming.version() == Version::HTTP_2,
        head_only: incoming.method() == Method::HEAD,
    };
    if manner.multiplexed {
        connection.control.mark_multiplexed();
    }

    let (head, body) = incoming.into_parts();
    // gRPC has streams on HTTP/2 only.
    if manner.multiplexed && grpc::is_type(&head.headers) && vendors::is_stream(head.uri.path()) {
        return Ok(dialogue::begin(Arc::clone(&connection), (head, body)));
    }
    let read = match two_hosts(&head.headers) {
        Some(refusal) => Err(refusal),
        None => read::body(&head.headers, body, &connection.shared.limits).await,
    };
    let response = match read {
        Ok(body) => {
            let request = request(head, body, wall, connection.local);
            connection.shared.answer(request).await
        }
        Err(refusal) => {
            let request = request(head, Bytes::new(), wall, connection.local);
            unread(log::refused(&request, refusal), manner)
        }
    };
    if !response.delay.is_zero() {
        sleep(response.delay).await;
    }
    write(response, manner, &connection.control).await
}

fn request(head: http::request::Parts, body: Bytes, wall: Timestamp, local: SocketAddr) -> Request {
    let mut headers = head.headers;
    // HTTP/2 has no `Host`; where HTTP/1 gives both, the request line wins (RFC 9112, section 3.2.2).
    if let Some(authority) = head.uri.authority() {
        if let Ok(host) = HeaderValue::from_str(authority.as_str()) {
            headers.insert(HOST, host);
        }
    } else if !headers.contains_key(HOST) {
        let host = HeaderValue::from_str(&local.to_string()).expect("an address is plain text");
        headers.insert(HOST, host);
    }
    let target = head.uri.path_and_query().map_or("/", |it| it.as_str()).into();
    Request { method: head.method, target, prefix_bytes: 0, headers, body, wall, vouched: false }
}

/// A request has one host (RFC 9112, section 3.2); of two, proxies and servers take different ones.
fn two_hosts(headers: &HeaderMap) -> Option<Refusal> {
    let has_two = headers.get_all(HOST).iter().nth(1).is_some();
    has_two.then(|| Refusal::bad_request("malformed", "the request has more than one Host header"))
}

/// An answer to a request whose body was left where it is: no other request can follow it.
fn unread(mut response: Response, manner: Manner) -> Response {
    if !manner.multiplexed {
        response.headers.insert(CONNECTION, HeaderValue::from_static("close"));
    }
    response
}

/// Does what [`Wire`] says.
async fn write(
    response: Response,
    manner: Manner,
    control: &Arc<Control>,
) -> Result<hyper::Response<Answer>, Aborted> {
    let Response { status, mut headers, body: bytes, trailers, delay: _, wire } = response;
    let bytes = framed(status, &mut headers, bytes, manner);
    let trailers = announced(trailers, &mut headers, manner);

    let answer = match wire {
        Wire::Whole if manner.multiplexed && bytes.len() > Pieces::BYTES => {
            Answer::Pieces(Box::new(Pieces { bytes, trailers, control: Arc::clone(control) }))
        }
        Wire::Whole => Answer::Whole { bytes, trailers },
        Wire::Slow { chunk_bytes, pause } => {
            let (waiting, control) = (None, Arc::clone(control));
            Answer::Slow(Box::new(Slow { bytes, trailers, chunk_bytes, pause, waiting, control }))
        }
        Wire::Cut { after_bytes } => broken(bytes, after_bytes, End::Close, (manner, control)),
        Wire::Reset { after_bytes: Some(after_bytes) } => {
            broken(bytes, after_bytes, End::Reset, (manner, control))
        }
        Wire::Reset { after_bytes: None } => return abort(End::Reset, manner, control),
        Wire::Empty => return abort(End::Close, manner, control),
        Wire::Silence { lasts } => {
            sleep(lasts).await;
            return abort(End::Close, manner, control);
        }
        Wire::Garbage { bytes } => {
            control.order(End::Garbage(bytes), When::Instead);
            // It brings about the write that the order replaces.
            Answer::Whole { bytes: Bytes::new(), trailers: None }
        }
    };
    let mut response = hyper::Response::new(answer);
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    Ok(response)
}

/// The end without a byte. HTTP/2 resets the one stream; its connection serves the others.
fn abort(end: End, manner: Manner, control: &Control) -> Result<hyper::Response<Answer>, Aborted> {
    if !manner.multiplexed {
        control.order(end, When::Instead);
    }
    Err(Aborted)
}

fn broken(
    mut bytes: Bytes,
    after_bytes: usize,
    end: End,
    (manner, control): (Manner, &Arc<Control>),
) -> Answer {
    let break_off = if manner.multiplexed {
        BreakOff::Stream { waiting: None }
    } else {
        BreakOff::Connection { control: Arc::clone(control), end }
    };
    let announced_bytes = bytes.len() as u64;
    bytes.truncate(after_bytes);
    Answer::Broken(Box::new(Broken { bytes, announced_bytes, break_off }))
}

/// The body that may be written, with the headers that frame it: hyper writes the length of what it is
/// given, whatever an answer says of itself.
fn framed(status: StatusCode, headers: &mut HeaderMap, bytes: Bytes, manner: Manner) -> Bytes {
    headers.remove(CONTENT_LENGTH);
    headers.remove(TRANSFER_ENCODING);
    if matches!(status, StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED) {
        return Bytes::new();
    }
    if manner.head_only {
        headers.insert(CONTENT_LENGTH, HeaderValue::from(bytes.len()));
        return Bytes::new();
    }
    bytes
}

/// The trailers, named in the head where HTTP/1 asks for it (RFC 9110, section 6.6.2).
fn announced(
    trailers: HeaderMap,
    headers: &mut HeaderMap,
    manner: Manner,
) -> Option<Box<HeaderMap>> {
    if trailers.is_empty() || manner.head_only {
        return None;
    }
    if !manner.multiplexed {
        let names: Vec<&str> = trailers.keys().map(HeaderName::as_str).collect();
        let names = HeaderValue::from_str(&names.join(", ")).expect("header names are plain text");
        headers.insert(TRAILER, names);
    }
    Some(Box::new(trailers))
}

#[cfg(test)]
mod tests {
    use http_body_util::BodyExt;

    use super::*;

    #[tokio::test]
    async fn trailers_come_behind_the_body_and_are_announced_where_http_1_asks_for_it() {
        for multiplexed in [false, true] {
            let mut response = Response::new(StatusCode::OK, "body");
            response.trailers.insert("grpc-status", HeaderValue::from_static("0"));
            let manner = Manner { multiplexed, head_only: false };
            let answer = write(response, manner, &Arc::default()).await.expect("an answer");
            assert_eq!(answer.headers().contains_key(TRAILER), !multiplexed);
            let body = answer.into_body().collect().await.expect("a body");
            assert_eq!(body.trailers().expect("trailers")["grpc-status"], "0");
            assert_eq!(body.to_bytes(), "body");
        }
    }
}
