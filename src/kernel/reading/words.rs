//! What serde complains about, in the words of somebody who writes scenarios.

use std::fmt;

use serde::de::{self, Expected, Unexpected};

use crate::kernel::{
    mistake::{Mistake, Step},
    nearest::nearest,
};

/// A longer text is cut where a message quotes it.
const QUOTED_CHARS_MAX: usize = 60;

/// More known names than these are not listed beside an unknown one.
const LISTED_MAX: usize = 32;

/// How the hint begins for a number or a `true` that was meant as a text; the text follows, as JSON
/// writes it.
pub const QUOTING: &str = "put it into quotes: ";

/// A mistake on its way up to the root.
#[derive(Debug)]
pub(super) struct Complaint(Mistake);

impl Complaint {
    pub(super) fn under(self, step: impl Into<Step>) -> Self {
        Self(self.0.under(step))
    }

    fn new(message: String) -> Self {
        Self(Mistake::new(&[], message))
    }

    fn wrong(found: Unexpected<'_>, wanted: &dyn Expected) -> Self {
        let wanted = wanted.to_string();
        let wanted = expected(&wanted);
        let complaint = Self::new(format!("expected {wanted}, found {}", described(found)));
        match scalar(found) {
            Some(scalar) if wanted == "a text" => complaint.hint(format!("{QUOTING}\"{scalar}\"")),
            _ => complaint,
        }
    }

    fn no_such(what: &str, name: &str, known: &[&str]) -> Self {
        let complaint = Self::new(format!("there is no {what} `{}` here", short(name)));
        match nearest(name, known.iter().copied()) {
            Some(near) => complaint.hint(format!("did you mean `{near}`?")),
            None if (1..=LISTED_MAX).contains(&known.len()) => {
                complaint.hint(format!("there are: {}", known.join(", ")))
            }
            None => complaint,
        }
    }

    fn hint(self, hint: String) -> Self {
        Self(self.0.hint(hint))
    }
}

impl From<Complaint> for Mistake {
    fn from(complaint: Complaint) -> Self {
        complaint.0
    }
}

impl de::Error for Complaint {
    fn custom<T: fmt::Display>(said: T) -> Self {
        let said = said.to_string();
        match said.split_once("\nhint: ") {
            Some((message, hint)) => Self::new(message.to_owned()).hint(hint.to_owned()),
            None if said.starts_with("data did not match any variant") => {
                Self::new("this is none of the forms known here".to_owned())
            }
            None => Self::new(said),
        }
    }

    fn invalid_type(found: Unexpected<'_>, wanted: &dyn Expected) -> Self {
        Self::wrong(found, wanted)
    }

    fn invalid_value(found: Unexpected<'_>, wanted: &dyn Expected) -> Self {
        Self::wrong(found, wanted)
    }

    fn unknown_field(name: &str, known: &'static [&'static str]) -> Self {
        Self::no_such("field", name, known)
    }

    fn unknown_variant(name: &str, known: &'static [&'static str]) -> Self {
        Self::no_such("choice", name, known)
    }

    fn missing_field(name: &'static str) -> Self {
        Self::new(format!("the field `{name}` is missing"))
    }
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)
    }
}

impl std::error::Error for Complaint {}

/// What a type wants; a type's own words stay.
fn expected(wanted: &str) -> &str {
    match wanted {
        "a string" | "string" | "a borrowed string" => "a text",
        "a boolean" => "`true` or `false`",
        "a sequence" => "a list",
        "unit" | "unit variant" => "nothing",
        "u8" => "a whole number from 0 to 255",
        "u16" => "a whole number from 0 to 65535",
        "u32" => "a whole number from 0 to 4294967295",
        "u64" | "usize" | "u128" => "a whole number, 0 or more",
        "i8" | "i16" | "i32" | "i64" | "i128" | "isize" => "a whole number",
        "f32" | "f64" => "a number",
        "a nonzero u32" => "a whole number from 1 to 4294967295",
        "a nonzero u64" | "a nonzero usize" => "a whole number, 1 or more",
        "newtype variant" | "tuple variant" | "struct variant" => "a map with its name as the key",
        _ if wanted.starts_with("struct ") => "a map",
        _ if wanted.starts_with("enum ") => "a name",
        _ => wanted,
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "JSON has no others")]
fn described(found: Unexpected<'_>) -> String {
    match found {
        Unexpected::Bool(value) => format!("`{value}`"),
        Unexpected::Str(text) => format!("the text \"{}\"", short(text)),
        Unexpected::Unit | Unexpected::Option => "nothing".to_owned(),
        Unexpected::Seq => "a list".to_owned(),
        Unexpected::Map => "a map".to_owned(),
        Unexpected::UnitVariant => "only a name".to_owned(),
        other => scalar(other).map_or(other.to_string(), |number| format!("the number {number}")),
    }
}

/// A number or a truth, as JSON writes it.
#[expect(clippy::wildcard_enum_match_arm, reason = "the others are none")]
fn scalar(found: Unexpected<'_>) -> Option<String> {
    match found {
        Unexpected::Bool(value) => Some(value.to_string()),
        Unexpected::Unsigned(value) => Some(value.to_string()),
        Unexpected::Signed(value) => Some(value.to_string()),
        Unexpected::Float(value) => Some(value.to_string()),
        _ => None,
    }
}

fn short(text: &str) -> String {
    match text.char_indices().nth(QUOTED_CHARS_MAX) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text.to_owned(),
    }
}
