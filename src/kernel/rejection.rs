//! A request that cannot be decoded, as data: each vendor words it.

use std::fmt;

use serde::de::{DeserializeOwned, DeserializeSeed, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use serde_json::de::Read;

use super::objects::Objects;

/// What is wrong with a request before its handler sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    pub place: Place,
    /// As `capacity.autoScaling.mcuCount`; empty for the whole.
    pub field: String,
    pub problem: Problem,
    /// In serde's words, for vendors that show such words.
    pub detail: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Labels of the path and parameters of the query.
    Query,
    Body,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// Not JSON, or not an object.
    Syntax,
    /// Of another type than it should be.
    Type,
    /// Required, and not there.
    Missing,
}

impl Rejection {
    /// From what serde says about `field`.
    pub fn new(place: Place, field: &str, detail: &str) -> Self {
        let field = if field == "." { "" } else { field };
        let missing = detail.strip_prefix("missing field `").and_then(|it| it.split('`').next());
        let (field, problem) = match missing {
            Some(name) if field.is_empty() => (name.to_owned(), Problem::Missing),
            Some(name) => (format!("{field}.{name}"), Problem::Missing),
            None => (field.to_owned(), Problem::Type),
        };
        Self { place, field, problem, detail: detail.to_owned() }
    }

    fn syntax(detail: String) -> Self {
        Self { place: Place::Body, field: String::new(), problem: Problem::Syntax, detail }
    }
}

/// A JSON object as `B`; no body is an empty object. Of members of one name the last is taken.
pub fn object<B: DeserializeOwned>(body: &[u8]) -> Result<B, Rejection> {
    let body = if body.is_empty() { b"{}" } else { body };
    let fast = match body.trim_ascii_start().first() {
        // Text that is looked through once as a whole is not looked through again member by member.
        Some(b'{') => match str::from_utf8(body) {
            Ok(text) => whole(&mut serde_json::Deserializer::from_str(text)),
            Err(_) => whole(&mut serde_json::Deserializer::from_slice(body)),
        },
        _ => return Err(Rejection::syntax("expected a JSON object".into())),
    };
    fast.or_else(|_| {
        let rejection = explain::<B>(body);
        if !rejection.detail.starts_with(TWICE) {
            return Err(rejection);
        }
        match serde_json::from_slice::<Value>(body) {
            Ok(once) => object(once.to_string().as_bytes()),
            Err(_) => Err(rejection),
        }
    })
}

/// How serde begins to tell that a member is there twice, which most parsers of vendors do not mind.
const TWICE: &str = "duplicate field `";

/// A part of a body that was left as it was, as `T`; `field` is where it stands.
pub fn part<T: DeserializeOwned>(json: Value, field: &str) -> Result<T, Rejection> {
    serde_path_to_error::deserialize(Objects(json)).map_err(|error| {
        let within = error.path().to_string();
        let field = match within.as_str() {
            "." => field.to_owned(),
            within if within.starts_with('[') => format!("{field}{within}"),
            within => format!("{field}.{within}"),
        };
        Rejection::new(Place::Body, &field, &error.into_inner().to_string())
    })
}

/// All that `from` has.
fn whole<'de, B: Deserialize<'de>, R: Read<'de>>(
    from: &mut serde_json::Deserializer<R>,
) -> serde_json::Result<B> {
    let read = B::deserialize(Objects(&mut *from))?;
    from.end().map(|()| read)
}

/// Decodes once more, this time keeping the path: only a call that is refused pays for it.
fn explain<B: DeserializeOwned>(body: &[u8]) -> Rejection {
    let from = &mut serde_json::Deserializer::from_slice(body);
    match serde_path_to_error::deserialize::<_, B>(Objects(from)) {
        Ok(_) => Rejection::syntax("trailing characters".into()),
        Err(error) if error.inner().is_data() => {
            let field = error.path().to_string();
            Rejection::new(Place::Body, &field, &error.into_inner().to_string())
        }
        Err(error) => Rejection::syntax(error.into_inner().to_string()),
    }
}

/// The text of one member of a JSON object, the first of that name, without a look at what follows; empty if there
/// is none.
pub fn member(body: &[u8], name: &str) -> String {
    let mut found = None;
    let from = &mut serde_json::Deserializer::from_slice(body);
    // A body that breaks off behind the member still names the resource.
    let _ = Member { name, found: &mut found }.deserialize(from);
    found.unwrap_or_default()
}

struct Member<'a> {
    name: &'a str,
    found: &'a mut Option<String>,
}

impl<'de> DeserializeSeed<'de> for Member<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Member<'_> {
    type Value = ();

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<std::borrow::Cow<'_, str>>()? {
            if key == self.name {
                *self.found = map.next_value().ok();
                // What comes behind it may be long, and is read when the body is.
                break;
            }
            map.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    struct Outer {
        inner: Vec<Inner>,
    }

    #[derive(Debug, Deserialize)]
    struct Inner {
        count: u8,
    }

    #[test]
    fn a_rejection_names_the_field_and_the_problem() {
        #[rustfmt::skip]
        let cases = [
            (r#"{"inner":[{"count":1},{"count":"3"}]}"#, "inner[1].count", Problem::Type),
            (r#"{"inner":[{}]}"#,                        "inner[0].count", Problem::Missing),
            ("",                                         "inner",          Problem::Missing),
            (r#"{"inner":[{"count":1},[1]]}"#,           "inner[1]",       Problem::Type),
            (r#"{"inner":"#,                             "",               Problem::Syntax),
            ("[1]",                                      "",               Problem::Syntax),
            (r#"{"inner":[]} x"#,                        "",               Problem::Syntax),
        ];
        for (body, field, problem) in cases {
            let rejection = object::<Outer>(body.as_bytes()).expect_err(body);
            assert_eq!((rejection.field.as_str(), rejection.problem), (field, problem), "{body}");
        }
    }

    #[test]
    fn of_members_of_one_name_the_last_is_taken_at_every_depth() {
        let read = object::<Outer>(br#"{"inner":[],"inner":[{"count":1,"count":2}]}"#);
        assert_eq!(read.expect("an object").inner[0].count, 2);
        let refused = object::<Outer>(br#"{"inner":[],"inner":[{"count":1,"count":"2"}]}"#);
        assert_eq!(refused.expect_err("a text").field, "inner[0].count");
    }

    #[test]
    fn a_member_is_found_in_a_body_that_is_otherwise_broken() {
        assert_eq!(member(br#"{"a":{"name":"no"},"name":"yes"}"#, "name"), "yes");
        assert_eq!(member(br#"{"name":"yes","rest":"#, "name"), "yes");
        assert_eq!(member(br#"{"name":7}"#, "name"), "");
        assert_eq!(member(b"", "name"), "");
    }
}
