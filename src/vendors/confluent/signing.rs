//! Scripted calls, proved as Confluent's clients do: an API key by Basic authentication.
//!
//! Whether it is good is `auth`'s to say.

use base64::{Engine, engine::general_purpose::STANDARD};
use http::header::{AUTHORIZATION, HeaderValue};

use super::premises::{Key, Premises};
use super::surface::Surface;
use crate::kernel::http::Request;
use crate::kernel::signatory::Signatory;

/// Adds the header. Who names no key has the first one that the service takes: of a Kafka cluster a key
/// of its own, of everything else a Cloud API key.
pub(super) fn sign(premises: &Premises, request: &mut Request, signatory: &Signatory<'_>) {
    let known = match signatory.key {
        Some(id) => premises.keys.iter().find(|it| it.id == id),
        None => usual(premises, request.path()),
    };
    let id = signatory.key.or(known.map(|it| it.id.as_str())).unwrap_or_default();
    let secret = signatory.secret.or(known.map(|it| it.secret.0.as_str())).unwrap_or_default();
    let value = format!("Basic {}", STANDARD.encode(format!("{id}:{secret}")));
    if let Ok(value) = HeaderValue::from_str(&value) {
        request.headers.insert(AUTHORIZATION, value);
    }
}

fn usual<'a>(premises: &'a Premises, path: &str) -> Option<&'a Key> {
    let is_of_cluster = Surface::of(path).is_some_and(Surface::is_of_cluster);
    // kafka, v3, clusters, the cluster's id
    let cluster = path.split('/').nth(4).filter(|_| is_of_cluster);
    premises.keys.iter().find(|it| it.cluster.as_deref() == cluster)
}
