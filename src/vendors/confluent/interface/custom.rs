//! Custom plugins and their uploads, for the document.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::json;

use super::{ACCEPTED, CREATED, NO_CONTENT, OK, Shapes, WHERE, failures, of_service, silent};
use crate::kernel::interface::{Answer, Shape};
use crate::kernel::route::Nothing;
use crate::vendors::confluent::connect::custom::lists::Listed;
use crate::vendors::confluent::connect::custom::{
    UPLOADS, packages, plugins, runtimes, uploads, versions,
};
use crate::vendors::confluent::kinds;
use crate::vendors::confluent::surface::Surface;

fn shows<P: JsonSchema, A: JsonSchema>() -> Shape {
    Shape::asks::<P>().answers::<A>(OK)
}

#[rustfmt::skip] // A table: one operation, one line.
pub(super) fn shapes() -> Shapes {
    let mut shapes = of_service(Surface::Plugins, vec![
        ("listConnectV1CustomConnectorPlugins",       shows::<plugins::Listed, Listed<plugins::View>>()),
        ("createConnectV1CustomConnectorPlugin",      Shape::asks::<Nothing>().tells::<plugins::Create>().answers::<plugins::View>(CREATED).with_headers(WHERE)),
        ("getConnectV1CustomConnectorPlugin",         shows::<plugins::Which, plugins::View>()),
        ("updateConnectV1CustomConnectorPlugin",      shows::<plugins::Which, plugins::View>().tells::<plugins::Update>()),
        ("deleteConnectV1CustomConnectorPlugin",      silent(Shape::asks::<plugins::Which>(), NO_CONTENT)),
        ("listConnectV1CustomConnectorRuntimes",      shows::<runtimes::Listed, Listed<runtimes::Runtime>>()),
        ("presigned-upload-urlConnectV1PresignedUrl", shows::<Nothing, uploads::Announced>().tells::<uploads::Presign>()),
        ("listCcpmV1CustomConnectPlugins",            shows::<packages::Listed, Listed<packages::View>>()),
        ("createCcpmV1CustomConnectPlugin",           Shape::asks::<Nothing>().tells::<packages::Create>().answers::<packages::View>(ACCEPTED).with_headers(WHERE)),
        ("getCcpmV1CustomConnectPlugin",              shows::<packages::Which, packages::View>()),
        ("updateCcpmV1CustomConnectPlugin",           shows::<packages::ById, packages::View>().tells::<packages::Update>()),
        ("deleteCcpmV1CustomConnectPlugin",           silent(Shape::asks::<packages::Which>(), NO_CONTENT)),
        ("listCcpmV1CustomConnectPluginVersions",     shows::<versions::Under, Listed<versions::View>>()),
        ("createCcpmV1CustomConnectPluginVersion",    Shape::asks::<versions::ByPlugin>().tells::<versions::Create>().answers::<versions::View>(ACCEPTED).with_headers(WHERE)),
        ("getCcpmV1CustomConnectPluginVersion",       shows::<versions::Which, versions::View>()),
        ("deleteCcpmV1CustomConnectPluginVersion",    silent(Shape::asks::<versions::Which>(), NO_CONTENT)),
        ("createCcpmV1PresignedUrl",                  Shape::asks::<Nothing>().tells::<uploads::PresignForEnvironment>().answers::<uploads::Announced>(CREATED).with_headers(WHERE)),
    ]);
    shapes.extend(of_uploads());
    shapes
}

/// Their URL is their proof, and their failures are those of a storage.
fn of_uploads() -> Shapes {
    let by_id = Shape::asks::<uploads::ById>;
    let form = silent(by_id().sends("multipart/form-data", form), NO_CONTENT).with_headers(WHERE);
    let bytes = by_id().sends("application/octet-stream", bytes);
    let bytes = bytes.with(Answer::new(OK)).with(Answer::new(CREATED));
    [(UPLOADS[0], form), (UPLOADS[1], bytes)]
        .map(|(name, shape)| {
            let shape = shape.with_headers(&["X-Request-Id"]);
            (name, failures::with(shape, kinds::of_uploads(), Surface::Plugins))
        })
        .to_vec()
}

/// What `upload_form_data` says, and the archive behind it.
fn form(_: &mut SchemaGenerator) -> Schema {
    let text = || json!({ "type": "string" });
    json_schema!({
        "type": "object",
        "properties": {
            "bucket": text(),
            "key": text(),
            "policy": text(),
            "x-amz-algorithm": text(),
            "x-amz-credential": text(),
            "x-amz-date": text(),
            "x-amz-security-token": text(),
            "x-amz-signature": text(),
            "file": { "type": "string", "format": "binary" },
        },
        "required": ["file"],
    })
}

fn bytes(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "format": "binary" })
}
