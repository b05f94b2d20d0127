//! A call without its secrets: its credential by its shape, and the same stand-ins in request and answer.
//!
//! Decides nothing about which members of a body are secrets: the vendors do.

use std::{borrow::Cow, ops::Range};

use base64::{Engine, engine::general_purpose::STANDARD};
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use jiff::Timestamp;

use super::{assignments, json, origin::digest, proofs, properties, secrets::Secrets};
use crate::kernel::http::{Request, Response};
use crate::kernel::journal::{Call, Event, Lines};
use crate::kernel::secrecy::{self, Secrecy, Side};
use crate::vendors::AnyVendor;

/// Whose bodies they are: it says what its values are. Those of nobody are judged by their names.
pub(super) type Judge<'a> = Option<&'a dyn AnyVendor>;

pub(super) type Headers<'a> = Vec<(&'a str, Cow<'a, [u8]>)>;

/// What is written down of a call.
#[derive(Debug)]
pub(super) struct Exchange<'a> {
    pub(super) sent: Sent<'a>,
    /// `None` where a panic stands instead.
    pub(super) answer: Option<Answer<'a>>,
    pub(super) vouched: bool,
}

/// A request as it is written down.
#[derive(Debug)]
pub(super) struct Sent<'a> {
    pub(super) method: &'a str,
    pub(super) target: Cow<'a, str>,
    /// Where in the target a secret stands.
    hidden: Range<usize>,
    pub(super) prefix_bytes: usize,
    pub(super) wall: Timestamp,
    pub(super) headers: Headers<'a>,
    pub(super) body: Cow<'a, [u8]>,
}

/// An answer as it is written down.
#[derive(Debug, PartialEq)]
pub(super) struct Answer<'a> {
    pub(super) status: u16,
    pub(super) headers: Headers<'a>,
    pub(super) body: Cow<'a, [u8]>,
    pub(super) trailers: Headers<'a>,
}

impl<'a> Exchange<'a> {
    /// As it was; `None` for what is no call.
    pub(super) fn of(event: &'a Event) -> Option<Self> {
        let (sent, answer, vouched) = match event {
            Event::Call(call) => (Sent::of_call(call), Some(Answer::of_call(call)), call.vouched),
            Event::Panic { request, hidden, .. } => {
                (Sent::of_request(request, hidden.clone()), None, request.vouched)
            }
            Event::Due { .. } | Event::Admin(_) => return None,
        };
        Some(Self { sent, answer, vouched })
    }

    /// Takes the secrets out, and vouches for what was taken.
    pub(super) fn conceal(&mut self, judge: Judge<'_>, secrets: &mut Secrets) {
        let rpc = self.sent.rpc();
        self.vouched |= self.sent.conceal(judge, secrets, rpc.as_deref());
        if let Some(answer) = &mut self.answer {
            answer.conceal(judge, secrets, rpc.as_deref());
        }
    }
}

impl<'a> Sent<'a> {
    fn of_request(request: &'a Request, hidden: Range<usize>) -> Self {
        Self {
            method: request.method.as_str(),
            target: Cow::Borrowed(&request.target),
            hidden,
            prefix_bytes: request.prefix_bytes,
            wall: request.wall,
            headers: in_map(&request.headers),
            body: Cow::Borrowed(&request.body),
        }
    }

    fn of_call(call: &'a Call) -> Self {
        Self {
            method: call.method.as_str(),
            target: Cow::Borrowed(call.target()),
            hidden: call.hidden.clone(),
            prefix_bytes: call.prefix_bytes,
            wall: call.wall,
            headers: plain(call.headers()),
            body: Cow::Borrowed(call.body()),
        }
    }

    /// The path of a call of gRPC.
    fn rpc(&self) -> Option<String> {
        let kind = self.headers.iter().find(|(name, _)| *name == "content-type")?;
        let path = self.target.get(self.prefix_bytes..)?.split('?').next()?;
        kind.1.starts_with(b"application/grpc").then(|| path.to_owned())
    }

