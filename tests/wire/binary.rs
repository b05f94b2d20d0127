//! The real binary: what it says when it is ready, what it logs, and how it ends.

use std::{
    fs,
    io::{BufRead, BufReader, Read, pipe},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, ChildStderr, Command, ExitStatus, Stdio},
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use crate::client::{CREDENTIAL, Client, get};

const CALL: &str = "/v1/connectors";

/// `wavetank serve` on a free port, with these arguments besides.
pub(crate) struct Process {
    child: Child,
    pub(crate) address: SocketAddr,
    /// Where it listens for TLS, if it was told to.
    pub(crate) tls_address: Option<SocketAddr>,
}

impl Process {
    pub(crate) fn start(arguments: &[&str]) -> Self {
        let is_told = arguments.contains(&"--listen");
        let listen = if is_told { &[][..] } else { &["--listen", "127.0.0.1:0"] };
        Self::spawn(wavetank(&["serve"]).args(listen).args(arguments), arguments)
    }

    pub(crate) fn spawn(command: &mut Command, arguments: &[&str]) -> Self {
        let mut child = command.spawn().unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut address = |scheme: &str| {
            let mut ready = String::new();
            stdout.read_line(&mut ready).unwrap();
            let address = ready.trim_end().strip_prefix(&format!("wavetank listening on {scheme}"));
            address.unwrap_or_else(|| panic!("{ready:?}")).parse().unwrap()
        };
        let plain = address("http://");
        let tls = arguments.contains(&"--tls-listen").then(|| address("https://"));
        Self { child, address: plain, tls_address: tls }
    }

    pub(crate) fn signal(&self, name: &str) {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-s", name, &pid]).status().unwrap().success());
    }

    /// How it ended, and what was on stderr.
    pub(crate) fn end(mut self) -> (ExitStatus, String) {
        let mut log = String::new();
        let mut stderr: ChildStderr = self.child.stderr.take().unwrap();
        stderr.read_to_string(&mut log).unwrap();
        (self.child.wait().unwrap(), log)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // A test that failed leaves nothing behind.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub(crate) fn wavetank(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wavetank"));
    command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).stdin(Stdio::null());
    command
}

#[tokio::test]
async fn it_ends_well_within_a_second_of_either_signal() {
    for signal in ["TERM", "INT"] {
        let process = Process::start(&[]);
        let mut idle = Client::connect(process.address).await;
        assert_eq!(idle.get(CALL).await.status, 200);
        let began = Instant::now();
        process.signal(signal);
        let (status, _) = process.end();
        assert!(status.success(), "{signal}: {status}");
        assert!(began.elapsed() < Duration::from_secs(1), "{signal}: {:?}", began.elapsed());
        assert_eq!(idle.rest().await, (vec![], Ok(())), "{signal}");
    }
}

#[tokio::test]
async fn a_call_is_a_line_in_the_log_that_holds_no_secret() {
    let process = Process::start(&["--log-format", "json"]);
    let mut client = Client::connect(process.address).await;
    let path = format!("{CALL}?X-Amz-Security-Token=tell-nobody");
    client.send(get(&path, "a.localhost", "")).await;
    client.answer().await.unwrap();
    process.signal("TERM");
    let (_, log) = process.end();

    let lines = log.lines().map(|line| serde_json::from_str::<Value>(line).expect(line));
    let line = lines.into_iter().find(|it| it["sandbox"] == "a").expect(&log);
    for (field, expected) in [
        ("level", json!("INFO")),
        ("vendor", json!("msk")),
        ("operation", json!("ListConnectors")),
        ("message", json!(format!("GET {CALL}"))),
    ] {
        assert_eq!(line[field], expected, "{line}");
    }
    let signature = CREDENTIAL.rsplit('=').next().unwrap();
    assert!(!log.contains("tell-nobody") && !log.contains(signature), "{log}");
}

