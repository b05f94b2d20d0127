//! What the vendors document: a request with all its members, and the shape of the answer to it.
//!
//! One file for each operation under `fixtures/<vendor>/`; `SOURCES.md` there says what is in it, and from where.

#[path = "support/answers.rs"]
mod answers;
#[path = "support/calls.rs"]
mod calls;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::{Map, Value};
use wavetank::vendors;
use wavetank::world::{Setup, World};

/// Vendors whose documents tell the shape of an answer. Others show whole exchanges: see `examples`.
const SHAPED: &[&str] = &["msk", "yandex"];

/// Operations of these without a fixture, as `vendor/Operation`, and why there is none.
#[rustfmt::skip] // A table.
const WITHOUT: &[(&str, &str)] = &[
    ("yandex/Connector.Get",           PAGE),
    ("yandex/Connector.List",          PAGE),
    ("yandex/Connector.Update",        PAGE),
    ("yandex/Connector.Delete",        PAGE),
    ("yandex/Connector.Pause",         PAGE),
    ("yandex/Connector.Resume",        PAGE),
    ("yandex/Operation.Cancel",        PAGE),
    ("yandex/Cluster.ListOperations",  PAGE),
    ("yandex/ServerReflection.v1",      "not the vendor's own"),
    ("yandex/ServerReflection.v1alpha", "not the vendor's own"),
];

