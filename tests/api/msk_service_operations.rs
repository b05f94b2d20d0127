//! Isolating and restoring connectors of MSK Connect: what the service begins itself, as a scenario says.

use serde_json::json;
use wavetank::kernel::reading;
use wavetank::vendors::msk::premises::Premises;

use crate::stage::{kept, play};

cases! {
    the_service_isolates_a_connector_and_restores_it r#"
        epoch 2026-01-08T12:00:00Z
        timing instant
        premises {"service_operations":[{"operation":"ISOLATE_CONNECTOR","after":"10m","takes":"2m"},{"operation":"RESTORE_CONNECTOR","after":"1h","takes":"30s"}]}
        given plugin
        POST /v1/connectors @connector | connectorArn -> $orders
        GET /v1/connectors/$orders | connectorState = RUNNING | currentVersion -> $version
        9m59s GET /v1/connectors/$orders/operations | connectorOperations = []
        10m GET /v1/connectors/$orders/operations
            | connectorOperations/0 keys connectorOperationArn connectorOperationType connectorOperationState creationTime
            | connectorOperations/*/connectorOperationType = ["ISOLATE_CONNECTOR"]
            | connectorOperations/*/connectorOperationState = ["UPDATE_IN_PROGRESS"]
            | connectorOperations/0/connectorOperationArn ~ ^arn:aws:kafkaconnect:us-east-1:123456789012:connector-operation/orders/[0-9a-f-]{36}-[0-9]+/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$
            | connectorOperations/0/connectorOperationArn -> $operation
        GET /v1/connectors/$orders | connectorState = RUNNING
        11m59s GET /v1/connectorOperations/$operation
            | . keys connectorArn connectorOperationArn connectorOperationState connectorOperationType creationTime
            | connectorArn = $orders
            | connectorOperationState = UPDATE_IN_PROGRESS
        2h GET /v1/connectorOperations/$operation
            | . keys connectorArn connectorOperationArn connectorOperationState connectorOperationType creationTime endTime
            | connectorOperationType = ISOLATE_CONNECTOR
            | connectorOperationState = UPDATE_COMPLETE
            | creationTime = "2026-01-08T12:10:00.000Z"
            | endTime = "2026-01-08T12:12:00.000Z"
        GET /v1/connectors/$orders/operations
            | connectorOperations/*/connectorOperationType = ["RESTORE_CONNECTOR","ISOLATE_CONNECTOR"]
            | connectorOperations/0/creationTime = "2026-01-08T13:00:00.000Z"
            | connectorOperations/0/endTime = "2026-01-08T13:00:30.000Z"
        GET /v1/connectors/$orders | connectorState = RUNNING | currentVersion = $version | stateDescription absent
    "#

    what_isolation_left_failed_is_restored r#"
        timing instant
        premises {"service_operations":[{"operation":"ISOLATE_CONNECTOR","after":"1m","takes":"1m","leaves":"FAILED","code":"A.B","message":"noisy"},{"operation":"RESTORE_CONNECTOR","after":"1h","takes":"1m"}]}
        given plugin
        POST /v1/connectors @connector | connectorArn -> $orders
        119s GET /v1/connectors/$orders | connectorState = RUNNING
        2m GET /v1/connectors/$orders | connectorState = FAILED | stateDescription = {"code":"A.B","message":"noisy"} | currentVersion -> $version
        PUT /v1/connectors/$orders?currentVersion=$version @scaled => 400 BadRequestException ~ :\[RUNNING\]
        GET /v1/connectors/$orders/operations
            | connectorOperations/0/connectorOperationState = UPDATE_COMPLETE
            | connectorOperations/0/connectorOperationArn -> $operation
        GET /v1/connectorOperations/$operation | errorInfo absent
        60m30s GET /v1/connectors/$orders | connectorState = FAILED
        GET /v1/connectors/$orders/operations | connectorOperations/0/connectorOperationState = UPDATE_IN_PROGRESS
        61m GET /v1/connectors/$orders | connectorState = RUNNING | stateDescription absent
        PUT /v1/connectors/$orders?currentVersion=$version @scaled => 200
    "#

    a_bad_end_says_why_and_the_connector_runs_on r#"
        timing instant
        premises {"service_operations":[{"operation":"ISOLATE_CONNECTOR","end":"UPDATE_FAILED","code":"A.B","message":"m"},{"operation":"ISOLATE_CONNECTOR","end":"ROLLBACK_COMPLETE","message":"n"},{"operation":"RESTORE_CONNECTOR","end":"ROLLBACK_FAILED"}]}
        given plugin
        POST /v1/connectors @connector | connectorArn -> $orders
        GET /v1/connectors/$orders | connectorState = RUNNING | stateDescription absent
        GET /v1/connectors/$orders/operations
            | connectorOperations/*/connectorOperationState = ["ROLLBACK_FAILED","ROLLBACK_COMPLETE","UPDATE_FAILED"]
            | connectorOperations/0/connectorOperationArn -> $third
            | connectorOperations/1/connectorOperationArn -> $second
            | connectorOperations/2/connectorOperationArn -> $first
        GET /v1/connectorOperations/$first | errorInfo = {"code":"A.B","message":"m"} | operationSteps absent
        GET /v1/connectorOperations/$second | errorInfo = {"code":"UnknownError.Unknown","message":"n"}
        GET /v1/connectorOperations/$third | errorInfo = {"code":"UnknownError.Unknown","message":"The last operation failed. Retry the operation."}
    "#

    what_is_isolated_is_not_isolated_again r#"
        timing instant
        premises {"service_operations":[{"operation":"ISOLATE_CONNECTOR","leaves":"FAILED"},{"operation":"ISOLATE_CONNECTOR","after":"1m"},{"operation":"RESTORE_CONNECTOR","after":"2m"}]}
        given plugin
        POST /v1/connectors @connector | connectorArn -> $orders
        1m GET /v1/connectors/$orders | connectorState = FAILED
        GET /v1/connectors/$orders/operations | connectorOperations/*/connectorOperationType = ["ISOLATE_CONNECTOR"]
        2m GET /v1/connectors/$orders | connectorState = RUNNING
        GET /v1/connectors/$orders/operations | connectorOperations/*/connectorOperationType = ["RESTORE_CONNECTOR","ISOLATE_CONNECTOR"]
    "#

    a_restoration_that_fails_can_leave_the_connector_failed r#"
        timing instant
        premises {"service_operations":[{"operation":"ISOLATE_CONNECTOR","after":"1m","leaves":"FAILED"},{"operation":"RESTORE_CONNECTOR","after":"2m","end":"UPDATE_FAILED","leaves":"FAILED","message":"still noisy"},{"operation":"RESTORE_CONNECTOR","after":"3m"}]}
        given plugin
        POST /v1/connectors @connector | connectorArn -> $orders
        1m GET /v1/connectors/$orders | stateDescription/code = UnknownError.Unknown
        2m GET /v1/connectors/$orders | connectorState = FAILED | stateDescription/message = "still noisy"
        1h GET /v1/connectors/$orders | connectorState = FAILED
        GET /v1/connectors/$orders/operations | connectorOperations/*/connectorOperationType = ["RESTORE_CONNECTOR","ISOLATE_CONNECTOR"]
    "#

    only_the_connectors_that_the_glob_covers_are_meant r#"
        timing instant
        premises {"service_operations":[{"connectors":"orders-?","operation":"ISOLATE_CONNECTOR"},{"connectors":"*-1","operation":"RESTORE_CONNECTOR"}]}
        given plugin
        POST /v1/connectors @connector {"connectorName":"orders-1"} | connectorArn -> $one
        POST /v1/connectors @connector {"connectorName":"orders-22"} | connectorArn -> $two
        POST /v1/connectors @connector {"connectorName":"Orders-1"} | connectorArn -> $three
        GET /v1/connectors/$one/operations | connectorOperations/*/connectorOperationType = ["RESTORE_CONNECTOR","ISOLATE_CONNECTOR"]
        GET /v1/connectors/$two/operations | connectorOperations = []
        GET /v1/connectors/$three/operations | connectorOperations/*/connectorOperationType = ["RESTORE_CONNECTOR"]
    "#

    the_time_counts_from_when_the_connector_first_runs r#"
        timing CreateConnector 10m
        timing PauseConnector instant
        timing ResumeConnector instant
        premises {"service_operations":[{"operation":"ISOLATE_CONNECTOR","after":"5m"}]}
        epoch 2026-01-08T12:00:00Z
        given plugin
        1m POST /v1/connectors @connector | connectorArn -> $orders
        10m59s GET /v1/connectors/$orders | connectorState = CREATING
        11m PUT /v1/connectors/$orders/pause
        12m PUT /v1/connectors/$orders/resume
        1h GET /v1/connectors/$orders/operations
            | connectorOperations/*/connectorOperationType = ["ISOLATE_CONNECTOR","RESUME_CONNECTOR","PAUSE_CONNECTOR"]
            | connectorOperations/0/creationTime = "2026-01-08T12:16:00.000Z"
    "#

    the_service_waits_for_what_a_caller_has_begun r#"
        epoch 2026-01-08T12:00:00Z
        timing CreateConnector instant
        timing UpdateConnector 10m
        premises {"service_operations":[{"operation":"ISOLATE_CONNECTOR","after":"5m","takes":"1m"}]}
        given plugin
        POST /v1/connectors @connector | connectorArn -> $orders
        GET /v1/connectors/$orders | currentVersion -> $version
        1m PUT /v1/connectors/$orders?currentVersion=$version @scaled
        10m59s GET /v1/connectors/$orders/operations | connectorOperations/*/connectorOperationType = ["UPDATE_WORKER_SETTING"]
        11m GET /v1/connectors/$orders | connectorState = RUNNING | capacity/provisionedCapacity/workerCount = 2
        1h GET /v1/connectors/$orders/operations
            | connectorOperations/*/connectorOperationType = ["ISOLATE_CONNECTOR","UPDATE_WORKER_SETTING"]
            | connectorOperations/0/creationTime = "2026-01-08T12:11:00.000Z"
            | connectorOperations/0/endTime = "2026-01-08T12:12:00.000Z"
    "#

    the_service_waits_until_a_paused_connector_runs_again r#"
        timing instant
        premises {"service_operations":[{"operation":"ISOLATE_CONNECTOR","after":"5m"}]}
        given plugin
        POST /v1/connectors @connector | connectorArn -> $orders
        1m PUT /v1/connectors/$orders/pause
        1h GET /v1/connectors/$orders | connectorState = PAUSED
        GET /v1/connectors/$orders/operations | connectorOperations/*/connectorOperationType = ["PAUSE_CONNECTOR"]
        2h PUT /v1/connectors/$orders/resume
        GET /v1/connectors/$orders/operations | connectorOperations/*/connectorOperationType = ["ISOLATE_CONNECTOR","RESUME_CONNECTOR","PAUSE_CONNECTOR"]
        GET /v1/connectors/$orders | connectorState = RUNNING
    "#

    one_operation_of_the_service_waits_for_the_other r#"
        epoch 2026-01-08T12:00:00Z
        timing instant
        premises {"service_operations":[{"operation":"RESTORE_CONNECTOR","after":"2m"},{"operation":"ISOLATE_CONNECTOR","after":"1m","takes":"10m"},{"operation":"ISOLATE_CONNECTOR","after":"2m","takes":"never"},{"operation":"RESTORE_CONNECTOR","after":"3m"}]}
        given plugin
        POST /v1/connectors @connector | connectorArn -> $orders
        24h GET /v1/connectors/$orders/operations
            | connectorOperations/*/connectorOperationType = ["ISOLATE_CONNECTOR","RESTORE_CONNECTOR","ISOLATE_CONNECTOR"]
            | connectorOperations/*/connectorOperationState = ["UPDATE_IN_PROGRESS","UPDATE_COMPLETE","UPDATE_COMPLETE"]
            | connectorOperations/*/creationTime = ["2026-01-08T12:11:00.000Z","2026-01-08T12:11:00.000Z","2026-01-08T12:01:00.000Z"]
    "#

    a_failed_connector_is_left_alone r#"
        timing instant
        premises {"service_operations":[{"operation":"ISOLATE_CONNECTOR","after":"5m"},{"operation":"RESTORE_CONNECTOR","after":"6m"}]}
        fault {"on":{"operation":"CreateConnector"},"nth":1,"outcome":{"succeeds_for":"1m"}}
        fault {"on":{"operation":"CreateConnector"},"nth":2,"outcome":{"end":"FAILED"}}
        given plugin
        POST /v1/connectors @connector | connectorArn -> $late
        POST /v1/connectors @connector {"connectorName":"b"} | connectorArn -> $never
        1h GET /v1/connectors/$late | connectorState = FAILED
        GET /v1/connectors/$late/operations | connectorOperations = []
        GET /v1/connectors/$never | connectorState = FAILED
        GET /v1/connectors/$never/operations | connectorOperations = []
        clock | next_due = null
    "#

    only_what_isolation_left_failed_is_restored r#"
        timing instant
        premises {"service_operations":[{"operation":"ISOLATE_CONNECTOR","after":"1m"},{"operation":"RESTORE_CONNECTOR","after":"5m"}]}
        fault {"on":{"operation":"CreateConnector"},"outcome":{"succeeds_for":"2m","message":"m"}}
        given plugin
        POST /v1/connectors @connector | connectorArn -> $orders
        1h GET /v1/connectors/$orders | connectorState = FAILED | stateDescription/message = m
        GET /v1/connectors/$orders/operations | connectorOperations/*/connectorOperationType = ["ISOLATE_CONNECTOR"]
    "#

    what_is_failed_meanwhile_is_failed_when_the_service_is_done r#"
        timing instant
        premises {"service_operations":[{"operation":"ISOLATE_CONNECTOR","after":"1m","takes":"2m","leaves":"FAILED","message":"isolated"},{"operation":"RESTORE_CONNECTOR","after":"5m"}]}
        fault {"on":{"operation":"CreateConnector"},"outcome":{"succeeds_for":"2m","message":"broken"}}
        given plugin
        POST /v1/connectors @connector | connectorArn -> $orders
        179s GET /v1/connectors/$orders | connectorState = RUNNING
        3m GET /v1/connectors/$orders | connectorState = FAILED | stateDescription/message = broken
        1h GET /v1/connectors/$orders | connectorState = FAILED
        GET /v1/connectors/$orders/operations
            | connectorOperations/*/connectorOperationType = ["ISOLATE_CONNECTOR"]
            | connectorOperations/*/connectorOperationState = ["UPDATE_COMPLETE"]
    "#

    an_isolated_connector_whose_deletion_fails_is_not_restored r#"
        timing instant
        premises {"service_operations":[{"operation":"ISOLATE_CONNECTOR","leaves":"FAILED"},{"operation":"RESTORE_CONNECTOR","after":"5m"}]}
        fault {"on":{"operation":"DeleteConnector"},"outcome":{"end":"FAILED","message":"m"}}
        given plugin
        POST /v1/connectors @connector | connectorArn -> $orders
        GET /v1/connectors/$orders | connectorState = FAILED
        DELETE /v1/connectors/$orders
        1h GET /v1/connectors/$orders | connectorState = FAILED | stateDescription/message = m
    "#

    a_connector_that_goes_or_is_gone_is_left_alone r#"
        timing CreateConnector instant
        timing DeleteConnector 1h
        premises {"service_operations":[{"operation":"ISOLATE_CONNECTOR","after":"5m"},{"operation":"RESTORE_CONNECTOR","after":"5h"}]}
        given plugin
        POST /v1/connectors @connector | connectorArn -> $orders
        1m DELETE /v1/connectors/$orders
        10m GET /v1/connectors/$orders/operations | connectorOperations = []
        GET /v1/connectors/$orders | connectorState = DELETING
        2h GET /v1/connectors/$orders => 404 NotFoundException
        6h GET /v1/connectors/$orders => 404 NotFoundException
        POST /v1/connectors @connector | connectorArn -> $orders
        6h4m GET /v1/connectors/$orders/operations | connectorOperations = []
        6h5m GET /v1/connectors/$orders/operations | connectorOperations/*/connectorOperationType = ["ISOLATE_CONNECTOR"]
    "#

    a_caller_waits_for_what_the_service_has_begun r#"
        timing instant
        premises {"service_operations":[{"operation":"ISOLATE_CONNECTOR","after":"1m","takes":"1m"}]}
        given plugin
        POST /v1/connectors @connector | connectorArn -> $orders
        GET /v1/connectors/$orders | currentVersion -> $version
        1m GET /v1/connectors/$orders | connectorState = RUNNING
        PUT /v1/connectors/$orders?currentVersion=$version @scaled => 400 BadRequestException ~ ^Another operation is in progress
        PUT /v1/connectors/$orders/pause    => 409 ConflictException ~ ^Another operation is in progress
        PUT /v1/connectors/$orders/resume   => 409 ConflictException ~ ^Another operation is in progress
        POST /v1/connectors/$orders/restart => 400 BadRequestException ~ ^Another operation is in progress
        DELETE /v1/connectors/$orders       => 400 BadRequestException ~ ^Another operation is in progress
        2m PUT /v1/connectors/$orders?currentVersion=$version @scaled => 200
        DELETE /v1/connectors/$orders => 200
    "#

    a_connector_may_go_meanwhile_where_that_is_allowed r#"
        timing CreateConnector instant
        timing DeleteConnector 1h
        premises {"behaviour":{"deletes_while_busy":"allowed"},"service_operations":[{"operation":"ISOLATE_CONNECTOR","takes":"10m"}]}
        given plugin
        POST /v1/connectors @connector | connectorArn -> $orders
        GET /v1/connectors/$orders/operations | connectorOperations/0/connectorOperationArn -> $operation
        DELETE /v1/connectors/$orders
        30m GET /v1/connectors/$orders | connectorState = DELETING
        GET /v1/connectorOperations/$operation | connectorOperationState = UPDATE_FAILED | errorInfo/code = UnknownError.Unknown
        2h GET /v1/connectors/$orders => 404 NotFoundException
    "#

    it_may_take_reads_or_a_range r#"
        timing instant
        premises {"service_operations":[{"connectors":"a","operation":"ISOLATE_CONNECTOR","takes":{"reads":2}},{"connectors":"b","operation":"ISOLATE_CONNECTOR","takes":{"from":"10s","to":"20s"}}]}
        given plugin
        POST /v1/connectors @connector {"connectorName":"a"} | connectorArn -> $a
        POST /v1/connectors @connector {"connectorName":"b"} | connectorArn -> $b
        GET /v1/connectors/$a/operations | connectorOperations/0/connectorOperationArn -> $operation
        GET /v1/connectors/$a | connectorState = RUNNING
        GET /v1/connectorOperations/$operation | connectorOperationState = UPDATE_IN_PROGRESS
        GET /v1/connectorOperations/$operation | connectorOperationState = UPDATE_COMPLETE
        GET /v1/connectors/$b/operations | connectorOperations/0/connectorOperationArn -> $operation
        +9s GET /v1/connectorOperations/$operation | connectorOperationState = UPDATE_IN_PROGRESS
        +11s GET /v1/connectorOperations/$operation | connectorOperationState = UPDATE_COMPLETE
    "#

    the_state_shows_what_the_service_does r#"
        timing instant
        premises {"service_operations":[{"operation":"ISOLATE_CONNECTOR","takes":"never"}]}
        given plugin
        POST /v1/connectors @connector | connectorArn -> $orders
        +1s GET /v1/connectors/$orders
        state
            | msk/connectorOperations/*/connectorArn = ["$orders"]
            | msk/connectorOperations/*/connectorOperationType = ["ISOLATE_CONNECTOR"]
            | msk/connectorOperations/*/connectorOperationState = ["UPDATE_IN_PROGRESS"]
    "#
}

