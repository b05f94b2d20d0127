//! Of an answer what matters: status, error, states, how many there are.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Exchange;
use crate::scenario::script::{Ending, Expect};

/// More facts than this about one answer nobody reads.
const FACTS_MAX: usize = 12;

/// Deeper than this there are details.
const DEPTH_MAX: usize = 4;

/// Names of members that tell how something is, in lower case; and those that end in `state` or `status`.
const TELLING: &[&str] = &["code", "error", "error_code", "errorcode", "__type", "done", "phase"];

/// What a script expects where that was the answer.
pub(super) fn of(exchange: &Exchange) -> Expect {
    let ending = exchange.wire.as_deref().and_then(ending);
    let headless =
        matches!(ending, Some(Ending::Empty | Ending::Silence | Ending::Garbage | Ending::Reset));
    let mut expect = Expect { wire: ending, ..Expect::default() };
    if headless {
        return expect;
    }
    expect.status = Some(exchange.status);
    let telling = exchange.headers.iter().filter(|(name, _)| is_telling_header(name));
    let literal = |value: &str| value.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'_');
    expect.headers = telling
        .filter(|(_, value)| literal(value))
        .map(|(name, value)| (name.clone(), Some(value.clone())))
        .collect();
    if let (None, Some(answer)) = (ending, &exchange.answer) {
        facts(answer, (String::new(), 0), &mut expect.at);
        expect.length = lengths(answer);
    }
    expect
}

fn ending(word: &str) -> Option<Ending> {
    let endings = [Ending::Cut, Ending::Reset, Ending::Empty, Ending::Silence, Ending::Garbage];
    endings.into_iter().find(|it| it.word() == word)
}

fn is_telling_header(name: &str) -> bool {
    matches!(name, "x-amzn-errortype" | "x-wavetank" | "retry-after" | "grpc-status")
}

fn is_telling(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    TELLING.contains(&name.as_str()) || name.ends_with("state") || name.ends_with("status")
}

fn facts(value: &Value, (pointer, depth): (String, usize), found: &mut BTreeMap<String, Value>) {
    if depth > DEPTH_MAX || found.len() >= FACTS_MAX {
        return;
    }
    let deeper = |name: &str| (format!("{pointer}/{name}"), depth + 1);
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                facts(item, deeper(&index.to_string()), found);
            }
        }
        Value::Object(members) => {
            for (name, member) in members {
                let place = deeper(&name.replace('~', "~0").replace('/', "~1"));
                let is_plain = !matches!(member, Value::Array(_) | Value::Object(_) | Value::Null);
                if is_plain && is_telling(name) && found.len() < FACTS_MAX {
                    // In expectations, too, a dollar begins a name.
                    let text = member.as_str().map(|it| it.replace('$', "$$").into());
                    found.insert(place.0, text.unwrap_or_else(|| member.clone()));
                } else {
                    facts(member, place, found);
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Of the lists at the top.
fn lengths(answer: &Value) -> BTreeMap<String, usize> {
    let members = answer.as_object().into_iter().flatten();
    let lists = members.filter_map(|(name, it)| {
        let name = name.replace('~', "~0").replace('/', "~1");
        Some((format!("/{name}"), it.as_array()?.len()))
    });
    lists.collect()
}
