//! From an answer of the endpoint to records, and to the offset of the next request.
//!
//! HTTP Source connector, `http.offset.mode` and "Offset Mode Use Case Examples".

use serde_json::Value;

use crate::vendors::confluent::connect::validate::Submission;
use crate::vendors::confluent::connect::validate::http_source::{CHAINING, CURSOR};

/// What came of one answer.
#[derive(Debug, PartialEq)]
pub struct Page {
    pub records: Vec<Value>,
    /// As `${offset}` of the next request has it.
    pub next: String,
}

/// Why an answer is of no use. The task fails; the texts are UNCONFIRMED.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Useless {
    /// Not JSON.
    NoJson,
    /// A record has nothing at `http.offset.json.pointer`.
    NoOffset,
    /// What `http.next.page.json.pointer` leads to is no text.
    NoText,
    /// `http.initial.offset`, or what was put in its place, is no integer.
    NoInteger,
}

impl Useless {
    pub fn text(self) -> &'static str {
        match self {
            Self::NoJson => "The response of the endpoint is not valid JSON",
            Self::NoOffset => "No value at 'http.offset.json.pointer' in a record",
            Self::NoText => "The value at 'http.next.page.json.pointer' is not a JSON string",
            Self::NoInteger => "The offset is not an integer",
        }
    }
}

/// Reads an answer to a request that was made from `offset`.
pub fn read(it: &Submission<'_>, body: &[u8], offset: &str) -> Result<Page, Useless> {
    let body: Value = serde_json::from_slice(body).map_err(|_| Useless::NoJson)?;
    let records = records(it, &body);
    let next = match it.value("http.offset.mode") {
        CHAINING => chained(it, &records, offset)?,
        CURSOR => cursor(it, &body, offset)?,
        _ => counted(records.len(), offset)?,
    };
    Ok(Page { records, next })
}

/// An array is as many records as it has elements, anything else is one. Nothing there is no record, which
/// is UNCONFIRMED.
fn records(it: &Submission<'_>, body: &Value) -> Vec<Value> {
    match body.pointer(it.value("http.response.data.json.pointer")) {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Array(items)) => items.clone(),
        Some(one) => vec![one.clone()],
    }
}

fn counted(records: usize, offset: &str) -> Result<String, Useless> {
    // Without a template there need not be an initial offset; it counts from 0.
    let offset: i64 =
        if offset.is_empty() { Ok(0) } else { offset.parse() }.map_err(|_| Useless::NoInteger)?;
    let records = i64::try_from(records).map_err(|_| Useless::NoInteger)?;
    offset.checked_add(records).map(|it| it.to_string()).ok_or(Useless::NoInteger)
}

/// The value in the last record, in the order of the answer: nothing is sorted.
fn chained(it: &Submission<'_>, records: &[Value], offset: &str) -> Result<String, Useless> {
    let pointer = it.value("http.offset.json.pointer");
    let values = records.iter().map(|record| record.pointer(pointer).ok_or(Useless::NoOffset));
    let values: Vec<_> = values.collect::<Result<_, _>>()?;
    Ok(values.last().map_or_else(|| offset.to_owned(), |it| text(it)))
}

/// The reference to the next page. Where there is none the offset stays, which is UNCONFIRMED.
fn cursor(it: &Submission<'_>, body: &Value, offset: &str) -> Result<String, Useless> {
    match body.pointer(it.value("http.next.page.json.pointer")) {
        None | Some(Value::Null) => Ok(offset.to_owned()),
        Some(Value::String(next)) => Ok(next.clone()),
        Some(Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_)) => {
            Err(Useless::NoText)
        }
    }
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vendors::confluent::connect::Config;
    use crate::vendors::confluent::connect::validate::http_source::PLUGIN;

    /// Records and next offset.
    fn after(
        config: &[(&str, &str)],
        offset: &str,
        body: &str,
    ) -> Result<(usize, String), Useless> {
        let pairs = config.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let config: Config = pairs.collect();
        let page = read(&Submission::new(&PLUGIN, &config), body.as_bytes(), offset)?;
        Ok((page.records.len(), page.next))
    }

    fn good(records: usize, next: &str) -> Result<(usize, String), Useless> {
        Ok((records, next.to_owned()))
    }

    #[test]
    fn n091_n092_records_are_counted_and_none_counts_nothing() {
        let results = ("http.response.data.json.pointer", "/results");
        #[rustfmt::skip]
        let cases = [
            (&[][..],      "0", "[1,2,3]",            good(3, "3")),
            (&[],          "3", r#"{"a":1}"#,         good(1, "4")),
            (&[],          "3", "[]",                 good(0, "3")), // n092: the same request again
            (&[results],   "1", r#"{"results":[1]}"#, good(1, "2")),
            (&[results],   "1", r#"{"results":[]}"#,  good(0, "1")),
            (&[results],   "1", r#"{"results":7}"#,   good(1, "2")),
            (&[results],   "1", "{}",                 good(0, "1")),
            (&[],          "",  "[1]",                good(1, "1")),
            (&[],          "x", "[1]",                Err(Useless::NoInteger)),
            (&[],          "0", "no",                 Err(Useless::NoJson)),
        ];
        for (config, offset, body, expected) in cases {
            assert_eq!(after(config, offset, body), expected, "{body}");
        }
    }

    #[test]
    fn n093_a_chain_goes_on_from_the_last_record() {
        let config = [
            ("http.offset.mode", CHAINING),
            ("http.response.data.json.pointer", "/hits/hits"),
            ("http.offset.json.pointer", "/sort/0"),
        ];
        let hits = |sorts: &str| format!(r#"{{"hits":{{"hits":[{sorts}]}}}}"#);
        let three =
            hits(r#"{"sort":[1647948089979]},{"sort":[1647948092349]},{"sort":[1647948097246]}"#);
        assert_eq!(after(&config, "1647948000000", &three), good(3, "1647948097246"));
        let unsorted = hits(r#"{"sort":["b"]},{"sort":["a"]}"#);
        assert_eq!(after(&config, "0", &unsorted), good(2, "a"));
        assert_eq!(after(&config, "9", &hits("")), good(0, "9"));
        assert_eq!(after(&config, "9", &hits(r#"{"sort":[]}"#)), Err(Useless::NoOffset));
    }

    #[test]
    fn a_cursor_follows_the_reference_and_stays_at_the_last_page() {
        let config = [
            ("http.offset.mode", CURSOR),
            ("http.response.data.json.pointer", "/items"),
            ("http.next.page.json.pointer", "/nextPageToken"),
        ];
        #[rustfmt::skip]
        let cases = [
            ("",  r#"{"items":[1,2],"nextPageToken":"CkV="}"#, good(2, "CkV=")),
            ("a", r#"{"items":[1]}"#,                          good(1, "a")),
            ("a", r#"{"items":[1],"nextPageToken":null}"#,     good(1, "a")),
            ("a", r#"{"items":[1],"nextPageToken":7}"#,        Err(Useless::NoText)),
        ];
        for (offset, body, expected) in cases {
            assert_eq!(after(&config, offset, body), expected, "{body}");
        }
    }
}
