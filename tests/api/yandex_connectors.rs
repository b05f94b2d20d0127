//! Connectors of Yandex Managed Kafka: made, read, listed, paused, resumed, deleted.

cases_of_both_wires! {
    n001_n002_a_creation_is_answered_with_an_operation_that_is_not_done r#"
        POST c9q/connectors @mirror
            | . keys id description createdAt createdBy modifiedAt metadata
            | id ~ ^dqh[0-9a-v]{17}$
            | createdAt = 2024-01-01T00:00:00Z
            | createdBy = aje00000000000000001
            | description = Create connector
            | metadata = {"@type":"type.googleapis.com/yandex.cloud.mdb.kafka.v1.CreateConnectorMetadata","clusterId":"c9qexamplecluster001","connectorName":"mm1"}
    "#

    n003_the_operation_that_is_done_shows_the_connector r#"
        POST c9q/connectors @mirror | id -> $op
        settle
        GET /operations/$op
            | done = true
            | modifiedAt = 2024-01-01T00:00:01Z
            | response/@type = type.googleapis.com/yandex.cloud.mdb.kafka.v1.Connector
            | response/name = mm1
            | response/tasksMax = "2"
            | response/properties = {"sync.topics.config.enabled":"true"}
            | response/health = ALIVE
            | response/status = RUNNING
            | response/clusterId = c9qexamplecluster001
            | error absent
    "#

    n004_a_deletion_ends_with_nothing r#"
        POST c9q/connectors @mirror
        settle
        DELETE c9q/connectors/mm1 | metadata/@type ~ DeleteConnectorMetadata$ | id -> $op
        GET c9q/connectors/mm1 | status = RUNNING
        settle
        GET /operations/$op | done = true | response = {"@type":"type.googleapis.com/google.protobuf.Empty"} | error absent
        GET c9q/connectors/mm1 => 404 NOT_FOUND
        DELETE c9q/connectors/mm1 => 404 NOT_FOUND: connector "mm1" not found
    "#

    a_connector_can_be_read_as_soon_as_it_is_asked_for r#"
        POST c9q/connectors @mirror
        GET c9q/connectors/mm1 | name = mm1 | health absent | status absent
        GET c9q/connectors | connectors/0/name = mm1
    "#

    n016_n017_a_connector_is_paused_and_resumed r#"
        POST c9q/connectors @mirror
        settle
        POST c9q/connectors/pause/mm1 | metadata/@type ~ PauseConnectorMetadata$ | metadata/connectorName = mm1 | id -> $op
        GET c9q/connectors/mm1 | status = RUNNING
        settle
        GET /operations/$op | response/status = PAUSED
        GET c9q/connectors/mm1 | status = PAUSED | health = ALIVE
        POST c9q/connectors/resume/mm1 {} | metadata/@type ~ ResumeConnectorMetadata$
        settle
        GET c9q/connectors/mm1 | status = RUNNING
    "#

    pausing_what_is_paused_is_no_matter_unless_a_world_says_so r#"
        premises yandex {"behaviour":{"repeated":"refused"}}
        POST c9q/connectors @mirror
        settle
        POST c9q/connectors/resume/mm1 => 400 FAILED_PRECONDITION: connector "mm1" is already running
        POST c9q/connectors/pause/mm1
        settle
        POST c9q/connectors/pause/mm1 => 400 FAILED_PRECONDITION: connector "mm1" is already paused
    "#

    pausing_twice_is_an_operation_that_changes_nothing r#"
        POST c9q/connectors @mirror
        settle
        POST c9q/connectors/pause/mm1
        settle
        POST c9q/connectors/pause/mm1 | id -> $op
        settle
        GET /operations/$op | response/status = PAUSED
    "#

    n018_a_name_may_have_dots_and_hyphens r#"
        POST c9q/connectors @mirror {"connectorSpec":{"name":"a.b-c_1"}}
        GET c9q/connectors/a.b-c_1 | name = a.b-c_1
    "#

    n019_a_name_of_another_form_is_refused r#"
        GET c9q/connectors/a%20b => 400 INVALID_ARGUMENT ~ ^Validation failed:\n  - connector_name:
            | details/0/@type = type.googleapis.com/google.rpc.BadRequest
            | details/0/fieldViolations/0/field = connector_name
        GET c9q/connectors/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa => 400 INVALID_ARGUMENT
        POST c9q/connectors @mirror {"connectorSpec":{"name":"a b"}} => 400 INVALID_ARGUMENT | details/0/fieldViolations/0/field = connector_spec.name
    "#

    n021_a_page_has_at_most_1000_items r#"
        GET c9q/connectors?pageSize=1000
        GET c9q/connectors?pageSize=1001 => 400 INVALID_ARGUMENT | details/0/fieldViolations/0/field = page_size
        GET c9q/connectors?pageSize=-1 => 400 INVALID_ARGUMENT
    "#

    n023_a_token_of_another_list_or_of_nobody_is_refused r#"
        GET c9q/connectors?pageToken=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa => 400 INVALID_ARGUMENT ~ page_token: Length must be at most 100$
        GET c9q/connectors?pageToken=nobodys => 400 INVALID_ARGUMENT | details/0/fieldViolations/0/field = page_token
    "#

    pages_follow_each_other_and_the_last_has_no_token r#"
        POST c9q/connectors @mirror
        settle
        POST c9q/connectors @s3
        settle
        GET c9q/connectors?pageSize=1 | connectors/*/name = ["mm1"] | nextPageToken -> $next
        GET c9q/connectors?pageSize=1&pageToken=$next | connectors/*/name = ["s3out"] | nextPageToken absent
        GET c9q/operations?pageToken=$next => 400 INVALID_ARGUMENT
    "#

    n024_a_name_that_is_taken_is_refused r#"
        POST c9q/connectors @mirror
        settle
        POST c9q/connectors @mirror => 409 ALREADY_EXISTS: connector "mm1" already exists
    "#

    n034_secrets_are_never_shown r#"
        POST c9q/connectors @s3 | id -> $op
        settle
        GET c9q/connectors/s3out
            | connectorConfigS3Sink = {"topics":"t1,t2","fileCompressionType":"gzip","fileMaxRecords":"1000","s3Connection":{"bucketName":"bkt","externalS3":{"accessKeyId":"AK","endpoint":"storage.yandexcloud.net","region":"ru-central1"}}}
            | tasksMax = "3"
        GET c9q/connectors | connectors/0/connectorConfigS3Sink/s3Connection/externalS3 keys accessKeyId endpoint region
        GET /operations/$op | response/connectorConfigS3Sink/s3Connection/externalS3 keys accessKeyId endpoint region
    "#

    n036_an_empty_message_of_a_choice_is_shown r#"
        POST c9q/connectors @mirror
        GET c9q/connectors/mm1
            | connectorConfigMirrormaker/targetCluster = {"alias":"dst","thisCluster":{}}
            | connectorConfigMirrormaker/sourceCluster = {"alias":"src","externalCluster":{"bootstrapServers":"b1:9091","saslUsername":"u","saslMechanism":"SCRAM-SHA-512","securityProtocol":"SASL_SSL"}}
            | connectorConfigMirrormaker/replicationFactor = "1"
    "#

    n067_an_iceberg_sink_needs_its_control_topic r#"
        POST c9q/connectors @iceberg {"connectorSpec":{"connectorConfigIcebergSink":{"controlTopic":null}}} => 400 INVALID_ARGUMENT
            | details/0/fieldViolations/*/field = ["connector_spec.connector_config_iceberg_sink.control_topic"]
        POST c9q/connectors @iceberg
        GET c9q/connectors/ice
            | connectorConfigIcebergSink = {"topicsRegex":"t.*","controlTopic":"control","metastoreConnection":{"catalogUri":"thrift://host:9083","warehouse":"s3a://w"},"s3Connection":{"externalS3":{"accessKeyId":"AK","endpoint":"storage.yandexcloud.net","region":"ru-central1"}},"dynamicTables":{"routeField":"table"},"tablesConfig":{"defaultCommitBranch":"main","evolveSchemaEnabled":true},"controlConfig":{"groupIdPrefix":"cg","commitIntervalMs":"300000"}}
    "#

    n068_the_placement_is_shown r#"
        POST c9q/connectors @mirror {"connectorSpec":{"placement":{"dedicated":true}}}
        GET c9q/connectors/mm1 | placement = {"dedicated":true}
    "#

    n012_one_kind_must_be_chosen_and_all_that_is_wrong_is_told_at_once r#"
        POST c9q/connectors {"connectorSpec":{"name":"x y"}} => 400 INVALID_ARGUMENT
            | details/0/fieldViolations/*/field = ["connector_spec.name","connector_spec.connector_config"]
            | details/0/fieldViolations/1/description = One of the options must be selected
        POST c9q/connectors {} => 400 INVALID_ARGUMENT | details/0/fieldViolations/*/field = ["connector_spec"]
        POST c9q/connectors {"connectorSpec":{"connectorConfigS3Sink":{}}} => 400 INVALID_ARGUMENT
            | details/0/fieldViolations/*/field = ["connector_spec.name","connector_spec.connector_config_s3_sink.topics","connector_spec.connector_config_s3_sink.s3_connection"]
    "#

    an_unknown_cluster_is_nobodys_business r#"
        GET /managed-kafka/v1/clusters/c9q00000000000000000/connectors => 403 PERMISSION_DENIED: You do not have permission to access the requested object or object does not exist
        POST /managed-kafka/v1/clusters/c9q00000000000000000/connectors @mirror => 403 PERMISSION_DENIED
    "#

    an_unknown_cluster_is_not_found_where_a_world_says_so r#"
        premises yandex {"behaviour":{"unknown_cluster":"not_found"}}
        GET /managed-kafka/v1/clusters/c9q00000000000000000/connectors => 404 NOT_FOUND: cluster "c9q00000000000000000" not found
    "#

    tasks_are_as_many_as_there_are_brokers_in_all_zones r#"
        premises yandex {"clusters":[{"id":"c9qexamplecluster001","brokers":2,"zones":["a","b"]}]}
        POST c9q/connectors @s3
        GET c9q/connectors/s3out | tasksMax = "4"
    "#

    n069_a_connector_breaks_down_long_after_its_creation_succeeded r#"
        fault {"on":{"operation":"Connector.Create"},"outcome":{"end":"DEAD","succeeds_for":"1m"}}
        POST c9q/connectors @mirror | id -> $op
        +2s GET c9q/connectors/mm1 | health = ALIVE | status = RUNNING
        +1m GET c9q/connectors/mm1 | health = DEAD | status = ERROR
        GET /operations/$op | done = true | response/status = RUNNING | error absent
        POST c9q/connectors/resume/mm1
        +2s GET c9q/connectors/mm1 | health = ALIVE | status = RUNNING
    "#

    a_connector_that_never_worked_was_still_created r#"
        fault {"on":{"operation":"Connector.Create"},"outcome":{"end":"DEAD"}}
        POST c9q/connectors @mirror | id -> $op
        settle
        GET /operations/$op | done = true | error absent | response/@type ~ Connector$
        GET c9q/connectors/mm1 | health = DEAD | status = ERROR
    "#
}

#[test]
fn n022_a_page_that_does_not_say_has_a_hundred_items() {
    let made = (0..101).map(|nth| {
        format!(
            "POST c9q/connectors @mirror {{\"connectorSpec\":{{\"name\":\"c{nth:03}\"}}}}\nsettle\n"
        )
    });
    let made: String = made.collect();
    for wire in ["", "wire grpc\n"] {
        crate::stage::check(&format!(
            "{wire}{made}
            GET c9q/connectors | connectors/99/name = c099 | connectors/100 absent | nextPageToken -> $next
            GET c9q/connectors?pageToken=$next | connectors/*/name = [\"c100\"] | nextPageToken absent"
        ));
    }
}
