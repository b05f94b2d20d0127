//! The errors of Confluent Cloud: their statuses, codes, headers and bodies, here and nowhere else.
//!
//! Each service has shapes of its own ([`Form`]), so that what is wrong is known first, and how it is said
//! only where the [`Place`] is. Sentences with names in them are in `wording`.

use std::borrow::Cow;
use std::time::Duration;

use http::{HeaderValue, Method, StatusCode, header};
use serde_json::{Map, Value, json};

use super::surface::Surface;
use super::{allowance, dress, kinds, page, wording};
use crate::kernel::chance::Draw;
use crate::kernel::faults::{Failure, What};
use crate::kernel::http::Response;
use crate::kernel::rejection::Rejection;

pub use super::kinds::{Form, Kind};

pub type Result<T> = std::result::Result<T, Error>;

/// Why a call fails.
#[derive(Debug)]
pub enum Error {
    /// One of the documented errors.
    Told(Box<Told>),
    /// What a rule asks for, in the words of the service that was called.
    Asked(Failure),
    /// A request that is not of the operation's shape, likewise.
    Rejected(Rejection),
}

/// An error with everything that is told beside its kind.
#[derive(Debug)]
pub struct Told {
    pub kind: Kind,
    /// Instead of the kind's usual words.
    pub message: Option<Cow<'static, str>>,
    pub retry_after: Option<Duration>,
    /// What the error is about; only said in the form [`Form::Listed`].
    pub source: Option<Source>,
    /// URL of the resource that is in the way.
    pub location: Option<String>,
    /// The methods that there are instead.
    pub allow: Option<String>,
}

/// What an error is about (Connect custom plugin API, `Failure.source`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A JSON Pointer into the body.
    Pointer(String),
    /// A parameter of the query.
    Parameter(String),
}

/// Where an error is told.
pub struct Place<'a> {
    pub surface: Surface,
    /// As the client wrote it, without the sandbox's prefix.
    pub path: &'a str,
    pub draw: &'a mut Draw,
}

/// Seconds to wait where a rule does not say. CHOICE: no number is published.
const RETRY_AFTER: Duration = Duration::from_secs(1);

impl Error {
    pub fn new(kind: Kind, message: impl Into<Cow<'static, str>>) -> Self {
        Self::told(kind, Some(message.into()))
    }

    fn told(kind: Kind, message: Option<Cow<'static, str>>) -> Self {
        Self::Told(Box::new(Told {
            kind,
            message,
            retry_after: None,
            source: None,
            location: None,
            allow: None,
        }))
    }

    /// The same, about that part of the request.
    #[must_use]
    pub fn about(mut self, source: Source) -> Self {
        if let Self::Told(told) = &mut self {
            told.source = Some(source);
        }
        self
    }

    /// The same, because of what is at that URL.
    #[must_use]
    pub fn because_of(mut self, url: String) -> Self {
        if let Self::Told(told) = &mut self {
            told.location = Some(url);
        }
        self
    }

