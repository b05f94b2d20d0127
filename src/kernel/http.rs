//! HTTP as plain data: what goes into a world and what comes out of it.
//!
//! Nothing here reads or writes a socket: [`Wire`] only says what the shell has to do with an answer.

use std::{fmt, ops::Deref, time::Duration};

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, StatusCode, header::CONTENT_TYPE};
use jiff::Timestamp;
use memchr::memchr;

/// A call as it arrived, nothing decoded: signatures are computed over these very bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    pub method: Method,
    /// Path and query as on the wire, the sandbox's path prefix included.
    pub target: Target,
    /// How many bytes of `target` name the sandbox (`/_sandbox/{name}`); 0 where it is named otherwise.
    pub prefix_bytes: usize,
    /// With `host` always present: the shell copies HTTP/2's `:authority` there.
    pub headers: HeaderMap,
    pub body: Bytes,
    /// When the call arrived by the clock on the wall: an input like the others, so that a replay agrees.
    pub wall: Timestamp,
    /// The proof that the call comes with was found good when it was recorded, and has been taken out since:
    /// a signature is not looked at again. False for what comes from a client.
    pub vouched: bool,
}

/// Path and query, undecoded. Where the path ends is looked up once, and asked for many times a call.
#[derive(Clone, PartialEq, Eq)]
pub struct Target {
    text: String,
    path_bytes: usize,
}

impl<T: Into<String>> From<T> for Target {
    fn from(text: T) -> Self {
        let text = text.into();
        let path_bytes = memchr(b'?', text.as_bytes()).unwrap_or(text.len());
        Self { text, path_bytes }
    }
}

impl Deref for Target {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl fmt::Debug for Target {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.text, to)
    }
}

impl fmt::Display for Target {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.text)
    }
}

impl Request {
    /// The path that a route sees: undecoded, without sandbox prefix and query.
    pub fn path(&self) -> &str {
        &self.wire_path()[self.prefix_bytes..]
    }

    /// The path that the client signed: undecoded, with the sandbox prefix.
    pub fn wire_path(&self) -> &str {
        &self.target[..self.target.path_bytes]
    }

    /// What stands behind the first `?`, undecoded; empty if there is none.
    pub fn query(&self) -> &str {
        self.target.get(self.target.path_bytes + 1..).unwrap_or_default()
    }

    /// The header's value, where there is one and it is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

/// An answer, and what the shell must do with it on the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
    /// Sent behind the body (HTTP/2, and HTTP/1.1 chunked); empty for none.
    pub trailers: HeaderMap,
    /// Wall time to wait before the first byte, outside every lock.
    pub delay: Duration,
    pub wire: Wire,
}

/// How an answer goes over the wire.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Wire {
    /// As HTTP says.
    #[default]
    Whole,
    /// The body in pieces of `chunk_bytes`, with a pause of wall time before each.
    Slow { chunk_bytes: usize, pause: Duration },
    /// The announced length, then only `after_bytes` of the body, then the end of the connection.
    Cut { after_bytes: usize },
    /// A TCP reset (HTTP/2: `RST_STREAM`): before the first byte, or behind that many bytes of the body.
    Reset { after_bytes: Option<usize> },
    /// The connection is closed in good order, without a byte.
    Empty,
    /// Nothing, for so long; then the connection is closed.
    Silence { lasts: Duration },
    /// Bytes that are not HTTP, then the end of the connection.
    Garbage { bytes: Bytes },
}

impl Wire {
    /// Whether the client gets to see status and headers.
    pub fn has_head(&self) -> bool {
        match self {
            Self::Whole | Self::Slow { .. } | Self::Cut { .. } => true,
            Self::Reset { after_bytes } => after_bytes.is_some(),
            Self::Empty | Self::Silence { .. } | Self::Garbage { .. } => false,
        }
    }
}

impl Response {
    pub fn new(status: StatusCode, body: impl Into<Bytes>) -> Self {
        Self {
            status,
            // Room for what vendors send along: growing costs more.
            headers: HeaderMap::with_capacity(12),
            body: body.into(),
            trailers: HeaderMap::new(),
            delay: Duration::ZERO,
            wire: Wire::Whole,
        }
    }

    pub fn json(status: StatusCode, body: &impl serde::Serialize) -> Self {
        let body = serde_json::to_vec(body).expect("wire types serialize");
        let mut response = Self::new(status, body);
        response.headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        response
    }
}
