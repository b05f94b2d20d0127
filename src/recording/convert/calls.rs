//! Steps of a script out of calls that were made.

use std::collections::{BTreeMap, BTreeSet};

use base64::{Engine, engine::general_purpose::STANDARD};
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use jiff::{SignedDuration, Timestamp, civil::DateTime, tz::Offset};
use serde_json::Value;

use super::names::Names;
use super::rules::Rules;
use super::{Exchange, Grain, Happening, What, expectations};
use crate::kernel::credentials::{Credentials, Place, Signed};
use crate::kernel::http::Request;
use crate::kernel::journal::Change;
use crate::kernel::settings::Auth;
use crate::scenario::Scenario;
use crate::scenario::script::{As, Signer, Step};

const SESSION_TOKEN: &str = "x-amz-security-token";

/// The steps in the making, and what is known across them.
pub(super) struct Script {
    names: Names,
    pub(super) rules: Rules,
    /// The credentials of the scenario's premises; the first is the usual one.
    keys: Vec<String>,
    /// Headers that rules look at.
    looked_at: BTreeSet<String>,
    strict: bool,
    calls: usize,
}

impl Script {
    pub(super) fn new(scenario: &Scenario, keys: Vec<String>, lists: [&[Happening]; 2]) -> Self {
        let all = || lists.into_iter().flatten();
        let requests = all().filter_map(|it| match &it.what {
            What::Call(exchange) => Some(&exchange.request),
            What::Change(_) => None,
        });
        let later = all().filter_map(|it| match &it.what {
            What::Change(Change::FaultsAdded(rules) | Change::FaultsReplaced(rules)) => Some(rules),
            What::Change(_) | What::Call(_) => None,
        });
        let rules = scenario.faults.iter().chain(later.flatten());
        let looked_at: BTreeSet<_> = rules.flat_map(|it| it.on.header.keys().cloned()).collect();
        Self {
            names: Names::new(requests),
            rules: Rules::new(&scenario.faults),
            keys,
            looked_at,
            strict: scenario.auth == Auth::Strict,
            calls: 0,
        }
    }

