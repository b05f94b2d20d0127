//! The headers that every answer has, good or bad: those of a service behind Amazon API Gateway.

use base64::{Engine, engine::general_purpose::STANDARD};
use bytes::Bytes;
use http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, DATE};
use http::{HeaderMap, HeaderName, HeaderValue};

use crate::kernel::{clock, room::Stamp};

static REQUEST_ID: HeaderName = HeaderName::from_static("x-amzn-requestid");
static GATEWAY_ID: HeaderName = HeaderName::from_static("x-amz-apigw-id");
static TRACE_ID: HeaderName = HeaderName::from_static("x-amzn-trace-id");

/// As in a `CloudTrail` record of a call to MSK Connect.
const EXPOSED: &str =
    "x-amzn-errortype,x-amzn-requestid,x-amzn-errormessage,x-amzn-trace-id,x-amz-apigw-id,date";

/// Adds them. The date is the one that signatures are checked against, since some SDKs set their clock by
/// it.
pub(super) fn dress(headers: &mut HeaderMap, stamp: &Stamp<'_>) {
    let mut draw = stamp.draw();
    let date = stamp.date();
    // 11 bytes in base64 are 15 characters and a `=`, as the real ones.
    let (request_id, gateway_id) = (draw.uuid(), STANDARD.encode(draw.bytes::<11>()));
    let trace_id = trace_id(date.as_second(), &draw.hex::<12>());
    headers.insert(&REQUEST_ID, text(request_id));
    headers.insert(&GATEWAY_ID, text(gateway_id));
    headers.insert(&TRACE_ID, text(trace_id));
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static(EXPOSED));
    headers.insert(DATE, text(clock::http_date(date)));
}

/// `Root=1-{seconds since 1970, in 8 hexadecimal digits}-{24 digits}` (AWS X-Ray Developer Guide, "Tracing
/// header"). Every answer has one, so it is put together without formats.
fn trace_id(seconds: i64, digits: &str) -> String {
    // Eight digits, whatever the time: outside of 1970 to 2106 there is none to tell.
    let seconds = u32::try_from(seconds).unwrap_or(0);
    let mut id = String::with_capacity(40);
    id.push_str("Root=1-");
    let places = (0..8).rev().map(|place| seconds >> (4 * place) & 15);
    id.extend(places.filter_map(|digit| char::from_digit(digit, 16)));
    id.push('-');
    id.push_str(digits);
    id
}

fn text(value: String) -> HeaderValue {
    HeaderValue::from_maybe_shared(Bytes::from(value)).expect("letters and digits")
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_trace_id_begins_with_its_second() {
        let id = super::trace_id(1_767_873_600, "0123456789abcdef01234567");
        assert_eq!(id, "Root=1-695f9c40-0123456789abcdef01234567");
    }
}
