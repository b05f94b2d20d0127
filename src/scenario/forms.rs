//! The forms in which a scenario writes single values.
//!
//! What they mean to a world is not said here.

use std::{fmt, num::NonZeroU32, str::FromStr};

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, de::Error};

/// How world time follows the wall's. The world knows nothing of it: the server moves it on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Clock {
    /// Second by second.
    #[default]
    Real,
    /// It stands still until it is moved.
    Stopped,
    /// So many times as fast.
    Scaled(NonZeroU32),
}

impl FromStr for Clock {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "real" => Ok(Self::Real),
            "stopped" => Ok(Self::Stopped),
            _ => text
                .strip_prefix('x')
                .and_then(|times| times.parse().ok())
                .map(Self::Scaled)
                .ok_or_else(|| format!("`{text}` is no mode of the clock")),
        }
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Real => f.write_str("real"),
            Self::Stopped => f.write_str("stopped"),
            Self::Scaled(times) => write!(f, "x{times}"),
        }
    }
}

impl<'de> Deserialize<'de> for Clock {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let hint = "write `real`, `stopped`, or `x60` for sixty times as fast";
        String::deserialize(deserializer)?
            .parse()
            .map_err(|message| D::Error::custom(format!("{message}\nhint: {hint}")))
    }
}

/// An instant, as RFC 3339 writes it.
pub(super) fn instant<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Timestamp>, D::Error> {
    let text = String::deserialize(from)?;
    text.parse().map(Some).map_err(|_| {
        D::Error::custom(format!(
            "`{text}` is no instant\nhint: write date, time and zone: 2024-01-01T00:00:00Z"
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_reads_back_as_written() {
        for text in ["real", "stopped", "x60"] {
            assert_eq!(text.parse::<Clock>().expect(text).to_string(), text);
        }
        for text in ["", "x0", "x-1", "x1.5", "60", "Real", "x99999999999"] {
            assert_eq!(text.parse::<Clock>(), Err(format!("`{text}` is no mode of the clock")));
        }
    }
}
