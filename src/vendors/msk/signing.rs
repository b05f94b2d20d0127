//! Scripted calls, proved as the AWS SDKs do: AWS Signature Version 4 in headers.
//!
//! How a signature is made is `signature`'s, whether it is good `auth`'s.

use http::header::{AUTHORIZATION, CONTENT_TYPE, HeaderName, HeaderValue};

use super::premises::{Credential, Premises};
use super::signature::{self, ALGORITHM, Form, Key, SERVICE, TERMINATOR};
use crate::kernel::clock::basic;
use crate::kernel::credentials::{Scope, Signed};
use crate::kernel::http::Request;
use crate::kernel::signatory::Signatory;

static X_AMZ_DATE: HeaderName = HeaderName::from_static("x-amz-date");
static X_AMZ_SECURITY_TOKEN: HeaderName = HeaderName::from_static("x-amz-security-token");

/// Where nobody names a region.
const REGION: &str = "us-east-1";

/// Adds the headers of a signed request. A key that the premises do not have is used as it is given.
pub(super) fn sign(premises: &Premises, request: &mut Request, signatory: &Signatory<'_>) {
    let known = match signatory.key {
        Some(key) => premises.credentials.iter().find(|it| it.access_key == key),
        None => premises.credentials.first(),
    };
    let access_key = signatory.key.or(known.map(|it| it.access_key.as_str())).unwrap_or_default();
    let secret = signatory.secret.or(known.map(|it| it.secret.0.as_str())).unwrap_or_default();
    let region = signatory.region.or(premises.region.as_deref()).unwrap_or(REGION);
    let date = basic(signatory.at);
    put(request, &X_AMZ_DATE, &date);
    let token = known.and_then(|it: &Credential| it.session_token.as_ref());
    // One that is written in the script is signed as it is.
    if let Some(token) = token.filter(|_| !request.headers.contains_key(&X_AMZ_SECURITY_TOKEN)) {
        put(request, &X_AMZ_SECURITY_TOKEN, &token.0);
    }
    let headers =
        [CONTENT_TYPE, http::header::HOST, X_AMZ_DATE.clone(), X_AMZ_SECURITY_TOKEN.clone()];
    let signed = headers.iter().filter(|name| request.headers.contains_key(*name));
    let signed: Vec<_> = signed.map(HeaderName::as_str).collect();
    let (day, signed) = (date.get(..8).unwrap_or_default(), signed.join(";"));
    let scope = Scope { access_key, date: day, region, service: SERVICE, terminator: TERMINATOR };
    let value = |signature: &str| {
        let scope = format!("{access_key}/{day}/{region}/{SERVICE}/{TERMINATOR}");
        format!("Credential={scope}, SignedHeaders={signed}, Signature={signature}")
    };
    let unsigned = value("");
    let parts = Signed::in_header(ALGORITHM, &unsigned);
    let canonical = signature::canonical_request(request, &parts, Form::AWS);
    let text = signature::string_to_sign(&date, &scope, &canonical);
    let signature = Key::new(secret, &scope).sign(&text);
    put(request, &AUTHORIZATION, &format!("{ALGORITHM} {}", value(&signature)));
}

/// What no header can hold is left out: the call is then refused as it should be.
fn put(request: &mut Request, name: &HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        request.headers.insert(name, value);
    }
}
