//! `ApiEndpointService`: where the vendor's services are. All of them are here.
//!
//! The answer is the authority that the client called, so that it holds behind mapped ports and other host names,
//! too. Documents: the API Design Guide, "API endpoints".

use super::Yandex;
use super::calls::unary;
use super::errors::{Error, Result};
use super::message::{self, Fields, Message};
use super::premises::Premises;
use crate::kernel::http::{Request, Response};
use crate::kernel::route::It;

/// Where a server is called that nobody has named.
const NOBODY: &str = "localhost";
/// Addresses have a port; without one a client has called that of TLS.
const PORT: u16 = 443;

/// As the vendor's clients know them, sorted.
#[rustfmt::skip] // A list.
const IDS: &[&str] = &[
    "ai-assistants", "ai-files", "ai-foundation-models", "ai-llm", "ai-speechkit", "ai-stt", "ai-stt-v3",
    "ai-translate", "ai-vision", "ai-vision-ocr", "alb", "apigateway-connections", "audittrails", "backup",
    "baremetal", "billing", "broker-data", "cdn", "certificate-manager", "certificate-manager-data",
    "cloud-registry", "clouddesktops", "compute", "connection-manager", "container-registry", "datacatalog",
    "dataproc", "dataproc-manager", "datasphere", "datatransfer", "dns", "endpoint", "iam", "iot-broker", "iot-data",
    "iot-devices", "k8s", "kms", "kms-crypto", "load-balancer", "loadtesting", "lockbox", "lockbox-payload",
    "log-ingestion", "log-reading", "logging", "managed-airflow", "managed-clickhouse", "managed-elasticsearch",
    "managed-greenplum", "managed-kafka", "managed-kubernetes", "managed-mongodb", "managed-mysql",
    "managed-opensearch", "managed-postgresql", "managed-redis", "managed-spark", "managed-spqr",
    "managed-sqlserver", "managed-ytsaurus", "managed-zonalshift", "marketplace", "mdb-clickhouse", "mdb-mongodb",
    "mdb-mysql", "mdb-postgresql", "mdb-redis", "mdbproxy", "monitoring", "operation", "organization-manager",
    "quota", "quota-manager", "resource-manager", "resourcemanager", "serialssh", "serverless-apigateway",
    "serverless-containers", "serverless-eventrouter", "serverless-functions", "serverless-mcp-gateway",
    "serverless-triggers", "serverless-workflows", "serverlesseventrouter-events", "smart-captcha",
    "smart-web-security", "storage", "storage-api", "trino", "vpc", "ydb",
];

/// `ApiEndpoint.List`: all at once, whatever page is asked for, since pages are deprecated and clients do not turn
/// them.
pub(super) fn list(it: It<'_, '_, Yandex>) -> Result<Response> {
    let authority = authority(it.2.request);
    unary(it, |yandex, _, _| {
        let all = all(&yandex.premises, &authority);
        let all: Vec<_> = all.map(|(id, address)| shown(id, &address)).collect();
        let answer = message::new("yandex.cloud.endpoint.ListApiEndpointsResponse");
        Ok(answer.with("endpoints", all))
    })
}

/// `ApiEndpoint.Get`.
pub(super) fn get(it: It<'_, '_, Yandex>) -> Result<Response> {
    let authority = authority(it.2.request);
    unary(it, |yandex, _, request| {
        let wanted = request.text("api_endpoint_id");
        let found = all(&yandex.premises, &authority).find(|(id, _)| *id == wanted);
        let (id, address) = found.ok_or_else(|| Error::no_endpoint(wanted))?;
        Ok(shown(id, &address))
    })
}

/// Each id with its address: that of the premises, if they have one, or none if they say so.
fn all<'a>(premises: &'a Premises, authority: &'a str) -> impl Iterator<Item = (&'a str, String)> {
    let usual = premises.advertised_address.as_deref().unwrap_or(authority);
    let mut ids: Vec<&str> = IDS.to_vec();
    ids.extend(premises.endpoints.keys().map(String::as_str));
    ids.sort_unstable();
    ids.dedup();
    ids.into_iter().filter_map(move |id| match premises.endpoints.get(id) {
        Some(address) => Some((id, address.clone()?)),
        None => Some((id, usual.to_owned())),
    })
}

fn shown(id: &str, address: &str) -> Message {
    message::new("yandex.cloud.endpoint.ApiEndpoint").with("id", id).with("address", address)
}

/// Host and port that the client called.
fn authority(request: &Request) -> String {
    let host = request.header("host").filter(|it| !it.is_empty()).unwrap_or(NOBODY);
    let has_port = host
        .rsplit_once(':')
        .is_some_and(|(_, port)| !port.is_empty() && port.bytes().all(|it| it.is_ascii_digit()));
    if has_port { host.to_owned() } else { format!("{host}:{PORT}") }
}
