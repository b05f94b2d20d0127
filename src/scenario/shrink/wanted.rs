//! What a shrunk scenario must still show, as it is asked for.

use std::str::FromStr;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::scenario::script::Count;
use crate::scenario::{Error, Sheet};

/// What has gone wrong in a scenario, and must still.
#[derive(Debug, Clone, Default)]
pub enum Wanted {
    /// The first expectation that fails.
    #[default]
    First,
    /// The first that fails in this step of the script, counted from 1.
    Step(usize),
    /// These calls are in the journal.
    Calls(Box<Calls>),
}

/// Calls in the journal, as a step `journal` has them, and where that is written.
#[derive(Debug, Clone)]
pub struct Calls {
    written: Written,
    pub(super) sheet: Sheet,
}

/// As [`Count`]; without a `count` there is one call at least.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    vendor: Option<String>,
    operation: Option<String>,
    resource: Option<String>,
    status: Option<u16>,
    rule: Option<String>,
    count: Option<usize>,
}

impl Calls {
    pub(super) fn is_exact(&self) -> bool {
        self.written.count.is_some()
    }

    /// A step that counts them. Where any will do, it says that there are none.
    pub(super) fn step(&self) -> Value {
        let Written { vendor, operation, resource, status, rule, count } = self.written.clone();
        let count = count.unwrap_or_default();
        json!({ "journal": Count { vendor, operation, resource, status, rule, count } })
    }

    /// As it is asked for, with the rule as it is called now.
    pub(super) fn text(&self, rule: Option<&str>) -> String {
        let Written { vendor, operation, resource, status, count, .. } = &self.written;
        let text = |name, value: Option<&str>| value.map(|it| format!("{name}: {it}"));
        let parts = [
            text("vendor", vendor.as_deref()),
            text("operation", operation.as_deref()),
            text("resource", resource.as_deref()),
            status.map(|it| format!("status: {it}")),
            text("rule", rule),
            count.map(|it| format!("count: {it}")),
        ];
        format!("journal: {{ {} }}", parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
    }
}

/// What is wrong with what was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unclear {
    Word(String),
    Pattern(Error),
}

impl FromStr for Wanted {
    type Err = Unclear;

    /// `step:3`, or `journal:` and what stands behind it in a script: `journal:{ status: 429, count: 2 }`.
    fn from_str(text: &str) -> Result<Self, Unclear> {
        let unclear = || Unclear::Word(text.to_owned());
        let (kind, rest) = text.split_once(':').ok_or_else(unclear)?;
        match kind.trim() {
            "step" => match rest.trim().parse() {
                Ok(number) if number > 0 => Ok(Self::Step(number)),
                _ => Err(unclear()),
            },
            "journal" => {
                let read = Sheet::of_part("--fails-with", rest.trim().as_bytes());
                let (sheet, written) = read.map_err(Unclear::Pattern)?;
                Ok(Self::Calls(Box::new(Calls { written, sheet })))
            }
            _ => Err(unclear()),
        }
    }
}
