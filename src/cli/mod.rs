//! The command line: what was typed, and what it means. Nothing here knows a vendor by name.

mod check;
mod convert;
mod environment;
mod failure;
mod healthcheck;
mod listen;
mod log;
mod operations;
mod play;
mod ready;
mod replay;
mod schema;
mod serve;
mod shrink;
mod tls;
mod whole;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

pub use failure::Failure;

/// Local clouds that fail on command, and fail the same way twice.
#[derive(Debug, Parser)]
#[command(version, about, max_term_width = 100, subcommand_required = true)]
struct Typed {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Answer as the vendors' management APIs do.
    Serve(Box<serve::Typed>),
    /// Look for mistakes in scenario files.
    Check(check::Typed),
    /// Play the scripts of scenario files, and compare what comes with what they expect.
    Play(play::Typed),
    /// Make the smallest scenario in which the same still goes wrong.
    Shrink(shrink::Typed),
    /// Do again what was recorded, and compare what comes of it byte for byte.
    Replay(replay::Typed),
    /// Make a scenario of what was recorded.
    Convert(convert::Typed),
    /// List every operation that is answered, and how near it comes to the real one.
    Operations(operations::Typed),
    /// Print the JSON Schema of scenario files.
    Schema(schema::Typed),
    /// Ask a running server whether it is well: exit code 0 or 1.
    Healthcheck(healthcheck::Typed),
}

/// Parses the arguments of the process and does what they say.
///
/// Exit codes: 0 done, 1 a difference or a failed check, 2 wrong usage or input.
pub fn run() -> ExitCode {
    let matches = environment::heeded(Typed::command()).try_get_matches();
    let typed = matches.and_then(|it| Ok((Typed::from_arg_matches(&it)?, it)));
    let (typed, matches) = match typed {
        Ok(typed) => typed,
        Err(error) => {
            let printed = error.print();
            if !error.use_stderr() {
                let flushed = printed.and_then(|()| io::stdout().flush());
                return failure::printed(flushed)
                    .map_or_else(|it| it.report(), |()| ExitCode::SUCCESS);
            }
            if let Some(variable) = environment::origin(&Typed::command(), &error) {
                let _ = writeln!(io::stderr(), "hint: it is what the variable {variable} says");
            }
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let done = match typed.command {
        Command::Serve(typed) => {
            let (_, its) = matches.subcommand().expect("the command line names one");
            tls::unheard(its).and_then(|()| serve::run(*typed))
        }
        Command::Operations(typed) => operations::run(&typed),
        Command::Healthcheck(typed) => healthcheck::run(&typed),
        Command::Check(typed) => check::run(&typed),
        Command::Replay(typed) => replay::run(&typed),
        Command::Convert(typed) => convert::run(&typed),
        Command::Play(typed) => play::run(&typed),
        Command::Shrink(typed) => shrink::run(&typed),
        Command::Schema(typed) => schema::run(&typed),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}
