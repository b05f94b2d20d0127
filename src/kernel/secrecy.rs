//! Which values of a body are secrets, as far as their names tell.
//!
//! Nothing is taken out here: that is the business of whoever writes a body where it stays.

use std::fmt;

use percent_encoding::percent_decode_str;
use schemars::JsonSchema;
use serde::Deserialize;

/// A text of the premises that `Debug` does not show.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(inline)]
pub struct Secret(pub String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// What stands for a text at a path of names; `None` to leave it.
pub type Rewrite<'a> = dyn FnMut(&[&str], &str) -> Option<String> + 'a;

/// Which way a message goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Request,
    Answer,
}

/// What may be told of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Secrecy {
    /// All of it, but for the values of assignments in it whose names look secret.
    Open,
    Secret,
    /// Headers, `name: value|name: value`: the values of those that hold secrets, or of all.
    Headers {
        all: bool,
    },
    /// Base64 of a text, which is [`Open`](Self::Open).
    Encoded,
}

/// In any case of letters, and with or without what may stand between words.
const SECRET_WORDS: &[&str] = &[
    "password",
    "passwd",
    "passphrase",
    "secret",
    "token",
    "credential",
    "jaas",
    "privatekey",
    "apikey",
    "accountkey",
    "sharedaccess",
    "authorization",
    "keystorekey",
    "keystorefile",
    "truststorefile",
    "basicauthuserinfo",
];

/// Names of what is a secret if they are the last segment of a name: inside others they are too short.
const SECRET_ENDS: &[&str] = &["pass", "pwd", "otp", "jwt", "sig", "auth"];

/// What names end with of what is shown to everybody, though they have a secret's word in them.
const OPEN_ENDS: &[&str] = &[
    "tokenurl",
    "tokenendpoint",
    "tokenendpointurl",
    "tokenendpointuri",
    "tokenabsoluteurl",
    "pagetoken",
    "nexttoken",
    "clienttoken",
    "secretarn",
    "rolearn",
    "credentialssource",
    "authorizationtype",
    "integrationid",
    "allowcredentials",
    "provider",
    "class",
];

/// Whether a value of that name is a secret: `database.password`, `sasl.jaas.config`, `apiSecret`, `db.pwd`.
pub fn looks_secret(name: &str) -> bool {
    let joined = |it: char| it.is_ascii_alphanumeric().then_some(it.to_ascii_lowercase());
    let joined: String = name.chars().filter_map(joined).collect();
    let has_word = SECRET_WORDS.iter().any(|it| joined.contains(it));
    let last = last_segment(name);
    has_word && !OPEN_ENDS.iter().any(|it| joined.ends_with(it))
        || SECRET_ENDS.iter().any(|it| last.eq_ignore_ascii_case(it))
}

/// Whether a header of that name, in small letters, holds a secret.
pub fn is_secret_header(name: &str) -> bool {
    const OTHERS: [&str; 5] =
        ["cookie", "set-cookie", "authentication", "x-amz-signature", "x-session-id"];
    OTHERS.contains(&name) || looks_secret(name)
}

/// Whether a parameter of that name, as it stands in a query, holds a secret.
pub fn is_secret_parameter(name: &str) -> bool {
    let name = percent_decode_str(name).decode_utf8_lossy();
    let is = |known: &str| name.eq_ignore_ascii_case(known);
    is("X-Amz-Signature") || looks_secret(&name) && !is("X-Amz-Credential")
}

/// `pwd` of `db.pwd`, `db-pwd`, `db_pwd`, `dbPwd`, `DB_PWD`.
fn last_segment(name: &str) -> &str {
    let name = name.trim_end_matches(|it: char| !it.is_ascii_alphanumeric());
    let bytes = name.as_bytes();
    let begins = |at: &usize| {
        let (before, it) = (bytes[at - 1], bytes[*at]);
        !before.is_ascii_alphanumeric() || it.is_ascii_uppercase() && !before.is_ascii_uppercase()
    };
    &name[(1..bytes.len()).rev().find(begins).unwrap_or(0)..]
}

/// What vendors' bodies are taken for that say nothing else: a secret is what is named like one.
pub fn by_name(path: &[&str]) -> Secrecy {
    match path.last() {
        Some(name) if name.ends_with("headers") => {
            Secrecy::Headers { all: name.contains("sensitive") }
        }
        Some(name) if looks_secret(name) => Secrecy::Secret,
        Some(_) | None => Secrecy::Open,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_told_by_their_names() {
        for name in [
            "database.password",
            "sasl.jaas.config",
            "connection_passwd",
            "kafka.api.secret",
            "apiKey",
            "aws.secret.access.key",
            "ssl.keystore.key",
            "bearer.token",
            "config.providers.vault.param.vault.token",
            "s3.credentials.provider.secret.access.key",
            "classpath.token",
            "database.pass",
            "db-pwd",
            "DB_PWD",
            "userOTP",
            "authJwt",
            "otp",
            "sig",
            "basic.auth",
        ] {
            assert!(looks_secret(name), "{name}");
        }
        for name in [
            "nextToken",
            "pageToken",
            "clientToken",
            "tasks.max",
            "oauth2.token.url",
            "sasl.oauthbearer.token.endpoint.url",
            "is.next.page.token.absolute.url",
            "secret.manager.provider.integration.id",
            "access_key",
            "secretArn",
            "aws.credentials.provider.class",
            "s3.credentials.provider",
            "auth.type",
            "bypass",
            "compass",
            "design",
            "authority",
            "",
            ".",
            "é",
        ] {
            assert!(!looks_secret(name), "{name}");
        }
    }
}
