//! A running server as the stage of a script: one sandbox, its clock stopped and moved by the admin API.
//!
//! Every call has a connection of its own, so that one that is broken off harms no other.
#![expect(
    clippy::disallowed_methods,
    reason = "a connection is a task, and signatures are made at the wall's time"
)]

use std::{io, time::Duration};

use bytes::Bytes;
use http::header::{HOST, HeaderValue};
use http::{Method, StatusCode, Uri};
use http_body_util::{BodyExt, Full};
use hyper::{body::Frame, client::conn::http1};
use hyper_util::rt::TokioIo;
use jiff::Timestamp;
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::runtime::Runtime;

use crate::cli::failure::Failure;
use crate::kernel::faults::DELAY_MAX;
use crate::kernel::http::Request;
use crate::kernel::settings::DateSource;
use crate::scenario::play::{Broken, Seen, Stage};
use crate::scenario::script::Ending;
use crate::scenario::{Answer, Captures, ClockMode, Scenario};

/// No rule holds an answer back for longer.
const PATIENCE: Duration = DELAY_MAX.saturating_add(Duration::from_secs(30));

/// Of names for sandboxes that are taken, so many are passed over.
const NAMES_MAX: u32 = 1_000;

/// Where a server listens.
pub(in crate::cli) struct Server {
    runtime: Runtime,
    /// `host:port`.
    authority: String,
    sandboxes: u32,
}

impl Server {
    pub(in crate::cli) fn new(url: &str) -> Result<Self, Failure> {
        let wrong = || {
            let message = format!("`{url}` is no address of a server");
            Failure::input(message).hint("write it as `http://127.0.0.1:9283`")
        };
        let uri: Uri = url.parse().map_err(|_| wrong())?;
        let is_plain = uri.scheme_str() == Some("http") && matches!(uri.path(), "" | "/");
        let authority = uri.authority().filter(|_| is_plain).ok_or_else(wrong)?;
        let port = authority.port_u16().unwrap_or(80);
        let authority = format!("{}:{port}", authority.host());
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime =
            runtime.map_err(|it| Failure::check(format!("no runtime can be made: {it}")))?;
        Ok(Self { runtime, authority, sandboxes: 0 })
    }

    /// A fresh sandbox with the scenario in it and its clock stopped, and what the given calls captured.
    pub(super) fn sandbox(
        &mut self,
        scenario: &Scenario,
    ) -> Result<(Sandbox<'_>, Captures), Broken> {
        let name = loop {
            self.sandboxes += 1;
            let name = format!("play-{}-{}", std::process::id(), self.sandboxes);
            let (status, answer) =
                self.admin(Method::POST, "sandboxes", &json!({ "name": name }))?;
            match status {
                StatusCode::CREATED => break name,
                StatusCode::CONFLICT if self.sandboxes < NAMES_MAX => {}
                _ => return Err(refused("make a sandbox", status, &answer)),
            }
        };
        let scenario = Scenario { clock: ClockMode::Stopped, ..scenario.clone() };
        let (date, now) = (scenario.date, scenario.epoch);
        let sandbox = Sandbox { server: self, name, date, now };
        let loaded = sandbox.admin(Method::POST, "scenario", &json!(scenario))?;
        let now = loaded["now"].as_str().and_then(|it| it.parse().ok());
        let now =
            now.ok_or_else(|| Broken("the server does not say what time it is".to_owned()))?;
        let captures = loaded["captures"].as_object().cloned().unwrap_or_default();
        Ok((Sandbox { now, ..sandbox }, captures.into_iter().collect()))
    }

    fn admin(
        &self,
        method: Method,
        path: &str,
        body: &Value,
    ) -> Result<(StatusCode, Value), Broken> {
        let body = if body.is_null() { Bytes::new() } else { body.to_string().into() };
        let mut request = http::Request::new(Full::new(body));
        *request.method_mut() = method;
        let target = format!("/_wavetank/{path}").parse();
        *request.uri_mut() = target.expect("names and numbers make a path");
        request.headers_mut().insert(HOST, self.host());
        let answer = self.exchange(request)?;
        let Some((status, _)) = answer.head.filter(|_| answer.endings == [Ending::Whole]) else {
            return Err(Broken(format!("the server at {} gives no answer", self.authority)));
        };
        Ok((status, serde_json::from_slice(&answer.body).unwrap_or_default()))
    }

    pub(in crate::cli) fn host(&self) -> HeaderValue {
        HeaderValue::from_str(&self.authority).expect("it came out of a URL")
    }

    pub(in crate::cli) fn exchange(
        &self,
        request: http::Request<Full<Bytes>>,
    ) -> Result<Answer, Broken> {
        let exchanged = self.runtime.block_on(async {
            tokio::time::timeout(PATIENCE, exchange(&self.authority, request)).await
        });
        let silence = || Ok(ended(Ending::Silence));
        exchanged.unwrap_or_else(|_| silence()).map_err(|error| {
            Broken(format!("no server can be reached at {}: {error}", self.authority))
        })
    }
}

/// One request and its answer, however it ends. An error if there is no connection.
async fn exchange(authority: &str, request: http::Request<Full<Bytes>>) -> io::Result<Answer> {
    let stream = TcpStream::connect(authority).await?;
    stream.set_nodelay(true)?;
    let handshake = http1::handshake(TokioIo::new(stream)).await;
    let (mut sender, connection) = handshake.map_err(io::Error::other)?;
    let running = tokio::spawn(connection);
    let answer = match sender.send_request(request).await {
        Ok(response) => read(response).await,
        Err(error) => failed(&error),
    };
    running.abort();
    Ok(answer)
}

