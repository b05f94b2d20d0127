//! Which values of messages are secrets, by their fields' names in JSON.
//!
//! Nothing is taken out here.

use crate::kernel::secrecy::{self, Secrecy};

/// Fields that are written and never shown, and what proves who calls.
const SECRET: &[&str] = &[
    "saslPassword",
    "sasl_password",
    "sslTruststoreCertificates",
    "ssl_truststore_certificates",
    "secretAccessKey",
    "secret_access_key",
    "password",
    "iamToken",
    "iam_token",
    "jwt",
    "yandexPassportOauthToken",
    "yandex_passport_oauth_token",
];

/// In the properties of a connector, what is named like a secret.
pub(super) fn secrecy(path: &[&str]) -> Secrecy {
    match path {
        [.., "properties", key] => secrecy::by_name(&[key]),
        [.., name] if SECRET.contains(name) => Secrecy::Secret,
        _ => Secrecy::Open,
    }
}
