//! Users: logged in, out, and shown to themselves.

use std::sync::Arc;
use std::time::Duration;

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::Aiven;
use super::errors::{Kind, Result};
use super::premises::User;
use super::token::Token;
use crate::kernel::clock::iso_millis;
use crate::kernel::room::Ctx;
use crate::kernel::route::{Nothing, Unread};
use crate::kernel::settings::Auth;

/// For how long a login is good. CHOICE: no number is published.
const SESSION: Duration = Duration::from_hours(36);
/// Letters of a token; a client sends it in the path as it is.
pub const TOKEN_LETTERS: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const TOKEN_CHARS: usize = 64;

#[derive(Debug, Deserialize)]
pub struct Login {
    email: String,
    password: String,
    #[serde(default)]
    otp: Option<String>,
}

/// A session's token. Strict mode asks for the password; both modes ask for the one-time password of who has
/// one, and clients come again with it after a 510.
pub fn log_in(
    vendor: &mut Aiven,
    ctx: &mut Ctx<'_, Aiven>,
    _: Nothing,
    Login { email, password, otp }: Login,
) -> Result<Value> {
    let is_strict = ctx.settings().auth == Auth::Strict;
    let found = vendor.premises.users.iter().find(|it| it.email == email);
    let is_good = |user: &User| user.password.as_ref().is_none_or(|it| it.0 == password);
    if password.is_empty() || is_strict && !found.is_some_and(is_good) {
        return Err(Kind::AuthenticationFailed.into());
    }
    if let Some(needed) = found.and_then(|it| it.otp.as_ref()) {
        match otp {
            None => return Err(Kind::OtpNeeded.into()),
            Some(otp) if otp != needed.0 => return Err(Kind::AuthenticationFailed.into()),
            Some(_) => {}
        }
    }
    // Whoever is nobody's user is the first one, as with tokens.
    let user = found.or(vendor.premises.users.first()).map_or("", |it| it.email.as_str());
    let user: Arc<str> = user.into();
    let whole = vendor.new_token(ctx);
    let mut token = Token::made(&whole, user, (SESSION, ctx.now()));
    (token.extend_when_used, token.by_hand) = (true, false);
    vendor.gate.tokens.insert(whole.as_str().into(), token);
    Ok(json!({ "state": "active", "token": whole, "user_email": email }))
}

/// Who the token speaks for, and in which projects.
pub fn show(vendor: &mut Aiven, ctx: &mut Ctx<'_, Aiven>, _: Nothing, _: Unread) -> Result<Value> {
    let email = Arc::clone(&ctx.caller().user);
    let found = vendor.premises.users.iter().find(|it| *it.email == *email);
    let number = vendor.premises.users.iter().position(|it| *it.email == *email).unwrap_or(0);
    let created_at = iso_millis(ctx.settings().epoch);
    let Memberships { first, all } = vendor.memberships(&email);
    let projects: Vec<_> = first.keys().cloned().collect();
    Ok(json!({ "user": {
        "auth": ["password"],
        "create_time": created_at,
        "features": {},
        "intercom": { "app_id": "", "hmac": "" },
        "invitations": [],
        "project_membership": first,
        "project_memberships": all,
        "projects": projects,
        "real_name": found.map_or("", |it| it.real_name.as_str()),
        "state": "active",
        "token_validity_begin": created_at,
        "user": email,
        "user_id": format!("u{:011x}", number + 1),
    }}))
}

/// The token that was used is good no more.
pub fn log_out(
    vendor: &mut Aiven,
    ctx: &mut Ctx<'_, Aiven>,
    _: Nothing,
    _: Unread,
) -> Result<Value> {
    let token = Arc::clone(&ctx.caller().token);
    vendor.revoke(ctx, &token);
    Ok(json!({}))
}

/// What a user may do, by project: in the form with one role, and in that with several.
pub struct Memberships {
    pub first: Map<String, Value>,
    pub all: Map<String, Value>,
}

impl Aiven {
    pub fn memberships(&self, email: &str) -> Memberships {
        let (mut first, mut all) = (Map::new(), Map::new());
        for project in &self.premises.projects {
            let Some(role) = project.role(email) else { continue };
            first.insert(project.name.clone(), role.word().into());
            all.insert(project.name.clone(), json!([role.word()]));
        }
        Memberships { first, all }
    }

    /// The text of a token that nobody has yet.
    pub fn new_token(&self, ctx: &mut Ctx<'_, Self>) -> String {
        let nth = ctx.count("aiven/token").to_string();
        ctx.draw(&["aiven/token", &nth]).text(TOKEN_LETTERS, TOKEN_CHARS)
    }

    /// Lets a token be good no more, be it known or not.
    pub fn revoke(&mut self, ctx: &Ctx<'_, Self>, whole: &Arc<str>) {
        let user = Arc::clone(&ctx.caller().user);
        let token = self.gate.tokens.entry(Arc::clone(whole));
        token.or_insert_with(|| Token::new(user, None)).revoke(ctx.now());
    }
}
