//! The ways in which a credential is refused, each with AWS's type and words.
//!
//! Shapes no response: `errors` does. Types and words are those that services behind API Gateway and on Coral
//! are seen to send; for MSK Connect itself they are UNCONFIRMED.

use std::{fmt, time::Duration};

use http::StatusCode;
use jiff::Timestamp;

use super::signature::{ALGORITHM, SERVICE, TERMINATOR};
use crate::kernel::clock;

/// Why a caller is not let in, in the order in which it is checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AuthError {
    /// Neither an `Authorization` header nor a presigned query.
    Absent,
    /// Parts of the `Authorization` header are missing, or a date beside it.
    IncompleteHeader {
        parts: Vec<&'static str>,
        date: bool,
        /// Base64 of the SHA-256 of the header, which may be a secret.
        digest: String,
    },
    /// Parameters of a presigned query are missing.
    IncompleteQuery {
        parameters: Vec<&'static str>,
    },
    /// `X-Amz-Expires` is not a number of seconds from 1 to a week.
    MalformedExpires {
        value: String,
    },
    MalformedDate {
        value: String,
    },
    /// Signed, or presigned until, before `now - allowed`.
    SignatureExpired {
        signed_at: Timestamp,
        now: Timestamp,
        allowed: Duration,
    },
    /// Signed after `now + allowed`.
    SignatureNotYetCurrent {
        signed_at: Timestamp,
        now: Timestamp,
        allowed: Duration,
    },
    HostNotSigned,
    UnsupportedAlgorithm {
        algorithm: String,
    },
    MalformedCredential {
        credential: String,
    },
    /// At least one of them.
    WrongScope(Vec<Misfit>),
    /// Unknown to us, or revoked.
    UnknownKey,
    SignatureMismatch {
        expected: Option<Box<Expected>>,
    },
    /// A temporary key without its token, or any key with a token that is not its own.
    WrongToken,
    ExpiredToken,
    /// Known and let in, but not to do this. `caller` and `resource` are ARNs.
    Denied {
        caller: String,
        operation: String,
        resource: String,
    },
}

/// What does not fit in a credential's scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misfit {
    Region(String),
    Service,
    Terminator(String),
    Date { scope: String, signed: String, date: String },
}

/// What the client should have signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    pub canonical_request: String,
    pub string_to_sign: String,
}

impl AuthError {
    /// Behind API Gateway always 403.
    pub fn status(&self) -> StatusCode {
        StatusCode::FORBIDDEN
    }

    /// The value of `x-amzn-ErrorType`.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Absent => "MissingAuthenticationTokenException",
            Self::IncompleteHeader { .. }
            | Self::IncompleteQuery { .. }
            | Self::MalformedExpires { .. }
            | Self::MalformedDate { .. }
            | Self::UnsupportedAlgorithm { .. }
            | Self::MalformedCredential { .. } => "IncompleteSignatureException",
            Self::SignatureExpired { .. }
            | Self::SignatureNotYetCurrent { .. }
            | Self::HostNotSigned
            | Self::WrongScope(_)
            | Self::SignatureMismatch { .. } => "InvalidSignatureException",
            Self::UnknownKey | Self::WrongToken => "UnrecognizedClientException",
            Self::ExpiredToken => "ExpiredTokenException",
            Self::Denied { .. } => "AccessDeniedException",
        }
    }

    /// The value of `message`.
    pub fn message(&self) -> String {
        self.to_string()
    }
}