    /// Takes the secrets out, and says whether there were any.
    fn conceal(&mut self, judge: Judge<'_>, secrets: &mut Secrets, rpc: Option<&str>) -> bool {
        let mut hider = Hider { judge, secrets, mints: true, named: None };
        let body = if let Some(path) = rpc {
            hider.message((path, Side::Request), &self.body)
        } else {
            let body = concealed_body(&self.body, &mut hider);
            // A refusal may tell a digest of it: nothing may change in it behind this.
            known_taken_out(body.as_deref().unwrap_or(&self.body), secrets).or(body)
        };
        let hash = body.as_ref().map(|_| digest(&self.body));
        let mut changed = body.is_some();
        if let Some(concealed) = proofs::segments(&self.target[self.hidden.clone()], secrets) {
            self.target.to_mut().replace_range(self.hidden.clone(), &concealed);
            changed = true;
        }
        if let Some(target) = proofs::target(&self.target, secrets) {
            (self.target, changed) = (Cow::Owned(target), true);
        }
        if let Some(target) = secrets.anywhere(&self.target) {
            (self.target, changed) = (Cow::Owned(target), true);
        }
        for (name, value) in &mut self.headers {
            let concealed = match &body {
                Some(body) if *name == "content-length" => Some(body.len().to_string().into()),
                Some(body) if hash.as_deref().is_some_and(|it| it.as_bytes() == &**value) => {
                    Some(digest(body).into_bytes())
                }
                _ => {
                    let header = proofs::header(name, value, secrets);
                    known_taken_out(header.as_deref().unwrap_or(value), secrets).or(header)
                }
            };
            if let Some(concealed) = concealed {
                (*value, changed) = (Cow::Owned(concealed), true);
            }
        }
        if let Some(body) = body {
            self.body = Cow::Owned(body);
        }
        changed
    }

    /// The request that a replay will make of it.
    pub(super) fn request(&self, vouched: bool) -> Request {
        let mut headers = HeaderMap::with_capacity(self.headers.len());
        for (name, value) in &self.headers {
            let name = HeaderName::from_bytes(name.as_bytes()).expect("it was one");
            headers.append(name, HeaderValue::from_bytes(value).expect("it was one"));
        }
        Request {
            method: Method::from_bytes(self.method.as_bytes()).expect("it was one"),
            target: self.target.clone().into(),
            prefix_bytes: self.prefix_bytes,
            headers,
            body: self.body.to_vec().into(),
            wall: self.wall,
            vouched,
        }
    }
}

impl<'a> Answer<'a> {
    fn of_call(call: &'a Call) -> Self {
        Self {
            status: call.status.as_u16(),
            headers: plain(call.answer_headers()),
            body: Cow::Borrowed(call.answer_body()),
            trailers: plain(call.answer_trailers()),
        }
    }

    pub(super) fn of_response(response: &'a Response) -> Self {
        Self {
            status: response.status.as_u16(),
            headers: in_map(&response.headers),
            body: Cow::Borrowed(&response.body),
            trailers: in_map(&response.trailers),
        }
    }

    /// Takes out the secrets that calls have brought.
    fn conceal(&mut self, judge: Judge<'_>, secrets: &mut Secrets, rpc: Option<&str>) {
        for (name, value) in self.headers.iter_mut().chain(&mut self.trailers) {
            let text = std::str::from_utf8(value).ok().filter(|_| secrecy::is_secret_header(name));
            if let Some(known) = text.and_then(|it| secrets.in_answer(it)) {
                *value = Cow::Owned(known.into_bytes());
            }
        }
        let mut hider = Hider { judge, secrets, mints: false, named: None };
        let body = match rpc {
            Some(path) => hider.message((path, Side::Answer), &self.body),
            None => concealed_body(&self.body, &mut hider),
        };
        if let Some(body) = body {
            self.body = Cow::Owned(body);
        }
    }
}

fn plain(lines: Lines<'_>) -> Headers<'_> {
    lines.raw().map(|(name, value)| (name, Cow::Borrowed(value))).collect()
}

fn in_map(headers: &HeaderMap) -> Headers<'_> {
    headers.iter().map(|(name, value)| (name.as_str(), value.as_bytes().into())).collect()
}

/// Hides the secrets in values.
struct Hider<'a> {
    judge: Judge<'a>,
    secrets: &'a mut Secrets,
    /// What is not known yet is a secret from now on: in requests, not in answers.
    mints: bool,
    /// The last member called `name`, for the `value` beside it.
    named: Option<(usize, String)>,
}

