//! What a service account signs to get a token: what it says, and whether a key has signed it (RFC 7515, 7518).
//!
//! Judges nothing else: whose it is and how old it may be is said in `iam`.

use base64::{Engine, engine::general_purpose::STANDARD, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::signature::{RSA_PSS_2048_8192_SHA256, UnparsedPublicKey};
use serde_json::Value;

/// The one algorithm that the vendor takes.
pub(super) const ALGORITHM: &str = "PS256";

/// A JSON Web Token that can be read.
#[derive(Debug)]
pub(super) struct Jwt<'a> {
    pub algorithm: String,
    /// Of the authorized key.
    pub key_id: String,
    /// The service account.
    pub issuer: String,
    /// Both in seconds since 1970.
    pub issued_at: Option<i64>,
    pub expires_at: Option<i64>,
    signed: &'a str,
    signature: Vec<u8>,
}

impl<'a> Jwt<'a> {
    /// `None` for what is no such token at all.
    pub(super) fn read(text: &'a str) -> Option<Self> {
        let (signed, signature) = text.rsplit_once('.')?;
        let (header, claims) = signed.split_once('.')?;
        let (header, claims) = (object(header)?, object(claims)?);
        let text = |of: &Value, name: &str| of[name].as_str().unwrap_or_default().to_owned();
        Some(Self {
            algorithm: text(&header, "alg"),
            key_id: text(&header, "kid"),
            issuer: text(&claims, "iss"),
            issued_at: seconds(&claims["iat"]),
            expires_at: seconds(&claims["exp"]),
            signed,
            signature: URL_SAFE_NO_PAD.decode(signature).ok()?,
        })
    }

    /// Whether the signature is one of this public key, in PEM.
    pub(super) fn is_signed_by(&self, pem: &str) -> bool {
        let Some(key) = public_key(pem) else { return false };
        let key = UnparsedPublicKey::new(&RSA_PSS_2048_8192_SHA256, key);
        key.verify(self.signed.as_bytes(), &self.signature).is_ok()
    }
}

fn object(part: &str) -> Option<Value> {
    let bytes = URL_SAFE_NO_PAD.decode(part).ok()?;
    serde_json::from_slice(&bytes).ok().filter(Value::is_object)
}

/// Some clients write them with a fraction.
#[expect(clippy::cast_possible_truncation, reason = "a fraction of a second is of no use")]
fn seconds(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| value.as_f64().map(|it| it as i64))
}

/// How a `SubjectPublicKeyInfo` says that the key is one of RSA (RFC 8017, appendix C).
const RSA: &[u8] =
    &[0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00];

/// The `RSAPublicKey` in a PEM with a `PUBLIC KEY`; what stands around it, as the vendor writes there, is passed
/// over.
pub(super) fn public_key(pem: &str) -> Option<Vec<u8>> {
    let (_, rest) = pem.split_once("-----BEGIN PUBLIC KEY-----")?;
    let (body, _) = rest.split_once("-----END PUBLIC KEY-----")?;
    let body: String = body.split_whitespace().collect();
    let der = STANDARD.decode(body).ok()?;
    let (info, []) = element(&der, 0x30)? else { return None };
    let (bits, []) = element(info.strip_prefix(RSA)?, 0x03)? else { return None };
    bits.strip_prefix(&[0]).map(<[u8]>::to_vec)
}

/// Content of the DER element at the beginning, and what stands behind it.
fn element(der: &[u8], tag: u8) -> Option<(&[u8], &[u8])> {
    let (first, rest) = der.strip_prefix(&[tag])?.split_first()?;
    let (length, rest) = if *first < 0x80 {
        (usize::from(*first), rest)
    } else {
        let (digits, rest) = rest.split_at_checked(usize::from(first & 0x7f))?;
        let length = digits.iter().try_fold(0_usize, |length, digit| {
            length.checked_mul(256)?.checked_add(usize::from(*digit))
        });
        (length?, rest)
    };
    rest.split_at_checked(length)
}