    /// One step a call; times count from `begun`.
    pub(super) fn steps(
        &mut self,
        happenings: &[Happening],
        (begun, grain): (Timestamp, Grain),
    ) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut last = None;
        for Happening { at, what } in happenings {
            let passed = grain.round(at.duration_since(begun).unsigned_abs());
            let passed = passed + self.rules.delay;
            match what {
                What::Change(change) => self.rules.change(passed, change),
                What::Call(exchange) => {
                    let mut step = self.step(exchange);
                    step.at = (last != Some(passed) && (last.is_some() || !passed.is_zero()))
                        .then_some(passed);
                    last = Some(passed);
                    self.rules.note_call(passed);
                    steps.push(step);
                }
            }
        }
        steps
    }

    fn step(&mut self, exchange: &Exchange) -> Step {
        let Exchange { request, answer, .. } = exchange;
        let mut step = Step { expect: Some(expectations::of(exchange)), ..Step::default() };
        let query = self.prove(exchange, &mut step);
        let target = self.names.target(request.path(), &query);
        step.call = Some(format!("{} {target}", request.method));
        self.body(request, &mut step);
        let kept = self
            .looked_at
            .iter()
            .filter_map(|name| Some((name.clone(), request.header(name)?.replace('$', "$$"))));
        step.headers.extend(kept);
        if let (Some(answer), None) = (answer, &exchange.wire) {
            step.capture = self.names.captured(self.calls, answer);
        }
        self.calls += 1;
        step
    }

    fn body(&mut self, request: &Request, step: &mut Step) {
        if request.body.is_empty() {
            return;
        }
        let text = std::str::from_utf8(&request.body);
        let json: Option<Value> = text.ok().and_then(|it| serde_json::from_str(it).ok());
        // A map with only a `file` would be the name of one.
        let is_file =
            |it: &Value| it.as_object().is_some_and(|it| it.len() == 1 && it.contains_key("file"));
        let usual = match (text, json.filter(|it| !is_file(it))) {
            (_, Some(json)) => {
                step.body = Some(self.names.json(&json));
                "application/json"
            }
            (Ok(text), None) => {
                step.body_text = Some(text.replace('$', "$$"));
                "text/plain"
            }
            (Err(_), None) => {
                step.body_base64 = Some(STANDARD.encode(&request.body));
                "application/octet-stream"
            }
        };
        let kind = request.header(CONTENT_TYPE.as_str()).unwrap_or_default();
        if kind != usual && !kind.is_empty() {
            step.headers.insert(CONTENT_TYPE.to_string(), kind.replace('$', "$$"));
        }
    }

    /// Whose credential it was, in the words of a script. The query that is left.
    fn prove(&self, exchange: &Exchange, step: &mut Step) -> String {
        let request = &exchange.request;
        let is_refused = exchange.verdict.as_deref() != Some("accepted");
        let is_wrong = is_refused && !request.vouched;
        let query = request.query();
        let credentials = Credentials::read(request);
        match &credentials {
            Credentials::None => step.r#as = Some(nobody()),
            Credentials::SigV4(signed) if signed.scope().is_some() => {
                // Where signatures are looked at, what is signed has the script's time.
                let can_be_signed = self.strict && is_whole(signed);
                if is_wrong && (!can_be_signed || signed.place == Place::Query) {
                    (step.r#as, step.headers) = (Some(nobody()), by_hand(request));
                    return query.to_owned();
                }
                step.r#as = self.signer(exchange, signed, is_refused);
                if is_refused {
                    step.headers.extend(session_token(request, signed));
                }
                if signed.place == Place::Query {
                    let others = query.split('&').filter(|it| !it.starts_with("X-Amz-"));
                    return others.collect::<Vec<_>>().join("&");
                }
            }
            Credentials::Basic { user, .. } if !is_wrong && self.keys.contains(user) => {
                step.r#as = Some(As::Name(user.clone()));
            }
            Credentials::SigV4(_)
            | Credentials::Basic { .. }
            | Credentials::Bearer { .. }
            | Credentials::Other { .. }
            | Credentials::Unreadable => {
                step.r#as = Some(nobody());
                step.headers = by_hand(request);
            }
        }
        query.to_owned()
    }

    fn signer(&self, exchange: &Exchange, signed: &Signed<'_>, is_refused: bool) -> Option<As> {
        let request = &exchange.request;
        let scope = signed.scope()?;
        let is_known = self.keys.iter().any(|it| it == scope.access_key);
        // Without an operation, only the key says whose call it is.
        let is_usual = exchange.verdict.is_some()
            && self.keys.first().is_some_and(|it| it == scope.access_key);
        let is_wrong = is_refused && !request.vouched;
        let signer = Signer {
            key: (!is_usual).then(|| scope.access_key.to_owned()),
            secret: (is_wrong || !is_known).then(|| "wrong".to_owned()),
            region: (scope.region != "us-east-1").then(|| scope.region.to_owned()),
            clock: skew(request, signed).filter(|_| is_refused),
        };
        match signer {
            Signer { key: None, secret: None, region: None, clock: None } => None,
            Signer { key: Some(key), secret: None, region: None, clock: None } => {
                Some(As::Name(key))
            }
            signer => Some(As::Signer(signer)),
        }
    }
}

/// What a call was refused with that has no token, or may have a wrong one: a script's calls have the right one
/// unless they say otherwise. Temporary keys begin so (IAM User Guide, "IAM identifiers").
fn session_token(request: &Request, signed: &Signed<'_>) -> Option<(String, String)> {
    let is_temporary = signed.scope().is_some_and(|it| it.access_key.starts_with("ASIA"));
    let token = request.header(SESSION_TOKEN).or(is_temporary.then_some(""))?;
    Some((SESSION_TOKEN.to_owned(), token.replace('$', "$$")))
}

/// Whether every part is there.
fn is_whole(signed: &Signed<'_>) -> bool {
    let parts = [&signed.credential, &signed.signature, &signed.signed_headers, &signed.date];
    parts.into_iter().all(|it| it.as_deref().is_some_and(|it| !it.is_empty()))
}

fn nobody() -> As {
    As::Name("nobody".to_owned())
}

/// What proves a call in a way that scripts have no word for.
fn by_hand(request: &Request) -> BTreeMap<String, String> {
    let names = [AUTHORIZATION.as_str(), "x-amz-date", "date", SESSION_TOKEN];
    let given = names
        .into_iter()
        .filter_map(|name| Some((name.to_owned(), request.header(name)?.replace('$', "$$"))));
    given.collect()
}

/// By how much the caller's clock was wrong, if it was by more than calls are under way.
fn skew(request: &Request, signed: &Signed<'_>) -> Option<SignedDuration> {
    const ROUND: SignedDuration = SignedDuration::from_secs(60);
    let at = DateTime::strptime("%Y%m%dT%H%M%SZ", signed.date.as_deref()?).ok()?;
    let at = Offset::UTC.to_timestamp(at).ok()?;
    let skew = at.duration_since(request.wall);
    (skew.abs() > ROUND).then(|| SignedDuration::from_secs(skew.as_secs()))
}
