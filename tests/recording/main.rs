//! What is recorded happens again: byte for byte, without a secret in the file, whoever calls and in
//! whatever order.
#![expect(clippy::unwrap_used, reason = "a test says what went wrong by where it panics")]

mod aiven;
mod confluent;
mod files;
mod history;
mod library;
mod msk;
mod process;
#[expect(dead_code, reason = "recordings do not need all of it")]
#[path = "../support/mod.rs"]
mod support;
mod yandex;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Barrier, Mutex};
use std::{fs, thread};

use history::History;
use serde_json::json;
use support::calls::{KEY, REGION, call, put};
use wavetank::kernel::faults::catalogue::Catalogue;
use wavetank::kernel::settings::{Auth, Settings};
use wavetank::recording::{Conversion, Converted, Reader, Replay, Stopped, Tape};
use wavetank::scenario;
use wavetank::world::{Setup, World};

/// A recording that is being made, and its world.
struct Recorded {
    world: World,
    tape: Tape<Vec<u8>>,
}

impl Recorded {
    fn new(world: World) -> Self {
        let mut recorded = Self { world, tape: Tape::new(Vec::new()) };
        recorded.tape.begin("default", &mut recorded.world).unwrap();
        recorded
    }

    fn follow(&mut self) {
        self.tape.follow("default", &mut self.world).unwrap();
    }
}

/// Panics with the difference if the recording does not happen again. How many entries it has.
fn replay(recording: &[u8]) -> u64 {
    let mut reader = Reader::new(recording);
    let mut replay = Replay::default();
    let mut line = 0;
    while let Some(item) = reader.read().unwrap() {
        line += 1;
        match replay.step(line, &item) {
            Ok(()) => {}
            Err(Stopped::Differs(difference)) => {
                let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join("differs.jsonl");
                fs::write(&kept, recording).unwrap();
                panic!("{difference}\nthe recording is {}", kept.display());
            }
            Err(Stopped::Unread(error)) => panic!("{error}"),
        }
    }
    assert!(!reader.is_torn());
    replay.done.entries
}

/// How many histories are played: `WAVETANK_HISTORIES`, or a few. `.ci/run` plays a thousand.
#[expect(clippy::disallowed_methods, reason = "a test may be told to do more, or less")]
fn histories() -> u64 {
    std::env::var("WAVETANK_HISTORIES").ok().and_then(|it| it.parse().ok()).unwrap_or(100)
}

/// By one client: it is replayed, and what `wavetank convert` makes of it plays.
#[test]
fn whatever_happened_happens_again() {
    let catalogue = wavetank::vendors::catalogue();
    for seed in 0..histories() {
        let mut history = History::new(seed);
        let mut recorded = Recorded::new(history.world());
        for _ in 0..history.steps() {
            history.step(&mut recorded.world);
            recorded.follow();
        }
        let entries = recorded.world.journal().next_number() - 1;
        let recording = recorded.tape.into_inner();
        History::check_secrets(&recording);
        assert_eq!(replay(&recording), entries, "seed {seed}");
        convert_and_play(&recording, &catalogue, seed);
    }
}

/// The path is another vendor's, and only the key says whose call it was.
#[test]
fn a_call_that_has_gone_astray_is_its_signers_in_a_script_too() {
    let catalogue = wavetank::vendors::catalogue();
    let mut history = History::new(0);
    let mut recorded = Recorded::new(history.world());
    let now = recorded.world.now();
    for target in ["/v1/access_token/astray/x", "/v1/access_token/astray", "/v1/me"] {
        let mut request = call(("DELETE", target), None, "", now);
        msk::signer().sign(&mut request, now);
        recorded.world.handle(now, &request);
    }
    recorded.follow();
    let recording = recorded.tape.into_inner();
    assert!(!String::from_utf8_lossy(&recording).contains("astray"));
    assert_eq!(replay(&recording), 3);
    convert_and_play(&recording, &catalogue, 0);
}

