//! The real binary: a server that is killed, and what is in its recording.

use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use crate::Recorded;
use crate::history::History;

const PASSWORD: &str = "tell-Nobody-1";

/// A directory of its own, for what a test writes.
fn directory(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("recording-{name}"));
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

fn wavetank(directory: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wavetank"));
    command.args(arguments).current_dir(directory).stdin(Stdio::null());
    command
}

fn run(directory: &Path, arguments: &[&str]) -> Output {
    wavetank(directory, arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

struct Server {
    child: Child,
    address: SocketAddr,
}

impl Server {
    fn start(directory: &Path, arguments: &[&str]) -> Self {
        let mut command = wavetank(directory, &["serve", "--listen", "127.0.0.1:0"]);
        command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let mut ready = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut ready).unwrap();
        let address = ready.trim_end().strip_prefix("wavetank listening on http://");
        Self { address: address.unwrap_or_else(|| panic!("{ready:?}")).parse().unwrap(), child }
    }

    /// Status and body.
    fn ask(&self, method: &str, path: &str, body: &Value) -> (u16, Value) {
        Self::try_ask(self.address, method, path, body).unwrap()
    }

    fn try_ask(
        host: SocketAddr,
        method: &str,
        path: &str,
        body: &Value,
    ) -> io::Result<(u16, Value)> {
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let length = body.len();
        let mut stream = TcpStream::connect(host)?;
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nhost: {host}\r\ncontent-type: application/json\r\n\
             authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20240101/us-east-1/kafkaconnect/\
             aws4_request, SignedHeaders=host, Signature={PASSWORD}\r\n\
             x-amz-date: 20240101T000000Z\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}"
        )?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        let (head, body) = answer.split_once("\r\n\r\n").ok_or(io::ErrorKind::UnexpectedEof)?;
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Ok((status, serde_json::from_str(body).unwrap_or_default()))
    }

    fn admin(&self, method: &str, path: &str, body: &Value) -> Value {
        let (status, answer) = self.ask(method, &format!("/_wavetank/{path}"), body);
        assert!(status < 300, "{method} {path}: {status} {answer}");
        answer
    }

    fn create_plugin(&self, sandbox: &str, name: &str) -> u16 {
        let body = json!({
            "name": name,
            "contentType": "ZIP",
            "location": { "s3Location": { "bucketArn": "arn:aws:s3:::p", "fileKey": PASSWORD } },
        });
        self.ask("POST", &format!("{sandbox}/v1/custom-plugins"), &body).0
    }

    fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // A test that failed leaves nothing behind.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// How the recording is replayed: what is said on stdout.
fn replay(directory: &Path, file: &str) -> String {
    let output = run(directory, &["replay", file]);
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    assert!(output.status.success(), "{out}{err}");
    out.to_owned()
}

/// What a server that knows nothing of it answers otherwise; nothing is left in the server.
fn replay_against_a_server(directory: &Path, file: &str) -> String {
    let server = Server::start(directory, &["--auth", "strict"]);
    let output = run(directory, &["replay", file, "--url", &format!("http://{}", server.address)]);
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(server.admin("GET", "sandboxes", &Value::Null)["sandboxes"], json!([]));
    server.kill();
    if output.status.success() { String::new() } else { format!("{out}{err}") }
}

/// But for what would take long: answers that are held back, and silence.
#[test]
fn histories_happen_again_in_a_server() {
    let directory = directory("remote");
    for seed in [0, 1, 2, 3, 4, 5] {
        let mut history = History::new(seed);
        history.patient = false;
        let mut recorded = Recorded::new(history.world());
        for _ in 0..40 {
            history.step(&mut recorded.world);
            recorded.follow();
        }
        fs::write(directory.join("a.jsonl"), recorded.tape.into_inner()).unwrap();
        assert_eq!(replay_against_a_server(&directory, "a.jsonl"), "", "seed {seed}");
    }
}

