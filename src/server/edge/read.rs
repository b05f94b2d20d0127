//! A request's body, read up to a size and for a time.

use bytes::{Bytes, BytesMut};
use http::{
    HeaderMap, StatusCode,
    header::{CONTENT_LENGTH, EXPECT},
};
use http_body_util::BodyExt;
use hyper::body::{Body, Incoming};
use tokio::time::{Instant, timeout_at};

use crate::server::{Limits, refusal::Refusal};

/// Why there is no body.
enum Unread {
    /// There is more than may be; the rest has not been read.
    TooLarge,
    Malformed(hyper::Error),
}

/// Reads all of it, or says why there is no body.
pub(super) async fn body(
    headers: &HeaderMap,
    mut body: Incoming,
    limits: &Limits,
) -> Result<Bytes, Refusal> {
    if body.is_end_stream() {
        return Ok(Bytes::new());
    }
    let until = Instant::now() + limits.body_timeout;
    let read = if is_announced_too_large(headers, limits) {
        // The client asks before it sends, so it can be refused before it sends.
        if headers.contains_key(EXPECT) {
            return Err(too_large(limits));
        }
        Err(Unread::TooLarge)
    } else {
        let read = timeout_at(until, collect(&mut body, limits)).await;
        read.map_err(|_elapsed| too_slow(limits))?
    };
    match read {
        Ok(bytes) => Ok(bytes),
        Err(Unread::TooLarge) => {
            // Many clients look for an answer only when they have sent everything.
            let drain = async { while let Some(Ok(_)) = body.frame().await {} };
            let _ = timeout_at(until, drain).await;
            Err(too_large(limits))
        }
        // Mostly the client went away, and nobody will read the refusal.
        Err(Unread::Malformed(error)) => Err(malformed(&error)),
    }
}

fn is_announced_too_large(headers: &HeaderMap, limits: &Limits) -> bool {
    let announced = || headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse::<u64>().ok();
    announced().is_some_and(|it| it > limits.body_bytes_max as u64)
}

async fn collect(body: &mut Incoming, limits: &Limits) -> Result<Bytes, Unread> {
    // Nearly every body is one frame, which is then the body, uncopied.
    let mut first = Bytes::new();
    let mut all = BytesMut::new();
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.map_err(Unread::Malformed)?.into_data() else { continue };
        let bytes = first.len() + all.len() + data.len();
        if bytes > limits.body_bytes_max {
            return Err(Unread::TooLarge);
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
