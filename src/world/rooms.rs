//! The rooms of a world, which it shares with the worlds that it was made from until it changes them.

use std::sync::Arc;

use crate::kernel::room::{AnyRoom, Claim};
use crate::kernel::{agenda::At, http::Request};

/// A room for each vendor. Most worlds are asked by the clients of one vendor only: a clone costs what is then
/// different in it.
#[derive(Debug, Clone, Default)]
pub(super) struct Rooms(Vec<Arc<dyn AnyRoom>>);

impl Rooms {
    pub(super) fn push(&mut self, room: Box<dyn AnyRoom>) {
        self.0.push(Arc::from(room));
    }

    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = &dyn AnyRoom> + ExactSizeIterator {
        self.0.iter().map(AsRef::as_ref)
    }

    /// The room of that index, for changes that no other world sees.
    pub(super) fn own(&mut self, index: usize) -> &mut dyn AnyRoom {
        let room = &mut self.0[index];
        if Arc::get_mut(room).is_none() {
            *room = Arc::from(room.fork());
        }
        Arc::get_mut(room).expect("nobody else has it")
    }

    /// Whom a request is meant for, if for anybody. Of equal claims the first counts: vendors stand in the order
    /// of their list.
    pub(super) fn claimed(&self, request: &Request) -> Option<usize> {
        let claims = self.iter().map(|room| room.claim(request)).enumerate();
        let best = claims.rev().max_by_key(|(_, claim)| *claim)?;
        (best.1 > Claim::No).then_some(best.0)
    }

    /// The earliest timer of all rooms, and whose it is.
    pub(super) fn next_due(&self) -> Option<(At, usize)> {
        let due = self.iter().map(AnyRoom::next_due).enumerate();
        due.filter_map(|(room, due)| Some((due?, room))).min()
    }
}
