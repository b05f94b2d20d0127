//! Which requests are meant for Aiven: all of its paths begin with `/v1/`, as those of another cloud do.

use crate::kernel::credentials::{Credentials, is_signed};
use crate::kernel::http::Request;
use crate::kernel::room::Claim;

/// What stands behind `/v1/` in the paths of operations here, and of no other vendor's.
const ROOTS: &[&str] = &[
    "access_token",
    "account",
    "clouds",
    "me",
    "project",
    "service_types",
    "service_versions",
    "userauth",
];

/// The credential decides: a scheme of Aiven's own, or on a path of its own one that many have, or none, as
/// before a login.
pub(super) fn claim(request: &Request) -> Claim {
    let Some(rest) = request.path().strip_prefix("/v1/") else { return Claim::No };
    if is_signed(request) {
        return Claim::No;
    }
    let root = rest.split('/').next().unwrap_or_default();
    match Credentials::read(request) {
        Credentials::Other { scheme, .. } if scheme.eq_ignore_ascii_case("aivenv1") => {
            Claim::PathAndCredential
        }
        _ if ROOTS.contains(&root) => Claim::PathAndCredential,
        Credentials::None
        | Credentials::SigV4(_)
        | Credentials::Basic { .. }
        | Credentials::Bearer { .. }
        | Credentials::Other { .. }
        | Credentials::Unreadable => Claim::Path,
    }
}
