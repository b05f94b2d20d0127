//! Lists in pages, as all of the vendor's lists have them.

use std::collections::{BTreeMap, VecDeque};

use super::Yandex;
use super::errors::Result;
use super::message::{Fields, Message};
use crate::kernel::pages::Cursor;
use crate::kernel::room::Ctx;

/// Tokens as they are told, which are short (100 characters at the most, and a name alone may have 256), and the
/// cursors that they stand for. Only so many are good at one time.
#[derive(Debug, Clone, Default)]
pub(super) struct PageTokens {
    cursors: BTreeMap<String, String>,
    told: VecDeque<String>,
}

const TOKENS_MAX: usize = 1000;
const LETTERS: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";

impl PageTokens {
    /// Puts the cursor into a request in place of its token; what is no token of ours is no cursor either.
    pub(super) fn lengthen(&self, request: &mut Message) {
        if let Some(cursor) = self.cursors.get(request.text("page_token")) {
            request.put("page_token", &**cursor);
        }
    }

    /// Puts a token into an answer in place of its cursor.
    pub(super) fn shorten(&mut self, ctx: &Ctx<'_, Yandex>, answer: &mut Message) {
        let cursor = answer.text("next_page_token").to_owned();
        if cursor.is_empty() {
            return;
        }
        let token = ctx.draw(&["yandex/page", &cursor]).text(LETTERS, 32);
        answer.put("next_page_token", &*token);
        if self.cursors.insert(token.clone(), cursor).is_none() {
            self.told.push_back(token);
        }
        if self.told.len() > TOKENS_MAX {
            self.told.pop_front().map(|oldest| self.cursors.remove(&oldest));
        }
    }
}

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
