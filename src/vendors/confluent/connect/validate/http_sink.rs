//! The plugin `HttpSink`: records become requests.
//!
//! "HTTP Sink Connector for Confluent Cloud", "Configuration Properties".

use super::definition::{Part, Valid, boolean, int, password, section, string};
use super::findings::{Findings, Submission};
use super::plugin::{Plugin, Role};
use super::recurring;
use super::wording;
use crate::vendors::confluent::connect::polling::template;

pub const PLUGIN: Plugin = Plugin {
    alias: "HttpSink",
    class: "io.confluent.connect.http.HttpSinkConnector",
    role: Role::Sink,
    version: "1.7.10",
    parts: PARTS,
    check,
    endpoint: Some("http.api.url"),
};

const FILE: Valid = Valid::DataUrl;

#[rustfmt::skip] // A table: one property, one line.
const PARTS: &[Part] = &[
    recurring::TOPICS,
    recurring::SCHEMA,
    recurring::INPUT,
    recurring::NAMED,
    recurring::SINK_CREDENTIALS,
    recurring::ENCRYPTION,
    section("HTTP server details", &[
        string("http.api.url",                     "HTTP URL",                     "The address that requests go to.").high().required(),
        string("request.method",                   "HTTP Request Method",          "The method of every request.").high().or("POST").one_of(&["PATCH", "POST", "PUT"]),
        string("headers",                          "HTTP Headers",                 "Headers of every request, with the separator between them.").high(),
        string("header.separator",                 "HTTP Headers Separator",       "What stands between two headers.").high(),
        string("behavior.on.null.values",          "Behavior for null valued records", "What happens to a record that has a key and no value.").low().or("ignore").one_of(&["delete", "fail", "ignore"]),
        password("sensitive.headers",              "Sensitive HTTP Headers",       "Further headers of every request, which are never shown.").high(),
    ]),
    section("HTTP server error handling", &[
        string("behavior.on.error",                "Behavior On Errors",           "Whether an answer that is an error stops the task.").or("ignore").one_of(&["fail", "ignore"]),
        string("report.errors.as",                 "Report Errors As",             "What a record of the error topic holds: words about the error, or the answer.").or("error_string").one_of(&["error_string", "http_response"]),
    ]),
    section("HTTP server batches", &[
        string("request.body.format",              "Request Body Format",          "The format of the body of a request.").or("string").one_of(&["json", "string"]),
        string("batch.key.pattern",                "Batch key pattern",            "Records of one key by this pattern go into one batch.").high(),
        int("batch.max.size",                      "Batch max size",               "Records in one request at most.").high().or("1").at_least(1),
        string("batch.prefix",                     "Batch prefix",                 "What stands before the records of a batch.").high(),
        string("batch.suffix",                     "Batch suffix",                 "What stands behind them.").high(),
        string("batch.separator",                  "Batch separator",              "What stands between them.").high(),
        boolean("batch.json.as.array",             "Batch json as array",          "Whether the records of a batch are an array. Of the format json.").high(),
    ]),
    section("HTTP server authentication", &[
        string("auth.type",                        "Endpoint Authentication Type", "How the connector proves itself to the endpoint.").high().or("NONE").one_of(&["BASIC", "NONE", "OAUTH2"]),
        string("connection.user",                  "Auth username",                "The user, for basic authentication.").high().belongs_to("auth.type", "BASIC"),
        password("connection.password",            "Auth password",                "The password, for basic authentication.").high().belongs_to("auth.type", "BASIC"),
        string("oauth2.token.url",                 "OAuth2 token url",             "Where a token is fetched, by the client credentials grant.").high().belongs_to("auth.type", "OAUTH2"),
        string("oauth2.client.id",                 "OAuth2 Client ID",             "The client's id when a token is fetched.").high().belongs_to("auth.type", "OAUTH2"),
        password("oauth2.client.secret",           "OAuth2 Client Secret",         "The client's secret when a token is fetched.").high().belongs_to("auth.type", "OAUTH2"),
        string("oauth2.token.property",            "OAuth2 Token Property Name",   "The member of the answer that has the token.").high().or("access_token").shown_when("auth.type", "OAUTH2"),
        string("oauth2.client.auth.mode",          "OAuth2 Client Auth Mode",      "Where id and secret go: into a header, or into the form.").low().or("header").one_of(&["header", "url"]).shown_when("auth.type", "OAUTH2"),
        string("oauth2.client.scope",              "OAuth2 Client Scope",          "The scope that is asked for.").low().or("any").shown_when("auth.type", "OAUTH2"),
        boolean("oauth2.jwt.enabled",              "OAuth2 JWT Enabled",           "Whether a signed JWT goes along with the request for a token.").or("false").shown_when("auth.type", "OAUTH2"),
        password("oauth2.jwt.keystore.path",       "JWT Keystore File",            "The key store with the key that signs it.").belongs_to("oauth2.jwt.enabled", "true"),
        password("oauth2.jwt.keystore.password",   "JWT Keystore Password",        "The password of that key store.").belongs_to("oauth2.jwt.enabled", "true"),
        string("oauth2.jwt.keystore.type",         "JWT Keystore Type",            "The type of that key store.").or("JKS").one_of(&["JKS", "PKCS12"]).shown_when("oauth2.jwt.enabled", "true"),
        string("oauth2.jwt.claimset",              "JWT Claimset",                 "The claims of the JWT, as JSON.").shown_when("oauth2.jwt.enabled", "true"),
        string("oauth2.client.headers",            "OAuth2 Client Headers",        "Headers of the request for a token.").low().shown_when("auth.type", "OAUTH2"),
        string("oauth2.client.header.separator",   "OAuth2 Client Headers Separator", "What stands between them.").low().shown_when("auth.type", "OAUTH2"),
    ]),
    section("HTTP server retries", &[
        string("retry.on.status.codes",            "Retry HTTP Status Codes",      "The statuses after which a request is tried again: codes and ranges, as 404,408,500-.").or("400-").valid(Valid::StatusCodes),
        int("max.retries",                         "Maximum Retries",              "How often a failed request is tried again before the task fails.").or("3").at_least(1),
        int("retry.backoff.ms",                    "Retry Backoff (ms)",           "Milliseconds before a failed request is first tried again.").or("3000").at_least(100),
        int("http.connect.timeout.ms",             "HTTP Connect Timeout",         "Milliseconds in which a connection must come about.").or("30000").at_least(1),
        int("http.request.timeout.ms",             "HTTP Request Timeout",         "Milliseconds in which an answer must come.").or("30000").at_least(1),
        string("retry.backoff.policy",             "Retry Backoff Policy",         "Whether the time between two tries grows.").or("EXPONENTIAL_WITH_JITTER").one_of(&["CONSTANT_VALUE", "EXPONENTIAL_WITH_JITTER"]),
    ]),
    section("HTTP server regular expressions", &[
        string("regex.patterns",                   "Regex Patterns",               "Regular expressions for what is replaced in a message."),
        string("regex.replacements",               "Regex Replacements",           "What is put in its place."),
        string("regex.separator",                  "Regex Separator",              "What stands between two of them."),
    ]),
    section("HTTP server SSL", &[
        password("https.ssl.key.password",         "Key Password",                 "The password of the private key.").high(),
        password("https.ssl.keystorefile",         "Key Store",                    "The key store: its content in base64 behind data:text/plain;base64,.").low().valid(FILE),
        password("https.ssl.keystore.password",    "Keystore Password",            "The password of the key store.").high(),
        password("https.ssl.truststorefile",       "Trust Store",                  "The trust store, written like the key store.").high().valid(FILE),
        password("https.ssl.truststore.password",  "Trust Store Password",         "The password of the trust store.").high(),
        string("https.ssl.protocol",               "TLS Protocol",                 "The protocol of TLS connections.").or("TLSv1.3"),
        string("https.host.verifier.enabled",      "Host verification enabled",    "Whether the endpoint's certificate must be for its host.").or("true").one_of(&["false", "true"]),
    ]),
    recurring::CONSUMER,
    recurring::TASK_COUNT,
    recurring::SINK_ADDITIONAL,
    recurring::AUTO_RESTART,
];

fn check(it: &Submission<'_>, findings: &mut Findings) {
    let url = it.value("http.api.url");
    if !url.is_empty() && !template::is_http_url(url) {
        findings.add("http.api.url", wording::no_url("http.api.url"));
    }
}
