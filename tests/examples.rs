//! What the vendors show: an example of a request, and the very answer to it.
//!
//! One file for each example under `fixtures/<vendor>/`; `SOURCES.md` there says what is in it, and from where.

#[expect(dead_code, reason = "examples do not need all of it")]
#[path = "support/calls.rs"]
mod calls;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::Value;
use wavetank::kernel::faults::Written;
use wavetank::kernel::http::Response;
use wavetank::kernel::settings::Settings;
use wavetank::kernel::signatory::Signatory;
use wavetank::vendors::{self, Signers};
use wavetank::world::{Setup, World};

/// Vendors whose documents have whole exchanges.
const VENDORS: &[&str] = &["aiven", "confluent"];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Example {
    operation: String,
    source: BTreeMap<String, String>,
    premises: Option<Value>,
    #[serde(default)]
    faults: Vec<Written>,
    #[serde(default)]
    before: Vec<Request>,
    /// What the calls before began comes to its end.
    #[serde(default)]
    settles: bool,
    request: Request,
    response: Answer,
    #[serde(default, rename = "note")]
    _note: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Request {
    method: String,
    target: String,
    body: Option<Value>,
    #[serde(default)]
    unsigned: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Answer {
    status: u16,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    body: Value,
}

#[test]
fn every_example_gets_the_very_answer_that_is_shown() {
    for vendor in VENDORS {
        for (name, example) in examples(vendor) {
            let answer = play(vendor, &example).unwrap_or_else(|flaw| panic!("{name}: {flaw}"));
            let shown = &example.response;
            assert_eq!(answer.status.as_u16(), shown.status, "{name}: {answer:?}");
            for (header, value) in &shown.headers {
                let found = answer.headers.get(header).and_then(|it| it.to_str().ok());
                assert_eq!(found, Some(value.as_str()), "{name}: header {header}");
            }
            assert_eq!(body(&answer), shown.body, "{name}");
        }
    }
}

#[test]
fn every_example_is_of_an_operation_and_is_named_in_its_sources() {
    let operations = vendors::operations();
    for vendor in VENDORS {
        let sources = fs::read_to_string(directory(vendor).join("SOURCES.md")).expect("sources");
        for (name, Example { operation, source, .. }) in examples(vendor) {
            let is_known = |it: &vendors::Operation| it.vendor == *vendor && it.name == operation;
            assert!(operations.iter().any(is_known), "{name}");
            let row = format!("| {name} | {} | {} |", source["document"], source["section"]);
            assert!(sources.contains(&row), "{name} is not in SOURCES.md");
        }
    }
}

fn directory(vendor: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(vendor)
}

fn examples(vendor: &str) -> Vec<(String, Example)> {
    let files = fs::read_dir(directory(vendor)).expect("a directory");
    let names = files.map(|it| it.expect("a file").file_name().into_string().expect("a name"));
    let names =
        names.filter(|it| Path::new(it).extension().is_some_and(|extension| extension == "json"));
    let mut names: Vec<_> = names.collect();
    names.sort();
    let read = |name: String| {
        let text = fs::read_to_string(directory(vendor).join(&name)).expect("a file");
        let example = serde_json::from_str(&text);
        let example = example.unwrap_or_else(|error| panic!("{name}: {error}"));
        (name, example)
    };
    names.into_iter().map(read).collect()
}

/// Plays an example in a world of its own.
fn play(vendor: &str, example: &Example) -> Result<Response, String> {
    let premises = example.premises.iter().map(|it| (vendor.to_owned(), it.clone())).collect();
    let rules = example.faults.iter().map(|it| it.clone().read(&vendors::catalogue()));
    let rules = rules.collect::<Result<_, _>>().map_err(|it| format!("{it:?}"))?;
    let signers = Signers::new(&premises).map_err(|it| format!("{it:?}"))?;
    let setup = Setup::new(Settings::default(), rules, &premises);
    let mut world = World::new(&setup.map_err(|it| format!("{it:?}"))?);
    for before in &example.before {
        let answer = call(&mut world, before, &signers);
        if !answer.status.is_success() {
            return Err(format!("{} before it gets {answer:?}", before.target));
        }
    }
    while let Some(due) = world.next_due().filter(|_| example.settles) {
        world.advance(due);
    }
    Ok(call(&mut world, &example.request, &signers))
}

fn call(world: &mut World, request: &Request, signers: &Signers) -> Response {
    let body = request.body.as_ref().map_or_else(String::new, Value::to_string);
    let line = (request.method.as_str(), request.target.as_str());
    let mut it = calls::call(line, None, body, world.now());
    if !request.unsigned {
        let at = world.now();
        signers.sign(&mut it, &Signatory { key: None, secret: None, region: None, at });
    }
    world.handle(world.now(), &it)
}

/// JSON, or a text as it stands.
fn body(answer: &Response) -> Value {
    let text = || Value::String(String::from_utf8_lossy(&answer.body).into_owned());
    serde_json::from_slice(&answer.body).unwrap_or_else(|_| text())
}
