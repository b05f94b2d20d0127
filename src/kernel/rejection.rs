//! A request that cannot be decoded, as data: each vendor words it.

use std::fmt;

use serde::de::{DeserializeOwned, DeserializeSeed, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::de::Read;
use serde_json::{Map, Value};
use serde_path_to_error::{Path, Segment};

use super::objects::Objects;

/// What is wrong with a request before its handler sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    pub place: Place,
    /// As `capacity.autoScaling.mcuCount`; empty for the whole.
    pub field: String,
    /// The same as a JSON Pointer, `/capacity/autoScaling/mcuCount`.
    pub pointer: String,
    pub problem: Problem,
    /// In serde's words, without the line and the column, for vendors that show such words.
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
    /// From what serde says about what is at `path`.
    pub fn at(place: Place, path: &Path, detail: &str) -> Self {
        let field = path.to_string();
        let field = if field == "." { String::new() } else { field };
        Self::told(place, (field, pointer(path)), detail)
    }

    /// The same about the whole.
    pub fn new(place: Place, detail: &str) -> Self {
        Self::told(place, (String::new(), String::new()), detail)
    }

    /// From what goes wrong with JSON on its own, somewhere in it.
    pub fn of_json(error: &serde_json::Error) -> Self {
        let detail = error.to_string();
        if error.is_data() { Self::new(Place::Body, &detail) } else { Self::syntax(&detail) }
    }

    fn told(place: Place, (mut field, mut pointer): (String, String), detail: &str) -> Self {
        let detail = without_place(detail).to_owned();
        let missing = detail.strip_prefix("missing field `").and_then(|it| it.split('`').next());
        let problem = if missing.is_some() { Problem::Missing } else { Problem::Type };
        if let Some(name) = missing {
            pointer.push('/');
            pointer.push_str(&escaped(name));
            if !field.is_empty() {
                field.push('.');
            }
            field.push_str(name);
        }
        Self { place, field, pointer, problem, detail }
    }

    fn syntax(detail: &str) -> Self {
        let detail = without_place(detail).to_owned();
        let (field, pointer) = (String::new(), String::new());
        Self { place: Place::Body, field, pointer, problem: Problem::Syntax, detail }
    }
}

fn pointer(path: &Path) -> String {
    let segments = path.iter().map(|it| match it {
        Segment::Seq { index } => format!("/{index}"),
        Segment::Map { key } | Segment::Enum { variant: key } => format!("/{}", escaped(key)),
        Segment::Unknown => String::new(),
    });
    segments.collect()
}

/// A name as a JSON Pointer has it (RFC 6901).
fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// Without ` at line 1 column 18` behind it.
fn without_place(detail: &str) -> &str {
    let is_place = |rest: &str| {
        let mut numbers = rest.split(" column ").map(|it| it.parse::<usize>().is_ok());
        numbers.next() == Some(true) && numbers.next() == Some(true) && numbers.next().is_none()
    };
    match detail.rsplit_once(" at line ") {
        Some((before, rest)) if is_place(rest) => before,
        _ => detail,
    }
}

/// A JSON object as `B`; no body is an empty object. Of members of one name the last is taken.
pub fn object<B: DeserializeOwned>(body: &[u8]) -> Result<B, Rejection> {
    strict(body).or_else(|rejection| {
        if !rejection.detail.starts_with(TWICE) {
            return Err(rejection);
        }
        match serde_json::from_slice::<Value>(body) {
            Ok(once) => strict(once.to_string().as_bytes()),
            Err(_) => Err(rejection),
        }
    })
}

/// The same, where no two members have one name.
fn strict<B: DeserializeOwned>(body: &[u8]) -> Result<B, Rejection> {
    let body = if body.is_empty() { b"{}" } else { body };
    let fast = match body.trim_ascii_start().first() {
        // Text that is looked through once as a whole is not looked through again member by member.
        Some(b'{') => match str::from_utf8(body) {
            Ok(text) => whole(&mut serde_json::Deserializer::from_str(text)),
            Err(_) => whole(&mut serde_json::Deserializer::from_slice(body)),
        },
        _ => return Err(no_object(body)),
    };
    fast.map_err(|_| explain::<B>(body))
}

