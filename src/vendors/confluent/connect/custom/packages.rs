//! Custom connect plugins of the newer API (`ccpm/v1`): a name in an environment, with versions under it.

use http::StatusCode;
use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::fields::{self, CLOUDS, DESCRIPTION, DISPLAY_NAME};
use super::lists::{self, List, Listed as Listing, Page};
use super::plugins::{ID_LETTERS, check_unused};
use super::versions::Version;
use crate::kernel::http::Response;
use crate::kernel::room::Ctx;
use crate::kernel::route::{Nothing, Unread};
use crate::vendors::confluent::Confluent;
use crate::vendors::confluent::connect::validate::Role;
use crate::vendors::confluent::dress;
use crate::vendors::confluent::errors::{Error, Kind, Result, Source};

const PATH: &str = "/ccpm/v1/plugins";

#[derive(Debug, Clone)]
pub struct Package {
    /// `ccp-abc123`.
    pub id: Box<str>,
    pub environment: String,
    display_name: String,
    description: String,
    cloud: &'static str,
    created_at: Timestamp,
    updated_at: Timestamp,
    /// In the order in which they were made.
    pub versions: Vec<Version>,
}

/// Another resource, by its id.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
pub struct Reference {
    pub id: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Listed {
    environment: String,
    #[serde(rename = "spec.cloud")]
    cloud: Option<String>,
    page_size: Option<usize>,
    page_token: Option<String>,
}

pub fn list(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    Listed { environment, cloud, page_size, page_token }: Listed,
    _: Unread,
) -> Result<Listing<View>> {
    lists::check_cloud("spec.cloud", cloud.as_deref())?;
    let filters = [lists::filter("environment", &environment)].into_iter();
    let by_cloud = cloud.as_ref().map(|it| lists::filter("spec.cloud", it));
    let filter = filters.chain(by_cloud).collect::<Vec<_>>().join("&");
    let is_asked = |it: &Package| {
        it.environment == environment && cloud.as_ref().is_none_or(|cloud| it.cloud == cloud)
    };
    let packages = vendor.connect.custom.packages.iter().filter(|(_, it)| is_asked(it));
    let shown: Vec<_> = packages.map(|(number, it)| (*number, it.show(ctx))).collect();
    let list = List { api_version: "ccpm/v1", kind: "CustomConnectPluginList", path: PATH, filter };
    list.show(ctx, &Page { size: page_size, token: page_token }, shown.into_iter())
}

#[derive(Debug, Deserialize, JsonSchema)]
pub struct Create {
    spec: Spec,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub struct Spec {
    cloud: String,
    display_name: String,
    #[serde(default)]
    description: String,
    environment: Reference,
}

/// 202.
pub fn create(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    _: Nothing,
    Create { spec }: Create,
) -> Result<Response> {
    DISPLAY_NAME.demand("/spec/display_name", &spec.display_name)?;
    DESCRIPTION.check("/spec/description", &spec.description)?;
    let cloud = fields::one_of("/spec/cloud", &spec.cloud, CLOUDS)?;
    check_environment(vendor, &spec.environment.id)?;
    let number = ctx.count("confluent/package");
    let letters = ctx.draw(&["confluent/package", &number.to_string()]).text(ID_LETTERS, 6);
    let package = Package {
        id: format!("ccp-{letters}").into(),
        environment: spec.environment.id,
        display_name: spec.display_name,
        description: spec.description,
        cloud,
        created_at: ctx.now(),
        updated_at: ctx.now(),
        versions: Vec::new(),
    };
    let mut response = Response::json(StatusCode::ACCEPTED, &package.show(ctx));
    dress::place(&mut response.headers, &format!("{}{PATH}/{}", ctx.caller().base, package.id));
    vendor.connect.custom.packages.insert(number, package);
    Ok(response)
}

#[derive(Debug, Deserialize, JsonSchema)]
pub struct Which {
    id: String,
    environment: String,
}

pub fn read(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    Which { id, environment }: Which,
    _: Unread,
) -> Result<View> {
    find(vendor, &id, &environment).map(|it| it.show(ctx))
}

#[derive(Debug, Deserialize, JsonSchema)]
pub struct ById {
    id: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub struct Update {
    #[serde(default)]
    spec: Changes,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
pub struct Changes {
    display_name: Option<String>,
    description: Option<String>,
    environment: Option<Reference>,
}

/// Only what is there changes. The environment stands in the body here.
pub fn update(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    ById { id }: ById,
    Update { spec: Changes { display_name, description, environment } }: Update,
) -> Result<View> {
    let is_asked = |it: &&mut Package| {
        *it.id == id && environment.as_ref().is_none_or(|asked| asked.id == it.environment)
    };
    let packages = vendor.connect.custom.packages.values_mut();
    let package = packages.into_iter().find(is_asked).ok_or_else(not_found)?;
    if let Some(name) = &display_name {
        DISPLAY_NAME.demand("/spec/display_name", name)?;
    }
    if let Some(text) = &description {
        DESCRIPTION.check("/spec/description", text)?;
    }
    package.display_name = display_name.unwrap_or_else(|| package.display_name.clone());
    package.description = description.unwrap_or_else(|| package.description.clone());
    package.updated_at = ctx.now();
    Ok(package.show(ctx))
}

/// Its versions go with it. UNCONFIRMED.
pub fn delete(
    vendor: &mut Confluent,
    _: &mut Ctx<'_, Confluent>,
    Which { id, environment }: Which,
    _: Unread,
) -> Result<Response> {
    find(vendor, &id, &environment)?;
    check_unused(vendor, &id)?;
    vendor.connect.custom.packages.retain(|_, it| *it.id != id);
    Ok(Response::new(StatusCode::NO_CONTENT, ""))
}

/// The plugin, if it is in that environment.
pub fn find<'a>(vendor: &'a Confluent, id: &str, environment: &str) -> Result<&'a Package> {
    let mut packages = vendor.connect.custom.packages.values();
    let found = packages.find(|it| *it.id == *id && it.environment == environment);
    found.ok_or_else(not_found)
}

pub fn find_mut<'a>(
    vendor: &'a mut Confluent,
    id: &str,
    environment: &str,
) -> Result<&'a mut Package> {
    let mut packages = vendor.connect.custom.packages.values_mut();
    let found = packages.find(|it| *it.id == *id && it.environment == environment);
    found.ok_or_else(not_found)
}

