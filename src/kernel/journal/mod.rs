//! What happened, in the world's order: bounded, numbered, counted where it was dropped.
//!
//! Nothing is written here to any file, and nothing is rendered before somebody looks.

mod change;
mod pieces;
mod show;

use std::{collections::VecDeque, fmt, mem, ops::Range, sync::Arc, time::Duration};

use bytes::Bytes;
use http::{Method, StatusCode};
use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use change::{Change, Clock};
pub use pieces::Lines;
use pieces::{Part, Pieces};
pub use show::public_target;

use super::http::{Request, Response, Wire};

/// How much a journal holds. What no longer fits falls out at the old end, and is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Bounds {
    /// Calls, timers and admin actions.
    pub entries_max: usize,
    /// Of requests and answers together, headers and bodies, and of rules that came.
    pub bytes_max: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { entries_max: 10_000, bytes_max: 16 << 20 }
    }
}

#[derive(Debug, Clone)]
pub struct Entry {
    /// From 1, without gaps.
    pub number: u64,
    /// World time.
    pub at: Timestamp,
    pub event: Event,
}

#[derive(Debug, Clone)]
#[expect(
    clippy::large_enum_variant,
    reason = "nearly all are calls, and lie side by side: what falls out is at hand"
)]
pub enum Event {
    Call(Call),
    /// A timer fired: whose it was, and what fell due, in words when somebody asks.
    Due {
        vendor: &'static str,
        what: Arc<dyn fmt::Debug + Send + Sync>,
    },
    /// Somebody moved the clock, changed the rules, and the like.
    Admin(Change),
    /// A call made the emulator panic: what it said.
    Panic {
        request: Box<Request>,
        /// Where in its target a secret stands.
        hidden: Range<usize>,
        message: String,
    },
}

/// A request, its answer, and what was made of it.
#[derive(Debug, Clone)]
pub struct Call {
    pub wall: Timestamp,
    pub vouched: bool,
    pub method: Method,
    pub prefix_bytes: usize,
    /// Where in the target a secret stands.
    pub hidden: Range<usize>,
    /// `None`: no vendor's.
    pub vendor: Option<&'static str>,
    /// `None`: the vendor has no such operation.
    pub operation: Option<&'static str>,
    /// The rules that acted, in order.
    pub rules: Vec<String>,
    /// How the credential was judged, once it was.
    pub verdict: Option<&'static str>,
    /// Of the answer, whether or not it [went out](Self::told).
    pub status: StatusCode,
    pub delay: Duration,
    pub wire: Wire,
    pieces: Pieces,
    /// As it went out: the vendors' bodies are their own, so that no buffer of a connection is held.
    answer_body: Bytes,
}

impl Call {
    fn new(spare: Vec<u8>, request: &Request, resource: &str, response: &Response) -> Self {
        Self {
            wall: request.wall,
            vouched: request.vouched,
            method: request.method.clone(),
            prefix_bytes: request.prefix_bytes,
            hidden: 0..0,
            vendor: None,
            operation: None,
            rules: Vec::new(),
            verdict: None,
            status: response.status,
            delay: response.delay,
            wire: response.wire.clone(),
            pieces: Pieces::new(spare, request, resource, response),
            answer_body: response.body.clone(),
        }
    }

    /// Path and query, as they came.
    pub fn target(&self) -> &str {
        self.pieces.text(Part::Target)
    }

