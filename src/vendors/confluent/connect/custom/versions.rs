//! Versions of custom connect plugins (`ccpm/v1`): made, and read by the service before they can be used.

use http::StatusCode;
use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::fields::{
    self, CONNECTOR_CLASS, DOCUMENTATION_LINK, SEMANTIC_VERSION, SENSITIVE_PROPERTY,
};
use super::lists::{self, List, Listed, Page};
use super::packages::{self, Environment, Metadata, Package, Reference};
use super::plugins::{ID_LETTERS, Source, role};
use crate::kernel::http::Response;
use crate::kernel::room::{Ctx, observe};
use crate::kernel::route::Unread;
use crate::vendors::confluent::Confluent;
use crate::vendors::confluent::connect::Due;
use crate::vendors::confluent::connect::outcomes::Ending;
use crate::vendors::confluent::connect::validate::Role;
use crate::vendors::confluent::dress;
use crate::vendors::confluent::errors::{Error, Kind, Result};

/// What a version can end as, beside the good end.
pub const FAILED: &str = "FAILED";
/// As the API's document shows it.
const INVALID_ARCHIVE: &str = "Version creation failed due to invalid plugin archive.";
const CLASSES_MAX: usize = 10;

#[derive(Debug, Clone)]
pub struct Version {
    /// `ver-abc123`; what ids of versions look like is UNCONFIRMED.
    id: Box<str>,
    /// As it was sent, with the `v` that clients write.
    pub number: String,
    classes: Vec<(String, Role)>,
    pub sensitive: Vec<String>,
    documentation_link: String,
    format: &'static str,
    pub phase: Phase,
    ending: Ending,
    error: String,
    created_at: Timestamp,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
#[schemars(rename = "VersionPhase")]
pub enum Phase {
    Processing,
    Ready,
    Failed,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Under {
    plugin_id: String,
    environment: String,
    page_size: Option<usize>,
    page_token: Option<String>,
}

pub fn list(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    Under { plugin_id, environment, page_size, page_token }: Under,
    _: Unread,
) -> Result<Listed<View>> {
    let package = packages::find(vendor, &plugin_id, &environment)?;
    let keys: Vec<_> = package.versions.iter().map(|it| key(&plugin_id, &it.id)).collect();
    for key in &keys {
        observe(vendor, ctx, key);
    }
    let package = packages::find(vendor, &plugin_id, &environment)?;
    let shown = (1..).zip(&package.versions).map(|(number, it)| (number, it.show(ctx, package)));
    let shown: Vec<_> = shown.collect();
    let list = List {
        api_version: "ccpm/v1",
        kind: "CustomConnectPluginVersionList",
        path: &format!("/ccpm/v1/plugins/{plugin_id}/versions"),
        filter: lists::filter("environment", &environment),
    };
    list.show(ctx, &Page { size: page_size, token: page_token }, shown.into_iter())
}

#[derive(Debug, Deserialize, JsonSchema)]
pub struct ByPlugin {
    plugin_id: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub struct Create {
    spec: Spec,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub struct Spec {
    version: String,
    connector_classes: Vec<Class>,
    upload_source: Source,
    environment: Reference,
    #[serde(default)]
    sensitive_config_properties: Vec<String>,
    #[serde(default)]
    documentation_link: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub struct Class {
    class_name: String,
    #[serde(rename = "type")]
    kind: String,
}

/// 202; the version is read for a while.
pub fn create(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    ByPlugin { plugin_id }: ByPlugin,
    Create { spec }: Create,
) -> Result<Response> {
    let classes = check(&spec)?;
    let format = spec.upload_source.format(vendor, "/spec/upload_source")?;
    let package = packages::find_mut(vendor, &plugin_id, &spec.environment.id)?;
    if let Some(there) = package.versions.iter().find(|it| it.number == spec.version) {
        let message = format!("The version '{}' already exists.", spec.version);
        let url = format!("{}{}", ctx.caller().base, there.path(package));
        return Err(Error::new(Kind::PluginExists, message).because_of(url));
    }
    let nth = ctx.count("confluent/version").to_string();
    let letters = ctx.draw(&["confluent/version", &nth]).text(ID_LETTERS, 6);
    let id: Box<str> = format!("ver-{letters}").into();
    let key = key(&plugin_id, &id);
    let course = ctx.course(&key);
    let version = Version {
        id: id.clone(),
        number: spec.version,
        classes,
        sensitive: fields::sorted(spec.sensitive_config_properties),
        documentation_link: spec.documentation_link,
        format,
        phase: Phase::Processing,
        ending: Ending::of(course.outcome),
        error: String::new(),
        created_at: ctx.now(),
    };
    let mut response = Response::json(StatusCode::ACCEPTED, &version.show(ctx, package));
    let url = format!("{}{}", ctx.caller().base, version.path(package));
    dress::place(&mut response.headers, &url);
    package.versions.push(version);
    ctx.begin(&key, course.takes, Due::Version { plugin: plugin_id.into(), version: id }.into());
    Ok(response)
}

fn check(spec: &Spec) -> Result<Vec<(String, Role)>> {
    SEMANTIC_VERSION.demand("/spec/version", &spec.version)?;
    DOCUMENTATION_LINK.check("/spec/documentation_link", &spec.documentation_link)?;
    let sensitive = &spec.sensitive_config_properties;
    SENSITIVE_PROPERTY.check_all("/spec/sensitive_config_properties", sensitive)?;
    let pointer = "/spec/connector_classes";
    if !(1..=CLASSES_MAX).contains(&spec.connector_classes.len()) {
        let message = format!("The property '{pointer}' must have 1 to {CLASSES_MAX} items");
        return Err(fields::invalid(pointer, message));
    }
    let classes = spec.connector_classes.iter().enumerate().map(|(index, class)| {
        CONNECTOR_CLASS.demand(&format!("{pointer}/{index}/class_name"), &class.class_name)?;
        let role = role(&format!("{pointer}/{index}/type"), &class.kind)?;
        Ok((class.class_name.clone(), role))
    });
    classes.collect()
}

#[derive(Debug, Deserialize, JsonSchema)]
pub struct Which {
    plugin_id: String,
    id: String,
    environment: String,
}

pub fn read(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    Which { plugin_id, id, environment }: Which,
    _: Unread,
) -> Result<View> {
    observe(vendor, ctx, &key(&plugin_id, &id));
    let package = packages::find(vendor, &plugin_id, &environment).map_err(|_| not_found())?;
    let version = package.versions.iter().find(|it| *it.id == id).ok_or_else(not_found)?;
    Ok(version.show(ctx, package))
}

pub fn delete(
    vendor: &mut Confluent,
    _: &mut Ctx<'_, Confluent>,
    Which { plugin_id, id, environment }: Which,
    _: Unread,
) -> Result<Response> {
    let found = packages::find_mut(vendor, &plugin_id, &environment);
    let package = found.map_err(|_| not_found())?;
    let before = package.versions.len();
    package.versions.retain(|it| *it.id != id);
    if package.versions.len() == before {
        return Err(not_found());
    }
    Ok(Response::new(StatusCode::NO_CONTENT, ""))
}

/// The archive is read, unless the version is gone.
pub fn settle(vendor: &mut Confluent, plugin: &str, version: &str) {
    let packages = vendor.connect.custom.packages.values_mut();
    let mut versions =
        packages.filter(|it| *it.id == *plugin).flat_map(|it| it.versions.iter_mut());
    let Some(version) = versions.find(|it| *it.id == *version) else { return };
    if let Ending::Bad(failure) = &version.ending {
        version.phase = Phase::Failed;
        version.error = failure.message.clone().unwrap_or_else(|| INVALID_ARCHIVE.to_owned());
    } else {
        version.phase = Phase::Ready;
    }
}

impl Version {
    /// Of its first class.
    pub fn role(&self) -> Role {
        self.classes.first().map_or(Role::Source, |(_, role)| *role)
    }

    fn path(&self, package: &Package) -> String {
        format!("/ccpm/v1/plugins/{}/versions/{}", package.id, self.id)
    }

    fn show(&self, ctx: &Ctx<'_, Confluent>, package: &Package) -> View {
        let Package { id: plugin, environment, .. } = package;
        let classes = self.classes.iter().map(|(name, role)| Shown {
            class_name: name.clone(),
            kind: if *role == Role::Sink { "SINK" } else { "SOURCE" },
        });
        let path = self.path(package);
        let resource = format!("custom-connect-plugin={plugin}/version={}", self.id);
        let times = (self.created_at, self.created_at);
        View {
            api_version: "ccpm/v1",
            id: self.id.to_string(),
            kind: "CustomConnectPluginVersion",
            metadata: packages::metadata(ctx, (&path, &resource), times),
            plugin_id: plugin.to_string(),
            spec: ViewSpec {
                connector_classes: classes.collect(),
                content_format: self.format,
                documentation_link: self.documentation_link.clone(),
                environment: packages::environment(ctx, environment),
                sensitive_config_properties: self.sensitive.clone(),
                version: self.number.clone(),
            },
            status: Status {
                error_message: Some(self.error.clone()).filter(|it| !it.is_empty()),
                phase: self.phase,
            },
        }
    }
}

/// `CcpmV1CustomConnectPluginVersion`.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "CustomConnectPluginVersion")]
pub struct View {
    api_version: &'static str,
    id: String,
    kind: &'static str,
    metadata: Metadata,
    plugin_id: String,
    spec: ViewSpec,
    status: Status,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "CustomConnectPluginVersionSpec")]
pub struct ViewSpec {
    connector_classes: Vec<Shown>,
    content_format: &'static str,
    documentation_link: String,
    environment: Environment,
    sensitive_config_properties: Vec<String>,
    version: String,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ConnectorClass")]
pub struct Shown {
    class_name: String,
    #[serde(rename = "type")]
    kind: &'static str,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "CustomConnectPluginVersionStatus")]
pub struct Status {
    #[serde(skip_serializing_if = "Option::is_none")]
    error_message: Option<String>,
    phase: Phase,
}

/// What reads of the version are counted under.
fn key(plugin: &str, version: &str) -> String {
    format!("{plugin}/{version}")
}

fn not_found() -> Error {
    Error::new(Kind::PluginNotFound, "failed to retrieve custom plugin version: Not Found")
}
