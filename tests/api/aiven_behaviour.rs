//! What nobody knows of Aiven, and a world may take to be one way or the other.

cases! {
    creation_may_answer_201 r#"
        premises aiven {"behaviour":{"create_status":"created"}}
        POST ^/connectors @sink => 201 | connector/name = iot_sink
    "#

    an_edit_may_create r#"
        premises aiven {"behaviour":{"edits_unknown":"created"}}
        PUT ^/connectors/iot_sink @sink => 200 | connector/name = iot_sink
        settle
        GET ^/connectors/iot_sink/status | status/state = RUNNING
    "#

    a_name_in_the_body_may_be_passed_over r#"
        premises aiven {"behaviour":{"name_mismatch":"ignored"}}
        given sink iot_sink
        PUT ^/connectors/iot_sink @sink {"name":"other"} | connector/config/name = iot_sink
    "#

    an_unknown_class_may_crash r#"
        premises aiven {"behaviour":{"unknown_class":"crashes"}}
        POST ^/connectors @sink {"connector.class":"com.example.Nothing"} => 500 plain ~ ^Failed to find any class
    "#

    an_unknown_class_may_be_listed_as_failed r#"
        premises aiven {"behaviour":{"unknown_class":"listed"}}
        POST ^/connectors @sink {"connector.class":"com.example.Nothing"} | connector/plugin = null
        settle
        GET ^/connectors
            | connectors = []
            | failed_connectors/0/name = iot_sink
            | failed_connectors/0/config = {"name":"iot_sink","connector.class":"com.example.Nothing"}
            | failed_connectors/0/error ~ ^Failed to find any class
        GET ^/connectors/iot_sink/status | status = {"state":"FAILED","tasks":[]}
        PUT ^/connectors/iot_sink @sink
        settle
        GET ^/connectors | connectors/0/name = iot_sink | failed_connectors absent
    "#

    a_restart_may_include_the_tasks r#"
        premises aiven {"behaviour":{"restart_includes_tasks":true}}
        fault {"on":{"operation":"ServiceKafkaConnectCreateConnector"},"outcome":{"end":"TASKS_FAILED"}}
        given sink iot_sink
        POST ^/connectors/iot_sink/restart
        settle
        GET ^/connectors/iot_sink/status | status/tasks/*/state = ["RUNNING"]
    "#

    what_restarts_may_be_unassigned r#"
        premises aiven {"behaviour":{"restarting":"unassigned","restart_includes_tasks":true}}
        given sink iot_sink
        POST ^/connectors/iot_sink/restart
        GET ^/connectors/iot_sink/status | status = {"state":"UNASSIGNED","tasks":[{"id":0,"state":"UNASSIGNED","trace":""}]}
        settle
        POST ^/connectors/iot_sink/tasks/0/restart
        GET ^/connectors/iot_sink/status | status = {"state":"RUNNING","tasks":[{"id":0,"state":"UNASSIGNED","trace":""}]}
        settle
        GET ^/connectors/iot_sink/status | status = {"state":"RUNNING","tasks":[{"id":0,"state":"RUNNING","trace":""}]}
    "#

    what_is_not_up_may_be_told_by_501 r#"
        premises aiven {"behaviour":{"unavailable":"not_implemented"},"projects":[{"name":"demo","services":[{"name":"demo-kafka","connect_at":"1m"}]}]}
        GET ^/connectors => 501 plain: connector list not currently available
        +1m GET ^/connectors
    "#

    after_a_write_no_list_comes_for_a_while r#"
        premises aiven {"behaviour":{"list_unavailable_after_write":"20s"}}
        POST ^/connectors @sink
        GET ^/connectors => 503 plain: connector list not currently available
        GET ^/connectors/iot_sink/status => 404 plain
        19s GET ^/connectors => 503 plain
        20s GET ^/connectors | connectors/0/name = iot_sink
        PUT ^/connectors/iot_sink @sink
        39s GET ^/connectors => 503 plain
        40s GET ^/connectors
    "#

    a_service_that_has_just_come_to_run_is_not_known_everywhere r#"
        premises aiven {"behaviour":{"create_404_after_running":"90s"},"projects":[{"name":"demo","services":[{"name":"demo-kafka","running_at":"5m"}]}]}
        5m GET ^/connectors | connectors = []
        GET ^/connectors/a/status => 404 plain: No status found for connector a
        POST ^/connectors @sink => 404 plain: Service 'demo-kafka' does not exist
        389s POST ^/connectors @sink => 404 plain: Service 'demo-kafka' does not exist
        390s POST ^/connectors @sink
    "#

    passwords_may_be_shown_only_to_who_asks r#"
        premises aiven {"behaviour":{"secrets":"on_request"}}
        GET ^ | service/users/0/password = <redacted> | service/connection_info/kafka_connect_uri ~ <redacted>
        GET ^?include_secrets=true | service/users/0/password = AVNS_examplePassword0000
    "#

    the_first_record_may_come_late r#"
        premises aiven {"behaviour":{"first_record_after":"1h"}}
        POST ^/connectors @sink {"http.headers.additional":"Host:x"}
        +1m GET ^/connectors/iot_sink/status | status/tasks/*/state = ["RUNNING"]
        +1h GET ^/connectors/iot_sink/status | status/tasks/*/state = ["FAILED"]
    "#
}
