//! JSON that a person wrote, into a type, with every mistake in a person's words and with its path.
//!
//! It knows no file and no format: the scenario's loader and the admin API read through it alike. Not
//! for requests: what a vendor answers to a malformed body is worded by the vendor.

mod words;

use serde::de::value::{BorrowedStrDeserializer, StrDeserializer};
use serde::de::{
    DeserializeSeed, EnumAccess, Error as _, IntoDeserializer, MapAccess, SeqAccess, Unexpected,
    VariantAccess, Visitor,
};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use super::mistake::Mistake;
use words::Complaint;
pub use words::QUOTING;

/// `value` as a `T`, or the first mistake in it.
///
/// Stricter than `serde_json::from_value`: a list is never taken for a struct. A type that words its own
/// complaint (`de::Error::custom`) may put `hint: ...` on a second line.
pub fn read<'de, T: Deserialize<'de>>(value: &'de Value) -> Result<T, Mistake> {
    T::deserialize(Reader(value)).map_err(Mistake::from)
}

type Result<T, E = Complaint> = std::result::Result<T, E>;

struct Reader<'de>(&'de Value);

impl<'de> Deserializer<'de> for Reader<'de> {
    type Error = Complaint;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Number(number) => {
                if let Some(value) = number.as_u64() {
                    visitor.visit_u64(value)
                } else if let Some(value) = number.as_i64() {
                    visitor.visit_i64(value)
                } else {
                    visitor.visit_f64(number.as_f64().unwrap_or(f64::NAN))
                }
            }
            Value::String(text) => visitor.visit_borrowed_str(text),
            Value::Array(items) => visitor.visit_seq(Items(items.iter().enumerate())),
            Value::Object(map) => visitor.visit_map(Entries { rest: map.iter(), value: None }),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        if self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        if self.0.is_array() {
            return Err(Complaint::invalid_type(Unexpected::Seq, &visitor));
        }
        self.deserialize_any(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        match self.0 {
            Value::String(name) => visitor.visit_enum(name.as_str().into_deserializer()),
            Value::Object(map) => visitor.visit_enum(Variant::only(map)?),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => {
                self.deserialize_any(visitor)
            }
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map identifier
    }
}

struct Items<'de>(std::iter::Enumerate<std::slice::Iter<'de, Value>>);

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = Complaint;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>> {
        let Some((index, item)) = self.0.next() else { return Ok(None) };
        seed.deserialize(Reader(item)).map(Some).map_err(|complaint| complaint.under(index))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.0.len())
    }
}

struct Entries<'de> {
    rest: serde_json::map::Iter<'de>,
    /// Of the key that was asked for last.
    value: Option<(&'de str, &'de Value)>,
}

impl<'de> MapAccess<'de> for Entries<'de> {
    type Error = Complaint;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>> {
        let Some((key, value)) = self.rest.next() else { return Ok(None) };
        self.value = Some((key, value));
        seed.deserialize(BorrowedStrDeserializer::<Complaint>::new(key))
            .map(Some)
            .map_err(|complaint| complaint.under(key.as_str()))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value> {
        let (key, value) = self.value.take().expect("serde asks for a key before its value");
        seed.deserialize(Reader(value)).map_err(|complaint| complaint.under(key))
    }
}

/// `name: value`, as a variant with something in it is written.
struct Variant<'de> {
    name: &'de str,
    value: &'de Value,
}

impl<'de> Variant<'de> {
    fn only(map: &'de Map<String, Value>) -> Result<Self> {
        let mut entries = map.iter();
        match (entries.next(), entries.next()) {
            (Some((name, value)), None) => Ok(Self { name, value }),
            (_, more) => {
                let found = if more.is_some() { "several" } else { "none" };
                Err(Complaint::custom(format!("expected a map with one key, found {found}")))
            }
        }
    }

    fn within<T>(&self, result: Result<T>) -> Result<T> {
        result.map_err(|complaint| complaint.under(self.name))
    }
}

