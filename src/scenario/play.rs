//! A script, step by step, against a world or whatever stands for one, and what was not as expected.
//!
//! It opens no socket and reads no clock: a [`Stage`] does, if it must.

use std::time::Duration;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderValue};
use http::{HeaderMap, HeaderName};
use jiff::Timestamp;
use serde_json::Value;

use super::diff::Difference;
use super::expect::Answer;
use super::steps::{Act, Body, Call, Counted, Script, Step};
use super::text::{Captures, Unset};
use crate::kernel::clock::show_duration;
use crate::kernel::http::Request;
use crate::kernel::mistake::Step as At;
use crate::kernel::signatory::Signatory;
use crate::vendors::Signers;

/// Where a script is played.
pub trait Stage {
    /// World time.
    fn now(&mut self) -> Result<Timestamp, Broken>;
    /// Lets world time pass.
    fn pass(&mut self, to: Timestamp) -> Result<(), Broken>;
    /// Completes a request with what is signed and only the stage knows: host, prefix, the wall's time.
    fn address(&mut self, request: &mut Request);
    fn send(&mut self, request: &Request) -> Result<Answer, Broken>;
    /// How many calls since `given` are wanted.
    fn count(&mut self, wanted: &dyn Fn(&Seen<'_>) -> bool) -> Result<usize, Broken>;
    /// The resources of the vendors, by vendor.
    fn state(&mut self) -> Result<Value, Broken>;
}

/// The stage cannot go on: nothing of this is the script's fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken(pub String);

impl Broken {
    /// A journal that has lost entries.
    pub fn dropped(entries: u64) -> Self {
        Self(format!("calls cannot be counted: the journal has dropped {entries} entries"))
    }
}

/// A call as the journal has it.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a> {
    pub vendor: Option<&'a str>,
    pub operation: Option<&'a str>,
    pub resource: &'a str,
    /// None where no client was told one.
    pub status: Option<u16>,
    pub rules: &'a [String],
}

/// A step that was played, or could not be.
#[derive(Debug, Clone)]
pub struct Played {
    /// Counted from 0.
    pub index: usize,
    pub title: String,
    /// World time since the script began, when the step was done.
    pub at: Duration,
    pub verdict: Verdict,
    /// Of a call the status, or how its answer ended; empty for other steps.
    pub answered: String,
    /// How often a call was made.
    pub calls: u32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    Passed,
    Failed(Vec<Difference>),
    /// It needs what an earlier step did not bring: why.
    Skipped(String),
}

/// One play of a script.
pub struct Play<'a> {
    pub(super) stage: &'a mut dyn Stage,
    pub(super) signers: &'a Signers,
    pub(super) captures: Captures,
    pub(super) begun: Timestamp,
}

/// What a step came to.
struct Done {
    differences: Vec<Difference>,
    answered: String,
    calls: u32,
}

impl Done {
    fn of(differences: Vec<Difference>) -> Self {
        Self { differences, answered: String::new(), calls: 0 }
    }
}

/// Why a step was not done.
enum Stopped {
    Unset(Unset),
    Broken(Broken),
}

impl From<Unset> for Stopped {
    fn from(unset: Unset) -> Self {
        Self::Unset(unset)
    }
}

impl From<Broken> for Stopped {
    fn from(broken: Broken) -> Self {
        Self::Broken(broken)
    }
}

impl<'a> Play<'a> {
    /// Begins now, with what `given` has captured.
    pub fn new(
        stage: &'a mut dyn Stage,
        signers: &'a Signers,
        captures: Captures,
    ) -> Result<Self, Broken> {
        let begun = stage.now()?;
        Ok(Self { stage, signers, captures, begun })
    }

    /// Plays the script, and tells of each step when it is done.
    pub fn run(&mut self, script: &Script, mut tell: impl FnMut(Played)) -> Result<(), Broken> {
        self.list("script", &script.steps, &mut tell)
    }

    pub(super) fn list(
        &mut self,
        list: &str,
        steps: &[Step],
        tell: &mut dyn FnMut(Played),
    ) -> Result<(), Broken> {
        for (index, step) in steps.iter().enumerate() {
            let (verdict, answered, calls) = match self.step(step) {
                Ok(Done { differences, answered, calls }) if differences.is_empty() => {
                    (Verdict::Passed, answered, calls)
                }
                Ok(Done { differences, answered, calls }) => {
                    let placed = |it: Difference| it.under(index).under(list);
                    let differences = differences.into_iter().map(placed).collect();
                    (Verdict::Failed(differences), answered, calls)
                }
                Err(Stopped::Unset(Unset(name))) => {
                    let why = format!("nothing was captured as `${name}`");
                    (Verdict::Skipped(why), String::new(), 0)
                }
                Err(Stopped::Broken(broken)) => return Err(broken),
            };
            let at = self.stage.now()?.duration_since(self.begun).unsigned_abs();
            tell(Played { index, title: step.title.clone(), at, verdict, answered, calls });
        }
        Ok(())
    }

