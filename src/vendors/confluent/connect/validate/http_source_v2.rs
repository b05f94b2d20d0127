//! The plugin `HttpSourceV2`: up to fifteen APIs of one base URL are polled.
//!
//! "HTTP Source V2 Connector for Confluent Cloud", "Configuration Properties". The document of an
//! API that a configuration may name is not read.

use super::definition::{Part, Section, Valid, boolean, int, long, password, section, string};
use super::findings::{Findings, Submission};
use super::http_source::{CHAINING, CURSOR, INCREMENTING};
use super::plugin::{Plugin, Role};
use super::recurring::{self, CONNECT};
use super::wording;
use crate::vendors::confluent::connect::polling::template;

pub const PLUGIN: Plugin = Plugin {
    alias: "HttpSourceV2",
    class: "io.confluent.connect.http.source.GenericHttpSourceConnector",
    role: Role::Source,
    version: "0.3.0",
    parts: PARTS,
    check,
    endpoint: Some("http.api.base.url"),
};

const FILE: Valid = Valid::DataUrl;
const POINTER: Valid = Valid::JsonPointer;

#[rustfmt::skip] // A table: one property, one line.
const PARTS: &[Part] = &[
    section("Add connector details", &[recurring::NAME]),
    section(CONNECT, &[
        recurring::CLASS,
        boolean("use.open.api.spec",                "Use OpenAPI specification",        "Whether an OpenAPI document describes the APIs.").high().or("true"),
        string("open.api.spec.format",              "OpenAPI specification input",      "Whether the document is at an address or in a file.").high().or("URL").one_of(&["FILE", "URL"]),
        string("open.api.spec.url",                 "OpenAPI specification URL",        "The address of the document.").high(),
        string("open.api.spec.file",                "OpenAPI specification file",       "The document itself.").high(),
    ]),
    recurring::SOURCE_CREDENTIALS,
    section("CSFLE", &[
        boolean("csfle.enabled",                    "Enable Client-Side Field Level Encryption", "Whether encryption rules of the schemas are kept.").high().or("false"),
        string("sr.service.account.id",             "Schema Registry Service Account", "The service account that may read schemas and keys.").high(),
    ]),
    recurring::SCHEMA,
    section("Output messages", &[
        recurring::OUTPUT_FORMAT.or("JSON_SR").one_of(&["AVRO", "JSON_SR", "PROTOBUF"]),
    ]),
    recurring::TASK_COUNT,
    section("Authentication", &[
        boolean("secret.manager.enabled",           "Enable secret manager",            "Whether secrets are fetched from a secret manager.").high().or("false"),
    ]),
    section("Service connection", &[
        string("http.api.base.url",                 "HTTP API Base URL",                "What the addresses of all APIs begin with.").high().required(),
        string("auth.type",                         "Endpoint Authentication type",     "How the connector proves itself to the endpoint.").high().or("NONE").one_of(&["API_KEY", "BASIC", "BEARER", "GOOGLE_SERVICE_ACCOUNT", "NONE", "OAUTH2"]),
        string("connection.user",                   "Auth username",                    "The user, for basic authentication.").belongs_to("auth.type", "BASIC"),
        password("connection.password",             "Auth password",                    "The password, for basic authentication.").belongs_to("auth.type", "BASIC"),
        password("bearer.token",                    "Bearer Token",                     "The token, for bearer authentication.").belongs_to("auth.type", "BEARER"),
        string("oauth2.client.id",                  "OAuth2 Client ID",                 "The client's id when a token is fetched.").belongs_to("auth.type", "OAUTH2"),
        password("oauth2.client.secret",            "OAuth2 Client Secret",             "The client's secret when a token is fetched.").belongs_to("auth.type", "OAUTH2"),
        string("oauth2.client.scope",               "OAuth2 Client Scope",              "The scope that is asked for.").or("any").shown_when("auth.type", "OAUTH2"),
        string("oauth2.client.auth.mode",           "OAuth2 Client Auth Mode",          "Where id and secret go: into a header, or into the form.").or("header").one_of(&["header", "url", "request_body"]).shown_when("auth.type", "OAUTH2"),
        string("oauth2.client.header.separator",    "OAuth2 Client Headers Separator",  "What stands between two headers of the request for a token.").low().or("|").shown_when("auth.type", "OAUTH2"),
        string("oauth2.token.property",             "OAuth2 Token Property Name",       "The member of the answer that has the token.").or("access_token").shown_when("auth.type", "OAUTH2"),
        string("oauth2.token.url",                  "OAuth2 Token URL",                 "Where a token is fetched, by the client credentials grant.").belongs_to("auth.type", "OAUTH2"),
        password("oauth2.client.headers",           "OAuth2 Client Headers",            "Headers of the request for a token.").low().shown_when("auth.type", "OAUTH2"),
        password("gcp.credentials.json",            "GCP credentials file",             "The key file of a Google service account.").high().belongs_to("auth.type", "GOOGLE_SERVICE_ACCOUNT"),
        boolean("oauth2.jwt.enabled",               "OAuth2 JWT Enabled",               "Whether a signed JWT goes along with the request for a token.").or("false").shown_when("auth.type", "OAUTH2"),
        password("oauth2.jwt.keystore.path",        "JWT Keystore File",                "The key store with the key that signs it.").belongs_to("oauth2.jwt.enabled", "true"),
        password("oauth2.jwt.keystore.password",    "JWT Keystore Password",            "The password of that key store.").belongs_to("oauth2.jwt.enabled", "true"),
        string("oauth2.jwt.keystore.type",          "JWT Keystore Type",                "The type of that key store.").or("JKS").one_of(&["JKS", "PKCS12"]).shown_when("oauth2.jwt.enabled", "true"),
        string("oauth2.jwt.claimset",               "JWT Claimset",                     "The claims of the JWT, as JSON.").shown_when("oauth2.jwt.enabled", "true"),
        boolean("https.ssl.enabled",                "SSL Enabled",                      "Whether the connector has stores of its own for TLS.").or("false"),
        password("https.ssl.keystorefile",          "Key Store",                        "The key store: its content in base64 behind data:text/plain;base64,.").low().valid(FILE),
        password("https.ssl.keystore.password",     "Keystore Password",                "The password of the key store.").high(),
        password("https.ssl.key.password",          "Key Password",                     "The password of the private key.").high(),
        password("https.ssl.truststorefile",        "Trust Store",                      "The trust store, written like the key store.").high().valid(FILE),
        string("https.ssl.protocol",                "TLS Protocol",                     "The protocol of TLS connections.").or("TLSv1.3"),
        password("https.ssl.truststore.password",   "Trust Store Password",             "The password of the trust store.").high(),
        string("api.key.location",                  "API Key Location",                 "Where the API key goes: into a header, or into the query.").or("HEADER").one_of(&["HEADER", "QUERY"]).shown_when("auth.type", "API_KEY"),
        string("api.key.name",                      "API Key Name",                     "The name of that header or parameter.").or("X-API-KEY").shown_when("auth.type", "API_KEY"),
        password("api.key.value",                   "API Key Value",                    "The API key.").belongs_to("auth.type", "API_KEY"),
        string("http.proxy.host",                   "HTTP Proxy Host",                  "The proxy through which requests go.").belongs_to("http.proxy.enabled", "true"),
        int("http.proxy.port",                      "HTTP Proxy Port",                  "The port of the proxy.").belongs_to("http.proxy.enabled", "true").between(1, 65_535),
        string("http.proxy.user",                   "HTTP Proxy Username",              "The user of the proxy, if it asks for one.").shown_when("http.proxy.enabled", "true"),
        password("http.proxy.password",             "HTTP Proxy Password",              "The password of that user.").shown_when("http.proxy.enabled", "true"),
        boolean("http.proxy.enabled",               "Enable HTTP Proxy",                "Whether requests go through a proxy.").or("false"),
    ]),
    recurring::SECRETS,
    section("APIs", &[
        string("api.chaining.parent.child.relationship", "API chaining parent-child relationship", "Which API takes what another one answered, as pairs with commas between them.").high(),
        int("apis.num",                             "Number of APIs",                   "How many APIs are polled.").high().required().or("1").between(1, 15),
    ]),
    section("Reporter", &[
        string("reporter.error.topic.name",         "Error topic name",                 "Where records of failed requests go.").low().or("error-${connector}"),
    ]),
    recurring::SOURCE_ADDITIONAL,
    section("Advanced configs", &[
        string("behavior.on.error",                 "Behavior On Errors",               "Whether an answer that is an error stops the task.").low().or("FAIL").one_of(&["FAIL", "IGNORE"]),
        string("report.errors.as",                  "Report Errors As",                 "What a record of the error topic holds.").low().or("Error string").one_of(&["Error string", "HTTP response"]),
    ]),
    Part::Each { times: 15, sections: API },
    recurring::AUTO_RESTART,
];

