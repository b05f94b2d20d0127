//! Plays a script against a world of its own, and tells what is not as expected.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::LazyLock;

use jiff::Timestamp;
use regex::{Captures, Regex};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use wavetank::kernel::clock::parse_duration;
use wavetank::kernel::faults::{Rule, Written};
use wavetank::kernel::http::{Request, Response};
use wavetank::kernel::journal::Entry;
use wavetank::kernel::lifecycle::Takes;
use wavetank::kernel::settings::{Auth, Settings};
use wavetank::vendors;
use wavetank::world::{Setup, World};

use crate::aiven;
use crate::bodies;
use crate::confluent;
use crate::script::{At, Call, Expect, Expected, Is, Script, Step, What};
use crate::support::answers;
use crate::support::calls::{self, KEY, REGION};
use crate::support::sign::Signer;
use crate::support::yandex;
use crate::whose::Whose;

/// Plays `script` in a world of its own. Panics with the whole story where something is not as expected.
pub(crate) fn check(script: &str) {
    kept(script);
}

/// The same, for what the script keeps by its `$names`.
pub(crate) fn kept(script: &str) -> BTreeMap<String, String> {
    let mut stage = Stage::new(script);
    stage.play(script).unwrap_or_else(|story| panic!("{story}"));
    stage.kept
}

/// The same, for every exchange as it went over the wire.
pub(crate) fn story(script: &str) -> String {
    let mut stage = Stage::new(script);
    stage.play(script).unwrap_or_else(|story| panic!("{story}"));
    stage.story
}

/// The same for many scripts: the error is the story.
pub(crate) fn play(script: &str) -> Result<(), String> {
    Stage::new(script).play(script)
}

/// A world, and what a script has seen of it.
pub(crate) struct Stage {
    pub(crate) world: World,
    now: Timestamp,
    /// What was kept under a `$name`.
    kept: BTreeMap<String, String>,
    /// Every exchange, for the message of a failure.
    story: String,
    /// Whether calls that could go as gRPC do.
    over_grpc: bool,
}

impl Stage {
    /// Set as the first lines of `script` say.
    pub(crate) fn new(script: &str) -> Self {
        let settings = Script::read(script).settings;
        let setup = setup(&settings);
        let now = setup.settings.epoch;
        let (world, kept) = (World::new(&setup), BTreeMap::new());
        let over_grpc = settings.iter().any(|(keyword, _)| keyword == "wire");
        Self { world, now, kept, story: String::new(), over_grpc }
    }

    /// Goes on with the steps of `script`. The error is the whole story, for a person.
    pub(crate) fn play(&mut self, script: &str) -> Result<(), String> {
        let played = Script::read(script).steps.iter().try_for_each(|step| self.step(step));
        played.map_err(|flaw| format!("{flaw}\n\nin a world of {}:\n{}", self.world, self.story))
    }

    fn step(&mut self, step: &Step) -> Result<(), String> {
        self.now = match &step.at {
            At::Since(text) => self.world.settings().epoch + duration(text),
            At::Later(text) => self.now + duration(text),
            At::Then => self.now,
        };
        match &step.what {
            What::Call(call) => {
                for status in &step.answer.statuses {
                    self.call(call, *status, step)?;
                }
            }
            What::Given(what) => {
                let script = Script::read(&bodies::given(what, self.kept.contains_key("plugin")));
                script.steps.iter().try_for_each(|step| self.step(step))?;
            }
            What::Settle => self.settle(),
            What::Wait => self.world.advance(self.now),
            What::Fault(rule) => {
                let rule = read_rule(&self.fill(rule, str::to_owned)?);
                self.world.add_faults(vec![rule]).expect("a rule that may come");
            }
            What::Show(what) => {
                let shown = json!({ "body": self.show(what) });
                self.check(&shown, step, &step.expects)?;
            }
        }
        Ok(())
    }

