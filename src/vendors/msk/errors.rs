//! The errors that MSK Connect documents: their types, statuses, headers and bodies, here and nowhere else.
//!
//! Why a parameter is bad is worded in `wording`; how a credential is refused, in `refusals`.

use std::borrow::Cow;
use std::time::Duration;

use http::{HeaderName, HeaderValue, StatusCode, header};
use serde::Serialize;

use super::behaviour::{BadNextToken, Behaviour, TypeErrors};
use super::{refusals::AuthError, wording};
use crate::kernel::faults::{Cause, Failure, What};
use crate::kernel::http::Response;
use crate::kernel::pages::Refused;
use crate::kernel::rejection::{Place, Problem, Rejection};

pub(super) type Result<T> = std::result::Result<T, Error>;

static ERROR_TYPE: HeaderName = HeaderName::from_static("x-amzn-errortype");
/// Milliseconds, beside `Retry-After`: the SDKs read one or the other.
static AMZ_RETRY_AFTER: HeaderName = HeaderName::from_static("x-amz-retry-after");

/// Why a call fails, ready to be sent.
#[derive(Debug)]
pub enum Error {
    /// One of the documented errors.
    Told { kind: Kind, message: Cow<'static, str>, retry_after: Option<Duration> },
    /// A request that is not of the operation's shape.
    Rejected(Rejection),
    /// A page that there is not.
    Page(Refused),
    /// A credential that is not good, or not for this.
    Auth(AuthError),
    /// What stands before the service answers in its place, without any type.
    Gateway { status: StatusCode, retry_after: Option<Duration> },
}

macro_rules! kinds {
    ($($kind:ident $status:ident $message:literal,)*) => {
        /// The documented errors, each by the name that goes into `x-amzn-ErrorType`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Kind { $($kind,)* }

        impl Kind {
            const ALL: &'static [Self] = &[$(Self::$kind,)*];
            pub(super) const NAMES: &'static [&'static str] = &[$(stringify!($kind),)*];

            /// Name, status, and what it says where nothing better is known.
            fn row(self) -> (&'static str, StatusCode, &'static str) {
                match self {
                    $(Self::$kind => (stringify!($kind), StatusCode::$status, $message),)*
                }
            }
        }
    };
}

// The first eight are modelled for every operation (API Reference, "Errors" of each action). Then those of the
// API Reference, "Common Errors"; then what services behind API Gateway send.
#[rustfmt::skip] // A table.
kinds! {
    BadRequestException                 BAD_REQUEST           "The request is not valid.",
    UnauthorizedException               UNAUTHORIZED          "The credentials in the request could not be validated.",
    ForbiddenException                  FORBIDDEN             "Access is forbidden. Check your credentials and permissions.",
    NotFoundException                   NOT_FOUND             "The resource could not be found.",
    ConflictException                   CONFLICT              "A resource with this name already exists.",
    TooManyRequestsException            TOO_MANY_REQUESTS     "Too Many Requests",
    InternalServerErrorException        INTERNAL_SERVER_ERROR "An internal server error occurred. Retry your request.",
    ServiceUnavailableException         SERVICE_UNAVAILABLE   "The service is temporarily unavailable. Retry your request later.",

    AccessDeniedException               FORBIDDEN             "You do not have sufficient access to perform this action.",
    ExpiredTokenException               FORBIDDEN             "The security token included in the request is expired",
    IncompleteSignature                 FORBIDDEN             "The request signature does not conform to AWS standards.",
    InternalFailure                     INTERNAL_SERVER_ERROR "The request processing has failed because of an unknown error.",
    MalformedHttpRequestException       BAD_REQUEST           "The request is malformed at the HTTP level.",
    NotAuthorized                       UNAUTHORIZED          "You do not have permission to perform this action.",
    OptInRequired                       FORBIDDEN             "The access key ID needs a subscription to the service.",
    RequestAbortedException             BAD_REQUEST           "The request was aborted before a reply could be returned.",
    RequestEntityTooLargeException      PAYLOAD_TOO_LARGE     "The request entity is too large.",
    RequestExpired                      BAD_REQUEST           "The request has expired, or is dated in the future.",
    RequestTimeoutException             REQUEST_TIMEOUT       "Reading the request timed out.",
    ServiceUnavailable                  SERVICE_UNAVAILABLE   "The request has failed due to a temporary failure of the server.",
    ThrottlingException                 BAD_REQUEST           "Rate exceeded",
    UnrecognizedClientException         FORBIDDEN             "The security token included in the request is invalid.",
    UnknownOperationException           NOT_FOUND             "The requested operation is not recognized by the service.",
    ValidationError                     BAD_REQUEST           "The input fails to satisfy the constraints specified by the service.",

    IncompleteSignatureException        FORBIDDEN             "The request signature does not conform to AWS standards.",
    InvalidSignatureException           FORBIDDEN             "The request signature we calculated does not match the signature you provided.",
    MissingAuthenticationTokenException FORBIDDEN             "Missing Authentication Token",
    SerializationException              BAD_REQUEST           "The request could not be deserialized.",
}

/// The shape of every error that the service itself sends.
#[derive(Serialize)]
struct Body<'a> {
    message: &'a str,
}

impl Error {
    pub fn new(kind: Kind, message: impl Into<Cow<'static, str>>) -> Self {
        Self::Told { kind, message: message.into(), retry_after: None }
    }

    /// 400 for the parameter `field`, because of `why`.
    pub fn invalid(field: &str, why: impl AsRef<str>) -> Self {
        Self::of_parameter(Kind::BadRequestException, field, why)
    }

