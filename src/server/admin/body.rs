//! The JSON of an admin call, and what is wrong with it: always with the place, as a JSON Pointer.

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use serde_path_to_error::{Path, Segment};

use crate::{
    kernel::mistake::{Mistake, Step},
    server::refusal::Refusal,
};

/// Reads the body as a `T`; an empty one as an empty object.
pub(super) fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Refusal> {
    let body = if body.trim_ascii().is_empty() { b"{}" } else { body };
    let from = &mut serde_json::Deserializer::from_slice(body);
    let read = serde_path_to_error::deserialize(&mut *from).map_err(|error| {
        let path = steps(error.path());
        wrong(path, error.inner())
    })?;
    from.end().map_err(|error| wrong(Vec::new(), &error))?;
    Ok(read)
}

/// All that is wrong: the first in front, the others behind it.
pub(super) fn mistaken(mistakes: &[Mistake]) -> Refusal {
    let first = mistakes.first().expect("a refusal has a reason");
    let mut refusal = Refusal::bad_request("invalid", first.message.clone()).at(first.pointer());
    if let Some(hint) = &first.hint {
        refusal = refusal.hint(hint.clone());
    }
    if mistakes.len() > 1 {
        refusal = refusal.with("mistakes", mistakes.iter().map(shown).collect::<Vec<_>>());
    }
    refusal
}

fn shown(mistake: &Mistake) -> Value {
    let mut shown = json!({ "message": mistake.message, "at": mistake.pointer() });
    if let Some(hint) = &mistake.hint {
        shown["hint"] = hint.clone().into();
    }
    shown
}

fn wrong(path: Vec<Step>, error: &serde_json::Error) -> Refusal {
    let text = error.to_string();
    if !error.is_data() {
        return Refusal::bad_request("malformed", format!("the body is no JSON: {text}"));
    }
    // The place is told by the pointer.
    let text = text.rfind(" at line ").map_or(text.as_str(), |end| &text[..end]);
    let (message, hint) = match text.split_once(", expected ") {
        Some((message, expected)) => (message, Some(format!("expected {expected}"))),
        None => (text, None),
    };
    mistaken(&[Mistake { path, message: message.to_owned(), hint }])
}

fn steps(path: &Path) -> Vec<Step> {
    let step = |segment: &Segment| match segment {
        Segment::Seq { index } => Some(Step::Index(*index)),
        Segment::Map { key } => Some(Step::Key(key.clone())),
        Segment::Enum { .. } | Segment::Unknown => None,
    };
    path.iter().filter_map(step).collect()
}
