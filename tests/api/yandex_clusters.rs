//! Clusters, topics and users of Yandex Managed Kafka.

cases_of_both_wires! {
    n066_a_cluster_is_read_whole_and_listed_without_its_configuration r#"
        GET c9q | id = c9qexamplecluster001 | folderId = b1gexamplefolder0001 | name = kafka1 | status = RUNNING | health = ALIVE
            | createdAt = 2024-01-01T00:00:00Z
            | config/zoneId = ["ru-central1-a","ru-central1-b","ru-central1-d"]
            | config/brokersCount = "1"
        GET /managed-kafka/v1/clusters?folderId=b1gexamplefolder0001 | clusters/*/id = ["c9qexamplecluster001"] | clusters/0/status = RUNNING | clusters/0/config absent | clusters/0/monitoring absent
        GET /managed-kafka/v1/clusters?folderId=b1gexamplefolder0001&filter=name%3D%22other%22 | clusters/*/id = ["c9qexamplecluster001"]
        GET /managed-kafka/v1/clusters => 400 INVALID_ARGUMENT | details/0/fieldViolations/0/field = folder_id
        GET /managed-kafka/v1/clusters?folderId=b1gother => 403 PERMISSION_DENIED
    "#

    a_cluster_is_created_with_its_topics_and_users r#"
        POST /managed-kafka/v1/clusters {"folderId":"b1gexamplefolder0001","name":"second","environment":"PRODUCTION","labels":{"a":"b"},"configSpec":{"version":"3.6","brokersCount":2,"zoneId":["ru-central1-a"],"kafka":{"resources":{"resourcePresetId":"s2.micro","diskSize":"34359738368"},"kafkaConfig_3":{"numPartitions":3}}},"topicSpecs":[{"name":"t1","partitions":1}],"userSpecs":[{"name":"u1","password":"tell-nobody"}]}
            | description = Create Apache Kafka cluster
            | metadata keys @type clusterId
            | done absent
            | id -> $op
            | metadata/clusterId -> $id
        GET /managed-kafka/v1/clusters/$id | status = CREATING | health absent
        POST /managed-kafka/v1/clusters {"folderId":"b1gexamplefolder0001","name":"second"} => 409 ALREADY_EXISTS
        settle
        GET /operations/$op | done = true | response/status = RUNNING | response/id = $id
        GET /managed-kafka/v1/clusters/$id | health = ALIVE | labels = {"a":"b"} | config/kafka/kafkaConfig_3/numPartitions = "3" | createdAt = 2024-01-01T00:00:00Z
        GET /managed-kafka/v1/clusters/$id/topics | topics/*/name = ["t1"]
        GET /managed-kafka/v1/clusters/$id/users | users/0 = {"name":"u1","clusterId":"$id"}
        GET /managed-kafka/v1/clusters/$id/hosts | hosts/0/zoneId = ru-central1-a | hosts/0/role = KAFKA | hosts/1/name ~ ^rc1a-[0-9a-v]{16}\.mdb\.yandexcloud\.net$ | hosts/2 absent
    "#

    a_cluster_that_cannot_be_created_is_gone r#"
        fault {"on":{"operation":"Cluster.Create"},"outcome":{"code":"RESOURCE_EXHAUSTED","message":"no room"}}
        POST /managed-kafka/v1/clusters {"folderId":"b1gexamplefolder0001","name":"second"} | id -> $op | metadata/clusterId -> $id
        settle
        GET /operations/$op | error = {"code":8,"message":"no room"}
        GET /managed-kafka/v1/clusters/$id => 404 NOT_FOUND
    "#

    an_update_changes_what_its_mask_names r#"
        PATCH c9q {"updateMask":"description,configSpec.brokersCount","description":"d","name":"ignored","configSpec":{"version":"9","brokersCount":2}} | metadata/@type = type.googleapis.com/yandex.cloud.mdb.kafka.v1.UpdateClusterMetadata
        GET c9q | status = UPDATING
        settle
        GET c9q | status = RUNNING | description = d | name = kafka1 | config/brokersCount = "2" | config/version = "3.6"
        PATCH c9q {"updateMask":"description","description":"d"} => 400 FAILED_PRECONDITION: no changes detected
        PATCH c9q {"updateMask":"clusterId,folderId","description":"e"} => 400 INVALID_ARGUMENT: unknown field paths: cluster_id, folder_id
        POST c9q/connectors @mirror {"connectorSpec":{"tasksMax":null}}
        settle
        GET c9q/connectors/mm1 | tasksMax = "6"
    "#

    without_a_mask_all_is_replaced_but_name_and_configuration r#"
        PATCH c9q {"description":"d","labels":{"a":"b"}}
        settle
        PATCH c9q {"deletionProtection":true}
        settle
        GET c9q | description absent | labels absent | deletionProtection = true | name = kafka1 | config/version = "3.6"
        DELETE c9q => 400 FAILED_PRECONDITION ~ protected
    "#

    a_deleted_cluster_is_not_found_and_an_unknown_one_is_not_told_from_a_forbidden_one r#"
        DELETE c9q | id -> $op
        GET c9q | status = RUNNING
        settle
        GET /operations/$op | done = true | response = {"@type":"type.googleapis.com/google.protobuf.Empty"}
        GET c9q => 404 NOT_FOUND
        GET c9q/connectors => 404 NOT_FOUND
        GET /managed-kafka/v1/clusters/c9qnever => 403 PERMISSION_DENIED
    "#

    a_stopped_cluster_takes_no_changes_until_it_is_started r#"
        POST c9q:start => 400 FAILED_PRECONDITION ~ RUNNING$
        POST c9q:stop | description = Stop Apache Kafka cluster
        GET c9q | status = STOPPING
        settle
        GET c9q | status = STOPPED | health absent
        POST c9q/connectors @mirror => 400 FAILED_PRECONDITION ~ STOPPED$
        POST c9q:stop => 400 FAILED_PRECONDITION ~ STOPPED$
        POST c9q:start
        settle
        POST c9q/connectors @mirror
    "#

    a_cluster_moves_to_another_folder r#"
        premises yandex {"folders":[{"id":"b1gexamplefolder0001"},{"id":"b1gother"}]}
        POST c9q:move {"destinationFolderId":"b1gother"} | metadata/sourceFolderId = b1gexamplefolder0001 | metadata/destinationFolderId = b1gother
        settle
        GET c9q | folderId = b1gother
        GET /managed-kafka/v1/clusters?folderId=b1gexamplefolder0001 = {}
    "#

    a_topic_lives_its_life r#"
        POST c9q/topics {"topicSpec":{"name":"t1","partitions":3,"replicationFactor":"1","topicConfig_3":{"cleanupPolicy":"CLEANUP_POLICY_COMPACT","retentionMs":"1000"}}}
            | metadata = {"@type":"type.googleapis.com/yandex.cloud.mdb.kafka.v1.CreateTopicMetadata","clusterId":"c9qexamplecluster001","topicName":"t1"}
            | id -> $op
        GET c9q/topics/t1 | partitions = "3"
        POST c9q/topics {"topicSpec":{"name":"t2"}} => 400 FAILED_PRECONDITION: conflicting operation "$op" detected
        settle
        GET /operations/$op | response = {"@type":"type.googleapis.com/yandex.cloud.mdb.kafka.v1.Topic","name":"t1","clusterId":"c9qexamplecluster001","partitions":"3","replicationFactor":"1","topicConfig_3":{"cleanupPolicy":"CLEANUP_POLICY_COMPACT","retentionMs":"1000"}}
        POST c9q/topics {"topicSpec":{"name":"t1"}} => 409 ALREADY_EXISTS: topic "t1" already exists
        PATCH c9q/topics/t1 {"updateMask":"topicSpec.partitions","topicSpec":{"partitions":6,"replicationFactor":3}}
        settle
        GET c9q/topics/t1 | partitions = "6" | replicationFactor = "1"
        PATCH c9q/topics/t1 {"updateMask":"topicSpec.name","topicSpec":{"name":"t9"}} => 400 INVALID_ARGUMENT: unknown field paths: topic_spec.name
        GET c9q/topics | topics/*/name = ["t1"]
        DELETE c9q/topics/t1 | metadata/topicName = t1
        settle
        GET c9q/topics/t1 => 404 NOT_FOUND: topic "t1" not found
    "#

    a_topic_must_be_as_its_annotations_say r#"
        POST c9q/topics {"topicSpec":{"name":"a.b"}} => 400 INVALID_ARGUMENT | details/0/fieldViolations/0/field = topic_spec.name
        POST c9q/topics {"topicSpec":{"name":""}} => 400 INVALID_ARGUMENT | details/0/fieldViolations/0/field = topic_spec.name
        POST c9q/topics {"topicSpec":{"name":"t","partitions":0}} => 400 INVALID_ARGUMENT | details/0/fieldViolations/0/field = topic_spec.partitions
        POST c9q/topics {} => 400 INVALID_ARGUMENT | details/0/fieldViolations/0/field = topic_spec
    "#

    a_topic_that_cannot_be_created_is_gone r#"
        fault {"on":{"operation":"Topic.Create"},"outcome":{"code":"FAILED_PRECONDITION","message":"disk size must be at least 1"}}
        POST c9q/topics {"topicSpec":{"name":"t1"}}
        settle
        GET c9q/topics/t1 => 404 NOT_FOUND
    "#

    a_users_password_is_never_shown r#"
        POST c9q/users {"userSpec":{"name":"u1","password":"tell-nobody","permissions":[{"topicName":"t1","role":"ACCESS_ROLE_PRODUCER"}]}} | metadata/userName = u1 | id -> $op
        settle
        GET /operations/$op | response = {"@type":"type.googleapis.com/yandex.cloud.mdb.kafka.v1.User","name":"u1","clusterId":"c9qexamplecluster001","permissions":[{"topicName":"t1","role":"ACCESS_ROLE_PRODUCER"}]}
        PATCH c9q/users/u1 {"updateMask":"password","password":"tell-nobody-else"} | id -> $op
        settle
        GET /operations/$op | response keys @type name clusterId permissions
        POST c9q/users {"userSpec":{"name":"u2","password":"short"}} => 400 INVALID_ARGUMENT | details/0/fieldViolations/0/field = user_spec.password
        POST c9q/users {"userSpec":{"name":"u 2","password":"long enough"}} => 400 INVALID_ARGUMENT | details/0/fieldViolations/0/field = user_spec.name
    "#

    permissions_are_granted_and_revoked r#"
        POST c9q/users {"userSpec":{"name":"u1","password":"tell-nobody"}}
        settle
        POST c9q/users/u1:grantPermission {"permission":{"topicName":"t1","role":"ACCESS_ROLE_CONSUMER"}} | metadata/@type = type.googleapis.com/yandex.cloud.mdb.kafka.v1.GrantUserPermissionMetadata
        settle
        GET c9q/users/u1 | permissions = [{"topicName":"t1","role":"ACCESS_ROLE_CONSUMER"}]
        POST c9q/users/u1:grantPermission {"permission":{"topicName":"t1","role":"ACCESS_ROLE_CONSUMER"}} => 400 FAILED_PRECONDITION: no changes detected
        POST c9q/users/u1:revokePermission {"permission":{"topicName":"t1","role":"ACCESS_ROLE_CONSUMER"}} | metadata/@type = type.googleapis.com/yandex.cloud.mdb.kafka.v1.RevokeUserPermissionMetadata
        settle
        GET c9q/users/u1 | permissions absent
        DELETE c9q/users/u1
        settle
        GET c9q/users/u1 => 404 NOT_FOUND: user "u1" not found
    "#

    lists_of_topics_and_users_come_in_pages_of_their_own r#"
        POST c9q/topics {"topicSpec":{"name":"a"}}
        settle
        POST c9q/topics {"topicSpec":{"name":"b"}}
        settle
        POST c9q/users {"userSpec":{"name":"a","password":"tell-nobody"}}
        settle
        GET c9q/topics?pageSize=1 | topics/*/name = ["a"] | nextPageToken -> $next
        GET c9q/topics?pageSize=1&pageToken=$next | topics/*/name = ["b"] | nextPageToken absent
        GET c9q/users?pageToken=$next => 400 INVALID_ARGUMENT
        GET c9q/users | users/*/name = ["a"]
        GET c9q/operations | operations/0/metadata/userName = a | operations/2/metadata/topicName = a
    "#
}
