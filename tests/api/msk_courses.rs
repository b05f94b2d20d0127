//! What becomes of connectors when several things happen to them.

cases! {
    workers_are_counted_before_and_after_an_update_whichever_are_more r#"
        premises {"behaviour":{"deletes_while_busy":"allowed","quotas":{"workers":3}}}
        given connector a
        given connector b
        PUT /v1/connectors/$a?currentVersion=x @scaled => 400
        GET /v1/connectors/$a | currentVersion -> $v
        PUT /v1/connectors/$a?currentVersion=$v @scaled
        POST /v1/connectors @connector {"connectorName":"c"} => 429
        settle
        POST /v1/connectors @connector {"connectorName":"c"} => 429
        GET /v1/connectors/$a | currentVersion -> $v
        PUT /v1/connectors/$a?currentVersion=$v {"capacity": {"provisionedCapacity": {"mcuCount": 2, "workerCount": 1}}}
        POST /v1/connectors @connector {"connectorName":"c"} => 429
        settle
        GET /v1/connectors/$a | currentVersion -> $v
        fault {"on":{"operation":"UpdateConnector"},"outcome":{"end":"ROLLBACK_COMPLETE"}}
        PUT /v1/connectors/$a?currentVersion=$v @scaled
        POST /v1/connectors @connector {"connectorName":"c"} => 429
        settle
        GET /v1/connectors/$a | currentVersion -> $v
        PUT /v1/connectors/$a?currentVersion=$v @scaled | connectorOperationArn -> $op
        fault {"on":{"operation":"DeleteConnector"},"first":1,"outcome":{"end":"FAILED"}}
        DELETE /v1/connectors/$a
        GET /v1/connectorOperations/$op | connectorOperationState = UPDATE_FAILED | errorInfo/code = UnknownError.Unknown
        settle
        GET /v1/connectors/$a | connectorState = FAILED
        POST /v1/connectors @connector {"connectorName":"c"} => 200
        DELETE /v1/connectors/$a
        POST /v1/connectors @connector {"connectorName":"d"} => 429
        settle
        POST /v1/connectors @connector {"connectorName":"d"} => 200
        POST /v1/connectors @connector {"connectorName":"e"} => 429
    "#

    a_deletion_does_not_wait_for_the_reads_of_the_creation_it_calls_off r#"
        timing CreateConnector {"reads":5}
        timing DeleteConnector {"reads":1}
        given plugin
        POST /v1/connectors @connector | connectorArn -> $a
        GET /v1/connectors/$a | connectorState = CREATING
        DELETE /v1/connectors/$a
        GET /v1/connectors/$a | connectorState = DELETING
        GET /v1/connectors/$a => 404
        POST /v1/connectors @connector | connectorArn != $a
    "#

    a_gone_connector_can_be_read_for_a_while_but_not_changed r#"
        lag DeleteConnector {"reads":3}
        timing DeleteConnector instant
        given connector a
        DELETE /v1/connectors/$a
        GET /v1/connectors/$a | connectorState = RUNNING
        POST /v1/connectors @connector {"connectorName":"a"} => 409
        DELETE /v1/connectors/$a => 404
        GET /v1/tags/$a => 404
        GET /v1/connectors | connectors/0/connectorState = RUNNING
        GET /v1/connectors/$a | connectorState = RUNNING
        GET /v1/connectors/$a | connectorState = RUNNING
        GET /v1/connectors/$a => 404
        POST /v1/connectors @connector {"connectorName":"a"} => 200
    "#

    a_connector_that_is_to_fail_while_it_is_updated_fails_when_it_comes_to_rest r#"
        timing UpdateConnector 10s
        fault {"on":{"operation":"CreateConnector"},"outcome":{"end":"FAILED","succeeds_for":"5s","code":"X.Y"}}
        given plugin
        POST /v1/connectors @connector | connectorArn -> $a
        +1s GET /v1/connectors/$a | connectorState = RUNNING | currentVersion -> $v
        PUT /v1/connectors/$a?currentVersion=$v @scaled
        +6s GET /v1/connectors/$a | connectorState = UPDATING
        +5s GET /v1/connectors/$a | connectorState = FAILED | stateDescription/code = X.Y | capacity/provisionedCapacity/workerCount = 2
    "#
}
