//! What the compiler does not check: who may mention whom, how long a file may be, what is left over,
//! and that what is written about the operations is true.
#![expect(clippy::unwrap_used, reason = "a test says what went wrong by where it panics")]

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use regex::Regex;

const LINES_MAX: usize = 400;

/// The modules of the crate: each may mention those before it, and itself.
const LAYERS: &[&str] =
    &["kernel", "vendors", "world", "scenario", "recording", "server", "cli", "main"];

/// What only some files may mention, by how their paths begin.
#[rustfmt::skip] // A table.
const ONLY_IN: &[(&str, &[&str])] = &[
    ("annotate_snippets",  &["src/scenario/error.rs"]),
    ("clap",               &["src/cli/"]),
    ("dashmap",            &["src/server/registry.rs"]),
    ("hmac",               &["src/vendors/msk/signature"]),
    ("http_body_util",     &["src/server/edge", "src/cli/play/remote.rs", "src/cli/replay/remote.rs"]),
    ("hyper",              &["src/server/edge", "src/server/liveness.rs", "src/cli/play/remote.rs"]),
    ("hyper_util",         &["src/server/edge", "src/cli/play/remote.rs"]),
    ("matchit",            &["src/kernel/route.rs"]),
    ("mimalloc",           &["src/main.rs"]),
    ("rand",               &["src/kernel/chance.rs"]),
    ("rcgen",              &["src/server/tls.rs"]),
    ("prost_reflect",      &["src/vendors/yandex/"]),
    ("regex",              &["src/kernel/faults/pattern.rs", "src/scenario/"]),
    ("ring",               &["src/server/tls.rs", "src/vendors/yandex/jwt.rs"]),
    ("rustix",             &["src/cli/log/queue.rs"]),
    ("serde_saphyr",       &["src/scenario/load.rs"]),
    ("std::env",           &["src/cli/", "src/main.rs"]),
    ("std::fs",            &["src/cli/", "src/server/recorder.rs"]),
    ("std::io",            &["src/recording/", "src/server/", "src/cli/"]),
    ("std::net",           &["src/server/", "src/cli/"]),
    ("std::process",       &["src/cli/", "src/main.rs"]),
    ("std::thread",        &["src/cli/", "src/server/pulse.rs"]),
    ("std::time::Instant", &["src/server/"]),
    ("std::time::SystemTime", &[]),
    ("similar",            &["src/recording/difference.rs", "src/scenario/diff.rs"]),
    ("tokio",              &["src/server/", "src/cli/"]),
    ("tokio_rustls",       &["src/server/tls.rs"]),
    ("tracing",            &["src/server/", "src/cli/"]),
    ("tracing_subscriber", &["src/cli/"]),
];

/// In pieces, so that this file does not find itself.
const LEFT_OVER: &[&[&str]] = &[&["TO", "DO"], &["FIX", "ME"], &["XX", "X"], &["HA", "CK"]];

/// The project stands alone: nothing in it leads out of it.
const OUTSIDE: &[&[&str]] =
    &[&["../sha", "red"], &["spe", "cs/"], &["/wo", "rk/"], &["/ho", "me/"]];

/// A `Service` by itself is the word of a vendor that sells them.
const BAD_NAMES: &str = r"\b(?:struct|enum|trait|type|mod) (?:\w*(?:Manager|Helper|Util|Handler|Impl|Base)|\w+Service)\b|\b(?:fn get_|mod (?:utils?|common|types|helpers)\b)";

/// The numbers of a vendor's conformance list, and where they are played.
struct Conformance {
    /// How the names of the vendor's files in `tests/api` begin.
    cases: &'static str,
    numbers: &'static [u32],
    /// Those that are not played through the world's door.
    elsewhere: &'static [u32],
    /// Where these are: unit tests below this path; empty where the clients' suites count them.
    units: &'static str,
}

