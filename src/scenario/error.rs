//! What is wrong with a scenario file, as a person reads it: file, line, the line itself, a caret and
//! a hint, for every mistake found.
//!
//! It finds nothing itself.

use std::{fmt, ops::Range};

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{
    MISTAKES_MAX,
    place::{Source, Span},
};
use crate::kernel::mistake::Mistake;

/// Of a longer line only the part around the mistake is kept.
const LINE_BYTES_MAX: usize = 8 << 10;

/// All mistakes found in a scenario, in the order of its files. Never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    findings: Vec<Finding>,
    more: bool,
}

/// One mistake, and the line it is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The file, as it was called when it was read.
    pub file: String,
    /// Lower case, no full stop.
    pub message: String,
    /// What would be right, where that is known.
    pub hint: Option<String>,
    /// Counted from 1; 0 if the file as a whole is meant.
    pub line: usize,
    /// In characters, counted from 1; 0 if the file as a whole is meant.
    pub column: usize,
    /// The line, or the part of it around the mistake.
    excerpt: String,
    /// Where the excerpt begins in its line.
    from: usize,
    /// Which bytes of the excerpt are wrong.
    caret: Range<usize>,
}

impl Finding {
    pub(super) fn new(sources: &[Source], span: Span, mistake: Mistake) -> Self {
        let Source { name, text } = &sources[span.file];
        let whole = span.is_whole();
        let (text, span) = if whole {
            ("", Span { file: span.file, ..Span::default() })
        } else {
            (text.as_str(), span)
        };
        let start = text.floor_char_boundary(span.start);
        let begin = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let end = text[start..].find('\n').map_or(text.len(), |newline| start + newline);
        let line = text[begin..end].trim_end_matches('\r');
        let start = (start - begin).min(line.len());
        let end = line.floor_char_boundary(span.end.saturating_sub(begin).clamp(start, line.len()));
        let from = if line.len() > LINE_BYTES_MAX {
            line.floor_char_boundary(start.saturating_sub(LINE_BYTES_MAX / 2))
        } else {
            0
        };
        let to = line.floor_char_boundary(from + LINE_BYTES_MAX);
        Self {
            file: name.clone(),
            message: mistake.message,
            hint: mistake.hint,
            line: if whole { 0 } else { text[..begin].matches('\n').count() + 1 },
            column: if whole { 0 } else { line[..start].chars().count() + 1 },
            excerpt: line[from..to].to_owned(),
            from,
            caret: start - from..end.min(to) - from,
        }
    }

    /// As a person reads it, without a newline at the end.
    pub fn text(&self, colour: bool) -> String {
        self.render(&style(colour))
    }

    fn render(&self, style: &Renderer) -> String {
        let title = Level::ERROR.primary_title(&self.message);
        let snippet = || {
            let caret = AnnotationKind::Primary.span(self.caret.clone());
            Snippet::source(&self.excerpt).line_start(self.line).annotation(caret)
        };
        let origin = Origin::path(self.file.as_str());
        let group = match (self.line, self.from) {
            (0, _) => title.element(origin),
            (_, 0) => title.element(snippet().path(self.file.as_str())),
            // The snippet would count columns from where the excerpt begins.
            _ => title.element(origin.line(self.line).char_column(self.column)).element(snippet()),
        };
        let hint = self
            .hint
            .as_deref()
            .map(|hint| Group::with_title(Level::HELP.with_name("hint").secondary_title(hint)));
        style.render(&[group].into_iter().chain(hint).collect::<Vec<_>>())
    }
}

impl Error {
    /// Of more than [`MISTAKES_MAX`] mistakes it keeps the first. Only for these are lines looked for,
    /// which takes a walk through the text for each.
    pub(super) fn new(sources: &[Source], mut mistakes: Vec<(Span, Mistake)>) -> Self {
        mistakes.sort_by_key(|(span, _)| *span);
        // A text that aliases call is wrong wherever it is called.
        mistakes.dedup_by(|(span, it), (other, last)| span == other && it.message == last.message);
        let more = mistakes.len() > MISTAKES_MAX;
        let kept = mistakes.into_iter().take(MISTAKES_MAX);
        let findings = kept.map(|(span, mistake)| Finding::new(sources, span, mistake)).collect();
        Self { findings, more }
    }

    /// The mistakes, in the order of the files.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// As a person reads it, without a newline at the end; with the escape sequences of a terminal
    /// if `colour`.
    pub fn render(&self, colour: bool) -> String {
        let style = style(colour);
        let mut rendered: Vec<String> =
            self.findings.iter().map(|finding| finding.render(&style)).collect();
        if self.more {
            rendered.push(format!(
                "{}: there are more mistakes than these {}",
                self.findings[0].file,
                self.findings.len()
            ));
        }
        rendered.join("\n\n")
    }
}

fn style(colour: bool) -> Renderer {
    if colour { Renderer::styled() } else { Renderer::plain() }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(false))
    }
}

impl std::error::Error for Error {}
