//! For people: a line a step, and every difference with its line in the file.

use std::io::IsTerminal;

use super::{Report, Tally};
use crate::cli::log;
use crate::kernel::clock::show_duration;
use crate::scenario::{Loaded, Played, Verdict};

pub(super) struct Text {
    has_colour: bool,
}

impl Text {
    pub(super) fn new() -> Self {
        Self { has_colour: std::io::stdout().is_terminal() && log::has_colour() }
    }

    fn word(&self, verdict: &Verdict) -> &'static str {
        match (verdict, self.has_colour) {
            (Verdict::Passed, true) => "\u{1b}[32mok  \u{1b}[0m",
            (Verdict::Passed, false) => "ok  ",
            (Verdict::Failed(_), true) => "\u{1b}[31mFAIL\u{1b}[0m",
            (Verdict::Failed(_), false) => "FAIL",
            (Verdict::Skipped(_), true) => "\u{1b}[33mskip\u{1b}[0m",
            (Verdict::Skipped(_), false) => "skip",
        }
    }
}

impl Report for Text {
    fn file(&mut self, file: &str, loaded: &Loaded, _: usize) -> String {
        let name = loaded.scenario.name.as_ref().map(|it| format!(": {it}"));
        format!("{file}{}\n", name.unwrap_or_default())
    }

    fn step(&mut self, loaded: &Loaded, played: &Played) -> String {
        let (word, number, title) = (self.word(&played.verdict), played.index + 1, &played.title);
        let at = show_duration(played.at);
        let answered = match (played.answered.as_str(), played.calls) {
            ("", _) => String::new(),
            (answered, 0 | 1) => format!("  {answered}"),
            (answered, calls) => format!("  {answered} after {calls} calls"),
        };
        let mut text = format!("  {word} {number:>3} {at:>8}  {title}{answered}\n");
        match &played.verdict {
            Verdict::Passed => {}
            Verdict::Skipped(why) => text += &format!("       {why}\n"),
            Verdict::Failed(differences) => {
                for difference in differences {
                    let finding = loaded.sheet.finding(difference.mistake());
                    text += &format!("\n{}\n", finding.text(self.has_colour));
                    text += &format!("{}\n\n", difference.text());
                }
            }
        }
        text
    }

    fn broken(&mut self, why: &str) -> String {
        format!("  broken off: {why}\n")
    }

    fn end(&mut self, tally: &Tally) -> String {
        // Why nothing was played is told behind it, and is all there is to tell.
        if tally.is_of_nothing() { String::new() } else { format!("{}\n", tally.text()) }
    }
}
