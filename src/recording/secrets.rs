//! Secrets and what stands for them: the same for the same secret, everywhere in a recording.

use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::vendors;

/// The secrets that were seen, in the order in which they were.
#[derive(Debug, Default)]
pub(super) struct Secrets {
    known: BTreeMap<String, String>,
    /// Values that the premises or an answer told first: the world has them, and will have them again.
    told: BTreeSet<String>,
    /// What is looked for in every text, and what stands for it; the longest first.
    anywhere: Vec<(String, String)>,
}

impl Secrets {
    /// What stands for `value`, which is a secret from now on; `None` if it cannot be one.
    pub(super) fn conceal(&mut self, value: &str) -> Option<String> {
        if is_no_secret(value) || self.told.contains(value) || is_example(value) {
            return None;
        }
        if let Some(known) = self.known.get(value) {
            return Some(known.clone());
        }
        let stand_in = format!("secret-{}", self.known.len() + 1);
        self.known.insert(value.to_owned(), stand_in.clone());
        if is_unmistakable(value) {
            let escaped = serde_json::to_string(value).expect("a string is JSON");
            let encoded = utf8_percent_encode(value, NON_ALPHANUMERIC).to_string();
            let forms = [value, &escaped[1..escaped.len() - 1], &encoded];
            for form in BTreeSet::from(forms) {
                self.anywhere.push((form.to_owned(), stand_in.clone()));
            }
            self.anywhere.sort_by_key(|(form, _)| std::cmp::Reverse(form.len()));
        }
        Some(stand_in)
    }

    /// `value` is told in the open, and stays what it is wherever it comes.
    pub(super) fn open(&mut self, value: &str) {
        if !self.known.contains_key(value) {
            self.told.insert(value.to_owned());
        }
    }

    /// What stands for `value` in an answer, which makes no secret of it: what no call has brought, the world
    /// has made.
    pub(super) fn in_answer(&mut self, value: &str) -> Option<String> {
        let known = self.known.get(value).cloned();
        if known.is_none() && !is_no_secret(value) {
            self.told.insert(value.to_owned());
        }
        known
    }

    /// `text` without the secrets that cannot be mistaken for anything else; `None` if there are none in it.
    pub(super) fn anywhere(&self, text: &str) -> Option<String> {
        let mut rest = text;
        let mut out = String::new();
        // In one pass: what stands for one secret may look like another.
        while let Some((at, (form, stand_in))) = self.first_in(rest) {
            out.push_str(&rest[..at]);
            out.push_str(stand_in);
            rest = &rest[at + form.len()..];
        }
        (rest.len() < text.len()).then(|| out + rest)
    }

    /// Where the first secret begins, and which it is; of several the longest.
    fn first_in(&self, text: &str) -> Option<(usize, &(String, String))> {
        let found = self.anywhere.iter().filter_map(|it| Some((text.find(&it.0)?, it)));
        found.min_by_key(|(at, _)| *at)
    }
}

/// Nothing, a masked value, or the name of where the secret is.
fn is_no_secret(value: &str) -> bool {
    let value = value.trim();
    value.bytes().all(|it| it == b'*') || value.starts_with("${") && value.ends_with('}')
}

/// A default of some vendor's premises, which a replay has as well.
fn is_example(value: &str) -> bool {
    vendors::ALL.iter().any(|it| it.examples().contains(&value))
}

/// Long and mixed enough that wherever it stands, it is the secret: `kafka` as a password is also a word.
fn is_unmistakable(value: &str) -> bool {
    let has = |kind: fn(&u8) -> bool| value.as_bytes().iter().any(kind);
    let letters = has(u8::is_ascii_lowercase) || has(u8::is_ascii_uppercase);
    let others = has(|it| !it.is_ascii_alphabetic() && !matches!(it, b'-' | b'.' | b'_' | b' '));
    let both = has(u8::is_ascii_lowercase) && has(u8::is_ascii_uppercase);
    value.len() >= 8 && letters && (others || both)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_secret_has_one_name() {
        let mut secrets = Secrets::default();
        assert_eq!(secrets.conceal("hunter2").as_deref(), Some("secret-1"));
        assert_eq!(secrets.conceal("s3cr3t-value").as_deref(), Some("secret-2"));
        assert_eq!(secrets.conceal("hunter2").as_deref(), Some("secret-1"));
        for none in ["", "  ", "********", "${vault:path:key}"] {
            assert_eq!(secrets.conceal(none), None, "{none}");
        }
    }

    #[test]
    fn only_what_cannot_be_a_word_is_looked_for_everywhere() {
        let mut secrets = Secrets::default();
        secrets.conceal("kafka");
        secrets.conceal("a b/c\"D1");
        let text = r#"kafka: a b/c"D1, "a b/c\"D1", a%20b%2Fc%22D1"#;
        let expected = r#"kafka: secret-2, "secret-2", secret-2"#;
        assert_eq!(secrets.anywhere(text).as_deref(), Some(expected));
        assert_eq!(secrets.anywhere("kafka"), None);
    }

    #[test]
    fn what_the_world_has_made_is_no_secret() {
        let mut secrets = Secrets::default();
        assert_eq!(secrets.in_answer("made-Here1"), None);
        assert_eq!(secrets.conceal("made-Here1"), None);
        secrets.open("KAFKAKEY1");
        assert_eq!(secrets.conceal("KAFKAKEY1"), None);
        secrets.conceal("brought");
        assert_eq!(secrets.in_answer("brought").as_deref(), Some("secret-1"));
    }
}
