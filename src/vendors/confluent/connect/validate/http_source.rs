//! The plugin `HttpSource`: every property that the vendor documents, and how they depend on each other.
//!
//! "HTTP Source Connector for Confluent Cloud", "Configuration Properties". The order of the list is
//! that of the vendor's console.

use super::definition::{Part, Valid, boolean, int, list, password, section, string};
use super::findings::{Findings, Submission};
use super::plugin::{Plugin, Role};
use super::recurring::{self, ADDITIONAL, CONNECT, CREDENTIALS, RESTART, TASKS};
use super::wording;
use crate::vendors::confluent::connect::polling::template::{self, ENTITY, OFFSET};

pub const PLUGIN: Plugin = Plugin {
    alias: "HttpSource",
    class: "io.confluent.connect.http.HttpSourceConnector",
    role: Role::Source,
    version: "0.2.6",
    parts: PARTS,
    check,
    endpoint: Some("url"),
};

/// The values of `http.offset.mode`.
pub const INCREMENTING: &str = "SIMPLE_INCREMENTING";
pub const CHAINING: &str = "CHAINING";
pub const CURSOR: &str = "CURSOR_PAGINATION";

const FILE: Valid = Valid::DataUrl;
const POINTER: Valid = Valid::JsonPointer;

#[rustfmt::skip] // A table: one property, one line.
const PARTS: &[Part] = &[
    section(CONNECT, &[recurring::CLASS, recurring::NAME]),
    section(CREDENTIALS, &[recurring::AUTH_MODE, recurring::ACCOUNT, recurring::KAFKA_KEY, recurring::KAFKA_SECRET, recurring::PREVIEW]),
    section("Which topic(s) do you want to send data to?", &[
        string("topic.name.pattern",                      "Topic Name Pattern",              "The topic that records go to. With ${entityName} in it, each entity has a topic of its own.").high().required(),
    ]),
    recurring::SCHEMA,
    section("Connection details", &[
        string("url",                                     "HTTP(S) URL",                     "The address that is polled. ${entityName} stands for the entity, ${offset} for the offset that the previous answer led to.").high().required(),
        string("http.request.method",                     "HTTP Request Method",             "The method of every request.").high().or("GET").one_of(&["GET", "POST"]),
        string("http.request.headers",                    "HTTP Request Headers",            "Headers of every request, each as Name:Value, with the headers separator between them."),
        string("http.request.parameters",                 "HTTP Request Parameters",         "Parameters of the query, each as name=value, with the parameters separator between them; sent with GET only. ${entityName} and ${offset} are replaced."),
        string("http.request.body",                       "HTTP Request Body",               "The body of every request; sent with POST only. ${entityName} and ${offset} are replaced."),
        string("http.initial.offset",                     "HTTP Initial Offset",             "The offset of the first request. Needed where the URL, the parameters or the body have ${offset}.").high(),
        string("http.offset.mode",                        "HTTP Offset Mode",                "How the next offset is found: counted by records, taken from the last record, or taken from the page.").high().or(INCREMENTING).one_of(&[INCREMENTING, CHAINING, CURSOR]),
        string("http.response.data.json.pointer",         "HTTP Response Data JSON Pointer", "Where in an answer the data is. An array is many records, anything else is one.").high().valid(POINTER),
        string("http.offset.json.pointer",                "HTTP Offset JSON Pointer",        "Where in a record its offset is. Of the mode CHAINING.").valid(POINTER),
        boolean("use.http.offset.json.pointer.as.string", "Use value of HTTP Offset JSON Pointer as string", "Whether the offset that is found becomes a text.").or("true"),
        string("http.next.page.json.pointer",             "HTTP Next Page JSON Pointer",     "Where in an answer the reference to the next page is: a token, a URL or a piece of one. Of the mode CURSOR_PAGINATION.").valid(POINTER),
        int("request.interval.ms",                        "Request Interval (ms)",           "Milliseconds between two requests.").or("15000").at_least(100),
        list("entity.names",                              "Entity Names",                    "The entities that are polled, one after the other in the place of ${entityName}."),
        int("max.retries",                                "Maximum Retries",                 "How often a failed request is tried again before the task fails.").or("10").at_least(0),
        int("retry.backoff.ms",                           "Retry Backoff (ms)",              "Milliseconds before a failed request is tried again.").or("3000").at_least(100),
        string("retry.on.status.codes",                   "Retry HTTP Status Codes",         "The statuses after which a request is tried again: codes and ranges, as 404,408,500-.").or("400-").valid(Valid::StatusCodes),
        string("http.request.headers.separator",          "HTTP Request Headers Separator",  "The character between two headers.").or("|").valid(Valid::OneCharacter),
        password("http.request.sensitive.headers",        "Sensitive HTTP Headers",          "Further headers of every request, which are never shown.").high(),
        string("http.request.parameters.separator",       "HTTP Request Parameters Separator", "The character between two parameters.").or("&").valid(Valid::OneCharacter),
    ]),
    section("Authentication and SSL", &[
        string("auth.type",                               "Endpoint Authentication Type",    "How the connector proves itself to the endpoint.").high().or("none").one_of(&["basic", "bearer", "none", "oauth2"]),
        string("connection.user",                         "Auth Username",                   "The user, for basic authentication.").belongs_to("auth.type", "basic"),
        password("connection.password",                   "Auth Password",                   "The password, for basic authentication.").belongs_to("auth.type", "basic"),
        password("bearer.token",                          "Bearer Token",                    "The token, for bearer authentication. It is never renewed.").belongs_to("auth.type", "bearer"),
        string("oauth2.token.url",                        "OAuth2 Token URL",                "Where a token is fetched, by the client credentials grant.").belongs_to("auth.type", "oauth2"),
        string("oauth2.client.id",                        "OAuth2 Client ID",                "The client's id when a token is fetched.").belongs_to("auth.type", "oauth2"),
        password("oauth2.client.secret",                  "OAuth2 Client Secret",            "The client's secret when a token is fetched.").belongs_to("auth.type", "oauth2"),
        string("oauth2.token.property",                   "OAuth2 Token Property Name",      "The member of the answer that has the token; access_token if empty.").shown_when("auth.type", "oauth2"),
        string("oauth2.client.scope",                     "OAuth2 Client Scope",             "The scope that is asked for.").shown_when("auth.type", "oauth2"),
        string("oauth2.client.mode",                      "OAuth2 Client Mode",              "Where id and secret go: into a header, or into the form.").one_of(&["header", "url"]).shown_when("auth.type", "oauth2"),
        boolean("https.ssl.enabled",                      "SSL Enabled",                     "Whether the connector has stores of its own for TLS.").or("false"),
        password("https.ssl.keystorefile",                "Key Store",                       "The key store: its content in base64 behind data:text/plain;base64,.").low().valid(FILE),
        password("https.ssl.keystore.password",           "Keystore Password",               "The password of the key store.").high(),
        password("https.ssl.key.password",                "Key Password",                    "The password of the private key in it.").high(),
        password("https.ssl.truststorefile",              "Trust Store",                     "The trust store, written like the key store.").high().valid(FILE),
        password("https.ssl.truststore.password",         "Trust Store Password",            "The password of the trust store.").high(),
        string("https.ssl.protocol",                      "SSL Protocol",                    "The protocol of TLS connections.").or("TLSv1.3"),
    ]),
    section("Output messages", &[recurring::OUTPUT_FORMAT]),
    section(TASKS, &[recurring::TASKS_MAX]),
    section(RESTART, &[
        boolean("auto.restart.on.user.error",             "Enable Connector Auto-restart",   "Whether the connector restarts by itself after errors that its user can mend.").or("true"),
    ]),
    section(ADDITIONAL, &[
        recurring::DECIMAL, recurring::REFERENCE, recurring::META, recurring::VALUE_SUBJECT, recurring::KEY_SUBJECT, recurring::KEY_SERIALIZER, recurring::VALUE_SERIALIZER,
    ]),
];

