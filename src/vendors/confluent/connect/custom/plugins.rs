//! Custom connector plugins of the older API: one archive, one class, no versions.

use http::StatusCode;
use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::fields::{
    self, CLOUDS, CONNECTOR_CLASS, DESCRIPTION, DISPLAY_NAME, DOCUMENTATION_LINK, LANGUAGES,
    SENSITIVE_PROPERTY, TYPES,
};
use super::lists::{self, List, Listed as Listing, Page};
use super::packages::{self, Metadata};
use crate::kernel::http::Response;
use crate::kernel::room::Ctx;
use crate::kernel::route::{Nothing, Unread};
use crate::vendors::confluent::Confluent;
use crate::vendors::confluent::connect::connector::Kind as Runs;
use crate::vendors::confluent::connect::premises::Permission;
use crate::vendors::confluent::connect::validate::Role;
use crate::vendors::confluent::dress;
use crate::vendors::confluent::errors::{Error, Kind, Result};

const PATH: &str = "/connect/v1/custom-connector-plugins";
pub const ID_LETTERS: &[u8] = b"0123456789abcdefghijklmnopqrstuvwxyz";

#[derive(Debug, Clone)]
pub struct Plugin {
    /// `ccp-abc123`.
    pub id: Box<str>,
    pub display_name: String,
    description: String,
    documentation_link: String,
    connector_class: String,
    pub role: Role,
    cloud: &'static str,
    format: &'static str,
    pub sensitive: Vec<String>,
    language: &'static str,
    created_at: Timestamp,
    updated_at: Timestamp,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Listed {
    cloud: Option<String>,
    page_size: Option<usize>,
    page_token: Option<String>,
}

pub fn list(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    Listed { cloud, page_size, page_token }: Listed,
    _: Unread,
) -> Result<Listing<View>> {
    lists::check_cloud("cloud", cloud.as_deref())?;
    let filter = cloud.as_ref().map_or_else(String::new, |it| lists::filter("cloud", it));
    let plugins = vendor.connect.custom.plugins.iter();
    let plugins = plugins.filter(|(_, it)| cloud.as_ref().is_none_or(|cloud| it.cloud == cloud));
    let shown: Vec<_> = plugins.map(|(number, it)| (*number, it.show(ctx))).collect();
    let (api_version, kind) = ("connect/v1", "CustomConnectorPluginList");
    let list = List { api_version, kind, path: PATH, filter };
    list.show(ctx, &Page { size: page_size, token: page_token }, shown.into_iter())
}

#[derive(Debug, Deserialize, JsonSchema)]
pub struct Create {
    display_name: String,
    #[serde(default)]
    description: String,
    #[serde(default)]
    documentation_link: String,
    connector_class: String,
    connector_type: String,
    cloud: Option<String>,
    #[serde(default)]
    sensitive_config_properties: Vec<String>,
    upload_source: Source,
    runtime_language: Option<String>,
}

/// Where the archive is.
#[derive(Debug, Deserialize, JsonSchema)]
pub struct Source {
    location: String,
    upload_id: String,
}

pub fn create(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    _: Nothing,
    body: Create,
) -> Result<Response> {
    DISPLAY_NAME.demand("/display_name", &body.display_name)?;
    DESCRIPTION.check("/description", &body.description)?;
    DOCUMENTATION_LINK.check("/documentation_link", &body.documentation_link)?;
    CONNECTOR_CLASS.demand("/connector_class", &body.connector_class)?;
    SENSITIVE_PROPERTY
        .check_all("/sensitive_config_properties", &body.sensitive_config_properties)?;
    let role = role("/connector_type", &body.connector_type)?;
    let cloud = fields::one_of("/cloud", body.cloud.as_deref().unwrap_or("AWS"), CLOUDS)?;
    let language = body.runtime_language.as_deref().unwrap_or("JAVA");
    let language = fields::one_of("/runtime_language", language, LANGUAGES)?;
    let format = body.upload_source.format(vendor, "/upload_source")?;
    let number = ctx.count("confluent/plugin");
    let letters = ctx.draw(&["confluent/plugin", &number.to_string()]).text(ID_LETTERS, 6);
    let plugin = Plugin {
        id: format!("ccp-{letters}").into(),
        display_name: body.display_name,
        description: body.description,
        documentation_link: body.documentation_link,
        connector_class: body.connector_class,
        role,
        cloud,
        format,
        sensitive: fields::sorted(body.sensitive_config_properties),
        language,
        created_at: ctx.now(),
        updated_at: ctx.now(),
    };
    let mut response = Response::json(StatusCode::CREATED, &plugin.show(ctx));
    dress::place(&mut response.headers, &plugin.url(ctx));
    vendor.connect.custom.plugins.insert(number, plugin);
    Ok(response)
}

#[derive(Debug, Deserialize, JsonSchema)]
pub struct Which {
    id: String,
}

pub fn read(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    Which { id }: Which,
    _: Unread,
) -> Result<View> {
    let found = vendor.connect.custom.plugins.values().find(|it| *it.id == id);
    found.map(|it| it.show(ctx)).ok_or_else(not_found)
}

#[derive(Debug, Deserialize, JsonSchema)]
pub struct Update {
    display_name: Option<String>,
    description: Option<String>,
    documentation_link: Option<String>,
    sensitive_config_properties: Option<Vec<String>>,
    upload_source: Option<Source>,
    runtime_language: Option<String>,
}

/// Only what is there changes.
pub fn update(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    Which { id }: Which,
    body: Update,
) -> Result<View> {
    let has = |it: &&Plugin| *it.id == id;
    let mut plugin =
        vendor.connect.custom.plugins.values().find(has).ok_or_else(not_found)?.clone();
    if let Some(name) = body.display_name {
        DISPLAY_NAME.demand("/display_name", &name)?;
        plugin.display_name = name;
    }
    if let Some(description) = body.description {
        DESCRIPTION.check("/description", &description)?;
        plugin.description = description;
    }
    if let Some(link) = body.documentation_link {
        DOCUMENTATION_LINK.check("/documentation_link", &link)?;
        plugin.documentation_link = link;
    }
    if let Some(names) = body.sensitive_config_properties {
        SENSITIVE_PROPERTY.check_all("/sensitive_config_properties", &names)?;
        plugin.sensitive = fields::sorted(names);
    }
    if let Some(language) = body.runtime_language {
        plugin.language = fields::one_of("/runtime_language", &language, LANGUAGES)?;
    }
    if let Some(source) = body.upload_source {
        plugin.format = source.format(vendor, "/upload_source")?;
    }
    plugin.updated_at = ctx.now();
    let shown = plugin.show(ctx);
    let mut plugins = vendor.connect.custom.plugins.values_mut();
    *plugins.find(|it| *it.id == id).expect("it was found before") = plugin;
    Ok(shown)
}

/// What deleting a plugin gets that a connector uses is UNCONFIRMED.
pub fn delete(
    vendor: &mut Confluent,
    _: &mut Ctx<'_, Confluent>,
    Which { id }: Which,
    _: Unread,
) -> Result<Response> {
    if !vendor.connect.custom.plugins.values().any(|it| *it.id == id) {
        return Err(not_found());
    }
    check_unused(vendor, &id)?;
    vendor.connect.custom.plugins.retain(|_, it| *it.id != id);
    Ok(Response::new(StatusCode::NO_CONTENT, ""))
}

/// 409 for a plugin that a connector uses.
pub fn check_unused(vendor: &Confluent, id: &str) -> Result<()> {
    let uses = |kind: &Runs| matches!(kind, Runs::Custom(plugin, _) if **plugin == *id);
    let user = vendor.connect.all().find(|it| uses(&it.kind));
    let refuses = vendor.premises.connect.behaviour.deletes_plugins_in_use == Permission::Refused;
    match user {
        Some(connector) if refuses => {
            let message =
                format!("The custom plugin '{id}' is in use by connector '{}'", connector.name());
            Err(Error::new(Kind::PluginInUse, message))
        }
        _ => Ok(()),
    }
}

pub fn role(pointer: &str, text: &str) -> Result<Role> {
    let text = fields::one_of(pointer, text, TYPES)?;
    Ok(if text == "SINK" { Role::Sink } else { Role::Source })
}

impl Source {
    /// The format of the archive, if it is there. What one gets that is not is UNCONFIRMED.
    pub fn format(&self, vendor: &Confluent, pointer: &str) -> Result<&'static str> {
        let Self { location, upload_id } = self;
        fields::one_of(&format!("{pointer}/location"), location, &["PRESIGNED_URL_LOCATION"])?;
        let upload = vendor.connect.custom.uploads.get(upload_id);
        let takes_all =
            vendor.premises.connect.behaviour.takes_missing_uploads == Permission::Allowed;
        match upload {
            Some(upload) if upload.is_here() || takes_all => Ok(upload.format),
            None if takes_all => Ok("ZIP"),
            _ => {
                let pointer = format!("{pointer}/upload_id");
                let message = format!("The archive of the upload '{upload_id}' was not uploaded");
                Err(fields::invalid(&pointer, message))
            }
        }
    }
}

