//! Connect v1: what its operations keep between calls, what can fall due there, and its part of the table.

use serde_json::{Value, json};

use super::Confluent;
use super::premises::Premises;
use crate::kernel::room::Ctx;
use crate::kernel::route::Route;

/// Connectors and custom plugins.
#[derive(Debug, Clone)]
pub struct Connect {}

#[derive(Debug, Clone, Copy)]
pub enum Due {}

impl Connect {
    pub fn new(_: &Premises) -> Self {
        Self {}
    }

    /// All resources, as the state shows them.
    pub fn show(&self) -> Value {
        json!({})
    }
}

#[rustfmt::skip] // A table: one operation, one line.
pub fn routes() -> Vec<Route<Confluent>> {
    vec![
    ]
}

pub fn fall_due(_: &mut Confluent, due: Due, _: &mut Ctx<'_, Confluent>) {
    match due {}
}