#[rustfmt::skip] // As they stand there.
const CONFORMANCE: &[Conformance] = &[
    Conformance {
        cases: "tests/api/msk_",
        numbers: &[
            1, 2, 3, 4, 6, 7, 8, 9, 11, 12, 13, 14, 16, 17, 18, 19, 21, 22, 23, 24, 26, 27, 28, 29, 31, 32, 33, 34,
            36, 37, 38, 39, 41, 42, 43, 44, 46, 47, 48, 49, 51, 52, 53, 54, 56, 57, 58, 59, 61, 62, 63, 64, 66, 67,
            68, 69, 71, 72, 73, 74, 76, 77, 78, 79, 81, 82, 83, 84, 86, 87, 88, 89, 91, 92, 93, 94, 96, 97,
        ],
        // Retries, which only a client of the vendor's own can show.
        elsewhere: &[92, 93, 94],
        units: "",
    },
    Conformance {
        cases: "tests/api/confluent_",
        numbers: &[
            1, 2, 3, 4, 6, 7, 8, 9, 11, 12, 13, 14, 16, 17, 18, 19, 21, 22, 23, 24, 26, 27, 28, 29, 31, 32, 33, 34,
            36, 37, 38, 39, 41, 42, 43, 44, 46, 47, 48, 49, 51, 52, 53, 54, 56, 57, 58, 59, 61, 62, 63, 64, 66, 67,
            68, 69, 71, 72, 73, 74, 76, 77, 78, 79, 81, 82, 83, 84, 86, 87, 88, 89, 91, 92, 93, 94, 96, 97, 98, 99,
            101, 102, 103, 104,
        ],
        // What an HTTP source does with its endpoint, which no world calls.
        elsewhere: &[91, 92, 93, 94, 96, 97, 98],
        units: "src/vendors/confluent/connect/polling/",
    },
    Conformance {
        cases: "tests/api/aiven_",
        numbers: &[
            1, 2, 3, 4, 6, 7, 8, 9, 11, 12, 13, 14, 16, 17, 18, 19, 21, 22, 23, 24, 26, 27, 28, 29, 31, 32, 33, 34,
            36, 37, 38, 39, 41, 42, 43, 44, 46, 47, 48, 49, 51, 52, 53, 54, 56, 57, 58,
        ],
        // What an HTTP sink does with its records, which no world delivers.
        elsewhere: &[46, 47, 48, 49, 51, 52, 53, 54, 56, 57],
        units: "src/vendors/aiven/delivery/",
    },
    Conformance {
        cases: "tests/api/yandex_",
        numbers: &[
            1, 2, 3, 4, 6, 7, 8, 9, 11, 12, 13, 14, 16, 17, 18, 19, 21, 22, 23, 24, 25, 26, 27, 28, 29, 31, 32, 33, 34,
            36, 37, 38, 39, 41, 42, 43, 44, 46, 47, 48, 49, 51, 52, 53, 54, 56, 57, 58, 59, 61, 62, 63, 64, 66, 67, 68, 69,
            71,
        ],
        elsewhere: &[],
        units: "",
    },
];

/// What only a client of the vendor's own can show, and the test of one that does.
#[rustfmt::skip] // A table.
const BY_CLIENTS: &[(&str, u32, &str, &str)] = &[
    ("tests/api/msk_", 92, "tests/clients/msk/python/sdk/test_retries.py", "def test_the_third_attempt_succeeds"),
    ("tests/api/msk_", 93, "tests/clients/msk/python/sdk/test_retries.py", "def test_an_error_for_ever_is_tried_as_often_as_the_policy_says"),
    ("tests/api/yandex_", 62, "tests/clients/yandex/python/sdk/test_lifecycle.py", "def test_a_connector_is_created_and_waited_for"),
    ("tests/api/yandex_", 63, "tests/clients/yandex/python/curl/test_curl.py", "def test_a_connector_lives_its_life"),
    ("tests/api/yandex_", 64, "tests/wire/grpc.rs", "fn one_port_answers_grpc_and_rest"),
    ("tests/api/msk_", 94, "tests/clients/msk/python/sdk/test_retries.py", "def test_only_the_current_version_does_as_retry_after_says"),
];

/// A file of the project, with its path as the tables write it.
struct File {
    path: String,
    text: String,
}

