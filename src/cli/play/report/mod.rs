//! What came of playing, in the forms in which people and machines read it.

mod json;
mod junit;
mod tap;
mod text;

use super::Format;
use crate::cli::failure::Failure;
use crate::scenario::{Difference, Loaded, Played, Verdict};

/// Texts in the order in which things happen. A form that can only be written at the end gives empty ones
/// until then.
pub(super) trait Report {
    fn begin(&mut self) -> String {
        String::new()
    }
    /// A file of so many steps is played next.
    fn file(&mut self, file: &str, loaded: &Loaded, steps: usize) -> String;
    fn step(&mut self, loaded: &Loaded, played: &Played) -> String;
    /// The rest of the file could not be played.
    fn broken(&mut self, why: &str) -> String;
    fn end(&mut self, tally: &Tally) -> String;
}

pub(super) fn of(format: Format) -> Box<dyn Report> {
    match format {
        Format::Text => Box::new(text::Text::new()),
        Format::Tap => Box::<tap::Tap>::default(),
        Format::Json => Box::<json::Json>::default(),
        Format::Junit => Box::<junit::Junit>::default(),
    }
}

/// How many steps came to what.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Tally {
    pub(super) passed: usize,
    pub(super) failed: usize,
    pub(super) skipped: usize,
    /// Files that could not be played to their end.
    pub(super) broken: usize,
    /// Files that could not be played at all.
    pub(super) unread: usize,
}

impl Tally {
    pub(super) fn add(&mut self, played: &Played) {
        match played.verdict {
            Verdict::Passed => self.passed += 1,
            Verdict::Failed(_) => self.failed += 1,
            Verdict::Skipped(_) => self.skipped += 1,
        }
    }

    /// `3 steps passed, 1 failed`.
    pub(super) fn text(&self) -> String {
        let plural = if self.passed == 1 { "" } else { "s" };
        let mut text = format!("{} step{plural} passed", self.passed);
        for (count, word) in
            [(self.failed, "failed"), (self.skipped, "skipped"), (self.broken, "broken off")]
        {
            if count > 0 {
                text += &format!(", {count} {word}");
            }
        }
        text
    }

    /// Whether files were to be played, and none was.
    pub(super) fn is_of_nothing(&self) -> bool {
        self.unread > 0 && self.passed + self.failed + self.skipped + self.broken == 0
    }

    pub(super) fn verdict(&self) -> Result<(), Failure> {
        if self.failed + self.skipped + self.broken == 0 {
            return Ok(());
        }
        Err(Failure::check(format!("not all is as the scenarios say: {}", self.text())))
    }
}

/// Where a difference is, as `file:line:column`.
fn place(loaded: &Loaded, difference: &Difference) -> String {
    let finding = loaded.sheet.finding(difference.mistake());
    format!("{}:{}:{}", finding.file, finding.line, finding.column)
}
