//! Laws that hold for every script: of time, of chance, of faults, of any bytes at all.

#[path = "support/answers.rs"]
mod answers;
#[path = "support/calls.rs"]
mod calls;
#[path = "support/client.rs"]
mod client;
#[expect(dead_code, reason = "only what holds for every answer")]
#[path = "support/yandex.rs"]
mod yandex;

use std::process::Command;
use std::time::Duration;

use http::{HeaderName, HeaderValue};
use jiff::Timestamp;
use proptest::prelude::*;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use wavetank::kernel::chance::Chance;
use wavetank::kernel::faults::{Rule, Written};
use wavetank::kernel::http::Request;
use wavetank::kernel::lifecycle::{Profile, Takes};
use wavetank::kernel::settings::Settings;
use wavetank::vendors;

use calls::{KEY, REGION};
use client::{Act, Client, WHATS, WHOMS, new_connector, new_plugin, new_workers};

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

/// A world of any temper: each operation takes what it takes, and reads lag behind as they do.
fn settings() -> impl Strategy<Value = Settings> {
    let takes = prop_oneof![
        Just(Takes::AtOnce),
        Just(Takes::Never),
        (0..4000_u64).prop_map(|millis| Takes::For(Duration::from_millis(millis))),
        (0..4_u64, 0..4_u64).prop_map(|(from, more)| Takes::seconds(from, from + more)),
        (0..5_u32).prop_map(Takes::Reads),
    ];
    let slow = vendors::operations().into_iter().filter(|it| it.takes_time);
    let slow: Vec<_> = slow.map(|it| it.name.to_owned()).collect();
    let by_operation =
        |odds| prop::collection::btree_map(prop::sample::select(slow.clone()), takes.clone(), odds);
    let profile =
        prop_oneof![Just(Profile::Instant), Just(Profile::Fast), Just(Profile::Realistic)];
    (any::<u64>(), profile, by_operation(0..6), by_operation(0..4)).prop_map(
        |(seed, profile, operations, lag)| {
            let mut settings = Settings { seed, lag, ..Settings::default() };
            (settings.timing.profile, settings.timing.operations) = (profile, operations);
            settings
        },
    )
}

/// Rules that spoil a call here and there.
fn rules() -> impl Strategy<Value = Vec<Rule>> {
    let known = [
        json!({"on": {"operation": "Create*"}, "every": 2, "outcome": {"message": "m"}}),
        json!({"on": {"operation": "CreateConnector"}, "probability": 0.5, "outcome": {"succeeds_for": "2s"}}),
        json!({"on": {"operation": "UpdateConnector"}, "every": 2, "outcome": {"end": "ROLLBACK_COMPLETE"}}),
        json!({"on": {"operation": "UpdateConnector"}, "every": 3, "outcome": {"end": "ROLLBACK_FAILED", "takes": {"reads": 2}}}),
        json!({"on": {"operation": "*eConnector"}, "probability": 0.5, "outcome": {"takes": "3s"}}),
        json!({"on": {"operation": "*Connector"}, "probability": 0.2, "cause": "throttled"}),
        json!({"on": {}, "every": 5, "stage": "after", "cause": "internal"}),
        json!({"on": {"resource": "n1"}, "from": "3s", "to": "9s", "stage": "after", "cause": "unavailable"}),
        json!({"on": {"operation": "List*"}, "every": 2, "page": {"items_max": 0}}),
        json!({"on": {}, "rate_limit": {"per_second": 2.0, "burst": 5}}),
    ];
    prop::sample::subsequence(known.to_vec(), 0..known.len())
        .prop_map(|rules| rules.into_iter().map(rule).collect())
}

fn rule(rule: Value) -> Rule {
    let written: Written = serde_json::from_value(rule).expect("a rule's shape");
    written.read(&vendors::catalogue()).expect("a good rule")
}

/// A rule that acts on the calls that ask for it.
fn on_demand(stage: &str) -> Rule {
    rule(json!({"on": {"header": {"x-fault": stage}}, "stage": stage, "cause": "internal"}))
}

/// A call of another vendor's: it creates a topic of a name of its own.
fn topic(client: &Client) -> Request {
    let name = format!("topic-{}", client.world.journal().next_number());
    let body = json!({ "topic_name": name }).to_string();
    let target = "/kafka/v3/clusters/lkc-abc123/topics";
    let mut request = calls::call(("POST", target), None, body, client.now);
    calls::put(&mut request, "authorization", "Basic S0VZOlNFQ1JFVA==");
    request
}

/// A call of a third vendor's: it creates a connector of a name of its own.
fn sink(client: &Client) -> Request {
    let name = format!("sink-{}", client.world.journal().next_number());
    let body = json!({
        "name": name,
        "connector.class": "io.aiven.kafka.connect.http.HttpSinkConnector",
        "topics": "t",
        "http.url": "http://127.0.0.1:9000/in",
        "http.authorization.type": "none",
    });
    let target = "/v1/project/demo/service/demo-kafka/connectors";
    let mut request = calls::call(("POST", target), None, body.to_string(), client.now);
    calls::put(&mut request, "authorization", "aivenv1 TOKEN");
    request
}

