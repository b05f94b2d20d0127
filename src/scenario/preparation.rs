//! A world as the stage of what is given: for that much work and no more, since a server that makes a world answers
//! nobody meanwhile.

use jiff::Timestamp;
use serde_json::Value;

use super::expect::Answer;
use super::play::{Broken, Seen, Stage};
use crate::kernel::http::Request;
use crate::world::World;

/// Timers that may fire in all that is given: mostly far less than a second's work.
pub(super) const TIMERS_MAX: usize = 100_000;

pub(super) struct Preparation<'a> {
    world: &'a mut World,
    timers_left: usize,
}

impl<'a> Preparation<'a> {
    pub(super) fn new(world: &'a mut World) -> Self {
        Self { world, timers_left: TIMERS_MAX }
    }
}

impl Stage for Preparation<'_> {
    fn now(&mut self) -> Result<Timestamp, Broken> {
        Stage::now(self.world)
    }

    fn pass(&mut self, to: Timestamp) -> Result<(), Broken> {
        if self.world.advance_within(&mut self.timers_left, to) {
            return Ok(());
        }
        let now = World::now(self.world);
        Err(Broken(format!(
            "too much happens in what is given: {TIMERS_MAX} timers have fired, and it is {now}"
        )))
    }

    fn address(&mut self, request: &mut Request) {
        self.world.address(request);
    }

    fn send(&mut self, request: &Request) -> Result<Answer, Broken> {
        self.world.send(request)
    }

    fn count(&mut self, wanted: &dyn Fn(&Seen<'_>) -> bool) -> Result<usize, Broken> {
        self.world.count(wanted)
    }

    fn state(&mut self) -> Result<Value, Broken> {
        Stage::state(self.world)
    }
}
