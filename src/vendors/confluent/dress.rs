//! The headers that every answer has, good or bad.

use bytes::Bytes;
use http::header::DATE;
use http::{HeaderMap, HeaderName, HeaderValue};

use super::surface::Surface;
use crate::kernel::{chance::Draw, clock, room::Stamp};

static REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Adds them: an id where `api.confluent.cloud` answers (Connect custom plugin API), and the date.
pub fn dress(headers: &mut HeaderMap, surface: Surface, draw: &mut Draw, stamp: &Stamp<'_>) {
    if !surface.is_of_cluster() {
        headers.insert(&REQUEST_ID, text(draw.hex::<16>()));
    }
    headers.insert(DATE, text(clock::http_date(stamp.date())));
}

fn text(value: String) -> HeaderValue {
    HeaderValue::from_maybe_shared(Bytes::from(value)).expect("letters and digits")
}
