//! The real binary on long files: a scenario of ten thousand steps, a recording of a hundred thousand calls.
//!
//! Each is told as a ratio to what the very same calls cost in process, one after the other and without files.

use std::fmt::Write;
use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use http::Method;
use jiff::Timestamp;
use wavetank::kernel::http::Request;
use wavetank::kernel::journal::Event;
use wavetank::kernel::lifecycle::Profile;
use wavetank::recording::Tape;
use wavetank::scenario::{self, Play, Prepared};
use wavetank::vendors;
use wavetank::world::World;

use crate::in_process::{create, plugin, request, world};
use crate::{calls, row};

const STEPS: usize = 10_000;
const CALLS: usize = 100_000;
const CONNECTORS: usize = 10;

pub(crate) fn run() {
    let file = path("steps.yaml");
    std::fs::write(&file, script()).unwrap();
    let (took, _) = ran(&["play", file.to_str().unwrap()]);
    tell(&format!("play of {STEPS} steps"), took, cost_of_script(&file), "2 s");

    let (few, many) = (path("few.jsonl"), path("many.jsonl"));
    record(&few, CALLS / 10);
    let cost = record(&many, CALLS);
    let (_, few_kilobytes) = ran(&["replay", few.to_str().unwrap()]);
    let (took, kilobytes) = ran(&["replay", many.to_str().unwrap()]);
    tell(&format!("replay of {CALLS} calls"), took, cost, "5 s");
    row(
        "most memory that it holds",
        &format!(
            "{:.1} MiB; of a tenth of the calls {:.1} MiB",
            f64::from(kilobytes) / 1024.0,
            f64::from(few_kilobytes) / 1024.0
        ),
        "flat",
    );
    for file in [file, few, many] {
        std::fs::remove_file(file).unwrap();
    }
}

fn tell(what: &str, took: Duration, cost: Duration, bound: &str) {
    let ratio = took.as_secs_f64() / cost.as_secs_f64();
    row(what, &format!("{:.2} s, {ratio:.1} times the calls", took.as_secs_f64()), bound);
}

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("figures-{name}"))
}

/// Runs the binary to its good end: how long, and how many kilobytes it held at most.
fn ran(arguments: &[&str]) -> (Duration, u32) {
    let start = Instant::now();
    let mut command = Command::new(env!("CARGO_BIN_EXE_wavetank"));
    let mut child = command.args(arguments).stdout(Stdio::null()).spawn().unwrap();
    let mut kilobytes = 0;
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            assert!(status.success(), "{arguments:?}: {status}");
            return (start.elapsed(), kilobytes);
        }
        kilobytes = kilobytes.max(held_at_most(&child));
        sleep(Duration::from_millis(2));
    }
}

fn held_at_most(child: &Child) -> u32 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id()));
    let status = status.unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or(0, |it| it.trim().trim_end_matches(" kB").parse().unwrap())
}

/// A plugin, some connectors, and polls of them.
fn script() -> String {
    let mut text = "script:\n".to_owned();
    let plugin = calls::PLUGIN;
    writeln!(text, "  - {{ call: POST /v1/custom-plugins, body: {plugin}, capture: {{ plugin: /customPluginArn }} }}").unwrap();
    writeln!(text, "  - advance: 1h").unwrap();
    for index in 0..CONNECTORS {
        let body = calls::connector(&format!("connector-{index}"), "$plugin");
        let capture = format!("{{ arn{index}: /connectorArn }}");
        writeln!(text, "  - {{ call: POST /v1/connectors, body: {body}, capture: {capture} }}")
            .unwrap();
    }
    for step in CONNECTORS + 2..STEPS {
        let (at, index) = (3_600_000 + step, step % CONNECTORS);
        let expect = "{ status: 200, at: { /capacity/provisionedCapacity/workerCount: 1 } }";
        writeln!(
            text,
            "  - {{ at: {at}ms, call: GET /v1/connectors/$arn{index}, expect: {expect} }}"
        )
        .unwrap();
    }
    text
}

/// What the calls of the script cost.
fn cost_of_script(file: &Path) -> Duration {
    let text = std::fs::read(file).unwrap();
    let catalogue = vendors::catalogue();
    let loaded = scenario::load("steps.yaml", &text, &scenario::no_files, &catalogue).unwrap();
    let prepared = Prepared::new(loaded.scenario, &catalogue).unwrap();
    let start = prepared.start(None).unwrap();
    let mut world = start.world;
    world.hold_journal(1);
    let mut play = Play::new(&mut world, prepared.signers(), start.captures).unwrap();
    play.run(prepared.script(), |_| {}).unwrap();
    let entries = world.journal().entries();
    let made = entries.filter_map(|it| {
        let Event::Call(call) = &it.event else { return None };
        Some((it.at, call.request()))
    });
    let made: Vec<_> = made.collect();
    let mut world = prepared.start(None).unwrap().world;
    cost(&mut world, &made)
}

fn cost(world: &mut World, made: &[(Timestamp, Request)]) -> Duration {
    let start = Instant::now();
    for (at, request) in made {
        std::hint::black_box(world.handle(*at, request));
    }
    start.elapsed()
}

/// Writes the recording of a poll loop of so many calls, and says what the calls cost.
fn record(path: &Path, polls: usize) -> Duration {
    let prepared = || {
        let mut world = world(Profile::Fast);
        let plugin = plugin(&mut world);
        let create = |index| create(&mut world, index, &plugin);
        let arns: Vec<_> = (0..CONNECTORS).map(create).collect();
        (world, arns)
    };
    let (mut world, arns) = prepared();
    let polls: Vec<_> = (0..polls)
        .map(|index| {
            let arn = calls::segment(&arns[index % CONNECTORS]);
            let at = world.now() + Duration::from_millis(index as u64);
            (at, request(Method::GET, &format!("/v1/connectors/{arn}"), ""))
        })
        .collect();
    let mut tape = Tape::new(BufWriter::new(File::create(path).unwrap()));
    tape.begin("default", &mut world).unwrap();
    for (at, request) in &polls {
        world.handle(*at, request);
        tape.follow("default", &mut world).unwrap();
    }
    cost(&mut prepared().0, &polls)
}
