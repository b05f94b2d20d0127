//! What the door must know of Yandex Managed Kafka: how calls prove themselves, how one goes as gRPC, and what holds
//! for every answer.
//!
//! Messages are made by descriptors that the server itself tells (server reflection), and by another code than the
//! server's.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use base64::{Engine, engine::general_purpose::STANDARD, engine::general_purpose::STANDARD_NO_PAD};
use http::{HeaderValue, Method, StatusCode, header};
use jiff::fmt::strtime;
use percent_encoding::percent_decode_str;
use prost_reflect::prost::Message as _;
use prost_reflect::prost_types::FileDescriptorProto;
use prost_reflect::{DescriptorPool, DeserializeOptions, DynamicMessage, MethodDescriptor};
use regex::Regex;
use serde_json::{Map, Value, json};
use wavetank::kernel::http::{Request, Response};
use wavetank::vendors;
use wavetank::world::{Setup, World};

use super::{answers, calls};

/// The cluster that needs no premises.
const CLUSTER: &str = "/managed-kafka/v1/clusters/c9qexamplecluster001";
/// A token as clients are given it that look for nothing but its form.
const TOKEN: &str = "t1.a.b";
const PREFIXES: &[&str] = &[
    "/managed-kafka/v1/",
    "/operations/",
    "/iam/v1/",
    "/endpoints",
    "/yandex.cloud.",
    "/grpc.reflection.",
];

/// `google.rpc.Code`: number, name, and the HTTP status of each (API Design Guide, "Errors").
#[rustfmt::skip] // A table.
const CODES: &[(u64, &str, u16)] = &[
    (1,  "CANCELLED",           499),
    (2,  "UNKNOWN",             500),
    (3,  "INVALID_ARGUMENT",    400),
    (4,  "DEADLINE_EXCEEDED",   504),
    (5,  "NOT_FOUND",           404),
    (6,  "ALREADY_EXISTS",      409),
    (7,  "PERMISSION_DENIED",   403),
    (8,  "RESOURCE_EXHAUSTED",  429),
    (9,  "FAILED_PRECONDITION", 400),
    (10, "ABORTED",             409),
    (11, "OUT_OF_RANGE",        400),
    (12, "UNIMPLEMENTED",       501),
    (13, "INTERNAL",            500),
    (14, "UNAVAILABLE",         503),
    (15, "DATA_LOSS",           500),
    (16, "UNAUTHENTICATED",     401),
];

/// A target in full, if it is one of Yandex: `c9q/connectors`.
pub(crate) fn spelled_out(target: &str) -> Option<String> {
    if let Some(rest) = target.strip_prefix("c9q") {
        return Some(format!("{CLUSTER}{rest}"));
    }
    is_yandex_path(target).then(|| target.to_owned())
}

pub(crate) fn is_yandex_path(path: &str) -> bool {
    PREFIXES.iter().any(|it| path.starts_with(it))
}

/// By `bearer/TOKEN`; empty for a token that everybody could have.
pub(crate) fn prove(request: &mut Request, signer: &str) {
    let token = signer.strip_prefix("bearer/").unwrap_or(TOKEN);
    calls::put(request, "authorization", &format!("Bearer {token}"));
}

/// The name of the code in an error's body; empty for what is none.
pub(crate) fn code(answer: &Response) -> &'static str {
    let body: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    let found = CODES.iter().find(|it| body["code"] == it.0);
    found.filter(|_| answer.status.as_u16() >= 400).map_or("", |it| it.1)
}

/// What is wrong with an answer: nothing, if it is in the vendor's shape.
pub(crate) fn flaws(request: &Request, answer: &Response) -> Vec<String> {
    static ID: LazyLock<Regex> = LazyLock::new(|| {
        let uuid = "^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$";
        Regex::new(uuid).expect("a regex")
    });
    static TRACE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("^([0-9a-f]{16}):[0-9a-f]{16}:([0-9a-f]{16}):1$").expect("a regex")
    });
    let mut flaws = Vec::new();
    answers::length(answer, &mut flaws);
    let id = text(answer, "x-request-id").unwrap_or_default();
    let given = request.header("x-request-id");
    if given.map_or(!ID.is_match(id), |it| it != id) {
        flaws.push(format!("header x-request-id is {id:?}"));
    }
    let trace = text(answer, "x-server-trace-id").unwrap_or_default();
    if TRACE.captures(trace).is_none_or(|it| it[1] != it[2]) {
        flaws.push(format!("header x-server-trace-id is {trace:?}"));
    }
    let date = text(answer, "date").unwrap_or_default();
    if strtime::parse("%a, %d %b %Y %H:%M:%S GMT", date).is_err() {
        flaws.push(format!("header date is {date:?}"));
    }
    if text(answer, "content-type") != Some("application/json") {
        flaws.push(format!("content-type is {:?}", text(answer, "content-type")));
    }
    let Ok(body @ Value::Object(_)) = serde_json::from_slice::<Value>(&answer.body) else {
        flaws.push("the body is not a JSON object".into());
        return flaws;
    };
    if answer.status.as_u16() >= 400 {
        failure(answer, &body, id, &mut flaws);
    }
    flaws
}

