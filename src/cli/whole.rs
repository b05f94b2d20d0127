//! Files that are whole when they are there, and why one cannot be written or read.

use std::io::{self, ErrorKind};
use std::path::Path;

use super::failure::Failure;

/// Writes a file so that nobody ever sees a part of it.
pub(super) fn write(path: &Path, text: &str) -> io::Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}", std::process::id()));
    let beside = path.with_file_name(name);
    let written = std::fs::write(&beside, text).and_then(|()| std::fs::rename(&beside, path));
    written.inspect_err(|_| drop(std::fs::remove_file(&beside)))
}

/// `what` (such as `the ready file`) cannot be written.
pub(super) fn unwritable(what: &str, path: &Path, error: &io::Error) -> Failure {
    let name = path.display();
    let (why, hint) = if let Some(parent) = missing_parent(path) {
        let why = format!("there is no directory {}", parent.display());
        (why, "make it, or name a file in a directory that is there".to_owned())
    } else if path.is_dir() {
        ("it is a directory".to_owned(), format!("name a file in it: {name}/FILE"))
    } else if error.kind() == ErrorKind::PermissionDenied {
        let hint = "give this user the right to write into its directory, or name another file";
        ("it is not permitted".to_owned(), hint.to_owned())
    } else {
        (error.to_string(), "name another file".to_owned())
    };
    Failure::input(format!("{what} {name} cannot be written: {why}")).hint(hint)
}

/// In an error's words, but for the usual ones.
pub(super) fn unread(error: &io::Error) -> String {
    let is = |kind| error.kind() == kind;
    if is(ErrorKind::NotFound) {
        "there is no such file".to_owned()
    } else if is(ErrorKind::IsADirectory) {
        "it is a directory".to_owned()
    } else {
        error.to_string()
    }
}

/// The directory in which the file would be, if it is not there.
pub(super) fn missing_parent(path: &Path) -> Option<&Path> {
    path.parent().filter(|it| !it.as_os_str().is_empty() && !it.is_dir())
}
