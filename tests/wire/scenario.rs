//! Scenarios that are handed to a running server.

use serde_json::{Value, json};
use wavetank::scenario::{Prepared, Scenario, load, no_files};
use wavetank::vendors;

use crate::binary::Process;
use crate::client::{Answer, Client};
use crate::tank::Tank;

const PREPARED: &str = "\
name: prepared
seed: 7
clock: stopped
given:
  - call: POST /v1/worker-configurations
    body: { name: small, propertiesFileContent: a2V5LmNvbnZlcnRlcj14 }
    capture: { arn: /workerConfigurationArn }
  - advance: 1h
faults:
  - { on: { operation: ListConnectors }, nth: 1, cause: throttled }
";

fn prepared() -> Scenario {
    load("prepared.yaml", PREPARED.as_bytes(), &no_files, &vendors::catalogue()).unwrap().scenario
}

/// Sends text where the admin API takes text.
async fn post(tank: &Tank, path: &str, text: &str) -> Answer {
    let mut client = tank.connect().await;
    let (host, length) = (tank.address, text.len());
    let head =
        format!("POST /_wavetank/{path} HTTP/1.1\r\nhost: {host}\r\ncontent-length: {length}");
    client.send(format!("{head}\r\n\r\n{text}")).await;
    client.answer().await.unwrap()
}

/// The world is as it was given, an hour after its epoch, and only there.
async fn is_prepared(tank: &Tank, sandbox: &str) {
    let look = async |what: &str| tank.look(&format!("sandboxes/{sandbox}/{what}")).await;
    let clock = look("clock").await;
    assert_eq!(
        (&clock["now"], &clock["mode"]),
        (&"2024-01-01T01:00:00Z".into(), &"stopped".into())
    );
    assert_eq!(look("state").await["msk"]["workerConfigurations"][0]["name"], "small");
    let journal = look("journal").await;
    assert_eq!((&journal["entries"], &journal["dropped"]), (&json!([]), &json!(0)));
    let rules = look("faults").await;
    assert_eq!((&rules["faults"][0]["seen"], &rules["faults"][0]["id"]), (&json!(0), &json!(1)));
    let shown = look("scenario").await;
    assert_eq!(shown["scenario"]["name"], "prepared");
    let arn = shown["captures"]["arn"].as_str().unwrap();
    assert!(
        arn.starts_with("arn:aws:kafkaconnect:us-east-1:123456789012:worker-configuration/small/")
    );
}

#[tokio::test]
async fn every_sandbox_begins_with_what_the_servers_scenario_gives() {
    let prepared = Prepared::new(prepared(), &vendors::catalogue()).unwrap();
    let tank = Tank::with(|options| options.prepared = prepared).await;
    is_prepared(&tank, "default").await;
    is_prepared(&tank, "another").await;
    let made = tank.admin("POST", "sandboxes", json!({ "name": "third", "seed": 8 })).await;
    assert_eq!((made.status, &made.json()["seed"]), (201, &json!(8)));
    is_prepared(&tank, "third").await;

    assert_eq!(tank.get("/v1/connectors").await.status, 429);
    assert_eq!(tank.get("/v1/connectors").await.status, 200);
    assert_eq!(tank.admin("POST", "reset", Value::Null).await.status, 200);
    is_prepared(&tank, "default").await;
}

#[tokio::test]
async fn a_scenario_is_loaded_into_one_sandbox_as_yaml_or_as_json() {
    let tank = Tank::start().await;
    let json = json!(prepared()).to_string();
    for (sandbox, text) in [("yaml", PREPARED), ("json", json.as_str())] {
        let loaded = post(&tank, &format!("sandboxes/{sandbox}/scenario"), text).await;
        let told = loaded.json();
        assert_eq!((loaded.status, &told["seed"], &told["calls"]), (200, &json!(7), &json!(0)));
        assert!(told["captures"]["arn"].is_string(), "{told}");
        is_prepared(&tank, sandbox).await;
        tank.admin("POST", &format!("sandboxes/{sandbox}/reset"), Value::Null).await;
        is_prepared(&tank, sandbox).await;
    }
    assert_eq!(tank.look("state").await["msk"]["workerConfigurations"], json!([]));
    assert_eq!(tank.look("scenario").await["captures"], json!({}));
}

