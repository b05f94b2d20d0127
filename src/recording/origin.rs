//! What a world began with, as a scenario that [`Scenario`] reads back.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{assignments, secrets::Secrets};
use crate::kernel::secrecy::looks_secret;
use crate::kernel::settings::Settings;
use crate::scenario::Scenario;
use crate::world::{Setup, World};

/// The effective scenario, its secrets taken out.
pub(super) fn scenario(world: &World, secrets: &mut Secrets) -> Value {
    let Settings { seed, epoch, auth, date, timing, lag, pages, journal } =
        world.settings().clone();
    json!(Scenario {
        seed,
        epoch,
        auth,
        date,
        timing,
        lag,
        pages,
        journal,
        premises: premises(world, secrets),
        faults: world.origin().rules.clone(),
        ..Scenario::default()
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

/// SHA-256 in hex.
pub(super) fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |text, it| text + &format!("{it:02x}"))
}

/// In premises, what is named like a secret is one, and what stands beside it is its name in the open.
fn concealed(name: &str, value: &Value, secrets: &mut Secrets) -> Value {
    match value {
        Value::Object(members) => {
            if members.keys().any(|it| looks_secret(it)) {
                let open = members.iter().filter(|(name, _)| !looks_secret(name));
                open.filter_map(|(_, it)| it.as_str()).for_each(|it| secrets.open(it));
            }
            let members = members.iter();
            members.map(|(name, it)| (name.clone(), concealed(name, it, secrets))).collect()
        }
        Value::Array(items) => items.iter().map(|it| concealed(name, it, secrets)).collect(),
        Value::String(text) if looks_secret(name) => {
            secrets.conceal(text).map_or_else(|| value.clone(), Value::String)
        }
        Value::String(text) => assignments::rewritten(text, &mut |it| secrets.conceal(it))
            .map_or_else(|| value.clone(), Value::String),
        Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
    }
}
