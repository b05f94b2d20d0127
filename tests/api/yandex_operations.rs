//! Operations of Yandex Managed Kafka: how they go, end, exclude each other, and are asked for twice.

cases_of_both_wires! {
    n006_an_operation_that_fails_is_done_and_has_an_error r#"
        fault {"on":{"operation":"Connector.Create"},"outcome":{"code":"FAILED_PRECONDITION","message":"the source does not answer"}}
        POST c9q/connectors @mirror | error absent | done absent | id -> $op
        settle
        GET /operations/$op | done = true | error = {"code":9,"message":"the source does not answer"} | response absent
        GET c9q/connectors/mm1 => 404 NOT_FOUND
    "#

    an_operation_that_fails_for_no_reason_says_what_the_vendor_says r#"
        fault {"on":{"operation":"Connector.Create"},"outcome":{"end":"ERROR"}}
        POST c9q/connectors @mirror | id -> $op
        settle
        GET /operations/$op | error = {"code":2,"message":"Unknown error"}
    "#

    n007_a_rollback_shows_its_error_before_it_is_done r#"
        fault {"on":{"operation":"Connector.Create"},"outcome":{"end":"ROLLBACK","code":"INTERNAL","message":"no","takes":"10s"}}
        POST c9q/connectors @mirror | id -> $op
        4s GET /operations/$op | error absent | done absent
        5s GET /operations/$op | error = {"code":13,"message":"no"} | done absent | modifiedAt = 2024-01-01T00:00:05Z
        GET c9q/connectors/mm1 | status absent
        10s GET /operations/$op | error/code = 13 | done = true
        GET c9q/connectors/mm1 => 404 NOT_FOUND
    "#

    a_rollback_can_be_counted_in_reads r#"
        fault {"on":{"operation":"Connector.Create"},"outcome":{"end":"ROLLBACK","takes":{"reads":2}}}
        POST c9q/connectors @mirror | id -> $op
        GET /operations/$op | error absent
        GET /operations/$op | error/code = 2 | done absent
        GET /operations/$op | error/code = 2 | done = true
    "#

    n008_the_first_answer_is_never_done r#"
        timing instant
        fault {"on":{"operation":"Connector.Create","resource":"mm1"},"outcome":{"end":"ERROR"}}
        POST c9q/connectors @mirror | done absent | error absent | id -> $op
        GET /operations/$op | done = true | error/code = 2
        POST c9q/connectors @s3 | done absent | id -> $op
        GET /operations/$op | done = true
    "#

    an_outcome_of_nothing_but_a_time_is_a_good_one r#"
        fault {"on":{"operation":"Connector.Create"},"outcome":{"takes":"10m"}}
        POST c9q/connectors @mirror | id -> $op
        599s GET /operations/$op | done absent
        600s GET /operations/$op | done = true | error absent
    "#

    an_operation_takes_as_many_reads_as_a_world_says r#"
        timing Connector.Create {"reads":2}
        POST c9q/connectors @mirror | id -> $op
        GET /operations/$op | done absent
        GET c9q/connectors/mm1
        GET /operations/$op | done absent
        GET /operations/$op | done = true
    "#

    an_operation_that_is_stuck_holds_the_cluster r#"
        timing Connector.Create "never"
        POST c9q/connectors @mirror | id -> $op
        99h GET /operations/$op | done absent
        POST c9q/connectors @s3 => 400 FAILED_PRECONDITION: conflicting operation "$op" detected
    "#

    n025_n026_n027_operations_of_a_cluster_exclude_each_other_and_no_reads r#"
        POST c9q/connectors @mirror | id -> $op
        POST c9q/connectors @s3 => 400 FAILED_PRECONDITION: conflicting operation "$op" detected
        DELETE c9q/connectors/mm1 => 400 FAILED_PRECONDITION: conflicting operation "$op" detected
        POST c9q/connectors/pause/mm1 => 400 FAILED_PRECONDITION: conflicting operation "$op" detected
        PATCH c9q/connectors/mm1 {"updateMask":"connectorSpec.tasksMax","connectorSpec":{"tasksMax":7}} => 400 FAILED_PRECONDITION: conflicting operation "$op" detected
        GET c9q/connectors/mm1
        GET c9q/connectors
        settle
        POST c9q/connectors @s3
    "#

    operations_of_two_clusters_do_not_exclude_each_other r#"
        premises yandex {"clusters":[{"id":"c9qexamplecluster001"},{"id":"c9qexamplecluster002"}]}
        POST c9q/connectors @mirror
        POST /managed-kafka/v1/clusters/c9qexamplecluster002/connectors @mirror
    "#

    operations_exclude_nothing_where_a_world_says_so r#"
        premises yandex {"behaviour":{"conflicts":false}}
        POST c9q/connectors @mirror | id -> $create
        DELETE c9q/connectors/mm1 | id -> $first
        DELETE c9q/connectors/mm1 | id -> $second
        settle
        GET /operations/$create | response/name = mm1
        GET /operations/$first | response keys @type
        GET /operations/$second | done = true | error/code = 5
    "#

    a_conflict_has_another_code_where_a_world_says_so r#"
        premises yandex {"behaviour":{"conflict_code":"aborted"}}
        POST c9q/connectors @mirror
        POST c9q/connectors @s3 => 409 ABORTED ~ ^conflicting operation "dqh[0-9a-v]{17}" detected$
    "#

    n049_the_same_key_gets_the_same_operation r#"
        POST c9q/connectors @mirror
            + idempotency-key: 6d2b9a50-2b3a-4b57-8f38-7a4c0ad7f2f1
            | id -> $op
        POST c9q/connectors @mirror
            + idempotency-key: 6d2b9a50-2b3a-4b57-8f38-7a4c0ad7f2f1
            | id = $op | done absent
        settle
        POST c9q/connectors @mirror
            + idempotency-key: 6d2b9a50-2b3a-4b57-8f38-7a4c0ad7f2f1
            | id = $op | done = true
        POST c9q/connectors @s3
            + idempotency-key: 6d2b9a50-2b3a-4b57-8f38-7a4c0ad7f2f1
            | id = $op
        GET c9q/connectors | connectors/*/name = ["mm1"]
        DELETE c9q/connectors/mm1
            + idempotency-key: 6d2b9a50-2b3a-4b57-8f38-7a4c0ad7f2f1
            | id != $op
    "#

    a_key_is_its_users_and_a_refused_call_leaves_none r#"
        premises yandex {"tokens":[{"token":"t1.other.b","subject":"ajeother"}]}
        POST c9q/connectors {"connectorSpec":{}} => 400
            + idempotency-key: k
        POST c9q/connectors @mirror
            + idempotency-key: k
            | id -> $op
        settle
        as bearer/t1.other.b POST c9q/connectors @mirror => 409 ALREADY_EXISTS
            + idempotency-key: k
    "#

    a_key_has_no_effect_where_a_world_says_so r#"
        premises yandex {"behaviour":{"idempotency":false}}
        POST c9q/connectors @mirror
            + idempotency-key: k
        settle
        POST c9q/connectors @mirror => 409 ALREADY_EXISTS
            + idempotency-key: k
    "#

    n051_a_key_has_no_effect_on_reads r#"
        GET c9q/connectors | . = {}
            + idempotency-key: k
        POST c9q/connectors @mirror
            + idempotency-key: other
        GET c9q/connectors | connectors/0/name = mm1
            + idempotency-key: k
    "#

    n056_an_operation_is_cancelled_in_vain r#"
        POST c9q/connectors @mirror | id -> $op
        GET /operations/$op:cancel | id = $op | done absent
        settle
        GET /operations/$op:cancel | done = true | response/name = mm1
        GET /operations/dqh00000000000000000:cancel => 404 NOT_FOUND
    "#

    an_operation_is_cancelled_where_a_world_says_so r#"
        premises yandex {"behaviour":{"cancel":"effective"}}
        POST c9q/connectors @mirror | id -> $op
        GET /operations/$op:cancel | done = true | error = {"code":1,"message":"Operation cancelled"}
        GET c9q/connectors/mm1 => 404 NOT_FOUND
        POST c9q/connectors @s3
        settle
        GET /operations/$op | error/code = 1
    "#

    n057_the_list_shows_a_status_where_the_operation_shows_the_resource r#"
        POST c9q/connectors @mirror | id -> $op
        settle
        DELETE c9q/connectors/mm1 | id -> $last
        GET c9q/operations
            | operations/0/id = $last
            | operations/0/done absent
            | operations/1/id = $op
            | operations/1/response = {"@type":"type.googleapis.com/google.rpc.Status","message":"OK"}
        GET /operations/$op | response/@type = type.googleapis.com/yandex.cloud.mdb.kafka.v1.Connector
        GET c9q/operations?pageSize=1 | operations/*/id = ["$last"] | nextPageToken -> $next
        GET c9q/operations?pageSize=1&pageToken=$next | operations/*/id = ["$op"] | nextPageToken absent
    "#

    the_list_shows_the_resource_where_a_world_says_so r#"
        premises yandex {"behaviour":{"listed_response":"resource"}}
        POST c9q/connectors @mirror
        settle
        GET c9q/operations | operations/0/response/name = mm1
    "#

    n058_instants_have_microseconds r#"
        epoch 2024-09-07T16:36:46.816682913Z
        POST c9q/connectors @mirror | createdAt = 2024-09-07T16:36:46.816682Z
    "#

    n059_how_often_to_ask_is_told_where_a_world_says_so r#"
        premises yandex {"behaviour":{"poll_interval":0}}
        POST c9q/connectors @mirror | header x-operation-poll-interval absent | id -> $op
        GET /operations/$op | header x-operation-poll-interval = "0"
    "#

    n061_polling_goes_on_where_the_service_was_away r#"
        fault {"on":{"operation":"Operation.Get"},"first":2,"cause":"unavailable"}
        POST c9q/connectors @mirror | id -> $op
        GET /operations/$op => 503 503 UNAVAILABLE
        +2s GET /operations/$op | done = true
    "#

    a_new_operation_is_not_known_everywhere_at_once r#"
        lag Connector.Create {"reads":2}
        POST c9q/connectors @mirror | id -> $op
        GET /operations/$op => 404 NOT_FOUND: operation "$op" not found
        GET c9q/operations | operations absent
        GET /operations/$op => 404 NOT_FOUND
        GET /operations/$op | id = $op
        GET c9q/operations | operations/0/id = $op
    "#

    an_operation_is_forgotten_where_a_world_says_so r#"
        premises yandex {"behaviour":{"operations_kept_for":"1h"}}
        POST c9q/connectors @mirror | id -> $op
        59m GET /operations/$op | done = true
        2h GET /operations/$op => 404 NOT_FOUND
        GET c9q/operations | . = {}
    "#
}

cases! {
    cancelling_may_be_a_post r#"
        POST c9q/connectors @mirror | id -> $op
        POST /operations/$op:cancel | id = $op
        POST /operations/$op:cancel {} | id = $op
    "#
}
