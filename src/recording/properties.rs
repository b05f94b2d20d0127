//! Properties of Java in Base64, or in what was sent for it: what is assigned there to names that look secret.
//!
//! What a name or a value means is not known here.

use base64::alphabet;
use base64::engine::general_purpose::STANDARD;
use base64::engine::{DecodePaddingMode, Engine, GeneralPurpose, GeneralPurposeConfig};

/// What is to stand for the value of a name; no name for a line that is no assignment.
type Hide<'a> = dyn FnMut(&str, &str) -> Option<String> + 'a;

/// Padded or not.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// A file that is sent in Base64, without its secrets; `None` if there are none. What was Base64 is Base64 again,
/// and what was none is none: a stand-in has a dash in it.
pub(super) fn rewritten(sent: &str, hide: &mut Hide<'_>) -> Option<String> {
    let standard = decoded(sent);
    let encoded = |file: Vec<u8>| STANDARD.encode(file);
    if let Some(file) = standard.as_ref().and_then(|it| in_file(it, hide)) {
        return Some(encoded(file));
    }
    let url_safe = decoded(whole(&sent.replace('-', "+").replace('_', "/")));
    let other = url_safe.filter(|_| standard.is_none()).and_then(|it| in_file(&it, hide));
    let plain = other.or_else(|| in_file(sent.as_bytes(), hide))?;
    Some(if standard.is_some() { encoded(plain) } else { String::from_utf8_lossy(&plain).into() })
}

/// Without the last character where it is the first of a group that was not written to its end.
fn whole(text: &str) -> &str {
    let digits = text.bytes().filter(|it| !it.is_ascii_whitespace() && *it != b'=').count();
    let end = text.len().saturating_sub(usize::from(digits % 4 == 1));
    text.get(..end).unwrap_or(text)
}

/// In lines as `base64` writes them, too.
fn decoded(text: &str) -> Option<Vec<u8>> {
    let text: Vec<u8> = text.bytes().filter(|it| !it.is_ascii_whitespace()).collect();
    BASE64.decode(text).ok()
}

/// Bytes that are no UTF-8 are taken for Latin-1, as Java does.
fn in_file(file: &[u8], hide: &mut Hide<'_>) -> Option<Vec<u8>> {
    if let Ok(text) = std::str::from_utf8(file) {
        return in_text(text, hide).map(String::into_bytes);
    }
    let text: String = file.iter().copied().map(char::from).collect();
    let byte = |it: char| u8::try_from(it).unwrap_or(b'?');
    in_text(&text, hide).map(|it| it.chars().map(byte).collect())
}

fn in_text(text: &str, hide: &mut Hide<'_>) -> Option<String> {
    let mut out = String::new();
    let (mut copied, mut at) = (0, 0);
    while at < text.len() {
        let start = at + blanks(&text[at..]);
        let is_comment = text[start..].starts_with(['#', '!']);
        let end = start + length(&text[start..], is_comment);
        let line = &text[start..end];
        let name_at = if is_comment { 1 + blanks(&line[1..]) } else { 0 };
        if let Some(concealed) = in_line(line, name_at, hide) {
            out.push_str(&text[copied..start]);
            out.push_str(&concealed);
            copied = end;
        }
        at = end + text[end..].chars().next().map_or(0, char::len_utf8);
    }
    out.push_str(&text[copied..]);
    (copied > 0).then_some(out)
}

/// `line` has all of its continuations, and its name begins at `name_at`.
fn in_line(line: &str, name_at: usize, hide: &mut Hide<'_>) -> Option<String> {
    let name_end = name_at + name_length(&line[name_at..]);
    let mut value_at = name_end + blanks(&line[name_end..]);
    if line[value_at..].starts_with(['=', ':']) {
        value_at += 1 + blanks(&line[value_at + 1..]);
    }
    let (name, value) = (unescaped(&line[name_at..name_end]), unescaped(&line[value_at..]));
    match hide(&name, &value) {
        Some(concealed) => Some(format!("{}{}", &line[..value_at], escaped(&concealed))),
        // Perhaps it is a line of something else.
        None => hide("", line),
    }
}

/// To the end of the line, and of those that it is continued on; comments are not.
fn length(text: &str, is_comment: bool) -> usize {
    let mut at = 0;
    while let Some(it) = text[at..].chars().next().filter(|it| !matches!(it, '\n' | '\r')) {
        at += it.len_utf8();
        if it == '\\' && !is_comment {
            at += escape_length(&text[at..]);
        }
    }
    at
}

fn name_length(text: &str) -> usize {
    let mut at = 0;
    while let Some(it) = text[at..].chars().next() {
        if matches!(it, '=' | ':' | ' ' | '\t' | '\x0c') {
            break;
        }
        at += it.len_utf8();
        if it == '\\' {
            at += escape_length(&text[at..]);
        }
    }
    at
}

