//! How an HTTP source connector fetches a token: OAuth 2.0, client credentials only.
//!
//! HTTP Source connector, "Authentication and OAuth".

use http::Method;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

use super::requests::{Outgoing, basic};
use crate::vendors::confluent::connect::validate::Submission;

/// What a form does not encode.
const FORM: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'*');

/// The request for a token. In the mode `url`, id and secret are fields of the form, and no header.
pub fn request(it: &Submission<'_>) -> Outgoing {
    let (id, secret) = (it.value("oauth2.client.id"), it.value("oauth2.client.secret"));
    let is_in_form = it.value("oauth2.client.mode") == "url";
    let mut fields = vec![("grant_type", "client_credentials")];
    // Only a scope that was sent empty is none; where none was sent it is `any`.
    let scope = it.given("oauth2.client.scope").unwrap_or("any");
    if !scope.is_empty() {
        fields.push(("scope", scope));
    }
    let mut headers =
        vec![("Content-Type".to_owned(), "application/x-www-form-urlencoded".to_owned())];
    if is_in_form {
        fields.extend([("client_id", id), ("client_secret", secret)]);
    } else {
        headers.push(("Authorization".to_owned(), basic(id, secret)));
    }
    let encode = |text| utf8_percent_encode(text, FORM).to_string();
    let fields: Vec<_> =
        fields.into_iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
    let url = it.value("oauth2.token.url").to_owned();
    Outgoing { method: Method::POST, url, headers, body: fields.join("&") }
}

/// The token in an answer, if there is one.
pub fn token(it: &Submission<'_>, answer: &Value) -> Option<String> {
    let property = match it.value("oauth2.token.property") {
        "" => "access_token",
        property => property,
    };
    answer.get(property)?.as_str().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::vendors::confluent::connect::Config;
    use crate::vendors::confluent::connect::validate::http_source::PLUGIN;

    fn config(more: &[(&str, &str)]) -> Config {
        let usual = [
            ("oauth2.token.url", "http://idp.example.com/token"),
            ("oauth2.client.id", "i d"),
            ("oauth2.client.secret", "s&t"),
        ];
        let pairs = usual.iter().chain(more);
        pairs.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    fn asked(more: &[(&str, &str)]) -> (String, bool) {
        let config = config(more);
        let Outgoing { headers, body, .. } = request(&Submission::new(&PLUGIN, &config));
        (body, headers.iter().any(|(name, _)| name == "Authorization"))
    }

    #[test]
    fn n098_in_the_mode_url_id_and_secret_are_fields_of_the_form() {
        #[rustfmt::skip]
        let cases = [
            (&[][..],                                                            "grant_type=client_credentials&scope=any", true),
            (&[("oauth2.client.mode", "url")],                                   "grant_type=client_credentials&scope=any&client_id=i%20d&client_secret=s%26t", false),
            (&[("oauth2.client.scope", "api.read")],                             "grant_type=client_credentials&scope=api.read", true),
            (&[("oauth2.client.scope", ""), ("oauth2.client.mode", "header")],   "grant_type=client_credentials", true),
        ];
        for (more, body, has_header) in cases {
            assert_eq!(asked(more), (body.to_owned(), has_header));
        }
    }

    #[test]
    fn the_token_is_where_the_configuration_says() {
        let answer = json!({ "access_token": "a", "id_token": "b", "n": 1 });
        let found =
            |more: &[(&str, &str)]| token(&Submission::new(&PLUGIN, &config(more)), &answer);
        assert_eq!(found(&[]).as_deref(), Some("a"));
        assert_eq!(found(&[("oauth2.token.property", "id_token")]).as_deref(), Some("b"));
        assert_eq!(found(&[("oauth2.token.property", "n")]), None);
    }
}
