//! Commands that are run to their ends, with nothing of the person's own setup.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

pub(crate) const TICK: Duration = Duration::from_millis(20);
pub(crate) const SUITE_TICKS_MAX: u32 = 15_000; // 5 min
const STEP_TICKS_MAX: u32 = 30_000; // 10 min: an installation over a slow line

/// Nothing of the person's own setup reaches server or client: no profile, endpoint, proxy or plugin.
pub(crate) fn clear_settings(command: &mut Command) {
    let prefixes = [
        "WAVETANK_",
        "AIVEN_",
        "AWS_",
        "YC_",
        "GRPC_",
        "SSL_",
        "CURL_",
        "PYTHON",
        "PYTEST_",
        "NODE_",
        "HTTP",
        "ALL_",
    ];
    for (name, _) in std::env::vars_os() {
        let upper = name.to_string_lossy().to_ascii_uppercase();
        if prefixes.iter().any(|it| upper.starts_with(it)) {
            command.env_remove(name);
        }
    }
}

/// One command of making a suite ready; it must succeed.
pub(crate) fn step(command: &mut Command) {
    let unique = format!("step-{}-{:?}.log", std::process::id(), std::thread::current().id());
    let log = Path::new(env!("CARGO_TARGET_TMPDIR")).join(unique);
    if let Err(why) = finish(command, &log, STEP_TICKS_MAX) {
        panic!("{command:?} {why}:\n{}", fs::read_to_string(&log).unwrap_or_default());
    }
    let _ = fs::remove_file(log);
}

/// Runs a command to its end, its output going to `log`; the error says how it ended.
pub(crate) fn finish(command: &mut Command, log: &Path, ticks_max: u32) -> Result<(), String> {
    let out = File::create(log).expect("target can be written");
    let err = out.try_clone().expect("a file handle can be copied");
    let mut child = command
        .stdin(Stdio::null())
        .stdout(out)
        .stderr(err)
        .spawn()
        .map_err(|it| format!("does not start ({it})"))?;
    for _ in 0..ticks_max {
        match child.try_wait().expect("a child can be asked") {
            Some(status) if status.success() => return Ok(()),
            Some(status) => return Err(format!("failed ({status})")),
            None => sleep(TICK),
        }
    }
    let _ = child.kill();
    let _ = child.wait();
    Err(format!("was still running after {:?}", TICK * ticks_max))
}

pub(crate) fn is_there(tool: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|it| it.join(tool).is_file())
}
