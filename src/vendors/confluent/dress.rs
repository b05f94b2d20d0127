//! The headers that every answer has, good or bad, and the one that says where something is.

use bytes::Bytes;
use http::header::{DATE, LOCATION};
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

/// Adds where something is. The base of a URL is what premises or the client say, and need not fit into a
/// header: then none is added.
pub fn place(headers: &mut HeaderMap, url: &str) {
    if let Ok(url) = HeaderValue::from_str(url) {
        headers.insert(LOCATION, url);
    }
}

fn text(value: String) -> HeaderValue {
    HeaderValue::from_maybe_shared(Bytes::from(value)).expect("letters and digits")
}
