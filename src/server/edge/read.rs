//! A request's body, read up to a size and for a time.

use bytes::{Bytes, BytesMut};
use http::{
    HeaderMap, StatusCode,
    header::{CONTENT_LENGTH, EXPECT},
};
use http_body_util::BodyExt;
use hyper::body::{Body, Incoming};
use tokio::time::timeout;

use crate::server::{Limits, refusal::Refusal};

/// Reads all of it, or says why there is no body.
pub(super) async fn body(
    headers: &HeaderMap,
    body: Incoming,
    limits: &Limits,
) -> Result<Bytes, Refusal> {
    if body.is_end_stream() {
        return Ok(Bytes::new());
    }
    if is_announced_too_large(headers, limits) {
        return Err(too_large(limits));
    }
    match timeout(limits.body_timeout, collect(body, limits)).await {
        Ok(read) => read,
        Err(_elapsed) => Err(too_slow(limits)),
    }
}

/// The client asks before it sends, so it can be refused before it sends.
fn is_announced_too_large(headers: &HeaderMap, limits: &Limits) -> bool {
    let announced = || headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse::<usize>().ok();
    headers.contains_key(EXPECT) && announced().is_some_and(|it| it > limits.body_bytes_max)
}

async fn collect(mut body: Incoming, limits: &Limits) -> Result<Bytes, Refusal> {
    // Nearly every body is one frame, which is then the body, uncopied.
    let mut first = Bytes::new();
    let mut all = BytesMut::new();
    while let Some(frame) = body.frame().await {
        // Mostly the client went away, and nobody will read the refusal.
        let Ok(data) = frame.map_err(|error| malformed(&error))?.into_data() else { continue };
        let bytes = first.len() + all.len() + data.len();
        if bytes > limits.body_bytes_max {
            return Err(drain(body, limits).await);
        }
        if first.is_empty() && all.is_empty() {
            first = data;
        } else {
            if all.is_empty() {
                all.reserve(bytes.max(16 * 1024));
                all.extend_from_slice(&std::mem::take(&mut first));
            }
            all.extend_from_slice(&data);
        }
    }
    Ok(if all.is_empty() { first } else { all.freeze() })
}

/// Reads on, and forgets: many clients look for an answer only when they have sent everything.
async fn drain(mut body: Incoming, limits: &Limits) -> Refusal {
    while let Some(Ok(_)) = body.frame().await {}
    too_large(limits)
}

fn malformed(error: &hyper::Error) -> Refusal {
    Refusal::bad_request(
        "body_malformed",
        format!("the request's body is not as HTTP says: {error}"),
    )
}

fn too_large(limits: &Limits) -> Refusal {
    let most = limits.body_bytes_max;
    let message = format!("the request's body is larger than {most} bytes");
    Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, "body_too_large", message)
        .hint("start the server with a larger --body-bytes-max")
}

fn too_slow(limits: &Limits) -> Refusal {
    let message = format!("the request's body did not arrive within {:?}", limits.body_timeout);
    Refusal::new(StatusCode::REQUEST_TIMEOUT, "body_timeout", message)
}
