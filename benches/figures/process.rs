//! The real binary as a process: how fast it starts, and what it holds in memory.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::{calls, load, row};

pub(crate) fn run() {
    row(
        "start to first answer",
        &format!("{:.1} ms", start_to_answer().as_secs_f64() * 1e3),
        "10 ms",
    );
    let server = Server::wavetank(&[]);
    row("memory when idle", &mebibytes(server.resident_bytes()), "6 MiB");
    load::ask(&server.address, &calls::raw("GET", "/_wavetank/health", ""));
    row("memory after a first health check", &mebibytes(server.resident_bytes()), "");
    let million = calls::raw("GET", "/v1/custom-plugins", "");
    load::drive(&server.address, 16, 1_000_000, &|_| million.clone());
    row("memory after a million calls", &mebibytes(server.resident_bytes()), "64 MiB");
    drop(server);
    sandboxes();
}

fn sandboxes() {
    const SANDBOXES: usize = 10_000;
    // Those, and `default`.
    let server = Server::wavetank(&["--sandboxes-max", "10001"]);
    load::ask(&server.address, &calls::raw("GET", "/v1/custom-plugins", ""));
    let before = server.resident_bytes();
    let first = |index| calls::raw("GET", &format!("/_sandbox/s{index}/v1/custom-plugins"), "");
    let took = load::drive(&server.address, 16, SANDBOXES, &first);
    let each = (server.resident_bytes() - before) as f64 / SANDBOXES as f64 / 1024.0;
    row("a sandbox, with its first call", &format!("{each:.1} KiB"), "16 KiB");
    let micros = took.as_secs_f64() * 1e6 / SANDBOXES as f64;
    row("to make a sandbox, with its first call", &format!("{micros:.0} µs"), "");
}

/// From `exec` to a whole answer, in the best of several runs.
fn start_to_answer() -> Duration {
    let run = || {
        let start = Instant::now();
        let server = Server::wavetank(&[]);
        load::ask(&server.address, &calls::raw("GET", "/v1/custom-plugins", ""));
        start.elapsed()
    };
    (0..20).map(|_| run()).min().unwrap()
}

fn mebibytes(bytes: u64) -> String {
    format!("{:.1} MiB", bytes as f64 / f64::from(1 << 20))
}

/// A server in a process of its own, which ends with this value.
pub(crate) struct Server {
    child: Child,
    pub(crate) address: String,
}

impl Server {
    pub(crate) fn wavetank(arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wavetank"));
        command.args(["serve", "--listen", "127.0.0.1:0", "--log-level", "warn"]).args(arguments);
        Self::start(command)
    }

    pub(crate) fn start(mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().rsplit(['/', ' ']).next().unwrap().to_owned();
        Self { child, address }
    }

    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// CPU time that all its threads have used.
    pub(crate) fn cpu(&self) -> Duration {
        let tasks = std::fs::read_dir(format!("/proc/{}/task", self.child.id())).unwrap();
        let nanos = tasks.map(|task| {
            let mut text = String::new();
            let path = task.unwrap().path().join("schedstat");
            std::fs::File::open(path).unwrap().read_to_string(&mut text).unwrap();
            text.split(' ').next().unwrap().parse::<u64>().unwrap()
        });
        Duration::from_nanos(nanos.sum())
    }

    fn resident_bytes(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() * 1024
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
