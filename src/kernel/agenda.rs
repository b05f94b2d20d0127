//! What is to happen later in one room: at an instant, or after so many reads.

use std::collections::{BTreeMap, VecDeque};

use jiff::Timestamp;

/// An instant, and a world-wide number that orders what happens at one instant.
pub type At = (Timestamp, u64);

#[derive(Debug, Clone)]
pub struct Agenda<D> {
    timers: BTreeMap<At, D>,
    /// By what is read: how many reads must still see the old state, and what is due then.
    reads: BTreeMap<String, VecDeque<(u32, D)>>,
}

impl<D> Default for Agenda<D> {
    fn default() -> Self {
        Self { timers: BTreeMap::new(), reads: BTreeMap::new() }
    }
}

impl<D> Agenda<D> {
    pub fn set(&mut self, at: At, due: D) {
        self.timers.insert(at, due);
    }

    pub fn set_after_reads(&mut self, key: &str, reads: u32, due: D) {
        self.reads.entry(key.to_owned()).or_default().push_back((reads, due));
    }

    /// Forgets what waits for reads of `key`.
    pub fn cancel_reads(&mut self, key: &str) {
        self.reads.remove(key);
    }

    pub fn next_due(&self) -> Option<At> {
        self.timers.first_key_value().map(|(at, _)| *at)
    }

    pub fn pop(&mut self) -> Option<D> {
        self.timers.pop_first().map(|(_, due)| due)
    }

    /// Counts a read of `key`. What it brings about is to happen before the read is answered.
    pub fn read(&mut self, key: &str) -> Option<D> {
        if self.reads.is_empty() {
            return None;
        }
        let waiting = self.reads.get_mut(key)?;
        let (left, _) = waiting.front_mut()?;
        if let Some(less) = left.checked_sub(1) {
            *left = less;
            return None;
        }
        let (_, due) = waiting.pop_front()?;
        if waiting.is_empty() {
            self.reads.remove(key);
        }
        Some(due)
    }
}
