//! The requests of an HTTP source connector, as data.
//!
//! HTTP Source connector, "Connection details" and "Authentication and SSL".

use base64::{Engine, engine::general_purpose::STANDARD};
use http::Method;

use super::template;
use crate::vendors::confluent::connect::validate::Submission;

/// A request that somebody is to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    pub method: Method,
    pub url: String,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

/// The next request for `entity` from `offset`. With OAuth 2.0 it needs the token that was fetched last.
pub fn request(it: &Submission<'_>, (entity, offset): (&str, &str), token: &str) -> Outgoing {
    let fill = |name: &str| template::fill(it.value(name), entity, offset);
    let is_post = it.value("http.request.method") == "POST";
    let mut url = fill("url");
    if !is_post {
        let separator = it.value("http.request.parameters.separator");
        for pair in split(it.value("http.request.parameters"), separator) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let fill = |text: &str| encoded(&template::fill(text, entity, offset));
            url.push(if url.contains('?') { '&' } else { '?' });
            url.push_str(&format!("{}={}", fill(name), fill(value)));
        }
    }
    let mut headers = headers(it);
    headers.extend(credential(it, token).map(|value| ("Authorization".to_owned(), value)));
    let has_type = |headers: &[(String, String)]| {
        headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("content-type"))
    };
    // What is sent where no header says it is UNCONFIRMED.
    if is_post && !has_type(&headers) {
        headers.push(("Content-Type".into(), "application/json".into()));
    }
    let (method, body) = if is_post {
        (Method::POST, fill("http.request.body"))
    } else {
        (Method::GET, String::new())
    };
    Outgoing { method, url, headers, body }
}

/// Headers are not templates.
fn headers(it: &Submission<'_>) -> Vec<(String, String)> {
    let separator = it.value("http.request.headers.separator");
    let both = ["http.request.headers", "http.request.sensitive.headers"];
    let pairs = both.iter().flat_map(|name| split(it.value(name), separator));
    let pairs = pairs.filter_map(|pair| pair.split_once(':'));
    pairs.map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned())).collect()
}

fn credential(it: &Submission<'_>, token: &str) -> Option<String> {
    match it.value("auth.type") {
        "basic" => Some(basic(it.value("connection.user"), it.value("connection.password"))),
        "bearer" => Some(format!("Bearer {}", it.value("bearer.token"))),
        "oauth2" => Some(format!("Bearer {token}")),
        _ => None,
    }
}

pub fn basic(user: &str, password: &str) -> String {
    format!("Basic {}", STANDARD.encode(format!("{user}:{password}")))
}

/// The pieces of a list; none of an empty one.
fn split<'a>(text: &'a str, separator: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(separator).filter(|it| !it.is_empty())
}

/// What cannot stand in a query is encoded; what is encoded already, and `=`, `/` and `:`, stay.
/// UNCONFIRMED.
fn encoded(text: &str) -> String {
    let byte = |byte: u8| match byte {
        _ if byte.is_ascii_alphanumeric() || b"-._~=/:%".contains(&byte) => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vendors::confluent::connect::Config;
    use crate::vendors::confluent::connect::validate::http_source::PLUGIN;

    fn sent(config: &[(&str, &str)]) -> Outgoing {
        let pairs = config.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let config: Config = pairs.collect();
        request(&Submission::new(&PLUGIN, &config), ("orders", "7"), "T")
    }

    #[test]
    fn n096_parameters_go_with_get_and_the_body_with_post() {
        let config = [
            ("url", "http://example.com/a"),
            ("http.request.parameters", "start=${offset}&entity=${entityName}"),
            ("http.request.body", "{\"after\":${offset}}"),
        ];
        let get = sent(&config);
        assert_eq!((get.method, get.body.as_str()), (Method::GET, ""));
        assert_eq!(get.url, "http://example.com/a?start=7&entity=orders");
        let post = sent(&[&config[..], &[("http.request.method", "POST")]].concat());
        assert_eq!((post.method, post.body.as_str()), (Method::POST, "{\"after\":7}"));
        assert_eq!(post.url, "http://example.com/a");
        assert_eq!(post.headers, [("Content-Type".to_owned(), "application/json".to_owned())]);
    }

    #[test]
    fn urls_are_joined_and_values_encoded() {
        #[rustfmt::skip]
        let cases = [
            ("http://x/${entityName}/${offset}", "",            "http://x/orders/7"),
            ("http://x/?a=1",                    "b=${offset}", "http://x/?a=1&b=7"),
            ("http://x/",                        "q=a b",       "http://x/?q=a%20b"),
            ("http://x/",                        "q=a%20b=c/d", "http://x/?q=a%20b=c/d"),
            ("${offset}",                        "",            "7"),
        ];
        for (url, parameters, expected) in cases {
            let config = [("url", url), ("http.request.parameters", parameters)];
            assert_eq!(sent(&config).url, expected);
        }
    }

    #[test]
    fn headers_are_split_trimmed_and_not_filled() {
        let header = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let config = [
            ("http.request.headers", "X-API-Key: k:1|A:${offset}"),
            ("http.request.sensitive.headers", "S: t"),
        ];
        let expected = [header("X-API-Key", "k:1"), header("A", "${offset}"), header("S", "t")];
        assert_eq!(sent(&config).headers, expected);
    }

    #[test]
    fn each_way_to_authenticate_has_its_header() {
        #[rustfmt::skip]
        let cases = [
            (&[("auth.type", "none")][..],                                                      None),
            (&[("auth.type", "basic"), ("connection.user", "u"), ("connection.password", "p")], Some("Basic dTpw")),
            (&[("auth.type", "bearer"), ("bearer.token", "B")],                                 Some("Bearer B")),
            (&[("auth.type", "oauth2")],                                                        Some("Bearer T")),
        ];
        for (config, expected) in cases {
            let headers = sent(config).headers;
            let found = headers.iter().find(|(name, _)| name == "Authorization");
            assert_eq!(found.map(|(_, value)| value.as_str()), expected);
        }
    }
}
