//! The rules that the fields of custom plugins keep to, and what is said of one that does not.
//!
//! Connect custom plugin API and custom connect plugin manager API, schemas. The sentences are
//! UNCONFIRMED.

use crate::vendors::confluent::errors::{Error, Kind, Result, Source};

/// What a text must be.
pub struct Rule {
    /// In characters.
    length_max: usize,
    form: Option<Form>,
}

/// A form as the schemas write it, and whether a text has it.
type Form = (&'static str, fn(&str) -> bool);

const CLASS: Form = (
    r"^(([a-zA-Z][a-zA-Z_$0-9]*(\.[a-zA-Z][a-zA-Z_$0-9]*)*)\.)?([a-zA-Z][a-zA-Z_$0-9]*)$",
    is_class,
);
const LINK: Form = ("^$|^(http://|https://).+", is_link);
const PROPERTY: Form = (r"^[\w\+\.-]+$", is_property);
/// In words, since the schema has no pattern; clients write a `v` before it.
const VERSION: Form = ("Semantic Versioning 2.0.0", is_version);

pub const DISPLAY_NAME: Rule = Rule { length_max: 60, form: None };
pub const DESCRIPTION: Rule = Rule { length_max: 256, form: None };
pub const DOCUMENTATION_LINK: Rule = Rule { length_max: 512, form: Some(LINK) };
pub const CONNECTOR_CLASS: Rule = Rule { length_max: 150, form: Some(CLASS) };
pub const SENSITIVE_PROPERTY: Rule = Rule { length_max: 150, form: Some(PROPERTY) };
pub const SEMANTIC_VERSION: Rule = Rule { length_max: 60, form: Some(VERSION) };

pub const CLOUDS: &[&str] = &["AWS", "GCP", "AZURE"];
pub const TYPES: &[&str] = &["SOURCE", "SINK"];
pub const FORMATS: &[&str] = &["ZIP", "JAR"];
pub const LANGUAGES: &[&str] = &["JAVA", "PYTHON"];

/// 422 about one place in the body, by JSON Pointer.
pub fn invalid(pointer: &str, message: String) -> Error {
    Error::new(Kind::PluginInvalid, message).about(Source::Pointer(pointer.to_owned()))
}

impl Rule {
    pub fn check(&self, pointer: &str, value: &str) -> Result<()> {
        let length_max = self.length_max;
        if value.chars().count() > length_max {
            let message =
                format!("The property '{pointer}' must be at most {length_max} characters long");
            return Err(invalid(pointer, message));
        }
        match self.form {
            Some((pattern, holds)) if !holds(value) => {
                let message = format!(
                    "The property '{pointer}' did not match the following pattern: {pattern}"
                );
                Err(invalid(pointer, message))
            }
            _ => Ok(()),
        }
    }

    /// The same for a text that must not be empty.
    pub fn demand(&self, pointer: &str, value: &str) -> Result<()> {
        if value.is_empty() {
            return Err(invalid(pointer, format!("The property '{pointer}' is required")));
        }
        self.check(pointer, value)
    }

    pub fn check_all(&self, pointer: &str, values: &[String]) -> Result<()> {
        let mut values = values.iter().enumerate();
        values.try_for_each(|(index, value)| self.demand(&format!("{pointer}/{index}"), value))
    }
}

/// One of `values`, in these very letters.
pub fn one_of(pointer: &str, value: &str, values: &'static [&'static str]) -> Result<&'static str> {
    let found = values.iter().find(|it| **it == value);
    found.copied().ok_or_else(|| {
        let message = format!(
            "The property '{pointer}' did not match one of the following values: {}",
            values.join(", ")
        );
        invalid(pointer, message)
    })
}

/// Sorted and each once, as they come back.
pub fn sorted(mut values: Vec<String>) -> Vec<String> {
    values.sort();
    values.dedup();
    values
}

/// A Java class, with its package or without.
fn is_class(text: &str) -> bool {
    let is_part = |part: &str| {
        part.starts_with(|it: char| it.is_ascii_alphabetic())
            && part.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'_' || it == b'$')
    };
    text.split('.').all(is_part)
}

fn is_link(text: &str) -> bool {
    let schemes = ["http://", "https://"];
    let has = |scheme: &&str| text.strip_prefix(*scheme).is_some_and(|rest| !rest.is_empty());
    text.is_empty() || schemes.iter().any(has)
}

fn is_property(text: &str) -> bool {
    let is_good = |it: char| it.is_alphanumeric() || "_+.-".contains(it);
    !text.is_empty() && text.chars().all(is_good)
}

fn is_version(text: &str) -> bool {
    let text = text.strip_prefix('v').unwrap_or(text);
    let (text, build) = text.split_once('+').map_or((text, None), |(it, build)| (it, Some(build)));
    let (core, before) = text.split_once('-').map_or((text, None), |(it, pre)| (it, Some(pre)));
    let is_number = |part: &str| {
        let is_short = part == "0" || !part.starts_with('0');
        !part.is_empty() && is_short && part.bytes().all(|it| it.is_ascii_digit())
    };
    let is_label = |part: &str| {
        !part.is_empty() && part.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-')
    };
    let labels = before.into_iter().chain(build).flat_map(|it| it.split('.'));
    core.split('.').count() == 3
        && core.split('.').all(is_number)
        && labels.into_iter().all(is_label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_the_form_that_its_schema_asks_for() {
        #[rustfmt::skip]
        let cases = [
            (CLASS,    &["a.b.C", "C", "C$1", "a.B_c"][..],  &["", ".", "a.", "1a", "a..b", "a-b", "_a"][..]),
            (LINK,     &["", "http://x", "https://x/y"],     &["x", "http://", "ftp://x"]),
            (PROPERTY, &["a.b", "a-b+c_1"],                  &["", "a b", "a/b"]),
            (VERSION,  &["1.2.3", "v0.0.1", "1.2.3-rc.123+build.456", "1.0.0-x-y"], &["1.2", "1.2.3.4", "01.2.3", "a.b.c", "1.2.3-", "1.2.3+", ""]),
        ];
        for ((_, holds), good, bad) in cases {
            for text in good {
                assert!(holds(text), "{text}");
            }
            for text in bad {
                assert!(!holds(text), "{text}");
            }
        }
    }
}
