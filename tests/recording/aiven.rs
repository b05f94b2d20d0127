//! A user of Aiven: connectors with secrets, services, logins, tokens.

use http::HeaderValue;
use jiff::Timestamp;
use serde_json::{Value, json};
use wavetank::kernel::chance::Draw;
use wavetank::kernel::http::{Request, Response};

use crate::history::pick;
use crate::support::calls::{call, put};

const TOKEN: &str = "AVNtoken0-of-ours";
const BRIEF: &str = "AVNtoken1-for-a-minute";
const PASSWORD: &str = "0ur-Passw0rd";
const CREDENTIAL: &str = "Bearer S3cret-of-a-sink";

/// Tokens that stand in paths only: one that looks like a word, and one with what a path has to encode.
const STRAY: &str = "stray-token";
const ENCODED: &str = "Str%2Fy%20t0ken";

const OTP: &str = "0tp-of-ours";
const IN_AN_URL: &str = "pass-of-an-endpoint";

pub(crate) const SECRETS: [&str; 8] =
    [TOKEN, BRIEF, PASSWORD, CREDENTIAL, STRAY, ENCODED, OTP, IN_AN_URL];

pub(crate) fn premises() -> Value {
    json!({
        "users": [
            { "email": "u@example.com", "password": PASSWORD },
            { "email": "o@example.com", "password": PASSWORD, "otp": OTP },
        ],
        "endpoints": [{ "url": target(), "answers": [{}] }],
        "tokens": [{ "token": TOKEN }, { "token": BRIEF, "expires_at": "1m" }],
        "projects": [{ "name": "p", "services": [{ "name": "kc" }] }],
    })
}

fn target() -> String {
    format!("http://u:{IN_AN_URL}@example.com/in")
}

/// Keeps the tokens that the world has made.
#[derive(Default)]
pub(crate) struct User {
    made: Vec<String>,
}

impl User {
    pub(crate) fn learn(&mut self, answer: &Response) {
        let body: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
        for member in ["token", "full_token"] {
            self.made.extend(body[member].as_str().map(Into::into));
        }
    }

    pub(crate) fn request(&self, draw: &mut Draw, wall: Timestamp) -> Request {
        let token = self.token(draw);
        let (method, target, body) = Self::asked(draw, &token);
        let body = body.map(|it| it.to_string()).unwrap_or_default();
        let mut request = call((method, &target), None, body, wall);
        let scheme = ["aivenv1", "Bearer"][pick(draw, 2)];
        let proof = format!("{scheme} {token}");
        if draw.below(12) > 0 && HeaderValue::from_str(&proof).is_ok() {
            put(&mut request, "authorization", &proof);
        }
        request
    }

    fn token(&self, draw: &mut Draw) -> String {
        match draw.below(6) {
            0 => BRIEF.to_owned(),
            1 | 2 => self.made.last().map_or(TOKEN, |it| it).to_owned(),
            _ => TOKEN.to_owned(),
        }
    }

    fn asked(draw: &mut Draw, token: &str) -> (&'static str, String, Option<Value>) {
        let name = ["orders", "clicks"][pick(draw, 2)];
        let service = "/v1/project/p/service/kc";
        let connector = format!("{service}/connectors/{name}");
        match draw.below(16) {
            0 | 1 => ("POST", format!("{service}/connectors"), Some(sink(name))),
            2 => ("PUT", connector, Some(sink(name))),
            3 => ("GET", format!("{service}/connectors"), None),
            4 => ("GET", format!("{connector}/status"), None),
            5 => ("POST", format!("{connector}/pause"), None),
            6 => ("POST", format!("{connector}/resume"), None),
            7 => ("DELETE", connector, None),
            8 => {
                let password = if draw.below(3) == 0 { "wr0ng-Passw0rd" } else { PASSWORD };
                let email = ["u@example.com", "o@example.com"][pick(draw, 2)];
                let body = json!({ "email": email, "password": password, "otp": OTP });
                ("POST", "/v1/userauth".into(), Some(body))
            }
            9 => ("GET", "/v1/access_token".into(), None),
            10 => {
                let body = json!({ "description": name, "max_age_seconds": 600 });
                ("POST", "/v1/access_token".into(), Some(body))
            }
            11 => {
                let method = ["DELETE", "PUT", "PATCH"][pick(draw, 3)];
                let token = [token, STRAY, ENCODED][pick(draw, 3)];
                let path = match draw.below(8) {
                    0 => format!("/v1/access_token/{token}/"),
                    1 => format!("/v1/access_token/x/{token}"),
                    2 => format!("//v1//access_token/{token}"),
                    3 => format!("/V1/access_token/{token}"),
                    _ => format!("/v1/access_token/{token}"),
                };
                (method, path, None)
            }
            12 => ("PUT", service.into(), Some(json!({ "powered": draw.below(2) == 0 }))),
            13 => {
                let body =
                    json!({ "service_name": name, "service_type": "kafka", "plan": "business-4" });
                ("POST", "/v1/project/p/service".into(), Some(body))
            }
            14 => ("GET", "/v1/project/p/service".into(), None),
            _ => ("GET", "/v1/me".into(), None),
        }
    }
}

fn sink(name: &str) -> Value {
    json!({
        "name": name,
        "connector.class": "io.aiven.kafka.connect.http.HttpSinkConnector",
        "topics": name,
        "http.url": target(),
        "http.authorization.type": "static",
        "http.headers.authorization": CREDENTIAL,
    })
}
