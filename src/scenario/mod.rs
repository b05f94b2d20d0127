//! What a world is to be like, as a person writes it into a file: seed, times, premises, faults.
//!
//! Reads no file and runs nothing: the command line hands the bytes in, a world is made of what comes
//! out. Every mistake in a file is told at once, with its line, by one mechanism: a document is a value
//! with the places of everything in it (`load`); types complain by a path (`kernel::reading`), and so do
//! the checks of names; a path leads to a place, and the place to a line and a caret ([`error`]).

mod check;
pub mod diff;
pub mod error;
mod expect;
mod forms;
mod gather;
mod load;
mod names;
mod place;
pub mod play;
mod preparation;
mod prepared;
pub mod schema;
pub mod script;
mod sheet;
pub mod shrink;
mod stage;
mod steps;
mod text;
mod tree;
pub mod yaml;

use std::collections::BTreeMap;

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use diff::Difference;
pub use error::Error;
pub use expect::Answer;
pub use forms::ClockMode;
pub use gather::{Files, no_files};
pub use play::{Play, Played, Verdict};
pub use prepared::{Prepared, Start};
pub use sheet::Sheet;
pub use steps::Script;
pub use text::Captures;

use crate::kernel::faults::{self, Written, catalogue::Catalogue};
use crate::kernel::journal::Bounds;
use crate::kernel::lifecycle::{Takes, Timing};
use crate::kernel::settings::{Auth, DateSource, Pages, Settings};
use script::Step;

/// No more mistakes of one file are looked for.
const MISTAKES_MAX: usize = 20;

/// A scenario as written. What is absent has a default that is the same everywhere, so that a file
/// says all that matters to what it shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Scenario {
    /// Other files whose premises, `given`, `faults` and settings this one begins with; paths are relative
    /// to this file. What this file says goes before what they say.
    #[serde(skip_serializing)]
    pub include: Vec<String>,
    /// What reports call the scenario.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Of all chance in the world.
    pub seed: u64,
    /// The world's first instant, as RFC 3339 writes it.
    #[serde(deserialize_with = "forms::instant")]
    #[schemars(schema_with = "schema::instant")]
    pub epoch: Timestamp,
    /// How world time follows the wall's: for a server, a world does not know it.
    #[schemars(schema_with = "schema::clock")]
    pub clock: ClockMode,
    /// A profile's name, or a map of operations.
    #[serde(deserialize_with = "forms::timing", serialize_with = "forms::serialize_timing")]
    #[schemars(schema_with = "schema::timing")]
    pub timing: Timing,
    /// How long reads still see what was before, by operation.
    pub lag: BTreeMap<String, Takes>,
    pub auth: Auth,
    pub date: DateSource,
    pub pages: Pages,
    pub journal: Bounds,
    /// By vendor, and typed by it.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[schemars(schema_with = "schema::premises")]
    pub premises: BTreeMap<String, Value>,
    /// Steps that build what is there at the beginning. In them nothing takes time and nothing goes wrong:
    /// timing, lag and faults begin when they are done. Every call must succeed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub given: Vec<Step>,
    /// What goes wrong: of the rules whose turn it is, the first acts; one on the answer, one on the outcome, one on
    /// pages.
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "faults::list")]
    #[schemars(length(max = faults::RULES_MAX))]
    pub faults: Vec<Written>,
    /// What `wavetank play` does, and what must come of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub script: Vec<Step>,
}

impl Default for Scenario {
    fn default() -> Self {
        let Settings { seed, epoch, auth, date, timing, lag, pages, journal } = Settings::default();
        Self {
            include: Vec::new(),
            name: None,
            description: None,
            seed,
            epoch,
            clock: ClockMode::default(),
            timing,
            lag,
            auth,
            date,
            pages,
            journal,
            premises: BTreeMap::new(),
            given: Vec::new(),
            faults: Vec::new(),
            script: Vec::new(),
        }
    }
}

impl Scenario {
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

/// A scenario that was read and checked, and where everything stands in its files.
#[derive(Debug, Clone)]
pub struct Loaded {
    pub scenario: Scenario,
    pub sheet: Sheet,
}

/// Reads the file `name`, whose text is `bytes`, and by `files` those that it names, and checks all that
/// is in them. The names that may be used are those of the `catalogue`.
pub fn load(
    name: &str,
    bytes: &[u8],
    files: &Files<'_>,
    catalogue: &Catalogue,
) -> Result<Loaded, Error> {
    let (sheet, scenario) = Sheet::read(name, bytes, files)?;
    let further = check::scenario(&scenario, catalogue, sheet.is_clean()).err().unwrap_or_default();
    sheet.judge(further).map(|()| Loaded { scenario, sheet })
}