fn not_found() -> Error {
    Error::new(Kind::PluginNotFound, "failed to retrieve custom plugin: Not Found")
}

/// What an environment gets that is not there is UNCONFIRMED.
pub fn check_environment(vendor: &Confluent, id: &str) -> Result<()> {
    if vendor.premises.environments.iter().any(|it| it.id == id) {
        return Ok(());
    }
    let message = format!("environment '{id}' not found");
    let error = Error::new(Kind::PluginNotFound, message);
    Err(error.about(Source::Parameter("environment".into())))
}

impl Package {
    fn latest(&self) -> Option<&Version> {
        self.versions.last()
    }

    pub fn role(&self) -> Role {
        self.latest().map_or(Role::Source, Version::role)
    }

    pub fn sensitive(&self) -> &[String] {
        self.latest().map_or(&[], |it| &it.sensitive)
    }

    pub fn summary(&self) -> Value {
        self.versions.iter().map(|it| (it.number.clone(), json!(it.phase))).collect()
    }

    fn show(&self, ctx: &Ctx<'_, Confluent>) -> View {
        let resource = format!("custom-connect-plugin={}", self.id);
        let times = (self.created_at, self.updated_at);
        View {
            api_version: "ccpm/v1",
            id: self.id.to_string(),
            kind: "CustomConnectPlugin",
            metadata: metadata(ctx, (&format!("{PATH}/{}", self.id), &resource), times),
            spec: ViewSpec {
                cloud: self.cloud,
                description: self.description.clone(),
                display_name: self.display_name.clone(),
                environment: environment(ctx, &self.environment),
                runtime_language: "JAVA",
            },
        }
    }
}

/// `CcpmV1CustomConnectPlugin`. The members are in the order of their names, as in all answers of plugins.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "CustomConnectPlugin")]
pub struct View {
    api_version: &'static str,
    id: String,
    kind: &'static str,
    metadata: Metadata,
    spec: ViewSpec,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "CustomConnectPluginSpec")]
pub struct ViewSpec {
    cloud: &'static str,
    description: String,
    display_name: String,
    environment: Environment,
    runtime_language: &'static str,
}

/// `ObjectMeta`.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ObjectMeta")]
pub struct Metadata {
    created_at: String,
    resource_name: String,
    #[serde(rename = "self")]
    url: String,
    updated_at: String,
}

/// `EnvScopedObjectReference`.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "EnvironmentReference")]
pub struct Environment {
    id: String,
    related: String,
    resource_name: String,
}

/// Where a resource is, what it is called, and since when it is.
pub fn metadata(
    ctx: &Ctx<'_, Confluent>,
    (path, resource): (&str, &str),
    (created_at, updated_at): (Timestamp, Timestamp),
) -> Metadata {
    let organization = organization(ctx);
    Metadata {
        created_at: micros(created_at),
        resource_name: format!("crn://confluent.cloud/organization={organization}/{resource}"),
        url: format!("{}{path}", ctx.caller().base),
        updated_at: micros(updated_at),
    }
}

/// An environment as other resources refer to it.
pub fn environment(ctx: &Ctx<'_, Confluent>, id: &str) -> Environment {
    let organization = organization(ctx);
    let resource = format!("organization={organization}/environment={id}");
    Environment {
        id: id.to_owned(),
        related: format!("{}/v2/environments/{id}", ctx.caller().base),
        resource_name: format!("crn://confluent.cloud/{resource}"),
    }
}

/// The organization of the world: there is one.
pub fn organization(ctx: &Ctx<'_, Confluent>) -> String {
    ctx.draw(&["confluent/organization"]).uuid()
}

fn micros(at: Timestamp) -> String {
    format!("{at:.6}")
}
