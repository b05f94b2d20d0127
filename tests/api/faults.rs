//! Rules: which calls they match, when it is their turn, what they do, and what is wrong with them.

use serde_json::{Value, json};
use wavetank::kernel::faults::{RULES_MAX, Written};
use wavetank::kernel::reading;
use wavetank::vendors;

use crate::stage::{Stage, check};
use crate::support::calls;

cases! {
    the_nth_call_only r#"
        fault {"on":{"operation":"ListConnectors"},"nth":2,"cause":"internal"}
        GET /v1/connectors => 200 500 200 200
        rules | 0/seen = 4 | 0/acted = 1
    "#

    the_first_calls_only r#"
        fault {"on":{"operation":"ListConnectors"},"first":2,"cause":"unavailable"}
        GET /v1/connectors => 503 503 200 200
        rules | 0/seen = 4 | 0/acted = 2
    "#

    every_so_many_calls r#"
        fault {"on":{"operation":"ListConnectors"},"every":3,"cause":"throttled"}
        GET /v1/connectors => 200 200 429 200 200 429 200
        rules | 0/seen = 7 | 0/acted = 2
    "#

    every_call r#"
        fault {"on":{"operation":"ListConnectors"},"cause":"forbidden"}
        GET /v1/connectors => 403 403 403
        GET /v1/custom-plugins => 200
    "#

    a_window_of_world_time_counts_only_what_falls_into_it r#"
        fault {"on":{"operation":"ListConnectors"},"from":"10s","to":"20s","nth":2,"cause":"internal"}
        0s GET /v1/connectors => 200
        9.999s GET /v1/connectors => 200
        rules | 0/seen = 0
        10s GET /v1/connectors => 200
        19.999s GET /v1/connectors => 500
        20s GET /v1/connectors => 200
        rules | 0/seen = 2 | 0/acted = 1
    "#

    a_window_may_be_open_at_either_end r#"
        fault {"on":{"operation":"ListConnectors"},"from":"10s","cause":"internal"}
        fault {"on":{"operation":"ListConnectors"},"to":"5s","cause":"unavailable"}
        4.999s GET /v1/connectors => 503
        5s GET /v1/connectors => 200
        10s GET /v1/connectors => 500
        1000h GET /v1/connectors => 500
    "#

    a_window_is_of_world_time_though_the_wall_says_otherwise r#"
        epoch 2030-01-01T00:00:00Z
        fault {"on":{"operation":"ListConnectors"},"from":"1h","to":"2h","cause":"internal"}
        GET /v1/connectors => 200
        1h GET /v1/connectors => 500
    "#

    a_window_counts_from_the_worlds_beginning_whenever_the_rule_comes r#"
        1h GET /v1/connectors => 200
        fault {"on":{"operation":"ListConnectors"},"from":"10s","to":"61m","cause":"internal"}
        GET /v1/connectors => 500
        61m GET /v1/connectors => 200
    "#

    a_probability_of_none_and_one_are_never_and_always r#"
        fault {"on":{"operation":"ListConnectors"},"probability":0,"cause":"internal"}
        fault {"on":{"operation":"ListCustomPlugins"},"probability":1,"cause":"internal"}
        GET /v1/connectors => 200 200 200 200 200 200 200 200
        GET /v1/custom-plugins => 500 500 500 500 500 500 500 500
    "#

    what_is_no_operation_is_matched_by_no_rule r#"
        fault {"on":{},"cause":"internal"}
        GET /v1/nowhere => 404 UnknownOperationException
        GET /v2/nowhere => 501
        rules | 0/seen = 0
    "#

    what_is_refused_is_matched_by_no_rule r#"
        auth strict
        fault {"on":{},"cause":"internal"}
        unsigned GET /v1/connectors => 403
        rules | 0/seen = 0
    "#

    a_vendors_error_is_no_other_vendors r#"
        fault {"error":"ForbiddenException"}
        GET /connect/v1/environments/env-abc123/clusters/lkc-abc123/connectors => 200
        GET /v1/connectors => 403 ForbiddenException
        rules | 0/seen = 1
    "#

    a_rate_limit_gives_its_burst_and_then_its_rate r#"
        fault {"on":{"vendor":"msk"},"rate_limit":{"per_second":2,"burst":3}}
        GET /v1/connectors => 200 200 200 429 429
        +499ms GET /v1/connectors => 429
        +1ms GET /v1/custom-plugins => 200 429
        +10s GET /v1/connectors => 200 200 200 429
    "#

    a_rate_limit_answers_with_the_vendors_own_error r#"
        fault {"rate_limit":{"per_second":0,"burst":0},"retry_after":"2s"}
        GET /v1/connectors => 429 TooManyRequestsException
            | header x-amz-retry-after = "2000"
            | header retry-after = "2"
    "#

    a_rate_limit_can_do_something_else r#"
        fault {"rate_limit":{"per_second":0,"burst":1},"cause":"unavailable"}
        GET /v1/connectors => 200 503
    "#

    the_vendor_is_named r#"
        fault {"on":{"vendor":"msk"},"cause":"internal"}
        GET /v1/connectors => 500
    "#

    operations_are_named_by_glob r#"
        fault {"on":{"operation":"List*"},"cause":"internal"}
        fault {"on":{"operation":"*CustomPlugin"},"cause":"unavailable"}
        GET /v1/connectors => 500
        GET /v1/custom-plugins => 500
        POST /v1/custom-plugins @plugin => 503
        POST /v1/worker-configurations @workers => 200
    "#

    resources_are_named_by_name_glob_expression_or_arn r#"
        given connector orders
        given connector payments
        fault {"name":"name","on":{"operation":"DescribeConnector","resource":"orders"},"first":1,"cause":"internal"}
        GET /v1/connectors/$payments => 200
        GET /v1/connectors/$orders => 500 200
        fault {"name":"glob","on":{"operation":"DescribeConnector","resource":"pay*"},"first":1,"cause":"internal"}
        GET /v1/connectors/$orders => 200
        GET /v1/connectors/$payments => 500 200
        fault {"name":"expression","on":{"operation":"DescribeConnector","resource":"/^(orders|refunds)$/"},"first":1,"cause":"internal"}
        GET /v1/connectors/$payments => 200
        GET /v1/connectors/$orders => 500 200
        fault {"name":"arn","on":{"operation":"DescribeConnector","resource":"arn:aws:kafkaconnect:*:connector/orders/*"},"first":1,"cause":"internal"}
        GET /v1/connectors/$payments => 200
        GET /v1/connectors/$orders => 500 200
        fault {"name":"created","on":{"operation":"CreateConnector","resource":"refunds"},"cause":"internal"}
        POST /v1/connectors @connector {"connectorName":"returns"} => 200
        POST /v1/connectors @connector {"connectorName":"refunds"} => 500
        fault {"name":"tags","on":{"operation":"*Tag*","resource":"orders"},"cause":"internal"}
        GET /v1/tags/$payments => 200
        GET /v1/tags/$orders => 500
        fault {"name":"operations","on":{"operation":"ListConnectorOperations","resource":"orders"},"cause":"internal"}
        GET /v1/connectors/$orders/operations => 500
    "#

    plugins_worker_configurations_and_operations_have_names_too r#"
        given connector orders
        given workers
        PUT /v1/connectors/$orders/pause | connectorOperationArn -> $operation
        fault {"on":{"resource":"debezium"},"cause":"internal"}
        GET /v1/custom-plugins/$plugin => 500
        POST /v1/custom-plugins @plugin => 500
        GET /v1/worker-configurations/$workers => 200
        fault {"on":{"resource":"json"},"cause":"unavailable"}
        GET /v1/worker-configurations/$workers => 503
        fault {"on":{"operation":"DescribeConnectorOperation","resource":"orders"},"cause":"unavailable"}
        GET /v1/connectorOperations/$operation => 503
    "#

    headers_are_matched_too r#"
        fault {"on":{"header":{"x-team":"blue*","user-agent":"/Boto3/"}},"cause":"internal"}
        GET /v1/connectors => 200
        GET /v1/connectors => 200
            + x-team: blue-1
        GET /v1/connectors => 500
            + X-Team: blue-1
            + user-agent: Boto3/1.44.5
    "#

    attempts_of_an_sdk_can_be_told_apart r#"
        fault {"on":{"header":{"amz-sdk-request":"attempt=1;*"}},"cause":"unavailable"}
        GET /v1/connectors => 503
            + amz-sdk-request: attempt=1; max=3
        GET /v1/connectors => 200
            + amz-sdk-request: attempt=2; max=3
    "#

    a_fault_before_leaves_no_trace r#"
        given plugin
        fault {"on":{"operation":"CreateConnector"},"first":1,"cause":"internal"}
        POST /v1/connectors @connector => 500
        GET /v1/connectors | connectors = []
        POST /v1/connectors @connector => 200
    "#

    a_fault_after_leaves_the_state r#"
        given plugin
        fault {"on":{"operation":"CreateConnector"},"first":1,"stage":"after","cause":"internal"}
        POST /v1/connectors @connector => 500 InternalServerErrorException
        GET /v1/connectors | connectors/*/connectorName = ["orders"]
        POST /v1/connectors @connector => 409 ConflictException
    "#

    a_lost_deletion_is_done_all_the_same r#"
        given connector orders
        fault {"on":{"operation":"DeleteConnector"},"first":1,"stage":"after","reset":{}}
        DELETE /v1/connectors/$orders => 200 | wire ~ ^Reset
        DELETE /v1/connectors/$orders => 200 | wire = Whole
        settle
        DELETE /v1/connectors/$orders => 404
    "#

    of_two_rules_the_first_acts_and_both_count r#"
        fault {"name":"a","on":{"operation":"ListConnectors"},"first":1,"cause":"internal"}
        fault {"name":"b","on":{"operation":"ListConnectors"},"first":2,"cause":"unavailable"}
        GET /v1/connectors => 500 503 200
        rules | */label = ["a","b"] | */seen = [3,3] | */acted = [1,1]
    "#

    the_order_of_rules_is_the_order_of_the_file r#"
        fault {"name":"b","on":{"operation":"ListConnectors"},"first":2,"cause":"unavailable"}
        fault {"name":"a","on":{"operation":"ListConnectors"},"first":1,"cause":"internal"}
        GET /v1/connectors => 503 503 200
        rules | */label = ["b","a"] | */seen = [3,3] | */acted = [2,0]
    "#

    an_outcome_and_a_failure_can_meet_in_one_call r#"
        given plugin
        fault {"on":{"operation":"CreateConnector"},"stage":"after","cause":"internal"}
        fault {"on":{"operation":"CreateConnector"},"outcome":{"end":"FAILED"}}
        POST /v1/connectors @connector => 500
        settle
        GET /v1/connectors | connectors/*/connectorState = ["FAILED"]
        rules | */acted = [1,1]
    "#

    an_outcome_is_the_nth_ones r#"
        given plugin
        fault {"on":{"operation":"CreateConnector"},"nth":2,"outcome":{"end":"FAILED"}}
        POST /v1/connectors @connector {"connectorName":"a"}
        POST /v1/connectors @connector {"connectorName":"b"}
        POST /v1/connectors @connector {"connectorName":"c"}
        settle
        GET /v1/connectors | connectors/*/connectorState = ["RUNNING","FAILED","RUNNING"]
    "#

    an_outcome_may_have_a_timing_of_its_own r#"
        timing CreateConnector 10s
        given plugin
        fault {"on":{"resource":"stuck"},"outcome":{"end":"FAILED","takes":"never"}}
        fault {"on":{"resource":"read"},"outcome":{"end":"FAILED","takes":{"reads":1}}}
        fault {"on":{"resource":"slow"},"outcome":{"end":"FAILED","takes":"1h"}}
        POST /v1/connectors @connector {"connectorName":"stuck"} | connectorArn -> $stuck
        POST /v1/connectors @connector {"connectorName":"read"} | connectorArn -> $read
        POST /v1/connectors @connector {"connectorName":"slow"} | connectorArn -> $slow
        +59m GET /v1/connectors/$read | connectorState = CREATING
        GET /v1/connectors/$read | connectorState = FAILED
        GET /v1/connectors/$slow | connectorState = CREATING
        +1m GET /v1/connectors/$slow | connectorState = FAILED
        +1000h GET /v1/connectors/$stuck | connectorState = CREATING
    "#

    an_outcome_of_an_answer_that_was_lost_comes_all_the_same r#"
        given connector orders
        fault {"on":{"operation":"UpdateConnector"},"stage":"after","empty":true}
        fault {"on":{"operation":"UpdateConnector"},"outcome":{"end":"UPDATE_FAILED"}}
        PUT /v1/connectors/$orders?currentVersion=$version @scaled => 200 raw | wire = Empty
        settle
        GET /v1/connectors/$orders/operations | connectorOperations/*/connectorOperationState = ["UPDATE_FAILED"]
    "#

    an_outcome_of_a_refused_call_waits_for_the_next r#"
        given plugin
        fault {"on":{"operation":"CreateConnector"},"nth":2,"outcome":{"end":"FAILED"}}
        POST /v1/connectors @connector {"connectorName":null} => 400
        POST /v1/connectors @connector {"connectorName":"b"} => 200
        settle
        GET /v1/connectors | connectors/*/connectorState = ["FAILED"]
        rules | 0/seen = 2 | 0/acted = 1
    "#

    an_outcome_without_an_end_is_the_operations_first r#"
        given plugin
        fault {"on":{"operation":"CreateConnector"},"outcome":{"code":"A.B","message":"m"}}
        POST /v1/connectors @connector | connectorArn -> $orders
        settle
        GET /v1/connectors/$orders | connectorState = FAILED | stateDescription = {"code":"A.B","message":"m"}
    "#

    an_outcome_of_nothing_but_a_time_is_a_good_one r#"
        given plugin
        fault {"on":{"operation":"CreateConnector"},"nth":2,"outcome":{"takes":"10m"}}
        POST /v1/connectors @connector {"connectorName":"a"}
        POST /v1/connectors @connector {"connectorName":"b"}
        +599s GET /v1/connectors | connectors/*/connectorState = ["RUNNING","CREATING"]
        +1s GET /v1/connectors | connectors/*/connectorState = ["RUNNING","RUNNING"]
    "#

    an_outcome_is_only_about_operations_that_can_end_so r#"
        given plugin
        fault {"on":{"vendor":"msk"},"nth":2,"outcome":{"end":"CREATE_FAILED"}}
        POST /v1/connectors @connector
        POST /v1/custom-plugins @plugin {"name":"a"}
        GET /v1/custom-plugins
        POST /v1/custom-plugins @plugin {"name":"b"}
        settle
        GET /v1/custom-plugins | customPlugins/*/customPluginState = ["ACTIVE","ACTIVE","CREATE_FAILED"]
        GET /v1/connectors | connectors/*/connectorState = ["RUNNING"]
        rules | 0/seen = 2 | 0/acted = 1
    "#

    a_delay_stands_beside_an_outcome_and_a_page_as_well r#"
        given plugin
        fault {"on":{"operation":"CreateConnector"},"outcome":{"end":"FAILED"},"delay":"3s"}
        fault {"on":{"operation":"ListConnectors"},"page":{"items_max":1},"delay":"2s"}
        fault {"on":{"operation":"ListConnectors"},"delay":"1s"}
        POST /v1/connectors @connector => 200 | delay = 3s
        GET /v1/connectors => 200 | delay = 3s
    "#

    causes_are_in_the_vendors_words r#"
        fault {"on":{"operation":"ListConnectors"},"first":1,"cause":"malformed"}
        GET /v1/connectors => 400 BadRequestException
        fault {"on":{"operation":"ListConnectors"},"first":1,"cause":"forbidden"}
        GET /v1/connectors => 403 ForbiddenException
        fault {"on":{"operation":"ListConnectors"},"first":1,"cause":"not_found"}
        GET /v1/connectors => 404 NotFoundException
        fault {"on":{"operation":"ListConnectors"},"first":1,"cause":"conflict"}
        GET /v1/connectors => 409 ConflictException
        fault {"on":{"operation":"ListConnectors"},"first":1,"cause":"quota_exceeded"}
        GET /v1/connectors => 429 TooManyRequestsException
        fault {"on":{"operation":"ListConnectors"},"first":1,"cause":"throttled"}
        GET /v1/connectors => 429 TooManyRequestsException | header retry-after absent | header x-amz-retry-after absent
        fault {"on":{"operation":"ListConnectors"},"first":1,"cause":"internal"}
        GET /v1/connectors => 500 InternalServerErrorException
        fault {"on":{"operation":"ListConnectors"},"first":1,"cause":"unavailable"}
        GET /v1/connectors => 503 ServiceUnavailableException
        fault {"on":{"operation":"ListConnectors"},"first":1,"cause":"expired"}
        GET /v1/connectors => 403 ExpiredTokenException
        fault {"on":{"operation":"ListConnectors"},"first":1,"cause":"timeout"}
        GET /v1/connectors => 408 RequestTimeoutException
        fault {"on":{"operation":"ListConnectors"},"first":1,"cause":"throttled","message":"slow down","retry_after":"1.5s"}
        GET /v1/connectors => 429 TooManyRequestsException: slow down
            | header x-amz-retry-after = "1500"
            | header retry-after = "2"
    "#

    what_stands_before_the_vendor_answers_in_its_own_way r#"
        fault {"on":{"operation":"ListConnectors"},"first":1,"cause":"bad_gateway"}
        GET /v1/connectors => 502 raw | header x-amzn-errortype absent
        fault {"on":{"operation":"ListConnectors"},"first":1,"cause":"gateway_unavailable","retry_after":"1.5s"}
        GET /v1/connectors => 503 raw | header x-amzn-errortype absent | header retry-after = "2"
        fault {"on":{"operation":"ListConnectors"},"first":1,"cause":"gateway_timeout"}
        GET /v1/connectors => 504 raw | header x-amzn-errortype absent
    "#

    an_answer_of_ones_own_goes_out_as_it_is r#"
        fault {"on":{"operation":"ListConnectors"},"first":1,"respond":{"status":418,"headers":{"x-tea":"pot"},"body":{"a":null}}}
        GET /v1/connectors => 418 raw | header x-tea = pot | header content-type = application/json | a = null
        fault {"on":{"operation":"ListConnectors"},"first":1,"respond":{"status":502,"headers":{"content-type":"text/html"},"body":"<html>502</html>"}}
        GET /v1/connectors => 502 raw | . = "<html>502</html>" | header content-type = text/html
        fault {"on":{"operation":"ListConnectors"},"first":1,"respond":{"status":503}}
        GET /v1/connectors => 503 raw | . = ""
    "#

    what_happens_on_the_wire_is_told_with_the_answer r#"
        fault {"on":{"operation":"ListConnectors"},"first":1,"slow":{"chunk_bytes":1,"pause":"10ms"}}
        GET /v1/connectors => 200 | wire = "Slow { chunk_bytes: 1, pause: 10ms }" | connectors = []
        fault {"on":{"operation":"ListConnectors"},"first":1,"cut":{"after_bytes":5}}
        GET /v1/connectors => 200 | wire = "Cut { after_bytes: 5 }" | connectors = []
        fault {"on":{"operation":"ListConnectors"},"first":1,"reset":{"after_bytes":3}}
        GET /v1/connectors => 200 | wire = "Reset { after_bytes: Some(3) }"
        fault {"on":{"operation":"ListConnectors"},"first":1,"reset":{}}
        GET /v1/connectors => 200 raw | wire = "Reset { after_bytes: None }"
        fault {"on":{"operation":"ListConnectors"},"first":1,"empty":true}
        GET /v1/connectors => 200 raw | wire = Empty
        fault {"on":{"operation":"ListConnectors"},"first":1,"silence":"30s"}
        GET /v1/connectors => 200 raw | wire = "Silence { lasts: 30s }"
        fault {"on":{"operation":"ListConnectors"},"first":1,"garbage":"SSH-2.0"}
        GET /v1/connectors => 200 raw | wire ~ ^Garbage .*SSH-2\.0
    "#

    a_delay_holds_back_the_answer_alone_or_beside_an_effect r#"
        fault {"on":{"operation":"ListConnectors"},"first":1,"delay":"3s"}
        GET /v1/connectors => 200 | delay = 3s | connectors = []
        fault {"on":{"operation":"ListConnectors"},"first":1,"delay":"250ms","cause":"internal"}
        GET /v1/connectors => 500 | delay = 250ms
        GET /v1/connectors => 200 | delay = 0ns
    "#

    an_error_is_asked_for_by_the_vendors_own_name r#"
        fault {"on":{"operation":"ListConnectors"},"first":1,"error":"AccessDeniedException","message":"no"}
        GET /v1/connectors => 403 AccessDeniedException: no
        fault {"on":{"operation":"ListConnectors"},"first":1,"error":"ThrottlingException"}
        GET /v1/connectors => 400 ThrottlingException
        fault {"on":{"operation":"ListConnectors"},"first":1,"error":"BadRequestException","stage":"after"}
        GET /v1/connectors => 400 BadRequestException
    "#

    rules_come_and_go_and_keep_their_counts r#"
        fault {"name":"a","on":{"operation":"ListConnectors"},"nth":3,"cause":"internal"}
        GET /v1/connectors => 200
        fault {"name":"b","on":{"operation":"ListConnectors"},"nth":1,"cause":"unavailable"}
        GET /v1/connectors => 503
        GET /v1/connectors => 500
        rules | */seen = [3,2] | */acted = [1,1]
    "#
}