    /// Lets time pass until nothing is due. What is due for ever, or only by reads, is left.
    fn settle(&mut self) {
        for _ in 0..100 {
            let Some(due) = self.world.next_due() else { return };
            self.now = self.now.max(due);
            self.world.advance(self.now);
        }
        panic!("the world does not settle");
    }

    fn show(&self, what: &str) -> Value {
        match what {
            "state" => json!(self.world.state()),
            "journal" => self.world.journal().entries().map(Entry::show).collect(),
            "clock" => {
                let due = self.world.next_due().map(|it| it.to_string());
                json!({ "now": self.world.now().to_string(), "next_due": due })
            }
            _ => {
                let rules = self.world.faults().rules();
                let seen = |it: &wavetank::kernel::faults::Standing| json!({ "label": it.label(), "seen": it.seen, "acted": it.acted });
                rules.iter().map(seen).collect()
            }
        }
    }

    fn call(&mut self, call: &Call, status: u16, step: &Step) -> Result<(), String> {
        let request = self.request(call)?;
        let asked = match yandex::over_grpc(&request).filter(|_| self.over_grpc) {
            Some(asked) => asked,
            None => request.clone(),
        };
        let mut answer = self.world.handle(self.now, &asked);
        tell(&mut self.story, self.now, &asked, &answer);
        if asked != request {
            answer = yandex::from_grpc(&asked, &answer)
                .map_err(|flaw| format!("{}\n{flaw}\n{}", step.text, self.story))?;
        }
        let (seen, whose) = (view(&answer), Whose::of(request.path()));
        let Expected { raw, error, message, .. } = &step.answer;
        let mut flaws = Vec::new();
        if *raw {
            answers::length(&answer, &mut flaws);
        } else {
            flaws = whose.flaws(&request, &answer);
        }
        if answer.status.as_u16() != status {
            flaws.push(format!("status {} instead of {status}", answer.status.as_u16()));
        }
        let kind = whose.error(&answer, &seen);
        if let Some(error) = error
            && kind != json!(error)
        {
            flaws.push(format!("not a {error}"));
        }
        if !flaws.is_empty() {
            return Err(format!("{}\n{}", step.text, flaws.join("\n")));
        }
        if let Some(words) = message {
            let place = format!("/body{}", whose.words(&kind));
            let found = seen.pointer(&place);
            self.compare(found, words).map_err(|flaw| format!("{}\nmessage {flaw}", step.text))?;
        }
        self.check(&seen, step, &step.expects)
    }

    fn request(&self, call: &Call) -> Result<Request, String> {
        let target = match call.target.strip_prefix('$').and_then(|it| self.kept.get(it)) {
            Some(url) => path_of(url).to_owned(),
            None => self.fill(&call.target, percent_encoded)?,
        };
        let spelled = yandex::spelled_out(&target).or_else(|| aiven::spelled_out(&target));
        let target = spelled.unwrap_or_else(|| confluent::spelled_out(&target));
        let body = self.body(&call.body)?;
        let signer = call.signer.as_deref().map(|it| self.fill(it, str::to_owned)).transpose()?;
        let signer = signer.as_deref();
        let whose = Whose::of(&target);
        let aws = signer.filter(|_| whose == Whose::Msk);
        let aws = aws.map(|it| it.split_once('/').unwrap_or((KEY, REGION)));
        let mut request = calls::call((&call.method, &target), aws, body, self.now);
        if let Some(key) = signer {
            whose.prove(&mut request, key);
        }
        for (name, value) in &call.headers {
            match value {
                Some(value) => calls::put(&mut request, name, &self.fill(value, str::to_owned)?),
                None => drop(request.headers.remove(name)),
            }
        }
        if let Some((key, region)) = aws
            && self.world.settings().auth == Auth::Strict
        {
            let signer =
                Signer { access_key: key.into(), region: region.into(), ..Signer::example() };
            signer.sign(&mut request, self.now);
        }
        Ok(request)
    }

