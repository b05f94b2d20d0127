//! What Aiven's clients come again for, and what they must be told then: every status of the matrix, from its
//! side of the wire. That they do come again is for the clients' own suites to show.

cases! {
    n006_a_connection_that_ends_is_tried_again r#"
        fault {"on":{"operation":"ServiceKafkaConnectList"},"first":2,"empty":true}
        fault {"on":{"operation":"ServiceKafkaConnectPauseConnector"},"first":1,"reset":{}}
        given sink iot_sink
        GET ^/connectors => 200 200 raw | wire = Empty
        GET ^/connectors | connectors/0/name = iot_sink
        POST ^/connectors/iot_sink/pause => 200 raw | wire ~ Reset
        settle
        GET ^/connectors/iot_sink/status | status/state = RUNNING
    "#

    n026_a_503_for_ever_says_why_each_time r#"
        fault {"on":{"operation":"ServiceKafkaConnectCreateConnector"},"cause":"unavailable"}
        0s POST ^/connectors @sink => 503 plain: connector list not currently available
        2s POST ^/connectors @sink => 503 plain: connector list not currently available
        6s POST ^/connectors @sink => 503 plain
        14s POST ^/connectors @sink => 503 plain
        29s POST ^/connectors @sink => 503 plain
        44s POST ^/connectors @sink => 503 plain
        59s POST ^/connectors @sink => 503 plain
            | header retry-after absent
        GET ^/connectors | connectors = []
        rules | 0/acted = 7
    "#

    n027_retry_after_is_told_with_429_and_503 r#"
        fault {"on":{"operation":"ServiceKafkaConnectList"},"nth":1,"cause":"throttled","retry_after":"1s"}
        fault {"on":{"operation":"ServiceKafkaConnectList"},"nth":2,"cause":"unavailable","retry_after":"1s"}
        GET ^/connectors => 429 plain: The user has sent too many requests in a given amount of time: Rate limit 120 exceeded - try again in 1s
            | header retry-after ~ ^1$
        +1s GET ^/connectors => 503 plain
            | header retry-after ~ ^1$
        +1s GET ^/connectors
    "#

    a_429_by_itself_names_no_header r#"
        fault {"on":{},"nth":1,"cause":"throttled"}
        GET ^/connectors => 429 plain: The user has sent too many requests in a given amount of time: Rate limit 120 exceeded - try again in 28s
            | header retry-after absent
    "#

    n028_an_unknown_service_is_told_as_clients_look_for_it r#"
        POST /v1/project/demo/service/kc/connectors @sink => 404 plain ~ Service \S+ does not exist
        GET /v1/project/demo/service/kc/connectors => 404 plain: Service 'kc' does not exist
        fault {"on":{"operation":"ServiceKafkaConnectList"},"error":"ServiceNotFound"}
        GET ^/connectors => 404 plain: Service 'demo-kafka' does not exist
    "#

    n029_a_404_of_another_text_is_another_matter r#"
        fault {"on":{"operation":"ServiceKafkaConnectCreateConnector"},"nth":1,"error":"ConnectorNotFound"}
        fault {"on":{"operation":"ServiceKafkaConnectCreateConnector"},"nth":2,"error":"ComponentUserNotFound"}
        POST ^/connectors @sink => 404 plain: Connector iot_sink not found
        POST ^/connectors @sink => 404 plain ~ User (avnadmin|root) with component main not found
        POST ^/connectors @sink
    "#

    n031_501_and_408_are_errors_of_a_moment r#"
        fault {"on":{"operation":"ServiceKafkaConnectList"},"nth":1,"error":"TryLater"}
        fault {"on":{"operation":"ServiceKafkaConnectList"},"nth":2,"cause":"timeout"}
        GET ^/connectors => 501 plain
        GET ^/connectors => 408 plain: Request timed out
        GET ^/connectors
    "#

    n032_what_was_created_and_answered_502_is_there_when_it_is_asked_for_again r#"
        fault {"on":{"operation":"ServiceKafkaConnectCreateConnector"},"nth":1,"stage":"after","cause":"bad_gateway"}
        POST ^/connectors @sink => 502 page ~ <title>502 Bad Gateway</title>
        +2s POST ^/connectors @sink => 409 plain ~ already exists
        GET ^/connectors/iot_sink/status | status/state = RUNNING
    "#

    n033_a_list_that_is_late_comes_in_the_end r#"
        premises aiven {"behaviour":{"list_unavailable_after_write":"20s"}}
        POST ^/connectors @sink
        +10s GET ^/connectors => 503 plain
        +5s GET ^/connectors => 503 plain
        +5s GET ^/connectors | connectors/*/name = ["iot_sink"]
    "#

    n038_what_has_nothing_to_show_shows_an_empty_object r#"
        given sink iot_sink
        POST ^/connectors/iot_sink/pause | . = {} | header content-type = application/json
        fault {"on":{"operation":"ServiceKafkaConnectPauseConnector"},"respond":{"status":200,"headers":{"content-type":"application/json"},"body":""}}
        POST ^/connectors/iot_sink/pause => 200 raw | . = ""
    "#

    every_cause_is_worded r#"
        fault {"on":{},"nth":1,"cause":"malformed"}
        fault {"on":{},"nth":2,"cause":"unauthenticated"}
        fault {"on":{},"nth":3,"cause":"expired"}
        fault {"on":{},"nth":4,"cause":"forbidden"}
        fault {"on":{},"nth":5,"cause":"not_found"}
        fault {"on":{},"nth":6,"cause":"conflict"}
        fault {"on":{},"nth":7,"cause":"quota_exceeded"}
        fault {"on":{},"nth":8,"cause":"internal"}
        fault {"on":{},"nth":9,"cause":"gateway_unavailable"}
        fault {"on":{},"nth":10,"cause":"gateway_timeout"}
        GET ^/connectors => 400 plain
        GET ^/connectors => 401 plain: Missing (expired) db token
        GET ^/connectors => 401 plain: Missing (expired) db token
        GET ^/connectors => 403 plain: Not a project member
        GET ^/connectors => 404 plain: Service 'demo-kafka' does not exist
        GET ^/connectors => 409 plain ~ conflicting operation
        GET ^/connectors => 403 plain
        GET ^/connectors => 500 plain: Internal Server Error
        GET ^/connectors => 503 page
        GET ^/connectors => 504 page
        GET ^/connectors
    "#

    errors_are_asked_for_by_name_and_in_other_words r#"
        fault {"on":{},"nth":1,"error":"Rebalancing"}
        fault {"on":{},"nth":2,"error":"WorkerTimeout","delay":"90s"}
        fault {"on":{},"nth":3,"error":"RetiredEndpoint"}
        fault {"on":{},"nth":4,"error":"HasDependents"}
        fault {"on":{},"nth":5,"error":"InvalidToken"}
        fault {"on":{},"nth":6,"error":"InvalidLimit"}
        fault {"on":{},"nth":7,"error":"Internal","message":"in other words"}
        fault {"on":{},"nth":8,"error":"TaskNotFound"}
        fault {"on":{},"nth":9,"error":"PluginNotFound"}
        GET ^/connectors => 409 plain: Cannot complete request because of a conflicting operation (e.g. worker rebalance)
        GET ^/connectors => 500 plain: Request timed out | delay = 90s
        GET ^/connectors => 410 retired_api_endpoint | errors/0/status absent
        DELETE ^ => 417 plain
        GET ^/connectors => 401 plain: Invalid token
        GET ^/connectors?limit=999 => 400 plain: Invalid value for limit parameter: maximum allowed value is 250
        GET ^/connectors => 500 plain: in other words
        POST ^/connectors/a/tasks/3/restart => 404 plain: No status found for task a-3
        GET ^/connector-plugins/a.B/configuration => 404 plain: Unknown plugin a.B.
    "#
}
