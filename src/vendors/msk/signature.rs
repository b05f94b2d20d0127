//! AWS Signature Version 4 from the server's side: what a client should have signed, and with which key.
//!
//! Decides nothing: it makes the strings and the signature, `auth` compares and refuses. The rules are those
//! of AWS General Reference, "Create a signed AWS API request", for every service except S3: the path is
//! encoded once more, and the payload of a presigned request is hashed like any other.

use std::{borrow::Cow, sync::Arc};

use hmac::{Hmac, KeyInit, Mac};
use http::header::HeaderName;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, percent_encode};
use sha2::{Digest, Sha256};

use crate::kernel::{
    credentials::{Place, Scope, Signed},
    http::Request,
};

/// The only algorithm; its newer sibling `AWS4-ECDSA-P256-SHA256` is not spoken here.
pub const ALGORITHM: &str = "AWS4-HMAC-SHA256";
/// The signing name in a credential's scope.
pub const SERVICE: &str = "kafkaconnect";
/// The last part of a credential's scope.
pub const TERMINATOR: &str = "aws4_request";

static X_AMZ_CONTENT_SHA256: HeaderName = HeaderName::from_static("x-amz-content-sha256");

const IN_QUERY: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');
const IN_PATH: &AsciiSet = &IN_QUERY.remove(b'/');

/// How path and query are written in a canonical request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form {
    /// Normalized and encoded once more; otherwise as on the wire.
    pub path_encoded_twice: bool,
    /// Decoded, encoded again and sorted; otherwise as on the wire.
    pub query_sorted: bool,
}

impl Form {
    /// As AWS asks for it.
    pub const AWS: Self = Self { path_encoded_twice: true, query_sorted: true };

    /// As curl's `--aws-sigv4` writes it in one version or another (7.88.1: both as on the wire).
    pub const OF_CURL: [Self; 3] = [
        Self { path_encoded_twice: false, query_sorted: false },
        Self { path_encoded_twice: false, query_sorted: true },
        Self { path_encoded_twice: true, query_sorted: false },
    ];
}

/// The canonical request. Bytes, since header values need not be text.
pub fn canonical_request(request: &Request, signed: &Signed<'_>, form: Form) -> Vec<u8> {
    let names = signed.signed_headers.as_deref().unwrap_or_default();
    let mut text = Vec::with_capacity(512);
    text.extend_from_slice(request.method.as_str().as_bytes());
    text.push(b'\n');
    text.extend_from_slice(path(request.wire_path(), form).as_bytes());
    text.push(b'\n');
    text.extend_from_slice(query(request.query(), signed.place, form).as_bytes());
    text.push(b'\n');
    for name in names.split(';').filter(|name| !name.is_empty()) {
        text.extend_from_slice(name.as_bytes());
        text.push(b':');
        push_values(&mut text, request, name);
        text.push(b'\n');
    }
    text.push(b'\n');
    text.extend_from_slice(names.as_bytes());
    text.push(b'\n');
    text.extend_from_slice(&payload_hash(request));
    text
}

/// The string that is signed; `date` in ISO 8601's basic form.
pub fn string_to_sign(date: &str, scope: &Scope<'_>, canonical_request: &[u8]) -> String {
    let Scope { date: day, region, service, terminator, .. } = scope;
    let hash = hex(&Sha256::digest(canonical_request));
    format!("{ALGORITHM}\n{date}\n{day}/{region}/{service}/{terminator}\n{hash}")
}

/// A signing key, ready to sign: the end of a chain of four HMACs.
#[derive(Clone)]
pub struct Key(Hmac<Sha256>);

impl Key {
    /// For one secret, and the day, region and service of one scope.
    pub fn new(secret: &str, scope: &Scope<'_>) -> Self {
        let parts = [scope.date, scope.region, scope.service, scope.terminator];
        let first = keyed(format!("AWS4{secret}").as_bytes());
        Self(parts.iter().fold(first, |key, part| {
            let link = key.chain_update(part.as_bytes()).finalize().into_bytes();
            keyed(&link)
        }))
    }

    /// The signature in lower-case hex.
    pub fn sign(&self, string_to_sign: &str) -> String {
        hex(&self.0.clone().chain_update(string_to_sign.as_bytes()).finalize().into_bytes())
    }
}

fn keyed(key: &[u8]) -> Hmac<Sha256> {
    Hmac::new_from_slice(key).expect("HMAC takes a key of any length")
}

