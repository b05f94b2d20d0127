//! What a world began with, as a scenario that [`Scenario`] reads back.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::secrets::Secrets;
use crate::kernel::secrecy::looks_secret;
use crate::kernel::settings::Settings;
use crate::world::{Setup, World};

/// The effective scenario, its secrets taken out.
pub(super) fn scenario(world: &World, secrets: &mut Secrets) -> Value {
    let Settings { seed, epoch, auth, date, timing, lag, pages, journal } = world.settings();
    let origin = world.origin();
    let premises = premises(world, secrets);
    let mut timings: Map<String, Value> =
        timing.operations.iter().map(|(name, takes)| (name.clone(), json!(takes))).collect();
    timings.insert("profile".into(), json!(timing.profile));
    json!({
        "seed": seed,
        "epoch": epoch,
        "auth": auth,
        "date": date,
        "timing": timings,
        "lag": lag,
        "pages": pages,
        "journal": journal,
        "premises": premises,
        "faults": origin.rules,
    })
}

/// What a world is made from that knows no more than a recording tells.
pub(super) fn setup(world: &World, secrets: &mut Secrets) -> Setup {
    let premises = premises(world, secrets);
    let setup = Setup::new(world.settings().clone(), Vec::new(), &premises);
    // A stand-in may be what a vendor refuses; the replay will say so.
    setup.unwrap_or_default()
}

fn premises(world: &World, secrets: &mut Secrets) -> BTreeMap<String, Value> {
    let premises = world.origin().premises.iter();
    premises.map(|(vendor, it)| (vendor.clone(), concealed("", it, secrets))).collect()
}

/// How a scenario's text is told from others.
pub(super) fn digest(scenario: &str) -> String {
    format!("{:x}", Sha256::digest(scenario))
}

/// In premises, what is named like a secret is one.
fn concealed(name: &str, value: &Value, secrets: &mut Secrets) -> Value {
    match value {
        Value::Object(members) => {
            let members = members.iter();
            members.map(|(name, it)| (name.clone(), concealed(name, it, secrets))).collect()
        }
        Value::Array(items) => items.iter().map(|it| concealed(name, it, secrets)).collect(),
        Value::String(text) if looks_secret(name) => {
            secrets.conceal(text).map_or_else(|| value.clone(), Value::String)
        }
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
    }
}