/// A place for a file that no other test has.
fn place(name: &str) -> PathBuf {
    let name = format!("{name}-{}", std::process::id());
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

#[tokio::test]
async fn the_ready_file_is_whole_when_it_is_there_and_goes_with_the_server() {
    let path = place("ready.json");
    fs::write(&path, "of a server that is dead").unwrap();
    let process = Process::start(&["--seed", "7", "--ready-file", path.to_str().unwrap()]);
    let ready: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    let expected = json!({
        "http": format!("http://{}", process.address),
        "pid": process.child.id(),
        "seed": 7,
        "version": env!("CARGO_PKG_VERSION"),
    });
    assert_eq!(ready, expected);
    process.signal("TERM");
    assert!(process.end().0.success());
    assert!(!path.exists());
}

#[test]
fn the_ready_file_of_another_server_is_left_where_it_is() {
    let path = place("other.json");
    let process = Process::start(&["--ready-file", path.to_str().unwrap()]);
    fs::write(&path, "another's").unwrap();
    process.signal("TERM");
    assert!(process.end().0.success());
    assert_eq!(fs::read_to_string(&path).unwrap(), "another's");
    fs::remove_file(&path).unwrap();
}

#[test]
fn a_server_that_does_not_start_leaves_no_ready_file() {
    let path = place("stale.json");
    let holder = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = holder.local_addr().unwrap().to_string();
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let dead = json!({ "http": format!("http://{free}") }).to_string();
    for wrong in [["--listen", &taken], ["--scenario", "nowhere.yaml"]] {
        for stale in ["of a server that is dead", &dead] {
            fs::write(&path, stale).unwrap();
            let mut command = wavetank(&["serve", "--ready-file", path.to_str().unwrap()]);
            assert_eq!(command.args(wrong).status().unwrap().code(), Some(2), "{wrong:?}");
            assert!(!path.exists(), "{wrong:?} {stale}");
        }
    }
}

#[test]
fn the_ready_file_of_a_server_that_lives_stays_until_another_has_started() {
    let path = place("living.json");
    let flags = ["--ready-file", path.to_str().unwrap()];
    for listen in ["127.0.0.1:0", "0.0.0.0:0"] {
        let living = Process::start(&[&flags[..], &["--listen", listen]].concat());
        let its = fs::read_to_string(&path).unwrap();
        let taken = living.address.to_string();
        for wrong in [["--listen", &taken], ["--scenario", "nowhere.yaml"]] {
            let mut command = wavetank(&["serve"]);
            let status = command.args(flags).args(wrong).status().unwrap();
            assert_eq!(status.code(), Some(2), "{wrong:?}");
            assert_eq!(fs::read_to_string(&path).unwrap(), its, "{wrong:?}");
        }
        let other = Process::start(&flags);
        let written = fs::read_to_string(&path).unwrap();
        assert!(written.contains(&other.address.to_string()), "{written}");
        living.signal("TERM");
        assert!(living.end().0.success());
        assert_eq!(fs::read_to_string(&path).unwrap(), written);
        other.signal("TERM");
        assert!(other.end().0.success());
        assert!(!path.exists());
    }
}

#[tokio::test]
async fn a_server_whose_first_line_nobody_reads_serves_and_says_so_in_its_log() {
    let path = place("unread.json");
    let mut command = wavetank(&["serve", "--listen", "127.0.0.1:0"]);
    let (reader, writer) = pipe().unwrap();
    drop(reader);
    let command = command.args(["--ready-file", path.to_str().unwrap()]).stdout(writer);
    let mut child = command.spawn().unwrap();
    let mut log = BufReader::new(child.stderr.take().unwrap());
    let mut line = String::new();
    log.read_line(&mut line).unwrap();
    assert!(line.contains("WARN") && line.contains("listening on http://127.0.0.1:"), "{line:?}");
    let ready: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    let address = ready["http"].as_str().unwrap().strip_prefix("http://").unwrap();
    let process = Process { child, address: address.parse().unwrap(), tls_address: None };
    assert_eq!(Client::connect(process.address).await.get(CALL).await.status, 200);
    process.signal("TERM");
    let mut process = process;
    assert!(process.child.wait().unwrap().success());
    assert!(!path.exists());
}

#[tokio::test]
async fn a_server_whose_log_nobody_reads_answers_nevertheless() {
    for format in ["text", "json"] {
        let (reader, writer) = pipe().unwrap();
        drop(reader);
        let mut command = wavetank(&["serve", "--listen", "127.0.0.1:0", "--log-format", format]);
        let process = Process::spawn(command.stderr(writer), &[]);
        let mut client = Client::connect(process.address).await;
        assert_eq!(client.get(CALL).await.status, 200, "{format}");
        let rule = json!({ "panic": true, "nth": 1 });
        assert_eq!(client.admin("POST", "/_wavetank/faults", &rule).await.status, 201);
        assert_eq!(client.get(CALL).await.refusal(), "panic", "{format}");
        assert_eq!(client.get(CALL).await.status, 200, "{format}");
    }
}

/// A server whose log is a pipe that is full before long, and its stderr.
fn unread(format: &str) -> (Process, ChildStderr) {
    let mut process = Process::start(&["--log-format", format]);
    let stderr = process.child.stderr.take().unwrap();
    (process, stderr)
}

#[tokio::test]
async fn a_server_whose_log_fills_a_pipe_answers_and_ends_nevertheless() {
    for format in ["text", "json"] {
        let (mut process, stderr) = unread(format);
        let mut client = Client::connect(process.address).await;
        for _ in 0..1000 {
            assert_eq!(client.get(CALL).await.status, 200);
        }
        let rule = json!({ "panic": true, "nth": 1 });
        assert_eq!(client.admin("POST", "/_wavetank/faults", &rule).await.status, 201);
        assert_eq!(client.get(CALL).await.refusal(), "panic", "{format}");
        let began = Instant::now();
        process.signal("TERM");
        assert!(process.child.wait().unwrap().success(), "{format}");
        assert!(began.elapsed() < Duration::from_secs(1), "{format}: {:?}", began.elapsed());
        drop(stderr);
    }
}

#[tokio::test]
async fn every_call_is_in_the_log_of_a_server_that_has_ended() {
    let (process, mut stderr) = unread("text");
    let reading = std::thread::spawn(move || {
        let mut log = String::new();
        stderr.read_to_string(&mut log).unwrap();
        log
    });
    let mut client = Client::connect(process.address).await;
    for number in 0..1000 {
        assert_eq!(client.get(&format!("{CALL}/{number}")).await.status, 400);
    }
    process.signal("TERM");
    let log = reading.join().unwrap();
    let numbers = log.lines().map(|it| {
        let (_, rest) = it.split_once(&format!("GET {CALL}/")).expect(it);
        rest.split(' ').next().unwrap().to_owned()
    });
    let expected = (0..1000).map(|it| it.to_string()).collect::<Vec<_>>();
    assert_eq!(numbers.collect::<Vec<_>>(), expected);
}

#[tokio::test]
async fn what_nobody_read_in_time_is_counted_in_the_log() {
    const CALLS: u64 = 300;
    for format in ["text", "json"] {
        let (process, mut stderr) = unread(format);
        let mut client = Client::connect(process.address).await;
        let long = format!("/_sandbox/A!/{}", "x".repeat(30_000));
        for _ in 0..CALLS {
            client.send(get(&long, "a", "")).await;
            assert_eq!(client.answer().await.unwrap().refusal(), "unknown_sandbox");
        }
        let mut log = BufReader::new(&mut stderr).lines().map(Result::unwrap);
        let mut calls = 0;
        let told = loop {
            match log.next().unwrap() {
                call if call.contains(&long) => calls += 1,
                other => break other,
            }
        };
        assert!(0 < calls && calls < CALLS, "{calls}");
        let expected =
            format!("nobody read the log in time: {} lines of it are lost", CALLS - calls);
        assert!(told.contains("WARN") && told.contains(&expected), "{told}");
        process.signal("TERM");
    }
}

#[tokio::test]
async fn a_panic_is_survived_and_told_in_the_form_of_the_log() {
    let process = Process::start(&["--log-format", "json"]);
    let mut client = Client::connect(process.address).await;
    let rule = json!({ "panic": true, "first": 2 });
    assert_eq!(client.admin("POST", "/_wavetank/faults", &rule).await.status, 201);
    assert_eq!(client.get(&format!("{CALL}?nextToken=tell-nobody")).await.refusal(), "panic");
    let token = "DELETE /v1/access_token/tell-nobody HTTP/1.1\r\nhost: a\r\nauthorization: aivenv1 x\r\n\r\n";
    client.send(token).await;
    assert_eq!(client.answer().await.unwrap().refusal(), "panic");
    assert_eq!(client.get(CALL).await.status, 200);
    process.signal("TERM");
    let (status, log) = process.end();
    assert!(status.success());
    let lines = log.lines().map(|line| serde_json::from_str::<Value>(line).expect(line));
    let mut errors = lines.filter(|it| it["level"] == "ERROR");
    for (method, path) in [("GET", CALL), ("DELETE", "/v1/access_token/…")] {
        assert!(errors.next().expect(&log)["location"].is_string(), "{log}");
        let call = errors.next().expect(&log);
        let told = json!([call["method"], call["path"], call["status"], call["sandbox"]]);
        assert_eq!(told, json!([method, path, 500, "default"]), "{log}");
    }
    assert!(!log.contains("tell-nobody"), "{log}");
}

#[test]
fn healthcheck_tells_a_server_from_none() {
    let process = Process::start(&[]);
    let url = format!("http://{}", process.address);
    let check = |url: &str| wavetank(&["healthcheck", "--url", url]).status().unwrap().code();
    assert_eq!(check(&url), Some(0));
    drop(process);
    assert_eq!(check(&url), Some(1));
}
