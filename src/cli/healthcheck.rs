//! `wavetank healthcheck`: for an image that has nothing else in it.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::time::Duration;

use clap::Args;
use http::Uri;
use serde_json::Value;

use super::failure::Failure;

/// Longer than a server that is well ever takes, and less than what containers wait for a check.
const PATIENCE: Duration = Duration::from_secs(2);

/// More than a server ever says of its health.
const ANSWER_BYTES_MAX: u64 = 64 << 10;

#[derive(Debug, Args)]
pub(super) struct Typed {
    /// Where the server is; `WAVETANK_LISTEN`, if it is set, or the usual place otherwise.
    #[arg(long, env = "WAVETANK_URL")]
    url: Option<String>,
    /// The address that `serve` was told to listen on, for images that set it once for both.
    #[arg(long, env = "WAVETANK_LISTEN", hide = true, default_value = super::serve::LISTEN)]
    listen: String,
}

pub(super) fn run(typed: &Typed) -> Result<(), Failure> {
    let url = typed.url.clone().unwrap_or_else(|| format!("http://{}", reachable(&typed.listen)));
    ask(&url, PATIENCE)
}

/// Whether a wavetank that is well answers there, and each time within so long.
fn ask(url: &str, patience: Duration) -> Result<(), Failure> {
    let uri: Uri = url.parse().map_err(|_| wrong(url))?;
    let authority = uri.authority().filter(|_| uri.scheme_str() == Some("http"));
    let authority = authority.ok_or_else(|| wrong(url))?;
    let port = authority.port_u16().unwrap_or(80);
    let path = format!("{}/_wavetank/health", uri.path().trim_end_matches('/'));
    let host = authority.host().trim_start_matches('[').trim_end_matches(']');
    let answer = exchange((host, port), &path, patience)
        .map_err(|error| unanswered(url, host, &error, patience))?;
    let answer = String::from_utf8_lossy(&answer);
    let status = answer.strip_prefix("HTTP/1.").and_then(|it| it.split_whitespace().nth(1));
    match status {
        Some("200") if is_health(&answer) => Ok(()),
        Some("200") => Err(stranger(url, "is no wavetank")),
        Some(status) => Err(stranger(url, &format!("says {status}"))),
        None => Err(stranger(url, "does not speak HTTP")),
    }
}

fn wrong(url: &str) -> Failure {
    let message = format!("`{url}` is no address of a server");
    Failure::input(message).hint("write it as `http://127.0.0.1:9283`")
}

/// Nothing came, or not all of it.
fn unanswered(url: &str, host: &str, error: &io::Error, patience: Duration) -> Failure {
    let why = if error.kind() == ErrorKind::ConnectionRefused {
        "nothing listens there".to_owned()
    } else if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) {
        format!("nothing comes within {patience:?}")
    } else if error.raw_os_error().is_none() {
        format!("no address is known of `{host}` ({error})")
    } else {
        error.to_string()
    };
    Failure::check(format!("no server answers at {url}: {why}"))
        .hint("`wavetank serve` starts one; --url or WAVETANK_URL says where it is")
}

fn stranger(url: &str, what: &str) -> Failure {
    Failure::check(format!("what answers at {url} {what}")).hint(
        "a wavetank says at /_wavetank/health how it is; --url or WAVETANK_URL says where it is",
    )
}

/// Where to ask a server that listens on every address.
pub(super) fn reachable(listen: &str) -> String {
    let local = |rest: &str| format!("127.0.0.1:{rest}");
    listen
        .strip_prefix("0.0.0.0:")
        .or_else(|| listen.strip_prefix("[::]:"))
        .map_or_else(|| listen.to_owned(), local)
}

/// The whole answer, up to a bound.
fn exchange(place: (&str, u16), path: &str, patience: Duration) -> io::Result<Vec<u8>> {
    let mut last = None;
    for address in place.to_socket_addrs()? {
        match TcpStream::connect_timeout(&address, patience) {
            Ok(mut stream) => {
                stream.set_read_timeout(Some(patience))?;
                stream.set_write_timeout(Some(patience))?;
                // In one piece: who answers the first of several may hang up on the others.
                let request =
                    format!("GET {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n");
                stream.write_all(request.as_bytes())?;
                let mut answer = Vec::new();
                stream.take(ANSWER_BYTES_MAX).read_to_end(&mut answer)?;
                return Ok(answer);
            }
            Err(error) => last = Some(error),
        }
    }
    Err(last.unwrap_or_else(|| ErrorKind::NotFound.into()))
}

/// Whether the body says what only a wavetank says. It may be framed by whoever stands between.
fn is_health(answer: &str) -> bool {
    let body = answer.find('{').zip(answer.rfind('}')).and_then(|(from, to)| answer.get(from..=to));
    let body = body.and_then(|it| serde_json::from_str::<Value>(it).ok()).unwrap_or_default();
    body["status"] == "ok" && body["version"].is_string() && body["sandboxes"].is_u64()
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;

    use super::*;

    #[test]
    fn a_server_on_every_address_is_asked_on_this_machine() {
        assert_eq!(reachable("0.0.0.0:9283"), "127.0.0.1:9283");
        assert_eq!(reachable("[::]:1"), "127.0.0.1:1");
        assert_eq!(reachable("127.0.0.1:9283"), "127.0.0.1:9283");
    }

    /// What is said of a server that answers this to whoever comes; to nobody, if that is nothing.
    fn said(answer: Option<&'static str>) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let answering = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().expect("somebody comes");
            let (mut asked, mut byte) = (Vec::new(), [0]);
            while !asked.ends_with(b"\r\n\r\n") {
                stream.read_exact(&mut byte).expect("a request");
                asked.extend(byte);
            }
            match answer {
                Some(answer) => stream.write_all(answer.as_bytes()).expect("it is there"),
                // Until the other side has gone.
                None => assert!(matches!(stream.read(&mut byte), Ok(0) | Err(_))),
            }
        });
        let patience = if answer.is_some() { PATIENCE } else { Duration::from_millis(50) };
        let said = ask(&url, patience).map_or_else(|it| it.text(), |()| "it is well".to_owned());
        answering.join().expect("it has answered");
        said.lines().next().unwrap_or_default().replace(&url, "URL")
    }

    #[test]
    fn only_a_wavetank_that_is_well_is_well() {
        let health = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n\
                      {\"status\": \"ok\", \"version\": \"1.0.0\", \"uptime_ms\": 1, \"sandboxes\": 0}";
        for (answer, expected) in [
            (Some(health), "it is well"),
            (Some("HTTP/1.1 200 OK\r\n\r\n"), "error: what answers at URL is no wavetank"),
            (
                Some("HTTP/1.1 200 OK\r\n\r\n{\"status\": \"ok\"}"),
                "error: what answers at URL is no wavetank",
            ),
            (Some("HTTP/1.1 503 No\r\n\r\n{}"), "error: what answers at URL says 503"),
            (Some("+PONG\r\n"), "error: what answers at URL does not speak HTTP"),
            (None, "error: no server answers at URL: nothing comes within 50ms"),
        ] {
            assert_eq!(said(answer), expected, "{answer:?}");
        }
    }
}
