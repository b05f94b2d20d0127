//! Cluster links of Confluent Cloud: made, shown, listed, deleted. Where a name begins with a
//! number, it is the behaviour's number in the conformance list of Confluent Cloud.

cases! {
    n001_a_link_is_created_without_a_body_and_found_by_its_name r#"
        POST lkc-abc123/links?link_name=l1 @link => 201 | . = ""
        GET lkc-abc123/links/l1 => 200 | link_name = l1
    "#

    n002_a_link_needs_a_name r#"
        POST lkc-abc123/links @link => 400 coded: Invalid Cluster Link Name.
    "#

    n003_a_name_is_taken_once r#"
        POST lkc-abc123/links?link_name=l1 @link => 201
        POST lkc-abc123/links?link_name=l1 @link => 400 coded ~ ^A cluster link already exists with the provided link name: .* Cluster link 'l1' already exists\.$
            | error_code = 400
        POST lkc-def456/links?link_name=l1 @far => 201
    "#

    n004_what_is_only_validated_is_not_created r#"
        POST lkc-abc123/links?link_name=l1&validate_only=true @link => 201 | . = ""
        GET lkc-abc123/links/l1 => 404
        POST lkc-abc123/links?link_name=&validate_only=true @link => 400
    "#

    n006_a_link_to_a_cluster_out_of_reach_can_be_made_unvalidated r#"
        premises confluent {"remotes":[{"id":"lkc-far","outages":[{"from":"0s","to":"1m"}]}]}
        POST lkc-abc123/links?link_name=l1 @far => 400 coded: Invalid cluster link. Link error code: BOOTSTRAP_TCP_CONNECTION_FAILED_ERROR. Link error message: Failed to create a TCP connection to the destination cluster. Please ensure the destination cluster is running and is reachable by the source cluster.. Error message: Unable to validate cluster link due to error: The provided cluster is invalid.
        POST lkc-abc123/links?link_name=l1&validate_link=false @far => 201
        GET lkc-abc123/links/l1
            | link_state = UNAVAILABLE
            | link_error = BOOTSTRAP_TCP_CONNECTION_FAILED_ERROR
            | link_error_message ~ ^Failed to create a TCP connection
        59s GET lkc-abc123/links/l1 | link_state = UNAVAILABLE
        60s GET lkc-abc123/links/l1 | link_state = ACTIVE | link_error absent
    "#

    n007_no_links_are_an_empty_list r#"
        GET lkc-abc123/links
            | kind = KafkaLinkDataList
            | metadata = {"self":"http://127.0.0.1:9283/kafka/v3/clusters/lkc-abc123/links","next":null}
            | data = []
    "#

    n008_an_unknown_link_is_not_found r#"
        GET lkc-abc123/links/x => 404 coded: The cluster link doesn't exist: Cluster link 'x' does not exist.
            | error_code = 404
        DELETE lkc-abc123/links/x => 404
        GET lkc-abc123/links/x/configs => 404
        GET lkc-abc123/links/x/mirrors => 404
    "#

    n009_a_destination_knows_its_source r#"
        POST lkc-abc123/links?link_name=l1 @link => 201
        GET lkc-abc123/links/l1
            | . keys cluster_link_id destination_cluster_id kind link_id link_name link_state metadata source_cluster_id topic_names
            | kind = KafkaLinkData
            | metadata = {"self":"http://127.0.0.1:9283/kafka/v3/clusters/lkc-abc123/links/l1"}
            | source_cluster_id = lkc-def456
            | destination_cluster_id = null
            | cluster_link_id ~ ^[A-Za-z0-9_-]{22}$
            | link_id ~ ^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$
            | topic_names = []
            | link_state = ACTIVE
        GET lkc-abc123/links | data/0/link_state = ACTIVE | data/0/link_name = l1
    "#

    n011_tasks_are_told_on_demand r#"
        POST lkc-abc123/links?link_name=l1 @link => 201
        GET lkc-abc123/links/l1?include_tasks=true
            | tasks/*/task_name = ["ConsumerOffsetSync","AutoCreateMirror","AclSync","TopicConfigsSync"]
            | tasks/*/state = ["NOT_CONFIGURED","NOT_CONFIGURED","NOT_CONFIGURED","ACTIVE"]
            | tasks/*/errors = [[],[],[],[]]
        GET lkc-abc123/links/l1?include_tasks=false | tasks absent
        GET lkc-abc123/links/l1 | tasks absent
    "#

    n012_acls_that_are_synced_without_filters_are_in_error r#"
        POST lkc-abc123/links?link_name=l1 {"source_cluster_id":"lkc-def456","configs":[{"name":"bootstrap.servers","value":"b:9092"},{"name":"acl.sync.enable","value":"true"}]} => 201
        GET lkc-abc123/links/l1?include_tasks=true
            | tasks/2 = {"task_name":"AclSync","state":"IN_ERROR","errors":[{"error_code":"MISCONFIGURATION_ERROR","error_message":"ACL migration is enabled but acl.filters is not set. Please set acl.filters to proceed with ACL migration."}]}
    "#

    n013_a_source_needs_the_inbound_link_of_its_destination r#"
        POST lkc-abc123/links?link_name=l1 @outbound => 400 coded ~ does not have a link named l1
        POST lkc-def456/links?link_name=l1 @inbound => 201
        POST lkc-abc123/links?link_name=l2 @outbound => 400 coded ~ does not have a link named l2
        POST lkc-abc123/links?link_name=l1 @outbound => 201
        GET lkc-abc123/links/l1 | destination_cluster_id = lkc-def456 | source_cluster_id = null | cluster_link_id -> $id
        GET lkc-def456/links/l1 | source_cluster_id = lkc-abc123 | cluster_link_id = $id
    "#

    n014_both_sides_of_a_bidirectional_link_have_one_id r#"
        POST lkc-abc123/links?link_name=l1 @both {"remote_cluster_id":"lkc-def456"} => 201
        GET lkc-abc123/links/l1 | remote_cluster_id = lkc-def456 | source_cluster_id = null | cluster_link_id -> $id
        POST lkc-def456/links?link_name=l1 @both {"remote_cluster_id":"lkc-abc123","cluster_link_id":"eEBkTffYSESld6EO898x3w"} => 400 coded ~ cluster link ID
            | error_code = 40002
        POST lkc-def456/links?link_name=l1 @both {"remote_cluster_id":"lkc-abc123","cluster_link_id":"$id"} => 201
        GET lkc-def456/links/l1 | cluster_link_id = $id | remote_cluster_id = lkc-abc123
    "#

    a_second_side_finds_the_id_by_itself r#"
        POST lkc-abc123/links?link_name=l1 @both {"remote_cluster_id":"lkc-def456","cluster_link_id":"eEBkTffYSESld6EO898x3w"} => 201
        POST lkc-def456/links?link_name=l1 @both {"remote_cluster_id":"lkc-abc123"} => 201
        GET lkc-def456/links/l1 | cluster_link_id = eEBkTffYSESld6EO898x3w | link_id = 7840644d-f7d8-4844-a577-a10ef3df31df
    "#

    n016_a_link_without_mirrors_is_deleted r#"
        POST lkc-abc123/links?link_name=l1 @link => 201
        DELETE lkc-abc123/links/l1 => 204 | . = ""
        GET lkc-abc123/links/l1 => 404
        GET lkc-abc123/links | data = []
        POST lkc-abc123/links?link_name=l1 @link => 201
    "#

    a_link_takes_its_time_to_go_as_in_reality_or_as_a_scenario_says r#"
        timing realistic
        POST lkc-abc123/links?link_name=l1 @link => 201
        DELETE lkc-abc123/links/l1 => 204
        +9s GET lkc-abc123/links/l1 => 200
        +1s GET lkc-abc123/links/l1 => 404
    "#

    a_scenario_may_keep_a_link_that_is_deleted r#"
        timing deleteKafkaLink "3s"
        POST lkc-abc123/links?link_name=l1 @link => 201
        DELETE lkc-abc123/links/l1 => 204
        +2s GET lkc-abc123/links/l1 => 200
        +1s GET lkc-abc123/links/l1 => 404
    "#

    n017_a_link_with_a_mirror_is_in_use r#"
        given link
        given mirror orders
        DELETE lkc-abc123/links/l1 => 403 coded ~ ^Cluster link 'l1' with ID '.{22}' in used by topics: orders$
    "#

    n018_force_deletes_a_link_in_use_and_its_mirrors_are_topics r#"
        given link
        given mirror orders
        DELETE lkc-abc123/links/l1?force=true => 204
        GET lkc-abc123/links/l1 => 404
        GET lkc-abc123/topics/orders => 200
        POST lkc-abc123/topics/orders/records {"value":{"type":"STRING","data":"x"}} | error_code = 200
    "#

    orphaned_mirrors_can_be_deleted r#"
        premises confluent {"behaviour":{"orphaned_mirrors":"deleted"}}
        given link
        given mirror orders
        DELETE lkc-abc123/links/l1?force=true => 204
        GET lkc-abc123/topics/orders => 404
    "#

    n019_a_deletion_that_is_only_validated_deletes_nothing r#"
        given link
        given mirror orders
        DELETE lkc-abc123/links/l1?validate_only=true => 403
        DELETE lkc-abc123/links/l1?validate_only=true&force=true => 204
        settle
        GET lkc-abc123/links/l1 | topic_names = ["orders"]
    "#

    n023_a_slash_at_the_end_is_none r#"
        POST lkc-abc123/links/?link_name=l1 @link => 201
        GET lkc-abc123/links/ | data/0/link_name = l1
        GET lkc-abc123/links/l1/ | link_name = l1
    "#

    links_are_listed_by_name_and_by_cluster r#"
        POST lkc-abc123/links?link_name=b @link => 201
        POST lkc-abc123/links?link_name=a @link => 201
        POST cluster-1/links?link_name=c @link => 201
        GET lkc-abc123/links | data/*/link_name = ["a","b"]
        GET cluster-1/links | data/*/link_name = ["c"]
    "#

    a_link_leads_elsewhere_and_to_whom_it_expects r#"
        POST lkc-abc123/links?link_name=l1 @link {"source_cluster_id":"lkc-abc123"} => 400 coded: Source cluster ID matches local cluster ID lkc-abc123. Cannot create cluster link to self.
            | error_code = 40002
        POST lkc-abc123/links?link_name=l1 @link {"source_cluster_id":"cluster-2"} => 400 coded: Expected cluster ID 'cluster-2' does not match resolved cluster ID 'lkc-def456'
            | error_code = 40002
        POST lkc-abc123/links?link_name=l1 @link {"source_cluster_id":null} => 201
        GET lkc-abc123/links/l1 | source_cluster_id = lkc-def456
    "#

    the_modes_go_together r#"
        POST lkc-abc123/links?link_name=l1 {"destination_cluster_id":"lkc-def456","configs":[{"name":"link.mode","value":"SOURCE"},{"name":"connection.mode","value":"INBOUND"}]} => 400 coded ~ INBOUND
            | error_code = 40002
        POST lkc-abc123/links?link_name=l1 {"configs":[{"name":"link.mode","value":"SIDEWAYS"}]} => 400 coded ~ ^Invalid value SIDEWAYS for configuration link.mode
        POST lkc-abc123/links?link_name=l1 {"source_cluster_id":"lkc-def456"} => 400 coded ~ bootstrap.servers
        POST lkc-abc123/links?link_name=l1 => 400
        POST lkc-abc123/links?link_name=l1 {"configs":[{"name":"connection.mode","value":"INBOUND"}]} => 400 coded ~ remote cluster
    "#

    a_name_of_odd_letters_is_none r#"
        POST lkc-abc123/links?link_name=a%20b @link => 400 coded: Invalid Cluster Link Name.
        POST lkc-abc123/links?link_name=a+b @link => 400
        POST lkc-abc123/links?link_name=.. @link => 400
        POST lkc-abc123/links?link_name=a.b_c-1 @link => 201
    "#

    a_mechanism_that_the_other_side_does_not_take_is_refused r#"
        premises confluent {"remotes":[{"id":"lkc-far","mechanisms":["SCRAM-SHA-512"]}]}
        POST lkc-abc123/links?link_name=l1 @far => 401 coded: Unable to validate cluster link due to error: Client SASL mechanism 'PLAIN' not enabled in the server, enabled mechanisms are [SCRAM-SHA-512]
            | error_code = 401
    "#

    a_login_that_cannot_be_read_makes_no_client r#"
        POST lkc-abc123/links?link_name=l1 {"source_cluster_id":"lkc-def456","configs":[{"name":"bootstrap.servers","value":"b:9092"},{"name":"security.protocol","value":"SASL_SSL"},{"name":"sasl.mechanism","value":"PLAIN"}]} => 400 coded ~ ^Unable to validate cluster link due to error: Unable to create client using provided properties when validating the cluster link: .
    "#

    a_key_that_the_other_side_does_not_take_is_told_and_can_be_changed r#"
        premises confluent {"keys":[{"id":"OLD","secret":"s","cluster":"lkc-def456","revoked_at":"1m"},{"id":"NEW","secret":"s","cluster":"lkc-def456"}]}
        POST lkc-abc123/links?link_name=l1 @keyed {"configs":[{"name":"bootstrap.servers","value":"b:9092"},{"name":"sasl.jaas.config","value":"m required username=\"OLD\" password=\"s\";"}]} => 201
        59s GET lkc-abc123/links/l1 | link_state = ACTIVE
        60s GET lkc-abc123/links/l1
            | link_state = UNAVAILABLE
            | link_error = AUTHENTICATION_ERROR
            | link_error_message = Please check your api key and secret
        POST lkc-abc123/links?link_name=l2 @keyed {"configs":[{"name":"bootstrap.servers","value":"b:9092"},{"name":"sasl.jaas.config","value":"m required username='OLD' password='s';"}]} => 400 coded ~ AUTHENTICATION_ERROR
        PUT lkc-abc123/links/l1/configs:alter {"data":[{"name":"sasl.jaas.config","value":"m required username=\"NEW\" password=\"s\";"}]} => 204
        GET lkc-abc123/links/l1 | link_state = ACTIVE | link_error absent
    "#

    a_link_gives_up_and_new_settings_let_it_try_again r#"
        premises confluent {"remotes":[{"id":"lkc-far","outages":[{"from":"1m","to":"10m"}]}]}
        POST lkc-abc123/links?link_name=l1 @far => 201
        GET lkc-abc123/links/l1 | link_state = ACTIVE
        1m GET lkc-abc123/links/l1 | link_state = UNAVAILABLE
        359s GET lkc-abc123/links/l1 | link_state = UNAVAILABLE
        360s GET lkc-abc123/links/l1?include_tasks=true | link_state = FAILED | tasks/3/state = LINK_FAILED
        11m GET lkc-abc123/links/l1 | link_state = FAILED
        PUT lkc-abc123/links/l1/configs/topic.config.sync.ms {"value":"6000"} => 204
        GET lkc-abc123/links/l1 | link_state = ACTIVE
    "#

    a_rule_says_what_becomes_of_a_link r#"
        fault {"on":{"operation":"createKafkaLink","resource":"l1"},"outcome":{"end":"UNAVAILABLE","code":"TIMEOUT_ERROR","message":"too slow"}}
        fault {"on":{"operation":"createKafkaLink","resource":"l2"},"outcome":{"end":"FAILED","succeeds_for":"1m"}}
        POST lkc-abc123/links?link_name=l1 @link => 201
        POST lkc-abc123/links?link_name=l2 @link => 201
        GET lkc-abc123/links/l1 | link_state = ACTIVE
        +1s GET lkc-abc123/links/l1 | link_state = UNAVAILABLE | link_error = TIMEOUT_ERROR | link_error_message = too slow
        GET lkc-abc123/links/l2 | link_state = ACTIVE
        60s GET lkc-abc123/links/l2 | link_state = FAILED
        301s GET lkc-abc123/links/l1 | link_state = FAILED
    "#

    a_link_can_be_paused_by_its_settings r#"
        given link
        given mirror orders
        PUT lkc-abc123/links/l1/configs/cluster.link.paused {"value":"true"} => 204
        GET lkc-abc123/links/l1?include_tasks=true | link_state = PAUSED | tasks/3/state = LINK_PAUSED
        GET lkc-abc123/links/l1/mirrors/orders | mirror_status = LINK_PAUSED
        DELETE lkc-abc123/links/l1/configs/cluster.link.paused => 204
        GET lkc-abc123/links/l1 | link_state = ACTIVE
        GET lkc-abc123/links/l1/mirrors/orders | mirror_status = ACTIVE
    "#

    a_new_link_can_be_slow_to_show r#"
        lag createKafkaLink 2s
        POST lkc-abc123/links?link_name=l1 @link => 201
        GET lkc-abc123/links/l1 => 404
        GET lkc-abc123/links | data = []
        POST lkc-abc123/links?link_name=l1 @link => 400 coded ~ already exists
        POST lkc-def456/topics {"topic_name":"orders"} => 201
        POST lkc-abc123/links/l1/mirrors {"source_topic_name":"orders"} => 404 coded: Unable to resolve cluster link information for l1
        +2s GET lkc-abc123/links/l1 => 200
        POST lkc-abc123/links/l1/mirrors {"source_topic_name":"orders"} => 201
    "#

    a_new_link_can_be_slow_to_show_by_reads r#"
        lag createKafkaLink {"reads":2}
        POST lkc-abc123/links?link_name=l1 @link => 201
        GET lkc-abc123/links/l1 => 404 404 200
    "#

    a_deletion_takes_its_time_and_the_name_so_long r#"
        timing deleteKafkaLink 10s
        POST lkc-abc123/links?link_name=l1 @link => 201
        DELETE lkc-abc123/links/l1 => 204
        GET lkc-abc123/links/l1 => 200
        DELETE lkc-abc123/links/l1 => 404
        POST lkc-abc123/links?link_name=l1 @link => 400 coded ~ already exists
        +10s GET lkc-abc123/links/l1 => 404
        POST lkc-abc123/links?link_name=l1 @link => 201
    "#

    one_side_goes_and_the_other_stays r#"
        POST lkc-abc123/links?link_name=l1 @both {"remote_cluster_id":"lkc-def456"} => 201
        POST lkc-def456/links?link_name=l1 @both {"remote_cluster_id":"lkc-abc123"} => 201
        GET lkc-def456/links/l1 | cluster_link_id -> $id
        DELETE lkc-abc123/links/l1 => 204
        settle
        GET lkc-abc123/links/l1 => 404
        GET lkc-def456/links/l1 | cluster_link_id = $id
        POST lkc-abc123/links?link_name=l1 @both {"remote_cluster_id":"lkc-def456"} => 201
        GET lkc-abc123/links/l1 | cluster_link_id = $id
    "#

    the_status_of_a_creation_is_a_choice r#"
        premises confluent {"behaviour":{"created":"no_content"}}
        POST lkc-abc123/links?link_name=l1 @link => 204
        POST lkc-def456/topics {"topic_name":"orders"} => 201
        POST lkc-abc123/links/l1/mirrors {"source_topic_name":"orders"} => 204
    "#

    a_cluster_that_nobody_named_is_reachable_or_not r#"
        POST lkc-abc123/links?link_name=l1 @far {"source_cluster_id":"lkc-nobody"} => 201
        POST lkc-abc123/links/l1/mirrors {"source_topic_name":"anything"} => 201
        settle
        GET lkc-abc123/links/l1/mirrors/anything | num_partitions = 6
    "#

    a_cluster_that_nobody_named_can_be_out_of_reach r#"
        premises confluent {"behaviour":{"unknown_remotes":"unreachable"}}
        POST lkc-abc123/links?link_name=l1 @far {"source_cluster_id":"lkc-nobody"} => 400 coded ~ BOOTSTRAP_TCP_CONNECTION_FAILED_ERROR
    "#

    a_link_counts_the_partitions_of_its_mirrors_by_how_they_are r#"
        given link
        given mirror orders
        given mirror returns
        POST lkc-abc123/links/l1/mirrors:pause {"mirror_topic_names":["returns"]}
        settle
        GET lkc-abc123/links/l1 | category_counts = [{"state_category":"PAUSED","count":2},{"state_category":"ACTIVE","count":2}]
        DELETE lkc-def456/topics/orders => 204
        GET lkc-abc123/links | data/0/category_counts/1 = {"state_category":"IN_ERROR","count":2}
    "#

    an_id_does_not_depend_on_what_happens_to_other_names r#"
        seed 7
        POST lkc-abc123/links?link_name=b @link => 201
        GET lkc-abc123/links/b | cluster_link_id = dA0IkFpcQc2aevfneNfNWQ
    "#

    an_id_is_the_same_whatever_came_before r#"
        seed 7
        POST lkc-abc123/links?link_name=a @link => 201
        POST lkc-def456/links?link_name=b @far => 201
        POST lkc-abc123/links?link_name=b @link => 201
        GET lkc-abc123/links/b | cluster_link_id = dA0IkFpcQc2aevfneNfNWQ
    "#
}
