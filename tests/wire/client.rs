//! A client for HTTP/1.1 that hides nothing: every byte that comes in can be looked at, and every way
//! in which a connection can end can be told from the others.

use std::{io, net::SocketAddr, time::Duration};

use serde_json::Value;
use tokio::{
    io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader},
    net::TcpStream,
    time::timeout,
};

/// For how long a test waits for what must come.
const PATIENCE: Duration = Duration::from_secs(20);

/// A credential as AWS clients send it; the usual server asks only for its form.
pub(crate) const CREDENTIAL: &str = "AWS4-HMAC-SHA256 \
    Credential=AKIDEXAMPLE/20240101/us-east-1/kafkaconnect/aws4_request, \
    SignedHeaders=host;x-amz-date, \
    Signature=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

pub(crate) struct Client {
    stream: BufReader<Box<dyn Carrier>>,
    address: SocketAddr,
}

/// What HTTP goes over.
pub(crate) trait Carrier: AsyncRead + AsyncWrite + Unpin + Send {}

impl<T: AsyncRead + AsyncWrite + Unpin + Send> Carrier for T {}

#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    pub(crate) trailers: Vec<(String, String)>,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        find(&self.headers, name)
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// The code of the emulator's own refusal, which header and body must agree on.
    pub(crate) fn refusal(&self) -> String {
        let code = self.header("x-wavetank").unwrap_or_else(|| panic!("no refusal: {self:?}"));
        let body = self.json();
        assert_eq!(body["wavetank"]["error"], code);
        assert!(body["wavetank"]["message"].is_string(), "{body}");
        code.to_owned()
    }
}

fn find<'a>(headers: &'a [(String, String)], name: &str) -> Option<&'a str> {
    headers.iter().find(|it| it.0.eq_ignore_ascii_case(name)).map(|it| it.1.as_str())
}

impl Client {
    pub(crate) async fn connect(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).await.unwrap();
        stream.set_nodelay(true).unwrap();
        Self::over(stream, address)
    }

    /// Speaks over `carrier`, which leads to `address`.
    pub(crate) fn over(carrier: impl Carrier + 'static, address: SocketAddr) -> Self {
        Self { stream: BufReader::new(Box::new(carrier)), address }
    }

    pub(crate) async fn send(&mut self, bytes: impl AsRef<[u8]>) {
        self.stream.get_mut().write_all(bytes.as_ref()).await.unwrap();
        self.stream.get_mut().flush().await.unwrap();
    }

    /// A call of a vendor.
    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        self.send(get(path, &self.address.to_string(), "")).await;
        self.answer().await.unwrap()
    }

    /// An admin call; `Null` for no body.
    pub(crate) async fn admin(&mut self, method: &str, path: &str, body: &Value) -> Answer {
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let (host, length) = (self.address, body.len());
        let head = format!("{method} {path} HTTP/1.1\r\nhost: {host}\r\ncontent-length: {length}");
        self.send(format!("{head}\r\n\r\n{body}")).await;
        self.answer().await.unwrap()
    }

    /// Reads one whole answer.
    pub(crate) async fn answer(&mut self) -> io::Result<Answer> {
        timeout(PATIENCE, self.read_answer()).await.expect("an answer comes in time")
    }

    async fn read_answer(&mut self) -> io::Result<Answer> {
        let (status, headers) = self.head().await?;
        let mut answer = Answer { status, headers, body: Vec::new(), trailers: Vec::new() };
        if answer.header("transfer-encoding") == Some("chunked") {
            loop {
                let size = usize::from_str_radix(&self.line().await?, 16).unwrap();
                if size == 0 {
                    break;
                }
                let mut chunk = vec![0; size];
                self.stream.read_exact(&mut chunk).await?;
                answer.body.extend(chunk);
                assert_eq!(self.line().await?, "");
            }
            answer.trailers = self.header_lines().await?;
        } else {
            let length = answer.header("content-length").map_or(0, |it| it.parse().unwrap());
            answer.body = vec![0; length];
            self.stream.read_exact(&mut answer.body).await?;
        }
        Ok(answer)
    }

    /// Reads a head, and nothing behind it.
    pub(crate) async fn head(&mut self) -> io::Result<(u16, Vec<(String, String)>)> {
        let line = self.line().await?;
        let status = line.strip_prefix("HTTP/1.1 ").and_then(|it| it.get(..3));
        let status = status.unwrap_or_else(|| panic!("no status line: {line:?}"));
        Ok((status.parse().unwrap(), self.header_lines().await?))
    }

    async fn header_lines(&mut self) -> io::Result<Vec<(String, String)>> {
        let mut headers = Vec::new();
        loop {
            let line = self.line().await?;
            let Some((name, value)) = line.split_once(": ") else { return Ok(headers) };
            headers.push((name.to_owned(), value.to_owned()));
        }
    }

    async fn line(&mut self) -> io::Result<String> {
        let mut line = String::new();
        let read = timeout(PATIENCE, self.stream.read_line(&mut line)).await;
        if read.expect("a line comes in time")? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(line.trim_end_matches("\r\n").to_owned())
    }

    /// Everything up to the end of the connection, and how it ended: `Ok` for FIN.
    pub(crate) async fn rest(&mut self) -> (Vec<u8>, Result<(), io::ErrorKind>) {
        let mut rest = Vec::new();
        let end = timeout(PATIENCE, self.stream.read_to_end(&mut rest)).await;
        let end = end.expect("the connection ends in time");
        (rest, end.map(drop).map_err(|error| error.kind()))
    }

    /// Whether nothing comes in for so long.
    pub(crate) async fn is_silent_for(&mut self, time: Duration) -> bool {
        timeout(time, self.stream.fill_buf()).await.is_err()
    }
}

/// A call as AWS clients make it, with `more` header lines, each ended by CRLF.
pub(crate) fn get(path: &str, host: &str, more: &str) -> String {
    format!(
        "GET {path} HTTP/1.1\r\nhost: {host}\r\nauthorization: {CREDENTIAL}\r\n\
         x-amz-date: 20240101T000000Z\r\n{more}\r\n"
    )
}