impl File {
    /// The code without comments and without the unit tests at its end, line by line.
    fn code(&self) -> String {
        let code = self.text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        let lines = code.lines().map(|line| if is_comment(line) { "" } else { line });
        lines.collect::<Vec<_>>().join("\n")
    }

    /// Its module: `src/kernel/http.rs` is `["kernel", "http"]`.
    fn module(&self) -> Vec<&str> {
        let path = self.path.strip_prefix("src/").unwrap().strip_suffix(".rs").unwrap();
        let path = path.strip_suffix("/mod").unwrap_or(path);
        path.split('/').filter(|it| *it != "lib").collect()
    }
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with("//")
}

/// Every file under `directory` whose name ends so, sorted.
fn files(directory: &str, end: &str) -> Vec<File> {
    let mut found = Vec::new();
    visit(Path::new(directory), end, &mut found);
    found
}

fn visit(directory: &Path, end: &str, found: &mut Vec<File>) {
    let entries = fs::read_dir(directory).into_iter().flatten();
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        let name = path.to_str().unwrap().to_owned();
        if path.is_dir() && !name.ends_with("node_modules") {
            visit(&path, end, found);
        } else if name.ends_with(end) {
            found.push(File { text: fs::read_to_string(&path).unwrap(), path: name });
        }
    }
}

fn source() -> Vec<File> {
    files("src", ".rs")
}

/// Source, tests and benchmarks.
fn all_rust() -> Vec<File> {
    ["src", "tests", "benches"].into_iter().flat_map(|it| files(it, ".rs")).collect()
}

/// Everything that the code mentions by a path, with the line: what is of this crate from its root, and
/// what is of another from that one's name.
fn mentions(file: &File) -> Vec<(usize, Vec<String>)> {
    static START: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\b[a-z]\w*::").unwrap());
    let code = file.code();
    let module: Vec<_> = file.module().into_iter().map(str::to_owned).collect();
    let mut found = Vec::new();
    let (mut end, mut line, mut counted) = (0, 1, 0);
    for place in START.find_iter(&code) {
        // A path is found once, where it begins.
        if place.start() < end {
            continue;
        }
        let mut rest = &code[place.start()..];
        line += code[counted..place.start()].matches('\n').count();
        counted = place.start();
        let is_ours = ["crate::", "super::", "self::"].contains(&place.as_str());
        let mut paths = Vec::new();
        tree(&mut rest, if is_ours { &module } else { &[] }, &mut paths);
        end = code.len() - rest.len();
        found.extend(paths.into_iter().map(|path| (line, path)));
    }
    found
}

/// Reads a path, with everything in its braces, as it follows on `from`.
fn tree(rest: &mut &str, from: &[String], found: &mut Vec<Vec<String>>) {
    let mut path = from.to_vec();
    loop {
        *rest = rest.trim_start();
        if let Some(inner) = rest.strip_prefix('{') {
            *rest = inner;
            while !rest.trim_start().starts_with('}') {
                tree(rest, &path, found);
                *rest = rest.trim_start();
                *rest = rest.strip_prefix(',').unwrap_or(rest);
            }
            *rest = rest.trim_start().strip_prefix('}').unwrap_or(rest);
            return;
        }
        let length = rest.find(|it: char| !it.is_alphanumeric() && it != '_').unwrap_or(rest.len());
        let (name, behind) = rest.split_at(length);
        match name {
            "crate" | "wavetank" => path.clear(),
            "super" => drop(path.pop()),
            "self" => {}
            _ => path.push(name.to_owned()),
        }
        // What is neither a name nor a brace is passed over: `*`, and a name with `as`.
        *rest = if length == 0 { rest.get(1..).unwrap_or_default() } else { behind };
        let Some(behind) = rest.strip_prefix("::") else { break };
        *rest = behind;
    }
    *rest = rest.trim_start();
    if let Some(renamed) = rest.strip_prefix("as ") {
        let end = renamed.find([',', '}', ';']).unwrap_or(renamed.len());
        *rest = &renamed[end..];
    }
    found.push(path);
}

