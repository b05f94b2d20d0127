//! `wavetank convert`: from what was recorded to a scenario that plays.

use std::path::PathBuf;

use clap::Args;

use super::failure::{Failure, print};
use super::replay::{open, unread};
use crate::recording::Conversion;
use crate::vendors;

#[derive(Debug, Args)]
pub(super) struct Typed {
    /// What `wavetank serve --record FILE` has written.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Which sandbox, where there are several. Of a sandbox that was reset, what came last is taken.
    #[arg(long, env = "WAVETANK_SANDBOX", value_name = "NAME")]
    sandbox: Option<String>,
}

pub(super) fn run(typed: &Typed) -> Result<(), Failure> {
    let name = typed.file.display().to_string();
    let mut reader = open(&typed.file)?;
    let mut conversion = Conversion::default();
    let mut line = 0;
    while let Some(item) = reader.read().map_err(|it| unread(&name, &it))? {
        line += 1;
        conversion.take(line, &item).map_err(|it| unread(&name, &it))?;
    }
    let known = conversion.sandboxes();
    let sandbox = match (&typed.sandbox, known.as_slice()) {
        (None, [only]) => only,
        (Some(wanted), known) if known.contains(&wanted.as_str()) => wanted.as_str(),
        (wanted, known) => {
            let message = match wanted {
                Some(wanted) => format!("{name} has nothing of a sandbox `{wanted}`"),
                None => format!("{name} is about {} sandboxes", known.len()),
            };
            let hint = format!("choose one by `--sandbox`: {}", known.join(", "));
            return Err(Failure::input(message).hint(hint));
        }
    };
    let converted = conversion.scenario(sandbox, &vendors::catalogue());
    print(&converted.yaml)?;
    match converted.fails {
        None => Ok(()),
        Some(why) => Err(Failure::check(format!("the scenario does not play as recorded: {why}"))),
    }
}
