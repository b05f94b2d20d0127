//! The forms in which vendors write instants, and people durations. Nothing here reads a clock.

use std::{borrow::Cow, time::Duration};

use jiff::fmt::rfc2822::DateTimePrinter;
use jiff::{SignedDuration, Timestamp};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Unexpected};
use serde::{Deserialize, Deserializer};

/// `2026-01-08T12:00:00.123Z`: UTC, always three digits of a second (ISO 8601, RFC 3339).
pub fn iso_millis(at: Timestamp) -> String {
    iso(at, 3)
}

/// The same with so many digits of a second, 0 to 9; what there is more is cut off.
pub fn iso(at: Timestamp, digits: u8) -> String {
    format!("{at:.0$}", usize::from(digits))
}

/// `Thu, 08 Jan 2026 12:00:00 GMT`: the `Date` header (RFC 9110, section 5.6.7).
pub fn http_date(at: Timestamp) -> String {
    let mut text = String::with_capacity(29);
    // Only years before 0 have no such form, and no world begins there.
    let printed = DateTimePrinter::new().print_timestamp_rfc9110(&at, &mut text);
    printed.map_or_else(|_| at.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string(), |()| text)
}

/// `20260108T120000Z`: ISO 8601 in its basic form, as `SigV4` writes it.
pub fn basic(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// The longest duration that anybody may write: a hundred years, so that sums of a few stay in the calendar.
pub const DURATION_MAX: Duration = Duration::from_hours(100 * 365 * 24);

/// A duration as people write it: `30s`, `1m 30s`, `250ms`, or as ISO 8601 does: `PT1M30S`; from nothing to
/// [`DURATION_MAX`].
pub fn parse_duration(text: &str) -> Result<Duration, String> {
    let wrong =
        || format!("`{text}` is no duration: write it as `30s`, `1m 30s`, `250ms` or `PT1M30S`");
    let duration: SignedDuration = text.trim().parse().map_err(|_| wrong())?;
    match Duration::try_from(duration) {
        Err(_) => Err(format!("`{text}` is a duration below zero")),
        Ok(duration) if duration > DURATION_MAX => {
            Err(format!("`{text}` is too long: at most a hundred years"))
        }
        Ok(duration) => Ok(duration),
    }
}

/// A duration as [`parse_duration`] reads it back.
pub fn show_duration(duration: Duration) -> String {
    SignedDuration::try_from(duration).map_or_else(|_| "never".into(), |it| format!("{it:#}"))
}

/// What instants are written like.
pub const INSTANT: &str = "an instant with its zone, such as 2024-01-01T00:00:00Z";

/// An instant, as RFC 3339 writes it; [`Timestamp::MAX`] for one beyond it, and `None` for what is none.
pub fn parse_instant(text: &str) -> Option<Timestamp> {
    let beyond = || {
        let sooner = format!("2000{}", text.strip_prefix("9999")?);
        sooner.parse::<Timestamp>().ok().map(|_| Timestamp::MAX)
    };
    text.parse().ok().or_else(beyond)
}

/// For serde, where an instant may be left out: `#[serde(default, deserialize_with = "clock::instant_if_any")]`.
pub fn instant_if_any<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Timestamp>, D::Error> {
    let Some(text) = Option::<Cow<'_, str>>::deserialize(from)? else { return Ok(None) };
    let wrong = || de::Error::invalid_value(Unexpected::Str(&text), &INSTANT);
    parse_instant(&text).map(Some).ok_or_else(wrong)
}

/// A duration as it is written, for schemas: `#[schemars(with = "clock::Spelled")]`.
pub struct Spelled;

impl JsonSchema for Spelled {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Duration".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "examples": ["30s", "1m 30s", "250ms", "PT1M30S"] })
    }
}

/// For serde: `#[serde(with = "clock::duration")]`.
pub mod duration {
    use std::{fmt, time::Duration};

    use serde::{
        Deserializer, Serializer,
        de::{Error, Visitor},
    };

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Duration, D::Error> {
        from.deserialize_str(Text)
    }

    /// What [`parse_duration`](super::parse_duration) reads. A bare number has no unit.
    struct Text;

    impl Visitor<'_> for Text {
        type Value = Duration;

        fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
            to.write_str("a duration with its unit, such as 30s")
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<Duration, E> {
            super::parse_duration(text).map_err(E::custom)
        }
    }

    pub fn serialize<S: Serializer>(duration: &Duration, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&super::show_duration(*duration))
    }
}

/// For serde, where a duration may be left out: `#[serde(default, with = "clock::duration_if_any")]`.
pub mod duration_if_any {
    use std::time::Duration;

    use serde::{Deserialize, Deserializer, Serializer};

    #[derive(Deserialize)]
    struct Given(#[serde(with = "super::duration")] Duration);

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Duration>, D::Error> {
        Ok(Option::<Given>::deserialize(from)?.map(|it| it.0))
    }

    pub fn serialize<S: Serializer>(it: &Option<Duration>, to: S) -> Result<S::Ok, S::Error> {
        match it {
            Some(duration) => super::duration::serialize(duration, to),
            None => to.serialize_none(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn instants_are_written_as_vendors_write_them() {
        let at: Timestamp = "2026-01-08T12:00:00.1239Z".parse().expect("a timestamp");
        assert_eq!(iso_millis(at), "2026-01-08T12:00:00.123Z");
        assert_eq!(iso(at, 0), "2026-01-08T12:00:00Z");
        assert_eq!(iso(at, 1), "2026-01-08T12:00:00.1Z");
        assert_eq!(iso(at, 9), "2026-01-08T12:00:00.123900000Z");
        assert_eq!(http_date(at), "Thu, 08 Jan 2026 12:00:00 GMT");
        assert_eq!(basic(at), "20260108T120000Z");
    }

    #[test]
    fn durations_are_read_in_both_forms_and_read_back_as_written() {
        for (text, millis) in
            [("30s", 30_000), ("1m 30s", 90_000), ("PT1M30S", 90_000), ("250ms", 250)]
        {
            let duration = parse_duration(text).expect(text);
            assert_eq!(duration, Duration::from_millis(millis), "{text}");
            assert_eq!(parse_duration(&show_duration(duration)), Ok(duration), "{text}");
        }
        assert!(parse_duration("soon").unwrap_err().contains("`soon` is no duration"));
        assert!(parse_duration("-3s").unwrap_err().contains("below zero"));
        assert!(parse_duration("2000000h").unwrap_err().contains("too long"));
    }
}
