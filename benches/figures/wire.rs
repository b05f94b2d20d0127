//! The real binary beside a bare hyper server that answers the same bytes, in turns.

use std::process::Command;
use std::time::Duration;

use crate::cores::Cores;
use crate::process::Server;
use crate::{bare, calls, load, median, median_micros, row};

/// Many short rounds in turns: what disturbs the machine disturbs a pair, and the median pair is told.
const ROUNDS: usize = 15;
const REQUESTS: usize = 4_000;

pub(crate) fn run() {
    touch_memory();
    let cores = Cores::new();
    for connections in [1, 16, 64] {
        // New ones each time, so that what was created before is not what is measured.
        let ours = Server::wavetank(&["--timing", "instant", "--scenario", SCENARIO]);
        let bare = {
            let mut command = Command::new(std::env::current_exe().unwrap());
            command.arg(bare::COMMAND);
            Server::start(command)
        };
        let pair = Pair { ours, bare, cores: &cores, connections };
        let plugin = calls::raw("POST", "/v1/custom-plugins", calls::PLUGIN);
        let plugin = calls::member(&load::ask(&pair.ours.address, &plugin), "customPluginArn");
        let get = calls::raw("GET", &pair.describe_path(&plugin), "");
        pair.compare("DescribeConnector", "1.3 times", &|_| get.clone());
        let created = std::cell::Cell::new(0);
        pair.compare("CreateConnector", "1.5 times", &|_| {
            created.set(created.get() + 1);
            let name = format!("c-{}", created.get());
            calls::raw("POST", "/v1/connectors", &calls::connector(&name, &plugin))
        });
    }
}

/// More workers than an account may have: this is not what is measured.
const SCENARIO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/figures/many-workers.yaml");

/// A virtual machine pays many times for a page that it never had before, whichever server asks for it first.
fn touch_memory() {
    std::hint::black_box(vec![1_u8; 1 << 30]);
}

/// Our server and the bare one, and how they are asked.
struct Pair<'a> {
    ours: Server,
    bare: Server,
    cores: &'a Cores,
    connections: usize,
}

/// What one round of requests cost a server, and how long it took.
struct Round {
    cpu: Duration,
    took: Duration,
}

impl Pair<'_> {
    /// A connector in ours, and the same description on the bare server's shelf.
    fn describe_path(&self, plugin: &str) -> String {
        let (ours, bare) = (&self.ours.address, &self.bare.address);
        let body = calls::connector("measured", plugin);
        let created = load::ask(ours, &calls::raw("POST", "/v1/connectors", &body));
        let arn = calls::member(&created, "connectorArn");
        let path = format!("/v1/connectors/{}", calls::segment(&arn));
        let description = load::ask(ours, &calls::raw("GET", &path, ""));
        let description = String::from_utf8(description).unwrap();
        load::ask(bare, &calls::raw("PUT", &path, &description));
        path
    }

    /// Rows for CPU time, all on one core, and for throughput, with the client on a core of its own: the median
    /// of the rounds, and of the ratios of their pairs.
    fn compare(&self, what: &str, bound: &str, make: &load::Make<'_>) {
        let Self { ours, bare, cores, connections } = self;
        cores.together([ours, bare]);
        let (cpu, cpu_bare, ratio) = self.rounds(make, |it| it.cpu);
        row(
            &format!("{what}, CPU a request, {connections} connections"),
            &format!("{ratio:.2} times a bare server's ({cpu:.1} µs to {cpu_bare:.1} µs)"),
            bound,
        );
        cores.apart([ours, bare]);
        let (took, _, ratio) = self.rounds(make, |it| it.took);
        row(
            &format!("{what}, throughput, {connections} connections"),
            &format!("{:.2} of a bare server's ({:.0}/s)", 1.0 / ratio, 1e6 / took),
            "",
        );
    }

    /// Microseconds a request, ours and the bare server's, and the ratio of the two.
    fn rounds(&self, make: &load::Make<'_>, pick: fn(Round) -> Duration) -> (f64, f64, f64) {
        let measure = |server: &Server| {
            let before = server.cpu();
            let took = load::drive(&server.address, self.connections, REQUESTS, make);
            pick(Round { cpu: server.cpu().saturating_sub(before), took })
        };
        measure(&self.ours);
        measure(&self.bare);
        let rounds: Vec<_> =
            (0..ROUNDS).map(|_| (measure(&self.ours), measure(&self.bare))).collect();
        let (ours, bare) = rounds.iter().copied().unzip();
        let ratios = rounds.iter().map(|(ours, bare)| ours.div_duration_f64(*bare)).collect();
        (median_micros(ours, REQUESTS), median_micros(bare, REQUESTS), median(ratios))
    }
}
