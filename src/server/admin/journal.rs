//! A sandbox's journal, or the part of it that is asked for.

use serde::Deserialize;
use serde_json::{Value, json};

use super::{Answer, Call, about::query, in_time, ok};
use crate::kernel::journal::{Call as Made, Entry, Event};

/// What an entry must be to be shown; what is absent excludes nothing. Entries that are no calls have
/// no vendor, operation or status.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    vendor: Option<String>,
    operation: Option<String>,
    status: Option<u16>,
    /// From this number on.
    since: Option<u64>,
    /// Of all these, the last so many.
    tail: Option<usize>,
}

pub(super) fn show(call: &Call<'_>) -> Answer {
    let wanted: Wanted = query(call)?;
    in_time(call, move |inside| {
        let journal = inside.world.journal();
        let newest_first = journal.entries().rev().filter(|it| wanted.holds(it));
        let found: Vec<&Entry> = newest_first.take(wanted.tail.unwrap_or(usize::MAX)).collect();
        let entries: Vec<Value> = found.into_iter().rev().map(Entry::show).collect();
        let (dropped, next) = (journal.dropped(), journal.next_number());
        ok(&json!({ "dropped": dropped, "next": next, "entries": entries }))
    })
}

impl Wanted {
    fn holds(&self, entry: &Entry) -> bool {
        let call = match &entry.event {
            Event::Call(call) => Some(call),
            Event::Due { .. } | Event::Admin(_) | Event::Panic { .. } => None,
        };
        let has = |wanted: &Option<String>, found: Option<&str>| {
            wanted.is_none() || wanted.as_deref() == found
        };
        has(&self.vendor, call.and_then(|it| it.vendor))
            && has(&self.operation, call.and_then(|it| it.operation))
            && self.status.is_none_or(|it| call.and_then(Made::told).is_some_and(|told| told == it))
            && self.since.is_none_or(|since| entry.number >= since)
    }
}
