//! A scenario ready to be begun, as often as is wanted: checked, with what is given made once.

use std::{
    fmt,
    sync::{Arc, OnceLock},
};

use super::play::{Play, Verdict, step_path};
use super::preparation::Preparation;
use super::steps::Script;
use super::text::Captures;
use super::{
    Difference, Scenario,
    check::{self, Checked},
};
use crate::kernel::faults::catalogue::Catalogue;
use crate::kernel::mistake::Mistake;
use crate::vendors::Signers;
use crate::world::{Setup, World};

/// What sandboxes begin as.
pub struct Prepared {
    scenario: Scenario,
    made: OnceLock<Made>,
}

/// What comes of a scenario.
struct Made {
    setup: Setup,
    script: Script,
    signers: Signers,
    /// As it begins with the scenario's own seed.
    prototype: Start,
}

impl fmt::Debug for Prepared {
    /// Premises hold secrets.
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.debug_struct("Prepared").field("name", &self.scenario.name).finish_non_exhaustive()
    }
}

/// A world at the end of what is given.
#[derive(Debug)]
pub struct Start {
    pub world: World,
    /// What the given calls captured.
    pub captures: Captures,
}

impl Start {
    fn fork(&self) -> Self {
        Self { world: self.world.fork(), captures: self.captures.clone() }
    }
}

impl Prepared {
    /// Checks the scenario and makes what is given, or tells all that is wrong.
    pub fn new(scenario: Scenario, catalogue: &Catalogue) -> Result<Arc<Self>, Vec<Mistake>> {
        let made = Made::new(&scenario, catalogue)?.into();
        Ok(Arc::new(Self { scenario, made }))
    }

    /// Of a scenario that names nothing (no premises, rules, calls), so that nothing can be wrong with it. It
    /// is made when it is first needed: a server that nobody has called yet holds no world.
    pub fn bare(scenario: Scenario) -> Arc<Self> {
        Arc::new(Self { scenario, made: OnceLock::new() })
    }

    fn made(&self) -> &Made {
        self.made.get_or_init(|| {
            Made::new(&self.scenario, &Catalogue::default()).expect("nothing is wrong with nothing")
        })
    }

    /// A fresh world, with another seed than the scenario's if one is given. What is given may not come
    /// to be with every seed.
    pub fn start(&self, seed: Option<u64>) -> Result<Start, Vec<Mistake>> {
        match seed {
            Some(seed) if seed != self.scenario.seed => {
                let Made { setup, signers, script, .. } = self.made();
                prepare(setup, signers, script, seed)
            }
            Some(_) | None => Ok(self.made().prototype.fork()),
        }
    }

    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    pub fn setup(&self) -> &Setup {
        &self.made().setup
    }

    pub fn script(&self) -> &Script {
        &self.made().script
    }

    pub fn signers(&self) -> &Signers {
        &self.made().signers
    }
}

impl Made {
    fn new(scenario: &Scenario, catalogue: &Catalogue) -> Result<Self, Vec<Mistake>> {
        let Checked { setup, signers, script } = check::scenario(scenario, catalogue, true)?;
        let prototype = prepare(&setup, &signers, &script, scenario.seed)?;
        Ok(Self { setup, script, signers, prototype })
    }
}

/// On one line, and not all of a long answer.
fn told(difference: &Difference) -> Mistake {
    let Difference { what, expected, got, .. } = difference;
    let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let message = format!("what is given does not come to be: {what}");
    let mut hint = format!("expected {}, got {}", line(expected), line(got));
    hint.truncate(hint.floor_char_boundary(400));
    Mistake { message, ..difference.mistake() }.hint(hint)
}

fn prepare(
    setup: &Setup,
    signers: &Signers,
    script: &Script,
    seed: u64,
) -> Result<Start, Vec<Mistake>> {
    let mut world = World::calm(setup, seed);
    let mut mistakes = Vec::new();
    let epoch = world.now();
    let captures = Captures::new();
    let mut stage = Preparation::new(&mut world);
    let mut play = Play { stage: &mut stage, signers, captures, begun: epoch };
    let played = play.list("given", &script.given, &mut |played| match played.verdict {
        Verdict::Passed => {}
        Verdict::Failed(differences) => {
            mistakes.extend(differences.iter().map(told));
        }
        Verdict::Skipped(why) => {
            let path = step_path("given", played.index);
            mistakes.push(Mistake { path, ..Mistake::new(&[], why) });
        }
    });
    let captures = play.captures;
    if let Err(broken) = played {
        mistakes.push(Mistake::new(&["given"], broken.0));
    }
    if mistakes.is_empty() {
        world.begin(setup);
        Ok(Start { world, captures })
    } else {
        Err(mistakes)
    }
}
