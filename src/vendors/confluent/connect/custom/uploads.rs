//! Where archives of custom plugins go: URLs that are good for an hour, and the emulator behind them.
//!
//! The archive itself is not kept, and nothing looks into it.

use std::time::Duration;

use base64::{Engine, engine::general_purpose::STANDARD};
use bytes::Bytes;
use http::{HeaderValue, StatusCode, header};
use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::fields::{self, CLOUDS, FORMATS};
use super::packages::{self, Environment, Reference};
use super::storage::{self, Form, conditions};
use crate::kernel::clock;
use crate::kernel::http::Response;
use crate::kernel::room::Ctx;
use crate::kernel::route::{It, Nothing};
use crate::vendors::confluent::Confluent;
use crate::vendors::confluent::dress;
use crate::vendors::confluent::errors::{Kind, Result};

/// For so long an archive can be sent (Presigned Urls, "the URL policy expires in one hour").
const LASTS: Duration = Duration::from_hours(1);

/// An archive that was announced.
#[derive(Debug, Clone)]
pub struct Upload {
    pub format: &'static str,
    cloud: &'static str,
    form: Form,
    expires_at: Timestamp,
    bytes: Option<usize>,
}

impl Upload {
    /// Whether the archive has come.
    pub fn is_here(&self) -> bool {
        self.bytes.is_some()
    }
}

#[derive(Debug, Deserialize, JsonSchema)]
pub struct Presign {
    content_format: String,
    cloud: Option<String>,
}

/// `PresignedUrl`.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "PresignedUrl")]
pub struct Announced {
    api_version: &'static str,
    cloud: &'static str,
    content_format: &'static str,
    /// Only of the newer API.
    #[serde(skip_serializing_if = "Option::is_none")]
    environment: Option<Environment>,
    kind: &'static str,
    /// By name: what goes along with the archive.
    upload_form_data: Form,
    upload_id: String,
    upload_url: String,
}

/// 200, where the newer API says 201.
pub fn presign(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    _: Nothing,
    body: Presign,
) -> Result<Response> {
    let shown = announce(vendor, ctx, "connect/v1", body)?;
    Ok(Response::json(StatusCode::OK, &shown))
}

#[derive(Debug, Deserialize, JsonSchema)]
pub struct PresignForEnvironment {
    #[serde(flatten)]
    what: Presign,
    environment: Reference,
}

pub fn presign_for_environment(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    _: Nothing,
    PresignForEnvironment { what, environment }: PresignForEnvironment,
) -> Result<Response> {
    packages::check_environment(vendor, &environment.id)?;
    let mut shown = announce(vendor, ctx, "ccpm/v1", what)?;
    shown.environment = Some(packages::environment(ctx, &environment.id));
    let path = format!("/ccpm/v1/presigned-upload-url/{}", shown.upload_id);
    let mut response = Response::json(StatusCode::CREATED, &shown);
    dress::place(&mut response.headers, &format!("{}{path}", ctx.caller().base));
    Ok(response)
}

fn announce(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    api_version: &'static str,
    Presign { content_format, cloud }: Presign,
) -> Result<Announced> {
    let format = fields::one_of("/content_format", &content_format, FORMATS)?;
    let cloud = fields::one_of("/cloud", cloud.as_deref().unwrap_or("AWS"), CLOUDS)?;
    let nth = ctx.count("confluent/upload").to_string();
    let id = ctx.draw(&["confluent/upload", &nth]).uuid();
    let expires_at = ctx.now().checked_add(LASTS).unwrap_or(Timestamp::MAX);
    let form = form(ctx, &id, (cloud, expires_at));
    let shown = Announced {
        api_version,
        cloud,
        content_format: format,
        environment: None,
        kind: "PresignedUrl",
        upload_form_data: form.clone(),
        upload_id: id.clone(),
        upload_url: format!("{}/connect/v1/presigned-upload-url/{id}", ctx.caller().base),
    };
    let upload = Upload { format, cloud, form, expires_at, bytes: None };
    vendor.connect.custom.uploads.insert(id, upload);
    Ok(shown)
}

