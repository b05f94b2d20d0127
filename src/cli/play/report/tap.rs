//! Test Anything Protocol, version 14: a test point a step, numbered through all files.

use super::{Report, Tally, place};
use crate::scenario::{Loaded, Played, Verdict};

#[derive(Default)]
pub(super) struct Tap {
    file: String,
    points: usize,
}

impl Tap {
    fn point(&mut self, word: &str, description: &str) -> String {
        self.points += 1;
        // A `#` would begin a directive.
        let description = description.replace('\\', "\\\\").replace('#', "\\#");
        format!("{word} {} - {}: {description}", self.points, self.file)
    }
}

impl Report for Tap {
    fn begin(&mut self) -> String {
        "TAP version 14\n".to_owned()
    }

    fn file(&mut self, file: &str, _: &Loaded, _: usize) -> String {
        file.clone_into(&mut self.file);
        String::new()
    }

    fn step(&mut self, loaded: &Loaded, played: &Played) -> String {
        let title = format!("{} {}", played.index + 1, played.title);
        match &played.verdict {
            Verdict::Passed => self.point("ok", &title) + "\n",
            Verdict::Skipped(why) => {
                let why = format!("  ---\n  message: {}\n  ...\n", quoted(why));
                self.point("not ok", &title) + "\n" + &why
            }
            Verdict::Failed(differences) => {
                let mut text = self.point("not ok", &title) + "\n  ---\n  differences:\n";
                for difference in differences {
                    let fields = [
                        ("- at", place(loaded, difference)),
                        ("  message", difference.what.clone()),
                        ("  expected", difference.expected.clone()),
                        ("  got", difference.got.clone()),
                    ];
                    for (key, value) in fields {
                        text += &format!("    {key}: {}\n", quoted(&value));
                    }
                }
                text + "  ...\n"
            }
        }
    }

    fn broken(&mut self, why: &str) -> String {
        self.point("not ok", "broken off")
            + &format!("\n  ---\n  message: {}\n  ...\n", quoted(why))
    }

    fn end(&mut self, _: &Tally) -> String {
        format!("1..{}\n", self.points)
    }
}

/// JSON's texts are YAML's.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
