//! Reads what a call proves itself with: `Basic`, `Bearer`, AWS Signature Version 4 (in a header or in the
//! query) or something else.
//!
//! Judges nothing: what is missing, empty or unknown is data here, and each vendor words it.

use std::{borrow::Cow, fmt, str::from_utf8};

use base64::{Engine, engine::general_purpose::STANDARD};
use http::header::{AUTHORIZATION, DATE, HeaderName};
use percent_encoding::percent_decode_str;

use super::cut;
use super::http::Request;

static X_AMZ_DATE: HeaderName = HeaderName::from_static("x-amz-date");
static X_AMZ_SECURITY_TOKEN: HeaderName = HeaderName::from_static("x-amz-security-token");

/// Whether a request is signed as AWS does it, well or badly. Asked of every call, so that nothing is taken apart.
pub fn is_signed(request: &Request) -> bool {
    let header = request.headers.get(AUTHORIZATION);
    header.is_some_and(|it| it.as_bytes().starts_with(b"AWS4-"))
        || request.query().contains("X-Amz-Algorithm=")
}

/// A credential as it was sent. `Debug` shows only its shape.
#[derive(Clone, PartialEq, Eq)]
pub enum Credentials<'a> {
    /// No `Authorization` header, and no presigned query.
    None,
    /// RFC 7617, decoded.
    Basic { user: String, password: String },
    /// RFC 6750; the token may be empty.
    Bearer { token: &'a str },
    /// Any `Authorization` scheme that starts with `AWS4-`, or a query with `X-Amz-Algorithm`.
    SigV4(Signed<'a>),
    /// Any other scheme. A header of one word has no scheme: it may be the secret itself.
    Other { scheme: &'a str, value: &'a str },
    /// Not text, or `Basic` that is not the base64 of a user, a colon and a password.
    Unreadable,
}

impl<'a> Credentials<'a> {
    /// What `request` was sent with; the header goes before the query.
    pub fn read(request: &'a Request) -> Self {
        let Some(header) = request.headers.get(AUTHORIZATION) else {
            return Signed::in_query(request.query()).map_or(Self::None, Self::SigV4);
        };
        let credentials = Self::in_header(header.as_bytes());
        if let Self::SigV4(signed) = credentials {
            Self::SigV4(signed.beside(request))
        } else {
            credentials
        }
    }

    /// What an `Authorization` header alone says: a signature's date and token stand in others.
    pub fn in_header(header: &'a [u8]) -> Self {
        let Ok(header) = from_utf8(header) else { return Self::Unreadable };
        let header = header.trim_ascii();
        let (scheme, value) = header.split_once(' ').unwrap_or((header, ""));
        if scheme.starts_with("AWS4-") {
            return Self::SigV4(Signed::in_header(scheme, value));
        }
        let value = value.trim_ascii();
        if scheme.eq_ignore_ascii_case("bearer") {
            Self::Bearer { token: value }
        } else if scheme.eq_ignore_ascii_case("basic") {
            basic(value).unwrap_or(Self::Unreadable)
        } else if value.is_empty() {
            Self::Other { scheme: "", value: header }
        } else {
            Self::Other { scheme, value }
        }
    }

    /// The credential without its secret, for journals and logs: `sigv4 AKIDEXAMPLE`, `basic KEY`, `bearer`.
    pub fn shape(&self) -> String {
        match self {
            Self::None => "none".into(),
            Self::Basic { user, .. } => format!("basic {user}"),
            Self::Bearer { .. } => "bearer".into(),
            Self::SigV4(signed) => {
                let place = if signed.place == Place::Header { "sigv4" } else { "sigv4-query" };
                signed
                    .scope()
                    .map_or_else(|| place.into(), |scope| format!("{place} {}", scope.access_key))
            }
            Self::Other { scheme: "", .. } => "other".into(),
            Self::Other { scheme, .. } => format!("other {scheme}"),
            Self::Unreadable => "unreadable".into(),
        }
    }
}

fn basic(value: &str) -> Option<Credentials<'static>> {
    let pair = String::from_utf8(STANDARD.decode(value).ok()?).ok()?;
    let (user, password) = pair.split_once(':')?;
    Some(Credentials::Basic { user: user.into(), password: password.into() })
}

impl fmt::Debug for Credentials<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shape())
    }
}

/// Where the parts of a signature stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Header,
    /// A presigned request, or "query parameters" in AWS's words.
    Query,
}

