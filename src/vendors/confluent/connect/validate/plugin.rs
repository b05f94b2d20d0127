//! A managed plugin, and its list of properties with every number filled in.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Serialize;

use super::definition::{Condition, Definition, Part, Section};
use super::findings::{Findings, Submission};
use crate::kernel::config_def::Kind;

/// A plugin as Confluent Cloud offers it.
#[derive(Debug)]
pub struct Plugin {
    /// What `connector.class` says.
    pub alias: &'static str,
    /// The Java class behind it.
    pub class: &'static str,
    pub role: Role,
    pub version: &'static str,
    pub parts: &'static [Part],
    /// What no single property shows.
    pub check: fn(&Submission<'_>, &mut Findings),
    /// The property that says which host the connector talks to.
    pub endpoint: Option<&'static str>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(rename = "ConnectorType")]
pub enum Role {
    Source,
    Sink,
}

/// A definition at its place in a plugin's list.
#[derive(Debug, Clone)]
pub struct Property {
    pub definition: &'static Definition,
    pub name: Cow<'static, str>,
    pub group: Cow<'static, str>,
    /// Within the group, from 1.
    pub order: usize,
    /// Of the API that it is about, from 1; 0 for none.
    pub api: u8,
}

impl Plugin {
    /// Every property, in the order of the list.
    pub fn properties(&self) -> impl Iterator<Item = Property> {
        self.parts.iter().flat_map(|part| {
            let (times, sections) = match part {
                Part::Once(section) => (0..=0, std::slice::from_ref(section)),
                Part::Each { times, sections } => (1..=*times, *sections),
            };
            times.flat_map(|api| sections.iter().flat_map(move |it| of_section(it, api)))
        })
    }

    /// Whether values of that property are never shown.
    pub fn is_secret(&self, name: &str) -> bool {
        let one_of_many = numberless(name);
        self.parts.iter().any(|part| {
            let (sections, name) = match part {
                Part::Once(section) => (std::slice::from_ref(section), Some(name)),
                Part::Each { sections, .. } => (*sections, one_of_many.as_deref()),
            };
            let mut definitions = sections.iter().flat_map(|it| it.definitions);
            definitions.any(|it| it.kind == Kind::Password && Some(it.name) == name)
        })
    }

    pub fn groups(&self) -> Vec<Cow<'static, str>> {
        let mut groups: Vec<_> = self.properties().map(|it| it.group).collect();
        groups.dedup();
        groups
    }
}

fn of_section(section: &'static Section, api: u8) -> impl Iterator<Item = Property> {
    (1..).zip(section.definitions).map(move |(place, definition)| Property {
        definition,
        name: numbered(definition.name, api),
        group: numbered(section.group, api),
        order: definition.order.map_or(place, usize::from),
        api,
    })
}

fn numbered(text: &'static str, api: u8) -> Cow<'static, str> {
    if api == 0 { Cow::Borrowed(text) } else { Cow::Owned(text.replace('#', &api.to_string())) }
}

/// `api12.topics` as `api#.topics`.
fn numberless(name: &str) -> Option<String> {
    let rest = name.strip_prefix("api")?;
    let behind = rest.trim_start_matches(|it: char| it.is_ascii_digit());
    (behind.len() < rest.len()).then(|| format!("api#{behind}"))
}

impl Property {
    pub fn is_visible(&self, submission: &Submission<'_>) -> bool {
        self.is_used(submission)
            && self.definition.shown_when.is_none_or(|it| self.holds(it, submission))
    }

    /// Whether there must be a value.
    pub fn is_needed(&self, submission: &Submission<'_>) -> bool {
        let is_spared = self.definition.spared_by.is_some_and(|it| submission.has(it));
        let is_due = self.definition.needed_when.is_some_and(|it| self.holds(it, submission));
        self.is_demanded(submission) || (is_due && !is_spared)
    }

    /// Whether there must be one whatever the others are like, but for one in its stead.
    pub fn is_demanded(&self, submission: &Submission<'_>) -> bool {
        let Definition { is_required, spared_by, .. } = self.definition;
        *is_required && self.is_used(submission) && spared_by.is_none_or(|it| !submission.has(it))
    }

    /// Whether the API that it is about is one of those that are configured.
    pub fn is_used(&self, submission: &Submission<'_>) -> bool {
        self.api == 0 || submission.apis() >= self.api
    }

    fn holds(&self, (name, value): Condition, submission: &Submission<'_>) -> bool {
        submission.value(&numbered(name, self.api)) == value
    }
}
