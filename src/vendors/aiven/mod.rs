//! Aiven: Kafka Connect of a service, and what stands around it.

pub mod plugins;
