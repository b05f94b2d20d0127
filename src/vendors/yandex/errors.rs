//! The failures of Yandex Cloud: `google.rpc.Status` in JSON and in gRPC, codes and HTTP statuses, here and
//! nowhere else.
//!
//! Sources: "API Design Guide", Errors; texts that no document has are UNCONFIRMED. What is wrong with a field is
//! worded in `checks`.

use std::borrow::Cow;
use std::time::Duration;

use http::{HeaderValue, StatusCode, header};

use super::auth::Refusal;
use super::behaviour::UnknownCluster;
use super::binary;
use super::calls::Protocol;
use super::json::{self, Style};
use super::message::{self, Fields, Message};
use super::unserved;
use crate::kernel::faults::{Cause, Failure, What};
use crate::kernel::grpc;
use crate::kernel::http::Response;
use crate::kernel::pages::Refused;
use crate::kernel::rejection::Rejection;

pub(super) type Result<T> = std::result::Result<T, Error>;

/// Why a call fails, ready to be sent.
#[derive(Debug)]
pub enum Error {
    Told(Status),
    /// What stands before the service answers in its place: not in the vendor's shape.
    Gateway(StatusCode),
}

/// `google.rpc.Status`, of a call or of an operation.
#[derive(Debug, Clone)]
pub struct Status {
    pub code: Code,
    pub message: Cow<'static, str>,
    /// All that is wrong with a request's fields.
    pub violations: Vec<Violation>,
    pub retry_after: Option<Duration>,
}

/// What is wrong with one field, which is named as in `connector_spec.name`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    pub field: String,
    pub problem: String,
}

macro_rules! codes {
    ($($code:ident $name:ident $number:literal $http:literal $message:literal,)*) => {
        /// `google.rpc.Code`, each by its name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Code { $($code = $number,)* }

        impl Code {
            const ALL: &'static [Self] = &[$(Self::$code,)*];
            pub(super) const NAMES: &'static [&'static str] = &[$(stringify!($name),)*];

            /// Name, HTTP status, and what it says where nothing better is known.
            fn row(self) -> (&'static str, u16, &'static str) {
                match self {
                    $(Self::$code => (stringify!($name), $http, $message),)*
                }
            }
        }
    };
}

// API Design Guide, "Errors", the table of codes.
#[rustfmt::skip] // A table.
codes! {
    Cancelled          CANCELLED           1  499 "Operation cancelled",
    Unknown            UNKNOWN             2  500 "Unknown error",
    InvalidArgument    INVALID_ARGUMENT    3  400 "Invalid request",
    DeadlineExceeded   DEADLINE_EXCEEDED   4  504 "Deadline exceeded",
    NotFound           NOT_FOUND           5  404 "Not Found",
    AlreadyExists      ALREADY_EXISTS      6  409 "Resource already exists",
    PermissionDenied   PERMISSION_DENIED   7  403 "You do not have permission to access the requested object or object does not exist",
    ResourceExhausted  RESOURCE_EXHAUSTED  8  429 "Too many requests",
    FailedPrecondition FAILED_PRECONDITION 9  400 "Failed precondition",
    Aborted            ABORTED             10 409 "Operation aborted",
    OutOfRange         OUT_OF_RANGE        11 400 "Out of range",
    Unimplemented      UNIMPLEMENTED       12 501 "Method is not implemented",
    Internal           INTERNAL            13 500 "Internal error",
    Unavailable        UNAVAILABLE         14 503 "Service is temporarily unavailable",
    DataLoss           DATA_LOSS           15 500 "Data loss",
    Unauthenticated    UNAUTHENTICATED     16 401 "The token is invalid",
}

impl Code {
    pub(super) fn number(self) -> u8 {
        self as u8
    }

    /// By its name or its number.
    pub(super) fn named(name: &str) -> Option<Self> {
        let is = |it: &Self| it.row().0 == name || it.number().to_string() == name;
        Self::ALL.iter().copied().find(is)
    }
}

