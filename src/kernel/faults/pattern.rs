//! Patterns for names: a glob (`orders-*`, `?` for one character), or `/a regular expression/`.

use regex::Regex;

use crate::kernel::glob::{self, Case};

#[derive(Debug, Clone)]
pub struct Pattern(Form);

#[derive(Debug, Clone)]
enum Form {
    Glob(String),
    Regex(Regex),
}

impl Pattern {
    /// A glob matches the whole text, an expression any part of it; both mind the case.
    pub fn parse(text: &str) -> Result<Self, String> {
        let inner = text.strip_prefix('/').and_then(|it| it.strip_suffix('/'));
        match inner.filter(|it| !it.is_empty()) {
            Some(expression) => compiled(expression, text),
            None => Ok(Self(Form::Glob(text.to_owned()))),
        }
    }

    /// An expression without the slashes around it.
    pub fn expression(text: &str) -> Result<Self, String> {
        compiled(text, text)
    }

    pub fn matches(&self, text: &str) -> bool {
        match &self.0 {
            Form::Glob(it) => glob::covers(it, text, Case::Minded),
            Form::Regex(regex) => regex.is_match(text),
        }
    }
}

fn compiled(source: &str, written: &str) -> Result<Pattern, String> {
    let regex = Regex::new(source).map_err(|error| {
        let reason = error.to_string();
        let reason = reason.lines().last().unwrap_or_default().trim_start_matches("error: ");
        format!("`{written}` is no regular expression: {reason}")
    })?;
    Ok(Pattern(Form::Regex(regex)))
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn a_glob_matches_the_whole_and_an_expression_a_part() {
        #[rustfmt::skip]
        let cases = [
            ("orders", "orders", true),        ("orders", "orders-1", false),
            ("orders-*", "orders-1", true),    ("orders-*", "my-orders-1", false),
            ("o?ders", "orders", true),        ("a.c", "abc", false),
            ("/rders-[0-9]/", "orders-1", true), ("/^rders/", "orders", false),
            ("*", "", true),                   ("/", "/", true),
        ];
        for (pattern, text, matches) in cases {
            let parsed = Pattern::parse(pattern).expect(pattern);
            assert_eq!(parsed.matches(text), matches, "{pattern} on {text}");
        }
    }

    #[test]
    fn a_broken_expression_says_what_is_wrong() {
        let message = Pattern::parse("/a(/").unwrap_err();
        assert_eq!(message, "`/a(/` is no regular expression: unclosed group");
    }
}
