//! Writes what happens in worlds, one line an entry, without its secrets.
//!
//! Opens no file and locks nothing: whoever holds the world hands in where the lines go.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::conceal::{Answer, Exchange};
use super::line::{self, Begun, FORMAT, Head, Removed};
use super::{origin, secrets::Secrets};
use crate::kernel::http::Response;
use crate::kernel::journal::{Entry, Event};
use crate::kernel::room::Place;
use crate::vendors::{self, AnyVendor};
use crate::world::World;

/// A recording that is being made. Each call of a method is one write, of whole lines.
#[derive(Debug)]
pub struct Tape<W> {
    to: W,
    secrets: Secrets,
    /// Worlds as a replay will begin them, which know the stand-ins for secrets: asked how they refuse a call.
    doubles: BTreeMap<String, World>,
    lines: Vec<u8>,
    entries: u64,
}

/// Why a world cannot be recorded.
#[derive(Debug)]
pub enum Unrecorded {
    /// So many entries have fallen out of its journal: its beginning is gone.
    Forgotten(u64),
    Io(io::Error),
}

impl From<io::Error> for Unrecorded {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl<W: Write> Tape<W> {
    pub fn new(to: W) -> Self {
        let (secrets, doubles) = (Secrets::default(), BTreeMap::new());
        Self { to, secrets, doubles, lines: Vec::new(), entries: 0 }
    }

    /// Where the lines went.
    pub fn into_inner(self) -> W {
        self.to
    }

    /// Entries that were written.
    pub fn entries(&self) -> u64 {
        self.entries
    }

    /// Writes what `world` began with and all that has happened in it. From then on its journal keeps every
    /// entry until [`follow`](Self::follow) has written it.
    pub fn begin(&mut self, sandbox: &str, world: &mut World) -> Result<(), Unrecorded> {
        let dropped = world.journal().dropped();
        if dropped > 0 {
            return Err(Unrecorded::Forgotten(dropped));
        }
        world.hold_journal(1);
        self.doubles.remove(sandbox);
        let scenario = origin::scenario(world, &mut self.secrets).to_string();
        let scenario = self.secrets.anywhere(&scenario).unwrap_or(scenario);
        let head = Head {
            wavetank: env!("CARGO_PKG_VERSION"),
            format: FORMAT,
            sandbox,
            seed: world.settings().seed,
            epoch: world.settings().epoch,
            digest: &origin::digest(scenario.as_bytes()),
            prepared: world.past().is_some(),
            scenario: line::raw(&scenario).expect("it was just written"),
        };
        line::push(&mut self.lines, &head);
        if let Some(past) = world.past() {
            for entry in &past.entries {
                self.push_any(sandbox, entry, world);
            }
            line::push(&mut self.lines, &Begun { sandbox, begun: past.begun });
        }
        self.push_entries(sandbox, world);
        Ok(self.write()?)
    }

    /// Writes what has happened in `world` since. On an error the end of what is written may be torn, and
    /// nothing more can be added.
    pub fn follow(&mut self, sandbox: &str, world: &mut World) -> io::Result<()> {
        if world.journal().held_from() >= world.journal().next_number() {
            return Ok(());
        }
        self.push_entries(sandbox, world);
        self.write()
    }

    /// Writes that the sandbox is no more.
    pub fn remove(&mut self, sandbox: &str) -> io::Result<()> {
        self.doubles.remove(sandbox);
        line::push(&mut self.lines, &Removed { sandbox, removed: true });
        self.write()
    }

    fn write(&mut self) -> io::Result<()> {
        let written = self.to.write_all(&self.lines).and_then(|()| self.to.flush());
        self.lines.clear();
        written
    }

    fn push_entries(&mut self, sandbox: &str, world: &mut World) {
        let journal = world.journal();
        let next = journal.next_number();
        for entry in journal.since(journal.held_from()) {
            self.push_any(sandbox, entry, world);
        }
        world.hold_journal(next);
    }

    fn push_any(&mut self, sandbox: &str, entry: &Entry, world: &World) {
        match &entry.event {
            Event::Call(call) if call.vendor.is_some() && call.verdict != Some("accepted") => {
                self.push_refused(sandbox, entry, world);
            }
            Event::Call(_) | Event::Due { .. } | Event::Admin(_) | Event::Panic { .. } => {
                let exchange = concealed(entry, &mut self.secrets);
                self.push(sandbox, entry, exchange.as_ref());
            }
        }
    }

    /// A refusal may tell of what has been taken out: then it is the one of the call without it.
    fn push_refused(&mut self, sandbox: &str, entry: &Entry, world: &World) {
        let Some(mut exchange) = concealed(entry, &mut self.secrets) else { return };
        let mut instead = None;
        if let (true, Event::Call(call)) = (exchange.vouched, &entry.event) {
            let (vendor, place) =
                (call.vendor.unwrap_or_default(), Place { number: entry.number, at: entry.at });
            let double = self.double(sandbox, world);
            let mut refuse =
                |vouched| double.refuse(vendor, place, &exchange.sent.request(vouched));
            let is_same = |it: &Response| exchange.answer == Some(Answer::of_response(it));
            let (good, bad) = (refuse(true), refuse(false));
            exchange.vouched = good != bad && good.is_some_and(|it| is_same(&it));
            instead = bad.filter(|it| !exchange.vouched && it.status == call.status);
        }
        if let Some(instead) = &instead {
            exchange.answer = Some(Answer::of_response(instead));
        }
        self.push(sandbox, entry, Some(&exchange));
    }

    fn double(&mut self, sandbox: &str, world: &World) -> &mut World {
        let Self { doubles, secrets, .. } = self;
        let double = || World::new(&origin::setup(world, secrets));
        doubles.entry(sandbox.to_owned()).or_insert_with(double)
    }

    fn push(&mut self, sandbox: &str, entry: &Entry, exchange: Option<&Exchange<'_>>) {
        let start = self.lines.len();
        line::push_entry(&mut self.lines, sandbox, entry, exchange);
        let text = std::str::from_utf8(&self.lines[start..]).expect("JSON is text");
        if let Some(text) = self.secrets.anywhere(text) {
            self.lines.truncate(start);
            self.lines.extend_from_slice(text.as_bytes());
        }
        self.entries += 1;
    }
}

/// The call of an entry without its secrets, if it is one.
fn concealed<'a>(entry: &'a Entry, secrets: &mut Secrets) -> Option<Exchange<'a>> {
    let mut exchange = Exchange::of(&entry.event)?;
    exchange.conceal(vendor_of(&entry.event), secrets);
    Some(exchange)
}

/// Whose call it was. One that made a panic came to nobody's end, and is the vendor's all the same.
fn vendor_of(event: &Event) -> Option<&'static dyn AnyVendor> {
    match event {
        Event::Call(call) => vendors::ALL.iter().copied().find(|it| Some(it.name()) == call.vendor),
        Event::Panic { request, .. } => vendors::of(request),
        Event::Due { .. } | Event::Admin(_) => None,
    }
}