    fn step(&mut self, step: &Step) -> Result<Done, Stopped> {
        if let Some(at) = step.at {
            let (now, to) = (self.stage.now()?, later(self.begun, at));
            if now > to {
                let passed = now.duration_since(self.begun).unsigned_abs();
                let what = "the steps before took longer than this one allows".to_owned();
                let (expected, got) = (show_duration(at), show_duration(passed));
                return Ok(Done::of(vec![Difference::new(what, expected, got).under("at")]));
            }
            self.stage.pass(to)?;
        }
        match &step.act {
            Act::Call(call) => self.call(call),
            Act::Advance(duration) => {
                let to = later(self.stage.now()?, *duration);
                self.stage.pass(to)?;
                Ok(Done::of(Vec::new()))
            }
            Act::Journal(counted) => {
                let got = self.stage.count(&|seen| counted.is_meant(seen))?;
                let differs = (got != counted.count).then(|| {
                    let what = "the journal has another number of such calls".to_owned();
                    let (expected, got) = (counted.count.to_string(), got.to_string());
                    Difference::new(what, expected, got).under("count").under("journal")
                });
                Ok(Done::of(differs.into_iter().collect()))
            }
            Act::State(facts) => {
                let state = self.stage.state()?;
                let differences = facts.differences(&state, &self.captures)?;
                Ok(Done::of(differences.into_iter().map(|it| it.under("state")).collect()))
            }
        }
    }

    /// Makes a call, once or until its answer is as expected.
    fn call(&mut self, call: &Call) -> Result<Done, Stopped> {
        let request = self.request(call)?;
        let mut calls = 0;
        loop {
            let answer = self.send(request.clone(), call)?;
            calls += 1;
            let differences = call.expected.differences(&answer, &self.captures)?;
            let answered = answer.word();
            match call.pace {
                Some(pace) if !differences.is_empty() && calls < pace.most => {
                    let to = later(self.stage.now()?, pace.every);
                    self.stage.pass(to)?;
                }
                _ => {
                    let mut differences: Vec<_> =
                        differences.into_iter().map(|it| it.under("expect")).collect();
                    // What is there is taken anyway: the next steps are to differ by themselves.
                    let missing = self.capture(call, &answer);
                    if differences.is_empty() {
                        differences = missing;
                    }
                    return Ok(Done { differences, answered, calls });
                }
            }
        }
    }

    fn request(&self, call: &Call) -> Result<Request, Unset> {
        let mut headers = HeaderMap::new();
        let (body, kind) = match &call.body {
            Body::None => (Bytes::new(), None),
            Body::Json(json) => {
                let body = json.fill(&self.captures)?.to_string();
                (Bytes::from(body), Some("application/json"))
            }
            Body::Text(text) => (Bytes::from(text.fill(&self.captures)?), Some("text/plain")),
            Body::Bytes(bytes) => (bytes.clone(), Some("application/octet-stream")),
        };
        if let Some(kind) = kind {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
        }
        let target = call.target.fill_target(&self.captures)?.into();
        let (method, wall) = (call.method.clone(), Timestamp::UNIX_EPOCH);
        let (prefix_bytes, vouched) = (0, false);
        let mut request = Request { method, target, prefix_bytes, headers, body, wall, vouched };
        self.by_hand(&mut request, call)?;
        Ok(request)
    }

    /// The headers that the step gives; they replace what stands there.
    fn by_hand(&self, request: &mut Request, call: &Call) -> Result<(), Unset> {
        for (name, text) in &call.headers {
            let value = text.fill(&self.captures)?;
            // What was captured may hold what no header may; then the header is not sent.
            if let Ok(value) = HeaderValue::try_from(value) {
                request.headers.insert(HeaderName::clone(name), value);
            }
        }
        Ok(())
    }

    fn send(&mut self, mut request: Request, call: &Call) -> Result<Answer, Stopped> {
        self.stage.address(&mut request);
        if let Some(signer) = &call.signer {
            let clock = signer.clock.unwrap_or_default();
            let at = request.wall.checked_add(clock).unwrap_or(request.wall);
            let signatory = Signatory {
                key: signer.key.as_deref(),
                secret: signer.secret.as_deref(),
                region: signer.region.as_deref(),
                at,
            };
            self.signers.sign(&mut request, &signatory);
            self.by_hand(&mut request, call)?;
        }
        Ok(self.stage.send(&request)?)
    }

    fn capture(&mut self, call: &Call, answer: &Answer) -> Vec<Difference> {
        if call.captures.is_empty() {
            return Vec::new();
        }
        let json = answer.json().unwrap_or_default();
        let mut differences = Vec::new();
        for (name, pointer) in &call.captures {
            if let Some(value) = json.pointer(pointer) {
                self.captures.insert(name.clone(), value.clone());
            } else {
                let what = format!("there is nothing to capture as `{name}`");
                let got = super::diff::pretty(&json);
                let difference = Difference::new(what, format!("a value at {pointer}"), got);
                differences.push(difference.at("capture", name.as_str()));
            }
        }
        differences
    }
}

/// No timestamp is later than the calendar's end.
fn later(from: Timestamp, by: Duration) -> Timestamp {
    from.checked_add(by).unwrap_or(Timestamp::MAX)
}

impl Counted {
    fn is_meant(&self, seen: &Seen<'_>) -> bool {
        let vendor = self.vendor.as_deref();
        vendor.is_none_or(|it| seen.vendor == Some(it))
            && self
                .operation
                .as_ref()
                .is_none_or(|it| seen.operation.is_some_and(|op| it.matches(op)))
            && self.resource.as_ref().is_none_or(|it| it.matches(seen.resource))
            && (self.status.is_none() || self.status == seen.status)
            && self.rule.as_ref().is_none_or(|it| seen.rules.contains(it))
    }
}

/// The path of a step in a document.
pub(super) fn step_path(list: &str, index: usize) -> Vec<At> {
    vec![At::from(list), At::from(index)]
}
