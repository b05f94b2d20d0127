//! What AWS's documents leave open, and the premises that turn it round.

cases! {
    what_is_in_use_can_be_deleted_on_demand r#"
        premises {"behaviour":{"deletes_in_use":"allowed"}}
        given workers
        given connector orders {"workerConfiguration":{"workerConfigurationArn":"$workers","revision":1}}
        DELETE /v1/custom-plugins/$plugin => 200
        DELETE /v1/worker-configurations/$workers => 200
        settle
        GET /v1/connectors/$orders | plugins/0/customPlugin/customPluginArn = $plugin
    "#

    a_busy_connector_can_be_deleted_on_demand r#"
        premises {"behaviour":{"deletes_while_busy":"allowed"}}
        timing UpdateConnector 60s
        timing DeleteConnector 10s
        given connector orders
        PUT /v1/connectors/$orders?currentVersion=$version @scaled
        +5s DELETE /v1/connectors/$orders => 200 | connectorState = DELETING
        +9s GET /v1/connectors/$orders | connectorState = DELETING
        +1s GET /v1/connectors/$orders => 404
        +60s GET /v1/connectors/$orders => 404
    "#

    a_name_in_use_is_a_bad_request_on_demand r#"
        premises {"behaviour":{"name_conflict":"bad_request"}}
        given connector orders
        POST /v1/connectors @connector => 400 BadRequestException: Invalid parameter connectorName: A resource with this name already exists.
        POST /v1/custom-plugins @plugin => 409 ConflictException
    "#

    pausing_twice_is_good_on_demand r#"
        premises {"behaviour":{"pause_when_paused":"ok"}}
        given paused orders
        PUT /v1/connectors/$orders/pause => 200 | connectorOperationArn -> $operation
        GET /v1/connectorOperations/$operation | connectorOperationState = PAUSE_COMPLETE | connectorOperationType = PAUSE_CONNECTOR
        GET /v1/connectors/$orders | connectorState = PAUSED
    "#

    a_wrong_type_is_a_serialization_error_on_demand r#"
        premises {"behaviour":{"type_errors":"serialization"}}
        POST /v1/custom-plugins '{' => 400 SerializationException
        POST /v1/custom-plugins @plugin {"name":7} => 400 SerializationException
        POST /v1/custom-plugins @plugin {"name":null} => 400 BadRequestException
    "#

    an_unknown_path_misses_a_token_on_demand r#"
        premises {"behaviour":{"unknown_operation":"missing_token"}}
        GET /v1/clusters => 403 MissingAuthenticationTokenException
        PATCH /v1/connectors => 403 MissingAuthenticationTokenException
    "#

    a_version_changes_at_once_on_demand r#"
        premises {"behaviour":{"version_changes":"accept"}}
        timing UpdateConnector 60s
        given connector orders
        PUT /v1/connectors/$orders?currentVersion=$version @scaled
        GET /v1/connectors/$orders | currentVersion != $version | currentVersion -> $version
        +60s GET /v1/connectors/$orders | currentVersion = $version | capacity/provisionedCapacity/workerCount = 2
    "#

    a_change_of_class_fails_later_on_demand r#"
        premises {"behaviour":{"class_changes":"update_failed"}}
        given connector orders
        PUT /v1/connectors/$orders?currentVersion=$version {"connectorConfiguration":{"connector.class":"io.debezium.Payments"}} => 200 | connectorOperationArn -> $operation
        settle
        GET /v1/connectorOperations/$operation | connectorOperationState = UPDATE_FAILED | errorInfo/code ~ .
        GET /v1/connectors/$orders | connectorState = RUNNING | connectorConfiguration = {"connector.class":"io.debezium.Orders","tasks.max":"1"}
    "#

    numbers_that_nobody_knows_can_be_set r#"
        premises {"behaviour":{"scale_in_percent":30,"scale_out_percent":70,"plugin_file_size":42,"quotas":{"plugins":2,"worker_configurations":1,"workers":3,"workers_per_connector":2}}}
        given connector orders {"capacity":{"provisionedCapacity":null,"autoScaling":{"minWorkerCount":1,"maxWorkerCount":2,"mcuCount":1}}}
        GET /v1/connectors/$orders
            | capacity/autoScaling/scaleInPolicy = {"cpuUtilizationPercentage":30}
            | capacity/autoScaling/scaleOutPolicy = {"cpuUtilizationPercentage":70}
        GET /v1/custom-plugins/$plugin | latestRevision/fileDescription/fileSize = 42
        POST /v1/custom-plugins @plugin {"name":"b"} => 200
        POST /v1/custom-plugins @plugin {"name":"c"} => 429 TooManyRequestsException
        given workers
        POST /v1/worker-configurations @workers {"name":"b"} => 429 TooManyRequestsException
        POST /v1/connectors @connector {"connectorName":"b","capacity":{"provisionedCapacity":{"workerCount":3}}} => 400 BadRequestException ~ workerCount
        POST /v1/connectors @connector {"connectorName":"b","capacity":{"provisionedCapacity":{"workerCount":2}}} => 429 TooManyRequestsException
        POST /v1/connectors @connector {"connectorName":"b"} => 200
    "#

    the_first_level_has_no_task_count r#"
        premises {"level":"L1"}
        given connector orders {"capacity":{"provisionedCapacity":null,"autoScaling":{"minWorkerCount":1,"maxWorkerCount":2,"mcuCount":1,"maxAutoscalingTaskCount":1}}}
        GET /v1/connectors/$orders | capacity/autoScaling/maxAutoscalingTaskCount absent
    "#

    the_second_level_has_a_task_count_and_no_settings_beside_capacity r#"
        premises {"level":"L2"}
        given connector orders {"capacity":{"provisionedCapacity":null,"autoScaling":{"minWorkerCount":1,"maxWorkerCount":2,"mcuCount":1,"maxAutoscalingTaskCount":4}}}
        GET /v1/connectors/$orders | capacity/autoScaling/maxAutoscalingTaskCount = 4
        PUT /v1/connectors/$orders?currentVersion=$version @scaled | connectorOperationArn -> $operation
        settle
        GET /v1/connectorOperations/$operation | originWorkerSetting keys capacity | targetWorkerSetting keys capacity
    "#
}
