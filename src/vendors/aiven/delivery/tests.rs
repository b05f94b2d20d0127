//! Deliveries, each with an endpoint that answers as it is told, and what went over the wire when.

use std::time::Duration;

use super::sender::{Answer, NO_RETRIES};
use super::settings::{Outgoing, Settings};
use super::task::{NOT_TOLERATED, Step, Task};
use super::values::{Data, Decimals};
use crate::vendors::aiven::plugins::Config;

/// What was seen of a put: requests with the milliseconds at which they were made, and how it ended.
struct Seen {
    requests: Vec<(u128, Outgoing)>,
    end: Step,
    ended_at: u128,
}

impl Seen {
    /// Of the records, not of the tokens.
    fn bodies(&self) -> Vec<&str> {
        let records = self.requests.iter().filter(|(_, it)| it.url == "http://target/in");
        records.map(|(_, it)| it.body.as_str()).collect()
    }

    fn times(&self) -> Vec<u128> {
        self.requests.iter().map(|(at, _)| *at).collect()
    }

    fn tokens(&self) -> usize {
        self.requests.iter().filter(|(_, it)| it.url == "http://tokens/").count()
    }

    fn header(&self, request: usize, name: &str) -> Vec<&str> {
        let headers = self.requests[request].1.headers.iter();
        headers.filter(|(it, _)| it == name).map(|(_, value)| value.as_str()).collect()
    }
}

fn task(more: &[(&str, &str)]) -> Task {
    let usual = [
        ("name", "s"),
        ("connector.class", "io.aiven.kafka.connect.http.HttpSinkConnector"),
        ("topics", "t"),
        ("http.url", "http://target/in"),
        ("http.authorization.type", "none"),
    ];
    let config: Config =
        usual.iter().chain(more).map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
    Task::new(Settings::of(&config).expect("a configuration that starts"))
}

