//! What was submitted for a plugin, and what is found wrong with it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use base64::{Engine, engine::general_purpose::STANDARD};

use super::definition::{Definition, Valid};
use super::plugin::{Plugin, Property};
use super::wording;
use crate::kernel::config_def::{Kind, Parsed};
use crate::vendors::confluent::connect::polling::retries::StatusCodes;
use crate::vendors::confluent::connect::{Config, secrets};

/// A configuration as the plugin sees it: with its defaults.
pub struct Submission<'a> {
    config: &'a Config,
    defaults: BTreeMap<Cow<'static, str>, &'static str>,
}

impl<'a> Submission<'a> {
    pub fn new(plugin: &'static Plugin, config: &'a Config) -> Self {
        let with_default = plugin.properties().filter(|it| !it.definition.default.is_empty());
        let defaults = with_default.map(|it| (it.name, it.definition.default)).collect();
        Self { config, defaults }
    }

    /// As it was submitted; empty if it was not.
    pub fn sent(&self, name: &str) -> &'a str {
        self.config.get(name).map_or("", String::as_str)
    }

    /// As it was submitted, which may be empty; `None` if it was not.
    pub fn given(&self, name: &str) -> Option<&'a str> {
        self.config.get(name).map(String::as_str)
    }

    /// What is in effect: what was submitted, or the default.
    pub fn value(&self, name: &str) -> &str {
        match self.sent(name) {
            "" => self.defaults.get(name).copied().unwrap_or_default(),
            sent => sent,
        }
    }

    pub fn has(&self, name: &str) -> bool {
        !self.sent(name).is_empty()
    }

    /// How many APIs are configured, for plugins that have several.
    pub fn apis(&self) -> u8 {
        self.value("apis.num").parse().unwrap_or(1)
    }
}

/// What is wrong, by property.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Findings(BTreeMap<String, Vec<String>>);

impl Findings {
    pub fn add(&mut self, name: &str, text: String) {
        let texts = self.0.entry(name.to_owned()).or_default();
        if !texts.contains(&text) {
            texts.push(text);
        }
    }

    /// `name` is required, and not there.
    pub fn require(&mut self, name: &str) {
        self.add(name, wording::required(name));
    }

    pub fn of(&self, name: &str) -> &[String] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }

    /// How many properties have something wrong.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Every sentence, by property.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().flat_map(|(name, texts)| texts.iter().map(|it| (name.as_str(), it.as_str())))
    }
}

/// Judges what was submitted, property by property, then as a whole.
pub fn examine(plugin: &'static Plugin, submission: &Submission<'_>) -> Findings {
    let mut findings = Findings::default();
    for property in plugin.properties().filter(|it| it.is_used(submission)) {
        judge(&property, submission, &mut findings);
    }
    (plugin.check)(submission, &mut findings);
    findings
}

fn judge(property: &Property, submission: &Submission<'_>, findings: &mut Findings) {
    let Property { name, definition, .. } = property;
    if submission.value(name).is_empty() {
        if property.is_needed(submission) {
            findings.require(name);
            if let Valid::OneOf(_) = definition.valid {
                findings.add(name, wording::not_in_enum(name, None));
            }
        }
        return;
    }
    let sent = submission.sent(name);
    if !sent.is_empty()
        && let Some(text) = flaw(name, definition, sent)
    {
        findings.add(name, text);
    }
}

/// What is wrong with a value by itself.
fn flaw(name: &str, definition: &Definition, value: &str) -> Option<String> {
    if definition.kind == Kind::Password && secrets::is_masked(value) {
        return None;
    }
    let Some(parsed) = definition.kind.parse(value) else {
        return Some(wording::not_of_type(name, definition.kind));
    };
    let number = if let Parsed::Number(number) = parsed { number } else { 0 };
    match definition.valid {
        Valid::OneOf(values) => {
            (!values.contains(&value)).then(|| wording::not_in_enum(name, Some(value)))
        }
        Valid::AtLeast(least) | Valid::Between(least, _) if number < least => {
            Some(wording::below(name, least))
        }
        Valid::Between(_, most) if number > most => Some(wording::above(name, most)),
        Valid::Anything | Valid::AtLeast(_) | Valid::Between(..) => None,
        Valid::AtMostLong(characters) => {
            (value.chars().count() > characters).then(|| wording::too_long(name, characters))
        }
        Valid::OneCharacter => {
            (value.chars().count() != 1).then(|| wording::not_one_character(name))
        }
        Valid::JsonPointer => (!is_pointer(value)).then(|| wording::no_pointer(name)),
        Valid::StatusCodes => {
            value.parse::<StatusCodes>().is_err().then(|| wording::no_status_codes(name))
        }
        Valid::DataUrl => (!is_data_url(value)).then(|| wording::no_file(name)),
    }
}

/// RFC 6901: a `/` before every token, and `~` only as `~0` or `~1`.
fn is_pointer(value: &str) -> bool {
    let mut tildes = value.split('~').skip(1);
    value.starts_with('/') && tildes.all(|it| it.starts_with(['0', '1']))
}

fn is_data_url(value: &str) -> bool {
    let content = value.strip_prefix("data:text/plain;base64,");
    content.is_some_and(|it| !it.is_empty() && STANDARD.decode(it).is_ok())
}
