//! One connection's socket, which can also be ended in the ways that HTTP does not know: reset, closed
//! without a word, closed behind bytes that are no HTTP.
//!
//! Nothing here parses HTTP, and nothing decides: whoever answers a request gives the order through
//! [`Control`], and the socket carries it out at its next write, its next flush, or its end.

use std::{
    io,
    pin::Pin,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU8, AtomicU64, Ordering::Relaxed},
    },
    task::{Context, Poll, Waker, ready},
};

use bytes::{Buf, Bytes};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::{door::Socket, edge::unreadable};

/// How a connection ends, if not as HTTP ends it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum End {
    /// In good order (FIN).
    Close,
    /// As a crash does (RST).
    Reset,
    /// In good order, behind these bytes.
    Garbage(Bytes),
}

/// When an [`End`] is carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum When {
    /// Instead of the next write; if none comes, when the socket is dropped.
    Instead = 1,
    /// When all that was written so far is with the operating system.
    Flushed = 2,
}

/// With what a client begins that speaks HTTP/2 (RFC 9113, section 3.4).
const PREFACE: &[u8; 24] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

/// No order was given.
const NO_ORDER: u8 = 0;

/// The handle by which a request reaches the connection that it came in on, and the figures by which
/// the connection's keeper sees whether it is alive.
#[derive(Debug, Default)]
pub(super) struct Control {
    /// A [`When`], or [`NO_ORDER`]: what every write looks at, so that the lock is for the rare case.
    ordered: AtomicU8,
    end: Mutex<Option<End>>,
    /// HTTP/2, where bytes that begin no request are nothing unusual.
    multiplexed: AtomicBool,
    /// As many bytes as came in first and are the beginning of [`PREFACE`].
    preface_bytes: AtomicU8,
    /// The client began with a TLS handshake, where nobody shakes hands.
    began_with_tls: AtomicBool,
    /// An answer was made, and what is written next is of it.
    answered: AtomicBool,
    bytes_read: AtomicU64,
    bytes_written: AtomicU64,
    /// Pieces of large answers that HTTP/2 had room for.
    pieces_taken: AtomicU64,
    /// The last write is not done: the peer does not read.
    write_waits: AtomicBool,
    /// `bytes_read` when the last request was done with.
    bytes_accounted: AtomicU64,
    requests_begun: AtomicU64,
    requests_open: AtomicU64,
}

/// What [`Control`] knows of a connection at one moment.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Activity {
    pub(super) multiplexed: bool,
    pub(super) bytes_read: u64,
    pub(super) bytes_written: u64,
    pub(super) pieces_taken: u64,
    /// There is something to write, and the peer does not take it.
    pub(super) write_waits: bool,
    pub(super) requests_begun: u64,
    pub(super) requests_open: u64,
    /// Bytes came in that belong to no request so far.
    pub(super) head_begun: bool,
}

impl Control {
    /// Has the connection ended so. A later order replaces an earlier one.
    pub(super) fn order(&self, end: End, when: When) {
        *self.end.lock().unwrap_or_else(PoisonError::into_inner) = Some(end);
        self.ordered.store(when as u8, Relaxed);
    }

    /// Notes that a request's head is complete; the request is open until the guard is dropped.
    pub(super) fn open(self: &Arc<Self>) -> Open {
        self.requests_begun.fetch_add(1, Relaxed);
        self.reopen()
    }

    /// Notes that a request is open once more: its answer is held back by order, not by the peer.
    pub(super) fn reopen(self: &Arc<Self>) -> Open {
        self.requests_open.fetch_add(1, Relaxed);
        Open(Arc::clone(self))
    }

    pub(super) fn mark_multiplexed(&self) {
        self.multiplexed.store(true, Relaxed);
    }

    /// Notes that the peer had room for one more piece of an answer.
    pub(super) fn take_piece(&self) {
        self.pieces_taken.fetch_add(1, Relaxed);
    }

    pub(super) fn activity(&self) -> Activity {
        let bytes_read = self.bytes_read.load(Relaxed);
        let stray = bytes_read > self.bytes_accounted.load(Relaxed);
        let multiplexed = self.multiplexed.load(Relaxed);
        Activity {
            multiplexed,
            bytes_read,
            bytes_written: self.bytes_written.load(Relaxed),
            pieces_taken: self.pieces_taken.load(Relaxed),
            write_waits: self.write_waits.load(Relaxed),
            requests_begun: self.requests_begun.load(Relaxed),
            requests_open: self.requests_open.load(Relaxed),
            head_begun: stray && !multiplexed,
        }
    }

    fn has_order(&self, when: When) -> bool {
        self.ordered.load(Relaxed) == when as u8
    }

