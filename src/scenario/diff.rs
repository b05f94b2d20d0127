//! What was expected beside what came, for people and machines.

use serde_json::Value;
use similar::TextDiff;

use crate::kernel::mistake::{Mistake, Step};

/// One thing that is not as a scenario says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// To the expectation, from where the step begins; in the end from the root of the document.
    pub path: Vec<Step>,
    /// Lower case, no full stop.
    pub what: String,
    /// JSON is laid out over several lines.
    pub expected: String,
    pub got: String,
}

impl Difference {
    pub(super) fn new(what: String, expected: String, got: String) -> Self {
        Self { path: Vec::new(), what, expected, got }
    }

    #[must_use]
    pub(super) fn under(mut self, step: impl Into<Step>) -> Self {
        self.path.insert(0, step.into());
        self
    }

    #[must_use]
    pub(super) fn at(self, outer: &str, inner: impl Into<Step>) -> Self {
        self.under(inner).under(outer)
    }

    /// For the place in the file.
    pub fn mistake(&self) -> Mistake {
        Mistake { path: self.path.clone(), message: self.what.clone(), hint: None }
    }

    /// Expected and got, each on its line; as a diff where either has several lines.
    pub fn text(&self) -> String {
        let (expected, got) = (&self.expected, &self.got);
        if !expected.contains('\n') && !got.contains('\n') {
            return format!("expected {expected}\n     got {got}");
        }
        if !expected.contains('\n') {
            let got = got.replace('\n', "\n         ");
            return format!("expected {expected}\n     got {got}");
        }
        let (expected, got) = (format!("{expected}\n"), format!("{got}\n"));
        let diff = TextDiff::from_lines(&expected, &got);
        let hunks = diff.unified_diff().context_radius(3).header("expected", "got").to_string();
        hunks.trim_end().to_owned()
    }
}

/// Lists and maps over several lines, and anything else on one.
pub(super) fn pretty(value: &Value) -> String {
    format!("{value:#}")
}

/// Whether two values are the same. 1 and 1.0 are.
pub(super) fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(one), Value::Number(other)) => {
            one == other || (one.as_f64() == other.as_f64() && (one.is_f64() || other.is_f64()))
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(a, b)| same(a, b))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one.iter().all(|(key, a)| other.get(key).is_some_and(|b| same(a, b)))
        }
        _ => a == b,
    }
}
