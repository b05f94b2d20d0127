//! Sandboxes: listed, made, reset, forked and deleted.

use std::sync::Arc;

use http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Answer, Call, body, created, in_time, no_content, ok};
use crate::{
    kernel::journal::{Change, Event},
    server::{
        name,
        refusal::Refusal,
        sandbox::{Inside, Sandbox},
    },
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Create {
    name: String,
    /// The scenario's if absent.
    seed: Option<u64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reset {
    /// The scenario's if absent.
    seed: Option<u64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fork {
    r#as: String,
}

pub(super) fn list(call: &Call<'_>) -> Answer {
    let sandboxes = call.shared.registry.list();
    ok(&json!({ "sandboxes": sandboxes.iter().map(|it| shown(it)).collect::<Vec<_>>() }))
}

pub(super) fn create(call: &Call<'_>) -> Answer {
    let Create { name, seed } = body::read(&call.request.body)?;
    let name = valid(name, "/name")?;
    let registry = &call.shared.registry;
    let sandbox = registry.create(&name, registry.fresh(seed)?)?;
    created(&shown(&sandbox))
}

pub(super) fn describe(call: &Call<'_>) -> Answer {
    let sandbox = call.shared.registry.known(call.label);
    let sandbox = sandbox.ok_or_else(|| name::unknown(call.label))?;
    ok(&shown(&sandbox))
}

pub(super) fn delete(call: &Call<'_>) -> Answer {
    call.shared.registry.remove(call.label).ok_or_else(|| name::unknown(call.label))?;
    no_content()
}

/// The scenario of the sandbox from its beginning: a fresh world under a fresh clock.
pub(super) fn reset(call: &Call<'_>) -> Answer {
    let Reset { seed } = body::read(&call.request.body)?;
    let sandbox = call.sandbox()?;
    let origin = Arc::clone(&sandbox.lock().origin);
    sandbox.replace(Inside::begin(&origin, seed)?);
    ok(&shown(&sandbox))
}

/// The world once more, under another name.
pub(super) fn fork(call: &Call<'_>) -> Answer {
    let Fork { r#as } = body::read(&call.request.body)?;
    let name = valid(r#as, "/as")?;
    let (registry, from) = (Arc::clone(&call.shared.registry), call.sandbox.to_owned());
    in_time(call, move |inside| {
        let sandbox = registry.create(&name, inside.fork())?;
        sandbox.lock().world.note(Event::Admin(Change::Forked(from)));
        created(&shown(&sandbox))
    })
}

fn valid(name: String, at: &str) -> Result<String, Refusal> {
    if name::is_valid(&name) {
        return Ok(name);
    }
    let message = format!("`{name}` is no name for a sandbox");
    Err(Refusal::new(StatusCode::BAD_REQUEST, "invalid", message).at(at).hint(name::SYNTAX))
}

pub(super) fn shown(sandbox: &Sandbox) -> Value {
    let inside = sandbox.lock();
    // It may be on its way there: whoever only looks does not wait for it.
    let now = inside.clock.now();
    json!({
        "name": sandbox.name,
        "now": now.to_string(),
        "seed": inside.seed(),
        "calls": inside.world.journal().calls(),
        "broken": sandbox.is_broken(),
    })
}
