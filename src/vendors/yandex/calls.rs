//! From a call to the message that it brings, and from the message of an answer back: REST is a transcoder in
//! front of gRPC, so that one function behind both knows messages only.
//!
//! What is asked of a message's fields is checked in `checks`.

use bytes::Bytes;
use http::{HeaderValue, Method, StatusCode, header};
use serde_json::{Map, Value};

use super::errors::{Error, Result};
use super::json::{self, Style};
use super::message::Message;
use super::operation::Id;
use super::{Yandex, binary, checks, proto};
use crate::kernel::grpc::{self, Unframed};
use crate::kernel::http::{Request, Response};
use crate::kernel::rejection;
use crate::kernel::room::Ctx;
use crate::kernel::route::{Call, It};

/// By which of its two ways a call has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Protocol {
    Rest,
    Grpc,
}

impl Protocol {
    pub(super) fn of(request: &Request) -> Self {
        if grpc::is_call(request) { Self::Grpc } else { Self::Rest }
    }
}

/// Lifts a function of messages to what a route runs.
pub(super) fn unary(
    (yandex, ctx, call): It<'_, '_, Yandex>,
    operation: impl FnOnce(&mut Yandex, &mut Ctx<'_, Yandex>, Message) -> Result<Message>,
) -> Result<Response> {
    let mut request = checked(call)?;
    yandex.page_tokens.lengthen(&mut request);
    let mut answer = operation(yandex, ctx, request)?;
    yandex.page_tokens.shorten(ctx, &mut answer);
    Ok(encoded(yandex, call, &answer))
}

/// The same for what begins an operation, which is the answer. Asked again with the same `Idempotency-Key`, the
/// operation is shown as it is by now.
pub(super) fn begun(
    (yandex, ctx, call): It<'_, '_, Yandex>,
    operation: impl FnOnce(&mut Yandex, &mut Ctx<'_, Yandex>, Message) -> Result<Id>,
) -> Result<Response> {
    let request = checked(call)?;
    let key = call.request.header("idempotency-key").filter(|it| !it.is_empty());
    let key = key.filter(|_| yandex.premises.behaviour.idempotency);
    let key = key.map(|it| (it.to_owned(), call.operation, ctx.caller().subject.clone()));
    let before = key.as_ref().and_then(|it| yandex.operations.begun_with(it));
    let id = match before {
        Some(id) => id,
        None => operation(yandex, ctx, request)?,
    };
    if let Some(key) = key {
        yandex.operations.remember(key, &id);
    }
    let shown = yandex.operations.find(&id).ok_or_else(|| Error::no_operation(&id))?.view();
    Ok(encoded(yandex, call, &shown))
}

fn checked(call: &Call<'_>) -> Result<Message> {
    let request = decoded(call)?;
    let violations = checks::violations(&request);
    if violations.is_empty() { Ok(request) } else { Err(Error::invalid(violations)) }
}

/// The message that a call brings.
pub(super) fn decoded(call: &Call<'_>) -> Result<Message> {
    let method = proto::method(call.rpc.expect("every operation is one of gRPC"));
    if Protocol::of(call.request) == Protocol::Rest {
        let read = json::read(&method.input(), object(call)?);
        return read.map_err(|why| Error::undecodable(&why));
    }
    match grpc::unframed(&call.request.body) {
        Ok(bytes) => {
            let decoded = binary::decode(&method.input(), bytes);
            decoded.map_err(|why| Error::undecodable(&why))
        }
        Err(Unframed::Malformed) => Err(Error::undecodable("not one message in a frame")),
        Err(Unframed::Compressed) => Err(Error::compressed()),
    }
}

/// Body, path and query as one object. The path wins over the body; a body is read whatever its content type,
/// since the vendor's own examples give none.
fn object(call: &Call<'_>) -> Result<Map<String, Value>> {
    let request = call.request;
    let has_body = ![Method::GET, Method::DELETE].contains(&request.method);
    let mut object: Map<String, Value> =
        if has_body { rejection::object(&request.body)? } else { Map::new() };
    if !has_body {
        let parameters = call.parameters();
        object.extend(parameters.map(|(name, value)| (name.into_owned(), Value::from(value))));
    }
    for (name, value) in call.labels() {
        object.remove(&snake(name));
        object.insert(name.to_owned(), Value::from(value));
    }
    Ok(object)
}

/// `clusterId` as `cluster_id`.
fn snake(name: &str) -> String {
    let mut snake = String::with_capacity(name.len() + 4);
    for letter in name.chars() {
        if letter.is_ascii_uppercase() {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
    }
    snake
}

fn encoded(yandex: &Yandex, call: &Call<'_>, answer: &Message) -> Response {
    if Protocol::of(call.request) == Protocol::Grpc {
        return grpc::answer(&binary::encode(answer));
    }
    let behaviour = &yandex.premises.behaviour;
    let style = Style {
        prints_defaults: behaviour.always_print_primitive_fields,
        empty_has_value: behaviour.empty_has_value,
    };
    let mut response = Response::new(StatusCode::OK, Bytes::from(json::write(answer, style)));
    let kind = HeaderValue::from_static("application/json");
    response.headers.insert(header::CONTENT_TYPE, kind);
    response
}
