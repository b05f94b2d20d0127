//! Who calls: judges API keys and bearer tokens as each of Confluent Cloud's services does.
//!
//! A Kafka cluster takes keys of its own ("resource" keys), everything else takes Cloud API keys.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;

use super::errors::{Kind, Result};
use super::kinds::of_cause;
use super::premises::{Key, Premises, Token};
use super::surface::Surface;
use crate::kernel::credentials::Credentials;
use crate::kernel::faults::{Cause, Pattern};
use crate::kernel::http::Request;
use crate::kernel::moment::Moment;
use crate::kernel::room::Stamp;
use crate::kernel::settings::{Auth, Settings};

/// For whom a call speaks, and by which address they know the service. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Caller {
    /// `u-abc123` or `sa-abc123`.
    pub owner: Arc<str>,
    /// Scheme, host and prefix of the URLs in answers, without a slash at the end.
    pub base: Arc<str>,
}

/// The terms on which a credential is judged.
#[derive(Debug, Clone, Copy)]
pub struct Terms {
    pub now: Timestamp,
    pub epoch: Timestamp,
    pub is_strict: bool,
}

impl Terms {
    pub fn of(settings: &Settings, now: Timestamp) -> Self {
        Self { now, epoch: settings.epoch, is_strict: settings.auth == Auth::Strict }
    }

    fn past(&self, moment: Option<Moment>) -> bool {
        moment.is_some_and(|it| it.instant(self.epoch) <= self.now)
    }
}

/// What a call is about, as far as it matters who may do it.
#[derive(Debug, Clone, Copy)]
pub struct Target<'a> {
    pub surface: Surface,
    /// `None` where no operation was found.
    pub operation: Option<&'a str>,
    /// The Kafka cluster that the path names.
    pub cluster: Option<&'a str>,
}

/// The gate of one world.
#[derive(Debug, Clone)]
pub struct Gate(Arc<Register>);

/// The premises, made ready for looking things up.
#[derive(Debug)]
struct Register {
    /// By id.
    keys: BTreeMap<String, Known<Key>>,
    /// By the token itself.
    tokens: BTreeMap<String, Known<Token>>,
    /// For whom a key speaks that nobody knows.
    stranger: Arc<str>,
    base_url: Option<Arc<str>>,
}

#[derive(Debug)]
struct Known<T> {
    it: T,
    owner: Arc<str>,
    deny: Vec<Pattern>,
    /// `None`: all.
    allow: Option<Vec<Pattern>>,
}

impl<T> Known<T> {
    fn new(it: T, owner: &str, (deny, allow): (&[String], Option<&[String]>)) -> Self {
        let patterns =
            |texts: &[String]| texts.iter().filter_map(|it| Pattern::parse(it).ok()).collect();
        Self { it, owner: owner.into(), deny: patterns(deny), allow: allow.map(patterns) }
    }

    fn may(&self, operation: &str) -> bool {
        let any = |patterns: &[Pattern]| patterns.iter().any(|it| it.matches(operation));
        !any(&self.deny) && self.allow.as_deref().is_none_or(any)
    }
}

/// A credential is not good where it was shown.
#[derive(Debug)]
struct Refused;

/// What is known of a credential that is good.
type Judged<'a, T> = std::result::Result<Option<&'a Known<T>>, Refused>;

fn good<T>(is_good: bool, known: Option<&Known<T>>) -> Judged<'_, T> {
    if is_good { Ok(known) } else { Err(Refused) }
}

impl Gate {
    /// `premises` must be free of mistakes.
    pub fn new(premises: &Premises) -> Self {
        let keys = premises.keys.iter().map(|key| {
            let rights = (key.deny.as_slice(), key.allow.as_deref());
            (key.id.clone(), Known::new(key.clone(), &key.owner, rights))
        });
        let tokens = premises.tokens.iter().map(|token| {
            let rights = (token.deny.as_slice(), token.allow.as_deref());
            (token.token.0.clone(), Known::new(token.clone(), &token.owner, rights))
        });
        Self(Arc::new(Register {
            keys: keys.collect(),
            tokens: tokens.collect(),
            stranger: "u-abc123".into(),
            base_url: premises.behaviour.base_url.as_deref().map(Into::into),
        }))
    }