#[test]
fn what_was_answered_is_in_the_file_of_a_server_that_was_killed() {
    let directory = directory("killed");
    let server = Server::start(&directory, &["--record", "bug.jsonl"]);
    let count = thread::scope(|scope| {
        let client = |client: u32| {
            let server = &server;
            scope.spawn(move || {
                let names = (0..6).map(|it| format!("plugin-{client}-{it}"));
                names.filter(|it| server.create_plugin("", it) == 200).count()
            })
        };
        let clients: Vec<_> = (0..16).map(client).collect();
        clients.into_iter().map(|it| it.join().unwrap()).sum::<usize>()
    });
    server.kill();
    assert_eq!(count, 96);
    let recording = fs::read_to_string(directory.join("bug.jsonl")).unwrap();
    let answered = recording.matches("\"customPluginState\":\"CREATING\"").count();
    assert_eq!(answered, 96);
    assert!(replay(&directory, "bug.jsonl").contains("(96 calls)"));

    // The next server writes behind it; a line that is torn is taken away first.
    fs::write(directory.join("bug.jsonl"), format!("{recording}{{\"sandbox\":\"def")).unwrap();
    assert!(replay(&directory, "bug.jsonl").contains("the last line is torn"));
    let server = Server::start(&directory, &["--record", "bug.jsonl"]);
    assert_eq!(server.create_plugin("", "plugin-0-0"), 200);
    server.kill();
    assert!(replay(&directory, "bug.jsonl").contains("in 2 worlds"));
}

/// `kill -9`, while sixteen clients are at it: whatever a client was answered is in the file.
#[test]
fn a_server_that_is_killed_in_the_middle_has_written_what_it_answered() {
    let directory = directory("killed-under-load");
    for round in 0..3 {
        let file = format!("{round}.jsonl");
        let mut server = Server::start(&directory, &["--record", &file]);
        let (address, count) = (server.address, AtomicUsize::new(0));
        let answered: Vec<_> = thread::scope(|scope| {
            let clients: Vec<_> = (0..16)
                .map(|client| {
                    let count = &count;
                    scope.spawn(move || answered_until_it_dies(address, client, count))
                })
                .collect();
            while count.load(Ordering::Relaxed) < 30 + 30 * round {
                thread::sleep(Duration::from_millis(1));
            }
            server.child.kill().unwrap();
            clients.into_iter().flat_map(|it| it.join().unwrap()).collect()
        });
        let recording = fs::read(directory.join(&file)).unwrap();
        let recording = String::from_utf8_lossy(&recording);
        for name in &answered {
            assert!(recording.contains(&format!("\"name\":\"{name}\"")), "{name} was answered");
        }
        assert!(replay(&directory, &file).contains("came out as recorded"));
    }
}

/// Creates plugins one after the other, beyond the quota; the names of those that were answered.
fn answered_until_it_dies(address: SocketAddr, client: u32, count: &AtomicUsize) -> Vec<String> {
    let mut answered = Vec::new();
    for number in 0.. {
        let name = format!("plugin-{client}-{number}");
        let body = json!({
            "name": name,
            "contentType": "ZIP",
            "location": { "s3Location": { "bucketArn": "arn:aws:s3:::p", "fileKey": "a.zip" } },
        });
        match Server::try_ask(address, "POST", "/v1/custom-plugins", &body) {
            Ok((200 | 429, _)) => {
                answered.push(name);
                count.fetch_add(1, Ordering::Relaxed);
            }
            Ok((status, answer)) => panic!("{status}: {answer}"),
            Err(_) => break,
        }
    }
    answered
}

#[test]
fn sandboxes_are_made_reset_forked_deleted_and_recorded_late() {
    let directory = directory("late");
    let server = Server::start(&directory, &["--clock", "stopped"]);
    assert_eq!(server.create_plugin("", "early"), 200);
    server.admin("POST", "faults", &json!({ "cause": "throttled", "nth": 2 }));
    assert_eq!(server.create_plugin("", "b"), 200);
    let status = server.admin("POST", "recording", &json!({ "start": "late.jsonl" }));
    assert_eq!(status["recording"], json!({ "file": "late.jsonl", "entries": 3 }));
    assert_eq!(server.create_plugin("", "c"), 429);
    server.admin("POST", "clock", &json!({ "advance": "30s" }));
    server.admin("POST", "fork", &json!({ "as": "forked" }));
    assert_eq!(server.create_plugin("/_sandbox/forked", "b"), 409);
    server.admin("POST", "reset", &json!({ "seed": 7 }));
    assert_eq!(server.create_plugin("", "b"), 200);
    server.admin("DELETE", "sandboxes/forked", &Value::Null);
    assert_eq!(server.create_plugin("/_sandbox/forked", "b"), 200);
    server.admin("POST", "faults", &json!({ "panic": true }));
    assert_eq!(server.create_plugin("", "d"), 500);
    server.admin("POST", "recording", &json!({ "stop": true }));
    assert_eq!(server.create_plugin("", "unrecorded"), 500);
    server.kill();
    assert!(replay(&directory, "late.jsonl").contains("in 4 worlds"));
    assert_eq!(replay_against_a_server(&directory, "late.jsonl"), "");
    let recording = fs::read_to_string(directory.join("late.jsonl")).unwrap();
    assert!(recording.contains("early") && !recording.contains("unrecorded"));
    assert!(!recording.contains(&format!("Signature={PASSWORD}")));
}

