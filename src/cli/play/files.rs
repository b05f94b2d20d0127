//! Which files are played.

use std::path::{Path, PathBuf};

use crate::cli::failure::Failure;

/// The files that were typed, and those in directories that were; `true` for a file that was named itself.
pub(in crate::cli) fn of(paths: &[PathBuf]) -> Result<Vec<(PathBuf, bool)>, Failure> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            let mut found = Vec::new();
            walk(path, &mut found).map_err(|error| {
                Failure::input(format!("the directory {} cannot be read: {error}", path.display()))
            })?;
            if found.is_empty() {
                let message = format!("there are no scenarios in {}", path.display());
                return Err(Failure::input(message).hint("their names end in .yaml or .yml"));
            }
            found.sort();
            files.extend(found.into_iter().map(|it| (it, false)));
        } else {
            files.push((path.clone(), true));
        }
    }
    Ok(files)
}

fn walk(directory: &Path, found: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(directory)? {
        let entry = entry?;
        let path = entry.path();
        if entry.file_type()?.is_dir() {
            walk(&path, found)?;
        } else if path.extension().is_some_and(|it| it == "yaml" || it == "yml") {
            found.push(path);
        }
    }
    Ok(())
}
