//! Lists in pages, as all of the vendor's lists have them.

use super::Yandex;
use super::errors::Result;
use super::message::{Fields, Message};
use crate::kernel::pages::Cursor;
use crate::kernel::room::Ctx;

/// Items in a page that does not say how many (API Design Guide, "Pagination").
const ITEMS: usize = 100;

/// The page that a request asks for with `page_size` and `page_token`.
pub(super) fn open(ctx: &Ctx<'_, Yandex>, list: &str, request: &Message) -> Result<Cursor> {
    let default = ctx.settings().pages.items_default.unwrap_or(ITEMS);
    let items = request.number("page_size").and_then(|it| usize::try_from(it).ok());
    let token = Some(request.text("page_token")).filter(|it| !it.is_empty());
    Ok(ctx.page(list.to_owned(), token, items.filter(|it| *it > 0).unwrap_or(default))?)
}

/// The answer with the token for the next page, if there is one.
pub(super) fn closed(answer: Message, token: Option<String>) -> Message {
    match token {
        Some(token) => answer.with("next_page_token", token),
        None => answer,
    }
}
