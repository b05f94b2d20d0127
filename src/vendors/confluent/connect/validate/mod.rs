//! Validation of configurations: what each managed plugin takes, and what is wrong with what it is given.
//!
//! Nothing is looked up outside of the configuration: whether a host answers or a key is good shows
//! later, in the connector's status.

pub mod definition;
pub mod findings;
pub mod plugin;
pub mod report;
pub mod wording;

#[rustfmt::skip] // Tables: one property, one line.
pub mod recurring;
pub mod datagen;
pub mod http_sink;
pub mod http_source;
pub mod http_source_v2;
pub mod postgres_cdc;
pub mod s3_sink;

pub use findings::{Findings, Submission, examine};
pub use plugin::{Plugin, Property, Role};
pub use report::Report;
pub use wording::no_schema_registry;

/// Every managed plugin, in the order of the list of plugins.
pub const PLUGINS: &[&Plugin] = &[
    &datagen::PLUGIN,
    &http_sink::PLUGIN,
    &http_source::PLUGIN,
    &http_source_v2::PLUGIN,
    &postgres_cdc::PLUGIN,
    &s3_sink::PLUGIN,
];

/// The plugin of that alias.
pub fn find(alias: &str) -> Option<&'static Plugin> {
    PLUGINS.iter().copied().find(|it| it.alias == alias)
}