/// Every error that a rule can name is one of the vendor's, with its own status.
#[test]
fn every_error_of_the_vendor_can_be_asked_for() {
    let catalogue = vendors::catalogue();
    let msk = catalogue.of(Some("msk")).next().expect("msk is a vendor");
    assert!(msk.errors.len() >= 8, "{:?}", msk.errors);
    for name in &msk.errors {
        let status = crate::support::answers::ERRORS.iter().find(|(error, _)| error == name);
        let (_, status) = status.unwrap_or_else(|| panic!("{name} has no known status"));
        let rule = json!({"on": {"operation": "ListConnectors"}, "error": name});
        check(&format!("fault {rule}\nGET /v1/connectors => {status} {name}"));
    }
}

/// A third of the calls, more or less, and the same ones by the same seed.
#[test]
fn a_probability_is_drawn_by_seed_resource_and_count() {
    let rule =
        r#"fault {"on":{"operation":"DescribeConnector"},"probability":0.3,"cause":"internal"}"#;
    let unlucky = |seed: u64, name: &str, also: &str| -> Vec<bool> {
        let given = format!("seed {seed}\ngiven connector {name}\n{rule}");
        let mut stage = Stage::new(&given);
        stage.play(&given).expect("a good beginning");
        let mut is_unlucky = |_| {
            stage.play(also).expect("a call that the rule does not match");
            stage.play(&format!("GET /v1/connectors/${name}")).is_err()
        };
        (0..200).map(&mut is_unlucky).collect()
    };
    let calls = unlucky(1, "orders", "");
    let count = calls.iter().filter(|it| **it).count();
    assert!((40..=80).contains(&count), "{count} of 200");
    assert_eq!(calls, unlucky(1, "orders", "GET /v1/connectors"));
    assert_ne!(calls, unlucky(1, "payments", ""));
    assert_ne!(calls, unlucky(2, "orders", ""));
}

