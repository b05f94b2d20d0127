//! `wavetank check`: the mistakes in scenario files, with place and hint.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;

use super::failure::{Failure, print};
use super::play::files;
use super::{log, whole};
use crate::kernel::nearest::nearest;
use crate::scenario::{self, Error, Loaded, Prepared, Scenario, Sheet};
use crate::vendors;

#[derive(Debug, Args)]
pub(super) struct Typed {
    /// Scenario files, YAML or JSON, or directories: of those every `.yaml` and `.yml`.
    #[arg(required = true, value_name = "FILE|DIR")]
    paths: Vec<PathBuf>,
}

/// Looks at every file, whatever is wrong with the others.
pub(super) fn run(typed: &Typed) -> Result<(), Failure> {
    let mut wrong = Vec::new();
    for (path, _) in files::of(&typed.paths)? {
        let checked = load(&path).and_then(|it| prepare(it.scenario, &it.sheet));
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
    let bytes = read(path).map_err(|why| {
        let failure = Failure::input(format!("the scenario {name} cannot be read: {why}"));
        match path.metadata() {
            Err(_) => failure.hint(found_instead(path)),
            Ok(it) if it.is_dir() => failure.hint("name a file in it"),
            Ok(_) => failure,
        }
    })?;
    scenario::load(&name, &bytes, &read, &vendors::catalogue()).map_err(|error| shown(&error))
}

/// The scenario ready to begin, or what is wrong with what it is given.
pub(super) fn prepare(scenario: Scenario, sheet: &Sheet) -> Result<Arc<Prepared>, Failure> {
    Prepared::new(scenario, &vendors::catalogue()).map_err(|mistakes| shown(&sheet.error(mistakes)))
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    std::fs::read(path).map_err(|error| whole::unread(&error))
}

/// What there is near a file that is not there.
fn found_instead(path: &Path) -> String {
    if let Some(parent) = whole::missing_parent(path) {
        return format!("there is no directory {}", parent.display());
    }
    let parent = path.parent().filter(|it| !it.as_os_str().is_empty());
    let entries = std::fs::read_dir(parent.unwrap_or(Path::new("."))).into_iter().flatten();
    let mut found: Vec<_> =
        entries.filter_map(|it| it.ok()?.file_name().into_string().ok()).collect();
    found.sort();
    // What is behind the dot is alike everywhere, and one letter is near every other.
    let stem = |name: &str| name.split('.').next().unwrap_or_default().to_owned();
    let stems: Vec<_> = found.iter().map(|it| stem(it)).collect();
    let wanted = stem(&path.file_name().unwrap_or_default().to_string_lossy());
    let near = nearest(&wanted, stems.iter().map(String::as_str)).filter(|_| wanted.len() > 2);
    match near.and_then(|near| found.iter().find(|it| stem(it) == near)) {
        Some(name) => format!("did you mean `{}`?", path.with_file_name(name).display()),
        None => "a path begins in the directory in which wavetank is started".to_owned(),
    }
}

fn shown(error: &Error) -> Failure {
    Failure::Shown { text: error.render(log::has_colour()) }
}
