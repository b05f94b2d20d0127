//! A connector plugin: what it is, what it takes, and how its properties are shown.

use serde::Serialize;

use super::definition::{Definition, Section, Unset, Width};
use super::finding::Finding;
use super::values::Values;
use super::{Config, preflight, worker};
use crate::kernel::config_def::{self, Importance};

/// A connector plugin, as `available-connectors` and a connector show it (API schema, `plugins`).
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Plugin {
    pub author: &'static str,
    /// The Java class, as in `connector.class`.
    pub class: &'static str,
    #[serde(rename = "docURL")]
    pub doc_url: &'static str,
    pub preview: bool,
    pub title: &'static str,
    #[serde(rename = "type")]
    pub kind: Kind,
    pub version: &'static str,
    /// As `plugin_versions` of a service names it: `aiven-kafka-connect-jdbc`.
    #[serde(rename = "plugin_name", skip_serializing_if = "Option::is_none")]
    pub name: Option<&'static str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub available_versions: &'static [Version],
    /// The properties that are its own.
    #[serde(skip)]
    pub sections: &'static [Section],
    /// Reads a configuration as it does when the worker asks it whether that is good.
    #[serde(skip)]
    pub preflight: for<'a> fn(&'static [Section], &'a Config) -> Values<'a>,
    /// What is wrong when it starts, with its tasks, or with the first record.
    #[serde(skip)]
    pub start: fn(&Config) -> Result<(), Finding>,
    /// How many tasks it makes of a configuration, given its `tasks.max`.
    #[serde(skip)]
    pub tasks: fn(&Config, usize) -> usize,
    /// The cause in the trace of a task that fails and nobody says why: class of the exception and message.
    #[serde(skip)]
    pub usual_failure: &'static str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Source,
    Sink,
    Unknown,
}

/// A version to which a service can set the plugin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Version {
    pub version: &'static str,
    pub deprecated: bool,
}

/// A property of a plugin's configuration (API schema, `configuration_schema`).
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Field {
    pub name: &'static str,
    pub display_name: &'static str,
    pub documentation: &'static str,
    /// UNCONFIRMED: `null` where there is none.
    pub group: Option<&'static str>,
    #[serde(rename = "type")]
    pub kind: config_def::Kind,
    /// As text. UNCONFIRMED: `null` where there is none.
    pub default_value: Option<&'static str>,
    pub importance: Importance,
    /// It has no default.
    pub required: bool,
    pub width: Width,
    pub order: i32,
    /// The same number, by its later name.
    pub order_in_group: i32,
}

impl Plugin {
    /// Its `configuration_schema`, in the order in which it is listed: its own, then the worker's but for
    /// those that it defines as well.
    pub fn fields(&self) -> impl Iterator<Item = Field> {
        let own = self.sections;
        let is_new = |it: &Field| !own.iter().any(|section| section.defines(it.name));
        let worker = worker::sections(self.kind).iter().flat_map(Field::of).filter(is_new);
        own.iter().flat_map(Field::of).chain(worker.collect::<Vec<_>>())
    }
}

impl Section {
    pub fn defines(&self, name: &str) -> bool {
        self.definitions.iter().any(|it| it.name == name)
    }
}

impl Field {
    fn of(section: &Section) -> Vec<Self> {
        let new = |(it, order): (&'static Definition, i32)| Self {
            name: it.name,
            display_name: it.display_name(),
            documentation: it.documentation,
            group: section.group,
            kind: it.kind,
            default_value: match it.unset {
                Unset::Is(default) => Some(default),
                Unset::Null | Unset::Missing => None,
            },
            importance: it.importance,
            required: it.unset == Unset::Missing,
            width: it.width,
            order,
            order_in_group: order,
        };
        section.ordered().map(new).collect()
    }
}

/// What most sinks of the vendor's own have in common.
pub const SINK: Plugin = Plugin {
    author: "Aiven",
    class: "",
    doc_url: "",
    preview: false,
    title: "",
    kind: Kind::Sink,
    version: "",
    name: None,
    available_versions: &[],
    sections: &[],
    preflight: preflight::by_table,
    start: |_| Ok(()),
    tasks: every_task,
    usual_failure: "",
};

/// Of plugins that make as many tasks as they may.
fn every_task(_: &Config, tasks_max: usize) -> usize {
    tasks_max
}

/// Of plugins that make one task, however many they may.
pub fn one_task(_: &Config, _: usize) -> usize {
    1
}