/// Which of 60 calls a rule acts on, which is the last of `rules` to be written.
fn unlucky(rules: &[&str]) -> Vec<bool> {
    let script: Vec<_> = rules.iter().map(|it| format!("fault {it}")).collect();
    let mut stage = Stage::new(&script.join("\n"));
    let mut acts = |_| {
        let before = stage.world.faults().rules().last().expect("a rule").acted;
        let _ = stage.play("GET /v1/connectors");
        stage.world.faults().rules().last().expect("a rule").acted > before
    };
    (0..60).map(&mut acts).collect()
}

/// Of a rule without a name what is written in it is what chance knows it by.
#[test]
fn a_rules_luck_does_not_depend_on_its_neighbours() {
    let others = [
        r#"{"on":{"operation":"ListCustomPlugins"},"cause":"internal"}"#,
        r#"{"on":{"operation":"ListConnectors"},"probability":0.5,"page":{"items_max":1}}"#,
        r#"{"name":"other","on":{"operation":"CreateConnector"},"outcome":{"end":"FAILED"}}"#,
    ];
    for rule in [
        r#"{"name":"it","on":{"operation":"ListConnectors"},"probability":0.5,"delay":"1s"}"#,
        r#"{"on":{"operation":"ListConnectors"},"probability":0.5,"delay":"1s"}"#,
    ] {
        let alone = unlucky(&[rule]);
        assert!(alone.contains(&true) && alone.contains(&false), "{alone:?}");
        assert_eq!(unlucky(&[others[0], rule]), alone, "behind one: {rule}");
        assert_eq!(unlucky(&[others[1], others[0], rule]), alone, "behind two: {rule}");
    }
}

