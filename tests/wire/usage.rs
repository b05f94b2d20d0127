//! What is said to who types something wrong, and what the environment may say in place of flags.

use crate::binary::{Process, wavetank};
use crate::client::Client;

/// What is on stderr, and the exit code.
fn told(arguments: &[&str], environment: &[(&str, &str)]) -> (String, Option<i32>) {
    let output = wavetank(arguments).envs(environment.iter().copied()).output().unwrap();
    (String::from_utf8(output.stderr).unwrap(), output.status.code())
}

#[test]
fn an_address_that_cannot_be_had_is_told_with_what_is_wrong_about_it() {
    let write = "write host and port, such as `127.0.0.1:9283`; port 0 picks a free port";
    for (flag, address, why, hint) in [
        ("--listen", "9283", "it has no port", write),
        ("--listen", "localhost", "it has no port", write),
        ("--listen", "", "it has no port", write),
        (
            "--listen",
            ":9283",
            "it has no host",
            "write `0.0.0.0:9283` for every address of this machine",
        ),
        (
            "--listen",
            "127.0.0.1:99999",
            "`99999` is no port",
            "a port is a number from 0 to 65535; 0 picks a free one",
        ),
        (
            "--listen",
            "http://127.0.0.1:9283",
            "it is a URL",
            "write host and port alone: `127.0.0.1:9283`",
        ),
        (
            "--listen",
            "192.0.2.7:0",
            "this machine does not have that address",
            "`0.0.0.0` is every address of this machine, `127.0.0.1` the one that nobody else reaches",
        ),
        ("--tls-listen", "localhost", "it has no port", write),
    ] {
        let expected = format!("error: cannot listen on `{address}`: {why}\nhint: {hint}\n");
        assert_eq!(told(&["serve", flag, address], &[]), (expected, Some(2)));
    }
    // Of a label that is too long no server is asked.
    let host = "a".repeat(64);
    let (unresolved, code) = told(&["serve", "--listen", &format!("{host}:0")], &[]);
    let expected = format!("error: cannot listen on `{host}:0`: no address is known of `{host}` (");
    assert!(unresolved.starts_with(&expected) && code == Some(2), "{unresolved}");
}

#[test]
fn an_address_that_is_taken_is_told_with_a_hint() {
    let process = Process::start(&[]);
    let address = process.address.to_string();
    let expected = format!(
        "error: cannot listen on `{address}`: something listens there already\n\
         hint: stop it, or choose another port; port 0 picks a free one\n"
    );
    assert_eq!(told(&["serve", "--listen", &address], &[]), (expected, Some(2)));
}

#[test]
fn what_cannot_be_read_written_or_reached_is_told_with_a_hint() {
    let directory = env!("CARGO_TARGET_TMPDIR");
    for (arguments, code, expected) in [
        (
            &["serve", "--listen", "127.0.0.1:0", "--ready-file", "/nowhere/ready.json"][..],
            2,
            "error: the ready file /nowhere/ready.json cannot be written: there is no directory /nowhere\n\
             hint: make it, or name a file in a directory that is there\n".to_owned(),
        ),
        (
            &["serve", "--listen", "127.0.0.1:0", "--ready-file", directory],
            2,
            format!("error: the ready file {directory} cannot be written: it is a directory\n\
             hint: name a file in it: {directory}/FILE\n"),
        ),
        (
            &["serve", "--listen", "127.0.0.1:0", "--record", "/nowhere/bug.jsonl"],
            2,
            "error: /nowhere/bug.jsonl cannot be written: its directory is not there\n\
             hint: there is no directory /nowhere\n"
                .to_owned(),
        ),
        (
            &["serve", "--scenario", directory],
            2,
            format!("error: the scenario {directory} cannot be read: it is a directory\nhint: name a file in it\n"),
        ),
        (
            &["serve", "--scenario", "nowhere.yaml"],
            2,
            "error: the scenario nowhere.yaml cannot be read: there is no such file\n\
             hint: a path begins in the directory in which wavetank is started\n".to_owned(),
        ),
        (
            &["check", "scenarios/msk-create-throtled.yaml"],
            2,
            "error: the scenario scenarios/msk-create-throtled.yaml cannot be read: there is no such file\n\
             hint: did you mean `scenarios/msk-create-throttled.yaml`?\n".to_owned(),
        ),
        (
            &["replay", "nowhere.jsonl"],
            2,
            "error: the recording nowhere.jsonl cannot be read: there is no such file\n\
             hint: `wavetank serve --record FILE` writes one\n".to_owned(),
        ),
        (
            &["healthcheck", "--url", "http://127.0.0.1:1"],
            1,
            "error: no server answers at http://127.0.0.1:1: nothing listens there\n\
             hint: `wavetank serve` starts one; --url or WAVETANK_URL says where it is\n".to_owned(),
        ),
        (
            &["healthcheck", "--url", "127.0.0.1:9283"],
            2,
            "error: `127.0.0.1:9283` is no address of a server\n\
             hint: write it as `http://127.0.0.1:9283`\n".to_owned(),
        ),
    ] {
        assert_eq!(told(arguments, &[]), (expected, Some(code)), "{arguments:?}");
    }
}

