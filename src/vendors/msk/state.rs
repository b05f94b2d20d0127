//! All that there is, for people and their tests to look at: as it is described, with what no answer shows.

use serde::Serialize;
use serde_json::{Value, json};

use super::premises::Level;
use super::shelf::Card;
use super::spaces::{Space, Spaces};

/// By kind; each resource as its description, with account, Region and tags beside it. An operation has the
/// tags of nobody.
pub(super) fn show(spaces: &Spaces, level: Level, digits: u8) -> Value {
    let [mut connectors, mut operations, mut plugins, mut workers] = [const { Vec::new() }; 4];
    for (account, region, space) in spaces.iter() {
        let place = (account, region);
        let Space { connectors: there, plugins: of_them, workers: with_these, relics, .. } = space;
        for it in there.iter() {
            connectors.push(shown(place, Some(&it.card), &it.description(digits)));
        }
        let there = there.iter().map(|it| (&it.card.arn, &it.operations));
        for (arn, of_it) in there.chain(relics.iter().map(|it| (&it.arn, &it.operations))) {
            let described = of_it.iter().map(|it| it.description(arn, level, digits));
            operations.extend(described.map(|it| shown(place, None, &it)));
        }
        plugins.extend(of_them.iter().map(|it| shown(place, Some(&it.card), &it.view(digits))));
        workers.extend(with_these.iter().map(|it| shown(place, Some(&it.card), &it.view(digits))));
    }
    json!({
        "connectors": connectors,
        "connectorOperations": operations,
        "customPlugins": plugins,
        "workerConfigurations": workers,
    })
}

fn shown((account, region): (&str, &str), card: Option<&Card>, view: &impl Serialize) -> Value {
    let mut shown = json!(view);
    shown["account"] = account.into();
    shown["region"] = region.into();
    if let Some(card) = card {
        shown["tags"] = json!(card.tags);
    }
    shown
}