/// The signing keys used last, since a client's key stays the same for a day. Bounded: the oldest goes.
#[derive(Clone, Default)]
pub struct Keys {
    kept: Vec<Kept>,
    /// The place that is written next.
    next: usize,
}

#[derive(Clone)]
struct Kept {
    access_key: Arc<str>,
    date: String,
    region: String,
    key: Key,
}

/// A suite of tests uses a few access keys in a few regions on one or two days.
const KEYS_MAX: usize = 32;

impl Keys {
    /// The key for `scope`, whose service and terminator must have been checked, made of `secret` if need be.
    pub fn key(&mut self, access_key: &Arc<str>, secret: &str, scope: &Scope<'_>) -> &Key {
        let same = |it: &Kept| {
            *it.access_key == **access_key && it.date == scope.date && it.region == scope.region
        };
        let at = self.kept.iter().position(same).unwrap_or_else(|| {
            let (date, region) = (scope.date.to_owned(), scope.region.to_owned());
            let kept =
                Kept { access_key: access_key.clone(), date, region, key: Key::new(secret, scope) };
            let at = self.next;
            self.next = (at + 1) % KEYS_MAX;
            if at < self.kept.len() {
                self.kept[at] = kept;
            } else {
                self.kept.push(kept);
            }
            at
        });
        &self.kept[at].key
    }
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Keys").field("kept", &self.kept.len()).finish_non_exhaustive()
    }
}

/// Compares without telling by its duration how far the two agree.
pub fn equal(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0
}

/// `text` as a canonical query writes it.
pub fn encode(text: &str) -> String {
    percent_encode(text.as_bytes(), IN_QUERY).to_string()
}

fn path(raw: &str, form: Form) -> String {
    if !form.path_encoded_twice {
        return raw.to_owned();
    }
    let mut segments = Vec::new();
    for segment in raw.split('/') {
        match segment {
            "" | "." => {}
            ".." => drop(segments.pop()),
            _ => segments.push(segment),
        }
    }
    let last = if raw.ends_with('/') && !segments.is_empty() { "/" } else { "" };
    format!("/{}{last}", percent_encode(segments.join("/").as_bytes(), IN_PATH))
}

/// A `+` stands for itself: the SDKs write a space as `%20`.
fn query(raw: &str, place: Place, form: Form) -> String {
    let pairs = raw.split('&').filter(|pair| !pair.is_empty());
    let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    let pairs = pairs.filter(|(name, _)| place == Place::Header || *name != "X-Amz-Signature");
    if !form.query_sorted {
        return if place == Place::Header { raw.to_owned() } else { join(pairs) };
    }
    let again = |text| {
        let bytes: Cow<'_, [u8]> = percent_decode_str(text).into();
        percent_encode(&bytes, IN_QUERY).to_string()
    };
    let mut pairs: Vec<_> = pairs.map(|(name, value)| (again(name), again(value))).collect();
    pairs.sort_unstable();
    join(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())))
}

fn join<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut text = String::new();
    for (name, value) in pairs {
        let and = if text.is_empty() { "" } else { "&" };
        text.extend([and, name, "=", value]);
    }
    text
}

/// All values of a header with commas between them, each trimmed, and every run of blanks a single one.
fn push_values(text: &mut Vec<u8>, request: &Request, name: &str) {
    for (number, value) in request.headers.get_all(name).iter().enumerate() {
        if number > 0 {
            text.push(b',');
        }
        let words = value.as_bytes().split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
        for (number, word) in words.enumerate() {
            if number > 0 {
                text.push(b' ');
            }
            text.extend_from_slice(word);
        }
    }
}

/// As the client says, unless it names a digest that is not the body's.
fn payload_hash(request: &Request) -> Vec<u8> {
    let said = request.headers.get(&X_AMZ_CONTENT_SHA256).map(|it| it.as_bytes().trim_ascii());
    let is_digest = |it: &[u8]| it.len() == 64 && it.iter().all(u8::is_ascii_hexdigit);
    match said {
        Some(said) if !is_digest(said) => said.to_vec(),
        Some(_) | None => {
            let found = hex(&Sha256::digest(&request.body)).into_bytes();
            said.filter(|said| said.eq_ignore_ascii_case(&found))
                .map_or_else(|| found.clone(), <[u8]>::to_vec)
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.map(|digit| char::from(DIGITS[usize::from(digit)])).collect()
}

#[cfg(test)]
mod vectors;