fn assert_none(errors: &[String]) {
    assert!(errors.is_empty(), "\n{}", errors.join("\n"));
}

#[test]
fn paths_are_read_with_their_braces() {
    let text = "use super::{http::{Request, Response as It}, clock};\n\
                fn f() { crate::world::x(super::super::y, std::fs::read) }";
    let file = File { path: "src/kernel/faults/mod.rs".into(), text: text.into() };
    let found: Vec<_> =
        mentions(&file).into_iter().map(|(line, path)| (line, path.join("::"))).collect();
    let expected = [
        (1, "kernel::http::Request"),
        (1, "kernel::http::Response"),
        (1, "kernel::clock"),
        (2, "world::x"),
        (2, "y"),
        (2, "std::fs::read"),
    ];
    assert_eq!(found, expected.map(|(line, path)| (line, path.to_owned())));
}

#[test]
fn a_module_mentions_only_those_below_it() {
    let layer = |name: &str| LAYERS.iter().position(|it| *it == name);
    let mut errors = Vec::new();
    for file in source().iter().filter(|it| it.path != "src/lib.rs") {
        let own = layer(file.module()[0]);
        assert!(own.is_some(), "{} is in no layer", file.path);
        for (line, path) in mentions(file) {
            if path.first().and_then(|it| layer(it)) > own {
                errors.push(format!("{}:{line} mentions {}", file.path, path.join("::")));
            }
        }
    }
    assert_none(&errors);
}

#[test]
fn no_vendor_mentions_another_and_the_kernel_none() {
    let vendors: Vec<_> = fs::read_dir("src/vendors")
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    assert!(!vendors.is_empty());
    let mut errors = Vec::new();
    for file in source() {
        let module = file.module();
        if module[..] == ["vendors"]
            || !["kernel", "vendors"].contains(module.first().unwrap_or(&""))
        {
            continue;
        }
        for (line, path) in mentions(&file) {
            let is_of_a_vendor = path.first().is_some_and(|it| it == "vendors");
            if is_of_a_vendor && path.get(1).map(String::as_str) != module.get(1).copied() {
                errors.push(format!("{}:{line} mentions {}", file.path, path.join("::")));
            }
        }
        let code = file.code().to_lowercase();
        let words: Vec<_> = code.split(|it: char| !it.is_alphanumeric() && it != '_').collect();
        for vendor in vendors.iter().filter(|it| module.get(1) != Some(&it.as_str())) {
            if words.contains(&vendor.as_str()) {
                errors.push(format!("{} knows {vendor}", file.path));
            }
        }
    }
    assert_none(&errors);
}

#[test]
fn every_vendor_has_the_same_names_for_the_same_things() {
    for entry in fs::read_dir("src/vendors").unwrap().map(|it| it.unwrap().path()) {
        for name in ["mod.rs", "errors.rs", "auth.rs", "premises.rs"] {
            assert!(!entry.is_dir() || entry.join(name).is_file(), "{entry:?} has no {name}");
        }
    }
}

#[test]
fn some_crates_have_their_place() {
    let mut errors = Vec::new();
    for file in source() {
        for (line, path) in mentions(&file) {
            let path = path.join("::");
            let is_of = |name: &str| path == name || path.starts_with(&format!("{name}::"));
            let at_home = |places: &[&str]| places.iter().any(|it| file.path.starts_with(it));
            for (_, places) in
                ONLY_IN.iter().filter(|(name, places)| is_of(name) && !at_home(places))
            {
                errors
                    .push(format!("{}:{line} mentions {path}, which is for {places:?}", file.path));
            }
        }
    }
    assert_none(&errors);
}

#[test]
fn no_file_is_too_long() {
    let long = source().into_iter().map(|it| (it.text.lines().count(), it.path));
    let long = long.filter(|(lines, _)| *lines > LINES_MAX);
    assert_none(&long.map(|(lines, path)| format!("{path}: {lines} lines")).collect::<Vec<_>>());
}

