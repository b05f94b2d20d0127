//! A document between its parser and its readers: values with their spans, of which settled values
//! and places are made.
//!
//! It knows no YAML: what the parser calls a value arrives through serde.

use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use crate::kernel::{mistake::Mistake, reading::QUOTING};

use super::{
    MISTAKES_MAX,
    place::{Entry, Inside, Place, Span},
};

/// A value as parsed, with its place: keys may still be anything, and a number may have lost digits.
pub(super) struct Raw {
    pub(super) tree: Tree,
    pub(super) span: Span,
}

pub(super) enum Tree {
    Null,
    Bool(bool),
    Number(Number),
    Text(String),
    List(Vec<Raw>),
    Map(Vec<(Raw, Raw)>),
}

/// Mistakes, in the order of the file; of very many the first.
#[derive(Default)]
pub(super) struct Findings(pub(super) Vec<(Span, Mistake)>);

impl Findings {
    fn add(&mut self, span: Span, mistake: Mistake) {
        if self.0.len() <= MISTAKES_MAX {
            self.0.push((span, mistake));
        }
    }
}

/// The text that a tree was parsed from, and which file of the document it is.
pub(super) struct From<'a> {
    pub(super) text: &'a str,
    pub(super) file: usize,
}

/// Values and places of their own, and what only shows once the text is looked at again.
pub(super) fn settle(raw: Raw, from: &From<'_>, findings: &mut Findings) -> (Value, Place) {
    let From { text, file } = *from;
    let span = Span { file, ..raw.span };
    let scalar = |value| (value, Place { span, inside: Inside::Scalar });
    match raw.tree {
        Tree::Null => scalar(Value::Null),
        Tree::Bool(value) => scalar(Value::Bool(value)),
        Tree::Text(value) => scalar(Value::String(value)),
        Tree::Number(number) => {
            let written = text.get(span.start..span.end).unwrap_or_default();
            if number.is_f64() && is_digits(written) {
                let message = format!("the number {written} cannot be kept as it is written");
                let hint = format!("if it is a text, {QUOTING}\"{written}\"");
                findings.add(span, Mistake::new(&[], message).hint(hint));
            }
            scalar(Value::Number(number))
        }
        Tree::List(items) => {
            let (values, places) =
                items.into_iter().map(|item| settle(item, from, findings)).unzip();
            (Value::Array(values), Place { span, inside: Inside::List(places) })
        }
        Tree::Map(pairs) => {
            let mut map = Map::new();
            let mut entries = Vec::with_capacity(pairs.len());
            for (key, value) in pairs {
                let key_span = Span { file, ..key.span };
                let Some(key) = key_text(key, from, findings) else { continue };
                let (value, place) = settle(value, from, findings);
                if map.insert(key.clone(), value).is_some() {
                    let message = format!("the key `{key}` stands here twice");
                    findings.add(key_span, Mistake::new(&[], message));
                }
                entries.push(Entry { key, key_span, place });
            }
            // A map in braces begins at the brace, another one at its first key.
            let span = match entries.first() {
                Some(first) if span.start == span.end => first.key_span,
                _ => span,
            };
            (Value::Object(map), Place { span, inside: Inside::Map(entries) })
        }
    }
}

/// A whole number that came as a fraction has lost a leading zero or its last digits.
fn is_digits(written: &str) -> bool {
    written.trim_start_matches(['-', '+']).bytes().all(|byte| byte.is_ascii_digit())
}

/// A key as text: `200:` is the key `200`. `None`, and a finding, if it is not one word.
fn key_text(key: Raw, from: &From<'_>, findings: &mut Findings) -> Option<String> {
    match key.tree {
        Tree::Text(name) => Some(name),
        Tree::Bool(_) | Tree::Number(_) => {
            from.text.get(key.span.start..key.span.end).map(str::to_owned)
        }
        Tree::Null | Tree::List(_) | Tree::Map(_) => {
            let span = Span { file: from.file, ..key.span };
            findings.add(span, Mistake::new(&[], "a key has to be a text"));
            None
        }
    }
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Growing)
    }
}

/// Builds a [`Tree`] out of whatever stands there.
struct Growing;

impl<'de> Visitor<'de> for Growing {
    type Value = Tree;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Tree, E> {
        Ok(Tree::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Tree, E> {
        Ok(Tree::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Tree, E> {
        Ok(Tree::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Tree, E> {
        Ok(Tree::Number(value.into()))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Tree, E> {
        Number::from_f64(value).map(Tree::Number).ok_or_else(|| E::custom("not a finite number"))
    }

    fn visit_str<E>(self, value: &str) -> Result<Tree, E> {
        Ok(Tree::Text(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Tree, E> {
        Ok(Tree::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Tree, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Tree::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Tree, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Tree::Map(entries))
    }
}