#[test]
fn every_level_has_the_operations_of_the_service() {
    for level in ["L1", "L2", "L3"] {
        let script = format!(
            "timing instant\npremises {{\"level\":\"{level}\",\"service_operations\":[{{\"operation\":\"RESTORE_CONNECTOR\"}}]}}\n\
             given plugin\nPOST /v1/connectors @connector | connectorArn -> $orders\n\
             GET /v1/connectors/$orders/operations | connectorOperations/*/connectorOperationType = [\"RESTORE_CONNECTOR\"]"
        );
        play(&script).unwrap_or_else(|story| panic!("{level}: {story}"));
    }
}

/// The ARN is drawn by connector and by how many operations it has had.
#[test]
fn an_operation_of_the_service_has_the_same_arn_whatever_goes_on_beside_it() {
    let script = |others: &str| {
        format!(
            "timing instant\npremises {{\"service_operations\":[{{\"operation\":\"ISOLATE_CONNECTOR\",\"after\":\"1m\"}}]}}\n\
             given plugin\n{others}\nPOST /v1/connectors @connector | connectorArn -> $orders\n\
             1h GET /v1/connectors/$orders/operations | connectorOperations/0/connectorOperationArn -> $operation"
        )
    };
    let alone = kept(&script(""));
    let among = kept(&script("POST /v1/connectors @connector {\"connectorName\":\"other\"}"));
    assert_eq!(alone["operation"], among["operation"]);
}

