//! `IamTokenService`: what is exchanged for a token, and tokens that are good no more.
//!
//! Documents: the IAM API reference, `IamToken`; "Exchanging a JWT for an IAM token". Who may call with a token is
//! said in `auth`.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use prost_reflect::Value;

use super::Yandex;
use super::auth::Known;
use super::calls::unary;
use super::errors::{Error, Result};
use super::jwt::{ALGORITHM, Jwt};
use super::message::{self, Fields, Message};
use crate::kernel::http::Response;
use crate::kernel::room::Ctx;
use crate::kernel::route::It;
use crate::kernel::settings::{Auth, DateSource};

/// What an IAM token is made of behind its `t1.`.
const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";

/// For how long a JWT may be good, in seconds.
const JWT_LASTS_MAX: i64 = 3600;

/// `IamToken.Create`. A JWT is dated by its client's own clock, so it is judged by the time at which it came.
pub(super) fn answer(it: It<'_, '_, Yandex>) -> Result<Response> {
    let wall = it.2.request.wall;
    unary(it, |yandex, ctx, request| {
        let date = match ctx.settings().date {
            DateSource::Wall => wall,
            DateSource::World => ctx.now(),
        };
        create(yandex, ctx, &request, date)
    })
}

fn create(
    yandex: &mut Yandex,
    ctx: &mut Ctx<'_, Yandex>,
    request: &Message,
    date: Timestamp,
) -> Result<Message> {
    let is_strict = ctx.settings().auth == Auth::Strict;
    let oauth = message::found(request, "yandex_passport_oauth_token").and_then(Value::as_str);
    let subject = match oauth {
        Some(token) => of_oauth(yandex, token, is_strict)?,
        None => of_jwt(yandex, request.text("jwt"), (is_strict, date))?,
    };
    Ok(issued(yandex, ctx, subject))
}

/// A service account's own. Where its public key is known the signature counts; in lenient mode another is only
/// read.
fn of_jwt(yandex: &Yandex, text: &str, (is_strict, date): (bool, Timestamp)) -> Result<Arc<str>> {
    let jwt = Jwt::read(text).filter(|it| !it.issuer.is_empty());
    let jwt = jwt.ok_or_else(Error::invalid_jwt)?;
    let account = yandex.premises.service_accounts.iter().find(|it| it.id == jwt.issuer);
    let key = account.and_then(|it| it.keys.iter().find(|key| key.id == jwt.key_id));
    let public_key = key.and_then(|it| it.public_key.as_deref());
    if key.is_none() && (is_strict || has_key(yandex, &jwt.key_id)) {
        return Err(Error::invalid_jwt());
    }
    if is_strict || public_key.is_some() {
        let lasts = jwt.expires_at.zip(jwt.issued_at).map(|(until, from)| until - from);
        if jwt.algorithm != ALGORITHM || lasts.is_none_or(|it| it > JWT_LASTS_MAX) {
            return Err(Error::invalid_jwt());
        }
        if jwt.expires_at.is_some_and(|it| it <= date.as_second()) {
            return Err(Error::expired_jwt());
        }
    }
    match public_key {
        Some(pem) if !jwt.is_signed_by(pem) => Err(Error::invalid_jwt()),
        _ => Ok(Arc::from(jwt.issuer)),
    }
}

/// Whether the key with this id is that of some service account, and is known.
fn has_key(yandex: &Yandex, id: &str) -> bool {
    let mut keys = yandex.premises.service_accounts.iter().flat_map(|it| &it.keys);
    keys.any(|it| it.id == id && it.public_key.is_some())
}

/// A user's.
fn of_oauth(yandex: &Yandex, token: &str, is_strict: bool) -> Result<Arc<str>> {
    let known = yandex.premises.oauth_tokens.iter().find(|it| it.token.0 == token);
    match known {
        Some(known) => Ok(known.subject.as_deref().map_or(yandex.gate.subject(), Arc::from)),
        None if is_strict || token.is_empty() => Err(Error::invalid_oauth_token()),
        None => Ok(yandex.gate.subject()),
    }
}

/// `IamToken.CreateForServiceAccount`: for a caller who may speak for the service account.
pub(super) fn create_for_service_account(
    yandex: &mut Yandex,
    ctx: &mut Ctx<'_, Yandex>,
    request: Message,
) -> Result<Message> {
    let id = request.text("service_account_id");
    let is_known = yandex.premises.service_accounts.iter().any(|it| it.id == id);
    if !is_known && ctx.settings().auth == Auth::Strict {
        return Err(Error::forbidden());
    }
    Ok(issued(yandex, ctx, Arc::from(id)))
}

fn issued(yandex: &mut Yandex, ctx: &mut Ctx<'_, Yandex>, subject: Arc<str>) -> Message {
    let nth = ctx.count("yandex/token").to_string();
    let mut draw = ctx.draw(&["yandex/token", &nth]);
    let token = format!("t1.{}.{}", draw.text(LETTERS, 24), draw.text(LETTERS, 86));
    let lasts: Duration = yandex.premises.behaviour.iam_tokens_last;
    let expires_at = ctx.now().checked_add(lasts).unwrap_or(Timestamp::MAX);
    let known = Known { subject, expires_at: Some(expires_at), revoked_at: None };
    yandex.gate.issue(&token, known);
    message::new("yandex.cloud.iam.v1.CreateIamTokenResponse")
        .with("iam_token", token)
        .with("expires_at", expires_at)
}

/// `IamToken.Revoke`. Lenient mode revokes a token that it has never seen, too: it took it until now.
pub(super) fn revoke(
    yandex: &mut Yandex,
    ctx: &mut Ctx<'_, Yandex>,
    request: Message,
) -> Result<Message> {
    let token = request.text("iam_token");
    let known = yandex.gate.known(token, ctx.settings().epoch);
    let known = match known {
        Some(known) => known,
        None if ctx.settings().auth == Auth::Strict => return Err(Error::unknown_token()),
        None => Known { subject: yandex.gate.subject(), expires_at: None, revoked_at: None },
    };
    let subject = Arc::clone(&known.subject);
    let revoked_at = known.revoked_at.or(Some(ctx.now()));
    yandex.gate.issue(token, Known { revoked_at, ..known });
    Ok(message::new("yandex.cloud.iam.v1.RevokeIamTokenResponse").with("subject_id", &*subject))
}
