//! Cuts text in two at an ASCII character, as `split_once` does: with the machine's wide instructions, since every
//! call has its target, its credential and its names cut many times.

use memchr::{memchr, memrchr};

/// What stands before and behind the first `at`.
pub fn first(text: &str, at: u8) -> Option<(&str, &str)> {
    memchr(at, text.as_bytes()).map(|index| around(text, index))
}

/// What stands before and behind the last `at`.
pub fn last(text: &str, at: u8) -> Option<(&str, &str)> {
    memrchr(at, text.as_bytes()).map(|index| around(text, index))
}

/// Panics where `index` is in the middle of a character.
fn around(text: &str, index: usize) -> (&str, &str) {
    (&text[..index], &text[index + 1..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_cut_as_by_split_once() {
        for text in
            ["", "/", "a/b", "/a//b/", "é/ü", "no cut in a text of more than thirty-two bytes"]
        {
            assert_eq!(first(text, b'/'), text.split_once('/'), "{text}");
            assert_eq!(last(text, b'/'), text.rsplit_once('/'), "{text}");
        }
    }
}
