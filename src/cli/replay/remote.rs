//! A recording once more against a running server: each of its worlds in a fresh sandbox, whose clock stands
//! still but for the recording.

use std::collections::{BTreeMap, BTreeSet};

use bytes::Bytes;
use http::header::{
    CONNECTION, CONTENT_LENGTH, EXPECT, HOST, HeaderName, TE, TRAILER, TRANSFER_ENCODING, UPGRADE,
};
use http::{HeaderMap, HeaderValue, Method, StatusCode};
use http_body_util::Full;
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::cli::play::remote::Server;
use crate::kernel::http::Request;
use crate::kernel::journal::Change;
use crate::recording::read::{Call, Entry, Event, Item};
use crate::recording::{Conversion, Difference, Done, Error, Stopped};
use crate::scenario::play::Broken;
use crate::scenario::script::Ending;
use crate::scenario::{Answer, ClockMode, Scenario};
use crate::vendors;

/// What the connection has to do with, and the answer has not.
const OF_THE_WIRE: &[HeaderName] =
    &[CONNECTION, CONTENT_LENGTH, EXPECT, TE, TRAILER, TRANSFER_ENCODING, UPGRADE];

/// The worlds of a recording in a server.
pub(super) struct Remote {
    server: Server,
    /// By the sandbox in the recording: the one in the server.
    sandboxes: BTreeMap<String, String>,
    /// Of those that are still being prepared, what was prepared so far.
    preparing: BTreeMap<String, Conversion>,
    made: BTreeSet<String>,
    pub(super) done: Done,
}

/// Why it ends before the recording does.
pub(super) enum Failed {
    Stopped(Stopped),
    Broken(Broken),
}

impl From<Broken> for Failed {
    fn from(broken: Broken) -> Self {
        Self::Broken(broken)
    }
}

impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        Self::Stopped(Stopped::Unread(error))
    }
}

/// An answer as far as a client and a recording both know it.
#[derive(PartialEq)]
struct Compared {
    status: Option<u16>,
    headers: BTreeSet<(String, String)>,
    body: Option<Bytes>,
}

impl Remote {
    pub(super) fn new(server: Server) -> Self {
        let (sandboxes, preparing, made) = (BTreeMap::new(), BTreeMap::new(), BTreeSet::new());
        Self { server, sandboxes, preparing, made, done: Done::default() }
    }

    /// Does what `item` says.
    pub(super) fn step(&mut self, line: u64, item: &Item<'_>) -> Result<(), Failed> {
        match item {
            Item::Begin(beginning) => {
                self.done.worlds += 1;
                let name = format!("replay-{}-{}", std::process::id(), self.done.worlds);
                self.sandboxes.insert(beginning.sandbox.clone(), name.clone());
                self.admin((Method::POST, "sandboxes"), None, &json!({ "name": name }))?;
                self.made.insert(name.clone());
                if !beginning.prepared {
                    return self.load(&name, &beginning.scenario);
                }
                let mut conversion = Conversion::default();
                conversion.take(line, item)?;
                self.preparing.insert(beginning.sandbox.clone(), conversion);
            }
            Item::Begun(sandbox, _) => {
                if let Some(mut conversion) = self.preparing.remove(&**sandbox) {
                    conversion.take(line, item)?;
                    let scenario = conversion.beginning(sandbox, &vendors::catalogue());
                    let name = self.sandboxes[&**sandbox].clone();
                    self.load(&name, &scenario)?;
                }
            }
            Item::Removed(sandbox) => {
                if let Some(name) = self.sandboxes.remove(&**sandbox) {
                    self.forget(&name)?;
                }
            }
            Item::Entry(entry) => match self.preparing.get_mut(&*entry.sandbox) {
                Some(conversion) => conversion.take(line, item)?,
                None => return self.entry(entry),
            },
        }
        Ok(())
    }

    /// Has the server forget all that was made for this.
    pub(super) fn end(&mut self) -> Result<(), Broken> {
        for name in self.made.clone() {
            self.forget(&name)?;
        }
        Ok(())
    }

