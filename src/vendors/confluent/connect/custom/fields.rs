//! The rules that the fields of custom plugins keep to, and what is said of one that does not.
//!
//! Connect custom plugin API and custom connect plugin manager API, schemas. The sentences are
//! UNCONFIRMED.

use std::sync::LazyLock;

use regex::Regex;

use crate::vendors::confluent::errors::{Error, Kind, Result, Source};

/// Java class or alias.
const CLASS: &str =
    r"^(([a-zA-Z][a-zA-Z_$0-9]*(\.[a-zA-Z][a-zA-Z_$0-9]*)*)\.)?([a-zA-Z][a-zA-Z_$0-9]*)$";
const LINK: &str = "^$|^(http://|https://).+";
const PROPERTY: &str = r"^[0-9A-Za-z_+.-]+$";
/// Semantic Versioning 2.0.0; clients write a `v` before it.
const VERSION: &str =
    r"^v?(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$";

/// What a text must be.
pub struct Rule {
    /// In characters.
    length_max: usize,
    pattern: Option<&'static LazyLock<Regex>>,
}

macro_rules! patterns {
    ($($name:ident $pattern:expr;)*) => {
        $(static $name: LazyLock<Regex> =
            LazyLock::new(|| Regex::new($pattern).expect("a regular expression"));)*
    };
}

patterns! {
    CLASS_PATTERN CLASS;
    LINK_PATTERN LINK;
    PROPERTY_PATTERN PROPERTY;
    VERSION_PATTERN VERSION;
}

pub const DISPLAY_NAME: Rule = Rule { length_max: 60, pattern: None };
pub const DESCRIPTION: Rule = Rule { length_max: 256, pattern: None };
pub const DOCUMENTATION_LINK: Rule = Rule { length_max: 512, pattern: Some(&LINK_PATTERN) };
pub const CONNECTOR_CLASS: Rule = Rule { length_max: 150, pattern: Some(&CLASS_PATTERN) };
pub const SENSITIVE_PROPERTY: Rule = Rule { length_max: 150, pattern: Some(&PROPERTY_PATTERN) };
pub const SEMANTIC_VERSION: Rule = Rule { length_max: 60, pattern: Some(&VERSION_PATTERN) };

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
        match self.pattern {
            Some(pattern) if !pattern.is_match(value) => {
                let message = format!(
                    "The property '{pointer}' did not match the following pattern: {}",
                    pattern.as_str()
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
