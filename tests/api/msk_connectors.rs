//! Connectors of MSK Connect: made, described, listed, deleted.

cases! {
    n014_a_created_connector_is_told_by_arn_name_and_state_and_nothing_else r#"
        given plugin
        POST /v1/connectors @connector
            | . keys connectorArn connectorName connectorState
            | connectorName = orders
            | connectorState = CREATING
    "#

    n016_an_arn_ends_in_name_uuid_and_number r#"
        given plugin
        POST /v1/connectors @connector
            | connectorArn ~ ^arn:aws:kafkaconnect:us-east-1:123456789012:connector/orders/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}-[0-9]+$
    "#

    n017_scaling_policies_that_were_not_given_are_filled_in r#"
        given connector orders {"capacity":{"provisionedCapacity":null,"autoScaling":{"minWorkerCount":1,"maxWorkerCount":3,"mcuCount":2}}}
        GET /v1/connectors/$orders
            | capacity = {"autoScaling":{"minWorkerCount":1,"maxWorkerCount":3,"mcuCount":2,"scaleInPolicy":{"cpuUtilizationPercentage":20},"scaleOutPolicy":{"cpuUtilizationPercentage":80}}}
    "#

    scaling_policies_and_task_count_that_were_given_are_echoed r#"
        given connector orders {"capacity":{"provisionedCapacity":null,"autoScaling":{"minWorkerCount":2,"maxWorkerCount":4,"mcuCount":8,"maxAutoscalingTaskCount":9,"scaleInPolicy":{"cpuUtilizationPercentage":1},"scaleOutPolicy":{"cpuUtilizationPercentage":100}}}}
        GET /v1/connectors/$orders
            | capacity = {"autoScaling":{"minWorkerCount":2,"maxWorkerCount":4,"mcuCount":8,"maxAutoscalingTaskCount":9,"scaleInPolicy":{"cpuUtilizationPercentage":1},"scaleOutPolicy":{"cpuUtilizationPercentage":100}}}
    "#

    n018_what_was_not_given_is_absent r#"
        given connector orders
        GET /v1/connectors/$orders
            | . keys capacity connectorArn connectorConfiguration connectorName connectorState creationTime currentVersion kafkaCluster kafkaClusterClientAuthentication kafkaClusterEncryptionInTransit kafkaConnectVersion networkType plugins serviceExecutionRoleArn
            | logDelivery absent
            | workerConfiguration absent
            | connectorDescription absent
            | stateDescription absent
    "#

    n019_log_targets_that_are_off_are_echoed_as_off r#"
        given connector orders {"logDelivery":{"workerLogDelivery":{"cloudWatchLogs":{"enabled":false},"firehose":{"enabled":false},"s3":{"enabled":false}}}}
        GET /v1/connectors/$orders
            | logDelivery = {"workerLogDelivery":{"cloudWatchLogs":{"enabled":false},"firehose":{"enabled":false},"s3":{"enabled":false}}}
    "#

    log_targets_that_are_on_are_echoed_with_where_they_go r#"
        given connector orders {"logDelivery":{"workerLogDelivery":{"cloudWatchLogs":{"enabled":true,"logGroup":"g"},"firehose":{"enabled":true,"deliveryStream":"d"},"s3":{"enabled":true,"bucket":"b","prefix":"p"}}}}
        GET /v1/connectors/$orders
            | logDelivery = {"workerLogDelivery":{"cloudWatchLogs":{"enabled":true,"logGroup":"g"},"firehose":{"enabled":true,"deliveryStream":"d"},"s3":{"enabled":true,"bucket":"b","prefix":"p"}}}
    "#

    n021_the_network_is_ipv4_unless_said_otherwise r#"
        given connector orders
        GET /v1/connectors/$orders | networkType = IPV4
        given connector payments {"networkType":"DUAL"}
        GET /v1/connectors/$payments | networkType = DUAL
    "#

    n022_a_capacity_is_of_one_kind r#"
        given plugin
        POST /v1/connectors @connector {"capacity":{"autoScaling":{"minWorkerCount":1,"maxWorkerCount":2,"mcuCount":1}}} => 400 BadRequestException ~ ^Invalid parameter capacity
        POST /v1/connectors @connector {"capacity":{"provisionedCapacity":null}} => 400 BadRequestException ~ ^Invalid parameter capacity
        GET /v1/connectors | connectors = []
    "#

    n027_a_name_in_use_is_refused_with_a_conflict r#"
        given connector orders
        POST /v1/connectors @connector => 409 ConflictException: Invalid parameter connectorName: A resource with this name already exists.
        GET /v1/connectors | connectors/*/connectorArn = ["$orders"]
    "#

    n028_a_name_is_free_when_its_connector_is_gone_and_not_before r#"
        timing DeleteConnector 10s
        given connector orders
        DELETE /v1/connectors/$orders | connectorState = DELETING
        +9.999s POST /v1/connectors @connector => 409 ConflictException
        +1ms POST /v1/connectors @connector => 200 | connectorArn != $orders
    "#

    a_name_stays_taken_while_its_connector_is_failed r#"
        fault {"on":{"operation":"CreateConnector"},"first":1,"outcome":{"end":"FAILED"}}
        given plugin
        POST /v1/connectors @connector
        settle
        POST /v1/connectors @connector => 409 ConflictException
    "#

    n029_a_number_written_as_a_text_is_refused r#"
        given plugin
        POST /v1/connectors @connector {"capacity":{"provisionedCapacity":null,"autoScaling":{"minWorkerCount":1,"maxWorkerCount":"3","mcuCount":1}}} => 400 BadRequestException ~ maxWorkerCount
        POST /v1/connectors @connector {"connectorConfiguration":{"tasks.max":1}} => 400 BadRequestException ~ connectorConfiguration
    "#

    n063_a_deleted_connector_is_deleting_and_then_not_found r#"
        timing DeleteConnector 10s
        given connector orders
        DELETE /v1/connectors/$orders
            | . keys connectorArn connectorState
            | connectorArn = $orders
            | connectorState = DELETING
        GET /v1/connectors/$orders | connectorState = DELETING
        GET /v1/connectors | connectors/*/connectorState = ["DELETING"]
        +9.999s GET /v1/connectors/$orders | connectorState = DELETING
        +1ms GET /v1/connectors/$orders => 404 NotFoundException
        GET /v1/connectors | connectors = []
    "#

    n064_a_deleted_connector_never_runs_again r#"
        timing realistic
        given connector orders
        DELETE /v1/connectors/$orders
        GET /v1/connectors/$orders | connectorState = DELETING
        +30s GET /v1/connectors/$orders | connectorState = DELETING
        settle
        GET /v1/connectors/$orders => 404 NotFoundException
    "#

    n066_a_gone_connector_cannot_be_deleted r#"
        given connector orders
        DELETE /v1/connectors/$orders
        settle
        DELETE /v1/connectors/$orders => 404 NotFoundException
    "#

    deleting_twice_is_deleting_once r#"
        timing DeleteConnector 10s
        given connector orders
        DELETE /v1/connectors/$orders
        +5s DELETE /v1/connectors/$orders => 200 | connectorState = DELETING
        +5s GET /v1/connectors/$orders => 404
    "#

    deleting_with_a_version_wants_the_current_one r#"
        given connector orders
        DELETE /v1/connectors/$orders?currentVersion=C1PWD2EXAMPLE => 400 BadRequestException ~ ^Invalid parameter currentVersion:
        GET /v1/connectors/$orders | connectorState = RUNNING
        DELETE /v1/connectors/$orders?currentVersion=$version => 200
    "#

    a_connector_can_be_deleted_while_it_is_being_created r#"
        timing CreateConnector 60s
        timing DeleteConnector 10s
        given plugin
        POST /v1/connectors @connector | connectorArn -> $orders
        +30s DELETE /v1/connectors/$orders => 200 | connectorState = DELETING
        +10s GET /v1/connectors/$orders => 404
        +60s GET /v1/connectors/$orders => 404
    "#

    a_description_echoes_what_was_sent r#"
        given plugin
        given workers
        POST /v1/connectors @connector {"connectorDescription":"All orders","workerConfiguration":{"workerConfigurationArn":"$workers","revision":1},"kafkaConnectVersion":"2.7.1"}
            | connectorArn -> $orders
        GET /v1/connectors/$orders
            | connectorDescription = "All orders"
            | capacity = {"provisionedCapacity":{"mcuCount":1,"workerCount":1}}
            | connectorConfiguration = {"connector.class":"io.debezium.Orders","tasks.max":"1"}
            | kafkaCluster = {"apacheKafkaCluster":{"bootstrapServers":"b-1.example.com:9092","vpc":{"subnets":["subnet-1","subnet-2"],"securityGroups":["sg-1"]}}}
            | kafkaClusterClientAuthentication = {"authenticationType":"NONE"}
            | kafkaClusterEncryptionInTransit = {"encryptionType":"PLAINTEXT"}
            | kafkaConnectVersion = 2.7.1
            | plugins = [{"customPlugin":{"customPluginArn":"$plugin","revision":1}}]
            | serviceExecutionRoleArn = arn:aws:iam::123456789012:role/connect
            | workerConfiguration = {"workerConfigurationArn":"$workers","revision":1}
            | tags absent
    "#

    an_item_of_the_list_is_the_description_without_configuration_and_state_description r#"
        fault {"on":{"operation":"CreateConnector"},"outcome":{"end":"FAILED","code":"UnknownError.Unknown","message":"The last operation failed. Retry the operation."}}
        given plugin
        POST /v1/connectors @connector | connectorArn -> $orders
        settle
        GET /v1/connectors
            | connectors/0 keys capacity connectorArn connectorName connectorState creationTime currentVersion kafkaCluster kafkaClusterClientAuthentication kafkaClusterEncryptionInTransit kafkaConnectVersion networkType plugins serviceExecutionRoleArn
            | connectors/0/connectorState = FAILED
        GET /v1/connectors/$orders
            | connectorConfiguration = {"connector.class":"io.debezium.Orders","tasks.max":"1"}
            | stateDescription = {"code":"UnknownError.Unknown","message":"The last operation failed. Retry the operation."}
    "#

    security_groups_may_be_left_out r#"
        given plugin
        POST /v1/connectors @connector {"kafkaCluster":{"apacheKafkaCluster":{"vpc":{"securityGroups":null}}}} | connectorArn -> $orders
        GET /v1/connectors/$orders | kafkaCluster/apacheKafkaCluster/vpc = {"subnets":["subnet-1","subnet-2"]}
    "#

    a_new_connector_is_found_at_once_with_its_version r#"
        epoch 2026-01-08T12:00:00Z
        given plugin
        POST /v1/connectors @connector | connectorArn -> $orders
        GET /v1/connectors/$orders
            | connectorState = CREATING
            | currentVersion ~ ^C[A-Z0-9]{13}$
            | creationTime ~ ^2026-01-08T12:00:0[0-9]\.000Z$
    "#

    running_does_not_change_the_version r#"
        given plugin
        POST /v1/connectors @connector | connectorArn -> $orders
        GET /v1/connectors/$orders | connectorState = CREATING | currentVersion -> $version
        settle
        GET /v1/connectors/$orders | connectorState = RUNNING | currentVersion = $version
    "#

    a_connector_that_fails_says_why r#"
        timing CreateConnector 60s
        fault {"on":{"operation":"CreateConnector","resource":"orders"},"outcome":{"end":"FAILED","code":"InvalidInput.WorkerLogsError","message":"no logs","takes":"20m"}}
        given plugin
        POST /v1/connectors @connector | connectorArn -> $orders
        +19m GET /v1/connectors/$orders | connectorState = CREATING | stateDescription absent
        +1m GET /v1/connectors/$orders
            | connectorState = FAILED
            | stateDescription = {"code":"InvalidInput.WorkerLogsError","message":"no logs"}
        DELETE /v1/connectors/$orders => 200 | connectorState = DELETING
    "#

    a_connector_that_fails_without_a_reason_has_the_usual_one r#"
        fault {"on":{"operation":"CreateConnector"},"outcome":{"end":"FAILED"}}
        given plugin
        POST /v1/connectors @connector | connectorArn -> $orders
        settle
        GET /v1/connectors/$orders
            | connectorState = FAILED
            | stateDescription = {"code":"UnknownError.Unknown","message":"The last operation failed. Retry the operation."}
    "#

    a_deletion_may_fail_and_be_tried_again r#"
        timing DeleteConnector 60s
        fault {"on":{"operation":"DeleteConnector"},"first":1,"outcome":{"end":"FAILED","code":"InvalidInput.WorkerLogsError","message":"no logs"}}
        given connector orders
        DELETE /v1/connectors/$orders | connectorState = DELETING
        +59s GET /v1/connectors/$orders | connectorState = DELETING | stateDescription absent
        +1s GET /v1/connectors/$orders
            | connectorState = FAILED
            | stateDescription = {"code":"InvalidInput.WorkerLogsError","message":"no logs"}
        POST /v1/connectors @connector => 409 ConflictException
        DELETE /v1/connectors/$orders => 200 | connectorState = DELETING
        GET /v1/connectors/$orders | stateDescription absent
        +60s GET /v1/connectors/$orders => 404
    "#

    a_connector_that_was_to_fail_later_fails_when_it_comes_to_rest r#"
        timing UpdateConnector 60s
        fault {"on":{"operation":"CreateConnector"},"outcome":{"succeeds_for":"10s"}}
        given plugin
        POST /v1/connectors @connector | connectorArn -> $orders
        +1s GET /v1/connectors/$orders | connectorState = RUNNING | currentVersion -> $version
        PUT /v1/connectors/$orders?currentVersion=$version @scaled
        +59s GET /v1/connectors/$orders | connectorState = UPDATING
        +1s GET /v1/connectors/$orders | connectorState = FAILED
    "#

    a_connector_that_was_to_fail_later_is_deleted_all_the_same r#"
        timing DeleteConnector 60s
        fault {"on":{"operation":"CreateConnector"},"first":1,"outcome":{"succeeds_for":"10s"}}
        given plugin
        POST /v1/connectors @connector | connectorArn -> $orders
        +1s GET /v1/connectors/$orders | connectorState = RUNNING
        DELETE /v1/connectors/$orders
        +59s GET /v1/connectors/$orders | connectorState = DELETING
        +1s GET /v1/connectors/$orders => 404
        settle
        given connector orders
    "#

    a_connector_can_run_first_and_fail_later r#"
        timing CreateConnector 60s
        fault {"on":{"operation":"CreateConnector"},"outcome":{"end":"FAILED","succeeds_for":"1h"}}
        given plugin
        POST /v1/connectors @connector | connectorArn -> $orders
        +60s GET /v1/connectors/$orders | connectorState = RUNNING
        +3599s GET /v1/connectors/$orders | connectorState = RUNNING
        +1s GET /v1/connectors/$orders | connectorState = FAILED | stateDescription/code = UnknownError.Unknown
    "#
}