    /// `@name {patch}`, `'text'`, a form (`form a=b;file=c`, with the boundary `wavetank`) or JSON as it
    /// stands.
    fn body(&self, text: &str) -> Result<String, String> {
        let text = self.fill(text, |it| it.replace('\\', "\\\\").replace('"', "\\\""))?;
        if let Some(text) = text.strip_prefix('\'').and_then(|it| it.strip_suffix('\'')) {
            return Ok(text.into());
        }
        if let Some(fields) = text.strip_prefix("form ") {
            let fields = fields.split(';').map(|it| it.split_once('=').expect("name=value"));
            let part = |(name, value): (&str, &str)| {
                format!(
                    "--wavetank\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
                )
            };
            return Ok(fields.map(part).collect::<String>() + "--wavetank--\r\n");
        }
        let Some(known) = text.strip_prefix('@') else { return Ok(text) };
        let (name, patch) = known.split_once(' ').unwrap_or((known, "{}"));
        let mut body = parse(&self.fill(bodies::known(name), str::to_owned)?);
        merge(&mut body, parse(patch));
        Ok(body.to_string())
    }

    fn check(&mut self, seen: &Value, step: &Step, expects: &[Expect]) -> Result<(), String> {
        for Expect { place, is } in expects {
            let found = find(seen, place);
            if let Is::Kept(name) = is {
                let Some(Value::String(text)) = found else {
                    return Err(format!("{}\n{place} is no text to keep: {found:?}", step.text));
                };
                self.kept.insert(name.clone(), text);
                continue;
            }
            let checked = self.compare(found.as_ref(), is);
            checked.map_err(|flaw| format!("{}\n{place} {flaw}\nin {seen}", step.text))?;
        }
        Ok(())
    }

    fn compare(&self, found: Option<&Value>, is: &Is) -> Result<(), String> {
        let text = |it: &Value| it.as_str().map_or_else(|| it.to_string(), str::to_owned);
        let value = |text: &str| -> Result<Value, String> {
            let text = self.fill(text, str::to_owned)?;
            Ok(serde_json::from_str(&text).unwrap_or(Value::String(text)))
        };
        let holds = match is {
            Is::Equal(want) => found == Some(&value(want)?),
            Is::Other(want) => found.is_some() && found != Some(&value(want)?),
            Is::Match(want) => {
                let want = Regex::new(&self.fill(want, regex::escape)?).expect("a regex");
                found.is_some_and(|it| want.is_match(&text(it)))
            }
            Is::Absent => found.is_none(),
            Is::Keys(want) => {
                let found =
                    found.and_then(Value::as_object).map(|it| it.keys().collect::<Vec<_>>());
                let mut want: Vec<_> = want.iter().collect();
                want.sort();
                found == Some(want)
            }
            Is::Kept(_) => unreachable!("kept, not compared"),
        };
        let found = found.map_or_else(|| "absent".into(), Value::to_string);
        if holds { Ok(()) } else { Err(format!("is {found}, and should be {is:?}")) }
    }