    fn forget(&mut self, name: &str) -> Result<(), Broken> {
        self.made.remove(name);
        self.admin((Method::DELETE, &format!("sandboxes/{name}")), None, &Value::Null)
    }

    fn load(&self, name: &str, scenario: &Scenario) -> Result<(), Failed> {
        let scenario = Scenario { clock: ClockMode::Stopped, ..scenario.clone() };
        let path = format!("sandboxes/{name}/scenario");
        Ok(self.admin((Method::POST, &path), None, &json!(scenario))?)
    }

    fn entry(&mut self, entry: &Entry<'_>) -> Result<(), Failed> {
        let (sent, vouched) = match &entry.event {
            Event::Due(_) => {
                self.done.entries += 1;
                return Ok(());
            }
            Event::Admin(change) => {
                self.change(entry, change)?;
                self.done.entries += 1;
                return Ok(());
            }
            Event::Call(call) => (&call.request, call.vouched),
            Event::Panic(it) => (&it.request, it.vouched),
        };
        let request = sent.request(vouched);
        let request = request.ok_or_else(|| unsendable(entry))?;
        let is_head = request.method == Method::HEAD;
        let name = &self.sandboxes[&*entry.sandbox];
        let answer = self.server.exchange(sendable(&request, name, entry)?)?;
        let (recorded, replayed) = match &entry.event {
            Event::Call(call) => {
                let ending = ending(call);
                if !answer.endings.contains(&ending) {
                    let got = answer.endings.first().copied().unwrap_or_default();
                    return Err(differs(
                        entry,
                        &json!({ "wire": ending }),
                        &json!({ "wire": got }),
                    ));
                }
                if ending == Ending::Whole {
                    (Compared::recorded(call, is_head), Compared::of(&answer, is_head))
                } else {
                    (Compared::nothing(), Compared::nothing())
                }
            }
            Event::Panic(_) | Event::Due(_) | Event::Admin(_) => {
                let refusal = StatusCode::INTERNAL_SERVER_ERROR.as_u16();
                let recorded = Compared { status: Some(refusal), ..Compared::nothing() };
                let status = answer.head.as_ref().map(|(status, _)| status.as_u16());
                (recorded, Compared { status, ..Compared::nothing() })
            }
        };
        if recorded != replayed {
            return Err(differs(entry, &recorded.shown(), &replayed.shown()));
        }
        self.done.entries += 1;
        self.done.calls += 1;
        Ok(())
    }

    fn change(&self, entry: &Entry<'_>, change: &Change) -> Result<(), Broken> {
        let (call, body) = match change {
            Change::FaultsAdded(rules) => ((Method::POST, "faults".to_owned()), json!(rules)),
            Change::FaultsReplaced(rules) => ((Method::PUT, "faults".to_owned()), json!(rules)),
            Change::FaultRemoved(id) => ((Method::DELETE, format!("faults/{id}")), Value::Null),
            // It is an entry in the journal, by whose numbers ids are drawn.
            Change::Clock(_) | Change::Forked(_) => {
                ((Method::POST, "clock".to_owned()), json!({ "set": entry.at.to_string() }))
            }
        };
        let place = Some((&*self.sandboxes[&*entry.sandbox], entry.at));
        self.admin((call.0, &call.1), place, &body)
    }

    fn admin(
        &self,
        (method, path): (Method, &str),
        place: Option<(&str, Timestamp)>,
        body: &Value,
    ) -> Result<(), Broken> {
        let bytes = if body.is_null() { Bytes::new() } else { body.to_string().into() };
        let mut request = http::Request::new(Full::new(bytes));
        *request.method_mut() = method;
        let target = format!("/_wavetank/{path}").parse();
        *request.uri_mut() = target.expect("names and numbers make a path");
        request.headers_mut().insert(HOST, self.server.host());
        if let Some((sandbox, at)) = place {
            mark(request.headers_mut(), &json!({ "sandbox": sandbox, "at": at, "wall": at }));
        }
        let answer = self.server.exchange(request)?;
        match answer.head {
            Some((status, _)) if status.is_success() => Ok(()),
            head => {
                let status = head.map(|(status, _)| status.to_string()).unwrap_or_default();
                let said = String::from_utf8_lossy(&answer.body).into_owned();
                Err(Broken(format!("the server refuses {path}: {status}: {said}")))
            }
        }
    }
}

