//! Signs requests as a client of AWS does (Signature Version 4), by a code of its own: what the server
//! checks is not checked by itself.

use hmac::{Hmac, KeyInit, Mac};
use http::header::{AUTHORIZATION, HeaderName, HeaderValue};
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use wavetank::kernel::http::Request;

/// A client's credential and scope. The fields may be changed to sign wrongly.
#[derive(Debug, Clone)]
pub(crate) struct Signer {
    pub(crate) access_key: String,
    pub(crate) secret: String,
    pub(crate) token: Option<String>,
    pub(crate) region: String,
    pub(crate) service: String,
    /// Beside `host` and `x-amz-date`, in lower case.
    pub(crate) also_signed: Vec<String>,
    pub(crate) habit: Habit,
}

/// What clients do in different ways.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Habit {
    /// As the SDKs do.
    #[default]
    Sdk,
    /// Path and query go as on the wire into what is signed: curl 7.88.1.
    Curl,
    /// A `Date` header in HTTP's own form tells the time.
    DateHeader,
}

impl Signer {
    pub(crate) fn new(access_key: &str, secret: &str, region: &str) -> Self {
        Self {
            access_key: access_key.into(),
            secret: secret.into(),
            token: None,
            region: region.into(),
            service: "kafkaconnect".into(),
            also_signed: Vec::new(),
            habit: Habit::default(),
        }
    }

    /// With the key that exists where no premises say otherwise, in `us-east-1`.
    pub(crate) fn example() -> Self {
        Self::new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "us-east-1")
    }

    /// Adds the headers of a request that is signed at `time`; `host` must be there.
    pub(crate) fn sign(&self, request: &mut Request, time: Timestamp) {
        let date = basic(time);
        let mut names: Vec<&str> = vec!["host"];
        if self.habit == Habit::DateHeader {
            put(request, "date", &time.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string());
        } else {
            put(request, "x-amz-date", &date);
            names.push("x-amz-date");
        }
        if let Some(token) = &self.token {
            put(request, "x-amz-security-token", token);
            names.push("x-amz-security-token");
        }
        names.extend(self.also_signed.iter().map(String::as_str));
        names.extend(request.headers.contains_key("content-type").then_some("content-type"));
        names.sort_unstable();
        let signature = self.signature(request, &names, &date);
        let (scope, names) = (self.scope(&date), names.join(";"));
        let key = &self.access_key;
        let value = format!(
            "AWS4-HMAC-SHA256 Credential={key}/{scope}, SignedHeaders={names}, Signature={signature}"
        );
        request.headers.insert(AUTHORIZATION, value.parse().expect("a header value"));
    }

    /// Adds the query of a request that is presigned at `time`; only `host` is signed beside it.
    pub(crate) fn presign(&self, request: &mut Request, time: Timestamp, expires_seconds: u64) {
        let date = basic(time);
        let credential = quote(&format!("{}/{}", self.access_key, self.scope(&date)));
        let token = self.token.as_ref().map(|it| format!("&X-Amz-Security-Token={}", quote(it)));
        let and = if request.target.contains('?') { '&' } else { '?' };
        let query = format!(
            "{and}X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential={credential}&X-Amz-Date={date}\
             &X-Amz-Expires={expires_seconds}&X-Amz-SignedHeaders=host{}",
            token.unwrap_or_default()
        );
        request.target = format!("{}{query}", request.target).into();
        let signature = self.signature(request, &["host"], &date);
        request.target = format!("{}&X-Amz-Signature={signature}", request.target).into();
    }

    fn scope(&self, date: &str) -> String {
        format!("{}/{}/{}/aws4_request", &date[..8], self.region, self.service)
    }

    /// Takes the target as the SDKs write it: every label and value encoded, no `.` among the segments.
    fn signature(&self, request: &Request, names: &[&str], date: &str) -> String {
        let (path, query) = request.target.split_once('?').unwrap_or((&request.target, ""));
        let mut query: Vec<_> = query.split('&').filter(|it| !it.is_empty()).collect();
        let mut path = path.replace('%', "%25");
        if self.habit == Habit::Curl {
            path = path.replace("%25", "%");
        } else {
            query.sort_by_key(|pair| pair.split_once('=').unwrap_or((pair, "")));
        }
        let lines = names.iter().map(|name| {
            let value = request.header(name).unwrap_or_default().trim();
            format!("{name}:{value}\n")
        });
        let headers = lines.collect::<Vec<_>>().concat();
        let canonical = format!(
            "{}\n{}\n{}\n{headers}\n{}\n{}",
            request.method,
            path,
            query.join("&"),
            names.join(";"),
            hex(&Sha256::digest(&request.body)),
        );
        let text = format!(
            "AWS4-HMAC-SHA256\n{date}\n{}\n{}",
            self.scope(date),
            hex(&Sha256::digest(canonical))
        );
        let first = format!("AWS4{}", self.secret).into_bytes();
        let scope = self.scope(date);
        let key = scope.split('/').fold(first, |key, part| mac(&key, part));
        hex(&mac(&key, &text))
    }
}

fn put(request: &mut Request, name: &'static str, value: &str) {
    let value = HeaderValue::from_str(value).expect("a header value");
    request.headers.insert(HeaderName::from_static(name), value);
}

fn basic(time: Timestamp) -> String {
    time.strftime("%Y%m%dT%H%M%SZ").to_string()
}

fn mac(key: &[u8], text: &str) -> Vec<u8> {
    let mac = Hmac::<Sha256>::new_from_slice(key).expect("a key of any length");
    mac.chain_update(text.as_bytes()).finalize().into_bytes().to_vec()
}

fn quote(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
            char::from(byte).into()
        }
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(byte).collect()
}

fn hex(bytes: &[u8]) -> String {
    let digits: Vec<_> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    digits.concat()
}
