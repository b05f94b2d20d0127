//! What connectors say about their failures: traces, and the messages of tasks.

use super::offsets::Change;

/// What a field of a configuration is told that names a host nobody answers at (HTTP Source connector,
/// "Frequently asked questions").
pub const UNREACHABLE: &str = "Could not connect to the configured host:port";

/// HTTP Source connector, "Frequently asked questions". That it is the whole trace is UNCONFIRMED.
pub const INVALID_KEY: &str = "Connector startup failed due to invalid Kafka API Key";

/// What the field of a service account is told that nobody has; UNCONFIRMED.
pub const UNKNOWN_ACCOUNT: &str = "Provided service account does not exist";

/// Where a rule lets tasks fail and does not say how. As Apache Kafka words it; UNCONFIRMED.
pub const TASK_FAILED: &str = "org.apache.kafka.connect.errors.ConnectException: Task is being killed and will not recover until manually restarted";

/// Of a configuration that is good by its schema, and of no use at run time: as Confluent Cloud says it,
/// with one `field: message` a line.
pub fn of_validation(errors: &[String]) -> String {
    let errors = errors.join("\n");
    format!(
        "Unable to validate configuration. If an update was made to the configuration, this means that the \
         configuration was invalid, and the connector continues to operate on a previous configuration that \
         passed validation. Errors:\n{errors}\n"
    )
}

/// What the status of a request for other offsets says once it is applied.
pub fn of_offsets(change: Change) -> String {
    let done = match change {
        Change::Patch => "altered",
        Change::Delete => "reset",
    };
    format!(
        "The Connect framework-managed offsets for this connector have been {done} successfully. However, \
         if this connector manages offsets externally, they will need to be manually {done} in the system \
         that the connector uses."
    )
}

/// Where a rule lets such a request fail and does not say why. UNCONFIRMED.
pub const OFFSETS_FAILED: &str = "The offsets of the connector could not be altered. The connector continues with its previous offsets.";

/// What mends an error, by its trace. The real ones are written by a machine for each trace; UNCONFIRMED.
pub fn recommendations(trace: &str) -> Vec<&'static str> {
    let mut advice = Vec::new();
    if trace.contains(UNREACHABLE) {
        advice.push("Verify that the host in the connector configuration is right, and that it can be reached from Confluent Cloud.");
    }
    if trace.contains("API Key") || trace.contains("ApiKey") {
        advice.push("Verify that the Kafka API key is valid, and that its owner may read and write the topics.");
    }
    if advice.is_empty() {
        advice.push("Check the configuration of the connector, and restart it.");
    }
    advice
}
