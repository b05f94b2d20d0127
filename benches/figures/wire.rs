//! The real binary beside a bare hyper server that answers the same bytes, in turns.

use std::process::Command;
use std::time::Duration;

use crate::process::Server;
use crate::{bare, calls, load, median, median_micros, row};

/// Many short rounds in turns: what disturbs the machine disturbs a pair, and the median pair is told.
const ROUNDS: usize = 25;
const REQUESTS: usize = 4_000;

pub(crate) fn run() {
    touch_memory();
    let ours = Server::wavetank(&["--timing", "instant", "--scenario", SCENARIO]);
    let bare = {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.arg(bare::COMMAND);
        Server::start(command)
    };
    let plugin = load::ask(&ours.address, &calls::raw("POST", "/v1/custom-plugins", calls::PLUGIN));
    let plugin = calls::member(&plugin, "customPluginArn");
    let path = describe_path(&ours, &bare, &plugin);
    for connections in [1, 16, 64] {
        let get = calls::raw("GET", &path, "");
        compare("DescribeConnector", "1.3 times", connections, (&ours, &bare), &|_| get.clone());
        let bodies = std::cell::Cell::new(0);
        compare("CreateConnector", "1.5 times", connections, (&ours, &bare), &|_| {
            bodies.set(bodies.get() + 1);
            let name = format!("c-{connections}-{}", bodies.get());
            calls::raw("POST", "/v1/connectors", &calls::connector(&name, &plugin))
        });
    }
}

/// More workers than an account may have: this is not what is measured.
const SCENARIO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/figures/many-workers.yaml");

/// A connector in ours, and the same description on the bare server's shelf.
fn describe_path(ours: &Server, bare: &Server, plugin: &str) -> String {
    let body = calls::connector("measured", plugin);
    let created = load::ask(&ours.address, &calls::raw("POST", "/v1/connectors", &body));
    let arn = calls::member(&created, "connectorArn");
    let path = format!("/v1/connectors/{}", calls::segment(&arn));
    let description = load::ask(&ours.address, &calls::raw("GET", &path, ""));
    let description = String::from_utf8(description).unwrap();
    load::ask(&bare.address, &calls::raw("PUT", &path, &description));
    path
}

/// A virtual machine pays many times for a page that it never had before, whichever server asks for it first.
fn touch_memory() {
    std::hint::black_box(vec![1_u8; 1 << 30]);
}

/// What one round of requests cost a server, and how long it took.
struct Round {
    cpu: Duration,
    took: Duration,
}

/// Rows for CPU time and for throughput: the median of the rounds, and of the ratios of their pairs.
fn compare(
    what: &str,
    bound: &str,
    connections: usize,
    (ours, bare): (&Server, &Server),
    make: &load::Make<'_>,
) {
    let measure = |server: &Server| {
        let before = server.cpu();
        let took = load::drive(&server.address, connections, REQUESTS, make);
        Round { cpu: server.cpu().saturating_sub(before), took }
    };
    measure(ours);
    measure(bare);
    let rounds: Vec<_> = (0..ROUNDS).map(|_| (measure(ours), measure(bare))).collect();
    let of = |pick: fn(&(Round, Round)) -> Duration| {
        median_micros(rounds.iter().map(pick).collect(), REQUESTS)
    };
    let ratio = |pick: fn(&Round) -> Duration| {
        median(rounds.iter().map(|(ours, bare)| pick(ours).div_duration_f64(pick(bare))).collect())
    };
    let (cpu, cpu_bare, took) = (of(|it| it.0.cpu), of(|it| it.1.cpu), of(|it| it.0.took));
    row(
        &format!("{what}, CPU a request, {connections} connections"),
        &format!(
            "{:.2} times a bare server's ({cpu:.1} µs to {cpu_bare:.1} µs)",
            ratio(|it| it.cpu)
        ),
        bound,
    );
    row(
        &format!("{what}, throughput, {connections} connections"),
        &format!("{:.2} of a bare server's ({:.0}/s)", 1.0 / ratio(|it| it.took), 1e6 / took),
        "",
    );
}
