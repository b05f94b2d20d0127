//! A user of Confluent Cloud: links with keys in them, connectors with secrets, topics.

use base64::{Engine, engine::general_purpose::STANDARD};
use jiff::Timestamp;
use serde_json::{Value, json};
use wavetank::kernel::chance::Draw;
use wavetank::kernel::http::Request;

use crate::history::pick;
use crate::support::calls::{call, put};

const CLOUD_SECRET: &str = "cfltCloud0Secret+of/OURS";
const KAFKA_SECRET: &str = "cfltKafka1Secret+of/OURS";
const BEARER: &str = "eyJhbGciOiJub25lIn0.tell-NOBODY1.x";
const PASSWORD: &str = "p4ss w0rd; of \"ours\"";
const EXAMPLE: &str = "cfltEXAMPLEdoNotUseThisSecretOutsideOfTests";

pub(crate) const SECRETS: [&str; 5] =
    [CLOUD_SECRET, KAFKA_SECRET, BEARER, "p4ss w0rd", "S3cret-of-a-header"];

/// Keys of our own, or those that exist anyway.
pub(crate) fn premises(own: bool) -> Value {
    if !own {
        return json!({});
    }
    json!({
        "keys": [
            { "id": "CLOUDKEY", "secret": CLOUD_SECRET },
            { "id": "KAFKAKEY1", "secret": KAFKA_SECRET, "cluster": "lkc-abc123" },
            { "id": "KAFKAKEY2", "secret": KAFKA_SECRET, "cluster": "lkc-def456" },
        ],
        "tokens": [{ "token": BEARER }],
    })
}

/// Knows which premises the world has.
pub(crate) struct User {
    pub(crate) own: bool,
}

impl User {
    pub(crate) fn request(&self, draw: &mut Draw, wall: Timestamp) -> Request {
        let (method, target, body) = self.asked(draw);
        let body = body.map(|it| it.to_string()).unwrap_or_default();
        let mut request = call((method, &target), None, body, wall);
        self.prove(&mut request, draw);
        request
    }

    fn key(&self, of: &str) -> (&'static str, &'static str) {
        match (of, self.own) {
            ("cloud", true) => ("CLOUDKEY", CLOUD_SECRET),
            ("cloud", false) => ("CLOUDKEYEXAMPLE1", EXAMPLE),
            ("lkc-abc123", true) => ("KAFKAKEY1", KAFKA_SECRET),
            ("lkc-abc123", false) => ("KAFKAKEYEXAMPLE1", EXAMPLE),
            (_, true) => ("KAFKAKEY2", KAFKA_SECRET),
            (_, false) => ("KAFKAKEYEXAMPLE2", EXAMPLE),
        }
    }

    fn asked(&self, draw: &mut Draw) -> (&'static str, String, Option<Value>) {
        let name = ["orders", "clicks"][pick(draw, 2)];
        let kafka = format!("/kafka/v3/clusters/{}", ["lkc-abc123", "lkc-def456"][pick(draw, 2)]);
        let connectors =
            "/connect/v1/environments/env-abc123/clusters/lkc-abc123/connectors".to_owned();
        match draw.below(14) {
            0 | 1 => ("POST", format!("{kafka}/links?link_name={name}"), Some(self.link(draw))),
            2 => ("GET", format!("{kafka}/links"), None),
            3 => ("GET", format!("{kafka}/links/{name}/configs"), None),
            4 => ("DELETE", format!("{kafka}/links/{name}"), None),
            5 => {
                let body =
                    json!({ "data": [{ "name": "sasl.jaas.config", "value": self.jaas() }] });
                ("PUT", format!("{kafka}/links/{name}/configs:alter"), Some(body))
            }
            6 | 7 => {
                let body = json!({ "name": name, "config": self.config(name, draw) });
                ("POST", connectors, Some(body))
            }
            8 => ("GET", format!("{connectors}?expand=info,status,id"), None),
            9 => ("GET", format!("{connectors}/{name}/config"), None),
            10 => ("PUT", format!("{connectors}/{name}/config"), Some(self.config(name, draw))),
            11 => ("DELETE", format!("{connectors}/{name}"), None),
            12 => ("POST", format!("{kafka}/topics"), Some(json!({ "topic_name": name }))),
            _ => ("GET", format!("{kafka}/topics"), None),
        }
    }

    fn jaas(&self) -> String {
        let (id, secret) = self.key("lkc-def456");
        let module = "org.apache.kafka.common.security.plain.PlainLoginModule";
        format!("{module} required username=\"{id}\" password=\"{secret}\";")
    }

    fn link(&self, draw: &mut Draw) -> Value {
        let other = json!({ "name": "ssl.key.password", "value": PASSWORD });
        let mut configs = vec![
            json!({ "name": "bootstrap.servers", "value": "lkc-def456-bootstrap-server:9092" }),
            json!({ "name": "security.protocol", "value": "SASL_SSL" }),
            json!({ "name": "sasl.mechanism", "value": "PLAIN" }),
            json!({ "name": "sasl.jaas.config", "value": self.jaas() }),
        ];
        configs.extend((draw.below(4) == 0).then_some(other));
        json!({ "source_cluster_id": "lkc-def456", "configs": configs })
    }

    fn config(&self, name: &str, draw: &mut Draw) -> Value {
        let (id, secret) = self.key("lkc-abc123");
        let secret = if draw.below(5) == 0 { "****************" } else { secret };
        json!({
            "connector.class": "HttpSource",
            "name": name,
            "kafka.api.key": id,
            "kafka.api.secret": secret,
            "topic.name.pattern": name,
            "url": "http://example.com/orders",
            "auth.type": "basic",
            "connection.user": "u",
            "connection.password": PASSWORD,
            "http.request.sensitive.headers": "X-Key: S3cret-of-a-header",
            "output.data.format": "JSON",
            "tasks.max": "1",
        })
    }

    fn prove(&self, request: &mut Request, draw: &mut Draw) {
        let of = match request.path().split('/').nth(4) {
            Some(cluster) if request.path().starts_with("/kafka/") => cluster,
            _ => "cloud",
        };
        let (id, secret) = self.key(of);
        let proof = match draw.below(12) {
            0 => return,
            1 => format!("Bearer {BEARER}"),
            2 => format!("Basic {}", STANDARD.encode(format!("{id}:wrong-Secret1"))),
            3 => "Basic not#base64".to_owned(),
            _ => format!("Basic {}", STANDARD.encode(format!("{id}:{secret}"))),
        };
        put(request, "authorization", &proof);
    }
}
