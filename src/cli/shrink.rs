//! `wavetank shrink`: from a bug to a small file.

use std::io::{self, IsTerminal, Write};
use std::panic;
use std::path::PathBuf;

use clap::Args;

use super::failure::{Failure, print};
use super::{check, log, whole};
use crate::scenario::shrink::{Progress, Refused, Unclear, Wanted, shrink};
use crate::vendors;

#[derive(Debug, Args)]
pub(super) struct Typed {
    /// A scenario file in whose script something goes wrong.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// What must still go wrong: `step:3` for the first expectation that fails in the third step, or calls in
    /// the journal, as a step has them: `journal:{ operation: Create*, status: 429, count: 2 }`. Without a
    /// count, one call or more. Absent: the first expectation that fails.
    #[arg(long, env = "WAVETANK_FAILS_WITH", value_name = "WHAT")]
    fails_with: Option<String>,
    /// Where the small file goes, instead of stdout.
    #[arg(long, env = "WAVETANK_OUTPUT", value_name = "FILE")]
    output: Option<PathBuf>,
}

pub(super) fn run(typed: &Typed) -> Result<(), Failure> {
    let wanted = typed.fails_with.as_deref().map_or(Ok(Wanted::default()), str::parse);
    let wanted = wanted.map_err(unclear)?;
    let loaded = check::load(&typed.file)?;
    let mut line = Line::new();
    // Rules that have the emulator panic would have it told each time.
    let usual = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let shrunk = shrink(&loaded, &wanted, &vendors::catalogue(), &mut |it| line.show(it));
    panic::set_hook(usual);
    line.clear();
    let name = typed.file.display();
    let shrunk = shrunk.map_err(|refused| match refused {
        Refused::Wrong(error) => Failure::Shown { text: error.render(log::has_colour()) },
        Refused::Passes(why) => Failure::check(format!("{name} does not fail so: {why}")),
        Refused::Broken(why) => Failure::input(format!("{name} cannot be shrunk: {why}")),
    })?;
    match &typed.output {
        None => print(&shrunk.yaml),
        Some(path) => std::fs::write(path, &shrunk.yaml)
            .map_err(|error| whole::unwritable("the file", path, &error)),
    }
}

fn unclear(unclear: Unclear) -> Failure {
    match unclear {
        Unclear::Pattern(error) => Failure::Shown { text: error.render(log::has_colour()) },
        Unclear::Word(text) => Failure::input(format!("`{text}` is nothing that can go wrong"))
            .hint("write `step:3` or `journal:{ operation: CreateConnector, status: 429 }`"),
    }
}

/// A line on the terminal that is written again and again.
struct Line {
    is_shown: bool,
}

impl Line {
    fn new() -> Self {
        Self { is_shown: io::stderr().is_terminal() }
    }

    fn show(&mut self, Progress { left, tried }: &Progress) {
        if self.is_shown {
            let (steps, rules) = (left.steps, left.rules);
            let text = format!("\rtry {tried}: {steps} steps, {rules} rules \u{1b}[K");
            self.is_shown = io::stderr().write_all(text.as_bytes()).is_ok();
        }
    }

    fn clear(&self) {
        if self.is_shown {
            // Where nothing can be shown nothing needs to go.
            let _ = io::stderr().write_all(b"\r\x1b[K");
        }
    }
}