async fn read(response: http::Response<hyper::body::Incoming>) -> Answer {
    let (head, mut body) = response.into_parts();
    let (mut came, mut ending) = (Vec::new(), Ending::Whole);
    while let Some(frame) = body.frame().await {
        match frame.map(Frame::into_data) {
            Ok(Ok(data)) => came.extend_from_slice(&data),
            Ok(Err(_)) => {} // Trailers.
            Err(error) => {
                ending = if is_reset(&error) { Ending::Reset } else { Ending::Cut };
                break;
            }
        }
    }
    Answer { head: Some((head.status, head.headers)), body: came.into(), endings: vec![ending] }
}

/// Why no head came.
fn failed(error: &hyper::Error) -> Answer {
    if is_reset(error) {
        ended(Ending::Reset)
    } else if error.is_parse() {
        ended(Ending::Garbage)
    } else {
        // The connection was closed: how long that took says nothing, nor does a beginning of no head.
        let endings = vec![Ending::Empty, Ending::Silence, Ending::Garbage];
        Answer { endings, ..ended(Ending::Empty) }
    }
}

fn ended(ending: Ending) -> Answer {
    Answer { head: None, body: Bytes::new(), endings: vec![ending] }
}

fn is_reset(error: &hyper::Error) -> bool {
    let mut source = std::error::Error::source(error);
    while let Some(error) = source {
        let error_io = error.downcast_ref::<io::Error>();
        if error_io.is_some_and(|it| it.kind() == io::ErrorKind::ConnectionReset) {
            return true;
        }
        source = error.source();
    }
    false
}

/// A sandbox of a server.
pub(super) struct Sandbox<'a> {
    server: &'a Server,
    name: String,
    date: DateSource,
    /// World time: nobody else moves it.
    now: Timestamp,
}

impl Sandbox<'_> {
    /// Has the server forget it.
    pub(super) fn remove(self) -> Result<(), Broken> {
        let path = format!("sandboxes/{}", self.name);
        self.server.admin(Method::DELETE, &path, &Value::Null).map(drop)
    }

    fn admin(&self, method: Method, path: &str, body: &Value) -> Result<Value, Broken> {
        let what = format!("{method} {path}");
        let path = format!("sandboxes/{}/{path}", self.name);
        let (status, answer) = self.server.admin(method, &path, body)?;
        if status.is_success() { Ok(answer) } else { Err(refused(&what, status, &answer)) }
    }
}

fn refused(what: &str, status: StatusCode, answer: &Value) -> Broken {
    let message = answer["wavetank"]["message"].as_str().unwrap_or("it does not say why");
    Broken(format!("the server refuses to {what}: {status}: {message}"))
}

impl Stage for Sandbox<'_> {
    fn now(&mut self) -> Result<Timestamp, Broken> {
        Ok(self.now)
    }

    fn pass(&mut self, to: Timestamp) -> Result<(), Broken> {
        if to > self.now {
            self.admin(Method::POST, "clock", &json!({ "set": to.to_string() }))?;
            self.now = to;
        }
        Ok(())
    }

    fn address(&mut self, request: &mut Request) {
        let prefix = format!("/_sandbox/{}", self.name);
        request.prefix_bytes = prefix.len();
        request.target = format!("{prefix}{}", request.target).into();
        request.headers.entry(HOST).or_insert(self.server.host());
        request.wall = match self.date {
            DateSource::Wall => Timestamp::now(),
            DateSource::World => self.now,
        };
    }

    fn send(&mut self, request: &Request) -> Result<Answer, Broken> {
        let mut sent = http::Request::new(Full::new(request.body.clone()));
        *sent.method_mut() = request.method.clone();
        *sent.uri_mut() = request
            .target
            .parse()
            .map_err(|error| Broken(format!("`{}` cannot be sent: {error}", request.target)))?;
        *sent.headers_mut() = request.headers.clone();
        self.server.exchange(sent)
    }

    fn count(&mut self, wanted: &dyn Fn(&Seen<'_>) -> bool) -> Result<usize, Broken> {
        let journal = self.admin(Method::GET, "journal", &Value::Null)?;
        let dropped = journal["dropped"].as_u64().unwrap_or_default();
        if dropped > 0 {
            return Err(Broken::dropped(dropped));
        }
        let entries = journal["entries"].as_array().map(Vec::as_slice).unwrap_or_default();
        let calls = entries.iter().filter(|entry| entry["event"] == "call");
        let is_wanted = |entry: &&Value| {
            let rules = entry["rules"].as_array().map(Vec::as_slice).unwrap_or_default();
            let rules: Vec<_> =
                rules.iter().filter_map(|it| it.as_str().map(str::to_owned)).collect();
            let status = entry["status"].as_u64().and_then(|it| u16::try_from(it).ok());
            wanted(&Seen {
                vendor: entry["vendor"].as_str(),
                operation: entry["operation"].as_str(),
                resource: entry["resource"].as_str().unwrap_or_default(),
                status,
                rules: &rules,
            })
        };
        Ok(calls.filter(is_wanted).count())
    }

    fn state(&mut self) -> Result<Value, Broken> {
        self.admin(Method::GET, "state", &Value::Null)
    }
}
