//! Scripted calls, proved as Aiven's clients do: by a token.
//!
//! Whether a token is good is `auth`'s to say.

use http::header::{AUTHORIZATION, HeaderValue};

use super::premises::Premises;
use crate::kernel::http::Request;
use crate::kernel::signatory::Signatory;

/// Adds the header. A token that the premises do not have is sent as it is given.
pub(super) fn sign(premises: &Premises, request: &mut Request, signatory: &Signatory<'_>) {
    let known = match signatory.key {
        Some(key) => premises.told_tokens().find(|(prefix, it)| prefix == key || it.token.0 == key),
        None => premises.told_tokens().next(),
    };
    let token =
        signatory.secret.or(known.as_ref().map(|(_, it)| it.token.0.as_str())).or(signatory.key);
    let proof = format!("aivenv1 {}", token.unwrap_or_default());
    // What no header can hold is left out: the call is then refused as it should be.
    if let Ok(proof) = HeaderValue::from_str(&proof) {
        request.headers.insert(AUTHORIZATION, proof);
    }
}
