//! Every file in `scenarios/` and every example of its reference page plays, and the schema is the format's.
#![expect(clippy::unwrap_used, reason = "a test may")]

use std::{fs, path::Path, sync::Arc};

use serde_json::Value;
use wavetank::scenario::{self, Loaded, Play, Played, Prepared, Verdict, schema};
use wavetank::{vendors, world::World};

const README: &str = "scenarios/README.md";

/// The files in `scenarios/`, without those that others include.
fn library() -> Vec<String> {
    let entries = fs::read_dir("scenarios").unwrap().map(|entry| entry.unwrap().path());
    let mut names: Vec<_> = entries
        .filter(|path| path.extension().is_some_and(|it| it == "yaml"))
        .map(|path| path.to_str().unwrap().to_owned())
        .collect();
    names.sort();
    names
}

fn load(name: &str, text: &str) -> Loaded {
    let files = |path: &Path| fs::read(path).map_err(|error| error.to_string());
    let loaded = scenario::load(name, text.as_bytes(), &files, &vendors::catalogue());
    loaded.unwrap_or_else(|error| panic!("{name}:\n{error}"))
}

fn prepare(name: &str, loaded: &Loaded) -> Arc<Prepared> {
    let prepared = Prepared::new(loaded.scenario.clone(), &vendors::catalogue());
    prepared.unwrap_or_else(|wrong| panic!("{name}:\n{}", loaded.sheet.error(wrong)))
}

/// Plays all of it, and panics with the first difference.
fn play(name: &str, text: &str) -> World {
    let loaded = load(name, text);
    let prepared = prepare(name, &loaded);
    let start = prepared.start(None).unwrap();
    let mut world = start.world;
    let mut play = Play::new(&mut world, prepared.signers(), start.captures).unwrap();
    let told = |Played { index, title, verdict, .. }| match verdict {
        Verdict::Passed => {}
        Verdict::Skipped(why) => panic!("{name}: step {index}, {title}: {why}"),
        Verdict::Failed(differences) => {
            let first = &differences[0];
            let place = loaded.sheet.finding(first.mistake()).text(false);
            panic!("step {index}, {title}:\n{place}\n{}", first.text());
        }
    };
    play.run(prepared.script(), told).unwrap();
    world
}

#[test]
fn every_scenario_plays_and_says_what_it_finds() {
    let names = library();
    assert!(names.len() >= 24, "{} scenarios are too few", names.len());
    for name in names {
        let text = fs::read_to_string(&name).unwrap();
        play(&name, &text);
        assert!(text.contains("\n# Finds: "), "{name} says which bug it finds");
        let stem = Path::new(&name).file_stem().unwrap().to_str().unwrap();
        assert_eq!(load(&name, &text).scenario.name.as_deref(), Some(stem));
    }
}

#[test]
fn every_example_of_the_reference_page_plays() {
    let page = fs::read_to_string(README).unwrap();
    let examples: Vec<_> =
        page.split("```yaml\n").skip(1).map(|it| it.split("```").next().unwrap()).collect();
    assert!(examples.len() >= 10, "{} examples are too few", examples.len());
    for example in examples {
        assert!(example.contains("script:"), "nothing is played in:\n{example}");
        play(README, example);
    }
}

/// Every field of the schema is named on the page, and stands in one of its examples.
#[test]
fn the_reference_page_has_every_field() {
    let page = fs::read_to_string(README).unwrap();
    let examples: String = page
        .split("```yaml\n")
        .skip(1)
        .map(|it| it.split("```").next().unwrap())
        .collect::<Vec<_>>()
        .join("\n");
    let mut fields = Vec::new();
    collect(&schema::of_scenario(), &mut fields);
    assert!(fields.len() > 60, "{fields:?}");
    for field in fields {
        let explained = [format!("`{field}`"), format!("`{{ {field}: ")];
        assert!(
            explained.iter().any(|it| page.contains(it)),
            "the page does not explain `{field}`"
        );
        let written = [format!("{field}:"), format!("{field}\"")];
        assert!(written.iter().any(|it| examples.contains(it)), "no example has `{field}`");
    }
}

/// The names of all properties.
fn collect(schema: &Value, fields: &mut Vec<String>) {
    match schema {
        Value::Object(map) => {
            for (key, inner) in map {
                // A field may be called `properties`, too.
                if let (Value::Object(properties), "properties") = (inner, key.as_str()) {
                    fields.extend(properties.keys().cloned());
                    properties.values().for_each(|it| collect(it, fields));
                } else {
                    collect(inner, fields);
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|it| collect(it, fields)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// `wavetank schema > scenarios/schema.json` makes it so.
#[test]
fn the_published_schema_is_the_formats() {
    let published = fs::read_to_string("scenarios/schema.json").unwrap();
    assert_eq!(published, format!("{:#}\n", schema::of_scenario()));
}

/// As the admin API is handed a scenario that was read from files.
#[test]
fn a_scenario_written_as_json_is_the_same_scenario() {
    for name in library() {
        let text = fs::read_to_string(&name).unwrap();
        let scenario = load(&name, &text).scenario;
        let json = serde_json::to_string(&scenario).unwrap();
        assert_eq!(load("whole.json", &json).scenario, scenario, "{name}");
    }
}

#[test]
fn a_script_of_ten_thousand_steps_plays() {
    let mut text = "script:\n".to_owned();
    for index in 0..10_000 {
        text += &format!(
            "  - {{ at: {index}s, call: GET /v1/connectors?maxResults=7, \
             expect: {{ status: 200, at: {{ /connectors: [] }} }} }}\n"
        );
    }
    let world = play("long.yaml", &text);
    assert_eq!(world.journal().calls(), 10_000);
}

/// The bytes of every answer, header and id in these journals: a change of any is a change that users see.
#[test]
fn golden_journals_stay_as_they_are() {
    for name in [
        "msk-clock-skew",
        "msk-connection-dies",
        "msk-create-answer-lost",
        "msk-create-fails",
        "msk-create-throttled",
        "msk-credentials-expire",
        "msk-empty-page",
        "msk-eventual-consistency",
        "msk-page-token-expires",
        "msk-quota-reached",
        "msk-reset-in-the-body",
        "msk-update-rolls-back",
    ] {
        let file = format!("scenarios/{name}.yaml");
        let world = play(&file, &fs::read_to_string(&file).unwrap());
        let lines: Vec<_> = world.journal().entries().map(|it| it.show().to_string()).collect();
        insta::with_settings!({
            prepend_module_to_snapshot => false,
            omit_expression => true,
            snapshot_path => "golden",
        }, {
            insta::assert_snapshot!(name, lines.join("\n"));
        });
    }
}
