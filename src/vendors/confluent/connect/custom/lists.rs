//! Lists of custom plugins: pages, and the envelope around them.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use schemars::JsonSchema;
use serde::Serialize;

use super::fields::CLOUDS;
use crate::kernel::pages::Cursor;
use crate::kernel::room::Ctx;
use crate::vendors::confluent::Confluent;
use crate::vendors::confluent::errors::{Error, Kind, Result, Source};

/// Items in a page (Connect custom plugin API, `page_size`).
const ITEMS_DEFAULT: usize = 10;
const ITEMS_MAX: usize = 100;

/// What is not encoded in the value of a parameter.
const PARAMETER: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// What a list is of: the version of its API, its kind, its path, and its filters as they stand in a query.
pub struct List<'a> {
    pub api_version: &'static str,
    pub kind: &'static str,
    pub path: &'a str,
    pub filter: String,
}

/// Which page is asked for.
#[derive(Debug, Default)]
pub struct Page {
    pub size: Option<usize>,
    pub token: Option<String>,
}

/// A page, as it is sent.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "{T}List")]
pub struct Listed<T> {
    api_version: &'static str,
    data: Vec<T>,
    kind: &'static str,
    metadata: ListMetadata,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct ListMetadata {
    first: String,
    /// Absent from the last page.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
    total_size: usize,
}

/// Refuses a filter by what no cloud is called. UNCONFIRMED: that it is refused.
pub fn check_cloud(parameter: &'static str, cloud: Option<&str>) -> Result<()> {
    if cloud.is_none_or(|it| CLOUDS.contains(&it)) {
        return Ok(());
    }
    let clouds = CLOUDS.join(", ");
    let message =
        format!("The parameter '{parameter}' did not match one of the following values: {clouds}");
    Err(Error::new(Kind::PluginInvalidFilter, message).about(Source::Parameter(parameter.into())))
}

impl List<'_> {
    /// The page of `items`, each with the number of its making.
    pub fn show<T>(
        &self,
        ctx: &Ctx<'_, Confluent>,
        page: &Page,
        items: impl Iterator<Item = (u64, T)>,
    ) -> Result<Listed<T>> {
        let usual = ctx.settings().pages.items_default.unwrap_or(ITEMS_DEFAULT);
        let size = page.size.unwrap_or(usual);
        if !(1..=ITEMS_MAX).contains(&size) {
            let message = format!("page_size must be between 1 and {ITEMS_MAX}");
            return Err(refused("page_size", message));
        }
        let cursor = self.open(ctx, page.token.as_deref(), size)?;
        let items: Vec<_> = items.map(|(number, it)| (format!("{number:020}"), it)).collect();
        let total = items.len();
        let after = cursor.after().map(str::to_owned);
        let rest = items.into_iter().filter(|(key, _)| after.as_ref().is_none_or(|it| key > it));
        let (data, next) = cursor.cut(rest);
        let url = self.url(ctx, size);
        let next = next.map(|token| {
            format!("{url}&page_token={}", utf8_percent_encode(&token, NON_ALPHANUMERIC))
        });
        let metadata = ListMetadata { first: url, next, total_size: total };
        Ok(Listed { api_version: self.api_version, data, kind: self.kind, metadata })
    }

    fn open(&self, ctx: &Ctx<'_, Confluent>, token: Option<&str>, size: usize) -> Result<Cursor> {
        let token = token.filter(|it| !it.is_empty());
        let list = format!("{}?{}", self.path, self.filter);
        ctx.page(list, token, size)
            .map_err(|_| refused("page_token", "The page token is not valid".to_owned()))
    }

    fn url(&self, ctx: &Ctx<'_, Confluent>, size: usize) -> String {
        let and = if self.filter.is_empty() { "" } else { "&" };
        format!("{}{}?{}{and}page_size={size}", ctx.caller().base, self.path, self.filter)
    }
}

/// A filter as it stands in a query.
pub fn filter(name: &str, value: &str) -> String {
    format!("{name}={}", utf8_percent_encode(value, PARAMETER))
}

fn refused(parameter: &str, message: String) -> Error {
    Error::new(Kind::PluginBadRequest, message).about(Source::Parameter(parameter.to_owned()))
}
