//! Amazon MSK Connect: the operations it has, and the state behind them.

use std::sync::LazyLock;

use http::Method;
use serde_json::{Value, json};

use crate::kernel::http::{Request, Response};
use crate::kernel::mistake::Mistake;
use crate::kernel::room::{Claim, Ctx, Stamp, Vendor};
use crate::kernel::route::{Call, Table};

pub mod auth;
mod caller;
mod errors;
pub mod premises;
mod proof;
pub mod refusals;
pub mod signature;

#[derive(Debug, Clone)]
pub struct Msk {}

#[derive(Debug, Clone)]
pub enum Due {}

#[rustfmt::skip] // A table: one operation, one line.
static TABLE: LazyLock<Table<Msk>> = LazyLock::new(|| Table::new([
]));

impl Vendor for Msk {
    const NAME: &'static str = "msk";
    const ERRORS: &'static [&'static str] = &[];
    const PLUS_IS_SPACE: bool = false;
    type Premises = ();
    type Error = errors::Error;
    type Caller = ();
    type Due = Due;

    fn table() -> &'static Table<Self> {
        &TABLE
    }

    fn open((): ()) -> Result<Self, Vec<Mistake>> {
        Ok(Self {})
    }

    fn claim(request: &Request) -> Claim {
        if request.path().starts_with("/v1/") { Claim::Path } else { Claim::No }
    }

    fn authenticate(&mut self, _: &Call<'_>, _: &Stamp<'_>) -> Result<(), errors::Error> {
        Ok(())
    }

    fn unrouted(&mut self, _: &Stamp<'_>, _: &[&'static Method]) -> errors::Error {
        errors::Error {}
    }

    fn dress(&self, answer: Result<Response, errors::Error>, _: &Stamp<'_>) -> Response {
        answer.unwrap_or_else(|_| Response::json(http::StatusCode::NOT_FOUND, &json!({})))
    }

    fn fall_due(&mut self, due: Due, _: &mut Ctx<'_, Self>) {
        match due {}
    }

    fn state(&self) -> Value {
        json!({})
    }
}