fn mark(headers: &mut HeaderMap, what: &Value) {
    let value = HeaderValue::from_str(&what.to_string()).expect("names and times are plain text");
    headers.insert("x-wavetank-replayed", value);
}

fn unsendable(entry: &Entry<'_>) -> Failed {
    let message = "the request is none that can be sent".to_owned();
    Failed::Stopped(Stopped::Unread(Error { line: entry.line, message, hint: None }))
}

fn sendable(
    request: &Request,
    sandbox: &str,
    entry: &Entry<'_>,
) -> Result<http::Request<Full<Bytes>>, Failed> {
    let mut sent = http::Request::new(Full::new(request.body.clone()));
    *sent.method_mut() = request.method.clone();
    *sent.uri_mut() = request.target.parse().map_err(|_| unsendable(entry))?;
    let mut headers = request.headers.clone();
    for name in OF_THE_WIRE {
        headers.remove(name);
    }
    let what = json!({
        "sandbox": sandbox,
        "at": entry.at,
        "wall": request.wall,
        "vouched": request.vouched,
    });
    mark(&mut headers, &what);
    *sent.headers_mut() = headers;
    Ok(sent)
}

/// How the answer ended when it was recorded.
fn ending(call: &Call<'_>) -> Ending {
    let endings = [Ending::Cut, Ending::Reset, Ending::Empty, Ending::Silence, Ending::Garbage];
    let known =
        call.response.wire().and_then(|word| endings.into_iter().find(|it| it.word() == word));
    known.unwrap_or_default()
}

fn differs(entry: &Entry<'_>, recorded: &Value, replayed: &Value) -> Failed {
    Failed::Stopped(Stopped::Differs(Box::new(Difference {
        line: entry.line,
        sandbox: entry.sandbox.clone().into_owned(),
        number: entry.number,
        about: entry.event.about(),
        recorded: recorded.to_string(),
        replayed: Some(replayed.to_string()),
    })))
}

impl Compared {
    fn nothing() -> Self {
        Self { status: None, headers: BTreeSet::new(), body: None }
    }

    fn recorded(call: &Call<'_>, is_head: bool) -> Self {
        let headers = call.response.headers();
        let headers =
            headers.filter(|(name, _)| !OF_THE_WIRE.iter().any(|it| it.as_str() == *name));
        let status = call.response.status;
        let is_bare = is_head || matches!(status, 204 | 304);
        Self {
            status: Some(status),
            headers: headers.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
            body: (!is_bare).then(|| call.response.body().unwrap_or_default()),
        }
    }

    fn of(answer: &Answer, is_head: bool) -> Self {
        let Some((status, headers)) = &answer.head else { return Self::nothing() };
        let texts = headers.iter().filter(|(name, _)| !OF_THE_WIRE.contains(name));
        let texts = texts.filter_map(|(name, value)| {
            Some((name.as_str().to_owned(), std::str::from_utf8(value.as_bytes()).ok()?.to_owned()))
        });
        let is_bare = is_head || matches!(status.as_u16(), 204 | 304);
        Self {
            status: Some(status.as_u16()),
            headers: texts.collect(),
            body: (!is_bare).then(|| answer.body.clone()),
        }
    }

    fn shown(&self) -> Value {
        let body = self.body.as_ref().map(|body| {
            let text = || Value::String(String::from_utf8_lossy(body).into_owned());
            serde_json::from_slice::<Value>(body).unwrap_or_else(|_| text())
        });
        json!({ "status": self.status, "headers": self.headers, "body": body })
    }
}
