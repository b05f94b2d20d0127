//! Why a command did not do what it should, for the person who typed it.

use std::io::{self, Write};
use std::process::ExitCode;

/// What is written to stderr, and the exit code.
#[derive(Debug)]
pub enum Failure {
    /// What was typed or handed in is wrong: exit code 2.
    Input { message: String, hint: Option<String> },
    /// The same, already laid out with places in files.
    Shown { text: String },
    /// A check failed or a difference was found: exit code 1.
    Check { message: String, hint: Option<String> },
}

impl Failure {
    pub fn input(message: impl Into<String>) -> Self {
        Self::Input { message: message.into(), hint: None }
    }

    pub fn check(message: impl Into<String>) -> Self {
        Self::Check { message: message.into(), hint: None }
    }

    #[must_use]
    pub fn hint(self, text: impl Into<String>) -> Self {
        let hint = Some(text.into());
        match self {
            Self::Input { message, .. } => Self::Input { message, hint },
            Self::Check { message, .. } => Self::Check { message, hint },
            Self::Shown { .. } => self,
        }
    }

    /// What a person is shown.
    pub fn text(&self) -> String {
        match self {
            Self::Shown { text } => text.trim_end().to_owned(),
            Self::Input { message, hint } | Self::Check { message, hint } => {
                let hint = hint.iter().map(|it| format!("\nhint: {it}"));
                format!("error: {message}{}", hint.collect::<String>())
            }
        }
    }

    /// Writes the failure to stderr and says with which code to exit.
    pub fn report(&self) -> ExitCode {
        let code = match self {
            Self::Input { .. } | Self::Shown { .. } => 2,
            Self::Check { .. } => 1,
        };
        // Where not even stderr can be written there is nobody to tell.
        let _ = writeln!(io::stderr(), "{}", self.text());
        ExitCode::from(code)
    }
}

/// Writes to stdout, where the data goes.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    printed(write_out(text))
}

/// What came of writing to stdout. That whoever reads it has gone is no failure, nor the end of the work: the exit
/// code still says what came of it (`wavetank --help | head -1`).
pub(super) fn printed(written: io::Result<()>) -> Result<(), Failure> {
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::check(format!("stdout cannot be written: {error}")))
        }
        Ok(()) | Err(_) => Ok(()),
    }
}

/// The same, for who has another way to tell.
pub(super) fn write_out(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush())
}