#[rustfmt::skip] // A table: one property, one line.
const API: &[Section] = &[
    Section { group: "API-# | Create a new topic", definitions: &[
        string("api#.topics",                       "Topic name",                       "The topic that records of this API go to.").high(),
    ] },
    Section { group: "API-# | Path", definitions: &[
        string("api#.http.api.path",                "API Path",                         "What the address of this API ends with. ${offset} is replaced.").high(),
        string("api#.http.request.method",          "HTTP Request Method",              "The method of every request.").high().or("GET").one_of(&["GET", "POST"]),
    ] },
    Section { group: "API-# | Request configuration", definitions: &[
        string("api#.http.path.parameters",         "HTTP Path Parameters",             "What replaces the variables of the path, each as name:value."),
        string("api#.http.request.parameters",      "HTTP Request Parameters",          "Parameters of the query, each as name=value."),
        string("api#.http.request.headers",         "HTTP Request Headers",             "Headers of every request, each as Name:Value."),
        password("api#.http.request.sensitive.headers", "Sensitive HTTP Headers",       "Further headers, which are never shown."),
        string("api#.http.request.body",            "HTTP Request Body",                "The body of every request. ${offset} is replaced."),
    ] },
    Section { group: "API-# | Schema", definitions: &[
        string("api#.http.response.schema",         "HTTP Response Schema",             "The schema of an answer."),
    ] },
    Section { group: "API-# | Settings", definitions: &[
        int("api#.http.connect.timeout.ms",         "HTTP Connect Timeout",             "Milliseconds in which a connection must come about.").or("30000").at_least(1),
        int("api#.http.request.timeout.ms",         "HTTP Request Timeout",             "Milliseconds in which an answer must come.").or("30000").at_least(1),
        string("api#.http.offset.mode",             "HTTP Offset Mode",                 "How the next offset is found.").high().required().or(INCREMENTING).one_of(&[INCREMENTING, CHAINING, CURSOR, "TIMESTAMP_PAGINATION", "SNAPSHOT_PAGINATION"]),
        boolean("api#.http.response.compression.enabled", "Enable response compression", "Whether answers may be compressed.").low().or("true"),
        string("api#.http.initial.offset",          "HTTP Initial Offset",              "The offset of the first request.").high(),
        int("api#.max.retries",                     "Max Retries",                      "How often a failed request is tried again before the task fails.").or("5").between(1, 5000),
        string("api#.http.response.data.json.pointer", "HTTP Response Data JSON Pointer", "Where in an answer the data is.").high().valid(POINTER),
        string("api#.retry.backoff.policy",         "Retry Backoff Policy",             "Whether the time between two tries grows.").or("EXPONENTIAL_WITH_JITTER").one_of(&["CONSTANT_VALUE", "EXPONENTIAL_WITH_JITTER"]),
        int("api#.retry.backoff.ms",                "Retry Backoff",                    "Milliseconds before a failed request is first tried again.").or("3000").at_least(100),
        string("api#.http.offset.json.pointer",     "HTTP Offset JSON Pointer",         "Where in a record its offset is.").needed_when("api#.http.offset.mode", CHAINING).valid(POINTER),
        string("api#.http.next.page.json.pointer",  "HTTP Next Page JSON Pointer",      "Where in an answer the reference to the next page is.").needed_when("api#.http.offset.mode", CURSOR).valid(POINTER),
        string("api#.retry.on.status.codes",        "Retry HTTP Status Codes",          "The statuses after which a request is tried again.").or("400-").valid(Valid::StatusCodes),
        string("api#.http.request.headers.separator", "HTTP Request Headers Separator", "The character between two headers.").or("|").valid(Valid::OneCharacter),
        int("api#.request.interval.ms",             "Request Interval",                 "Milliseconds between two requests.").or("60000").at_least(100),
        string("api#.http.request.parameters.separator", "HTTP Request Parameters Separator", "The character between two parameters.").or("&").valid(Valid::OneCharacter),
        boolean("api#.test.api",                    "Test API",                         "Whether the API is called once before the connector starts.").low().or("false"),
        boolean("api#.enable.cursor.pagination.with.timestamp.mode", "Enable cursor pagination with timestamp mode", "Whether pages are cut by time as well.").or("false"),
        string("api#.http.timestamp.json.pointer",  "HTTP Timestamp JSON Pointer",      "Where in an answer the time is.").valid(POINTER),
        string("api#.initial.start.timestamp.value", "Initial start timestamp",         "Where the first span of time begins."),
        string("api#.http.cursor.pagination.parameter.name", "Cursor pagination parameter name", "The parameter that has the reference to the next page."),
        string("api#.initial.end.timestamp.value",  "Initial end timestamp",            "Where the first span of time ends."),
        string("api#.timestamp.format",             "Timestamp format",                 "How the parameters of time are written.").or("Unix Timestamp Milliseconds"),
        string("api#.timestamp.interval.format",    "Timestamp interval format",        "The unit of the span of time.").or("Seconds"),
        long("api#.http.timestamp.interval",        "Timestamp interval",               "How long a span of time is.").or("86400").at_least(1),
        long("api#.time.range.request.delay",       "Time range request delay",         "Milliseconds that a span of time must be over.").or("0").at_least(0),
        boolean("api#.is.next.page.token.absolute.url", "Next page token is an absolute URL", "Whether the reference to the next page is a whole address.").or("true"),
        string("api#.http.path.parameters.separator", "HTTP Path Parameters Separator", "The character between two parameters of the path.").or("|").valid(Valid::OneCharacter),
        string("api#.http.response.schema.enforce", "Enforce response schema",          "Whether an answer must fit the schema.").or("NONE").one_of(&["NONE", "STRICT"]),
        boolean("api#.chaining.with.timestamp.mode", "Chaining with timestamp mode",    "Whether chains are cut by time as well.").or("false"),
        string("api#.chaining.with.timestamp.mode.record.ordering", "Record ordering",  "Whether records are in order within an answer only, or over all.").or("Global").one_of(&["Global", "Relative"]),
        string("api#.http.chaining.pagination.parameter.name", "Chaining pagination parameter name", "The parameter that has the offset."),
        string("api#.http.offset.json.primary.key.pointer", "Primary key pointer",      "Where in a record its key is."),
    ] },
];

fn check(it: &Submission<'_>, findings: &mut Findings) {
    let url = it.value("http.api.base.url");
    if !url.is_empty() && !template::is_http_url(url) {
        findings.add("http.api.base.url", wording::no_url("http.api.base.url"));
    }
    for api in 1..=it.apis() {
        let paths = [format!("api{api}.http.api.path"), format!("api{api}.topics")];
        paths.iter().filter(|name| !it.has(name)).for_each(|name| findings.require(name));
    }
}