#[test]
fn every_file_says_what_it_is() {
    let silent = all_rust().into_iter().filter(|it| !it.text.starts_with("//! "));
    assert_none(&silent.map(|it| format!("{}: no module doc", it.path)).collect::<Vec<_>>());
}

#[test]
fn nothing_is_left_over_and_nothing_leads_outside() {
    let mut errors = Vec::new();
    for file in all_rust().into_iter().chain(files("scenarios", ".yaml")) {
        for (number, line) in file.text.lines().enumerate() {
            for word in LEFT_OVER.iter().chain(OUTSIDE).map(|it| it.concat()) {
                if line.contains(&word) {
                    errors.push(format!("{}:{}: {word}", file.path, number + 1));
                }
            }
        }
    }
    assert_none(&errors);
}

#[test]
fn names_say_what_a_thing_is() {
    let bad = Regex::new(BAD_NAMES).unwrap();
    let mut errors = Vec::new();
    for file in source() {
        for found in bad.find_iter(&file.code()) {
            errors.push(format!("{}: {}", file.path, found.as_str()));
        }
    }
    assert_none(&errors);
}

#[test]
fn every_behaviour_of_the_conformance_lists_has_a_case() {
    let mut told = Vec::new();
    for Conformance { cases, numbers, elsewhere, units } in CONFORMANCE {
        let mut found = numbers_below("tests/api", cases);
        if units.is_empty() {
            found.extend(BY_CLIENTS.iter().filter(|it| it.0 == *cases).map(|it| it.1));
        } else {
            let in_units = numbers_below("src", units);
            let missing = elsewhere.iter().filter(|it| !in_units.contains(it));
            told.extend(missing.map(|it| format!("{units} n{it:03}: no test has this number")));
            found.extend(in_units);
        }
        let strangers = found.iter().filter(|it| !numbers.contains(it));
        told.extend(strangers.map(|it| format!("{cases} n{it:03}: the list has no such number")));
        let missing = numbers.iter().filter(|it| !found.contains(it));
        told.extend(missing.map(|it| format!("{cases} n{it:03}: no case has this number")));
    }
    assert_none(&told);
}

#[test]
fn what_only_clients_can_show_is_shown_by_one() {
    for (_, number, path, name) in BY_CLIENTS {
        let text = fs::read_to_string(path).unwrap();
        assert!(text.contains(name), "n{number:03}: {path} has no {name}");
    }
}

/// The numbers of tests in the files of `directory` whose paths begin with `start`.
fn numbers_below(directory: &str, start: &str) -> Vec<u32> {
    let numbers = Regex::new(r"\bn\d{3}(?:_n\d{3})*_").unwrap();
    let mut found = Vec::new();
    for file in files(directory, ".rs").iter().filter(|it| it.path.starts_with(start)) {
        for name in numbers.find_iter(&file.text) {
            let numbers = name.as_str().trim_end_matches('_').split('_');
            found.extend(numbers.map(|it| it[1..].parse::<u32>().unwrap()));
        }
    }
    found
}

/// Between the markers stands what `wavetank operations --format markdown` prints.
#[test]
fn the_readmes_table_is_the_route_tables() {
    let readme = fs::read_to_string("README.md").unwrap();
    let table = readme.split_once("<!-- operations -->").unwrap().1;
    let table = table.split_once("<!-- /operations -->").unwrap().0;
    let printed = Command::new(env!("CARGO_BIN_EXE_wavetank"))
        .args(["operations", "--format", "markdown"])
        .output()
        .unwrap();
    assert!(printed.status.success());
    let printed = String::from_utf8(printed.stdout).unwrap();
    let lines = |text: &str| text.trim().lines().map(str::to_owned).collect::<Vec<_>>();
    let (written, printed) = (lines(table), lines(&printed));
    let stale = written.iter().filter(|it| !printed.contains(it)).map(|it| format!("- {it}"));
    let missing = printed.iter().filter(|it| !written.contains(it)).map(|it| format!("+ {it}"));
    assert_none(&stale.chain(missing).collect::<Vec<_>>());
    assert_eq!(written, printed, "the rows of README.md's table stand in another order");
}
