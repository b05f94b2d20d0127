//! Reads a recording line by line, and holds no more of it than one.
//!
//! Does nothing with what it reads, but sees that nothing is missing.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{BufRead, Read};

use http::{HeaderMap, HeaderName, HeaderValue, Method};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, value::RawValue};

use super::error::Error;
use super::line::{Body, FORMAT, Text};
use super::origin;
use crate::kernel::http::Request;
use crate::kernel::journal::Change;
use crate::kernel::reading;
use crate::scenario::Scenario;

/// A longer line is none that was recorded.
const LINE_BYTES_MAX: u64 = 256 << 20;

const WHAT_IT_IS: &str = "a recording is what `wavetank serve --record FILE` writes";

/// A recording that is being read.
pub struct Reader<R> {
    from: R,
    line: u64,
    text: Vec<u8>,
    /// The number of the next entry, by sandbox.
    next: BTreeMap<String, u64>,
    is_torn: bool,
}

/// What a line says.
#[derive(Debug)]
pub enum Item<'a> {
    Begin(Box<Beginning>),
    Entry(Entry<'a>),
    /// What was prepared is there, and the world begins.
    Begun(Cow<'a, str>, Timestamp),
    /// The sandbox is no more.
    Removed(Cow<'a, str>),
}

/// What a world is made from.
#[derive(Debug)]
pub struct Beginning {
    pub sandbox: String,
    /// Of the wavetank that made the recording.
    pub version: String,
    pub scenario: Scenario,
    /// What comes first prepares the world, which begins with an item of its own.
    pub prepared: bool,
}

#[derive(Debug)]
pub struct Entry<'a> {
    pub sandbox: Cow<'a, str>,
    pub number: u64,
    /// World time.
    pub at: Timestamp,
    pub event: Event<'a>,
    /// The line itself, without its end.
    pub text: &'a str,
    pub line: u64,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event<'a> {
    #[serde(borrow)]
    Call(Box<Call<'a>>),
    Due(Due<'a>),
    Admin(Change),
    Panic(Box<Panicked<'a>>),
}

/// A timer has fired.
#[derive(Debug, Deserialize)]
pub struct Due<'a> {
    #[serde(borrow)]
    pub what: Cow<'a, str>,
}

#[derive(Debug, Deserialize)]
pub struct Call<'a> {
    #[serde(borrow, default)]
    pub vendor: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    pub operation: Option<Cow<'a, str>>,
    #[serde(default)]
    pub rules: Vec<String>,
    #[serde(borrow, default)]
    pub verdict: Option<Cow<'a, str>>,
    #[serde(default)]
    pub vouched: bool,
    #[serde(borrow)]
    pub request: Sent<'a>,
    #[serde(borrow)]
    pub response: Answer<'a>,
}

#[derive(Debug, Deserialize)]
pub struct Panicked<'a> {
    #[serde(default)]
    pub vouched: bool,
    #[serde(borrow)]
    pub request: Sent<'a>,
}

/// A request as it is written down.
#[derive(Debug, Deserialize)]
pub struct Sent<'a> {
    #[serde(borrow)]
    method: Cow<'a, str>,
    #[serde(borrow)]
    target: Cow<'a, str>,
    #[serde(default)]
    prefix_bytes: usize,
    wall: Timestamp,
    #[serde(borrow)]
    headers: Vec<(Cow<'a, str>, Text<'a>)>,
    #[serde(borrow, default)]
    body: Option<Body<'a>>,
}

/// An answer as it is written down.
#[derive(Debug, Deserialize)]
pub struct Answer<'a> {
    pub status: u16,
    #[serde(borrow)]
    headers: Vec<(Cow<'a, str>, Text<'a>)>,
    #[serde(borrow, default)]
    body: Option<Body<'a>>,
    #[serde(default)]
    wire: Option<BTreeMap<String, Value>>,
}

/// Any line.
#[derive(Deserialize)]
struct Line<'a> {
    #[serde(borrow, default)]
    sandbox: Option<Cow<'a, str>>,
    wavetank: Option<String>,
    format: Option<u32>,
    digest: Option<String>,
    #[serde(borrow, default)]
    scenario: Option<&'a RawValue>,
    #[serde(default)]
    prepared: bool,
    begun: Option<Timestamp>,
    number: Option<u64>,
    at: Option<Timestamp>,
    #[serde(borrow, default)]
    event: Option<Event<'a>>,
    #[serde(default)]
    removed: bool,
}

