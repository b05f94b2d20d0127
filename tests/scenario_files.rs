//! Scenario files that are wrong, and what is said about them.

use std::{fs, path::Path, sync::Arc, time::Duration};

use wavetank::kernel::faults::catalogue::{Catalogue, OperationNames, VendorNames};
use wavetank::kernel::lifecycle::{Profile, Takes, Timing};
use wavetank::scenario::{self, Error, Loaded, Prepared, Scenario};

/// Names that stay, so that what is told does not change whenever a vendor grows.
fn catalogue() -> Catalogue {
    let operation = |name, ends: &'static [&'static str]| OperationNames {
        name,
        ends,
        takes_time: !ends.is_empty(),
        is_paged: name == "ListConnectors",
        names_resource: name != "ListConnectors",
    };
    let msk = vec![
        operation("CreateConnector", &["CREATE_FAILED"]),
        operation("DeleteConnector", &["DELETE_FAILED"]),
        operation("DescribeConnector", &[]),
        operation("ListConnectors", &[]),
    ];
    let confluent = vec![operation("createKafkaLink", &["FAILED"])];
    Catalogue {
        vendors: vec![
            VendorNames { name: "msk", operations: msk, errors: vec!["NotFoundException"] },
            VendorNames { name: "confluent", operations: confluent, errors: vec!["not_found"] },
        ],
    }
}

fn read(name: &str, bytes: &[u8]) -> Result<Scenario, Error> {
    load(name, bytes).map(|it| it.scenario)
}

/// Files that others name stand in `tests/broken`.
fn load(name: &str, bytes: &[u8]) -> Result<Loaded, Error> {
    let files = |path: &Path| {
        fs::read(Path::new("tests/broken").join(path))
            .map_err(|_| "there is no such file".to_owned())
    };
    scenario::load(name, bytes, &files, &catalogue())
}

fn prepare(scenario: Scenario) -> Arc<Prepared> {
    Prepared::new(scenario, &catalogue()).expect("nothing is wrong with it")
}

/// `tests/broken/x.yaml` is told as `tests/snapshots/...x.yaml.snap` says.
#[test]
fn every_broken_file_is_told_where_and_why() {
    let mut paths: Vec<_> =
        fs::read_dir("tests/broken").unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.is_file());
    paths.sort();
    assert!(paths.len() >= 150, "{} files are too few", paths.len());
    for path in paths {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap();
        let said = match read(name, &fs::read(&path).unwrap()) {
            Ok(scenario) => format!("no mistake found: {scenario:#?}"),
            Err(error) => error.to_string(),
        };
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(name, said);
        });
    }
}

#[test]
fn a_right_file_says_what_a_world_is_made_from() {
    let scenario = read(
        "right.yaml",
        br#"
name: everything
description: every field that there is
seed: 7
epoch: 2026-01-08T12:00:00Z
clock: x60
timing:
  profile: realistic
  CreateConnector: { from: 10s, to: 20s }
  msk/DeleteConnector: { reads: 2 }
  createKafkaLink: never
lag: { CreateConnector: 1m 30s, DescribeConnector: { reads: 1 } }
auth: strict
date: world
pages: { token_expires_after: PT1M, items_default: 100 }
journal: { entries_max: 5, bytes_max: 1000 }
premises: {}
faults:
  - on: &create { vendor: msk, operation: Create*, resource: orders-*, header: { user-agent: "*" } }
    nth: 1
    stage: after
    cause: internal
  - { name: slowly, on: *create, delay: 3s }
"#,
    )
    .unwrap();
    assert_eq!(scenario.clock.to_string(), "x60");
    let prepared = prepare(scenario);
    let setup = prepared.setup();
    assert_eq!(setup.settings.seed, 7);
    assert_eq!(setup.settings.epoch.to_string(), "2026-01-08T12:00:00Z");
    assert_eq!(setup.settings.timing.operations.len(), 3);
    assert_eq!(setup.settings.lag["CreateConnector"], Takes::For(Duration::from_secs(90)));
    assert_eq!(setup.settings.pages.token_expires_after, Some(Duration::from_mins(1)));
    assert_eq!(setup.settings.journal.bytes_max, 1_000);
    assert_eq!(setup.rules.len(), 2);
    assert_eq!(setup.rules[0].on.vendors, setup.rules[1].on.vendors);
}

#[test]
fn json_is_yaml_and_an_absent_field_is_its_default() {
    let json =
        read("x.json", b"{\"seed\": 7, \"timing\": \"instant\",\n\t\"faults\": []}").unwrap();
    let yaml = read("x.yaml", "\u{feff}seed: 7\r\ntiming: instant\r\n".as_bytes()).unwrap();
    assert_eq!(json, yaml);
    let timing = Timing { profile: Profile::Instant, ..Timing::default() };
    assert_eq!(json, Scenario { seed: 7, timing, ..Scenario::default() });
    prepare(Scenario::default());
}

#[test]
fn colour_comes_when_asked_for() {
    let error = read("x.yaml", b"sed: 7\n").unwrap_err();
    assert!(error.render(true).contains("\u{1b}["));
    assert!(!error.render(false).contains('\u{1b}'));
    assert_eq!((error.findings()[0].line, error.findings()[0].column), (1, 1));
}

