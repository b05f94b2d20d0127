//! A user of every vendor that there is: makes the calls of the library's scenarios, in any order, of
//! whatever answers have told. A vendor takes part as soon as it has a scenario.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use jiff::Timestamp;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;
use wavetank::kernel::chance::Draw;
use wavetank::kernel::http::{Request, Response};
use wavetank::kernel::signatory::Signatory;
use wavetank::scenario::{self, Scenario};
use wavetank::vendors::{self, Signers};

use crate::history::pick;
use crate::support::calls::{call, put};

/// Calls by vendor.
static CALLS: LazyLock<BTreeMap<String, Vec<Template>>> = LazyLock::new(|| {
    let mut calls: BTreeMap<String, Vec<Template>> = BTreeMap::new();
    let mut files: Vec<_> =
        fs::read_dir("scenarios").unwrap().map(|it| it.unwrap().path()).collect();
    files.sort();
    for file in files.iter().filter(|it| it.extension().is_some_and(|it| it == "yaml")) {
        let name = file.file_stem().unwrap().to_str().unwrap();
        let vendor = vendors::ALL.iter().map(|it| it.name()).find(|it| name.starts_with(it));
        let vendor = vendor.unwrap_or_else(|| panic!("{name} is of no vendor"));
        calls.entry(vendor.to_owned()).or_default().extend(templates(&load(file)));
    }
    for vendor in vendors::ALL {
        assert!(calls.contains_key(vendor.name()), "{} has no scenario", vendor.name());
    }
    calls
});

fn load(file: &Path) -> Scenario {
    let files = |path: &Path| fs::read(path).map_err(|error| error.to_string());
    let name = file.to_str().unwrap();
    let loaded = scenario::load(name, &fs::read(file).unwrap(), &files, &vendors::catalogue());
    loaded.unwrap_or_else(|error| panic!("{error}")).scenario
}

/// A call with holes in it.
struct Template {
    method: String,
    target: String,
    headers: BTreeMap<String, String>,
    body: String,
    /// The member of some answer that stands for each `$name`.
    members: BTreeMap<String, String>,
}

fn templates(scenario: &Scenario) -> Vec<Template> {
    let steps = || scenario.given.iter().chain(&scenario.script);
    let captures = steps().flat_map(|it| &it.capture);
    let is_word = |it: &&str| it.starts_with(|it: char| it.is_ascii_alphabetic());
    let member = |pointer: &str| pointer.rsplit('/').find(is_word).unwrap_or_default().to_owned();
    let members: BTreeMap<_, _> =
        captures.map(|(name, pointer)| (name.clone(), member(pointer))).collect();
    let calls = steps().filter_map(|step| {
        let (method, target) = step.call.as_ref().or(step.until.as_ref())?.split_once(' ')?;
        let json = step.body.as_ref().map(Value::to_string);
        Some(Template {
            method: method.to_owned(),
            target: target.to_owned(),
            headers: step.headers.clone(),
            body: json.or_else(|| step.body_text.clone()).unwrap_or_default(),
            members: members.clone(),
        })
    });
    calls.collect()
}

pub(crate) struct User {
    signers: Signers,
    /// What answers have told lately, by the names of members.
    known: BTreeMap<String, BTreeSet<String>>,
}

impl User {
    pub(crate) fn new(premises: &BTreeMap<String, Value>) -> Self {
        let signers = Signers::new(premises).unwrap_or_else(|wrong| panic!("{}", wrong.message));
        Self { signers, known: BTreeMap::new() }
    }

    pub(crate) fn request(&self, draw: &mut Draw, wall: Timestamp) -> Request {
        let vendor = CALLS.values().nth(pick(draw, CALLS.len() as u64)).unwrap();
        let Template { method, target, headers, body, members } =
            &vendor[pick(draw, vendor.len() as u64)];
        let mut fill = |text: &str, written: &dyn Fn(&str) -> String| {
            members.iter().rev().fold(text.to_owned(), |text, (name, member)| {
                let value = written(&self.value(member, draw));
                text.replace(&format!("${{{name}}}"), &value).replace(&format!("${name}"), &value)
            })
        };
        let segment = |value: &str| utf8_percent_encode(value, NON_ALPHANUMERIC).to_string();
        let in_quotes = |value: &str| Value::from(value).to_string().trim_matches('"').to_owned();
        let (target, body) = (fill(target, &segment), fill(body, &in_quotes));
        let mut request = call((method, &target), None, body, wall);
        for (name, value) in headers {
            put(&mut request, name, value);
        }
        let signatory = Signatory { key: None, secret: None, region: None, at: wall };
        if draw.below(20) > 0 {
            self.signers.sign(&mut request, &signatory);
        }
        request
    }

    fn value(&self, member: &str, draw: &mut Draw) -> String {
        match self.known.get(member).filter(|_| draw.below(12) > 0) {
            Some(known) => known.iter().nth(pick(draw, known.len() as u64)).unwrap().clone(),
            None => "nothing-1".to_owned(),
        }
    }

    pub(crate) fn learn(&mut self, answer: &Response) {
        if let Ok(value) = serde_json::from_slice(&answer.body) {
            self.find("", &value);
        }
    }

    fn find(&mut self, name: &str, value: &Value) {
        match value {
            Value::Object(members) => members.iter().for_each(|(name, it)| self.find(name, it)),
            Value::Array(items) => items.iter().for_each(|it| self.find(name, it)),
            Value::String(text) => {
                let known = self.known.entry(name.to_owned()).or_default();
                known.insert(text.clone());
                if known.len() > 8 {
                    known.pop_first();
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
}