/// So many cases; what fails is printed whole, and kept nowhere.
fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn to_advance_twice_is_to_advance_once(
        (settings, rules, script) in (settings(), rules(), script()),
        (a, b) in (0..5000_u64, 0..5000_u64),
        more in script(),
    ) {
        let mut twice = Client::of(settings, rules);
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
        twice.play(&more);
        once.play(&more);
        prop_assert_eq!(&twice.answers, &once.answers);
    }

    #[test]
    fn two_worlds_do_not_touch_each_other(
        (settings, rules, script) in (settings(), rules(), script()),
        (other_settings, other) in (settings(), script()),
    ) {
        let mut alone = Client::of(settings.clone(), rules.clone());
        alone.play(&script);
        let (mut one, mut two) = (Client::of(settings, rules), Client::of(other_settings, vec![]));
        for step in 0..script.len().max(other.len()) {
            two.play(other.get(step..=step).unwrap_or_default());
            one.play(script.get(step..=step).unwrap_or_default());
        }
        prop_assert_eq!(&one.answers, &alone.answers);
        prop_assert_eq!(one.journal(), alone.journal());
    }

    #[test]
    fn two_vendors_in_one_world_do_not_touch_each_others_names(
        (settings, script) in (settings(), script()),
        between in prop::collection::vec(0..3_usize, 60),
    ) {
        let (mut alone, mut beside) =
            (Client::of(settings.clone(), vec![]), Client::of(settings, vec![]));
        for (act, calls) in script.iter().zip(between) {
            alone.act(*act);
            beside.act(*act);
            for _ in 0..calls {
                let request = topic(&beside);
                prop_assert_eq!(beside.world.handle(beside.now, &request).status.as_u16(), 201);
                let request = sink(&beside);
                prop_assert_eq!(beside.world.handle(beside.now, &request).status.as_u16(), 200);
            }
        }
        prop_assert_eq!(alone.bodies, beside.bodies);
        // What takes no time is done before the next call, whosever that is.
        alone.world.advance(alone.now);
        beside.world.advance(beside.now);
        prop_assert_eq!(&alone.world.state()["msk"], &beside.world.state()["msk"]);
    }

    #[test]
    fn the_same_script_and_seed_give_the_same_bytes(
        (settings, rules, script) in (settings(), rules(), script()),
    ) {
        let (mut first, mut second) =
            (Client::of(settings.clone(), rules.clone()), Client::of(settings, rules));
        first.play(&script);
        second.play(&script);
        prop_assert_eq!(&first.answers, &second.answers);
        prop_assert_eq!(first.journal(), second.journal());
        prop_assert_eq!(first.state(), second.state());
    }

    #[test]
    fn a_rule_about_other_calls_changes_nothing(
        (settings, rules, script) in (settings(), rules(), script()),
        place in any::<prop::sample::Index>(),
    ) {
        let mut alone = Client::of(settings.clone(), rules.clone());
        let mut more = rules;
        more.insert(place.index(more.len() + 1), on_demand("before"));
        let mut beside = Client::of(settings, more);
        alone.play(&script);
        beside.play(&script);
        prop_assert_eq!(&alone.answers, &beside.answers);
        prop_assert_eq!(alone.state(), beside.state());
    }

    #[test]
    fn every_answer_of_a_script_is_well_shaped(
        (settings, rules, script) in (settings(), rules(), script()),
    ) {
        let mut client = Client::of(settings, rules);
        for act in script {
            let answer = client.act(act);
            let flaws = answers::flaws(&answer);
            prop_assert!(flaws.is_empty(), "{:?}: {}\n{:?}", act, flaws.join("\n"), answer);
        }
    }

    #[test]
    fn a_fault_before_leaves_what_no_call_leaves(
        (settings, script) in (settings(), script()),
        (extra, more) in (act(), script()),
    ) {
        let mut faulty = Client::of(settings, vec![on_demand("before")]);
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
        prop_assert_eq!(faulty.bodies, spared.bodies);
    }

    #[test]
    fn a_fault_after_leaves_what_no_fault_leaves(
        (settings, script) in (settings(), script()),
        (extra, more) in (act(), script()),
    ) {
        let mut faulty = Client::of(settings, vec![on_demand("after")]);
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
        (faulty.bodies, spared.bodies) = (vec![], vec![]);
        faulty.play(&more);
        spared.play(&more);
        prop_assert_eq!(faulty.state(), spared.state());
        prop_assert_eq!(faulty.bodies, spared.bodies);
    }

    #[test]
    fn a_fork_has_the_same_past_and_a_future_of_its_own(
        (settings, rules, past) in (settings(), rules(), script()),
        (one, two) in (script(), script()),
    ) {
        let mut original = Client::of(settings, rules);
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

    #[test]
    fn pages_of_any_size_hold_what_one_page_holds(
        (settings, script) in (settings(), script()),
        size in 1..4_usize,
    ) {
        let mut client = Client::of(settings, vec![]);
        client.play(&script);
        for (path, member) in [
            ("connectors", "connectors"),
            ("custom-plugins", "customPlugins"),
            ("worker-configurations", "workerConfigurations"),
        ] {
            let whole = client.list(path, member, 100);
            prop_assert_eq!(client.list(path, member, size), whole);
        }
    }

    #[test]
    fn a_list_shows_what_descriptions_show((settings, script) in (settings(), script())) {
        let mut client = Client::of(settings, vec![]);
        client.play(&script);
        for (path, member, arn) in [
            ("connectors", "connectors", "connectorArn"),
            ("custom-plugins", "customPlugins", "customPluginArn"),
        ] {
            for item in client.list(path, member, 100) {
                // A description is a read, which may be what a timer waits for: each in a world of its own.
                let mut fork = client.fork();
                let described = fork.describe(path, item[arn].as_str().expect("an ARN"));
                let waits_for_reads = described.pointer("/connectorState") != item.pointer("/connectorState")
                    || described.pointer("/customPluginState") != item.pointer("/customPluginState");
                for (name, value) in item.as_object().expect("an item") {
                    prop_assert!(waits_for_reads || described.get(name) == Some(value), "{} of {} and {}", name, item, described);
                }
            }
        }
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
    #![proptest_config(cases(200))]

    #[test]
    fn any_bytes_get_a_well_shaped_answer(requests in prop::collection::vec(any_request(), 1..8)) {
        let mut client = Client::new(1);
        for request in requests {
            let answer = client.send(&request, "");
            let flaws = if yandex::is_yandex_path(request.path()) {
                yandex::flaws(&request, &answer)
            } else {
                answers::flaws(&answer)
            };
            prop_assert!(flaws.is_empty(), "{}\n{:?}\n{:?}", flaws.join("\n"), request, answer);
        }
    }

    #[test]
    fn any_bytes_get_a_status_of_grpc(
        calls in prop::collection::vec((any_rpc(), any_message()), 1..8)
    ) {
        let mut client = Client::new(1);
        for (path, body) in calls {
            let mut request = calls::call(("POST", &path), None, body, Timestamp::UNIX_EPOCH);
            calls::put(&mut request, "content-type", "application/grpc");
            calls::put(&mut request, "authorization", "Bearer t1.a.b");
            let answer = client.send(&request, "");
            let rest = yandex::from_grpc(&request, &answer);
            let flaws = rest.map(|it| yandex::flaws(&request, &it));
            prop_assert!(flaws == Ok(vec![]), "{:?}\n{:?}\n{:?}", flaws, request, answer);
        }
    }
}

/// The path of an operation in gRPC, or of none.
fn any_rpc() -> impl Strategy<Value = String> {
    let known = vendors::operations().into_iter().filter_map(|it| Some(it.rpc?.to_owned()));
    let known = prop::sample::select(known.collect::<Vec<_>>());
    prop_oneof![6 => known, 1 => "/[a-z.]{0,8}(/[A-Za-z]{0,8})?"]
}

/// Fields of any numbers in a frame, or what is no frame at all.
fn any_message() -> impl Strategy<Value = Vec<u8>> {
    let cluster = b"c9qexamplecluster001".to_vec();
    let bytes = prop_oneof![
        Just(cluster),
        Just(b"orders".to_vec()),
        Just(b"\n\x06orders".to_vec()),
        prop::collection::vec(any::<u8>(), 0..8),
    ];
    let field = (1..14_u8, bytes).prop_map(|(number, bytes)| {
        let length = u8::try_from(bytes.len()).expect("a short text");
        [&[number << 3 | 2, length], &bytes[..]].concat()
    });
    let message = prop::collection::vec(field, 0..4).prop_map(|it| yandex::framed(&it.concat()));
    prop_oneof![6 => message, 1 => prop::collection::vec(any::<u8>(), 0..24)]
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
        rule(json!({"on": {}, "probability": 0.2, "outcome": {"message": "m"}})),
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

/// The other process of the test below, which reads what it prints.
#[test]
#[expect(clippy::print_stdout, reason = "the neighbour reads it")]
fn a_thousand_calls_have_a_fingerprint() {
    let told = fingerprint();
    assert_eq!(told.len(), 64, "SHA-256 as hexadecimal digits");
    println!("fingerprint {told}");
}

#[test]
fn a_thousand_calls_leave_the_same_journal_in_every_process() {
    let run = || {
        let output = Command::new(std::env::current_exe().expect("this test's path"))
            .args(["--exact", "a_thousand_calls_have_a_fingerprint", "--nocapture"])
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
