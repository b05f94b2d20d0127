//! A sandbox's fault rules: listed with what they counted, added, replaced and taken away.

use http::StatusCode;
use serde_json::{Value, json};

use super::{Answer, Call, body, created, no_content, ok};
use crate::{
    kernel::{
        faults::{Rule, Standing, Written},
        mistake::Mistake,
    },
    server::refusal::Refusal,
    vendors,
    world::World,
};

pub(super) fn list(call: &Call<'_>) -> Answer {
    let sandbox = call.sandbox()?;
    let inside = sandbox.lock();
    let rules = inside.world.faults().rules().iter().map(shown);
    ok(&json!({ "faults": rules.collect::<Vec<_>>() }))
}

/// Adds one rule, or a list of them, behind the others.
pub(super) fn add(call: &Call<'_>) -> Answer {
    let rules = read(&call.request.body)?;
    let ids = change(call, |world| world.add_faults(rules))?;
    created(&json!({ "ids": ids }))
}

/// Puts the rules in place of all that there are.
pub(super) fn replace(call: &Call<'_>) -> Answer {
    let rules = read(&call.request.body)?;
    let ids = change(call, |world| world.replace_faults(rules))?;
    ok(&json!({ "ids": ids }))
}

pub(super) fn clear(call: &Call<'_>) -> Answer {
    change(call, |world| world.replace_faults(Vec::new()))?;
    no_content()
}

pub(super) fn remove(call: &Call<'_>) -> Answer {
    let there_is = match call.label.parse() {
        Ok(id) => change(call, |world| world.remove_fault(id))?,
        Err(_) => false,
    };
    if there_is {
        return no_content();
    }
    let message = format!("there is no fault rule `{}`", call.label);
    Err(Refusal::new(StatusCode::NOT_FOUND, "unknown_rule", message))
}

/// Changes the rules at the instant that it is.
fn change<T>(call: &Call<'_>, change: impl FnOnce(&mut World) -> T) -> Result<T, Refusal> {
    let sandbox = call.sandbox()?;
    let mut inside = sandbox.lock();
    inside.catch_up();
    Ok(change(&mut inside.world))
}

/// One rule or a list; all of them are good, or none is taken.
fn read(bytes: &[u8]) -> Result<Vec<Rule>, Refusal> {
    let is_list = bytes.trim_ascii_start().starts_with(b"[");
    let written: Vec<Written> = if is_list { body::read(bytes)? } else { vec![body::read(bytes)?] };

    let catalogue = vendors::catalogue();
    let (mut rules, mut mistakes) = (Vec::new(), Vec::new());
    for (index, written) in written.into_iter().enumerate() {
        let placed = |it: Mistake| if is_list { it.under(index) } else { it };
        match written.read(&catalogue) {
            Ok(rule) => rules.push(rule),
            Err(wrong) => mistakes.extend(wrong.into_iter().map(placed)),
        }
    }
    if mistakes.is_empty() { Ok(rules) } else { Err(body::mistaken(&mistakes)) }
}

fn shown(standing: &Standing) -> Value {
    json!({
        "id": standing.id,
        "rule": standing.rule.written,
        "seen": standing.seen,
        "acted": standing.acted,
    })
}
