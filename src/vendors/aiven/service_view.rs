//! How a service is shown: in part as its settings, in part as what stands around it.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::service::{Instant, Phase, Service};
use super::service_types;

/// What is shown instead of a password that nobody asked for.
const REDACTED: &str = "<redacted>";

/// A part of a service that is reached by itself.
struct Component {
    name: &'static str,
    port: u16,
}

impl Service {
    pub fn host(&self) -> String {
        format!("{}-{}.aivencloud.com", self.place.service, self.place.project)
    }

    /// As operations on services show it (API document, `service`), with its `integrations`.
    ///
    /// UNCONFIRMED: without `include_secrets` passwords are shown or not, as `with_secrets` says.
    pub fn show(&self, at: Instant, integrations: &[Value], with_secrets: bool) -> Value {
        let state = self.state(at);
        let nodes = self.nodes(state);
        let password = if with_secrets { self.password.as_str() } else { REDACTED };
        let time = |time: Option<Timestamp>| time.unwrap_or(at.epoch).to_string();
        json!({
            "service_name": self.place.service,
            "service_type": self.kind,
            "service_type_description": service_types::description(&self.kind),
            "state": state,
            "plan": self.plan,
            "cloud_name": self.cloud,
            "group_list": ["default"],
            "create_time": time(self.created_at),
            "update_time": time(self.updated_at),
            "project_vpc_id": null,
            "termination_protection": self.termination_protection,
            "service_integrations": integrations,
            "node_count": self.node_count(),
            "node_states": nodes,
            "user_config": self.settings(),
            "service_uri": self.uri(password),
            "service_uri_params": { "host": self.host(), "port": self.port.to_string() },
            "connection_info": self.connection_info(password),
            "components": self.components(),
            "disk_space_mb": self.disk_space_mb(),
            "maintenance": self.maintenance,
            "metadata": {},
            "tags": self.tags,
            "databases": [],
            "users": [{ "username": "avnadmin", "type": "primary", "password": password }],
            "backups": [],
            "acl": [],
            "topics": [],
            "features": {},
        })
    }

    /// What the user has set, over what a Kafka service begins with: clients look these three up.
    fn settings(&self) -> Map<String, Value> {
        let mut settings = Map::new();
        if self.kind == "kafka" {
            for name in ["kafka_connect", "kafka_rest", "schema_registry"] {
                settings.insert(name.into(), false.into());
            }
        }
        settings.extend(self.user_config.clone());
        settings
    }

    fn is_set(&self, name: &str) -> bool {
        self.user_config.get(name) == Some(&Value::Bool(true))
    }

    /// Kafka has three nodes, or six and more on larger plans; Kafka Connect has as many as its plan says.
    /// UNCONFIRMED.
    fn node_count(&self) -> usize {
        let plan = self.plan.split('-').next().unwrap_or_default();
        match (self.kind.as_str(), plan) {
            (_, "free" | "hobbyist") => 1,
            ("kafka", "startup" | "business") | (_, "business") => 3,
            (_, "premium") => 6,
            _ => 2,
        }
    }

    fn disk_space_mb(&self) -> u64 {
        if self.kind == "kafka" { 600 * 1024 } else { 80 * 1024 }
    }

    fn nodes(&self, state: Phase) -> Vec<Value> {
        let word = match state {
            Phase::Poweroff => return Vec::new(),
            Phase::Rebuilding => "setting_up_vm",
            Phase::Rebalancing => "syncing_data",
            Phase::Running => "running",
        };
        let node = |number| json!({ "name": format!("{}-{number}", self.place.service), "state": word, "progress_updates": [] });
        (1..=self.node_count()).map(node).collect()
    }

    fn component_list(&self) -> Vec<Component> {
        let mut found = vec![Component { name: "main", port: self.port }];
        if self.kind == "kafka" {
            found[0].name = "kafka";
            let parts = [("kafka_connect", 3), ("kafka_rest", 4), ("schema_registry", 5)];
            let parts = parts.into_iter().filter(|(name, _)| self.is_set(name));
            found.extend(parts.map(|(name, after)| Component { name, port: self.port + after }));
        } else if self.kind == "kafka_connect" {
            found[0].name = "kafka_connect";
        }
        found
    }

    fn components(&self) -> Vec<Value> {
        let components = self.component_list().into_iter();
        components
            .map(|it| {
                let mut shown = json!({
                    "component": it.name,
                    "host": self.host(),
                    "port": it.port,
                    "route": "dynamic",
                    "usage": "primary",
                });
                if it.name == "kafka" {
                    shown["kafka_authentication_method"] = "certificate".into();
                }
                shown
            })
            .collect()
    }

    fn uri(&self, password: &str) -> Value {
        match self.kind.as_str() {
            "kafka" => format!("{}:{}", self.host(), self.port).into(),
            _ => format!("https://avnadmin:{password}@{}:{}", self.host(), self.port).into(),
        }
    }

    /// A client looks up an address for each of the three that is switched on.
    fn connection_info(&self, password: &str) -> Value {
        let mut info = Map::new();
        for it in self.component_list() {
            let address = format!("{}:{}", self.host(), it.port);
            let with_user = format!("https://avnadmin:{password}@{address}");
            match it.name {
                "kafka" => info.insert("kafka".into(), json!([address])),
                "main" => info.insert("uri".into(), json!([with_user])),
                name => info.insert(format!("{name}_uri"), with_user.into()),
            };
        }
        Value::Object(info)
    }
}
