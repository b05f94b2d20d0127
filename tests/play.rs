//! `wavetank play` as it is typed: what it prints, how it exits, and the same over HTTP.
#![expect(clippy::unwrap_used, reason = "a test may")]

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::{fs, path::Path};

use serde_json::Value;

/// Fails at a value and at a whole body; the last step needs what was not captured.
const WRONG: &str = r#"name: wrong
seed: 1
script:
  - call: POST /v1/worker-configurations
    body: { name: small, propertiesFileContent: a2V5LmNvbnZlcnRlcj14 }
    expect: { at: { /name: large, /latestRevision/revision: 1 } }
    capture: { arn: /arn, revision: /latestRevision/revision }
  - name: nobody has <any> & "all"
    at: 1m
    call: GET /v1/connectors
    expect: { body: { connectors: [], nextToken: x }, headers: { x-none: "*" } }
  - call: GET /v1/connectors?nextToken=1
    expect: { wire: reset }
  - call: GET /v1/worker-configurations/$arn
"#;

const RIGHT: &str = "name: right\nscript:\n  - { call: GET /v1/connectors }\n";

fn wavetank(arguments: &[&str], directory: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wavetank"));
    command.args(arguments).current_dir(directory).output().unwrap()
}

/// A directory with these files.
fn directory(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&directory);
    for (file, text) in files {
        let path = directory.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    directory
}

fn told(output: &Output) -> String {
    let (out, errors) = (&output.stdout, &output.stderr);
    let (out, errors) = (String::from_utf8_lossy(out), String::from_utf8_lossy(errors));
    format!("{out}---\n{errors}---\n{}", output.status.code().unwrap())
}

#[test]
fn what_differs_is_shown_with_its_place_and_everything_else_is_played() {
    let here = directory("text", &[("wrong.yaml", WRONG), ("right.yaml", RIGHT)]);
    insta::assert_snapshot!(told(&wavetank(&["play", "right.yaml", "wrong.yaml"], &here)));
}

#[test]
fn of_what_cannot_be_played_no_steps_are_counted() {
    let here = directory("unread", &[("right.yaml", RIGHT), ("bad.yaml", "seed: none\n")]);
    let none = "---\nerror: the scenario none.yaml cannot be read: there is no such file\n\
                hint: a path begins in the directory in which wavetank is started\n---\n2";
    assert_eq!(told(&wavetank(&["play", "none.yaml"], &here)), none);
    let bad = told(&wavetank(&["play", "bad.yaml"], &here));
    assert!(bad.starts_with("---\nerror: expected a whole number"), "{bad}");
    let both = told(&wavetank(&["play", "bad.yaml", "right.yaml"], &here));
    assert!(both.contains("\n1 step passed\n---\nerror: expected a whole number"), "{both}");
}

#[test]
fn test_anything_protocol_has_a_point_a_step() {
    let here = directory("tap", &[("wrong.yaml", WRONG)]);
    insta::assert_snapshot!(told(&wavetank(&["play", "--format", "tap", "wrong.yaml"], &here)));
}

#[test]
fn junit_has_a_case_a_step() {
    let here = directory("junit", &[("wrong.yaml", WRONG)]);
    insta::assert_snapshot!(told(&wavetank(&["play", "--format", "junit", "wrong.yaml"], &here)));
}

#[test]
fn json_has_all_of_it() {
    let here = directory("json", &[("wrong.yaml", WRONG), ("right.yaml", RIGHT)]);
    let output = wavetank(&["play", "--format", "json", "."], &here);
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        (&told["passed"], &told["failed"], &told["skipped"]),
        (&1.into(), &3.into(), &1.into())
    );
    let [right, wrong] = &told["files"].as_array().unwrap()[..] else {
        panic!("two files: {told}")
    };
    assert_eq!((&right["name"], &wrong["name"]), (&"right".into(), &"wrong".into()));
    let difference = &wrong["steps"][0]["differences"][0];
    assert_eq!((&difference["line"], &difference["column"]), (&6.into(), &28.into()));
    assert_eq!(
        (&difference["expected"], &difference["got"]),
        (&"\"large\"".into(), &"\"small\"".into())
    );
    assert_eq!(wrong["steps"][3]["verdict"], "skipped");
}

#[test]
fn of_a_directory_everything_is_played_that_has_a_script() {
    let files = [
        ("a.yaml", RIGHT),
        ("deep/b.yml", RIGHT),
        ("deep/premises.yaml", "seed: 7\n"),
        ("deep/notes.txt", "no scenario"),
    ];
    let here = directory("tree", &files);
    let output = wavetank(&["play", "."], &here);
    let text = told(&output);
    assert!(output.status.success(), "{text}");
    assert!(text.contains("a.yaml") && text.contains("b.yml") && text.contains("2 steps passed"));
    assert!(!text.contains("premises") && !text.contains("notes"), "{text}");
    let empty = directory("empty", &[("notes.txt", "no scenario")]);
    assert_eq!(wavetank(&["play", "."], &empty).status.code(), Some(2));
}

#[test]
fn a_file_that_is_wrong_costs_the_others_nothing() {
    let given = "given:\n  - call: POST /v1/connectors\n    body: {}\n";
    let files = [("a.yaml", "scirpt: []\n"), ("b.yaml", RIGHT), ("c.yaml", given)];
    let here = directory("mistakes", &files);
    insta::assert_snapshot!(told(&wavetank(
        &["play", "a.yaml", "b.yaml", "c.yaml", "d.yaml"],
        &here
    )));
    assert_eq!(wavetank(&["check", "c.yaml"], &here).status.code(), Some(2));
}

/// A server that is killed when the test is over.
struct Served(Child, String);

impl Served {
    fn start() -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wavetank"));
        let command = command.args(["serve", "--listen", "127.0.0.1:0", "--log-level", "off"]);
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let url = line.trim().rsplit(' ').next().unwrap().to_owned();
        Self(child, url)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// All of them, signatures, faults on the wire and the reference page's features included.
#[test]
fn the_whole_library_plays_against_a_server_too() {
    let server = Served::start();
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = wavetank(&["play", "scenarios", "--url", &server.1], here);
    assert!(output.status.success(), "{}", told(&output));
    let in_process = wavetank(&["play", "scenarios"], here);
    let (remote, local) = (told(&output), told(&in_process));
    // A client cannot tell silence from an empty answer.
    assert_eq!(remote.replace("  empty", "  silence"), local.replace("  empty", "  silence"));
}

#[test]
fn differences_over_http_are_those_in_process() {
    let server = Served::start();
    let here = directory("remote", &[("wrong.yaml", WRONG)]);
    let remote = told(&wavetank(&["play", "wrong.yaml", "--url", &server.1], &here));
    assert_eq!(remote, told(&wavetank(&["play", "wrong.yaml"], &here)));
}

#[test]
fn a_server_that_is_not_there_is_a_failure_and_no_address_a_mistake() {
    let here = directory("nowhere", &[("right.yaml", RIGHT)]);
    let play = |url: &str| wavetank(&["play", "right.yaml", "--url", url], &here);
    let gone = play("http://127.0.0.1:9");
    assert_eq!(gone.status.code(), Some(1));
    assert!(told(&gone).contains("no server can be reached at 127.0.0.1:9"), "{}", told(&gone));
    for url in ["127.0.0.1:9283", "https://127.0.0.1", "http://127.0.0.1/base", "nonsense\u{e9}"] {
        assert_eq!(play(url).status.code(), Some(2), "{url}");
    }
}
