//! What HTTP source connectors of Confluent Cloud do with what their endpoints answer: the requests that
//! they make, in the state; offsets, records and failures, in the API.

cases! {
    n091_an_offset_grows_by_the_records_of_each_answer r#"
        premises confluent {"connect":{"endpoints":[{"url":"http://x/*","answers":[{"body":[1,2,3]},{"body":{"a":1}},{"body":[]}]}]}}
        POST ~/connectors @source {"config":{"url":"http://x/?start=${offset}","http.initial.offset":"0","request.interval.ms":"1000","topic.name.pattern":"feed"}} => 201
        +2s GET ~/connectors/orders/status | connector/state = RUNNING
        +10s GET ~/connectors/orders/offsets | offsets = [{"offset":{"offset":"4"},"partition":{"entity":""}}]
        state | confluent/connect/connectors/lkc-abc123/orders/requests = ["GET http://x/?start=0","GET http://x/?start=3","GET http://x/?start=4"]
        GET lkc-abc123/topics/feed | partitions_count = 6
        POST lkc-abc123/topics/feed/records {"partition_id":0,"value":{"type":"STRING","data":"a"}} => 200 | offset = 1
    "#

    n092_an_empty_answer_is_asked_for_again_after_the_interval r#"
        premises confluent {"connect":{"endpoints":[{"url":"http://x/*","answers":[{"body":[]},{"body":[7]}]}]}}
        POST ~/connectors @source {"config":{"url":"http://x/?start=${offset}","http.initial.offset":"5","request.interval.ms":"60000"}} => 201
        +2s GET ~/connectors/orders/offsets | offsets/0/offset/offset = "5"
        +57s GET ~/connectors => 200
        state | confluent/connect/connectors/lkc-abc123/orders/requests = ["GET http://x/?start=5"]
        +3s GET ~/connectors => 200
        state | confluent/connect/connectors/lkc-abc123/orders/requests = ["GET http://x/?start=5","GET http://x/?start=5"]
        GET ~/connectors/orders/offsets | offsets/0/offset/offset = "6"
    "#

    n093_a_chain_goes_on_from_the_last_record r#"
        premises confluent {"connect":{"endpoints":[{"url":"http://x/_search","answers":[{"body":{"hits":{"hits":[{"sort":[1647948089979]},{"sort":[1647948097246]}]}}},{"body":{"hits":{"hits":[]}}}]}]}}
        POST ~/connectors @source {"config":{"url":"http://x/_search","http.request.method":"POST","http.request.body":"{\"search_after\": [${offset}]}","http.offset.mode":"CHAINING","http.initial.offset":"1647948000000","http.response.data.json.pointer":"/hits/hits","http.offset.json.pointer":"/sort/0"}} => 201
        +2m GET ~/connectors/orders/offsets | offsets/0/offset/offset = "1647948097246"
        state | confluent/connect/connectors/lkc-abc123/orders/requests = ["POST http://x/_search {\"search_after\": [1647948000000]}","POST http://x/_search {\"search_after\": [1647948097246]}"]
    "#

    a_cursor_begins_empty_and_follows_the_reference r#"
        premises confluent {"connect":{"endpoints":[{"url":"http://x/o*","answers":[{"body":{"items":[1],"nextPageToken":"CkV"}},{"body":{"items":[1]}}]}]}}
        POST ~/connectors @source {"config":{"url":"http://x/o","http.request.parameters":"pageToken=${offset}","http.offset.mode":"CURSOR_PAGINATION","http.response.data.json.pointer":"/items","http.next.page.json.pointer":"/nextPageToken"}} => 201
        +2m GET ~/connectors => 200
        state | confluent/connect/connectors/lkc-abc123/orders/requests = ["GET http://x/o?pageToken=","GET http://x/o?pageToken=CkV"]
        GET ~/connectors/orders/offsets | offsets/0/offset/offset = "CkV"
    "#

    n094_a_status_that_is_not_listed_fails_the_task_at_once r#"
        premises confluent {"connect":{"endpoints":[{"url":"*","answers":[{"status":403,"body":{}}]}]}}
        POST ~/connectors @source {"config":{"retry.on.status.codes":"404,408,500-","auto.restart.on.user.error":"false"}} => 201
        +2s GET ~/connectors/orders/status
            | connector/state = FAILED
            | connector/trace = The endpoint answered with status 403
            | tasks/*/state = ["USER_ACTIONABLE_ERROR"]
    "#

    n094_a_429_and_a_401_are_tried_again_whatever_the_list_says r#"
        premises confluent {"connect":{"endpoints":[{"url":"*","answers":[{"status":429},{"status":401},{"body":[1]}]}]}}
        POST ~/connectors @source {"config":{"retry.on.status.codes":"500-","retry.backoff.ms":"3000","url":"http://x/"}} => 201
        +4s GET ~/connectors/orders/offsets | offsets = []
        +10s GET ~/connectors/orders/status | connector/state = RUNNING
        state | confluent/connect/connectors/lkc-abc123/orders/requests = ["GET http://x/","GET http://x/","GET http://x/"]
        GET ~/connectors/orders/offsets | offsets/0/offset/offset = "1"
    "#

    retries_are_counted_and_the_last_failure_is_told r#"
        premises confluent {"connect":{"endpoints":[{"url":"*","answers":[{"lost":true,"times":9}]}]}}
        POST ~/connectors @source {"config":{"max.retries":"2","retry.backoff.ms":"1000"}} => 201
        +2s GET ~/connectors/orders/status | connector/state = RUNNING
        +10s GET ~/connectors/orders/status
            | connector/state = FAILED
            | connector/trace = The endpoint did not answer
            | tasks/*/state = ["SYSTEM_ERROR"]
        state | confluent/connect/connectors/lkc-abc123/orders/requests/2 ~ ^GET http | confluent/connect/connectors/lkc-abc123/orders/requests/3 absent
    "#

    an_answer_that_is_no_json_fails_the_task_and_a_restart_by_itself_polls_again r#"
        premises confluent {"connect":{"endpoints":[{"url":"*","answers":[{"text":"<html>"},{"body":[1]}]}]}}
        POST ~/connectors @source => 201
        +2s GET ~/connectors/orders/status | connector/trace = The response of the endpoint is not valid JSON | tasks/*/state = ["USER_ACTIONABLE_ERROR"]
        +5m GET ~/connectors/orders/status | connector/state = RUNNING
        GET ~/connectors/orders/offsets | offsets/0/offset/offset = "1"
    "#

    n096_parameters_go_with_get_and_the_body_with_post r#"
        premises confluent {"connect":{"endpoints":[{"url":"*","answers":[{"body":[]}]},{"url":"*","answers":[]}]}}
        POST ~/connectors @source {"name":"get","config":{"name":"get","url":"http://x/a","http.request.parameters":"b=1","http.request.body":"{\"c\":2}"}} => 201
        +2s GET ~/connectors => 200
        state | confluent/connect/connectors/lkc-abc123/get/requests = ["GET http://x/a?b=1"]
    "#

    n096_a_post_has_a_body_and_no_parameters r#"
        premises confluent {"connect":{"endpoints":[{"url":"*","answers":[{"body":[]}]}]}}
        POST ~/connectors @source {"name":"post","config":{"name":"post","url":"http://x/a","http.request.method":"POST","http.request.parameters":"b=1","http.request.body":"{\"c\":2}"}} => 201
        +2s GET ~/connectors => 200
        state | confluent/connect/connectors/lkc-abc123/post/requests = ["POST http://x/a {\"c\":2}"]
    "#

    n097_each_entity_has_a_topic_and_an_offset_of_its_own r#"
        premises confluent {"connect":{"endpoints":[{"url":"http://x/A*","answers":[{"body":[1,2]}]},{"url":"http://x/B*","answers":[{"body":[1]}]}]}}
        POST ~/connectors @source {"config":{"entity.names":"A, B","topic.name.pattern":"t_${entityName}","url":"http://x/${entityName}/${offset}","http.initial.offset":"0"}} => 201
        +5s GET ~/connectors/orders/offsets
            | offsets = [{"offset":{"offset":"2"},"partition":{"entity":"A"}},{"offset":{"offset":"1"},"partition":{"entity":"B"}}]
        GET lkc-abc123/topics | data/*/topic_name = ["t_A","t_B"]
    "#

    n098_a_token_is_fetched_once_and_again_after_a_401 r#"
        premises confluent {"connect":{"endpoints":[{"url":"http://idp/token","answers":[{"body":{"access_token":"one"}},{"body":{"access_token":"two"}}]},{"url":"http://x/","authorization":"Bearer two","answers":[{"body":[1]},{"body":[2]}]}]}}
        POST ~/connectors @source {"config":{"url":"http://x/","auth.type":"oauth2","oauth2.token.url":"http://idp/token","oauth2.client.id":"i","oauth2.client.secret":"s","oauth2.client.mode":"url","request.interval.ms":"1000"}} => 201
        +20s GET ~/connectors/orders/offsets | offsets/0/offset/offset = "2"
        state | confluent/connect/connectors/lkc-abc123/orders/requests/0 ~ ^POST http://idp/token grant_type=client_credentials&scope=any&client_id=i&client_secret=\*{16}$
            | confluent/connect/connectors/lkc-abc123/orders/requests/1 = GET http://x/
            | confluent/connect/connectors/lkc-abc123/orders/requests/2 ~ ^POST http://idp/token
            | confluent/connect/connectors/lkc-abc123/orders/requests/4 = GET http://x/
            | confluent/connect/connectors/lkc-abc123/orders/requests/5 absent
    "#

    n104_without_entities_there_is_one_poll_whatever_the_tasks r#"
        premises confluent {"connect":{"endpoints":[{"url":"*","answers":[{"body":[1]}]}]}}
        POST ~/connectors @source {"config":{"tasks.max":"3","url":"http://x/"}} => 201
        +5s GET ~/connectors => 200
        state | confluent/connect/connectors/lkc-abc123/orders/requests = ["GET http://x/"]
    "#

    what_is_paused_does_not_poll_and_goes_on_from_where_it_was r#"
        premises confluent {"connect":{"endpoints":[{"url":"*","answers":[{"body":[1]},{"body":[2]}]}]}}
        POST ~/connectors @source {"config":{"url":"http://x/${offset}","http.initial.offset":"0","request.interval.ms":"60000"}} => 201
        +2s PUT ~/connectors/orders/pause => 202
        +5m GET ~/connectors/orders/status | connector/state = PAUSED
        state | confluent/connect/connectors/lkc-abc123/orders/requests = ["GET http://x/0"]
        PUT ~/connectors/orders/resume => 202
        +5s GET ~/connectors => 200
        state | confluent/connect/connectors/lkc-abc123/orders/requests = ["GET http://x/0","GET http://x/1"]
    "#

    altered_offsets_are_polled_from r#"
        premises confluent {"connect":{"endpoints":[{"url":"*","answers":[{"body":[1]},{"body":[2]}]}]}}
        POST ~/connectors @source {"config":{"url":"http://x/${offset}","http.initial.offset":"0","request.interval.ms":"60000"}} => 201
        +2s POST ~/connectors/orders/offsets/request {"type":"PATCH","offsets":[{"partition":{"entity":""},"offset":{"offset":40}}]} => 202
        +2m GET ~/connectors => 200
        state | confluent/connect/connectors/lkc-abc123/orders/requests = ["GET http://x/0","GET http://x/40"]
    "#
}
