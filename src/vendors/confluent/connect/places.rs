//! Where calls lead: environment, Kafka cluster, connector. Everything that is not there is told here.

use std::sync::Arc;

use http::StatusCode;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::Connect;
use super::connector::{Connector, Kind as Runs};
use super::secrets::{self, ALWAYS};
use super::{Config, Due};
use crate::kernel::http::Response;
use crate::kernel::room::{Ctx, observe};
use crate::kernel::route::{It, Unread, typed, written};
use crate::vendors::confluent::errors::{Kind, Result};
use crate::vendors::confluent::premises::Cluster;
use crate::vendors::confluent::{Confluent, premises};

/// What the path says of an operation on a cluster.
#[derive(Debug, Deserialize, JsonSchema)]
pub struct Here {
    pub environment_id: String,
    pub kafka_cluster_id: String,
}

/// Of an operation on a connector.
#[derive(Debug, Deserialize, JsonSchema)]
pub struct There {
    pub environment_id: String,
    pub kafka_cluster_id: String,
    pub connector_name: String,
}

/// Lifts a handler that takes no body: 200 with what it shows.
pub fn shown<P: DeserializeOwned, A: Serialize>(
    it: It<'_, '_, Confluent>,
    handler: impl FnOnce(&mut Confluent, &mut Ctx<'_, Confluent>, &P) -> Result<A>,
) -> Result<Response> {
    typed(it, |vendor, ctx, args: P, _: Unread| handler(vendor, ctx, &args))
}

/// Lifts a handler that takes no body, and shows nothing at once: 202.
pub fn accepted<P: DeserializeOwned>(
    it: It<'_, '_, Confluent>,
    handler: impl FnOnce(&mut Confluent, &mut Ctx<'_, Confluent>, &P) -> Result<()>,
) -> Result<Response> {
    written(it, |vendor, ctx, args: P, _: Unread| {
        handler(vendor, ctx, &args)?;
        Ok(Response::new(StatusCode::ACCEPTED, ""))
    })
}

/// The cluster, if it is in that environment. One answer for everything that is not: an account that may
/// not see it gets the same.
pub fn cluster<'a>(
    premises: &'a premises::Premises,
    (environment, id): (&str, &str),
) -> Result<&'a Cluster> {
    let first = premises.environments.first().map(|it| it.id.as_str());
    let cluster = premises.clusters.iter().find(|it| it.id == id);
    let is_there = |it: &&Cluster| it.environment.as_deref().or(first) == Some(environment);
    cluster.filter(is_there).ok_or_else(|| Kind::AccountNotFound.into())
}

/// The connector, after what only waited for it to be read.
pub fn seen<'a>(
    vendor: &'a mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    there: &There,
) -> Result<&'a Connector> {
    let key = format!("{}/{}", there.kafka_cluster_id, there.connector_name);
    observe(vendor, ctx, &shown_key(&key));
    observe(vendor, ctx, &key);
    cluster(&vendor.premises, (&there.environment_id, &there.kafka_cluster_id))?;
    let found = vendor.connect.find(&there.kafka_cluster_id, &there.connector_name);
    found.filter(|it| !it.is_hidden).ok_or_else(|| Kind::ConnectorNotFound.into())
}

/// What reads of a connector are counted under that do not see it yet.
pub fn shown_key(key: &str) -> String {
    format!("{key}/shown")
}

/// The connector, to do something with it.
pub fn held<'a>(vendor: &'a mut Confluent, there: &There) -> Result<&'a mut Connector> {
    cluster(&vendor.premises, (&there.environment_id, &there.kafka_cluster_id))?;
    let found = vendor.connect.find_mut(&there.kafka_cluster_id, &there.connector_name);
    found.ok_or_else(|| Kind::ConnectorNotFound.into())
}

impl Connect {
    pub fn find(&self, cluster: &str, name: &str) -> Option<&Connector> {
        self.connectors.get(cluster)?.get(name)
    }

    pub fn find_mut(&mut self, cluster: &str, name: &str) -> Option<&mut Connector> {
        self.connectors.get_mut(cluster)?.get_mut(name)
    }

    /// Those that reads see, in the order of names. UNCONFIRMED for Confluent Cloud.
    pub fn of_cluster(&self, cluster: &str) -> impl Iterator<Item = &Connector> {
        self.all_of(cluster).filter(|it| !it.is_hidden)
    }

    pub fn all_of(&self, cluster: &str) -> impl Iterator<Item = &Connector> {
        self.connectors.get(cluster).into_iter().flat_map(|it| it.values())
    }

    pub fn all(&self) -> impl Iterator<Item = &Connector> {
        self.connectors.values().flat_map(|it| it.values())
    }

    pub fn insert(&mut self, connector: Connector) {
        let (cluster, name) = (&connector.place.cluster, &connector.place.name);
        let (cluster, name) = (Arc::clone(cluster), Arc::clone(name));
        self.connectors.entry(cluster).or_default().insert(name, connector);
    }

    pub fn remove(&mut self, cluster: &str, name: &str) -> Option<Connector> {
        self.connectors.get_mut(cluster)?.remove(name)
    }

    /// Whether values of that property are never shown, given what runs in the connector.
    pub fn is_secret(&self, kind: &Runs, name: &str) -> bool {
        let is_of_kind = match kind {
            Runs::Managed(plugin) => plugin.is_secret(name),
            Runs::Listed(_) => false,
            Runs::Custom(plugin, _) => self.custom.is_secret(plugin, name),
        };
        is_of_kind || ALWAYS.contains(&name)
    }

    /// The connector's configuration as it is shown: masked, and with what the service adds.
    pub fn shown(&self, connector: &Connector, cluster: &Cluster) -> Config {
        let mut config = secrets::mask(&connector.config, |it| self.is_secret(&connector.kind, it));
        let endpoint = format!("SASL_SSL://{}:9092", cluster.host());
        let mut add = |name: &str, value: &str| config.insert(name.to_owned(), value.to_owned());
        add("cloud.environment", "prod");
        add("cloud.provider", cluster.provider.word());
        add("kafka.endpoint", &endpoint);
        add("kafka.region", &cluster.region);
        if !matches!(connector.kind, Runs::Custom(..)) {
            add("kafka.max.partition.validation.disable", "false");
        }
        config
    }
}

/// As the whole vendor's timers carry it.
impl From<Due> for crate::vendors::confluent::Due {
    fn from(due: Due) -> Self {
        Self::Connect(due)
    }
}
