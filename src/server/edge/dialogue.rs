//! A call of gRPC with many messages: each is answered as a call of its own, as soon as it is there.
//!
//! Headers go out before the first message has come, so that only the last answer's status is told; of what a rule
//! says of the wire, only that the dialogue breaks off.

use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
};

use bytes::{Bytes, BytesMut};
use http::{HeaderMap, HeaderValue, header::CONTENT_TYPE};
use hyper::body::{Body, Frame, Incoming};
use jiff::Timestamp;

use super::body::{Aborted, Answer};
use super::{Connection, request};
use crate::kernel::{
    grpc,
    http::{Response, Wire},
};

pub(super) struct Dialogue {
    connection: Arc<Connection>,
    head: http::request::Parts,
    incoming: Incoming,
    /// What has come of the next message.
    read: BytesMut,
    /// The answer to the last message, while there is none yet.
    answering: Option<Pin<Box<dyn Future<Output = Response> + Send>>>,
    /// Of the last answer.
    trailers: HeaderMap,
    is_over: bool,
}

/// The head of all answers; the rest follows the messages.
pub(super) fn begin(
    connection: Arc<Connection>,
    (head, incoming): (http::request::Parts, Incoming),
) -> hyper::Response<Answer> {
    let mut trailers = HeaderMap::new();
    trailers.insert("grpc-status", HeaderValue::from_static("0"));
    let (read, answering, is_over) = (BytesMut::new(), None, false);
    let dialogue = Dialogue { connection, head, incoming, read, answering, trailers, is_over };
    let mut response = hyper::Response::new(Answer::Dialogue(Box::new(dialogue)));
    let kind = HeaderValue::from_static("application/grpc");
    response.headers_mut().insert(CONTENT_TYPE, kind);
    response
}

impl Dialogue {
    pub(super) fn poll(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Aborted>>> {
        if self.is_over {
            return Poll::Ready(None);
        }
        loop {
            if let Some(answering) = &mut self.answering {
                let response = ready!(answering.as_mut().poll(context));
                self.answering = None;
                return Poll::Ready(Some(self.take(response)));
            }
            let bytes = grpc::frame_bytes(&self.read);
            if let Some(bytes) = bytes.filter(|it| *it <= self.read.len()) {
                let message = self.read.split_to(bytes).freeze();
                let request =
                    request(self.head.clone(), message, Timestamp::now(), self.connection.local);
                let connection = Arc::clone(&self.connection);
                let answering = async move {
                    let _open = connection.control.open();
                    connection.shared.answer(request).await
                };
                self.answering = Some(Box::pin(answering));
                continue;
            }
            if bytes.is_some_and(|it| it > self.connection.shared.limits.body_bytes_max) {
                return Poll::Ready(Some(Err(Aborted)));
            }
            match ready!(Pin::new(&mut self.incoming).poll_frame(context)) {
                Some(Ok(frame)) => {
                    if let Ok(data) = frame.into_data() {
                        self.read.extend_from_slice(&data);
                    }
                }
                Some(Err(_)) => return Poll::Ready(Some(Err(Aborted))),
                None => return Poll::Ready(Some(Ok(self.end()))),
            }
        }
    }

    fn take(&mut self, response: Response) -> Result<Frame<Bytes>, Aborted> {
        if response.wire != Wire::Whole {
            return Err(Aborted);
        }
        if !response.trailers.is_empty() {
            self.trailers = response.trailers;
        }
        // Without a message it is a failure, which ends the call.
        Ok(if response.body.is_empty() { self.end() } else { Frame::data(response.body) })
    }

    fn end(&mut self) -> Frame<Bytes> {
        self.is_over = true;
        Frame::trailers(std::mem::take(&mut self.trailers))
    }
}
