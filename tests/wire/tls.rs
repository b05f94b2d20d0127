//! The second listener: who it proves to be, and that all is behind it as on the first.

use std::{
    io::ErrorKind,
    net::SocketAddr,
    path::PathBuf,
    sync::Arc,
    time::{Duration, Instant},
};

use bytes::Bytes;
use http::{Request, StatusCode};
use http_body_util::{BodyExt, Empty};
use hyper::client::conn::http2;
use hyper_util::rt::{TokioExecutor, TokioIo};
use rcgen::{CertificateParams, KeyPair};
use serde_json::{Value, json};
use tokio::{io::AsyncReadExt, net::TcpStream, time::timeout};
use tokio_rustls::{
    TlsConnector,
    client::TlsStream,
    rustls::{
        ClientConfig, RootCertStore,
        crypto::ring,
        pki_types::{CertificateDer, ServerName, pem::PemObject},
    },
};
use wavetank::server::{Identity, Tls};

use crate::{
    binary::{Process, wavetank},
    client::{CREDENTIAL, Client, get},
    tank::Tank,
};

const CALL: &str = "/v1/connectors";
const AUTHORITY: &str = "127.0.0.1";

/// A client's trust, and what it would speak.
struct Trust {
    ca: Vec<u8>,
    protocols: &'static [&'static str],
}

impl Trust {
    fn new(ca: impl Into<Vec<u8>>) -> Self {
        Self { ca: ca.into(), protocols: &["http/1.1"] }
    }

    async fn connect(
        &self,
        address: SocketAddr,
        name: &str,
    ) -> std::io::Result<TlsStream<TcpStream>> {
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from_pem_slice(&self.ca).unwrap()).unwrap();
        let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()));
        let builder = builder.with_safe_default_protocol_versions().unwrap();
        let mut config = builder.with_root_certificates(roots).with_no_client_auth();
        config.alpn_protocols = self.protocols.iter().map(|it| it.as_bytes().to_vec()).collect();
        let name = ServerName::try_from(name.to_owned()).unwrap();
        let socket = TcpStream::connect(address).await.unwrap();
        TlsConnector::from(Arc::new(config)).connect(name, socket).await
    }
}

/// A server in this process with a TLS listener, and the trust of its clients.
struct Secured {
    tank: Tank,
    address: SocketAddr,
    trust: Trust,
}

impl Secured {
    async fn start() -> Self {
        Self::with(|_| {}).await
    }

    async fn with(change: impl FnOnce(&mut wavetank::server::Options)) -> Self {
        let identity = Arc::new(Identity::made(&["tank.example".to_owned()]).unwrap());
        let trust = Trust::new(identity.ca_pem().unwrap());
        let tank = Tank::with(|options| {
            options.tls = Some(Tls { listen: "127.0.0.1:0".into(), identity });
            change(options);
        });
        let tank = tank.await;
        let address = tank.tls_address.unwrap();
        Self { tank, address, trust }
    }

    async fn connect(&self) -> Client {
        Client::over(self.trust.connect(self.address, AUTHORITY).await.unwrap(), self.address)
    }
}

fn temporary(name: &str) -> PathBuf {
    let directory = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    directory.join(format!("{}-{name}", std::process::id()))
}

/// A certificate and its key, as PEM.
fn self_signed(name: &str) -> (String, String) {
    let key = KeyPair::generate().unwrap();
    let certificate = CertificateParams::new([name.to_owned()]).unwrap().self_signed(&key).unwrap();
    (certificate.pem(), key.serialize_pem())
}

