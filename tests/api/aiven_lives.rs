//! What becomes of connectors of Aiven, and what can be done to them when.

cases! {
    n018_a_running_connector_shows_its_tasks_without_a_trace r#"
        given sink iot_sink {"tasks.max":"2"}
        GET ^/connectors/iot_sink/status
            | . = {"status":{"state":"RUNNING","tasks":[{"id":0,"state":"RUNNING","trace":""},{"id":1,"state":"RUNNING","trace":""}]}}
    "#

    n021_a_stopped_connector_has_no_tasks r#"
        given sink iot_sink
        POST ^/connectors/iot_sink/stop | . = {}
        GET ^/connectors/iot_sink/status | status/state = RUNNING
        settle
        GET ^/connectors/iot_sink/status | status = {"state":"STOPPED","tasks":[]}
        GET ^/connectors | connectors/0/tasks = []
        POST ^/connectors/iot_sink/resume
        settle
        GET ^/connectors/iot_sink/status | status/state = RUNNING | status/tasks/*/state = ["RUNNING"]
    "#

    an_outcome_of_nothing_but_a_time_is_a_good_one r#"
        fault {"on":{"operation":"ServiceKafkaConnectCreateConnector"},"outcome":{"takes":"10m"}}
        POST ^/connectors @sink
        599s GET ^/connectors/iot_sink/status | status/tasks = []
        settle
        GET ^/connectors/iot_sink/status | status/state = RUNNING | status/tasks/*/state = ["RUNNING"]
    "#

    n022_what_has_failed_is_not_paused_but_it_is_stopped r#"
        fault {"on":{"operation":"ServiceKafkaConnectCreateConnector"},"outcome":{"end":"FAILED"}}
        given sink iot_sink
        GET ^/connectors/iot_sink/status | status = {"state":"FAILED","tasks":[]}
        POST ^/connectors/iot_sink/pause | . = {}
        settle
        GET ^/connectors/iot_sink/status | status = {"state":"FAILED","tasks":[]}
        POST ^/connectors/iot_sink/stop | . = {}
        settle
        GET ^/connectors/iot_sink/status | status = {"state":"STOPPED","tasks":[]}
    "#

    n023_a_failed_task_runs_again_when_it_is_restarted r#"
        fault {"on":{"operation":"ServiceKafkaConnectCreateConnector"},"outcome":{"end":"TASK_FAILED","message":"org.apache.kafka.connect.errors.ConnectException: no luck"}}
        given sink iot_sink {"tasks.max":"2"}
        GET ^/connectors/iot_sink/status
            | status/state = RUNNING
            | status/tasks/*/state = ["FAILED","RUNNING"]
            | status/tasks/0/trace ~ ^org\.apache\.kafka\.connect\.errors\.ConnectException: Exiting WorkerSinkTask due to unrecoverable exception\.\n\tat [^\n]*\n(\tat [^\n]*\n)*Caused by: org\.apache\.kafka\.connect\.errors\.ConnectException: no luck\n\t
            | status/tasks/1/trace = ""
        POST ^/connectors/iot_sink/tasks/0/restart | . = {}
        settle
        GET ^/connectors/iot_sink/status | status/tasks/0 = {"id":0,"state":"RUNNING","trace":""}
    "#

    n024_a_restarted_connector_leaves_its_tasks_as_they_are r#"
        fault {"on":{"operation":"ServiceKafkaConnectCreateConnector"},"outcome":{"end":"TASKS_FAILED"}}
        given sink iot_sink
        POST ^/connectors/iot_sink/restart | . = {}
        settle
        GET ^/connectors/iot_sink/status
            | status/state = RUNNING
            | status/tasks/*/state = ["FAILED"]
            | status/tasks/0/trace ~ Sending failed and no retries remain, stopping
    "#

    before_the_first_event_there_is_no_status r#"
        timing realistic
        POST ^/connectors @sink
        GET ^/connectors/iot_sink/status => 404 plain: No status found for connector iot_sink
        GET ^/connectors | connectors/0/tasks = []
        1s GET ^/connectors/iot_sink/status | status = {"state":"RUNNING","tasks":[]}
        2s GET ^/connectors/iot_sink/status | status/tasks/*/state = ["RUNNING"]
    "#

    a_worker_that_is_late_is_told_by_reads r#"
        timing ServiceKafkaConnectCreateConnector {"reads":3}
        POST ^/connectors @sink
        GET ^/connectors/iot_sink/status => 404 plain
        GET ^/connectors/iot_sink/status | status = {"state":"RUNNING","tasks":[]}
        GET ^/connectors/iot_sink/status | status = {"state":"RUNNING","tasks":[]}
        GET ^/connectors/iot_sink/status | status/tasks/*/state = ["RUNNING"]
    "#

    a_connector_that_never_starts_has_no_status_for_ever r#"
        timing ServiceKafkaConnectCreateConnector "never"
        POST ^/connectors @sink
        +100h GET ^/connectors/iot_sink/status => 404 plain: No status found for connector iot_sink
        clock | next_due = null
    "#

    what_is_to_fail_when_it_is_stuck_never_fails r#"
        fault {"on":{"operation":"ServiceKafkaConnectCreateConnector"},"outcome":{"takes":"never","message":"no"}}
        POST ^/connectors @sink
        +100h GET ^/connectors/iot_sink/status => 404 plain: No status found for connector iot_sink
    "#

    pausing_and_resuming_take_their_time r#"
        given sink iot_sink
        POST ^/connectors/iot_sink/pause
        GET ^/connectors/iot_sink/status | status/state = RUNNING
        +1s GET ^/connectors/iot_sink/status | status = {"state":"PAUSED","tasks":[{"id":0,"state":"PAUSED","trace":""}]}
        POST ^/connectors/iot_sink/pause
        settle
        GET ^/connectors/iot_sink/status | status/state = PAUSED
        POST ^/connectors/iot_sink/resume
        GET ^/connectors/iot_sink/status | status/state = PAUSED
        +1s GET ^/connectors/iot_sink/status | status/state = RUNNING | status/tasks/*/state = ["RUNNING"]
    "#

    what_is_paused_before_it_has_started_starts_paused r#"
        POST ^/connectors @sink
        POST ^/connectors/iot_sink/pause
        settle
        GET ^/connectors/iot_sink/status | status = {"state":"PAUSED","tasks":[{"id":0,"state":"PAUSED","trace":""}]}
    "#

    what_is_stopped_before_it_has_started_never_runs r#"
        POST ^/connectors @sink
        POST ^/connectors/iot_sink/stop
        settle
        GET ^/connectors/iot_sink/status | status = {"state":"STOPPED","tasks":[]}
    "#

    a_paused_connector_stays_so_when_it_is_edited r#"
        given sink iot_sink
        POST ^/connectors/iot_sink/pause
        settle
        PUT ^/connectors/iot_sink @sink {"tasks.max":"2"}
        settle
        GET ^/connectors/iot_sink/status | status/state = PAUSED | status/tasks/*/state = ["PAUSED","PAUSED"]
    "#

    an_edit_makes_other_tasks r#"
        given sink iot_sink
        PUT ^/connectors/iot_sink @sink {"tasks.max":"3"} | connector/tasks = [{"connector":"iot_sink","task":0}]
        settle
        GET ^/connectors/iot_sink/status | status/tasks/*/id = [0,1,2]
    "#

    an_edit_mends_what_has_failed r#"
        POST ^/connectors @sink {"http.authorization.type":"static"}
        settle
        GET ^/connectors/iot_sink/status | status = {"state":"FAILED","tasks":[]}
        POST ^/connectors/iot_sink/restart
        settle
        GET ^/connectors/iot_sink/status | status = {"state":"FAILED","tasks":[]}
        PUT ^/connectors/iot_sink @sink
        settle
        GET ^/connectors/iot_sink/status | status/state = RUNNING | status/tasks/*/state = ["RUNNING"]
    "#

    what_failed_by_bad_luck_runs_once_it_is_restarted r#"
        fault {"on":{"operation":"ServiceKafkaConnectCreateConnector"},"outcome":{"end":"FAILED"}}
        given sink iot_sink
        GET ^/connectors/iot_sink/status | status = {"state":"FAILED","tasks":[]}
        POST ^/connectors/iot_sink/restart
        settle
        GET ^/connectors/iot_sink/status | status/state = RUNNING | status/tasks/*/state = ["RUNNING"]
    "#

    a_task_fails_after_it_ran r#"
        fault {"on":{"operation":"ServiceKafkaConnectCreateConnector"},"outcome":{"end":"TASKS_FAILED","succeeds_for":"10m","message":"java.net.ConnectException: Connection refused"}}
        given sink iot_sink
        GET ^/connectors/iot_sink/status | status/tasks/0/state = FAILED
        PUT ^/connectors/iot_sink @sink
        settle
        GET ^/connectors/iot_sink/status | status/tasks/0/state = RUNNING
    "#

    what_is_paused_does_nothing_that_could_fail r#"
        fault {"on":{"operation":"ServiceKafkaConnectCreateConnector"},"outcome":{"end":"TASKS_FAILED","succeeds_for":"10m"}}
        POST ^/connectors @sink
        +5s GET ^/connectors/iot_sink/status | status/state = RUNNING
        POST ^/connectors/iot_sink/pause
        settle
        GET ^/connectors/iot_sink/status | status/state = PAUSED | status/tasks/*/state = ["PAUSED"]
    "#

    a_whole_trace_is_told_as_it_is r#"
        fault {"on":{"operation":"ServiceKafkaConnectCreateConnector"},"outcome":{"end":"TASKS_FAILED","message":"a.B: c\n\tat d.e(F.java:1)\n"}}
        given sink iot_sink
        GET ^/connectors/iot_sink/status | status/tasks/0/trace = "a.B: c\n\tat d.e(F.java:1)\n"
    "#

    a_connector_may_fail_while_its_tasks_run_on r#"
        fault {"on":{"operation":"ServiceKafkaConnectCreateConnector"},"outcome":{"end":"FAILED","succeeds_for":"1m"}}
        given sink iot_sink
        GET ^/connectors/iot_sink/status | status = {"state":"FAILED","tasks":[{"id":0,"state":"RUNNING","trace":""}]}
    "#

    a_worker_that_leaves_is_replaced_after_a_while r#"
        fault {"on":{"operation":"ServiceKafkaConnectCreateConnector"},"outcome":{"end":"UNASSIGNED","succeeds_for":"1m"}}
        POST ^/connectors @sink
        +62s GET ^/connectors/iot_sink/status | status = {"state":"UNASSIGNED","tasks":[{"id":0,"state":"UNASSIGNED","trace":""}]}
        +5m GET ^/connectors/iot_sink/status | status/state = RUNNING | status/tasks/*/state = ["RUNNING"]
    "#

    what_asks_for_it_is_restarted_by_itself r#"
        fault {"on":{"operation":"ServiceKafkaConnectCreateConnector"},"outcome":{"end":"TASK_FAILED","succeeds_for":"20m"}}
        POST ^/connectors @sink {"_aiven.restart.on.failure":"true","tasks.max":"2"}
        +29m GET ^/connectors/iot_sink/status | status/tasks/*/state = ["FAILED","RUNNING"]
        30m GET ^/connectors/iot_sink/status | status/tasks/*/state = ["RUNNING","RUNNING"]
        clock | next_due = null
    "#

    what_does_not_ask_for_it_stays_failed r#"
        fault {"on":{"operation":"ServiceKafkaConnectCreateConnector"},"outcome":{"end":"TASK_FAILED"}}
        given sink iot_sink
        +100h GET ^/connectors/iot_sink/status | status/tasks/0/state = FAILED
    "#

    a_restarted_task_may_fail_again r#"
        fault {"on":{"operation":"ServiceKafkaConnectCreateConnector"},"outcome":{"end":"TASK_FAILED"}}
        fault {"on":{"operation":"ServiceKafkaConnectRestartConnectorTask"},"nth":1,"outcome":{"message":"a.B: again"}}
        given sink iot_sink
        POST ^/connectors/iot_sink/tasks/0/restart
        settle
        GET ^/connectors/iot_sink/status | status/tasks/0/state = FAILED | status/tasks/0/trace ~ Caused by: a\.B: again
        POST ^/connectors/iot_sink/tasks/0/restart
        settle
        GET ^/connectors/iot_sink/status | status/tasks/0/state = RUNNING
    "#

    a_deleted_connector_is_nobodys_and_its_name_is_free r#"
        POST ^/connectors @sink
        DELETE ^/connectors/iot_sink | . = {}
        DELETE ^/connectors/iot_sink => 404 plain
        POST ^/connectors @sink {"tasks.max":"2"}
        settle
        GET ^/connectors/iot_sink/status | status/tasks/*/state = ["RUNNING","RUNNING"]
    "#

    a_new_connector_may_be_seen_late r#"
        lag ServiceKafkaConnectCreateConnector 30s
        POST ^/connectors @sink
        +10s GET ^/connectors | connectors = []
        GET ^/connectors/iot_sink/status => 404 plain
        POST ^/connectors @sink => 409 plain
        +20s GET ^/connectors | connectors/*/name = ["iot_sink"]
        GET ^/connectors/iot_sink/status | status/state = RUNNING
    "#

    a_restart_undoes_neither_a_pause_nor_a_resume_under_way r#"
        given sink iot_sink
        POST ^/connectors/iot_sink/pause
        settle
        POST ^/connectors/iot_sink/resume
        POST ^/connectors/iot_sink/restart
        settle
        GET ^/connectors/iot_sink/status | status/state = RUNNING | status/tasks/*/state = ["RUNNING"]
        POST ^/connectors/iot_sink/pause
        POST ^/connectors/iot_sink/tasks/0/restart
        settle
        GET ^/connectors/iot_sink/status | status/state = PAUSED | status/tasks/*/state = ["PAUSED"]
        POST ^/connectors/iot_sink/stop
        POST ^/connectors/iot_sink/tasks/0/restart
        settle
        GET ^/connectors/iot_sink/status | status/state = STOPPED | status/tasks = []
    "#

    a_restarted_connector_starts_once_however_often_it_is_asked r#"
        given sink iot_sink
        POST ^/connectors/iot_sink/restart => 200 200 200
        POST ^/connectors/iot_sink/pause
        settle
        GET ^/connectors/iot_sink/status | status/state = PAUSED
        clock | next_due = null
    "#
}
