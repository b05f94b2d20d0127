//! Values of bodies as Jackson takes them: what is written as another type is turned into the right one where that
//! is plain. What cannot be is refused in words for [`super::wording`] to tell.

use std::fmt;

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::de::{self, Unexpected, Visitor};
use serde::{Deserialize, Deserializer};

use super::wording;

/// A text, or a number or a boolean as it is written.
#[derive(Debug, Clone, Default, PartialEq, Eq, JsonSchema)]
#[schemars(inline, transparent)]
pub struct Text(pub String);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Forms;

        impl Visitor<'_> for Forms {
            type Value = Text;

            fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                to.write_str("a string")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Text, E> {
                Ok(Text(text.to_owned()))
            }

            fn visit_bool<E: de::Error>(self, it: bool) -> Result<Text, E> {
                Ok(Text(it.to_string()))
            }

            fn visit_i64<E: de::Error>(self, it: i64) -> Result<Text, E> {
                Ok(Text(it.to_string()))
            }

            fn visit_u64<E: de::Error>(self, it: u64) -> Result<Text, E> {
                Ok(Text(it.to_string()))
            }

            fn visit_f64<E: de::Error>(self, it: f64) -> Result<Text, E> {
                Ok(Text(it.to_string()))
            }
        }

        from.deserialize_any(Forms)
    }
}

/// For serde: a whole number, also as a text; what is behind its point is cut off. An empty text is none.
pub fn whole<'de, D: Deserializer<'de>>(from: D) -> Result<Option<i32>, D::Error> {
    struct Forms;

    impl Visitor<'_> for Forms {
        type Value = Option<i32>;

        fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
            to.write_str("i32")
        }

        fn visit_unit<E: de::Error>(self) -> Result<Option<i32>, E> {
            Ok(None)
        }

        fn visit_i64<E: de::Error>(self, it: i64) -> Result<Option<i32>, E> {
            i32::try_from(it).map(Some).map_err(|_| E::custom(wording::out_of_range(it)))
        }

        fn visit_u64<E: de::Error>(self, it: u64) -> Result<Option<i32>, E> {
            i32::try_from(it).map(Some).map_err(|_| E::custom(wording::out_of_range(it)))
        }

        fn visit_f64<E: de::Error>(self, it: f64) -> Result<Option<i32>, E> {
            let whole = it.trunc();
            if whole < f64::from(i32::MIN) || whole > f64::from(i32::MAX) {
                return Err(E::custom(wording::out_of_range(it)));
            }
            Ok(format!("{whole:.0}").parse().ok())
        }

        fn visit_str<E: de::Error>(self, text: &str) -> Result<Option<i32>, E> {
            match text.trim() {
                "" => Ok(None),
                digits => digits
                    .parse()
                    .map(Some)
                    .map_err(|_| E::invalid_value(Unexpected::Str(text), &self)),
            }
        }
    }

    from.deserialize_any(Forms)
}

/// For serde: a boolean, also as a text or as a whole number, of which 0 is false. An empty text is none.
pub fn truth<'de, D: Deserializer<'de>>(from: D) -> Result<Option<bool>, D::Error> {
    struct Forms;

    impl Visitor<'_> for Forms {
        type Value = Option<bool>;

        fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
            to.write_str("a boolean")
        }

        fn visit_unit<E: de::Error>(self) -> Result<Option<bool>, E> {
            Ok(None)
        }

        fn visit_bool<E: de::Error>(self, it: bool) -> Result<Option<bool>, E> {
            Ok(Some(it))
        }

        fn visit_i64<E: de::Error>(self, it: i64) -> Result<Option<bool>, E> {
            Ok(Some(it != 0))
        }

        fn visit_u64<E: de::Error>(self, it: u64) -> Result<Option<bool>, E> {
            Ok(Some(it != 0))
        }

        fn visit_str<E: de::Error>(self, text: &str) -> Result<Option<bool>, E> {
            match text.trim() {
                "" => Ok(None),
                "true" | "True" | "TRUE" => Ok(Some(true)),
                "false" | "False" | "FALSE" => Ok(Some(false)),
                _ => Err(E::custom(wording::not_a_boolean(text))),
            }
        }
    }

    from.deserialize_any(Forms)
}

/// For serde: an instant, RFC 3339.
pub fn instant<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Timestamp>, D::Error> {
    struct Forms;

    impl Visitor<'_> for Forms {
        type Value = Option<Timestamp>;

        fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
            to.write_str("an instant")
        }

        fn visit_unit<E: de::Error>(self) -> Result<Option<Timestamp>, E> {
            Ok(None)
        }

        fn visit_str<E: de::Error>(self, text: &str) -> Result<Option<Timestamp>, E> {
            text.parse().map(Some).map_err(|_| E::custom(wording::not_an_instant(text)))
        }
    }

    from.deserialize_any(Forms)
}
