//! All that there is, for people and their tests to look at.

use serde_json::{Value, json};

use super::Yandex;
use super::json::{Style, write};
use super::message::Message;

/// By kind, as answers show them.
pub(super) fn show(yandex: &Yandex) -> Value {
    let connectors = yandex
        .clusters
        .all()
        .flat_map(|cluster| cluster.connectors.values().map(|it| shown(&it.view(&cluster.id))));
    let operations = yandex.operations.all().map(|it| shown(&it.view()));
    json!({
        "clusters": yandex.clusters.all().map(|it| json!({ "id": *it.id })).collect::<Vec<_>>(),
        "connectors": connectors.collect::<Vec<_>>(),
        "operations": operations.collect::<Vec<_>>(),
    })
}

fn shown(message: &Message) -> Value {
    serde_json::from_str(&write(message, Style::default())).expect("what is written is JSON")
}
