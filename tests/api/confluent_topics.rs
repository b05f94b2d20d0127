//! The neighbours of cluster links in Kafka REST: clusters, topics, their settings and partitions, records,
//! access control lists. Numbers as in `confluent_links`.

cases! {
    n051_a_topic_is_created_once r#"
        POST lkc-abc123/topics {"topic_name":"orders","partitions_count":2,"replication_factor":3,"configs":[{"name":"retention.ms","value":"1000"}]} => 201
            | header location = http://127.0.0.1:9283/kafka/v3/clusters/lkc-abc123/topics/orders
            | . = {"kind":"KafkaTopic","metadata":{"self":"http://127.0.0.1:9283/kafka/v3/clusters/lkc-abc123/topics/orders","resource_name":"crn:///kafka=lkc-abc123/topic=orders"},"cluster_id":"lkc-abc123","topic_name":"orders","is_internal":false,"replication_factor":3,"partitions_count":2,"partitions":{"related":"http://127.0.0.1:9283/kafka/v3/clusters/lkc-abc123/topics/orders/partitions"},"configs":{"related":"http://127.0.0.1:9283/kafka/v3/clusters/lkc-abc123/topics/orders/configs"},"partition_reassignments":{"related":"http://127.0.0.1:9283/kafka/v3/clusters/lkc-abc123/topics/orders/partitions/-/reassignments"}}
        POST lkc-abc123/topics {"topic_name":"orders"} => 400 coded: Topic 'orders' already exists.
            | error_code = 40002
        GET lkc-abc123/topics/orders/configs/retention.ms | value = "1000"
    "#

    n052_what_is_only_validated_is_not_created r#"
        POST lkc-abc123/topics {"topic_name":"orders","validate_only":true} => 200 | partitions_count = 6
        GET lkc-abc123/topics/orders => 404
    "#

    n053_an_unknown_topic_is_not_hosted r#"
        GET lkc-abc123/topics/x => 404 coded: This server does not host this topic-partition. | error_code = 40403
        DELETE lkc-abc123/topics/x => 404 coded: This server does not host this topic-partition. | error_code = 40403
        GET lkc-abc123/topics/x/configs => 404 | error_code = 40403
        GET lkc-abc123/topics/x/partitions => 404 | error_code = 40403
    "#

    n054_a_topic_needs_a_body r#"
        POST lkc-abc123/topics => 422 coded: Payload error. Request body is empty. Data is required. | error_code = 422
        PATCH lkc-abc123/topics/x => 422 coded: Payload error. Request body is empty. Partitions_count is required.
    "#

    n056_settings_of_topics_are_altered_by_post r#"
        POST lkc-abc123/topics {"topic_name":"orders"} => 201
        POST lkc-abc123/topics/orders/configs:alter {"data":[{"name":"retention.ms","value":"1000"},{"name":"cleanup.policy","value":"compact"}]} => 204 | . = ""
        GET lkc-abc123/topics/orders/configs/retention.ms
            | kind = KafkaTopicConfig
            | value = "1000"
            | is_default = false
            | source = DYNAMIC_TOPIC_CONFIG
            | synonyms = [{"name":"retention.ms","value":"1000","source":"DYNAMIC_TOPIC_CONFIG"},{"name":"retention.ms","value":"604800000","source":"DEFAULT_CONFIG"}]
            | metadata/resource_name = crn:///kafka=lkc-abc123/topic=orders/config=retention.ms
        POST lkc-abc123/topics/orders/configs:alter {"data":[{"name":"retention.ms","operation":"DELETE"}]} => 204
        GET lkc-abc123/topics/orders/configs/retention.ms | value = "604800000" | is_default = true
        POST lkc-abc123/topics/orders/configs:alter {"data":[{"name":"retention.ms","value":"1"}],"validate_only":true} => 204
        GET lkc-abc123/topics/orders/configs/retention.ms | is_default = true
        PUT lkc-abc123/topics/orders/configs:alter {"data":[]} => 405
    "#

    n057_an_unknown_setting_is_not_found r#"
        POST lkc-abc123/topics {"topic_name":"t"} => 201
        GET lkc-abc123/topics/t/configs/x => 404 coded: Config x cannot be found for TOPIC t in cluster lkc-abc123. | error_code = 404
    "#

    n058_records_are_reported_on_one_by_one r#"
        POST lkc-abc123/topics {"topic_name":"orders","partitions_count":1} => 201
        POST lkc-abc123/topics/orders/records {"key":{"type":"STRING","data":"k"},"value":{"type":"JSON","data":{"a":1}}}{"value":{"type":"BINARY","data":"AQI="}} => 200 raw
            | . = "{\"error_code\":200,\"cluster_id\":\"lkc-abc123\",\"topic_name\":\"orders\",\"partition_id\":0,\"offset\":0,\"timestamp\":\"2024-01-01T00:00:00Z\",\"key\":{\"type\":\"STRING\",\"size\":1},\"value\":{\"type\":\"JSON\",\"size\":7}}\r\n{\"error_code\":200,\"cluster_id\":\"lkc-abc123\",\"topic_name\":\"orders\",\"partition_id\":0,\"offset\":1,\"timestamp\":\"2024-01-01T00:00:00Z\",\"value\":{\"type\":\"BINARY\",\"size\":2}}\r\n"
    "#

    n059_a_record_that_is_wrong_is_reported_in_a_200 r#"
        POST lkc-abc123/topics {"topic_name":"orders"} => 201
        POST lkc-abc123/topics/orders/records '[]' => 200 | error_code = 400
        POST lkc-abc123/topics/orders/records {"value":{"type":"BINARY","data":1}} => 200 | error_code = 400 | message = Bad Request: data=1 is not a base64 string.
        POST lkc-abc123/topics/orders/records {"value":{"type":"BINARY","data":"1"}} => 200 | error_code = 400 | message = Bad Request: data="1" is not a valid base64 string.
        POST lkc-abc123/topics/orders/records {"headers":[{"name":"h","value":"?"}]} => 200 | error_code = 400 | message ~ ^Cannot deserialize value of type `byte\[\]` from String "\?"
        POST lkc-abc123/topics/orders/records {"partition_id":-1} => 200 | error_code = 40402 | message = Partition not found.
        POST lkc-abc123/topics/orders/records {"partition_id":6} => 200 | error_code = 40403
        POST lkc-abc123/topics/nothing/records {"value":null} => 200 | error_code = 40403
        POST lkc-abc123/topics/orders/records {"value":{"data":"x"}} => 200 | error_code = 422 | message = Payload error. Schema Registry must be configured when using schemas.
        POST lkc-abc123/topics/orders/records {"key":{"type":"AVRO","schema":"{}","data":"x"}} => 200 | error_code = 422
        POST lkc-abc123/topics/orders/records {"key":{"type":"AVRO","data":"x"}} => 200 | error_code = 400 | message ~ 'schema_version=latest' cannot be used with 'serializer'\.$
        POST lkc-abc123/topics/orders/records {"key":{"type":"STRING","subject":"s","data":"x"}} => 200 | error_code = 400 | message ~ 'type=STRING' cannot be used with 'subject'\.$
        POST lkc-abc123/topics/orders/records {"key":{"schema_id":1,"schema":"{}","data":"x"}} => 200 | error_code = 400 | message ~ Only one of 'schema_id', 'schema_version' or 'schema' can be used\.$
        POST lkc-abc123/topics/orders/records {"key":{"subject":"s","subject_name_strategy":"TOPIC_NAME","data":"x"}} => 200 | error_code = 400 | message ~ Only one of 'subject_name_strategy' or 'subject' can be used\.$
        POST lkc-abc123/topics/orders/records {"key":{"type":"string","data":"x"}} => 200 | error_code = 400 | message ~ ^Cannot deserialize value of type `EmbeddedFormat` from String "string"
        POST lkc-abc123/topics/orders/records {"key":{"type":"STRING","data":"x","colour":"red"}} => 200 | error_code = 400 | message ~ ^Unrecognized field "colour"
        POST lkc-abc123/topics/orders/records {"value":{"type":"STRING","data":{"a":1}}} => 200 | error_code = 400 | message = Bad Request: data={"a":1} is not a string.
        POST lkc-abc123/topics/orders/records {"partition_id":-1,"value":{"type":"BINARY","data":1}} => 200 | error_code = 40402
        POST lkc-abc123/topics/orders/records {"partition_id":0,"value":{"type":"STRING","data":null}} => 200 | error_code = 200 | value = {"type":"STRING","size":-1} | key absent
        POST lkc-abc123/topics/orders/records => 422
        POST lkc-abc123/topics/orders/records 'a=1'
            + content-type: application/x-www-form-urlencoded
            => 415 coded: HTTP 415 Unsupported Media Type
    "#

    n061_an_unknown_cluster_is_not_found r#"
        GET x/links => 404 coded: Cluster x cannot be found. | error_code = 404
        GET x => 404 coded: Cluster x cannot be found.
        GET x/topics => 404 coded: Cluster x cannot be found.
        POST x/links?link_name=l @link => 404 coded: Cluster x cannot be found.
    "#

    n103_a_record_with_an_unknown_member_is_reported r#"
        POST lkc-abc123/topics {"topic_name":"orders"} => 201
        POST lkc-abc123/topics/orders/records {"records":[]} => 200 | error_code = 400 | message ~ ^Unrecognized field "records"
    "#

    a_key_has_its_partition r#"
        POST lkc-abc123/topics {"topic_name":"orders"} => 201
        POST lkc-abc123/topics/orders/records {"key":{"type":"STRING","data":"foobar"}} | partition_id = 0
        POST lkc-abc123/topics/orders/records {"key":{"type":"STRING","data":"foobar"}} | partition_id = 0 | offset = 1
        POST lkc-abc123/topics/orders/records {"key":{"type":"STRING","data":"abc"}} | partition_id = 3 | offset = 0
        POST lkc-abc123/topics/orders/records {"value":{"type":"STRING","data":"a"},"timestamp":"2026-01-08T12:00:00Z"} | timestamp = 2026-01-08T12:00:00Z
        POST lkc-abc123/topics/orders/records {"timestamp":"2026-01-08T12:00:00.050Z"} | timestamp = 2026-01-08T12:00:00.050Z
    "#

    an_unknown_member_is_refused_elsewhere_too r#"
        POST lkc-abc123/topics {"topic_name":"orders","colour":"red"} => 400 coded ~ ^Unrecognized field "colour", not marked as ignorable
            | error_code = 400
        POST lkc-abc123/links?link_name=l1 {"colour":"red"} => 400 coded ~ ^Unrecognized field "colour"
        POST lkc-abc123/topics {"topic_name":"orders","partitions_count":"A"} => 400 coded: Cannot deserialize value of type `java.lang.Integer` from String "A": not a valid `java.lang.Integer` value
        POST lkc-abc123/topics {"topic_name": => 400 coded
        POST lkc-abc123/topics [] => 400 coded
    "#

    unknown_members_can_be_ignored r#"
        premises confluent {"behaviour":{"unknown_members":"ignored"}}
        POST lkc-abc123/topics {"topic_name":"orders","colour":"red","shape":{"a":1}} => 201
        POST lkc-abc123/links?link_name=l1 {"source_cluster_id":"lkc-def456","configs":[{"name":"bootstrap.servers","value":"b","colour":"red"}]} => 201
    "#

    a_cluster_tells_where_things_are r#"
        GET lkc-abc123
            | kind = KafkaCluster
            | cluster_id = lkc-abc123
            | metadata = {"self":"http://127.0.0.1:9283/kafka/v3/clusters/lkc-abc123","resource_name":"crn:///kafka=lkc-abc123"}
            | controller/related = http://127.0.0.1:9283/kafka/v3/clusters/lkc-abc123/brokers/1
            | partition_reassignments/related = http://127.0.0.1:9283/kafka/v3/clusters/lkc-abc123/topics/-/partitions/-/reassignment
            | topics/related = http://127.0.0.1:9283/kafka/v3/clusters/lkc-abc123/topics
    "#

    urls_have_the_base_that_the_premises_give r#"
        premises confluent {"behaviour":{"base_url":"https://pkc-00000.region.provider.confluent.cloud"}}
        GET lkc-abc123 | metadata/self = https://pkc-00000.region.provider.confluent.cloud/kafka/v3/clusters/lkc-abc123
    "#

    topics_are_listed_by_name_widened_and_deleted r#"
        POST lkc-abc123/topics {"topic_name":"b"} => 201
        POST lkc-abc123/topics {"topic_name":"a"} => 201
        GET lkc-abc123/topics | kind = KafkaTopicList | data/*/topic_name = ["a","b"] | metadata/next = null
        PATCH lkc-abc123/topics/a {"partitions_count":6} => 400 coded: Topic already has 6 partitions. | error_code = 40002
        PATCH lkc-abc123/topics/a {"partitions_count":8} => 200 | partitions_count = 8
        GET lkc-abc123/topics/a/partitions | kind = KafkaPartitionList | data/*/partition_id = [0,1,2,3,4,5,6,7]
        GET lkc-abc123/topics/a/partitions/7
            | kind = KafkaPartition
            | metadata/resource_name = crn:///kafka=lkc-abc123/topic=a/partition=7
            | leader/related = http://127.0.0.1:9283/kafka/v3/clusters/lkc-abc123/topics/a/partitions/7/replicas/1
        GET lkc-abc123/topics/a/partitions/8 => 404 | error_code = 40403
        GET lkc-abc123/topics/a/partitions/x => 404 | error_code = 404
        DELETE lkc-abc123/topics/a => 204
        GET lkc-abc123/topics | data/*/topic_name = ["b"]
    "#

    a_topic_that_cannot_be_is_refused r#"
        POST lkc-abc123/topics {"topic_name":"a b"} => 422 coded: Payload error. Invalid topic name.
        POST lkc-abc123/topics {"topic_name":"a","replication_factor":2} => 400 coded: Topic replication factor must be 3
        POST lkc-abc123/topics {"topic_name":"a","partitions_count":0} => 400
        POST lkc-abc123/topics {"topic_name":"a","partitions_count":9001} => 400 coded: Adding the requested number of partitions will exceed 9000 total partitions.
        POST lkc-abc123/topics {"topic_name":"a","configs":[{"name":"x","value":"1"}]} => 400 coded: Unknown topic config name: x
        POST lkc-abc123/topics {"topic_name":"a","configs":[{"name":"retention.ms","value":null}]} => 400 coded: Null value not supported for topic configs : retention.ms
        POST lkc-abc123/topics {"topic_name":"a","configs":[{"name":"retention.ms","value":"soon"}]} => 400 coded: Invalid value soon for configuration retention.ms: Not a number of type LONG
        POST lkc-abc123/topics {"topic_name":"a"} => 201
        PUT lkc-abc123/topics/a/configs/retention.ms {"value":"soon"} => 400 coded: Invalid config value for resource ConfigResource(type=TOPIC, name='a'): Invalid value soon for configuration retention.ms: Not a number of type LONG
        PUT lkc-abc123/topics/a/configs/retention.ms {"value":null} => 400 coded: Null value not supported for : SET:retention.ms
        PUT lkc-abc123/topics/a/configs/delete.retention.ms {"value":"60566400001"} => 400 coded ~ Config property 'delete.retention.ms' with value '60566400001' exceeded max limit of 60566400000\.$
    "#

    settings_of_all_topics_and_of_none r#"
        POST lkc-abc123/topics {"topic_name":"a"} => 201
        GET lkc-abc123/topics/-/configs | kind = KafkaTopicConfigList | data/0/topic_name = a
        GET lkc-abc123/topics/nothing/default-configs | kind = KafkaTopicConfigList | data/0/name = cleanup.policy
        GET lkc-abc123/topics/a?include_authorized_operations=true | authorized_operations ~ "READ"
    "#

    acls_are_made_found_and_deleted r#"
        POST lkc-abc123/acls {"resource_type":"TOPIC","resource_name":"orders","pattern_type":"LITERAL","principal":"User:sa-1","host":"*","operation":"READ","permission":"ALLOW"} => 201
            | . = ""
            | header location = http://127.0.0.1:9283/kafka/v3/clusters/lkc-abc123/acls?resource_type=TOPIC&resource_name=orders&pattern_type=LITERAL&principal=User%3Asa-1&host=*&operation=READ&permission=ALLOW
        POST lkc-abc123/acls:batch {"data":[{"resource_type":"TOPIC","resource_name":"ord","pattern_type":"PREFIXED","principal":"User:sa-1","host":"*","operation":"WRITE","permission":"ALLOW"},{"resource_type":"CLUSTER","resource_name":"kafka-cluster","pattern_type":"LITERAL","principal":"User:sa-2","host":"*","operation":"ALTER","permission":"ALLOW"}]} => 201
        GET lkc-abc123/acls | kind = KafkaAclList | data/*/operation = ["ALTER","WRITE","READ"]
        GET lkc-abc123/acls?resource_type=TOPIC | data/*/operation = ["WRITE","READ"]
        GET lkc-abc123/acls?resource_name=orders&pattern_type=MATCH | data/*/operation = ["WRITE","READ"]
        GET lkc-abc123/acls?resource_name=orders&pattern_type=LITERAL
            | data/0 = {"kind":"KafkaAcl","metadata":{"self":"http://127.0.0.1:9283/kafka/v3/clusters/lkc-abc123/acls?resource_type=TOPIC&resource_name=orders&pattern_type=LITERAL&principal=User%3Asa-1&host=*&operation=READ&permission=ALLOW"},"cluster_id":"lkc-abc123","resource_type":"TOPIC","resource_name":"orders","pattern_type":"LITERAL","principal":"User:sa-1","host":"*","operation":"READ","permission":"ALLOW"}
        GET lkc-abc123/acls?principal=User:sa-2 | data/*/operation = ["ALTER"]
        GET lkc-abc123/acls?operation=UNKNOWN => 400 coded: operation cannot be UNKNOWN
        GET lkc-abc123/acls?operation=SING => 400 coded ~ SING
        DELETE lkc-abc123/acls?resource_type=TOPIC => 400 coded: pattern_type cannot be unspecified or UNKNOWN
        DELETE lkc-abc123/acls?resource_type=TOPIC&pattern_type=ANY&operation=ANY&permission=ANY => 200 | . keys data | data/*/operation = ["WRITE","READ"]
        GET lkc-abc123/acls | data/*/operation = ["ALTER"]
    "#

    an_acl_that_leaves_something_open_is_none r#"
        POST lkc-abc123/acls {"resource_type":"ANY","resource_name":"orders","pattern_type":"LITERAL","principal":"User:sa-1","host":"*","operation":"READ","permission":"ALLOW"} => 400 coded ~ resource_type
        POST lkc-abc123/acls {"resource_type":"CLUSTER","resource_name":"orders","pattern_type":"LITERAL","principal":"User:sa-1","host":"*","operation":"READ","permission":"ALLOW"} => 400 coded: The only valid name for the CLUSTER resource is kafka-cluster
        POST lkc-abc123/acls {"resource_type":"TOPIC"} => 400 coded ~ resource_name
        POST lkc-abc123/acls => 422
    "#

    an_unknown_path_or_method_is_told_in_json r#"
        GET lkc-abc123/brokers => 404 coded: HTTP 404 Not Found | error_code = 404
        GET /kafka/v3/clusters => 404 coded: HTTP 404 Not Found
        PUT lkc-abc123/topics => 405 coded: HTTP 405 Method Not Allowed | error_code = 405
            | header allow = GET, POST
        POST lkc-abc123/topics {}
            + content-type: text/plain
            => 415 coded: HTTP 415 Unsupported Media Type
    "#
}
