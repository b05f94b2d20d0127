//! The documented errors as a table: name, status, shape, words; and which of them says a cause where.
//!
//! A part of `errors`.

use http::StatusCode;

use super::surface::Surface;
use crate::kernel::faults::Cause;

/// The shapes in which errors come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// `{"error_code":40101,"message":..}`: Kafka REST; and Connect v1 where a worker answers.
    Coded(u32),
    /// `{"error":{"code":404,"message":..}}`: Connect v1.
    Nested,
    /// `{"code":400,"message":..}`: Connect v1, by its schema of a bad request.
    Plain,
    /// `{"errors":[{..}]}` with code and title: what stands before `api.confluent.cloud`.
    Listed(&'static str, &'static str),
    /// HTML of Jetty's `DoSFilter`.
    Page,
    /// XML of a storage (Amazon S3, "Error Responses"), with this code.
    Storage(&'static str),
    /// A bare text. UNCONFIRMED: no document shows what the gateway sends.
    Gateway,
}

/// A line of the table.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    pub status: StatusCode,
    pub form: Form,
    /// What it says where nothing better is known.
    pub message: &'static str,
}

macro_rules! kinds {
    ($($kind:ident $status:ident $form:expr => $message:literal,)*) => {
        /// The documented errors, by the names that rules have for them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Kind { $($kind,)* }

        impl Kind {
            const ALL: &'static [Self] = &[$(Self::$kind,)*];
            pub const NAMES: &'static [&'static str] = &[$(stringify!($kind),)*];

            pub fn row(self) -> Row {
                match self {
                    $(Self::$kind => {
                        Row { status: StatusCode::$status, form: $form, message: $message }
                    })*
                }
            }
        }
    };
}

const USER_UNAUTHENTICATED: Form = Form::Listed("user_unauthenticated", "Authentication Required");
const USER_UNAUTHORIZED: Form = Form::Listed("user_unauthorized", "User Access Unauthorized");
const NO_TITLE: Form = Form::Listed("", "");