/// The fields that go along with the archive. Only those of AWS are documented.
fn form(ctx: &Ctx<'_, Confluent>, id: &str, (cloud, expires_at): (&str, Timestamp)) -> Form {
    let organization = packages::organization(ctx);
    let key = format!("prod/custom-plugin/{organization}/connect-{id}/plugin.zip");
    let mut form =
        Form::from([("bucket", "confluent-custom-connectors-prod".into()), ("key", key)]);
    if cloud == "AWS" {
        let mut draw = ctx.draw(&["confluent/upload/form", id]);
        let date = clock::basic(ctx.now());
        let day = &date[..8];
        form.extend([
            ("x-amz-algorithm", "AWS4-HMAC-SHA256".into()),
            ("x-amz-credential", format!("ASIAEXAMPLE/{day}/us-east-1/s3/aws4_request")),
            ("x-amz-security-token", STANDARD.encode(draw.bytes::<48>())),
            ("x-amz-date", date),
        ]);
        let expiration = clock::iso_millis(expires_at);
        let policy = json!({ "expiration": expiration, "conditions": conditions(&form) });
        form.insert("policy", STANDARD.encode(policy.to_string()));
        form.insert("x-amz-signature", draw.hex::<32>());
    }
    form
}

#[derive(Debug, Deserialize, JsonSchema)]
pub struct ById {
    upload_id: String,
}

/// As Amazon S3 takes it: the form that was given out, with the archive as its last field. 204.
///
/// Not like the real one: it is another host, whose answers have further headers (`Server`, `x-amz-id-2` and
/// others); and the form is compared with the one that was given out, where S3 computes its signature.
pub fn post((vendor, ctx, call): It<'_, '_, Confluent>) -> Result<Response> {
    let ById { upload_id } = call.args(true)?;
    let kind = call.request.header(header::CONTENT_TYPE.as_str()).unwrap_or_default();
    let upload = find(vendor, &upload_id)?;
    if upload.cloud != "AWS" {
        return Err(Kind::UploadSignatureWrong.into());
    }
    let archive = storage::archive(kind, &call.request.body, &upload.form)?;
    let (key, bytes) = (upload.form["key"].replace('/', "%2F"), archive.len());
    receive(upload, ctx.now(), bytes)?;
    let mut response = Response::new(StatusCode::NO_CONTENT, "");
    let url = format!("{}/connect/v1/presigned-upload-url/{upload_id}/{key}", ctx.caller().base);
    dress::place(&mut response.headers, &url);
    tag(&mut response, ctx, &upload_id);
    Ok(response)
}

/// As Google Cloud Storage takes it, with 200, and Azure Blob Storage, with 201.
///
/// Not like the real ones: they are other hosts, whose answers have further headers (`x-goog-hash`,
/// `x-ms-request-id` and others); the URL has no signature in it; and the XML of failures is Amazon's.
pub fn put((vendor, ctx, call): It<'_, '_, Confluent>) -> Result<Response> {
    let ById { upload_id } = call.args(true)?;
    let bytes = call.request.body.len();
    let upload = find(vendor, &upload_id)?;
    let status = match upload.cloud {
        "GCP" => StatusCode::OK,
        "AZURE" if call.request.header("x-ms-blob-type").is_some() => StatusCode::CREATED,
        "AZURE" => return Err(Kind::UploadHeaderMissing.into()),
        _ => return Err(Kind::UploadDenied.into()),
    };
    receive(upload, ctx.now(), bytes)?;
    let mut response = Response::new(status, "");
    tag(&mut response, ctx, &upload_id);
    Ok(response)
}

fn find<'a>(vendor: &'a mut Confluent, id: &str) -> Result<&'a mut Upload> {
    vendor.connect.custom.uploads.get_mut(id).ok_or_else(|| Kind::UploadUnknown.into())
}

fn receive(upload: &mut Upload, now: Timestamp, bytes: usize) -> Result<()> {
    if upload.expires_at < now {
        return Err(Kind::UploadExpired.into());
    }
    upload.bytes = Some(bytes);
    Ok(())
}

/// What tells this archive from others.
fn tag(response: &mut Response, ctx: &Ctx<'_, Confluent>, id: &str) {
    let tag = format!("\"{}\"", ctx.draw(&["confluent/upload/tag", id]).hex::<16>());
    let tag = HeaderValue::from_maybe_shared(Bytes::from(tag)).expect("letters and digits");
    response.headers.insert(header::ETAG, tag);
}