impl<R: BufRead> Reader<R> {
    pub fn new(from: R) -> Self {
        Self { from, line: 0, text: Vec::new(), next: BTreeMap::new(), is_torn: false }
    }

    /// Whether the last line was not written to its end, and was left out.
    pub fn is_torn(&self) -> bool {
        self.is_torn
    }

    /// The next line; `None` behind the last.
    pub fn read(&mut self) -> Result<Option<Item<'_>>, Error> {
        let Some(has_end) = self.read_line()? else { return Ok(None) };
        let Self { line: number, text, next, is_torn, .. } = self;
        let wrong = |message: String| Error::new(*number, message);
        let foreign = |message: String| {
            if *number == 1 {
                wrong(format!("this is no recording: {message}")).hint(WHAT_IT_IS)
            } else {
                wrong(message)
            }
        };
        let text =
            std::str::from_utf8(text).map_err(|_| foreign("it is no text in UTF-8".into()))?;
        let line: Line<'_> = match serde_json::from_str(text) {
            Ok(line) => line,
            Err(_) if !has_end && *number > 1 => {
                *is_torn = true;
                return Ok(None);
            }
            Err(error) => return Err(unread(&error, text, (wrong, foreign))),
        };
        let Some(sandbox) = line.sandbox else {
            return Err(foreign("it names no sandbox".into()));
        };
        if let (Some(version), Some(format)) = (line.wavetank, line.format) {
            let scenario = beginning((*number, format, &version), line.scenario, line.digest)?;
            next.insert(sandbox.clone().into_owned(), 1);
            let (sandbox, prepared) = (sandbox.into_owned(), line.prepared);
            let beginning = Beginning { sandbox, version, scenario, prepared };
            return Ok(Some(Item::Begin(Box::new(beginning))));
        }
        let Some(due) = next.get_mut(&*sandbox) else {
            return Err(wrong(format!("the beginning of sandbox `{sandbox}` is missing"))
                .hint("the file was cut at its front, or is no recording"));
        };
        if let Some(begun) = line.begun {
            *due = 1;
            return Ok(Some(Item::Begun(sandbox, begun)));
        }
        if line.removed {
            next.remove(&*sandbox);
            return Ok(Some(Item::Removed(sandbox)));
        }
        let (Some(entry), Some(at), Some(event)) = (line.number, line.at, line.event) else {
            return Err(wrong("an entry has a `number`, an instant `at` and an `event`".into()));
        };
        if entry != *due {
            return Err(wrong(format!(
                "entry {entry} of sandbox `{sandbox}` stands where entry {due} should be"
            ))
            .hint("lines are missing, or were moved"));
        }
        *due += 1;
        Ok(Some(Item::Entry(Entry { sandbox, number: entry, at, event, text, line: *number })))
    }

    /// Whether there was a line, and it had an end.
    fn read_line(&mut self) -> Result<Option<bool>, Error> {
        self.text.clear();
        let read = (&mut self.from).take(LINE_BYTES_MAX).read_until(b'\n', &mut self.text);
        self.line += 1;
        let wrong = |message: String| Error::new(self.line, message);
        let bytes = read.map_err(|error| wrong(format!("it cannot be read: {error}")))?;
        let has_end = self.text.pop_if(|it| *it == b'\n').is_some();
        if bytes == 0 && self.line == 1 {
            return Err(wrong("the recording is empty".into()).hint(WHAT_IT_IS));
        }
        if !has_end && bytes as u64 == LINE_BYTES_MAX {
            return Err(wrong(format!("it is longer than {LINE_BYTES_MAX} bytes")).hint(WHAT_IT_IS));
        }
        Ok((bytes > 0).then_some(has_end))
    }
}