    /// Judges the credential of `request`, and whether it may do what it wants to.
    ///
    /// Lenient mode asks for one that is well-formed and, if it is known, of the right kind, in force and
    /// with the right; strict mode for a known one with its secret.
    pub fn judge(
        &self,
        request: &Request,
        target: Target<'_>,
        stamp: &Stamp<'_>,
    ) -> Result<Caller> {
        let terms = Terms::of(stamp.settings, stamp.now);
        let refused = || of_cause(Cause::Unauthenticated, target.surface);
        let (owner, may) = match Credentials::read(request) {
            Credentials::None if target.surface.is_of_cluster() => return Err(refused().into()),
            Credentials::None => return Err(Kind::UserUnauthenticated.into()),
            Credentials::Basic { user, password } => {
                let known =
                    self.key((&user, &password), target, &terms).map_err(|Refused| refused())?;
                self.rights(known, target)
            }
            Credentials::Bearer { token } => {
                let known = self.token(token, target, &terms).map_err(|Refused| refused())?;
                self.rights(known, target)
            }
            Credentials::SigV4(_) | Credentials::Other { .. } | Credentials::Unreadable => {
                return Err(refused().into());
            }
        };
        if !may {
            return Err(of_cause(Cause::Forbidden, target.surface).into());
        }
        Ok(Caller { owner, base: self.base(request) })
    }

    /// The caller of an operation whose URL is its credential.
    pub fn presigned(&self, request: &Request) -> Caller {
        Caller { owner: Arc::clone(&self.0.stranger), base: self.base(request) }
    }

    /// Whether a Kafka cluster takes that key from a link.
    pub fn accepts(&self, pair: (&str, &str), cluster: &str, terms: &Terms) -> bool {
        let surface = Surface::Kafka;
        let target = Target { surface, operation: None, cluster: Some(cluster) };
        self.key(pair, target, terms).is_ok()
    }

    /// When that key begins or ceases to be good.
    pub fn edges(&self, id: &str, epoch: Timestamp) -> Vec<Timestamp> {
        let key = self.0.keys.get(id).map(|it| &it.it);
        let edges = key.into_iter().flat_map(|it| [it.synced_at, it.revoked_at]);
        edges.flatten().map(|it| it.instant(epoch)).collect()
    }

    /// The key, if it is good there; `None` for one that nobody knows, and that is good all the same.
    fn key(
        &self,
        (id, secret): (&str, &str),
        target: Target<'_>,
        terms: &Terms,
    ) -> Judged<'_, Key> {
        let Some(known) = self.0.keys.get(id) else {
            return good(!terms.is_strict && !id.is_empty(), None);
        };
        let key = &known.it;
        let is_of_kind = match (target.surface.is_of_cluster(), key.cluster.as_deref()) {
            (true, Some(cluster)) => target.cluster.is_none_or(|it| it == cluster),
            (false, None) => true,
            (true, None) | (false, Some(_)) => false,
        };
        let is_good = is_of_kind
            && key.synced_at.is_none_or(|it| terms.past(Some(it)))
            && !terms.past(key.revoked_at)
            && (!terms.is_strict || key.secret.0 == secret);
        good(is_good, Some(known))
    }

    fn token(&self, text: &str, target: Target<'_>, terms: &Terms) -> Judged<'_, Token> {
        let Some(known) = self.0.tokens.get(text) else {
            return good(!terms.is_strict && !text.is_empty(), None);
        };
        let token = &known.it;
        let is_of_kind = token.cluster.as_deref().is_none_or(|cluster| {
            target.surface.is_of_cluster() && target.cluster.is_none_or(|it| it == cluster)
        });
        good(is_of_kind && !terms.past(token.expires_at), Some(known))
    }

    fn rights<T>(&self, known: Option<&Known<T>>, target: Target<'_>) -> (Arc<str>, bool) {
        let Some(known) = known else { return (Arc::clone(&self.0.stranger), true) };
        let may = target.operation.is_none_or(|it| known.may(it));
        (Arc::clone(&known.owner), may)
    }

    /// Where the client found the service. Real answers name no port 443.
    fn base(&self, request: &Request) -> Arc<str> {
        if let Some(base) = &self.0.base_url {
            return Arc::clone(base);
        }
        let host = request.header("host").unwrap_or("localhost");
        let host = host.strip_suffix(":443").unwrap_or(host);
        let scheme = request.header("x-forwarded-proto").filter(|it| *it == "https");
        let prefix = &request.wire_path()[..request.prefix_bytes];
        format!("{}://{host}{prefix}", scheme.unwrap_or("http")).into()
    }
}
