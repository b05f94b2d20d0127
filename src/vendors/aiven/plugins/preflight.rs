//! What a worker asks before it takes a configuration: every error, in the worker's order.
//!
//! As `AbstractHerder.validateConnectorConfig`: the worker reads its own properties, then the plugin reads
//! its own; of a property that both define only the plugin's errors are told.

use super::definition::Section;
use super::plugin::{Kind, Plugin};
use super::values::Values;
use super::{Config, worker};

pub fn errors(plugin: &'static Plugin, config: &Config) -> Vec<String> {
    let common = worker::sections(plugin.kind);
    let mut theirs = Values::checked(common, config);
    if plugin.kind == Kind::Sink {
        worker::check_topics(config, &mut theirs);
    }
    let mut own = (plugin.preflight)(plugin.sections, config);
    let is_own = |name: &str| plugin.sections.iter().any(|it| it.defines(name));
    let mut texts = Vec::new();
    for definition in common.iter().flat_map(|it| it.definitions) {
        let name = definition.name;
        texts.extend(if is_own(name) { own.take_errors(name) } else { theirs.take_errors(name) });
    }
    texts.extend(worker::aliases(config));
    for definition in plugin.sections.iter().flat_map(|it| it.definitions) {
        texts.extend(own.take_errors(definition.name));
    }
    texts
}

/// Of plugins that leave it to Kafka Connect.
pub fn by_table<'a>(sections: &'static [Section], config: &'a Config) -> Values<'a> {
    Values::checked(sections, config)
}
