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

    a_stale_version_keeps_a_connector_from_being_deleted_unless_told r#"
        premises {"behaviour":{"stale_version_on_delete":"refused"}}
        given connector orders
        DELETE /v1/connectors/$orders?currentVersion=STALE => 400 BadRequestException ~ ^Invalid parameter currentVersion:
        GET /v1/connectors/$orders | connectorState = RUNNING
        DELETE /v1/connectors/$orders?currentVersion=$version => 200
    "#

    a_stale_version_does_not_keep_a_connector_from_being_deleted_on_demand r#"
        premises {"behaviour":{"stale_version_on_delete":"ignored"}}
        given connector orders
        PUT /v1/connectors/$orders?currentVersion=STALE @scaled => 400 BadRequestException ~ ^Invalid parameter currentVersion:
        DELETE /v1/connectors/$orders?currentVersion=STALE => 200 | connectorState = DELETING
        settle
        GET /v1/connectors/$orders => 404
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

    pauses_are_in_progress_at_once_unless_told r#"
        premises {"behaviour":{"pauses_begin":"in_progress"}}
        timing PauseConnector 60s
        given connector orders
        PUT /v1/connectors/$orders/pause | connectorOperationArn -> $operation
        GET /v1/connectorOperations/$operation | connectorOperationState = PAUSE_IN_PROGRESS | operationSteps absent
        +60s GET /v1/connectorOperations/$operation | connectorOperationState = PAUSE_COMPLETE
    "#

    pauses_wait_before_they_begin_on_demand r#"
        premises {"behaviour":{"pauses_begin":"pending"}}
        timing PauseConnector 60s
        timing ResumeConnector {"reads":2}
        timing RestartConnector 60s
        given connector orders
        PUT /v1/connectors/$orders/pause | connectorOperationArn -> $operation
        GET /v1/connectorOperations/$operation | connectorOperationState = PENDING | operationSteps absent | endTime absent
        GET /v1/connectors/$orders | connectorState = PAUSING
        +30s GET /v1/connectorOperations/$operation | connectorOperationState = PAUSE_IN_PROGRESS
        GET /v1/connectors/$orders | connectorState = PAUSING
        +29s GET /v1/connectors/$orders/operations | connectorOperations/0/connectorOperationState = PAUSE_IN_PROGRESS
        +1s GET /v1/connectorOperations/$operation | connectorOperationState = PAUSE_COMPLETE
        GET /v1/connectors/$orders | connectorState = PAUSED
        PUT /v1/connectors/$orders/resume | connectorOperationArn -> $operation
        GET /v1/connectorOperations/$operation | connectorOperationState = PENDING
        GET /v1/connectorOperations/$operation | connectorOperationState = RESUME_IN_PROGRESS
        GET /v1/connectorOperations/$operation | connectorOperationState = RESUME_COMPLETE
        fault {"on":{"operation":"RestartConnector"},"outcome":{"end":"RESTART_FAILED"}}
        POST /v1/connectors/$orders/restart | connectorOperationArn -> $operation
        GET /v1/connectorOperations/$operation | connectorOperationState = PENDING | errorInfo absent
        +30s GET /v1/connectorOperations/$operation | connectorOperationState = RESTART_IN_PROGRESS | errorInfo absent
        +30s GET /v1/connectorOperations/$operation | connectorOperationState = RESTART_FAILED | errorInfo/code ~ .
        GET /v1/connectors/$orders | connectorState = RUNNING
    "#

    what_is_stuck_or_over_at_once_does_not_wait r#"
        premises {"behaviour":{"pauses_begin":"pending","pause_when_paused":"ok"}}
        timing PauseConnector never
        timing RestartConnector instant
        given connector orders
        POST /v1/connectors/$orders/restart | connectorOperationArn -> $operation
        GET /v1/connectorOperations/$operation | connectorOperationState = RESTART_COMPLETE
        PUT /v1/connectors/$orders/pause | connectorOperationArn -> $operation
        +1h GET /v1/connectorOperations/$operation | connectorOperationState = PAUSE_IN_PROGRESS
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

    a_configuration_replaces_the_old_one_unless_told r#"
        premises {"behaviour":{"configuration_on_update":"replaced"}}
        given connector orders
        PUT /v1/connectors/$orders?currentVersion=$version {"connectorConfiguration":{"connector.class":"io.debezium.Orders","topics":"a"}}
        settle
        GET /v1/connectors/$orders | connectorConfiguration = {"connector.class":"io.debezium.Orders","topics":"a"} | currentVersion -> $version
        PUT /v1/connectors/$orders?currentVersion=$version {"connectorConfiguration":{"topics":"b"}} => 400 BadRequestException ~ connector.class
    "#

    a_configuration_is_merged_into_the_old_one_on_demand r#"
        premises {"behaviour":{"configuration_on_update":"merged"}}
        given connector orders
        PUT /v1/connectors/$orders?currentVersion=$version {"connectorConfiguration":{"tasks.max":"2","topics":"a"}} | connectorOperationArn -> $operation
        GET /v1/connectors/$orders | connectorConfiguration = {"connector.class":"io.debezium.Orders","tasks.max":"1"}
        settle
        GET /v1/connectors/$orders | connectorConfiguration = {"connector.class":"io.debezium.Orders","tasks.max":"2","topics":"a"} | currentVersion -> $version
        GET /v1/connectorOperations/$operation
            | originConnectorConfiguration = {"connector.class":"io.debezium.Orders","tasks.max":"1"}
            | targetConnectorConfiguration = {"connector.class":"io.debezium.Orders","tasks.max":"2","topics":"a"}
        PUT /v1/connectors/$orders?currentVersion=$version {"connectorConfiguration":{"topics":"a"}} => 400 BadRequestException: Invalid parameter connectorConfiguration: The specified parameter value is identical to the current value for the connector. Specify a different value, then try again.
        PUT /v1/connectors/$orders?currentVersion=$version {"connectorConfiguration":{"connector.class":"io.debezium.Payments"}} => 400 BadRequestException ~ connector.class
        PUT /v1/connectors/$orders?currentVersion=$version {"connectorConfiguration":{"topics":null}} => 400 BadRequestException ~ identical
    "#

    lists_go_by_creation_unless_told r#"
        premises {"behaviour":{"list_order":"creation"}}
        given plugin
        POST /v1/connectors @connector {"connectorName":"b"}
        +1ms POST /v1/connectors @connector {"connectorName":"a"}
        +1ms POST /v1/connectors @connector {"connectorName":"C"}
        GET /v1/connectors | connectors/*/connectorName = ["b","a","C"]
    "#

    lists_begin_with_the_newest_on_demand r#"
        premises {"behaviour":{"list_order":"newest_first"}}
        given plugin
        POST /v1/connectors @connector {"connectorName":"a1"}
        +1ms POST /v1/connectors @connector {"connectorName":"b1"}
        +1ms POST /v1/connectors @connector {"connectorName":"a2"}
        POST /v1/connectors @connector {"connectorName":"a3"}
        GET /v1/connectors | connectors/*/connectorName = ["a3","a2","b1","a1"]
        GET /v1/connectors?connectorNamePrefix=a | connectors/*/connectorName = ["a3","a2","a1"]
        +1ms POST /v1/custom-plugins @plugin {"name":"a"}
        GET /v1/custom-plugins | customPlugins/*/name = ["a","debezium"]
        given workers
        +1ms POST /v1/worker-configurations @workers {"name":"b"}
        GET /v1/worker-configurations | workerConfigurations/*/name = ["b","json"]
    "#

    lists_go_by_name_on_demand r#"
        premises {"behaviour":{"list_order":"name"}}
        given plugin
        POST /v1/connectors @connector {"connectorName":"b1"}
        +1ms POST /v1/connectors @connector {"connectorName":"a2"}
        +1ms POST /v1/connectors @connector {"connectorName":"B"}
        +1ms POST /v1/connectors @connector {"connectorName":"a1"}
        GET /v1/connectors | connectors/*/connectorName = ["B","a1","a2","b1"]
        GET /v1/connectors?connectorNamePrefix=a | connectors/*/connectorName = ["a1","a2"]
        +1ms POST /v1/custom-plugins @plugin {"name":"a"}
        GET /v1/custom-plugins | customPlugins/*/name = ["a","debezium"]
        given workers
        +1ms POST /v1/worker-configurations @workers {"name":"b"}
        GET /v1/worker-configurations | workerConfigurations/*/name = ["b","json"]
    "#

    pages_of_the_newest_hold_while_others_come_and_go r#"
        premises {"behaviour":{"list_order":"newest_first"}}
        timing DeleteConnector instant
        given plugin
        POST /v1/connectors @connector {"connectorName":"a"}
        +1ms POST /v1/connectors @connector {"connectorName":"b"}
        +1ms POST /v1/connectors @connector {"connectorName":"c"} | connectorArn -> $c
        +1ms POST /v1/connectors @connector {"connectorName":"d"} | connectorArn -> $d
        settle
        GET /v1/connectors?maxResults=2 | connectors/*/connectorName = ["d","c"] | nextToken -> $token
        DELETE /v1/connectors/$c
        DELETE /v1/connectors/$d
        POST /v1/connectors @connector {"connectorName":"e"}
        settle
        GET /v1/connectors?maxResults=1&nextToken=$token | connectors/*/connectorName = ["b"] | nextToken -> $token
        GET /v1/connectors?maxResults=1&nextToken=$token | connectors/*/connectorName = ["a"] | nextToken absent
    "#

    pages_by_name_hold_while_others_come_and_go r#"
        premises {"behaviour":{"list_order":"name"}}
        timing DeleteConnector instant
        given plugin
        POST /v1/connectors @connector {"connectorName":"pd"}
        POST /v1/connectors @connector {"connectorName":"pc"}
        POST /v1/connectors @connector {"connectorName":"pb"} | connectorArn -> $b
        POST /v1/connectors @connector {"connectorName":"pa"}
        settle
        GET /v1/connectors?connectorNamePrefix=p&maxResults=2 | connectors/*/connectorName = ["pa","pb"] | nextToken -> $token
        DELETE /v1/connectors/$b
        POST /v1/connectors @connector {"connectorName":"pa1"}
        POST /v1/connectors @connector {"connectorName":"pcc"}
        settle
        GET /v1/connectors?connectorNamePrefix=p&maxResults=2&nextToken=$token | connectors/*/connectorName = ["pc","pcc"] | nextToken -> $token
        GET /v1/connectors?connectorNamePrefix=p&maxResults=2&nextToken=$token | connectors/*/connectorName = ["pd"] | nextToken absent
    "#

    a_token_that_is_none_fails_validation_on_demand r#"
        premises {"behaviour":{"bad_next_token":"validation_error"}}
        given connector orders
        PUT /v1/connectors/$orders/pause
        settle
        PUT /v1/connectors/$orders/resume
        settle
        GET /v1/connectors/$orders/operations?maxResults=1 | nextToken -> $token
        GET /v1/connectors?nextToken=garbage => 400 ValidationError: Invalid parameter nextToken: The token is not valid.
        GET /v1/connectors?nextToken=$token => 400 ValidationError: Invalid parameter nextToken: The token belongs to a request with other parameters.
        GET /v1/custom-plugins?nextToken=garbage => 400 ValidationError
        GET /v1/worker-configurations?nextToken=garbage => 400 ValidationError
        GET /v1/connectors/$orders/operations?nextToken=garbage => 400 ValidationError
        GET /v1/connectors/$orders/operations?nextToken=$token => 200
        GET /v1/connectors?maxResults=0 => 400 BadRequestException
    "#

    a_token_that_is_none_is_an_internal_error_on_demand r#"
        premises {"behaviour":{"bad_next_token":"internal_error"}}
        given plugin
        GET /v1/connectors?nextToken=garbage => 500 InternalServerErrorException: An internal server error occurred. Retry your request.
        GET /v1/custom-plugins?nextToken=garbage => 500 InternalServerErrorException
    "#

    a_token_that_is_none_is_a_bad_request_unless_told r#"
        premises {"behaviour":{"bad_next_token":"bad_request"}}
        GET /v1/connectors?nextToken=garbage => 400 BadRequestException: Invalid parameter nextToken: The token is not valid.
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

    timestamps_have_thousandths_unless_told r#"
        premises {"behaviour":{"timestamp_digits":3}}
        given plugin
        GET /v1/custom-plugins/$plugin | creationTime ~ ^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$
    "#

    timestamps_have_no_fraction_on_demand r#"
        premises {"behaviour":{"timestamp_digits":0}}
        epoch 2026-01-08T12:00:00.999Z
        given connector orders
        PUT /v1/connectors/$orders/pause | connectorOperationArn -> $operation
        settle
        given workers
        GET /v1/connectors/$orders | creationTime ~ ^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$
        GET /v1/connectors | connectors/0/creationTime ~ :\d\dZ$
        GET /v1/connectorOperations/$operation | creationTime ~ :\d\dZ$ | endTime ~ :\d\dZ$
        GET /v1/connectors/$orders/operations | connectorOperations/0/creationTime ~ :\d\dZ$ | connectorOperations/0/endTime ~ :\d\dZ$
        GET /v1/custom-plugins/$plugin | creationTime ~ :\d\dZ$ | latestRevision/creationTime ~ :\d\dZ$
        GET /v1/custom-plugins | customPlugins/0/creationTime = 2026-01-08T12:00:00Z
        GET /v1/worker-configurations/$workers | creationTime ~ :\d\dZ$ | latestRevision/creationTime ~ :\d\dZ$
        GET /v1/worker-configurations | workerConfigurations/0/creationTime ~ :\d\dZ$
        POST /v1/worker-configurations @workers {"name":"b"} | creationTime ~ :\d\dZ$
    "#

    timestamps_have_up_to_nine_digits_on_demand r#"
        premises {"behaviour":{"timestamp_digits":9}}
        epoch 2026-01-08T12:00:00.123456789Z
        given plugin
        GET /v1/custom-plugins/$plugin | creationTime = 2026-01-08T12:00:00.123456789Z
    "#

    operations_go_with_their_connector_unless_told r#"
        premises {"behaviour":{"operations_after_delete":0}}
        given connector orders
        PUT /v1/connectors/$orders/pause | connectorOperationArn -> $operation
        settle
        DELETE /v1/connectors/$orders
        GET /v1/connectorOperations/$operation | connectorOperationState = PAUSE_COMPLETE
        settle
        GET /v1/connectorOperations/$operation => 404 NotFoundException
        GET /v1/connectors/$orders/operations => 404 NotFoundException
        state | msk/connectorOperations = []
    "#

    operations_are_kept_of_the_connectors_deleted_last_on_demand r#"
        premises {"behaviour":{"operations_after_delete":2}}
        given connector a
        given connector b
        given connector c
        PUT /v1/connectors/$a/pause | connectorOperationArn -> $of_a
        PUT /v1/connectors/$b/pause | connectorOperationArn -> $of_b
        PUT /v1/connectors/$c/pause
        settle
        PUT /v1/connectors/$b/resume
        settle
        DELETE /v1/connectors/$a
        settle
        DELETE /v1/connectors/$b
        settle
        GET /v1/connectors/$b => 404 NotFoundException
        DELETE /v1/connectors/$b => 404 NotFoundException
        GET /v1/connectors | connectors/*/connectorName = ["c"]
        GET /v1/connectorOperations/$of_a | connectorArn = $a | connectorOperationState = PAUSE_COMPLETE
        GET /v1/connectors/$b/operations?maxResults=1 | connectorOperations/*/connectorOperationType = ["RESUME_CONNECTOR"] | nextToken -> $token
        GET /v1/connectors/$b/operations?maxResults=1&nextToken=$token | connectorOperations/*/connectorOperationArn = ["$of_b"] | nextToken absent
        as AKIDEXAMPLE/eu-west-1 GET /v1/connectorOperations/$of_a => 400
        state | msk/connectorOperations/*/connectorArn = ["$c","$a","$b","$b"]
        POST /v1/connectors @connector {"connectorName":"b"} => 200 | connectorArn != $b
        GET /v1/connectorOperations/$of_b | connectorArn = $b
        DELETE /v1/connectors/$c
        settle
        GET /v1/connectorOperations/$of_a => 404 NotFoundException
        GET /v1/connectors/$a/operations => 404 NotFoundException
        GET /v1/connectorOperations/$of_b | connectorOperationState = PAUSE_COMPLETE
        GET /v1/connectors/$c/operations | connectorOperations/0/connectorOperationState = PAUSE_COMPLETE
    "#

    operations_are_kept_when_reads_lag_behind_the_deletion_too r#"
        premises {"behaviour":{"operations_after_delete":1}}
        lag DeleteConnector {"reads":1}
        timing DeleteConnector instant
        given connector orders
        PUT /v1/connectors/$orders?currentVersion=$version @scaled | connectorOperationArn -> $operation
        settle
        DELETE /v1/connectors/$orders
        GET /v1/connectors/$orders | connectorState = RUNNING
        GET /v1/connectors/$orders => 404
        GET /v1/connectorOperations/$operation | connectorOperationState = UPDATE_COMPLETE | targetWorkerSetting/capacity/provisionedCapacity/workerCount = 2
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
