//! Secrets inside a text: what is assigned to a name that looks secret, passwords in addresses, and a text that is
//! a credential by its scheme.
//!
//! `user="u" password="p"`, `https://u:p@host`, lines of a properties file, `{"token": "t"}` that is no JSON.

use crate::kernel::secrecy::looks_secret;

/// `text` with what `conceal` says of the secrets in it; `None` if nothing changes.
pub(super) fn rewritten(
    text: &str,
    conceal: &mut dyn FnMut(&str) -> Option<String>,
) -> Option<String> {
    let mut out = String::new();
    let mut copied = 0;
    for (start, end) in spans(text) {
        let Some(concealed) = conceal(&text[start..end]) else { continue };
        out.push_str(&text[copied..start]);
        out.push_str(&concealed);
        copied = end;
    }
    out.push_str(&text[copied..]);
    (copied > 0).then_some(out)
}

/// Where in `text` the values of secrets stand, in order.
pub(super) fn spans(text: &str) -> Vec<(usize, usize)> {
    if let Some(span) = behind_scheme(text) {
        return vec![span];
    }
    let bytes = text.as_bytes();
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (at, byte) in bytes.iter().enumerate() {
        if found.last().is_some_and(|(_, end)| at < *end) {
            continue;
        }
        let span = match byte {
            b'=' => assigned(text, at),
            b':' if text[at..].starts_with("://") => in_address(text, at + 3),
            b':' => member(text, at),
            _ => None,
        };
        found.extend(span.filter(|(start, end)| start < end));
    }
    found
}

/// `Bearer token`, `Basic dTpw`: one word behind the scheme, or it is a sentence.
fn behind_scheme(text: &str) -> Option<(usize, usize)> {
    let (scheme, rest) = text.trim_ascii().split_once(' ')?;
    let word = rest.trim_ascii_start();
    let is_scheme = ["bearer", "basic"].iter().any(|it| scheme.eq_ignore_ascii_case(it));
    let end = text.trim_ascii_end().len();
    let is_word = !word.is_empty() && !word.contains(|it: char| it.is_ascii_whitespace());
    (is_scheme && is_word).then(|| (end - word.len(), end))
}

/// Behind the `=` at `at`.
fn assigned(text: &str, at: usize) -> Option<(usize, usize)> {
    let before = text[..at].trim_end_matches(' ');
    let is_name = |it: char| it.is_ascii_alphanumeric() || matches!(it, '.' | '_' | '-');
    let name = &before[before.trim_end_matches(is_name).len()..];
    // What is assigned inside such a value is found by itself.
    if !looks_secret(name) || name.contains("jaas") {
        return None;
    }
    let start = at + 1 + blanks(&text[at + 1..]);
    if let Some(span) = quoted(text, start) {
        return Some(span);
    }
    let begins_line =
        before[..before.len() - name.len()].bytes().last().is_none_or(|it| it == b'\n');
    let is_form = text.contains('&') && !text.contains('\n');
    let ends: &[char] = if begins_line && !is_form {
        &['\n', '\r']
    } else {
        &[' ', '\t', '\n', '\r', ';', '&', ',', '"', '\'', '#']
    };
    let end = text[start..].find(ends).map_or(text.len(), |it| start + it);
    Some((start, end))
}

/// Behind the colon at `at`, if there is a quoted name before it.
fn member(text: &str, at: usize) -> Option<(usize, usize)> {
    let name = text[..at].trim_end().strip_suffix('"')?;
    let name = &name[name.rfind('"')? + 1..];
    looks_secret(name).then(|| quoted(text, at + 1 + blanks(&text[at + 1..])))?
}

/// The password in `user:password@host`, which begins at `start`.
fn in_address(text: &str, start: usize) -> Option<(usize, usize)> {
    let rest = &text[start..];
    let authority = &rest[..rest.find(['/', '?', '#', ' ', '"', '\n']).unwrap_or(rest.len())];
    let (user, _) = authority.rsplit_once('@')?;
    let colon = user.find(':')?;
    Some((start + colon + 1, start + user.len()))
}

/// What stands in the quotes that begin at `start`.
fn quoted(text: &str, start: usize) -> Option<(usize, usize)> {
    // A string inside a string.
    if let Some(rest) = text[start..].strip_prefix("\\\"") {
        return Some((start + 2, start + 2 + rest.find("\\\"").unwrap_or(rest.len())));
    }
    let quote = text[start..].chars().next().filter(|it| matches!(it, '"' | '\''))?;
    let mut escaped = false;
    let end = text[start + 1..].find(|it| {
        let ends = it == quote && !escaped;
        escaped = it == '\\' && !escaped;
        ends
    });
    Some((start + 1, end.map_or(text.len(), |it| start + 1 + it)))
}

fn blanks(text: &str) -> usize {
    text.len() - text.trim_start_matches([' ', '\t']).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        spans(text).into_iter().map(|(start, end)| &text[start..end]).collect()
    }

    #[test]
    fn secrets_are_found_in_what_is_assigned() {
        let jaas = r#"org.Module required username="u" password="p\"w" other='x';"#;
        assert_eq!(found(jaas), [r#"p\"w"#]);
        assert_eq!(found("jdbc:x://h:5432/db?user=u&password=pw&ssl=true"), ["pw"]);
        assert_eq!(found("postgres://u:p:w@h/db see https://h:1/"), ["p:w"]);
        assert_eq!(found("a=1\ndb.password=x y;z\r\ntasks.max=1"), ["x y;z"]);
        assert_eq!(found("password=a&user=b&token=c"), ["a", "c"]);
        assert_eq!(found(r#"{"a":1, "password" : "pw", "url""#), ["pw"]);
        assert_eq!(found(r#"{"a": "M password=\"pw\"; b"#), ["pw"]);
        assert_eq!(found("sasl.jaas.config=M required password=pw;"), ["pw"]);
        assert_eq!(found("Bearer t0ken"), ["t0ken"]);
        assert_eq!(found(" basic  dTpw "), ["dTpw"]);
        for none in ["Basic", "bearer ", "Basic words of ours", "Basically x"] {
            assert_eq!(found(none), [""; 0], "{none}");
        }
        for none in ["", "password=", "=", ":", "://", "a: b", "password", "\"password\":", "é=é"]
        {
            assert_eq!(found(none), [""; 0], "{none}");
        }
    }
}
