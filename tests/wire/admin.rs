//! The admin API: what it does, what it refuses, and whom.

use serde_json::{Value, json};

use crate::client::Answer;
use crate::tank::Tank;

#[tokio::test]
async fn health_tells_version_uptime_and_sandboxes() {
    let tank = Tank::start().await;
    let health = tank.look("health").await;
    assert_eq!((&health["status"], &health["sandboxes"]), (&json!("ok"), &json!(0)));
    assert_eq!(health["version"], env!("CARGO_PKG_VERSION"));
    assert!(health["uptime_ms"].is_u64());
}

#[tokio::test]
async fn a_clock_is_stopped_moved_and_started_again() {
    let tank = Tank::start().await;
    let change = |body: Value| tank.admin("POST", "clock", body);
    let set = json!({ "mode": "stopped", "set": "2024-01-01T12:00:00Z" });
    assert_eq!(
        change(set).await.json(),
        json!({ "now": "2024-01-01T12:00:00Z", "mode": "stopped", "next_due": null })
    );
    let advanced = change(json!({ "advance": "1m 30s" })).await.json();
    assert_eq!(advanced["now"], "2024-01-01T12:01:30Z");
    assert_eq!(tank.look("clock").await, advanced);
    assert_eq!(change(json!({ "mode": "x60" })).await.json()["mode"], "x60");

    let entries = tank.look("journal").await["entries"].clone();
    let whats: Vec<_> = entries.as_array().unwrap().iter().map(|it| &it["what"]).collect();
    assert_eq!(
        whats,
        [
            "clock: runs stopped, set to 2024-01-01T12:00:00Z",
            "clock: advanced by 1m 30s",
            "clock: runs x60",
        ]
    );
}

#[tokio::test]
async fn a_mistake_is_told_with_its_place_and_nothing_of_the_call_is_done() {
    let tank = Tank::start().await;
    let unknown = |field: &str| format!("there is no field `{field}`");
    for (path, body, at, message) in [
        ("clock", json!({}), "", "nothing is said".to_owned()),
        ("clock", json!({ "advance": "soon" }), "/advance", "`soon` is no duration".into()),
        ("clock", json!({ "set": 12 }), "/set", "expected a text, found the number 12".into()),
        ("clock", json!({ "mode": "fast" }), "/mode", "expected `real`, `stopped`".into()),
        (
            "clock",
            json!({ "mode": "stopped", "set": "2020-01-01T00:00:00Z" }),
            "/set",
            "already".into(),
        ),
        (
            "clock",
            json!({ "advance": "1s", "set": "2030-01-01T00:00:00Z" }),
            "/set",
            "not both".into(),
        ),
        ("clock", json!({ "set": "foo" }), "/set", "expected an instant with its zone".into()),
        (
            "clock",
            json!({ "set": "9999-12-31T00:00:00Z" }),
            "/set",
            "later than 9999-12-30T22:00:00Z".into(),
        ),
        ("clock", json!({ "advnce": "1s" }), "/advnce", unknown("advnce")),
        ("sandboxes", json!({}), "", "the field `name` is missing".into()),
        ("sandboxes", json!({ "name": "A b" }), "/name", "`A b` is no name".into()),
        (
            "sandboxes",
            json!({ "name": "a", "seed": -1 }),
            "/seed",
            "expected a whole number".into(),
        ),
        ("fork", json!({ "as": "" }), "/as", "`` is no name".into()),
        ("reset", json!([7, 8]), "", "expected".into()),
        ("faults", json!({ "rest": {} }), "/rest", unknown("rest")),
        ("faults", json!({}), "", "no effect".into()),
        (
            "faults",
            json!([{ "reset": {} }, { "on": { "operation": "ListConectors" }, "reset": {} }]),
            "/1/on/operation",
            "no operation `ListConectors`".into(),
        ),
    ] {
        let answer = tank.admin("POST", path, body.clone()).await;
        assert_eq!((answer.status, answer.refusal().as_str()), (400, "invalid"), "{path} {body}");
        let refusal = &answer.json()["wavetank"];
        assert_eq!(refusal["at"], at, "{path} {body}: {refusal}");
        let told = refusal["message"].as_str().unwrap();
        assert!(told.contains(&message), "{path} {body}: {refusal}");
    }
    assert_eq!(tank.look("faults").await, json!({ "faults": [] }));
    assert_eq!(tank.look("clock").await["mode"], "real");
}

