//! A user of MSK Connect who does all that can be done, and much that cannot.

use base64::Engine;
use base64::alphabet;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{
    GeneralPurpose, GeneralPurposeConfig, STANDARD, STANDARD_NO_PAD, URL_SAFE,
};
use http::header::AUTHORIZATION;
use jiff::Timestamp;
use serde_json::{Value, json};
use wavetank::kernel::chance::Draw;
use wavetank::kernel::http::{Request, Response};

use crate::history::pick;
use crate::support::calls::{call, put};
use crate::support::sign::{Habit, Signer};

const KEY_SECRET: &str = "vErY+sEcReT/key0123456789";
const SESSION_TOKEN: &str = "FwoGZXIvYXdzEDdaTOKEN//\"quoted\"==";
const PASSWORDS: [&str; 4] = ["hunter2-S3cret", "kafka", "with \"quotes\" & \\ 1", "pässwört-Nr1"];
const SIGNATURE: &str = "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7";

/// Who is in the world: a key, a temporary key, and one that has expired.
pub(crate) fn premises() -> Value {
    json!({
        "accounts": [{ "id": "123456789012" }],
        "credentials": [
            { "access_key": "AKIDEXAMPLE", "secret": KEY_SECRET },
            { "access_key": "ASIATEMPORARY", "secret": KEY_SECRET, "session_token": SESSION_TOKEN },
            { "access_key": "AKIDEXPIRED", "secret": KEY_SECRET, "expires_at": "5s" },
            { "access_key": "AKIDLIMITED", "secret": KEY_SECRET, "deny": ["Delete*"] },
        ],
    })
}

const IN_A_FILE: &str = "in-A-File-1";

const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Another vendor's token, which has gone astray.
const STRAY: &str = "token-gone-astray";

const REFERER: &str = "https://u:in-An-Url-1@example.com/?token=tell-nobody";

/// Headers that are nearly of a signature.
fn odd(draw: &mut Draw) -> String {
    let scope = "AKIDEXAMPLE/20260108/us-east-1/kafkaconnect/aws4_request";
    let signed = format!("Credential={scope}, SignedHeaders=host, Signature=00");
    match draw.below(7) {
        0 => "AWS4-HMAC-SHA256 t3ll-N0body".to_owned(),
        1 => "AWS4-HMAC-SHA256 Credential=t3ll-N0body".to_owned(),
        2 => {
            let odd = signed.replace("EXAMPLE", "EXAMPLE:t3ll-N0body");
            format!("AWS4-HMAC-SHA256 {odd}")
        }
        3 => format!("AWS4-HMAC-SHA256 {signed}, Extra=t3ll-N0body"),
        4 => format!("AWS4-HMAC-SHA256 {}", signed.replace("aws4_request", "t3ll-N0body")),
        5 => format!("AWS4-HMAC-SHA256 {}", signed.replace("host", "host;x@t3ll-N0body")),
        _ => format!("AWS4-t3ll-N0body {signed}"),
    }
}

pub(crate) struct User {
    /// ARNs that answers told.
    arns: Vec<String>,
    versions: Vec<String>,
    tokens: Vec<String>,
    strict: bool,
}

impl User {
    pub(crate) fn new(strict: bool) -> Self {
        Self { arns: Vec::new(), versions: Vec::new(), tokens: Vec::new(), strict }
    }

