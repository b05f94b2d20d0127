//! After which statuses a request is tried again: `404,408,500-` and the like.
//!
//! HTTP Source connector, `retry.on.status.codes`.

use std::{ops::RangeInclusive, str::FromStr};

/// Tried again whatever the list says: unauthorized, timeouts, too many requests.
const ALWAYS: [u16; 3] = [401, 408, 429];

/// The ranges of a list, both ends included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusCodes(Vec<RangeInclusive<u16>>);

impl StatusCodes {
    pub fn retries(&self, status: u16) -> bool {
        ALWAYS.contains(&status) || self.0.iter().any(|it| it.contains(&status))
    }
}

/// Not a list of codes and ranges.
#[derive(Debug, PartialEq, Eq)]
pub struct NoStatusCodes;

impl FromStr for StatusCodes {
    type Err = NoStatusCodes;

    /// `item ("," item)*`, an item being `code`, `code-` or `code-code`. Blanks around commas are good.
    fn from_str(text: &str) -> Result<Self, NoStatusCodes> {
        let items = text.split(',').map(|item| {
            let item = item.trim();
            let (from, to) = match item.split_once('-') {
                None => (code(item)?, code(item)?),
                Some((from, "")) => (code(from)?, u16::MAX),
                Some((from, to)) => (code(from)?, code(to)?),
            };
            (from <= to).then_some(from..=to)
        });
        items.collect::<Option<_>>().map(Self).ok_or(NoStatusCodes)
    }
}

/// Three digits.
fn code(text: &str) -> Option<u16> {
    let is_code = text.len() == 3 && text.bytes().all(|it| it.is_ascii_digit());
    is_code.then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn n094_a_list_says_after_which_statuses_a_request_is_tried_again() {
        #[rustfmt::skip]
        let cases = [
            ("404,408,500-", 403, false),
            ("404,408,500-", 404, true),
            ("404,408,500-", 499, false),
            ("404,408,500-", 500, true),
            ("404,408,500-", 599, true),
            ("404,408,500-", 429, true), // whatever the list says
            ("404,408,500-", 401, true),
            ("500",          408, true),
            ("400-",         400, true),
            ("400-500",      500, true),
            ("400-500",      501, false),
            ("404 , 500-",   503, true),
        ];
        for (list, status, expected) in cases {
            let codes: StatusCodes = list.parse().expect(list);
            assert_eq!(codes.retries(status), expected, "{list} {status}");
        }
    }

    #[test]
    fn what_is_no_list_is_refused() {
        for text in
            ["", "5xx", "500-400", "40", "4000", "400,,500", "-500", "400-500-600", "400;500"]
        {
            assert_eq!(text.parse::<StatusCodes>(), Err(NoStatusCodes), "{text}");
        }
    }
}
