//! The validators that the S3 sink brings along, with their sentences.
//!
//! What a bucket may be called is said by a library of AWS's, whose sentences are UNCONFIRMED, as is the order
//! of the Regions.

use crate::vendors::aiven::plugins::java;
use crate::vendors::aiven::plugins::values::Value;
use crate::vendors::aiven::plugins::wording::invalid;
use crate::vendors::aiven::plugins::zone::is_zone;

const COMPRESSIONS: &[&str] = &["none", "gzip", "snappy", "zstd"];
const FORMATS: &[&str] = &["avro", "csv", "json", "jsonl", "parquet"];
const FIELDS: &[&str] = &["key", "value", "offset", "timestamp", "headers"];
const ENCODINGS: &[&str] = &["none", "base64"];
const SOURCES: &[&str] = &["wallclock", "event"];
const PART_BYTES_MAX: i64 = 2_000_000_000;

#[rustfmt::skip]
const REGIONS: &[&str] = &[
    "af-south-1", "ap-east-1", "ap-east-2", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-south-2",
    "ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7",
    "aws-cn-global", "aws-global", "aws-iso-b-global", "aws-iso-global", "aws-us-gov-global", "ca-central-1", "ca-west-1",
    "cn-north-1", "cn-northwest-1", "eu-central-1", "eu-central-2", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1",
    "eu-west-2", "eu-west-3", "eusc-de-east-1", "il-central-1", "me-central-1", "me-south-1", "mx-central-1", "sa-east-1",
    "us-east-1", "us-east-2", "us-gov-east-1", "us-gov-west-1", "us-iso-east-1", "us-iso-west-1", "us-isob-east-1", "us-west-1",
    "us-west-2",
];

/// As `'a', 'b'`.
fn quoted(values: &[&str]) -> String {
    values.iter().map(|it| format!("'{it}'")).collect::<Vec<_>>().join(", ")
}

pub fn secret(name: &str, value: &Value<'_>) -> Result<(), String> {
    match value.text() {
        Some(text) if text.trim().is_empty() => {
            Err(invalid(name, value, "Password must be non-empty"))
        }
        _ => Ok(()),
    }
}

/// Without a scheme it is one of https.
pub fn url(name: &str, value: &Value<'_>) -> Result<(), String> {
    let Some(text) = value.text() else { return Ok(()) };
    if text.trim().is_empty() {
        return Err(invalid(name, value, "String must be non-empty"));
    }
    if text.contains("://") && !java::is_url(text) {
        return Err(invalid(name, value, "should be valid URL"));
    }
    Ok(())
}

pub fn region(name: &str, value: &Value<'_>) -> Result<(), String> {
    match value.text() {
        Some(text) if !REGIONS.contains(&text) => {
            let supported = format!("Supported values are: {}", REGIONS.join(", "));
            Err(invalid(name, value, &supported))
        }
        _ => Ok(()),
    }
}

/// The value is shown in lower case.
pub fn compression(name: &str, value: &Value<'_>) -> Result<(), String> {
    let lower = value.text().map(str::to_lowercase);
    match lower.as_deref() {
        Some(text) if !COMPRESSIONS.contains(&text) => {
            Err(invalid(name, &Value::Text(text), &quoted(COMPRESSIONS)))
        }
        _ => Ok(()),
    }
}

pub fn output_type(name: &str, value: &Value<'_>) -> Result<(), String> {
    match value.text().map(str::to_lowercase) {
        Some(text) if FORMATS.contains(&text.as_str()) => Ok(()),
        // With a reason in the place of the value: the connector's own slip.
        Some(text) if text.trim().is_empty() => {
            Err(format!("Invalid value must not be empty or not set for configuration {name}"))
        }
        _ => Err(invalid(name, value, &format!("Supported values are: {}", quoted(FORMATS)))),
    }
}

pub fn output_fields(name: &str, value: &Value<'_>) -> Result<(), String> {
    let Value::List(fields) = value else { return Ok(()) };
    if fields.is_empty() {
        return Err(invalid(name, value, "cannot be empty"));
    }
    let is_known = |it: &&str| FIELDS.contains(&it.to_lowercase().as_str());
    if !fields.iter().all(is_known) {
        let supported = format!("supported values are: {}", quoted(FIELDS));
        return Err(invalid(name, value, &supported));
    }
    Ok(())
}

pub fn encoding(name: &str, value: &Value<'_>) -> Result<(), String> {
    match value.text() {
        Some(text) if ENCODINGS.contains(&text) => Ok(()),
        _ => Err(invalid(name, value, &format!("supported values are: {}", quoted(ENCODINGS)))),
    }
}

pub fn part_size(name: &str, value: &Value<'_>) -> Result<(), String> {
    let reason = match value.number() {
        None => "Part size must be non-null".to_owned(),
        Some(..=0) => "Part size must be greater than 0".to_owned(),
        Some(1..=PART_BYTES_MAX) => return Ok(()),
        Some(_) => format!("Part size must be no more: {PART_BYTES_MAX} bytes (2GB)"),
    };
    Err(invalid(name, value, &reason))
}

pub fn timestamp_source(name: &str, value: &Value<'_>) -> Result<(), String> {
    match value.text() {
        Some(text) if !SOURCES.contains(&text.to_lowercase().as_str()) => {
            Err(invalid(name, value, &format!("Unknown timestamp source: {text}")))
        }
        _ => Ok(()),
    }
}

pub fn time_zone(name: &str, value: &Value<'_>) -> Result<(), String> {
    match value.text() {
        Some(text) if !is_zone(text) => Err(invalid(
            name,
            value,
            &format!("Invalid ID for region-based ZoneId, invalid format: {text}"),
        )),
        _ => Ok(()),
    }
}

/// This sentence names no property.
pub fn bucket(_: &str, value: &Value<'_>) -> Result<(), String> {
    match value.text().and_then(bucket_flaw) {
        Some(flaw) => Err(format!("Illegal bucket name: Bucket name {flaw}")),
        None => Ok(()),
    }
}

fn bucket_flaw(name: &str) -> Option<String> {
    if !(3..=63).contains(&name.len()) {
        return Some("should be between 3 and 63 characters long".into());
    }
    if name.split('.').count() == 4 && name.split('.').all(|it| it.parse::<u8>().is_ok()) {
        return Some("must not be formatted as an IP Address".into());
    }
    let mut before = '.';
    for (at, it) in name.char_indices() {
        let flaw = match (it, before) {
            ('A'..='Z', _) => "should not contain uppercase characters".into(),
            (' ' | '\t' | '\r' | '\n', _) => "should not contain white space".into(),
            ('.', _) if at == 0 => "should not begin with a period".into(),
            ('-', _) if at == 0 => "should not begin with a '-'".into(),
            ('.', '.') => "should not contain two adjacent periods".into(),
            ('.', '-') | ('-', '.') => "should not contain dashes next to periods".into(),
            ('a'..='z' | '0'..='9' | '.' | '-', _) => String::new(),
            (it, _) => format!("should not contain '{it}'"),
        };
        if !flaw.is_empty() {
            return Some(flaw);
        }
        before = it;
    }
    name.ends_with(['.', '-']).then(|| "should not end with '-' or '.'".into())
}
