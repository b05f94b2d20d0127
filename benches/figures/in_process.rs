//! What a call costs inside the world: no socket, no other thread.

use std::time::{Duration, Instant};

use http::{HeaderMap, HeaderValue, Method};
use jiff::Timestamp;
use wavetank::kernel::http::{Request, Response};
use wavetank::kernel::lifecycle::{Profile, Timing};
use wavetank::kernel::settings::Settings;
use wavetank::world::{Setup, World};

use crate::{calls, row};

pub(crate) fn run() {
    let (few, many) = (Prepared::new(10), Prepared::new(100_000));
    let (describe_few, describe_many) = best_in_turns(few.describe(), many.describe());
    row("DescribeConnector, in process, 10 connectors", &micros(describe_few), "");
    row(
        "the same with 100,000 connectors",
        &format!("{}, {:.2} times", micros(describe_many), ratio(describe_many, describe_few)),
        "1.2 times",
    );
    let (page_few, page_many) = (few.measure_list(10), many.measure_list(100));
    row("ListConnectors, in process, 10 of 10", &micros(page_few), "");
    row("ListConnectors, in process, 100 of 100,000", &micros(page_many), "");
    row("CreateConnector, in process", &micros(measure_create()), "");
    let (set, fire) = measure_timers();
    row("set one of 100,000 timers (with its CreateConnector)", &micros(set), "");
    row("fire one of 100,000 timers", &micros(fire), "");
}

pub(crate) fn micros(duration: Duration) -> String {
    format!("{:.2} µs", duration.as_secs_f64() * 1e6)
}

fn ratio(a: Duration, b: Duration) -> f64 {
    a.as_secs_f64() / b.as_secs_f64()
}

/// A world with connectors in it.
struct Prepared {
    world: std::cell::RefCell<World>,
    arns: Vec<String>,
}

impl Prepared {
    fn new(connectors: usize) -> Self {
        let mut world = world(Profile::Instant);
        let plugin = plugin(&mut world);
        let arns = (0..connectors).map(|index| create(&mut world, index, &plugin)).collect();
        world.advance(world.now());
        Self { world: std::cell::RefCell::new(world), arns }
    }

    /// Describes ten connectors, or what there are.
    fn describe(&self) -> impl FnMut() -> usize {
        // Spread over the whole map, the same ones again and again.
        let step = (self.arns.len() / 10).max(1);
        let requests: Vec<_> = (self.arns.iter().step_by(step))
            .map(|arn| request(Method::GET, &format!("/v1/connectors/{}", calls::segment(arn)), ""))
            .collect();
        move || {
            let mut world = self.world.borrow_mut();
            for request in &requests {
                assert_eq!(handle(&mut world, request).status, 200);
            }
            requests.len()
        }
    }

    fn measure_list(&self, items: usize) -> Duration {
        let mut world = self.world.borrow_mut();
        let request = request(Method::GET, &format!("/v1/connectors?maxResults={items}"), "");
        best(|| {
            assert_eq!(handle(&mut world, &request).status, 200);
            1
        })
    }
}

fn measure_create() -> Duration {
    let mut world = world(Profile::Instant);
    let plugin = plugin(&mut world);
    let mut index = 0;
    best(|| {
        create(&mut world, index, &plugin);
        index += 1;
        1
    })
}

fn measure_timers() -> (Duration, Duration) {
    const TIMERS: u32 = 100_000;
    let mut world = world(Profile::Realistic);
    let plugin = plugin(&mut world);
    world.advance(world.now() + Duration::from_hours(2));
    let start = Instant::now();
    for index in 0..TIMERS {
        create(&mut world, index as usize, &plugin);
    }
    let set = start.elapsed() / TIMERS;
    let start = Instant::now();
    world.advance(world.now() + Duration::from_hours(2));
    (set, start.elapsed() / TIMERS)
}

pub(crate) fn world(profile: Profile) -> World {
    let timing = Timing { profile, ..Timing::default() };
    let premises = serde_json::json!({ "behaviour": { "quotas": { "workers": 10_000_000 } } });
    let premises = [("msk".to_owned(), premises)].into();
    World::new(&Setup::new(Settings { timing, ..Settings::default() }, vec![], &premises).unwrap())
}

pub(crate) fn plugin(world: &mut World) -> String {
    let answer = handle(world, &request(Method::POST, "/v1/custom-plugins", calls::PLUGIN));
    world.advance(world.now() + Duration::from_hours(1));
    calls::member(&answer.body, "customPluginArn")
}

pub(crate) fn create(world: &mut World, index: usize, plugin: &str) -> String {
    let body = calls::connector(&format!("connector-{index}"), plugin);
    let answer = handle(world, &request(Method::POST, "/v1/connectors", &body));
    calls::member(&answer.body, "connectorArn")
}

fn handle(world: &mut World, request: &Request) -> Response {
    world.handle(world.now(), request)
}

pub(crate) fn request(method: Method, target: &str, body: &str) -> Request {
    let mut headers = HeaderMap::new();
    headers.insert("host", HeaderValue::from_static("127.0.0.1:9283"));
    headers.insert("x-amz-date", HeaderValue::from_static("20260108T120000Z"));
    headers.insert("authorization", HeaderValue::from_static(calls::AUTHORIZATION));
    let (target, body) = (target.into(), body.to_owned().into());
    Request {
        method,
        target,
        prefix_bytes: 0,
        headers,
        body,
        wall: Timestamp::UNIX_EPOCH,
        vouched: false,
    }
}

const ROUND: Duration = Duration::from_millis(100);
const ROUNDS: usize = 7;

/// The time of one of the things that `run` does and counts.
fn round(run: &mut impl FnMut() -> usize) -> Duration {
    let (start, mut done) = (Instant::now(), 0);
    while start.elapsed() < ROUND {
        done += run();
    }
    start.elapsed().div_f64(done as f64)
}

/// The best of several rounds, behind one that nobody counts.
fn best(mut run: impl FnMut() -> usize) -> Duration {
    round(&mut run);
    (0..ROUNDS).map(|_| round(&mut run)).min().expect("seven rounds")
}

/// The best of either, in turns: what disturbs the machine disturbs both.
fn best_in_turns(
    mut one: impl FnMut() -> usize,
    mut other: impl FnMut() -> usize,
) -> (Duration, Duration) {
    let (mut ones, mut others) = (vec![], vec![]);
    for _ in 0..=ROUNDS {
        ones.push(round(&mut one));
        others.push(round(&mut other));
    }
    let best = |rounds: Vec<Duration>| rounds.into_iter().skip(1).min().expect("seven rounds");
    (best(ones), best(others))
}
