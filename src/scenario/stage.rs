//! A world as the stage of a script: in process, and in world time throughout.

use http::header::HOST;
use http::{HeaderValue, StatusCode};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::expect::Answer;
use super::play::{Broken, Seen, Stage};
use super::script::Ending;
use crate::kernel::http::{Request, Response, Wire};
use crate::kernel::journal::Event;
use crate::world::{self, Panicked, World};

/// The host that calls in process are addressed to.
const LOCALHOST: HeaderValue = HeaderValue::from_static("localhost");

impl Stage for World {
    fn now(&mut self) -> Result<Timestamp, Broken> {
        Ok(World::now(self))
    }

    fn pass(&mut self, to: Timestamp) -> Result<(), Broken> {
        self.advance(to);
        Ok(())
    }

    fn address(&mut self, request: &mut Request) {
        request.headers.entry(HOST).or_insert(LOCALHOST);
        // The clock on the wall shows what the world's does.
        request.wall = World::now(self);
    }

    fn send(&mut self, request: &Request) -> Result<Answer, Broken> {
        let now = World::now(self);
        Ok(self.attempt(now, request).map_or_else(panicked, Answer::from))
    }

    fn count(&mut self, wanted: &dyn Fn(&Seen<'_>) -> bool) -> Result<usize, Broken> {
        let journal = self.journal();
        if journal.dropped() > 0 {
            return Err(Broken::dropped(journal.dropped()));
        }
        let calls = journal.entries().filter_map(|entry| match &entry.event {
            Event::Call(call) => Some(call),
            Event::Due { .. } | Event::Admin(_) | Event::Panic { .. } => None,
        });
        let seen = calls.filter(|call| {
            wanted(&Seen {
                vendor: call.vendor,
                operation: call.operation,
                resource: call.resource(),
                status: call.told().map(|it| it.as_u16()),
                rules: &call.rules,
            })
        });
        Ok(seen.count())
    }

    fn state(&mut self) -> Result<Value, Broken> {
        Ok(World::state(self).into_iter().map(|(name, it)| (name.to_owned(), it)).collect())
    }
}

/// As the server answers where a call panicked.
fn panicked(Panicked { entry, message }: Panicked) -> Answer {
    let details = json!({ "message": format!("a call panicked: {message}"), "entry": entry });
    Answer::from(world::refusal(StatusCode::INTERNAL_SERVER_ERROR, "panic", &details))
}

impl From<Response> for Answer {
    /// As a client would see it.
    fn from(response: Response) -> Self {
        let Response { status, headers, body, wire, .. } = response;
        let part = |bytes: usize| body.slice(..bytes.min(body.len()));
        let (ending, came) = match wire {
            Wire::Whole | Wire::Slow { .. } => (Ending::Whole, Some(body)),
            Wire::Cut { after_bytes } => (Ending::Cut, Some(part(after_bytes))),
            Wire::Reset { after_bytes } => (Ending::Reset, after_bytes.map(part)),
            Wire::Empty => (Ending::Empty, None),
            Wire::Silence { .. } => (Ending::Silence, None),
            Wire::Garbage { .. } => (Ending::Garbage, None),
        };
        let head = came.is_some().then_some((status, headers));
        Self { head, body: came.unwrap_or_default(), endings: vec![ending] }
    }
}
