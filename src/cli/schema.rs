//! `wavetank schema`: the format of scenario files, for editors.

use clap::Args;

use super::failure::{Failure, print};
use crate::scenario::schema;

#[derive(Debug, Args)]
pub(super) struct Typed {}

pub(super) fn run(_: &Typed) -> Result<(), Failure> {
    print(&format!("{:#}\n", schema::of_scenario()))
}