#[test]
fn what_does_not_happen_again_is_shown() {
    let directory = directory("differs");
    let server = Server::start(&directory, &["--record", "a.jsonl"]);
    assert_eq!(server.create_plugin("", "orders"), 200);
    server.kill();
    let recording = fs::read_to_string(directory.join("a.jsonl")).unwrap();
    let changed =
        recording.replace("\"customPluginState\":\"CREATING\"", "\"customPluginState\":\"ACTIVE\"");
    fs::write(directory.join("b.jsonl"), changed).unwrap();
    let output = run(&directory, &["replay", "b.jsonl"]);
    assert_eq!(output.status.code(), Some(1));
    let out = text(&output.stdout);
    assert!(out.contains("line 2: entry 1 of sandbox `default` differs: msk/CreateCustomPlugin"));
    for line in [
        "-            \"customPluginState\": \"ACTIVE\"",
        "+            \"customPluginState\": \"CREATING\"",
    ] {
        assert!(out.contains(line), "{out}");
    }
}

#[test]
fn a_converted_recording_plays() {
    let directory = directory("converted");
    let given = json!({
        "seed": 5,
        "clock": "stopped",
        "given": [{
            "call": "POST /v1/custom-plugins",
            "body": {
                "name": "debezium",
                "contentType": "ZIP",
                "location": { "s3Location": { "bucketArn": "arn:aws:s3:::p", "fileKey": "a.zip" } },
            },
        }],
        "faults": [{ "on": { "operation": "List*" }, "nth": 2, "cause": "internal" }],
    });
    fs::write(directory.join("given.yaml"), given.to_string()).unwrap();
    let server = Server::start(&directory, &["--scenario", "given.yaml", "--record", "a.jsonl"]);
    assert_eq!(server.create_plugin("", "debezium"), 409);
    server.admin("POST", "clock", &json!({ "advance": "1m 30s" }));
    assert_eq!(server.ask("GET", "/v1/custom-plugins", &Value::Null).0, 200);
    assert_eq!(server.ask("GET", "/v1/custom-plugins", &Value::Null).0, 500);
    server.kill();
    replay(&directory, "a.jsonl");
    assert_eq!(replay_against_a_server(&directory, "a.jsonl"), "");
    let converted = run(&directory, &["convert", "a.jsonl"]);
    assert!(converted.status.success(), "{}", text(&converted.stderr));
    fs::write(directory.join("a.yaml"), &converted.stdout).unwrap();
    let played = run(&directory, &["play", "a.yaml"]);
    assert!(played.status.success(), "{}", text(&played.stdout));
    insta::assert_snapshot!(text(&converted.stdout));
}

#[test]
fn nothing_that_is_no_recording_is_written_into() {
    let directory = directory("foreign");
    fs::write(directory.join("notes.txt"), "mine\n").unwrap();
    let output = run(&directory, &["serve", "--listen", "127.0.0.1:0", "--record", "notes.txt"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        text(&output.stderr).contains("notes.txt is no recording, and is left as it is\nhint: ")
    );
    let server = Server::start(&directory, &[]);
    for file in ["notes.txt", "../a.jsonl", "/tmp/a.jsonl", ""] {
        let start = json!({ "start": file });
        let (status, answer) = server.ask("POST", "/_wavetank/recording", &start);
        assert_eq!(
            (status, &answer["wavetank"]["at"]),
            (400, &json!("/start")),
            "{file}: {answer}"
        );
    }
    for (body, status) in [(json!({ "stop": true }), 409), (json!({}), 400)] {
        assert_eq!(server.ask("POST", "/_wavetank/recording", &body).0, status);
    }
    assert_eq!(fs::read_to_string(directory.join("notes.txt")).unwrap(), "mine\n");
    server.kill();
}
