//! A request that was recorded once, and is sent again: what a recording knows of it beside its bytes.
//!
//! It is told by a header that no client of a vendor sends, and that no world sees.

use http::header::HeaderName;
use jiff::Timestamp;
use serde::Deserialize;

use super::{name, refusal::Refusal, registry::Registry};
use crate::kernel::http::Request;

const HEADER: HeaderName = HeaderName::from_static("x-wavetank-replayed");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Replayed {
    /// Where it goes, whatever its target and its host say.
    sandbox: String,
    /// World time.
    at: Timestamp,
    wall: Timestamp,
    /// The proof that has been taken out of it was good.
    #[serde(default)]
    vouched: bool,
}

/// Takes the header out and does what it says; the sandbox that it names. `None` where there is no such header.
pub(super) fn taken(request: &mut Request, registry: &Registry) -> Result<Option<String>, Refusal> {
    let Some(header) = request.headers.remove(&HEADER) else { return Ok(None) };
    let Replayed { sandbox, at, wall, vouched } = serde_json::from_slice(header.as_bytes())
        .map_err(|error| {
            Refusal::bad_request("invalid", format!("`{HEADER}` is wrong: {error}"))
        })?;
    if !name::is_valid(&sandbox) {
        return Err(name::unknown(&sandbox));
    }
    (request.wall, request.vouched) = (wall, vouched);
    let known = registry.known(&sandbox).ok_or_else(|| name::unknown(&sandbox))?;
    known.lock().be_at(at);
    Ok(Some(sandbox))
}
