//! The sandboxes of a server by name, made when they are first named.
//!
//! No guard of the map is ever held while a world is locked or made.

use std::sync::{Arc, Mutex, PoisonError};

use dashmap::{DashMap, Entry};
use http::StatusCode;

use super::{
    name,
    recorder::Recorder,
    refusal::Refusal,
    sandbox::{Inside, Sandbox},
};
use crate::scenario::Prepared;

/// A power of two: one thread answers, and to ask the machine for its cores would cost a start several files.
const SHARDS: usize = 4;

/// All sandboxes, and what a new one is made from.
pub(super) struct Registry {
    sandboxes: DashMap<String, Arc<Sandbox>>,
    /// Held while one is added, so that two do not take the last place.
    adding: Mutex<()>,
    sandboxes_max: usize,
    prepared: Arc<Prepared>,
    recorder: Arc<Recorder>,
}

impl Registry {
    pub(super) fn new(prepared: Arc<Prepared>, sandboxes_max: usize) -> Self {
        let sandboxes = DashMap::with_shard_amount(SHARDS);
        let (adding, recorder) = (Mutex::new(()), Arc::default());
        Self { sandboxes, adding, sandboxes_max, prepared, recorder }
    }

    /// The sandbox called `name`, which is valid; made if there is none.
    pub(super) fn sandbox(&self, name: &str) -> Result<Arc<Sandbox>, Refusal> {
        if let Some(known) = self.known(name) {
            return Ok(known);
        }
        if self.sandboxes.len() >= self.sandboxes_max {
            return Err(self.full());
        }
        match self.add(name, self.fresh(None)?) {
            Err(Taken::Exists(there)) => Ok(there), // Somebody was faster.
            Err(Taken::Full) => Err(self.full()),
            Ok(made) => Ok(made),
        }
    }

    /// The sandbox called `name`, if there is one.
    pub(super) fn known(&self, name: &str) -> Option<Arc<Sandbox>> {
        self.sandboxes.get(name).map(|it| Arc::clone(&it))
    }

    /// Makes the sandbox called `name`: it is a mistake if there is one.
    pub(super) fn create(&self, name: &str, inside: Inside) -> Result<Arc<Sandbox>, Refusal> {
        self.add(name, inside).map_err(|taken| match taken {
            Taken::Full => self.full(),
            Taken::Exists(_) => {
                let message = format!("there is a sandbox `{name}` already");
                Refusal::new(StatusCode::CONFLICT, "sandbox_exists", message)
                    .hint("delete it, reset it, or take another name")
            }
        })
    }

    /// Forgets the sandbox; calls that are in it still end in it.
    pub(super) fn remove(&self, name: &str) -> Option<Arc<Sandbox>> {
        let sandbox = self.known(name)?;
        // First the recording: the next of that name begins behind the end of this one.
        sandbox.close();
        let removed = self.sandboxes.remove_if(name, |_, it| Arc::ptr_eq(it, &sandbox));
        removed.map(|(_, sandbox)| sandbox)
    }

    pub(super) fn recorder(&self) -> &Recorder {
        &self.recorder
    }

    /// All of them, by name.
    pub(super) fn list(&self) -> Vec<Arc<Sandbox>> {
        let mut all: Vec<_> = self.sandboxes.iter().map(|it| Arc::clone(&it)).collect();
        all.sort_by(|a, b| a.name.cmp(&b.name));
        all
    }

    pub(super) fn count(&self) -> usize {
        self.sandboxes.len()
    }

    /// A world as the server's scenario has it, with another seed if one is given.
    pub(super) fn fresh(&self, seed: Option<u64>) -> Result<Inside, Refusal> {
        Inside::begin(&self.prepared, seed)
    }

    fn add(&self, name: &str, inside: Inside) -> Result<Arc<Sandbox>, Taken> {
        debug_assert!(name::is_valid(name), "`{name}` is checked where it comes in");
        let _adding = self.adding.lock().unwrap_or_else(PoisonError::into_inner);
        let is_full = self.sandboxes.len() >= self.sandboxes_max;
        match self.sandboxes.entry(name.to_owned()) {
            Entry::Occupied(there) => Err(Taken::Exists(Arc::clone(there.get()))),
            Entry::Vacant(_) if is_full => Err(Taken::Full),
            Entry::Vacant(place) => {
                let sandbox = Sandbox::new(name.to_owned(), inside, Arc::clone(&self.recorder));
                let sandbox = Arc::new(sandbox);
                place.insert(Arc::clone(&sandbox));
                Ok(sandbox)
            }
        }
    }

    fn full(&self) -> Refusal {
        let most = self.sandboxes_max;
        let message = format!("there are {most} sandboxes, and no more are allowed");
        Refusal::new(StatusCode::TOO_MANY_REQUESTS, "sandboxes_full", message)
            .hint("delete one, or start the server with a larger --sandboxes-max")
    }
}

/// Why a sandbox was not added.
enum Taken {
    Exists(Arc<Sandbox>),
    Full,
}
