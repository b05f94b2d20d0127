//! Pages of what a caller has of one kind of resource.
//!
//! What a page is cut from, and in which order, is the shelf's matter.

use serde::Deserialize;

use super::auth::Caller;
use super::errors::Result;
use super::spaces::Resource;
use super::{Msk, validate};
use crate::kernel::room::Ctx;

/// What lists are asked for.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Page {
    #[serde(default, deserialize_with = "validate::given_number")]
    pub max_results: Option<i64>,
    pub name_prefix: Option<String>,
    #[serde(default, deserialize_with = "validate::given")]
    pub next_token: Option<String>,
}

/// The page, each resource as `shown`, and the token of the next one: of the caller's resources whose names
/// begin with the prefix.
pub(super) fn page<'a, R: Resource + 'a, V>(
    msk: &'a mut Msk,
    ctx: &Ctx<'_, Msk>,
    Page { max_results, name_prefix, next_token }: Page,
    shown: impl Fn(&'a R) -> V,
) -> Result<(Vec<V>, Option<String>)> {
    let prefix = name_prefix.unwrap_or_default();
    let order = msk.behaviour().list_order;
    let items = validate::page_items(max_results, ctx.settings().pages.items_default)?;
    let Caller { account, region, .. } = ctx.caller();
    let list = format!("{account}/{region}/{}/{prefix}", R::KIND.word());
    let page = ctx.page(list, next_token.as_deref(), items)?;
    let shelf = R::shelf(msk.spaces.of_caller(ctx.caller()));
    let resources = shelf.list(&prefix, order, page.after()).map(|(key, it)| (key, shown(it)));
    Ok(page.cut(resources))
}