    fn ended(&self) -> Option<End> {
        if self.ordered.load(Relaxed) == NO_ORDER {
            return None;
        }
        self.end.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn count(&self, read: &[u8]) {
        let before = self.bytes_read.fetch_add(read.len() as u64, Relaxed);
        if before < PREFACE.len() as u64 {
            self.begin(before, read);
        }
    }

    /// Looks at the first bytes, which may come one by one.
    fn begin(&self, before: u64, read: &[u8]) {
        if before == 0 {
            self.began_with_tls.store(unreadable::is_tls(read), Relaxed);
        }
        let known = self.preface_bytes.load(Relaxed);
        if u64::from(known) == before {
            let rest = &PREFACE[usize::from(known)..];
            let more = rest.iter().zip(read).take_while(|(a, b)| a == b).count();
            let known = usize::from(known) + more;
            self.preface_bytes.store(known.try_into().expect("it is short"), Relaxed);
            if known == PREFACE.len() {
                self.mark_multiplexed();
            }
        }
    }

    /// What is to be written instead of `bytes`, if nobody here has made them.
    fn instead(&self, bytes: &[u8]) -> Option<Bytes> {
        if self.answered.load(Relaxed) || self.multiplexed.load(Relaxed) {
            return None;
        }
        unreadable::answer(bytes, self.began_with_tls.load(Relaxed))
    }

    /// Notes how a write went.
    fn wrote(&self, poll: &Poll<io::Result<usize>>) {
        self.write_waits.store(poll.is_pending(), Relaxed);
        if let Poll::Ready(Ok(bytes)) = poll {
            self.answered.store(false, Relaxed);
            self.bytes_written.fetch_add(*bytes as u64, Relaxed);
        }
    }
}

/// A request that is being answered.
#[derive(Debug)]
pub(super) struct Open(Arc<Control>);

impl Drop for Open {
    fn drop(&mut self) {
        self.0.answered.store(true, Relaxed);
        self.0.requests_open.fetch_sub(1, Relaxed);
        self.0.bytes_accounted.store(self.0.bytes_read.load(Relaxed), Relaxed);
    }
}

/// A [`Socket`] that obeys its [`Control`].
#[derive(Debug)]
pub(super) struct Stream {
    socket: Box<dyn Socket>,
    control: Arc<Control>,
    /// What is still to be written of [`End::Garbage`].
    garbage: Bytes,
}

impl Stream {
    pub(super) fn new(socket: Box<dyn Socket>, control: Arc<Control>) -> Self {
        Self { socket, control, garbage: Bytes::new() }
    }

    /// Carries out what was ordered instead of a write: the error that ends the connection.
    fn poll_end(&mut self, context: &mut Context<'_>) -> Poll<io::Error> {
        if let Some(end) = self.control.ended() {
            if let End::Garbage(bytes) = &end {
                self.garbage = bytes.clone();
            }
            // Put back: the rest of it is for the moment when the socket is dropped.
            let rest = if end == End::Reset { End::Reset } else { End::Close };
            self.control.order(rest, When::Instead);
        }
        while !self.garbage.is_empty() {
            let written = Pin::new(&mut self.socket).poll_write(context, &self.garbage);
            self.control.wrote(&written);
            match ready!(written) {
                Ok(0) => break,
                Ok(written) => self.garbage.advance(written),
                Err(error) => return Poll::Ready(error),
            }
        }
        Poll::Ready(ended_by_order())
    }
}

fn ended_by_order() -> io::Error {
    io::Error::new(io::ErrorKind::ConnectionAborted, "the connection was ended by order")
}

impl AsyncRead for Stream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        ready!(Pin::new(&mut self.socket).poll_read(context, buffer))?;
        self.control.count(&buffer.filled()[before..]);
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Stream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        if self.control.has_order(When::Instead) {
            return self.poll_end(context).map(Err);
        }
        if let Some(own) = self.control.instead(bytes) {
            self.control.order(End::Garbage(own), When::Instead);
            return self.poll_end(context).map(Err);
        }
        let written = Pin::new(&mut self.socket).poll_write(context, bytes);
        self.control.wrote(&written);
        written
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        if self.control.has_order(When::Instead) {
            return self.poll_end(context).map(Err);
        }
        if let [bytes] = slices {
            return self.poll_write(context, bytes);
        }
        let written = Pin::new(&mut self.socket).poll_write_vectored(context, slices);
        self.control.wrote(&written);
        written
    }

    fn is_write_vectored(&self) -> bool {
        self.socket.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(Pin::new(&mut self.socket).poll_flush(context))?;
        if self.control.has_order(When::Flushed) {
            return Poll::Ready(Err(ended_by_order()));
        }
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_shutdown(context)
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        match self.control.ended() {
            Some(End::Reset) => {
                // It fails only on a socket that the peer has already torn down.
                let _ = self.socket.tcp().set_zero_linger();
                return;
            }
            Some(End::Close | End::Garbage(_)) => {
                // TLS says goodbye where the end is in good order. It is a few bytes, and needs no waiting.
                let mut context = Context::from_waker(Waker::noop());
                let _ = Pin::new(&mut self.socket).poll_shutdown(&mut context);
            }
            None => {}
        }
        // The operating system resets a connection that is closed with something left to read, and a
        // reset may destroy what the peer has not read yet. Bounded: a peer can write for ever.
        let mut sink = [0; 4096];
        for _ in 0..64 {
            if !matches!(self.socket.tcp().try_read(&mut sink), Ok(read) if read > 0) {
                return;
            }
        }
    }
}
