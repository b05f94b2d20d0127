//! The runtimes that custom connectors can run on.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::lists::{List, Listed as Listing, Page};
use crate::kernel::room::Ctx;
use crate::kernel::route::Unread;
use crate::vendors::confluent::Confluent;
use crate::vendors::confluent::errors::Result;

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Listed {
    page_size: Option<usize>,
    page_token: Option<String>,
}

/// `ConnectV1CustomConnectorRuntime`.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "CustomConnectorRuntime")]
pub struct Runtime {
    api_version: &'static str,
    custom_connect_plugin_runtime_name: &'static str,
    description: &'static str,
    end_of_life_at: &'static str,
    id: &'static str,
    kind: &'static str,
    product_maturity: &'static str,
    #[serde(rename = "runtime_ak_version")]
    ak_version: &'static str,
    supported_java_versions: [&'static str; 2],
}

/// The one that the API's document shows.
pub fn list(
    _: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    Listed { page_size, page_token }: Listed,
    _: Unread,
) -> Result<Listing<Runtime>> {
    let runtime = Runtime {
        api_version: "connect/v1",
        custom_connect_plugin_runtime_name: "3.9.0",
        description: "Custom Connector Plugin runtime using AK 3.9.0 and supporting Java 11 and 17",
        end_of_life_at: "2027-12-31T00:00:00Z",
        id: "ccr-390000",
        kind: "CustomConnectorRuntime",
        product_maturity: "GA",
        ak_version: "3.9.0",
        supported_java_versions: ["11", "17"],
    };
    let list = List {
        api_version: "connect/v1",
        kind: "CustomConnectorRuntimeList",
        path: "/connect/v1/custom-connector-runtimes",
        filter: String::new(),
    };
    let page = Page { size: page_size, token: page_token };
    list.show(ctx, &page, [(1, runtime)].into_iter())
}
