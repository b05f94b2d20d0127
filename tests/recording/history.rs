//! Histories made up from a seed: calls good and bad, time that passes, rules that come and go.

use std::collections::BTreeMap;
use std::panic;
use std::sync::Once;
use std::time::Duration;

use jiff::Timestamp;
use serde_json::{Value, json};
use wavetank::kernel::chance::{Chance, Draw};
use wavetank::kernel::faults::{Rule, Written};
use wavetank::kernel::journal::{Bounds, Change, Clock, Event};
use wavetank::kernel::lifecycle::{Profile, Takes, Timing};
use wavetank::kernel::settings::{Auth, DateSource, Settings};
use wavetank::vendors;
use wavetank::world::{Setup, World};

use crate::{aiven, confluent, library, msk, yandex};

/// One user of a world, which has all vendors.
pub(crate) struct History {
    pub(crate) draw: Draw,
    now: Timestamp,
    msk: msk::User,
    confluent: confluent::User,
    aiven: aiven::User,
    library: library::User,
    strict: bool,
    pub(crate) forgetful: bool,
    /// Whether answers may be held back.
    pub(crate) patient: bool,
}

impl History {
    pub(crate) fn new(seed: u64) -> Self {
        static QUIET: Once = Once::new();
        QUIET.call_once(|| {
            let usual = panic::take_hook();
            panic::set_hook(Box::new(move |info| {
                // What rules ask for is nobody's news.
                if info.payload_as_str() != Some("a rule asked for a panic") {
                    usual(info);
                }
            }));
        });
        let draw = Chance::new(seed).draw(&["history"]);
        let strict = seed.is_multiple_of(3);
        let now = Settings::default().epoch;
        let confluent = confluent::User { own: seed.is_multiple_of(2) };
        let library = library::User::new(&premises(&confluent));
        Self {
            draw,
            now,
            msk: msk::User::new(strict),
            confluent,
            aiven: aiven::User::default(),
            library,
            strict,
            forgetful: true,
            patient: true,
        }
    }

    /// A few are long.
    pub(crate) fn steps(&mut self) -> u64 {
        if self.draw.below(10) == 0 { 20 + self.draw.below(60) } else { 4 + self.draw.below(12) }
    }

    /// A world whose journal may forget: what is to be recorded is kept all the same.
    pub(crate) fn world(&mut self) -> World {
        let draw = &mut self.draw;
        let profile = [Profile::Instant, Profile::Fast, Profile::Realistic][pick(draw, 3)];
        let takes = [Takes::Reads(2), Takes::For(Duration::from_secs(3)), Takes::Never];
        let operations = BTreeMap::from([("msk/CreateConnector".to_owned(), takes[pick(draw, 3)])]);
        let lag = BTreeMap::from([("CreateCustomPlugin".to_owned(), Takes::Reads(1))]);
        let settings = Settings {
            seed: draw.bits(),
            auth: if self.strict { Auth::Strict } else { Auth::Lenient },
            date: [DateSource::Wall, DateSource::World][pick(draw, 2)],
            timing: Timing { profile, operations },
            lag,
            journal: if self.forgetful && draw.below(4) == 0 {
                Bounds { entries_max: 5, bytes_max: 1 << 20 }
            } else {
                Bounds::default()
            },
            ..Settings::default()
        };
        let rules = (0..draw.below(3)).map(|_| rule(draw, self.patient)).collect();
        World::new(&Setup::new(settings, rules, &premises(&self.confluent)).unwrap())
    }

