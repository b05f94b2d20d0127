//! The real binary, started for one suite.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;

use serde_json::Value;

use super::process::{TICK, clear_settings};

const READY_TICKS_MAX: u32 = 500; // 10 s
const LOG_LINES_SHOWN: usize = 60;

/// A server on a port of its own until dropped.
pub(crate) struct Server {
    name: &'static str,
    process: Child,
    /// What its ready file says.
    ready: Value,
    /// The CA behind its TLS listener.
    ca: PathBuf,
    log: PathBuf,
}

impl Server {
    /// Clocks stand still, so that a test moves the time of its sandbox itself and waits for nothing.
    pub(crate) fn start(home: &Path, name: &'static str, args: &[&OsStr]) -> Self {
        let unique = format!("{name}-{}", std::process::id());
        let [ready, ca, log] = ["json", "pem", "log"].map(|it| home.join(format!("{unique}.{it}")));
        let _ = fs::remove_file(&ready);
        let mut command = Command::new(env!("CARGO_BIN_EXE_wavetank"));
        clear_settings(&mut command);
        let process = command
            .args(["serve", "--listen", "127.0.0.1:0", "--clock", "stopped", "--ready-file"])
            .arg(&ready)
            .args(["--tls-listen", "127.0.0.1:0", "--tls-ca-file"])
            .arg(&ca)
            .args(args)
            .stdout(Stdio::null())
            .stderr(File::create(&log).expect("target can be written"))
            .spawn()
            .expect("the binary was built beside this test");
        let mut server = Self { name, process, ready: Value::Null, ca, log };
        for _ in 0..READY_TICKS_MAX {
            if let Ok(text) = fs::read_to_string(&ready) {
                server.ready = serde_json::from_str(&text).expect("the ready file is whole");
                let _ = fs::remove_file(&ready);
                return server;
            }
            if server.process.try_wait().expect("a child can be asked").is_some() {
                break;
            }
            sleep(TICK);
        }
        panic!("the server is not ready\n{}", server.last_lines());
    }

    /// Tells a suite where the server is: `{prefix}_URL`, behind TLS `{prefix}_TLS_URL`, and the file with
    /// the CA to trust, `{prefix}_CA`.
    pub(crate) fn tell(&self, command: &mut Command, prefix: &str) {
        for (member, name) in [("http", "URL"), ("https", "TLS_URL"), ("ca", "CA")] {
            let told = self.ready[member].as_str().expect("the ready file names the addresses");
            command.env(format!("{prefix}_{name}"), told);
        }
    }

    pub(crate) fn last_lines(&self) -> String {
        let log = fs::read_to_string(&self.log).unwrap_or_default();
        let lines: Vec<_> = log.lines().collect();
        let shown = &lines[lines.len().saturating_sub(LOG_LINES_SHOWN)..];
        format!(
            "-- last of {} log lines of the server `{}`:\n{}",
            lines.len(),
            self.name,
            shown.join("\n")
        )
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = fs::remove_file(&self.ca);
        if !std::thread::panicking() {
            let _ = fs::remove_file(&self.log);
        }
    }
}
