//! Somebody who does things at random, remembers what came of them, and looks at everything.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::time::Duration;

use bytes::Bytes;
use jiff::Timestamp;
use serde_json::{Value, json};
use wavetank::kernel::chance::Draw;
use wavetank::kernel::faults::Rule;
use wavetank::kernel::http::{Request, Response};
use wavetank::kernel::settings::Settings;
use wavetank::world::{Setup, World};

use crate::calls::{self, KEY, REGION};

/// One thing that a client does, as numbers: what (see [`Client::request`]), to which of a few resources,
/// and how many milliseconds after what it did before.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Act {
    pub(crate) what: u8,
    pub(crate) whom: u8,
    pub(crate) later: u16,
}

pub(crate) const WHATS: u8 = 24;
pub(crate) const WHOMS: u8 = 4;

impl Act {
    pub(crate) fn drawn(draw: &mut Draw) -> Self {
        let mut below = |bound: u64| u16::try_from(draw.below(bound)).expect("below the bound");
        let (what, whom, later) = (below(WHATS.into()), below(WHOMS.into()), below(2500));
        let byte = |number: u16| u8::try_from(number).expect("a small number");
        Self { what: byte(what), whom: byte(whom), later }
    }
}

/// Somebody with a world, and what they remember of its answers.
#[derive(Debug)]
pub(crate) struct Client {
    pub(crate) world: World,
    pub(crate) now: Timestamp,
    /// By kind and name; a version by `version` and name.
    pub(crate) known: BTreeMap<(&'static str, String), String>,
    /// All answers, in their order: whole, and only their statuses and bodies.
    pub(crate) answers: String,
    pub(crate) bodies: Vec<(u16, Bytes)>,
}

impl Client {
    pub(crate) fn new(seed: u64) -> Self {
        Self::of(Settings { seed, ..Settings::default() }, vec![])
    }

    pub(crate) fn of(settings: Settings, rules: Vec<Rule>) -> Self {
        let now = settings.epoch;
        let setup = Setup::new(settings, rules, &BTreeMap::new()).expect("no premises");
        let world = World::new(&setup);
        Self { world, now, known: BTreeMap::new(), answers: String::new(), bodies: vec![] }
    }

    pub(crate) fn fork(&self) -> Self {
        let (world, known) = (self.world.fork(), self.known.clone());
        let (answers, bodies) = (self.answers.clone(), self.bodies.clone());
        Self { world, now: self.now, known, answers, bodies }
    }

    pub(crate) fn play(&mut self, script: &[Act]) {
        for act in script {
            self.act(*act);
        }
    }

    pub(crate) fn act(&mut self, act: Act) -> Response {
        self.now += Duration::from_millis(act.later.into());
        let name = format!("n{}", act.whom);
        let request = self.request(act, &name);
        self.send(&request, &name)
    }

    pub(crate) fn send(&mut self, request: &Request, name: &str) -> Response {
        let answer = self.world.handle(self.now, request);
        let _ = writeln!(self.answers, "{} {:?} {:?}", answer.status, answer.headers, answer.body);
        self.bodies.push((answer.status.as_u16(), answer.body.clone()));
        let body: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
        if answer.status == 200 {
            for (member, kind) in [
                ("customPluginArn", "plugin"),
                ("connectorArn", "connector"),
                ("currentVersion", "version"),
                ("workerConfigurationArn", "workers"),
                ("connectorOperationArn", "operation"),
            ] {
                if let Some(text) = body[member].as_str() {
                    self.known.insert((kind, name.to_owned()), text.to_owned());
                }
            }
        }
        answer
    }

    /// What the client remembers, encoded for a path.
    pub(crate) fn arn(&self, kind: &'static str, name: &str) -> String {
        let nobody = format!("arn:aws:kafkaconnect:us-east-1:123456789012:{kind}/{name}/0-2");
        let known = self.known.get(&(kind, name.to_owned())).unwrap_or(&nobody);
        known.replace(':', "%3A").replace('/', "%2F")
    }