fn written(name: &str, text: &str) -> String {
    let path = temporary(name);
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

#[tokio::test]
async fn the_ready_file_the_ca_file_and_the_admin_api_tell_what_clients_need() {
    let (ready, ca) = (temporary("ready.json"), temporary("ca.pem"));
    let [ready_path, ca_path] = [&ready, &ca].map(|it| it.to_str().unwrap());
    let files = ["--ready-file", ready_path, "--tls-ca-file", ca_path];
    let process = Process::start(&[&["--tls-listen", "127.0.0.1:0"], &files[..]].concat());
    let address = process.tls_address.unwrap();

    let told: Value = serde_json::from_slice(&std::fs::read(&ready).unwrap()).unwrap();
    assert_eq!(told["http"], format!("http://{}", process.address));
    assert_eq!(told["https"], format!("https://{address}"));
    assert_eq!(told["ca"], ca_path);
    let pem = std::fs::read(&ca).unwrap();
    for file in [ready, ca] {
        std::fs::remove_file(file).unwrap();
    }

    let mut plain = Client::connect(process.address).await;
    let served = plain.admin("GET", "/_wavetank/ca.pem", &Value::Null).await;
    assert_eq!((served.status, &served.body), (200, &pem));
    assert_eq!(served.header("content-type"), Some("application/pem-certificate-chain"));

    let stream = Trust::new(pem).connect(address, "localhost").await.unwrap();
    assert_eq!(stream.get_ref().1.alpn_protocol(), Some(&b"http/1.1"[..]));
    assert_eq!(Client::over(stream, address).get(CALL).await.status, 200);
}

#[tokio::test]
async fn without_a_ca_file_the_ready_file_tells_where_the_ca_is_served() {
    let ready = temporary("ready-only.json");
    let files = ["--ready-file", ready.to_str().unwrap()];
    let process = Process::start(&[&["--tls-listen", "127.0.0.1:0"], &files[..]].concat());
    let told: Value = serde_json::from_slice(&std::fs::read(&ready).unwrap()).unwrap();
    std::fs::remove_file(ready).unwrap();
    assert_eq!(told["ca"], format!("http://{}/_wavetank/ca.pem", process.address));
}

#[tokio::test]
async fn without_tls_there_is_no_ca() {
    let answer = Tank::start().await.admin("GET", "ca.pem", Value::Null).await;
    assert_eq!((answer.status, answer.refusal().as_str()), (404, "no_ca"));
}

#[tokio::test]
async fn http_2_is_what_the_listener_would_rather_speak() {
    let mut server = Secured::start().await;
    server.trust.protocols = &["http/1.1", "h2"];
    let stream = server.trust.connect(server.address, "localhost").await.unwrap();
    assert_eq!(stream.get_ref().1.alpn_protocol(), Some(&b"h2"[..]));
    let (mut sender, connection) =
        http2::handshake(TokioExecutor::new(), TokioIo::new(stream)).await.unwrap();
    tokio::spawn(connection);
    for _ in 0..3 {
        let call = Request::get(format!("https://a.localhost{CALL}"));
        let call = call.header("authorization", CREDENTIAL);
        let call = call.header("x-amz-date", "20240101T000000Z");
        let response = sender.send_request(call.body(Empty::<Bytes>::new()).unwrap()).await;
        let response = response.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        let body = response.into_body().collect().await.unwrap().to_bytes();
        assert_eq!(&body[..], b"{\"connectors\":[]}");
    }
    assert_eq!(server.tank.look("sandboxes/a").await["calls"], 3);
}

#[tokio::test]
async fn the_certificate_is_for_every_name_by_which_the_server_may_be_called() {
    let server = Secured::start().await;
    for name in ["localhost", "127.0.0.1", "::1", "tank.example", "mine.localhost", "a.b.localhost"]
    {
        let connected = server.trust.connect(server.address, name).await;
        connected.unwrap_or_else(|error| panic!("{name}: {error}"));
    }
    for name in ["other.example", "192.0.2.7", "evil-localhost"] {
        let error = server.trust.connect(server.address, name).await.unwrap_err();
        assert!(error.to_string().contains("not valid for name"), "{name}: {error}");
    }
}

#[tokio::test]
async fn the_machine_and_the_names_given_are_among_the_certificates_names() {
    let ca = temporary("names.pem");
    let names = ["--tls-name", "tank.example,192.0.2.7", "--tls-ca-file", ca.to_str().unwrap()];
    let process = Process::start(&[&["--tls-listen", "127.0.0.1:0"], &names[..]].concat());
    let trust = Trust::new(std::fs::read(&ca).unwrap());
    std::fs::remove_file(ca).unwrap();
    let machine = std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    for name in ["tank.example", "192.0.2.7", machine.trim()] {
        if !name.is_empty() {
            let connected = trust.connect(process.tls_address.unwrap(), name).await;
            connected.unwrap_or_else(|error| panic!("{name}: {error}"));
        }
    }
}

#[tokio::test]
async fn each_server_has_a_ca_of_its_own() {
    let (one, other) = (Secured::start().await, Secured::start().await);
    let error = one.trust.connect(other.address, "localhost").await.unwrap_err();
    assert!(error.to_string().contains("UnknownIssuer"), "{error}");
}

#[tokio::test]
async fn a_certificate_of_ones_own_is_shown_instead() {
    let (certificate, key) = self_signed("mine.example");
    let paths = [written("own.pem", &certificate), written("own.key", &key)];
    let flags = ["--tls-cert", &paths[0], "--tls-key", &paths[1]];
    let process = Process::start(&[&["--tls-listen", "127.0.0.1:0"], &flags[..]].concat());
    let address = process.tls_address.unwrap();
    let stream = Trust::new(certificate).connect(address, "mine.example").await.unwrap();
    assert_eq!(Client::over(stream, address).get(CALL).await.status, 200);
    let mut plain = Client::connect(process.address).await;
    let answer = plain.admin("GET", "/_wavetank/ca.pem", &Value::Null).await;
    assert_eq!((answer.status, answer.refusal().as_str()), (404, "no_ca"));
    for file in paths {
        std::fs::remove_file(file).unwrap();
    }
}

#[test]
fn what_is_no_identity_is_told_with_a_hint() {
    let ((one, one_key), (_, other_key)) =
        (self_signed("one.example"), self_signed("other.example"));
    let (cert, key) = (&written("one.pem", &one), &written("one.key", &one_key));
    let (other, none) = (&written("other.key", &other_key), &written("none.pem", "no PEM at all"));
    let cut = &written("cut.pem", &one[..one.len() / 2]);
    let listen = ["--tls-listen", "127.0.0.1:0"];
    for (flags, message) in [
        (
            vec!["--tls-cert", "/nowhere/x.pem", "--tls-key", key],
            "the certificate /nowhere/x.pem cannot",
        ),
        (vec!["--tls-cert", cert, "--tls-key", "/nowhere/x.key"], "the key /nowhere/x.key cannot"),
        (vec!["--tls-cert", none, "--tls-key", key], "there is no certificate in it"),
        (vec!["--tls-cert", cut, "--tls-key", key], "missing section end marker"),
        (vec!["--tls-cert", cert, "--tls-key", cert], "there is no unencrypted private key in it"),
        (vec!["--tls-cert", cert, "--tls-key", other], "is not that of the key"),
        (vec!["--tls-name", "https://tank.example"], "`https://tank.example` is neither"),
        (vec!["--tls-cert", cert], "--tls-cert comes without its key"),
        (vec!["--tls-key", key], "--tls-key comes without its certificate"),
        (vec!["--tls-cert", cert, "--tls-key", key, "--tls-name", "a"], "has its names and its CA"),
    ] {
        let ended =
            wavetank(&[&["serve", "--listen", "127.0.0.1:0"], &listen[..], &flags].concat());
        let ended = { ended }.output().unwrap();
        let told = String::from_utf8(ended.stderr).unwrap();
        assert_eq!(ended.status.code(), Some(2), "{flags:?}: {told}");
        assert!(told.contains(message), "{flags:?}: {told}");
        assert!(told.contains("\nhint: "), "{told}");
    }
    let alone = wavetank(&["serve", "--tls-ca-file", "ca.pem"]).output().unwrap();
    let told = String::from_utf8(alone.stderr).unwrap();
    assert!(alone.status.code() == Some(2) && told.contains("--tls-listen"), "{told}");
    for file in [cert, key, other, none, cut] {
        std::fs::remove_file(file).unwrap();
    }
}

#[test]
fn a_tls_address_that_is_taken_is_told_with_a_hint() {
    let process = Process::start(&["--tls-listen", "127.0.0.1:0"]);
    let address = process.tls_address.unwrap().to_string();
    let second = wavetank(&["serve", "--listen", "127.0.0.1:0", "--tls-listen", &address]).output();
    let second = second.unwrap();
    let told = String::from_utf8(second.stderr).unwrap();
    assert_eq!(second.status.code(), Some(2), "{told}");
    assert!(told.contains(&address) && told.contains("\nhint: "), "{told}");
}

#[tokio::test]
async fn a_handshake_that_does_not_end_or_fails_harms_nobody() {
    let head = Duration::from_millis(200);
    let server = Secured::with(|it| it.limits.head_timeout = head).await;
    let began = Instant::now();
    let mut silent = TcpStream::connect(server.address).await.unwrap();
    let mut plain = Client::connect(server.address).await;
    plain.send(get(CALL, "localhost", "")).await;
    assert_ne!(plain.rest().await.0, b"", "an alert at least");

    let mut client = server.connect().await;
    assert_eq!(client.get(CALL).await.status, 200);
    assert!(began.elapsed() < head, "nobody waits: {:?}", began.elapsed());
    let mut rest = Vec::new();
    timeout(head * 20, silent.read_to_end(&mut rest)).await.unwrap().unwrap();
    assert!(rest.is_empty() && began.elapsed() >= head, "{:?}", began.elapsed());
    assert_eq!(server.connect().await.get(CALL).await.status, 200);
}

#[tokio::test]
async fn connections_end_on_the_wire_as_rules_say() {
    for (rule, end, bytes) in [
        (json!({ "reset": {} }), Err(ErrorKind::ConnectionReset), 0),
        (json!({ "empty": true }), Ok(()), 0),
        (json!({ "garbage": "no HTTP" }), Ok(()), 7),
        (json!({ "silence": "10ms" }), Ok(()), 0),
    ] {
        let server = Secured::start().await;
        server.tank.admin("POST", "faults", rule.clone()).await;
        let mut client = server.connect().await;
        client.send(get(CALL, "localhost", "")).await;
        let (rest, ended) = client.rest().await;
        assert_eq!((rest.len(), ended), (bytes, end), "{rule}");
    }
    for (rule, end) in [
        (json!({ "reset": { "after_bytes": 5 } }), Err(ErrorKind::ConnectionReset)),
        (json!({ "cut": { "after_bytes": 5 } }), Ok(())),
    ] {
        let server = Secured::start().await;
        server.tank.admin("POST", "faults", rule.clone()).await;
        let mut client = server.connect().await;
        client.send(get(CALL, "localhost", "")).await;
        assert_eq!(client.head().await.unwrap().0, 200);
        assert_eq!(client.rest().await, (b"{\"con".to_vec(), end), "{rule}");
    }
}

#[tokio::test]
async fn both_listeners_share_the_places_and_neither_keeps_the_other_out() {
    let server = Secured::with(|it| it.limits.connections_max = 1).await;
    let mut first = server.connect().await;
    assert_eq!(first.get(CALL).await.status, 200);
    let mut second = server.tank.connect().await;
    second.send(get(CALL, "localhost", "")).await;
    assert!(second.is_silent_for(Duration::from_millis(50)).await);
    drop(first);
    assert_eq!(second.answer().await.unwrap().status, 200);
    drop(second);
    assert_eq!(server.connect().await.get(CALL).await.status, 200);
}

#[tokio::test]
async fn a_head_that_does_not_come_and_an_idle_client_are_hung_up_on() {
    let server = Secured::with(|it| {
        it.limits.head_timeout = Duration::from_millis(100);
        it.limits.idle_timeout = Duration::from_millis(200);
    });
    let server = server.await;
    for begun in ["", "GET /v1/connectors HTTP/1.1\r\nhost: localhost\r\n"] {
        let mut client = server.connect().await;
        client.send(begun).await;
        let (rest, _) = client.rest().await;
        assert!(rest.is_empty(), "{begun:?}: {rest:?}");
    }
}

#[tokio::test]
async fn a_server_that_stops_finishes_what_is_open_and_waits_for_no_handshake() {
    let server = Secured::start().await;
    server.tank.admin("POST", "faults", json!({ "delay": "200ms" })).await;
    let mut shaking = TcpStream::connect(server.address).await.unwrap();
    let mut idle = server.connect().await;
    idle.admin("GET", "/_wavetank/health", &Value::Null).await;
    let mut open = server.connect().await;
    open.send(get(CALL, "localhost", "")).await;
    server.tank.wait_for_calls(1).await;
    let began = Instant::now();
    let stopping = tokio::spawn(server.tank.stop());
    assert_eq!(idle.rest().await, (vec![], Ok(())));
    assert_eq!(open.answer().await.unwrap().status, 200);
    let mut rest = Vec::new();
    shaking.read_to_end(&mut rest).await.unwrap();
    stopping.await.unwrap();
    assert!(began.elapsed() < Duration::from_millis(800), "{:?}", began.elapsed());
}