fn convert_and_play(recording: &[u8], catalogue: &Catalogue, seed: u64) {
    let mut reader = Reader::new(recording);
    let mut conversion = Conversion::default();
    while let Some(item) = reader.read().unwrap() {
        conversion.take(1, &item).unwrap();
    }
    // It plays what it has made, and says what fails.
    let Converted { scenario, yaml, fails } = conversion.scenario("default", catalogue);
    assert_eq!(fails, None, "seed {seed}:\n{yaml}");
    let read = scenario::load("a.yaml", yaml.as_bytes(), &scenario::no_files, catalogue);
    let read = read.unwrap_or_else(|error| panic!("{}\n{yaml}", error.render(false)));
    assert_eq!(read.scenario, scenario, "{yaml}");
}

/// Of a body that tells a secret where none is looked for: what AWS says of a bad signature has its digest in it.
#[test]
fn a_refusal_that_quotes_what_has_been_taken_out_is_refused_so_again() {
    const PASSWORD: &str = "hunter2-S3cret";
    let settings = Settings { auth: Auth::Strict, ..Settings::default() };
    let setup = Setup::new(settings, Vec::new(), &BTreeMap::new()).unwrap();
    let mut recorded = Recorded::new(World::new(&setup));
    let now = recorded.world.now();
    let told = json!({ "connectorConfiguration": { "database.password": PASSWORD } });
    let open = json!({ "connectorName": PASSWORD });
    let path = format!("/v1/connectors/{PASSWORD}");
    for (method, path, body) in [
        ("POST", "/v1/connectors", told.to_string()),
        ("POST", "/v1/connectors", open.to_string()),
        ("POST", "/v1/connectors", format!("{PASSWORD} {open},")),
        ("GET", &path, String::new()),
    ] {
        let mut request = call((method, path), Some((KEY, REGION)), body, now);
        put(&mut request, "x-team", &format!("of {PASSWORD}"));
        recorded.world.attempt(now, &request).unwrap();
        recorded.follow();
    }
    let recording = recorded.tape.into_inner();
    let text = std::str::from_utf8(&recording).unwrap();
    assert!(text.contains("Canonical String") && !text.contains(PASSWORD), "{text}");
    assert_eq!(replay(&recording), 4);
}

/// The order is the lock's, and the file has it.
#[test]
fn sixteen_clients_at_once_are_one_history() {
    const CLIENTS: u64 = 16;
    for seed in 0..histories() {
        let recorded = Mutex::new(Recorded::new(History::new(seed).world()));
        let all_there = Barrier::new(usize::try_from(CLIENTS).unwrap());
        thread::scope(|scope| {
            for client in 0..CLIENTS {
                let (recorded, all_there) = (&recorded, &all_there);
                scope.spawn(move || {
                    let mut history = History::new(seed * CLIENTS + client);
                    all_there.wait();
                    for _ in 0..if seed.is_multiple_of(10) { 20 } else { 1 } {
                        let mut recorded = recorded.lock().unwrap();
                        history.step(&mut recorded.world);
                        recorded.follow();
                    }
                });
            }
        });
        let recorded = recorded.into_inner().unwrap();
        replay(&recorded.tape.into_inner());
    }
}

#[test]
fn what_was_recorded_late_is_all_there() {
    for seed in 0..histories() / 10 {
        let mut history = History::new(seed);
        history.forgetful = false;
        let mut world = history.world();
        for _ in 0..history.steps() {
            history.step(&mut world);
        }
        let mut tape = Tape::new(Vec::new());
        tape.begin("default", &mut world).unwrap();
        let recording = tape.into_inner();
        History::check_secrets(&recording);
        replay(&recording);
    }
}

#[test]
fn a_replay_of_a_replay_is_the_same_file() {
    let mut history = History::new(3);
    history.forgetful = false;
    let mut recorded = Recorded::new(history.world());
    for _ in 0..history.steps() {
        history.step(&mut recorded.world);
        recorded.follow();
    }
    let recording = recorded.tape.into_inner();
    let mut reader = Reader::new(&*recording);
    let mut replay = Replay::default();
    while let Some(item) = reader.read().unwrap() {
        replay.step(1, &item).unwrap();
    }
    let mut worlds = replay.into_worlds();
    let mut tape = Tape::new(Vec::new());
    tape.begin("default", worlds.get_mut("default").unwrap()).unwrap();
    let again = String::from_utf8(tape.into_inner()).unwrap();
    let recording = String::from_utf8(recording).unwrap();
    for (again, recorded) in again.lines().zip(recording.lines()) {
        assert_eq!(again, recorded);
    }
    assert_eq!(again.len(), recording.len());
}
