//! Why nobody can listen where it was asked for, in the words of who typed the address.

use std::io::{self, ErrorKind};

use super::failure::Failure;
use crate::server::Unbound;

/// How an address is written.
const FORM: &str = "write host and port, such as `127.0.0.1:9283`; port 0 picks a free port";

pub(super) fn refused(Unbound { address, error }: &Unbound) -> Failure {
    let (why, hint) = ill_formed(address).unwrap_or_else(|| unavailable(address, error));
    Failure::input(format!("cannot listen on `{address}`: {why}")).hint(hint)
}

fn ill_formed(address: &str) -> Option<(String, String)> {
    if let Some((_, rest)) = address.split_once("://") {
        let place = rest.split('/').next().unwrap_or_default();
        return Some(("it is a URL".into(), format!("write host and port alone: `{place}`")));
    }
    let Some((host, port)) = address.rsplit_once(':') else {
        return Some(("it has no port".into(), FORM.into()));
    };
    if port.parse::<u16>().is_err() {
        let hint = "a port is a number from 0 to 65535; 0 picks a free one";
        return Some((format!("`{port}` is no port"), hint.into()));
    }
    let hint = || format!("write `0.0.0.0:{port}` for every address of this machine");
    host.is_empty().then(|| ("it has no host".into(), hint()))
}

fn unavailable(address: &str, error: &io::Error) -> (String, String) {
    let told = |why: &str, hint: &str| (why.to_owned(), hint.to_owned());
    let is = |kind| error.kind() == kind;
    if is(ErrorKind::AddrInUse) {
        let hint = "stop it, or choose another port; port 0 picks a free one";
        told("something listens there already", hint)
    } else if is(ErrorKind::AddrNotAvailable) {
        let hint = "`0.0.0.0` is every address of this machine, `127.0.0.1` the one that nobody else reaches";
        told("this machine does not have that address", hint)
    } else if is(ErrorKind::PermissionDenied) {
        let hint = "ports below 1024 are mostly for root; choose a larger one, or 0 for a free one";
        told("it is not permitted", hint)
    } else if error.raw_os_error().is_none() {
        // Of all that a system complains of, only a name that leads nowhere has no number.
        let host = address.rsplit_once(':').map_or(address, |(host, _)| host);
        told(&format!("no address is known of `{host}` ({error})"), FORM)
    } else {
        told(&error.to_string(), FORM)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_that_one_may_not_have_is_told_as_such() {
        let error = ErrorKind::PermissionDenied.into();
        let told = refused(&Unbound { address: "127.0.0.1:80".into(), error }).text();
        let expected =
            "error: cannot listen on `127.0.0.1:80`: it is not permitted\nhint: ports below 1024";
        assert!(told.starts_with(expected), "{told}");
    }
}