/// What serde has to say, and whether a later wavetank has written the line.
fn unread(
    error: &serde_json::Error,
    text: &str,
    (wrong, foreign): (impl Fn(String) -> Error, impl Fn(String) -> Error),
) -> Error {
    let format = serde_json::from_str::<Value>(text).ok().and_then(|it| it.get("format")?.as_u64());
    if let Some(format) = format.filter(|it| *it > u64::from(FORMAT)) {
        return newer(wrong, format);
    }
    let said = error.to_string();
    let said = said.split(" at line ").next().unwrap_or_default();
    if error.is_data() {
        return foreign(format!("column {}: {said}", error.column()));
    }
    foreign(format!("it is no JSON from column {} on: {said}", error.column()))
}

fn newer(wrong: impl Fn(String) -> Error, format: u64) -> Error {
    wrong(format!("the recording is of format {format}, and this wavetank reads format {FORMAT}"))
        .hint("read it with the wavetank that made it, or a later one")
}

/// The scenario in the first line of a world.
fn beginning(
    (line, format, version): (u64, u32, &str),
    scenario: Option<&RawValue>,
    digest: Option<String>,
) -> Result<Scenario, Error> {
    let wrong = |message: String| Error::new(line, message);
    if format != FORMAT {
        return Err(newer(wrong, format.into()));
    }
    let Some(scenario) = scenario else {
        return Err(wrong("the beginning of a world has a `scenario`".into()));
    };
    if digest.is_none_or(|it| it != origin::digest(scenario.get().as_bytes())) {
        return Err(wrong("the scenario is not the one that its digest was made of".into())
            .hint("to change something, make a scenario of it: `wavetank convert`"));
    }
    let of_version =
        |message: &str| wrong(format!("the scenario of wavetank {version}: {message}"));
    let written: Value =
        serde_json::from_str(scenario.get()).map_err(|error| of_version(&error.to_string()))?;
    reading::read(&written)
        .map_err(|mistake| of_version(&format!("{} at `{}`", mistake.message, mistake.pointer())))
}

impl Event<'_> {
    /// The entry in a few words: an operation, and the rules that acted.
    pub fn about(&self) -> String {
        match self {
            Self::Call(call) => {
                let operation = call.operation.as_deref().unwrap_or("no operation");
                let vendor = call.vendor.as_deref().map(|it| format!("{it}/")).unwrap_or_default();
                let rules = call.rules.iter().map(|it| format!(", rule `{it}`"));
                format!("{vendor}{operation}{}", rules.collect::<String>())
            }
            Self::Due(due) => format!("timer {}", due.what),
            Self::Admin(change) => change.to_string(),
            Self::Panic(_) => "a call that panicked".to_owned(),
        }
    }
}

impl Sent<'_> {
    /// The request; `None` if it is none.
    pub fn request(&self, vouched: bool) -> Option<Request> {
        let mut headers = HeaderMap::with_capacity(self.headers.len());
        for (name, value) in &self.headers {
            let name = HeaderName::from_bytes(name.as_bytes()).ok()?;
            headers.append(name, HeaderValue::from_bytes(&value.bytes()?).ok()?);
        }
        let body = match &self.body {
            Some(body) => body.bytes()?,
            None => bytes::Bytes::new(),
        };
        let path_bytes = self.target.find('?').unwrap_or(self.target.len());
        self.target.get(self.prefix_bytes..path_bytes)?;
        Some(Request {
            method: Method::from_bytes(self.method.as_bytes()).ok()?,
            target: self.target.clone().into(),
            prefix_bytes: self.prefix_bytes,
            headers,
            body,
            wall: self.wall,
            vouched,
        })
    }
}

impl Answer<'_> {
    /// The JSON of its body.
    pub fn value(&self) -> Option<Value> {
        self.body.as_ref()?.value()
    }

    pub fn body(&self) -> Option<bytes::Bytes> {
        self.body.as_ref()?.bytes()
    }

    /// Name and value of each header that is text.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.headers.iter().filter_map(|(name, value)| match value {
            Text::Plain(value) => Some((&**name, &**value)),
            Text::Encoded { .. } => None,
        })
    }

    /// In which way it was spoilt, in the word that rules have for it.
    pub fn wire(&self) -> Option<&str> {
        self.wire.as_ref()?.keys().next().map(String::as_str)
    }
}
