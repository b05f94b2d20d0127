//! The connector plugins of a service: what they are, what a configuration of theirs has, and what is wrong
//! with one.
//!
//! No state is known here: everything is a function of a table and a configuration. The tables and checks are
//! those of the plugins' open sources, in words of our own; whether a host answers or a key is good shows
//! later, by what a scenario says.

pub mod classes;
pub mod definition;
pub mod finding;
pub mod java;
pub mod plugin;
pub mod preflight;
pub mod valid;
pub mod values;
pub mod wording;
pub mod zone;

pub mod debezium_postgres;
pub mod http_sink;
pub mod jdbc;
pub mod jdbc_sink;
pub mod jdbc_source;
pub mod opensearch_sink;
pub mod s3_sink;
pub mod worker;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

pub use finding::{Finding, Shows, exceptions};
pub use plugin::{Field, Kind, Plugin, Version};

pub use crate::kernel::config_def::Kind as FieldKind;

/// A connector's, flat: with its name and its class.
pub type Config = BTreeMap<String, String>;

/// Every plugin, in the order in which `available-connectors` lists them.
pub const ALL: &[&Plugin] = &[
    &debezium_postgres::PLUGIN,
    &http_sink::PLUGIN,
    &jdbc_sink::PLUGIN,
    &jdbc_source::PLUGIN,
    &opensearch_sink::PLUGIN,
    &s3_sink::PLUGIN,
];

/// The plugin that a worker takes for `class`: the whole name of the class, its last part, or that without
/// `Connector`.
pub fn find(class: &str) -> Option<&'static Plugin> {
    let last = |it: &'static str| it.rsplit('.').next().unwrap_or_default();
    let is_it = |it: &&&Plugin| {
        it.class == class
            || last(it.class) == class
            || last(it.class).strip_suffix("Connector") == Some(class)
    };
    ALL.iter().find(is_it).copied()
}

/// What is wrong with `config`: everything that refuses the request; if nothing does, the first thing that
/// shows when it starts. Empty: nothing.
pub fn validate(plugin: &'static Plugin, config: &Config) -> Vec<Finding> {
    let errors = preflight::errors(plugin, config);
    if !errors.is_empty() {
        return errors.into_iter().map(Finding::at_once).collect();
    }
    // The worker reads its own properties once more, and then all of them.
    let worker = values::Values::parsed(worker::sections(plugin.kind), config);
    let worker = worker.map(drop).map_err(|it| Finding::at_start(exceptions::CONFIG, it));
    worker.and_then(|()| (plugin.start)(config)).err().into_iter().collect()
}