fn failure(answer: &Response, body: &Value, id: &str, flaws: &mut Vec<String>) {
    let row = CODES.iter().find(|it| body["code"] == it.0);
    if row.is_none_or(|it| it.2 != answer.status.as_u16()) {
        flaws.push(format!("status {} with code {}", answer.status, body["code"]));
    }
    let info = json!({ "@type": "type.googleapis.com/google.rpc.RequestInfo", "requestId": id });
    let details = body["details"].as_array().cloned().unwrap_or_default();
    if !details.contains(&info) {
        flaws.push("the details do not name the request".into());
    }
    if body["message"].as_str().is_none_or(str::is_empty) {
        flaws.push("the error has no words".into());
    }
}

fn text<'a>(answer: &'a Response, name: &str) -> Option<&'a str> {
    answer.headers.get(name)?.to_str().ok()
}

/// Everything that the server says it works with.
static POOL: LazyLock<DescriptorPool> = LazyLock::new(|| {
    let mut files = BTreeMap::new();
    for service in
        asked("listServices", "*")["listServicesResponse"]["service"].as_array().expect("services")
    {
        let name = service["name"].as_str().expect("a name");
        fetch(&mut files, "fileContainingSymbol", name);
    }
    // What no message names, since it comes in envelopes.
    fetch(&mut files, "fileByFilename", "google/rpc/error_details.proto");
    let mut pool = DescriptorPool::global();
    let own = files.into_values().filter(|it| !it.name().starts_with("google/protobuf/"));
    pool.add_file_descriptor_protos(own).expect("descriptors that fit together");
    pool
});

fn fetch(files: &mut BTreeMap<String, FileDescriptorProto>, question: &str, name: &str) {
    let answer = asked(question, name);
    let encoded = answer["fileDescriptorResponse"]["fileDescriptorProto"][0].as_str();
    let bytes = STANDARD.decode(encoded.unwrap_or_else(|| panic!("{name}: {answer}")));
    let file = FileDescriptorProto::decode(&bytes.expect("base64")[..]).expect("a descriptor");
    let needed = file.dependency.clone();
    files.insert(file.name().to_owned(), file);
    for name in needed {
        if !files.contains_key(&name) {
            fetch(files, "fileByFilename", &name);
        }
    }
}

/// A question of server reflection, over REST for once.
fn asked(question: &str, about: &str) -> Value {
    let mut world = World::new(&Setup::default());
    let target = "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo";
    let body = json!({ question: about }).to_string();
    let answer = world.handle(world.now(), &calls::call(("POST", target), None, body, world.now()));
    serde_json::from_slice(&answer.body).expect("JSON")
}

/// A call to an operation's path in gRPC.
fn method(path: &str) -> Option<MethodDescriptor> {
    let (service, name) = path.strip_prefix('/')?.rsplit_once('/')?;
    let service = POOL.get_service_by_name(service)?;
    service.methods().find(|it| it.name() == name)
}

/// The same call as gRPC; `None` where there is no such operation, or no message says it.
pub(crate) fn over_grpc(request: &Request) -> Option<Request> {
    let mut of_method = TEMPLATES.iter().filter(|it| it.method == request.method.as_str());
    let (rpc, mut object) =
        of_method.find_map(|it| Some((it.rpc, labels(&it.path, request.path())?)))?;
    for pair in request.query().split('&').filter(|it| !it.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let value = percent_decode_str(value).decode_utf8_lossy();
        object.insert(name.to_owned(), value.into());
    }
    if !request.body.is_empty() {
        let body: Map<String, Value> = serde_json::from_slice(&request.body).ok()?;
        object = body.into_iter().chain(object).collect();
    }
    let options = DeserializeOptions::new().deny_unknown_fields(false);
    let descriptor = method(rpc)?.input();
    let message =
        DynamicMessage::deserialize_with_options(descriptor, Value::from(object), &options);
    let mut asked = request.clone();
    (asked.method, asked.target) = (Method::POST, rpc.into());
    asked.body = framed(&message.ok()?.encode_to_vec()).into();
    asked.headers.remove(header::CONTENT_LENGTH);
    calls::put(&mut asked, "content-type", "application/grpc");
    calls::put(&mut asked, "te", "trailers");
    Some(asked)
}

