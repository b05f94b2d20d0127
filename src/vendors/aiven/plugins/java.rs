//! What Java takes for a URL, and what its HTTP client takes for the address of a request.
//!
//! As `java.net.URL`, `URL.toURI` and `HttpRequest.Builder.uri` of JDK 17 do it, without looking up a host.

/// The schemes that a JDK has a handler for.
const SCHEMES: &[&str] = &["file", "ftp", "http", "https", "jar", "jmod", "jrt", "mailto"];

/// `new URL(text)` does not throw.
pub fn is_url(text: &str) -> bool {
    split(text).is_some_and(|(scheme, rest)| {
        SCHEMES.contains(&scheme.to_lowercase().as_str()) && authority(rest).is_none_or(has_port)
    })
}

/// Why no request can go to a URL.
#[derive(Debug, PartialEq, Eq)]
pub enum Unfit<'a> {
    /// `toURI` throws.
    NoUri,
    Scheme(&'a str),
    /// None, or none that a name or a number of a host is, as with an underscore in it.
    NoHost,
}

pub fn request_address(text: &str) -> Result<(), Unfit<'_>> {
    let Some((scheme, rest)) = split(text) else { return Err(Unfit::NoUri) };
    let is_empty = authority(rest) == Some("");
    if text.trim().chars().any(is_illegal) || has_bad_escape(text) || is_empty {
        return Err(Unfit::NoUri);
    }
    if !["http", "https"].contains(&scheme.to_lowercase().as_str()) {
        return Err(Unfit::Scheme(scheme));
    }
    match authority(rest).map(host) {
        Some(host) if is_host(host) => Ok(()),
        _ => Err(Unfit::NoHost),
    }
}

fn split(text: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = text.trim().split_once(':')?;
    let is_scheme = scheme.starts_with(|it: char| it.is_ascii_alphabetic())
        && scheme.chars().all(|it| it.is_ascii_alphanumeric() || "+-.".contains(it));
    is_scheme.then_some((scheme, rest))
}

/// What stands between `//` and the path.
fn authority(rest: &str) -> Option<&str> {
    let rest = rest.strip_prefix("//")?;
    Some(rest.split(['/', '?', '#']).next().unwrap_or_default())
}

/// Without user and port.
fn host(authority: &str) -> &str {
    let host = authority.rsplit('@').next().unwrap_or_default();
    match host.rfind(']') {
        Some(end) => &host[..=end],
        None => host.split(':').next().unwrap_or_default(),
    }
}

/// Whether what follows the host is a port, or nothing.
fn has_port(authority: &str) -> bool {
    let address = authority.rsplit('@').next().unwrap_or_default();
    let port = &address[host(authority).len()..];
    let digits = port.strip_prefix(':').unwrap_or(port);
    digits.is_empty() || digits.parse::<i32>().is_ok_and(|it| it >= -1)
}

/// Whether a URI must have it escaped. Letters of other scripts need not be.
fn is_illegal(it: char) -> bool {
    it.is_control() || it.is_whitespace() || "\"<>\\^`{|}".contains(it)
}

fn has_bad_escape(text: &str) -> bool {
    let is_hex = |it: &str| it.len() >= 2 && it.bytes().take(2).all(|it| it.is_ascii_hexdigit());
    text.split('%').skip(1).any(|it| !is_hex(it))
}

/// A number of a host, or a name whose last label begins with a letter.
fn is_host(host: &str) -> bool {
    let is_number =
        host.split('.').count() == 4 && host.split('.').all(|it| it.parse::<u8>().is_ok());
    if host.starts_with('[') || is_number {
        return true;
    }
    let mut labels = host.strip_suffix('.').unwrap_or(host).split('.').rev();
    let is_label = |it: &str| {
        let is_inner = |it: char| it.is_ascii_alphanumeric() || it == '-';
        !it.is_empty() && !it.starts_with('-') && !it.ends_with('-') && it.chars().all(is_inner)
    };
    let is_top = |it: &str| is_label(it) && it.starts_with(|it: char| it.is_ascii_alphabetic());
    labels.next().is_some_and(is_top) && labels.all(is_label)
}

#[cfg(test)]
mod tests {
    use super::{Unfit, is_url, request_address};

    #[test]
    fn a_url_has_a_scheme_that_is_known_and_a_port_that_is_a_number() {
        for text in [
            "http://example.com",
            "HTTPS://example.com:8443/in?x=y",
            " http://a b/ ",
            "http://",
            "ftp://example.com",
            "file:/etc/hosts",
            "http://user:pw@[::1]:9000/",
            "http://host:/",
        ] {
            assert!(is_url(text), "{text}");
        }
        for text in ["", "example.com", "//example.com", "ws://x", "1http://x", "http://x:port/"] {
            assert!(!is_url(text), "{text}");
        }
    }

    #[test]
    fn an_address_of_a_request_is_a_uri_of_http_with_a_host() {
        for (text, expected) in [
            ("http://127.0.0.1:9000/in", Ok(())),
            ("http://server:9000", Ok(())),
            ("https://a-b.example.com./", Ok(())),
            ("http://[::1]/", Ok(())),
            ("http://é.example/%C3%A9", Err(Unfit::NoHost)),
            ("http://a b/", Err(Unfit::NoUri)),
            ("http://", Err(Unfit::NoUri)),
            ("http://x/%zz", Err(Unfit::NoUri)),
            ("http://x/{topic}", Err(Unfit::NoUri)),
            ("ftp://example.com", Err(Unfit::Scheme("ftp"))),
            ("http://my_host/", Err(Unfit::NoHost)),
            ("http:/path", Err(Unfit::NoHost)),
        ] {
            assert_eq!(request_address(text), expected, "{text}");
        }
    }
}
