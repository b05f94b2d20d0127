//! What a world writes down: every call, every timer, numbered, bounded, and without secrets.

use wavetank::kernel::journal::{Change, Event};

use crate::stage::Stage;

cases! {
    a_call_is_written_down_with_what_was_made_of_it r#"
        epoch 2026-01-08T12:00:00Z
        fault {"name":"slow","on":{"operation":"DescribeCustomPlugin"},"delay":"20ms"}
        given plugin
        +1s GET /v1/custom-plugins/$plugin
            + x-team: blue
            | header x-amzn-requestid -> $id
        journal
            | 2/number = 3
            | 2/at = "2026-01-08T12:00:02Z"
            | 2/event = call
            | 2/vendor = msk
            | 2/operation = DescribeCustomPlugin
            | 2/resource = debezium
            | 2/rules = ["slow"]
            | 2/verdict = accepted
            | 2/credential = "sigv4 AKIDEXAMPLE"
            | 2/request/method = GET
            | 2/request/target ~ ^/v1/custom-plugins/arn%3Aaws%3A
            | 2/request/headers/x-team = blue
            | 2/status = 200
            | 2/response/headers/x-amzn-requestid = $id
            | 2/response/body/name = debezium
            | 2/response/delay_ms = 20
            | 2/response/wire = whole
    "#

    a_timer_is_written_down_at_its_own_instant r#"
        epoch 2026-01-08T12:00:00Z
        timing CreateCustomPlugin 10s
        POST /v1/custom-plugins @plugin
        1h GET /v1/custom-plugins
        journal
            | */number = [1,2,3]
            | */event = ["call","due","call"]
            | */at = ["2026-01-08T12:00:00Z","2026-01-08T12:00:10Z","2026-01-08T13:00:00Z"]
            | 1/vendor = msk
    "#

    a_status_that_nobody_was_told_is_no_status r#"
        fault {"first":1,"reset":{}}
        fault {"nth":2,"empty":true}
        fault {"nth":3,"silence":"1s"}
        fault {"nth":4,"garbage":"x"}
        fault {"nth":5,"empty":true,"stage":"after"}
        fault {"nth":6,"reset":{"after_bytes":3}}
        fault {"nth":7,"cut":{"after_bytes":3}}
        fault {"nth":8,"slow":{"chunk_bytes":3,"pause":"1s"}}
        GET /v1/connectors => 200 raw
        GET /v1/connectors => 200 raw
        GET /v1/connectors => 200 raw
        GET /v1/connectors => 200 raw
        GET /v1/connectors => 200 raw
        GET /v1/connectors => 200 raw
        GET /v1/connectors => 200 raw
        GET /v1/connectors => 200 raw
        journal
            | */status = [null,null,null,null,null,200,200,200]
            | */response/wire = ["reset","empty","silence","garbage","empty","reset","cut","slow"]
            | 0/response/body = null
            | 4/response/body = {"connectors":[]}
    "#

    what_was_refused_is_written_down_too r#"
        unsigned GET /v1/connectors => 403
        GET /v1/nowhere => 404
        GET /v2/connectors => 501
        GET /v1/connectors?maxResults=0 => 400
        journal
            | */status = [403,404,501,400]
            | 0/verdict = refused
            | 0/operation = ListConnectors
            | 1/operation = null
            | 1/vendor = msk
            | 2/vendor = null
            | 3/operation = ListConnectors
            | 3/verdict = accepted
    "#

    what_happened_on_the_wire_is_written_down r#"
        fault {"name":"lost","on":{"operation":"ListConnectors"},"reset":{}}
        GET /v1/connectors => 200 raw
        journal | 0/response/wire = reset | 0/rules = ["lost"]
    "#

    the_oldest_entries_make_room_and_numbers_go_on r#"
        bounds {"entries_max":3}
        GET /v1/connectors => 200 200 200 200 200
        journal | */number = [3,4,5]
    "#
}

