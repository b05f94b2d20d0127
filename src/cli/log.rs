//! Logs: on stderr, as text or JSON, one line a call at info. Data goes to stdout, never here.

use std::io::{self, IsTerminal};

use clap::ValueEnum;
use tracing_subscriber::{filter::LevelFilter, fmt};

use super::Failure;

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Format {
    Text,
    Json,
}

/// Starts logging, once in the life of a process.
pub(super) fn start(level: LevelFilter, format: Format) -> Result<(), Failure> {
    let logs = fmt().with_max_level(level).with_writer(io::stderr).with_target(false);
    let is_started = match format {
        Format::Json => logs.json().flatten_event(true).try_init(),
        Format::Text => logs.with_ansi(has_colour()).try_init(),
    };
    is_started.map_err(|error| Failure::check(format!("logging cannot be started: {error}")))
}

/// Whether stderr is to be coloured: a terminal, and nobody who set `NO_COLOR`.
#[expect(clippy::disallowed_methods, reason = "NO_COLOR is a convention of the environment")]
pub(super) fn has_colour() -> bool {
    io::stderr().is_terminal() && std::env::var("NO_COLOR").map_or(true, |it| it.is_empty())
}
