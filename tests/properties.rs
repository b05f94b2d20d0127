//! Laws that hold for every script: of time, of chance, of faults, of any bytes at all.

#[path = "support/answers.rs"]
mod answers;
#[path = "support/calls.rs"]
mod calls;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::process::Command;
use std::time::Duration;

use http::{HeaderName, HeaderValue};
use jiff::Timestamp;
use proptest::prelude::*;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use wavetank::kernel::chance::{Chance, Draw};
use wavetank::kernel::faults::{Rule, Written};
use wavetank::kernel::http::{Request, Response};
use wavetank::kernel::lifecycle::{Profile, Takes};
use wavetank::kernel::settings::Settings;
use wavetank::vendors;
use wavetank::world::{Setup, World};

use calls::{KEY, REGION};

/// One thing that a client does, as numbers: what (see [`Client::request`]), to which of a few resources,
/// and how many milliseconds after what it did before.
#[derive(Debug, Clone, Copy)]
struct Act {
    what: u8,
    whom: u8,
    later: u16,
}

const WHATS: u8 = 24;
const WHOMS: u8 = 4;

fn act() -> impl Strategy<Value = Act> {
    (0..WHATS, 0..WHOMS, prop_oneof![Just(0), 0..2500_u16]).prop_map(|(what, whom, later)| Act {
        what,
        whom,
        later,
    })
}

fn script() -> impl Strategy<Value = Vec<Act>> {
    prop::collection::vec(act(), 0..60)
}

impl Act {
    fn drawn(draw: &mut Draw) -> Self {
        let mut below = |bound: u64| u16::try_from(draw.below(bound)).expect("below the bound");
        let (what, whom, later) = (below(WHATS.into()), below(WHOMS.into()), below(2500));
        let byte = |number: u16| u8::try_from(number).expect("a small number");
        Self { what: byte(what), whom: byte(whom), later }
    }
}

/// Somebody with a world, and what they remember of its answers.
#[derive(Debug)]
struct Client {
    world: World,
    now: Timestamp,
    /// By kind and name; a version by `version` and name.
    known: BTreeMap<(&'static str, String), String>,
    /// All answers, in their order.
    answers: String,
}

impl Client {
    fn new(seed: u64) -> Self {
        Self::of(Settings { seed, ..Settings::default() }, vec![])
    }

    fn of(settings: Settings, rules: Vec<Rule>) -> Self {
        let now = settings.epoch;
        let setup = Setup::new(settings, rules, &BTreeMap::new()).expect("no premises");
        let world = World::new(&setup);
        Self { world, now, known: BTreeMap::new(), answers: String::new() }
    }

    fn fork(&self) -> Self {
        let (world, known) = (self.world.fork(), self.known.clone());
        Self { world, now: self.now, known, answers: self.answers.clone() }
    }

    fn play(&mut self, script: &[Act]) {
        for act in script {
            self.act(*act);
        }
    }

    fn act(&mut self, act: Act) -> Response {
        self.now += Duration::from_millis(act.later.into());
        let name = format!("n{}", act.whom);
        let request = self.request(act, &name);
        self.send(&request, &name)
    }

    fn send(&mut self, request: &Request, name: &str) -> Response {
        let answer = self.world.handle(self.now, request);
        let _ = writeln!(self.answers, "{} {:?} {:?}", answer.status, answer.headers, answer.body);
        let body: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
        if answer.status == 200 {
            for (member, kind) in [
                ("customPluginArn", "plugin"),
                ("connectorArn", "connector"),
                ("currentVersion", "version"),
                ("workerConfigurationArn", "workers"),
                ("connectorOperationArn", "operation"),
            ] {
                if let Some(text) = body[member].as_str() {
                    self.known.insert((kind, name.to_owned()), text.to_owned());
                }
            }
        }
        answer
    }

    /// What the client remembers, encoded for a path.
    fn arn(&self, kind: &'static str, name: &str) -> String {
        let nobody = format!("arn:aws:kafkaconnect:us-east-1:123456789012:{kind}/{name}/0-2");
        let known = self.known.get(&(kind, name.to_owned())).unwrap_or(&nobody);
        known.replace(':', "%3A").replace('/', "%2F")
    }

