//! Kafka REST v3: its part of the table, what can fall due there, and the state behind it.

use http::Method;
use serde_json::{Value, json};

use super::premises::Premises;
use super::{Confluent, clusters, rest};
use crate::kernel::room::Ctx;
use crate::kernel::route::{Named, Route};

/// All Kafka clusters, and what lies between them.
#[derive(Debug, Clone)]
pub struct Kafka {
    pub clusters: clusters::Clusters,
}

#[derive(Debug, Clone, Copy)]
pub enum Due {}

impl Kafka {
    pub fn new(premises: &Premises) -> Self {
        Self { clusters: clusters::Clusters::new(premises) }
    }

    /// All resources, as the state shows them.
    pub fn show(&self) -> Value {
        json!({})
    }
}

#[rustfmt::skip] // A table: one operation, one line.
pub fn routes() -> Vec<Route<Confluent>> {
    use rest::asked;
    let new = Route::new;
    let cluster = Named::Label("cluster_id");
    let source = "Kafka REST API v3";
    vec![
        new("getKafkaCluster", Method::GET, "/kafka/v3/clusters/{cluster_id}", |it| asked(it, clusters::get)).named(cluster).source(source),
    ]
}

pub fn fall_due(_: &mut Confluent, due: Due, _: &mut Ctx<'_, Confluent>) {
    match due {}
}
