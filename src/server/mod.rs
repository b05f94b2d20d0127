//! The shell: sockets, tasks and the clock on the wall around a registry of worlds.
//!
//! No vendor is known here, and what is answered to a vendor's client is decided in a world.
#![expect(clippy::disallowed_methods, reason = "connections are tasks, and uptime is wall time")]

mod admin;
mod clock;
mod edge;
mod liveness;
mod log;
mod name;
mod recorder;
mod refusal;
mod registry;
mod replayed;
mod sandbox;
mod stop;
mod stream;

use std::{
    io,
    net::SocketAddr,
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use tokio::{
    net::{TcpListener, TcpStream},
    sync::{Semaphore, watch},
    time::{sleep, timeout},
};

pub use self::stop::signalled;
use self::{
    admin::Hosts,
    edge::{Front, Phase},
    registry::Registry,
};
use crate::{
    kernel::http::{Request, Response},
    scenario::Prepared,
};

/// For how long open requests may go on when the server is to stop.
const GRACE: Duration = Duration::from_millis(800);

/// What a server is told once.
#[derive(Debug, Clone)]
pub struct Options {
    /// `host:port`; port 0 for a free one.
    pub listen: String,
    /// What every sandbox begins as.
    pub prepared: Arc<Prepared>,
    pub limits: Limits,
    /// Host names under which the admin API may be called, besides those that are local anyway.
    pub allowed_hosts: Vec<String>,
}

/// Bounds on what clients can make a server hold.
#[derive(Debug, Clone)]
pub struct Limits {
    pub body_bytes_max: usize,
    /// Open connections; further ones wait to be accepted.
    pub connections_max: usize,
    pub sandboxes_max: usize,
    /// For how long a request's head may be under way; at most half as much again.
    pub head_timeout: Duration,
    /// For how long a request's body may be under way.
    pub body_timeout: Duration,
    /// For how long a connection may be open without a request; at most `head_timeout` longer.
    pub idle_timeout: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            listen: "127.0.0.1:9283".into(),
            prepared: Prepared::bare(),
            limits: Limits::default(),
            allowed_hosts: Vec::new(),
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body_bytes_max: 10 * 1024 * 1024,
            connections_max: 4096,
            sandboxes_max: 10_000,
            head_timeout: Duration::from_secs(30),
            body_timeout: Duration::from_secs(30),
            idle_timeout: Duration::from_secs(75),
        }
    }
}

/// A server whose listener is bound, and which serves once it is run.
pub struct Server {
    listener: TcpListener,
    shared: Arc<Shared>,
}

/// What all connections of a server share.
struct Shared {
    registry: Registry,
    limits: Limits,
    hosts: Hosts,
    started: Instant,
}

impl Server {
    /// Binds the listener. An error says what of the address cannot be had.
    pub async fn bind(options: Options) -> io::Result<Self> {
        let Options { listen, prepared, limits, allowed_hosts } = options;
        let listener = TcpListener::bind(&listen).await?;
        let hosts = Hosts::new(&listen, allowed_hosts);
        let registry = Registry::new(prepared, limits.sandboxes_max);
        let shared = Shared { registry, limits, hosts, started: Instant::now() };
        Ok(Self { listener, shared: Arc::new(shared) })
    }

    /// Where it listens: with the port that was picked, if it was told to pick one.
    pub fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Records everything that happens into `file`, behind what is there. An error says why not.
    pub fn record(&self, file: &Path) -> Result<(), String> {
        self.shared.registry.recorder().start(file).map(drop)
    }

    /// Serves until `stop` is done; then finishes what is open, within a second.
    pub async fn run(self, stop: impl Future<Output = ()>) {
        let (tell, phase) = watch::channel(Phase::Serving);
        tokio::select! {
            () = stop => {}
            () = accept(&self.listener, &self.shared, phase) => {}
        }
        drop(self.listener);
        tell.send_replace(Phase::Stopping);
        // Each connection holds a receiver for as long as it lives.
        if timeout(GRACE, tell.closed()).await.is_err() {
            tell.send_replace(Phase::Over);
            tracing::warn!("some requests were still open after {GRACE:?}, and were broken off");
            tell.closed().await;
        }
    }
}

/// Accepts connections for ever.
async fn accept(listener: &TcpListener, shared: &Arc<Shared>, phase: watch::Receiver<Phase>) {
    let front = Arc::new(Front::new());
    let connections_max = shared.limits.connections_max.min(Semaphore::MAX_PERMITS);
    let places = Arc::new(Semaphore::new(connections_max));
    loop {
        let place = Arc::clone(&places).acquire_owned().await.expect("nobody closes it");
        let ends = match listener.accept().await.and_then(prepared) {
            Ok(ends) => ends,
            Err(error) => {
                // Out of file descriptors, mostly: it is no use to ask again at once.
                tracing::warn!(%error, "a connection could not be accepted");
                sleep(Duration::from_millis(50)).await;
                continue;
            }
        };
        let (front, shared, phase) = (Arc::clone(&front), Arc::clone(shared), phase.clone());
        tokio::spawn(async move {
            front.converse(shared, ends, phase).await;
            drop(place);
        });
    }
}

/// The connection and its address on this side.
fn prepared((socket, _): (TcpStream, SocketAddr)) -> io::Result<(TcpStream, SocketAddr)> {
    socket.set_nodelay(true)?;
    let local = socket.local_addr()?;
    Ok((socket, local))
}

impl Shared {
    /// Answers a request: from the admin API, or from the world that the request is for.
    fn answer(&self, mut request: Request) -> Response {
        request.prefix_bytes = name::prefix_bytes(&request.target);
        let named = match replayed::taken(&mut request, &self.registry) {
            Ok(Some(name)) => Ok(name.into()),
            Ok(None) => name::of(&request),
            Err(refusal) => Err(refusal),
        };
        let name = match named {
            Ok(name) => name,
            Err(refusal) => return refusal.into(),
        };
        if admin::is_meant(request.path()) {
            return admin::answer(self, &name, &request);
        }
        match self.registry.sandbox(&name) {
            Ok(sandbox) => sandbox.answer(&request),
            Err(refusal) => refusal.into(),
        }
    }
}
