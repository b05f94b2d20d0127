//! `wavetank check`: the mistakes in scenario files, with place and hint.

use std::path::{Path, PathBuf};

use clap::Args;

use super::failure::{Failure, print};
use super::log;
use crate::scenario::{self, Scenario};
use crate::vendors;

#[derive(Debug, Args)]
pub(super) struct Typed {
    /// Scenario files, YAML or JSON.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// Looks at every file, whatever is wrong with the others.
pub(super) fn run(typed: &Typed) -> Result<(), Failure> {
    let mut wrong = Vec::new();
    for path in &typed.files {
        match load(path) {
            Ok(_) => print(&format!("{}: ok\n", path.display()))?,
            Err(failure) => wrong.push(failure.text()),
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(Failure::Shown { text: wrong.join("\n\n") }) }
}

/// The scenario in the file, or all that is wrong with it.
pub(super) fn load(path: &Path) -> Result<Scenario, Failure> {
    let name = path.display().to_string();
    let bytes = std::fs::read(path)
        .map_err(|error| Failure::input(format!("the scenario {name} cannot be read: {error}")))?;
    scenario::load(&name, &bytes, &vendors::catalogue())
        .map_err(|error| Failure::Shown { text: error.render(log::has_colour()) })
}
