//! How often each name was counted, in bounded memory.

use std::collections::BTreeMap;

/// So many names are known at a time: far more than any test makes, and a few MiB.
const NAMES_MAX: usize = 1 << 15;

/// Counts by name. What a name was counted as it never is again.
#[derive(Debug, Clone, Default)]
pub(super) struct Counts {
    known: BTreeMap<Box<str>, u64>,
    highest: u64,
    /// Above all counts of names that are forgotten: from there on every name is counted that is not known.
    floor: u64,
}

impl Counts {
    pub(super) fn count(&mut self, name: &str) -> u64 {
        let count = if let Some(count) = self.known.get_mut(name) {
            *count += 1;
            *count
        } else {
            self.learn(name)
        };
        self.highest = self.highest.max(count);
        count
    }

    fn learn(&mut self, name: &str) -> u64 {
        if self.known.len() == NAMES_MAX {
            self.known.clear();
            self.floor = self.highest;
        }
        let count = self.floor + 1;
        self.known.insert(name.into(), count);
        count
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_count_comes_twice_however_many_names_there_are() {
        let mut counts = Counts::default();
        assert_eq!([counts.count("a"), counts.count("b"), counts.count("a")], [1, 1, 2]);
        for name in 0..NAMES_MAX {
            assert_eq!(counts.count(&name.to_string()), if name < NAMES_MAX - 2 { 1 } else { 3 });
        }
        assert_eq!([counts.count("a"), counts.count("b"), counts.count("0")], [3, 3, 3]);
        assert_eq!(counts.known.len(), 5);
    }
}