cases! {
    a_token_that_is_revoked_by_itself_is_not_told r#"
        as s3cret DELETE /v1/access_token/s3cret?why=x | . = {}
        journal
            | 0/operation = AccessTokenRevoke
            | 0/request/target = /v1/access_token/…?why=x
        as other GET /v1/access_token/s3cret => 405 raw
        journal
            | 1/operation = null
            | 1/request/target = /v1/access_token/…
    "#

    what_looks_like_a_secret_in_headers_and_queries_is_not_told r#"
        GET /v1/connectors?X%2DAmz%2DSignature=s3cret&sig=s3cret&maxResults=7&X-Amz-Credential=shown => 200
            + x-session-id: s3cret
            + x-api-key: s3cret
            + x-team: blue
        journal
            | 0/request/target = /v1/connectors?X%2DAmz%2DSignature=…&sig=…&maxResults=7&X-Amz-Credential=shown
            | 0/request/headers/x-session-id = …
            | 0/request/headers/x-api-key = …
            | 0/request/headers/x-team = blue
    "#

    a_token_that_goes_astray_is_not_told_either r#"
        as s3cret DELETE /v1/access_token/s3cret/ => 404 raw
        as s3cret DELETE /v1/access_token/s3cret/s3cret?why=x => 404 raw
        unsigned GET /v1/access_token/s3cret => 403 raw
            + authorization: AWS4-HMAC-SHA256 Credential=A, SignedHeaders=host, Signature=0
        as s3cret DELETE //v1//access_token/s3cret => 501 raw
        as s3cret DELETE /V1/access%5ftoken/s3cret => 501 raw
        as s3cret DELETE /api/v1/access_token/s3cret => 501 raw
        journal
            | */vendor = ["aiven","aiven","msk",null,null,null]
            | 0/request/target = /v1/access_token/…
            | 1/request/target = /v1/access_token/…?why=x
            | 2/request/target = /v1/access_token/…
            | 3/request/target = //v1//access_token/…
            | 3/response/body/wavetank/message = no vendor has an operation DELETE //v1//access_token/…
            | 4/request/target = /V1/access%5ftoken/…
            | 5/request/target = /api/v1/access_token/…
    "#
}

#[test]
fn no_credential_is_shown() {
    let presigned =
        "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Security-Token=s3cret&X-Amz-Signature=s3cret";
    let mut stage = Stage::new("");
    let script = format!(
        "GET /v1/connectors
            + x-amz-security-token: s3cret
         unsigned GET /v1/connectors?{presigned} => 403
         unsigned GET /v1/connectors => 403
            + authorization: Bearer s3cret"
    );
    stage.play(&script).unwrap_or_else(|story| panic!("{story}"));
    let shown: String = stage.world.journal().entries().map(|it| it.show().to_string()).collect();
    assert!(shown.contains("ListConnectors") && !shown.contains("s3cret"), "{shown}");
}

#[test]
fn what_was_dropped_is_counted() {
    let mut stage = Stage::new("bounds {\"entries_max\":3}");
    stage.play("GET /v1/connectors => 200 200 200 200 200").expect("a good script");
    let journal = stage.world.journal();
    assert_eq!((journal.dropped(), journal.next_number(), journal.calls()), (2, 6, 5));
}

#[test]
fn large_bodies_make_room_for_themselves() {
    let mut stage = Stage::new("bounds {\"bytes_max\":20000}");
    let body = "x".repeat(5000);
    for _ in 0..10 {
        let call = format!("POST /v1/custom-plugins {{\"description\":\"{body}\"}} => 400");
        stage.play(&call).expect("a good script");
    }
    let journal = stage.world.journal();
    let left = journal.entries().count();
    assert!((1..=3).contains(&left), "{left} entries of 5,000 bytes in 20,000");
    assert_eq!(journal.dropped(), 10 - left as u64);
}

#[test]
fn what_an_administrator_does_is_numbered_among_the_calls() {
    let mut stage = Stage::new("");
    stage.play("GET /v1/connectors").expect("a good script");
    let number = stage.world.note(Event::Admin(Change::FaultRemoved(1)));
    assert_eq!(number, 2);
    stage
        .play("GET /v1/connectors\njournal | */event = [\"call\",\"admin\",\"call\"] | */number = [1,2,3]")
        .unwrap_or_else(|story| panic!("{story}"));
}

#[test]
fn a_fork_writes_its_own_journal() {
    let mut stage = Stage::new("");
    stage.play("GET /v1/connectors").expect("a good script");
    let mut fork = stage.world.fork();
    fork.note(Event::Admin(Change::Forked("default".into())));
    assert_eq!(stage.world.journal().next_number(), 2);
    assert_eq!(fork.journal().next_number(), 3);
}

/// Rules that are put in place again and again are what a harness does between its tests.
#[test]
fn rules_count_in_the_journals_bytes_as_well() {
    let mut stage = Stage::new(
        "bounds {\"bytes_max\":20000}\nfault {\"respond\":{\"status\":500,\"body\":\"0123456789\"}}",
    );
    stage.play("fault {\"delay\":\"1s\"}").expect("a rule");
    for _ in 0..100 {
        let rules = stage.world.faults().rules();
        let rules: Vec<_> = rules.iter().map(|it| it.rule.clone()).collect();
        stage.world.replace_faults(rules).expect("good rules");
    }
    let kept = stage.world.journal().entries().count();
    assert!((1..30).contains(&kept), "{kept} entries in 20 kB");
}