    pub fn headers(&self) -> Lines<'_> {
        self.pieces.lines(Part::Headers)
    }

    pub fn body(&self) -> &[u8] {
        self.pieces.bytes(Part::Body)
    }

    /// The resource's name, empty if the call names none.
    pub fn resource(&self) -> &str {
        self.pieces.text(Part::Resource)
    }

    pub fn answer_headers(&self) -> Lines<'_> {
        self.pieces.lines(Part::AnswerHeaders)
    }

    pub fn answer_body(&self) -> &[u8] {
        &self.answer_body
    }

    pub fn answer_trailers(&self) -> Lines<'_> {
        self.pieces.lines(Part::AnswerTrailers)
    }

    /// The status that went out; none where the connection ended before any could.
    pub fn told(&self) -> Option<StatusCode> {
        self.wire.has_head().then_some(self.status)
    }

    /// The request once more, as it came.
    pub fn request(&self) -> Request {
        Request {
            method: self.method.clone(),
            target: self.target().into(),
            prefix_bytes: self.prefix_bytes,
            headers: self.headers().to_map(),
            body: Bytes::copy_from_slice(self.body()),
            wall: self.wall,
            vouched: self.vouched,
        }
    }

    /// The answer once more, as it went.
    pub fn answer(&self) -> Response {
        Response {
            status: self.status,
            headers: self.answer_headers().to_map(),
            body: self.answer_body.clone(),
            trailers: self.answer_trailers().to_map(),
            delay: self.delay,
            wire: self.wire.clone(),
        }
    }
}

impl Event {
    fn bytes(&self) -> usize {
        match self {
            Self::Call(it) => size_of::<Call>() + it.pieces.len() + it.answer_body.len(),
            Self::Due { what, .. } => size_of_val(&**what),
            Self::Admin(change) => size_of::<Change>() + change.bytes(),
            Self::Panic { request, message, .. } => {
                size_of::<Request>() + request.target.len() + request.body.len() + message.len()
            }
        }
    }
}

#[derive(Debug, Clone)]
pub struct Journal {
    entries: VecDeque<Entry>,
    bounds: Bounds,
    bytes: usize,
    next: u64,
    calls: u64,
    /// From this number on, nothing falls out: somebody has yet to read it.
    held_from: u64,
    /// Memory of a call that fell out, for one that comes in: neither is then far away.
    spare: Vec<u8>,
}

impl Journal {
    pub fn new(bounds: Bounds) -> Self {
        let (entries, spare) = (VecDeque::new(), Vec::new());
        Self { entries, bounds, bytes: 0, next: 1, calls: 0, held_from: u64::MAX, spare }
    }

    /// The exchange about `resource`, to be [recorded](Self::record); what else the emulator made of it is filled
    /// in by the caller.
    pub fn call(&mut self, request: &Request, resource: &str, response: &Response) -> Call {
        Call::new(mem::take(&mut self.spare), request, resource, response)
    }

    /// Adds an entry and returns its number; the oldest make room.
    pub fn record(&mut self, at: Timestamp, event: Event) -> u64 {
        let number = self.next;
        self.next += 1;
        self.calls += u64::from(matches!(event, Event::Call(_)));
        self.bytes += event.bytes();
        self.entries.push_back(Entry { number, at, event });
        self.make_room();
        number
    }

    /// Keeps the entries from this number on, whatever the bounds, until it is told another one;
    /// `u64::MAX` for none.
    pub fn hold(&mut self, from: u64) {
        self.held_from = from;
        self.make_room();
    }

    fn make_room(&mut self) {
        while self.entries.len() > self.bounds.entries_max || self.bytes > self.bounds.bytes_max {
            let Some(oldest) = self.entries.pop_front_if(|it| it.number < self.held_from) else {
                break;
            };
            self.bytes -= oldest.event.bytes();
            if let Event::Call(call) = oldest.event {
                self.spare = call.pieces.into_spare();
            }
        }
    }

    /// The entries from this number on, the oldest first, as far as they are still there.
    pub fn since(&self, number: u64) -> impl Iterator<Item = &Entry> {
        let skipped = number.saturating_sub(self.dropped() + 1);
        self.entries.iter().skip(usize::try_from(skipped).unwrap_or(usize::MAX))
    }

    /// The oldest first.
    pub fn entries(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        self.entries.iter()
    }

    /// From which number on entries are kept, whatever the bounds; `u64::MAX` for none.
    pub fn held_from(&self) -> u64 {
        self.held_from
    }

    /// The number of the next entry.
    pub fn next_number(&self) -> u64 {
        self.next
    }

    /// Calls answered since the world began.
    pub fn calls(&self) -> u64 {
        self.calls
    }

    /// Entries that fell out.
    pub fn dropped(&self) -> u64 {
        self.next - 1 - self.entries.len() as u64
    }
}
