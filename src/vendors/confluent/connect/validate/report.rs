//! The body that validation answers with (Connect v1, `validateConnectv1ConnectorPlugin`).

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};

use super::definition::Valid;
use super::findings::{Findings, Submission, examine};
use super::plugin::{Plugin, Property};
use crate::kernel::config_def::{Importance, Kind};
use crate::vendors::confluent::connect::{Config, secrets::MASK};

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ConnectorConfigValidation")]
pub struct Report<'a> {
    /// The Java class, not the alias.
    name: &'static str,
    groups: Vec<Cow<'static, str>>,
    /// Properties with something wrong, not sentences. UNCONFIRMED.
    error_count: usize,
    configs: Vec<Row<'a>>,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ValidatedConfig")]
pub struct Row<'a> {
    definition: Shown,
    value: Judged<'a>,
    metadata: Map<String, Value>,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ConfigDefinition")]
pub struct Shown {
    name: Cow<'static, str>,
    #[serde(rename = "type")]
    kind: Kind,
    required: bool,
    default_value: &'static str,
    importance: Importance,
    documentation: &'static str,
    group: Cow<'static, str>,
    width: &'static str,
    display_name: &'static str,
    dependents: &'static [&'static str],
    order: usize,
    alias: &'static str,
}

#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ConfigValue")]
pub struct Judged<'a> {
    name: Cow<'static, str>,
    /// As submitted, or empty: whether defaults are shown is UNCONFIRMED.
    value: &'a str,
    recommended_values: &'static [&'static str],
    errors: Vec<String>,
    visible: bool,
}

impl<'a> Report<'a> {
    pub fn new(
        plugin: &'static Plugin,
        config: &'a Config,
        more: impl FnOnce(&Submission<'_>, &mut Findings),
    ) -> Self {
        let submission = Submission::new(plugin, config);
        let mut findings = examine(plugin, &submission);
        more(&submission, &mut findings);
        let configs = plugin.properties().map(|it| Row::new(it, &submission, &findings)).collect();
        let (name, groups) = (plugin.class, plugin.groups());
        Self { name, groups, error_count: findings.len(), configs }
    }
}

impl<'a> Row<'a> {
    fn new(property: Property, submission: &Submission<'a>, findings: &Findings) -> Self {
        let visible = property.is_visible(submission);
        let Property { definition, name, group, order, .. } = property;
        let value = match submission.sent(&name) {
            "" => "",
            _ if definition.kind == Kind::Password => MASK,
            sent => sent,
        };
        let recommended_values =
            if let Valid::OneOf(values) = definition.valid { values } else { &[] };
        Self {
            value: Judged {
                name: name.clone(),
                value,
                recommended_values,
                errors: findings.of(&name).to_vec(),
                visible,
            },
            definition: Shown {
                name,
                kind: definition.kind,
                required: definition.is_required,
                default_value: definition.default,
                importance: definition.importance,
                documentation: definition.documentation,
                group,
                width: "NONE",
                display_name: definition.display_name,
                dependents: definition.dependents,
                order,
                alias: "",
            },
            metadata: Map::new(),
        }
    }
}
