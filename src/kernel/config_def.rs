//! Kafka Connect's `ConfigDef`, as far as it is the same whoever runs the worker: the types of a
//! connector's properties, and how the text of a value becomes one.
//!
//! No property is known here, and nothing is worded: a value that is none is just that.

use schemars::JsonSchema;
use serde::Serialize;

/// Of the types that there are, those that a plugin here has: no plugin has a `DOUBLE`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
#[schemars(rename = "ConfigType")]
pub enum Kind {
    Boolean,
    Short,
    Int,
    Long,
    String,
    List,
    Class,
    Password,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum Importance {
    High,
    Medium,
    Low,
}

/// What a text is as a value of some type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Parsed<'a> {
    Truth(bool),
    Number(i64),
    /// Of strings, passwords and names of classes alike, without blanks around it.
    Text(&'a str),
    List(Vec<&'a str>),
}

impl Kind {
    /// As Connect writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Boolean => "BOOLEAN",
            Self::Short => "SHORT",
            Self::Int => "INT",
            Self::Long => "LONG",
            Self::String => "STRING",
            Self::List => "LIST",
            Self::Class => "CLASS",
            Self::Password => "PASSWORD",
        }
    }

    /// `None` if `text` is no value of this type. As `ConfigDef.parseType` does it, but that a number of
    /// digits that are not ASCII is none here, and that no class is loaded.
    pub fn parse(self, text: &str) -> Option<Parsed<'_>> {
        let text = trim(text);
        match self {
            Self::Boolean if text.eq_ignore_ascii_case("true") => Some(Parsed::Truth(true)),
            Self::Boolean if text.eq_ignore_ascii_case("false") => Some(Parsed::Truth(false)),
            Self::Boolean => None,
            Self::Short => text.parse::<i16>().ok().map(|it| Parsed::Number(it.into())),
            Self::Int => text.parse::<i32>().ok().map(|it| Parsed::Number(it.into())),
            Self::Long => text.parse().ok().map(Parsed::Number),
            Self::String | Self::Class | Self::Password => Some(Parsed::Text(text)),
            Self::List if text.is_empty() => Some(Parsed::List(Vec::new())),
            Self::List => Some(Parsed::List(text.split(',').map(around_comma).collect())),
        }
    }
}

/// As Java's `String.trim`: whatever is not above a space.
fn trim(text: &str) -> &str {
    text.trim_matches(|it| it <= ' ')
}

/// As the `\s` of a regular expression of Java's.
fn around_comma(item: &str) -> &str {
    item.trim_matches([' ', '\t', '\n', '\u{b}', '\u{c}', '\r'])
}

#[cfg(test)]
mod tests {
    use super::{Kind, Parsed};

    #[test]
    fn a_text_is_read_as_its_type_wants_it() {
        let number = |it| Some(Parsed::Number(it));
        let list = |items: &[&'static str]| Some(Parsed::List(items.to_vec()));
        for (kind, text, expected) in [
            (Kind::Boolean, " TRUE\n", Some(Parsed::Truth(true))),
            (Kind::Boolean, "False", Some(Parsed::Truth(false))),
            (Kind::Boolean, "yes", None),
            (Kind::Short, "32767", number(32767)),
            (Kind::Short, "32768", None),
            (Kind::Int, " +7 ", number(7)),
            (Kind::Int, "-1", number(-1)),
            (Kind::Int, "2147483648", None),
            (Kind::Int, "", None),
            (Kind::Int, "1.0", None),
            (Kind::Long, "2147483648", number(2_147_483_648)),
            (Kind::Long, "1L", None),
            (Kind::String, " a b ", Some(Parsed::Text("a b"))),
            (Kind::Password, "\tsecret\n", Some(Parsed::Text("secret"))),
            (Kind::Class, " a.B ", Some(Parsed::Text("a.B"))),
            (Kind::List, "", list(&[])),
            (Kind::List, " a ,b,, c ", list(&["a", "b", "", "c"])),
            (Kind::List, ",", list(&["", ""])),
        ] {
            assert_eq!(kind.parse(text), expected, "{kind:?} {text:?}");
        }
    }
}
