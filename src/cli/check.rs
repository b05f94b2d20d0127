//! `wavetank check`: the mistakes in scenario files, with place and hint.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;

use super::failure::{Failure, print};
use super::log;
use crate::scenario::{self, Error, Loaded, Prepared, Scenario, Sheet};
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
        let checked = load(path).and_then(|it| prepare(it.scenario, &it.sheet));
        match checked {
            Ok(_) => print(&format!("{}: ok\n", path.display()))?,
            Err(failure) => wrong.push(failure.text()),
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(Failure::Shown { text: wrong.join("\n\n") }) }
}

/// The scenario in the file, or all that is wrong with it.
pub(super) fn load(path: &Path) -> Result<Loaded, Failure> {
    let name = path.display().to_string();
    let bytes = read(path)
        .map_err(|why| Failure::input(format!("the scenario {name} cannot be read: {why}")))?;
    scenario::load(&name, &bytes, &read, &vendors::catalogue()).map_err(|error| shown(&error))
}

/// The scenario ready to begin, or what is wrong with what it is given.
pub(super) fn prepare(scenario: Scenario, sheet: &Sheet) -> Result<Arc<Prepared>, Failure> {
    Prepared::new(scenario, &vendors::catalogue()).map_err(|mistakes| shown(&sheet.error(mistakes)))
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    std::fs::read(path).map_err(|error| {
        let is_missing = error.kind() == ErrorKind::NotFound;
        if is_missing { "there is no such file".to_owned() } else { error.to_string() }
    })
}

fn shown(error: &Error) -> Failure {
    Failure::Shown { text: error.render(log::has_colour()) }
}
