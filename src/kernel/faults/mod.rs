//! Which calls go wrong, when, and how: rules as plain data with counters, asked in file order.
//!
//! No vendor's words are here: a [`Cause`] is worded in the vendor's `errors.rs`.

mod beside;
pub mod catalogue;
mod luck;
mod narrow;
mod pattern;
mod read;
mod respond;
mod stack;
mod turn;
pub mod written;

pub use beside::{List, RULES_MAX, list, read_all};
pub use pattern::Pattern;
pub use read::DELAY_MAX;
pub use turn::{RateLimit, Turn, When};
pub use written::Written;

use std::{sync::Arc, time::Duration};

use super::http::{Response, Wire};
use super::lifecycle::Outcome;
use super::{chance::Chance, http::Request};

/// Why a call fails, in nobody's words. Every vendor words every cause: there is no wildcard arm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// The call is not what the operation takes.
    Malformed,
    /// The credential is not good.
    Unauthenticated,
    /// The credential was good once.
    Expired,
    /// The credential is good, and not for this.
    Forbidden,
    NotFound,
    Conflict,
    /// No more of these may be made.
    QuotaExceeded,
    /// Too many calls.
    Throttled,
    /// The call took too long to arrive.
    Timeout,
    Internal,
    Unavailable,
    /// What stands before the vendor answers in its place: 502, not in the vendor's shape.
    BadGateway,
    /// Likewise: 503.
    GatewayUnavailable,
    /// Likewise: 504.
    GatewayTimeout,
}

impl Cause {
    /// Every cause by its name in scenario files.
    #[rustfmt::skip] // A table.
    pub const ALL: &'static [(&'static str, Self)] = &[
        ("malformed",           Self::Malformed),
        ("unauthenticated",     Self::Unauthenticated),
        ("expired",             Self::Expired),
        ("forbidden",           Self::Forbidden),
        ("not_found",           Self::NotFound),
        ("conflict",            Self::Conflict),
        ("quota_exceeded",      Self::QuotaExceeded),
        ("throttled",           Self::Throttled),
        ("timeout",             Self::Timeout),
        ("internal",            Self::Internal),
        ("unavailable",         Self::Unavailable),
        ("bad_gateway",         Self::BadGateway),
        ("gateway_unavailable", Self::GatewayUnavailable),
        ("gateway_timeout",     Self::GatewayTimeout),
    ];
}

/// A failure that a rule asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    pub what: What,
    /// Instead of the vendor's usual text.
    pub message: Option<String>,
    /// Told to the client in the vendor's way, where it has one.
    pub retry_after: Option<Duration>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    Cause(Cause),
    /// One of the vendor's own errors, by the name that the vendor gives it.
    Named(String),
}

/// When a rule acts on a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The operation does not run.
    Before,
    /// The operation runs, and its answer is replaced, cut or lost.
    After,
    /// The asynchronous part of the operation ends otherwise than it should.
    Outcome,
    /// The operation runs, and its list comes in other pages.
    Page,
}

/// What a rule does to a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Nothing but the rule's delay.
    Pass,
    Fail(Failure),
    /// This very answer.
    Respond(Box<Response>),
    /// The answer as it is, spoilt on the wire.
    Spoil(Wire),
    Outcome(Outcome),
    /// At most so many items in a page; 0 for an empty page with a token for the next.
    Page {
        items_max: usize,
    },
    /// The emulator itself panics: to test what happens then.
    Panic,
}

#[derive(Debug, Clone)]
pub struct Rule {
    /// As it was written, for listing it.
    pub written: Arc<Written>,
    pub on: On,
    pub when: When,
    pub stage: Stage,
    pub effect: Effect,
    /// Wall time by which the answer is held back, beside the effect.
    pub delay: Duration,
}

/// Which calls a rule is about. What is `None` matches every call.
#[derive(Debug, Clone, Default)]
pub struct On {
    pub vendors: Option<Vec<&'static str>>,
    pub operation: Option<Pattern>,
    /// Of those the ones that the effect can be about, each with its vendor.
    pub operations: Option<Vec<(&'static str, &'static str)>>,
    /// Matches the resource's name or its full identity.
    pub resource: Option<Pattern>,
    pub headers: Vec<(String, Pattern)>,
}

/// What rules are asked about.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    pub vendor: &'static str,
    pub operation: &'static str,
    /// The resource's name, empty if the call names none.
    pub name: &'a str,
    /// Its full identity, or the name again.
    pub identity: &'a str,
    pub request: &'a Request,
    /// World time since the end of what is given, or since the epoch if nothing is.
    pub elapsed: Duration,
}

impl On {
    fn has(&self, vendor: &str, operation: &str) -> bool {
        self.vendors.as_ref().is_none_or(|it| it.contains(&vendor))
            && self.operation.as_ref().is_none_or(|it| it.matches(operation))
            && self.operations.as_ref().is_none_or(|it| it.contains(&(vendor, operation)))
    }