    fn request(&self, act: Act, name: &str) -> Request {
        let arn = |kind| self.arn(kind, name);
        let (connector, plugin, workers) = (arn("connector"), arn("plugin"), arn("workers"));
        let version = arn("version");
        let number = act.later % 3 + 1;
        let none = Value::Null;
        let (method, target, body) = match act.what {
            0 => ("POST", "/v1/custom-plugins".into(), new_plugin(name)),
            1 => ("GET", format!("/v1/custom-plugins/{plugin}"), none),
            2 => ("DELETE", format!("/v1/custom-plugins/{plugin}"), none),
            3 | 4 => {
                let plugin = self.known.get(&("plugin", name.to_owned()));
                let plugin = plugin.map_or("arn:aws:kafkaconnect:", String::as_str);
                ("POST", "/v1/connectors".into(), new_connector(name, plugin))
            }
            5 | 6 => ("GET", format!("/v1/connectors/{connector}"), none),
            7 => {
                let capacity = json!({"mcuCount": 1, "workerCount": number});
                let body = json!({"capacity": {"provisionedCapacity": capacity}});
                ("PUT", format!("/v1/connectors/{connector}?currentVersion={version}"), body)
            }
            8 => {
                let body = json!({"connectorConfiguration": {"number": number.to_string()}});
                ("PUT", format!("/v1/connectors/{connector}?currentVersion={version}"), body)
            }
            9 => ("PUT", format!("/v1/connectors/{connector}/pause"), none),
            10 => ("PUT", format!("/v1/connectors/{connector}/resume"), none),
            11 => ("POST", format!("/v1/connectors/{connector}/restart"), none),
            12 => ("DELETE", format!("/v1/connectors/{connector}"), none),
            13 => ("GET", format!("/v1/connectors?maxResults={number}"), none),
            14 => ("GET", format!("/v1/connectors/{connector}/operations?maxResults=2"), none),
            15 => ("GET", format!("/v1/connectorOperations/{}", arn("operation")), none),
            16 => ("POST", "/v1/worker-configurations".into(), new_workers(name)),
            17 => ("GET", format!("/v1/worker-configurations/{workers}"), none),
            18 => ("DELETE", format!("/v1/worker-configurations/{workers}"), none),
            19 => ("POST", format!("/v1/tags/{connector}"), json!({"tags": {name: name}})),
            20 => ("DELETE", format!("/v1/tags/{connector}?tagKeys={name}"), none),
            21 => ("GET", format!("/v1/tags/{connector}"), none),
            22 => ("GET", "/v1/custom-plugins".into(), none),
            _ => ("GET", "/v1/nowhere".into(), none),
        };
        let body = if body.is_null() { String::new() } else { body.to_string() };
        calls::call((method, &target), Some((KEY, REGION)), body, self.now)
    }

    /// Everything that can be seen of the world but its journal.
    fn state(&self) -> (Value, Option<Timestamp>) {
        (json!(self.world.state()), self.world.next_due())
    }

    fn journal(&self) -> String {
        let entries: Vec<_> = self.world.journal().entries().collect();
        format!("{entries:?}")
    }
}

fn new_plugin(name: &str) -> Value {
    let location = json!({"bucketArn": "arn:aws:s3:::b", "fileKey": name});
    json!({"name": name, "contentType": "ZIP", "location": {"s3Location": location}})
}

fn new_workers(name: &str) -> Value {
    json!({"name": name, "propertiesFileContent": "YT1i"})
}

fn new_connector(name: &str, plugin: &str) -> Value {
    json!({
        "connectorName": name,
        "capacity": {"provisionedCapacity": {"mcuCount": 1, "workerCount": 1}},
        "connectorConfiguration": {"number": "0"},
        "kafkaCluster": {"apacheKafkaCluster": {"bootstrapServers": "b:9092", "vpc": {"subnets": ["s"]}}},
        "kafkaClusterClientAuthentication": {"authenticationType": "NONE"},
        "kafkaClusterEncryptionInTransit": {"encryptionType": "TLS"},
        "kafkaConnectVersion": "3.7.x",
        "plugins": [{"customPlugin": {"customPluginArn": plugin, "revision": 1}}],
        "serviceExecutionRoleArn": "arn:aws:iam::123456789012:role/r",
    })
}

fn rule(rule: Value) -> Rule {
    let written: Written = serde_json::from_value(rule).expect("a rule's shape");
    written.read(&vendors::catalogue()).expect("a good rule")
}

/// A rule that acts on the calls that ask for it.
fn on_demand(stage: &str) -> Rule {
    rule(json!({"on": {"header": {"x-fault": stage}}, "stage": stage, "cause": "internal"}))
}

/// So many cases; what fails is printed whole, and kept nowhere.
fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn to_advance_twice_is_to_advance_once(script in script(), a in 0..5000_u64, b in 0..5000_u64) {
        let mut twice = Client::new(1);
        twice.play(&script);
        let mut once = twice.fork();
        let later = |millis| twice.now + Duration::from_millis(millis);
        let (sooner, later) = (later(a.min(b)), later(a.max(b)));
        twice.world.advance(sooner);
        twice.world.advance(later);
        once.world.advance(later);
        prop_assert_eq!(twice.state(), once.state());
        prop_assert_eq!(twice.journal(), once.journal());
        prop_assert_eq!(twice.world.now(), once.world.now());
    }

