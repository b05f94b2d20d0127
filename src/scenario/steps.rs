//! Steps ready to be played: what a person wrote, looked up, parsed and checked.
//!
//! Every mistake is found here, before the first call is made.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use bytes::Bytes;
use http::{HeaderName, Method};
use serde_json::Value;

use super::expect::{Expected, Facts};
use super::names::Names;
use super::script::{self, Ending, Signer};
use super::text::{Json, Text};
use crate::kernel::faults::{Pattern, catalogue};
use crate::kernel::mistake::{Mistake, Step as At};
use crate::kernel::nearest::nearest;

mod calls;
mod facts;

use facts::Syntax;

/// `given` and `script`.
#[derive(Debug, Clone, Default)]
pub struct Script {
    pub(super) given: Vec<Step>,
    pub(super) steps: Vec<Step>,
}

impl Script {
    /// How many steps the script has, without those of `given`.
    pub fn len(&self) -> usize {
        self.steps.len()
    }

    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }
}

#[derive(Debug, Clone)]
pub(super) struct Step {
    /// Its name, or what it does.
    pub(super) title: String,
    pub(super) at: Option<Duration>,
    pub(super) act: Act,
}

#[derive(Debug, Clone)]
pub(super) enum Act {
    Call(Box<Call>),
    Advance(Duration),
    Journal(Box<Counted>),
    State(Box<Facts>),
}

#[derive(Debug, Clone)]
pub(super) struct Call {
    pub(super) method: Method,
    pub(super) target: Text,
    /// `None`: without a credential.
    pub(super) signer: Option<Signer>,
    pub(super) headers: Vec<(HeaderName, Text)>,
    pub(super) body: Body,
    pub(super) expected: Expected,
    /// Name and JSON Pointer.
    pub(super) captures: Vec<(String, String)>,
    /// `None`: it is made once.
    pub(super) pace: Option<Pace>,
}

#[derive(Debug, Clone)]
pub(super) enum Body {
    None,
    Json(Json),
    Text(Text),
    Bytes(Bytes),
}

/// How a call is repeated.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pace {
    pub(super) every: Duration,
    pub(super) most: u32,
}

/// Which calls of the journal are counted.
#[derive(Debug, Clone)]
pub(super) struct Counted {
    pub(super) vendor: Option<String>,
    pub(super) operation: Option<Pattern>,
    pub(super) resource: Option<Pattern>,
    pub(super) status: Option<u16>,
    pub(super) rule: Option<String>,
    pub(super) count: usize,
}

/// World time that no script may pass: the calendar ends in the year 9999.
const ELAPSED_MAX: Duration = Duration::from_hours(1_000 * 365 * 24);

/// What steps are checked against, and what is found.
struct Reader<'a> {
    names: &'a Names<'a>,
    captured: BTreeSet<String>,
    /// Those that were compiled.
    patterns: BTreeMap<(Syntax, String), Pattern>,
    /// World time that has passed at least.
    elapsed: Duration,
    mistakes: Vec<Mistake>,
}

/// The steps of both lists, or all that is wrong with them.
pub(super) fn read(
    given: &[script::Step],
    steps: &[script::Step],
    names: &Names<'_>,
) -> Result<Script, Vec<Mistake>> {
    let mut reader = Reader {
        names,
        captured: BTreeSet::new(),
        patterns: BTreeMap::new(),
        elapsed: Duration::ZERO,
        mistakes: Vec::new(),
    };
    let given = reader.list("given", given);
    reader.elapsed = Duration::ZERO;
    let steps = reader.list("script", steps);
    if reader.mistakes.is_empty() { Ok(Script { given, steps }) } else { Err(reader.mistakes) }
}

