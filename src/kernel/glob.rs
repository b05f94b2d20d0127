//! Globs: `*` stands for anything, `?` for one character.

/// Whether capitals are other letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    Minded,
    /// Of ASCII's letters.
    Ignored,
}

/// Whether `glob` covers the whole of `text`.
pub fn covers(glob: &str, text: &str, case: Case) -> bool {
    let same = |a: char, b: char| a == b || case == Case::Ignored && a.eq_ignore_ascii_case(&b);
    let (mut glob, mut text) = (glob.chars(), text.chars());
    // Behind the last `*`, and from where in the text what follows it was tried.
    let mut last_star = None;
    loop {
        let (mut glob_next, mut text_next) = (glob.clone(), text.clone());
        match (glob_next.next(), text_next.next()) {
            (Some('*'), _) => {
                last_star = Some((glob_next.clone(), text.clone()));
                glob = glob_next;
            }
            (None, None) => return true,
            (Some(a), Some(b)) if a == '?' || same(a, b) => (glob, text) = (glob_next, text_next),
            _ => {
                let Some((behind, tried)) = &mut last_star else { return false };
                if tried.next().is_none() {
                    return false;
                }
                (glob, text) = (behind.clone(), tried.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_glob_covers_the_whole() {
        #[rustfmt::skip]
        let cases = [
            ("orders", "orders", true),      ("orders", "orders-1", false),    ("", "", true),
            ("orders-*", "orders-1", true),  ("orders-*", "my-orders-1", false), ("", "a", false),
            ("o?ders", "orders", true),      ("a.c", "abc", false),            ("?", "", false),
            ("*", "", true),                 ("**", "ab", true),               ("*b", "abab", true),
            ("a*b*c", "axbxbc", true),       ("a*b*c", "axbxb", false),        ("?", "é", true),
            ("*-?", "a-b-c\n", false),       ("*?", "a\n", true),              ("Orders", "orders", false),
        ];
        for (glob, text, is_covered) in cases {
            assert_eq!(covers(glob, text, Case::Minded), is_covered, "{glob} on {text}");
        }
        assert!(covers("?ELETE*", "deleteConnector", Case::Ignored));
    }
}
