//! Where archives of custom plugins go: URLs that are good for an hour, and the emulator behind them.
//!
//! The archive itself is not kept, and nothing looks into it.

use std::collections::BTreeMap;
use std::time::Duration;

use base64::{Engine, engine::general_purpose::STANDARD};
use http::{StatusCode, header};
use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::fields::{self, CLOUDS, FORMATS};
use super::packages::{self, Environment, Reference};
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

pub type Form = BTreeMap<&'static str, String>;

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
    let shown = Announced {
        api_version,
        cloud,
        content_format: format,
        environment: None,
        kind: "PresignedUrl",
        upload_form_data: form(ctx, &id, (cloud, expires_at)),
        upload_id: id.clone(),
        upload_url: format!("{}/connect/v1/presigned-upload-url/{id}", ctx.caller().base),
    };
    vendor.connect.custom.uploads.insert(id, Upload { format, expires_at, bytes: None });
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
        let policy = json!({ "expiration": clock::iso_millis(expires_at), "conditions": [] });
        let date = clock::basic(ctx.now());
        let day = &date[..8];
        form.extend([
            ("policy", STANDARD.encode(policy.to_string())),
            ("x-amz-algorithm", "AWS4-HMAC-SHA256".into()),
            ("x-amz-credential", format!("ASIAEXAMPLE/{day}/us-east-1/s3/aws4_request")),
            ("x-amz-security-token", STANDARD.encode(draw.bytes::<48>())),
            ("x-amz-signature", draw.hex::<32>()),
            ("x-amz-date", date),
        ]);
    }
    form
}

#[derive(Debug, Deserialize, JsonSchema)]
pub struct ById {
    upload_id: String,
}

/// As Amazon S3 takes it: a form, with the archive as its last field. 204.
///
/// Not like the real one: the form's fields are not compared with those that were given out.
pub fn post((vendor, ctx, call): It<'_, '_, Confluent>) -> Result<Response> {
    let kind = call.request.header(header::CONTENT_TYPE.as_str()).unwrap_or_default();
    if !kind.starts_with("multipart/form-data") {
        return Err(Kind::UploadMalformed.into());
    }
    let ById { upload_id } = call.args(true)?;
    receive(vendor, (&upload_id, ctx.now()), call.request.body.len())?;
    Ok(Response::new(StatusCode::NO_CONTENT, ""))
}

/// As Google Cloud Storage takes it, with 200, and Azure Blob Storage, with 201.
///
/// Not like the real one: the answer has none of the storage's own headers.
pub fn put((vendor, ctx, call): It<'_, '_, Confluent>) -> Result<Response> {
    let ById { upload_id } = call.args(true)?;
    receive(vendor, (&upload_id, ctx.now()), call.request.body.len())?;
    let is_azure = call.request.header("x-ms-blob-type").is_some();
    let status = if is_azure { StatusCode::CREATED } else { StatusCode::OK };
    Ok(Response::new(status, ""))
}

fn receive(vendor: &mut Confluent, (id, now): (&str, Timestamp), bytes: usize) -> Result<()> {
    let upload = vendor.connect.custom.uploads.get_mut(id).ok_or(Kind::UploadUnknown)?;
    if upload.expires_at < now {
        return Err(Kind::UploadExpired.into());
    }
    upload.bytes = Some(bytes);
    Ok(())
}