/// How serde begins to tell that a member is there twice, which most parsers of vendors do not mind.
const TWICE: &str = "duplicate field `";

/// Why a body is refused that does not begin as an object does: in serde's words it is no JSON, or what it is.
fn no_object(body: &[u8]) -> Rejection {
    let read = serde_json::from_slice::<Map<String, Value>>(body);
    let detail = read.map_or_else(|error| error.to_string(), |_| String::new());
    Rejection::syntax(&detail)
}

/// A part of a body that was left as it was, as `T`; `field` is where it stands.
pub fn part<T: DeserializeOwned>(json: Value, field: &str) -> Result<T, Rejection> {
    serde_path_to_error::deserialize(Objects(json)).map_err(|error| {
        let mut rejection = Rejection::at(Place::Body, error.path(), &error.inner().to_string());
        let is_within = !rejection.field.is_empty() && !rejection.field.starts_with('[');
        rejection.field.insert_str(0, if is_within { "." } else { "" });
        rejection.field.insert_str(0, field);
        rejection.pointer.insert_str(0, &format!("/{}", field.replace('.', "/")));
        rejection
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
    let Err(error) = serde_path_to_error::deserialize::<_, B>(Objects(from)) else {
        return Rejection::syntax("trailing characters");
    };
    if error.inner().is_data() {
        return Rejection::at(Place::Body, error.path(), &error.inner().to_string());
    }
    // What expects a word and finds a number takes it for no JSON.
    match serde_json::from_slice::<Value>(body)
        .map(|it| serde_path_to_error::deserialize(Objects(it)))
    {
        Ok(Err::<B, _>(error)) => {
            Rejection::at(Place::Body, error.path(), &error.inner().to_string())
        }
        _ => Rejection::of_json(error.inner()),
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
    fn a_rejection_points_to_what_is_wrong_and_tells_no_line() {
        type Lists = std::collections::BTreeMap<String, Vec<String>>;
        let told = |body: &str| {
            let rejection = object::<Lists>(body.as_bytes()).expect_err(body);
            (rejection.pointer, rejection.detail)
        };
        let string = "invalid type: integer `7`, expected a string".to_owned();
        assert_eq!(told(r#"{"a.b":["c",7]}"#), ("/a.b/1".into(), string.clone()));
        assert_eq!(told(r#"{"a/b~c":[7]}"#), ("/a~1b~0c/0".into(), string));
        let odd = r#"invalid type: string "x at line 1 column 2", expected a sequence"#.to_owned();
        assert_eq!(told(r#"{"a":"x at line 1 column 2"}"#), ("/a".into(), odd));
        let list = "invalid type: sequence, expected a map".to_owned();
        assert_eq!(told("[1]"), (String::new(), list));
        let missing = object::<Outer>(br#"{"inner":[{}]}"#).expect_err("no count");
        assert_eq!(missing.pointer, "/inner/0/count");
        let within = part::<Inner>(serde_json::json!({"count":"3"}), "a.b").expect_err("a text");
        assert_eq!((within.field.as_str(), within.pointer.as_str()), ("a.b.count", "/a/b/count"));
    }

    #[test]
    fn what_expects_a_word_and_finds_a_number_is_of_another_type() {
        #[derive(Debug, Deserialize)]
        struct Named {
            #[expect(dead_code, reason = "only decoded")]
            word: Word,
        }
        #[derive(Debug, Deserialize)]
        enum Word {
            Up,
        }
        let rejection = object::<Named>(br#"{"word":7}"#).expect_err("a number");
        assert_eq!((rejection.field.as_str(), rejection.problem), ("word", Problem::Type));
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
