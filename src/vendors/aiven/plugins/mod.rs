//! The connector plugins of a service: what they are, what a configuration of theirs has, and what is wrong
//! with one.
//!
//! No connector is known here, and no state: everything is a function of a table and a configuration.

use std::collections::BTreeMap;

use serde::Serialize;

/// Every plugin, in the order in which `available-connectors` lists them.
pub const ALL: &[&Plugin] = &[];

/// The plugin that a worker takes for `class`: the whole name of the class, its last part, or that without
/// `Connector`.
pub fn find(class: &str) -> Option<&'static Plugin> {
    let is_it = |it: &&&Plugin| {
        let last = it.class.rsplit('.').next().unwrap_or_default();
        [it.class, last, last.strip_suffix("Connector").unwrap_or(last)].contains(&class)
    };
    ALL.iter().find(is_it).copied()
}

/// What is wrong with `config`, in the worker's order of finding it: first what refuses the request, then
/// what only shows when it starts. Empty: nothing.
pub fn validate(plugin: &'static Plugin, config: &BTreeMap<String, String>) -> Vec<Finding> {
    let (_, _) = (plugin, config);
    Vec::new()
}

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
    /// Its `configuration_schema`, in the order in which it is listed.
    #[serde(skip)]
    pub fields: &'static [Field],
    /// How many tasks it makes of a configuration, given its `tasks.max`.
    #[serde(skip)]
    pub tasks: fn(&BTreeMap<String, String>, usize) -> usize,
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
    pub group: &'static str,
    #[serde(rename = "type")]
    pub kind: FieldKind,
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

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum FieldKind {
    String,
    Int,
    Short,
    Long,
    Double,
    Boolean,
    List,
    Class,
    Password,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Importance {
    Low,
    Medium,
    High,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Width {
    None,
    Short,
    Medium,
    Long,
}

/// Something wrong with a configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub shows: Shows,
    /// For [`Shows::AtOnce`] the worker's line of its list of errors; otherwise the cause as a trace tells
    /// it: `java.lang.IllegalArgumentException: invalid URI scheme ftp`.
    pub message: String,
}

/// When something wrong shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shows {
    /// The request is refused.
    AtOnce,
    /// The connector's start fails: it is FAILED, without tasks and without a trace.
    Start,
    /// The start of every task fails: they are FAILED with a trace, the connector is RUNNING.
    TaskStart,
    /// Tasks run, until the first record comes.
    FirstRecord,
}