    /// Something happens in `world`.
    pub(crate) fn step(&mut self, world: &mut World) {
        self.now = self.now.max(world.now());
        match self.draw.below(20) {
            0..4 => {
                let step = Duration::from_millis(self.draw.below(4_000));
                self.now = self.now.checked_add(step).unwrap();
                if self.draw.below(2) == 0 {
                    world.advance(self.now);
                    let clock = Clock { advance: Some(step), ..Clock::default() };
                    world.note(Event::Admin(Change::Clock(clock)));
                }
            }
            4 => {
                world.advance(self.now);
                let rules =
                    (0..=self.draw.below(2)).map(|_| rule(&mut self.draw, self.patient)).collect();
                match self.draw.below(4) {
                    0 => drop(world.replace_faults(rules)),
                    1 => drop(world.remove_fault(1 + self.draw.below(4))),
                    _ => drop(world.add_faults(rules)),
                }
            }
            _ => {
                // The wall has a time of its own, which the world's is not; clients go by it.
                let wall = self.now.checked_add(Duration::from_millis(137)).unwrap();
                let request = match self.draw.below(7) {
                    0 | 1 => self.confluent.request(&mut self.draw, wall),
                    2 => self.library.request(&mut self.draw, wall),
                    3 => self.aiven.request(&mut self.draw, wall),
                    4 => yandex::request(&mut self.draw, wall),
                    _ => self.msk.request(&mut self.draw, wall),
                };
                let answer = world.attempt(self.now, &request);
                if let Ok(answer) = answer {
                    self.msk.learn(&answer);
                    self.aiven.learn(&answer);
                    self.library.learn(&answer);
                }
            }
        }
    }

    /// No secret of anybody is in the recording.
    pub(crate) fn check_secrets(recording: &[u8]) {
        let text = std::str::from_utf8(recording).unwrap();
        msk::check_files(text);
        let others = confluent::SECRETS.into_iter().chain(aiven::SECRETS).chain(yandex::SECRETS);
        for secret in msk::User::secrets().chain(others) {
            if let Some(line) = text.lines().find(|it| it.contains(secret)) {
                panic!("`{secret}` is in the recording: {line}");
            }
        }
    }
}

/// Vendors that are not here have premises of their own.
fn premises(confluent: &confluent::User) -> BTreeMap<String, Value> {
    BTreeMap::from([
        ("msk".to_owned(), msk::premises()),
        ("confluent".to_owned(), confluent::premises(confluent.own)),
        ("aiven".to_owned(), aiven::premises()),
        ("yandex".to_owned(), yandex::premises(confluent.own)),
    ])
}

pub(crate) fn pick(draw: &mut Draw, of: u64) -> usize {
    usize::try_from(draw.below(of)).unwrap()
}

fn rule(draw: &mut Draw, patient: bool) -> Rule {
    let effects = [
        json!({ "cause": "throttled" }),
        json!({ "cause": "internal", "stage": "after" }),
        json!({ "error": "ConflictException", "message": "no" }),
        json!({ "respond": { "status": 502, "headers": { "x-a": "b" }, "body": "<html>\n" } }),
        json!({ "delay": if patient { "3s" } else { "3ms" } }),
        json!({ "slow": { "chunk_bytes": 3, "pause": "1ms" } }),
        json!({ "cut": { "after_bytes": 3 } }),
        json!({ "reset": {} }),
        json!({ "empty": true }),
        json!({ "silence": if patient { "30s" } else { "30ms" } }),
        json!({ "garbage": "\u{0}x" }),
        json!({ "panic": true }),
        json!({ "page": { "items_max": 1 } }),
        json!({ "rate_limit": { "per_second": 1.0, "burst": 2 } }),
        json!({ "outcome": { "code": "Bad.Luck", "message": "it did not come to be" } }),
        json!({ "outcome": { "succeeds_for": "2s" } }),
    ];
    let mut written = effects[pick(draw, effects.len() as u64)].clone();
    let turns = ["nth", "first", "every"];
    written[turns[pick(draw, 3)]] = (1 + draw.below(4)).into();
    if draw.below(3) == 0 {
        written["probability"] = json!(0.5);
    }
    let operations = ["?reate*", "*Connector", "?ist*", "DescribeConnector", "Connector.*"];
    // Reading has no outcome, and only lists have pages.
    let usual = match (&written["outcome"], &written["error"]) {
        (Value::Null, Value::Null) => 5,
        // The last is of a vendor that has no such error.
        (Value::Null, _) => 4,
        _ => 2,
    };
    let operation = if written["page"].is_null() { operations[pick(draw, usual)] } else { "*ist*" };
    written["on"] = json!({ "operation": operation });
    let written: Written = serde_json::from_value(written).unwrap();
    written.read(&vendors::catalogue()).unwrap()
}
