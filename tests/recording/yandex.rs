//! A user of Yandex Managed Kafka, over REST and over gRPC: connectors with passwords in them, tokens of many kinds.

use jiff::Timestamp;
use serde_json::{Value, json};
use wavetank::kernel::chance::Draw;
use wavetank::kernel::http::Request;

use crate::history::pick;
use crate::support::calls::{call, put};
use crate::support::yandex::over_grpc;

const TOKEN: &str = "t1.ourFirstToken.NOBODY-knows-this";
const PASSWORD: &str = "sasl p4ssw0rd; of OURS";
const SECRET_KEY: &str = "YC-secret/access+key-0FOURS";

pub(crate) const SECRETS: [&str; 4] =
    [TOKEN, "p4ssw0rd; of OURS", SECRET_KEY, "IN-A-PROPERTY-0ff1ce"];

/// A token of our own, or the one that exists anyway.
pub(crate) fn premises(own: bool) -> Value {
    if own { json!({ "tokens": [{ "token": TOKEN, "subject": "ajeours" }] }) } else { json!({}) }
}

pub(crate) fn request(draw: &mut Draw, wall: Timestamp) -> Request {
    let (method, target, body) = asked(draw);
    let body = body.map(|it| it.to_string()).unwrap_or_default();
    let mut request = call((method, &target), None, body, wall);
    match draw.below(6) {
        0 => put(&mut request, "authorization", "Bearer nobodys"),
        1 => {}
        _ => put(&mut request, "authorization", &format!("Bearer {TOKEN}")),
    }
    let as_grpc = over_grpc(&request).filter(|_| draw.below(2) == 0);
    as_grpc.unwrap_or(request)
}

fn asked(draw: &mut Draw) -> (&'static str, String, Option<Value>) {
    let name = ["orders", "clicks"][pick(draw, 2)];
    let cluster = "/managed-kafka/v1/clusters/c9qexamplecluster001";
    let named = format!("{cluster}/connectors/{name}");
    match draw.below(9) {
        0..3 => ("POST", format!("{cluster}/connectors"), Some(connector(draw, name))),
        3 => ("GET", named, None),
        4 => ("DELETE", named, None),
        5 => ("GET", format!("{cluster}/operations"), None),
        6 => ("GET", format!("{cluster}/connectors?pageSize=1"), None),
        7 => {
            let mask = "connectorSpec.properties,connectorSpec.tasksMax";
            let spec = json!({ "tasksMax": draw.below(9), "properties": properties() });
            ("PATCH", named, Some(json!({ "updateMask": mask, "connectorSpec": spec })))
        }
        _ => ("POST", format!("{cluster}/connectors/pause/{name}"), None),
    }
}

/// Several in one map, whose order must not show.
fn properties() -> Value {
    json!({ "a.password": "IN-A-PROPERTY-0ff1ce", "b": "open", "c": "open", "d.secret": PASSWORD })
}

fn connector(draw: &mut Draw, name: &str) -> Value {
    let mut spec = json!({ "name": name, "properties": properties() });
    if draw.below(2) == 0 {
        let external = json!({ "saslUsername": "u", "saslPassword": PASSWORD });
        let source = json!({ "alias": "source", "externalCluster": external });
        spec["connectorConfigMirrormaker"] = json!({ "topics": "t", "sourceCluster": source });
    } else {
        let external = json!({ "accessKeyId": "AK", "secretAccessKey": SECRET_KEY });
        let s3 = json!({ "bucketName": "b", "externalS3": external });
        spec["connectorConfigS3Sink"] = json!({ "topics": "t", "s3Connection": s3 });
    }
    json!({ "connectorSpec": spec })
}
