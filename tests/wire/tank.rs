//! A server for one test, and the admin calls that the tests are full of.

use std::net::SocketAddr;

use serde_json::Value;
use tokio::{sync::oneshot, task::JoinHandle};
use wavetank::server::{Options, Server};

use crate::client::{Answer, Client};

/// A running server.
pub(crate) struct Tank {
    pub(crate) address: SocketAddr,
    pub(crate) tls_address: Option<SocketAddr>,
    stop: oneshot::Sender<()>,
    running: JoinHandle<()>,
}

impl Tank {
    pub(crate) async fn start() -> Self {
        Self::with(|_| {}).await
    }

    /// With options other than the usual ones.
    pub(crate) async fn with(change: impl FnOnce(&mut Options)) -> Self {
        let mut options = Options { listen: "127.0.0.1:0".into(), ..Options::default() };
        change(&mut options);
        let server = Server::bind(options).await.unwrap();
        let address = server.local_addr().unwrap();
        let tls_address = server.tls_local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let running = tokio::spawn(server.run(async {
            let _ = stopped.await;
        }));
        Self { address, tls_address, stop, running }
    }

    /// A server on which every call of a vendor meets this rule.
    pub(crate) async fn with_rule(rule: Value) -> Self {
        let tank = Self::start().await;
        assert_eq!(tank.admin("POST", "faults", rule).await.status, 201);
        tank
    }

    /// Asks the server to stop; done when it has.
    pub(crate) async fn stop(self) {
        self.stop.send(()).unwrap();
        self.running.await.unwrap();
    }

    pub(crate) async fn connect(&self) -> Client {
        Client::connect(self.address).await
    }

    /// One call on a connection of its own.
    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.connect().await.get(path).await
    }

    /// One admin call; `Null` for no body.
    pub(crate) async fn admin(&self, method: &str, path: &str, body: Value) -> Answer {
        self.connect().await.admin(method, &format!("/_wavetank/{path}"), &body).await
    }

    /// The answer's JSON to a GET of the admin API.
    pub(crate) async fn look(&self, path: &str) -> Value {
        let answer = self.admin("GET", path, Value::Null).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        answer.json()
    }

    /// Done when the sandbox `default` has been called this often: the calls are in there, answered or
    /// held back.
    pub(crate) async fn wait_for_calls(&self, calls: u64) {
        let mut client = self.connect().await;
        loop {
            let answer =
                client.admin("GET", "/_wavetank/sandboxes/default", &Value::Null).await.json();
            if answer["calls"].as_u64() >= Some(calls) {
                return;
            }
        }
    }
}
