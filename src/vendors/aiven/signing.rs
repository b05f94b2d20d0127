//! Scripted calls, proved as Aiven's clients do: by a token.
//!
//! Whether a token is good is `auth`'s to say.

use http::header::{AUTHORIZATION, HeaderValue};

use super::premises::{Premises, Token};
use super::token;
use crate::kernel::http::Request;
use crate::kernel::signatory::Signatory;

/// What a token of the premises is called in the open: by the beginning that the API shows as well.
pub(super) fn name(token: &Token) -> String {
    token::prefix(&token.token.0)
}

/// Adds the header. A token that the premises do not have is sent as it is given.
pub(super) fn sign(premises: &Premises, request: &mut Request, signatory: &Signatory<'_>) {
    let known = match signatory.key {
        Some(key) => premises.tokens.iter().find(|it| name(it) == key || it.token.0 == key),
        None => premises.tokens.first(),
    };
    let token = signatory.secret.or(known.map(|it| it.token.0.as_str())).or(signatory.key);
    let proof = format!("aivenv1 {}", token.unwrap_or_default());
    // What no header can hold is left out: the call is then refused as it should be.
    if let Ok(proof) = HeaderValue::from_str(&proof) {
        request.headers.insert(AUTHORIZATION, proof);
    }
}
