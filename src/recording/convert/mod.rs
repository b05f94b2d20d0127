//! From a recording to a scenario that a person can read: what was asked, and of the answers what matters.
//!
//! Ids that a world has made become captures, so that the script says which of them is meant. The worlds of a
//! recording are made of its secrets' stand-ins, and so is the scenario.

mod calls;
mod expectations;
mod names;
mod rules;

use std::collections::BTreeMap;
use std::time::Duration;

use http::StatusCode;
use jiff::Timestamp;
use serde_json::Value;

use self::calls::Script;
use super::error::Error;
use super::read::{Answer, Beginning, Event, Item, Sent};
use crate::kernel::faults::catalogue::Catalogue;
use crate::kernel::http::Request;
use crate::kernel::journal::Change;
use crate::kernel::mistake::Mistake;
use crate::scenario::script::Step;
use crate::scenario::{Play, Prepared, Scenario, Verdict, yaml};

/// What recordings hold of each sandbox: of several worlds under one name the last.
#[derive(Default)]
pub struct Conversion {
    tracks: BTreeMap<String, Track>,
}

/// What happened in one world.
struct Track {
    version: String,
    scenario: Scenario,
    given: Vec<Happening>,
    script: Vec<Happening>,
    /// `None`: what happens is still given.
    begun: Option<Timestamp>,
}

struct Happening {
    at: Timestamp,
    what: What,
}

enum What {
    Call(Box<Exchange>),
    Change(Change),
}

/// A call as far as a script can make it again.
struct Exchange {
    request: Request,
    /// `refused`, if the credential was.
    verdict: Option<String>,
    status: u16,
    headers: Vec<(String, String)>,
    answer: Option<Value>,
    wire: Option<String>,
}

/// A scenario, and whether it plays.
#[derive(Debug)]
pub struct Converted {
    pub scenario: Scenario,
    pub yaml: String,
    /// What does not play, if anything.
    pub fails: Option<String>,
}

impl Conversion {
    /// Takes in what the line says.
    pub fn take(&mut self, line: u64, item: &Item<'_>) -> Result<(), Error> {
        match item {
            Item::Begin(beginning) => {
                self.tracks.insert(beginning.sandbox.clone(), Track::new(beginning));
            }
            Item::Begun(sandbox, at) => self.track(sandbox).begun = Some(*at),
            Item::Removed(_) => {}
            Item::Entry(entry) => {
                let what = match &entry.event {
                    Event::Due(_) => return Ok(()),
                    Event::Admin(change) => What::Change(change.clone()),
                    Event::Call(call) => {
                        let verdict = call.verdict.as_deref().map(str::to_owned);
                        let answered = Some((&call.response, verdict));
                        What::Call(Box::new(exchange(
                            line,
                            (&call.request, call.vouched),
                            answered,
                        )?))
                    }
                    Event::Panic(it) => {
                        What::Call(Box::new(exchange(line, (&it.request, it.vouched), None)?))
                    }
                };
                let track = self.track(&entry.sandbox);
                let list = if track.begun.is_some() { &mut track.script } else { &mut track.given };
                list.push(Happening { at: entry.at, what });
            }
        }
        Ok(())
    }

    /// The sandboxes of which something was taken in.
    pub fn sandboxes(&self) -> Vec<&str> {
        self.tracks.keys().map(String::as_str).collect()
    }

    /// The scenario of what happened in the sandbox, which was taken in.
    pub fn scenario(&self, sandbox: &str, catalogue: &Catalogue) -> Converted {
        let track = &self.tracks[sandbox];
        let about = format!("From a recording of wavetank {}, sandbox {sandbox}.", track.version);
        // Whole milliseconds read better; where they are not the same, the very instants are given.
        let mut converted = track.converted(Grain::Millis, &about, catalogue);
        if converted.fails.is_some() {
            let exact = track.converted(Grain::Exact, &about, catalogue);
            if exact.fails.is_none() {
                converted = exact;
            }
        }
        converted
    }

    /// What the sandbox began with, and what was prepared as what is given; nothing of what came then.
    pub fn beginning(&self, sandbox: &str, catalogue: &Catalogue) -> Scenario {
        let track = &self.tracks[sandbox];
        let (mut scenario, mut script) = (track.scenario.clone(), track.words(catalogue));
        scenario.given = track.given(&mut script, Grain::Exact);
        scenario
    }

    fn track(&mut self, sandbox: &str) -> &mut Track {
        self.tracks.get_mut(sandbox).expect("a reader has seen its beginning")
    }
}

