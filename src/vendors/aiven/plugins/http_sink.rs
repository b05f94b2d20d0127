//! The HTTP sink connector: each record, or each batch of them, becomes a POST.
//!
//! Facts: `HttpSinkConfig` of Aiven's open-source connector, shortly after v0.9.0. Title, version and address
//! of the plugin are UNCONFIRMED.

pub mod checks;
pub mod start;

use super::definition::Width::{Long, Medium, Short};
use super::definition::{Section, boolean, int, list, long, password, section, string};
use super::plugin::{Plugin, SINK};
use super::valid::Valid;

pub const PLUGIN: Plugin = Plugin {
    class: "io.aiven.kafka.connect.http.HttpSinkConnector",
    doc_url: "https://github.com/aiven/http-connector-for-apache-kafka",
    title: "HTTP Sink",
    version: "0.9.0",
    sections: SECTIONS,
    start: start::start,
    usual_failure: "org.apache.kafka.connect.errors.ConnectException: Sending failed and no retries remain, stopping",
    ..SINK
};

const PLAIN: Valid = Valid::Plain;

/// What follows the URL of the token in each other's lists of dependents: a circle, to which nothing outside
/// leads, so that none of these ten is looked at before the connector starts.
const URL: &str = "oauth2.access.token.url";
const ID: &str = "oauth2.client.id";
const SECRET: &str = "oauth2.client.secret";
const MODE: &str = "oauth2.client.authorization.mode";
const SCOPE: &str = "oauth2.client.scope";
const TOKEN: &str = "oauth2.response.token.property";

#[rustfmt::skip] // A table: one property, one line.
const SECTIONS: &[Section] = &[
    section("Connection", 0, &[
        string("http.url",                     "Where records are sent to.").required().valid(Valid::By(checks::url)).high().width(Long),
        string("http.proxy.host",              "The host of a proxy.").valid(Valid::By(checks::not_blank)).low().width(Long),
        int("http.proxy.port",                 "The port of the proxy.").or("-1").valid(Valid::Between(-1, 65535)).low().width(Short),
        boolean("http.ssl.trust.all.certs",    "Whether any certificate of the server is good. Not for production.").or("false").low().width(Short),
        string("http.ssl.truststore.location", "The path of a trust store.").low().width(Long),
        password("http.ssl.truststore.password", "The password of the trust store.").low().width(Medium),
        string("http.authorization.type",      "How requests prove who they come from.").required().valid(Valid::By(checks::authorization_type)).high().width(Short).dependents(&["http.headers.authorization"]),
        password("http.headers.authorization", "The header Authorization as it is sent; for the type static only.").width(Medium),
        string("http.headers.content.type",    "The header Content-Type; none is sent if unset.").valid(Valid::By(checks::not_blank)).low().width(Medium),
        list("http.headers.additional",        "Further headers, each as header:value; no name twice, whatever its case.").or("").valid(Valid::By(checks::header_pairs)).low().width(Medium),
        string(URL,                            "Where a token is fetched, by the client credentials grant.").valid(Valid::By(checks::url_if_set)).high().width(Long).dependents(&["oauth2.request.grant.type.property", "oauth2.grant.type", "oauth2.request.client.id.property", ID, "oauth2.request.client.secret.property", SECRET, MODE, SCOPE, TOKEN]),
        string("oauth2.request.grant.type.property", "How the grant type is called in the request for a token.").or("grant_type").valid(PLAIN).high().width(Long).dependents(&["oauth2.grant.type"]),
        string("oauth2.grant.type",            "The grant type.").or("client_credentials").valid(PLAIN).high().width(Long),
        string("oauth2.request.client.id.property", "How the client's id is called in the request for a token.").or("client_id").valid(PLAIN).high().width(Long).dependents(&[ID]),
        string(ID,                             "The client's id.").valid(PLAIN).high().width(Long).dependents(&[URL, SECRET, MODE, SCOPE, TOKEN]),
        string("oauth2.request.client.secret.property", "How the client's secret is called in the request for a token.").or("client_secret").high().width(Long).dependents(&[SECRET]),
        password(SECRET,                       "The client's secret.").high().width(Long).dependents(&[URL, ID, MODE, SCOPE, TOKEN]),
        string(MODE,                           "Where id and secret go: into the header Authorization (header), or into the form (url).").or("HEADER").valid(Valid::By(checks::authorization_mode)).width(Long).dependents(&[URL, ID, SECRET, SCOPE, TOKEN]),
        string(SCOPE,                          "The scope that is asked for.").valid(PLAIN).low().width(Long).dependents(&[URL, ID, SECRET, MODE, TOKEN]),
        string(TOKEN,                          "The property of the answer that has the token.").or("access_token").valid(PLAIN).low().width(Long).dependents(&[URL, ID, SECRET, MODE, SCOPE]),
        list("oauth2.token.renew.on.status.codes", "The statuses after which a new token is fetched.").or("401").valid(Valid::By(checks::numbers)).low().width(Long),
    ]),
    section("Batching", 0, &[
        boolean("batching.enabled",            "Whether many records go into one request.").or("false").high().width(Short),
        int("batch.max.size",                  "How many records go into one request at most.").label("Batching").or("500").valid(Valid::Between(1, 1_000_000)).width(Medium),
        string("batch.prefix",                 "What stands before the first record of a batch.").label("Batching").or("").high().width(Medium),
        string("batch.suffix",                 "What stands behind the last record of a batch; the end of a line if unset.").label("Batching").high().width(Medium),
        string("batch.separator",              "What stands between the records of a batch; the end of a line if unset.").label("Batching").high().width(Medium),
    ]),
    section("Delivery", 0, &[
        long("kafka.retry.backoff.ms",         "Milliseconds after which Kafka Connect is to deliver records again.").valid(Valid::By(checks::backoff)),
        int("max.retries",                     "How often a failed request is tried again before the task fails.").or("1").valid(Valid::AtLeast(0)).width(Short),
        int("retry.backoff.ms",                "Milliseconds before a failed request is tried again.").or("3000").valid(Valid::AtLeast(0)).width(Short),
    ]),
    section("Timeout", 0, &[
        int("http.timeout",                    "Seconds that a request may take.").or("30").valid(Valid::AtLeast(1)).low().width(Short),
    ]),
    section("Errors Handling", 0, &[
        // The label is the connector's own slip.
        string("errors.tolerance",             "What happens with records that cannot be delivered; as the worker's if unset.").label("http.timeout").low().width(Short),
    ]),
    section("Format", 0, &[
        string("decimal.format",               "How decimals are written: BASE64 or NUMERIC.").or("BASE64").low().width(Medium),
    ]),
];
