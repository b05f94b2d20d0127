//! Scripted calls, proved as the vendor's clients do: an IAM token in `Authorization`.
//!
//! Whether it is good is `auth`'s.

use http::header::{AUTHORIZATION, HeaderValue};

use super::premises::{EXAMPLE_TOKEN, Premises, Token};
use crate::kernel::http::Request;
use crate::kernel::signatory::Signatory;

/// The names of the tokens.
pub(super) fn names(premises: &Premises) -> Vec<String> {
    premises.tokens.iter().map(|it| name(premises, it).to_owned()).collect()
}

fn name<'a>(premises: &'a Premises, token: &'a Token) -> &'a str {
    token.name.as_deref().unwrap_or_else(|| premises.subject(token))
}

/// With the token of that name, with the first, or with what is given instead.
pub(super) fn sign(premises: &Premises, request: &mut Request, signatory: &Signatory<'_>) {
    let known = match signatory.key {
        Some(key) => premises.tokens.iter().find(|it| name(premises, it) == key),
        None => premises.tokens.first(),
    };
    let known = known.map_or(EXAMPLE_TOKEN, |it| it.token.0.as_str());
    let token = signatory.secret.unwrap_or(known);
    // What no header can hold is left out: the call is then refused as it should be.
    if let Ok(value) = HeaderValue::from_str(&format!("Bearer {token}")) {
        request.headers.insert(AUTHORIZATION, value);
    }
}
