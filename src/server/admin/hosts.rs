//! Keeps pages of other origins out of the admin API: a browser on this machine can reach it, and may
//! show anything.
//!
//! No authentication: who can open a connection and is no browser may do everything.

use std::net::IpAddr;

use http::{
    HeaderName, StatusCode,
    header::{HOST, ORIGIN},
};

use crate::{kernel::http::Request, server::refusal::Refusal};

const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// The names under which the admin API may be called.
#[derive(Debug)]
pub(in crate::server) struct Hosts {
    /// In small letters, without ports.
    named: Vec<String>,
}

impl Hosts {
    /// `listen`: the addresses as they were given; their hosts are names of this server.
    pub(in crate::server) fn new<'a>(
        listen: impl Iterator<Item = &'a String>,
        allowed: Vec<String>,
    ) -> Self {
        let mut named = allowed;
        named.extend(listen.filter_map(|it| without_port(it)).map(str::to_owned));
        Self { named: named.iter().map(|it| it.to_ascii_lowercase()).collect() }
    }

    /// Refuses what a page of another origin could have sent.
    pub(super) fn check(&self, request: &Request) -> Result<(), Refusal> {
        let host = request.header(HOST.as_str()).unwrap_or_default();
        if !without_port(host).is_some_and(|it| self.is_known(it)) {
            let message = format!("the admin API does not answer to the host `{host}`");
            return Err(refused(message).hint(
                "call it by an IP address, localhost or a name without dots, \
                 or start the server with --allow-host",
            ));
        }
        let origins = request.headers.get_all(ORIGIN).iter();
        for origin in origins.map(|it| String::from_utf8_lossy(it.as_bytes())) {
            let authority = origin.split_once("://").map_or("", |(_, authority)| authority);
            if !authority.eq_ignore_ascii_case(host) {
                return Err(refused(format!("the origin `{origin}` is not `{host}`")));
            }
        }
        let sites = request.headers.get_all(FETCH_SITE).iter();
        for site in sites.map(|it| String::from_utf8_lossy(it.as_bytes())) {
            if !matches!(&*site, "same-origin" | "none") {
                return Err(refused(format!("the request is {site}")));
            }
        }
        Ok(())
    }

    /// A name with a dot can be made to point here by whoever owns it (DNS rebinding).
    fn is_known(&self, host: &str) -> bool {
        let host = host.to_ascii_lowercase();
        let label = host.strip_suffix(".localhost");
        host.parse::<IpAddr>().is_ok()
            || !host.is_empty() && !host.contains(['.', ':'])
            || label.is_some_and(|it| !it.is_empty())
            || self.named.contains(&host)
    }
}

fn refused(message: String) -> Refusal {
    Refusal::new(StatusCode::FORBIDDEN, "cross_site", message)
}

/// `::1` of `[::1]:9283`, `localhost` of `localhost:9283`. Nothing of what is neither, as with a user's name in it.
fn without_port(authority: &str) -> Option<&str> {
    let (host, port) = match authority.strip_prefix('[') {
        Some(rest) => rest.split_once(']')?,
        None => authority.split_at(authority.find(':').unwrap_or(authority.len())),
    };
    let is_port =
        |it: &str| it.strip_prefix(':').is_some_and(|it| it.bytes().all(|it| it.is_ascii_digit()));
    (port.is_empty() || is_port(port)).then_some(host)
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use http::{HeaderMap, HeaderValue, Method};

    use super::*;

    fn passes(headers: &[(HeaderName, &'static str)]) -> bool {
        let listen = "Tank.example:9283".to_owned();
        let hosts = Hosts::new([&listen].into_iter(), vec!["ci.example".into()]);
        let pairs = headers.iter().map(|(name, it)| (name.clone(), HeaderValue::from_static(it)));
        let request = Request {
            method: Method::POST,
            target: "/_wavetank/reset".into(),
            prefix_bytes: 0,
            headers: pairs.collect::<HeaderMap>(),
            body: Bytes::new(),
            wall: jiff::Timestamp::UNIX_EPOCH,
            vouched: false,
        };
        hosts.check(&request).is_ok()
    }

    #[test]
    fn hosts_that_nobody_else_can_own_are_answered() {
        for host in [
            "127.0.0.1:9283",
            "[::1]:9283",
            "192.168.1.7",
            "localhost:9283",
            "LOCALHOST",
            "a.b.localhost:9283",
            "wavetank:9283",
            "tank.example:9283",
            "CI.example",
        ] {
            assert!(passes(&[(HOST, host)]), "{host}");
        }
        for host in [
            "",
            "evil.example:9283",
            "127.0.0.1.evil.example",
            ".localhost",
            "localhost.",
            "127.0.0.1:80@evil.example",
            "[::1]evil.example",
            "[::1",
            "localhost@evil.example",
            "user:@localhost",
        ] {
            assert!(!passes(&[(HOST, host)]), "{host}");
        }
    }

    #[test]
    fn pages_of_another_origin_are_refused() {
        let host = (HOST, "localhost:9283");
        let with = |name: HeaderName, value| passes(&[host.clone(), (name, value)]);
        assert!(with(ORIGIN, "http://localhost:9283") && with(FETCH_SITE, "same-origin"));
        assert!(with(FETCH_SITE, "none"));
        for origin in
            ["http://evil.example", "http://localhost:8000", "http://localhost", "null", ""]
        {
            assert!(!with(ORIGIN, origin), "{origin}");
        }
        assert!(!with(FETCH_SITE, "cross-site") && !with(FETCH_SITE, "same-site"));
    }
}