#[tokio::test]
async fn a_misspelt_operation_is_answered_with_the_one_that_was_meant() {
    let tank = Tank::start().await;
    let rule = json!({ "on": { "operation": "ListConectors" }, "reset": {} });
    let answer = tank.admin("POST", "faults", rule).await;
    assert_eq!(answer.json()["wavetank"]["hint"], "did you mean `ListConnectors`?");
}

#[tokio::test]
async fn what_is_no_json_is_refused_as_such() {
    let tank = Tank::start().await;
    let mut client = tank.connect().await;
    client
        .send(
            "POST /_wavetank/clock HTTP/1.1\r\nhost: localhost\r\ncontent-length: 5\r\n\r\n{\"a\":",
        )
        .await;
    let answer = client.answer().await.unwrap();
    assert_eq!((answer.status, answer.refusal().as_str()), (400, "malformed"));
}

#[tokio::test]
async fn a_key_that_stands_there_twice_is_a_mistake() {
    let tank = Tank::start().await;
    for (path, body, at) in [
        ("clock", r#"{ "mode": "stopped", "mode": "real" }"#, "/mode"),
        (
            "faults",
            r#"{ "reset": {}, "on": { "vendor": "msk", "vendor": "aiven" } }"#,
            "/on/vendor",
        ),
        ("faults", r#"[{ "empty": true }, { "nth": 1, "empty": true, "nth": 2 }]"#, "/1/nth"),
    ] {
        let mut client = tank.connect().await;
        let (host, length) = (tank.address, body.len());
        let head =
            format!("POST /_wavetank/{path} HTTP/1.1\r\nhost: {host}\r\ncontent-length: {length}");
        client.send(format!("{head}\r\n\r\n{body}")).await;
        let answer = client.answer().await.unwrap();
        assert_eq!((answer.status, answer.refusal().as_str()), (400, "invalid"), "{body}");
        let refusal = &answer.json()["wavetank"];
        let key = at.rsplit('/').next().unwrap();
        assert_eq!(refusal["at"], at, "{refusal}");
        assert_eq!(refusal["message"], format!("the key `{key}` stands here twice"));
    }
}

#[tokio::test]
async fn rules_are_added_listed_replaced_and_removed() {
    let tank = Tank::start().await;
    let one = json!({ "name": "one", "reset": {}, "nth": 3 });
    assert_eq!(tank.admin("POST", "faults", one.clone()).await.json(), json!({ "ids": [1] }));
    let two = json!([{ "empty": true }, { "silence": "3s" }]);
    assert_eq!(tank.admin("POST", "faults", two).await.json(), json!({ "ids": [2, 3] }));

    let listed = tank.look("faults").await["faults"].clone();
    assert_eq!(listed.as_array().unwrap().len(), 3);
    assert_eq!((&listed[0]["rule"]["name"], &listed[0]["rule"]["nth"]), (&json!("one"), &json!(3)));

    assert_eq!(tank.admin("DELETE", "faults/2", Value::Null).await.status, 204);
    for gone in ["faults/2", "faults/x"] {
        let answer = tank.admin("DELETE", gone, Value::Null).await;
        assert_eq!((answer.status, answer.refusal().as_str()), (404, "unknown_rule"));
    }
    let replaced = tank.admin("PUT", "faults", json!([one])).await;
    assert_eq!((replaced.status, replaced.json()), (200, json!({ "ids": [4] })));
    assert_eq!(tank.admin("DELETE", "faults", Value::Null).await.status, 204);
    assert_eq!(tank.look("faults").await, json!({ "faults": [] }));
}

#[tokio::test]
async fn two_rules_of_one_name_are_not_in_force_at_one_time() {
    let tank = Tank::start().await;
    let one = json!({ "name": "one", "reset": {} });
    let late = json!({ "name": "one", "reset": {}, "from": "50h" });
    let refused = |answer: Answer, at: &str| {
        assert_eq!((answer.status, answer.refusal().as_str()), (400, "invalid"));
        let refusal = &answer.json()["wavetank"];
        assert_eq!(refusal["message"], "there is a rule called `one` already", "{refusal}");
        assert_eq!(refusal["at"], at, "{refusal}");
    };
    refused(tank.admin("POST", "faults", json!([one, late])).await, "/1/name");
    refused(tank.admin("PUT", "faults", json!([{ "empty": true }, late, one])).await, "/2/name");
    assert_eq!(tank.look("faults").await, json!({ "faults": [] }));

    assert_eq!(tank.admin("POST", "faults", one.clone()).await.status, 201);
    refused(tank.admin("POST", "faults", one.clone()).await, "/name");
    refused(tank.admin("POST", "faults", late).await, "/name");
    assert_eq!(tank.look("faults").await["faults"].as_array().unwrap().len(), 1);
    assert_eq!(tank.admin("PUT", "faults", json!([one])).await.status, 200);
}

#[tokio::test]
async fn the_journal_is_narrowed_by_what_is_asked_for() {
    let tank = Tank::start().await;
    for path in ["/v1/connectors", "/nowhere", "/v1/connectors"] {
        tank.get(path).await;
    }
    let numbers = async |query: &str| {
        let journal = tank.look(&format!("journal{query}")).await;
        assert_eq!((&journal["dropped"], &journal["next"]), (&json!(0), &json!(4)));
        let entries = journal["entries"].as_array().unwrap();
        entries.iter().map(|it| it["number"].as_u64().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(numbers("").await, [1, 2, 3]);
    assert_eq!(numbers("?vendor=msk").await, [1, 3]);
    assert_eq!(numbers("?operation=ListConnectors&since=2").await, [3]);
    assert_eq!(numbers("?status=501").await, [2]);
    assert_eq!(numbers("?tail=2").await, [2, 3]);
    assert_eq!(numbers("?vendor=msk&tail=1").await, [3]);
    assert_eq!(numbers("?operation=List*").await, [1, 3]);
    assert_eq!(numbers("?operation=/Connectors$/&vendor=msk").await, [1, 3]);
    assert_eq!(numbers("?operation=Delete*").await, [0_u64; 0]);
    assert_eq!(numbers("?vendor=&operation=&status=&since=&tail=").await, [1, 2, 3]);
}

#[tokio::test]
async fn a_query_that_says_nothing_that_can_be_is_refused_with_what_could() {
    let tank = Tank::start().await;
    let number = |name: &str, bounds: &str, not: &str| {
        format!("`{name}` is a whole number {bounds}, not `{not}`")
    };
    for (call, message, hint) in [
        ("journal?vendor=msq", "there is no vendor `msq`".to_owned(), "did you mean `msk`?"),
        (
            "journal?operation=ListConectors",
            "there is no operation `ListConectors`".into(),
            "did you mean `ListConnectors`?",
        ),
        ("journal?operation=Lost*", "there is no operation `Lost*`".into(), "the nearest are: "),
        (
            "journal?operation=/a(/",
            "`/a(/` is no regular expression: unclosed group".into(),
            "write a glob, such as `Create*`, or `/an expression/`",
        ),
        (
            "journal?vendor=aiven&operation=ListConnectors",
            "there is no operation `ListConnectors`".into(),
            "the nearest are: ",
        ),
        ("journal?status=abc", number("status", "from 100 to 999", "abc"), "such as `status=429`"),
        ("journal?status=99", number("status", "from 100 to 999", "99"), "such as `status=429`"),
        ("journal?since=-1", number("since", "from 0 upwards", "-1"), "such as `since=1`"),
        ("journal?tail=many", number("tail", "from 0 upwards", "many"), "such as `tail=20`"),
        ("journal?vendr=msk", "there is no parameter `vendr`".into(), "did you mean `vendor`?"),
        (
            "journal?limit=10",
            "there is no parameter `limit`".into(),
            "there are: vendor, operation, status, since, tail",
        ),
        ("journal?tail=1&tail=2", "the parameter `tail` stands there twice".into(), "keep one"),
        ("state?vendor=msq", "there is no vendor `msq`".into(), "did you mean `msk`?"),
        ("operations?vendor=msq", "there is no vendor `msq`".into(), "did you mean `msk`?"),
    ] {
        let answer = tank.admin("GET", call, Value::Null).await;
        assert_eq!((answer.status, answer.refusal().as_str()), (400, "invalid"), "{call}");
        let refusal = &answer.json()["wavetank"];
        assert_eq!(refusal["message"], message, "{call}");
        assert!(refusal["hint"].as_str().unwrap().starts_with(hint), "{call}: {refusal}");
    }
    for call in [
        "GET health",
        "GET openapi/confluent.json",
        "GET sandboxes",
        "GET sandboxes/default",
        "POST reset",
        "POST fork",
        "GET clock",
        "POST clock",
        "GET faults",
        "DELETE faults",
        "GET scenario",
        "GET recording",
    ] {
        let (method, path) = call.split_once(' ').unwrap();
        let answer = tank.admin(method, &format!("{path}?verbose=1"), Value::Null).await;
        assert_eq!((answer.status, answer.refusal().as_str()), (400, "invalid"), "{call}");
        let refusal = &answer.json()["wavetank"];
        assert_eq!(refusal["message"], "there is no parameter `verbose`", "{call}");
        assert_eq!(refusal["hint"], "this call has none", "{call}");
    }
}

#[tokio::test]
async fn state_and_operations_are_shown_by_vendor() {
    let tank = Tank::start().await;
    assert!(tank.look("state").await["msk"].is_object());
    assert!(tank.look("state?vendor=msk").await["msk"].is_object());
    let operations = tank.look("operations?vendor=msk").await["operations"].clone();
    let names: Vec<_> = operations.as_array().unwrap().iter().map(|it| &it["name"]).collect();
    assert!(names.contains(&&json!("ListConnectors")), "{names:?}");
}

#[tokio::test]
async fn the_operations_of_a_vendor_are_an_openapi_document() {
    let tank = Tank::start().await;
    let document = tank.look("openapi/confluent.json").await;
    assert_eq!(document["openapi"], "3.1.0");
    assert_eq!(document["servers"], json!([{ "url": "../.." }]));
    for unknown in ["openapi/confluent", "openapi/msq.json"] {
        let answer = tank.admin("GET", unknown, Value::Null).await;
        assert_eq!((answer.status, answer.refusal().as_str()), (404, "unknown_document"));
        assert_eq!(answer.json()["wavetank"]["hint"], "there are: confluent.json");
    }
}

#[tokio::test]
async fn a_path_or_method_that_is_not_there_is_told_from_one_that_is() {
    let tank = Tank::start().await;
    let answer = tank.admin("GET", "healthy", Value::Null).await;
    assert_eq!((answer.status, answer.refusal().as_str()), (404, "unknown_path"));
    assert_eq!(answer.json()["wavetank"]["hint"], "did you mean `health`?");
    let answer = tank.admin("DELETE", "clock", Value::Null).await;
    assert_eq!((answer.status, answer.refusal().as_str()), (405, "method_not_allowed"));
    assert_eq!(answer.header("allow"), Some("GET, HEAD, POST"));
}

#[tokio::test]
async fn head_is_answered_wherever_get_is() {
    let tank = Tank::start().await;
    let mut client = tank.connect().await;
    for path in ["health", "clock", "sandboxes/default", "journal?tail=1"] {
        client.send(format!("HEAD /_wavetank/{path} HTTP/1.1\r\nhost: localhost\r\n\r\n")).await;
        let (status, headers) = client.head().await.unwrap();
        let length = headers.iter().find(|it| it.0 == "content-length").map(|it| &*it.1);
        assert_eq!(status, 200, "{path}");
        assert!(length.is_some_and(|it| it != "0"), "{path}: {headers:?}");
    }
}

#[tokio::test]
async fn a_page_of_another_origin_cannot_drive_the_admin_api() {
    let tank = Tank::with(|it| it.allowed_hosts = vec!["tank.example".into()]).await;
    let here = format!("http://{}", tank.address);
    let host = tank.address.to_string();
    for (host, more, status) in [
        (host.as_str(), String::new(), 200),
        (&host, format!("origin: {here}\r\nsec-fetch-site: same-origin\r\n"), 200),
        ("localhost:1", String::new(), 200),
        ("tank.example", String::new(), 200),
        ("wavetank:9283", String::new(), 200),
        ("a.localhost:9283", String::new(), 200),
        ("rebound.example:9283", String::new(), 403),
        ("127.0.0.1:80@evil.example", String::new(), 403),
        ("localhost:9283.evil.example", String::new(), 403),
        (&host, "origin: http://evil.example\r\n".into(), 403),
        (&host, "origin: null\r\n".into(), 403),
        (&host, "sec-fetch-site: cross-site\r\n".into(), 403),
        (&host, "sec-fetch-site: same-site\r\n".into(), 403),
    ] {
        let mut client = tank.connect().await;
        client.send(format!("POST /_wavetank/reset HTTP/1.1\r\nhost: {host}\r\n{more}\r\n")).await;
        let answer = client.answer().await.unwrap();
        assert_eq!(answer.status, status, "{host} {more}");
        if status == 403 {
            assert_eq!(answer.refusal(), "cross_site");
        }
    }
}
