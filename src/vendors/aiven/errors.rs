//! The errors of Aiven's API: their statuses, codes, headers and bodies, here and nowhere else.
//!
//! What a kind says, and the words that have names in them, is in `kinds`.

use std::borrow::Cow;
use std::time::Duration;

use http::{HeaderValue, StatusCode, header};
use serde_json::{Value, json};

use super::kinds::{self, Form};
use super::names::Names;
use crate::kernel::faults::{Failure, What};
use crate::kernel::http::Response;
use crate::kernel::rejection::Rejection;

pub use super::kinds::Kind;

pub type Result<T> = std::result::Result<T, Error>;

/// Why a call fails.
#[derive(Debug)]
pub struct Error(Box<Told>);

#[derive(Debug)]
struct Told {
    kind: Kind,
    /// Instead of the kind's usual words.
    message: Option<Cow<'static, str>>,
    retry_after: Option<Duration>,
}

/// Seconds that a 429 tells to wait where a rule does not say: those of the one that was published.
const RATE_LIMIT_WAIT: Duration = Duration::from_secs(28);

impl Error {
    pub fn new(kind: Kind, message: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Told { kind, message: Some(message.into()), retry_after: None }))
    }

    /// As it is sent, but for the headers that every answer has. `names` are those of the call.
    pub fn into_response(self, names: &Names<'_>) -> Response {
        let Told { kind, message, retry_after } = *self.0;
        let row = kind.row();
        let wait = seconds(retry_after.unwrap_or(RATE_LIMIT_WAIT));
        let message = message.unwrap_or_else(|| names.fill(row.message, &wait).into());
        let mut response = match row.form {
            Form::Told(code) => told(row.status, code, &message),
            Form::Retired(code) => retired(row.status, code, &message),
            Form::Page => page(row.status, &message),
        };
        // UNCONFIRMED: whether a 429 has one by itself.
        if let Some(wait) = retry_after {
            let wait = HeaderValue::from_str(&seconds(wait)).expect("digits are a header value");
            response.headers.insert(header::RETRY_AFTER, wait);
        }
        response
    }
}

/// The usual body (API document, every operation): the message is there twice.
fn told(status: StatusCode, code: &str, message: &str) -> Response {
    let mut error = json!({ "message": message, "status": status.as_u16() });
    if !code.is_empty() {
        error["error_code"] = code.into();
    }
    Response::json(status, &json!({ "errors": [error], "message": message }))
}

/// Of an endpoint that is gone: without a status in the body.
fn retired(status: StatusCode, code: &str, message: &str) -> Response {
    let errors: Value = json!([{ "error_code": code, "message": message }]);
    Response::json(status, &json!({ "errors": errors, "message": message }))
}

/// What stands before the API answers in its place.
fn page(status: StatusCode, message: &str) -> Response {
    let title = format!("{} {message}", status.as_u16());
    let page = format!(
        "<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n<center><h1>{title}</h1></center>\r\n\
         </body>\r\n</html>\r\n"
    );
    let mut response = Response::new(status, page);
    response.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html"));
    response
}

fn seconds(wait: Duration) -> String {
    wait.as_millis().div_ceil(1000).to_string()
}

impl From<Kind> for Error {
    fn from(kind: Kind) -> Self {
        Self(Box::new(Told { kind, message: None, retry_after: None }))
    }
}

impl From<Rejection> for Error {
    fn from(rejection: Rejection) -> Self {
        Self::new(Kind::InvalidRequest, kinds::rejected(&rejection))
    }
}

impl From<Failure> for Error {
    fn from(Failure { what, message, retry_after }: Failure) -> Self {
        let kind = match what {
            What::Cause(cause) => kinds::of_cause(cause),
            What::Named(name) => Kind::named(&name).expect("a rule names one of these errors"),
        };
        Self(Box::new(Told { kind, message: message.map(Cow::Owned), retry_after }))
    }
}
