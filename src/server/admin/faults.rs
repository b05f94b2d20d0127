//! A sandbox's fault rules: listed with what they counted, added, replaced and taken away.

use http::StatusCode;
use serde_json::{Value, json};

use super::{Answer, Call, body, created, in_time, no_content, ok};
use crate::{
    kernel::{
        faults::{self, Rule, Standing},
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
    let (rules, form) = read(&call.request.body)?;
    in_time(call, move |inside| {
        let ids = inside.world.add_faults(rules).map_err(|it| form.wrong(it))?;
        created(&json!({ "ids": ids }))
    })
}

/// Puts the rules in place of all that there are.
pub(super) fn replace(call: &Call<'_>) -> Answer {
    let (rules, form) = read(&call.request.body)?;
    in_time(call, move |inside| {
        let ids = inside.world.replace_faults(rules).map_err(|it| form.wrong(it))?;
        ok(&json!({ "ids": ids }))
    })
}

pub(super) fn clear(call: &Call<'_>) -> Answer {
    in_time(call, |inside| {
        inside.world.replace_faults(Vec::new()).map_err(|it| body::mistaken(&it))?;
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

/// Whether rules came as a list, or one alone.
struct Form {
    is_list: bool,
}

impl Form {
    /// Of mistakes whose paths begin at a list.
    fn wrong(&self, mut mistakes: Vec<Mistake>) -> Refusal {
        if !self.is_list {
            for mistake in &mut mistakes {
                mistake.path.remove(0);
            }
        }
        body::mistaken(&mistakes)
    }
}

/// One rule or a list; all of them are good, or none is taken.
fn read(bytes: &[u8]) -> Result<(Vec<Rule>, Form), Refusal> {
    let form = Form { is_list: bytes.trim_ascii_start().starts_with(b"[") };
    let faults::List(written) =
        if form.is_list { body::read(bytes)? } else { faults::List(vec![body::read(bytes)?]) };
    let rules = faults::read_all(written, &vendors::catalogue()).map_err(|it| form.wrong(it))?;
    Ok((rules, form))
}

fn shown(standing: &Standing) -> Value {
    json!({
        "id": standing.id,
        "rule": standing.rule.written,
        "seen": standing.seen,
        "acted": standing.acted,
    })
}