/// Behind a backslash: a character, or the end of the line and the blanks that the next one begins with.
fn escape_length(text: &str) -> usize {
    let end =
        if text.starts_with("\r\n") { 2 } else { text.chars().next().map_or(0, char::len_utf8) };
    end + if text.starts_with(['\r', '\n']) { blanks(&text[end..]) } else { 0 }
}

fn blanks(text: &str) -> usize {
    text.len() - text.trim_start_matches([' ', '\t', '\x0c']).len()
}

fn unescaped(text: &str) -> String {
    let mut out: Vec<u16> = Vec::new();
    let mut rest = text;
    while let Some(it) = rest.chars().next() {
        rest = &rest[it.len_utf8()..];
        let Some(escape) = rest.chars().next().filter(|_| it == '\\') else {
            out.extend((it != '\\').then_some(it).into_iter().flat_map(units));
            continue;
        };
        rest = &rest[escape_length(rest)..];
        match escape {
            '\n' | '\r' => {}
            'u' => match rest.get(..4).and_then(|it| u16::from_str_radix(it, 16).ok()) {
                Some(unit) => {
                    out.push(unit);
                    rest = &rest[4..];
                }
                None => out.extend(units('u')),
            },
            't' => out.extend(units('\t')),
            'n' => out.extend(units('\n')),
            'r' => out.extend(units('\r')),
            'f' => out.extend(units('\x0c')),
            other => out.extend(units(other)),
        }
    }
    String::from_utf16_lossy(&out)
}

fn units(it: char) -> Vec<u16> {
    it.encode_utf16(&mut [0; 2]).to_vec()
}

fn escaped(value: &str) -> String {
    let mut out = String::new();
    for (at, it) in value.chars().enumerate() {
        match it {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\x0c' => out.push_str("\\f"),
            ' ' if at == 0 => out.push_str("\\ "),
            it if it.is_ascii() => out.push(it),
            it => units(it).iter().for_each(|it| out.push_str(&format!("\\u{it:04x}"))),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::secrecy::looks_secret;

    /// What looks secret is put into brackets.
    fn hidden(sent: &str) -> Option<String> {
        rewritten(sent, &mut |name, value| {
            let is_secret = looks_secret(name) && !value.is_empty();
            is_secret.then(|| format!("<-{value}>"))
        })
    }

    #[test]
    fn secrets_are_found_however_properties_are_written() {
        for (file, expected) in [
            ("a=1\npassword=x y\nb=2", "a=1\npassword=<-x y>\nb=2"),
            ("password: x\r\nb: 2\r\n", "password: <-x>\r\nb: 2\r\n"),
            ("  db.password \t x", "  db.password \t <-x>"),
            ("password = a\\\n   b\\\r\n\tc\nd=e", "password = <-abc>\nd=e"),
            ("password=a\\\\\nb=c", "password=<-a\\\\>\nb=c"),
            ("pass\\u0077ord=\\u0078", "pass\\u0077ord=<-x>"),
            ("pass\\\n  word=x", "pass\\\n  word=<-x>"),
            ("my\\ token=x", "my\\ token=<-x>"),
            ("#password=x\\\n! token y", "#password=<-x>\n! token <-y>"),
            ("password=ä", "password=<-\\u00e4>"),
        ] {
            assert_eq!(hidden(file).as_deref(), Some(expected), "{file}");
            let encoded = STANDARD.encode(file);
            assert_eq!(hidden(&encoded), Some(STANDARD.encode(expected)), "{file}");
        }
        for file in ["", "a=b", "password", "a\\", "a=\\u00", "\\", "\\\n", "#", "=", "é\\é=\\é"]
        {
            assert_eq!(hidden(file), None, "{file}");
        }
    }

    #[test]
    fn base64_is_read_in_every_way_that_it_is_written() {
        let expected = Some(STANDARD.encode("token=<-x>>?>"));
        assert_eq!(hidden("dG9rZW49eD4/"), Some(STANDARD.encode("token=<-x>?>")));
        assert_eq!(hidden("dG9rZW49eD4+Pw=="), expected);
        assert_eq!(hidden("dG9rZW49eD4+Pw"), expected);
        assert_eq!(hidden("dG9rZW49\r\neD4+\nPw==\n"), expected);
        // What is refused stays something that is refused.
        assert_eq!(hidden("dG9rZW49eD4-Pw").as_deref(), Some("token=<-x>>?>"));
        let latin = STANDARD.encode(b"a=\xe4\ntoken=\xe4");
        assert_eq!(hidden(&latin), Some(STANDARD.encode(b"a=\xe4\ntoken=<-\\u00e4>")));
        assert_eq!(hidden("dG9rZW49eHl6ej").as_deref(), Some(&*STANDARD.encode("token=<-xyzz>")));
        assert_eq!(hidden("dG9rZW49eHl6e").as_deref(), Some("token=<-xyz>"));
        // Base64, and a text.
        assert_eq!(hidden("password hunter2"), Some(STANDARD.encode("password <-hunter2>")));
    }
}
