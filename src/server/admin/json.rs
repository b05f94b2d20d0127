//! JSON with nothing in it twice. What parses JSON otherwise takes the last of two keys, and says nothing.

use std::{cell::RefCell, fmt};

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use crate::kernel::mistake::{Mistake, Step};

/// The value, and a mistake for each key that stands in a map again.
pub(super) fn read(bytes: &[u8]) -> Result<(Value, Vec<Mistake>), serde_json::Error> {
    let (path, mistakes) = (RefCell::default(), RefCell::default());
    let mut from = serde_json::Deserializer::from_slice(bytes);
    let value = Once { path: &path, mistakes: &mistakes }.deserialize(&mut from)?;
    from.end()?;
    Ok((value, mistakes.into_inner()))
}

/// Reads a value, and keeps count of where it is.
#[derive(Clone, Copy)]
struct Once<'a> {
    path: &'a RefCell<Vec<Step>>,
    mistakes: &'a RefCell<Vec<Mistake>>,
}

impl<'de> DeserializeSeed<'de> for Once<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Value, D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Once<'_> {
    type Value = Value;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        loop {
            self.path.borrow_mut().push(items.len().into());
            let item = from.next_element_seed(self)?;
            self.path.borrow_mut().pop();
            match item {
                Some(item) => items.push(item),
                None => return Ok(items.into()),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while let Some(key) = from.next_key::<String>()? {
            self.path.borrow_mut().push(key.as_str().into());
            if map.contains_key(&key) {
                let path = self.path.borrow().clone();
                let message = format!("the key `{key}` stands here twice");
                let mistake = Mistake { path, ..Mistake::new(&[], message) };
                self.mistakes.borrow_mut().push(mistake.hint("keep one of the two"));
            }
            let value = from.next_value_seed(self)?;
            self.path.borrow_mut().pop();
            map.insert(key, value);
        }
        Ok(map.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_once_is_read_as_it_always_is() {
        let text =
            r#"{ "a": [null, true, -1, 2, 1.5, "x\n", {}], "b": { "a": 18446744073709551615 } }"#;
        let (value, mistakes) = read(text.as_bytes()).expect("it is JSON");
        assert_eq!(value, serde_json::from_str::<Value>(text).expect("it is JSON"));
        assert_eq!(mistakes, []);
    }

    #[test]
    fn every_key_that_stands_again_is_told_with_its_place() {
        let text =
            r#"{ "a": 1, "a": { "b~": [0, { "c/": 1, "c/": 2, "c/": 3 }] }, "d": { "a": 1 } }"#;
        let (_, mistakes) = read(text.as_bytes()).expect("it is JSON");
        let places: Vec<_> = mistakes.iter().map(Mistake::pointer).collect();
        assert_eq!(places, ["/a", "/a/b~0/1/c~1", "/a/b~0/1/c~1"]);
    }

    #[test]
    fn what_is_no_json_is_no_value() {
        for text in ["", "{", "{}x", "{1: 2}", "[1,]", "nul"] {
            read(text.as_bytes()).expect_err(text);
        }
    }
}