/// Delivers `records`, each request answered with a status by `target`; a token is always there.
fn put(task: &mut Task, records: &[Data], target: impl Fn(usize) -> u16) -> Seen {
    let (mut requests, mut now, mut deliveries) = (Vec::new(), 0, 0);
    let mut step = task.put(records);
    loop {
        step = match step {
            Step::Send(request) => {
                let answer = if request.url == "http://tokens/" {
                    Answer::Status(200, r#"{"access_token":"tok","expires_in":1}"#.into())
                } else {
                    deliveries += 1;
                    Answer::Status(target(deliveries), String::new())
                };
                requests.push((now, request));
                task.answered(&answer)
            }
            Step::Wait(backoff) => {
                now += backoff.as_millis();
                task.waited()
            }
            end @ (Step::Done(_) | Step::Failed(_)) => {
                return Seen { requests, end, ended_at: now };
            }
        };
    }
}

fn texts(texts: &[&str]) -> Vec<Data> {
    texts.iter().map(|it| Data::Text((*it).to_owned())).collect()
}

const OAUTH2: [(&str, &str); 5] = [
    ("http.authorization.type", "oauth2"),
    ("oauth2.access.token.url", "http://tokens/"),
    ("oauth2.client.id", "id"),
    ("oauth2.client.secret", "s e"),
    ("oauth2.client.scope", "a b"),
];

#[test]
fn n046_records_are_posted_one_by_one_and_without_a_type() {
    let seen = put(&mut task(&[]), &texts(&["A", "B"]), |_| 200);
    assert_eq!(seen.bodies(), ["A", "B"]);
    assert!(seen.requests.iter().all(|(_, it)| it.headers.is_empty()));
    assert_eq!(seen.end, Step::Done(vec![]));
}

#[test]
fn n047_batches_are_cut_within_one_put() {
    let mut task = task(&[("batching.enabled", "true"), ("batch.max.size", "2")]);
    assert_eq!(put(&mut task, &texts(&["A", "B", "C"]), |_| 200).bodies(), ["A\nB\n", "C\n"]);
    assert_eq!(put(&mut task, &texts(&["D"]), |_| 200).bodies(), ["D\n"]);
}

#[test]
fn n048_a_batch_may_be_a_list_of_json() {
    let mut task = task(&[
        ("batching.enabled", "true"),
        ("batch.prefix", "["),
        ("batch.separator", ","),
        ("batch.suffix", "]"),
    ]);
    assert_eq!(put(&mut task, &texts(&["A", "B"]), |_| 200).bodies(), ["[A,B]"]);
}

#[test]
fn n049_a_dead_target_costs_a_backoff_behind_the_last_attempt_as_well() {
    let mut task = task(&[("max.retries", "1"), ("retry.backoff.ms", "400")]);
    let seen = put(&mut task, &texts(&["A", "B"]), |_| 500);
    assert_eq!(seen.times(), [0, 400]);
    assert_eq!((seen.end, seen.ended_at), (Step::Failed(NO_RETRIES.into()), 800));
}

#[test]
fn n051_a_redirection_is_a_success_that_nobody_follows() {
    let seen = put(&mut task(&[]), &texts(&["A"]), |_| 302);
    assert_eq!((seen.bodies(), &seen.end), (vec!["A"], &Step::Done(vec![])));
}

#[test]
fn n052_a_token_is_fetched_once_and_kept() {
    let mut task = task(&OAUTH2);
    let seen = put(&mut task, &texts(&["A", "B"]), |_| 200);
    assert_eq!((seen.tokens(), seen.bodies()), (1, vec!["A", "B"]));
    assert_eq!(seen.header(0, "Authorization"), ["Basic aWQ6cyBl"]);
    assert_eq!(seen.requests[0].1.body, "grant_type=client_credentials&scope=a+b");
    assert_eq!(seen.header(2, "Authorization"), ["Bearer tok"]);
    assert_eq!(put(&mut task, &texts(&["C"]), |_| 200).tokens(), 0);
}

#[test]
fn a_credential_may_be_sent_in_the_form() {
    let mode = [("oauth2.client.authorization.mode", "url")];
    let seen = put(&mut task(&[&OAUTH2[..], &mode].concat()), &texts(&["A"]), |_| 200);
    assert_eq!(seen.header(0, "Authorization"), [""; 0]);
    let body = "grant_type=client_credentials&scope=a+b&client_id=id&client_secret=s+e";
    assert_eq!(seen.requests[0].1.body, body);
}

#[test]
fn n053_a_401_fetches_another_token_and_sends_again_at_once() {
    let seen = put(&mut task(&OAUTH2), &texts(&["A"]), |nth| if nth == 1 { 401 } else { 200 });
    assert_eq!((seen.tokens(), seen.bodies(), seen.ended_at), (2, vec!["A", "A"], 0));
}

#[test]
fn n054_a_401_for_ever_uses_up_the_retries() {
    let retries = [("max.retries", "3"), ("retry.backoff.ms", "100")];
    let seen = put(&mut task(&[&OAUTH2[..], &retries].concat()), &texts(&["A"]), |_| 401);
    assert_eq!((seen.tokens(), seen.bodies().len(), seen.ended_at), (4, 4, 100));
    assert_eq!(seen.end, Step::Failed(NO_RETRIES.into()));
}

#[test]
fn n056_failures_are_tolerated_only_where_they_are_reported() {
    let quick = ("max.retries", "0");
    let all = ("errors.tolerance", "all");
    let second = |nth| if nth == 1 { 500 } else { 200 };
    let seen = put(&mut task(&[quick, all]), &texts(&["A", "B"]), second);
    assert_eq!((seen.bodies(), &seen.end), (vec!["A"], &Step::Failed(NO_RETRIES.into())));
    let queue = ("errors.deadletterqueue.topic.name", "dead");
    let seen = put(&mut task(&[quick, all, queue]), &texts(&["A", "B"]), second);
    assert_eq!((seen.bodies(), &seen.end), (vec!["A", "B"], &Step::Done(vec![0])));
    let log = ("errors.log.enable", "true");
    let seen = put(&mut task(&[quick, log]), &texts(&["A", "B"]), second);
    assert_eq!(seen.end, Step::Failed(NOT_TOLERATED.into()));
}

#[test]
fn n057_decimals_are_bytes_unless_numbers_are_asked_for() {
    for (unscaled, bytes, number) in [
        (9999, "Jw8=", "99.99"),
        (1234, "BNI=", "12.34"),
        (1, "AQ==", "0.01"),
        (12_345_678, "ALxhTg==", "123456.78"),
        (-1, "/w==", "-0.01"),
    ] {
        let price = Data::Decimal { unscaled, scale: 2 };
        let record = Data::Members(vec![("price".into(), price)]);
        let body = |decimals| record.body(decimals).expect("a body");
        assert_eq!(body(Decimals::Base64), format!(r#"{{"price":"{bytes}"}}"#));
        assert_eq!(body(Decimals::Numeric), format!(r#"{{"price":{number}}}"#));
    }
}

#[test]
fn members_keep_their_order_and_nothing_else_makes_a_body() {
    let list = Data::List(vec![Data::Truth(true), Data::Null, Data::Fraction(1.5)]);
    let record = Data::Members(vec![
        ("b".into(), Data::Text("x\"y".into())),
        ("a".into(), list),
        ("c".into(), Data::Bytes(vec![1])),
    ]);
    let body = record.body(Decimals::Base64).expect("a body");
    assert_eq!(body, r#"{"b":"x\"y","a":[true,null,1.5],"c":"AQ=="}"#);
    let refused = Data::Whole(7).body(Decimals::Base64).expect_err("no body");
    assert!(refused.ends_with("but class java.lang.Long is given"), "{refused}");
}

#[test]
fn a_tombstone_is_the_end_of_the_task_whatever_is_tolerated() {
    let tolerant = [("errors.tolerance", "all"), ("errors.log.enable", "true")];
    let records = [Data::Text("A".into()), Data::Null, Data::Text("B".into())];
    let seen = put(&mut task(&tolerant), &records, |_| 200);
    assert_eq!(seen.bodies(), ["A"]);
    assert!(matches!(seen.end, Step::Failed(it) if it.ends_with("Record value must not be null")));
    let seen = put(&mut task(&[("batching.enabled", "true")]), &records, |_| 200);
    assert_eq!(seen.bodies(), [""; 0]);
}

#[test]
fn headers_are_added_and_one_may_be_there_twice() {
    let more = [
        ("http.authorization.type", "static"),
        ("http.headers.authorization", "Bearer zz"),
        ("http.headers.additional", "Authorization:dup,X-A:1"),
        ("http.headers.content.type", "application/json"),
        ("http.timeout", "5"),
    ];
    let seen = put(&mut task(&more), &texts(&["A"]), |_| 200);
    let (_, request) = &seen.requests[0];
    let names: Vec<_> = request.headers.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Authorization", "X-A", "Content-Type", "Authorization"]);
    assert_eq!(request.timeout, Duration::from_secs(5));
}

#[test]
fn a_token_that_cannot_be_read_is_fetched_once() {
    for (answer, cause) in [
        (r#"{"access_token":{"a":1}}"#, "Couldn't get OAuth2 access token"),
        (
            r#"{"tok":"x"}"#,
            "Couldn't find access token property access_token in response properties: [tok]",
        ),
    ] {
        let mut task = task(&OAUTH2);
        assert!(matches!(task.put(&texts(&["A"])), Step::Send(_)));
        let Step::Failed(told) = task.answered(&Answer::Status(200, answer.into())) else {
            panic!("it goes on after {answer}");
        };
        assert!(told.ends_with(cause), "{told}");
    }
}

#[test]
fn a_token_endpoint_that_is_down_has_attempts_of_its_own() {
    let more = [("max.retries", "1"), ("retry.backoff.ms", "100")];
    let mut task = task(&[&OAUTH2[..], &more].concat());
    let mut step = task.put(&texts(&["A"]));
    let mut sent = 0;
    let end = loop {
        step = match step {
            Step::Send(_) => {
                sent += 1;
                task.answered(&Answer::Broken)
            }
            Step::Wait(_) => task.waited(),
            end @ (Step::Done(_) | Step::Failed(_)) => break end,
        };
    };
    assert_eq!((sent, end), (2, Step::Failed(NO_RETRIES.into())));
}
