//! A sandbox's fault rules: listed with what they counted, added, replaced and taken away.

use http::StatusCode;
use serde_json::{Value, json};

use super::{Answer, Call, body, created, in_time, no_content, ok};
use crate::{
    kernel::{
        faults::{Rule, Standing, Written},
        mistake::Mistake,
    },
    server::refusal::Refusal,
    vendors,
};

pub(super) fn list(call: &Call<'_>) -> Answer {
    let sandbox = call.sandbox()?;
    let inside = sandbox.lock();
    let rules = inside.world.faults().rules().iter().map(shown);
    ok(&json!({ "faults": rules.collect::<Vec<_>>() }))
}

/// Adds one rule, or a list of them, behind the others, at the instant that it is; so do the other changes.
pub(super) fn add(call: &Call<'_>) -> Answer {
    let rules = read(&call.request.body)?;
    in_time(call, |inside| created(&json!({ "ids": inside.world.add_faults(rules) })))
}

/// Puts the rules in place of all that there are.
pub(super) fn replace(call: &Call<'_>) -> Answer {
    let rules = read(&call.request.body)?;
    in_time(call, |inside| ok(&json!({ "ids": inside.world.replace_faults(rules) })))
}

pub(super) fn clear(call: &Call<'_>) -> Answer {
    in_time(call, |inside| {
        inside.world.replace_faults(Vec::new());
        no_content()
    })
}

pub(super) fn remove(call: &Call<'_>) -> Answer {
    let unknown = format!("there is no fault rule `{}`", call.label);
    let unknown = Refusal::new(StatusCode::NOT_FOUND, "unknown_rule", unknown);
    let Ok(id) = call.label.parse() else { return Err(unknown) };
    in_time(
        call,
        move |inside| {
            if inside.world.remove_fault(id) { no_content() } else { Err(unknown) }
        },
    )
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
