//! The parts of a call that have no fixed length, but for the answer's body, in one piece of memory.
//!
//! A journal holds many calls and reads few of them: what it costs to keep one is one allocation, and no
//! slice that would hold a connection's whole buffer.

use std::borrow::Cow;

use http::{HeaderMap, HeaderName, HeaderValue};

use crate::kernel::http::{Request, Response};

/// Which part: the order in which they stand.
#[derive(Debug, Clone, Copy)]
pub(super) enum Part {
    Target,
    Headers,
    Body,
    Resource,
    AnswerHeaders,
    AnswerTrailers,
}

const PARTS: usize = Part::AnswerTrailers as usize + 1;

#[derive(Debug, Clone)]
pub(super) struct Pieces {
    bytes: Vec<u8>,
    /// Where each part ends.
    ends: [usize; PARTS],
}

impl Pieces {
    /// In the memory of `spare`, where that is neither too small nor much too large.
    pub(super) fn new(
        spare: Vec<u8>,
        request: &Request,
        resource: &str,
        response: &Response,
    ) -> Self {
        let headers = lines_length(&request.headers)
            + lines_length(&response.headers)
            + lines_length(&response.trailers);
        let others = request.target.len() + request.body.len() + resource.len();
        let needed = headers + others;
        let fits = (needed..=2 * needed).contains(&spare.capacity());
        let mut bytes = if fits { spare } else { Vec::with_capacity(needed) };
        bytes.clear();
        let mut ends = [0; PARTS];
        let mut end = |part: Part, bytes: &Vec<u8>| ends[part as usize] = bytes.len();

        bytes.extend_from_slice(request.target.as_bytes());
        end(Part::Target, &bytes);
        push_lines(&mut bytes, &request.headers);
        end(Part::Headers, &bytes);
        bytes.extend_from_slice(&request.body);
        end(Part::Body, &bytes);
        bytes.extend_from_slice(resource.as_bytes());
        end(Part::Resource, &bytes);
        push_lines(&mut bytes, &response.headers);
        end(Part::AnswerHeaders, &bytes);
        push_lines(&mut bytes, &response.trailers);
        end(Part::AnswerTrailers, &bytes);
        Self { bytes, ends }
    }

    /// Its memory, once it is no longer needed.
    pub(super) fn into_spare(self) -> Vec<u8> {
        self.bytes
    }

    pub(super) fn bytes(&self, part: Part) -> &[u8] {
        let index = part as usize;
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.bytes[start..self.ends[index]]
    }

    pub(super) fn text(&self, part: Part) -> &str {
        std::str::from_utf8(self.bytes(part)).expect("it was put in as text")
    }

    pub(super) fn lines(&self, part: Part) -> Lines<'_> {
        Lines(self.bytes(part))
    }

    pub(super) fn len(&self) -> usize {
        self.bytes.len()
    }
}

fn lines_length(headers: &HeaderMap) -> usize {
    headers.iter().map(|(name, value)| name.as_str().len() + value.len() + 4).sum()
}

fn push_lines(bytes: &mut Vec<u8>, headers: &HeaderMap) {
    for (name, value) in headers {
        bytes.extend_from_slice(name.as_str().as_bytes());
        bytes.extend_from_slice(b": ");
        bytes.extend_from_slice(value.as_bytes());
        bytes.extend_from_slice(b"\r\n");
    }
}

/// Header lines as they are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lines<'a>(&'a [u8]);

impl<'a> Lines<'a> {
    /// Name and value of each line.
    pub fn raw(self) -> impl Iterator<Item = (&'a str, &'a [u8])> {
        // No header's value has a line feed in it.
        self.0.split(|byte| *byte == b'\n').filter_map(|line| {
            let line = line.strip_suffix(b"\r")?;
            let colon = line.iter().position(|byte| *byte == b':')?;
            let name = std::str::from_utf8(&line[..colon]).expect("header names are ASCII");
            Some((name, &line[colon + 2..]))
        })
    }

    /// Name and value of each line. A value that is not UTF-8 has replacement characters.
    pub fn iter(self) -> impl Iterator<Item = (&'a str, Cow<'a, str>)> {
        self.raw().map(|(name, value)| (name, String::from_utf8_lossy(value)))
    }

    /// The headers once more: what was a header is one again.
    pub fn to_map(self) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in self.raw() {
            let name = HeaderName::from_bytes(name.as_bytes()).expect("it was a name");
            headers.append(name, HeaderValue::from_bytes(value).expect("it was a value"));
        }
        headers
    }
}