pub(crate) fn framed(message: &[u8]) -> Vec<u8> {
    let length = u32::try_from(message.len()).expect("a small message");
    [&[0][..], &length.to_be_bytes(), message].concat()
}

/// An operation's path in REST as an expression, and its path in gRPC.
struct Template {
    method: String,
    path: Regex,
    rpc: &'static str,
}

static TEMPLATES: LazyLock<Vec<Template>> = LazyLock::new(|| {
    let label = Regex::new(r"\\\{(\w+)\\\}").expect("a regex");
    let operations = vendors::operations().into_iter();
    let templates = operations.filter_map(|it| {
        let path = label.replace_all(&regex::escape(it.path), "(?P<$1>[^/:]+)").into_owned();
        let path = Regex::new(&format!("^{path}$")).expect("a regex");
        Some(Template { method: it.method, path, rpc: it.rpc? })
    });
    templates.collect()
});

/// What a path has where its template has labels.
fn labels(template: &Regex, path: &str) -> Option<Map<String, Value>> {
    let found = template.captures(path)?;
    let value = |name: &str| percent_decode_str(&found[name]).decode_utf8_lossy().into_owned();
    let names = template.capture_names().flatten();
    Some(names.map(|name| (name.to_owned(), value(name).into())).collect())
}

/// An answer over gRPC as it would be over REST, with everything checked that only gRPC has.
pub(crate) fn from_grpc(request: &Request, answer: &Response) -> Result<Response, String> {
    if answer.status != 200 || text(answer, "content-type") != Some("application/grpc") {
        return Err(format!("no answer of gRPC: {answer:?}"));
    }
    let trailer = |name: &str| answer.trailers.get(name).and_then(|it| it.to_str().ok());
    let status: u64 = trailer("grpc-status").and_then(|it| it.parse().ok()).ok_or("no status")?;
    let (http, json) = if status == 0 {
        let length = answer.body.get(1..5).ok_or("no frame")?;
        let length = u32::from_be_bytes(length.try_into().expect("four bytes"));
        if answer.body[0] != 0 || answer.body.len() != 5 + usize::try_from(length).expect("32 bits")
        {
            return Err("not one frame".into());
        }
        let output = method(request.path()).ok_or("no such method")?.output();
        let message = DynamicMessage::decode(output, &answer.body[5..]);
        (200, shown(&message.map_err(|error| error.to_string())?)?)
    } else {
        let details = trailer("grpc-status-details-bin").ok_or("no details")?;
        let details = STANDARD_NO_PAD.decode(details).map_err(|error| error.to_string())?;
        let kind = POOL.get_message_by_name("google.rpc.Status").ok_or("no such message")?;
        let told = DynamicMessage::decode(kind, &details[..]).map_err(|error| error.to_string())?;
        let told = shown(&told)?;
        let message = percent_decode_str(trailer("grpc-message").unwrap_or_default());
        if told["code"] != status || told["message"] != json!(message.decode_utf8_lossy()) {
            return Err(format!("the trailers say {:?}, their details {told}", answer.trailers));
        }
        (CODES.iter().find(|it| it.0 == status).ok_or("no such code")?.2, told)
    };
    let mut rest = answer.clone();
    rest.status = StatusCode::from_u16(http).expect("a status");
    rest.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    rest.body = without_value_of_nothing(json).to_string().into();
    Ok(rest)
}

fn shown(message: &DynamicMessage) -> Result<Value, String> {
    serde_json::to_value(message).map_err(|error| error.to_string())
}

/// This library prints `"value": {}` where there is nothing; the server, as the one in C++, does not.
fn without_value_of_nothing(mut json: Value) -> Value {
    if let Some(response) = json.get_mut("response").and_then(Value::as_object_mut)
        && response["@type"] == "type.googleapis.com/google.protobuf.Empty"
    {
        response.remove("value");
    }
    json
}
