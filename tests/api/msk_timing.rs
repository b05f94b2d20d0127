//! When things happen: timing policies, profiles, lag, and that a timer fires at its own instant.

use crate::stage::{check, kept};

cases! {
    a_duration_is_kept_to_the_millisecond r#"
        timing CreateConnector 30s
        given plugin
        POST /v1/connectors @connector | connectorArn -> $orders
        +29.999s GET /v1/connectors/$orders | connectorState = CREATING
        +1ms GET /v1/connectors/$orders | connectorState = RUNNING
    "#

    a_duration_in_reads_counts_reads_of_that_resource r#"
        timing CreateConnector {"reads":2}
        given plugin
        POST /v1/connectors @connector | connectorArn -> $orders
        POST /v1/connectors @connector {"connectorName":"payments"} | connectorArn -> $payments
        +365h GET /v1/connectors/$orders | connectorState = CREATING
        GET /v1/connectors/$payments | connectorState = CREATING
        GET /v1/connectors/$orders | connectorState = CREATING
        GET /v1/connectors/$orders | connectorState = RUNNING
        GET /v1/connectors/$payments | connectorState = CREATING
        GET /v1/connectors/$payments | connectorState = RUNNING
    "#

    a_duration_in_reads_holds_for_plugins_and_deletions_too r#"
        timing CreateCustomPlugin {"reads":1}
        timing DeleteCustomPlugin {"reads":1}
        POST /v1/custom-plugins @plugin | customPluginArn -> $plugin
        GET /v1/custom-plugins/$plugin | customPluginState = CREATING
        GET /v1/custom-plugins/$plugin | customPluginState = ACTIVE
        DELETE /v1/custom-plugins/$plugin
        GET /v1/custom-plugins/$plugin | customPluginState = DELETING
        GET /v1/custom-plugins/$plugin => 404 NotFoundException
    "#

    what_is_called_off_is_no_longer_waited_for_by_reads r#"
        timing CreateConnector {"reads":5}
        timing DeleteConnector {"reads":1}
        timing CreateCustomPlugin {"reads":5}
        timing DeleteCustomPlugin {"reads":1}
        POST /v1/custom-plugins @plugin {"name":"other"} | customPluginArn -> $other
        DELETE /v1/custom-plugins/$other
        GET /v1/custom-plugins/$other | customPluginState = DELETING
        GET /v1/custom-plugins/$other => 404
        POST /v1/custom-plugins @plugin | customPluginArn -> $plugin
        GET /v1/custom-plugins/$plugin => 200 200 200 200 200 200
        POST /v1/connectors @connector | connectorArn -> $orders
        GET /v1/connectors/$orders | connectorState = CREATING
        DELETE /v1/connectors/$orders
        GET /v1/connectors/$orders | connectorState = DELETING
        GET /v1/connectors/$orders => 404
    "#

    an_update_in_reads_comes_to_its_end_by_reading r#"
        timing UpdateConnector {"reads":3}
        given connector orders
        PUT /v1/connectors/$orders?currentVersion=$version @scaled | connectorOperationArn -> $operation
        GET /v1/connectors/$orders | connectorState = UPDATING
        GET /v1/connectors/$orders | connectorState = UPDATING
        GET /v1/connectors/$orders | connectorState = UPDATING
        GET /v1/connectors/$orders | connectorState = RUNNING | capacity/provisionedCapacity/workerCount = 2
        GET /v1/connectorOperations/$operation | connectorOperationState = UPDATE_COMPLETE
    "#

    what_is_stuck_stays_stuck r#"
        timing CreateConnector never
        timing DeleteConnector never
        timing CreateCustomPlugin instant
        given plugin
        POST /v1/connectors @connector | connectorArn -> $orders
        +10000h GET /v1/connectors/$orders | connectorState = CREATING
        DELETE /v1/connectors/$orders
        +10000h GET /v1/connectors/$orders | connectorState = DELETING
    "#

    a_stuck_update_is_stuck_in_progress r#"
        timing UpdateConnector never
        given connector orders
        PUT /v1/connectors/$orders?currentVersion=$version @scaled | connectorOperationArn -> $operation
        +10000h GET /v1/connectorOperations/$operation | connectorOperationState = UPDATE_IN_PROGRESS | endTime absent
        GET /v1/connectors/$orders | connectorState = UPDATING | capacity/provisionedCapacity/workerCount = 1
    "#

    what_takes_no_time_is_done_before_the_next_call r#"
        timing instant
        POST /v1/custom-plugins @plugin | customPluginState = CREATING | customPluginArn -> $plugin
        GET /v1/custom-plugins/$plugin | customPluginState = ACTIVE
        POST /v1/connectors @connector | connectorState = CREATING | connectorArn -> $orders
        GET /v1/connectors/$orders | connectorState = RUNNING | currentVersion -> $version
        PUT /v1/connectors/$orders?currentVersion=$version @scaled | connectorState = UPDATING | connectorOperationArn -> $operation
        GET /v1/connectorOperations/$operation | connectorOperationState = UPDATE_COMPLETE
        DELETE /v1/connectors/$orders | connectorState = DELETING
        GET /v1/connectors/$orders => 404
    "#

    the_fast_profile_takes_a_second r#"
        timing fast
        POST /v1/custom-plugins @plugin | customPluginArn -> $plugin
        +999ms GET /v1/custom-plugins/$plugin | customPluginState = CREATING
        +1ms GET /v1/custom-plugins/$plugin | customPluginState = ACTIVE
        POST /v1/connectors @connector | connectorArn -> $orders
        +999ms GET /v1/connectors/$orders | connectorState = CREATING
        +1ms GET /v1/connectors/$orders | connectorState = RUNNING
        DELETE /v1/connectors/$orders
        +999ms GET /v1/connectors/$orders | connectorState = DELETING
        +1ms GET /v1/connectors/$orders => 404
    "#

    the_realistic_profile_creates_a_connector_in_ten_to_fifteen_minutes r#"
        timing realistic
        timing CreateCustomPlugin instant
        given plugin
        POST /v1/connectors @connector | connectorArn -> $orders
        +599s GET /v1/connectors/$orders | connectorState = CREATING
        +302s GET /v1/connectors/$orders | connectorState = RUNNING
        DELETE /v1/connectors/$orders
        +5s GET /v1/connectors/$orders | connectorState = DELETING
        +10m GET /v1/connectors/$orders => 404
    "#

    one_operation_can_be_timed_within_a_profile r#"
        timing instant
        timing msk/DeleteConnector 5s
        given connector orders
        DELETE /v1/connectors/$orders
        +4s GET /v1/connectors/$orders | connectorState = DELETING
        +1s GET /v1/connectors/$orders => 404
    "#

    timers_fire_at_their_own_instant_and_in_their_order r#"
        epoch 2026-01-08T12:00:00Z
        timing PauseConnector 10s
        timing CreateConnector 20s
        given connector orders
        1m PUT /v1/connectors/$orders/pause | connectorOperationArn -> $operation
        clock | next_due = "2026-01-08T12:01:10Z"
        POST /v1/connectors @connector {"connectorName":"payments"}
        24h GET /v1/connectorOperations/$operation | endTime = "2026-01-08T12:01:10.000Z"
        clock | next_due = null | now = "2026-01-09T12:00:00Z"
    "#

    what_ends_beyond_all_time_never_ends r#"
        epoch 9950-01-01T00:00:00Z
        timing CreateConnector 876000h
        timing UpdateConnector {"from":"875999h","to":"876000h"}
        lag DeleteConnector 876000h
        given plugin
        POST /v1/connectors @connector | connectorArn -> $orders
        +1000h GET /v1/connectors/$orders | connectorState = CREATING
        DELETE /v1/connectors/$orders | connectorState = DELETING
        GET /v1/connectors/$orders | connectorState = CREATING
        +1000h GET /v1/connectors/$orders | connectorState = CREATING
        clock | next_due = null
    "#

    a_world_may_begin_before_1970 r#"
        epoch 1950-01-01T00:00:00Z
        given connector orders
        GET /v1/connectors/$orders | creationTime = "1950-01-01T00:00:01.000Z"
    "#

    time_never_goes_back r#"
        epoch 2026-01-08T12:00:00Z
        date world
        5m GET /v1/connectors | header date = "Thu, 08 Jan 2026 12:05:00 GMT"
        1m GET /v1/connectors | header date = "Thu, 08 Jan 2026 12:05:00 GMT"
        6m GET /v1/connectors | header date = "Thu, 08 Jan 2026 12:06:00 GMT"
    "#

    a_new_resource_can_be_invisible_for_some_reads r#"
        lag CreateConnector {"reads":2}
        given plugin
        POST /v1/connectors @connector => 200 | connectorArn -> $orders
        GET /v1/connectors/$orders => 404 NotFoundException
        GET /v1/connectors/$orders => 404 NotFoundException
        GET /v1/connectors/$orders => 200
        GET /v1/connectors/$orders => 200
    "#

    a_new_resource_can_be_invisible_for_some_time r#"
        lag CreateConnector 5s
        lag CreateCustomPlugin 5s
        POST /v1/custom-plugins @plugin | customPluginArn -> $plugin
        GET /v1/custom-plugins/$plugin => 404 NotFoundException
        +4.999s GET /v1/custom-plugins/$plugin => 404 NotFoundException
        +1ms GET /v1/custom-plugins/$plugin | customPluginState = ACTIVE
        POST /v1/connectors @connector | connectorArn -> $orders
        GET /v1/connectors | connectors = []
        POST /v1/connectors @connector => 409 ConflictException
        +4.999s GET /v1/connectors/$orders => 404 NotFoundException
        +1ms GET /v1/connectors/$orders | connectorState = RUNNING
    "#

    a_deleted_connector_can_be_read_as_running_for_a_while r#"
        lag DeleteConnector {"reads":2}
        timing DeleteConnector 1h
        given connector orders
        DELETE /v1/connectors/$orders | connectorState = DELETING
        GET /v1/connectors/$orders | connectorState = RUNNING
        GET /v1/connectors/$orders | connectorState = RUNNING
        GET /v1/connectors/$orders | connectorState = DELETING
        +1h GET /v1/connectors/$orders => 404
    "#

    pause_resume_and_restart_can_be_seen_late_too r#"
        timing instant
        lag PauseConnector {"reads":1}
        lag ResumeConnector {"reads":1}
        given connector orders
        PUT /v1/connectors/$orders/pause
        GET /v1/connectors/$orders | connectorState = RUNNING
        GET /v1/connectors/$orders | connectorState = PAUSED
        PUT /v1/connectors/$orders/resume
        GET /v1/connectors/$orders | connectorState = PAUSED
        GET /v1/connectors/$orders | connectorState = RUNNING
    "#

    a_restart_can_be_seen_late_too r#"
        timing RestartConnector 60s
        lag RestartConnector 5s
        given connector orders
        POST /v1/connectors/$orders/restart
        GET /v1/connectors/$orders | connectorState = RUNNING
        +5s GET /v1/connectors/$orders | connectorState = RESTARTING
        +55s GET /v1/connectors/$orders | connectorState = RUNNING
    "#

    of_two_lags_the_later_one_counts r#"
        timing instant
        timing DeleteConnector 1h
        lag UpdateConnector {"reads":5}
        lag DeleteConnector {"reads":1}
        given connector orders
        PUT /v1/connectors/$orders?currentVersion=$version @scaled
        GET /v1/connectors/$orders | capacity/provisionedCapacity/workerCount = 1
        DELETE /v1/connectors/$orders
        GET /v1/connectors/$orders | connectorState = RUNNING | capacity/provisionedCapacity/workerCount = 1
        GET /v1/connectors/$orders | connectorState = DELETING | capacity/provisionedCapacity/workerCount = 2
    "#

    an_invisible_connector_can_be_changed_and_not_read r#"
        timing instant
        lag CreateConnector 5s
        given plugin
        POST /v1/connectors @connector | connectorArn -> $orders
        GET /v1/connectors/$orders/operations => 404 NotFoundException
        PUT /v1/connectors/$orders/pause => 200 | connectorOperationArn -> $operation
        GET /v1/connectors/$orders => 404
        +5s GET /v1/connectors/$orders | connectorState = PAUSED
        GET /v1/connectors/$orders/operations | connectorOperations/*/connectorOperationArn = ["$operation"]
    "#

    what_is_gone_cannot_be_changed_though_reads_see_it_still r#"
        timing instant
        lag DeleteConnector 5s
        lag DeleteCustomPlugin 5s
        given connector orders
        DELETE /v1/connectors/$orders
        GET /v1/connectors/$orders | connectorState = RUNNING
        DELETE /v1/connectors/$orders => 404 NotFoundException
        PUT /v1/connectors/$orders/pause => 404 NotFoundException
        GET /v1/tags/$orders => 404 NotFoundException
        POST /v1/connectors @connector => 409 ConflictException
        DELETE /v1/custom-plugins/$plugin => 200
        POST /v1/connectors @connector {"connectorName":"b"} => 404 NotFoundException
        DELETE /v1/custom-plugins/$plugin => 404 NotFoundException
        +5s GET /v1/connectors/$orders => 404
        POST /v1/custom-plugins @plugin => 200
    "#

    a_lag_can_name_its_vendor r#"
        lag msk/CreateConnector {"reads":1}
        given plugin
        POST /v1/connectors @connector | connectorArn -> $orders
        GET /v1/connectors/$orders => 404
        GET /v1/connectors/$orders => 200
    "#

    a_deleted_plugin_and_worker_configuration_can_be_read_for_a_while r#"
        timing instant
        lag DeleteCustomPlugin 5s
        lag DeleteWorkerConfiguration {"reads":1}
        given plugin
        given workers
        DELETE /v1/custom-plugins/$plugin | customPluginState = DELETING
        GET /v1/custom-plugins/$plugin | customPluginState = ACTIVE
        +5s GET /v1/custom-plugins/$plugin => 404
        DELETE /v1/worker-configurations/$workers | workerConfigurationState = DELETING
        GET /v1/worker-configurations/$workers | workerConfigurationState = ACTIVE
        GET /v1/worker-configurations/$workers => 404
    "#

    an_updated_connector_can_be_read_as_it_was_for_a_while r#"
        lag UpdateConnector 5s
        timing UpdateConnector 60s
        given connector orders
        PUT /v1/connectors/$orders?currentVersion=$version @scaled | connectorState = UPDATING
        GET /v1/connectors/$orders | connectorState = RUNNING
        +4.999s GET /v1/connectors/$orders | connectorState = RUNNING
        +1ms GET /v1/connectors/$orders | connectorState = UPDATING
        +55s GET /v1/connectors/$orders | connectorState = RUNNING | capacity/provisionedCapacity/workerCount = 2
    "#
}

/// A range is drawn once for each resource, within its ends, and in the same way by the same seed.
#[test]
fn a_range_is_drawn_by_resource_and_seed() {
    let range = r#"timing CreateConnector {"from":"10s","to":"20s"}"#;
    let create = "given plugin\nPOST /v1/connectors @connector | connectorArn -> $orders";
    check(&format!(
        "{range}\n{create}
         +9.999s GET /v1/connectors/$orders | connectorState = CREATING
         +10.001s GET /v1/connectors/$orders | connectorState = RUNNING"
    ));
    let due = |seed: u64, before: &str| {
        kept(&format!(
            "seed {seed}\n{range}\ngiven plugin\n{before}\n1h POST /v1/connectors @connector\n\
             clock | next_due -> $due"
        ))["due"]
            .clone()
    };
    let other = r#"POST /v1/connectors @connector {"connectorName":"payments"}"#;
    assert_eq!(due(7, ""), due(7, ""));
    assert_eq!(due(7, ""), due(7, other), "another connector makes a difference");
    assert!((0..5).any(|seed| due(seed, "") != due(5, "")), "a seed makes no difference");
}
