//! One sandbox: a world, the clock by which it lives, and the lock that gives both one order.
//!
//! The lock is held for one synchronous call; nothing here waits with it.

use std::any::Any;
use std::ops::{Deref, DerefMut};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{
    Arc, Mutex, MutexGuard, PoisonError,
    atomic::{AtomicBool, AtomicU64, Ordering::Relaxed},
};

use http::StatusCode;
use jiff::Timestamp;
use tokio::task::yield_now;

use super::{
    admin::mistaken,
    clock::Clock,
    log, name,
    recorder::{Part, Recorder},
    refusal::Refusal,
};
use crate::{
    kernel::http::{Request, Response},
    scenario::{Captures, Prepared, Start},
    world::{Panicked, World},
};

/// Timers that fire before others are let in: a step in time may bring millions, and there are other sandboxes, and
/// signals.
const TIMERS_AT_ONCE: usize = 100;

const OVER: u64 = u64::MAX;

/// A world under its name.
pub(super) struct Sandbox {
    pub(super) name: String,
    /// A call panicked in here: what it was about may be half done.
    broken: AtomicBool,
    /// Worlds that were in here, and were taken out; [`OVER`] where none will come.
    lives: AtomicU64,
    inside: Mutex<Inside>,
    recorder: Arc<Recorder>,
}

/// Why something was not done in a sandbox.
#[derive(Debug)]
pub(super) enum Interrupted {
    Panicked(Box<dyn Any + Send>),
    /// Another world has taken the place of this one, or none has.
    BegunAnew,
}

/// What the lock guards. The clock is in here so that it can only be read with the lock held: the order
/// of locks is then the order of times.
pub(super) struct Inside {
    pub(super) world: World,
    pub(super) clock: Clock,
    pub(super) part: Part,
    /// What it began as, and begins as again when it is reset.
    pub(super) origin: Arc<Prepared>,
    /// What the calls captured with which it began.
    pub(super) captures: Captures,
}

/// A sandbox whose lock is held. What has happened in it is recorded before the lock is let go.
pub(super) struct Locked<'a> {
    sandbox: &'a Sandbox,
    inside: MutexGuard<'a, Inside>,
}

impl Deref for Locked<'_> {
    type Target = Inside;

    fn deref(&self) -> &Inside {
        &self.inside
    }
}

impl DerefMut for Locked<'_> {
    fn deref_mut(&mut self) -> &mut Inside {
        &mut self.inside
    }
}

impl Drop for Locked<'_> {
    fn drop(&mut self) {
        self.sandbox.recorder.follow(&self.sandbox.name, &mut self.inside);
    }
}

impl Inside {
    /// A fresh world, with another seed than the scenario's if one is given.
    pub(super) fn begin(origin: &Arc<Prepared>, seed: Option<u64>) -> Result<Self, Refusal> {
        let Start { world, captures } =
            origin.start(seed).map_err(|mistakes| mistaken(&mistakes))?;
        let clock = Clock::new(origin.scenario().clock, world.now());
        let (origin, part) = (Arc::clone(origin), Part::None);
        Ok(Self { world, clock, part, origin, captures })
    }

    pub(super) fn seed(&self) -> u64 {
        self.world.settings().seed
    }

    /// Moves the clock on to `at`, if it is not later already; nobody notes it.
    pub(super) fn be_at(&mut self, at: Timestamp) {
        // What is recorded of one world never goes back.
        let _ = self.clock.set(at);
    }

    /// The time of a call that came in at `asked`, or comes in now; in a sandbox that was begun anew meanwhile
    /// it may not have come yet.
    fn asked_at(&self, asked: &mut Option<Timestamp>) -> Timestamp {
        let now = self.clock.now();
        now.min(*asked.get_or_insert(now))
    }

    /// The same world and the same time once more; they go apart from here.
    pub(super) fn fork(&self) -> Self {
        let (origin, captures) = (Arc::clone(&self.origin), self.captures.clone());
        let (world, clock) = (self.world.fork(), self.clock.clone());
        Self { world, clock, part: Part::None, origin, captures }
    }
}

impl Sandbox {
    pub(super) fn new(name: String, inside: Inside, recorder: Arc<Recorder>) -> Self {
        let (broken, lives) = (AtomicBool::new(false), AtomicU64::new(0));
        Self { name, broken, lives, inside: Mutex::new(inside), recorder }
    }

