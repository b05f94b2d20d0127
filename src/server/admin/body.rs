//! The JSON of an admin call, and what is wrong with it: always with the place, as a JSON Pointer.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::json;

use crate::{
    kernel::{mistake::Mistake, reading},
    server::refusal::Refusal,
};

/// Reads the body as a `T`; an empty one as an empty object.
pub(super) fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Refusal> {
    let body = if body.trim_ascii().is_empty() { b"{}" } else { body };
    let (value, mistakes) = json::read(body).map_err(|error| {
        Refusal::bad_request("malformed", format!("the body is no JSON: {error}"))
    })?;
    if !mistakes.is_empty() {
        return Err(mistaken(&mistakes));
    }
    reading::read(&value).map_err(|mistake| mistaken(&[mistake]))
}

/// All that is wrong: the first in front, and every one in `mistakes` if there are more.
pub(in crate::server) fn mistaken(mistakes: &[Mistake]) -> Refusal {
    let [first, others @ ..] = mistakes else { panic!("a refusal has a reason") };
    let mut refusal = Refusal::bad_request("invalid", first.message.clone()).at(first.pointer());
    if let Some(hint) = &first.hint {
        refusal = refusal.hint(hint.clone());
    }
    if others.is_empty() {
        return refusal;
    }
    refusal.with("mistakes", mistakes.iter().map(shown).collect::<Vec<_>>())
}

fn shown(mistake: &Mistake) -> Value {
    let mut shown = serde_json::json!({ "message": mistake.message, "at": mistake.pointer() });
    if let Some(hint) = &mistake.hint {
        shown["hint"] = hint.clone().into();
    }
    shown
}