impl Status {
    pub(super) fn new(code: Code, message: impl Into<Cow<'static, str>>) -> Self {
        Self { code, message: message.into(), violations: Vec::new(), retry_after: None }
    }

    pub(super) fn of(code: Code) -> Self {
        Self::new(code, code.row().2)
    }

    /// `google.rpc.Status` as a message; the details of a call's failure name the request.
    pub(super) fn message(&self, request_id: Option<&str>) -> Message {
        let mut details = Vec::new();
        if !self.violations.is_empty() {
            let violation = |it: &Violation| {
                let inner = message::new("google.rpc.BadRequest.FieldViolation");
                inner.with("field", &*it.field).with("description", &*it.problem)
            };
            let all: Vec<_> = self.violations.iter().map(violation).collect();
            details.push(message::new("google.rpc.BadRequest").with("field_violations", all));
        }
        if let Some(wait) = self.retry_after {
            details.push(message::new("google.rpc.RetryInfo").with("retry_delay", wait));
        }
        if let Some(id) = request_id {
            details.push(message::new("google.rpc.RequestInfo").with("request_id", id));
        }
        let details: Vec<_> = details.iter().map(message::any).collect();
        message::new("google.rpc.Status")
            .with("code", i32::from(self.code.number()))
            .with("message", &*self.message)
            .with("details", details)
    }
}

impl Error {
    pub(super) fn new(code: Code, message: impl Into<Cow<'static, str>>) -> Self {
        Self::Told(Status::new(code, message))
    }

    /// All that is wrong with a request, in one answer.
    pub(super) fn invalid(violations: Vec<Violation>) -> Self {
        let lines = violations.iter().map(|it| format!("\n  - {}: {}", it.field, it.problem));
        // IAM words it so.
        let message = format!("Validation failed:{}", lines.collect::<String>());
        Self::Told(Status { violations, ..Status::new(Code::InvalidArgument, message) })
    }

    pub(super) fn invalid_field(field: &str, problem: impl Into<String>) -> Self {
        Self::invalid(vec![Violation { field: field.into(), problem: problem.into() }])
    }

    /// A request that is no message.
    pub(super) fn undecodable(why: &str) -> Self {
        Self::new(Code::InvalidArgument, format!("Request is malformed: {why}"))
    }

    /// As servers of gRPC say it that know no compression.
    pub(super) fn compressed() -> Self {
        Self::new(Code::Unimplemented, "Decompressor is not installed for grpc-encoding")
    }

    /// 404, or in gRPC as every server says it; the same in both of a method that the vendor has.
    pub(super) fn unrouted(path: &str, protocol: Protocol) -> Self {
        if protocol == Protocol::Rest {
            return unserved::method(path).map_or_else(
                || Code::NotFound.into(),
                |(service, method)| Self::unknown_method(service, method),
            );
        }
        let name = path.trim_start_matches('/');
        match name.rsplit_once('/') {
            Some((service, method)) => Self::unknown_method(service, method),
            None => Self::new(Code::Unimplemented, format!("malformed method name: {path:?}")),
        }
    }

    fn unknown_method(service: &str, method: &str) -> Self {
        let message = format!("unknown method {method} for service {service}");
        Self::new(Code::Unimplemented, message)
    }

    /// Whether it never was or is another's is not told. Its other code is a switch.
    pub(super) fn unknown_cluster(id: &str, tells: UnknownCluster) -> Self {
        match tells {
            UnknownCluster::PermissionDenied => Code::PermissionDenied.into(),
            UnknownCluster::NotFound => Self::deleted_cluster(id),
        }
    }

    /// Who reads a cluster that was there must be told that it is gone.
    pub(super) fn deleted_cluster(id: &str) -> Self {
        Self::new(Code::NotFound, format!("cluster \"{id}\" not found"))
    }

