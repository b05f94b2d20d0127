//! `wavetank healthcheck`: for an image that has nothing else in it.

use std::io::{Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::time::Duration;

use clap::Args;
use http::Uri;

use super::failure::Failure;

/// Longer than a server that is well ever takes.
const PATIENCE: Duration = Duration::from_secs(3);

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
    let uri: Uri = url.parse().map_err(|_| wrong(&url))?;
    let authority = uri.authority().filter(|_| uri.scheme_str() == Some("http"));
    let authority = authority.ok_or_else(|| wrong(&url))?;
    let port = authority.port_u16().unwrap_or(80);
    let base = uri.path().trim_end_matches('/');
    let answer = ask(authority.host(), port, &format!("{base}/_wavetank/health"))
        .map_err(|error| Failure::check(format!("no server answers at {url}: {error}")))?;
    match answer.split(' ').nth(1) {
        Some("200") => Ok(()),
        Some(status) => Err(Failure::check(format!("the server at {url} answers {status}"))),
        None => Err(Failure::check(format!("what answers at {url} does not speak HTTP"))),
    }
}

fn wrong(url: &str) -> Failure {
    let message = format!("`{url}` is no address of a server");
    Failure::input(message).hint("write it as `http://127.0.0.1:9283`")
}

/// Where to ask a server that listens on every address.
fn reachable(listen: &str) -> String {
    let local = |rest: &str| format!("127.0.0.1:{rest}");
    listen
        .strip_prefix("0.0.0.0:")
        .or_else(|| listen.strip_prefix("[::]:"))
        .map_or_else(|| listen.to_owned(), local)
}

/// The status line of the answer.
fn ask(host: &str, port: u16, path: &str) -> std::io::Result<String> {
    let host = host.trim_start_matches('[').trim_end_matches(']');
    let mut last = None;
    for address in (host, port).to_socket_addrs()? {
        match TcpStream::connect_timeout(&address, PATIENCE) {
            Ok(stream) => return status_line(stream, &address.to_string(), path),
            Err(error) => last = Some(error),
        }
    }
    Err(last.unwrap_or_else(|| std::io::ErrorKind::NotFound.into()))
}

fn status_line(mut stream: TcpStream, host: &str, path: &str) -> std::io::Result<String> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    write!(stream, "GET {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n")?;
    let mut head = [0; 64];
    let read = stream.read(&mut head)?;
    Ok(String::from_utf8_lossy(&head[..read]).into_owned())
}

#[cfg(test)]
mod tests {
    use super::reachable;

    #[test]
    fn a_server_on_every_address_is_asked_on_this_machine() {
        assert_eq!(reachable("0.0.0.0:9283"), "127.0.0.1:9283");
        assert_eq!(reachable("[::]:1"), "127.0.0.1:1");
        assert_eq!(reachable("127.0.0.1:9283"), "127.0.0.1:9283");
    }
}
