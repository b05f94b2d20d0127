//! Scripted calls, proved as Confluent's clients do: an API key over Basic authentication.
//!
//! Whether a key is good is `auth`'s to say.

use base64::{Engine, engine::general_purpose::STANDARD};
use http::header::{AUTHORIZATION, HeaderValue};

use super::premises::{Key, Premises};
use super::surface::Surface;
use crate::kernel::http::Request;
use crate::kernel::signatory::Signatory;

/// What stands for a key where the premises have none of the right kind: lenient mode takes it.
const STRANGER: &str = "NOBODYSKEY";

/// Adds the header. Where nobody says which key, it is the first that is good for what is called.
pub(super) fn sign(premises: &Premises, request: &mut Request, signatory: &Signatory<'_>) {
    let known = match signatory.key {
        Some(id) => premises.keys.iter().find(|it| it.id == id),
        None => premises.keys.iter().find(|it| is_for(it, request.path())),
    };
    let id = signatory.key.or(known.map(|it| it.id.as_str())).unwrap_or(STRANGER);
    let secret = signatory.secret.or(known.map(|it| it.secret.0.as_str())).unwrap_or_default();
    let proof = format!("Basic {}", STANDARD.encode(format!("{id}:{secret}")));
    let proof = HeaderValue::from_str(&proof).expect("base64 is a header value");
    request.headers.insert(AUTHORIZATION, proof);
}

/// Whether the key is for the service, and the cluster, of that path.
fn is_for(key: &Key, path: &str) -> bool {
    if !Surface::of(path).is_some_and(Surface::is_of_cluster) {
        return key.cluster.is_none();
    }
    // "", kafka, v3, clusters, the cluster's id
    path.split('/').nth(4).is_some_and(|it| key.cluster.as_deref() == Some(it))
}
