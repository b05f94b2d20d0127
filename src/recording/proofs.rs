//! What proves a call, without its secret and with all of its shape: headers, a signature, what a target tells.

use base64::{Engine, engine::general_purpose::STANDARD};
use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::{assignments, secrets::Secrets};
use crate::kernel::credentials::Credentials;
use crate::kernel::secrecy::{is_secret_header, looks_secret};

/// What may stand between commas in the header of a signature.
const PARTS: [&str; 3] = ["Credential", "SignedHeaders", "Signature"];
/// The last part of a credential's scope.
const TERMINATOR: &str = "aws4_request";

/// Segments of a path that may each be a secret; `None` if none is.
pub(super) fn segments(path: &str, secrets: &mut Secrets) -> Option<String> {
    let segment = |it: &str| {
        let decoded = percent_decode_str(it).decode_utf8_lossy();
        secrets.conceal(&decoded).unwrap_or_else(|| it.to_owned())
    };
    let concealed = path.split('/').map(segment).collect::<Vec<_>>().join("/");
    (concealed != path).then_some(concealed)
}

/// `None` if there is no secret in the query.
pub(super) fn target(target: &str, secrets: &mut Secrets) -> Option<String> {
    let (path, query) = target.split_once('?')?;
    let mut changed = false;
    let mut public = |pair: &str| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let concealed = parameter(name, value, secrets);
        changed |= concealed.is_some();
        concealed.map_or_else(|| pair.to_owned(), |it| format!("{name}={it}"))
    };
    let pairs: Vec<_> = query.split('&').map(&mut public).collect();
    changed.then(|| format!("{path}?{}", pairs.join("&")))
}

fn parameter(name: &str, value: &str, secrets: &mut Secrets) -> Option<String> {
    let name = percent_decode_str(name).decode_utf8_lossy();
    if name.eq_ignore_ascii_case("X-Amz-Signature") {
        return (!value.is_empty()).then(|| "0".repeat(value.len()));
    }
    let encoded = |it: String| utf8_percent_encode(&it, NON_ALPHANUMERIC).to_string();
    let value = percent_decode_str(value).decode_utf8_lossy();
    if name.eq_ignore_ascii_case("X-Amz-Credential") {
        return Some(scope(&value, secrets)).filter(|it| *it != value).map(encoded);
    }
    if looks_secret(&name) {
        return secrets.conceal(&value);
    }
    assignments::rewritten(&value, &mut |it| secrets.conceal(it)).map(encoded)
}

/// `None` if there is no secret in the header.
pub(super) fn header(name: &str, value: &[u8], secrets: &mut Secrets) -> Option<Vec<u8>> {
    if matches!(name, "authorization" | "proxy-authorization") {
        return credential(value, secrets).filter(|it| it != value);
    }
    let text = String::from_utf8_lossy(value);
    let concealed = if is_secret_header(name) {
        secrets.conceal(&text)
    } else {
        assignments::rewritten(&text, &mut |it| secrets.conceal(it))
    };
    concealed.map(String::into_bytes)
}

/// An `Authorization` header with all of its shape, and no secret.
fn credential(value: &[u8], secrets: &mut Secrets) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(value).unwrap_or_default();
    let scheme = text.trim_ascii().split(' ').next().unwrap_or_default();
    let behind = |it: String| Some(format!("{scheme} {it}").into_bytes());
    match Credentials::in_header(value) {
        Credentials::None => None,
        Credentials::SigV4(_) => Some(signed(text, secrets).into_bytes()),
        Credentials::Basic { user, password } => {
            let password = secrets.conceal(&password)?;
            behind(STANDARD.encode(format!("{user}:{password}")))
        }
        Credentials::Bearer { token } => behind(secrets.conceal(token)?),
        Credentials::Other { scheme: "", value } => Some(secrets.conceal(value)?.into_bytes()),
        Credentials::Other { value, .. } => behind(secrets.conceal(value)?),
        // Neither text nor base64, as it was.
        Credentials::Unreadable if text.is_empty() => Some(vec![0xff]),
        Credentials::Unreadable => behind("!".to_owned()),
    }
}

/// A signed header: of its parts stays what is known to be open, and how many they are.
fn signed(header: &str, secrets: &mut Secrets) -> String {
    let header = header.trim_ascii();
    let (algorithm, rest) = header.split_once(' ').unwrap_or((header, ""));
    let is_known = algorithm.bytes().all(|it| matches!(it, b'A'..=b'Z' | b'0'..=b'9' | b'-'));
    let hidden = (!is_known).then(|| secrets.conceal(algorithm)).flatten();
    let algorithm = hidden.map_or_else(|| algorithm.to_owned(), |it| format!("AWS4-{it}"));
    let parts = rest.split(',').map(|it| {
        let written = it.trim_ascii();
        let blanks = it.len() - it.trim_ascii_start().len();
        format!("{}{}{}", &it[..blanks], part(written, secrets), &it[blanks + written.len()..])
    });
    let parts = parts.collect::<Vec<_>>().join(",");
    if header.contains(' ') { format!("{algorithm} {parts}") } else { algorithm }
}

