//! One JSON object, for programs.

use serde_json::{Value, json};

use super::{Report, Tally};
use crate::kernel::clock::show_duration;
use crate::scenario::{Difference, Loaded, Played, Verdict};

#[derive(Default)]
pub(super) struct Json {
    files: Vec<Value>,
}

impl Report for Json {
    fn file(&mut self, file: &str, loaded: &Loaded, _: usize) -> String {
        let name = &loaded.scenario.name;
        self.files.push(json!({ "file": file, "name": name, "broken": null, "steps": [] }));
        String::new()
    }

    fn step(&mut self, loaded: &Loaded, played: &Played) -> String {
        let mut step = json!({
            "number": played.index + 1,
            "title": played.title,
            "at": show_duration(played.at),
            "verdict": "passed",
        });
        if !played.answered.is_empty() {
            step["answered"] = played.answered.clone().into();
            step["calls"] = played.calls.into();
        }
        match &played.verdict {
            Verdict::Passed => {}
            Verdict::Failed(differences) => {
                step["verdict"] = "failed".into();
                let differences = differences.iter().map(|it| shown(loaded, it));
                step["differences"] = differences.collect();
            }
            Verdict::Skipped(why) => {
                step["verdict"] = "skipped".into();
                step["why"] = why.clone().into();
            }
        }
        if let Some(Value::Array(steps)) = self.files.last_mut().map(|it| &mut it["steps"]) {
            steps.push(step);
        }
        String::new()
    }

    fn broken(&mut self, why: &str) -> String {
        if let Some(file) = self.files.last_mut() {
            file["broken"] = why.into();
        }
        String::new()
    }

    fn end(&mut self, tally: &Tally) -> String {
        let whole = json!({
            "passed": tally.passed,
            "failed": tally.failed,
            "skipped": tally.skipped,
            "broken": tally.broken,
            "files": std::mem::take(&mut self.files),
        });
        format!("{whole:#}\n")
    }
}

fn shown(loaded: &Loaded, difference: &Difference) -> Value {
    let finding = loaded.sheet.finding(difference.mistake());
    json!({
        "file": finding.file,
        "line": finding.line,
        "column": finding.column,
        "message": difference.what,
        "expected": difference.expected,
        "got": difference.got,
    })
}
