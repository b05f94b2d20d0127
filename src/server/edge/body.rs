//! The body of an answer as hyper takes it: whole, slow, or broken off.
//!
//! What is to happen was decided elsewhere; nothing here knows why.
#![expect(clippy::disallowed_methods, reason = "a pause on the wire is wall time")]

use std::{
    convert::Infallible,
    fmt,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
    time::Duration,
};

use bytes::Bytes;
use http::HeaderMap;
use hyper::body::{Body, Frame, SizeHint};
use tokio::time::{Sleep, sleep};

use super::dialogue::Dialogue;
use crate::server::stream::{Control, End, Open, When};

/// For how long HTTP/2 is left alone with the last bytes before the stream is reset: a reset throws away
/// what is still queued, and the library does not tell when the queue is empty.
const FLUSH: Duration = Duration::from_millis(20);

/// An answer's body.
pub(super) enum Answer {
    /// By far the most: kept small, and without an allocation of its own.
    Whole {
        bytes: Bytes,
        trailers: Option<Box<HeaderMap>>,
    },
    Pieces(Box<Pieces>),
    Slow(Box<Slow>),
    Broken(Box<Broken>),
    Dialogue(Box<Dialogue>),
}

/// A body in pieces, each as soon as the peer has room for it.
pub(super) struct Pieces {
    pub(super) bytes: Bytes,
    pub(super) trailers: Option<Box<HeaderMap>>,
    pub(super) control: Arc<Control>,
}

/// A body in pieces, with a pause before each.
pub(super) struct Slow {
    pub(super) bytes: Bytes,
    pub(super) trailers: Option<Box<HeaderMap>>,
    pub(super) chunk_bytes: usize,
    pub(super) pause: Duration,
    /// A pause is no sign that the peer has gone.
    pub(super) waiting: Option<(Pin<Box<Sleep>>, Open)>,
    pub(super) control: Arc<Control>,
}

/// A body that announces more than it gives.
pub(super) struct Broken {
    /// What is given.
    pub(super) bytes: Bytes,
    pub(super) announced_bytes: u64,
    pub(super) break_off: BreakOff,
}

/// What follows the last byte of a [`Broken`] body.
pub(super) enum BreakOff {
    /// HTTP/1: the connection ends so, once everything is flushed.
    Connection { control: Arc<Control>, end: End },
    /// HTTP/2: `RST_STREAM`; the connection serves its other streams.
    Stream { waiting: Option<Pin<Box<Sleep>>> },
}

/// What ends a connection or a stream where an answer was expected. Nobody reads it.
#[derive(Debug)]
pub(super) struct Aborted;

impl fmt::Display for Aborted {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("the answer was broken off by order")
    }
}

impl std::error::Error for Aborted {}

impl From<Infallible> for Aborted {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}

type Polled = Poll<Option<Result<Frame<Bytes>, Aborted>>>;

impl Body for Answer {
    type Data = Bytes;
    type Error = Aborted;

    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Polled {
        match self.get_mut() {
            Self::Whole { bytes, trailers } => Poll::Ready(rest(bytes, trailers)),
            Self::Pieces(pieces) => Poll::Ready(pieces.next()),
            Self::Slow(slow) => slow.poll(context),
            Self::Broken(broken) => broken.poll(context),
            Self::Dialogue(dialogue) => dialogue.poll(context),
        }
    }

    fn is_end_stream(&self) -> bool {
        match self {
            Self::Whole { bytes, trailers } => bytes.is_empty() && trailers.is_none(),
            Self::Pieces(it) => it.bytes.is_empty() && it.trailers.is_none(),
            Self::Slow(slow) => slow.bytes.is_empty() && slow.trailers.is_none(),
            Self::Broken(_) | Self::Dialogue(_) => false,
        }
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            // An exact size would have HTTP/1 announce a length, and trailers need chunks.
            Self::Whole { trailers: Some(_), .. } | Self::Dialogue(_) => SizeHint::default(),
            Self::Whole { bytes, trailers: None } => SizeHint::with_exact(bytes.len() as u64),
            Self::Pieces(it) if it.trailers.is_some() => SizeHint::default(),
            Self::Pieces(it) => SizeHint::with_exact(it.bytes.len() as u64),
            Self::Slow(slow) if slow.trailers.is_some() => SizeHint::default(),
            Self::Slow(slow) => SizeHint::with_exact(slow.bytes.len() as u64),
            Self::Broken(broken) => SizeHint::with_exact(broken.announced_bytes),
        }
    }
}

/// All bytes at once, then the trailers, then the end.
fn rest(
    bytes: &mut Bytes,
    trailers: &mut Option<Box<HeaderMap>>,
) -> Option<Result<Frame<Bytes>, Aborted>> {
    if !bytes.is_empty() {
        return Some(Ok(Frame::data(std::mem::take(bytes))));
    }
    trailers.take().map(|it| Ok(Frame::trailers(*it)))
}

impl Pieces {
    /// The most that goes out at once: as large as HTTP/2's frames are, where nobody says otherwise.
    pub(super) const BYTES: usize = 16 << 10;

    fn next(&mut self) -> Option<Result<Frame<Bytes>, Aborted>> {
        self.control.take_piece();
        if self.bytes.len() <= Self::BYTES {
            return rest(&mut self.bytes, &mut self.trailers);
        }
        Some(Ok(Frame::data(self.bytes.split_to(Self::BYTES))))
    }
}

impl Slow {
    fn poll(&mut self, context: &mut Context<'_>) -> Polled {
        if self.bytes.is_empty() {
            return Poll::Ready(rest(&mut self.bytes, &mut self.trailers));
        }
        let begin = || (Box::pin(sleep(self.pause)), self.control.reopen());
        let (pause, _) = self.waiting.get_or_insert_with(begin);
        ready!(pause.as_mut().poll(context));
        self.waiting = None;
        let piece = self.bytes.split_to(self.chunk_bytes.clamp(1, self.bytes.len()));
        Poll::Ready(Some(Ok(Frame::data(piece))))
    }
}

impl Broken {
    fn poll(&mut self, context: &mut Context<'_>) -> Polled {
        if !self.bytes.is_empty() {
            return Poll::Ready(rest(&mut self.bytes, &mut None));
        }
        match &mut self.break_off {
            BreakOff::Connection { control, end } => {
                control.order(end.clone(), When::Flushed);
                // Nobody has to be woken: hyper flushes whenever a body has nothing to give.
                Poll::Pending
            }
            BreakOff::Stream { waiting } => {
                let waiting = waiting.get_or_insert_with(|| Box::pin(sleep(FLUSH)));
                ready!(waiting.as_mut().poll(context));
                Poll::Ready(Some(Err(Aborted)))
            }
        }
    }
}

impl Drop for Broken {
    fn drop(&mut self) {
        // Where all that was announced is written, or nothing may be, hyper asks for no more.
        if let BreakOff::Connection { control, end } = &self.break_off {
            control.order(end.clone(), When::Flushed);
        }
    }
}
