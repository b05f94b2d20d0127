//! What every vendor stands on: time, chance, faults, journal, routes.
//!
//! Nothing here knows a vendor, a socket, a file or the clock on the wall.

pub mod grpc;
pub mod http;

pub mod agenda;
pub mod chance;
pub mod clock;
pub mod config_def;
mod counts;
pub mod cut;
pub mod glob;
pub mod lifecycle;
pub mod mistake;
pub mod moment;
pub mod nearest;
pub mod objects;
pub mod reading;

pub mod endpoint;
pub mod faults;
pub mod journal;
pub mod secrecy;
pub mod settings;

pub mod credentials;
pub mod interface;
pub mod pages;
pub mod rejection;
pub mod room;
pub mod route;
pub mod signatory;

use std::sync::Arc;

use jiff::Timestamp;

/// The part of a world that its rooms share.
#[derive(Debug, Clone)]
pub struct Kernel {
    pub settings: Arc<settings::Settings>,
    pub chance: chance::Chance,
    pub plan: faults::Plan,
    pub journal: journal::Journal,
    now: Timestamp,
    /// The end of preparations, or the epoch: from when rules count their windows.
    begun: Timestamp,
    /// A world-wide order for what happens at one instant.
    timers_set: u64,
    counts: counts::Counts,
}

impl Kernel {
    pub fn new(settings: Arc<settings::Settings>, rules: Vec<faults::Rule>) -> Self {
        Self {
            chance: chance::Chance::new(settings.seed),
            plan: faults::Plan::new(rules),
            journal: journal::Journal::new(settings.journal),
            now: settings.epoch,
            begun: settings.epoch,
            timers_set: 0,
            counts: counts::Counts::default(),
            settings,
        }
    }

    /// World time: the instant of the call, or of the timer that is firing.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// Lets time pass. It never goes back: an earlier `now` changes nothing.
    pub fn pass(&mut self, now: Timestamp) {
        self.now = self.now.max(now);
    }

    /// World time since the end of preparations, in which rules give their windows.
    pub fn elapsed(&self) -> std::time::Duration {
        self.now.duration_since(self.begun).unsigned_abs()
    }

    /// Ends preparations: from here on these settings and rules hold, and the journal begins anew.
    pub fn begin(&mut self, settings: Arc<settings::Settings>, rules: Vec<faults::Rule>) {
        self.journal = journal::Journal::new(settings.journal);
        self.plan = faults::Plan::new(rules);
        self.begun = self.now;
        self.settings = settings;
    }

    /// The next number for a timer, unique in this world.
    pub fn number_timer(&mut self) -> u64 {
        self.timers_set += 1;
        self.timers_set
    }

    /// Counts `key` and says how often that was, from 1: which `orders` of all that ever were this one is. Ids
    /// drawn by name and count do not depend on what happens to other names.
    pub fn count(&mut self, key: &str) -> u64 {
        self.counts.count(key)
    }
}
