//! Logs: on stderr, as text or JSON, one line a call at info. Data goes to stdout, never here.

use std::backtrace::{Backtrace, BacktraceStatus};
use std::io::{self, IsTerminal};
use std::panic::{self, PanicHookInfo};

use clap::ValueEnum;
use tracing::Level;
use tracing_subscriber::{filter::LevelFilter, fmt};

use super::Failure;

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Format {
    Text,
    Json,
}

/// Starts logging, once in the life of a process.
pub(super) fn start(level: LevelFilter, format: Format) -> Result<(), Failure> {
    // Where nobody reads stderr a complaint about it would go there, too, and panic.
    let logs = fmt().with_max_level(level).with_writer(io::stderr).log_internal_errors(false);
    let logs = logs.with_target(false);
    let is_started = match format {
        Format::Json => {
            let usual = panic::take_hook();
            panic::set_hook(Box::new(move |panic| {
                if tracing::enabled!(Level::ERROR) { panicked(panic) } else { usual(panic) }
            }));
            logs.json().flatten_event(true).try_init()
        }
        Format::Text => logs.with_ansi(has_colour()).try_init(),
    };
    is_started.map_err(|error| Failure::check(format!("logging cannot be started: {error}")))
}

/// A panic, as a line of the log: who reads JSON lines can read nothing else.
fn panicked(panic: &PanicHookInfo<'_>) {
    let location = panic.location().map(ToString::to_string);
    let trace = Backtrace::capture();
    let backtrace = (trace.status() == BacktraceStatus::Captured).then(|| trace.to_string());
    let message = panic.payload_as_str().unwrap_or("without words");
    tracing::error!(location, backtrace, "panicked: {message}");
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