    pub(super) fn no_connector(name: &str) -> Self {
        Self::new(Code::NotFound, format!("connector \"{name}\" not found"))
    }

    pub(super) fn connector_exists(name: &str) -> Self {
        Self::new(Code::AlreadyExists, format!("connector \"{name}\" already exists"))
    }

    /// Of a topic or a user.
    pub(super) fn no_part(kind: &str, name: &str) -> Self {
        Self::new(Code::NotFound, format!("{kind} \"{name}\" not found"))
    }

    /// Likewise.
    pub(super) fn part_exists(kind: &str, name: &str) -> Self {
        Self::new(Code::AlreadyExists, format!("{kind} \"{name}\" already exists"))
    }

    /// In the same folder.
    pub(super) fn cluster_exists(name: &str) -> Self {
        Self::new(Code::AlreadyExists, format!("cluster \"{name}\" already exists"))
    }

    /// UNCONFIRMED, like the code.
    pub(super) fn protected_cluster(id: &str) -> Self {
        let message = format!("cluster \"{id}\" is protected against deletion");
        Self::new(Code::FailedPrecondition, message)
    }

    /// UNCONFIRMED, like the code.
    pub(super) fn wrong_status(id: &str, status: &str) -> Self {
        let message = format!("cluster \"{id}\" is in the status {status}");
        Self::new(Code::FailedPrecondition, message)
    }

    /// Whether there is such a thing is not told.
    pub(super) fn forbidden() -> Self {
        Code::PermissionDenied.into()
    }

    pub(super) fn no_endpoint(id: &str) -> Self {
        Self::new(Code::NotFound, format!("endpoint \"{id}\" not found"))
    }

    /// As of a token that nobody has.
    pub(super) fn unknown_token() -> Self {
        Code::Unauthenticated.into()
    }

    /// As the vendor's CLI shows it.
    pub(super) fn invalid_oauth_token() -> Self {
        Self::new(Code::Unauthenticated, "OAuth token is invalid or expired")
    }

    /// UNCONFIRMED.
    pub(super) fn invalid_jwt() -> Self {
        Self::new(Code::Unauthenticated, "JWT is invalid")
    }

    /// UNCONFIRMED.
    pub(super) fn expired_jwt() -> Self {
        Self::new(Code::Unauthenticated, "JWT is expired")
    }

    /// As clusters of other databases say it.
    pub(super) fn no_changes() -> Self {
        Self::new(Code::FailedPrecondition, "no changes detected")
    }

    pub(super) fn repeated(name: &str, is_paused: bool) -> Self {
        let state = if is_paused { "paused" } else { "running" };
        Self::new(Code::FailedPrecondition, format!("connector \"{name}\" is already {state}"))
    }

    pub(super) fn no_operation(id: &str) -> Self {
        Self::new(Code::NotFound, format!("operation \"{id}\" not found"))
    }

    /// Another operation is going on in the cluster. The words are those of the vendor's services in Go; the
    /// code is UNCONFIRMED.
    pub(super) fn conflict(operation: &str, code: Code) -> Self {
        Self::new(code, format!("conflicting operation \"{operation}\" detected"))
    }

    /// A mask names what cannot be changed. The code is UNCONFIRMED.
    pub(super) fn unknown_paths(paths: &[&str]) -> Self {
        Self::new(Code::InvalidArgument, format!("unknown field paths: {}", paths.join(", ")))
    }