#[tokio::test]
async fn what_a_scenario_leaves_open_is_as_the_command_line_says_however_it_comes() {
    let flags = [
        ["--seed", "42"],
        ["--auth", "strict"],
        ["--clock", "stopped"],
        ["--timing", "instant"],
        ["--journal-entries-max", "50"],
        ["--journal-bytes-max", "5000"],
    ];
    let process = Process::start(&flags.concat());
    let mut client = Client::connect(process.address).await;
    let flagged = json!({ "entries_max": 50, "bytes_max": 5000 });
    let silent = json!([42, "strict", "stopped", "instant", flagged]);
    let timing = json!({ "profile": "instant", "CreateConnector": "3s" });
    let spoken = json!([8, "lenient", "x60", timing, flagged]);
    for (scenario, expected) in [
        // The server's own: that of the command line.
        (Value::Null, &silent),
        (json!({ "name": "silent" }), &silent),
        (
            json!({
                "seed": 8, "auth": "lenient", "clock": "x60", "timing": { "CreateConnector": "3s" },
                // Not more than the server is to hold.
                "journal": { "entries_max": 90 },
            }),
            &spoken,
        ),
        (json!({ "timing": "realistic" }), &json!([42, "strict", "stopped", "realistic", flagged])),
    ] {
        if !scenario.is_null() {
            let answer = client.admin("POST", "/_wavetank/scenario", &scenario).await;
            assert_eq!(answer.status, 200, "{answer:?}");
        }
        let shown = client.admin("GET", "/_wavetank/scenario", &Value::Null).await.json();
        let it = &shown["scenario"];
        let found = json!([it["seed"], it["auth"], it["clock"], it["timing"], it["journal"]]);
        assert_eq!(found, *expected, "{scenario}");
    }
}

#[tokio::test]
async fn a_fork_begins_again_where_its_origin_did() {
    let tank = Tank::start().await;
    post(&tank, "sandboxes/a/scenario", PREPARED).await;
    tank.admin("POST", "sandboxes/a/clock", json!({ "advance": "1h" })).await;
    tank.admin("POST", "sandboxes/a/fork", json!({ "as": "b" })).await;
    assert_eq!(tank.look("sandboxes/b/clock").await["now"], "2024-01-01T02:00:00Z");
    tank.admin("POST", "sandboxes/b/reset", Value::Null).await;
    is_prepared(&tank, "b").await;
}

#[tokio::test]
async fn a_scenario_that_is_wrong_is_refused_whole_with_every_place() {
    let tank = Tank::start().await;
    post(&tank, "scenario", PREPARED).await;
    for (text, line, message) in [
        ("seed: 1\nsede: 1\n", 2, "there is no field `sede` here"),
        ("{", 1, "unclosed bracket `{`"),
        ("include: [premises.yaml]\n", 1, "`premises.yaml` cannot be read"),
        (
            "script:\n  - call: POST /v1\n    body: { file: /etc/passwd }\n",
            3,
            "`/etc/passwd` cannot be read",
        ),
        ("given:\n  - call: GET /v1/connectors/none\n", 2, "what is given does not come to be"),
        ("", 0, "the file says nothing"),
    ] {
        let refused = post(&tank, "scenario", text).await;
        assert_eq!((refused.status, refused.refusal()), (400, "invalid".to_owned()), "{text}");
        let told = refused.json();
        let first = &told["wavetank"]["mistakes"][0];
        assert_eq!(first["line"], line, "{told}");
        assert!(first["message"].as_str().unwrap().starts_with(message), "{told}");
        assert!(told["wavetank"]["text"].as_str().unwrap().starts_with("error: "), "{told}");
    }
    is_prepared(&tank, "default").await;
}
