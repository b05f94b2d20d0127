//! How much an account may have in a Region.
//!
//! Developer Guide, "Amazon MSK quota". That too much of it is 429 is the documented meaning of
//! `TooManyRequestsException`; the texts are UNCONFIRMED.

use super::behaviour::Quotas;
use super::errors::{Error, Kind, Result};
use super::spaces::Space;
use super::wording;

/// Room for `more` workers, where `freed` of those that are there go.
pub(super) fn check_workers(space: &Space, more: u64, freed: u64, quotas: &Quotas) -> Result<()> {
    let held = space.workers_held.saturating_sub(freed) + more;
    check(held, quotas.workers, "connect workers")
}

/// Room for one more custom plugin.
pub(super) fn check_plugins(space: &Space, quotas: &Quotas) -> Result<()> {
    check(space.plugins.len() as u64 + 1, quotas.plugins, "custom plugins")
}

/// Room for one more worker configuration.
pub(super) fn check_worker_configurations(space: &Space, quotas: &Quotas) -> Result<()> {
    let count = space.workers.len() as u64 + 1;
    check(count, quotas.worker_configurations, "worker configurations")
}

fn check(count: u64, most: u64, of_what: &str) -> Result<()> {
    if count <= most {
        return Ok(());
    }
    Err(Error::new(Kind::TooManyRequestsException, wording::limit_exceeded(most, of_what)))
}