// Kafka REST API v3, "Errors" of each operation, and the mappers of Confluent's REST utilities; then cluster
// linking, as clients report it; then Connect v1 and its custom plugins.
#[rustfmt::skip] // A table.
kinds! {
    AuthenticationFailed       UNAUTHORIZED           Form::Coded(40101) => "Authentication failed",
    RequestNotAuthorized       FORBIDDEN              Form::Coded(40301) => "Request is not authorized",
    BadRequest                 BAD_REQUEST            Form::Coded(400)   => "HTTP 400 Bad Request",
    CannotDeserialize          BAD_REQUEST            Form::Coded(400)   => "Cannot deserialize value of type `java.lang.Integer` from String \"A\": not a valid `java.lang.Integer` value",
    InvalidRequest             BAD_REQUEST            Form::Coded(40002) => "The server experienced an unexpected error when processing the request.",
    UnsupportedVersion         BAD_REQUEST            Form::Coded(40035) => "The version of this API is not supported in the underlying Kafka cluster.",
    NotFound                   NOT_FOUND              Form::Coded(404)   => "HTTP 404 Not Found",
    UnknownTopicOrPartition    NOT_FOUND              Form::Coded(40403) => "This server does not host this topic-partition.",
    MethodNotAllowed           METHOD_NOT_ALLOWED     Form::Coded(405)   => "HTTP 405 Method Not Allowed",
    OperationTimedOut          REQUEST_TIMEOUT        Form::Coded(408)   => "The server received the request, but the operation timed out",
    RecordTooLarge             PAYLOAD_TOO_LARGE      Form::Coded(413)   => "The request included a message larger than the maximum message size the server can accept.",
    UnsupportedMediaType       UNSUPPORTED_MEDIA_TYPE Form::Coded(415)   => "HTTP 415 Unsupported Media Type",
    EmptyPayload               UNPROCESSABLE_ENTITY   Form::Coded(422)   => "Payload error. Request body is empty. Data is required.",
    TooManyRequests            TOO_MANY_REQUESTS      Form::Page         => "Too Many Requests",
    KafkaQuotaExceeded         TOO_MANY_REQUESTS      Form::Coded(42901) => "The throttling quota has been exceeded.",
    ProduceRateLimited         TOO_MANY_REQUESTS      Form::Coded(429)   => "Request rate limit exceeded: The rate limit of requests per second has been exceeded.",
    InternalServerError        INTERNAL_SERVER_ERROR  Form::Coded(500)   => "Internal Server Error",
    KafkaError                 INTERNAL_SERVER_ERROR  Form::Coded(50002) => "Unexpected error from Kafka.",
    RetriableKafkaError        INTERNAL_SERVER_ERROR  Form::Coded(50003) => "The request timed out.",
    BrokerNotAvailable         SERVICE_UNAVAILABLE    Form::Coded(50302) => "The broker is not available.",

    ClusterAuthorizationFailed UNAUTHORIZED           Form::Coded(401)   => "Not authorized: the authenticated user didn't have the right access to the resource: Cluster authorization failed.",
    LinkNotFound               NOT_FOUND              Form::Coded(404)   => "The cluster link doesn't exist",
    LinkExists                 BAD_REQUEST            Form::Coded(400)   => "A cluster link already exists with the provided link name",
    LinkInUse                  FORBIDDEN              Form::Coded(40301) => "The cluster link is in use.",
    LinkInvalid                BAD_REQUEST            Form::Coded(400)   => "Unable to validate cluster link due to error: The provided cluster is invalid.",
    LinkRefused                UNAUTHORIZED           Form::Coded(401)   => "Unable to validate cluster link due to error: Client SASL mechanism 'PLAIN' not enabled in the server, enabled mechanisms are [SCRAM-SHA-512]",
    LinkUnresolved             NOT_FOUND              Form::Coded(404)   => "Unable to resolve cluster link information",
    InvalidLinkName            BAD_REQUEST            Form::Coded(400)   => "Invalid Cluster Link Name.",
    InvalidConfigName          BAD_REQUEST            Form::Coded(400)   => "Invalid Config Name.",

    ConnectBadRequest          BAD_REQUEST            Form::Nested       => "Bad Request",
    ConnectInvalidConfig       BAD_REQUEST            Form::Coded(400)   => "Bad Request",
    ConnectInvalidBody         BAD_REQUEST            Form::Plain        => "Bad Request",
    ConnectUnauthorized        UNAUTHORIZED           Form::Nested       => "Unauthorized",
    ConnectForbidden           FORBIDDEN              Form::Nested       => "Forbidden",
    AccountNotFound            NOT_FOUND              Form::Nested       => "account not found",
    ResourceNotFound           NOT_FOUND              Form::Nested       => "resource not found",
    ConnectorNotFound          NOT_FOUND              Form::Coded(404)   => "resource not found",
    ConnectMethodNotAllowed    METHOD_NOT_ALLOWED     Form::Coded(405)   => "HTTP 405 Method Not Allowed",
    ConnectConflict            CONFLICT               Form::Nested       => "Conflict",
    NoStackTrace               BAD_REQUEST            Form::Nested       => "could not generate recommendations as error stack trace is not available. Please retry when the connector is in a failed state.",
    ConnectorExists            CONFLICT               Form::Coded(409)   => "Connector already exists",
    ConnectInternalError       INTERNAL_SERVER_ERROR  Form::Nested       => "Oops, something went wrong",
    ConnectorClassNotFound     INTERNAL_SERVER_ERROR  Form::Coded(500)   => "Failed to find any class that implements Connector and which name matches io.confluent.connect.<connector-class>...",
    InvalidApiKey              UNAUTHORIZED           NO_TITLE           => "invalid API key: make sure you're using a Cloud API Key and not a Cluster API Key: https://docs.confluent.io/cloud/current/api.html#section/Authentication",
    InvalidApiKeyForbidden     FORBIDDEN              NO_TITLE           => "invalid API key: make sure you're using a Cloud API Key and not a Cluster API Key: https://docs.confluent.io/cloud/current/api.html#section/Authentication",
    RateLimited                TOO_MANY_REQUESTS      NO_TITLE           => "Too Many Requests",

    UserUnauthenticated        UNAUTHORIZED           USER_UNAUTHENTICATED => "Valid authentication credentials must be provided",
    UserUnauthorized           FORBIDDEN              USER_UNAUTHORIZED    => "The user is not allowed to access the resource.",
    PluginBadRequest           BAD_REQUEST            Form::Listed("invalid_request", "Bad Request") => "The request is not valid.",
    PluginInvalidFilter        BAD_REQUEST            Form::Listed("invalid_filter", "Invalid Filter") => "The resource can't be filtered by that.",
    PluginQuotaExceeded        PAYMENT_REQUIRED       Form::Listed("quota_exceeded", "Custom Connector Plugins Per Org Quota Exceeded") => "The request would exceed the quota: custom_connector_plugins_per_org",
    PluginNotFound             NOT_FOUND              Form::Listed("not_found", "") => "Not Found",
    PluginMethodNotAllowed     METHOD_NOT_ALLOWED     NO_TITLE           => "Method Not Allowed",
    PluginExists               CONFLICT               Form::Listed("resource_already_exists", "Resource Already exists") => "The resource already exists.",
    PluginInUse                CONFLICT               Form::Listed("resource_conflict", "Resource Conflict") => "The resource is in use.",
    PluginInvalid              UNPROCESSABLE_ENTITY   Form::Listed("invalid_configuration", "Validation Failed") => "The request is not valid.",
    PluginInternalError        INTERNAL_SERVER_ERROR  Form::Listed("internal_server_error", "Internal Server Error") => "Internal Server Error",

    UploadNotAForm             PRECONDITION_FAILED    Form::Storage("PreconditionFailed")    => "At least one of the pre-conditions you specified did not hold",
    UploadMalformed            BAD_REQUEST            Form::Storage("MalformedPOSTRequest")  => "The body of your POST request is not well-formed multipart/form-data.",
    UploadWithoutFile          BAD_REQUEST            Form::Storage("InvalidArgument")       => "POST requires exactly one file upload per request.",
    UploadFieldMissing         BAD_REQUEST            Form::Storage("InvalidArgument")       => "Bucket POST must contain a field named 'key'.  If it is specified, please check the order of the fields.",
    UploadTokenInvalid         BAD_REQUEST            Form::Storage("InvalidToken")          => "The provided token is malformed or otherwise invalid.",
    UploadHeaderMissing        BAD_REQUEST            Form::Storage("MissingRequiredHeader") => "An HTTP header that's mandatory for this request is not specified.",
    UploadSignatureWrong       FORBIDDEN              Form::Storage("SignatureDoesNotMatch") => "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
    UploadDenied               FORBIDDEN              Form::Storage("AccessDenied")          => "Access Denied",
    UploadExpired              FORBIDDEN              Form::Storage("AccessDenied")          => "Invalid according to Policy: Policy expired.",
    UploadUnknown              NOT_FOUND              Form::Storage("NoSuchKey")             => "The specified key does not exist.",

    BadGateway                 BAD_GATEWAY            Form::Gateway      => "Bad Gateway",
    GatewayUnavailable         SERVICE_UNAVAILABLE    Form::Gateway      => "Service Unavailable",
    GatewayTimeout             GATEWAY_TIMEOUT        Form::Gateway      => "Gateway Timeout",
}

