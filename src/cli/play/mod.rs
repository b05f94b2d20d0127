//! `wavetank play`: scripts played in process, or against a running server, and reported.

pub(super) mod files;
pub(super) mod remote;
mod report;

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use self::remote::Server;
use self::report::{Report, Tally};
use super::check;
use super::failure::{Failure, print};
use crate::scenario::play::Broken;
use crate::scenario::{Loaded, Play, Prepared};

#[derive(Debug, Args)]
pub(super) struct Typed {
    /// Scenario files, or directories: of those every `.yaml` and `.yml` that has a script.
    #[arg(required = true, value_name = "FILE|DIR")]
    paths: Vec<PathBuf>,
    /// How it is told what came of it.
    #[arg(long, value_enum, default_value_t = Format::Text, env = "WAVETANK_PLAY_FORMAT")]
    format: Format,
    /// Play against the server there, each file in a sandbox of its own, instead of in process.
    #[arg(long, env = "WAVETANK_URL")]
    url: Option<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// A line a step, and what was expected beside what came.
    Text,
    /// Test Anything Protocol, version 14.
    Tap,
    /// One JSON object.
    Json,
    /// `JUnit`'s XML.
    Junit,
}

/// Plays every file, whatever comes of the others.
pub(super) fn run(typed: &Typed) -> Result<(), Failure> {
    let mut server = typed.url.as_deref().map(Server::new).transpose()?;
    let files = files::of(&typed.paths)?;
    let mut report = report::of(typed.format);
    let (mut tally, mut wrong) = (Tally::default(), Vec::new());
    print(&report.begin())?;
    for (path, is_named) in files {
        let prepared = check::load(&path)
            .and_then(|it| Ok((check::prepare(it.scenario.clone(), &it.sheet)?, it)));
        match prepared {
            Ok((prepared, _)) if prepared.script().is_empty() && !is_named => {}
            Ok((prepared, loaded)) => {
                let name = path.display().to_string();
                print(&report.file(&name, &loaded, prepared.script().len()))?;
                let played =
                    one((&loaded, &prepared), server.as_mut(), report.as_mut(), &mut tally);
                if let Err(Broken(why)) = played? {
                    tally.broken += 1;
                    print(&report.broken(&why))?;
                }
            }
            Err(failure) => {
                tally.unread += 1;
                wrong.push(failure.text());
            }
        }
    }
    print(&report.end(&tally))?;
    if !wrong.is_empty() {
        return Err(Failure::Shown { text: wrong.join("\n\n") });
    }
    tally.verdict()
}

/// Plays one file, and prints its steps as they are done.
fn one(
    (loaded, prepared): (&Loaded, &Prepared),
    server: Option<&mut Server>,
    report: &mut dyn Report,
    tally: &mut Tally,
) -> Result<Result<(), Broken>, Failure> {
    let mut printed = Ok(());
    let mut tell = |played| {
        tally.add(&played);
        let line = report.step(loaded, &played);
        if printed.is_ok() {
            printed = print(&line);
        }
    };
    tally_file(server, prepared, &mut tell)
        .map_or_else(|broken| Ok(Err(broken)), |()| printed.map(Ok))
}

fn tally_file(
    server: Option<&mut Server>,
    prepared: &Prepared,
    tell: &mut dyn FnMut(crate::scenario::Played),
) -> Result<(), Broken> {
    let (script, signers) = (prepared.script(), prepared.signers());
    if let Some(server) = server {
        let (mut sandbox, captures) = server.sandbox(prepared.scenario())?;
        let played =
            Play::new(&mut sandbox, signers, captures).and_then(|mut play| play.run(script, tell));
        return sandbox.remove().and(played);
    }
    let start = prepared.start(None).expect("it was begun with this seed before");
    let mut world = start.world;
    Play::new(&mut world, signers, start.captures)?.run(script, tell)
}
