//! Requests for MSK Connect that no operation takes: whether they are meant for it, and what they get.

use super::behaviour::{Behaviour, UnknownOperation};
use super::errors::{Error, Kind};
use super::wording;
use crate::kernel::credentials::{self, Credentials};
use crate::kernel::http::Request;
use crate::kernel::room::Claim;

/// Collections of which one item is named in the path, and by which parameter.
#[rustfmt::skip] // A table.
const ITEMS: &[(&str, &str)] = &[
    ("/v1/connectors/",            "connectorArn"),
    ("/v1/connectorOperations/",   "connectorOperationArn"),
    ("/v1/custom-plugins/",        "customPluginArn"),
    ("/v1/worker-configurations/", "workerConfigurationArn"),
    ("/v1/tags/",                  "resourceArn"),
];

/// All paths of MSK Connect begin with `/v1/`, as those of other vendors do; but only AWS has its signatures, and
/// only others have other credentials on paths that are none of its collections.
pub(super) fn claim(request: &Request) -> Claim {
    let Some(rest) = request.path().strip_prefix("/v1/") else { return Claim::No };
    let root = rest.split('/').next().unwrap_or_default();
    let is_ours = ITEMS.iter().any(|(items, _)| items.split('/').nth(2) == Some(root));
    match Credentials::read(request) {
        _ if credentials::is_signed(request) => Claim::PathAndCredential,
        Credentials::None => Claim::Path,
        _ if is_ours => Claim::Path,
        Credentials::SigV4(_) | Credentials::Unreadable => Claim::Path,
        Credentials::Basic { .. } | Credentials::Bearer { .. } | Credentials::Other { .. } => {
            Claim::No
        }
    }
}

/// What a request gets whose credential is good. An item without a name is a bad request, and never the
/// whole list: an SDK sends that for an empty ARN.
pub(super) fn error(path: &str, behaviour: &Behaviour) -> Error {
    let nameless = |(items, parameter): &(&str, &'static str)| {
        let rest = path.strip_prefix(items)?;
        (rest.is_empty() || rest.starts_with('/')).then_some(*parameter)
    };
    if let Some(parameter) = ITEMS.iter().find_map(nameless) {
        return Error::invalid(parameter, wording::MISSING);
    }
    match behaviour.unknown_operation {
        UnknownOperation::NotFound => Kind::UnknownOperationException.into(),
        UnknownOperation::MissingToken => Kind::MissingAuthenticationTokenException.into(),
    }
}
