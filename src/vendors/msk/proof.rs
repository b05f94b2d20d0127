//! What a call proves itself with, and each of the questions that AWS asks of it.
//!
//! The order of the questions is `auth`'s.

use std::{borrow::Cow, time::Duration};

use base64::{Engine, engine::general_purpose::STANDARD};
use http::header::{AUTHORIZATION, DATE};
use jiff::{Timestamp, civil::DateTime, fmt::rfc2822, tz::Offset};
use sha2::{Digest, Sha256};

use super::{
    premises::{Credential, Premises},
    refusals::{AuthError, Expected, Misfit},
    signature::{self, ALGORITHM, Form, Key, SERVICE, TERMINATOR},
};
use crate::kernel::{
    clock,
    credentials::{Credentials, Place, Scope, Signed},
    http::Request,
};

/// Stands where a secret was.
const MASK: &str = "…";
const TOKEN_PARAMETER: &str = "X-Amz-Security-Token";
const TOKEN_HEADER: &str = "x-amz-security-token";

/// A week: AWS General Reference, "Query string parameters".
const EXPIRES_SECONDS_MAX: u64 = 604_800;

/// A signature with all its parts and a readable time.
pub(super) struct Proof<'a> {
    request: &'a Request,
    signed: Signed<'a>,
    /// In ISO 8601's basic form, as it is signed.
    date: Cow<'a, str>,
    signed_at: Timestamp,
    /// How long a presigned request is good.
    expires: Option<Duration>,
}

impl<'a> Proof<'a> {
    /// Refuses calls without a credential, with an incomplete one, or with times that are none.
    pub(super) fn read(request: &'a Request) -> Result<Self, AuthError> {
        let signed = match Credentials::read(request) {
            Credentials::None => return Err(AuthError::Absent),
            Credentials::SigV4(signed) => signed,
            Credentials::Other { scheme, value } => {
                Signed::in_header(scheme, value).beside(request)
            }
            Credentials::Basic { .. } | Credentials::Bearer { .. } | Credentials::Unreadable => {
                Signed::in_header("", "").beside(request)
            }
        };
        check_parts(request, &signed)?;
        let expires = expires(&signed)?;
        let date = signed.date.clone().unwrap_or_default();
        let (date, signed_at) = match basic(&date).or_else(|| in_date_header(request, &date)) {
            Some(at) if date.len() == BASIC_BYTES => (date, at),
            Some(at) => (clock::basic(at).into(), at),
            None => return Err(AuthError::MalformedDate { value: date.into_owned() }),
        };
        Ok(Self { request, signed, date, signed_at, expires })
    }

    /// Refuses what was signed too long before `now`, or after it, or was presigned for less time.
    pub(super) fn check_time(&self, now: Timestamp, skew: Duration) -> Result<(), AuthError> {
        // Signed times have no fraction of a second: with one in `now`, the bound that is shown could
        // equal the time that crossed it.
        let now = Timestamp::from_second(now.as_second()).unwrap_or(now);
        let (signed_at, age) = (self.signed_at, now.duration_since(self.signed_at));
        let allowed = self.expires.unwrap_or(skew);
        if age.is_positive() && age.unsigned_abs() > allowed {
            return Err(AuthError::SignatureExpired { signed_at, now, allowed });
        }
        if age.is_negative() && age.unsigned_abs() > skew {
            return Err(AuthError::SignatureNotYetCurrent { signed_at, now, allowed: skew });
        }
        Ok(())
    }

    pub(super) fn check_host(&self) -> Result<(), AuthError> {
        let names = self.signed.signed_headers.as_deref().unwrap_or_default();
        let signed = names.split(';').any(|name| name.eq_ignore_ascii_case("host"));
        if signed { Ok(()) } else { Err(AuthError::HostNotSigned) }
    }

    pub(super) fn check_algorithm(&self) -> Result<(), AuthError> {
        if self.signed.algorithm == ALGORITHM {
            return Ok(());
        }
        Err(AuthError::UnsupportedAlgorithm {
            algorithm: self.signed.algorithm.clone().into_owned(),
        })
    }

    /// The credential's parts, refused if they are not five.
    pub(super) fn scope(&self) -> Result<Scope<'_>, AuthError> {
        self.signed.scope().ok_or_else(|| {
            let credential = self.signed.credential.clone().unwrap_or_default().into_owned();
            AuthError::MalformedCredential { credential }
        })
    }

    /// Refuses a scope that is not this service's, with all that is wrong in one message. The date in it is
    /// asked for by strict mode only.
    pub(super) fn check_scope(
        &self,
        region_served: bool,
        date_asked: bool,
    ) -> Result<(), AuthError> {
        let scope = self.scope()?;
        let mut misfits = Vec::new();
        if !region_served {
            misfits.push(Misfit::Region(scope.region.into()));
        }
        if scope.service != SERVICE {
            misfits.push(Misfit::Service);
        }
        if scope.terminator != TERMINATOR {
            misfits.push(Misfit::Terminator(scope.terminator.into()));
        }
        let signed = self.date.get(..8).unwrap_or_default();
        if date_asked && scope.date != signed {
            let date = self.date.clone().into_owned();
            misfits.push(Misfit::Date { scope: scope.date.into(), signed: signed.into(), date });
        }
        if misfits.is_empty() { Ok(()) } else { Err(AuthError::WrongScope(misfits)) }
    }

    /// Refuses a signature that `key` does not make of this request, unless somebody vouched for it.
    pub(super) fn check_signature(&self, key: &Key, premises: &Premises) -> Result<(), AuthError> {
        let scope = self.scope()?;
        let sent = self.signed.signature.as_deref().unwrap_or_default();
        let texts = |form| {
            let canonical = signature::canonical_request(self.request, &self.signed, form);
            let text = signature::string_to_sign(&self.date, &scope, &canonical);
            (canonical, text)
        };
        let fits = |text: &str| signature::equal(key.sign(text).as_bytes(), sent.as_bytes());
        if self.request.vouched {
            return Ok(());
        }
        let (canonical, string_to_sign) = texts(Form::AWS);
        if fits(&string_to_sign) {
            return Ok(());
        }
        if premises.curl_signatures && Form::OF_CURL.into_iter().any(|form| fits(&texts(form).1)) {
            return Ok(());
        }
        let expected = premises.mismatch_details.then(|| {
            let canonical_request = mask(&String::from_utf8_lossy(&canonical));
            Box::new(Expected { canonical_request, string_to_sign })
        });
        Err(AuthError::SignatureMismatch { expected })
    }

    /// Refuses a temporary key without its token, and any key with a token that is not its own.
    pub(super) fn check_token(&self, credential: &Credential) -> Result<(), AuthError> {
        let token = credential.session_token.as_ref().map(|it| it.0.as_bytes());
        let fits = match (token, self.signed.token.as_deref()) {
            (None, None) => true,
            (Some(token), Some(sent)) => signature::equal(token, sent.as_bytes()),
            (None, Some(_)) | (Some(_), None) => false,
        };
        if fits { Ok(()) } else { Err(AuthError::WrongToken) }
    }
}

