//! Operations on connectors of MSK Connect: update, pause, resume, restart, and how they are told.

use crate::stage::play;

cases! {
    n036_an_update_is_told_by_state_and_operation r#"
        given connector orders
        PUT /v1/connectors/$orders?currentVersion=$version @scaled
            | . keys connectorArn connectorState connectorOperationArn
            | connectorArn = $orders
            | connectorState = UPDATING
            | connectorOperationArn ~ ^arn:aws:kafkaconnect:us-east-1:123456789012:connector-operation/orders/[0-9a-f-]{36}-[0-9]+/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$
    "#

    n037_an_update_is_pending_then_in_progress_then_complete r#"
        epoch 2026-01-08T12:00:00Z
        timing UpdateConnector 100s
        given connector orders
        1h PUT /v1/connectors/$orders?currentVersion=$version @scaled | connectorOperationArn -> $operation
        GET /v1/connectorOperations/$operation
            | connectorOperationState = PENDING
            | creationTime = "2026-01-08T13:00:00.000Z"
            | endTime absent
            | errorInfo absent
        GET /v1/connectors/$orders | connectorState = UPDATING
        +99s GET /v1/connectorOperations/$operation | connectorOperationState = UPDATE_IN_PROGRESS | endTime absent
        GET /v1/connectors/$orders | connectorState = UPDATING
        +1s GET /v1/connectorOperations/$operation
            | connectorOperationState = UPDATE_COMPLETE
            | creationTime = "2026-01-08T13:00:00.000Z"
            | endTime = "2026-01-08T13:01:40.000Z"
            | errorInfo absent
        GET /v1/connectors/$orders | connectorState = RUNNING
    "#

    an_operation_ends_at_its_own_instant_though_nobody_looks r#"
        epoch 2026-01-08T12:00:00Z
        timing UpdateConnector 100s
        given connector orders
        1h PUT /v1/connectors/$orders?currentVersion=$version @scaled | connectorOperationArn -> $operation
        9h GET /v1/connectorOperations/$operation | endTime = "2026-01-08T13:01:40.000Z"
    "#

    n038_a_new_capacity_is_a_new_worker_setting r#"
        given connector orders
        PUT /v1/connectors/$orders?currentVersion=$version @scaled | connectorOperationArn -> $operation
        settle
        GET /v1/connectorOperations/$operation
            | connectorArn = $orders
            | connectorOperationArn = $operation
            | connectorOperationType = UPDATE_WORKER_SETTING
            | originWorkerSetting/capacity = {"provisionedCapacity":{"mcuCount":1,"workerCount":1}}
            | targetWorkerSetting/capacity = {"provisionedCapacity":{"mcuCount":2,"workerCount":2}}
            | originConnectorConfiguration absent
            | targetConnectorConfiguration absent
    "#

    n039_a_new_configuration_replaces_the_old_one_whole r#"
        given connector orders
        PUT /v1/connectors/$orders?currentVersion=$version {"connectorConfiguration":{"connector.class":"io.debezium.Orders","a":"b"}} | connectorOperationArn -> $operation
        settle
        GET /v1/connectorOperations/$operation
            | connectorOperationType = UPDATE_CONNECTOR_CONFIGURATION
            | originConnectorConfiguration = {"connector.class":"io.debezium.Orders","tasks.max":"1"}
            | targetConnectorConfiguration = {"connector.class":"io.debezium.Orders","a":"b"}
            | originWorkerSetting absent
            | targetWorkerSetting absent
        GET /v1/connectors/$orders | connectorConfiguration = {"connector.class":"io.debezium.Orders","a":"b"}
    "#

    n041_worker_setting_and_configuration_are_not_updated_together r#"
        given connector orders
        PUT /v1/connectors/$orders?currentVersion=$version @scaled {"connectorConfiguration":{"connector.class":"io.debezium.Orders","a":"b"}} => 400 BadRequestException
        PUT /v1/connectors/$orders?currentVersion=$version {"useDefaultWorkerConfiguration":true,"connectorConfiguration":{"connector.class":"io.debezium.Orders","a":"b"}} => 400 BadRequestException
        GET /v1/connectors/$orders | connectorState = RUNNING
    "#

    n042_an_update_of_nothing_is_refused r#"
        given connector orders
        PUT /v1/connectors/$orders?currentVersion=$version {} => 400 BadRequestException
        PUT /v1/connectors/$orders?currentVersion=$version    => 400 BadRequestException
        PUT /v1/connectors/$orders?currentVersion=$version {"skipHealthValidation":true} => 400 BadRequestException
        GET /v1/connectors/$orders | connectorState = RUNNING | currentVersion = $version
    "#

    n043_a_stale_version_is_refused_and_nothing_changes r#"
        given connector orders
        PUT /v1/connectors/$orders?currentVersion=C1PWD2EXAMPLE @scaled => 400 BadRequestException ~ ^Invalid parameter currentVersion:
        GET /v1/connectors/$orders | connectorState = RUNNING | currentVersion = $version
        GET /v1/connectors/$orders/operations | connectorOperations = []
        PUT /v1/connectors/$orders?currentVersion=$version @scaled => 200
        settle
        PUT /v1/connectors/$orders?currentVersion=$version {"capacity":{"provisionedCapacity":{"mcuCount":4,"workerCount":1}}} => 400 BadRequestException ~ ^Invalid parameter currentVersion:
    "#

    n044_an_update_needs_a_version r#"
        given connector orders
        PUT /v1/connectors/$orders @scaled => 400 BadRequestException ~ ^Invalid parameter currentVersion:
    "#

    n046_the_class_of_a_connector_cannot_be_changed r#"
        given connector orders
        PUT /v1/connectors/$orders?currentVersion=$version {"connectorConfiguration":{"connector.class":"io.debezium.Payments","tasks.max":"1"}} => 400 BadRequestException ~ ^Invalid parameter connectorConfiguration.*connector\.class
        GET /v1/connectors/$orders | connectorState = RUNNING
    "#

    n047_an_update_wants_a_running_connector r#"
        timing UpdateConnector 60s
        given connector orders
        PUT /v1/connectors/$orders?currentVersion=$version @scaled
        PUT /v1/connectors/$orders?currentVersion=$version {"connectorConfiguration":{"connector.class":"io.debezium.Orders"}} => 400 BadRequestException: This operation is only valid for resources that are in one of the following states :[RUNNING]
    "#

    n048_a_failing_update_leaves_the_connector_as_it_was r#"
        timing UpdateConnector 60s
        fault {"on":{"operation":"UpdateConnector"},"outcome":{"end":"UPDATE_FAILED","code":"InvalidConnectorConfiguration","message":"no such topic"}}
        given connector orders
        PUT /v1/connectors/$orders?currentVersion=$version {"connectorConfiguration":{"connector.class":"io.debezium.Orders","a":"b"}} | connectorOperationArn -> $operation
        +60s GET /v1/connectorOperations/$operation
            | connectorOperationState = UPDATE_FAILED
            | errorInfo = {"code":"InvalidConnectorConfiguration","message":"no such topic"}
            | endTime ~ Z$
        GET /v1/connectors/$orders
            | connectorState = RUNNING
            | connectorConfiguration = {"connector.class":"io.debezium.Orders","tasks.max":"1"}
            | stateDescription absent
    "#

    a_failing_update_does_not_change_the_version r#"
        fault {"on":{"operation":"UpdateConnector"},"outcome":{"end":"UPDATE_FAILED"}}
        given connector orders
        PUT /v1/connectors/$orders?currentVersion=$version @scaled
        settle
        GET /v1/connectors/$orders | connectorState = RUNNING | currentVersion = $version
        PUT /v1/connectors/$orders?currentVersion=$version @scaled => 200
    "#

    neither_pause_nor_restart_changes_the_version r#"
        given connector orders
        PUT /v1/connectors/$orders/pause
        settle
        PUT /v1/connectors/$orders/resume
        settle
        POST /v1/connectors/$orders/restart
        settle
        GET /v1/connectors/$orders | currentVersion = $version
    "#

    every_operation_of_a_connector_has_an_arn_of_its_own r#"
        given connector orders
        PUT /v1/connectors/$orders/pause | connectorOperationArn -> $first
        settle
        PUT /v1/connectors/$orders/resume | connectorOperationArn != $first
    "#

    the_description_of_an_update_has_these_members r#"
        given connector orders
        PUT /v1/connectors/$orders?currentVersion=$version @scaled | connectorOperationArn -> $operation
        GET /v1/connectorOperations/$operation
            | . keys connectorArn connectorOperationArn connectorOperationState connectorOperationType creationTime operationSteps originWorkerSetting targetWorkerSetting
        settle
        GET /v1/connectorOperations/$operation
            | . keys connectorArn connectorOperationArn connectorOperationState connectorOperationType creationTime endTime operationSteps originWorkerSetting targetWorkerSetting
            | operationSteps/0 keys stepType stepState
    "#

    n049_an_update_that_fails_its_health_check_is_rolled_back r#"
        timing UpdateConnector 100s
        fault {"on":{"operation":"UpdateConnector"},"outcome":{"end":"ROLLBACK_COMPLETE","code":"UnknownError.Unknown","message":"unhealthy"}}
        given connector orders
        PUT /v1/connectors/$orders?currentVersion=$version @scaled | connectorOperationArn -> $operation
        GET /v1/connectorOperations/$operation | connectorOperationState = PENDING
        +99s GET /v1/connectorOperations/$operation | connectorOperationState = ROLLBACK_IN_PROGRESS | endTime absent
        GET /v1/connectors/$orders | connectorState = UPDATING
        +1s GET /v1/connectorOperations/$operation
            | connectorOperationState = ROLLBACK_COMPLETE
            | errorInfo = {"code":"UnknownError.Unknown","message":"unhealthy"}
            | endTime ~ Z$
        GET /v1/connectors/$orders
            | connectorState = RUNNING
            | capacity = {"provisionedCapacity":{"mcuCount":1,"workerCount":1}}
            | currentVersion != $version
    "#

    a_rollback_that_fails_leaves_a_failed_connector r#"
        fault {"on":{"operation":"UpdateConnector"},"outcome":{"end":"ROLLBACK_FAILED"}}
        given connector orders
        PUT /v1/connectors/$orders?currentVersion=$version @scaled | connectorOperationArn -> $operation
        settle
        GET /v1/connectorOperations/$operation | connectorOperationState = ROLLBACK_FAILED | errorInfo/code ~ .
        GET /v1/connectors/$orders | connectorState = FAILED | stateDescription/code ~ . | currentVersion -> $version
        PUT /v1/connectors/$orders?currentVersion=$version @scaled => 400 BadRequestException ~ only valid for resources
        DELETE /v1/connectors/$orders => 200
    "#

    n051_a_paused_connector_is_updated_without_health_check_only r#"
        given paused orders
        PUT /v1/connectors/$orders?currentVersion=$version @scaled => 400 BadRequestException
        PUT /v1/connectors/$orders?currentVersion=$version @scaled {"skipHealthValidation":false} => 400 BadRequestException
        PUT /v1/connectors/$orders?currentVersion=$version @scaled {"skipHealthValidation":true} => 200 | connectorState = UPDATING
        settle
        GET /v1/connectors/$orders | connectorState = PAUSED | capacity/provisionedCapacity/workerCount = 2
    "#

    n052_a_worker_configuration_and_the_default_one_exclude_each_other r#"
        given connector orders
        given workers
        PUT /v1/connectors/$orders?currentVersion=$version {"workerConfiguration":{"workerConfigurationArn":"$workers","revision":1},"useDefaultWorkerConfiguration":true} => 400 BadRequestException
        PUT /v1/connectors/$orders?currentVersion=$version {"workerConfiguration":{"workerConfigurationArn":"$workers","revision":1},"useDefaultWorkerConfiguration":false}
    "#

    n053_an_update_of_scaling_needs_both_policies r#"
        given connector orders
        PUT /v1/connectors/$orders?currentVersion=$version {"capacity":{"autoScaling":{"minWorkerCount":1,"maxWorkerCount":2,"mcuCount":1,"scaleOutPolicy":{"cpuUtilizationPercentage":80}}}} => 400 BadRequestException ~ ^Invalid parameter .*scaleInPolicy
        PUT /v1/connectors/$orders?currentVersion=$version {"capacity":{"autoScaling":{"minWorkerCount":1,"maxWorkerCount":2,"mcuCount":1,"scaleInPolicy":{"cpuUtilizationPercentage":20}}}} => 400 BadRequestException ~ ^Invalid parameter .*scaleOutPolicy
    "#

    n054_operations_come_in_pages_the_newest_first r#"
        given connector orders
        PUT /v1/connectors/$orders/pause | connectorOperationArn -> $pause
        settle
        PUT /v1/connectors/$orders/resume | connectorOperationArn -> $resume
        settle
        GET /v1/connectors/$orders/operations?maxResults=1
            | . keys connectorOperations nextToken
            | connectorOperations/0 keys connectorOperationArn connectorOperationType connectorOperationState creationTime endTime
            | connectorOperations/*/connectorOperationArn = ["$resume"]
            | nextToken -> $token
        GET /v1/connectors/$orders/operations?maxResults=1&nextToken=$token
            | . keys connectorOperations
            | connectorOperations/*/connectorOperationArn = ["$pause"]
            | connectorOperations/*/connectorOperationType = ["PAUSE_CONNECTOR"]
            | connectorOperations/*/connectorOperationState = ["PAUSE_COMPLETE"]
        GET /v1/connectors/$orders/operations?maxResults=0 => 400 BadRequestException ~ ^Invalid parameter maxResults:
        GET /v1/connectors/$orders/operations?nextToken=x => 400 BadRequestException ~ ^Invalid parameter nextToken:
    "#

    n056_a_running_connector_is_paused r#"
        timing PauseConnector 60s
        given connector orders
        PUT /v1/connectors/$orders/pause
            | . keys connectorArn connectorOperationArn
            | connectorArn = $orders
            | connectorOperationArn ~ :connector-operation/orders/
            | connectorOperationArn -> $operation
        GET /v1/connectors/$orders | connectorState = PAUSING
        GET /v1/connectorOperations/$operation
            | . keys connectorArn connectorOperationArn connectorOperationState connectorOperationType creationTime
            | connectorOperationState = PAUSE_IN_PROGRESS
            | connectorOperationType = PAUSE_CONNECTOR
        +59.999s GET /v1/connectors/$orders | connectorState = PAUSING
        +1ms GET /v1/connectors/$orders | connectorState = PAUSED
        GET /v1/connectorOperations/$operation | connectorOperationState = PAUSE_COMPLETE | endTime ~ Z$
    "#

    n057_a_paused_connector_is_resumed r#"
        timing ResumeConnector 60s
        given paused orders
        PUT /v1/connectors/$orders/resume
            | . keys connectorArn connectorOperationArn
            | connectorOperationArn -> $operation
        GET /v1/connectors/$orders | connectorState = RESUMING
        GET /v1/connectorOperations/$operation | connectorOperationState = RESUME_IN_PROGRESS | connectorOperationType = RESUME_CONNECTOR
        +60s GET /v1/connectors/$orders | connectorState = RUNNING
        GET /v1/connectorOperations/$operation | connectorOperationState = RESUME_COMPLETE | endTime ~ Z$
    "#

    n058_a_running_connector_is_restarted r#"
        timing RestartConnector 60s
        given connector orders
        POST /v1/connectors/$orders/restart
            | . keys connectorArn connectorOperationArn
            | connectorOperationArn -> $operation
        GET /v1/connectors/$orders | connectorState = RESTARTING
        GET /v1/connectorOperations/$operation | connectorOperationState = RESTART_IN_PROGRESS | connectorOperationType = RESTART_CONNECTOR
        +60s GET /v1/connectors/$orders | connectorState = RUNNING
        GET /v1/connectorOperations/$operation
            | . keys connectorArn connectorOperationArn connectorOperationState connectorOperationType creationTime endTime
            | connectorOperationState = RESTART_COMPLETE
    "#

    n059_a_failed_or_paused_connector_cannot_be_restarted r#"
        given paused orders
        POST /v1/connectors/$orders/restart => 400 BadRequestException: This operation is only valid for resources that are in one of the following states :[RUNNING]
        fault {"on":{"operation":"CreateConnector"},"outcome":{"end":"FAILED"}}
        POST /v1/connectors @connector {"connectorName":"payments"} | connectorArn -> $payments
        settle
        POST /v1/connectors/$payments/restart => 400 BadRequestException: This operation is only valid for resources that are in one of the following states :[RUNNING]
    "#

    n061_a_restarting_connector_is_neither_updated_nor_deleted r#"
        timing RestartConnector 60s
        given connector orders
        POST /v1/connectors/$orders/restart
        PUT /v1/connectors/$orders?currentVersion=$version @scaled => 400 BadRequestException
        DELETE /v1/connectors/$orders => 400 BadRequestException
        GET /v1/connectors/$orders | connectorState = RESTARTING
    "#

    n062_older_levels_have_no_pause_resume_and_restart r#"
        premises {"level":"L2"}
        given connector orders
        PUT /v1/connectors/$orders/pause    => 404 UnknownOperationException
        PUT /v1/connectors/$orders/resume   => 404 UnknownOperationException
        POST /v1/connectors/$orders/restart => 404 UnknownOperationException
    "#

    only_failed_tasks_can_be_restarted_except_on_the_old_kafka_connect r#"
        given connector orders
        POST /v1/connectors/$orders/restart?onlyFailedTasks=true  => 200
        settle
        POST /v1/connectors/$orders/restart?onlyFailedTasks=false => 200
        settle
        POST /v1/connectors/$orders/restart?onlyFailedTasks=maybe => 400 BadRequestException ~ ^Invalid parameter onlyFailedTasks:
        given connector old {"kafkaConnectVersion":"2.7.1"}
        POST /v1/connectors/$old/restart?onlyFailedTasks=true => 400 BadRequestException
        POST /v1/connectors/$old/restart?onlyFailedTasks=false => 200
    "#

    what_is_being_updated_shows_its_origin_until_the_end r#"
        timing UpdateConnector 60s
        given connector orders
        PUT /v1/connectors/$orders?currentVersion=$version @scaled
        +59s GET /v1/connectors/$orders | capacity/provisionedCapacity/workerCount = 1 | currentVersion = $version
        +1s GET /v1/connectors/$orders | capacity/provisionedCapacity/workerCount = 2 | currentVersion != $version | currentVersion ~ ^C[A-Z0-9]{13}$
    "#

    the_steps_of_an_update_are_told_one_by_one r#"
        timing UpdateConnector 100s
        given connector orders
        PUT /v1/connectors/$orders?currentVersion=$version @scaled | connectorOperationArn -> $operation
        GET /v1/connectorOperations/$operation
            | operationSteps/*/stepType = ["INITIALIZE_UPDATE","UPDATE_WORKER_SETTING","VALIDATE_UPDATE","FINALIZE_UPDATE"]
            | operationSteps/*/stepState = ["PENDING","PENDING","PENDING","PENDING"]
        +99.999s GET /v1/connectorOperations/$operation | operationSteps/3/stepState ~ ^(PENDING|IN_PROGRESS)$
        +1ms GET /v1/connectorOperations/$operation
            | operationSteps/*/stepState = ["COMPLETED","COMPLETED","COMPLETED","COMPLETED"]
    "#

    an_update_without_health_check_has_no_step_of_validation r#"
        given connector orders
        PUT /v1/connectors/$orders?currentVersion=$version {"skipHealthValidation":true,"connectorConfiguration":{"connector.class":"io.debezium.Orders","a":"b"}} | connectorOperationArn -> $operation
        settle
        GET /v1/connectorOperations/$operation
            | operationSteps/*/stepType = ["INITIALIZE_UPDATE","UPDATE_CONNECTOR_CONFIGURATION","FINALIZE_UPDATE"]
    "#

    the_step_that_fails_is_told_and_those_behind_it_are_cancelled r#"
        timing instant
        fault {"on":{"operation":"UpdateConnector"},"nth":1,"outcome":{"end":"UPDATE_FAILED"}}
        fault {"on":{"operation":"UpdateConnector"},"nth":2,"outcome":{"end":"ROLLBACK_COMPLETE"}}
        given connector orders
        PUT /v1/connectors/$orders?currentVersion=$version @scaled | connectorOperationArn -> $operation
        settle
        GET /v1/connectorOperations/$operation
            | operationSteps/*/stepType = ["INITIALIZE_UPDATE","UPDATE_WORKER_SETTING","VALIDATE_UPDATE","FINALIZE_UPDATE"]
            | operationSteps/*/stepState = ["COMPLETED","FAILED","CANCELLED","CANCELLED"]
        PUT /v1/connectors/$orders?currentVersion=$version @scaled | connectorOperationArn -> $operation
        settle
        GET /v1/connectorOperations/$operation
            | operationSteps/*/stepState = ["COMPLETED","COMPLETED","FAILED","CANCELLED"]
    "#

    a_rollback_tells_what_failed_while_it_goes_on r#"
        timing UpdateConnector 100s
        fault {"on":{"operation":"UpdateConnector"},"outcome":{"end":"ROLLBACK_FAILED","code":"A.B","message":"m"}}
        given connector orders
        PUT /v1/connectors/$orders?currentVersion=$version @scaled | connectorOperationArn -> $operation
        +1s GET /v1/connectorOperations/$operation | errorInfo absent
        +98s GET /v1/connectorOperations/$operation
            | connectorOperationState = ROLLBACK_IN_PROGRESS
            | operationSteps/*/stepState = ["COMPLETED","COMPLETED","FAILED","CANCELLED"]
            | endTime absent
        +1s GET /v1/connectorOperations/$operation | connectorOperationState = ROLLBACK_FAILED | errorInfo = {"code":"A.B","message":"m"}
    "#

    a_pause_can_succeed_first_and_the_connector_fail_later r#"
        fault {"on":{"operation":"PauseConnector"},"outcome":{"succeeds_for":"1m"}}
        given connector orders
        PUT /v1/connectors/$orders/pause | connectorOperationArn -> $operation
        +1s GET /v1/connectorOperations/$operation | connectorOperationState = PAUSE_COMPLETE
        GET /v1/connectors/$orders | connectorState = PAUSED
        +60s GET /v1/connectors/$orders | connectorState = FAILED
    "#

    an_update_can_succeed_first_and_the_connector_fail_later r#"
        timing UpdateConnector 60s
        fault {"on":{"operation":"UpdateConnector"},"outcome":{"succeeds_for":"1m","code":"A.B","message":"m"}}
        given connector orders
        PUT /v1/connectors/$orders?currentVersion=$version @scaled | connectorOperationArn -> $operation
        +60s GET /v1/connectorOperations/$operation
            | connectorOperationState = UPDATE_COMPLETE
            | errorInfo absent
            | operationSteps/*/stepState = ["COMPLETED","COMPLETED","COMPLETED","COMPLETED"]
        GET /v1/connectors/$orders | connectorState = RUNNING | capacity/provisionedCapacity/workerCount = 2
        +60s GET /v1/connectors/$orders | connectorState = FAILED | stateDescription = {"code":"A.B","message":"m"}
        GET /v1/connectorOperations/$operation | connectorOperationState = UPDATE_COMPLETE
    "#

    pause_resume_and_restart_may_fail r#"
        fault {"on":{"operation":"PauseConnector"},"first":1,"outcome":{"end":"PAUSE_FAILED","code":"X.Y","message":"no"}}
        fault {"on":{"operation":"ResumeConnector"},"first":1,"outcome":{"end":"RESUME_FAILED"}}
        fault {"on":{"operation":"RestartConnector"},"first":1,"outcome":{"end":"RESTART_FAILED"}}
        given connector orders
        PUT /v1/connectors/$orders/pause | connectorOperationArn -> $operation
        settle
        GET /v1/connectorOperations/$operation | connectorOperationState = PAUSE_FAILED | errorInfo = {"code":"X.Y","message":"no"}
        GET /v1/connectors/$orders | connectorState = RUNNING
        PUT /v1/connectors/$orders/pause
        settle
        PUT /v1/connectors/$orders/resume | connectorOperationArn -> $operation
        settle
        GET /v1/connectorOperations/$operation | connectorOperationState = RESUME_FAILED | errorInfo/code ~ .
        GET /v1/connectors/$orders | connectorState = PAUSED
        PUT /v1/connectors/$orders/resume
        settle
        POST /v1/connectors/$orders/restart | connectorOperationArn -> $operation
        settle
        GET /v1/connectorOperations/$operation | connectorOperationState = RESTART_FAILED | errorInfo/code ~ .
        GET /v1/connectors/$orders | connectorState = RUNNING
    "#

    an_identical_update_is_refused_in_the_words_that_clients_know r#"
        given connector orders
        PUT /v1/connectors/$orders?currentVersion=$version {"capacity":{"provisionedCapacity":{"mcuCount":1,"workerCount":1}}} => 400 BadRequestException: Invalid parameter provisionedCapacity: The specified parameter value is identical to the current value for the connector. Specify a different value, then try again.
        PUT /v1/connectors/$orders?currentVersion=$version {"connectorConfiguration":{"connector.class":"io.debezium.Orders","tasks.max":"1"}} => 400 BadRequestException: Invalid parameter connectorConfiguration: The specified parameter value is identical to the current value for the connector. Specify a different value, then try again.
        given connector scaled {"capacity":{"provisionedCapacity":null,"autoScaling":{"minWorkerCount":1,"maxWorkerCount":2,"mcuCount":1}}}
        PUT /v1/connectors/$scaled?currentVersion=$version {"capacity":{"autoScaling":{"minWorkerCount":1,"maxWorkerCount":2,"mcuCount":1,"scaleInPolicy":{"cpuUtilizationPercentage":20},"scaleOutPolicy":{"cpuUtilizationPercentage":80}}}} => 400 BadRequestException: Invalid parameter autoScaling: The specified parameter value is identical to the current value for the connector. Specify a different value, then try again.
    "#

    a_change_of_the_kind_of_capacity_leaves_only_the_new_one r#"
        given connector orders {"capacity":{"provisionedCapacity":null,"autoScaling":{"minWorkerCount":1,"maxWorkerCount":2,"mcuCount":1}}}
        PUT /v1/connectors/$orders?currentVersion=$version @scaled
        settle
        GET /v1/connectors/$orders | capacity = {"provisionedCapacity":{"mcuCount":2,"workerCount":2}} | currentVersion -> $version
        PUT /v1/connectors/$orders?currentVersion=$version {"capacity":{"autoScaling":{"minWorkerCount":1,"maxWorkerCount":3,"mcuCount":1,"scaleInPolicy":{"cpuUtilizationPercentage":5},"scaleOutPolicy":{"cpuUtilizationPercentage":95}}}}
        settle
        GET /v1/connectors/$orders | capacity = {"autoScaling":{"minWorkerCount":1,"maxWorkerCount":3,"mcuCount":1,"scaleInPolicy":{"cpuUtilizationPercentage":5},"scaleOutPolicy":{"cpuUtilizationPercentage":95}}}
    "#

    a_plugin_and_a_worker_configuration_can_be_exchanged r#"
        given connector orders
        given workers
        POST /v1/custom-plugins @plugin {"name":"other"} | customPluginArn -> $other
        settle
        PUT /v1/connectors/$orders?currentVersion=$version {"plugins":[{"customPlugin":{"customPluginArn":"$other","revision":1}}],"workerConfiguration":{"workerConfigurationArn":"$workers","revision":1}} | connectorOperationArn -> $operation
        settle
        GET /v1/connectorOperations/$operation
            | connectorOperationType = UPDATE_WORKER_SETTING
            | originWorkerSetting/plugins = [{"customPlugin":{"customPluginArn":"$plugin","revision":1}}]
            | originWorkerSetting/workerConfiguration absent
            | targetWorkerSetting/plugins = [{"customPlugin":{"customPluginArn":"$other","revision":1}}]
            | targetWorkerSetting/workerConfiguration = {"workerConfigurationArn":"$workers","revision":1}
        GET /v1/connectors/$orders
            | plugins = [{"customPlugin":{"customPluginArn":"$other","revision":1}}]
            | workerConfiguration = {"workerConfigurationArn":"$workers","revision":1}
            | currentVersion -> $version
        PUT /v1/connectors/$orders?currentVersion=$version {"useDefaultWorkerConfiguration":true} | connectorOperationArn -> $operation
        settle
        GET /v1/connectorOperations/$operation | targetWorkerSetting/useDefaultWorkerConfiguration = true
        GET /v1/connectors/$orders | workerConfiguration absent
    "#

    an_update_wants_plugins_and_worker_configurations_that_are_there r#"
        timing DeleteWorkerConfiguration instant
        given connector orders
        given workers
        DELETE /v1/worker-configurations/$workers
        settle
        PUT /v1/connectors/$orders?currentVersion=$version {"workerConfiguration":{"workerConfigurationArn":"$workers","revision":1}} => 404 NotFoundException
        PUT /v1/connectors/$orders?currentVersion=$version {"plugins":[{"customPlugin":{"customPluginArn":"$plugin","revision":2}}]} => 404 NotFoundException
        PUT /v1/connectors/$orders?currentVersion=$version {"plugins":[]} => 400 BadRequestException ~ ^Invalid parameter plugins
        fault {"on":{"operation":"CreateCustomPlugin"},"outcome":{"end":"CREATE_FAILED"}}
        POST /v1/custom-plugins @plugin {"name":"bad"} | customPluginArn -> $bad
        settle
        PUT /v1/connectors/$orders?currentVersion=$version {"plugins":[{"customPlugin":{"customPluginArn":"$bad","revision":1}}]} => 400 BadRequestException ~ ACTIVE
    "#

    operations_are_gone_with_their_connector r#"
        given connector orders
        PUT /v1/connectors/$orders?currentVersion=$version @scaled | connectorOperationArn -> $operation
        settle
        DELETE /v1/connectors/$orders
        settle
        GET /v1/connectorOperations/$operation => 404 NotFoundException
        GET /v1/connectors/$orders/operations => 404 NotFoundException
    "#

    older_levels_ignore_what_a_later_one_has_added r#"
        premises {"level":"L1"}
        given connector orders
        PUT /v1/connectors/$orders?currentVersion=$version {"useDefaultWorkerConfiguration":true} => 400 BadRequestException
        PUT /v1/connectors/$orders?currentVersion=$version {"workerConfiguration":{"workerConfigurationArn":"x"}} => 400 BadRequestException ~ ^Specify at least one
        PUT /v1/connectors/$orders?currentVersion=$version {"plugins":[]} => 400 BadRequestException ~ ^Specify at least one
        PUT /v1/connectors/$orders?currentVersion=$version @scaled {"skipHealthValidation":true,"plugins":[]} | connectorOperationArn -> $operation
        settle
        GET /v1/connectorOperations/$operation
            | connectorOperationState = UPDATE_COMPLETE
            | targetWorkerSetting keys capacity
            | operationSteps/2/stepType = VALIDATE_UPDATE
        given connector scaled {"capacity":{"provisionedCapacity":null,"autoScaling":{"minWorkerCount":1,"maxWorkerCount":2,"mcuCount":1,"maxAutoscalingTaskCount":4}}}
        GET /v1/connectors/$scaled | capacity/autoScaling/maxAutoscalingTaskCount absent
    "#

    older_levels_ignore_it_whatever_its_type_is r#"
        premises {"level":"L1"}
        given connector orders {"capacity":{"provisionedCapacity":null,"autoScaling":{"minWorkerCount":1,"maxWorkerCount":2,"mcuCount":1,"maxAutoscalingTaskCount":"many"}}}
        PUT /v1/connectors/$orders?currentVersion=$version {"plugins":"debezium","skipHealthValidation":"yes","useDefaultWorkerConfiguration":[1],"workerConfiguration":{"revision":"1"}}
            => 400 BadRequestException ~ ^Specify at least one
        PUT /v1/connectors/$orders?currentVersion=$version @scaled {"plugins":[{"customPlugin":7}],"skipHealthValidation":1}
    "#

    the_second_level_ignores_what_the_third_has_added_whatever_its_type_is r#"
        premises {"level":"L2"}
        given connector orders
        PUT /v1/connectors/$orders?currentVersion=$version {"capacity":{"autoScaling":{"maxAutoscalingTaskCount":"many"}}}
            => 400 BadRequestException: Invalid parameter capacity.autoScaling.maxAutoscalingTaskCount: The value is not of the right type.
        PUT /v1/connectors/$orders?currentVersion=$version @scaled {"plugins":"debezium","skipHealthValidation":1}
    "#

    the_third_level_knows_them_by_their_types r#"
        given connector orders
        PUT /v1/connectors/$orders?currentVersion=$version @scaled {"plugins":"debezium"}
            => 400 BadRequestException: Invalid parameter plugins: The value is not of the right type.
        PUT /v1/connectors/$orders?currentVersion=$version @scaled {"plugins":[{"customPlugin":{"revision":"1"}}]}
            => 400 BadRequestException: Invalid parameter plugins[0].customPlugin.revision: The value is not of the right type.
        PUT /v1/connectors/$orders?currentVersion=$version @scaled {"skipHealthValidation":"yes"}
            => 400 BadRequestException: Invalid parameter skipHealthValidation: The value is not of the right type.
        PUT /v1/connectors/$orders?currentVersion=$version @scaled {"useDefaultWorkerConfiguration":1}
            => 400 BadRequestException: Invalid parameter useDefaultWorkerConfiguration: The value is not of the right type.
        PUT /v1/connectors/$orders?currentVersion=$version @scaled {"workerConfiguration":[1]}
            => 400 BadRequestException: Invalid parameter workerConfiguration: The value is not of the right type.
    "#
}

/// The states, and how a connector gets into each.
#[rustfmt::skip] // A table.
const STATES: &[(&str, &str)] = &[
    ("CREATING",   "timing CreateConnector never\ngiven plugin\nPOST /v1/connectors @connector | connectorArn -> $orders"),
    ("RUNNING",    "given connector orders"),
    ("FAILED",     "fault {\"on\":{\"operation\":\"CreateConnector\"},\"outcome\":{\"end\":\"FAILED\"}}\ngiven plugin\n\
                    POST /v1/connectors @connector | connectorArn -> $orders\nsettle"),
    ("UPDATING",   "timing UpdateConnector never\ngiven connector orders\n\
                    PUT /v1/connectors/$orders?currentVersion=$version @scaled"),
    ("PAUSING",    "timing PauseConnector never\ngiven connector orders\nPUT /v1/connectors/$orders/pause"),
    ("PAUSED",     "given paused orders"),
    ("RESUMING",   "timing ResumeConnector never\ngiven paused orders\nPUT /v1/connectors/$orders/resume"),
    ("RESTARTING", "timing RestartConnector never\ngiven connector orders\nPOST /v1/connectors/$orders/restart"),
    ("DELETING",   "timing DeleteConnector never\ngiven connector orders\nDELETE /v1/connectors/$orders"),
];

/// Plays `call` in every state: `good` are those in which it is done, `refused` is what the others get.
fn only_in(call: &str, good: &[&str], refused: &str) {
    let mut stories = Vec::new();
    for (state, script) in STATES {
        let answer = if good.contains(state) { "200" } else { refused };
        let script = format!(
            "{script}\nGET /v1/connectors/$orders | connectorState = {state} | currentVersion -> $version\n\
             {call} => {answer}"
        );
        stories.extend(play(&script).err().map(|story| format!("in {state}: {story}")));
    }
    assert!(stories.is_empty(), "{}", stories.join("\n\n"));
}

#[test]
fn an_update_is_done_in_running_only() {
    let refused = "400 BadRequestException ~ ^Invalid parameter skipHealthValidation:|one of the following states :\\[RUNNING";
    only_in(
        "PUT /v1/connectors/$orders?currentVersion=$version {\"capacity\":{\"provisionedCapacity\":{\"mcuCount\":4,\"workerCount\":4}}}",
        &["RUNNING"],
        refused,
    );
}

#[test]
fn an_update_without_health_check_is_done_in_running_and_paused() {
    let refused = "400 BadRequestException ~ one of the following states :\\[";
    only_in(
        "PUT /v1/connectors/$orders?currentVersion=$version {\"skipHealthValidation\":true,\"capacity\":{\"provisionedCapacity\":{\"mcuCount\":4,\"workerCount\":4}}}",
        &["RUNNING", "PAUSED"],
        refused,
    );
}

#[test]
fn a_pause_is_done_in_running_only() {
    let refused = "409 ConflictException: This operation is only valid for resources that are in one of the following states :[RUNNING]";
    only_in("PUT /v1/connectors/$orders/pause", &["RUNNING"], refused);
}

#[test]
fn a_resume_is_done_in_paused_only() {
    let refused = "409 ConflictException: This operation is only valid for resources that are in one of the following states :[PAUSED]";
    only_in("PUT /v1/connectors/$orders/resume", &["PAUSED"], refused);
}

#[test]
fn a_restart_is_done_in_running_only() {
    let refused = "400 BadRequestException: This operation is only valid for resources that are in one of the following states :[RUNNING]";
    only_in("POST /v1/connectors/$orders/restart", &["RUNNING"], refused);
}

#[test]
fn a_deletion_is_done_where_nothing_else_is_going_on() {
    let good = &["CREATING", "RUNNING", "FAILED", "PAUSED", "DELETING"];
    let refused = "400 BadRequestException ~ one of the following states :\\[";
    only_in("DELETE /v1/connectors/$orders", good, refused);
}
