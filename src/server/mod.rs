//! The shell: sockets, tasks and the clock on the wall around a registry of worlds.
//!
//! No vendor is known here, and what is answered to a vendor's client is decided in a world.
#![expect(clippy::disallowed_methods, reason = "connections are tasks, and uptime is wall time")]

mod admin;
mod clock;
mod door;
mod edge;
mod liveness;
mod log;
mod name;
mod preset;
mod pulse;
mod recorder;
mod refusal;
mod registry;
mod replayed;
mod sandbox;
mod stop;
mod stream;
mod tls;

use std::{
    io,
    net::SocketAddr,
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use tokio::{
    sync::{Semaphore, watch},
    time::{sleep, timeout},
};

use self::{
    admin::Hosts,
    door::{Door, Doors},
    edge::{Front, Phase},
    pulse::Pulse,
    registry::Registry,
};
pub use self::{
    door::Unbound,
    preset::Preset,
    stop::signalled,
    tls::{Identity, Unusable},
};
use crate::{
    kernel::http::{Request, Response},
    scenario::{Prepared, Scenario},
};

/// For how long open requests may go on when the server is to stop.
const GRACE: Duration = Duration::from_millis(800);

/// What a server is told once.
#[derive(Debug, Clone)]
pub struct Options {
    /// `host:port`; port 0 for a free one.
    pub listen: String,
    /// A second listener, for clients that speak nothing but TLS.
    pub tls: Option<Tls>,
    /// What every sandbox begins as.
    pub prepared: Arc<Prepared>,
    /// What scenarios that are handed in leave open.
    pub preset: Preset,
    pub limits: Limits,
    /// Host names under which the admin API may be called, besides those that are local anyway.
    pub allowed_hosts: Vec<String>,
}

/// A listener behind TLS.
#[derive(Debug, Clone)]
pub struct Tls {
    /// `host:port`; port 0 for a free one.
    pub listen: String,
    pub identity: Arc<Identity>,
}

/// Bounds on what clients can make a server hold.
#[derive(Debug, Clone)]
pub struct Limits {
    pub body_bytes_max: usize,
    /// Open connections; further ones wait to be accepted.
    pub connections_max: usize,
    pub sandboxes_max: usize,
    /// For how long a request's head may be under way; at most half as much again. On HTTP/2, where nobody sees heads
    /// but whole ones, `idle_timeout` bounds them.
    pub head_timeout: Duration,
    /// For how long a request's body may be under way.
    pub body_timeout: Duration,
    /// For how long a connection may be open without a request, or an answer be left unread. Whoever does not go
    /// when asked to is hung up on: at most twice `head_timeout` later.
    pub idle_timeout: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            listen: "127.0.0.1:9283".into(),
            tls: None,
            prepared: Prepared::bare(Scenario::default()),
            preset: Preset::default(),
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

/// A server whose listeners are bound, and which serves once it is run.
pub struct Server {
    doors: Doors,
    shared: Arc<Shared>,
}

/// What all connections of a server share.
struct Shared {
    registry: Arc<Registry>,
    preset: Preset,
    limits: Limits,
    hosts: Hosts,
    /// Whom TLS clients meet.
    identity: Option<Arc<Identity>>,
    started: Instant,
}

impl Server {
    /// Binds the listeners. An error says what of an address cannot be had.
    pub async fn bind(options: Options) -> Result<Self, Unbound> {
        let Options { listen, tls, prepared, preset, limits, allowed_hosts } = options;
        let identity = tls.as_ref().map(|it| Arc::clone(&it.identity));
        let own_names = [Some(&listen), tls.as_ref().map(|it| &it.listen)];
        let hosts = Hosts::new(own_names.into_iter().flatten(), allowed_hosts);
        let doors = Doors::bind(listen, tls).await?;
        let registry = Arc::new(Registry::new(prepared, limits.sandboxes_max));
        let shared = Shared { registry, preset, limits, hosts, identity, started: Instant::now() };
        Ok(Self { doors, shared: Arc::new(shared) })
    }

    /// Where it listens: with the port that was picked, if it was told to pick one.
    pub fn local_addr(&self) -> io::Result<SocketAddr> {
        self.doors.plain.local_addr()
    }

    /// Where it listens for TLS, if it does.
    pub fn tls_local_addr(&self) -> io::Result<Option<SocketAddr>> {
        self.doors.tls.as_ref().map(Door::local_addr).transpose()
    }

    /// Records everything that happens into `file`, behind what is there. An error says why not.
    pub fn record(&self, file: &Path) -> Result<(), String> {
        self.shared.registry.recorder().start(file).map(drop)
    }

    /// Serves until `stop` is done; then finishes what is open, within a second.
    pub async fn run(self, stop: impl Future<Output = ()>) {
        let (tell, phase) = watch::channel(Phase::Serving { beat: 0 });
        let Limits { head_timeout, idle_timeout, .. } = self.shared.limits;
        let pulse = Pulse::start(liveness::tick(head_timeout, idle_timeout), tell.clone());
        if let Err(error) = &pulse {
            tracing::warn!(%error, "no thread for the pulse: connections that are idle stay open");
        }
        tokio::select! {
            () = stop => {}
            () = accept(&self.doors, &self.shared, phase) => {}
        }
        drop(self.doors);
        tell.send_replace(Phase::Stopping);
        // Each connection holds a receiver for as long as it lives.
        if timeout(GRACE, tell.closed()).await.is_err() {
            tell.send_replace(Phase::Over);
            tracing::warn!("some connections were still open after {GRACE:?}, and were broken off");
            tell.closed().await;
        }
    }
}

/// Accepts connections for ever.
async fn accept(doors: &Doors, shared: &Arc<Shared>, phase: watch::Receiver<Phase>) {
    let front = Arc::new(Front::new());
    let connections_max = shared.limits.connections_max.min(Semaphore::MAX_PERMITS);
    let places = Arc::new(Semaphore::new(connections_max));
    loop {
        let place = Arc::clone(&places).acquire_owned().await.expect("nobody closes it");
        let ends = match doors.accept().await {
            Ok(ends) => ends,
            Err(error) => {
                // Out of file descriptors, mostly: it is no use to ask again at once.
                tracing::warn!(%error, "a connection could not be accepted");
                sleep(Duration::from_millis(50)).await;
                continue;
            }
        };
        let (front, shared, mut phase) = (Arc::clone(&front), Arc::clone(shared), phase.clone());
        // It was not there at earlier beats.
        phase.mark_unchanged();
        tokio::spawn(async move {
            front.converse(shared, ends, phase).await;
            drop(place);
        });
    }
}

impl Shared {
    /// Answers a request: from the admin API, or from the world that the request is for.
    async fn answer(&self, mut request: Request) -> Response {
        request.prefix_bytes = name::prefix_bytes(&request.target);
        let named = match replayed::taken(&mut request, &self.registry) {
            Ok(Some(name)) => Ok(name.into()),
            Ok(None) => name::of(&request),
            Err(refusal) => Err(refusal),
        };
        let name = match named {
            Ok(name) => name,
            Err(refusal) => return log::refused(&request, refusal),
        };
        if admin::is_meant(request.path()) {
            return admin::answer(self, &name, &request).await;
        }
        match self.registry.sandbox(&name) {
            Ok(sandbox) => sandbox.answer(&request).await,
            Err(refusal) => log::refused(&request, refusal),
        }
    }
}
