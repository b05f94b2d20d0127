//! A sandbox's scenario: shown, and put in the place of the one that it began with.

use serde_json::{Value, json};

use super::{Answer, Call, ok, sandboxes};
use crate::{
    scenario::{self, Error, Loaded, Prepared, no_files},
    server::{refusal::Refusal, sandbox::Inside},
    vendors,
};

/// What mistakes call the text of a call.
const NAME: &str = "body";

/// The scenario that the sandbox began with, whole, and what the calls captured that it was given.
pub(super) fn show(call: &Call<'_>) -> Answer {
    let sandbox = call.sandbox()?;
    let inside = sandbox.lock();
    ok(&json!({ "scenario": inside.origin.scenario(), "captures": inside.captures }))
}

/// Begins the sandbox anew with a scenario, YAML or JSON, which must not name other files. What it leaves open is as
/// the command line says.
pub(super) fn load(call: &Call<'_>) -> Answer {
    let catalogue = vendors::catalogue();
    let loaded = scenario::load(NAME, &call.request.body, &no_files, &catalogue);
    let Loaded { mut scenario, sheet } = loaded.map_err(|error| told(&error))?;
    call.shared.preset.apply(&mut scenario, Some(&sheet));
    let prepared =
        Prepared::new(scenario, &catalogue).map_err(|wrong| told(&sheet.error(wrong)))?;
    let inside = Inside::begin(&prepared, None)?;
    let captures = inside.captures.clone();
    let sandbox = call.sandbox()?;
    sandbox.replace(inside);
    let mut shown = sandboxes::shown(&sandbox);
    shown["captures"] = json!(captures);
    ok(&shown)
}

/// All mistakes, each with its line and column; and laid out for people.
fn told(error: &Error) -> Refusal {
    let findings = error.findings();
    let first = findings.first().expect("an error has a reason");
    let mut refusal = Refusal::bad_request("invalid", first.message.clone());
    if let Some(hint) = &first.hint {
        refusal = refusal.hint(hint.clone());
    }
    let mistakes = findings.iter().map(|it| {
        let mut shown = json!({ "message": it.message, "line": it.line, "column": it.column });
        if let Some(hint) = &it.hint {
            shown["hint"] = hint.clone().into();
        }
        shown
    });
    refusal.with("mistakes", mistakes.collect::<Vec<Value>>()).with("text", error.render(false))
}