    fn matches(&self, subject: &Subject<'_>) -> bool {
        self.has(subject.vendor, subject.operation)
            && self
                .resource
                .as_ref()
                .is_none_or(|it| it.matches(subject.name) || it.matches(subject.identity))
            && self.headers.iter().all(|(name, pattern)| {
                subject.request.header(name).is_some_and(|value| pattern.matches(value))
            })
    }
}

/// A rule in force, and what it has counted.
#[derive(Debug, Clone)]
pub struct Standing {
    /// Never used again in this world.
    pub id: u64,
    pub rule: Rule,
    /// Calls that it matched.
    pub seen: u64,
    /// Calls that it acted upon.
    pub acted: u64,
    bucket: Option<turn::Bucket>,
    luck: Option<luck::Luck>,
}

impl Standing {
    /// The rule's name, or its number as `#3`.
    pub fn label(&self) -> String {
        self.rule.written.name.clone().unwrap_or_else(|| format!("#{}", self.id))
    }

    fn is_turn(&mut self, subject: &Subject<'_>, chance: Chance) -> bool {
        if !self.rule.on.matches(subject) || !self.rule.when.window_holds(subject.elapsed) {
            return false;
        }
        self.seen += 1;
        self.rule.when.turn.is_at(self.seen)
            && self.luck.as_ref().is_none_or(|it| it.acts(chance, subject.identity, self.seen))
            && self.bucket.as_mut().is_none_or(|bucket| !bucket.take(subject.elapsed))
    }
}

/// What the rules say of one call.
#[derive(Debug, Clone, Default)]
pub struct Verdict {
    /// The stage, effect and label of the rule that acts on the call or its answer.
    pub acts: Option<Act>,
    /// For the operation's asynchronous part, and the label of the rule that says so.
    pub outcome: Option<(Outcome, String)>,
    pub items_max: Option<usize>,
    /// Of the rules that say something of outcome or page.
    pub delay: Duration,
    /// All the labels, as the journal shows them.
    pub labels: Vec<String>,
}

#[derive(Debug, Clone)]
pub struct Act {
    pub stage: Stage,
    pub effect: Effect,
    pub delay: Duration,
}

/// All rules of a world.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    rules: Vec<Standing>,
    ids: u64,
    alike: luck::Alike,
}

impl Plan {
    pub fn new(rules: Vec<Rule>) -> Self {
        let mut plan = Self::default();
        plan.replace(rules, Duration::ZERO);
        plan
    }

    pub fn rules(&self) -> &[Standing] {
        &self.rules
    }

    /// Adds `rule` behind the others when so much of world time has passed, and returns its id.
    pub fn add(&mut self, rule: Rule, elapsed: Duration) -> u64 {
        self.ids += 1;
        let bucket = rule.when.rate_limit.map(turn::Bucket::new);
        let luck = self.alike.add(self.ids, &rule, elapsed);
        self.rules.push(Standing { id: self.ids, rule, seen: 0, acted: 0, bucket, luck });
        self.ids
    }

    /// Takes the rule away; false if there is none of that id.
    pub fn remove(&mut self, id: u64) -> bool {
        let Some(at) = self.rules.iter().position(|it| it.id == id) else { return false };
        let gone = self.rules.remove(at);
        if let Some(luck) = &gone.luck {
            self.alike.remove(id, luck);
        }
        true
    }

    /// Puts `rules` in place of all, and returns their ids.
    pub fn replace(&mut self, rules: Vec<Rule>, elapsed: Duration) -> Vec<u64> {
        self.rules.clear();
        self.alike = luck::Alike::default();
        rules.into_iter().map(|rule| self.add(rule, elapsed)).collect()
    }

    /// Every rule counts the call if it matches; then, of each stage's kind, the first in order whose
    /// turn it is acts. So a rule's count never depends on its neighbours.
    pub fn decide(&mut self, subject: &Subject<'_>, chance: Chance) -> Verdict {
        let mut verdict = Verdict::default();
        for it in &mut self.rules {
            if !it.is_turn(subject, chance) {
                continue;
            }
            let label = it.label();
            let (stage, effect, delay) = (it.rule.stage, &it.rule.effect, it.rule.delay);
            match effect {
                Effect::Outcome(outcome) if verdict.outcome.is_none() => {
                    verdict.outcome = Some((outcome.clone(), label.clone()));
                    verdict.delay += delay;
                }
                Effect::Page { items_max } if verdict.items_max.is_none() => {
                    verdict.items_max = Some(*items_max);
                    verdict.delay += delay;
                }
                Effect::Pass
                | Effect::Fail(_)
                | Effect::Respond(_)
                | Effect::Spoil(_)
                | Effect::Panic
                    if verdict.acts.is_none() =>
                {
                    verdict.acts = Some(Act { stage, effect: effect.clone(), delay });
                }
                Effect::Pass
                | Effect::Fail(_)
                | Effect::Respond(_)
                | Effect::Spoil(_)
                | Effect::Outcome(_)
                | Effect::Page { .. }
                | Effect::Panic => continue,
            }
            it.acted += 1;
            verdict.labels.push(label);
        }
        verdict
    }
}

impl Failure {
    pub fn of(cause: Cause) -> Self {
        Self { what: What::Cause(cause), message: None, retry_after: None }
    }
}
