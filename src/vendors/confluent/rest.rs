//! What all of Kafka REST v3 has in common: how bodies are read, and what answers are wrapped in.

use http::{StatusCode, header};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use super::Confluent;
use super::behaviour::UnknownMembers;
use super::errors::{Kind, Result};
use crate::kernel::http::{Request, Response};
use crate::kernel::rejection::{self, Rejection};
use crate::kernel::room::Ctx;
use crate::kernel::route::It;

/// Lifts a handler that takes path labels and query parameters.
pub fn asked<P: DeserializeOwned>(
    (vendor, ctx, call): It<'_, '_, Confluent>,
    handler: impl FnOnce(&mut Confluent, &mut Ctx<'_, Confluent>, P) -> Result<Response>,
) -> Result<Response> {
    let args = call.args(true)?;
    handler(vendor, ctx, args)
}

/// The same for one that takes a body too; `None` where there is none.
pub fn told<P: DeserializeOwned, B: DeserializeOwned>(
    (vendor, ctx, call): It<'_, '_, Confluent>,
    handler: impl FnOnce(&mut Confluent, &mut Ctx<'_, Confluent>, P, Option<B>) -> Result<Response>,
) -> Result<Response> {
    let args = call.args(true)?;
    let body = body(call.request, vendor.behaviour().unknown_members)?;
    handler(vendor, ctx, args, body)
}

fn body<B: DeserializeOwned>(request: &Request, unknown: UnknownMembers) -> Result<Option<B>> {
    if request.body.is_empty() {
        return Ok(None);
    }
    check_type(request)?;
    let mut refused = match rejection::object(&request.body) {
        Ok(body) => return Ok(Some(body)),
        Err(rejection) => rejection,
    };
    if unknown == UnknownMembers::Ignored
        && let Ok(mut value) = serde_json::from_slice::<Value>(&request.body)
    {
        while forget_unknown(&mut value, &refused) {
            match rejection::object(value.to_string().as_bytes()) {
                Ok(body) => return Ok(Some(body)),
                Err(rejection) => refused = rejection,
            }
        }
    }
    Err(refused.into())
}

/// 415 for anything but JSON. A body of no type is taken for JSON.
pub fn check_type(request: &Request) -> Result<()> {
    let is_json = |kind: &str| {
        let kind = kind.split(';').next().unwrap_or_default().trim();
        kind.eq_ignore_ascii_case("application/json")
    };
    match request.header(header::CONTENT_TYPE.as_str()) {
        Some(kind) if !is_json(kind) => Err(Kind::UnsupportedMediaType.into()),
        Some(_) | None => Ok(()),
    }
}

/// Takes the member away that nobody knows; false if that is not what is wrong.
fn forget_unknown(value: &mut Value, refused: &Rejection) -> bool {
    let name = refused.detail.strip_prefix("unknown field `").and_then(|it| it.split('`').next());
    let Some(name) = name else { return false };
    let path = refused.field.strip_suffix(name).unwrap_or(&refused.field);
    let path = path.replace('[', ".").replace(']', "");
    let steps = path.split('.').filter(|it| !it.is_empty()).map(|it| format!("/{it}"));
    let object = value.pointer_mut(&steps.collect::<String>()).and_then(Value::as_object_mut);
    object.is_some_and(|it| it.remove(name).is_some())
}

/// A resource as Kafka REST shows it.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "{T}")]
pub struct Item<T> {
    kind: &'static str,
    metadata: Metadata,
    #[serde(flatten)]
    pub it: T,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ResourceMetadata")]
pub struct Metadata {
    #[serde(rename = "self")]
    url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    resource_name: Option<String>,
}

/// A list of resources. There is no second page.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "{T}List")]
pub struct List<T> {
    kind: &'static str,
    metadata: ListMetadata,
    data: Vec<T>,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ResourceCollectionMetadata")]
pub struct ListMetadata {
    #[serde(rename = "self")]
    url: String,
    next: Option<String>,
}

impl<T: Serialize> Item<T> {
    pub fn new(kind: &'static str, url: String, it: T) -> Self {
        Self { kind, metadata: Metadata { url, resource_name: None }, it }
    }

    /// With its Confluent Resource Name; resources of cluster linking have none.
    #[must_use]
    pub fn named(mut self, name: String) -> Self {
        self.metadata.resource_name = Some(name);
        self
    }

    pub fn into_response(self) -> Response {
        Response::json(StatusCode::OK, &self)
    }
}

pub fn list<T: Serialize>(kind: &'static str, url: String, data: Vec<T>) -> Response {
    let metadata = ListMetadata { url, next: None };
    Response::json(StatusCode::OK, &List { kind, metadata, data })
}

/// An answer without a body.
pub fn empty(status: StatusCode) -> Response {
    Response::new(status, "")
}

/// A path segment keeps what RFC 3986 calls unreserved.
const SEGMENT: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b':');

/// The URL of what a cluster has, under the address by which the caller knows it.
pub fn url(ctx: &Ctx<'_, Confluent>, cluster: &str, segments: &[&str]) -> String {
    let mut url = format!("{}/kafka/v3/clusters/", ctx.caller().base);
    url.extend(utf8_percent_encode(cluster, SEGMENT));
    for segment in segments {
        url.push('/');
        url.extend(utf8_percent_encode(segment, SEGMENT));
    }
    url
}

/// A Confluent Resource Name: `crn:///kafka=cluster-1/topic=topic-1`.
pub fn crn(cluster: &str, parts: &[(&str, &str)]) -> String {
    let parts = parts.iter().map(|(kind, name)| format!("/{kind}={name}"));
    format!("crn:///kafka={cluster}{}", parts.collect::<String>())
}

/// A boolean in a query: true, in any case, or anything else.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, JsonSchema)]
#[schemars(inline, transparent)]
pub struct Flag(pub bool);

impl<'de> Deserialize<'de> for Flag {
    fn deserialize<D: Deserializer<'de>>(from: D) -> std::result::Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        Ok(Self(text.eq_ignore_ascii_case("true")))
    }
}
