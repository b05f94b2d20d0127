//! Methods that the vendor has and this world does not: their paths in REST would be taken for those of others.

const CLUSTERS: &str = "/managed-kafka/v1/clusters/";
const SERVICE: &str = "yandex.cloud.mdb.kafka.v1.ClusterService";

/// The verbs behind a cluster's id (API Reference, Cluster), and what the methods are called in gRPC.
const VERBS: &[(&str, &str)] = &[
    ("logs", "ListLogs"),
    ("stream_logs", "StreamLogs"),
    ("listAccessBindings", "ListAccessBindings"),
    ("setAccessBindings", "SetAccessBindings"),
    ("updateAccessBindings", "UpdateAccessBindings"),
];

/// The service and the method that a path of REST is for; `None` if it is for none of these.
pub(super) fn method(path: &str) -> Option<(&'static str, &'static str)> {
    let rest = path.strip_prefix(CLUSTERS)?;
    let (_, verb) = rest.split_once(':').filter(|(id, _)| !id.contains('/'))?;
    let (_, method) = VERBS.iter().find(|(known, _)| *known == verb)?;
    Some((SERVICE, method))
}
