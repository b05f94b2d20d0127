//! What the API answers, case by case, through the world's one door: no socket, no clock, no sleep.
//!
//! A case is data: a sentence that is its name, and a script (see `script`). Where the name begins with a
//! number, it is the behaviour's number in the conformance list of MSK Connect.
//! `cargo test --test api 027` runs one.

mod bodies;
mod msk_protocol;
mod script;
mod stage;
#[path = "../support/mod.rs"]
mod support;

use libtest_mimic::{Arguments, Failed, Trial};

/// A sentence, and what shows that it is true.
pub struct Case {
    pub name: String,
    pub run: Box<dyn Fn() -> Result<(), String> + Send>,
}

/// A case that is a script.
pub fn case(name: impl Into<String>, script: impl Into<String>) -> Case {
    let script = script.into();
    code(name, move || stage::play(&script))
}

/// A case that no script can tell.
pub fn code(
    name: impl Into<String>,
    run: impl Fn() -> Result<(), String> + Send + 'static,
) -> Case {
    Case { name: name.into(), run: Box::new(run) }
}

fn main() {
    let cases = [msk_protocol::cases()];
    let trial = |case: Case| Trial::test(case.name, move || (case.run)().map_err(Failed::from));
    let trials = cases.into_iter().flatten().map(trial).collect();
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}