    #[test]
    fn two_worlds_do_not_touch_each_other(script in script(), other in script()) {
        let mut alone = Client::new(1);
        alone.play(&script);
        let (mut one, mut two) = (Client::new(1), Client::new(1));
        for step in 0..script.len().max(other.len()) {
            two.play(other.get(step..=step).unwrap_or_default());
            one.play(script.get(step..=step).unwrap_or_default());
        }
        prop_assert_eq!(&one.answers, &alone.answers);
        prop_assert_eq!(one.journal(), alone.journal());
    }

    #[test]
    fn the_same_script_and_seed_give_the_same_bytes(script in script(), seed: u64) {
        let (mut first, mut second) = (Client::new(seed), Client::new(seed));
        first.play(&script);
        second.play(&script);
        prop_assert_eq!(&first.answers, &second.answers);
        prop_assert_eq!(first.journal(), second.journal());
    }

    #[test]
    fn every_answer_of_a_script_is_well_shaped(script in script(), instant: bool) {
        let mut settings = Settings::default();
        settings.timing.profile = if instant { Profile::Instant } else { Profile::Realistic };
        let mut client = Client::of(settings, vec![]);
        for act in script {
            let answer = client.act(act);
            let flaws = answers::flaws(&answer);
            prop_assert!(flaws.is_empty(), "{:?}: {}\n{:?}", act, flaws.join("\n"), answer);
        }
    }

    #[test]
    fn a_fault_before_leaves_what_no_call_leaves(script in script(), extra in act(), more in script()) {
        let mut faulty = Client::of(Settings::default(), vec![on_demand("before")]);
        faulty.play(&script);
        let mut spared = faulty.fork();
        faulty.now += Duration::from_millis(extra.later.into());
        let mut request = faulty.request(extra, &format!("n{}", extra.whom));
        calls::put(&mut request, "x-fault", "before");
        let answer = faulty.world.handle(faulty.now, &request);
        prop_assert!(answer.status == 500 || extra.what == WHATS - 1);
        spared.now = faulty.now;
        spared.world.advance(spared.now);
        prop_assert_eq!(faulty.state(), spared.state());
        faulty.play(&more);
        spared.play(&more);
        prop_assert_eq!(faulty.state(), spared.state());
    }

    #[test]
    fn a_fault_after_leaves_what_no_fault_leaves(script in script(), extra in act(), more in script()) {
        let mut faulty = Client::of(Settings::default(), vec![on_demand("after")]);
        faulty.play(&script);
        let mut spared = faulty.fork();
        let name = format!("n{}", extra.whom);
        spared.act(extra);
        faulty.now = spared.now;
        let mut request = faulty.request(extra, &name);
        calls::put(&mut request, "x-fault", "after");
        faulty.world.handle(faulty.now, &request);
        prop_assert_eq!(faulty.state(), spared.state());
        faulty.known = spared.known.clone();
        faulty.play(&more);
        spared.play(&more);
        prop_assert_eq!(faulty.state(), spared.state());
    }

