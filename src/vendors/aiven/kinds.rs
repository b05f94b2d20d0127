//! Every error of Aiven's API by a name of our own, since the API has few: a table.
//!
//! A part of `errors`. Where a source has the words they are its; the others are UNCONFIRMED, and of those
//! that begin with a worker's words it is that Aiven passes them on.

use http::StatusCode;

use crate::kernel::faults::Cause;
use crate::kernel::rejection::{Place, Problem, Rejection};

/// What an error says.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    pub status: StatusCode,
    pub form: Form,
    /// With `{service}` and the like in it for what the call names.
    pub message: &'static str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// With this `error_code`; most have none.
    Told(&'static str),
    /// Likewise, of an endpoint that is no more.
    Retired(&'static str),
    /// Not in the API's shape.
    Page,
}

const PLAIN: Form = Form::Told("");

macro_rules! kinds {
    ($($name:ident $status:ident $form:expr, $message:literal;)*) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Kind {
            $($name,)*
        }

        impl Kind {
            pub const NAMES: &'static [&'static str] = &[$(stringify!($name),)*];

            pub fn named(name: &str) -> Option<Self> {
                match name {
                    $(stringify!($name) => Some(Self::$name),)*
                    _ => None,
                }
            }

            pub fn row(self) -> Row {
                match self {
                    $(Self::$name => Row {
                        status: StatusCode::$status,
                        form: $form,
                        message: $message,
                    },)*
                }
            }
        }
    };
}

#[rustfmt::skip] // A table.
kinds! {
    InvalidRequest         BAD_REQUEST            PLAIN, "Invalid request";
    // Query limit of one list (terraform-provider-aiven, issue 2951).
    InvalidLimit           BAD_REQUEST            PLAIN, "Invalid value for limit parameter: maximum allowed value is 250";
    // The sentence of a Connect worker, with the errors between its lines.
    InvalidConfiguration   BAD_REQUEST            PLAIN, "Connector configuration is invalid";
    TokenExpired           UNAUTHORIZED           PLAIN, "Missing (expired) db token";
    InvalidToken           UNAUTHORIZED           PLAIN, "Invalid token";
    AuthenticationFailed   FORBIDDEN              Form::Told("authentication_failed"), "Authentication failed";
    NotProjectMember       FORBIDDEN              PLAIN, "Not a project member";
    NotPermitted           FORBIDDEN              PLAIN, "Not authorized";
    ConnectDisabled        FORBIDDEN              PLAIN, "Kafka Connect API disabled";
    FeatureNotEnabled      FORBIDDEN              Form::Told("feature_not_enabled"), "Feature not enabled";
    TerminationProtected   FORBIDDEN              PLAIN, "Service is protected against termination and shut down. Remove termination protection first.";
    ProjectNotFound        NOT_FOUND              Form::Told("project_not_found"), "Project does not exist";
    AccountNotFound        NOT_FOUND              Form::Told("account_not_found"), "Account does not exist";
    UserNotFound           NOT_FOUND              Form::Told("user_not_found"), "User does not exist";
    // Clients ask for `Service \S+ does not exist`.
    ServiceNotFound        NOT_FOUND              PLAIN, "Service '{service}' does not exist";
    // Of a service whose parts do not know each other yet.
    ComponentUserNotFound  NOT_FOUND              PLAIN, "User avnadmin with component main not found";
    IntegrationNotFound    NOT_FOUND              PLAIN, "Service integration not found";
    ServiceTypeNotFound    NOT_FOUND              PLAIN, "Service type not found";
    ServiceTaskNotFound    NOT_FOUND              PLAIN, "Task not found";
    TokenNotFound          NOT_FOUND              PLAIN, "Access token not found";
    // Words of a Connect worker.
    ConnectorNotFound      NOT_FOUND              PLAIN, "Connector {connector} not found";
    UnknownConnector       NOT_FOUND              PLAIN, "Unknown connector {connector}";
    StatusNotFound         NOT_FOUND              PLAIN, "No status found for connector {connector}";
    TaskNotFound           NOT_FOUND              PLAIN, "No status found for task {connector}-{task}";
    PluginNotFound         NOT_FOUND              PLAIN, "Unknown plugin {plugin}.";
    EndpointNotFound       NOT_FOUND              PLAIN, "Not found";
    MethodNotAllowed       METHOD_NOT_ALLOWED     PLAIN, "Method not allowed";
    // A server behind the API did not answer in time.
    DependentTimeout       REQUEST_TIMEOUT        PLAIN, "Request timed out";
    ConnectorExists        CONFLICT               PLAIN, "Connector {connector} already exists";
    ServiceExists          CONFLICT               PLAIN, "Service name is already in use in this project";
    IntegrationExists      CONFLICT               PLAIN, "Service integration already exists";
    NotPowered             CONFLICT               Form::Told("not_powered"), "Database not powered on";
    // A worker's three answers while the group rebalances.
    StaleConfiguration     CONFLICT               PLAIN, "Cannot complete request momentarily due to stale configuration (typically caused by a concurrent config change)";
    Rebalancing            CONFLICT               PLAIN, "Cannot complete request because of a conflicting operation (e.g. worker rebalance)";
    NoLeader               CONFLICT               PLAIN, "Cannot complete request momentarily due to no known leader URL, likely because a rebalance was underway.";
    RetiredEndpoint        GONE                   Form::Retired("retired_api_endpoint"), "This API endpoint has been retired";
    HasDependents          EXPECTATION_FAILED     PLAIN, "Service deletion forbidden because it has dependents";
    QuotaExceeded          FORBIDDEN              PLAIN, "Quota exceeded";
    // terraform-provider-aiven, issue 575.
    RateLimited            TOO_MANY_REQUESTS      PLAIN, "The user has sent too many requests in a given amount of time: Rate limit 120 exceeded - try again in {seconds}s";
    Internal               INTERNAL_SERVER_ERROR  PLAIN, "Internal Server Error";
    // A worker gives up after 90 seconds.
    WorkerTimeout          INTERNAL_SERVER_ERROR  PLAIN, "Request timed out";
    // "Try later", by comments in two clients; the words are those of topics (issue 89).
    TryLater               NOT_IMPLEMENTED        PLAIN, "connector list not currently available";
    // Documentation, "Available connector plugins list not currently available".
    ConnectUnavailable     SERVICE_UNAVAILABLE    PLAIN, "connector list not currently available";
    BadGateway             BAD_GATEWAY            Form::Page, "Bad Gateway";
    GatewayUnavailable     SERVICE_UNAVAILABLE    Form::Page, "Service Temporarily Unavailable";
    GatewayTimeout         GATEWAY_TIMEOUT        Form::Page, "Gateway Time-out";
    // Clients ask for a one-time password, and come again.
    OtpNeeded              NOT_EXTENDED           PLAIN, "One-time password required";
}

