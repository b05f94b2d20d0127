//! What Aiven's HTTP sinks make of the records that premises have come: requests, retries, offsets, failed tasks.
//! Numbers as in `aiven_connectors`.

cases! {
    n046_records_are_sent_one_by_one_as_they_come r#"
        premises aiven {"records":[{"topic":"iot","value":"A"},{"topic":"other","value":"no"},{"topic":"iot","at":"10s","value":"B"}],"endpoints":[{"url":"http://127.0.0.1:9000/in","answers":[{}]}]}
        POST ^/connectors @sink
        +1s GET ^/connectors/iot_sink/status | status/state = RUNNING
        state | aiven/projects/demo/demo-kafka/connectors/iot_sink/delivered = {"asked":["http://127.0.0.1:9000/in A"],"dead":[],"records":1}
        +9s GET ^/connectors/iot_sink/status | status/tasks/0/state = RUNNING
        state | aiven/projects/demo/demo-kafka/connectors/iot_sink/delivered = {"asked":["http://127.0.0.1:9000/in A","http://127.0.0.1:9000/in B"],"dead":[],"records":2}
        clock | next_due = null
    "#

    n047_a_batch_has_so_many_records_and_ends_with_the_put r#"
        premises aiven {"records":[{"topic":"iot","value":"A"},{"topic":"iot","value":"B"},{"topic":"iot","value":"C"}],"endpoints":[{"url":"*","answers":[{}]}]}
        given sink iot_sink {"batching.enabled":"true","batch.max.size":"2"}
        state | aiven/projects/demo/demo-kafka/connectors/iot_sink/delivered/asked = ["http://127.0.0.1:9000/in A\nB\n","http://127.0.0.1:9000/in C\n"]
    "#

    n049_a_target_that_fails_for_ever_fails_the_task r#"
        timing instant
        premises aiven {"records":[{"topic":"iot","at":"1m","value":"A"}],"endpoints":[{"url":"*","answers":[{"status":500}]}]}
        POST ^/connectors @sink {"max.retries":"1","retry.backoff.ms":"400"}
        60700ms GET ^/connectors/iot_sink/status | status/tasks/0/state = RUNNING
        60800ms GET ^/connectors/iot_sink/status | status/state = RUNNING | status/tasks/0/state = FAILED | status/tasks/0/trace ~ Caused by: org.apache.kafka.connect.errors.ConnectException: Sending failed and no retries remain, stopping
        state | aiven/projects/demo/demo-kafka/connectors/iot_sink/delivered = {"asked":["http://127.0.0.1:9000/in A","http://127.0.0.1:9000/in A"],"dead":[],"records":0}
    "#

    what_was_not_committed_is_sent_again_when_the_task_restarts r#"
        premises aiven {"records":[{"topic":"iot","value":"A"},{"topic":"iot","value":"B"}],"endpoints":[{"url":"*","answers":[{},{"status":503,"times":2},{"text":"thanks"}]}]}
        given sink iot_sink
        GET ^/connectors/iot_sink/status | status/tasks/0/state = FAILED
        POST ^/connectors/iot_sink/tasks/0/restart
        settle
        GET ^/connectors/iot_sink/status | status/tasks/0/state = RUNNING
        state | aiven/projects/demo/demo-kafka/connectors/iot_sink/delivered/records = 2
            | aiven/projects/demo/demo-kafka/connectors/iot_sink/delivered/asked = ["http://127.0.0.1:9000/in A","http://127.0.0.1:9000/in B","http://127.0.0.1:9000/in B","http://127.0.0.1:9000/in A","http://127.0.0.1:9000/in B"]
        DELETE ^/connectors/iot_sink
        given sink iot_sink
        state | aiven/projects/demo/demo-kafka/connectors/iot_sink/delivered/records = 2
            | aiven/projects/demo/demo-kafka/connectors/iot_sink/delivered/asked = []
    "#

    a_target_that_nobody_has_told_of_refuses r#"
        premises aiven {"records":[{"topic":"iot","value":"A"}],"endpoints":[{"url":"http://elsewhere/*","answers":[{}]}]}
        given sink iot_sink
        GET ^/connectors/iot_sink/status | status/tasks/0/state = FAILED
    "#

    n052_a_token_is_fetched_once_and_its_secret_is_not_told r#"
        premises aiven {"records":[{"topic":"iot","value":"A"},{"topic":"iot","value":"B"}],"endpoints":[{"url":"http://tokens/","answers":[{"body":{"access_token":"tok"}}]},{"url":"*","answers":[{}]}]}
        given sink iot_sink {"http.authorization.type":"oauth2","oauth2.access.token.url":"http://tokens/","oauth2.client.id":"id","oauth2.client.secret":"s3cret","oauth2.client.authorization.mode":"URL"}
        state | aiven/projects/demo/demo-kafka/connectors/iot_sink/delivered/asked = ["http://tokens/ grant_type=client_credentials&client_id=id&client_secret=****","http://127.0.0.1:9000/in A","http://127.0.0.1:9000/in B"]
    "#

    n056_what_cannot_be_delivered_is_dead_where_it_is_tolerated r#"
        premises aiven {"records":[{"topic":"iot","value":"A"},{"topic":"iot","value":"B"}],"endpoints":[{"url":"*","answers":[{"status":400,"times":2},{}]}]}
        given sink iot_sink {"errors.tolerance":"all","errors.deadletterqueue.topic.name":"dead"}
        GET ^/connectors/iot_sink/status | status/tasks/0/state = RUNNING
        state | aiven/projects/demo/demo-kafka/connectors/iot_sink/delivered/dead = ["A"] | aiven/projects/demo/demo-kafka/connectors/iot_sink/delivered/records = 2
    "#

    a_value_is_sent_as_its_converter_reads_it r#"
        premises aiven {"records":[{"topic":"iot","value":{"b":1,"a":"x"}},{"topic":"iot","value":"\"text\""}],"endpoints":[{"url":"*","answers":[{}]}]}
        given sink iot_sink {"value.converter":"org.apache.kafka.connect.json.JsonConverter","value.converter.schemas.enable":"false"}
        state | aiven/projects/demo/demo-kafka/connectors/iot_sink/delivered/asked = ["http://127.0.0.1:9000/in {\"a\":\"x\",\"b\":1}","http://127.0.0.1:9000/in text"]
    "#

    n057_a_decimal_is_written_as_the_format_says r#"
        premises aiven {"records":[{"topic":"iot","value":{"schema":{"type":"struct","fields":[{"field":"price","type":"bytes","name":"org.apache.kafka.connect.data.Decimal","parameters":{"scale":"2"}},{"field":"b","type":"string"},{"field":"a","type":"int32"}]},"payload":{"a":1,"b":"x","price":"Jw8="}}}],"endpoints":[{"url":"*","answers":[{}]}]}
        given sink iot_sink {"value.converter":"org.apache.kafka.connect.json.JsonConverter","decimal.format":"NUMERIC"}
        state | aiven/projects/demo/demo-kafka/connectors/iot_sink/delivered/asked = ["http://127.0.0.1:9000/in {\"price\":99.99,\"b\":\"x\",\"a\":1}"]
    "#

    what_a_converter_cannot_read_is_for_the_worker_to_tolerate r#"
        premises aiven {"records":[{"topic":"iot","value":"{"},{"topic":"iot","value":{"a":1}}],"endpoints":[{"url":"*","answers":[{}]}]}
        given sink strict {"value.converter":"org.apache.kafka.connect.json.JsonConverter","value.converter.schemas.enable":"false"}
        GET ^/connectors/strict/status | status/tasks/0/state = FAILED | status/tasks/0/trace ~ Tolerance exceeded in error handler
        given sink lax {"value.converter":"org.apache.kafka.connect.json.JsonConverter","value.converter.schemas.enable":"false","errors.tolerance":"all"}
        state | aiven/projects/demo/demo-kafka/connectors/lax/delivered = {"asked":["http://127.0.0.1:9000/in {\"a\":1}"],"dead":[],"records":2}
    "#

    a_tombstone_fails_the_task_though_all_is_tolerated r#"
        premises aiven {"records":[{"topic":"iot","value":null}],"endpoints":[{"url":"*","answers":[{}]}]}
        given sink iot_sink {"errors.tolerance":"all","errors.log.enable":"true"}
        GET ^/connectors/iot_sink/status | status/tasks/0/trace ~ Caused by: org.apache.kafka.connect.errors.DataException: Record value must not be null
    "#

    what_is_paused_takes_no_records_until_it_is_resumed r#"
        premises aiven {"records":[{"topic":"iot","at":"1m","value":"A"}],"endpoints":[{"url":"*","answers":[{}]}]}
        POST ^/connectors @sink
        +5s POST ^/connectors/iot_sink/pause
        2m GET ^/connectors/iot_sink/status | status/state = PAUSED
        state | aiven/projects/demo/demo-kafka/connectors/iot_sink/delivered/records = 0
        POST ^/connectors/iot_sink/resume
        settle
        state | aiven/projects/demo/demo-kafka/connectors/iot_sink/delivered/records = 1
    "#

    topics_may_be_chosen_by_an_expression_and_by_service r#"
        premises aiven {"projects":[{"name":"demo","services":[{"name":"demo-kafka"},{"name":"other"}]}],"records":[{"topic":"iot-1","value":"A"},{"topic":"iot-2","service":"other","value":"B"},{"topic":"a-iot-1","value":"C"}],"endpoints":[{"url":"*","answers":[{}]}]}
        given sink iot_sink {"topics":null,"topics.regex":"iot-.*"}
        state | aiven/projects/demo/demo-kafka/connectors/iot_sink/delivered/asked = ["http://127.0.0.1:9000/in A"]
    "#
}
