//! `wavetank replay`: a recording once more, in fresh worlds.

use std::fs::File;
use std::io::BufReader;
use std::panic;
use std::path::{Path, PathBuf};

use clap::Args;

use super::failure::{Failure, print};
use crate::recording::{self, Done, Reader, Replay, Stopped, read::Item};

#[derive(Debug, Args)]
pub(super) struct Typed {
    /// What `wavetank serve --record FILE` has written.
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

pub(super) fn run(typed: &Typed) -> Result<(), Failure> {
    let name = typed.file.display().to_string();
    let mut reader = open(&typed.file)?;
    let mut replay = Replay::default();
    let mut version = String::new();
    let mut line = 0;
    let stopped = loop {
        line += 1;
        let item = match reader.read() {
            Ok(Some(item)) => item,
            Ok(None) => break None,
            Err(error) => break Some(Stopped::Unread(error)),
        };
        if let Item::Begin(beginning) = &item {
            version.clone_from(&beginning.version);
        }
        if let Err(stopped) = quietly(&item, || replay.step(line, &item)) {
            break Some(stopped);
        }
    };
    match stopped {
        None => print(&summary(&name, replay.done, reader.is_torn())),
        Some(Stopped::Unread(error)) => Err(unread(&name, &error)),
        Some(Stopped::Differs(difference)) => {
            print(&format!("{difference}\n"))?;
            let message = format!("{name} does not happen again as it was recorded");
            Err(match version.as_str() {
                env!("CARGO_PKG_VERSION") => Failure::check(message),
                made_by => Failure::check(message)
                    .hint(format!("it was recorded by wavetank {made_by}, which may differ")),
            })
        }
    }
}

/// The recording in a file.
pub(super) fn open(path: &Path) -> Result<Reader<BufReader<File>>, Failure> {
    let file = File::open(path).map_err(|error| {
        Failure::input(format!("the recording {} cannot be read: {error}", path.display()))
    })?;
    Ok(Reader::new(BufReader::with_capacity(1 << 20, file)))
}

/// What is wrong with a recording, with its place.
pub(super) fn unread(name: &str, error: &recording::Error) -> Failure {
    let failure = Failure::input(format!("{name}:{}: {}", error.line, error.message));
    match &error.hint {
        Some(hint) => failure.hint(hint.clone()),
        None => failure,
    }
}

/// A panic that was recorded is to happen again, and is nobody's news.
fn quietly<T>(item: &Item<'_>, act: impl FnOnce() -> T) -> T {
    let is_panic =
        matches!(item, Item::Entry(it) if matches!(it.event, recording::read::Event::Panic(_)));
    if !is_panic {
        return act();
    }
    let usual = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let done = act();
    panic::set_hook(usual);
    done
}

fn summary(name: &str, done: Done, is_torn: bool) -> String {
    let Done { worlds, entries, calls } = done;
    let torn = if is_torn { "; the last line is torn, and was left out" } else { "" };
    let count = |number: u64, one: &str, more: &str| {
        format!("{number} {}", if number == 1 { one } else { more })
    };
    format!(
        "{name}: {} in {} came out as recorded ({}){torn}\n",
        count(entries, "entry", "entries"),
        count(worlds, "world", "worlds"),
        count(calls, "call", "calls"),
    )
}
