//! Secrets in paths, and in what is only nearly a path of an operation.

use super::percent::decode;
use super::{Route, Vendor};

/// The segments before the one that may be a secret; `None` if none is.
pub(super) fn before_secret<V: Vendor>(route: &Route<V>) -> Option<Vec<&'static str>> {
    let label = route.secret?;
    let is_secret = |it: &&str| label_of(it) == Some(label);
    let segments = || route.path.split('/').filter(|it| !it.is_empty());
    let nth = segments().position(|it| is_secret(&it)).expect("a label of the path");
    Some(segments().take(nth).collect())
}

/// Where in `path` begins what stands behind the segments `before`, wherever they are in it, in any case of letters,
/// encoded or not, and with as many slashes as there are; `None` if nothing does.
pub(super) fn behind(path: &str, before: &[&str]) -> Option<usize> {
    let mut from = 0;
    while let Some((_, end)) = segment(path, from) {
        if let Some(start) = behind_at(path, from, before) {
            return Some(start);
        }
        from = end;
    }
    None
}

fn behind_at(path: &str, from: usize, before: &[&str]) -> Option<usize> {
    let mut at = from;
    for known in before {
        let (start, end) = segment(path, at)?;
        at = is_nearly(&path[start..end], known).then_some(end)?;
    }
    segment(path, at).map(|(start, _)| start)
}

fn is_nearly(segment: &str, known: &str) -> bool {
    // Every call is asked: what is too long is not decoded.
    let may_be = (known.len()..=known.len() * "%2F".len()).contains(&segment.len());
    label_of(known).is_some() || may_be && decode(segment).eq_ignore_ascii_case(known)
}

/// The next segment that is not empty.
fn segment(path: &str, at: usize) -> Option<(usize, usize)> {
    let start = at + path[at..].find(|it| it != '/')?;
    Some((start, path[start..].find('/').map_or(path.len(), |it| start + it)))
}

fn label_of(segment: &str) -> Option<&str> {
    segment.strip_prefix('{')?.strip_suffix('}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_behind_a_path_is_found_in_what_is_nearly_that_path() {
        let before = ["v1", "access_token"];
        let behind = |path| behind(path, &before).map(|it: usize| &path[it..]);
        for (path, secret) in [
            ("/v1/access_token/t", "t"),
            ("/v1/access_token/t/", "t/"),
            ("/v1/access_token/t/x", "t/x"),
            ("//v1//access_token//t", "t"),
            ("/V1/Access_Token/t", "t"),
            ("/v1/access%5Ftoken/t", "t"),
            ("/%76%31/access_token/t", "t"),
            ("/api/v1/access_token/t", "t"),
            ("/v1/../v1/access_token/t", "t"),
        ] {
            assert_eq!(behind(path), Some(secret), "{path}");
        }
        for path in ["", "/", "/v1/access_token", "/v1/access_token/", "/v1/access_tokens/t", "*"] {
            assert_eq!(behind(path), None, "{path}");
        }
        assert_eq!(super::behind("/a/b/c", &["a", "{label}"]), Some(5));
    }
}
