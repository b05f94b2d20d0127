//! All that there is, for people and their tests to look at.

use serde_json::{Value, json};

use super::Yandex;
use super::json::{Style, write};
use super::message::Message;
use super::parts::{self, Kind};

/// By kind, as answers show them.
pub(super) fn show(yandex: &Yandex) -> Value {
    let connectors = yandex
        .clusters
        .all()
        .flat_map(|cluster| cluster.connectors.values().map(|it| shown(&it.view(&cluster.id))));
    let parts = |wanted: Kind| -> Vec<Value> {
        let all = yandex.clusters.all().flat_map(|cluster| {
            cluster.parts.iter().map(move |((kind, _), it)| (&*cluster.id, *kind, it))
        });
        let all = all.filter(|(_, kind, _)| *kind == wanted);
        all.map(|(id, kind, it)| shown(&parts::view(id, kind, it))).collect()
    };
    let operations = yandex.operations.all().map(|it| shown(&it.view()));
    json!({
        "clusters": yandex.clusters.all().map(|it| shown(it.told())).collect::<Vec<_>>(),
        "connectors": connectors.collect::<Vec<_>>(),
        "topics": parts(Kind::Topic),
        "users": parts(Kind::User),
        "operations": operations.collect::<Vec<_>>(),
    })
}

fn shown(message: &Message) -> Value {
    serde_json::from_str(&write(message, Style::default())).expect("what is written is JSON")
}