    /// Takes the lock.
    pub(super) fn lock(&self) -> Locked<'_> {
        // A call's panic is caught inside the lock: this one was a timer's, under an admin call.
        let inside = self.inside.lock().unwrap_or_else(|poisoned| {
            self.broken.store(true, Relaxed);
            self.inside.clear_poison();
            PoisonError::into_inner(poisoned)
        });
        Locked { sandbox: self, inside }
    }

    /// Nothing that happens in there from now on is recorded, and whatever is on its way stops.
    pub(super) fn close(&self) {
        self.lives.store(OVER, Relaxed);
        self.recorder.close(&self.name, &mut self.lock());
    }

    pub(super) fn is_broken(&self) -> bool {
        self.broken.load(Relaxed)
    }

    /// Puts another world in the place of this one.
    pub(super) fn replace(&self, inside: Inside) {
        self.lives.fetch_add(1, Relaxed);
        *self.lock() = inside;
        self.broken.store(false, Relaxed);
    }

    /// Has the world answer, at the time at which it is first asked. A panic in there costs this one call, and
    /// marks the sandbox.
    pub(super) async fn answer(&self, request: &Request) -> Response {
        let mut asked = None;
        loop {
            if let Some(response) = self.attempt(&mut asked, request) {
                return response;
            }
            yield_now().await;
            if self.lives.load(Relaxed) == OVER {
                return name::unknown(&self.name).into();
            }
        }
    }

    fn attempt(&self, asked: &mut Option<Timestamp>, request: &Request) -> Option<Response> {
        let mut inside = self.lock();
        let now = inside.asked_at(asked);
        match inside.world.attempt_within(&mut { TIMERS_AT_ONCE }, now, request) {
            Ok(answered) => {
                let line = answered.as_ref().and_then(|_| log::Line::of_newest(&inside.world));
                drop(inside);
                if let Some(line) = line {
                    line.write(&self.name);
                }
                answered
            }
            Err(panicked) => Some(self.panicked(&inside, request, panicked).into()),
        }
    }

    /// Lets the world come to the time at which it is first asked to, and has `act` done before anybody else gets
    /// in. A panic in there marks the sandbox.
    pub(super) async fn caught_up<T>(
        &self,
        act: impl FnOnce(&mut Inside) -> T,
    ) -> Result<T, Interrupted> {
        let lives = self.lives.load(Relaxed);
        let (mut asked, mut act) = (None, Some(act));
        loop {
            let acted = catch_unwind(AssertUnwindSafe(|| {
                let mut inside = self.lock();
                let now = *asked.get_or_insert_with(|| inside.clock.now());
                let is_there = inside.world.advance_within(&mut { TIMERS_AT_ONCE }, now);
                act.take_if(|_| is_there).map(|act| act(&mut inside))
            }));
            if let Some(done) = acted.map_err(Interrupted::Panicked)? {
                return Ok(done);
            }
            yield_now().await;
            if self.lives.load(Relaxed) != lives {
                return Err(Interrupted::BegunAnew);
            }
        }
    }

    fn panicked(&self, inside: &Inside, request: &Request, panicked: Panicked) -> Refusal {
        self.broken.store(true, Relaxed);
        let (seed, status) = (inside.seed(), StatusCode::INTERNAL_SERVER_ERROR);
        let Panicked { entry, message } = panicked;
        let message = format!("a call panicked: {message}");
        let (sandbox, method, path) = (&self.name, request.method.as_str(), log::path_of(request));
        let told = status.as_u16();
        tracing::error!(sandbox, seed, entry, method, path, status = told, "{message}");
        Refusal::new(status, "panic", message)
            .with("seed", seed)
            .with("entry", entry)
            .hint("this is a mistake in wavetank: seed and journal make it happen again")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;
    use crate::world::words;

    #[test]
    fn a_panic_with_the_lock_held_marks_the_sandbox_and_locks_nobody_out() {
        let inside =
            Inside::begin(&Prepared::bare(Scenario::default()), None).expect("nothing is given");
        let sandbox = Sandbox::new("a".into(), inside, Arc::default());
        let panicked = catch_unwind(AssertUnwindSafe(|| {
            let _inside = sandbox.lock();
            panic!("with {} words", 3);
        }));
        assert_eq!(words(panicked.expect_err("it panics").as_ref()), "with 3 words");
        drop(sandbox.lock());
        assert!(sandbox.is_broken());
        assert!(!sandbox.inside.is_poisoned());
    }
}
