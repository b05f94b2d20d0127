//! How calls to Yandex Managed Kafka fail. What holds for every failure (the request's id among the details, the
//! code with its HTTP status, the trailers that say the same as the body) is checked by the door.

cases_of_both_wires! {
    n039_n043_n044_n046_n047_what_is_not_there_is_not_found r#"
        GET c9q/connectors/nobody => 404 NOT_FOUND: connector "nobody" not found
            | code = 5
            | header x-server-trace-id ~ ^[0-9a-f]{16}:[0-9a-f]{16}:[0-9a-f]{16}:1$
        DELETE c9q/connectors/nobody => 404 NOT_FOUND
        POST c9q/connectors/pause/nobody => 404 NOT_FOUND
        PATCH c9q/connectors/nobody {"connectorSpec":{"tasksMax":1}} => 404 NOT_FOUND
        GET /operations/nobody => 404 NOT_FOUND: operation "nobody" not found
        GET c9q/operations/nobody => 404 NOT_FOUND
    "#

    n048_the_clients_own_request_id_comes_back r#"
        GET c9q/connectors
            + x-request-id: 3e2c8b9e-7b3a-4c39-9f0d-5a1d7a4d0001
            | header x-request-id = 3e2c8b9e-7b3a-4c39-9f0d-5a1d7a4d0001
        GET c9q/connectors/nobody => 404
            + x-request-id: 3e2c8b9e-7b3a-4c39-9f0d-5a1d7a4d0001
            | details/0/requestId = 3e2c8b9e-7b3a-4c39-9f0d-5a1d7a4d0001
    "#

    every_cause_has_its_code r#"
        fault {"on":{"operation":"Connector.Get","resource":"a"},"cause":"malformed"}
        fault {"on":{"operation":"Connector.Get","resource":"b"},"cause":"unauthenticated"}
        fault {"on":{"operation":"Connector.Get","resource":"c"},"cause":"expired"}
        fault {"on":{"operation":"Connector.Get","resource":"d"},"cause":"forbidden"}
        fault {"on":{"operation":"Connector.Get","resource":"e"},"cause":"not_found"}
        fault {"on":{"operation":"Connector.Get","resource":"f"},"cause":"conflict"}
        fault {"on":{"operation":"Connector.Get","resource":"g"},"cause":"quota_exceeded"}
        fault {"on":{"operation":"Connector.Get","resource":"h"},"cause":"throttled"}
        fault {"on":{"operation":"Connector.Get","resource":"i"},"cause":"timeout"}
        fault {"on":{"operation":"Connector.Get","resource":"j"},"cause":"internal"}
        fault {"on":{"operation":"Connector.Get","resource":"k"},"cause":"unavailable","message":"come back later"}
        GET c9q/connectors/a => 400 INVALID_ARGUMENT
        GET c9q/connectors/b => 401 UNAUTHENTICATED: The token is invalid
        GET c9q/connectors/c => 401 UNAUTHENTICATED: The token is invalid
        GET c9q/connectors/d => 403 PERMISSION_DENIED: You do not have permission to access the requested object or object does not exist
        GET c9q/connectors/e => 404 NOT_FOUND
        GET c9q/connectors/f => 409 ALREADY_EXISTS
        GET c9q/connectors/g => 429 RESOURCE_EXHAUSTED: Quota limit exceeded
        GET c9q/connectors/h => 429 RESOURCE_EXHAUSTED: Too many requests | header retry-after absent
        GET c9q/connectors/i => 504 DEADLINE_EXCEEDED
        GET c9q/connectors/j => 500 INTERNAL
        GET c9q/connectors/k => 503 UNAVAILABLE: come back later
    "#

    every_code_can_be_asked_for_by_name r#"
        fault {"on":{"vendor":"yandex"},"nth":1,"error":"CANCELLED"}
        fault {"on":{"vendor":"yandex"},"nth":2,"error":"UNKNOWN"}
        fault {"on":{"vendor":"yandex"},"nth":3,"error":"OUT_OF_RANGE"}
        fault {"on":{"vendor":"yandex"},"nth":4,"error":"UNIMPLEMENTED"}
        fault {"on":{"vendor":"yandex"},"nth":5,"error":"DATA_LOSS","message":"100% \"gone\"\nand €"}
        fault {"on":{"vendor":"yandex"},"nth":6,"error":"ABORTED"}
        GET c9q/connectors => 499 CANCELLED
        GET c9q/connectors => 500 UNKNOWN: Unknown error
        GET c9q/connectors => 400 OUT_OF_RANGE
        GET c9q/connectors => 501 UNIMPLEMENTED
        GET c9q/connectors => 500 DATA_LOSS ~ ^100% "gone"\nand €$
        GET c9q/connectors => 409 ABORTED
        GET c9q/connectors
    "#

    a_wait_is_told_where_a_rule_says_so r#"
        fault {"on":{"operation":"Connector.List"},"first":1,"cause":"throttled","retry_after":"1500ms"}
        GET c9q/connectors => 429 RESOURCE_EXHAUSTED
            | details/0 = {"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"1.500s"}
        GET c9q/connectors
    "#

    rules_know_connectors_by_their_names_in_both_wires r#"
        fault {"name":"busy","on":{"operation":"Connector.*","resource":"mm*"},"cause":"unavailable"}
        POST c9q/connectors @mirror => 503 UNAVAILABLE
        POST c9q/connectors @s3
        GET c9q/connectors/mm1 => 503 UNAVAILABLE
        rules | 0/seen = 2
        journal | 0/resource = mm1 | 1/resource = s3out
    "#

    what_is_done_before_the_answer_is_lost_is_done r#"
        fault {"on":{"operation":"Connector.Create"},"nth":1,"stage":"after","cause":"unavailable"}
        POST c9q/connectors @mirror => 503 UNAVAILABLE
        settle
        GET c9q/connectors/mm1 | status = RUNNING
        POST c9q/connectors @mirror => 409 ALREADY_EXISTS
    "#

    what_is_wrong_is_found_in_the_order_of_the_service r#"
        auth strict
        as bearer/nobodys GET /managed-kafka/v1/clusters/c9q00000000000000000/connectors?pageSize=9999 => 401 UNAUTHENTICATED
    "#

    a_message_is_checked_before_the_cluster_is_looked_for_and_that_before_the_connector r#"
        GET /managed-kafka/v1/clusters/c9q00000000000000000/connectors?pageSize=9999 => 400 INVALID_ARGUMENT
        GET /managed-kafka/v1/clusters/c9q00000000000000000/connectors/nobody => 403 PERMISSION_DENIED
        POST c9q/connectors @mirror
        PATCH c9q/connectors/nobody {"updateMask":"nothing","connectorSpec":{}} => 404 NOT_FOUND
        PATCH c9q/connectors/mm1 {"updateMask":"nothing","connectorSpec":{}} => 400 INVALID_ARGUMENT: unknown field paths: nothing
        POST c9q/connectors @mirror => 409 ALREADY_EXISTS
    "#
}

cases! {
    what_no_connector_client_needs_of_a_cluster_is_not_served r#"
        GET c9q:logs => 501 UNIMPLEMENTED: unknown method ListLogs for service yandex.cloud.mdb.kafka.v1.ClusterService
        GET c9q:stream_logs => 501 UNIMPLEMENTED ~ StreamLogs
        GET c9q:listAccessBindings => 501 UNIMPLEMENTED ~ ListAccessBindings
        POST c9q:setAccessBindings {} => 501 UNIMPLEMENTED ~ SetAccessBindings
        PATCH c9q:updateAccessBindings {} => 501 UNIMPLEMENTED ~ UpdateAccessBindings
        GET /managed-kafka/v1/clusters/nope:logs => 501 UNIMPLEMENTED
        GET c9q:nothing => 403 PERMISSION_DENIED
    "#

    a_gateway_answers_in_plain_text r#"
        fault {"on":{"operation":"Connector.List"},"nth":1,"cause":"bad_gateway"}
        fault {"on":{"operation":"Connector.List"},"nth":2,"cause":"gateway_unavailable"}
        fault {"on":{"operation":"Connector.List"},"nth":3,"cause":"gateway_timeout"}
        GET c9q/connectors => 502 raw | . ~ ^upstream connect error | header content-type = text/plain
        GET c9q/connectors => 503 raw | . = no healthy upstream
        GET c9q/connectors => 504 raw | . = upstream request timeout
    "#

    a_wait_is_a_header_over_rest r#"
        fault {"on":{"operation":"Connector.List"},"cause":"throttled","retry_after":"1500ms"}
        GET c9q/connectors => 429 RESOURCE_EXHAUSTED | header retry-after = "2"
    "#

    what_has_no_operation_is_not_found r#"
        GET /managed-kafka/v1/nothing => 404 NOT_FOUND: Not Found
        PUT c9q/connectors/mm1 {} => 404 NOT_FOUND: Not Found
    "#
}
