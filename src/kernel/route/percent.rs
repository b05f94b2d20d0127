//! Labels and parameters as they stand in a target.

use std::borrow::Cow;
use std::string::FromUtf8Error;

use percent_encoding::{NON_ALPHANUMERIC, PercentEncode, utf8_percent_encode};

/// In a form, `+` is a space; in a path, and for some vendors in a query, it is itself.
pub(super) fn plus(text: &str) -> String {
    text.replace('+', "%2B")
}

pub(super) fn encode(text: &str) -> PercentEncode<'_> {
    utf8_percent_encode(text, NON_ALPHANUMERIC)
}

/// In pieces, not byte by byte: every call decodes a long label.
pub(super) fn decode(text: &str) -> Cow<'_, str> {
    let mut rest = text.as_bytes();
    let mut decoded = Vec::new();
    while let Some(at) = memchr::memchr(b'%', rest) {
        decoded.reserve(rest.len());
        decoded.extend_from_slice(&rest[..at]);
        let digit = |at| char::from(*rest.get(at)?).to_digit(16);
        let byte = digit(at + 1).zip(digit(at + 2)).map(|(high, low)| high << 4 | low);
        let byte = byte.and_then(|it| u8::try_from(it).ok());
        decoded.push(byte.unwrap_or(b'%'));
        rest = &rest[if byte.is_some() { at + 3 } else { at + 1 }..];
    }
    if decoded.is_empty() {
        return Cow::Borrowed(text);
    }
    decoded.extend_from_slice(rest);
    let lossy = |it: FromUtf8Error| String::from_utf8_lossy(it.as_bytes()).into_owned();
    Cow::Owned(String::from_utf8(decoded).unwrap_or_else(lossy))
}

#[cfg(test)]
mod tests {
    use percent_encoding::percent_decode_str;

    use super::decode;

    #[test]
    fn a_label_is_decoded_once() {
        for text in
            ["", "plain", "%41", "a%2Fb%3ac", "%252F", "%C3%A9", "%", "a%4", "%zz%41", "%ff", "é%2"]
        {
            assert_eq!(decode(text), percent_decode_str(text).decode_utf8_lossy(), "{text}");
        }
    }
}
