//! `wavetank replay`: a recording once more, in fresh worlds.

mod remote;

use std::fs::File;
use std::io::BufReader;
use std::panic;
use std::path::{Path, PathBuf};

use clap::Args;

use self::remote::{Failed, Remote};
use super::failure::{Failure, print};
use super::play::remote::Server;
use super::whole;
use crate::recording::{self, Done, Reader, Replay, Stopped, read::Item};

#[derive(Debug, Args)]
pub(super) struct Typed {
    /// What `wavetank serve --record FILE` has written.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Sends the calls to a running server instead, such as `http://127.0.0.1:9283`, into sandboxes of their
    /// own.
    #[arg(long, env = "WAVETANK_URL", value_name = "URL")]
    url: Option<String>,
}

pub(super) fn run(typed: &Typed) -> Result<(), Failure> {
    let name = typed.file.display().to_string();
    let reader = open(&typed.file)?;
    match &typed.url {
        None => in_process(&name, reader),
        Some(url) => against(&name, reader, Server::new(url)?),
    }
}

fn in_process(name: &str, mut reader: Reader<BufReader<File>>) -> Result<(), Failure> {
    let mut replay = Replay::default();
    let stopped = each(&mut reader, |line, item| {
        quietly(item, || replay.step(line, item)).map_err(Failed::Stopped)
    });
    ended(name, (stopped, replay.done, reader.is_torn()))
}

fn against(name: &str, mut reader: Reader<BufReader<File>>, server: Server) -> Result<(), Failure> {
    let mut remote = Remote::new(server);
    let stopped = each(&mut reader, |line, item| remote.step(line, item));
    let stopped = match remote.end() {
        Err(broken) if stopped.is_ok() => Err((Failed::Broken(broken), String::new())),
        Ok(()) | Err(_) => stopped,
    };
    ended(name, (stopped, remote.done, reader.is_torn()))
}

/// Has each line done; why it stopped, and which wavetank had made the recording.
fn each(
    reader: &mut Reader<BufReader<File>>,
    mut act: impl FnMut(u64, &Item<'_>) -> Result<(), Failed>,
) -> Result<(), (Failed, String)> {
    let mut version = String::new();
    let mut line = 0;
    loop {
        line += 1;
        let item = match reader.read() {
            Ok(Some(item)) => item,
            Ok(None) => return Ok(()),
            Err(error) => return Err((error.into(), version)),
        };
        if let Item::Begin(beginning) = &item {
            version.clone_from(&beginning.version);
        }
        act(line, &item).map_err(|stopped| (stopped, version.clone()))?;
    }
}

fn ended(
    name: &str,
    (stopped, done, is_torn): (Result<(), (Failed, String)>, Done, bool),
) -> Result<(), Failure> {
    let (stopped, version) = match stopped {
        Ok(()) => return print(&summary(name, done, is_torn)),
        Err(stopped) => stopped,
    };
    match stopped {
        Failed::Broken(broken) => Err(Failure::check(broken.0)),
        Failed::Stopped(Stopped::Unread(error)) => Err(unread(name, &error)),
        Failed::Stopped(Stopped::Differs(difference)) => {
            print(&format!("{difference}\n"))?;
            let failure =
                Failure::check(format!("{name} does not happen again as it was recorded"));
            Err(if version == env!("CARGO_PKG_VERSION") {
                failure
            } else {
                failure.hint(format!("it was recorded by wavetank {version}, which may differ"))
            })
        }
    }
}

/// The recording in a file.
pub(super) fn open(path: &Path) -> Result<Reader<BufReader<File>>, Failure> {
    let file = File::open(path).map_err(|error| {
        let (name, why) = (path.display(), whole::unread(&error));
        Failure::input(format!("the recording {name} cannot be read: {why}"))
            .hint("`wavetank serve --record FILE` writes one")
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
