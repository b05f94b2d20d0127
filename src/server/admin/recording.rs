//! The server's recording: begun, ended, looked at.

use std::path::{Component, Path};

use http::StatusCode;
use serde::Deserialize;
use serde_json::json;

use super::{Answer, Call, body, ok};
use crate::server::{recorder::Status, refusal::Refusal};

/// Exactly one of the two.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    /// A file in the directory that the server was started in, or below it.
    start: Option<String>,
    #[serde(default)]
    stop: bool,
}

pub(super) fn show(call: &Call<'_>) -> Answer {
    let Status { running, failed } = call.shared.registry.recorder().status();
    let running = running.map(|(file, entries)| json!({ "file": file, "entries": entries }));
    ok(&json!({ "recording": running, "failed": failed }))
}

pub(super) fn change(call: &Call<'_>) -> Answer {
    match body::read(&call.request.body)? {
        Change { start: Some(file), stop: false } => start(call, &file)?,
        Change { start: None, stop: true } => {
            if !call.shared.registry.recorder().stop() {
                return Err(conflict("nothing is being recorded"));
            }
        }
        Change { .. } => {
            let message = "a recording is started or stopped";
            let hint = r#"write {"start": "bug.jsonl"} or {"stop": true}"#;
            return Err(Refusal::bad_request("invalid", message).at("").hint(hint));
        }
    }
    show(call)
}

/// Every sandbox is in the recording, with all that has happened in it.
fn start(call: &Call<'_>, file: &str) -> Result<(), Refusal> {
    let path = Path::new(file);
    let is_inside =
        path.components().all(|it| matches!(it, Component::Normal(_) | Component::CurDir));
    if file.is_empty() || !is_inside {
        let message = format!("`{file}` is no file below the server's directory");
        let hint =
            "give a name such as `bug.jsonl`; anywhere else, `wavetank serve --record FILE` writes";
        return Err(Refusal::bad_request("invalid", message).at("/start").hint(hint));
    }
    let registry = &call.shared.registry;
    match registry.recorder().start(path) {
        Err(message) => return Err(Refusal::bad_request("invalid", message).at("/start")),
        Ok(false) => return Err(conflict("something is being recorded already")),
        Ok(true) => {}
    }
    for sandbox in registry.list() {
        drop(sandbox.lock()); // What has happened is written when the lock is let go.
    }
    Ok(())
}

fn conflict(message: &str) -> Refusal {
    let refusal = Refusal::new(StatusCode::CONFLICT, "recording", message);
    refusal.hint("GET /_wavetank/recording says what is being recorded")
}
