//! Where connections come in: a listener, and the handshake behind it if there is one.
//!
//! Nothing here reads HTTP.

use std::{fmt, future::pending, io, net::SocketAddr, sync::Arc, time::Duration};

use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::{TcpListener, TcpStream},
    time::timeout,
};

use super::{
    Tls,
    tls::{Identity, Secured},
};

/// Why a server cannot listen.
#[derive(Debug)]
pub struct Unbound {
    /// As it was given.
    pub address: String,
    pub error: io::Error,
}

impl fmt::Display for Unbound {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "cannot listen on {}: {}", self.address, self.error)
    }
}

/// All that a server listens on.
#[derive(Debug)]
pub(super) struct Doors {
    pub(super) plain: Door,
    pub(super) tls: Option<Door>,
}

impl Doors {
    pub(super) async fn bind(plain: String, tls: Option<Tls>) -> Result<Self, Unbound> {
        let plain = Door::bind(plain, None).await?;
        let tls = match tls {
            Some(Tls { listen, identity }) => Some(Door::bind(listen, Some(identity)).await?),
            None => None,
        };
        Ok(Self { plain, tls })
    }

    /// The next one who comes, with the address on this side. Nobody has said anything yet.
    pub(super) async fn accept(&self) -> io::Result<(Visitor, SocketAddr)> {
        tokio::select! {
            come = self.plain.accept() => come,
            come = async {
                match &self.tls {
                    Some(door) => door.accept().await,
                    None => pending().await,
                }
            } => come,
        }
    }
}

/// A bound listener.
#[derive(Debug)]
pub(super) struct Door {
    listener: TcpListener,
    identity: Option<Arc<Identity>>,
}

impl Door {
    /// With an `identity`, whoever comes in has to shake hands.
    async fn bind(address: String, identity: Option<Arc<Identity>>) -> Result<Self, Unbound> {
        match TcpListener::bind(&address).await {
            Ok(listener) => Ok(Self { listener, identity }),
            Err(error) => Err(Unbound { address, error }),
        }
    }

    pub(super) fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// May be broken off at its one await: nobody is lost.
    async fn accept(&self) -> io::Result<(Visitor, SocketAddr)> {
        let (socket, _) = self.listener.accept().await?;
        socket.set_nodelay(true)?;
        let local = socket.local_addr()?;
        Ok((Visitor { socket, identity: self.identity.clone() }, local))
    }
}

/// Somebody who came in, and may have to shake hands.
#[derive(Debug)]
pub(super) struct Visitor {
    socket: TcpStream,
    identity: Option<Arc<Identity>>,
}

impl Visitor {
    /// A handshake that does not come to its end within `time` has failed.
    pub(super) async fn greeted(self, time: Duration) -> io::Result<Box<dyn Socket>> {
        let Self { socket, identity } = self;
        let Some(identity) = identity else { return Ok(Box::new(socket)) };
        let secured = timeout(time, identity.handshake(socket)).await;
        Ok(Box::new(secured.map_err(|it| io::Error::new(io::ErrorKind::TimedOut, it))??))
    }
}

/// What carries a connection's bytes.
pub(super) trait Socket: AsyncRead + AsyncWrite + fmt::Debug + Send + Unpin {
    /// What is below all else.
    fn tcp(&self) -> &TcpStream;
}

impl Socket for TcpStream {
    fn tcp(&self) -> &TcpStream {
        self
    }
}

impl Socket for Secured {
    fn tcp(&self) -> &TcpStream {
        self.get_ref().0
    }
}
