//! Connectors of Yandex Managed Kafka updated: masks, and what they leave.

cases_of_both_wires! {
    n028_only_what_the_mask_names_changes r#"
        POST c9q/connectors @mirror
        settle
        PATCH c9q/connectors/mm1 {"updateMask":"connectorSpec.tasksMax","connectorSpec":{"tasksMax":4,"properties":{"x":"y"},"connectorConfigMirrormaker":{"topics":"other"}}}
            | metadata = {"@type":"type.googleapis.com/yandex.cloud.mdb.kafka.v1.UpdateConnectorMetadata","clusterId":"c9qexamplecluster001","connectorName":"mm1"}
            | id -> $op
        GET c9q/connectors/mm1 | tasksMax = "2"
        settle
        GET /operations/$op | response/tasksMax = "4"
        GET c9q/connectors/mm1 | tasksMax = "4" | properties = {"sync.topics.config.enabled":"true"} | connectorConfigMirrormaker/topics = data.*
    "#

    n029_what_the_mask_names_and_the_body_has_not_is_reset r#"
        POST c9q/connectors @mirror
        settle
        PATCH c9q/connectors/mm1 {"updateMask":"connectorSpec.properties,connectorSpec.tasksMax,connectorSpec.connectorConfigMirrormaker.topics","connectorSpec":{}}
        settle
        GET c9q/connectors/mm1 | properties absent | tasksMax = "3" | connectorConfigMirrormaker/topics absent | connectorConfigMirrormaker/replicationFactor = "1"
    "#

    the_order_of_a_mask_is_no_matter r#"
        POST c9q/connectors @mirror
        settle
        PATCH c9q/connectors/mm1 {"updateMask":"connectorSpec.connectorConfigMirrormaker.sourceCluster.externalCluster.saslUsername,connectorSpec.tasksMax,connectorSpec.connectorConfigMirrormaker.sourceCluster.alias","connectorSpec":{"tasksMax":"9","connectorConfigMirrormaker":{"sourceCluster":{"alias":"a","externalCluster":{"saslUsername":"v","bootstrapServers":"ignored"}}}}}
        settle
        GET c9q/connectors/mm1 | tasksMax = "9" | connectorConfigMirrormaker/sourceCluster = {"alias":"a","externalCluster":{"bootstrapServers":"b1:9091","saslUsername":"v","saslMechanism":"SCRAM-SHA-512","securityProtocol":"SASL_SSL"}}
    "#

    without_a_mask_all_is_replaced_but_what_no_update_can_change r#"
        POST c9q/connectors @s3 {"connectorSpec":{"properties":{"a":"b"},"placement":{"dedicated":true}}}
        settle
        PATCH c9q/connectors/s3out {"connectorSpec":{"connectorConfigS3Sink":{"topics":"t9","s3Connection":{"bucketName":"other"}}}}
        settle
        GET c9q/connectors/s3out
            | name = s3out
            | tasksMax = "3"
            | properties absent
            | placement = {"dedicated":true}
            | connectorConfigS3Sink = {"topics":"t9","fileCompressionType":"gzip","s3Connection":{"bucketName":"other"}}
    "#

    a_mask_may_name_a_whole_message r#"
        POST c9q/connectors @mirror
        settle
        PATCH c9q/connectors/mm1 {"updateMask":"connectorSpec.connectorConfigMirrormaker","connectorSpec":{"connectorConfigMirrormaker":{"topics":"t","sourceCluster":{"alias":"src","thisCluster":{}}}}}
        settle
        GET c9q/connectors/mm1 | tasksMax = "2" | connectorConfigMirrormaker = {"topics":"t","sourceCluster":{"alias":"src","thisCluster":{}}}
    "#

    n031_a_mask_that_names_what_cannot_be_changed_is_refused r#"
        POST c9q/connectors @mirror
        settle
        PATCH c9q/connectors/mm1 {"updateMask":"connectorSpec.name,connectorSpec.tasksMax,clusterId","connectorSpec":{"tasksMax":3}} => 400 INVALID_ARGUMENT: unknown field paths: connector_spec.name, cluster_id
        PATCH c9q/connectors/mm1 {"updateMask":"connectorSpec.properties.a","connectorSpec":{"tasksMax":3}} => 400 INVALID_ARGUMENT: unknown field paths: connector_spec.properties.a
        PATCH c9q/connectors/mm1 {"updateMask":"connectorSpec.tasksMax.value","connectorSpec":{}} => 400 INVALID_ARGUMENT: unknown field paths: connector_spec.tasks_max.value
        PATCH c9q/connectors/mm1 {"updateMask":"connectorSpec.tasksMax.value","connectorSpec":{"tasksMax":3}} => 400 INVALID_ARGUMENT: unknown field paths: connector_spec.tasks_max.value
    "#

    n032_an_update_that_changes_nothing_is_refused r#"
        POST c9q/connectors @mirror
        settle
        PATCH c9q/connectors/mm1 {"updateMask":"connectorSpec.tasksMax","connectorSpec":{"tasksMax":2}} => 400 FAILED_PRECONDITION: no changes detected
    "#

    an_update_that_changes_nothing_is_an_operation_where_a_world_says_so r#"
        premises yandex {"behaviour":{"unchanged":"allowed"}}
        POST c9q/connectors @mirror
        settle
        PATCH c9q/connectors/mm1 {"updateMask":"connectorSpec.tasksMax","connectorSpec":{"tasksMax":2}} | id ~ ^dqh
    "#

    n033_a_secret_is_changed_and_not_shown r#"
        POST c9q/connectors @mirror
        settle
        PATCH c9q/connectors/mm1 {"updateMask":"connectorSpec.connectorConfigMirrormaker.sourceCluster.externalCluster.saslPassword","connectorSpec":{"connectorConfigMirrormaker":{"sourceCluster":{"externalCluster":{"saslPassword":"p4ssw0rd"}}}}} => 400 FAILED_PRECONDITION: no changes detected
        PATCH c9q/connectors/mm1 {"updateMask":"connectorSpec.connectorConfigMirrormaker.sourceCluster.externalCluster.saslPassword","connectorSpec":{"connectorConfigMirrormaker":{"sourceCluster":{"externalCluster":{"saslPassword":"other"}}}}} | id -> $op
        settle
        GET /operations/$op | response/connectorConfigMirrormaker/sourceCluster/externalCluster keys bootstrapServers saslUsername saslMechanism securityProtocol
        PATCH c9q/connectors/mm1 {"updateMask":"connectorSpec.connectorConfigMirrormaker.sourceCluster.externalCluster.saslPassword","connectorSpec":{"connectorConfigMirrormaker":{"sourceCluster":{"externalCluster":{"saslPassword":"other"}}}}} => 400 FAILED_PRECONDITION
    "#

    n037_an_s3_sink_is_updated_by_the_numbers_of_its_own_message r#"
        POST c9q/connectors @s3
        settle
        PATCH c9q/connectors/s3out {"updateMask":"connectorSpec.connectorConfigS3Sink.fileMaxRecords,connectorSpec.connectorConfigS3Sink.s3Connection.externalS3.secretAccessKey,connectorSpec.connectorConfigS3Sink.s3Connection.externalS3.region","connectorSpec":{"connectorConfigS3Sink":{"fileMaxRecords":"5","s3Connection":{"externalS3":{"secretAccessKey":"NEW","region":"eu"}}}}}
        settle
        GET c9q/connectors/s3out | connectorConfigS3Sink/fileMaxRecords = "5" | connectorConfigS3Sink/s3Connection = {"bucketName":"bkt","externalS3":{"accessKeyId":"AK","endpoint":"storage.yandexcloud.net","region":"eu"}}
    "#

    an_iceberg_sink_is_updated_and_keeps_its_routing r#"
        POST c9q/connectors @iceberg
        settle
        PATCH c9q/connectors/ice {"updateMask":"connectorSpec.connectorConfigIcebergSink.topics,connectorSpec.connectorConfigIcebergSink.controlConfig.commitThreads,connectorSpec.connectorConfigIcebergSink.tablesConfig.schemaForceOptional","connectorSpec":{"connectorConfigIcebergSink":{"topics":"t1","controlConfig":{"commitThreads":8},"tablesConfig":{"schemaForceOptional":true}}}}
        settle
        GET c9q/connectors/ice
            | connectorConfigIcebergSink/topics = t1
            | connectorConfigIcebergSink/topicsRegex absent
            | connectorConfigIcebergSink/dynamicTables = {"routeField":"table"}
            | connectorConfigIcebergSink/controlConfig = {"groupIdPrefix":"cg","commitIntervalMs":"300000","commitThreads":"8"}
            | connectorConfigIcebergSink/tablesConfig = {"defaultCommitBranch":"main","evolveSchemaEnabled":true,"schemaForceOptional":true}
    "#

    a_connector_stays_of_its_kind r#"
        POST c9q/connectors @mirror
        settle
        PATCH c9q/connectors/mm1 {"updateMask":"connectorSpec.connectorConfigS3Sink.topics","connectorSpec":{"connectorConfigS3Sink":{"topics":"t"}}} => 400 INVALID_ARGUMENT | details/0/fieldViolations/0/field = connector_spec.connector_config_s3_sink
        PATCH c9q/connectors/mm1 {"connectorSpec":{"connectorConfigS3Sink":{"topics":"t"}}} => 400 INVALID_ARGUMENT
        PATCH c9q/connectors/mm1 {"connectorSpec":{"tasksMax":1}} => 400 INVALID_ARGUMENT | details/0/fieldViolations/0/field = connector_spec.connector_config
        PATCH c9q/connectors/mm1 {} => 400 INVALID_ARGUMENT | details/0/fieldViolations/0/field = connector_spec
    "#

    properties_are_merged_where_a_world_says_so r#"
        premises yandex {"behaviour":{"properties":"merge"}}
        POST c9q/connectors @mirror
        settle
        PATCH c9q/connectors/mm1 {"updateMask":"connectorSpec.properties","connectorSpec":{"properties":{"a":"b"}}}
        settle
        GET c9q/connectors/mm1 | properties = {"a":"b","sync.topics.config.enabled":"true"}
        PATCH c9q/connectors/mm1 {"updateMask":"connectorSpec.tasksMax","connectorSpec":{"tasksMax":7,"properties":{"c":"d"}}}
        settle
        GET c9q/connectors/mm1 | properties keys a sync.topics.config.enabled
    "#

    what_is_paused_is_paused_when_it_is_updated r#"
        POST c9q/connectors @mirror
        settle
        POST c9q/connectors/pause/mm1
        settle
        PATCH c9q/connectors/mm1 {"updateMask":"connectorSpec.tasksMax","connectorSpec":{"tasksMax":7}}
        settle
        GET c9q/connectors/mm1 | status = PAUSED | tasksMax = "7"
    "#

    a_failed_update_leaves_the_connector_as_it_was r#"
        POST c9q/connectors @mirror
        settle
        fault {"on":{"operation":"Connector.Update"},"outcome":{"code":"RESOURCE_EXHAUSTED","message":"no room"}}
        PATCH c9q/connectors/mm1 {"updateMask":"connectorSpec.tasksMax","connectorSpec":{"tasksMax":7}} | id -> $op
        settle
        GET /operations/$op | done = true | error = {"code":8,"message":"no room"}
        GET c9q/connectors/mm1 | tasksMax = "2" | status = RUNNING
    "#
}
