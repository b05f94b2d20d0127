//! What a world is to be like, as a person writes it into a file: seed, times, premises, faults.
//!
//! Reads no file and runs nothing: the command line hands the bytes in, a world is made of what comes
//! out. Every mistake in a file is told at once, with its line, by one mechanism: a document is a value
//! with the places of everything in it (`load`); types complain by a path (`kernel::reading`), and so do
//! the checks of names; a path leads to a place, and the place to a line and a caret ([`error`]).

mod check;
pub mod error;
mod forms;
mod load;
mod place;
mod tree;

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;

pub use error::Error;
pub use forms::ClockMode;

use crate::kernel::faults::{Written, catalogue::Catalogue};
use crate::kernel::journal::Bounds;
use crate::kernel::lifecycle::{Takes, Timing};
use crate::kernel::mistake::{Mistake, Step};
use crate::kernel::reading::{self, QUOTING};
use crate::kernel::settings::{Auth, DateSource, Pages, Settings};
use crate::world::Setup;
use load::Document;
use place::Span;

/// No more mistakes of one file are looked for.
const MISTAKES_MAX: usize = 20;

/// A scenario as written. What is absent has a default that is the same everywhere, so that a file
/// says all that matters to what it shows.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Scenario {
    pub name: Option<String>,
    pub description: Option<String>,
    /// Of all chance in the world.
    pub seed: u64,
    /// The world's first instant, as RFC 3339 writes it.
    #[serde(deserialize_with = "forms::instant")]
    pub epoch: Timestamp,
    /// How world time follows the wall's: for a server, a world does not know it.
    pub clock: ClockMode,
    /// A profile's name, or a map of operations.
    #[serde(deserialize_with = "forms::timing")]
    pub timing: Timing,
    /// How long reads still see what was before, by operation.
    pub lag: BTreeMap<String, Takes>,
    pub auth: Auth,
    pub date: DateSource,
    pub pages: Pages,
    pub journal: Bounds,
    /// By vendor, and typed by it.
    pub premises: BTreeMap<String, Value>,
    pub faults: Vec<Written>,
}

impl Default for Scenario {
    fn default() -> Self {
        let Settings { seed, epoch, auth, date, timing, lag, pages, journal } = Settings::default();
        let (clock, premises, faults) = (ClockMode::default(), BTreeMap::new(), Vec::new());
        let (name, description) = (None, None);
        Self {
            name,
            description,
            seed,
            epoch,
            clock,
            timing,
            lag,
            auth,
            date,
            pages,
            journal,
            premises,
            faults,
        }
    }
}

impl Scenario {
    /// What worlds are made from, or all that is wrong.
    ///
    /// Nothing is wrong with a scenario that [`load`] gave, with the same catalogue, as long as only its
    /// seed, clock, auth, journal or the profile of its timing were changed since.
    pub fn setup(&self, catalogue: &Catalogue) -> Result<Setup, Vec<Mistake>> {
        check::setup(self, catalogue)
    }

    fn settings(&self) -> Settings {
        Settings {
            seed: self.seed,
            epoch: self.epoch,
            auth: self.auth,
            date: self.date,
            timing: self.timing.clone(),
            lag: self.lag.clone(),
            pages: self.pages,
            journal: self.journal,
        }
    }
}

/// Reads a file and checks all that is in it. `file` is what its mistakes call it; the names that may
/// be used are those of the `catalogue`.
pub fn load(file: &str, bytes: &[u8], catalogue: &Catalogue) -> Result<Scenario, Error> {
    let (file, scenario) = File::read(file, bytes)?;
    let further = scenario.setup(catalogue).err().unwrap_or_default();
    file.judge(further).map(|()| scenario)
}

/// A file that was read, for what is found wrong with it later: places are looked up in it.
#[derive(Debug)]
pub struct File {
    name: String,
    document: Document,
    mistakes: Vec<(Span, Mistake)>,
}

impl File {
    /// Reads `bytes`; `name` is what its mistakes call the file.
    ///
    /// A file that is no YAML is an error at once. One that is, but does not say what a scenario says,
    /// still gives a scenario, of the parts that are right, so that the mistakes in those are found as
    /// well: [`File::judge`] is what tells whether the scenario may be used.
    pub fn read(name: &str, bytes: &[u8]) -> Result<(Self, Scenario), Error> {
        let document = load::document(name, bytes)?;
        let mut file = Self { name: name.to_owned(), document, mistakes: Vec::new() };
        match file.typed() {
            Some(scenario) => Ok((file, scenario)),
            None => Err(file.error()),
        }
    }

    /// All mistakes of the file: those of its types, and `further` ones, whose paths begin at the root.
    pub fn judge(mut self, further: Vec<Mistake>) -> Result<(), Error> {
        for mistake in further {
            self.note(mistake);
        }
        if self.mistakes.is_empty() { Ok(()) } else { Err(self.error()) }
    }

    /// The document as a `T`, of which every part that is wrong is noted and left out. `None` if it is
    /// wrong as a whole, or in too many places.
    fn typed<T: for<'de> Deserialize<'de>>(&mut self) -> Option<T> {
        let mut cut_from: Option<Vec<Step>> = None;
        loop {
            let mistake = match reading::read(&self.document.value) {
                Ok(typed) => return Some(typed),
                Err(mistake) => mistake,
            };
            let part = part(&mistake.path).to_vec();
            // What is wrong with the rest of a map may be wrong only since something was left out.
            if cut_from.replace(part[..part.len().saturating_sub(1)].to_vec())
                != Some(mistake.path.clone())
            {
                self.note(mistake);
            }
            let Document { value, place, .. } = &mut self.document;
            if self.mistakes.len() > MISTAKES_MAX || !place.cut(value, &part) {
                return None;
            }
        }
    }

    fn note(&mut self, mistake: Mistake) {
        let Document { text, place, .. } = &self.document;
        let (span, scalar) = place.of(&mistake, text);
        let mistake = match mistake.hint {
            // As it is written: `1.10` was read as 1.1.
            Some(ref hint) if hint.starts_with(QUOTING) => {
                mistake.hint(format!("{QUOTING}\"{scalar}\""))
            }
            _ => mistake,
        };
        self.mistakes.push((span, mistake));
    }

    fn error(self) -> Error {
        Error::new(&self.name, &self.document.text, self.mistakes)
    }
}

/// The part that is left out for a mistake: the item of a list, the entry of a map at the top, or a
/// field. What stands beside it is still read.
fn part(path: &[Step]) -> &[Step] {
    let item = path.iter().position(|step| matches!(step, Step::Index(_)));
    &path[..item.map_or(2, |at| at + 1).min(path.len())]
}