/// Nor on when it came: a list that is put in place once more goes as it went.
#[test]
fn rules_that_are_put_in_place_again_have_the_same_luck() {
    let written = r#"{"on":{"operation":"ListConnectors"},"probability":0.5,"cause":"internal"}"#;
    let alone = unlucky(&[written]);
    let mut stage = Stage::new(&format!("fault {written}\nfault {written}"));
    let rule = stage.world.faults().rules()[0].rule.clone();
    stage.world.replace_faults(vec![rule]).expect("a good rule");
    let again: Vec<_> = (0..60).map(|_| stage.play("GET /v1/connectors => 500").is_ok()).collect();
    assert_eq!(again, alone);
}

#[test]
fn two_rules_of_the_same_words_have_each_its_own_luck() {
    let rule = r#"{"on":{"operation":"ListConnectors"},"probability":0.5,"page":{"items_max":1}}"#;
    // The second acts where the first does not.
    assert!(unlucky(&[rule, rule]).contains(&true));
    // And so does a third that comes when the first has gone.
    let mut stage = Stage::new(&format!("fault {rule}\nfault {rule}"));
    assert!(stage.world.remove_fault(1) && !stage.world.remove_fault(1));
    stage.play(&format!("fault {rule}")).expect("a rule");
    for _ in 0..60 {
        stage.play("GET /v1/connectors => 200").expect("a call");
    }
    let acted: Vec<_> = stage.world.faults().rules().iter().map(|it| it.acted).collect();
    assert!(acted.iter().all(|it| (1..60).contains(it)), "{acted:?}");
}

