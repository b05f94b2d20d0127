//! `wavetank operations`: the coverage table, from the route tables.

use std::fmt::Write;

use clap::{Args, ValueEnum};
use serde_json::json;

use super::failure::{Failure, print};
use crate::kernel::{nearest, route::Fidelity};
use crate::vendors::{self, Operation};

#[derive(Debug, Args)]
pub(super) struct Typed {
    /// Only this vendor's operations.
    #[arg(long, env = "WAVETANK_VENDOR")]
    vendor: Option<String>,
    /// How they are written.
    #[arg(long, value_enum, default_value_t = Format::Table, env = "WAVETANK_OPERATIONS_FORMAT")]
    format: Format,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    Table,
    Json,
    Markdown,
}

pub(super) fn run(typed: &Typed) -> Result<(), Failure> {
    let mut operations = vendors::operations();
    if let Some(vendor) = &typed.vendor {
        operations.retain(|it| it.vendor == vendor);
        if operations.is_empty() {
            return Err(unknown_vendor(vendor));
        }
    }
    print(&match typed.format {
        Format::Table => table(&operations),
        Format::Json => format!("{:#}\n", json!({ "operations": operations })),
        Format::Markdown => markdown(&operations),
    })
}

fn unknown_vendor(vendor: &str) -> Failure {
    let known: Vec<_> = vendors::ALL.iter().map(|it| it.name()).collect();
    let hint = match nearest::nearest(vendor, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("there are: {}", known.join(", ")),
    };
    Failure::input(format!("there is no vendor `{vendor}`")).hint(hint)
}

fn fidelity(operation: &Operation) -> &'static str {
    match operation.fidelity {
        Fidelity::Exact => "exact",
        Fidelity::Partial => "partial",
        Fidelity::Stub => "stub",
    }
}

/// For people: columns as wide as they must be.
fn table(operations: &[Operation]) -> String {
    let width = |of: fn(&Operation) -> usize| operations.iter().map(of).max().unwrap_or(0);
    let (vendor, name) = (width(|it| it.vendor.len()).max(6), width(|it| it.name.len()).max(9));
    let path = width(|it| it.path.len());
    let mut text = format!(
        "{:vendor$}  {:name$}  {:6}  {:path$}  FIDELITY\n",
        "VENDOR", "OPERATION", "METHOD", "PATH"
    );
    for it in operations {
        let (fidelity, method) = (fidelity(it), &it.method);
        let _ = writeln!(
            text,
            "{:vendor$}  {:name$}  {method:6}  {:path$}  {fidelity}",
            it.vendor, it.name, it.path
        );
    }
    text
}

/// The table of the README.
fn markdown(operations: &[Operation]) -> String {
    let mut text =
        String::from("| Vendor | Operation | Call | Fidelity | Ends that can be scripted |\n");
    text.push_str("| --- | --- | --- | --- | --- |\n");
    for it in operations {
        let ends: Vec<_> = it.ends.iter().map(|end| format!("`{end}`")).collect();
        let (call, ends) = (format!("`{} {}`", it.method, it.path), ends.join(" "));
        let _ =
            writeln!(text, "| {} | {} | {call} | {} | {ends} |", it.vendor, it.name, fidelity(it));
    }
    text
}