const PAGE: &str =
    "the one page that was read shows the creation and its operation; known by its protobuf only";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fixture {
    operation: String,
    source: BTreeMap<String, String>,
    after: Vec<String>,
    request: Request,
    response: Response,
    #[serde(default)]
    absent: Vec<String>,
    #[serde(default)]
    note: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Request {
    method: String,
    target: String,
    body: Option<Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Response {
    status: u16,
    shape: Option<Value>,
}

#[test]
fn every_documented_request_gets_an_answer_of_the_documented_shape() {
    let mut flaws = Vec::new();
    for operation in vendors::operations().into_iter().filter(|it| SHAPED.contains(&it.vendor)) {
        let name = format!("{}/{}", operation.vendor, operation.name);
        if WITHOUT.iter().any(|(without, _)| *without == name) {
            continue;
        }
        match play(operation.vendor, operation.name) {
            Ok(answer) if answer.is_empty() => {}
            Ok(differences) => flaws.push(format!("{name}: {}", differences.join("; "))),
            Err(error) => flaws.push(format!("{name}: {error}")),
        }
    }
    assert!(flaws.is_empty(), "{}", flaws.join("\n"));
}

#[test]
fn every_fixture_is_of_an_operation_and_is_named_in_its_sources() {
    let operations = vendors::operations();
    for vendor in SHAPED {
        let sources = fs::read_to_string(directory(vendor).join("SOURCES.md")).expect("sources");
        for file in fs::read_dir(directory(vendor)).expect("a directory") {
            let name = file.expect("a file").file_name().into_string().expect("a name");
            let Some(operation) = name.strip_suffix(".json") else { continue };
            let fixture = read(vendor, operation).expect("a fixture");
            assert_eq!(fixture.operation, operation);
            assert!(
                operations.iter().any(|it| it.vendor == *vendor && it.name == operation),
                "{name}"
            );
            assert!(sources.contains(&format!("| {name} |")), "{name} is not in SOURCES.md");
            assert!(fixture.source.contains_key("document"), "{name} has no source");
            assert!(
                fixture.absent.is_empty() || !fixture.note.is_empty(),
                "{name} does not say why"
            );
        }
    }
}

fn directory(vendor: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(vendor)
}

fn read(vendor: &str, operation: &str) -> Result<Fixture, String> {
    let path = directory(vendor).join(format!("{operation}.json"));
    let text = fs::read_to_string(&path).map_err(|error| format!("no fixture: {error}"))?;
    serde_json::from_str(&text).map_err(|error| format!("not a fixture: {error}"))
}

/// Plays a fixture in a world of its own; where the answer differs from what is documented.
fn play(vendor: &str, operation: &str) -> Result<Vec<String>, String> {
    let fixture = read(vendor, operation)?;
    let mut world = World::new(&Setup::default());
    let mut kept = BTreeMap::new();
    for before in &fixture.after {
        let before = read(vendor, before)?;
        let answer = call(&mut world, &before.request, &kept)?;
        if answer.0 != 200 {
            return Err(format!("{} before it gets {}", before.operation, answer.0));
        }
        for (name, value) in answer.1.as_object().unwrap_or(&Map::new()) {
            kept.insert(name.clone(), value.as_str().unwrap_or_default().to_owned());
        }
    }
    let (status, answer) = call(&mut world, &fixture.request, &kept)?;
    let mut differences = Vec::new();
    if status != fixture.response.status {
        differences.push(format!("status {status}: {answer}"));
    }
    compare("", fixture.response.shape.as_ref(), &answer, &fixture.absent, &mut differences);
    Ok(differences)
}

/// Makes a call, and lets what it began come to its end.
fn call(
    world: &mut World,
    request: &Request,
    kept: &BTreeMap<String, String>,
) -> Result<(u16, Value), String> {
    let fill = |text: &str, encoded: bool| {
        kept.iter().rev().fold(text.to_owned(), |text, (name, value)| {
            let value = if encoded { percent_encoded(value) } else { value.clone() };
            text.replace(&format!("${name}"), &value)
        })
    };
    let target = fill(&request.target, true);
    let body = request.body.as_ref().map_or_else(String::new, |it| fill(&it.to_string(), false));
    let signer = Some((calls::KEY, calls::REGION)).filter(|_| target.starts_with("/v1/"));
    let mut request = calls::call((&request.method, &target), signer, body, world.now());
    if signer.is_none() {
        calls::put(&mut request, "authorization", "Bearer t1.a.b");
    }
    let answer = world.handle(world.now(), &request);
    let flaws = if signer.is_some() { answers::flaws(&answer) } else { Vec::new() };
    if !flaws.is_empty() {
        return Err(flaws.join("; "));
    }
    while let Some(due) = world.next_due() {
        world.advance(due);
    }
    let body = match &answer.body[..] {
        [] => Value::Null,
        body => serde_json::from_slice(body).map_err(|error| format!("no JSON: {error}"))?,
    };
    Ok((answer.status.as_u16(), body))
}

fn percent_encoded(text: &str) -> String {
    let pairs = text.bytes().map(|byte| (b"0123456789ABCDEF"[usize::from(byte >> 4)], byte));
    let digits =
        pairs.flat_map(|(high, byte)| [b'%', high, b"0123456789ABCDEF"[usize::from(byte & 15)]]);
    digits.map(char::from).collect()
}

/// What is in one and not in the other. `place` is a JSON Pointer; only the first item of a list counts in it.
fn compare(
    place: &str,
    shape: Option<&Value>,
    found: &Value,
    absent: &[String],
    differences: &mut Vec<String>,
) {
    match (shape, found) {
        (None, Value::Null) => {}
        (Some(Value::Object(shape)), Value::Object(found)) => {
            if let Some(value) = shape.get("string") {
                let entries = found.values();
                return entries.for_each(|it| compare(place, Some(value), it, absent, differences));
            }
            for (name, shape) in shape {
                let place = format!("{place}/{name}");
                match found.get(name) {
                    Some(found) => compare(&place, Some(shape), found, absent, differences),
                    None if absent.contains(&place) => {}
                    None => differences.push(format!("{place} is missing")),
                }
            }
            let strays = found.keys().filter(|it| !shape.contains_key(*it));
            differences.extend(strays.map(|it| format!("{place}/{it} is not documented")));
        }
        (Some(Value::Array(shape)), Value::Array(found)) => {
            if found.is_empty() {
                differences.push(format!("{place} is empty"));
            }
            let place = format!("{place}/0");
            for it in found {
                compare(&place, shape.first(), it, absent, differences);
            }
        }
        (Some(Value::String(kind)), found) => {
            let fits = match (kind.as_str(), found) {
                ("string", Value::String(_))
                | ("number", Value::Number(_))
                | ("boolean", Value::Bool(_)) => true,
                ("timestamp", Value::String(text)) => {
                    text.ends_with('Z') && text.parse::<jiff::Timestamp>().is_ok()
                }
                _ => false,
            };
            if !fits {
                differences.push(format!("{place} is {found}, no {kind}"));
            }
            if absent.iter().any(|it| it == place) {
                differences.push(format!("{place} is there, and should not"));
            }
        }
        (shape, found) => differences.push(format!("{place} is {found}, not {shape:?}")),
    }
}
