//! A configuration as the connector uses it once it has started, and the requests that it makes by it.

use std::time::Duration;

use base64::{Engine, engine::general_purpose::STANDARD};

use super::values::Decimals;
use crate::vendors::aiven::plugins::values::Values;
use crate::vendors::aiven::plugins::{Config, Kind, http_sink, worker};

/// A request that somebody is to send: always a POST.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    pub url: String,
    /// In their order; one may be there twice.
    pub headers: Vec<(String, String)>,
    pub body: String,
    /// For the whole exchange.
    pub timeout: Duration,
}

#[derive(Debug, Clone)]
pub struct Settings {
    pub url: String,
    /// Beside the authorization.
    headers: Vec<(String, String)>,
    pub authorization: Authorization,
    pub batching: Option<Batching>,
    /// Beside the first attempt.
    pub retries: i64,
    /// Between attempts, and after the last one that has failed.
    pub backoff: Duration,
    timeout: Duration,
    pub decimals: Decimals,
    pub failures: Failures,
}

#[derive(Debug, Clone)]
pub enum Authorization {
    None,
    Static(String),
    Oauth2(Oauth2),
}

#[derive(Debug, Clone)]
pub struct Oauth2 {
    url: String,
    /// Of the header; `None` where the form has the credential.
    basic: Option<String>,
    form: Vec<(String, String)>,
    /// Of the answer that is the token.
    pub property: String,
    /// Statuses of records for which a new token is fetched.
    pub renew_on: Vec<u16>,
}

/// Records that share a request.
#[derive(Debug, Clone)]
pub struct Batching {
    pub records_max: usize,
    pub prefix: String,
    pub suffix: String,
    pub separator: String,
}

/// What becomes of a record that cannot be delivered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failures {
    /// The task fails, for nobody is there to report to.
    Fatal,
    /// It is reported, and then the task fails.
    Reported,
    /// It is reported, and the next one is delivered.
    Tolerated,
}

impl Settings {
    /// The error is what makes the start fail.
    pub fn of(config: &Config) -> Result<Self, String> {
        let own = Values::parsed(http_sink::PLUGIN.sections, config)?;
        let worker = Values::parsed(worker::sections(Kind::Sink), config)?;
        let text = |name: &str| own.text(name).unwrap_or_default().to_owned();
        let pair = |it: &&str| {
            let (name, value) = it.split_once(':')?;
            Some((name.to_owned(), value.to_owned()))
        };
        let mut headers: Vec<_> =
            own.list("http.headers.additional").iter().filter_map(pair).collect();
        if let Some(kind) = own.text("http.headers.content.type") {
            headers.push(("Content-Type".into(), kind.into()));
        }
        let authorization = match text("http.authorization.type").as_str() {
            "static" => Authorization::Static(text("http.headers.authorization")),
            "oauth2" => Authorization::Oauth2(Oauth2::of(&own)),
            _ => Authorization::None,
        };
        // Blanks around these count, which those of other properties do not.
        let written = |name: &str| config.get(name).cloned().unwrap_or_else(|| "\n".to_owned());
        let batching = own.is_true("batching.enabled").then(|| Batching {
            records_max: usize::try_from(own.number("batch.max.size").unwrap_or(500)).unwrap_or(1),
            prefix: config.get("batch.prefix").cloned().unwrap_or_default(),
            suffix: written("batch.suffix"),
            separator: written("batch.separator"),
        });
        let number = |name: &str| u64::try_from(own.number(name).unwrap_or(0)).unwrap_or(0);
        let is_numeric = own.text("decimal.format") == Some("NUMERIC");
        Ok(Self {
            url: text("http.url"),
            headers,
            authorization,
            batching,
            retries: own.number("max.retries").unwrap_or(0),
            backoff: Duration::from_millis(number("retry.backoff.ms")),
            timeout: Duration::from_secs(number("http.timeout")),
            decimals: if is_numeric { Decimals::Numeric } else { Decimals::Base64 },
            failures: Failures::of(&worker),
        })
    }

    /// The request for a body; `token` is what goes before everything that the configuration says.
    pub fn request(&self, body: &str, token: Option<&str>) -> Outgoing {
        let mut headers = self.headers.clone();
        let authorization = match &self.authorization {
            Authorization::None => None,
            Authorization::Static(value) => Some(value.as_str()),
            Authorization::Oauth2(_) => token,
        };
        headers.extend(authorization.map(|it| ("Authorization".to_owned(), it.to_owned())));
        let (url, body) = (self.url.clone(), body.to_owned());
        Outgoing { url, headers, body, timeout: self.timeout }
    }

    /// A request as the state tells it: without the secret that a token may be asked for with.
    pub fn told(&self, Outgoing { url, body, .. }: &Outgoing) -> String {
        let secret = match &self.authorization {
            Authorization::Oauth2(it) if it.basic.is_none() => it.form.last(),
            Authorization::None | Authorization::Static(_) | Authorization::Oauth2(_) => None,
        };
        let body = match secret {
            Some((name, secret)) => {
                let name = encoded(name);
                body.replace(&format!("{name}={}", encoded(secret)), &format!("{name}=****"))
            }
            None => body.clone(),
        };
        format!("{url} {body}")
    }

    /// The request for a token.
    pub fn token_request(&self, oauth2: &Oauth2) -> Outgoing {
        let kind = "application/x-www-form-urlencoded";
        let mut headers = vec![("Content-Type".to_owned(), kind.to_owned())];
        headers.extend(oauth2.basic.iter().map(|it| ("Authorization".to_owned(), it.clone())));
        let pairs =
            oauth2.form.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value)));
        let body = pairs.collect::<Vec<_>>().join("&");
        Outgoing { url: oauth2.url.clone(), headers, body, timeout: self.timeout }
    }
}

impl Oauth2 {
    fn of(own: &Values<'_>) -> Self {
        let text = |name: &str| own.text(name).unwrap_or_default().to_owned();
        let (id, secret) = (text("oauth2.client.id"), text("oauth2.client.secret"));
        let mut form =
            vec![(text("oauth2.request.grant.type.property"), text("oauth2.grant.type"))];
        form.extend(own.text("oauth2.client.scope").map(|it| ("scope".to_owned(), it.to_owned())));
        let in_header = text("oauth2.client.authorization.mode").eq_ignore_ascii_case("HEADER");
        let basic =
            in_header.then(|| format!("Basic {}", STANDARD.encode(format!("{id}:{secret}"))));
        if !in_header {
            form.push((text("oauth2.request.client.id.property"), id));
            form.push((text("oauth2.request.client.secret.property"), secret));
        }
        let codes = own.list("oauth2.token.renew.on.status.codes");
        Self {
            url: text("oauth2.access.token.url"),
            basic,
            form,
            property: text("oauth2.response.token.property"),
            renew_on: codes.iter().filter_map(|it| it.parse().ok()).collect(),
        }
    }
}

impl Failures {
    /// The worker gives a connector somebody to report to only with a queue for what is dead, or a log.
    fn of(worker: &Values<'_>) -> Self {
        let has_queue =
            worker.text("errors.deadletterqueue.topic.name").is_some_and(|it| !it.is_empty());
        let is_reported = has_queue || worker.is_true("errors.log.enable");
        let is_tolerated = worker.text("errors.tolerance") == Some("all");
        match (is_reported, is_tolerated) {
            (true, true) => Self::Tolerated,
            (true, false) => Self::Reported,
            (false, _) => Self::Fatal,
        }
    }
}

/// As Java's `URLEncoder` writes forms.
fn encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b' ' => out.push('+'),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'*' => {
                out.push(char::from(byte));
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
