//! Custom plugins and worker configurations of MSK Connect, and how many there may be.

use std::fmt::Write;

use crate::stage::check;

cases! {
    n067_a_created_plugin_is_told_by_arn_state_name_and_revision r#"
        POST /v1/custom-plugins @plugin
            | . keys customPluginArn customPluginState name revision
            | customPluginArn ~ ^arn:aws:kafkaconnect:us-east-1:123456789012:custom-plugin/debezium/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}-[0-9]+$
            | customPluginState = CREATING
            | name = debezium
            | revision = 1
    "#

    n068_a_plugin_has_a_revision_once_it_is_active r#"
        epoch 2026-01-08T12:00:00Z
        timing CreateCustomPlugin 30s
        POST /v1/custom-plugins @plugin {"description":"CDC","location":{"s3Location":{"objectVersion":"v1"}}} | customPluginArn -> $plugin
        GET /v1/custom-plugins/$plugin
            | . keys creationTime customPluginArn customPluginState description name
            | customPluginState = CREATING
            | description = CDC
            | creationTime = "2026-01-08T12:00:00.000Z"
        GET /v1/custom-plugins | customPlugins/0/latestRevision absent
        +29.999s GET /v1/custom-plugins/$plugin | latestRevision absent
        +1ms GET /v1/custom-plugins/$plugin
            | customPluginState = ACTIVE
            | latestRevision/revision = 1
            | latestRevision/contentType = ZIP
            | latestRevision/location = {"s3Location":{"bucketArn":"arn:aws:s3:::plugins","fileKey":"debezium.zip","objectVersion":"v1"}}
            | latestRevision/fileDescription keys fileMd5 fileSize
            | latestRevision/fileDescription/fileMd5 ~ ^[0-9a-f]{32}$
            | latestRevision/fileDescription/fileSize ~ ^[1-9][0-9]*$
            | latestRevision/creationTime ~ ^2026-01-08T12:00:
            | stateDescription absent
        GET /v1/custom-plugins
            | customPlugins/0 keys creationTime customPluginArn customPluginState description latestRevision name
            | customPlugins/0/latestRevision/revision = 1
    "#

    n069_a_plugin_that_fails_says_why_and_has_no_revision r#"
        fault {"on":{"operation":"CreateCustomPlugin"},"outcome":{"end":"CREATE_FAILED","code":"InvalidInput.FileNotFound","message":"no such file"}}
        POST /v1/custom-plugins @plugin | customPluginArn -> $plugin
        settle
        GET /v1/custom-plugins/$plugin
            | customPluginState = CREATE_FAILED
            | stateDescription = {"code":"InvalidInput.FileNotFound","message":"no such file"}
            | latestRevision absent
        GET /v1/custom-plugins | customPlugins/0/stateDescription absent | customPlugins/0/customPluginState = CREATE_FAILED
        POST /v1/connectors @connector => 400 BadRequestException
        DELETE /v1/custom-plugins/$plugin => 200
        GET /v1/custom-plugins/$plugin | customPluginState = DELETING | stateDescription absent
    "#

    n071_a_deleted_plugin_is_deleting_and_then_not_found r#"
        timing DeleteCustomPlugin 10s
        given plugin
        DELETE /v1/custom-plugins/$plugin
            | . keys customPluginArn customPluginState
            | customPluginArn = $plugin
            | customPluginState = DELETING
        GET /v1/custom-plugins/$plugin | customPluginState = DELETING
        GET /v1/custom-plugins | customPlugins/*/customPluginState = ["DELETING"]
        POST /v1/custom-plugins @plugin => 409 ConflictException ~ A resource with this name already exists\.
        +10s GET /v1/custom-plugins/$plugin => 404 NotFoundException
        DELETE /v1/custom-plugins/$plugin => 404 NotFoundException
        POST /v1/custom-plugins @plugin => 200 | customPluginArn != $plugin
    "#

    n072_a_worker_configuration_is_active_at_once r#"
        epoch 2026-01-08T12:00:00Z
        POST /v1/worker-configurations @workers {"description":"JSON"}
            | . keys creationTime latestRevision name workerConfigurationArn workerConfigurationState
            | workerConfigurationState = ACTIVE
            | workerConfigurationArn ~ ^arn:aws:kafkaconnect:us-east-1:123456789012:worker-configuration/json/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}-[0-9]+$
            | name = json
            | creationTime = "2026-01-08T12:00:00.000Z"
            | latestRevision = {"creationTime":"2026-01-08T12:00:00.000Z","description":"JSON","revision":1}
    "#

    n073_a_worker_configuration_gives_back_the_very_content_that_was_sent r#"
        POST /v1/worker-configurations @workers {"description":"JSON"} | workerConfigurationArn -> $workers
        GET /v1/worker-configurations/$workers
            | . keys creationTime description latestRevision name workerConfigurationArn workerConfigurationState
            | latestRevision keys creationTime description propertiesFileContent revision
            | latestRevision/propertiesFileContent = "a2V5LmNvbnZlcnRlcj1vcmcuYXBhY2hlLmthZmthLmNvbm5lY3QuanNvbi5Kc29uQ29udmVydGVyCg=="
            | latestRevision/revision = 1
            | description = JSON
            | workerConfigurationState = ACTIVE
    "#

    n074_the_list_of_worker_configurations_has_no_content r#"
        given workers
        GET /v1/worker-configurations
            | workerConfigurations/0 keys creationTime latestRevision name workerConfigurationArn workerConfigurationState
            | workerConfigurations/0/latestRevision keys creationTime revision
    "#

    a_deleted_worker_configuration_is_deleting_and_then_not_found r#"
        timing DeleteWorkerConfiguration 10s
        given plugin
        given workers
        DELETE /v1/worker-configurations/$workers
            | . keys workerConfigurationArn workerConfigurationState
            | workerConfigurationArn = $workers
            | workerConfigurationState = DELETING
        GET /v1/worker-configurations/$workers | workerConfigurationState = DELETING
        POST /v1/worker-configurations @workers => 409 ConflictException ~ A resource with this name already exists\.
        POST /v1/connectors @connector {"workerConfiguration":{"workerConfigurationArn":"$workers","revision":1}} => 400 BadRequestException ~ ^Invalid parameter .*workerConfigurationArn:
        +10s GET /v1/worker-configurations/$workers => 404 NotFoundException
        DELETE /v1/worker-configurations/$workers => 404 NotFoundException
        POST /v1/worker-configurations @workers => 200 | workerConfigurationArn != $workers
    "#

    a_plugin_can_be_active_first_and_fail_later r#"
        timing CreateCustomPlugin 10s
        fault {"on":{"operation":"CreateCustomPlugin"},"outcome":{"succeeds_for":"1m"}}
        POST /v1/custom-plugins @plugin | customPluginArn -> $plugin
        +10s GET /v1/custom-plugins/$plugin | customPluginState = ACTIVE
        +59s GET /v1/custom-plugins/$plugin | customPluginState = ACTIVE
        +1s GET /v1/custom-plugins/$plugin | customPluginState = CREATE_FAILED | stateDescription/code ~ .
    "#

    a_plugin_that_fails_without_a_reason_has_one_all_the_same r#"
        fault {"on":{"operation":"CreateCustomPlugin"},"outcome":{"end":"CREATE_FAILED"}}
        POST /v1/custom-plugins @plugin | customPluginArn -> $plugin
        settle
        GET /v1/custom-plugins/$plugin | customPluginState = CREATE_FAILED | stateDescription/code ~ . | stateDescription/message ~ .
        POST /v1/custom-plugins @plugin => 409 ConflictException
    "#

    deleting_twice_is_deleting_once r#"
        timing DeleteCustomPlugin 10s
        timing DeleteWorkerConfiguration 10s
        given plugin
        given workers
        DELETE /v1/custom-plugins/$plugin
        DELETE /v1/worker-configurations/$workers
        +5s DELETE /v1/custom-plugins/$plugin => 200 | customPluginState = DELETING
        DELETE /v1/worker-configurations/$workers => 200 | workerConfigurationState = DELETING
        +5s GET /v1/custom-plugins/$plugin => 404
        GET /v1/worker-configurations/$workers => 404
    "#

    a_plugin_that_is_being_created_can_be_deleted r#"
        timing CreateCustomPlugin 60s
        timing DeleteCustomPlugin 10s
        POST /v1/custom-plugins @plugin | customPluginArn -> $plugin
        +30s DELETE /v1/custom-plugins/$plugin => 200 | customPluginState = DELETING
        +9s GET /v1/custom-plugins/$plugin | customPluginState = DELETING
        +1s GET /v1/custom-plugins/$plugin => 404
        POST /v1/custom-plugins @plugin | customPluginArn -> $plugin
        +20s GET /v1/custom-plugins/$plugin | customPluginState = CREATING
    "#

    names_are_unique_within_their_kind_only r#"
        POST /v1/custom-plugins @plugin {"name":"orders"} | customPluginArn -> $plugin
        settle
        POST /v1/worker-configurations @workers {"name":"orders"} => 200
        POST /v1/connectors @connector {"connectorName":"orders"} => 200
        POST /v1/custom-plugins @plugin {"name":"orders"} => 409 ConflictException
        POST /v1/worker-configurations @workers {"name":"orders"} => 409 ConflictException
    "#

    a_plugin_in_use_is_not_deleted r#"
        given connector orders
        DELETE /v1/custom-plugins/$plugin => 400 BadRequestException
        GET /v1/custom-plugins/$plugin | customPluginState = ACTIVE
        DELETE /v1/connectors/$orders
        DELETE /v1/custom-plugins/$plugin => 400 BadRequestException
        settle
        DELETE /v1/custom-plugins/$plugin => 200
    "#

    a_worker_configuration_in_use_is_not_deleted r#"
        given workers
        given connector orders {"workerConfiguration":{"workerConfigurationArn":"$workers","revision":1}}
        DELETE /v1/worker-configurations/$workers => 400 BadRequestException
        DELETE /v1/connectors/$orders
        settle
        DELETE /v1/worker-configurations/$workers => 200
    "#

    what_a_connector_is_being_updated_to_is_in_use_too r#"
        timing UpdateConnector 60s
        fault {"on":{"operation":"UpdateConnector"},"nth":2,"outcome":{"end":"UPDATE_FAILED"}}
        given connector orders
        given workers
        POST /v1/custom-plugins @plugin {"name":"other"} | customPluginArn -> $other
        +1s PUT /v1/connectors/$orders?currentVersion=$version {"plugins":[{"customPlugin":{"customPluginArn":"$other","revision":1}}]}
        DELETE /v1/custom-plugins/$other => 400 BadRequestException
        DELETE /v1/custom-plugins/$plugin => 400 BadRequestException
        +60s DELETE /v1/custom-plugins/$other => 400 BadRequestException
        DELETE /v1/custom-plugins/$plugin => 200
        GET /v1/connectors/$orders | currentVersion -> $version
        PUT /v1/connectors/$orders?currentVersion=$version {"workerConfiguration":{"workerConfigurationArn":"$workers","revision":1}}
        DELETE /v1/worker-configurations/$workers => 400 BadRequestException
        +60s DELETE /v1/worker-configurations/$workers => 200
    "#

    the_same_file_has_the_same_sum_and_another_file_another r#"
        given plugin
        GET /v1/custom-plugins/$plugin | latestRevision/fileDescription/fileMd5 -> $sum
        POST /v1/custom-plugins @plugin {"name":"same"} | customPluginArn -> $same
        POST /v1/custom-plugins @plugin {"name":"other","location":{"s3Location":{"fileKey":"other.zip"}}} | customPluginArn -> $other
        settle
        GET /v1/custom-plugins/$same | latestRevision/fileDescription/fileMd5 = $sum
        GET /v1/custom-plugins/$other | latestRevision/fileDescription/fileMd5 != $sum
    "#

    a_connector_wants_a_plugin_and_worker_configuration_that_are_there r#"
        timing CreateCustomPlugin 30s
        timing DeleteCustomPlugin 30s
        given workers
        POST /v1/custom-plugins @plugin | customPluginArn -> $plugin
        POST /v1/connectors @connector => 400 BadRequestException ~ ^Invalid parameter
        +30s POST /v1/connectors @connector {"plugins":[{"customPlugin":{"customPluginArn":"$plugin","revision":2}}]} => 404 NotFoundException
        POST /v1/connectors @connector {"workerConfiguration":{"workerConfigurationArn":"$workers","revision":2}} => 404 NotFoundException
        DELETE /v1/custom-plugins/$plugin
        POST /v1/connectors @connector => 400 BadRequestException ~ ^Invalid parameter
        +30s POST /v1/connectors @connector => 404 NotFoundException
        GET /v1/connectors | connectors = []
    "#
}

#[test]
fn n076_there_are_at_most_100_plugins() {
    let mut script = String::new();
    for number in 0..100 {
        let body = format!("@plugin {{\"name\":\"p{number}\"}}");
        let _ = writeln!(script, "POST /v1/custom-plugins {body} | customPluginArn -> $plugin");
    }
    check(&format!(
        "{script}
        POST /v1/custom-plugins @plugin {{\"name\":\"p0\"}} => 409 ConflictException
        POST /v1/custom-plugins @plugin => 429 TooManyRequestsException
        settle
        DELETE /v1/custom-plugins/$plugin
        POST /v1/custom-plugins @plugin => 429 TooManyRequestsException
        settle
        as AKIDEXAMPLE/eu-west-1 POST /v1/custom-plugins @plugin => 200
        POST /v1/custom-plugins @plugin => 200
        POST /v1/custom-plugins @plugin {{\"name\":\"more\"}} => 429 TooManyRequestsException"
    ));
}

#[test]
fn there_are_at_most_100_worker_configurations() {
    let mut script = String::new();
    for number in 0..100 {
        let body = format!("@workers {{\"name\":\"w{number}\"}}");
        let _ = writeln!(script, "POST /v1/worker-configurations {body}");
    }
    check(&format!(
        "{script}
        POST /v1/worker-configurations @workers => 429 TooManyRequestsException"
    ));
}

/// While a connector is being updated, the larger number counts; afterwards that which it has.
#[test]
fn workers_that_a_connector_is_being_updated_to_count_already() {
    let capacity = |workers: u8| {
        format!(
            r#"{{"capacity":{{"provisionedCapacity":{{"mcuCount":1,"workerCount":{workers}}}}}}}"#
        )
    };
    let (one, two, three) = (capacity(1), capacity(2), capacity(3));
    check(&format!(
        r#"
        premises {{"behaviour":{{"quotas":{{"workers":4}}}}}}
        timing UpdateConnector 60s
        fault {{"on":{{"operation":"UpdateConnector"}},"nth":2,"outcome":{{"end":"ROLLBACK_COMPLETE"}}}}
        given connector a {two}
        PUT /v1/connectors/$a?currentVersion=$version {three} => 200
        POST /v1/connectors @connector {{"connectorName":"b","capacity":{{"provisionedCapacity":{{"workerCount":2}}}}}} => 429
        +60s POST /v1/connectors @connector {{"connectorName":"b","capacity":{{"provisionedCapacity":{{"workerCount":2}}}}}} => 429
        GET /v1/connectors/$a | currentVersion -> $version
        PUT /v1/connectors/$a?currentVersion=$version {one} => 200
        POST /v1/connectors @connector {{"connectorName":"b","capacity":{{"provisionedCapacity":{{"workerCount":2}}}}}} => 429
        +60s GET /v1/connectors/$a | capacity/provisionedCapacity/workerCount = 3 | currentVersion -> $version
        PUT /v1/connectors/$a?currentVersion=$version {one} => 200
        +60s POST /v1/connectors @connector {{"connectorName":"b","capacity":{{"provisionedCapacity":{{"workerCount":4}}}}}} => 429
        POST /v1/connectors @connector {{"connectorName":"b","capacity":{{"provisionedCapacity":{{"workerCount":3}}}}}} => 200
        "#
    ));
}

#[test]
fn n077_connectors_have_at_most_60_workers_in_sum() {
    let ten = r#"{"provisionedCapacity":{"mcuCount":1,"workerCount":10}}"#;
    let auto = r#"{"provisionedCapacity":null,"autoScaling":{"minWorkerCount":1,"maxWorkerCount":10,"mcuCount":1}}"#;
    let mut script = "given plugin\n".to_owned();
    for number in 0..6 {
        let capacity = if number % 2 == 0 { ten } else { auto };
        let body = format!("{{\"connectorName\":\"c{number}\",\"capacity\":{capacity}}}");
        let _ = writeln!(script, "POST /v1/connectors @connector {body} | connectorArn -> $last");
    }
    check(&format!(
        "{script}
        POST /v1/connectors @connector => 429 TooManyRequestsException
        settle
        DELETE /v1/connectors/$last
        settle
        given connector orders {{\"capacity\":{{\"provisionedCapacity\":{{\"workerCount\":8}}}}}}
        POST /v1/connectors @connector {{\"connectorName\":\"b\",\"capacity\":{{\"provisionedCapacity\":{{\"workerCount\":3}}}}}} => 429 TooManyRequestsException
        POST /v1/connectors @connector {{\"connectorName\":\"b\"}} => 200 | connectorArn -> $b
        PUT /v1/connectors/$orders?currentVersion=$version {{\"capacity\":{{\"provisionedCapacity\":{{\"mcuCount\":1,\"workerCount\":10}}}}}} => 429 TooManyRequestsException
        DELETE /v1/connectors/$b
        settle
        PUT /v1/connectors/$orders?currentVersion=$version {{\"capacity\":{{\"provisionedCapacity\":{{\"mcuCount\":1,\"workerCount\":10}}}}}} => 200
        settle
        POST /v1/connectors @connector {{\"connectorName\":\"more\"}} => 429 TooManyRequestsException"
    ));
}
