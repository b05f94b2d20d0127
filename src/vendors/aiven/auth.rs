//! Who calls: judges tokens, and what their users may do in a project.
//!
//! Tokens are sent as `aivenv1 TOKEN` or `Bearer TOKEN` (API document; and every client).

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;

use super::behaviour::UnknownProject;
use super::errors::{Error, Kind, Result};
use super::premises::{Premises, Role};
use super::token::Token;
use crate::kernel::credentials::Credentials;
use crate::kernel::room::Stamp;
use crate::kernel::route::Call;

/// For whom a call speaks. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The e-mail address.
    pub user: Arc<str>,
    /// As it was sent; empty where none is needed.
    pub token: Arc<str>,
}

/// The gate of one world: the tokens that are, or were.
#[derive(Debug, Clone)]
pub struct Gate {
    premises: Arc<Premises>,
    /// By the whole token.
    pub tokens: BTreeMap<Arc<str>, Token>,
    /// For whom a token speaks that nobody knows.
    stranger: Arc<str>,
}

/// What an operation needs (permissions of `go-client-codegen`, by their names there).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Need {
    /// No token.
    Nothing,
    /// A token.
    User,
    /// To be a member.
    Member,
    /// `project:services:write`.
    ServicesWrite,
    /// `service:data:write`: all operations on connectors, reads included.
    DataWrite,
}

impl Need {
    fn of(operation: &str) -> Self {
        match operation {
            "UserAuth" | "ListClouds" | "ListPublicServiceTypes" | "ListServiceVersions" => {
                Self::Nothing
            }
            "ServiceCreate"
            | "ServiceUpdate"
            | "ServiceDelete"
            | "ServiceIntegrationCreate"
            | "ServiceIntegrationUpdate"
            | "ServiceIntegrationDelete" => Self::ServicesWrite,
            _ if operation.starts_with("ServiceKafkaConnect") => Self::DataWrite,
            _ if operation.starts_with("Service") || operation.starts_with("Project") => {
                Self::Member
            }
            _ => Self::User,
        }
    }

    fn is_met_by(self, role: Role) -> bool {
        match self {
            Self::Nothing | Self::User | Self::Member => true,
            Self::ServicesWrite => matches!(role, Role::Admin | Role::Operator),
            Self::DataWrite => matches!(role, Role::Admin | Role::Operator | Role::Developer),
        }
    }
}

impl Gate {
    /// `premises` must be free of mistakes.
    pub fn new(premises: &Arc<Premises>) -> Self {
        let first = premises.users.first().map_or("", |it| it.email.as_str());
        let stranger: Arc<str> = first.into();
        let tokens = premises.told_tokens().map(|(prefix, it)| {
            let user = it.user.as_deref().map_or_else(|| Arc::clone(&stranger), Into::into);
            (it.token.0.as_str().into(), Token::given(it, prefix, user))
        });
        let tokens = tokens.collect();
        Self { premises: Arc::clone(premises), tokens, stranger }
    }

    /// Judges the credential of `call`, and whether it may do what it wants to: first the token (401), then the
    /// project (403, or 404).
    ///
    /// Lenient mode asks for a token and, if it is known, one in force; strict mode for a known one.
    pub fn judge(&mut self, call: &Call<'_>, stamp: &Stamp<'_>) -> Result<Caller> {
        let need = Need::of(call.operation);
        if need == Need::Nothing {
            return Ok(self.nobody());
        }
        let caller = self.caller(stamp)?;
        if let Some(token) = self.tokens.get(&*caller.token)
            && !token.may(call.operation)
        {
            return Err(Kind::NotPermitted.into());
        }
        if let Some(project) = call.label("project") {
            self.check_member(project, &caller.user, need)?;
        }
        Ok(caller)
    }

    /// Who calls, whatever is called.
    pub fn caller(&mut self, stamp: &Stamp<'_>) -> Result<Caller> {
        let text = match Credentials::read(stamp.request) {
            Credentials::Bearer { token } => token,
            Credentials::Other { scheme, value } if scheme.eq_ignore_ascii_case("aivenv1") => value,
            Credentials::None
            | Credentials::Basic { .. }
            | Credentials::SigV4(_)
            | Credentials::Other { .. }
            | Credentials::Unreadable => "",
        };
        let refused = || Err::<Caller, Error>(Kind::TokenExpired.into());
        if text.is_empty() {
            return refused();
        }
        let (now, epoch) = (stamp.now, stamp.settings.epoch);
        match self.tokens.get_key_value(text).map(|(whole, it)| (Arc::clone(whole), it)) {
            Some((_, token)) if !token.is_in_force(now, epoch) => refused(),
            Some((whole, token)) => {
                let user = Arc::clone(&token.user);
                self.note_use(&whole, now);
                Ok(Caller { user, token: whole })
            }
            None if stamp.is_strict() => refused(),
            None => Ok(Caller { user: Arc::clone(&self.stranger), token: text.into() }),
        }
    }

    /// A use extends a token that says so. A use that was noted may be noted again.
    fn note_use(&mut self, whole: &str, now: Timestamp) {
        if let Some(token) = self.tokens.get_mut(whole) {
            token.used_at = token.used_at.max(Some(now));
        }
    }

    fn nobody(&self) -> Caller {
        Caller { user: Arc::clone(&self.stranger), token: "".into() }
    }

    fn check_member(&self, name: &str, user: &str, need: Need) -> Result<()> {
        let Some(project) = self.premises.projects.iter().find(|it| it.name == name) else {
            let kind = match self.premises.behaviour.unknown_project {
                UnknownProject::NotFound => Kind::ProjectNotFound,
                UnknownProject::NotAMember => Kind::NotProjectMember,
            };
            return Err(kind.into());
        };
        let role = project.role(user).ok_or(Kind::NotProjectMember)?;
        if need.is_met_by(role) { Ok(()) } else { Err(Kind::NotPermitted.into()) }
    }
}