/// What no single property shows. The texts are UNCONFIRMED.
fn check(it: &Submission<'_>, findings: &mut Findings) {
    let url = it.value("url");
    if !url.is_empty() && !template::is_http_url(url) {
        findings.add("url", wording::no_url("url"));
    }
    offsets(it, findings);
    let with_entities =
        ["topic.name.pattern", "url", "http.request.parameters", "http.request.body"];
    if !it.has("entity.names")
        && let Some(place) = with_entities.iter().find(|name| it.value(name).contains(ENTITY))
    {
        findings.add("entity.names", wording::needed_by_template("entity.names", place, ENTITY));
    }
    for (file, passwords) in [
        ("https.ssl.keystorefile", &["https.ssl.keystore.password", "https.ssl.key.password"][..]),
        ("https.ssl.truststorefile", &["https.ssl.truststore.password"]),
    ] {
        if it.has(file) {
            passwords.iter().filter(|name| !it.has(name)).for_each(|name| findings.require(name));
        }
    }
}

fn offsets(it: &Submission<'_>, findings: &mut Findings) {
    let mode = it.value("http.offset.mode");
    let initial = it.value("http.initial.offset");
    let with_offsets = ["url", "http.request.parameters", "http.request.body"];
    // The vendor's example of CURSOR_PAGINATION has a template and no initial offset: it is then empty.
    if mode != CURSOR
        && initial.is_empty()
        && let Some(place) = with_offsets.iter().find(|name| it.value(name).contains(OFFSET))
    {
        findings.add(
            "http.initial.offset",
            wording::needed_by_template("http.initial.offset", place, OFFSET),
        );
    }
    if mode == INCREMENTING && !initial.is_empty() && initial.parse::<i64>().is_err() {
        findings.add("http.initial.offset", wording::not_an_integer("http.initial.offset", mode));
    }
    for (pointer, of_mode) in
        [("http.offset.json.pointer", CHAINING), ("http.next.page.json.pointer", CURSOR)]
    {
        match (it.has(pointer), mode == of_mode) {
            (false, true) => findings.require(pointer),
            (true, false) => findings.add(pointer, wording::of_another_mode(pointer, of_mode)),
            (true, true) | (false, false) => {}
        }
    }
}
