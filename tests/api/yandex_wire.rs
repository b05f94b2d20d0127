//! gRPC as it goes over the wire: frames, trailers, what is no call, delays and broken answers.

use http::{HeaderMap, Method};
use jiff::Timestamp;
use wavetank::kernel::http::{Request, Response, Wire};
use wavetank::world::{Setup, World};

use crate::stage::Stage;
use crate::support::calls;
use crate::support::yandex::framed;

const LIST: &str = "/yandex.cloud.mdb.kafka.v1.ConnectorService/List";
/// `cluster_id` of the cluster that needs no premises.
const CLUSTER: &[u8] = b"\n\x14c9qexamplecluster001";

fn world() -> World {
    World::new(&Setup::default())
}

fn request(path: &str, body: Vec<u8>) -> Request {
    let (method, target) = (Method::POST, path.into());
    let (headers, body) = (HeaderMap::new(), body.into());
    let (wall, prefix_bytes, vouched) = (Timestamp::UNIX_EPOCH, 0, false);
    let mut request = Request { method, target, prefix_bytes, headers, body, wall, vouched };
    calls::put(&mut request, "host", "localhost:9283");
    calls::put(&mut request, "content-type", "application/grpc");
    calls::put(&mut request, "te", "trailers");
    calls::put(&mut request, "authorization", "Bearer t1.a.b");
    request
}

fn trailers(answer: &Response) -> String {
    let line = |(name, value): (&http::HeaderName, &http::HeaderValue)| {
        format!("{name}: {}\n", value.to_str().expect("text"))
    };
    let shown = answer.trailers.iter().filter(|(name, _)| *name != "grpc-status-details-bin");
    shown.map(line).collect()
}

fn told(request: &Request) -> String {
    let mut world = world();
    let answer = world.handle(world.now(), request);
    assert_eq!(answer.status, 200);
    assert!(answer.headers.contains_key("x-request-id"), "{answer:?}");
    assert!(answer.headers.contains_key("x-server-trace-id"), "{answer:?}");
    trailers(&answer)
}

#[test]
fn a_message_comes_back_in_a_frame_with_its_status_behind_it() {
    let mut world = world();
    let answer = world.handle(world.now(), &request(LIST, framed(CLUSTER)));
    assert_eq!(&answer.body[..], b"\0\0\0\0\0");
    assert_eq!(answer.headers["content-type"], "application/grpc");
    assert_eq!(trailers(&answer), "grpc-status: 0\n");
}