#[test]
fn a_value_that_is_none_is_told_with_what_would_be_right_and_where_it_stands() {
    let more = "\n\nFor more information, try '--help'.\n";
    let seed = "expected a whole number from 0 to 18446744073709551615";
    for (value, why) in [("abc", seed), ("-1", seed), ("18446744073709551616", seed)] {
        let expected = format!("error: invalid value '{value}' for '--seed <N>': {why}{more}");
        let typed = format!("--seed={value}");
        assert_eq!(told(&["serve", &typed], &[]), (expected.clone(), Some(2)));
        let expected = format!("{expected}hint: it is what the variable WAVETANK_SEED says\n");
        assert_eq!(told(&["serve"], &[("WAVETANK_SEED", value)]), (expected, Some(2)));
    }
    let (few, _) = told(&["serve", "--connections-max", "0"], &[]);
    assert!(few.contains("expected a whole number from 1 to 4294967295"), "{few}");
    let (format, _) = told(&["play", "x"], &[("WAVETANK_PLAY_FORMAT", "xml")]);
    assert!(
        format.ends_with("hint: it is what the variable WAVETANK_PLAY_FORMAT says\n"),
        "{format}"
    );
}

#[tokio::test]
async fn hosts_are_allowed_by_their_names_and_what_is_no_name_is_refused() {
    for name in ["http://tank.example", "*", "*.example", "a b"] {
        let expected = format!(
            "error: `{name}` is neither a host name nor an address\n\
             hint: write --allow-host without scheme and path: `tank.example`, `192.0.2.7`\n"
        );
        // With a port that nobody can have: it is not to serve.
        let arguments = ["serve", "--listen", "127.0.0.1:65536", "--allow-host", name];
        assert_eq!(told(&arguments, &[]), (expected, Some(2)));
    }
    let mut command =
        wavetank(&["serve", "--listen", "127.0.0.1:0", "--tls-listen", "127.0.0.1:0"]);
    let lists = [
        ("WAVETANK_ALLOW_HOST", "a.example,,B.example:9283,"),
        ("WAVETANK_TLS_NAME", ",a.example"),
    ];
    let process = Process::spawn(command.envs(lists), &["--tls-listen"]);
    let mut client = Client::connect(process.address).await;
    for (host, status) in [("a.example:80", 200), ("b.example", 200), ("c.example", 403)] {
        client.send(format!("GET /_wavetank/health HTTP/1.1\r\nhost: {host}\r\n\r\n")).await;
        assert_eq!(client.answer().await.unwrap().status, status, "{host}");
    }
}

#[test]
fn a_directory_is_checked_with_all_that_is_in_it() {
    let output = wavetank(&["check", "scenarios", "scenarios/msk-silence.yaml"]).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let checked = String::from_utf8(output.stdout).unwrap();
    let of = |name: &str| checked.lines().filter(|it| *it == format!("{name}: ok")).count();
    assert_eq!(of("scenarios/msk-silence.yaml"), 2, "{checked}");
    assert_eq!(of("scenarios/yandex-create-answer-lost.yaml"), 1, "{checked}");
}

