//! A sandbox's journal, or the part of it that is asked for.

use serde_json::{Value, json};

use super::{Answer, Call, in_time, ok, query::Query};
use crate::{
    kernel::{
        faults::Pattern,
        journal::{Call as Made, Entry, Event},
    },
    server::refusal::Refusal,
};

/// What can be asked for.
pub(super) const PARAMETERS: &[&str] = &["vendor", "operation", "status", "since", "tail"];

/// What an entry must be to be shown; what is absent excludes nothing. Entries that are no calls have
/// no vendor, operation or status.
struct Wanted {
    vendor: Option<String>,
    operation: Option<Pattern>,
    status: Option<u64>,
    /// From this number on.
    since: u64,
    /// Of all these, the last so many.
    tail: usize,
}

pub(super) fn show(call: &Call<'_>) -> Answer {
    let wanted = Wanted::read(&call.query)?;
    in_time(call, move |inside| {
        let journal = inside.world.journal();
        let newest_first = journal.entries().rev().filter(|it| wanted.holds(it));
        let found: Vec<&Entry> = newest_first.take(wanted.tail).collect();
        let entries: Vec<Value> = found.into_iter().rev().map(Entry::show).collect();
        let (dropped, next) = (journal.dropped(), journal.next_number());
        ok(&json!({ "dropped": dropped, "next": next, "entries": entries }))
    })
}

impl Wanted {
    fn read(query: &Query) -> Result<Self, Refusal> {
        let tail = query.number("tail", 0..=u64::MAX, 20)?;
        Ok(Self {
            vendor: query.vendor()?.map(str::to_owned),
            operation: query.operation()?,
            status: query.number("status", 100..=999, 429)?,
            since: query.number("since", 0..=u64::MAX, 1)?.unwrap_or_default(),
            tail: tail.and_then(|it| it.try_into().ok()).unwrap_or(usize::MAX),
        })
    }

    fn holds(&self, entry: &Entry) -> bool {
        let call = match &entry.event {
            Event::Call(call) => Some(call),
            Event::Due { .. } | Event::Admin(_) | Event::Panic { .. } => None,
        };
        let operation = call.and_then(|it| it.operation);
        let status = call.and_then(Made::told).map(|it| it.as_u16().into());
        entry.number >= self.since
            && (self.vendor.is_none() || self.vendor.as_deref() == call.and_then(|it| it.vendor))
            && self.operation.as_ref().is_none_or(|it| operation.is_some_and(|of| it.matches(of)))
            && (self.status.is_none() || self.status == status)
    }
}
