//! What a suite's servers have recorded: it happens again in another process, and plays once it is converted.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

use super::process::clear_settings;

/// The recordings of a suite that has passed. Its servers were killed while they recorded.
pub(crate) struct Recordings(Vec<PathBuf>);

impl Recordings {
    pub(crate) fn new(files: Vec<PathBuf>) -> Self {
        Self(files)
    }

    /// Each as a whole byte for byte, and each of its sandboxes as a scenario.
    pub(crate) fn happen_again(&self) {
        for file in &self.0 {
            let path = file.to_str().expect("target has a name in UTF-8");
            wavetank(&["replay", path]);
            for sandbox in sandboxes(file) {
                let yaml = wavetank(&["convert", path, "--sandbox", &sandbox]).stdout;
                let scenario = file.with_extension(format!("{sandbox}.yaml"));
                fs::write(&scenario, yaml).expect("target can be written");
                wavetank(&["play", scenario.to_str().expect("as above")]);
                let _ = fs::remove_file(scenario);
            }
        }
    }
}

impl Drop for Recordings {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.0.iter().for_each(|file| drop(fs::remove_file(file)));
        }
    }
}

/// Runs the binary to its good end.
fn wavetank(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wavetank"));
    clear_settings(&mut command);
    let output = command.args(arguments).stdin(Stdio::null()).output().expect("it was built");
    let (out, err) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "wavetank {}:\n{out}\n{err}", arguments.join(" "));
    output
}

/// The names of those in which something was called.
fn sandboxes(file: &Path) -> BTreeSet<String> {
    let text = fs::read_to_string(file).expect("a recording is text");
    let lines = text.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let called = lines.filter(|line| line["event"]["call"].is_object());
    let names = called.filter_map(|line| line["sandbox"].as_str().map(str::to_owned));
    let names: BTreeSet<_> = names.collect();
    assert!(!names.is_empty(), "{} has no calls", file.display());
    names
}