    pub(crate) fn secrets() -> impl Iterator<Item = &'static str> {
        let unmistakable = PASSWORDS.into_iter().filter(|it| *it != "kafka");
        // As JSON has them, too.
        unmistakable.chain([
            KEY_SECRET,
            SESSION_TOKEN,
            "FwoGZXIvYXdzEDdaTOKEN",
            "with \\\"quotes\\\"",
            SIGNATURE,
            "tell-nobody",
            "t3ll-N0body",
            "in-An-Url-1",
            IN_A_FILE,
            STRAY,
        ])
    }

    pub(crate) fn learn(&mut self, answer: &Response) {
        let Ok(value) = serde_json::from_slice::<Value>(&answer.body) else { return };
        self.find(&value);
    }

    fn find(&mut self, value: &Value) {
        match value {
            Value::Object(members) => {
                for (name, value) in members {
                    match (name.as_str(), value) {
                        ("currentVersion", Value::String(it)) => self.versions.push(it.clone()),
                        ("nextToken", Value::String(it)) => self.tokens.push(it.clone()),
                        (_, Value::String(it)) if name.ends_with("Arn") => {
                            self.arns.push(it.clone());
                        }
                        _ => self.find(value),
                    }
                }
            }
            Value::Array(items) => items.iter().for_each(|it| self.find(it)),
            Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    fn arn(&self, draw: &mut Draw, kind: &str) -> String {
        let known: Vec<_> = self.arns.iter().rev().filter(|it| it.contains(kind)).take(6).collect();
        let unknown = "arn:aws:kafkaconnect:us-east-1:123456789012:connector/none/0-1".to_owned();
        if known.is_empty() || draw.below(12) == 0 {
            return unknown;
        }
        known[pick(draw, known.len() as u64)].clone()
    }

    pub(crate) fn request(&self, draw: &mut Draw, wall: Timestamp) -> Request {
        let (method, target, body) = self.asked(draw);
        let body = body.map(|it| it.to_string()).unwrap_or_default();
        let body = match draw.below(30) {
            0 => format!("{body},"),
            1 => body.replace(',', "\n,"),
            2 => body.chars().take(body.len() / 2).collect(),
            _ => body,
        };
        let mut request = call((method, &target), None, body, wall);
        match draw.below(40) {
            0 => put(&mut request, "authentication", "tell-nobody"),
            1 => put(&mut request, "x-session-id", "tell-nobody"),
            2 => put(&mut request, "x-amz-signature", SIGNATURE),
            3 => put(&mut request, "referer", REFERER),
            4 => put(&mut request, "x-upstream", "Bearer t3ll-N0body"),
            _ => {}
        }
        self.prove(&mut request, draw, wall);
        request
    }

    fn asked(&self, draw: &mut Draw) -> (&'static str, String, Option<Value>) {
        let path =
            |kind, arn: &str| format!("/v1/{kind}/{}", arn.replace(':', "%3A").replace('/', "%2F"));
        let name = ["orders", "clicks", "s3-sink"][pick(draw, 3)];
        let connector = path("connectors", &self.arn(draw, ":connector/"));
        let version = self.versions.last().cloned().unwrap_or_default();
        match draw.below(20) {
            0 | 1 => ("POST", "/v1/custom-plugins".into(), Some(plugin(name))),
            2 => ("POST", "/v1/worker-configurations".into(), Some(workers(name, draw))),
            3..6 => {
                let plugin = self.arn(draw, ":custom-plugin/");
                ("POST", "/v1/connectors".into(), Some(connector_of(name, &plugin, draw)))
            }
            6 | 7 => {
                let query = match self.tokens.last() {
                    Some(token) if draw.below(2) == 0 => {
                        format!("?maxResults=1&nextToken={}", token.replace('+', "%2B"))
                    }
                    _ => "?maxResults=1".to_owned(),
                };
                ("GET", format!("/v1/connectors{query}"), None)
            }
            8..12 => ("GET", connector, None),
            12 => {
                let body = json!({ "connectorConfiguration": settings(draw) });
                ("PUT", format!("{connector}?currentVersion={version}"), Some(body))
            }
            13 => ("DELETE", connector, None),
            14 => ("PUT", format!("{connector}/pause"), None),
            15 => ("GET", format!("{connector}/operations"), None),
            16 => ("GET", path("worker-configurations", &self.arn(draw, "worker-conf")), None),
            17 => {
                ("POST", path("tags", &self.arn(draw, "")), Some(json!({ "tags": { "a": "b" } })))
            }
            18 => {
                let target = [
                    "/v2/nowhere?password=tell-nobody",
                    "/v2/nowhere?X%2DAmz%2DSignature=t3ll-N0body&sig=tell-nobody",
                    "/v1/connectors?at=https%3A%2F%2Fu%3Ain-An-Url-1@example.com%2F",
                    "/v1/access_token/token-gone-astray/x",
                    "/v2/access_token/../v1/access_token",
                ];
                ("GET", target[pick(draw, 5)].into(), None)
            }
            _ => ("PATCH", "/v1/connectors".into(), Some(json!({ "x": 1 }))),
        }
    }

    /// Mostly as the world's mode asks for it.
    fn prove(&self, request: &mut Request, draw: &mut Draw, wall: Timestamp) {
        let mut signer = signer();
        match draw.below(if self.strict { 14 } else { 20 }) {
            0 => return,
            1 => return put(request, "authorization", "Bearer tell-nobody"),
            2 => {
                let pair = STANDARD.encode("user:tell-nobody");
                return put(request, "authorization", &format!("Basic {pair}"));
            }
            3 => signer.secret = "wrong".into(),
            4 => {
                signer.access_key = "ASIATEMPORARY".into();
                signer.token = Some(SESSION_TOKEN.into());
            }
            5 => signer.access_key = "AKIDEXPIRED".into(),
            6 => signer.access_key = "AKIDLIMITED".into(),
            7 => return signer.presign(request, wall, 60),
            8 => signer.habit = Habit::DateHeader,
            9 => {
                let scope = "AKIDEXAMPLE/20240101/us-east-1/kafkaconnect/aws4_request";
                let header = format!("AWS4-HMAC-SHA256 Credential={scope}, Signature={SIGNATURE}");
                return put(request, "authorization", &header);
            }
            10 => return put(request, "authorization", "tell-nobody"),
            12 => return put(request, "authorization", &odd(draw)),
            11 => {
                signer.sign(request, wall);
                request.headers.append(AUTHORIZATION, "Basic #tell-nobody#".parse().unwrap());
                return;
            }
            _ => {}
        }
        signer.sign(request, wall);
    }
}

pub(crate) fn signer() -> Signer {
    Signer::new("AKIDEXAMPLE", KEY_SECRET, "us-east-1")
}

fn plugin(name: &str) -> Value {
    json!({
        "name": name,
        "contentType": "ZIP",
        "location": { "s3Location": { "bucketArn": "arn:aws:s3:::plugins", "fileKey": "a.zip" } },
    })
}

fn workers(name: &str, draw: &mut Draw) -> Value {
    let password = PASSWORDS[pick(draw, 4)];
    let text = match draw.below(6) {
        0 => format!("a=b\nsasl.password: {IN_A_FILE}\n"),
        1 => format!("a=b\r\nsasl.password\t{IN_A_FILE}\r\n"),
        2 => format!("sasl.password = {IN_A_FILE}\\\n    of-ours\nc=d"),
        3 => format!(
            "sasl.pass\\u0077ord={IN_A_FILE}\n#password {IN_A_FILE}\nurl=https://u:{IN_A_FILE}@h/"
        ),
        4 => format!("config.providers.vault.param.vault.token={IN_A_FILE}???>>>"),
        _ => format!("key.converter=a.B\nproducer.sasl.password={password}\nvalue.converter=a.B\n"),
    };
    let encoded = match draw.below(6) {
        0 => STANDARD_NO_PAD.encode(text),
        1 => URL_SAFE.encode(text),
        2 => STANDARD
            .encode(text)
            .as_bytes()
            .chunks(20)
            .map(String::from_utf8_lossy)
            .collect::<Vec<_>>()
            .join("\r\n"),
        3 => STANDARD.encode([text.as_bytes(), b"\nx=\xff"].concat()),
        4 => text,
        _ => STANDARD.encode(text),
    };
    json!({ "name": name, "propertiesFileContent": encoded })
}

/// Nor is a secret in a file that is in Base64.
pub(crate) fn check_files(recording: &str) {
    for behind in recording.split("propertiesFileContent").skip(1) {
        let encoded = behind.trim_start_matches(['\\', '"', ':', ' ']);
        let end = encoded.find('"').unwrap_or(encoded.len());
        let lines = encoded[..end].replace("\\r", "").replace("\\n", "");
        let digits: String = lines.chars().filter(|it| *it != '=' && *it != '\\').collect();
        let digits = digits.replace('-', "+").replace('_', "/");
        let whole = digits.len() - usize::from(digits.len() % 4 == 1);
        let decoded =
            digits.get(..whole).and_then(|it| LENIENT.decode(it).ok()).unwrap_or_default();
        let decoded = String::from_utf8_lossy(&decoded);
        for secret in User::secrets().chain(["of-ours"]) {
            assert!(!decoded.contains(secret), "`{secret}` is in the recording: {encoded}");
        }
    }
}

fn settings(draw: &mut Draw) -> Value {
    let (password, other) = (PASSWORDS[pick(draw, 4)], PASSWORDS[pick(draw, 4)]);
    json!({
        "connector.class": "io.debezium.Orders",
        "tasks.max": "1",
        "database.password": password,
        "database.url": "jdbc:postgresql://u:hunter2-S3cret@db:5432/kafka",
        "sasl.jaas.config": format!("o.a.PlainLoginModule required username=\"u\" password=\"{}\";", other.replace('"', "'")),
        "vault.token": "${vault:secret/kafka:token}",
        "config.providers.vault.param.vault.token": "t3ll-N0body",
        "s3.credentials.provider.secret.access.key": "t3ll-N0body",
        "aws.credentials.provider.class": "a.B",
        "database.pass": "tell-nobody",
        "upstream": "Bearer t3ll-N0body",
        "topics": "kafka",
    })
}

fn connector_of(name: &str, plugin: &str, draw: &mut Draw) -> Value {
    json!({
        "connectorName": name,
        "capacity": { "provisionedCapacity": { "mcuCount": 1, "workerCount": 1 + draw.below(12) } },
        "connectorConfiguration": settings(draw),
        "kafkaCluster": { "apacheKafkaCluster": {
            "bootstrapServers": "b-1.example.com:9092",
            "vpc": { "subnets": ["subnet-1"], "securityGroups": ["sg-1"] },
        } },
        "kafkaClusterClientAuthentication": { "authenticationType": "NONE" },
        "kafkaClusterEncryptionInTransit": { "encryptionType": "PLAINTEXT" },
        "kafkaConnectVersion": "3.7.x",
        "plugins": [{ "customPlugin": { "customPluginArn": plugin, "revision": 1 } }],
        "serviceExecutionRoleArn": "arn:aws:iam::123456789012:role/connect",
    })
}
