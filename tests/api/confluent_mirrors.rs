//! Mirror topics of Confluent Cloud, and what is done to them. Numbers as in `confluent_links`.

cases! {
    a_mirror_that_is_stuck_never_ends r#"
        timing updateKafkaMirrorTopicsPromote "never"
        given link
        given mirror orders
        POST lkc-abc123/links/l1/mirrors:promote {"mirror_topic_names":["orders"]} => 200
        +100h GET lkc-abc123/links/l1/mirrors/orders | mirror_status = PENDING_STOPPED
    "#

    n033_a_mirror_is_made_and_comes_to_copy r#"
        given link
        POST lkc-def456/topics {"topic_name":"orders","partitions_count":2} => 201
        POST lkc-abc123/links/l1/mirrors {"source_topic_name":"orders"} => 201 | . = ""
        GET lkc-abc123/links/l1/mirrors/orders | mirror_status = PENDING_MIRROR
        settle
        GET lkc-abc123/links/l1/mirrors/orders
            | . = {"kind":"KafkaMirrorData","metadata":{"self":"http://127.0.0.1:9283/kafka/v3/clusters/lkc-abc123/links/l1/mirrors/orders"},"link_name":"l1","mirror_topic_name":"orders","source_topic_name":"orders","num_partitions":2,"mirror_lags":[{"partition":0,"lag":0,"last_source_fetch_offset":-1},{"partition":1,"lag":0,"last_source_fetch_offset":-1}],"mirror_status":"ACTIVE","state_time_ms":1704067201000}
        GET lkc-abc123/links/l1 | topic_names = ["orders"]
        GET lkc-abc123/topics/orders | partitions_count = 2
    "#

    n034_a_mirror_has_its_links_prefix r#"
        POST lkc-abc123/links?link_name=l1 @prefixed => 201
        POST lkc-def456/topics {"topic_name":"orders"} => 201
        POST lkc-abc123/links/l1/mirrors {"source_topic_name":"orders","mirror_topic_name":"orders"} => 400 coded: Topic renaming for mirroring not yet supported
            | error_code = 40035
        POST lkc-abc123/links/l1/mirrors {"source_topic_name":"orders","mirror_topic_name":"us_orders"} => 201
        settle
        GET lkc-abc123/links/l1/mirrors/us_orders | mirror_topic_name = us_orders | source_topic_name = orders
        GET lkc-abc123/links/l1/mirrors/orders => 404
    "#

    n036_a_topic_of_the_cloud_has_three_replicas r#"
        given link
        POST lkc-def456/topics {"topic_name":"orders"} => 201
        POST lkc-abc123/links/l1/mirrors {"source_topic_name":"orders","replication_factor":4} => 400 coded: Topic replication factor must be 3
            | error_code = 40002
        POST lkc-abc123/links/l1/mirrors {"source_topic_name":"orders","replication_factor":3} => 201
    "#

    n037_a_mirror_needs_a_new_name_and_a_source r#"
        given link
        given mirror orders
        POST lkc-abc123/links/l1/mirrors {"source_topic_name":"orders"} => 400 coded: Topic 'orders' already exists.
            | error_code = 40002
        POST lkc-abc123/links/l1/mirrors {"source_topic_name":"nothing"} => 404 coded: This server does not host this topic-partition.
            | error_code = 40403
        POST lkc-abc123/links/nothing/mirrors {"source_topic_name":"orders"} => 404 coded ~ does not exist
        POST lkc-abc123/links/l1/mirrors => 422
        POST lkc-abc123/links/l1/mirrors {} => 400 coded ~ source_topic_name
        POST lkc-abc123/links/l1/mirrors {"source_topic_name":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"} => 400 coded ~ longer than the max allowed length 249
        POST lkc-abc123/links/l1/mirrors {"source_topic_name":"a b"} => 400
    "#

    n038_a_mirror_is_paused r#"
        given link
        given mirror orders
        POST lkc-abc123/links/l1/mirrors:pause {"mirror_topic_names":["orders"]}
            | kind = KafkaPromoteMirror
            | metadata = {"self":"http://127.0.0.1:9283/kafka/v3/clusters/lkc-abc123/links/l1/mirrors","next":null}
            | data/0 keys error_code error_message kind messages_truncated metadata mirror_lags mirror_topic_name partition_level_truncation_data
            | data/0/kind = AlterMirrorsData
            | data/0/mirror_topic_name = orders
            | data/0/error_code = null
            | data/0/error_message = null
            | data/0/messages_truncated = null
            | data/0/partition_level_truncation_data = []
            | data/0/metadata/self = http://127.0.0.1:9283/kafka/v3/clusters/lkc-abc123/links/l1/mirrors/orders
        GET lkc-abc123/links/l1/mirrors/orders | mirror_status = ACTIVE
        settle
        GET lkc-abc123/links/l1/mirrors/orders | mirror_status = PAUSED
        POST lkc-abc123/links/l1/mirrors:pause {"mirror_topic_names":["orders"]} | data/0/error_code = null
    "#

    n039_a_paused_mirror_is_resumed r#"
        given link
        given mirror orders
        POST lkc-abc123/links/l1/mirrors:pause {"mirror_topic_names":["orders"]}
        settle
        POST lkc-abc123/links/l1/mirrors:resume {"mirror_topic_names":["orders"]} | data/0/error_code = null
        settle
        GET lkc-abc123/links/l1/mirrors/orders | mirror_status = ACTIVE
        POST lkc-abc123/links/l1/mirrors:resume {"mirror_topic_names":["orders"]} | data/0/error_code = null
    "#

    n041_a_promotion_waits_for_the_source_and_a_failover_does_not r#"
        premises confluent {"remotes":[{"id":"lkc-far","topics":[{"name":"orders","partitions":1,"records":100000}],"outages":[{"from":"10s","to":"4m"}]}]}
        POST lkc-abc123/links?link_name=l1 @far => 201
        POST lkc-abc123/links/l1/mirrors {"source_topic_name":"orders"} => 201
        1s GET lkc-abc123/links/l1/mirrors/orders | mirror_status = ACTIVE | mirror_lags = [{"partition":0,"lag":100000,"last_source_fetch_offset":-1}]
        2s GET lkc-abc123/links/l1/mirrors/orders | mirror_lags = [{"partition":0,"lag":99000,"last_source_fetch_offset":999}]
        10s GET lkc-abc123/links/l1/mirrors/orders | mirror_status = SOURCE_UNAVAILABLE | mirror_lags/0/lag = 91000
        POST lkc-abc123/links/l1/mirrors:promote {"mirror_topic_names":["orders"]} | data/0/error_code = null | data/0/mirror_lags/0/lag = 91000
        200s GET lkc-abc123/links/l1/mirrors/orders | mirror_status = PENDING_STOPPED | mirror_lags/0/lag = 91000
        POST lkc-abc123/links/l1/mirrors:failover {"mirror_topic_names":["orders"]} | data/0/error_code = null
        +1s GET lkc-abc123/links/l1/mirrors/orders | mirror_status = STOPPED
        POST lkc-abc123/topics/orders/records {"partition_id":0,"value":{"type":"STRING","data":"x"}} | offset = 9000
    "#

    a_promotion_ends_when_the_source_is_back_and_all_is_copied r#"
        premises confluent {"remotes":[{"id":"lkc-far","topics":[{"name":"orders","partitions":1,"records":100000}],"outages":[{"from":"10s","to":"4m"}]}]}
        POST lkc-abc123/links?link_name=l1 @far => 201
        POST lkc-abc123/links/l1/mirrors {"source_topic_name":"orders"} => 201
        20s POST lkc-abc123/links/l1/mirrors:promote {"mirror_topic_names":["orders"]} | data/0/error_code = null
        330s GET lkc-abc123/links/l1/mirrors/orders | mirror_status = PENDING_STOPPED | mirror_lags/0/lag = 1000
        331s GET lkc-abc123/links/l1/mirrors/orders | mirror_status = STOPPED | state_time_ms = 1704067531000
    "#

    a_promotion_never_ends_while_the_source_grows_as_fast r#"
        premises confluent {"remotes":[{"id":"lkc-far","topics":[{"name":"orders","partitions":1,"records":100,"records_per_second":1000}]}]}
        POST lkc-abc123/links?link_name=l1 @far => 201
        POST lkc-abc123/links/l1/mirrors {"source_topic_name":"orders"} => 201
        +1s POST lkc-abc123/links/l1/mirrors:promote {"mirror_topic_names":["orders"]}
        +1h GET lkc-abc123/links/l1/mirrors/orders | mirror_status = PENDING_STOPPED | mirror_lags/0/lag = 1100
    "#

    n042_what_is_stopped_is_stopped r#"
        given link
        given mirror orders
        POST lkc-abc123/links/l1/mirrors:promote {"mirror_topic_names":["orders"]} | data/0/error_code = null
        GET lkc-abc123/links/l1/mirrors/orders | mirror_status = PENDING_STOPPED
        settle
        GET lkc-abc123/links/l1/mirrors/orders | mirror_status = STOPPED
        GET lkc-abc123/links/l1 | topic_names = []
        POST lkc-abc123/links/l1/mirrors:promote {"mirror_topic_names":["orders"]}
            | data/0/error_code = 400
            | data/0/error_message = Topic 'orders' has already stopped its mirror from 'l1'
        POST lkc-abc123/links/l1/mirrors:failover {"mirror_topic_names":["orders"]} | data/0/error_code = 400
        POST lkc-abc123/links/l1/mirrors:pause {"mirror_topic_names":["orders"]} | data/0/error_code = 400
        POST lkc-abc123/links/l1/mirrors:resume {"mirror_topic_names":["orders"]} | data/0/error_code = 400
        DELETE lkc-abc123/links/l1 => 204
    "#

    n043_each_topic_is_answered_for_by_itself r#"
        given link
        given mirror orders
        POST lkc-abc123/topics {"topic_name":"plain"} => 201
        POST lkc-abc123/links/l1/mirrors:pause {"mirror_topic_names":["orders","plain","nothing","orders"]}
            | data/*/mirror_topic_name = ["orders","plain","nothing"]
            | data/*/error_code = [null,400,400]
            | data/*/error_message = [null,"Topic 'plain' is not mirrored","Topic 'nothing' is not mirrored"]
    "#

    n044_a_pattern_selects_the_mirrors_of_the_link r#"
        given link
        given mirror orders
        given mirror returns
        POST lkc-abc123/links/l1/mirrors:pause {"mirror_topic_name_pattern":".*"} | data/*/mirror_topic_name = ["orders","returns"]
        POST lkc-abc123/links/l1/mirrors:pause {"mirror_topic_name_pattern":"ord"} | data = []
        POST lkc-abc123/links/l1/mirrors:pause {"mirror_topic_name_pattern":"ord.*|x"} | data/*/mirror_topic_name = ["orders"]
        POST lkc-abc123/links/l1/mirrors:pause {"mirror_topic_name_pattern":"("} => 400
        POST lkc-abc123/links/l1/mirrors:pause {} => 400
        POST lkc-abc123/links/l1/mirrors:pause => 400
    "#

    patterns_and_empty_selections_are_a_choice r#"
        premises confluent {"behaviour":{"mirror_patterns":"part","empty_selection":"empty","stopped_mirrors_listed":true}}
        given link
        given mirror orders
        POST lkc-abc123/links/l1/mirrors:failover {"mirror_topic_name_pattern":"ord"} | data/*/mirror_topic_name = ["orders"]
        POST lkc-abc123/links/l1/mirrors:pause {} => 200 | data = []
        settle
        GET lkc-abc123/links/l1 | topic_names = ["orders"]
    "#

    n046_the_mirrors_of_all_links_are_one_list r#"
        given link
        given mirror orders
        POST lkc-abc123/links?link_name=l2 @link {"source_cluster_id":"cluster-1","configs":[{"name":"bootstrap.servers","value":"b:9092"}]} => 201
        POST cluster-1/topics {"topic_name":"returns"} => 201
        POST lkc-abc123/links/l2/mirrors {"source_topic_name":"returns"} => 201
        settle
        GET lkc-abc123/links/-/mirrors
            | kind = KafkaMirrorDataList
            | data/*/mirror_topic_name = ["orders","returns"]
            | data/*/link_name = ["l1","l2"]
        GET lkc-abc123/links/l2/mirrors | data/*/mirror_topic_name = ["returns"]
        GET lkc-abc123/links/-/mirrors?mirror_status=ACTIVE | data/*/link_name = ["l1","l2"]
        GET lkc-abc123/links/-/mirrors?mirror_status=PAUSED | data = []
        GET lkc-abc123/links/l1/mirrors?mirror_status=ACTIVE | data/*/link_name = ["l1"]
        GET lkc-abc123/links/l1/mirrors?mirror_status=SLEEPY => 400 coded ~ SLEEPY
    "#

    n047_what_is_only_validated_changes_nothing r#"
        given link
        given mirror orders
        POST lkc-abc123/links/l1/mirrors:promote?validate_only=true {"mirror_topic_names":["orders"]} | data/0/error_code = null
        settle
        GET lkc-abc123/links/l1/mirrors/orders | mirror_status = ACTIVE
    "#

    n048_a_mirror_is_deleted_with_its_topic r#"
        given link
        given mirror orders
        DELETE lkc-abc123/topics/orders => 204
        GET lkc-abc123/links/l1/mirrors/orders => 404
        GET lkc-abc123/links/l1 | topic_names = []
        DELETE lkc-abc123/links/l1/mirrors/orders => 405
    "#

    n049_a_former_source_is_cut_and_restored r#"
        given pair
        given mirror orders
        POST lkc-def456/topics/orders/records {"partition_id":0,"value":{"type":"STRING","data":"a"}} | offset = 0
        +1s GET lkc-abc123/links/l1/mirrors/orders | mirror_lags/0/lag = 0 | mirror_lags/0/last_source_fetch_offset = 0
        POST lkc-abc123/links/l1/mirrors:failover {"mirror_topic_names":["orders"]}
        settle
        POST lkc-def456/topics/orders/records {"partition_id":0,"value":{"type":"STRING","data":"b"}} | offset = 1
        POST lkc-def456/topics/orders/records {"partition_id":1,"value":{"type":"STRING","data":"c"}} | offset = 0
        POST lkc-def456/links/l1/mirrors:truncate-and-restore?validate_only=true {"mirror_topic_names":["orders"]}
            | data/0/error_code = null | data/0/messages_truncated = 2 | data/0/partition_level_truncation_data = []
        POST lkc-def456/links/l1/mirrors:truncate-and-restore?include_partition_level_truncation_data=true {"mirror_topic_name_pattern":".*"}
            | data/0/error_code = null
            | data/0/messages_truncated = 2
            | data/0/partition_level_truncation_data = [{"partition_id":0,"offset_truncated_to":1,"messages_truncated":1},{"partition_id":1,"offset_truncated_to":0,"messages_truncated":1}]
        GET lkc-def456/links/l1/mirrors/orders | mirror_status = PENDING_SETUP_FOR_RESTORE
        +500ms GET lkc-def456/links/l1/mirrors/orders | mirror_status = PENDING_RESTORE
        +500ms GET lkc-def456/links/l1/mirrors/orders | mirror_status = ACTIVE | source_topic_name = orders
        POST lkc-abc123/topics/orders/records {"partition_id":0,"value":{"type":"STRING","data":"d"}} | offset = 1
        GET lkc-def456/links/l1/mirrors/orders | mirror_lags/0/lag = 1
        +1s GET lkc-def456/links/l1/mirrors/orders | mirror_lags/0/lag = 0
        POST lkc-def456/topics/orders/records {"partition_id":0,"value":{"type":"STRING","data":"e"}} | error_code = 40002
    "#

    only_a_former_source_can_be_restored r#"
        given pair
        given mirror returns
        POST lkc-def456/links/l1/mirrors:truncate-and-restore {"mirror_topic_names":["returns","nothing"]} | data/*/error_code = [400,400]
        POST lkc-abc123/links/l1/mirrors:truncate-and-restore {"mirror_topic_names":["returns"]} | data/0/error_message ~ ACTIVE
    "#

    what_goes_one_way_cannot_be_restored r#"
        given link
        given mirror orders
        POST lkc-abc123/links/l1/mirrors:truncate-and-restore {"mirror_topic_names":["orders"]} | data/0/error_code = 400 | data/0/error_message ~ bidirectional
    "#

    mirror_and_source_change_places r#"
        given pair
        given mirror orders
        POST lkc-def456/topics/orders/records {"partition_id":0,"value":{"type":"STRING","data":"a"}} | offset = 0
        POST lkc-abc123/links/l1/mirrors:reverse-and-start-mirror {"mirror_topic_names":["orders"]} | data/0/error_code = null
        GET lkc-abc123/links/l1/mirrors/orders | mirror_status = PENDING_STOPPED
        settle
        GET lkc-abc123/links/l1/mirrors/orders | mirror_status = STOPPED
        GET lkc-def456/links/l1/mirrors/orders | mirror_status = ACTIVE | mirror_lags/0 = {"partition":0,"lag":0,"last_source_fetch_offset":0}
        POST lkc-def456/topics/orders/records {"partition_id":0,"value":{"type":"STRING","data":"b"}} | error_code = 40002
        POST lkc-abc123/topics/orders/records {"partition_id":0,"value":{"type":"STRING","data":"b"}} | offset = 1
        POST lkc-def456/links/l1/mirrors:reverse-and-pause-mirror {"mirror_topic_names":["orders"]} | data/0/error_code = null
        settle
        GET lkc-def456/links/l1/mirrors/orders | mirror_status = STOPPED
        GET lkc-abc123/links/l1/mirrors/orders | mirror_status = PAUSED
    "#

    places_are_changed_on_a_bidirectional_link_only r#"
        given link
        given mirror orders
        POST lkc-abc123/links/l1/mirrors:reverse-and-start-mirror {"mirror_topic_names":["orders"]} | data/0/error_code = 400 | data/0/error_message ~ bidirectional
    "#

    lags_move_in_world_time r#"
        given link
        given mirror orders
        POST lkc-def456/topics/orders/records {"partition_id":0,"value":{"type":"STRING","data":"a"}} | offset = 0
        GET lkc-abc123/links/l1/mirrors/orders | mirror_lags/0 = {"partition":0,"lag":1,"last_source_fetch_offset":-1}
        +1s GET lkc-abc123/links/l1/mirrors/orders | mirror_lags/0 = {"partition":0,"lag":0,"last_source_fetch_offset":0}
        POST lkc-abc123/links/l1/mirrors:pause {"mirror_topic_names":["orders"]}
        settle
        POST lkc-def456/topics/orders/records {"partition_id":0,"value":{"type":"STRING","data":"b"}} | offset = 1
        +1h GET lkc-abc123/links/l1/mirrors/orders | mirror_lags/0/lag = 1
        POST lkc-abc123/links/l1/mirrors:promote {"mirror_topic_names":["orders"]}
        settle
        GET lkc-abc123/links/l1/mirrors/orders | mirror_status = STOPPED | mirror_lags/0 = {"partition":0,"lag":0,"last_source_fetch_offset":1}
    "#

    a_mirror_can_begin_at_the_end r#"
        premises confluent {"remotes":[{"id":"lkc-far","topics":[{"name":"orders","partitions":1,"records":7}]}]}
        POST lkc-abc123/links?link_name=l1 {"source_cluster_id":"lkc-far","configs":[{"name":"bootstrap.servers","value":"b:9092"},{"name":"mirror.start.offset.spec","value":"latest"}]} => 201
        POST lkc-abc123/links/l1/mirrors {"source_topic_name":"orders"} => 201
        GET lkc-abc123/links/l1/mirrors/orders | mirror_lags/0 = {"partition":0,"lag":0,"last_source_fetch_offset":6}
    "#

    a_mirror_has_its_sources_partitions_and_settings r#"
        given link
        given mirror orders
        PATCH lkc-def456/topics/orders {"partitions_count":9} => 200 | partitions_count = 9
        GET lkc-abc123/topics/orders | partitions_count = 9
        GET lkc-abc123/links/l1/mirrors/orders | num_partitions = 9
        PATCH lkc-abc123/topics/orders {"partitions_count":12} => 400 coded ~ mirror
        PUT lkc-def456/topics/orders/configs/retention.ms {"value":"1000"} => 204
        GET lkc-abc123/topics/orders/configs/retention.ms | value = "1000"
    "#

    a_mirror_is_not_written_to r#"
        given link
        given mirror orders
        POST lkc-abc123/topics/orders/records {"value":{"type":"STRING","data":"x"}} => 200 | error_code = 40002 | message ~ mirror
    "#

    a_mirror_fails_with_its_source r#"
        given link
        given mirror orders
        DELETE lkc-def456/topics/orders => 204
        GET lkc-abc123/links/l1/mirrors/orders | mirror_status = FAILED | mirror_topic_error = SOURCE_TOPIC_MAY_BE_DELETED
        POST lkc-def456/topics {"topic_name":"orders"} => 201
        GET lkc-abc123/links/l1/mirrors/orders | mirror_status = FAILED | mirror_topic_error = SOURCE_TOPIC_ID_CHANGED
        POST lkc-abc123/links/l1/mirrors:promote {"mirror_topic_names":["orders"]} | data/0/error_code = 400 | data/0/error_message ~ FAILED
        POST lkc-abc123/links/l1/mirrors:failover {"mirror_topic_names":["orders"]} | data/0/error_code = null
        settle
        GET lkc-abc123/links/l1/mirrors/orders | mirror_status = STOPPED
    "#

    mirrors_follow_their_link r#"
        premises confluent {"remotes":[{"id":"lkc-far","topics":[{"name":"orders"}],"outages":[{"from":"1m","to":"10m"}]}]}
        POST lkc-abc123/links?link_name=l1 @far => 201
        POST lkc-abc123/links/l1/mirrors {"source_topic_name":"orders"} => 201
        59s GET lkc-abc123/links/l1/mirrors/orders | mirror_status = ACTIVE
        5m GET lkc-abc123/links/l1/mirrors/orders | mirror_status = SOURCE_UNAVAILABLE | state_time_ms = 1704067260000
        POST lkc-abc123/links/l1/mirrors {"source_topic_name":"other"} => 408 coded: The server received the request, but the operation timed out
        7m GET lkc-abc123/links/l1/mirrors/orders | mirror_status = LINK_FAILED | state_time_ms = 1704067560000
        POST lkc-abc123/links/l1/mirrors:promote {"mirror_topic_names":["orders"]} | data/0/error_code = 400
        11m PUT lkc-abc123/links/l1/configs/acl.sync.ms {"value":"6000"} => 204
        GET lkc-abc123/links/l1/mirrors/orders | mirror_status = ACTIVE
    "#

    a_rule_says_what_becomes_of_a_mirror r#"
        fault {"on":{"operation":"createKafkaMirrorTopic","resource":"returns"},"outcome":{"code":"UNSUPPORTED_MESSAGE_FORMAT"}}
        fault {"on":{"operation":"updateKafkaMirrorTopicsPromote"},"first":1,"outcome":{"end":"ACTIVE","code":"TIMEOUT","message":"not now"}}
        given link
        given mirror orders
        POST lkc-abc123/links/l1/mirrors:promote {"mirror_topic_names":["orders"]} | data/0/error_code = null
        settle
        GET lkc-abc123/links/l1/mirrors/orders | mirror_status = ACTIVE | mirror_state_transition_errors absent
        GET lkc-abc123/links/l1/mirrors/orders?include_state_transition_errors=true | mirror_state_transition_errors = [{"error_code":"TIMEOUT","error_message":"not now"}]
        POST lkc-def456/topics {"topic_name":"returns"} => 201
        POST lkc-abc123/links/l1/mirrors {"source_topic_name":"returns"} => 201
        settle
        GET lkc-abc123/links/l1/mirrors/returns | mirror_status = FAILED | mirror_topic_error = UNSUPPORTED_MESSAGE_FORMAT
    "#

    a_topic_of_several_can_be_refused r#"
        premises confluent {"refused_mirrors":[{"topic":"returns","actions":["promote"]},{"topic":"stock","error_code":500,"message":"no"}]}
        given link
        given mirror orders
        given mirror returns
        given mirror stock
        POST lkc-abc123/links/l1/mirrors:promote {"mirror_topic_name_pattern":".*"}
            | data/*/error_code = [null,401,500]
            | data/*/error_message = [null,"Not authorized","no"]
        settle
        GET lkc-abc123/links/l1/mirrors | data/*/mirror_status = ["STOPPED","ACTIVE","ACTIVE"]
        POST lkc-abc123/links/l1/mirrors:pause {"mirror_topic_names":["returns"]} | data/0/error_code = null
    "#

    a_link_makes_mirrors_by_itself r#"
        POST lkc-def456/topics {"topic_name":"orders"} => 201
        POST lkc-def456/topics {"topic_name":"tmp-1"} => 201
        given link
        PUT lkc-abc123/links/l1/configs:alter {"data":[{"name":"auto.create.mirror.topics.enable","value":"true"},{"name":"auto.create.mirror.topics.filters","value":"{\"topicFilters\":[{\"name\":\"*\",\"patternType\":\"LITERAL\",\"filterType\":\"INCLUDE\"},{\"name\":\"tmp-\",\"patternType\":\"PREFIXED\",\"filterType\":\"EXCLUDE\"}]}"}]} => 204
        GET lkc-abc123/links/l1/mirrors | data = []
        +5s GET lkc-abc123/links/l1/mirrors | data/*/mirror_topic_name = ["orders"] | data/0/mirror_status = ACTIVE
        POST lkc-def456/topics {"topic_name":"returns"} => 201
        +5s GET lkc-abc123/links/l1/mirrors | data/*/mirror_topic_name = ["orders","returns"]
    "#

    a_source_side_has_no_mirrors r#"
        POST lkc-def456/links?link_name=l1 @inbound => 201
        POST lkc-abc123/topics {"topic_name":"orders"} => 201
        POST lkc-def456/links/l1/mirrors {"source_topic_name":"orders"} => 404 coded: Unable to resolve cluster link information for l1
        POST lkc-abc123/links?link_name=l1 @outbound => 201
        POST lkc-abc123/links/l1/mirrors {"source_topic_name":"orders"} => 400 coded ~ source side
        POST lkc-def456/links/l1/mirrors {"source_topic_name":"orders"} => 201
    "#

    a_mirror_is_read_into_being r#"
        timing createKafkaMirrorTopic {"reads":2}
        given link
        POST lkc-def456/topics {"topic_name":"orders"} => 201
        POST lkc-abc123/links/l1/mirrors {"source_topic_name":"orders"} => 201
        GET lkc-abc123/links/l1/mirrors/orders | mirror_status = PENDING_MIRROR
        GET lkc-abc123/links/l1/mirrors/orders | mirror_status = PENDING_MIRROR
        GET lkc-abc123/links/l1/mirrors/orders | mirror_status = ACTIVE
    "#
}
