//! The versions of what runs in services: a table.

use serde_json::{Value, json};

use super::Aiven;
use super::errors::{Kind, Result};
use super::projects::ACCOUNT;
use crate::kernel::room::Ctx;
use crate::kernel::route::{Nothing, Unread};

/// Service type, version, state, and when it came and ends (days; empty for not yet).
type Row = (&'static str, &'static str, &'static str, &'static str, &'static str);

/// CHOICE: the days. Upstream's releases of Kafka, and a year and a half for each.
#[rustfmt::skip] // A table.
const VERSIONS: &[Row] = &[
    ("kafka",      "3.7",  "eol",       "2024-03-12", "2025-09-01"),
    ("kafka",      "3.8",  "available", "2024-09-09", "2026-12-01"),
    ("kafka",      "3.9",  "available", "2025-01-13", "2027-06-01"),
    ("kafka",      "4.0",  "available", "2025-06-16", ""),
    ("opensearch", "2",    "available", "2022-06-01", ""),
    ("pg",         "16",   "available", "2023-11-01", "2028-11-09"),
    ("pg",         "17",   "available", "2024-11-01", ""),
];

/// The account's own name of the operation is not published; the one in the table here is ours.
#[derive(Debug, serde::Deserialize)]
pub struct OfAccount {
    account_id: String,
}

pub fn list(_: &mut Aiven, _: &mut Ctx<'_, Aiven>, _: Nothing, _: Unread) -> Result<Value> {
    Ok(shown())
}

pub fn of_account(
    _: &mut Aiven,
    _: &mut Ctx<'_, Aiven>,
    OfAccount { account_id }: OfAccount,
    _: Unread,
) -> Result<Value> {
    if account_id == ACCOUNT { Ok(shown()) } else { Err(Kind::AccountNotFound.into()) }
}

/// A client looks up all of these members, and takes the last two for instants or nothing.
fn shown() -> Value {
    let versions = VERSIONS.iter().map(|(kind, version, state, from, to)| {
        let time = |day: &str| match day {
            "" => Value::Null,
            day => format!("{day}T00:00:00Z").into(),
        };
        json!({
            "service_type": kind,
            "major_version": version,
            "state": state,
            "availability_start_time": time(from),
            "availability_end_time": time(to),
            "aiven_end_of_life_time": time(to),
            "upstream_end_of_life_time": time(to),
            "termination_time": time(to),
            "end_of_life_help_article_url": "",
            "upgrade_to_service_type": null,
            "upgrade_to_version": null,
        })
    });
    json!({ "service_versions": versions.collect::<Vec<_>>() })
}
