//! Values of a configuration that are never shown.

use super::Config;

/// What stands for a secret, however long that is.
pub const MASK: &str = "****************";

/// Secret in every configuration. One public answer shows the key in clear; the documents do not.
pub const ALWAYS: [&str; 2] = ["kafka.api.key", "kafka.api.secret"];

/// Whether a value is only the mask of one, as clients send back what they have read.
pub fn is_masked(value: &str) -> bool {
    value.len() >= 2 && value.bytes().all(|it| it == b'*')
}

/// `config` as it is shown.
pub fn mask(config: &Config, is_secret: impl Fn(&str) -> bool) -> Config {
    let shown = |(name, value): (&String, &String)| {
        let value = if is_secret(name) { MASK } else { value };
        (name.clone(), value.to_owned())
    };
    config.iter().map(shown).collect()
}

/// Puts what `before` has in the place of masked secrets.
pub fn unmask(config: &mut Config, before: &Config, is_secret: impl Fn(&str) -> bool) {
    for (name, value) in config {
        if is_masked(value)
            && is_secret(name)
            && let Some(known) = before.get(name)
        {
            value.clone_from(known);
        }
    }
}
