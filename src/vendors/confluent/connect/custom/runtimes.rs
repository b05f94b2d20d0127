//! The runtimes that custom connectors can run on.

use serde::Deserialize;
use serde_json::{Value, json};

use super::lists::{List, Page};
use crate::kernel::room::Ctx;
use crate::kernel::route::Nothing;
use crate::vendors::confluent::Confluent;
use crate::vendors::confluent::errors::Result;

#[derive(Debug, Deserialize)]
pub struct Listed {
    page_size: Option<usize>,
    page_token: Option<String>,
}

/// The one that the API's document shows.
pub fn list(
    _: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    Listed { page_size, page_token }: Listed,
    _: Nothing,
) -> Result<Value> {
    let runtime = json!({
        "api_version": "connect/v1",
        "kind": "CustomConnectorRuntime",
        "id": "ccr-390000",
        "custom_connect_plugin_runtime_name": "3.9.0",
        "runtime_ak_version": "3.9.0",
        "supported_java_versions": ["11", "17"],
        "product_maturity": "GA",
        "end_of_life_at": "2027-12-31T00:00:00Z",
        "description": "Custom Connector Plugin runtime using AK 3.9.0 and supporting Java 11 and 17",
    });
    let list = List {
        api_version: "connect/v1",
        kind: "CustomConnectorRuntimeList",
        path: "/connect/v1/custom-connector-runtimes",
        filter: String::new(),
    };
    let page = Page { size: page_size, token: page_token };
    list.show(ctx, &page, [(1, runtime)].into_iter())
}
