//! Which values of messages are secrets, by their fields' names in JSON.
//!
//! What is to stand for one is not known here.

use prost_reflect::{ReflectMessage, Value};

use super::message::{self, Message};
use super::{binary, proto};
use crate::kernel::grpc;
use crate::kernel::secrecy::{self, Rewrite, Secrecy, Side};

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

/// The one message in `body`, of the call under that path, with what `rewrite` says of its texts.
pub(super) fn rewritten(
    path: &str,
    side: Side,
    body: &[u8],
    rewrite: &mut Rewrite<'_>,
) -> Option<Vec<u8>> {
    let method = proto::known_method(path)?;
    let kind = if side == Side::Request { method.input() } else { method.output() };
    let mut message = binary::decode(&kind, grpc::unframed(body).ok()?).ok()?;
    let changed = walk(&mut message, &mut Vec::new(), rewrite);
    changed.then(|| grpc::framed(&binary::encode(&message)))
}

/// Whether something has changed. `path` has the names in JSON.
fn walk(message: &mut Message, path: &mut Vec<String>, rewrite: &mut Rewrite<'_>) -> bool {
    if message.descriptor().full_name() == "google.protobuf.Any" {
        return envelope(message, path, rewrite);
    }
    let fields: Vec<_> = message.fields().map(|(field, _)| field).collect();
    let mut changed = false;
    for field in fields {
        path.push(field.json_name().to_owned());
        changed |= value(message.get_field_mut(&field), path, rewrite);
        path.pop();
    }
    changed
}

fn value(value: &mut Value, path: &mut Vec<String>, rewrite: &mut Rewrite<'_>) -> bool {
    match value {
        Value::String(text) => {
            let names: Vec<_> = path.iter().map(String::as_str).collect();
            let instead = rewrite(&names, text);
            instead.map(|it| *text = it).is_some()
        }
        Value::Message(inner) => walk(inner, path, rewrite),
        Value::List(items) => {
            // All of them, not up to the first.
            items.iter_mut().fold(false, |changed, it| changed | self::value(it, path, rewrite))
        }
        Value::Map(entries) => {
            // In the order of the keys, since stand-ins are numbered as they come up.
            let mut entries: Vec<_> = entries.iter_mut().collect();
            entries.sort_by(|a, b| binary::key(a.0).cmp(binary::key(b.0)));
            let mut changed = false;
            for (key, item) in entries {
                path.push(binary::key(key).to_owned());
                changed |= self::value(item, path, rewrite);
                path.pop();
            }
            changed
        }
        _ => false,
    }
}

/// What is in an envelope is as if it stood there without.
fn envelope(any: &mut Message, path: &mut Vec<String>, rewrite: &mut Rewrite<'_>) -> bool {
    let Some(mut inner) = message::opened(any) else { return false };
    let changed = walk(&mut inner, path, rewrite);
    if changed {
        *any = message::any(&inner);
    }
    changed
}