impl Plugin {
    fn url(&self, ctx: &Ctx<'_, Confluent>) -> String {
        format!("{}{PATH}/{}", ctx.caller().base, self.id)
    }

    /// `upload_source` is left out, as in what was seen of real answers.
    fn show(&self, ctx: &Ctx<'_, Confluent>) -> View {
        let (path, resource) =
            (format!("{PATH}/{}", self.id), format!("custom-connector-plugins={}", self.id));
        View {
            api_version: "connect/v1",
            cloud: self.cloud,
            connector_class: self.connector_class.clone(),
            connector_type: if self.role == Role::Sink { "SINK" } else { "SOURCE" },
            content_format: self.format,
            description: self.description.clone(),
            display_name: self.display_name.clone(),
            documentation_link: self.documentation_link.clone(),
            id: self.id.to_string(),
            kind: "CustomConnectorPlugin",
            metadata: packages::metadata(
                ctx,
                (&path, &resource),
                (self.created_at, self.updated_at),
            ),
            runtime_language: self.language,
            sensitive_config_properties: self.sensitive.clone(),
        }
    }
}

/// `ConnectV1CustomConnectorPlugin`.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "CustomConnectorPlugin")]
pub struct View {
    api_version: &'static str,
    cloud: &'static str,
    connector_class: String,
    connector_type: &'static str,
    content_format: &'static str,
    description: String,
    display_name: String,
    documentation_link: String,
    id: String,
    kind: &'static str,
    metadata: Metadata,
    runtime_language: &'static str,
    sensitive_config_properties: Vec<String>,
}

fn not_found() -> Error {
    Error::new(Kind::PluginNotFound, "failed to retrieve custom plugin: Not Found")
}
