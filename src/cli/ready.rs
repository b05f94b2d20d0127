//! The file that says where a server is, for as long as it is there.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::failure::Failure;
use super::whole;

const WHAT: &str = "the ready file";

/// A ready file that was written: it goes when this goes.
pub(super) struct Ready {
    path: PathBuf,
    text: String,
}

impl Ready {
    /// Takes away what an earlier server has left: whoever waits for the file must not find its port there.
    pub(super) fn clear(path: &Path) -> Result<(), Failure> {
        // A device or a pipe is nobody's to take away; a link to one, neither.
        if fs::metadata(path).is_ok_and(|it| !it.is_file() && !it.is_dir()) {
            let message =
                format!("{WHAT} {} cannot be written: it is no plain file", path.display());
            return Err(Failure::input(message).hint("name a file that is not there yet"));
        }
        match fs::remove_file(path) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                Err(whole::unwritable(WHAT, path, &error))
            }
            Ok(()) | Err(_) => Ok(()),
        }
    }

    pub(super) fn write(path: PathBuf, text: String) -> Result<Self, Failure> {
        whole::write(&path, &text).map_err(|error| whole::unwritable(WHAT, &path, &error))?;
        Ok(Self { path, text })
    }
}

impl Drop for Ready {
    fn drop(&mut self) {
        // Another server may have written its own by now.
        if fs::read(&self.path).is_ok_and(|it| it == self.text.as_bytes()) {
            // Where it cannot be taken away it stays: the server has served.
            let _ = fs::remove_file(&self.path);
        }
    }
}
