//! An access token: for how long it is good, and how it is shown.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::premises;
use crate::kernel::clock::iso_millis;
use crate::kernel::faults::Pattern;
use crate::kernel::moment::Moment;

/// Characters of a token by which it is told from others.
const PREFIX_CHARS: usize = 10;

#[derive(Debug, Clone)]
pub struct Token {
    /// Its user's e-mail address.
    pub user: Arc<str>,
    /// By which it is told from others.
    pub prefix: String,
    pub description: String,
    /// Absent: it was there at the beginning.
    pub created_at: Option<Timestamp>,
    pub max_age: Option<Duration>,
    /// Whether each use makes it good for as long again.
    pub extend_when_used: bool,
    pub scopes: Option<Vec<String>>,
    /// It came from no login.
    pub by_hand: bool,
    pub used_at: Option<Timestamp>,
    expires_at: Option<Moment>,
    revoked_at: Option<Moment>,
    deny: Vec<Pattern>,
    allow: Option<Vec<Pattern>>,
}

impl Token {
    /// One of the premises.
    pub fn given(it: &premises::Token, prefix: String, user: Arc<str>) -> Self {
        let patterns =
            |texts: &[String]| texts.iter().filter_map(|it| Pattern::parse(it).ok()).collect();
        Self {
            prefix,
            description: it.description.clone(),
            expires_at: it.expires_at,
            revoked_at: it.revoked_at,
            deny: patterns(&it.deny),
            allow: it.allow.as_deref().map(patterns),
            ..Self::new(user, None)
        }
    }

    /// A new one: it is told from others by its beginning.
    pub fn made(whole: &str, user: Arc<str>, age: (Duration, Timestamp)) -> Self {
        let prefix = whole.chars().take(PREFIX_CHARS).collect();
        Self { prefix, ..Self::new(user, Some(age)) }
    }

    /// One that is good for so long, or for ever.
    pub fn new(user: Arc<str>, max_age: Option<(Duration, Timestamp)>) -> Self {
        let (max_age, created_at) = max_age.unzip();
        let expires_at = created_at.zip(max_age).map(|(from, age)| Moment::At(after(from, age)));
        Self {
            user,
            prefix: String::new(),
            description: String::new(),
            created_at,
            max_age,
            extend_when_used: false,
            scopes: None,
            by_hand: true,
            used_at: None,
            expires_at,
            revoked_at: None,
            deny: Vec::new(),
            allow: None,
        }
    }

    pub fn may(&self, operation: &str) -> bool {
        let any = |patterns: &[Pattern]| patterns.iter().any(|it| it.matches(operation));
        !any(&self.deny) && self.allow.as_deref().is_none_or(any)
    }

    pub fn is_in_force(&self, now: Timestamp, epoch: Timestamp) -> bool {
        let is_past = |at: Timestamp| at <= now;
        !self.expiry(epoch).is_some_and(is_past)
            && !self.revoked_at.map(|it| it.instant(epoch)).is_some_and(is_past)
    }

    pub fn revoke(&mut self, now: Timestamp) {
        self.revoked_at = Some(Moment::At(now));
    }

    /// When it expires, the latest use considered.
    fn expiry(&self, epoch: Timestamp) -> Option<Timestamp> {
        let extended = self.used_at.zip(self.max_age).filter(|_| self.extend_when_used);
        let extended = extended.map(|(used_at, age)| after(used_at, age));
        extended.max(self.expires_at.map(|it| it.instant(epoch)))
    }

    /// As lists show it; `whole` is the token itself, which is not told.
    pub fn show(&self, whole: &str, caller: &str, epoch: Timestamp) -> Map<String, Value> {
        let seconds = self.max_age.map_or(0, |it| it.as_secs());
        let mut shown = json!({
            "create_time": iso_millis(self.created_at.unwrap_or(epoch)),
            "created_manually": self.by_hand,
            "currently_active": whole == caller,
            "description": self.description,
            "extend_when_used": self.extend_when_used,
            "max_age_seconds": seconds,
            "token_prefix": self.prefix,
        });
        let times = [("expiry_time", self.expiry(epoch)), ("last_used_time", self.used_at)];
        for (name, time) in times {
            if let Some(time) = time {
                shown[name] = iso_millis(time).into();
            }
        }
        if let Some(scopes) = &self.scopes {
            shown["scopes"] = json!(scopes);
        }
        let Value::Object(shown) = shown else { unreachable!("it was made as an object") };
        shown
    }
}

fn after(from: Timestamp, age: Duration) -> Timestamp {
    from.checked_add(age).unwrap_or(Timestamp::MAX)
}