impl fmt::Display for AuthError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Absent => f.write_str("Missing Authentication Token"),
            Self::IncompleteHeader { parts, date, digest } => incomplete(f, parts, *date, digest),
            Self::IncompleteQuery { parameters } => {
                for parameter in parameters {
                    write!(f, "AWS query-string parameters must include '{parameter}'. ")?;
                }
                f.write_str("Re-examine the query-string parameters.")
            }
            Self::MalformedExpires { value } => {
                write!(
                    f,
                    "X-Amz-Expires must be a number of seconds from 1 to 604800, got '{value}'"
                )
            }
            Self::MalformedDate { value } => {
                write!(f, "Date must be in ISO-8601 'basic format'. Got '{value}'. ")?;
                f.write_str("See http://en.wikipedia.org/wiki/ISO_8601")
            }
            Self::SignatureExpired { signed_at, now, allowed } => {
                let bound = now.checked_sub(*allowed).unwrap_or(Timestamp::MIN);
                let [signed, bound, now] = [*signed_at, bound, *now].map(clock::basic);
                write!(f, "Signature expired: {signed} is now earlier than {bound} ")?;
                write!(f, "({now} - {})", span(*allowed))
            }
            Self::SignatureNotYetCurrent { signed_at, now, allowed } => {
                let bound = now.checked_add(*allowed).unwrap_or(Timestamp::MAX);
                let [signed, bound, now] = [*signed_at, bound, *now].map(clock::basic);
                write!(f, "Signature not yet current: {signed} is still later than {bound} ")?;
                write!(f, "({now} + {})", span(*allowed))
            }
            Self::HostNotSigned => {
                f.write_str("'Host' must be a 'SignedHeader' in the AWS Authorization.")
            }
            Self::UnsupportedAlgorithm { algorithm } => {
                write!(f, "Unsupported AWS 'algorithm': '{algorithm}' (only {ALGORITHM} for now).")
            }
            Self::MalformedCredential { credential } => {
                f.write_str("Credential must have exactly 5 slash-delimited elements, ")?;
                write!(f, "e.g. keyid/date/region/service/term, got '{credential}'")
            }
            Self::WrongScope(misfits) => {
                let sentences: Vec<_> = misfits.iter().map(ToString::to_string).collect();
                f.write_str(&sentences.join(" "))
            }
            Self::UnknownKey => {
                f.write_str("The security token included in the request is invalid.")
            }
            Self::SignatureMismatch { expected } => mismatch(f, expected.as_deref()),
            Self::WrongToken => {
                f.write_str("The security token included in the request is invalid")
            }
            Self::ExpiredToken => {
                f.write_str("The security token included in the request is expired")
            }
            Self::Denied { caller, operation, resource } => {
                write!(f, "User: {caller} is not authorized to perform: {SERVICE}:{operation} ")?;
                write!(f, "on resource: {resource}")
            }
        }
    }
}

impl std::error::Error for AuthError {}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Region(region) => {
                write!(f, "Credential should be scoped to a valid region, not '{region}'.")
            }
            Self::Service => {
                write!(f, "Credential should be scoped to correct service: '{SERVICE}'.")
            }
            Self::Terminator(terminator) => {
                f.write_str("Credential should be scoped with a valid terminator: ")?;
                write!(f, "'{TERMINATOR}', not '{terminator}'.")
            }
            Self::Date { scope, signed, date } => {
                f.write_str("Date in Credential scope does not match YYYYMMDD ")?;
                f.write_str("from ISO-8601 version of date from HTTP: ")?;
                write!(f, "'{scope}' != '{signed}', from '{date}'.")
            }
        }
    }
}

fn incomplete(f: &mut fmt::Formatter<'_>, parts: &[&str], date: bool, digest: &str) -> fmt::Result {
    for part in parts {
        write!(f, "Authorization header requires '{part}' parameter. ")?;
    }
    if date {
        f.write_str("Authorization header requires existence of ")?;
        f.write_str("either a 'X-Amz-Date' or a 'Date' header. ")?;
    }
    write!(f, "(Hashed with SHA-256 and encoded with Base64) Authorization={digest}")
}

fn mismatch(f: &mut fmt::Formatter<'_>, expected: Option<&Expected>) -> fmt::Result {
    f.write_str("The request signature we calculated does not match the signature you provided. ")?;
    f.write_str("Check your AWS Secret Access Key and signing method. ")?;
    f.write_str("Consult the service documentation for details.")?;
    let Some(Expected { canonical_request, string_to_sign }) = expected else { return Ok(()) };
    f.write_str("\n\nThe Canonical String for this request should have been")?;
    write!(
        f,
        "\n'{canonical_request}'\n\nThe String-to-Sign should have been\n'{string_to_sign}'\n"
    )
}

fn span(duration: Duration) -> String {
    let seconds = duration.as_secs();
    if seconds.is_multiple_of(60) {
        format!("{} min.", seconds / 60)
    } else {
        format!("{seconds} sec.")
    }
}
