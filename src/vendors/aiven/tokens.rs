//! Access tokens of the calling user: listed, made, described, revoked.

use std::sync::Arc;
use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};

use super::Aiven;
use super::errors::{Error, Kind, Result};
use super::token::Token;
use crate::kernel::room::Ctx;
use crate::kernel::route::{Nothing, Unread};

/// Where nobody says for how long (documentation, `avn user access-token create`).
const MAX_AGE: Duration = Duration::from_hours(30 * 24);
/// Seconds (API document, `max_age_seconds`).
const MAX_AGES: std::ops::RangeInclusive<u64> = 600..=315_360_000;

#[derive(Debug, Deserialize)]
pub struct There {
    /// The beginning of a token, or all of it.
    token_prefix: String,
}

/// Those that are in force, the oldest first.
pub fn list(vendor: &mut Aiven, ctx: &mut Ctx<'_, Aiven>, _: Nothing, _: Unread) -> Result<Value> {
    let (epoch, caller) = (ctx.settings().epoch, ctx.caller());
    let tokens = vendor.gate.tokens.iter();
    let own = tokens.filter(|(_, it)| it.user == caller.user && it.is_in_force(ctx.now(), epoch));
    let mut own: Vec<_> = own.collect();
    // Not by the tokens themselves, which a recording does not tell.
    own.sort_by_key(|(_, it)| (it.created_at, &it.prefix));
    let shown = own.into_iter().map(|(whole, it)| it.show(whole, &caller.token, epoch));
    Ok(json!({ "tokens": shown.collect::<Vec<_>>() }))
}

#[derive(Debug, Deserialize)]
pub struct Create {
    description: String,
    #[serde(default)]
    extend_when_used: Option<bool>,
    #[serde(default)]
    max_age_seconds: Option<f64>,
    #[serde(default)]
    scopes: Option<Vec<String>>,
}

/// The whole token is shown here, and never again.
pub fn create(
    vendor: &mut Aiven,
    ctx: &mut Ctx<'_, Aiven>,
    _: Nothing,
    new: Create,
) -> Result<Value> {
    let age = match new.max_age_seconds.map(Duration::try_from_secs_f64) {
        None => MAX_AGE,
        Some(Ok(age)) if MAX_AGES.contains(&age.as_secs()) => age,
        Some(_) => {
            let message = "Invalid value for field 'max_age_seconds': must be 600 to 315360000";
            return Err(Error::new(Kind::InvalidRequest, message));
        }
    };
    let whole: Arc<str> = vendor.new_token(ctx).into();
    let mut token = Token::made(&whole, Arc::clone(&ctx.caller().user), (age, ctx.now()));
    token.description = new.description;
    token.extend_when_used = new.extend_when_used.unwrap_or_default();
    token.scopes = new.scopes;
    let mut shown = token.show(&whole, &ctx.caller().token, ctx.settings().epoch);
    shown.insert("full_token".into(), json!(whole));
    vendor.gate.tokens.insert(whole, token);
    Ok(Value::Object(shown))
}

#[derive(Debug, Deserialize)]
pub struct Update {
    description: String,
}

pub fn update(
    vendor: &mut Aiven,
    ctx: &mut Ctx<'_, Aiven>,
    There { token_prefix }: There,
    Update { description }: Update,
) -> Result<Value> {
    let whole = find(vendor, ctx, &token_prefix)?;
    let token = vendor.gate.tokens.get_mut(&whole).ok_or(Kind::TokenNotFound)?;
    token.description = description;
    Ok(Value::Object(token.show(&whole, &ctx.caller().token, ctx.settings().epoch)))
}

/// A token that nobody knows, and that lenient mode takes, is refused from now on as well.
pub fn revoke(
    vendor: &mut Aiven,
    ctx: &mut Ctx<'_, Aiven>,
    There { token_prefix }: There,
    _: Unread,
) -> Result<Value> {
    let whole = match find(vendor, ctx, &token_prefix) {
        Err(_) if *ctx.caller().token == *token_prefix => token_prefix.into(),
        found => found?,
    };
    vendor.revoke(ctx, &whole);
    Ok(json!({}))
}

/// The caller's token of that name.
fn find(vendor: &Aiven, ctx: &Ctx<'_, Aiven>, name: &str) -> Result<Arc<str>> {
    let (now, epoch) = (ctx.now(), ctx.settings().epoch);
    let own = |it: &Token| it.user == ctx.caller().user && it.is_in_force(now, epoch);
    let mut tokens = vendor.gate.tokens.iter();
    let found = tokens.find(|(whole, it)| (***whole == *name || it.prefix == name) && own(it));
    found.map(|(whole, _)| Arc::clone(whole)).ok_or_else(|| Kind::TokenNotFound.into())
}