    /// Puts what was kept in place of each `$name`, quoted as its surroundings ask.
    fn fill(&self, text: &str, quote: impl Fn(&str) -> String) -> Result<String, String> {
        static NAME: LazyLock<Regex> =
            LazyLock::new(|| Regex::new(r"\$([a-z][a-z0-9_]*)").expect("a regex"));
        if let Some(name) = NAME
            .captures_iter(text)
            .map(|it| it[1].to_owned())
            .find(|it| !self.kept.contains_key(it))
        {
            return Err(format!("nothing is kept as ${name}: {text}"));
        }
        Ok(NAME.replace_all(text, |found: &Captures<'_>| quote(&self.kept[&found[1]])).into_owned())
    }
}

/// A setup out of the lines before the first step.
fn setup(lines: &[(String, String)]) -> Setup {
    let (mut settings, mut rules, mut premises) = (Settings::default(), vec![], BTreeMap::new());
    for (keyword, text) in lines {
        let (name, takes) = text.split_once(' ').unwrap_or((text, ""));
        match keyword.as_str() {
            "seed" => settings.seed = value(text),
            "epoch" => settings.epoch = value(text),
            "auth" => settings.auth = value(text),
            "date" => settings.date = value(text),
            "wire" => {}
            "bounds" => settings.journal = value(text),
            "pages" => settings.pages = value(text),
            "timing" if takes.is_empty() => settings.timing.profile = value(name),
            "timing" => drop(settings.timing.operations.insert(name.into(), value::<Takes>(takes))),
            "lag" => drop(settings.lag.insert(name.into(), value::<Takes>(takes))),
            "premises" if takes.starts_with('{') && !name.starts_with('{') => {
                drop(premises.insert(name.into(), parse(takes)));
            }
            "premises" => drop(premises.insert("msk".into(), parse(text))),
            _ => rules.push(read_rule(text)),
        }
    }
    Setup::new(settings, rules, &premises).expect("a setup without mistakes")
}

pub(crate) fn read_rule(text: &str) -> Rule {
    let written: Written = serde_json::from_str(text).expect("a rule of the right shape");
    written.read(&vendors::catalogue()).expect("a rule without mistakes")
}

/// JSON, or a text as it stands.
fn value<T: DeserializeOwned>(text: &str) -> T {
    let value = serde_json::from_str(text).unwrap_or_else(|_| Value::String(text.into()));
    serde_json::from_value(value).expect("a setting")
}

fn parse(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error} in {text}"))
}

fn duration(text: &str) -> std::time::Duration {
    parse_duration(text).expect("a duration")
}

/// A JSON merge patch (RFC 7396): null takes away.
fn merge(body: &mut Value, patch: Value) {
    match (body, patch) {
        (Value::Object(body), Value::Object(patch)) => {
            for (name, value) in patch {
                if value.is_null() {
                    body.remove(&name);
                } else {
                    merge(body.entry(name).or_insert(Value::Null), value);
                }
            }
        }
        (body, patch) => *body = patch,
    }
}

/// An answer as one value, in which every place has a pointer.
fn view(answer: &Response) -> Value {
    let header = |(name, value): (&http::HeaderName, &http::HeaderValue)| {
        let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
        (name.to_string(), Value::String(value))
    };
    let text = String::from_utf8_lossy(&answer.body).into_owned();
    json!({
        "header": answer.headers.iter().map(header).collect::<serde_json::Map<_, _>>(),
        "body": serde_json::from_slice(&answer.body).unwrap_or(Value::String(text)),
        "wire": format!("{:?}", answer.wire),
        "delay": format!("{:?}", answer.delay),
    })
}

/// What a JSON Pointer leads to; where it has a `*`, what is found in every item.
fn find(value: &Value, place: &str) -> Option<Value> {
    let Some((items, rest)) = place.split_once("/*") else { return value.pointer(place).cloned() };
    let items = value.pointer(items)?.as_array()?;
    items.iter().map(|item| find(item, rest)).collect()
}

/// What stands behind the host of a URL.
fn path_of(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.find('/').map_or(rest, |at| &rest[at..])
}

fn percent_encoded(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(byte).collect()
}

fn tell(story: &mut String, now: Timestamp, request: &Request, answer: &Response) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (method, target, body) = (&request.method, &request.target, text(&request.body));
    let asked = format!("{now} {method} {target} {body}");
    let told = writeln!(story, "\n{}", asked.trim_end()).and_then(|()| {
        writeln!(story, "  {} {:?}", answer.status, answer.wire)?;
        for (name, value) in &answer.headers {
            writeln!(story, "  {name}: {}", text(value.as_bytes()))?;
        }
        writeln!(story, "  {}", text(&answer.body))
    });
    told.expect("a String takes everything");
}