    #[test]
    fn a_fork_has_the_same_past_and_a_future_of_its_own(past in script(), one in script(), two in script()) {
        let mut original = Client::new(1);
        original.play(&past);
        let mut fork = original.fork();
        let (state, journal) = (original.state(), original.journal());
        fork.play(&two);
        prop_assert_eq!(original.state(), state);
        prop_assert_eq!(original.journal(), journal);
        let mut again = original.fork();
        original.play(&one);
        again.play(&two);
        prop_assert_eq!(&again.answers, &fork.answers);
        prop_assert_eq!(again.journal(), fork.journal());
    }
}

/// Whatever arrives on the wire: parts of good requests, and bytes of any kind.
fn any_request() -> impl Strategy<Value = Request> {
    let method = prop_oneof![
        Just("GET".to_owned()),
        Just("POST".to_owned()),
        Just("PUT".to_owned()),
        Just("DELETE".to_owned()),
        "[A-Z]{1,8}",
    ];
    let arn = "arn%3Aaws%3Akafkaconnect%3Aus-east-1%3A123456789012%3Aconnector%2Fa%2Fb-2";
    let segment = prop_oneof![
        Just("connectors".to_owned()),
        Just("custom-plugins".to_owned()),
        Just("worker-configurations".to_owned()),
        Just("connectorOperations".to_owned()),
        Just("operations".to_owned()),
        Just("tags".to_owned()),
        Just(arn.to_owned()),
        "(arn%3A|%2F|%FF|%|:|[!-~]){0,6}",
        "\\PC{0,12}",
    ];
    let path = prop::collection::vec(segment, 0..4).prop_map(|it| it.join("/"));
    let prefix = prop_oneof![4 => Just("/v1/"), 1 => Just("/"), 1 => Just("//"), 1 => Just("")];
    let query = prop_oneof![
        Just(String::new()),
        "\\?((maxResults|nextToken|currentVersion|tagKeys|namePrefix|onlyFailedTasks)=[!-~]{0,8}&?){0,4}",
        "\\?\\PC{0,20}",
    ];
    let headers =
        prop::collection::vec(("[a-z-]{1,16}", prop::collection::vec(any::<u8>(), 0..24)), 0..4);
    let parts = (method, prefix, path, query, any_body(), headers, any::<bool>());
    parts.prop_map(|(method, prefix, path, query, body, headers, is_signed)| {
        let signer = is_signed.then_some((KEY, REGION));
        let target = format!("{prefix}{path}{query}");
        let mut request = calls::call((&method, &target), signer, body, Timestamp::UNIX_EPOCH);
        for (name, value) in headers {
            if let (Ok(name), Ok(value)) =
                (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_bytes(&value))
            {
                request.headers.append(name, value);
            }
        }
        request
    })
}

/// A good body with something changed in it, JSON of any shape, or bytes of any kind.
fn any_body() -> impl Strategy<Value = Vec<u8>> {
    let value = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,8}".prop_map(Value::from),
        Just(json!([])),
        Just(json!({})),
        Just(json!([{"customPlugin": {}}])),
    ];
    let good = [new_connector("a", "arn"), new_plugin("p"), new_workers("w"), json!({"tags": {}})];
    let pointers = good.clone().map(|body| pointers(&body));
    let changed = (0..good.len(), any::<prop::sample::Index>(), value).prop_map(
        move |(which, place, value)| {
            let mut body = good[which].clone();
            let pointer = place.get(&pointers[which]);
            *body.pointer_mut(pointer).expect("a place in the body") = value;
            body.to_string().into_bytes()
        },
    );
    prop_oneof![
        1 => Just(Vec::new()),
        4 => changed,
        1 => prop::collection::vec(any::<u8>(), 0..40),
        1 => "[\\[{\":,}\\]a-z0-9]{0,20}".prop_map(String::into_bytes),
    ]
}

