//! What becomes of connectors of Confluent Cloud, and what can be done to them when.

cases! {
    n078_a_connector_that_is_provisioning_has_no_tasks_and_no_trace r#"
        timing realistic
        POST ~/connectors @source => 201
        GET ~/connectors/orders/status
            | . = {"name":"orders","type":"source","connector":{"state":"PROVISIONING","worker_id":"orders","trace":""},"tasks":[],"errors_from_trace":[],"validation_errors":[],"override_message":""}
        +29s GET ~/connectors/orders/status | connector/state = PROVISIONING
        +31s GET ~/connectors/orders/status
            | connector = {"state":"RUNNING","worker_id":"orders","trace":""}
            | tasks = [{"id":0,"state":"RUNNING","worker_id":"orders","msg":""}]
        GET ~/connectors/orders/tasks
            | */id = [{"connector":"orders","task":0}]
            | 0/config/name = orders
    "#

    a_status_is_the_same_whatever_is_to_be_expanded r#"
        given http orders
        GET ~/connectors/orders/status?expand=id,info | . keys connector errors_from_trace name override_message tasks type validation_errors
    "#

    n072_a_paused_connector_has_stopped_tasks r#"
        timing pauseConnectv1Connector 10s
        given http orders
        PUT ~/connectors/orders/pause => 202 | . = ""
        GET ~/connectors/orders/status | connector/state = RUNNING | tasks/*/state = ["RUNNING"]
        +6s GET ~/connectors/orders/status | connector/state = RUNNING | tasks/*/state = ["STOPPED"]
        +4s GET ~/connectors/orders/status | connector/state = PAUSED | tasks/*/state = ["STOPPED"]
    "#

    a_paused_connector_is_resumed r#"
        timing resumeConnectv1Connector 10s
        given http orders
        PUT ~/connectors/orders/pause => 202
        settle
        PUT ~/connectors/orders/resume => 202
        GET ~/connectors/orders/status | connector/state = PAUSED
        +10s GET ~/connectors/orders/status | connector/state = RUNNING | tasks/*/state = ["RUNNING"]
    "#

    n073_resuming_what_runs_changes_nothing r#"
        given http orders
        PUT ~/connectors/orders/resume => 202
        GET ~/connectors/orders/status | connector/state = RUNNING | tasks/*/state = ["RUNNING"]
        clock | next_due = null
    "#

    resuming_what_is_about_to_pause_keeps_it_running r#"
        timing pauseConnectv1Connector 10s
        given http orders
        PUT ~/connectors/orders/pause => 202
        +6s PUT ~/connectors/orders/resume => 202
        +10s GET ~/connectors/orders/status | connector/state = RUNNING | tasks/*/state = ["RUNNING"]
    "#

    what_is_paused_while_it_is_provisioning_comes_to_rest_as_paused r#"
        POST ~/connectors @source => 201
        PUT ~/connectors/orders/pause => 202
        GET ~/connectors/orders/status | connector/state = PROVISIONING
        settle
        GET ~/connectors/orders/status | connector/state = PAUSED | tasks/*/state = ["STOPPED"]
    "#

    a_paused_connector_stays_paused_when_it_is_configured r#"
        given http orders
        PUT ~/connectors/orders/pause => 202
        settle
        PUT ~/connectors/orders/config @http {"request.interval.ms":"200"} => 200
        settle
        GET ~/connectors/orders/status | connector/state = PAUSED
    "#

    n074_only_what_runs_can_be_restarted r#"
        timing restartConnectv1Connector 10s
        POST ~/connectors @source => 201
        POST ~/connectors/orders/restart => 400 nested
        settle
        POST ~/connectors/orders/restart => 202 | . = ""
        GET ~/connectors/orders/status | connector/state = RUNNING | tasks/*/state = ["RESTARTING"]
        +10s GET ~/connectors/orders/status | connector/state = RUNNING | tasks/*/state = ["RUNNING"]
        PUT ~/connectors/orders/pause => 202
        settle
        POST ~/connectors/orders/restart => 400 nested
        GET ~/connectors/orders/status | connector/state = PAUSED
    "#

    n077_a_host_that_nobody_reaches_shows_after_creation r#"
        POST ~/connectors @source {"config":{"url":"http://nowhere.invalid/orders"}} => 201
        settle
        GET ~/connectors/orders/status
            | connector/state = FAILED
            | connector/trace = "Unable to validate configuration. If an update was made to the configuration, this means that the configuration was invalid, and the connector continues to operate on a previous configuration that passed validation. Errors:\nurl: Could not connect to the configured host:port\n"
            | tasks = []
            | validation_errors = ["url: Could not connect to the configured host:port"]
        GET ~/connectors/orders/error-recommendations => 400 nested ~ ^could not generate recommendations as error stack trace is not available
        POST ~/connectors/orders/restart => 400 nested
    "#

    premises_name_hosts_that_nobody_reaches r#"
        premises confluent {"connect":{"unreachable_hosts":["db-*.example.com"]}}
        PUT ~/connectors/d/config {"connector.class":"PostgresCdcSourceV2","name":"d","kafka.api.key":"KAFKAKEYEXAMPLE1","kafka.api.secret":"s","database.hostname":"db-1.example.com","database.port":"5432","database.user":"u","database.password":"p","database.dbname":"d","topic.prefix":"t","tasks.max":"4"} => 200
        settle
        GET ~/connectors/d/status
            | connector/state = FAILED
            | validation_errors = ["database.hostname: Could not connect to the configured host:port"]
    "#

    a_failed_connector_runs_once_its_configuration_is_good r#"
        POST ~/connectors @source {"config":{"url":"http://nowhere.invalid/"}} => 201
        settle
        PUT ~/connectors/orders/config @http => 200
        GET ~/connectors/orders/status | connector = {"state":"PROVISIONING","worker_id":"orders","trace":""}
        settle
        GET ~/connectors/orders/status | connector/state = RUNNING | validation_errors = []
    "#

    an_update_that_is_of_no_use_leaves_what_ran_before r#"
        given http orders
        PUT ~/connectors/orders/config @http {"url":"http://nowhere.invalid/"} => 200
        settle
        GET ~/connectors/orders/status
            | connector/state = RUNNING
            | connector/trace ~ ^Unable to validate configuration\.
            | tasks/*/state = ["RUNNING"]
        GET ~/connectors/orders/config | url = http://example.com/orders
    "#

    a_key_that_the_cluster_does_not_take_shows_after_creation r#"
        auth strict
        PUT ~/connectors/orders/config @http {"kafka.api.key":"KAFKAKEYEXAMPLE2"} => 200
        settle
        GET ~/connectors/orders/status | connector/state = FAILED | connector/trace = Connector startup failed due to invalid Kafka API Key
        PUT ~/connectors/orders/config @http => 200
        settle
        GET ~/connectors/orders/status | connector/state = RUNNING
    "#

    a_service_account_that_nobody_has_shows_after_creation r#"
        auth strict
        premises confluent {"service_accounts":[{"id":"sa-known1","name":"connectors"}]}
        PUT ~/connectors/orders/config @http {"kafka.auth.mode":"SERVICE_ACCOUNT","kafka.service.account.id":"sa-known2"} => 200
        settle
        GET ~/connectors/orders/status
            | connector/state = FAILED
            | validation_errors = ["kafka.service.account.id: Provided service account does not exist"]
        PUT ~/connectors/orders/config @http {"kafka.auth.mode":"SERVICE_ACCOUNT","kafka.service.account.id":"sa-known1"} => 200
        settle
        GET ~/connectors/orders/status | connector/state = RUNNING
    "#

    a_failed_connector_that_is_resumed_begins_anew r#"
        fault {"on":{"operation":"createConnectv1Connector"},"nth":1,"outcome":{"message":"no luck"}}
        POST ~/connectors @source => 201
        settle
        GET ~/connectors/orders/status | connector = {"state":"FAILED","worker_id":"orders","trace":"no luck"} | tasks = []
        PUT ~/connectors/orders/resume => 202
        GET ~/connectors/orders/status | connector/state = PROVISIONING | connector/trace = ""
        settle
        GET ~/connectors/orders/status | connector/state = RUNNING
    "#

    a_connector_fails_after_it_ran r#"
        fault {"on":{"operation":"createConnectv1Connector"},"outcome":{"end":"FAILED","succeeds_for":"1m","message":"boom"}}
        POST ~/connectors @source => 201
        +1s GET ~/connectors/orders/status | connector/state = RUNNING
        +59s GET ~/connectors/orders/status | connector/state = RUNNING
        +1s GET ~/connectors/orders/status
            | connector = {"state":"FAILED","worker_id":"orders","trace":"boom"}
            | tasks = [{"id":0,"state":"SYSTEM_ERROR","worker_id":"orders","msg":"boom"}]
        +1h GET ~/connectors/orders/status | connector/state = FAILED
    "#

    a_failure_that_was_to_come_does_not_hit_another_configuration r#"
        fault {"on":{"operation":"createConnectv1Connector"},"outcome":{"succeeds_for":"1m"}}
        POST ~/connectors @source => 201
        +30s PUT ~/connectors/orders/config @http => 200
        +1h GET ~/connectors/orders/status | connector/state = RUNNING
    "#

    what_its_user_can_mend_restarts_by_itself r#"
        premises confluent {"connect":{"behaviour":{"auto_restart_after":"10m"}}}
        fault {"on":{"operation":"createOrUpdate*","resource":"a"},"outcome":{"succeeds_for":"1m","code":"USER_ACTIONABLE_ERROR","message":"401"}}
        fault {"on":{"operation":"createOrUpdate*","resource":"b"},"outcome":{"succeeds_for":"1m","code":"USER_ACTIONABLE_ERROR","message":"401"}}
        PUT ~/connectors/a/config @http {"name":"a"}
        PUT ~/connectors/b/config @http {"name":"b","auto.restart.on.user.error":"false"}
        +61s GET ~/connectors/a/status | connector/state = FAILED | tasks/0/state = USER_ACTIONABLE_ERROR
        +10m GET ~/connectors/a/status | connector = {"state":"RUNNING","worker_id":"a","trace":""} | tasks/0/state = RUNNING
        GET ~/connectors/b/status | connector/state = FAILED
    "#

    a_connector_with_some_failed_tasks_is_degraded r#"
        fault {"on":{"operation":"createOrUpdate*"},"outcome":{"end":"DEGRADED","message":"one is gone"}}
        PUT ~/connectors/orders/config @http {"entity.names":"A, B, C","tasks.max":"2"}
        settle
        GET ~/connectors/orders/status
            | connector/state = DEGRADED
            | tasks/*/state = ["SYSTEM_ERROR","RUNNING"]
            | tasks/0/msg = one is gone
        POST ~/connectors/orders/restart => 400 nested
    "#

    what_is_failed_or_degraded_can_be_restarted_if_the_world_allows_it r#"
        premises confluent {"connect":{"behaviour":{"restarts_failed":"allowed"}}}
        fault {"on":{"operation":"createOrUpdate*"},"outcome":{"end":"DEGRADED"}}
        PUT ~/connectors/orders/config @http
        settle
        GET ~/connectors/orders/status | connector/state = DEGRADED | tasks/*/state = ["UNASSIGNED"]
        POST ~/connectors/orders/restart => 202
        settle
        GET ~/connectors/orders/status | connector/state = RUNNING
    "#

    a_restart_can_end_badly r#"
        given http orders
        fault {"on":{"operation":"restart*"},"outcome":{"message":"no way back"}}
        POST ~/connectors/orders/restart => 202
        settle
        GET ~/connectors/orders/status | connector/state = FAILED | connector/trace = no way back
    "#

    reads_can_drive_a_connector r#"
        timing createConnectv1Connector {"reads":2}
        timing pauseConnectv1Connector {"reads":2}
        POST ~/connectors @source => 201
        GET ~/connectors/orders/status | connector/state = PROVISIONING
        GET ~/connectors?expand=status | orders/status/connector/state = PROVISIONING
        GET ~/connectors/orders/status | connector/state = RUNNING
        PUT ~/connectors/orders/pause => 202
        GET ~/connectors/orders/status | connector/state = RUNNING | tasks/*/state = ["RUNNING"]
        GET ~/connectors/orders/status | connector/state = RUNNING | tasks/*/state = ["STOPPED"]
        GET ~/connectors/orders/status | connector/state = PAUSED
    "#

    a_connector_can_be_stuck r#"
        timing createConnectv1Connector never
        POST ~/connectors @source => 201
        +24h GET ~/connectors/orders/status | connector/state = PROVISIONING
        clock | next_due = null
    "#

    an_instant_world_shows_what_is_done r#"
        timing instant
        POST ~/connectors @source => 201 | tasks = []
        GET ~/connectors/orders/status | connector/state = RUNNING
        PUT ~/connectors/orders/pause => 202
        GET ~/connectors/orders/status | connector/state = PAUSED | tasks/*/state = ["STOPPED"]
        PUT ~/connectors/orders/resume => 202
        GET ~/connectors/orders/status | connector/state = RUNNING
    "#

    n104_an_http_source_has_no_more_tasks_than_entities r#"
        given http one {"tasks.max":"3"}
        GET ~/connectors/one/status | tasks/*/id = [0]
        given http three {"tasks.max":"5","entity.names":"A, B ,C"}
        GET ~/connectors/three/status | tasks/*/id = [0,1,2]
        given datagen made {"tasks.max":"3"}
        GET ~/connectors/made/status | tasks/*/id = [0,1,2]
    "#

    advice_is_for_what_has_run_and_failed r#"
        fault {"on":{"operation":"createConnectv1Connector"},"outcome":{"succeeds_for":"1h","message":"Could not connect to the configured host:port"}}
        POST ~/connectors @source => 201
        +2h GET ~/connectors/orders/error-recommendations
            | . keys error event_id recommendations
            | error = null
            | event_id ~ ^lcc-[0-9a-z]{6}_[0-9]{10}$
            | recommendations/0 ~ ^Verify that the host
    "#

    a_failure_that_nobody_words_is_that_nobody_reaches_the_host r#"
        fault {"on":{"operation":"createConnectv1Connector"},"outcome":{"end":"FAILED"}}
        POST ~/connectors @source => 201
        settle
        GET ~/connectors/orders/status
            | connector/state = FAILED
            | validation_errors = ["url: Could not connect to the configured host:port"]
    "#

    an_outcome_of_nothing_but_a_time_is_a_good_one r#"
        fault {"on":{"operation":"createConnectv1Connector"},"outcome":{"takes":"10m"}}
        POST ~/connectors @source => 201
        599s GET ~/connectors/orders/status | connector/state = PROVISIONING
        600s GET ~/connectors/orders/status | connector/state = RUNNING
    "#

    advice_needs_a_trace r#"
        given http orders
        GET ~/connectors/orders/error-recommendations => 400 nested ~ ^could not generate recommendations as error stack trace is not available
    "#

    reads_can_lag_behind_a_creation r#"
        lag createConnectv1Connector 5s
        POST ~/connectors @source => 201
        GET ~/connectors | . = []
        GET ~/connectors/orders/status => 404 coded
        POST ~/connectors @source => 409 coded
        +5s GET ~/connectors | . = ["orders"]
        GET ~/connectors/orders/status | connector/state = RUNNING
    "#

    reads_can_lag_by_their_number r#"
        lag createConnectv1Connector {"reads":2}
        POST ~/connectors @source => 201
        GET ~/connectors | . = []
        GET ~/connectors/orders => 404 coded
        GET ~/connectors?expand=id | orders/id/id_type = ID
    "#

    the_state_shows_every_connector r#"
        given http orders
        state | confluent/connect/connectors/lkc-abc123/orders/status/connector/state = RUNNING
    "#
}
