//! Who calls: IAM tokens, which expire and are revoked in world time.
//!
//! Knows no operation but those that ask for no token. How a token is refused is worded in `errors`.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;

use super::behaviour::{ApiKeys, Authorization, Behaviour};
use super::premises::{Premises, SUBJECT};
use crate::kernel::credentials::Credentials;
use crate::kernel::http::Request;
use crate::kernel::room::Stamp;

/// Whose token a call was made with: a user or a service account.
#[derive(Debug, Clone)]
pub struct Caller {
    pub subject: Arc<str>,
}

/// Why a call is not let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    Missing,
    /// Not of a token's form, or nobody's.
    Unknown,
    /// Or revoked.
    Expired,
}

/// A token that this world knows.
#[derive(Debug, Clone)]
pub struct Known {
    pub subject: Arc<str>,
    pub expires_at: Option<Timestamp>,
    pub revoked_at: Option<Timestamp>,
}

/// What is asked before there is a token, or with the token in the message: paths in gRPC, or what they begin
/// with.
const OPEN: &[&str] = &[
    "/yandex.cloud.endpoint.ApiEndpointService/",
    "/yandex.cloud.iam.v1.IamTokenService/Create",
    "/yandex.cloud.iam.v1.IamTokenService/Revoke",
    "/grpc.reflection.",
];

/// The gate of one world.
#[derive(Debug, Clone)]
pub struct Gate {
    /// Those of the premises, by their text. They are read with the first call, which knows the epoch.
    premises: Arc<Premises>,
    /// Those that were issued since.
    issued: BTreeMap<Arc<str>, Known>,
    subject: Arc<str>,
}

impl Gate {
    pub fn new(premises: Arc<Premises>) -> Self {
        let first = premises.service_accounts.first().map_or(SUBJECT, |it| it.id.as_str());
        Self { subject: Arc::from(first), issued: BTreeMap::new(), premises }
    }

    /// Judges the token of a call to the operation that gRPC has under `rpc`. Lenient mode asks for one, and
    /// that it is not one that is known and over; strict mode, for one that is known.
    pub fn judge(&self, rpc: &str, stamp: &Stamp<'_>) -> Result<Caller, Refusal> {
        let judged = self.token(stamp.request).and_then(|token| self.judge_token(token, stamp));
        match judged {
            Ok(subject) => Ok(Caller { subject }),
            // Who needs no token need not have a good one either.
            Err(_) if is_open(rpc) => Ok(Caller { subject: Arc::clone(&self.subject) }),
            Err(refusal) => Err(refusal),
        }
    }

    /// The token, or an empty one where none is needed.
    fn token<'a>(&self, request: &'a Request) -> Result<&'a str, Refusal> {
        let Behaviour { authorization, api_keys, .. } = &self.premises.behaviour;
        match Credentials::read(request) {
            Credentials::Bearer { token } if !token.is_empty() => Ok(token),
            Credentials::Other { scheme, value }
                if *api_keys == ApiKeys::Accepted && scheme.eq_ignore_ascii_case("api-key") =>
            {
                Ok(value)
            }
            Credentials::None if *authorization == Authorization::Optional => Ok(""),
            Credentials::None => Err(Refusal::Missing),
            Credentials::Basic { .. }
            | Credentials::Bearer { .. }
            | Credentials::SigV4(_)
            | Credentials::Other { .. }
            | Credentials::Unreadable => Err(Refusal::Unknown),
        }
    }

    fn judge_token(&self, token: &str, stamp: &Stamp<'_>) -> Result<Arc<str>, Refusal> {
        let is_over = |at: Option<Timestamp>| at.is_some_and(|at| at <= stamp.now);
        match self.known(token, stamp.settings.epoch) {
            Some(known) if is_over(known.expires_at) || is_over(known.revoked_at) => {
                Err(Refusal::Expired)
            }
            Some(known) => Ok(known.subject),
            None if stamp.is_strict() && !token.is_empty() && !stamp.request.vouched => {
                Err(Refusal::Unknown)
            }
            None => Ok(Arc::clone(&self.subject)),
        }
    }

    /// A token of the premises or one that was issued.
    pub fn known(&self, token: &str, epoch: Timestamp) -> Option<Known> {
        if let Some(issued) = self.issued.get(token) {
            return Some(issued.clone());
        }
        let token = self.premises.tokens.iter().find(|it| it.token.0 == token)?;
        let subject = Arc::from(self.premises.subject(token));
        let expires_at = token.expires_at.map(|it| it.instant(epoch));
        Some(Known {
            subject,
            expires_at,
            revoked_at: token.revoked_at.map(|it| it.instant(epoch)),
        })
    }

    /// Whom tokens speak for that name nobody.
    pub fn subject(&self) -> Arc<str> {
        Arc::clone(&self.subject)
    }

    /// Makes a token good from now on, or with `revoked_at` no more.
    pub fn issue(&mut self, token: &str, known: Known) {
        self.issued.insert(Arc::from(token), known);
    }
}

fn is_open(rpc: &str) -> bool {
    OPEN.iter().any(|it| rpc == *it || it.ends_with(['/', '.']) && rpc.starts_with(it))
}
