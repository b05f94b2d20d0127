//! One connection from its first byte to its last: HTTP/1.1 or HTTP/2, whichever the client begins with.

use std::{net::SocketAddr, pin::pin, sync::Arc};

use hyper::service::service_fn;
use hyper_util::{
    rt::{TokioExecutor, TokioIo},
    server::conn::auto,
};
use tokio::sync::watch;

use super::{Connection, answer};
use crate::server::{
    Shared,
    door::Visitor,
    liveness::{Liveness, Verdict},
    stream::{Control, Stream},
};

/// What a server tells its connections.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::server) enum Phase {
    Serving {
        /// Counts up: at each, connections look whether they are still alive.
        beat: u64,
    },
    /// Finish what is open, begin nothing.
    Stopping,
    /// Time is up.
    Over,
}

/// How connections are served; the same for all of a server.
#[derive(Debug)]
pub(in crate::server) struct Front(auto::Builder<TokioExecutor>);

impl Front {
    pub(in crate::server) fn new() -> Self {
        let mut builder = auto::Builder::new(TokioExecutor::new());
        // The date is the world's business, and `Liveness` tells idle connections from stalled ones.
        // Who has sent all that it will send may still wait for answers.
        builder.http1().auto_date_header(false).header_read_timeout(None).half_close(true);
        builder.http2().auto_date_header(false);
        Self(builder)
    }

    /// Serves until either side ends it.
    pub(in crate::server) async fn converse(
        &self,
        shared: Arc<Shared>,
        (visitor, local): (Visitor, SocketAddr),
        mut phase: watch::Receiver<Phase>,
    ) {
        let limits = &Arc::clone(&shared).limits;
        let socket = tokio::select! {
            biased;
            _ = phase.wait_for(|it| !matches!(it, Phase::Serving { .. })) => return,
            greeted = visitor.greeted(limits.head_timeout) => match greeted {
                Ok(socket) => socket,
                Err(error) => return tracing::debug!(%error, "a TLS handshake failed"),
            },
        };
        let control = Arc::new(Control::default());
        let io = TokioIo::new(Stream::new(socket, Arc::clone(&control)));
        let connection = Arc::new(Connection { shared, control: Arc::clone(&control), local });
        let service = service_fn(move |request| answer(Arc::clone(&connection), request));
        let mut exchange = pin!(self.0.serve_connection(io, service));

        let mut liveness = Liveness::new(limits.head_timeout, limits.idle_timeout);
        loop {
            tokio::select! {
                biased;
                // How it ended concerns nobody: clients break off, and some ends are by order.
                _ = exchange.as_mut() => return,
                told = phase.changed() => match *phase.borrow_and_update() {
                    Phase::Serving { .. } if told.is_ok() => match liveness.judge(control.activity()) {
                        Verdict::Keep => {}
                        Verdict::Idle => exchange.as_mut().graceful_shutdown(),
                        Verdict::Stalled => return,
                    },
                    Phase::Stopping if told.is_ok() => exchange.as_mut().graceful_shutdown(),
                    Phase::Serving { .. } | Phase::Stopping | Phase::Over => return,
                },
            }
        }
    }
}
