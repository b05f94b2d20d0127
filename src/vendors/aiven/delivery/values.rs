//! From a record's value, as a converter gives it, to the text of a body.

use std::fmt::Write;

use base64::{Engine, engine::general_purpose::STANDARD};

/// A value, as Kafka Connect hands it to a sink.
#[derive(Debug, Clone, PartialEq)]
pub enum Data {
    /// Of a tombstone.
    Null,
    Text(String),
    /// A map, or a struct, whose order is kept.
    Members(Vec<(String, Data)>),
    Truth(bool),
    Whole(i64),
    Fraction(f64),
    Decimal {
        unscaled: i128,
        scale: u32,
    },
    Bytes(Vec<u8>),
    List(Vec<Data>),
}

/// How decimals are written (`decimal.format`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decimals {
    /// The unscaled number's bytes, the most significant first.
    Base64,
    Numeric,
}

pub const NULL: &str =
    "org.apache.kafka.connect.errors.DataException: Record value must not be null";

impl Data {
    /// A text as it is, what has members as JSON without its schema; nothing else makes a body.
    pub fn body(&self, decimals: Decimals) -> Result<String, String> {
        match self {
            Self::Text(text) => Ok(text.clone()),
            Self::Members(_) => {
                let mut json = String::new();
                self.write(&mut json, decimals);
                Ok(json)
            }
            Self::Null => Err(NULL.to_owned()),
            Self::Truth(_)
            | Self::Whole(_)
            | Self::Fraction(_)
            | Self::Decimal { .. }
            | Self::Bytes(_)
            | Self::List(_) => Err(format!(
                "org.apache.kafka.connect.errors.DataException: Record value must be a String, a Schema Struct \
                 or implement `java.util.Map`, but {} is given",
                self.java_class()
            )),
        }
    }

    fn java_class(&self) -> &'static str {
        match self {
            Self::Truth(_) => "class java.lang.Boolean",
            Self::Whole(_) => "class java.lang.Long",
            Self::Fraction(_) => "class java.lang.Double",
            Self::Decimal { .. } => "class java.math.BigDecimal",
            Self::Bytes(_) => "class [B",
            Self::List(_) => "class java.util.ArrayList",
            Self::Null | Self::Text(_) | Self::Members(_) => "class java.lang.String",
        }
    }

    fn write(&self, json: &mut String, decimals: Decimals) {
        match self {
            Self::Null => json.push_str("null"),
            Self::Text(text) => quote(json, text),
            Self::Truth(truth) => json.push_str(if *truth { "true" } else { "false" }),
            Self::Whole(number) => json.push_str(&number.to_string()),
            Self::Fraction(number) => json.push_str(&serde_json::json!(number).to_string()),
            Self::Bytes(bytes) => quote(json, &STANDARD.encode(bytes)),
            Self::Decimal { unscaled, scale } => match decimals {
                Decimals::Base64 => quote(json, &STANDARD.encode(two_complement(*unscaled))),
                Decimals::Numeric => json.push_str(&numeric(*unscaled, *scale)),
            },
            Self::List(items) => {
                json.push('[');
                for (index, item) in items.iter().enumerate() {
                    json.push_str(if index > 0 { "," } else { "" });
                    item.write(json, decimals);
                }
                json.push(']');
            }
            Self::Members(members) => {
                json.push('{');
                for (index, (name, value)) in members.iter().enumerate() {
                    json.push_str(if index > 0 { "," } else { "" });
                    quote(json, name);
                    json.push(':');
                    value.write(json, decimals);
                }
                json.push('}');
            }
        }
    }
}

fn quote(json: &mut String, text: &str) {
    json.push_str(&serde_json::Value::from(text).to_string());
}

/// As few bytes as hold the number and its sign (Java's `BigInteger.toByteArray`).
fn two_complement(number: i128) -> Vec<u8> {
    let bytes = number.to_be_bytes();
    let is_spare = |pair: &[u8]| match pair {
        [0x00, next] => next & 0x80 == 0,
        [0xff, next] => next & 0x80 != 0,
        _ => false,
    };
    let spare = bytes.windows(2).take_while(|it| is_spare(it)).count();
    bytes[spare..].to_vec()
}

fn numeric(unscaled: i128, scale: u32) -> String {
    let digits = unscaled.unsigned_abs().to_string();
    let scale = usize::try_from(scale).unwrap_or_default();
    let mut text = String::new();
    if unscaled < 0 {
        text.push('-');
    }
    let whole = digits.len().saturating_sub(scale);
    text.push_str(if whole == 0 { "0" } else { &digits[..whole] });
    if scale > 0 {
        let _ = write!(text, ".{:0>scale$}", &digits[whole..]);
    }
    text
}