/// The parts of a signed request (AWS General Reference, Signature Version 4); what was not sent is `None`,
/// what was sent empty is empty.
#[derive(Clone, PartialEq, Eq)]
pub struct Signed<'a> {
    pub place: Place,
    /// `AWS4-HMAC-SHA256`, or what was sent for it.
    pub algorithm: Cow<'a, str>,
    /// `AKIDEXAMPLE/20260108/us-east-1/kafkaconnect/aws4_request`.
    pub credential: Option<Cow<'a, str>>,
    /// Names with `;` between them.
    pub signed_headers: Option<Cow<'a, str>>,
    pub signature: Option<Cow<'a, str>>,
    /// `20260108T120000Z`; from a `Date` header also in the form of RFC 9110.
    pub date: Option<Cow<'a, str>>,
    /// Of a temporary access key.
    pub token: Option<Cow<'a, str>>,
    /// Seconds for which a presigned request is good; never in a header.
    pub expires: Option<Cow<'a, str>>,
}

impl<'a> Signed<'a> {
    /// From an `Authorization` header, split into its scheme and the rest.
    pub fn in_header(scheme: &'a str, rest: &'a str) -> Self {
        let mut signed = Self::empty(Place::Header, Cow::Borrowed(scheme));
        let mut rest = Some(rest);
        while let Some(parts) = rest {
            let (part, behind) =
                cut::first(parts, b',').map_or((parts, None), |(part, rest)| (part, Some(rest)));
            rest = behind;
            let Some((name, value)) = cut::first(part.trim_ascii(), b'=') else { continue };
            match name {
                "Credential" => signed.credential = Some(Cow::Borrowed(value)),
                "SignedHeaders" => signed.signed_headers = Some(Cow::Borrowed(value)),
                "Signature" => signed.signature = Some(Cow::Borrowed(value)),
                _ => {}
            }
        }
        signed
    }

    /// With what the other headers of `request` say.
    #[must_use]
    pub fn beside(self, request: &'a Request) -> Self {
        let text =
            |name| Some(Cow::Borrowed(from_utf8(request.headers.get(name)?.as_bytes()).ok()?));
        Self {
            date: text(&X_AMZ_DATE).or_else(|| text(&DATE)),
            token: text(&X_AMZ_SECURITY_TOKEN),
            ..self
        }
    }

    /// From a query that names an algorithm.
    fn in_query(query: &'a str) -> Option<Self> {
        let mut signed = None;
        for (name, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
            if !name.starts_with("X-Amz-") {
                continue;
            }
            let value = percent_decode_str(value).decode_utf8_lossy();
            let signed = signed.get_or_insert_with(|| Self::empty(Place::Query, Cow::Borrowed("")));
            match name {
                "X-Amz-Algorithm" => signed.algorithm = value,
                "X-Amz-Credential" => signed.credential = Some(value),
                "X-Amz-SignedHeaders" => signed.signed_headers = Some(value),
                "X-Amz-Signature" => signed.signature = Some(value),
                "X-Amz-Date" => signed.date = Some(value),
                "X-Amz-Security-Token" => signed.token = Some(value),
                "X-Amz-Expires" => signed.expires = Some(value),
                _ => {}
            }
        }
        signed.filter(|it| !it.algorithm.is_empty())
    }

    fn empty(place: Place, algorithm: Cow<'a, str>) -> Self {
        let (credential, signed_headers, signature) = (None, None, None);
        Self {
            place,
            algorithm,
            credential,
            signed_headers,
            signature,
            date: None,
            token: None,
            expires: None,
        }
    }

    /// The credential's five parts, counted from the right; `None` if there are fewer or the key is empty.
    pub fn scope(&self) -> Option<Scope<'_>> {
        let (rest, terminator) = cut::last(self.credential.as_deref()?, b'/')?;
        let (rest, service) = cut::last(rest, b'/')?;
        let (rest, region) = cut::last(rest, b'/')?;
        let (access_key, date) = cut::last(rest, b'/').filter(|(key, _)| !key.is_empty())?;
        Some(Scope { access_key, date, region, service, terminator })
    }
}

impl fmt::Debug for Signed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Signed");
        shown.field("place", &self.place).field("scope", &self.scope()).finish_non_exhaustive()
    }
}

/// What a signature is good for: the parts of `Credential`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scope<'a> {
    pub access_key: &'a str,
    /// `YYYYMMDD`.
    pub date: &'a str,
    pub region: &'a str,
    pub service: &'a str,
    /// `aws4_request`.
    pub terminator: &'a str,
}
