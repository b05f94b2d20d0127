//! What the command line says of worlds: of those of the server's scenario, and of those that are handed in later.
//!
//! What is said last goes before what was said earlier. The command line names the server's scenario, and goes
//! before it; a scenario that a call brings goes before the command line in what it says, and has the rest from it.

use crate::kernel::lifecycle::Profile;
use crate::kernel::settings::Auth;
use crate::scenario::{ClockMode, Scenario, Sheet};

/// Settings of a scenario; what is absent is as the scenario has it.
#[derive(Debug, Clone, Default)]
pub struct Preset {
    pub seed: Option<u64>,
    pub clock: Option<ClockMode>,
    pub profile: Option<Profile>,
    pub auth: Option<Auth>,
    /// These two bound what a server holds, whoever brings a scenario.
    pub journal_entries_max: Option<usize>,
    pub journal_bytes_max: Option<usize>,
}

impl Preset {
    /// Has `scenario` be so; but for what its sheet says, where it goes before the preset.
    pub fn apply(&self, scenario: &mut Scenario, first: Option<&Sheet>) {
        let is_open = |path: &[&str]| first.is_none_or(|it| !it.says(path));
        put(&mut scenario.seed, self.seed.filter(|_| is_open(&["seed"])));
        put(&mut scenario.clock, self.clock.filter(|_| is_open(&["clock"])));
        put(&mut scenario.auth, self.auth.filter(|_| is_open(&["auth"])));
        let profile = self.profile.filter(|_| is_open(&["timing", "profile"]));
        put(&mut scenario.timing.profile, profile);
        put(&mut scenario.journal.entries_max, self.journal_entries_max);
        put(&mut scenario.journal.bytes_max, self.journal_bytes_max);
    }
}

fn put<T>(place: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *place = value;
    }
}
