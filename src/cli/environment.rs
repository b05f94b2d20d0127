//! What the environment says in place of flags: every flag has a variable of its own.

use std::env;

use clap::{Arg, Command};

/// The command, for which a variable that is empty is as good as none: whoever writes a list of variables for a
/// container or a job cannot always leave one out.
pub(super) fn heeded(command: Command) -> Command {
    let command = command.mut_args(|arg| if is_empty(&arg) { arg.env(None::<&str>) } else { arg });
    command.mut_subcommands(heeded)
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