#[test]
fn what_is_no_call_of_an_operation_has_a_status_too() {
    let unknown =
        told(&request("/yandex.cloud.mdb.kafka.v1.ConnectorService/Explode", framed(b"")));
    let service = told(&request("/no.Such/Thing", framed(b"")));
    let rest = told(&request("/managed-kafka/v1/clusters/c9q/connectors", framed(b"")));
    let cut = told(&request(LIST, vec![0, 0, 0, 0, 9, 1]));
    let two = told(&request(LIST, [framed(CLUSTER), framed(CLUSTER)].concat()));
    let garbage = told(&request(LIST, framed(b"\xff\xff")));
    let compressed = told(&request(LIST, vec![1, 0, 0, 0, 0]));
    let all = [unknown, service, rest, cut, two, garbage, compressed].concat();
    insta::assert_snapshot!(all, @r"
    grpc-status: 12
    grpc-message: unknown method Explode for service yandex.cloud.mdb.kafka.v1.ConnectorService
    grpc-status: 12
    grpc-message: unknown method Thing for service no.Such
    grpc-status: 12
    grpc-message: unknown method connectors for service managed-kafka/v1/clusters/c9q
    grpc-status: 3
    grpc-message: Request is malformed: not one message in a frame
    grpc-status: 3
    grpc-message: Request is malformed: not one message in a frame
    grpc-status: 3
    grpc-message: Request is malformed: failed to decode Protobuf message: invalid varint
    grpc-status: 12
    grpc-message: Decompressor is not installed for grpc-encoding
    ");
}

#[test]
fn rest_has_no_operations_under_the_paths_of_grpc() {
    let mut world = world();
    let mut request = request(LIST, b"{}".to_vec());
    calls::put(&mut request, "content-type", "application/json");
    assert_eq!(world.handle(world.now(), &request).status, 404);
}

#[test]
fn an_answer_that_comes_later_than_the_client_waits_is_none() {
    let rule = r#"fault {"on":{"operation":"Connector.List"},"delay":"3s"}"#;
    for (timeout, status, delay) in [
        ("4S", "grpc-status: 0\n", 3000),
        ("100m", "grpc-status: 4\ngrpc-message: Deadline exceeded\n", 100),
    ] {
        let mut world = Stage::new(rule).world;
        let mut request = request(LIST, framed(CLUSTER));
        calls::put(&mut request, "grpc-timeout", timeout);
        let answer = world.handle(world.now(), &request);
        assert_eq!(trailers(&answer), status);
        assert_eq!(answer.delay.as_millis(), delay);
    }
}

#[test]
fn what_stands_before_the_service_answers_with_headers_alone() {
    let mut world =
        Stage::new(r#"fault {"on":{"operation":"Connector.List"},"cause":"bad_gateway"}"#).world;
    let answer = world.handle(world.now(), &request(LIST, framed(CLUSTER)));
    assert_eq!((answer.status.as_u16(), answer.body.len()), (200, 0));
    assert!(answer.trailers.is_empty());
    assert_eq!(answer.headers["grpc-status"], "14");
    assert_eq!(answer.headers["grpc-message"], "no healthy upstream");
}

#[test]
fn answers_break_off_as_over_rest() {
    let rule = r#"fault {"on":{"operation":"Connector.List"},"reset":{}}"#;
    let mut world = Stage::new(rule).world;
    let answer = world.handle(world.now(), &request(LIST, framed(CLUSTER)));
    assert_eq!(answer.wire, Wire::Reset { after_bytes: None });
}

#[test]
fn the_same_call_is_answered_with_the_same_bytes() {
    let script = r#"
        POST c9q/connectors @mirror {"connectorSpec":{"properties":{"a":"1","b":"2","c":"3","d":"4","e":"5","f":"6"}}}
        settle
        GET c9q/connectors
    "#;
    // Each world has maps of its own, whose order in memory is another.
    let played = || {
        let mut stage = Stage::new(script);
        stage.play(script).expect("a good script");
        let now = stage.world.now();
        (stage.world.handle(now, &request(LIST, framed(CLUSTER))), crate::stage::story(script))
    };
    let first = played();
    for _ in 0..20 {
        assert_eq!(played(), first);
    }
}

cases! {
    reflection_tells_what_there_is_and_what_there_is_not r#"
        POST /grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo {"host":"h","listServices":"*"}
            | validHost = h
            | originalRequest/listServices = *
            | listServicesResponse/service/0/name = yandex.cloud.operation.OperationService
        POST /grpc.reflection.v1.ServerReflection/ServerReflectionInfo {"fileContainingSymbol":"yandex.cloud.mdb.kafka.v1.ConnectorService.Create"} | fileDescriptorResponse/fileDescriptorProto/0 ~ ^[A-Za-z0-9+/]+=*$
        POST /grpc.reflection.v1.ServerReflection/ServerReflectionInfo {"fileByFilename":"google/protobuf/any.proto"} | fileDescriptorResponse/fileDescriptorProto/0 ~ .
        POST /grpc.reflection.v1.ServerReflection/ServerReflectionInfo {"allExtensionNumbersOfType":"google.rpc.Status"} | extensionNumbersResponse absent | allExtensionNumbersResponse = {"baseTypeName":"google.rpc.Status"}
        POST /grpc.reflection.v1.ServerReflection/ServerReflectionInfo {"fileContainingSymbol":"no.Such"} | errorResponse = {"errorCode":5,"errorMessage":"no.Such not found"}
        unsigned POST /grpc.reflection.v1.ServerReflection/ServerReflectionInfo {"listServices":""} | listServicesResponse keys service
    "#
}
