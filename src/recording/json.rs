//! JSON text with some of its strings rewritten, and every other byte as it was.
//!
//! Judges no JSON.

use std::borrow::Cow;

use crate::kernel::secrecy::Rewrite;

/// Whether `text` is one JSON value and nothing else, not even blanks around it.
pub(super) fn is_json(text: &str) -> bool {
    let raw: Result<&serde_json::value::RawValue, _> = serde_json::from_str(text);
    raw.is_ok_and(|it| it.get().len() == text.len())
}

/// `json` with what `rewrite` says of each string that is a value; where it is not valid, of what looks like one.
/// The path is the names of the
/// members that it is in, outermost first; lists add nothing to it. `None` if nothing changes.
pub(super) fn rewritten(json: &str, rewrite: &mut Rewrite<'_>) -> Option<String> {
    let mut scan = Scan { json, at: 0, inside: Vec::new(), path: Vec::new() };
    let mut out = String::new();
    let mut copied = 0;
    while let Some((start, end)) = scan.next_value() {
        let path: Vec<&str> = scan.path.iter().map(Cow::as_ref).collect();
        let Some(replaced) = rewrite(&path, &decoded(&json[start..end])) else { continue };
        out.push_str(&json[copied..start]);
        let quoted = serde_json::to_string(&replaced).expect("a string is JSON");
        out.push_str(&quoted[1..quoted.len() - 1]);
        copied = end;
    }
    (copied > 0).then(|| {
        out.push_str(&json[copied..]);
        out
    })
}

/// A walk over the strings of a document.
struct Scan<'a> {
    json: &'a str,
    at: usize,
    /// The maps and lists that are open.
    inside: Vec<Inside>,
    /// The member that each open map is at.
    path: Vec<Cow<'a, str>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    List,
    /// The next string is a name.
    MapAtName,
    MapAtValue,
}

impl Scan<'_> {
    /// Where the text of the next string begins and ends that is a value.
    fn next_value(&mut self) -> Option<(usize, usize)> {
        while let Some(byte) = self.json.as_bytes().get(self.at) {
            self.at += 1;
            match byte {
                b'{' => {
                    self.inside.push(Inside::MapAtName);
                    self.path.push(Cow::Borrowed(""));
                }
                b'[' => self.inside.push(Inside::List),
                b'}' => {
                    self.inside.pop();
                    self.path.pop();
                }
                b']' => drop(self.inside.pop()),
                b',' => self.turn(Inside::MapAtValue, Inside::MapAtName),
                b':' => self.turn(Inside::MapAtName, Inside::MapAtValue),
                b'"' => {
                    let span = self.string();
                    if self.inside.last() != Some(&Inside::MapAtName) {
                        return Some(span);
                    }
                    let name = decoded(&self.json[span.0..span.1]);
                    if let Some(last) = self.path.last_mut() {
                        *last = name;
                    }
                }
                _ => {}
            }
        }
        None
    }

    fn turn(&mut self, from: Inside, to: Inside) {
        if let Some(inside) = self.inside.last_mut().filter(|it| **it == from) {
            *inside = to;
        }
    }

    /// Goes behind the string whose opening quote was read.
    fn string(&mut self) -> (usize, usize) {
        let start = self.at;
        let bytes = self.json.as_bytes();
        while let Some(byte) = bytes.get(self.at) {
            match byte {
                b'\\' => self.at += 2,
                b'"' => break,
                _ => self.at += 1,
            }
        }
        let end = self.at.min(bytes.len());
        self.at = end + 1;
        (start, end)
    }
}

fn decoded(raw: &str) -> Cow<'_, str> {
    if !raw.contains('\\') {
        return Cow::Borrowed(raw);
    }
    // A lone half of a surrogate pair is JSON, and no text.
    serde_json::from_str(&format!("\"{raw}\"")).map_or(Cow::Borrowed(raw), Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(json: &str) -> Vec<(String, String)> {
        let mut seen = Vec::new();
        rewritten(json, &mut |path, value| {
            seen.push((path.join("/"), value.to_owned()));
            None
        });
        seen
    }

    #[test]
    fn every_string_is_seen_with_its_path() {
        let json = r#"{"a":"1","b":[{"c":"2"},"3",["4"]],"d":{"e":{},"f\"":"5\n"},"g":[],"h":"6"}"#;
        let expected =
            [("a", "1"), ("b/c", "2"), ("b", "3"), ("b", "4"), ("d/f\"", "5\n"), ("h", "6")];
        let expected = expected.map(|(path, value)| (path.to_owned(), value.to_owned()));
        assert_eq!(paths(json), expected);
        assert_eq!(paths(r#""x""#), [(String::new(), "x".to_owned())]);
    }

    #[test]
    fn what_is_left_keeps_its_bytes() {
        let json = r#"{ "a" : "\u0041", "p":"old" , "n": 1.50, "q":"old"}"#;
        let out = rewritten(json, &mut |path, _| (path == ["p"]).then(|| "a\"b".to_owned()));
        let expected = r#"{ "a" : "\u0041", "p":"a\"b" , "n": 1.50, "q":"old"}"#;
        assert_eq!(out.as_deref(), Some(expected));
        assert_eq!(rewritten(json, &mut |_, _| None), None);
    }
}