#[test]
fn a_verdict_is_the_same_whether_somebody_reads_it_or_not() {
    let path = format!("{}/differs-{}.yaml", env!("CARGO_TARGET_TMPDIR"), std::process::id());
    let step = "- { call: GET /v1/connectors, expect: { status: 418 } }";
    std::fs::write(&path, format!("script:\n  {step}\n  {step}\n")).unwrap();
    for (arguments, code) in [
        (&["play", &path][..], 1),
        (&["play", "scenarios/msk-silence.yaml", "--format", "tap"], 0),
        (&["check", "scenarios/msk-silence.yaml", "nowhere.yaml"], 2),
        (&["operations"], 0),
        (&["--help"], 0),
    ] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = wavetank(arguments).stdout(writer).output().unwrap();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {output:?}");
    }
    std::fs::remove_file(&path).unwrap();
}

#[test]
fn what_cannot_be_written_to_stdout_is_a_failure() {
    for arguments in [&["--help"][..], &["--version"], &["play", "--help"], &["operations"]] {
        let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
        let output = wavetank(arguments).stdout(full).output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(told.starts_with("error: stdout cannot be written: "), "{arguments:?}: {told}");
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
    }
}

/// The variables of a subcommand, as its help has them.
fn variables(subcommand: &str) -> Vec<String> {
    let help = wavetank(&[subcommand, "--help"]).output().unwrap().stdout;
    let help = String::from_utf8(help).unwrap();
    let found = help.split("[env: ").skip(1).filter_map(|it| it.split('=').next());
    found.map(str::to_owned).collect()
}

#[tokio::test]
async fn a_variable_that_is_empty_says_nothing() {
    for subcommand in ["serve", "play", "replay", "convert", "shrink", "operations", "healthcheck"]
    {
        let names = variables(subcommand);
        assert!(!names.is_empty(), "{subcommand}");
        let empty: Vec<_> = names.iter().map(|it| (it.as_str(), "")).collect();
        let (plain, with_empty) = match subcommand {
            "serve" => {
                let mut command = wavetank(&["serve", "--listen", "127.0.0.1:0"]);
                let process = Process::spawn(command.envs(empty), &[]);
                Client::connect(process.address).await.get("/nowhere").await;
                process.signal("TERM");
                let (status, log) = process.end();
                assert!(status.success() && log.contains("GET /nowhere"), "{log}");
                continue;
            }
            "operations" => (told(&[subcommand], &[]), told(&[subcommand], &empty)),
            "healthcheck" => {
                let url = ["healthcheck", "--url", "http://127.0.0.1:1"];
                (told(&url, &[]), told(&url, &empty))
            }
            _ => (told(&[subcommand, "nowhere"], &[]), told(&[subcommand, "nowhere"], &empty)),
        };
        assert_eq!(with_empty, plain, "{subcommand}");
    }
}

#[test]
fn what_the_environment_says_of_tls_is_for_servers_that_have_it() {
    let all = [
        ("WAVETANK_TLS_NAME", "tank.example,tank"),
        ("WAVETANK_TLS_CA_FILE", "/nowhere/ca.pem"),
        ("WAVETANK_TLS_CERT", "/nowhere/cert.pem"),
        ("WAVETANK_TLS_KEY", "/nowhere/key.pem"),
    ];
    let mut command = wavetank(&["serve", "--listen", "127.0.0.1:0"]);
    drop(Process::spawn(command.envs(all), &[]));

    for flag in ["--tls-name", "--tls-ca-file", "--tls-cert", "--tls-key"] {
        let expected = format!(
            "error: {flag} says something of TLS, and there is no listener for it\n\
             hint: add --tls-listen, such as `--tls-listen 127.0.0.1:9284`\n"
        );
        assert_eq!(told(&["serve", flag, "x"], &[]), (expected, Some(2)));
    }
}
