//! The settings of a topic: names, defaults of Confluent Cloud, and what may be written to each
//! (Confluent Cloud, "Topic configuration reference").

use super::errors::{Error, Kind, Result};

/// A setting of topics.
#[derive(Debug)]
pub struct Row {
    pub name: &'static str,
    pub default: &'static str,
    pub takes: Takes,
    pub is_read_only: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    Text,
    Flag,
    Int,
    Long,
    Double,
    OneOf(&'static [&'static str]),
}

use Takes::{Double, Flag, Int, Long, OneOf, Text};

const CLEANUP: Takes = OneOf(&["compact", "delete"]);
const COMPRESSION: Takes = OneOf(&["uncompressed", "zstd", "lz4", "snappy", "gzip", "producer"]);
const TIMESTAMP: Takes = OneOf(&["CreateTime", "LogAppendTime"]);

macro_rules! rows {
    ($($name:literal $default:literal, $takes:expr, $read_only:literal;)*) => {
        &[$(Row {
            name: $name, default: $default, takes: $takes, is_read_only: $read_only == 1,
        },)*]
    };
}

/// By name. The last column: read-only.
#[rustfmt::skip] // A table.
pub const ROWS: &[Row] = rows! {
    "cleanup.policy"                          "delete",              CLEANUP,     0;
    "compression.type"                        "producer",            COMPRESSION, 1;
    "delete.retention.ms"                     "86400000",            Long,        0;
    "file.delete.delay.ms"                    "60000",               Long,        1;
    "flush.messages"                          "9223372036854775807", Long,        1;
    "flush.ms"                                "9223372036854775807", Long,        1;
    "follower.replication.throttled.replicas" "",                    Text,        1;
    "index.interval.bytes"                    "4096",                Int,         1;
    "leader.replication.throttled.replicas"   "",                    Text,        1;
    "max.compaction.lag.ms"                   "9223372036854775807", Long,        0;
    "max.message.bytes"                       "2097164",             Int,         0;
    "message.downconversion.enable"           "true",                Flag,        1;
    "message.format.version"                  "3.0-IV1",             Text,        1;
    "message.timestamp.after.max.ms"          "9223372036854775807", Long,        0;
    "message.timestamp.before.max.ms"         "9223372036854775807", Long,        0;
    "message.timestamp.difference.max.ms"     "9223372036854775807", Long,        0;
    "message.timestamp.type"                  "CreateTime",          TIMESTAMP,   0;
    "min.cleanable.dirty.ratio"               "0.5",                 Double,      1;
    "min.compaction.lag.ms"                   "0",                   Long,        0;
    "min.insync.replicas"                     "2",                   Int,         0;
    "preallocate"                             "false",               Flag,        1;
    "retention.bytes"                         "-1",                  Long,        0;
    "retention.ms"                            "604800000",           Long,        0;
    "segment.bytes"                           "104857600",           Int,         0;
    "segment.index.bytes"                     "10485760",            Int,         1;
    "segment.jitter.ms"                       "0",                   Long,        1;
    "segment.ms"                              "604800000",           Long,        0;
    "unclean.leader.election.enable"          "false",               Flag,        1;
};

/// What Confluent Cloud's policy allows of it, in milliseconds.
const DELETE_RETENTION_MAX: i64 = 60_566_400_000;

pub fn row(name: &str) -> Option<&'static Row> {
    let index = ROWS.binary_search_by_key(&name, |it| it.name).ok()?;
    Some(&ROWS[index])
}

/// Checks a setting of a topic that is created, in Kafka's words.
pub fn check_new(name: &str, value: Option<&str>) -> Result<()> {
    let invalid = |message: String| Err(Error::new(Kind::InvalidRequest, message));
    let Some(row) = row(name) else {
        return invalid(format!("Unknown topic config name: {name}"));
    };
    let Some(value) = value else {
        return invalid(format!("Null value not supported for topic configs : {name}"));
    };
    row.check(value).map_or(Ok(()), invalid)
}

/// Checks a setting of a topic that there is.
pub fn check_set(topic: &str, row: &Row, value: Option<&str>) -> Result<()> {
    let (name, invalid) = (row.name, |it: String| Err(Error::new(Kind::InvalidRequest, it)));
    let Some(value) = value else {
        return invalid(format!("Null value not supported for : SET:{name}"));
    };
    if row.is_read_only {
        // UNCONFIRMED.
        return invalid(format!("Config property '{name}' is not allowed to be altered."));
    }
    row.check(value).map_or(Ok(()), |why| {
        let resource = format!("ConfigResource(type=TOPIC, name='{topic}')");
        invalid(format!("Invalid config value for resource {resource}: {why}"))
    })
}

impl Row {
    /// What is wrong with a value.
    fn check(&self, value: &str) -> Option<String> {
        let name = self.name;
        let wrong =
            |why: &str| Some(format!("Invalid value {value} for configuration {name}: {why}"));
        let number = value.trim();
        match self.takes {
            Int if number.parse::<i32>().is_err() => wrong("Not a number of type INT"),
            Long if number.parse::<i64>().is_err() => wrong("Not a number of type LONG"),
            Double if number.parse::<f64>().is_err() => wrong("Not a number of type DOUBLE"),
            Flag if !matches!(value.to_lowercase().as_str(), "true" | "false") => {
                wrong("Expected value to be either true or false")
            }
            OneOf(words) if !value.split(',').all(|it| words.contains(&it.trim())) => {
                wrong(&format!("String must be one of: {}", words.join(", ")))
            }
            Long if name == "delete.retention.ms"
                && number.parse().is_ok_and(|it: i64| it > DELETE_RETENTION_MAX) =>
            {
                Some(format!(
                    "Config property '{name}' with value '{value}' exceeded max limit of {DELETE_RETENTION_MAX}."
                ))
            }
            Text | Flag | Int | Long | Double | OneOf(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_stand_in_the_order_in_which_they_are_looked_up() {
        assert!(ROWS.is_sorted_by_key(|it| it.name));
    }

    #[test]
    fn every_default_may_be_written() {
        for row in ROWS {
            assert_eq!(row.check(row.default), None, "{}", row.name);
        }
    }
}
