//! What the emulator knows of itself: health, operations, and what is in a sandbox.

use http::{HeaderValue, StatusCode, header::CONTENT_TYPE};
use serde_json::{Value, json};

use super::{Answer, Call, answered_with, in_time, ok};
use crate::{kernel::http::Response, server::refusal::Refusal, vendors};

/// Of PEM certificates (RFC 8555, section 9.1).
const PEM: HeaderValue = HeaderValue::from_static("application/pem-certificate-chain");

/// Alive, and how long it has been.
pub(super) fn health(call: &Call<'_>) -> Answer {
    ok(&json!({
        "status": "ok",
        "version": env!("CARGO_PKG_VERSION"),
        "uptime_ms": u64::try_from(call.shared.started.elapsed().as_millis()).unwrap_or(u64::MAX),
        "sandboxes": call.shared.registry.count(),
    }))
}

/// The CA that TLS clients are to trust.
pub(super) fn ca(call: &Call<'_>) -> Answer {
    let Some(identity) = &call.shared.identity else {
        return Err(no_ca("there is no TLS listener")
            .hint("start the server with --tls-listen, and clients can trust its CA"));
    };
    let Some(pem) = identity.ca_pem() else {
        return Err(no_ca("the certificate is not the server's own")
            .hint("whoever gave it with --tls-cert knows its CA"));
    };
    let mut response = Response::new(StatusCode::OK, pem.to_owned());
    response.headers.insert(CONTENT_TYPE, PEM);
    answered_with(response)
}

fn no_ca(why: &str) -> Refusal {
    Refusal::new(StatusCode::NOT_FOUND, "no_ca", format!("no CA is here: {why}"))
}

/// The coverage table.
pub(super) fn operations(call: &Call<'_>) -> Answer {
    let vendor = call.query.vendor()?;
    let rows = vendors::operations();
    let rows: Vec<_> = rows.iter().filter(|row| vendor.is_none_or(|it| row.vendor == it)).collect();
    ok(&json!({ "operations": rows }))
}

/// The operations of one vendor as an `OpenAPI` document, under the name of the vendor and `.json`.
pub(super) fn openapi(call: &Call<'_>) -> Answer {
    let documents = vendors::ALL.iter().filter_map(|it| Some((it.name(), it.document()?)));
    let documents: Vec<_> = documents.collect();
    let wanted = call.label.strip_suffix(".json");
    if let Some((_, document)) = documents.iter().find(|(name, _)| Some(*name) == wanted) {
        return ok(document);
    }
    let known: Vec<_> = documents.iter().map(|(name, _)| format!("{name}.json")).collect();
    let message = format!("there is no document `{}`", call.label);
    let refusal = Refusal::new(StatusCode::NOT_FOUND, "unknown_document", message);
    Err(refusal.hint(format!("there are: {}", known.join(", "))))
}

/// The resources of each vendor, as the vendor shows them.
pub(super) fn state(call: &Call<'_>) -> Answer {
    let vendor = call.query.vendor()?.map(str::to_owned);
    in_time(call, move |inside| {
        let state = inside.world.state().into_iter();
        let state = state.filter(|(name, _)| vendor.as_deref().is_none_or(|it| it == *name));
        ok(&state.map(|(name, state)| (name.to_owned(), state)).collect::<Value>())
    })
}
