//! What the environment says in place of flags: every flag has a variable of its own.

use std::env;

use clap::error::{ContextKind, ContextValue};
use clap::{Arg, Command, Error};

/// The command, for which a variable that is empty is as good as none: whoever writes a list of variables for a
/// container or a job cannot always leave one out.
pub(super) fn heeded(command: Command) -> Command {
    let command = command.mut_args(|arg| if is_empty(&arg) { arg.env(None::<&str>) } else { arg });
    command.mut_subcommands(heeded)
}

/// The variable that says what `error` complains of, if it is one that does: who typed no flag looks for none.
pub(super) fn origin(command: &Command, error: &Error) -> Option<String> {
    let said = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.as_str()),
        Some(_) | None => None,
    };
    let flag = said(ContextKind::InvalidArg)?.strip_prefix("--")?.split([' ', '=']).next()?;
    let value = said(ContextKind::InvalidValue)?;
    let mut args = command.get_subcommands().flat_map(Command::get_arguments);
    let is_it = |arg: &&Arg| {
        let says = arg.get_env().and_then(env::var_os);
        arg.get_long() == Some(flag) && says.is_some_and(|it| it == value)
    };
    args.find(is_it)?.get_env()?.to_str().map(str::to_owned)
}

fn is_empty(arg: &Arg) -> bool {
    arg.get_env().and_then(env::var_os).is_some_and(|it| it.is_empty())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use clap::CommandFactory;

    use crate::cli::Typed;

    #[test]
    fn every_flag_has_a_variable_that_is_called_as_it_is_and_says_nothing_else() {
        let command = Typed::command();
        let mut meanings = BTreeMap::new();
        for subcommand in command.get_subcommands() {
            let its = subcommand.get_name();
            for arg in subcommand.get_arguments() {
                let Some(flag) = arg.get_long() else { continue };
                let variable = arg.get_env().and_then(|it| it.to_str());
                let variable = variable.unwrap_or_else(|| panic!("{its} --{flag} has no variable"));
                let name = |it: &str| format!("WAVETANK_{it}").to_uppercase().replace('-', "_");
                let names = [name(flag), name(&format!("{its}-{flag}"))];
                assert!(names.contains(&variable.to_owned()), "{its} --{flag} has {variable}");

                let values = arg.get_possible_values();
                let values: Vec<_> = values.iter().map(|it| it.get_name().to_owned()).collect();
                let meaning = (flag.to_owned(), values);
                let other = meanings.entry(variable.to_owned()).or_insert(meaning.clone());
                assert_eq!(*other, meaning, "{its} --{flag} shares {variable}");
            }
        }
        assert!(meanings.len() > 20, "{meanings:?}");
    }
}