impl Hider<'_> {
    /// A message of gRPC, which only its vendor can read.
    fn message(&mut self, call: (&str, Side), body: &[u8]) -> Option<Vec<u8>> {
        let judge = self.judge?;
        judge.rewritten(call, body, &mut |path, value| self.value(path, value))
    }

    fn judged(&self, path: &[&str]) -> Secrecy {
        self.judge.map_or_else(|| secrecy::by_name(path), |it| it.secrecy(path))
    }

    fn secret(&mut self, value: &str) -> Option<String> {
        // A file in a value is still one.
        if let Some((before, file)) =
            value.split_once(";base64,").filter(|_| value.starts_with("data:"))
        {
            return self.secret(file).map(|it| format!("{before};base64,{}", STANDARD.encode(it)));
        }
        if self.mints { self.secrets.conceal(value) } else { self.secrets.in_answer(value) }
    }

    fn value(&mut self, path: &[&str], value: &str) -> Option<String> {
        let depth = path.len();
        let named = match path {
            [.., "name"] => {
                self.named = Some((depth, value.to_owned()));
                None
            }
            // `{"name": "ssl.key.password", "value": "..."}`
            [.., "value"] => self.named.clone().filter(|(at, _)| *at == depth),
            _ => None,
        };
        let secrecy = match (&named, path.split_last()) {
            (Some((_, name)), Some((_, outer))) => self.judged(&[outer, &[name.as_str()]].concat()),
            _ => self.judged(path),
        };
        self.hide(secrecy, path, value)
    }

    fn hide(&mut self, secrecy: Secrecy, path: &[&str], value: &str) -> Option<String> {
        match secrecy {
            Secrecy::Open => self.open(value),
            // What reads it looks for `username` and the like.
            Secrecy::Secret if !assignments::spans(value).is_empty() => self.open(value),
            Secrecy::Secret if path.last().is_some_and(|it| it.ends_with("headers")) => {
                self.headers(value, true)
            }
            Secrecy::Secret => self.secret(value),
            Secrecy::Headers { all } => self.headers(value, all),
            Secrecy::Encoded => properties::rewritten(value, &mut |name, value| {
                self.hide(secrecy::by_name(&[name]), &[name], value)
            }),
        }
    }

    /// Nothing but what no other way would look into.
    fn encoded(&mut self, path: &[&str], value: &str) -> Option<String> {
        let secrecy = self.judged(path);
        (secrecy == Secrecy::Encoded).then(|| self.hide(secrecy, path, value))?
    }

    fn headers(&mut self, list: &str, all: bool) -> Option<String> {
        let mut changed = false;
        let headers = list.split('|').map(|header| {
            let (name, value) = header.split_once(':').unwrap_or((header, ""));
            let value = value.trim();
            let is_secret = all || secrecy::is_secret_header(&name.trim().to_ascii_lowercase());
            match if is_secret { self.secret(value) } else { self.open(value) } {
                Some(concealed) => {
                    changed = true;
                    format!("{name}: {concealed}")
                }
                None => header.to_owned(),
            }
        });
        let headers = headers.collect::<Vec<_>>().join("|");
        changed.then_some(headers)
    }

    /// A text in which secrets may be assigned.
    fn open(&mut self, text: &str) -> Option<String> {
        assignments::rewritten(text, &mut |it| self.secret(it))
    }
}

/// Text without the secrets that are known by now, wherever they stand in it; `None` if there are none.
fn known_taken_out(text: &[u8], secrets: &Secrets) -> Option<Vec<u8>> {
    std::str::from_utf8(text).ok().and_then(|it| secrets.anywhere(it)).map(String::into_bytes)
}

/// `None` if there is no secret in it. What is neither JSON nor text is taken to hold none.
fn concealed_body(body: &[u8], hider: &mut Hider<'_>) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(body).ok().filter(|it| !it.is_empty())?;
    let concealed = if json::is_json(text.trim_ascii()) {
        json::rewritten(text, &mut |path, value| hider.value(path, value))
    } else {
        let open = hider.open(text);
        let text = open.as_deref().unwrap_or(text);
        // Whoever sees that it is no JSON still sees what was nearly a member of it.
        json::rewritten(text, &mut |path, value| hider.encoded(path, value)).or(open)
    };
    concealed.map(String::into_bytes)
}
