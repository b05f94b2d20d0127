//! Logs: on stderr, as text or JSON, one line a call at info. Data goes to stdout, never here.

mod queue;

use std::backtrace::{Backtrace, BacktraceStatus};
use std::fmt::Display;
use std::io::{self, IsTerminal};
use std::panic::{self, PanicHookInfo};
use std::sync::Arc;

use clap::ValueEnum;
use tracing::Level;
use tracing_subscriber::{filter::LevelFilter, fmt};

use self::queue::{Guard, Queue};
use super::Failure;

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Format {
    Text,
    Json,
}

/// Starts logging, once in the life of a process, until the guard is dropped.
pub(super) fn start(level: LevelFilter, format: Format) -> Result<Guard, Failure> {
    let failed = |why: &dyn Display| Failure::check(format!("logging cannot be started: {why}"));
    let (queue, guard) = Queue::start().map_err(|error| failed(&error))?;
    let lines = Arc::clone(&queue);
    panic::set_hook(Box::new(move |panic| match format {
        Format::Json if tracing::enabled!(Level::ERROR) => panicked(panic),
        Format::Json | Format::Text => lines.push(in_words(panic).as_bytes()),
    }));
    let logs = fmt().with_max_level(level).with_writer(queue).with_target(false);
    let is_started = match format {
        Format::Json => logs.json().flatten_event(true).try_init(),
        Format::Text => logs.with_ansi(has_colour()).try_init(),
    };
    is_started.map_err(|error| failed(&error))?;
    Ok(guard)
}

/// A panic, as a line of the log: who reads JSON lines can read nothing else.
fn panicked(panic: &PanicHookInfo<'_>) {
    let location = panic.location().map(ToString::to_string);
    let message = panic.payload_as_str().unwrap_or("without words");
    tracing::error!(location, backtrace = backtrace(), "panicked: {message}");
}

/// A panic for who reads text.
fn in_words(panic: &PanicHookInfo<'_>) -> String {
    format!("{panic}\n{}", backtrace().unwrap_or_default())
}

/// Where `RUST_BACKTRACE` asks for it.
fn backtrace() -> Option<String> {
    let trace = Backtrace::capture();
    (trace.status() == BacktraceStatus::Captured).then(|| trace.to_string())
}

/// Whether stderr is to be coloured: a terminal that can, and nobody who set `NO_COLOR`.
#[expect(clippy::disallowed_methods, reason = "conventions of the environment")]
pub(super) fn has_colour() -> bool {
    let variable = |name| std::env::var(name).unwrap_or_default();
    io::stderr().is_terminal() && is_wanted(&variable("NO_COLOR"), &variable("TERM"))
}

fn is_wanted(no_color: &str, term: &str) -> bool {
    no_color.is_empty() && term != "dumb"
}

#[cfg(test)]
mod tests {
    use super::is_wanted;

    #[test]
    fn a_terminal_that_is_dumb_has_no_colours_nor_one_of_somebody_who_wants_none() {
        assert!(is_wanted("", "xterm") && is_wanted("", ""));
        assert!(!is_wanted("1", "xterm") && !is_wanted("", "dumb"));
    }
}
