//! How often each name was counted, in bounded memory.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// So many names are known at a time: far more than any test makes, and a MiB.
const NAMES_MAX: usize = 1 << 15;

/// Counts by name. What a name was counted as it never is again.
#[derive(Debug, Clone, Default)]
pub(super) struct Counts {
    /// By the name's hash, which has no seed: should two names ever share one, they only share a count.
    known: BTreeMap<u64, u64>,
    highest: u64,
    /// Above all counts of names that are forgotten: from there on every name is counted that is not known.
    floor: u64,
}

impl Counts {
    pub(super) fn count(&mut self, name: &str) -> u64 {
        let mut hasher = DefaultHasher::new();
        name.hash(&mut hasher);
        let name = hasher.finish();
        let count = if let Some(count) = self.known.get_mut(&name) {
            *count += 1;
            *count
        } else {
            self.learn(name)
        };
        self.highest = self.highest.max(count);
        count
    }

    fn learn(&mut self, name: u64) -> u64 {
        if self.known.len() == NAMES_MAX {
            self.known.clear();
            self.floor = self.highest;
        }
        let count = self.floor + 1;
        self.known.insert(name, count);
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