impl<'de> EnumAccess<'de> for Variant<'de> {
    type Error = Complaint;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self)> {
        let name: StrDeserializer<'_, Complaint> = self.name.into_deserializer();
        let variant = self.within(seed.deserialize(name))?;
        Ok((variant, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'de> {
    type Error = Complaint;

    fn unit_variant(self) -> Result<()> {
        self.within(Deserialize::deserialize(Reader(self.value)))
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value> {
        self.within(seed.deserialize(Reader(self.value)))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value> {
        self.within(Reader(self.value).deserialize_seq(visitor))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        self.within(Reader(self.value).deserialize_struct("", fields, visitor))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::json;

    use super::*;

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Sheet {
        account: String,
        #[serde(default)]
        kind: Option<Kind>,
        #[serde(default)]
        lines: Vec<BTreeMap<String, u32>>,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Kind {
        Real,
        Stopped,
        Scaled(u8),
        Drawn { from: f64, to: f64 },
    }

    #[test]
    fn what_is_right_is_read() {
        let kind = |value| read::<Kind>(&value).expect("a kind");
        assert_eq!(kind(json!("real")), Kind::Real);
        assert_eq!(kind(json!({"scaled": 3})), Kind::Scaled(3));
        assert_eq!(
            kind(json!({"drawn": {"from": 1, "to": 2.5}})),
            Kind::Drawn { from: 1.0, to: 2.5 }
        );
        let sheet = json!({"account": "1", "kind": null, "lines": [{"a": 1}]});
        let lines = vec![BTreeMap::from([("a".to_owned(), 1)])];
        assert_eq!(read(&sheet), Ok(Sheet { account: "1".to_owned(), kind: None, lines }));
    }

    #[test]
    fn every_complaint_says_where_and_what_would_be_right() {
        let said: Vec<String> = [
            json!({"acount": "1"}),
            json!({"account": 123_456_789_012_u64}),
            json!({"account": true}),
            json!({"account": null}),
            json!({"account": ["1"]}),
            json!({}),
            json!([]),
            json!({"account": "1", "kind": "stoped"}),
            json!({"account": "1", "kind": "scaled"}),
            json!({"account": "1", "kind": 7}),
            json!({"account": "1", "kind": {"scaled": 300}}),
            json!({"account": "1", "kind": {"slow": 300}}),
            json!({"account": "1", "kind": {"scaled": 3, "real": null}}),
            json!({"account": "1", "kind": {"real": 3}}),
            json!({"account": "1", "kind": {"drawn": {"from": 1}}}),
            json!({"account": "1", "lines": [{"a": 1}, {"b": -1}]}),
            json!({"account": "1", "lines": [{"a": 1}, {"b": 1.5}]}),
            json!({"account": "1", "lines": "a"}),
            json!({"account": "1", "lines": "`, expected `".repeat(99)}),
            json!({"account": "1", "u".repeat(99): 1}),
        ]
        .iter()
        .map(|value| {
            let mistake = read::<Sheet>(value).expect_err("every sheet here is wrong");
            let hint = mistake.hint.as_deref().unwrap_or("-");
            format!("{}: {} | {hint}", mistake.pointer(), mistake.message)
        })
        .collect();
        insta::assert_snapshot!(said.join("\n"), @r##"
        /acount: there is no field `acount` here | did you mean `account`?
        /account: expected a text, found the number 123456789012 | put it into quotes: "123456789012"
        /account: expected a text, found `true` | put it into quotes: "true"
        /account: expected a text, found nothing | -
        /account: expected a text, found a list | -
        : the field `account` is missing | -
        : expected a map, found a list | -
        /kind: there is no choice `stoped` here | did you mean `stopped`?
        /kind: expected a map with its name as the key, found only a name | -
        /kind: expected a name, found the number 7 | -
        /kind/scaled: expected a whole number from 0 to 255, found the number 300 | -
        /kind/slow: there is no choice `slow` here | there are: real, stopped, scaled, drawn
        /kind: expected a map with one key, found several | -
        /kind/real: expected nothing, found the number 3 | -
        /kind/drawn: the field `to` is missing | -
        /lines/1/b: expected a whole number from 0 to 4294967295, found the number -1 | -
        /lines/1/b: expected a whole number from 0 to 4294967295, found the number 1.5 | -
        /lines: expected a list, found the text "a" | -
        /lines: expected a list, found the text "`, expected ``, expected ``, expected ``, expected ``, expec..." | -
        /uuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuu: there is no field `uuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuu...` here | there are: account, kind, lines
        "##);
    }
}