    /// The same words under another type.
    pub fn of_parameter(kind: Kind, field: &str, why: impl AsRef<str>) -> Self {
        Self::new(kind, wording::invalid_parameter(field, why.as_ref()))
    }

    /// 404 for what `field` names.
    pub fn not_found(field: &str) -> Self {
        Self::of_parameter(Kind::NotFoundException, field, wording::NO_SUCH_RESOURCE)
    }

    /// As it is sent, but for the headers that every answer has.
    pub fn into_response(self, behaviour: &Behaviour) -> Response {
        match self {
            Self::Told { kind, message, retry_after } => {
                let (name, status, _) = kind.row();
                after(retry_after, told(status, name, &message))
            }
            Self::Rejected(rejection) => {
                let serial = behaviour.type_errors == TypeErrors::Serialization
                    && rejection.place == Place::Body
                    && rejection.problem != Problem::Missing;
                let kind =
                    if serial { Kind::SerializationException } else { Kind::BadRequestException };
                let (name, status, _) = kind.row();
                told(status, name, &wording::rejected(&rejection))
            }
            Self::Page(refused) => {
                let words = wording::invalid_parameter("nextToken", wording::page_token(refused));
                let kind = match behaviour.bad_next_token {
                    BadNextToken::BadRequest => Kind::BadRequestException,
                    BadNextToken::ValidationError => Kind::ValidationError,
                    BadNextToken::InternalError => Kind::InternalServerErrorException,
                };
                let (name, status, usual) = kind.row();
                told(status, name, if status.is_server_error() { usual } else { &words })
            }
            Self::Auth(refusal) => told(refusal.status(), refusal.kind(), &refusal.message()),
            Self::Gateway { status, retry_after } => after(retry_after, gateway(status)),
        }
    }
}

/// The answer, with the wait in the header of HTTP and in that of AWS's own clients.
fn after(wait: Option<Duration>, mut response: Response) -> Response {
    if let Some(wait) = wait {
        let (seconds, millis) = (wait.as_millis().div_ceil(1000), wait.as_millis());
        put(&mut response, header::RETRY_AFTER, &seconds.to_string());
        put(&mut response, AMZ_RETRY_AFTER.clone(), &millis.to_string());
    }
    response
}

fn told(status: StatusCode, kind: &'static str, message: &str) -> Response {
    let mut response = Response::json(status, &Body { message });
    response.headers.insert(&ERROR_TYPE, HeaderValue::from_static(kind));
    response
}

/// A page of HTML as the load balancers of AWS write it (Elastic Load Balancing, Troubleshoot your
/// Application Load Balancers): no type, no JSON.
fn gateway(status: StatusCode) -> Response {
    let title = match status {
        StatusCode::BAD_GATEWAY => "502 Bad Gateway",
        StatusCode::GATEWAY_TIMEOUT => "504 Gateway Time-out",
        _ => "503 Service Temporarily Unavailable",
    };
    let page = format!(
        "<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n<center><h1>{title}</h1></center>\r\n\
         </body>\r\n</html>\r\n"
    );
    let mut response = Response::new(status, page);
    response.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html"));
    response.headers.insert(header::SERVER, HeaderValue::from_static("awselb/2.0"));
    response
}

fn put(response: &mut Response, name: HeaderName, digits: &str) {
    let value = HeaderValue::from_str(digits).expect("digits are a header value");
    response.headers.insert(name, value);
}

impl From<Kind> for Error {
    fn from(kind: Kind) -> Self {
        Self::new(kind, kind.row().2)
    }
}

impl From<AuthError> for Error {
    fn from(refusal: AuthError) -> Self {
        Self::Auth(refusal)
    }
}

impl From<Rejection> for Error {
    fn from(rejection: Rejection) -> Self {
        Self::Rejected(rejection)
    }
}

impl From<Refused> for Error {
    fn from(refused: Refused) -> Self {
        Self::Page(refused)
    }
}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        let Failure { what, message: said, retry_after } = failure;
        let kind = match what {
            What::Cause(cause) => match of_cause(cause) {
                Ok(kind) => kind,
                Err(status) => return Self::Gateway { status, retry_after },
            },
            What::Named(name) => {
                let same = |kind: &Kind| kind.row().0 == name;
                Kind::ALL.iter().copied().find(same).expect("a rule names one of these errors")
            }
        };
        let usual = || Cow::Borrowed(kind.row().2);
        Self::Told { kind, message: said.map_or_else(usual, Cow::Owned), retry_after }
    }
}

/// The error that says so, or the status of what answers in the service's place.
fn of_cause(cause: Cause) -> std::result::Result<Kind, StatusCode> {
    Ok(match cause {
        Cause::Malformed => Kind::BadRequestException,
        Cause::Unauthenticated => Kind::UnauthorizedException,
        Cause::Expired => Kind::ExpiredTokenException,
        Cause::Forbidden => Kind::ForbiddenException,
        Cause::NotFound => Kind::NotFoundException,
        Cause::Conflict => Kind::ConflictException,
        // One type for both: a client cannot tell a full quota from too many calls but by the text.
        Cause::QuotaExceeded | Cause::Throttled => Kind::TooManyRequestsException,
        Cause::Timeout => Kind::RequestTimeoutException,
        Cause::Internal => Kind::InternalServerErrorException,
        Cause::Unavailable => Kind::ServiceUnavailableException,
        Cause::BadGateway => return Err(StatusCode::BAD_GATEWAY),
        Cause::GatewayUnavailable => return Err(StatusCode::SERVICE_UNAVAILABLE),
        Cause::GatewayTimeout => return Err(StatusCode::GATEWAY_TIMEOUT),
    })
}
