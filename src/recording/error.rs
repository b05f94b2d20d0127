//! What is wrong with a recording, and in which line.

use std::fmt;

/// Why a recording cannot be read on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    /// From 1.
    pub line: u64,
    pub message: String,
    pub hint: Option<String>,
}

impl Error {
    pub(super) fn new(line: u64, message: impl Into<String>) -> Self {
        Self { line, message: message.into(), hint: None }
    }

    pub(super) fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for Error {}
