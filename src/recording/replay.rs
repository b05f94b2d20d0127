//! Does once more what is in a recording, in fresh worlds, and compares what comes of it byte for byte.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::conceal::Exchange;
use super::error::Error;
use super::line;
use super::read::{Beginning, Entry, Event, Item};
use crate::kernel::faults::{self, Written, catalogue::Catalogue};
use crate::kernel::journal::{self, Change};
use crate::kernel::mistake::Mistake;
use crate::scenario::Prepared;
use crate::vendors;
use crate::world::World;

/// The worlds of a recording, as far as it has been done again.
pub struct Replay {
    lanes: BTreeMap<String, Lane>,
    catalogue: Catalogue,
    line: Vec<u8>,
    /// What was done so far.
    pub done: Done,
}

/// A world, and what it was made from.
struct Lane {
    world: World,
    prepared: Arc<Prepared>,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Done {
    pub worlds: u64,
    pub entries: u64,
    pub calls: u64,
}

/// The first entry that has become another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Of the file.
    pub line: u64,
    pub sandbox: String,
    pub number: u64,
    /// What the entry is about: an operation, and the rules that acted.
    pub about: String,
    pub recorded: String,
    /// `None`: nothing happened.
    pub replayed: Option<String>,
}

/// Why a replay ends before its recording does.
#[derive(Debug)]
pub enum Stopped {
    Unread(Error),
    Differs(Box<Difference>),
}

impl From<Error> for Stopped {
    fn from(error: Error) -> Self {
        Self::Unread(error)
    }
}

impl Default for Replay {
    fn default() -> Self {
        let (lanes, catalogue) = (BTreeMap::new(), vendors::catalogue());
        Self { lanes, catalogue, line: Vec::new(), done: Done::default() }
    }
}

impl Replay {
    /// The worlds as they are now, by the names of their sandboxes.
    pub fn into_worlds(self) -> BTreeMap<String, World> {
        self.lanes.into_iter().map(|(name, lane)| (name, lane.world)).collect()
    }

    /// Does what `item`, of that line of the file, says.
    pub fn step(&mut self, line: u64, item: &Item<'_>) -> Result<(), Stopped> {
        match item {
            Item::Begin(beginning) => {
                let lane = Lane::new(line, beginning, &self.catalogue)?;
                self.lanes.insert(beginning.sandbox.clone(), lane);
                self.done.worlds += 1;
            }
            Item::Begun(sandbox, at) => {
                let Lane { world, prepared } = lane(&mut self.lanes, sandbox);
                world.advance(*at);
                world.begin(prepared.setup());
                world.hold_journal(1);
            }
            Item::Removed(sandbox) => drop(self.lanes.remove(&**sandbox)),
            Item::Entry(entry) => return self.entry(entry),
        }
        Ok(())
    }

    fn entry(&mut self, entry: &Entry<'_>) -> Result<(), Stopped> {
        let Self { lanes, catalogue, line, done } = self;
        let Lane { world, .. } = lane(lanes, &entry.sandbox);
        // A timer may have fired together with another one.
        if world.journal().next_number() <= entry.number {
            act(world, entry, catalogue)?;
        }
        line.clear();
        if let Some(found) = world.journal().since(entry.number).next() {
            let exchange = Exchange::of(&found.event);
            line::push_entry(line, &entry.sandbox, found, exchange.as_ref());
        }
        let replayed = line.strip_suffix(b"\n");
        if replayed != Some(entry.text.as_bytes()) {
            let replayed = replayed.map(|it| String::from_utf8_lossy(it).into_owned());
            return Err(Stopped::Differs(Box::new(Difference::new(entry, replayed))));
        }
        world.hold_journal(entry.number + 1);
        done.entries += 1;
        done.calls += u64::from(matches!(entry.event, Event::Call(_) | Event::Panic(_)));
        Ok(())
    }
}

fn lane<'a>(lanes: &'a mut BTreeMap<String, Lane>, sandbox: &str) -> &'a mut Lane {
    lanes.get_mut(sandbox).expect("a reader has seen its beginning")
}

impl Lane {
    fn new(line: u64, beginning: &Beginning, catalogue: &Catalogue) -> Result<Self, Error> {
        let Beginning { version, scenario, prepared: is_prepared, .. } = beginning;
        let prepared = Prepared::new(scenario.clone(), catalogue).map_err(|mistakes| {
            let first = mistakes
                .first()
                .map_or_else(String::new, |it| format!("{} at `{}`", it.message, it.pointer()));
            Error::new(line, format!("the scenario of wavetank {version}: {first}"))
        })?;
        let mut world = if *is_prepared {
            World::calm(prepared.setup(), scenario.seed)
        } else {
            World::new(prepared.setup())
        };
        world.hold_journal(1);
        Ok(Self { world, prepared })
    }
}

/// Has the world do what the entry says was done.
fn act(world: &mut World, entry: &Entry<'_>, catalogue: &Catalogue) -> Result<(), Error> {
    let wrong = |message: String| Error::new(entry.line, message);
    let (sent, vouched) = match &entry.event {
        Event::Call(call) => (&call.request, call.vouched),
        Event::Panic(panicked) => (&panicked.request, panicked.vouched),
        Event::Due(_) => {
            world.advance(entry.at);
            return Ok(());
        }
        Event::Admin(change) => {
            world.advance(entry.at);
            return admin(world, change, catalogue).map_err(wrong);
        }
    };
    let request = sent.request(vouched);
    let request = request.ok_or_else(|| wrong("the request is none that HTTP knows".into()))?;
    // A panic is an entry like others.
    let _ = world.attempt(entry.at, &request);
    Ok(())
}

fn admin(world: &mut World, change: &Change, catalogue: &Catalogue) -> Result<(), String> {
    let wrong = |mistakes: Vec<Mistake>| {
        let first = mistakes.first().map(|it| it.message.clone());
        format!("a rule is wrong: {}", first.unwrap_or_default())
    };
    let read = |rules: &[Written]| faults::read_all(rules.to_vec(), catalogue);
    match change {
        Change::FaultsAdded(rules) => {
            read(rules).and_then(|it| world.add_faults(it)).map_err(wrong)?;
        }
        Change::FaultsReplaced(rules) => {
            read(rules).and_then(|it| world.replace_faults(it)).map_err(wrong)?;
        }
        Change::FaultRemoved(id) => drop(world.remove_fault(*id)),
        Change::Clock(_) | Change::Forked(_) => {
            world.note(journal::Event::Admin(change.clone()));
        }
    }
    Ok(())
}

impl Difference {
    fn new(entry: &Entry<'_>, replayed: Option<String>) -> Self {
        Self {
            line: entry.line,
            sandbox: entry.sandbox.clone().into_owned(),
            number: entry.number,
            about: entry.event.about(),
            recorded: entry.text.to_owned(),
            replayed,
        }
    }
}