#[test]
fn mistakes_in_what_the_service_is_to_do_are_told_where_they_are() {
    for (operation, pointer, message) in [
        (json!({}), "", "the field `operation` is missing"),
        (
            json!({"operation": "PAUSE_CONNECTOR"}),
            "/operation",
            "there is no choice `PAUSE_CONNECTOR` here",
        ),
        (
            json!({"operation": "ISOLATE_CONNECTOR", "end": "PENDING"}),
            "/end",
            "there is no choice `PENDING` here",
        ),
        (
            json!({"operation": "ISOLATE_CONNECTOR", "leaves": "PAUSED"}),
            "/leaves",
            "there is no choice `PAUSED` here",
        ),
        (json!({"operation": "ISOLATE_CONNECTOR", "after": "soon"}), "/after", "`soon`"),
        (json!({"operation": "ISOLATE_CONNECTOR", "takes": "long"}), "/takes", "`long` is none of"),
        (
            json!({"operation": "ISOLATE_CONNECTOR", "reason": "none"}),
            "/reason",
            "there is no field `reason` here",
        ),
    ] {
        let premises = json!({ "service_operations": [operation] });
        let mistake = reading::read::<Premises>(&premises).expect_err("a mistake");
        assert_eq!(mistake.pointer(), format!("/service_operations/0{pointer}"), "{operation}");
        assert!(mistake.message.starts_with(message), "{}", mistake.message);
    }
    let premises = json!({"service_operations": [
        {"operation": "ISOLATE_CONNECTOR", "connectors": "", "code": "A", "end": "UPDATE_FAILED"},
        {"operation": "ISOLATE_CONNECTOR", "connectors": "/orders-[0-9]/", "message": "m", "leaves": "FAILED"},
        {"operation": "RESTORE_CONNECTOR", "connectors": "/", "code": "A", "message": "m", "end": "UPDATE_COMPLETE"},
    ]});
    let mistakes = reading::read::<Premises>(&premises).expect("well-formed").mistakes(&[]);
    let told: Vec<_> =
        mistakes.iter().map(|it| format!("{}: {}", it.pointer(), it.message)).collect();
    let nowhere = "is shown nowhere: the operation succeeds, and leaves the connector RUNNING";
    assert_eq!(
        told,
        [
            "/service_operations/0/connectors: `` is no glob over names of connectors".to_owned(),
            "/service_operations/1/connectors: `/orders-[0-9]/` is no glob over names of connectors"
                .to_owned(),
            format!("/service_operations/2/code: `code` {nowhere}"),
            format!("/service_operations/2/message: `message` {nowhere}"),
        ]
    );
    assert!(mistakes.iter().all(|it| it.hint.is_some()));
}