/// A rule sees the same calls and acts on the same ones, whatever stands before and behind it.
#[test]
fn a_rules_count_does_not_depend_on_its_neighbours() {
    let rule =
        r#"fault {"name":"it","on":{"operation":"ListConnectors"},"every":3,"cause":"internal"}"#;
    let neighbours = [
        "",
        r#"fault {"on":{"operation":"ListConnectors"},"every":2,"cause":"unavailable"}"#,
        r#"fault {"on":{},"first":4,"delay":"1s"}"#,
        r#"fault {"on":{"operation":"List*"},"probability":0.5,"cause":"throttled"}"#,
    ];
    for neighbour in neighbours {
        let script = format!("{rule}\n{neighbour}\n");
        let mut stage = Stage::new(&script);
        for call in 1..=12 {
            let status = if call % 3 == 0 { "500" } else { "200" };
            let answer = stage.play(&format!("GET /v1/connectors => {status}"));
            assert!(call % 3 != 0 || answer.is_ok(), "behind {neighbour}: {answer:?}");
        }
        stage.play("rules | 0/seen = 12 | 0/acted = 4").unwrap_or_else(|it| panic!("{it}"));
    }
}

#[test]
fn a_panic_costs_one_call_and_is_written_down() {
    let mut stage =
        Stage::new(r#"fault {"on":{"operation":"ListConnectors"},"nth":2,"panic":true}"#);
    stage.play("GET /v1/connectors").expect("nothing is wrong yet");
    let now = stage.world.now();
    let request =
        calls::call(("GET", "/v1/connectors"), Some((calls::KEY, calls::REGION)), "", now);
    let panicked = stage.world.attempt(now, &request).expect_err("a panic");
    assert_eq!((panicked.entry, panicked.message.as_str()), (2, "a rule asked for a panic"));
    stage
        .play(
            r#"GET /v1/connectors => 200
               journal | */event = ["call","panic","call"] | 1/message = "a rule asked for a panic""#,
        )
        .unwrap_or_else(|story| panic!("{story}"));
}

/// A rule, where it is wrong, what is said, and what would be right.
#[rustfmt::skip] // A table.
fn mistakes() -> Vec<(Value, &'static str, &'static str, Option<&'static str>)> {
    vec![
        (json!({"on": {"vendor": "mks"}, "cause": "internal"}),             "/on/vendor",    "there is no vendor `mks`", Some("did you mean `msk`?")),
        (json!({"on": {"operation": "CreateConector"}, "cause": "internal"}), "/on/operation", "there is no operation `CreateConector`", Some("did you mean `CreateConnector`?")),
        (json!({"on": {"operation": "Make*"}, "cause": "internal"}),        "/on/operation", "there is no operation `Make*`", None),
        (json!({"on": {"resource": "/a(/"}, "cause": "internal"}),          "/on/resource",  "`/a(/` is no regular expression: unclosed group", None),
        (json!({"on": {"header": {"x-a": "/[/"}}, "cause": "internal"}),    "/on/header/x-a", "`/[/` is no regular expression: unclosed character class", None),
        (json!({"name": "", "cause": "internal"}),                          "/name",         "a name has at least one character", None),
        (json!({"name": "#3", "cause": "internal"}),                        "/name",         "`#3` is what a rule is called that has no name", None),
        (json!({"on": {"header": {"x a": "*"}}, "cause": "internal"}),      "/on/header/x a", "`x a` is no name of a header", None),
        (json!({"on": {"header": {"": "*"}}, "cause": "internal"}),         "/on/header/",   "`` is no name of a header", None),
        (json!({"outcome": {}}),                                            "/outcome",      "the outcome says nothing", Some("give `end`, `code`, `message` or `succeeds_for` for how it fails, `takes` for how long it takes")),
        (json!({"on": {"operation": "DeleteCustomPlugin"}, "outcome": {"code": "A.B"}}), "/outcome", "no operation that the rule matches can fail in the end", Some("`takes` alone says how long it takes")),
        (json!({"on": {"operation": "DeleteCustomPlugin"}, "outcome": {"end": "FAILED"}}), "/outcome", "no operation that the rule matches can fail in the end", Some("`takes` alone says how long it takes")),
        (json!({"respond": {"status": 500}, "message": "m"}),               "/message",      "`message` says nothing beside `respond`", Some("write it into the `body`")),
        (json!({"respond": {"status": 500}, "retry_after": "1s"}),          "/retry_after",  "`retry_after` says nothing beside `respond`", Some("write it into the `headers`")),
        (json!({"empty": true, "message": "m"}),                            "/message",      "`message` says nothing beside `empty`", Some("it belongs to `cause`, `error` or `rate_limit`")),
        (json!({"delay": "1s", "message": "m"}),                            "/message",      "`message` says nothing beside `delay`", Some("it belongs to `cause`, `error` or `rate_limit`")),
        (json!({"outcome": {"end": "FAILED"}, "message": "m"}),             "/message",      "`message` says nothing beside `outcome`", Some("write it inside of `outcome`")),
        (json!({"garbage": ""}),                                            "/garbage",      "this is not a byte", Some("`empty: true` closes the connection without a byte")),
        (json!({"delay": "0s"}),                                            "/delay",        "this holds no answer back", None),
        (json!({"rate_limit": {"per_second": 1.0, "burst": 0}}),            "/rate_limit/burst", "a bucket that holds no token never has one, whatever comes back", None),
        (json!({"on": {"operation": "CreateConnector"}, "page": {"items_max": 1}}), "/page", "no operation that the rule matches lists in pages", None),
        (json!({"on": {"operation": "ListConnectors", "resource": "orders"}, "cause": "internal"}), "/on/resource", "`orders`: no operation that the rule matches names a resource", None),
        (json!({"outcome": {"end": "ABANDONED"}}),                          "/outcome/end",  "there is no end `ABANDONED`", Some("the nearest are: FAILED, UNASSIGNED, ACTIVE, DEGRADED, DEAD")),
        (json!({"on": {"operation": "PutTheThing"}, "cause": "internal"}),  "/on/operation", "there is no operation `PutTheThing`", Some("the nearest are: UserInfo, ProjectList, getKafkaLink, Cluster.Get, Cluster.List; `wavetank operations` lists all")),
        (json!({"on": {"vendor": "confluent", "operation": "CreateConnector"}, "cause": "internal"}), "/on/operation", "there is no operation `CreateConnector`", Some("it is one of msk")),
        (json!({"cause": "internal", "stage": "outcome"}),                  "/stage",        "the rule's effect cannot come at the stage `outcome`", Some("its stage is `before` or `after`")),
        (json!({"slow": {"chunk_bytes": 1, "pause": "11m"}}),               "/slow/pause",   "`slow.pause` is wall time, and at most 600 s", None),
        (json!({"cause": "intern"}),                                        "/cause",        "there is no cause `intern`", Some("did you mean `internal`?")),
        (json!({"error": "NotFoundExeption"}),                              "/error",        "there is no error `NotFoundExeption`", Some("did you mean `NotFoundException`?")),
        (json!({"cause": "internal", "nth": 0}),                            "/nth",          "`nth` counts from 1", None),
        (json!({"cause": "internal", "every": 0}),                          "/every",        "`every` counts from 1", None),
        (json!({"cause": "internal", "nth": 1, "first": 2}),                "/first",        "only one of `nth`, `first` and `every` can be given", None),
        (json!({"cause": "internal", "probability": 1.5}),                  "/probability",  "a probability is between 0 and 1, not 1.5", None),
        (json!({"rate_limit": {"per_second": -1.0, "burst": 1}}),           "/rate_limit/per_second", "a rate is a number from 0 upwards, not -1", None),
        (json!({"cause": "internal", "from": "20s", "to": "10s"}),          "/to",           "the window is empty: `to` must be later than `from`", None),
        (json!({"cause": "internal", "reset": {}}),                         "/reset",        "a rule has one effect, and this one has `cause` and `reset`", Some("write a rule for each; the first whose turn it is acts")),
        (json!({"on": {"operation": "ListConnectors"}}),                    "",              "the rule has no effect", Some("give one of cause, error, respond, delay, slow, cut, reset, empty, silence, garbage, outcome, page, rate_limit")),
        (json!({"cause": "internal", "stage": "befor"}),                    "/stage",        "there is no stage `befor`", Some("did you mean `before`?")),
        (json!({"delay": "1s", "stage": "before"}),                         "/stage",        "the rule's effect cannot come at the stage `before`", Some("leave `stage` out: this effect has only one")),
        (json!({"cut": {"after_bytes": 1}, "stage": "before"}),             "/stage",        "the rule's effect cannot come at the stage `before`", Some("leave `stage` out: this effect has only one")),
        (json!({"delay": "11m"}),                                           "/delay",        "`delay` is wall time, and at most 600 s", Some("to let world time pass, use `timing` or the clock")),
        (json!({"respond": {"status": 100}}),                               "/respond/status", "`100` is no status of a final answer: 200 to 999", None),
        (json!({"respond": {"status": 200, "headers": {"a b": "c"}}}),      "/respond/headers/a b", "`a b: c` is no header", None),
        (json!({"slow": {"chunk_bytes": 0, "pause": "1s"}}),                "/slow/chunk_bytes", "a chunk has at least 1 byte", None),
        (json!({"on": {"operation": "ListConnectors"}, "outcome": {"end": "FAILED"}}), "/outcome", "no operation that the rule matches has an outcome of its own", Some("`wavetank operations --format json` tells which take time, and their `ends`")),
        (json!({"on": {"operation": "UpdateConnector"}, "outcome": {"end": "UPDATE_FALED"}}), "/outcome/end", "there is no end `UPDATE_FALED`", Some("did you mean `UPDATE_FAILED`?")),
    ]
}

#[test]
fn a_rule_that_could_never_be_meant_is_told_with_its_place_and_what_would_be_right() {
    let mut wrong = Vec::new();
    for (rule, pointer, message, hint) in mistakes() {
        let written: Written = serde_json::from_value(rule.clone()).expect("a rule's shape");
        let mistakes = written.read(&vendors::catalogue()).expect_err("a mistake");
        let told: Vec<_> = mistakes.iter().map(|it| (it.pointer(), it.message.as_str())).collect();
        if told != [(pointer.to_owned(), message)] {
            wrong.push(format!("{rule}\n  is told {told:?}"));
        } else if hint.is_some() && mistakes[0].hint.as_deref() != hint {
            wrong.push(format!("{rule}\n  is hinted {:?}", mistakes[0].hint));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A rule that comes to a world that is an hour old.
#[test]
fn a_rule_whose_window_is_over_is_refused() {
    let mut stage = Stage::new("1h GET /v1/connectors => 200");
    stage.play("1h GET /v1/connectors => 200").expect("a call");
    let rule = |to: &str| {
        let written = json!({ "name": "late", "to": to, "cause": "internal" });
        let written: Written = serde_json::from_value(written).expect("a rule's shape");
        written.read(&vendors::catalogue()).expect("a good rule")
    };
    let rules = vec![rule("61m"), rule("1h"), rule("62m")];
    let mistakes = stage.world.add_faults(rules).expect_err("mistakes");
    let said: Vec<_> = mistakes.iter().map(|it| (it.pointer(), it.message.as_str())).collect();
    let told = [
        ("/1/to".to_owned(), "the window ended at 1h, and it is 1h already"),
        ("/2/name".to_owned(), "there is a rule called `late` already"),
    ];
    assert_eq!(said, told);
    assert_eq!(stage.world.replace_faults(vec![rule("59m")]).expect_err("a mistake").len(), 1);
    assert!(stage.world.faults().rules().is_empty(), "all are taken, or none");
}

#[test]
fn a_world_has_so_many_rules_and_no_more() {
    let mut stage = Stage::new("");
    let written: Written = serde_json::from_value(json!({ "delay": "1s" })).expect("a rule");
    let rule = written.read(&vendors::catalogue()).expect("a good rule");
    let all = vec![rule.clone(); RULES_MAX];
    stage.world.replace_faults(all[1..].to_vec()).expect("one is free");
    let mistakes = stage.world.add_faults(vec![rule.clone(); 2]).expect_err("one too many");
    let said = (mistakes[0].pointer(), mistakes[0].message.as_str());
    assert_eq!(said, ("/1".to_owned(), "with this one there are more than 10000 rules"));
    stage.world.add_faults(vec![rule]).expect("one is free");
    stage.world.replace_faults(all).expect("these go in place of the others");
}

#[test]
fn all_mistakes_of_a_rule_are_told_at_once() {
    let rule = json!({"on": {"operation": "Foo", "resource": "/(/"}, "nth": 0, "cause": "bar"});
    let written: Written = serde_json::from_value(rule).expect("a rule's shape");
    let mistakes = written.read(&vendors::catalogue()).expect_err("mistakes");
    let places: Vec<_> = mistakes.iter().map(wavetank::kernel::mistake::Mistake::pointer).collect();
    assert_eq!(places, ["/on/resource", "/on/operation", "/nth", "/cause"]);
}

#[test]
#[rustfmt::skip] // A table.
fn a_rule_of_the_wrong_shape_is_told_with_its_place() {
    let rows = [
        (json!({"cause": "internal", "nht": 1}),           "/nht",          "there is no field `nht` here"),
        (json!({"on": {"operaton": "x"}}),                 "/on/operaton",  "there is no field `operaton` here"),
        (json!({"cause": "internal", "nth": "two"}),       "/nth",          "expected"),
        (json!({"delay": "soon"}),                         "/delay",        "`soon` is no duration"),
        (json!({"respond": {}}),                           "/respond",      "status"),
        (json!({"outcome": {"takes": "soon"}}),            "/outcome/takes", "`soon` is none of"),
    ];
    for (rule, pointer, words) in rows {
        let mistake = reading::read::<Written>(&rule).expect_err("a mistake");
        assert_eq!(mistake.pointer(), pointer, "{rule}: {}", mistake.message);
        assert!(mistake.message.contains(words), "{rule}: {}", mistake.message);
    }
}

/// A rule is listed as it was written, and read back it is the same.
#[test]
fn a_rule_reads_back_as_it_was_written() {
    let rules = [
        json!({"on": {"vendor": "msk", "operation": "Create*", "resource": "a-*", "header": {"x": "y"}}, "nth": 2, "cause": "throttled", "retry_after": "2s", "message": "m"}),
        json!({"on": {}, "from": "1m", "to": "1h", "probability": 0.5, "stage": "after", "respond": {"status": 500, "body": "x"}}),
        json!({"on": {"operation": "UpdateConnector"}, "outcome": {"end": "UPDATE_FAILED", "code": "a", "message": "b", "takes": {"reads": 3}}}),
        json!({"on": {}, "rate_limit": {"per_second": 2.0, "burst": 3}}),
        json!({"on": {}, "name": "n", "slow": {"chunk_bytes": 1, "pause": "10ms"}, "delay": "1s"}),
    ];
    for rule in rules {
        let written: Written = serde_json::from_value(rule.clone()).expect("a rule's shape");
        let read = written.read(&vendors::catalogue()).expect("a good rule");
        assert_eq!(serde_json::to_value(&read.written).expect("a rule serializes"), rule);
    }
}
