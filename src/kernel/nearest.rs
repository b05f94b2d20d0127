//! "Did you mean": the known names that are nearest to a word.

/// The nearest of `known`, if one is near enough to have been meant.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    nearest_few(word, known, 1).into_iter().next()
}

/// Up to `most` names that are near enough, the nearest first; equally near ones in their own order.
pub fn nearest_few<'a>(
    word: &str,
    known: impl IntoIterator<Item = &'a str>,
    most: usize,
) -> Vec<&'a str> {
    let lower = word.to_lowercase();
    let far = (word.chars().count() / 3).clamp(1, 4);
    let mut near: Vec<(usize, &str)> = known
        .into_iter()
        .filter_map(|name| {
            let known = name.to_lowercase();
            let starts = lower.len() >= 3 && known.starts_with(&lower);
            let distance = if starts { 1 } else { distance_within(far, &lower, &known)? };
            Some((distance, name))
        })
        .collect();
    near.sort_by_key(|(distance, _)| *distance);
    near.dedup();
    near.into_iter().take(most).map(|(_, name)| name).collect()
}

/// The `most` names that are nearest, however far; equally near ones in their own order.
pub fn by_distance<'a>(
    word: &str,
    known: impl IntoIterator<Item = &'a str>,
    most: usize,
) -> Vec<&'a str> {
    // What is longer than any name is equally far from all of them, and would take its time.
    let lower: String = word.chars().flat_map(char::to_lowercase).take(100).collect();
    let distance = |name: &str| distance_within(usize::MAX, &lower, &name.to_lowercase());
    let mut all: Vec<_> = known.into_iter().map(|name| (distance(name), name)).collect();
    all.sort_by_key(|(distance, _)| *distance);
    all.into_iter().take(most).map(|(_, name)| name).collect()
}

/// How many characters must be put in, taken out, changed, or swapped with a neighbour; `None` for more than
/// `most`. Most words are far from each other, and that shows soon.
fn distance_within(most: usize, a: &str, b: &str) -> Option<usize> {
    // A word may be as long as a request's target, and no character is longer than four bytes.
    if a.len() / 4 > b.len().saturating_add(most) {
        return None;
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let changed = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = changed.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        // The next row is made of these two.
        if row.iter().all(|it| *it > most) && last.iter().all(|it| *it >= most) {
            return None;
        }
        before = std::mem::replace(&mut last, row);
    }
    Some(last[b.len()]).filter(|it| *it <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: [&str; 4] = ["CreateConnector", "CreateCustomPlugin", "ListConnectors", "msk"];

    #[test]
    fn a_typing_error_finds_the_name_that_was_meant() {
        assert_eq!(nearest("CreateConector", KNOWN), Some("CreateConnector"));
        assert_eq!(nearest("createconnector", KNOWN), Some("CreateConnector"));
        assert_eq!(nearest("CreateCus", KNOWN), Some("CreateCustomPlugin"));
        assert_eq!(nearest("mks", KNOWN), Some("msk"));
        assert_eq!(distance_within(4, "kitten", "sitting"), Some(3));
        assert_eq!(distance_within(1, "ab", "ba"), Some(1));
        assert_eq!(distance_within(2, "kitten", "sitting"), None);
    }

    #[test]
    fn where_nothing_is_near_something_is_nearest() {
        assert_eq!(by_distance("PutConnectors", KNOWN, 2), ["ListConnectors", "CreateConnector"]);
        assert_eq!(by_distance("", KNOWN, 9).len(), KNOWN.len());
    }

    #[test]
    fn a_word_far_from_all_finds_nothing() {
        assert_eq!(nearest("PutObject", KNOWN), None);
        assert_eq!(nearest("", KNOWN), None);
    }
}
