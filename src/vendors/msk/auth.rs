//! Who calls: judges a credential in the order in which AWS does.
//!
//! Knows no operation: what a caller may do is asked of the [`Caller`], once the operation is known.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use jiff::Timestamp;

pub use super::{caller::Caller, refusals::AuthError};
use super::{
    caller::Rights,
    premises::{self, Credential, Premises},
    proof::Proof,
    signature::Keys,
};
use crate::kernel::{
    credentials::Scope,
    http::Request,
    moment::Moment,
    room::Stamp,
    settings::{Auth, Settings},
};

/// The terms on which a call is judged.
#[derive(Debug, Clone, Copy)]
pub struct Terms {
    pub mode: Auth,
    /// What the `Date` header shows: against it signatures are timed.
    pub date: Timestamp,
    /// World time, in which keys expire and are revoked.
    pub now: Timestamp,
    /// The world's first instant.
    pub epoch: Timestamp,
}

impl Terms {
    pub fn of(stamp: &Stamp<'_>) -> Self {
        let Settings { auth: mode, epoch, .. } = *stamp.settings;
        Self { mode, date: stamp.date(), now: stamp.now, epoch }
    }
}

/// The gate of one world.
#[derive(Debug, Clone)]
pub struct Gate {
    register: Arc<Register>,
    keys: Keys,
}

/// The premises, made ready for looking things up.
#[derive(Debug)]
struct Register {
    premises: Premises,
    /// By access key id.
    known: BTreeMap<Arc<str>, Known>,
    regions: BTreeSet<Arc<str>>,
    pinned: Option<Arc<str>>,
    /// Account and principal of a key that nobody knows.
    stranger: (Arc<str>, Arc<str>),
}

/// An access key with its account found.
#[derive(Debug)]
struct Known {
    credential: Credential,
    /// Its id, and whom the key speaks for.
    account: (Arc<str>, Arc<str>),
    rights: Option<Arc<Rights>>,
}

impl Gate {
    /// `premises` must be free of mistakes.
    pub fn new(premises: Premises) -> Self {
        Self { register: Arc::new(Register::new(premises)), keys: Keys::default() }
    }

    pub fn premises(&self) -> &Premises {
        &self.register.premises
    }

    /// Judges the credential of `request`. Lenient mode asks for one that is well-formed and, if its key is
    /// known, neither expired nor revoked; strict mode for all that AWS asks for.
    pub fn judge(&mut self, request: &Request, terms: &Terms) -> Result<Caller, AuthError> {
        let strict = terms.mode == Auth::Strict;
        let Register { premises, known, .. } = &*self.register;
        let past =
            |moment: Option<Moment>| moment.is_some_and(|it| it.instant(terms.epoch) <= terms.now);
        let proof = Proof::read(request)?;
        if strict {
            proof.check_time(terms.date, premises.skew)?;
            proof.check_host()?;
        }
        proof.check_algorithm()?;
        let scope = proof.scope()?;
        let region_served = if strict {
            self.register.serves(scope.region)
        } else {
            premises::is_region(scope.region)
        };
        proof.check_scope(region_served, strict)?;
        let known = known.get_key_value(scope.access_key);
        if known.map_or(strict, |(_, it)| past(it.credential.revoked_at)) {
            return Err(AuthError::UnknownKey);
        }
        if let (true, Some((access_key, known))) = (strict, known) {
            let key = self.keys.key(access_key, &known.credential.secret.0, &scope);
            proof.check_signature(key, premises)?;
            proof.check_token(&known.credential)?;
        }
        if known.is_some_and(|(_, it)| past(it.credential.expires_at)) {
            return Err(AuthError::ExpiredToken);
        }
        Ok(self.register.caller(&scope, known))
    }
}

impl Register {
    fn new(premises: Premises) -> Self {
        let account = |id: &str| {
            let listed = premises.accounts.iter().find(|it| it.id.0 == id);
            let principal = listed.map_or(premises::PRINCIPAL, |it| &it.principal);
            (Arc::from(id), Arc::from(principal))
        };
        let first = premises.accounts.first().map_or(premises::ACCOUNT, |it| &it.id.0);
        let known = premises.credentials.iter().map(|credential| {
            let (deny, allow) = (credential.deny.clone(), credential.allow.clone());
            let limited = !deny.is_empty() || allow.is_some();
            let known = Known {
                account: account(credential.account.as_ref().map_or(first, |it| &it.0)),
                rights: limited.then(|| Arc::new(Rights { deny, allow })),
                credential: credential.clone(),
            };
            (Arc::from(credential.access_key.as_str()), known)
        });
        Self {
            known: known.collect(),
            regions: premises.regions.iter().map(|it| Arc::from(it.as_str())).collect(),
            pinned: premises.region.as_deref().map(Arc::from),
            stranger: account(first),
            premises,
        }
    }

    /// Whether calls scoped to `region` belong here.
    fn serves(&self, region: &str) -> bool {
        self.pinned
            .as_deref()
            .map_or_else(|| self.regions.contains(region), |pinned| pinned == region)
    }

    fn caller(&self, scope: &Scope<'_>, known: Option<(&Arc<str>, &Known)>) -> Caller {
        let region = self.pinned.as_ref().or_else(|| self.regions.get(scope.region)).cloned();
        let region = region.unwrap_or_else(|| Arc::from(scope.region));
        let partition = match &*region {
            it if it.starts_with("cn-") => "aws-cn",
            it if it.starts_with("us-gov-") => "aws-us-gov",
            _ => "aws",
        };
        let (account, principal) = known.map_or(&self.stranger, |(_, it)| &it.account).clone();
        let access_key =
            known.map_or_else(|| Arc::from(scope.access_key), |(key, _)| Arc::clone(key));
        let rights = known.and_then(|(_, it)| it.rights.clone());
        Caller { account, region, partition, access_key, principal, rights }
    }
}
