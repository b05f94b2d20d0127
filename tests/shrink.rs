//! `wavetank shrink`: what is left still fails in the same way, nothing of it can go, and it is the same file
//! each time.
#![expect(clippy::unwrap_used, reason = "a test says what went wrong by where it panics")]

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use proptest::prelude::*;
use wavetank::kernel::mistake::Step as At;
use wavetank::scenario::shrink::{Refused, Shrunk, Wanted, shrink};
use wavetank::scenario::{self, Loaded, Play, Played, Prepared, Scenario, Verdict, yaml};
use wavetank::vendors;

fn load(text: &str) -> Loaded {
    let files = |path: &Path| fs::read(path).map_err(|error| error.to_string());
    let loaded =
        scenario::load("scenarios/test.yaml", text.as_bytes(), &files, &vendors::catalogue());
    loaded.unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn shrunk(text: &str, wanted: &str) -> Result<Shrunk, Refused> {
    let wanted: Wanted =
        if wanted.is_empty() { Wanted::default() } else { wanted.parse().unwrap() };
    let shrunk = shrink(&load(text), &wanted, &vendors::catalogue(), &mut |_| {});
    if let Ok(small) = &shrunk {
        load(&small.yaml);
    }
    shrunk
}

/// The text that is left, without the comment above it.
fn left(text: &str, wanted: &str) -> String {
    let yaml = shrunk(text, wanted).unwrap().yaml;
    yaml.split_inclusive('\n').skip_while(|it| it.starts_with('#')).collect()
}

/// What fails, and how: the step's name, kind and pointer of the expectation, the answer, and what came
/// where that is short.
type Failure = (String, Vec<At>, String, String);

/// `None`: it is no scenario that could be played.
fn failures(scenario: &Scenario) -> Option<Vec<Failure>> {
    let prepared = Prepared::new(scenario.clone(), &vendors::catalogue()).ok()?;
    let mut start = prepared.start(None).ok()?;
    let mut failures = Vec::new();
    let told = |Played { title, verdict, answered, .. }: Played| {
        let Verdict::Failed(differences) = verdict else { return };
        for it in differences {
            let path: Vec<_> = it.path.into_iter().skip(2).collect();
            let got = if it.got.contains('\n') { String::new() } else { it.got };
            failures.push((title.clone(), path, answered.clone(), got));
        }
    };
    let mut play = Play::new(&mut start.world, prepared.signers(), start.captures).unwrap();
    play.run(prepared.script(), told).unwrap();
    Some(failures)
}

/// 50 steps and 10 rules, of which two and one make a connector fail in the end.
fn haystack() -> String {
    let mut text = String::from(
        "# yaml-language-server: $schema=schema.json\n\
         # A connector that does not come up.\n\
         name: haystack\n\
         epoch: 2026-01-08T12:00:00Z\n\
         timing: { CreateConnector: 2m, DeleteConnector: 1m }\n\
         lag: { UpdateConnector: 2s }\n\
         premises: { msk: { credentials: [{ access_key: AKIDONE, secret: one }] } }\n\
         include: [include/msk-plugin.yaml]\n\
         faults:\n",
    );
    for number in 1..=9 {
        let on = ["ListConnectors", "DescribeWorkerConfiguration", "DeleteConnector"][number % 3];
        let _ =
            writeln!(text, "  - {{ on: {{ operation: {on} }}, nth: {number}, cause: throttled }}");
        if number == 4 {
            text += "  - name: no capacity\n    on: { vendor: msk, operation: CreateConnector, \
                     resource: orders-* }\n    outcome: { end: FAILED, code: NoCapacity, message: none }\n";
        }
    }
    text += "script:\n";
    for number in 0..50 {
        match number {
            17 => {
                text += "  - name: the connector\n    call: POST /v1/connectors\n    \
                         body: { file: bodies/msk-connector.json }\n    \
                         headers: { x-note: nobody reads it }\n    \
                         capture: { arn: /connectorArn, name: /connectorName }\n";
            }
            40 => {
                text += "  - name: it runs\n    until: GET /v1/connectors/$arn\n    every: 20s\n    \
                         most: 30\n    expect:\n      status: 200\n      \
                         at: { /connectorState: RUNNING, /connectorName: $name }\n";
            }
            _ if number % 5 == 0 => {
                let _ = writeln!(
                    text,
                    "  - call: POST /v1/worker-configurations\n    \
                     body: {{ name: w{number}, propertiesFileContent: YT1i }}\n    \
                     capture: {{ w{number}: /workerConfigurationArn }}"
                );
            }
            _ if number % 5 == 1 => text += "  - advance: 1s\n",
            _ if number % 5 == 2 && number != 42 => {
                let of = number - 2;
                let _ = writeln!(text, "  - call: GET /v1/worker-configurations/$w{of}");
            }
            _ => text += "  - { call: GET /v1/connectors, expect: { status: 200 } }\n",
        }
    }
    // Whether they are throttled does not matter: only the connector is looked for.
    text
}

#[test]
fn of_fifty_steps_and_ten_rules_two_and_one_are_left() {
    let loaded = load(&haystack());
    assert_eq!((loaded.scenario.script.len(), loaded.scenario.faults.len()), (50, 10));
    let small = shrunk(&haystack(), "step:41").unwrap();
    assert_eq!((small.before.steps, small.before.rules), (51, 10));
    assert_eq!((small.after.steps, small.after.rules), (3, 1));
    insta::assert_snapshot!(small.yaml);
    let failures = failures(&load(&small.yaml).scenario).unwrap();
    let [(step, path, answered, got)] = &failures[..] else { panic!("{failures:?}") };
    assert_eq!((step.as_str(), answered.as_str(), got.as_str()), ("it runs", "200", "\"FAILED\""));
    assert_eq!(path.last(), Some(&At::from("/connectorState")));
}

#[test]
fn the_first_failure_is_what_is_looked_for() {
    let text = "name: two fail\nscript:\n\
                - { call: GET /v1/connectors }\n\
                - { call: GET /v1/custom-plugins, expect: { status: 404, length: { /customPlugins: 1 } } }\n\
                - { call: GET /v1/worker-configurations, expect: { status: 404 } }\n";
    let first =
        "name: two fail\nscript:\n  - call: GET /v1/custom-plugins\n    expect: { status: 404 }\n";
    assert_eq!(left(text, ""), first);
    assert!(left(text, "step:3").contains("worker-configurations"));
    assert!(matches!(shrunk(text, "step:1"), Err(Refused::Passes(_))));
    assert!(matches!(shrunk(text, "step:4"), Err(Refused::Passes(_))));
}

#[test]
fn a_pattern_in_the_journal_is_kept() {
    let many = "journal:{ operation: ListConnectors, status: 429, rule: '#2', count: 2 }";
    let text = "faults:\n\
                - { on: { operation: List* }, from: 1h, cause: internal }\n\
                - { on: { operation: ListConnectors }, from: 10s, nth: 2, cause: throttled }\n\
                - { on: { operation: ListConnectors }, nth: 3, cause: throttled }\n\
                script:\n\
                - { call: GET /v1/connectors }\n\
                - { call: GET /v1/custom-plugins }\n\
                - { advance: 8s }\n\
                - { advance: 12s }\n\
                - { call: GET /v1/connectors, expect: { headers: { content-type: \"*\" } } }\n\
                - { call: GET /v1/connectors, expect: { status: 429 } }\n\
                - { journal: { rule: '#3', count: 0 } }\n\
                - { call: GET /v1/connectors, expect: { status: 429 } }\n";
    assert!(matches!(shrunk(text, many), Err(Refused::Passes(_))));
    let small = shrunk(text, "journal: { status: 429, rule: '#2' }").unwrap();
    assert!(small.yaml.contains("#   journal: { status: 429, rule: #1 }\n"), "{}", small.yaml);
    // The second rule is the first now; it acts on the second call of those that it counts.
    let all = "faults:\n  - on: { operation: ListConnectors }\n    nth: 2\n    cause: throttled\n\
               script:\n  - call: GET /v1/connectors\n  - call: GET /v1/connectors\n    \
               expect: { status: 429 }\n";
    assert_eq!(left(text, "journal: { status: 429, rule: '#2' }"), all);
    let none = left(text, "journal:{operation: DeleteConnector, count: 0}");
    assert!(!none.contains("call"), "{none}");
}

#[test]
fn a_count_of_rules_by_number_follows_the_rule() {
    let text = "faults:\n\
                - { on: { operation: DeleteConnector }, cause: internal }\n\
                - { on: { operation: ListConnectors }, nth: 1, cause: throttled }\n\
                script:\n\
                - { call: GET /v1/custom-plugins }\n\
                - { call: GET /v1/connectors, expect: { status: 429 } }\n\
                - { journal: { rule: '#2', count: 2 } }\n";
    let small = "faults:\n  - on: { operation: ListConnectors }\n    nth: 1\n    cause: throttled\n\
                 script:\n  - call: GET /v1/connectors\n    expect: { status: 429 }\n  \
                 - journal: { rule: \"#1\", count: 2 }\n";
    assert_eq!(left(text, ""), small);
}

#[test]
fn times_are_joined_and_made_less() {
    let create = "call: POST /v1/custom-plugins\n    body:\n      name: p\n      contentType: ZIP\n      \
                  location: { s3Location: { bucketArn: arn:aws:s3:::b, fileKey: k } }";
    let text = format!(
        "timing: {{ CreateCustomPlugin: 25s, DeleteCustomPlugin: 1h }}\n\
         given:\n  - {{ advance: 1h }}\n\
         script:\n  - {create}\n      description: d\n    capture: {{ p: /customPluginArn }}\n  \
         - advance: 10s\n  - advance: 20s\n  - {{ name: waited, advance: 10s }}\n  \
         - call: GET /v1/custom-plugins/$p\n    expect: {{ at: {{ /customPluginState: DELETING }} }}\n"
    );
    let begin = format!("script:\n  - {create}\n    capture: {{ p: /customPluginArn }}\n");
    let end = "custom-plugins/$p\n    expect: { at: { /customPluginState: DELETING } }\n";
    assert_eq!(left(&text, ""), format!("{begin}  - advance: 1s\n  - call: GET /v1/{end}"));
    let polled = text.replace("- call: GET", "- every: 10s\n    most: 50\n    until: GET");
    let small = left(&polled, "");
    let polls = format!("{begin}  - most: 2\n    until: GET /v1/{end}");
    assert_eq!(small, polls);
}

#[test]
fn the_same_bytes_come_out_each_time_and_stay() {
    let small = shrunk(&haystack(), "step:41").unwrap().yaml;
    assert_eq!(shrunk(&haystack(), "step:41").unwrap().yaml, small);
    // What is smallest stays, but for the comment.
    let again = shrunk(&small, "").unwrap();
    assert_eq!(again.before, again.after);
    let body = |text: &str| {
        let lines = text.lines().filter(|it| !it.starts_with("# Shrunk")).map(str::to_owned);
        lines.collect::<Vec<_>>()
    };
    assert_eq!(body(&again.yaml), body(&small));
}

/// One step of a generated script, by numbers.
type Act = (u8, u8, bool);

/// A script of calls about a few worker configurations, each of which expects to succeed, and rules.
fn generated(acts: &[Act], rules: &[(u8, u8, u8)]) -> String {
    let mut text = String::from("faults:\n  - { on: { operation: Nothing* }, cause: internal }\n");
    text = text.replace("Nothing*", "DeleteConnector");
    for (on, turn, effect) in rules {
        let operation = ["CreateWorkerConfiguration", "DescribeWorkerConfiguration", "List*"];
        let on = operation[usize::from(*on) % operation.len()];
        let turn = ["nth: 2", "first: 1", "every: 3", "nth: 5", "from: 2s"][usize::from(*turn) % 5];
        let effects =
            ["cause: throttled", "cause: internal", "cut: { after_bytes: 3 }", "delay: 1ms"];
        let effect = effects[usize::from(*effect) % effects.len()];
        let _ = writeln!(text, "  - {{ on: {{ operation: {on} }}, {turn}, {effect} }}");
    }
    text += "script:\n";
    let mut known = BTreeSet::new();
    for (index, (what, whom, given)) in acts.iter().enumerate() {
        let (name, is_known) = (format!("n{}", whom % 4), known.contains(whom));
        let step = match what % 6 {
            0 | 1 if !is_known => {
                known.insert(*whom);
                format!(
                    "call: POST /v1/worker-configurations, capture: {{ {name}: /workerConfigurationArn }}, \
                     body: {{ name: {name}-{whom}, description: d, propertiesFileContent: YT1i }}"
                )
            }
            2 | 0 if is_known => format!("call: GET /v1/worker-configurations/${name}"),
            3 if is_known && *given => {
                known.remove(whom);
                format!("call: DELETE /v1/worker-configurations/${name}")
            }
            4 => "advance: 1s".to_owned(),
            _ => {
                let count = known.len();
                format!(
                    "call: GET /v1/worker-configurations, \
                     expect: {{ status: 200, length: {{ /workerConfigurations: {count} }} }}"
                )
            }
        };
        let _ = writeln!(text, "  - {{ name: s{index}, {step} }}");
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_left_fails_in_the_same_way_and_nothing_of_it_can_go(
        acts in prop::collection::vec((any::<u8>(), 0..4_u8, any::<bool>()), 1..25),
        rules in prop::collection::vec((any::<u8>(), any::<u8>(), any::<u8>()), 1..5),
    ) {
        let text = generated(&acts, &rules);
        let loaded = load(&text);
        let all = failures(&loaded.scenario).unwrap();
        let small = shrunk(&text, "");
        let Some(wanted) = all.first() else {
            prop_assert!(matches!(small, Err(Refused::Passes(_))));
            return Ok(());
        };
        let small = small.unwrap();
        let scenario = load(&small.yaml).scenario;
        let fails = |it: &Scenario| failures(it).is_some_and(|it| it.contains(wanted));
        prop_assert!(fails(&scenario), "{}\n{}", text, small.yaml);
        prop_assert_eq!((scenario.script.len(), scenario.faults.len()), (small.after.steps, small.after.rules));
        for index in 0..scenario.script.len() {
            let mut less = scenario.clone();
            if less.script.remove(index).name.as_ref() != Some(&wanted.0) {
                prop_assert!(!fails(&less), "step {} can go\n{}\n{}", index, text, small.yaml);
            }
        }
        for index in 0..scenario.faults.len() {
            let mut less = scenario.clone();
            less.faults.remove(index);
            prop_assert!(!fails(&less), "rule {} can go\n{}\n{}", index, text, small.yaml);
        }
        // Nothing else fails, unless it has to.
        let others = failures(&scenario).unwrap().iter().filter(|it| it.0 != wanted.0).count();
        prop_assert_eq!(others, 0, "{}\n{}", text, small.yaml);
    }
}

#[test]
fn every_scenario_of_the_library_reads_back_as_it_is_written() {
    for entry in fs::read_dir("scenarios").unwrap().map(|it| it.unwrap().path()) {
        if entry.extension().is_some_and(|it| it == "yaml") {
            let text = fs::read_to_string(&entry).unwrap();
            let scenario = load(&text).scenario;
            let written = yaml::of_scenario(&scenario);
            assert_eq!(load(&written).scenario, scenario, "{written}");
        }
    }
}

fn directory(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&directory);
    fs::create_dir_all(&directory).unwrap();
    for (file, text) in files {
        fs::write(directory.join(file), text).unwrap();
    }
    directory
}

fn wavetank(arguments: &[&str], directory: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wavetank"));
    command.args(arguments).current_dir(directory).output().unwrap()
}

const FAILS: &str = "script:\n  - call: GET /v1/connectors\n  - call: GET /v1/connectors\n    \
                     expect: { status: 404 }\n";

#[test]
fn the_command_writes_the_small_file_and_says_by_its_code_what_came_of_it() {
    let good = FAILS.replace("404", "200");
    let here =
        directory("shrink", &[("fails.yaml", FAILS), ("good.yaml", &good), ("bad.yaml", "x: 1")]);
    let run = |arguments: &[&str]| {
        let output = wavetank(&[&["shrink"], arguments].concat(), &here);
        let errors = String::from_utf8(output.stderr).unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap(), errors)
    };
    let (code, small, errors) = run(&["fails.yaml"]);
    assert_eq!((code, errors.as_str()), (0, ""));
    assert!(
        small.starts_with("# Shrunk by wavetank from 2 steps and 0 rules to 1 step and 0 rules.")
    );
    assert_eq!(run(&["fails.yaml", "--output", "small.yaml"]), (0, String::new(), String::new()));
    assert_eq!(fs::read_to_string(here.join("small.yaml")).unwrap(), small);
    assert_eq!(wavetank(&["play", "small.yaml"], &here).status.code(), Some(1));

    let mut told = String::new();
    for arguments in [
        &["good.yaml"][..],
        &["bad.yaml"],
        &["none.yaml"],
        &["fails.yaml", "--fails-with", "step:1"],
        &["fails.yaml", "--fails-with", "anything"],
        &["fails.yaml", "--fails-with", "journal:{ operation: ListConectors }"],
        &["fails.yaml", "--fails-with", "journal:{ operations: ListConnectors }"],
        &["fails.yaml", "--fails-with", "journal:{ status: 200, count: 3 }"],
        &["fails.yaml", "--fails-with", "journal:{"],
        &["fails.yaml", "--output", "none/small.yaml"],
    ] {
        let (code, out, errors) = run(arguments);
        assert_eq!(out, "");
        let _ = writeln!(told, "{}\n{errors}exit code {code}\n", arguments.join(" "));
    }
    insta::assert_snapshot!(told);
}
