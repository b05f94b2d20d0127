//! What the emulator's own state tells of Aiven, and the header that every answer has.

use http::header::{DATE, HeaderValue};
use serde_json::{Value, json};

use super::connector::Connector;
use super::{Aiven, deliveries};
use crate::kernel::clock::http_date;
use crate::kernel::http::Response;
use crate::kernel::room::Stamp;

/// All services with their connectors, by project and name.
pub(super) fn show(vendor: &Aiven) -> Value {
    let projects = vendor.services.iter().map(|(project, services)| {
        let services = services.values().map(|it| {
            let connectors = it.connectors.values().map(|it| connector(vendor, it));
            let shown = json!({
                "type": it.kind,
                "plan": it.plan,
                "state": it.phase,
                "user_config": it.user_config,
                "connectors": connectors.collect::<Value>(),
            });
            (it.place.service.to_string(), shown)
        });
        (project.to_string(), services.collect::<Value>())
    });
    let integrations = vendor.integrations.values().map(|it| it.show(vendor));
    json!({
        "projects": projects.collect::<Value>(),
        "integrations": integrations.collect::<Vec<_>>(),
        "tokens": vendor.gate.tokens.len(),
    })
}

fn connector(vendor: &Aiven, it: &Connector) -> (String, Value) {
    let mut shown =
        json!({ "config": *it.config, "status": it.status(), "is_hidden": it.is_hidden });
    if let Some(delivered) = deliveries::show(vendor, it) {
        shown["delivered"] = delivered;
    }
    (it.name().to_owned(), shown)
}

pub(super) fn dated(mut response: Response, stamp: &Stamp<'_>) -> Response {
    let date = HeaderValue::from_str(&http_date(stamp.date())).expect("letters and digits");
    response.headers.insert(DATE, date);
    response
}