fn exchange(
    line: u64,
    (sent, vouched): (&Sent<'_>, bool),
    answered: Option<(&Answer<'_>, Option<String>)>,
) -> Result<Exchange, Error> {
    let request = sent.request(vouched);
    let request = request.ok_or_else(|| Error::new(line, "the request is none that HTTP knows"))?;
    let Some((answer, verdict)) = answered else {
        let status = StatusCode::INTERNAL_SERVER_ERROR.as_u16();
        let (headers, answer, wire) = (Vec::new(), None, None);
        return Ok(Exchange { request, verdict: None, status, headers, answer, wire });
    };
    let headers = answer.headers().map(|(name, value)| (name.to_owned(), value.to_owned()));
    Ok(Exchange {
        request,
        verdict,
        status: answer.status,
        headers: headers.collect(),
        answer: answer.value(),
        wire: answer.wire().filter(|it| *it != "slow").map(str::to_owned),
    })
}

/// How exactly instants are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Grain {
    Millis,
    Exact,
}

impl Grain {
    fn round(self, duration: Duration) -> Duration {
        match self {
            Self::Exact => duration,
            Self::Millis => {
                let millis = u64::try_from(duration.as_millis()).unwrap_or(u64::MAX);
                Duration::from_millis(millis)
            }
        }
    }
}

impl Track {
    fn new(Beginning { version, scenario, prepared, .. }: &Beginning) -> Self {
        Self {
            version: version.clone(),
            scenario: scenario.clone(),
            given: Vec::new(),
            script: Vec::new(),
            begun: (!prepared).then_some(scenario.epoch),
        }
    }

    fn words(&self, catalogue: &Catalogue) -> Script {
        let keys = Prepared::new(self.scenario.clone(), catalogue);
        let keys = keys.map(|it| it.signers().keys()).unwrap_or_default();
        Script::new(&self.scenario, keys, [&self.given, &self.script])
    }

    fn given(&self, script: &mut Script, grain: Grain) -> Vec<Step> {
        let epoch = self.scenario.epoch;
        let mut steps = script.steps(&self.given, (epoch, grain));
        let begun = self.begun.unwrap_or(epoch).duration_since(epoch).unsigned_abs();
        let last = steps.iter().rev().find_map(|it| it.at).unwrap_or_default();
        let left = grain.round(begun).saturating_sub(last);
        if !left.is_zero() {
            steps.push(Step { advance: Some(left), ..Step::default() });
        }
        steps
    }

    fn converted(&self, grain: Grain, about: &str, catalogue: &Catalogue) -> Converted {
        let (mut scenario, mut script) = (self.scenario.clone(), self.words(catalogue));
        scenario.given = self.given(&mut script, grain);
        let begun = self.begun.unwrap_or(scenario.epoch);
        scenario.script = script.steps(&self.script, (begun, grain));
        (scenario.faults, scenario.description) = (script.rules.written(), Some(about.to_owned()));
        let yaml = yaml::of_scenario(&scenario);
        let fails = failure(&scenario, catalogue);
        Converted { scenario, yaml, fails }
    }
}

/// What is wrong with the scenario, or differs when it is played.
fn failure(scenario: &Scenario, catalogue: &Catalogue) -> Option<String> {
    let told = |mistakes: &[Mistake]| {
        let first = mistakes.first()?;
        Some(format!("{} at `{}`", first.message, first.pointer()))
    };
    let prepared = match Prepared::new(scenario.clone(), catalogue) {
        Ok(prepared) => prepared,
        Err(mistakes) => return told(&mistakes),
    };
    let mut start = match prepared.start(None) {
        Ok(start) => start,
        Err(mistakes) => return told(&mistakes),
    };
    let mut failed = None;
    let played =
        Play::new(&mut start.world, prepared.signers(), start.captures).and_then(|mut it| {
            it.run(prepared.script(), |played| {
                let (step, title) = (played.index + 1, &played.title);
                match played.verdict {
                    Verdict::Failed(differences) if failed.is_none() => {
                        let first = differences.first().map(|it| {
                            format!("{}: expected {}, got {}", it.what, it.expected, it.got)
                        });
                        let first = first.unwrap_or_default();
                        failed = Some(format!("step {step}, {title}: {first}"));
                    }
                    Verdict::Skipped(why) if failed.is_none() => {
                        failed = Some(format!("step {step}, {title}: {why}"));
                    }
                    Verdict::Passed | Verdict::Failed(_) | Verdict::Skipped(_) => {}
                }
            })
        });
    played.err().map(|it| it.0).or(failed)
}