/// Every place in a value.
fn pointers(value: &Value) -> Vec<String> {
    let inner: Vec<(String, &Value)> = match value {
        Value::Object(members) => members.iter().map(|(name, it)| (name.clone(), it)).collect(),
        Value::Array(items) => {
            items.iter().enumerate().map(|(at, it)| (at.to_string(), it)).collect()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => vec![],
    };
    let inner = inner.into_iter().flat_map(|(name, value)| {
        pointers(value).into_iter().map(move |it| format!("/{name}{it}"))
    });
    std::iter::once(String::new()).chain(inner).collect()
}

proptest! {
    #![proptest_config(cases(512))]

    #[test]
    fn any_bytes_get_a_well_shaped_answer(requests in prop::collection::vec(any_request(), 1..8)) {
        let mut client = Client::new(1);
        for request in requests {
            let answer = client.send(&request, "");
            let flaws = answers::flaws(&answer);
            prop_assert!(flaws.is_empty(), "{}\n{:?}\n{:?}", flaws.join("\n"), request, answer);
        }
    }
}

/// What each of 32 clients does to its own resources. Nobody looks at a list.
const OWN: &[u8] = &[0, 1, 3, 5, 7, 15, 5, 9, 10, 11, 16, 19, 21, 12, 5, 4, 17, 18];

proptest! {
    #![proptest_config(cases(8))]

    #[test]
    fn clients_get_the_same_ids_whatever_the_order_in_which_they_come(
        order in Just((0..32_usize).flat_map(|it| vec![it; OWN.len()]).collect::<Vec<_>>()).prop_shuffle()
    ) {
        let apart: Vec<usize> = (0..32).flat_map(|it| vec![it; OWN.len()]).collect();
        prop_assert_eq!(bodies_of(&order), bodies_of(&apart));
    }
}

/// The bodies that each client sees if they come in this order.
fn bodies_of(order: &[usize]) -> Vec<Vec<bytes::Bytes>> {
    let mut settings = Settings::default();
    settings.timing.profile = Profile::Instant;
    let mut world = Client::of(settings, vec![]);
    let mut bodies = vec![Vec::new(); 32];
    for client in order {
        let what = OWN[bodies[*client].len()];
        let name = format!("client-{client}");
        let request = world.request(Act { what, whom: 0, later: 0 }, &name);
        let answer = world.send(&request, &name);
        bodies[*client].push(answer.body);
    }
    bodies
}

/// What a thousand calls leave behind, as one number.
fn fingerprint() -> String {
    let mut settings = Settings { seed: 2026, ..Settings::default() };
    settings.journal.entries_max = 100_000;
    settings.journal.bytes_max = 1 << 30;
    let range = Takes::Between(Duration::from_secs(1), Duration::from_secs(5));
    settings.timing.operations.insert("UpdateConnector".into(), range);
    let rules = vec![
        rule(json!({"on": {"operation": "*Connector"}, "probability": 0.05, "cause": "throttled"})),
        rule(json!({"on": {}, "probability": 0.05, "stage": "after", "cause": "internal"})),
        rule(json!({"on": {}, "probability": 0.2, "outcome": {}})),
    ];
    let mut client = Client::of(settings, rules);
    let chance = Chance::new(2026);
    for number in 0..1000_u32 {
        client.act(Act::drawn(&mut chance.draw(&["act", &number.to_string()])));
    }
    let told = client.journal() + &client.answers + &client.state().0.to_string();
    let created = told.matches("CREATING").count();
    assert!(created > 20, "the script does too little: {created}");
    Sha256::digest(told).iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

/// Not a test of its own: the other process of the one below.
#[test]
#[ignore = "prints what its neighbour compares"]
#[expect(clippy::print_stdout, reason = "the neighbour reads it")]
fn fingerprint_of_a_thousand_calls() {
    println!("fingerprint {}", fingerprint());
}

#[test]
fn a_thousand_calls_leave_the_same_journal_in_every_process() {
    let run = || {
        let output = Command::new(std::env::current_exe().expect("this test's path"))
            .args(["--exact", "fingerprint_of_a_thousand_calls", "--ignored", "--nocapture"])
            .output()
            .expect("this test runs");
        let text = String::from_utf8(output.stdout).expect("text");
        let printed = text.split_once("fingerprint ").map(|(_, it)| it[..64].to_owned());
        printed.unwrap_or_else(|| panic!("no fingerprint in {text}"))
    };
    let first = run();
    assert_eq!(first, run());
    assert_eq!(first, fingerprint());
}
