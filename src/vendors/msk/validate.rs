//! The constraints of the model on single values: what is required, how long, how large, which words.
//!
//! What a value must be beside other values is asked by each operation; the texts are in `wording`.

use std::fmt::Display;
use std::ops::RangeInclusive;
use std::str::FromStr;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, de};
use serde_json::Value;

use super::errors::{Error, Result};
use super::premises::Level;
use super::shapes::Texts;
use super::wording;
use crate::kernel::rejection;

/// API Reference, "CreateConnector": request parameter `tags`.
const TAGS_MAX: usize = 200;
const TAG_KEY: RangeInclusive<usize> = 1..=128;
const TAG_VALUE_MAX: usize = 256;

/// Items of a page where the request does not say. UNCONFIRMED.
pub(super) const PAGE_ITEMS: usize = 100;

pub(super) fn required<T>(value: Option<T>, field: &str) -> Result<T> {
    value.ok_or_else(|| Error::invalid(field, wording::MISSING))
}

/// Asks for a member that stays an option where it is kept.
pub(super) fn present<'a, T>(value: Option<&'a T>, field: &str) -> Result<&'a T>
where
    T: ?Sized,
{
    value.ok_or_else(|| Error::invalid(field, wording::MISSING))
}

/// A member that came with the level `since`. To older ones it is unknown, and ignored whatever its type is.
pub(super) fn known<T: DeserializeOwned>(
    json: Option<Value>,
    field: &str,
    since: Level,
    level: Level,
) -> Result<Option<T>> {
    let json = json.filter(|_| level >= since);
    Ok(json.map(|it| rejection::part(it, field)).transpose()?)
}

pub(super) fn within(value: i64, range: RangeInclusive<i64>, field: &str) -> Result<i64> {
    if range.contains(&value) {
        return Ok(value);
    }
    Err(Error::invalid(field, wording::between(*range.start(), *range.end())))
}

/// Counts characters, not bytes.
pub(super) fn long(text: &str, characters: RangeInclusive<usize>, field: &str) -> Result<()> {
    // No text has more characters than bytes: most need not be counted.
    let fits = characters.contains(&text.len()) && text.is_ascii()
        || characters.contains(&text.chars().count());
    if fits {
        return Ok(());
    }
    Err(Error::invalid(field, wording::characters(*characters.start(), *characters.end())))
}

/// API Reference: names of all kinds have 1 to 128 characters.
pub(super) fn name(text: &str, field: &str) -> Result<()> {
    long(text, 1..=128, field)
}

/// API Reference: descriptions of all kinds have 0 to 1024 characters.
pub(super) fn description(text: Option<&str>, field: &str) -> Result<()> {
    text.map_or(Ok(()), |text| long(text, 0..=1024, field))
}

/// One of the words of an enumeration.
pub(super) fn word(
    text: &str,
    words: &'static [&'static str],
    field: &str,
) -> Result<&'static str> {
    let found = words.iter().copied().find(|word| *word == text);
    found.ok_or_else(|| Error::invalid(field, wording::one_of(words)))
}

pub(super) fn tags(tags: &Texts) -> Result<()> {
    tag_count(tags)?;
    for (key, value) in &tags.0 {
        long(key, TAG_KEY, "tags")?;
        long(value, 0..=TAG_VALUE_MAX, "tags")?;
    }
    // AWS General Reference, "Tagging AWS resources": `aws:` is reserved. UNCONFIRMED for MSK Connect.
    if tags.0.keys().any(|key| key.starts_with("aws:")) {
        return Err(Error::invalid("tags", wording::RESERVED_TAG));
    }
    Ok(())
}

/// What is asked of the tags of a request holds for all the tags of a resource as well. UNCONFIRMED.
pub(super) fn tag_count(tags: &Texts) -> Result<()> {
    if tags.0.len() > TAGS_MAX {
        return Err(Error::invalid("tags", wording::entries_at_most(TAGS_MAX)));
    }
    Ok(())
}

pub(super) fn tag_keys(keys: &[String]) -> Result<()> {
    if keys.len() > TAGS_MAX {
        return Err(Error::invalid("tagKeys", wording::entries_at_most(TAGS_MAX)));
    }
    keys.iter().try_for_each(|key| long(key, TAG_KEY, "tagKeys"))
}

/// How many items a page may have at most: `maxResults`, or the usual number.
pub(super) fn page_items(max_results: Option<i64>, usual: Option<usize>) -> Result<usize> {
    let Some(asked) = max_results else { return Ok(usual.unwrap_or(PAGE_ITEMS)) };
    let items = within(asked, 1..=100, "maxResults")?;
    Ok(usize::try_from(items).expect("1 to 100"))
}

/// For serde: a whole number in the query, in decimal digits (`maxResults=` is none).
pub(super) fn given_number<'de, D: Deserializer<'de>>(
    from: D,
) -> std::result::Result<Option<i64>, D::Error> {
    let text = String::deserialize(from)?;
    let number = if text.starts_with('+') { None } else { text.parse().ok() };
    number.map(Some).ok_or_else(|| de::Error::custom("no whole number"))
}

/// For serde: a parameter of the query, whose empty value is a value as well, not an absent one.
pub(super) fn given<'de, D: Deserializer<'de>, T: FromStr<Err: Display>>(
    from: D,
) -> std::result::Result<Option<T>, D::Error> {
    String::deserialize(from)?.parse().map(Some).map_err(de::Error::custom)
}
