//! The headers that every answer has, good or bad, over REST and over gRPC.

use bytes::Bytes;
use http::header::DATE;
use http::{HeaderMap, HeaderName, HeaderValue};

use crate::kernel::{clock, room::Stamp};

static REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
static TRACE_ID: HeaderName = HeaderName::from_static("x-server-trace-id");

/// The ids of one call.
pub(super) struct Ids {
    pub request: String,
    trace: String,
}

impl Ids {
    /// The client's own request id, if it gives one; what else there is to draw.
    pub(super) fn of(stamp: &Stamp<'_>) -> Self {
        let mut draw = stamp.draw();
        let drawn = draw.uuid();
        let given = stamp.request.header(REQUEST_ID.as_str()).filter(|it| !it.is_empty());
        // As in a log that a client's user has published: the first part and the third are the same.
        let (trace, span) = (draw.hex::<8>(), draw.hex::<8>());
        Self {
            request: given.map_or(drawn, str::to_owned),
            trace: format!("{trace}:{span}:{trace}:1"),
        }
    }

    /// Adds them, and the date.
    pub(super) fn dress(self, headers: &mut HeaderMap, stamp: &Stamp<'_>) {
        headers.insert(&REQUEST_ID, text(self.request));
        headers.insert(&TRACE_ID, text(self.trace));
        headers.insert(DATE, text(clock::http_date(stamp.date())));
    }
}

fn text(value: String) -> HeaderValue {
    HeaderValue::from_maybe_shared(Bytes::from(value)).expect("a header's value")
}