    pub(crate) fn request(&self, act: Act, name: &str) -> Request {
        let arn = |kind| self.arn(kind, name);
        let (connector, plugin, workers) = (arn("connector"), arn("plugin"), arn("workers"));
        let version = arn("version");
        let number = act.later % 3 + 1;
        let none = Value::Null;
        let (method, target, body) = match act.what {
            0 => ("POST", "/v1/custom-plugins".into(), new_plugin(name)),
            1 => ("GET", format!("/v1/custom-plugins/{plugin}"), none),
            2 => ("DELETE", format!("/v1/custom-plugins/{plugin}"), none),
            3 | 4 => {
                let plugin = self.known.get(&("plugin", name.to_owned()));
                let plugin = plugin.map_or("arn:aws:kafkaconnect:", String::as_str);
                ("POST", "/v1/connectors".into(), new_connector(name, plugin))
            }
            5 | 6 => ("GET", format!("/v1/connectors/{connector}"), none),
            7 => {
                let capacity = json!({"mcuCount": 1, "workerCount": number});
                let body = json!({"capacity": {"provisionedCapacity": capacity}});
                ("PUT", format!("/v1/connectors/{connector}?currentVersion={version}"), body)
            }
            8 => {
                let body = json!({"connectorConfiguration": {"number": number.to_string()}});
                ("PUT", format!("/v1/connectors/{connector}?currentVersion={version}"), body)
            }
            9 => ("PUT", format!("/v1/connectors/{connector}/pause"), none),
            10 => ("PUT", format!("/v1/connectors/{connector}/resume"), none),
            11 => ("POST", format!("/v1/connectors/{connector}/restart"), none),
            12 => ("DELETE", format!("/v1/connectors/{connector}"), none),
            13 => ("GET", format!("/v1/connectors?maxResults={number}"), none),
            14 => ("GET", format!("/v1/connectors/{connector}/operations?maxResults=2"), none),
            15 => ("GET", format!("/v1/connectorOperations/{}", arn("operation")), none),
            16 => ("POST", "/v1/worker-configurations".into(), new_workers(name)),
            17 => ("GET", format!("/v1/worker-configurations/{workers}"), none),
            18 => ("DELETE", format!("/v1/worker-configurations/{workers}"), none),
            19 => ("POST", format!("/v1/tags/{connector}"), json!({"tags": {name: name}})),
            20 => ("DELETE", format!("/v1/tags/{connector}?tagKeys={name}"), none),
            21 => ("GET", format!("/v1/tags/{connector}"), none),
            22 => ("GET", "/v1/custom-plugins".into(), none),
            _ => ("GET", "/v1/nowhere".into(), none),
        };
        let body = if body.is_null() { String::new() } else { body.to_string() };
        calls::call((method, &target), Some((KEY, REGION)), body, self.now)
    }

    /// All items of a list, in pages of that size.
    pub(crate) fn list(&mut self, path: &str, member: &str, size: usize) -> Vec<Value> {
        let (mut items, mut token) = (Vec::new(), String::new());
        loop {
            let body = self.look(&format!("/v1/{path}?maxResults={size}{token}"));
            items.extend(body[member].as_array().expect("a list").iter().cloned());
            let Some(next) = body["nextToken"].as_str() else { return items };
            let next = next.replace('+', "%2B").replace('/', "%2F").replace('=', "%3D");
            token = format!("&nextToken={next}");
        }
    }

    pub(crate) fn describe(&mut self, path: &str, arn: &str) -> Value {
        self.look(&format!("/v1/{path}/{}", arn.replace(':', "%3A").replace('/', "%2F")))
    }

    fn look(&mut self, target: &str) -> Value {
        let request = calls::call(("GET", target), Some((KEY, REGION)), "", self.now);
        serde_json::from_slice(&self.world.handle(self.now, &request).body).expect("JSON")
    }

    /// Everything that can be seen of the world but its journal.
    pub(crate) fn state(&self) -> (Value, Option<Timestamp>) {
        (json!(self.world.state()), self.world.next_due())
    }

    pub(crate) fn journal(&self) -> String {
        let entries: Vec<_> = self.world.journal().entries().collect();
        format!("{entries:?}")
    }
}

pub(crate) fn new_plugin(name: &str) -> Value {
    let location = json!({"bucketArn": "arn:aws:s3:::b", "fileKey": name});
    json!({"name": name, "contentType": "ZIP", "location": {"s3Location": location}})
}

pub(crate) fn new_workers(name: &str) -> Value {
    json!({"name": name, "propertiesFileContent": "YT1i"})
}

pub(crate) fn new_connector(name: &str, plugin: &str) -> Value {
    json!({
        "connectorName": name,
        "capacity": {"provisionedCapacity": {"mcuCount": 1, "workerCount": 1}},
        "connectorConfiguration": {"number": "0"},
        "kafkaCluster": {"apacheKafkaCluster": {"bootstrapServers": "b:9092", "vpc": {"subnets": ["s"]}}},
        "kafkaClusterClientAuthentication": {"authenticationType": "NONE"},
        "kafkaClusterEncryptionInTransit": {"encryptionType": "TLS"},
        "kafkaConnectVersion": "3.7.x",
        "plugins": [{"customPlugin": {"customPluginArn": plugin, "revision": 1}}],
        "serviceExecutionRoleArn": "arn:aws:iam::123456789012:role/r",
    })
}