    /// The same, with the methods that the path has (RFC 9110, 15.5.6).
    #[must_use]
    pub fn allowing(mut self, methods: &[&'static Method]) -> Self {
        if let Self::Told(told) = &mut self {
            let mut methods: Vec<_> = methods.iter().map(|it| it.as_str()).collect();
            methods.sort_unstable();
            methods.dedup();
            told.allow = Some(methods.join(", "));
        }
        self
    }

    /// As it is sent, but for the headers that every answer has.
    pub fn into_response(self, mut place: Place<'_>) -> Response {
        let told = match self {
            Self::Told(told) => *told,
            Self::Asked(failure) => asked(failure, place.surface),
            Self::Rejected(rejection) => {
                let (kind, message) = wording::rejected(&rejection, place.surface);
                let message = Some(Cow::Owned(message));
                let source = wording::source(&rejection);
                Told { kind, message, retry_after: None, source, location: None, allow: None }
            }
        };
        told.into_response(&mut place)
    }
}

impl Told {
    fn into_response(self, place: &mut Place<'_>) -> Response {
        let Self { kind, message, retry_after, source, location, allow } = self;
        let row = kind.row();
        let message = message.unwrap_or(Cow::Borrowed(row.message));
        let mut response = match row.form {
            Form::Coded(code) => {
                Response::json(row.status, &json!({ "error_code": code, "message": message }))
            }
            Form::Nested => nested(row.status, &message),
            Form::Plain => {
                let body = json!({ "code": row.status.as_u16(), "message": message });
                Response::json(row.status, &body)
            }
            Form::Listed(code, title) => {
                let id = place.draw.hex::<16>();
                listed((row.status, &id), (code, title), &message, source.as_ref())
            }
            Form::Page => page::of_jetty(row.status, place.path),
            Form::Storage(code) => {
                let ids = (place.draw.hex::<8>(), place.draw.hex::<32>());
                page::of_storage(row.status, (code, &message), ids)
            }
            Form::Gateway => page::of_gateway(row.status, &message),
        };
        add_headers(&mut response, (row.status, row.form), place.surface, retry_after);
        if let Some(url) = location {
            dress::place(&mut response.headers, &url);
        }
        if let Some(methods) = allow.and_then(|it| HeaderValue::from_str(&it).ok()) {
            response.headers.insert(header::ALLOW, methods);
        }
        response
    }
}

fn nested(status: StatusCode, message: &str) -> Response {
    let error = json!({ "code": status.as_u16(), "message": message });
    Response::json(status, &json!({ "error": error }))
}

/// One error of the list that `api.confluent.cloud` sends; `status` is a text there, and what is not known
/// is left out.
fn listed(
    (status, id): (StatusCode, &str),
    (code, title): (&str, &str),
    detail: &str,
    source: Option<&Source>,
) -> Response {
    let mut error = Map::new();
    error.insert("id".into(), id.into());
    error.insert("status".into(), status.as_str().into());
    for (name, value) in [("code", code), ("title", title), ("detail", detail)] {
        if !value.is_empty() {
            error.insert(name.into(), value.into());
        }
    }
    let source = match source {
        Some(Source::Pointer(pointer)) => json!({ "pointer": pointer }),
        Some(Source::Parameter(parameter)) => json!({ "parameter": parameter }),
        None => json!({}),
    };
    error.insert("source".into(), source);
    Response::json(status, &json!({ "errors": [Value::Object(error)] }))
}

/// Kafka REST sends none with a 429 (Confluent Cloud, "Kafka REST quotas"); the others say how long to wait.
fn add_headers(
    response: &mut Response,
    (status, form): (StatusCode, Form),
    surface: Surface,
    retry_after: Option<Duration>,
) {
    let is_listed = matches!(form, Form::Listed(..));
    if status == StatusCode::UNAUTHORIZED && is_listed {
        let challenge = HeaderValue::from_static(
            r#"Basic error="invalid_key", error_description="The API Key is invalid""#,
        );
        response.headers.insert(header::WWW_AUTHENTICATE, challenge);
    }
    let is_throttled = status == StatusCode::TOO_MANY_REQUESTS && !surface.is_of_cluster();
    let usual = is_throttled.then_some(RETRY_AFTER);
    let Some(wait) = retry_after.or(usual) else { return };
    response.headers.insert(header::RETRY_AFTER, allowance::seconds(wait).into());
    if is_throttled {
        allowance::tell(&mut response.headers, 0, wait);
    }
}

/// What the rule means where it was asked.
fn asked(failure: Failure, surface: Surface) -> Told {
    let Failure { what, message, retry_after } = failure;
    let kind = match what {
        What::Cause(cause) => kinds::of_cause(cause, surface),
        What::Named(name) => Kind::named(&name).expect("a rule names one of these errors"),
    };
    Told {
        kind,
        message: message.map(Cow::Owned),
        retry_after,
        source: None,
        location: None,
        allow: None,
    }
}

impl From<Kind> for Error {
    fn from(kind: Kind) -> Self {
        Self::told(kind, None)
    }
}

impl From<Rejection> for Error {
    fn from(rejection: Rejection) -> Self {
        Self::Rejected(rejection)
    }
}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        Self::Asked(failure)
    }
}