fn part(written: &str, secrets: &mut Secrets) -> String {
    let Some((name, value)) = written.split_once('=') else { return word(written, secrets) };
    // No value: the end of something in Base64.
    let is_padding = value.bytes().all(|it| it == b'=');
    let concealed = match name {
        "Credential" => scope(value, secrets),
        "Signature" => "0".repeat(value.len()),
        "SignedHeaders" => {
            let is_header = |it: &str| {
                it.bytes().all(|it| it.is_ascii_alphanumeric() || matches!(it, b'-' | b'_'))
            };
            let names = value
                .split(';')
                .map(|it| if is_header(it) { it.to_owned() } else { word(it, secrets) });
            names.collect::<Vec<_>>().join(";")
        }
        _ if is_padding => value.to_owned(),
        _ => word(value, secrets),
    };
    let is_name = name.bytes().all(|it| it.is_ascii_alphabetic() || it == b'-');
    let name = if is_name && !is_padding { name.to_owned() } else { word(name, secrets) };
    format!("{name}={concealed}")
}

/// `AKIDEXAMPLE/20260108/us-east-1/kafkaconnect/aws4_request`, or what was sent for it: as many parts, and of them
/// what looks like the ones that are open.
fn scope(credential: &str, secrets: &mut Secrets) -> String {
    let mut parts: Vec<&str> = credential.rsplitn(5, '/').collect();
    parts.reverse();
    if parts.len() < 5 {
        return parts.iter().map(|it| word(it, secrets)).collect::<Vec<_>>().join("/");
    }
    let is_key = |it: u8| it.is_ascii_alphanumeric() || matches!(it, b'-' | b'_' | b'.');
    let is_place = |it: u8| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-';
    let checks: [&dyn Fn(u8) -> bool; 5] =
        [&is_key, &|it| it.is_ascii_digit(), &is_place, &is_place, &|_| false];
    let parts = parts.iter().zip(checks).map(|(it, is_open)| {
        if it.bytes().all(is_open) { (*it).to_owned() } else { word(it, secrets) }
    });
    parts.collect::<Vec<_>>().join("/")
}

/// What is taken for a secret in a signature, unless it is one of its own words.
fn word(written: &str, secrets: &mut Secrets) -> String {
    let is_own = PARTS.contains(&written) || written == TERMINATOR;
    let concealed = (!is_own).then(|| secrets.conceal(written)).flatten();
    concealed.unwrap_or_else(|| written.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_keeps_its_shape_and_what_is_open_of_it() {
        const SCOPE: &str = "AKIDEXAMPLE/20260108/us-east-1/kafkaconnect/aws4_request";
        let open = format!(
            "AWS4-HMAC-SHA256 Credential={SCOPE}, SignedHeaders=host;x-amz-date,Signature=0000"
        );
        let cases = [
            (open.replace("0000", "5d67"), open.clone()),
            ("AWS4-HMAC-SHA256 s3cret".into(), "AWS4-HMAC-SHA256 secret-1".into()),
            ("AWS4-s3cret".into(), "AWS4-secret-1".into()),
            ("AWS4-HMAC-SHA256".into(), "AWS4-HMAC-SHA256".into()),
            ("AWS4-HMAC-SHA256 Credential".into(), "AWS4-HMAC-SHA256 Credential".into()),
            (
                "AWS4-HMAC-SHA256 Credential=s3cret/x".into(),
                "AWS4-HMAC-SHA256 Credential=secret-1/secret-2".into(),
            ),
            (
                open.replace("AKIDEXAMPLE", "AKIDEXAMPLE:s3cret"),
                open.replace("AKIDEXAMPLE", "secret-1"),
            ),
            (open.replace("aws4_request", "s3cret"), open.replace("aws4_request", "secret-1")),
            (format!("{open}, Extra=s3cret"), format!("{open}, Extra=secret-1")),
            (format!("{open}, czNjcmV0=="), format!("{open}, secret-1==")),
        ];
        for (sent, expected) in cases {
            assert_eq!(signed(&sent, &mut Secrets::default()), expected, "{sent}");
        }
    }

    #[test]
    fn parameters_are_judged_by_their_decoded_names() {
        for (query, expected) in [
            ("X%2DAmz%2DSignature=5d67", "X%2DAmz%2DSignature=0000"),
            ("a=b&sig=s", "a=b&sig=secret-1"),
            ("pass%77ord=s", "pass%77ord=secret-1"),
            ("u=https%3A%2F%2Fu%3Ap%40h", "u=https%3A%2F%2Fu%3Asecret%2D1%40h"),
            ("X-Amz-Credential=s3cret", "X-Amz-Credential=secret%2D1"),
        ] {
            let concealed = target(&format!("/a?{query}"), &mut Secrets::default());
            assert_eq!(concealed.as_deref(), Some(&*format!("/a?{expected}")));
        }
        for query in ["nextToken=a", "X-Amz-Credential=A%2F1%2Fa%2Fb%2Faws4_request", "a=b%20c"] {
            assert_eq!(target(&format!("/a?{query}"), &mut Secrets::default()), None, "{query}");
        }
    }
}