/// On a thread of a test, whose stack is smaller than a process's, and without optimisation.
#[test]
fn no_depth_overflows_the_stack() {
    for depth in [32, 33, 254, 255, 256, 10_000, 100_000] {
        let blocks: String = (0..depth.min(2_000)).map(|n| " ".repeat(n) + "a:\n").collect();
        for text in [
            "premises: ".to_owned() + &"[".repeat(depth) + &"]".repeat(depth),
            "premises: ".to_owned() + &"[".repeat(depth),
            "premises: ".to_owned() + &"{a: ".repeat(depth) + &"}".repeat(depth),
            "premises: ".to_owned() + &"[{a: ".repeat(depth),
            "faults:\n".to_owned() + &"- ".repeat(depth),
            blocks,
        ] {
            assert!(read("deep.yaml", text.as_bytes()).is_err());
        }
    }
    let deep = format!(
        "faults: [{{ garbage: x, on: {{}} }}, {{ respond: {{ status: 200, body: {}{} }} }}]",
        "[".repeat(28),
        "]".repeat(28)
    );
    read("deep.yaml", deep.as_bytes()).unwrap();
}

#[test]
fn large_files_are_read_or_refused() {
    let rule = "- { on: { operation: CreateConnector }, nth: 3, cause: internal }\n";
    let rules = rule.repeat(10_000);
    let scenario = read("long.yaml", format!("faults:\n{rules}").as_bytes()).unwrap();
    assert_eq!(scenario.faults.len(), 10_000);
    let error = read("long.yaml", format!("faults:\n{rules}{rule}").as_bytes()).unwrap_err();
    assert_eq!(error.findings()[0].message, "there are more than 10000 rules");
    assert_eq!(error.findings().len(), 1);

    let line = format!("description: \"{}\"", "x".repeat(10 << 20));
    read("wide.yaml", line.as_bytes()).unwrap();
    let error = read("wide.yaml", format!("{{ {line}, sed: 1 }}").as_bytes()).unwrap_err();
    assert!(error.to_string().len() < 1_000);

    for text in [" ".repeat(40 << 20), "- 1\n".repeat(100_000), "a: &a [*b, *c]\n".repeat(99)] {
        assert!(read("large.yaml", text.as_bytes()).is_err());
    }
}

#[test]
fn aliases_cannot_make_a_small_file_large() {
    let mut text = "premises:\n  a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for n in 1..12 {
        let uses = vec![format!("*a{}", n - 1); 9].join(", ");
        text += &format!("  a{n}: &a{n} [{uses}]\n");
    }
    let error = read("bomb.yaml", text.as_bytes()).unwrap_err();
    assert!(error.to_string().contains("aliases"), "{error}");
}

/// Beginnings of files and files with one byte changed: whatever a person saves by accident.
#[test]
fn no_bytes_panic() {
    let whole = br#"# a comment
name: "caf\u00e9 \xe9" # more
seed: 7
epoch: 2024-01-01T00:00:00Z
premises: &all { msk: { account: "123456789012", tags: [a, 'b', ~, 1.5, true] } }
faults:
  - on: { operation: CreateConnector }
    <<: *all
    message: |
      two
      lines
    ? cause
    : !!str internal
"#;
    for end in 0..whole.len() {
        let _ = read("x.yaml", &whole[..end]).map_err(|error| error.render(true));
        for byte in [0, b'\t', b'\n', b'"', b'{', b':', b'*', 0xc3] {
            let mut bytes = whole.to_vec();
            bytes[end] = byte;
            let _ = read("x.yaml", &bytes).map_err(|error| error.render(true));
        }
    }
}

/// Nor do scripts with one byte changed, be they loaded or played.
#[test]
fn no_script_panics() {
    let whole = br#"
given: [{ call: GET /v1/a?b=$$c, capture: { v: /w } }]
script:
  - until: PUT /v1/a/$v
    every: 9s
    most: 2
    as: { key: K, clock: -9m, secret: s }
    headers: { x-y: "${v}" }
    body: { a: $v }
    expect: { at: { /a~1b: 1 }, absent: [/c], length: { /d: 0 }, text: "^x$", wire: cut }
  - { at: 1h, journal: { resource: "a*", count: 0 } }
  - state: { at: { /msk: {} } }
"#;
    for end in 0..whole.len() {
        for byte in [b'"', b'{', b':', b'$', b'/', b'9', b'~'] {
            let mut bytes = whole.to_vec();
            bytes[end] = byte;
            let Ok(loaded) = load("x.yaml", &bytes) else { continue };
            let _ =
                Prepared::new(loaded.scenario, &catalogue()).map_err(|it| loaded.sheet.error(it));
        }
    }
}

#[test]
fn very_many_mistakes_are_told_soon() {
    let text =
        "faults:\n".to_owned() + &"- { on: { vendor: mks }, cause: internl }\n".repeat(10_000);
    let error = read("wrong.yaml", text.as_bytes()).unwrap_err();
    assert_eq!((error.findings().len(), error.findings()[19].line), (20, 11));
    let text = "premises:\n  msk:\n".to_owned() + &"  - 012345678901\n".repeat(10_000);
    assert_eq!(read("wrong.yaml", text.as_bytes()).unwrap_err().findings().len(), 20);
}
