//! Configurations as they come in, flat and with the name inside, and as they are kept: texts by name.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use serde_json::{Map, Value};

use super::Aiven;
use super::behaviour::UnknownClass;
use super::connector::{Config, Runs};
use super::errors::{Error, Kind, Result};
use super::plugins::{self, FieldKind, Shows};
use crate::kernel::secrecy::{self, Secrecy};

/// Of `name` and `connector.class`, in characters (API document).
const NAME_CHARS_MAX: usize = 1024;

/// A body as a configuration. Numbers and booleans become texts: clients send both, and read texts only.
pub fn read(body: Map<String, Value>) -> Result<Config> {
    let mut config = Config::new();
    for (name, value) in body {
        let text = match value {
            Value::String(text) => text,
            Value::Number(number) => number.to_string(),
            Value::Bool(truth) => truth.to_string(),
            // As if it were not there. UNCONFIRMED.
            Value::Null => continue,
            Value::Array(_) | Value::Object(_) => {
                return Err(invalid(format!("Invalid type for field '{name}'")));
            }
        };
        config.insert(name, text);
    }
    for name in ["name", "connector.class"] {
        let text = config.get(name).map_or("", String::as_str);
        if text.chars().count() > NAME_CHARS_MAX {
            let message = format!("Field '{name}' is longer than {NAME_CHARS_MAX} characters");
            return Err(invalid(message));
        }
    }
    Ok(config)
}

pub fn invalid(message: String) -> Error {
    Error::new(Kind::InvalidRequest, message)
}

/// What runs with the configuration, if it is one that a worker takes.
pub fn check(vendor: &Aiven, config: &Config) -> Result<Runs> {
    let Some(class) = config.get("connector.class").filter(|it| !it.is_empty()) else {
        return Err(invalid("Missing required field 'connector.class'".into()));
    };
    if let Some(plugin) = plugins::find(class) {
        let findings = plugins::validate(plugin, config).into_iter();
        let errors = findings.filter(|it| it.shows == Shows::AtOnce).map(|it| it.message);
        let errors: Vec<_> = errors.collect();
        return if errors.is_empty() { Ok(Runs::Known(plugin)) } else { Err(refused(&errors)) };
    }
    if let Some(plugin) = vendor.premises.plugins.iter().find(|it| it.class == *class) {
        return Ok(Runs::Listed(Arc::new(plugin.clone())));
    }
    match vendor.premises.behaviour.unknown_class {
        UnknownClass::Refused => {
            Err(Error::new(Kind::InvalidConfiguration, unresolved(vendor, class)))
        }
        UnknownClass::Crashes => Err(Error::new(Kind::Internal, unresolved(vendor, class))),
        UnknownClass::Listed => Ok(Runs::Nothing),
    }
}

/// A worker's sentence (Kafka Connect, `AbstractHerder.maybeAddConfigErrors`); the braces are its own.
fn refused(errors: &[String]) -> Error {
    let message = format!(
        "Connector configuration is invalid and contains the following {} error(s):\n{}\nYou can also find the \
         above list of errors at the endpoint `/connector-plugins/{{connectorType}}/config/validate`",
        errors.len(),
        errors.join("\n"),
    );
    Error::new(Kind::InvalidConfiguration, message)
}

/// A worker's sentence (Kafka Connect, `Plugins.connectorClass`), its list of plugins without their places.
pub fn unresolved(vendor: &Aiven, class: &str) -> String {
    let known = plugins::ALL.iter().map(|it| (it.class, it.version));
    let listed = vendor.premises.plugins.iter().map(|it| (it.class.as_str(), it.version.as_str()));
    let known = known.chain(listed).map(|(class, version)| {
        format!("PluginDesc{{klass=class {class}, name='{class}', version='{version}'}}")
    });
    format!(
        "Failed to find any class that implements Connector and which name matches {class}, available \
         connectors are: {}",
        known.collect::<Vec<_>>().join(", ")
    )
}

/// Whether a property that some plugin has is a password.
static PASSWORDS: LazyLock<BTreeMap<&str, bool>> = LazyLock::new(|| {
    let mut found = BTreeMap::new();
    for field in plugins::ALL.iter().flat_map(|it| it.fields()) {
        *found.entry(field.name).or_default() |= field.kind == FieldKind::Password;
    }
    found
});

/// What may be told of the value at `path` in a body: of properties that a plugin has, those that are
/// passwords are secrets; of all others, those that are named like one.
pub fn secrecy(path: &[&str]) -> Secrecy {
    match path.last().and_then(|it| PASSWORDS.get(it)) {
        _ if path.last() == Some(&"otp") => Secrecy::Secret,
        Some(true) => Secrecy::Secret,
        Some(false) => Secrecy::Open,
        None => secrecy::by_name(path),
    }
}