/// A canonical request without its session token: answers are journalled.
fn mask(canonical: &str) -> String {
    let parameter = |pair: &str| match pair.split_once('=') {
        Some((TOKEN_PARAMETER, _)) => format!("{TOKEN_PARAMETER}={MASK}"),
        _ => pair.to_owned(),
    };
    let line = |(nth, line): (usize, &str)| match line.split_once(':') {
        // Method, path, query; then the headers.
        _ if nth == 2 => line.split('&').map(parameter).collect::<Vec<_>>().join("&"),
        Some((TOKEN_HEADER, _)) if nth > 2 => format!("{TOKEN_HEADER}:{MASK}"),
        _ => line.to_owned(),
    };
    canonical.split('\n').enumerate().map(line).collect::<Vec<_>>().join("\n")
}

/// `SignedHeaders` may be empty: then `host` is not among them.
fn check_parts(request: &Request, signed: &Signed<'_>) -> Result<(), AuthError> {
    let filled = |part: &Option<Cow<'_, str>>| part.as_deref().is_some_and(|it| !it.is_empty());
    let date = filled(&signed.date);
    let parts =
        [filled(&signed.credential), filled(&signed.signature), signed.signed_headers.is_some()];
    if date && parts == [true; 3] {
        return Ok(());
    }
    let missing = |names: [&'static str; 3]| {
        names
            .into_iter()
            .zip(parts)
            .filter(|(_, there)| !there)
            .map(|(name, _)| name)
            .collect::<Vec<_>>()
    };
    Err(match signed.place {
        Place::Header => {
            let header = request.headers.get(AUTHORIZATION).map_or(&[][..], |it| it.as_bytes());
            let digest = STANDARD.encode(Sha256::digest(header));
            AuthError::IncompleteHeader {
                parts: missing(["Credential", "Signature", "SignedHeaders"]),
                date: !date,
                digest,
            }
        }
        Place::Query => {
            let mut parameters =
                missing(["X-Amz-Credential", "X-Amz-Signature", "X-Amz-SignedHeaders"]);
            parameters.extend((!date).then_some("X-Amz-Date"));
            AuthError::IncompleteQuery { parameters }
        }
    })
}

/// UNCONFIRMED: without `X-Amz-Expires` a presigned request is taken to be good for as long as any other.
fn expires(signed: &Signed<'_>) -> Result<Option<Duration>, AuthError> {
    let Some(value) = signed.expires.as_deref() else { return Ok(None) };
    let digits = value.bytes().all(|it| it.is_ascii_digit());
    let seconds = value.parse().ok().filter(|it| digits && (1..=EXPIRES_SECONDS_MAX).contains(it));
    let seconds = seconds.ok_or_else(|| AuthError::MalformedExpires { value: value.to_owned() })?;
    Ok(Some(Duration::from_secs(seconds)))
}

/// Reads HTTP's own form, which only a `Date` header may have; what is signed for it is the basic form.
fn in_date_header(request: &Request, text: &str) -> Option<Timestamp> {
    let only_date =
        !request.headers.contains_key("x-amz-date") && request.headers.contains_key(DATE);
    only_date.then(|| rfc2822::parse(text).ok())?.map(|it| it.timestamp())
}

/// How many bytes `20260108T120000Z` has.
const BASIC_BYTES: usize = 16;

/// Reads `20260108T120000Z`, and only that.
fn basic(text: &str) -> Option<Timestamp> {
    let digits: &[u8; BASIC_BYTES] = text.as_bytes().try_into().ok()?;
    if digits[8] != b'T' || digits[15] != b'Z' {
        return None;
    }
    let number = |from: usize, bytes: usize| {
        digits[from..from + bytes].iter().try_fold(0_i16, |number, digit| {
            digit.is_ascii_digit().then(|| number * 10 + i16::from(digit - b'0'))
        })
    };
    let part = |from| number(from, 2).and_then(|it| i8::try_from(it).ok());
    let date =
        DateTime::new(number(0, 4)?, part(4)?, part(6)?, part(9)?, part(11)?, part(13)?, 0).ok()?;
    Offset::UTC.to_timestamp(date).ok()
}