    /// As it is sent, but for the headers that every answer has.
    pub(super) fn into_response(self, protocol: Protocol, request_id: &str) -> Response {
        match (self, protocol) {
            (Self::Gateway(status), Protocol::Rest) => gateway(status),
            (Self::Gateway(_), Protocol::Grpc) => {
                grpc::headers_only(Code::Unavailable.number(), "no healthy upstream")
            }
            (Self::Told(status), Protocol::Rest) => {
                let body = json::write(&status.message(Some(request_id)), Style::default());
                let http = StatusCode::from_u16(status.code.row().1).expect("an HTTP status");
                let mut response = Response::new(http, body);
                let kind = HeaderValue::from_static("application/json");
                response.headers.insert(header::CONTENT_TYPE, kind);
                if let Some(wait) = status.retry_after {
                    let seconds = wait.as_millis().div_ceil(1000).to_string();
                    let seconds = HeaderValue::try_from(seconds).expect("digits");
                    response.headers.insert(header::RETRY_AFTER, seconds);
                }
                response
            }
            (Self::Told(status), Protocol::Grpc) => {
                let details = binary::encode(&status.message(Some(request_id)));
                grpc::failure(status.code.number(), &status.message, &details)
            }
        }
    }
}

/// Plain text, as Envoy answers where it reaches nothing behind it.
fn gateway(status: StatusCode) -> Response {
    let text = match status {
        StatusCode::BAD_GATEWAY => {
            "upstream connect error or disconnect/reset before headers. reset reason: protocol error"
        }
        StatusCode::GATEWAY_TIMEOUT => "upstream request timeout",
        _ => "no healthy upstream",
    };
    let mut response = Response::new(status, text);
    response.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain"));
    response.headers.insert(header::SERVER, HeaderValue::from_static("envoy"));
    response
}

impl From<Code> for Error {
    fn from(code: Code) -> Self {
        Self::Told(Status::of(code))
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        // The text of another service of the vendor; what this one says is UNCONFIRMED.
        let text = match refusal {
            Refusal::Missing | Refusal::Unknown | Refusal::Expired => "The token is invalid",
        };
        Self::new(Code::Unauthenticated, text)
    }
}

impl From<Refused> for Error {
    fn from(_: Refused) -> Self {
        Self::invalid_field("page_token", "Page token is invalid")
    }
}

impl From<Rejection> for Error {
    fn from(rejection: Rejection) -> Self {
        let is_other = rejection.detail.starts_with("invalid type: ");
        Self::undecodable(if is_other { "expected a JSON object" } else { &rejection.detail })
    }
}

impl From<Failure> for Error {
    fn from(Failure { what, message, retry_after }: Failure) -> Self {
        let (code, usual) = match what {
            What::Cause(cause) => match of_cause(cause) {
                Ok(worded) => worded,
                Err(status) => return Self::Gateway(status),
            },
            What::Named(name) => {
                // A rule that names no vendor may mean an error of another.
                let code = Code::named(&name).unwrap_or(Code::Unknown);
                (code, code.row().2)
            }
        };
        let message = message.map_or(Cow::Borrowed(usual), Cow::Owned);
        Self::Told(Status { retry_after, ..Status::new(code, message) })
    }
}

/// The code that says so and its words, or the status of what answers in the service's place.
fn of_cause(cause: Cause) -> std::result::Result<(Code, &'static str), StatusCode> {
    let code = match cause {
        Cause::Malformed => Code::InvalidArgument,
        Cause::Unauthenticated => Code::Unauthenticated,
        Cause::Expired => return Ok((Code::Unauthenticated, "The token is invalid")),
        Cause::Forbidden => Code::PermissionDenied,
        Cause::NotFound => Code::NotFound,
        Cause::Conflict => Code::AlreadyExists,
        Cause::QuotaExceeded => return Ok((Code::ResourceExhausted, "Quota limit exceeded")),
        Cause::Throttled => Code::ResourceExhausted,
        Cause::Timeout => Code::DeadlineExceeded,
        Cause::Internal => Code::Internal,
        Cause::Unavailable => Code::Unavailable,
        Cause::BadGateway => return Err(StatusCode::BAD_GATEWAY),
        Cause::GatewayUnavailable => return Err(StatusCode::SERVICE_UNAVAILABLE),
        Cause::GatewayTimeout => return Err(StatusCode::GATEWAY_TIMEOUT),
    };
    Ok((code, code.row().2))
}
