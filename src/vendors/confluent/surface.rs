//! Which of Confluent Cloud's services a request is for: each words its failures in its own way.

/// A part of the API with one way to fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Surface {
    /// Kafka REST v3, on a cluster's own endpoint: clusters, topics, records, ACLs.
    Kafka,
    /// Likewise cluster links and mirror topics, which refuse otherwise (Kafka REST API,
    /// `ClusterAuthorizationErrorResponse`).
    Links,
    /// Connect v1, on `api.confluent.cloud`.
    Connect,
    /// Custom connector plugins and their versions, on `api.confluent.cloud`.
    Plugins,
}

impl Surface {
    /// The one that a path belongs to; `None` for other vendors' paths.
    pub fn of(path: &str) -> Option<Self> {
        let under = |prefix: &str| {
            path.strip_prefix(prefix).filter(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        if let Some(rest) = under("/kafka/v3") {
            // clusters, the cluster's id, links
            let is_link = rest.split('/').nth(3) == Some("links");
            return Some(if is_link { Self::Links } else { Self::Kafka });
        }
        if let Some(rest) = under("/connect/v1") {
            let is_connect = rest.is_empty() || rest.starts_with("/environments");
            return Some(if is_connect { Self::Connect } else { Self::Plugins });
        }
        under("/ccpm/v1").map(|_| Self::Plugins)
    }

    /// Whether its credential is the key of one Kafka cluster, and not of the cloud.
    pub fn is_of_cluster(self) -> bool {
        matches!(self, Self::Kafka | Self::Links)
    }
}

#[cfg(test)]
mod tests {
    use super::Surface;

    #[test]
    fn a_path_tells_the_service() {
        #[rustfmt::skip]
        let cases = [
            ("/kafka/v3/clusters/lkc-1",               Some(Surface::Kafka)),
            ("/kafka/v3/clusters/lkc-1/topics/links",  Some(Surface::Kafka)),
            ("/kafka/v3/clusters/lkc-1/links",         Some(Surface::Links)),
            ("/kafka/v3/clusters/lkc-1/links/l/x",     Some(Surface::Links)),
            ("/kafka/v30/clusters",                    None),
            ("/connect/v1/environments/e/clusters/c",  Some(Surface::Connect)),
            ("/connect/v1/custom-connector-plugins",   Some(Surface::Plugins)),
            ("/ccpm/v1/plugins",                       Some(Surface::Plugins)),
            ("/v1/connectors",                         None),
        ];
        for (path, surface) in cases {
            assert_eq!(Surface::of(path), surface, "{path}");
        }
    }
}
