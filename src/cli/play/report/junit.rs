//! The XML of `JUnit`, as CI systems read it: a suite a file, a case a step.

use super::{Report, Tally, place};
use crate::scenario::{Loaded, Played, Verdict};

#[derive(Default)]
pub(super) struct Junit {
    suites: Vec<Suite>,
}

#[derive(Default)]
struct Suite {
    name: String,
    failures: usize,
    errors: usize,
    cases: Vec<String>,
}

impl Junit {
    fn suite(&mut self) -> &mut Suite {
        if self.suites.is_empty() {
            self.suites.push(Suite::default());
        }
        self.suites.last_mut().expect("there is one")
    }
}

impl Report for Junit {
    fn file(&mut self, file: &str, _: &Loaded, _: usize) -> String {
        self.suites.push(Suite { name: file.to_owned(), ..Suite::default() });
        String::new()
    }

    fn step(&mut self, loaded: &Loaded, played: &Played) -> String {
        let suite = self.suite();
        let (number, title) = (played.index + 1, escaped(&played.title));
        let class = escaped(&suite.name);
        let open = format!("    <testcase classname=\"{class}\" name=\"{number} {title}\"");
        let case = match &played.verdict {
            Verdict::Passed => format!("{open}/>\n"),
            Verdict::Failed(differences) => {
                suite.failures += 1;
                let first = differences.first().map(|it| escaped(&it.what)).unwrap_or_default();
                let texts = differences.iter().map(|it| {
                    let (place, what, text) = (place(loaded, it), &it.what, it.text());
                    format!("{place}: {what}\n{text}\n")
                });
                let text = escaped(&texts.collect::<Vec<_>>().join("\n"));
                format!(
                    "{open}>\n      <failure message=\"{first}\">{text}</failure>\n    </testcase>\n"
                )
            }
            Verdict::Skipped(why) => {
                let why = escaped(why);
                format!("{open}>\n      <skipped message=\"{why}\"/>\n    </testcase>\n")
            }
        };
        suite.cases.push(case);
        String::new()
    }

    fn broken(&mut self, why: &str) -> String {
        let suite = self.suite();
        suite.errors += 1;
        let (class, why) = (escaped(&suite.name), escaped(why));
        suite.cases.push(format!(
            "    <testcase classname=\"{class}\" name=\"broken off\">\n      \
             <error message=\"{why}\"/>\n    </testcase>\n"
        ));
        String::new()
    }

    fn end(&mut self, tally: &Tally) -> String {
        let tests = tally.passed + tally.failed + tally.skipped + tally.broken;
        let mut text = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"wavetank play\" \
             tests=\"{tests}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\">\n",
            tally.failed, tally.broken, tally.skipped
        );
        for Suite { name, failures, errors, cases } in &self.suites {
            text += &format!(
                "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{failures}\" errors=\"{errors}\">\n",
                escaped(name),
                cases.len()
            );
            text.extend(cases.iter().map(String::as_str));
            text += "  </testsuite>\n";
        }
        text + "</testsuites>\n"
    }
}

/// Text for XML 1.0. Characters that it cannot hold become U+FFFD.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' | '\t' => escaped.push(character),
            it if it.is_control() || matches!(it, '\u{fffe}' | '\u{ffff}') => {
                escaped.push('\u{fffd}');
            }
            it => escaped.push(it),
        }
    }
    escaped
}