/// What a cause is called here.
pub fn of_cause(cause: Cause) -> Kind {
    match cause {
        Cause::Malformed => Kind::InvalidRequest,
        Cause::Unauthenticated | Cause::Expired => Kind::TokenExpired,
        Cause::Forbidden => Kind::NotProjectMember,
        Cause::NotFound => Kind::ServiceNotFound,
        Cause::Conflict => Kind::Rebalancing,
        Cause::QuotaExceeded => Kind::QuotaExceeded,
        Cause::Throttled => Kind::RateLimited,
        Cause::Timeout => Kind::DependentTimeout,
        Cause::Internal => Kind::Internal,
        Cause::Unavailable => Kind::ConnectUnavailable,
        Cause::BadGateway => Kind::BadGateway,
        Cause::GatewayUnavailable => Kind::GatewayUnavailable,
        Cause::GatewayTimeout => Kind::GatewayTimeout,
    }
}

/// A request that is not of its operation's shape. UNCONFIRMED.
pub fn rejected(rejection: &Rejection) -> String {
    let Rejection { place, field, problem, .. } = rejection;
    let what = if *place == Place::Query { "parameter" } else { "field" };
    match problem {
        Problem::Syntax => "Request body must be a JSON object".to_owned(),
        Problem::Missing => format!("Missing required {what} '{field}'"),
        Problem::Type if field.is_empty() => format!("Invalid type of a {what}"),
        Problem::Type => format!("Invalid type for {what} '{field}'"),
    }
}
