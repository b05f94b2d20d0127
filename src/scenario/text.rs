//! Texts with `$names` in them, and what the names stand for.

use std::collections::BTreeMap;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

/// What was taken out of answers, by name.
pub type Captures = BTreeMap<String, Value>;

/// What is not reserved in a URL stays as it is (RFC 3986, section 2.3).
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// A text as written, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Text(Vec<Part>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Plain(String),
    /// `$name` or `${name}`.
    Name(String),
}

/// A name for which nothing was captured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unset(pub(super) String);

impl Text {
    /// `$$` is a dollar, and so is one with no name behind it.
    pub(super) fn parse(text: &str) -> Self {
        let (mut parts, mut plain, mut rest) = (Vec::new(), String::new(), text);
        while let Some((before, behind)) = rest.split_once('$') {
            plain.push_str(before);
            if let Some(behind) = behind.strip_prefix('$') {
                plain.push('$');
                rest = behind;
            } else if let Some((name, behind)) = name(behind) {
                if !plain.is_empty() {
                    parts.push(Part::Plain(std::mem::take(&mut plain)));
                }
                parts.push(Part::Name(name.to_owned()));
                rest = behind;
            } else {
                plain.push('$');
                rest = behind;
            }
        }
        plain.push_str(rest);
        if !plain.is_empty() {
            parts.push(Part::Plain(plain));
        }
        Self(parts)
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|part| match part {
            Part::Name(name) => Some(name.as_str()),
            Part::Plain(_) => None,
        })
    }

    /// With what was captured, as it is.
    pub(super) fn fill(&self, captures: &Captures) -> Result<String, Unset> {
        self.filled(captures, |value| value)
    }

    /// With what was captured, each as one segment of a URL.
    pub(super) fn fill_target(&self, captures: &Captures) -> Result<String, Unset> {
        self.filled(captures, |value| utf8_percent_encode(&value, SEGMENT).to_string())
    }

    fn filled(
        &self,
        captures: &Captures,
        encode: impl Fn(String) -> String,
    ) -> Result<String, Unset> {
        let mut filled = String::new();
        for part in &self.0 {
            match part {
                Part::Plain(text) => filled.push_str(text),
                Part::Name(name) => filled.push_str(&encode(plain(look_up(name, captures)?))),
            }
        }
        Ok(filled)
    }

    /// The value that was captured, if the text is one name and nothing else.
    fn value(&self, captures: &Captures) -> Result<Value, Unset> {
        match self.0.as_slice() {
            [Part::Name(name)] => look_up(name, captures).cloned(),
            _ => self.fill(captures).map(Value::String),
        }
    }
}

/// `name` or `{name}` at the beginning of a text, and what is behind it.
fn name(text: &str) -> Option<(&str, &str)> {
    if let Some((name, behind)) = text.strip_prefix('{').and_then(|it| it.split_once('}')) {
        return is_name(name).then_some((name, behind));
    }
    let end = text.find(|it: char| !(it.is_ascii_alphanumeric() || it == '_'));
    let (name, behind) = text.split_at(end.unwrap_or(text.len()));
    is_name(name).then_some((name, behind))
}

/// Letters, digits and `_`; no digit first.
pub(super) fn is_name(text: &str) -> bool {
    text.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'_')
        && text.starts_with(|it: char| !it.is_ascii_digit())
}

fn look_up<'a>(name: &str, captures: &'a Captures) -> Result<&'a Value, Unset> {
    captures.get(name).ok_or_else(|| Unset(name.to_owned()))
}

/// A text as it is, anything else as JSON writes it.
pub(super) fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// JSON in whose texts names may stand.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Json {
    value: Value,
    has_dollars: bool,
}

impl Json {
    pub(super) fn new(value: Value) -> Self {
        let mut has_dollars = false;
        each_text(&value, &mut |text| has_dollars |= text.contains('$'));
        Self { value, has_dollars }
    }

    /// With what was captured. A text that is one name and nothing else becomes the value itself.
    pub(super) fn fill(&self, captures: &Captures) -> Result<Value, Unset> {
        if self.has_dollars { filled(&self.value, captures) } else { Ok(self.value.clone()) }
    }
}

fn filled(value: &Value, captures: &Captures) -> Result<Value, Unset> {
    Ok(match value {
        Value::String(text) => Text::parse(text).value(captures)?,
        Value::Array(items) => {
            items.iter().map(|item| filled(item, captures)).collect::<Result<_, _>>()?
        }
        Value::Object(map) => {
            let entries =
                map.iter().map(|(key, value)| Ok((key.clone(), filled(value, captures)?)));
            Value::Object(entries.collect::<Result<_, _>>()?)
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
    })
}

fn each_text(value: &Value, look: &mut dyn FnMut(&str)) {
    match value {
        Value::String(text) => look(text),
        Value::Array(items) => items.iter().for_each(|item| each_text(item, look)),
        Value::Object(map) => map.values().for_each(|value| each_text(value, look)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn captures() -> Captures {
        [("arn".to_owned(), json!("a/b:c")), ("n".to_owned(), json!(7))].into()
    }

    #[test]
    fn names_stand_for_what_was_captured() {
        let fill = |text| Text::parse(text).fill(&captures());
        for (text, filled) in [
            ("$arn", "a/b:c"),
            ("x$arn-$n.", "xa/b:c-7."),
            ("${n}n", "7n"),
            ("$$arn costs 5$", "$arn costs 5$"),
            ("$9 ${n ${} $", "$9 ${n ${} $"),
            ("", ""),
        ] {
            assert_eq!(fill(text).as_deref(), Ok(filled), "{text}");
        }
        assert_eq!(fill("$nobody"), Err(Unset("nobody".to_owned())));
        let target = Text::parse("/v1/connectors/$arn?x=$n").fill_target(&captures());
        assert_eq!(target.as_deref(), Ok("/v1/connectors/a%2Fb%3Ac?x=7"));
    }

    #[test]
    fn a_text_that_is_one_name_becomes_the_value() {
        let json = Json::new(json!({ "a": ["$n", "$n$n"], "b": "$$n", "$n": null }));
        let filled = json.fill(&captures()).expect("both are set");
        assert_eq!(filled, json!({ "a": [7, "77"], "b": "$n", "$n": null }));
    }
}