impl Reader<'_> {
    fn list(&mut self, list: &str, steps: &[script::Step]) -> Vec<Step> {
        let mut read = Vec::with_capacity(steps.len());
        for (index, written) in steps.iter().enumerate() {
            let before = self.mistakes.len();
            let step = self.step(written);
            for mistake in &mut self.mistakes[before..] {
                mistake.path.splice(0..0, [At::from(list), At::from(index)]);
            }
            read.extend(step);
        }
        read
    }

    fn find(&mut self, path: &[&str], message: impl Into<String>) -> &mut Mistake {
        self.mistakes.push(Mistake::new(path, message));
        self.mistakes.last_mut().expect("it was pushed")
    }

    fn step(&mut self, it: &script::Step) -> Option<Step> {
        let kinds = [
            ("call", it.call.is_some()),
            ("until", it.until.is_some()),
            ("advance", it.advance.is_some()),
            ("journal", it.journal.is_some()),
            ("state", it.state.is_some()),
        ];
        let given: Vec<_> = kinds.iter().filter(|(_, there)| *there).map(|(key, _)| *key).collect();
        let [kind] = given[..] else {
            self.which(&given);
            return None;
        };
        self.belongings(it, kind);
        self.time(it);
        let (act, title) = if let Some(duration) = it.advance {
            (Act::Advance(duration), "advance".to_owned())
        } else if let Some(written) = &it.journal {
            (Act::Journal(Box::new(self.count(written)?)), "journal".to_owned())
        } else if let Some(written) = &it.state {
            (Act::State(Box::new(self.state(written))), "state".to_owned())
        } else {
            let line = it.call.as_ref().or(it.until.as_ref())?;
            (Act::Call(Box::new(self.call(it, kind, line)?)), line.clone())
        };
        Some(Step { title: it.name.clone().unwrap_or(title), at: it.at, act })
    }

    fn which(&mut self, given: &[&str]) {
        if let [_, second, ..] = given {
            let keys: Vec<_> = given.iter().map(|key| format!("`{key}`")).collect();
            let message = format!("a step does one thing, and this one has {}", keys.join(" and "));
            self.find(&[second], message).hint = Some("write a step for each".to_owned());
        } else {
            let hint = "give one of call, until, advance, journal, state";
            self.find(&[], "the step does nothing").hint = Some(hint.to_owned());
        }
    }

    /// Fields that say something of a call, beside something else.
    fn belongings(&mut self, it: &script::Step, kind: &str) {
        let of_calls = [
            ("as", it.r#as.is_some()),
            ("headers", !it.headers.is_empty()),
            ("body", it.body.is_some()),
            ("body_text", it.body_text.is_some()),
            ("body_base64", it.body_base64.is_some()),
            ("expect", it.expect.is_some()),
            ("capture", !it.capture.is_empty()),
        ];
        let of_polls = [("every", it.every.is_some()), ("most", it.most.is_some())];
        let is_call = ["call", "until"].contains(&kind);
        for (key, _) in of_calls.iter().filter(|(_, there)| *there && !is_call) {
            self.find(&[key], format!("`{key}` says nothing of a step with `{kind}`"));
        }
        for (key, _) in of_polls.iter().filter(|(_, there)| *there && kind != "until") {
            let hint = "`until` repeats a call until `expect` holds";
            self.find(&[key], format!("`{key}` belongs to `until`")).hint = Some(hint.to_owned());
        }
    }

    fn time(&mut self, it: &script::Step) {
        if let Some(at) = it.at {
            if at < self.elapsed {
                let elapsed = crate::kernel::clock::show_duration(self.elapsed);
                let message = format!("world time never goes back, and it is {elapsed} here");
                let hint = "`at` counts from the end of `given`, not from the step before";
                self.find(&["at"], message).hint = Some(hint.to_owned());
            }
            self.elapsed = self.elapsed.max(at);
        }
        self.elapsed += it.advance.unwrap_or_default();
        if self.elapsed > ELAPSED_MAX {
            self.elapsed = Duration::ZERO;
            let key = if it.advance.is_some() { "advance" } else { "at" };
            self.find(&[key], "a script spans a thousand years at most");
        }
    }

    fn count(&mut self, it: &script::Count) -> Option<Counted> {
        let catalogue = self.names.catalogue;
        if let Some(vendor) = &it.vendor
            && catalogue.of(Some(vendor)).next().is_none()
        {
            let known = catalogue.vendors.iter().map(|it| it.name);
            let mistake = catalogue::unknown(&["journal", "vendor"], "vendor", vendor, known);
            self.mistakes.push(mistake);
            return None;
        }
        let operation = self.pattern(it.operation.as_ref(), &["journal", "operation"]);
        let resource = self.pattern(it.resource.as_ref(), &["journal", "resource"]);
        if let (Some(pattern), Some(text)) = (&operation, &it.operation) {
            let all = || catalogue.of(it.vendor.as_deref()).flat_map(|it| &it.operations);
            if !all().any(|it| pattern.matches(it.name)) {
                let path = ["journal", "operation"];
                let known = all().map(|it| it.name);
                self.mistakes.push(catalogue::unknown(&path, "operation", text, known));
            }
        }
        if let Some(rule) = it.rule.as_ref().filter(|rule| !self.names.rules.contains(rule)) {
            let known = self.names.rules.iter().map(String::as_str);
            let mistake = catalogue::unknown(&["journal", "rule"], "rule", rule, known);
            self.mistakes.push(mistake);
        }
        let (vendor, status, rule) = (it.vendor.clone(), it.status, it.rule.clone());
        Some(Counted { vendor, operation, resource, status, rule, count: it.count })
    }

    fn pattern(&mut self, text: Option<&String>, path: &[&str]) -> Option<Pattern> {
        self.compiled(text?, Syntax::Pattern, path)
    }

    fn text(&mut self, text: &str, path: &[&str]) -> Text {
        let parsed = Text::parse(text);
        let path: Vec<_> = path.iter().map(|key| At::from(*key)).collect();
        self.known(parsed.names(), &path);
        parsed
    }

    /// Whether something was captured under each name before.
    fn known<'n>(&mut self, names: impl Iterator<Item = &'n str>, path: &[At]) {
        for name in names.filter(|_| self.names.is_whole) {
            if self.captured.contains(name) {
                continue;
            }
            let message = format!("nothing was captured as `${name}` before this step");
            let hint = match nearest(name, self.captured.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `${near}`?"),
                None => "`capture: { name: /pointer }` does; a dollar is written `$$`".to_owned(),
            };
            let mistake = Mistake::new(&[], message).hint(hint);
            self.mistakes.push(Mistake { path: path.to_vec(), ..mistake });
        }
    }

    /// The names in all texts of a value, which stands at `path`.
    fn json(&mut self, value: &Value, path: &[At]) {
        let deeper = |step: At| [path, &[step]].concat();
        match value {
            Value::String(text) => self.known(Text::parse(text).names(), path),
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.json(item, &deeper(At::from(index)));
                }
            }
            Value::Object(map) => {
                for (key, value) in map {
                    self.json(value, &deeper(At::from(key.as_str())));
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
}
