//! What has become another in a replay, for people: a diff of the two entries, a member a line.

use std::fmt;

use serde_json::Value;
use similar::TextDiff;

use super::replay::Difference;

impl fmt::Display for Difference {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { line, sandbox, number, about, recorded, replayed } = self;
        writeln!(to, "line {line}: entry {number} of sandbox `{sandbox}` differs: {about}")?;
        let Some(replayed) = replayed else {
            return write!(to, "it was recorded, and did not happen:\n{}", laid_out(recorded));
        };
        let (mut recorded, mut replayed) = (recorded.clone(), replayed.clone());
        // Numbers that are written in two ways are laid out in one.
        if laid_out(&recorded) != laid_out(&replayed) {
            (recorded, replayed) = (laid_out(&recorded), laid_out(&replayed));
        }
        let diff = TextDiff::from_lines(&recorded, &replayed);
        let mut diff = diff.unified_diff();
        write!(to, "{}", diff.context_radius(2).header("recorded", "replayed"))
    }
}

/// The entry with a line for each member.
fn laid_out(line: &str) -> String {
    match serde_json::from_str::<Value>(line) {
        Ok(value) => format!("{value:#}\n"),
        Err(_) => format!("{line}\n"),
    }
}
