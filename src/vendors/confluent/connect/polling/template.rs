//! The two variables that an HTTP source connector replaces, and the addresses that have them.

/// The entity that is polled.
pub const ENTITY: &str = "${entityName}";
/// The offset that the previous answer led to.
pub const OFFSET: &str = "${offset}";

/// Replaces every occurrence; any other `${...}` stays.
pub fn fill(text: &str, entity: &str, offset: &str) -> String {
    text.replace(ENTITY, entity).replace(OFFSET, offset)
}

/// The names in a list of entities; one anonymous entity where there are none.
pub fn entities(names: &str) -> Vec<&str> {
    let mut names: Vec<_> = names.split(',').map(str::trim).filter(|it| !it.is_empty()).collect();
    if names.is_empty() {
        names.push("");
    }
    names
}

/// Whether `url` is an address of http or https once its variables are replaced. A template that is
/// nothing but the offset is one: the offset is then a whole URL.
pub fn is_http_url(url: &str) -> bool {
    url == OFFSET || host(&fill(url, "entity", "0")).is_some()
}

/// Host and port of an address of http or https.
pub fn host(url: &str) -> Option<(&str, u16)> {
    let (scheme, rest) = url.split_once("://")?;
    let usual = match scheme.to_ascii_lowercase().as_str() {
        "http" => 80,
        "https" => 443,
        _ => return None,
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let place = authority.rsplit_once('@').map_or(authority, |(_, place)| place);
    let (host, port) = match place.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, port.parse().ok()?),
        _ => (place, usual),
    };
    let is_good = |it: char| it.is_alphanumeric() || "-._~[]:%".contains(it);
    (!host.is_empty() && host.chars().all(is_good)).then_some((host, port))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_occurrence_is_replaced_and_other_variables_stay() {
        assert_eq!(fill("${offset}/${entityName}/${offset}${x}", "A", "7"), "7/A/7${x}");
    }

    #[test]
    fn an_address_has_a_scheme_and_a_host() {
        #[rustfmt::skip]
        let cases = [
            ("http://example.com/api/v1/${entityName}/${offset}", true),
            ("https://example.com:8443?start=${offset}",          true),
            ("HTTPS://user:word@example.com/",                    true),
            ("http://[::1]:8080/x",                               true),
            ("${offset}",                                         true),
            ("https://${entityName}.example.com",                 true),
            ("ftp://example.com",                                 false),
            ("example.com/api",                                   false),
            ("http://",                                           false),
            ("http:///path",                                      false),
            ("http://a b/",                                       false),
            ("http://example.com:port/",                          false),
        ];
        for (url, expected) in cases {
            assert_eq!(is_http_url(url), expected, "{url}");
        }
        assert_eq!(host("https://user@example.com:8443/x?y"), Some(("example.com", 8443)));
        assert_eq!(host("http://example.com"), Some(("example.com", 80)));
    }
}
