//! An integration of two services: what lets a Kafka Connect service find its Kafka.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::Aiven;
use super::service::Place;
use crate::kernel::lifecycle::Takes;

/// A UUID.
pub type Id = Arc<str>;

#[derive(Debug, Clone)]
pub struct Integration {
    pub id: Id,
    /// `kafka_connect` or another.
    pub kind: String,
    pub source: Place,
    pub dest: Place,
    pub user_config: Map<String, Value>,
    pub is_active: bool,
    /// What is left of the time once it is active.
    pub rest: Option<Takes>,
}

impl Integration {
    /// Whether it gives a Kafka to the Kafka Connect service.
    pub fn links(&self, connect: &Place) -> bool {
        self.kind == "kafka_connect" && self.dest == *connect
    }

    pub fn touches(&self, place: &Place) -> bool {
        self.source == *place || self.dest == *place
    }

    /// As operations on integrations and on services show it (API document, `service_integration`).
    pub fn show(&self, vendor: &Aiven) -> Value {
        let kind = |place| vendor.service(place).map_or("", |it| it.kind.as_str());
        json!({
            "active": self.is_active,
            "description": format!(
                "Kafka Connect from {} to {}", self.source.service, self.dest.service
            ),
            "dest_endpoint": null,
            "dest_endpoint_id": null,
            "dest_project": self.dest.project,
            "dest_service": self.dest.service,
            "dest_service_type": kind(&self.dest),
            "enabled": true,
            "integration_type": self.kind,
            "service_integration_id": self.id,
            "source_endpoint": null,
            "source_endpoint_id": null,
            "source_project": self.source.project,
            "source_service": self.source.service,
            "source_service_type": kind(&self.source),
            "user_config": self.user_config,
        })
    }
}