impl Kind {
    pub fn named(name: &str) -> Option<Self> {
        let index = Self::NAMES.iter().position(|it| *it == name)?;
        Some(Self::ALL[index])
    }
}

/// The errors that a service has.
pub fn of_service(surface: Surface) -> impl Iterator<Item = Kind> {
    const GATEWAY: (Kind, Kind) = (Kind::BadGateway, Kind::GatewayTimeout);
    let ranges: &[(Kind, Kind)] = match surface {
        Surface::Kafka => &[(Kind::AuthenticationFailed, Kind::BrokerNotAvailable), GATEWAY],
        Surface::Links => &[(Kind::AuthenticationFailed, Kind::InvalidConfigName), GATEWAY],
        Surface::Connect => &[
            (Kind::ConnectBadRequest, Kind::RateLimited),
            (Kind::UserUnauthenticated, Kind::UserUnauthenticated),
            GATEWAY,
        ],
        Surface::Plugins => &[(Kind::InvalidApiKey, Kind::PluginInternalError), GATEWAY],
    };
    ranges.iter().flat_map(|(from, to)| &Kind::ALL[*from as usize..=*to as usize]).copied()
}

/// The errors of the places to which archives of plugins are sent.
pub fn of_uploads() -> impl Iterator<Item = Kind> {
    Kind::ALL[Kind::UploadNotAForm as usize..=Kind::UploadUnknown as usize].iter().copied()
}

/// How a service says a cause.
#[rustfmt::skip] // A table.
pub fn of_cause(cause: Cause, surface: Surface) -> Kind {
    let (kafka, links, connect, plugins) = match cause {
        Cause::Malformed => (Kind::CannotDeserialize, Kind::CannotDeserialize, Kind::ConnectBadRequest, Kind::PluginBadRequest),
        // No service tells a credential that was good once from one that never was.
        Cause::Unauthenticated | Cause::Expired => (Kind::AuthenticationFailed, Kind::AuthenticationFailed, Kind::InvalidApiKey, Kind::InvalidApiKey),
        Cause::Forbidden => (Kind::RequestNotAuthorized, Kind::ClusterAuthorizationFailed, Kind::ConnectForbidden, Kind::UserUnauthorized),
        Cause::NotFound => (Kind::UnknownTopicOrPartition, Kind::LinkNotFound, Kind::ConnectorNotFound, Kind::PluginNotFound),
        Cause::Conflict => (Kind::InvalidRequest, Kind::LinkExists, Kind::ConnectorExists, Kind::PluginExists),
        Cause::QuotaExceeded => (Kind::KafkaQuotaExceeded, Kind::KafkaQuotaExceeded, Kind::RateLimited, Kind::PluginQuotaExceeded),
        Cause::Throttled => (Kind::TooManyRequests, Kind::TooManyRequests, Kind::RateLimited, Kind::RateLimited),
        Cause::Timeout => (Kind::OperationTimedOut, Kind::OperationTimedOut, Kind::GatewayTimeout, Kind::GatewayTimeout),
        Cause::Internal => (Kind::InternalServerError, Kind::InternalServerError, Kind::ConnectInternalError, Kind::PluginInternalError),
        Cause::Unavailable => (Kind::BrokerNotAvailable, Kind::BrokerNotAvailable, Kind::GatewayUnavailable, Kind::GatewayUnavailable),
        Cause::BadGateway => return Kind::BadGateway,
        Cause::GatewayUnavailable => return Kind::GatewayUnavailable,
        Cause::GatewayTimeout => return Kind::GatewayTimeout,
    };
    match surface {
        Surface::Kafka => kafka,
        Surface::Links => links,
        Surface::Connect => connect,
        Surface::Plugins => plugins,
    }
}
