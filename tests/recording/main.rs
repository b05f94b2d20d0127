//! What is recorded happens again: byte for byte, without a secret in the file, whoever calls and in
//! whatever order.
#![expect(clippy::unwrap_used, reason = "a test says what went wrong by where it panics")]

mod confluent;
mod files;
mod history;
mod msk;
mod process;
#[expect(dead_code, reason = "recordings do not need all of it")]
#[path = "../support/mod.rs"]
mod support;
mod yandex;

use std::io::BufReader;
use std::sync::{Barrier, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use history::History;
use wavetank::kernel::chance::Chance;
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
            Err(Stopped::Differs(difference)) => panic!("{difference}"),
            Err(Stopped::Unread(error)) => panic!("{error}"),
        }
    }
    assert!(!reader.is_torn());
    replay.done.entries
}

/// How many histories are played: `WAVETANK_HISTORIES`, or a few.
#[expect(clippy::disallowed_methods, reason = "a test may be told to do more")]
fn histories() -> u64 {
    std::env::var("WAVETANK_HISTORIES").ok().and_then(|it| it.parse().ok()).unwrap_or(30)
}

#[test]
fn whatever_happened_happens_again() {
    for seed in 0..histories() {
        let mut history = History::new(seed);
        let mut recorded = Recorded::new(history.world());
        for _ in 0..history.steps() {
            history.step(&mut recorded.world);
            recorded.follow();
        }
        let recording = recorded.tape.into_inner();
        History::check_secrets(&recording);
        assert_eq!(replay(&recording), recorded.world.journal().next_number() - 1, "seed {seed}");
    }
}

#[test]
fn what_was_recorded_late_is_all_there() {
    for seed in 0..histories() / 6 {
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

/// The order is the lock's, and the file has it.
#[test]
fn sixteen_clients_at_once_are_one_history() {
    const CLIENTS: u64 = 16;
    for seed in 0..histories() / 10 {
        let recorded = Mutex::new(Recorded::new(History::new(seed).world()));
        let all_there = Barrier::new(usize::try_from(CLIENTS).unwrap());
        thread::scope(|scope| {
            for client in 0..CLIENTS {
                let (recorded, all_there) = (&recorded, &all_there);
                scope.spawn(move || {
                    let mut history = History::new(seed * CLIENTS + client);
                    all_there.wait();
                    for _ in 0..20 {
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

/// `wavetank convert`, and `wavetank play` of what it says.
#[test]
fn what_is_converted_plays() {
    let catalogue = wavetank::vendors::catalogue();
    for seed in 0..histories() / 2 {
        let mut history = History::new(seed);
        let mut recorded = Recorded::new(history.world());
        for _ in 0..history.steps() {
            history.step(&mut recorded.world);
            recorded.follow();
        }
        let recording = recorded.tape.into_inner();
        let mut reader = Reader::new(&*recording);
        let mut conversion = Conversion::default();
        while let Some(item) = reader.read().unwrap() {
            conversion.take(1, &item).unwrap();
        }
        let Converted { scenario, yaml, left_out, fails } =
            conversion.scenario("default", &catalogue);
        assert_eq!((&fails, &left_out), (&None, &Vec::new()), "seed {seed}:\n{yaml}");
        let read = scenario::load("a.yaml", yaml.as_bytes(), &scenario::no_files, &catalogue);
        let read = read.unwrap_or_else(|error| panic!("{}\n{yaml}", error.render(false)));
        assert_eq!(read.scenario, scenario, "{yaml}");
    }
}

/// How long it takes, and how much memory: `cargo test --release --test recording -- --ignored --nocapture`.
#[test]
#[ignore = "it is about an optimized build"]
#[expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "figures, and how long it took"
)]
fn a_hundred_thousand_calls_are_replayed_in_five_seconds_and_little_memory() {
    const CALLS: u64 = 100_000;
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("hundred-thousand.jsonl");
    let mut world = World::new(&Setup::default());
    let mut tape = Tape::new(std::fs::File::create(&path).unwrap());
    let user = msk::User::new(false);
    let mut draw = Chance::new(1).draw(&["calls"]);
    tape.begin("default", &mut world).unwrap();
    let began = Instant::now();
    for call in 0..CALLS {
        let now = world.settings().epoch.checked_add(Duration::from_millis(call)).unwrap();
        world.handle(now, &user.request(&mut draw, now));
        tape.follow("default", &mut world).unwrap();
    }
    println!("recorded in {:?}, {} bytes", began.elapsed(), path.metadata().unwrap().len());
    drop(world);
    let (before, began) = (resident_kilobytes(), Instant::now());
    let mut reader = Reader::new(BufReader::new(std::fs::File::open(&path).unwrap()));
    let mut replay = Replay::default();
    let (mut line, mut middle) = (0, 0);
    while let Some(item) = reader.read().unwrap() {
        line += 1;
        replay.step(line, &item).unwrap();
        if line == CALLS / 2 {
            middle = resident_kilobytes();
        }
    }
    let (took, after) = (began.elapsed(), resident_kilobytes());
    println!(
        "replayed in {took:?}; {before} kB before, {middle} kB in the middle, {after} kB after"
    );
    std::fs::remove_file(&path).unwrap();
    assert_eq!(replay.done.calls, CALLS);
    assert!(took < Duration::from_secs(5), "{took:?}");
    assert!(after < middle + 20_000, "{middle} kB, then {after} kB");
}

fn resident_kilobytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|it| it.starts_with("VmRSS:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
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
