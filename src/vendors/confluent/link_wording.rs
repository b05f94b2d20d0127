//! Sentences about cluster links and mirror topics, as Confluent Cloud and its clients quote them.
//!
//! A part of `errors`.

use super::errors::{Error, Kind};
use super::mirror::Status;

pub fn link_not_found(name: &str) -> Error {
    let message = format!("The cluster link doesn't exist: Cluster link '{name}' does not exist.");
    Error::new(Kind::LinkNotFound, message)
}

pub fn link_exists(name: &str) -> Error {
    let message = format!(
        "A cluster link already exists with the provided link name: Unable to validate cluster link \
         due to error: Cluster link '{name}' already exists."
    );
    Error::new(Kind::LinkExists, message)
}

pub fn link_to_self(cluster: &str) -> Error {
    let message = format!(
        "Source cluster ID matches local cluster ID {cluster}. Cannot create cluster link to self."
    );
    Error::new(Kind::InvalidRequest, message)
}

/// UNCONFIRMED: from a server of 2020.
pub fn link_mismatch(expected: &str, resolved: &str) -> Error {
    let message =
        format!("Expected cluster ID '{expected}' does not match resolved cluster ID '{resolved}'");
    Error::new(Kind::InvalidRequest, message)
}

/// The full stop behind a message that ends with one is the service's own.
pub fn link_invalid(code: &str, message: &str) -> Error {
    let message = format!(
        "Invalid cluster link. Link error code: {code}. Link error message: {message}. Error \
         message: Unable to validate cluster link due to error: The provided cluster is invalid."
    );
    Error::new(Kind::LinkInvalid, message)
}

pub fn link_mechanism(mechanism: &str, known: &[String]) -> Error {
    let message = format!(
        "Unable to validate cluster link due to error: Client SASL mechanism '{mechanism}' not \
         enabled in the server, enabled mechanisms are [{}]",
        known.join(", ")
    );
    Error::new(Kind::LinkRefused, message)
}

/// The end of the sentence is Kafka's, of a client without a login.
pub fn link_unusable() -> Error {
    let message = "Unable to validate cluster link due to error: Unable to create client using \
                   provided properties when validating the cluster link: Could not find a \
                   'KafkaClient' entry in the JAAS configuration. System property \
                   'java.security.auth.login.config' is not set";
    Error::new(Kind::LinkInvalid, message)
}

/// UNCONFIRMED: only its end is known.
pub fn link_without_twin(name: &str) -> Error {
    let message = format!(
        "Unable to validate cluster link due to error: the destination cluster does not have a link \
         named {name}"
    );
    Error::new(Kind::LinkInvalid, message)
}

/// UNCONFIRMED.
pub fn link_id_mismatch(wanted: &str, found: &str) -> Error {
    let message = format!(
        "Expected cluster link ID '{wanted}' does not match the ID '{found}' of the cluster link on \
         the remote cluster."
    );
    Error::new(Kind::InvalidRequest, message)
}

/// UNCONFIRMED.
pub fn link_id_taken(name: &str) -> Error {
    let message = format!("The cluster link ID of '{name}' belongs to another cluster link.");
    Error::new(Kind::InvalidRequest, message)
}

/// UNCONFIRMED: from a server of 2020; the code is a CHOICE.
pub fn link_in_use(name: &str, id: &str, topics: &str) -> Error {
    let message = format!("Cluster link '{name}' with ID '{id}' in used by topics: {topics}");
    Error::new(Kind::LinkInUse, message)
}

pub fn link_unresolved(name: &str) -> Error {
    let message = format!("Unable to resolve cluster link information for {name}");
    Error::new(Kind::LinkUnresolved, message)
}

/// UNCONFIRMED.
pub fn mirror_not_found(topic: &str, link: &str) -> Error {
    let message = format!("Mirror topic '{topic}' does not exist on cluster link '{link}'.");
    Error::new(Kind::NotFound, message)
}

pub fn topic_exists(name: &str) -> Error {
    Error::new(Kind::InvalidRequest, format!("Topic '{name}' already exists."))
}

/// Kafka REST API, the example of `updateKafkaMirrorTopicsPromote`.
pub fn already_stopped(topic: &str, link: &str) -> String {
    format!("Topic '{topic}' has already stopped its mirror from '{link}'")
}

/// UNCONFIRMED: from a server of 2020.
pub fn not_mirrored(topic: &str) -> String {
    format!("Topic '{topic}' is not mirrored")
}

/// UNCONFIRMED.
pub fn wrong_state(topic: &str, status: Status) -> String {
    let state = serde_json::to_value(status).unwrap_or_default();
    format!(
        "The operation is not possible while mirror topic '{topic}' is in state {}.",
        state.as_str().unwrap_or_default()
    )
}

/// UNCONFIRMED.
pub fn not_bidirectional(link: &str) -> String {
    format!("The operation requires a bidirectional cluster link, and '{link}' is not one.")
}
