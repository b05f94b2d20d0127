//! Plugins of one's own: the older API of single plugins, the newer one of plugins with versions, and the
//! uploads that both begin with.

use std::collections::BTreeMap;

use http::Method;
use serde_json::{Value, json};

use self::metered::{typed, written};
use super::validate::Role;
use crate::kernel::route::{Fidelity, Named, Route};
use crate::vendors::confluent::Confluent;
use crate::vendors::confluent::allowance::Allowance;

pub mod fields;
pub mod lists;
mod metered;
pub mod packages;
pub mod plugins;
pub mod runtimes;
pub mod storage;
pub mod uploads;
pub mod versions;

use packages::Package;
use plugins::Plugin;
use uploads::Upload;

/// Everything is listed in the order in which it was made.
#[derive(Debug, Clone, Default)]
pub struct Custom {
    /// By the number of their making.
    plugins: BTreeMap<u64, Plugin>,
    packages: BTreeMap<u64, Package>,
    /// By upload id.
    uploads: BTreeMap<String, Upload>,
    allowance: Allowance,
}

const OLDER: &str = "Confluent Cloud API, Custom Connector Plugins (connect/v1)";
const NEWER: &str = "Confluent Cloud API, Custom Connect Plugins (ccpm/v1)";
const VERSIONS: &str = "Confluent Cloud API, Custom Connect Plugin Versions (ccpm/v1)";

/// The operations that take an archive: their URL is their credential.
pub const UPLOADS: [&str; 2] = ["postPresignedUpload", "putPresignedUpload"];

#[rustfmt::skip] // A table: one operation, one line.
pub fn routes() -> Vec<Route<Confluent>> {
    let (get, post, put, patch, delete) = (Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE);
    let id = Named::Label("id");
    vec![
        Route::new("listConnectV1CustomConnectorPlugins",         get.clone(),    "/connect/v1/custom-connector-plugins", |it| typed(it, plugins::list)).paged().source(OLDER),
        Route::new("createConnectV1CustomConnectorPlugin",        post.clone(),   "/connect/v1/custom-connector-plugins", |it| written(it, plugins::create)).named(Named::Member("display_name")).source(OLDER),
        Route::new("getConnectV1CustomConnectorPlugin",           get.clone(),    "/connect/v1/custom-connector-plugins/{id}", |it| typed(it, plugins::read)).named(id).source(OLDER),
        Route::new("updateConnectV1CustomConnectorPlugin",        patch.clone(),  "/connect/v1/custom-connector-plugins/{id}", |it| typed(it, plugins::update)).named(id).source(OLDER),
        Route::new("deleteConnectV1CustomConnectorPlugin",        delete.clone(), "/connect/v1/custom-connector-plugins/{id}", |it| written(it, plugins::delete)).named(id).source(OLDER),
        Route::new("listConnectV1CustomConnectorRuntimes",        get.clone(),    "/connect/v1/custom-connector-runtimes", |it| typed(it, runtimes::list)).paged().source("Confluent Cloud API, Custom Connector Runtimes (connect/v1)"),
        Route::new("presigned-upload-urlConnectV1PresignedUrl",   post.clone(),   "/connect/v1/presigned-upload-url", |it| written(it, uploads::presign)).source("Confluent Cloud API, Presigned Urls (connect/v1)"),
        Route::new(UPLOADS[0],                                     post.clone(),   "/connect/v1/presigned-upload-url/{upload_id}", uploads::post).named(Named::Label("upload_id")).source("Amazon S3 API, POST Object").fidelity(Fidelity::Partial),
        Route::new(UPLOADS[1],                                     put,            "/connect/v1/presigned-upload-url/{upload_id}", uploads::put).named(Named::Label("upload_id")).source("Google Cloud Storage and Azure Blob Storage, signed URLs").fidelity(Fidelity::Partial),
        Route::new("listCcpmV1CustomConnectPlugins",              get.clone(),    "/ccpm/v1/plugins", |it| typed(it, packages::list)).paged().source(NEWER),
        Route::new("createCcpmV1CustomConnectPlugin",             post.clone(),   "/ccpm/v1/plugins", |it| written(it, packages::create)).source(NEWER),
        Route::new("getCcpmV1CustomConnectPlugin",                get.clone(),    "/ccpm/v1/plugins/{id}", |it| typed(it, packages::read)).named(id).source(NEWER),
        Route::new("updateCcpmV1CustomConnectPlugin",             patch,          "/ccpm/v1/plugins/{id}", |it| typed(it, packages::update)).named(id).source(NEWER),
        Route::new("deleteCcpmV1CustomConnectPlugin",             delete.clone(), "/ccpm/v1/plugins/{id}", |it| written(it, packages::delete)).named(id).source(NEWER),
        Route::new("listCcpmV1CustomConnectPluginVersions",       get.clone(),    "/ccpm/v1/plugins/{plugin_id}/versions", |it| typed(it, versions::list)).named(Named::Label("plugin_id")).paged().source(VERSIONS),
        Route::new("createCcpmV1CustomConnectPluginVersion",      post.clone(),   "/ccpm/v1/plugins/{plugin_id}/versions", |it| written(it, versions::create)).named(Named::Label("plugin_id")).source(VERSIONS).takes((10, 30), &[versions::FAILED]),
        Route::new("getCcpmV1CustomConnectPluginVersion",         get,            "/ccpm/v1/plugins/{plugin_id}/versions/{id}", |it| typed(it, versions::read)).named(id).source(VERSIONS),
        Route::new("deleteCcpmV1CustomConnectPluginVersion",      delete,         "/ccpm/v1/plugins/{plugin_id}/versions/{id}", |it| written(it, versions::delete)).named(id).source(VERSIONS),
        Route::new("createCcpmV1PresignedUrl",                    post,           "/ccpm/v1/presigned-upload-url", |it| written(it, uploads::presign_for_environment)).source("Confluent Cloud API, Presigned Urls (ccpm/v1)"),
    ]
}

impl Custom {
    /// Whether the plugin takes or brings data; `None` if there is no such plugin. Of a plugin with
    /// versions the latest counts, and of that the first class.
    pub fn role(&self, id: &str) -> Option<Role> {
        let plugin = self.plugins.values().find(|it| *it.id == *id).map(|it| it.role);
        plugin.or_else(|| self.packages.values().find(|it| *it.id == *id).map(Package::role))
    }

    /// Whether the plugin says that values of that property are never shown.
    pub fn is_secret(&self, id: &str, name: &str) -> bool {
        let of_plugins = self.plugins.values().filter(|it| *it.id == *id);
        let of_packages = self.packages.values().filter(|it| *it.id == *id);
        let mut names =
            of_plugins.flat_map(|it| &it.sensitive).chain(of_packages.flat_map(Package::sensitive));
        names.any(|it| it == name)
    }

    pub fn show(&self) -> Value {
        let plugins = self.plugins.values().map(|it| (it.id.to_string(), json!(it.display_name)));
        let packages = self.packages.values().map(|it| (it.id.to_string(), it.summary()));
        let uploads = self.uploads.iter().map(|(id, it)| (id.clone(), json!(it.is_here())));
        json!({
            "plugins": plugins.collect::<Value>(),
            "plugins_with_versions": packages.collect::<Value>(),
            "uploads": uploads.collect::<Value>(),
        })
    }
}
