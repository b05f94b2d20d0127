//! What JSON means to Yandex Managed Kafka: the mapping of proto3, as a transcoder keeps it. Over REST only.

cases! {
    a_body_that_is_no_object_is_told_so r#"
        POST c9q/connectors '[]' => 400 INVALID_ARGUMENT: Request is malformed: expected a JSON object
        POST c9q/connectors '7'  => 400 INVALID_ARGUMENT: Request is malformed: expected a JSON object
        POST c9q/connectors '{'  => 400 INVALID_ARGUMENT: Request is malformed: EOF while parsing an object
    "#

    n009_a_number_may_be_a_text_and_is_shown_as_one r#"
        POST c9q/connectors @s3 {"connectorSpec":{"name":"a","tasksMax":5}}
        settle
        POST c9q/connectors @s3 {"connectorSpec":{"name":"b","tasksMax":"5"}}
        settle
        POST c9q/connectors @s3 {"connectorSpec":{"name":"c","tasksMax":5.0}}
        GET c9q/connectors | connectors/*/tasksMax = ["5","5","5"]
    "#

    a_number_of_another_form_is_refused r#"
        POST c9q/connectors @s3 {"connectorSpec":{"tasksMax":5.5}} => 400 INVALID_ARGUMENT ~ ^Request is malformed:
        POST c9q/connectors @s3 {"connectorSpec":{"tasksMax":{"value":"5"}}} => 400 INVALID_ARGUMENT
        POST c9q/connectors @s3 {"connectorSpec":{"tasksMax":"many"}} => 400 INVALID_ARGUMENT
        POST c9q/connectors @s3 {"connectorSpec":{"name":7}} => 400 INVALID_ARGUMENT
    "#

    n011_only_one_kind_can_be_chosen r#"
        POST c9q/connectors {"connectorSpec":{"name":"x","connectorConfigMirrormaker":{},"connectorConfigS3Sink":{}}} => 400 INVALID_ARGUMENT
        POST c9q/connectors {"connectorSpec":{"name":"x","connectorConfigMirrormaker":{},"connectorConfigS3Sink":null}}
    "#

    n013_what_is_unknown_is_passed_over r#"
        POST c9q/connectors @mirror {"colour":"red","connectorSpec":{"size":[1,{}]}}
        GET c9q/connectors/mm1?colour=red | colour absent
    "#

    n014_fields_may_have_their_own_names r#"
        POST c9q/connectors {"connector_spec":{"name":"x","tasks_max":4,"connector_config_s3_sink":{"topics":"t","s3_connection":{"bucket_name":"b"}}}}
        GET c9q/connectors/x | tasksMax = "4" | connectorConfigS3Sink = {"topics":"t","s3Connection":{"bucketName":"b"}}
        GET c9q/connectors?page_size=1001 => 400 INVALID_ARGUMENT
    "#

    null_is_as_good_as_nothing r#"
        POST c9q/connectors {"connectorSpec":null} => 400 INVALID_ARGUMENT | details/0/fieldViolations/0/field = connector_spec
    "#

    the_path_wins_over_the_body r#"
        POST c9q/connectors {"clusterId":"other","cluster_id":"another","connectorSpec":{"name":"x","connectorConfigMirrormaker":{}}} | metadata/clusterId = c9qexamplecluster001
    "#

    a_body_is_read_whatever_it_is_called r#"
        POST c9q/connectors @mirror
            + content-type: application/x-www-form-urlencoded
        settle
        POST c9q/connectors/pause/mm1
            - content-type
    "#

    what_is_no_json_is_refused r#"
        POST c9q/connectors '{"connectorSpec":' => 400 INVALID_ARGUMENT
        POST c9q/connectors '[]' => 400 INVALID_ARGUMENT
        POST c9q/connectors 'x=1' => 400 INVALID_ARGUMENT
    "#

    numbers_and_flags_are_taken_as_texts_of_properties r#"
        POST c9q/connectors @mirror {"connectorSpec":{"properties":{"a":1,"b":true,"c":"x"}}}
        GET c9q/connectors/mm1 | properties = {"a":"1","b":"true","c":"x","sync.topics.config.enabled":"true"}
    "#

    a_mask_may_have_the_fields_own_names r#"
        POST c9q/connectors @mirror
        settle
        PATCH c9q/connectors/mm1 {"updateMask":"connector_spec.tasks_max","connectorSpec":{"tasksMax":7}}
        settle
        GET c9q/connectors/mm1 | tasksMax = "7"
        PATCH c9q/connectors/mm1 {"updateMask":{"paths":["connector_spec.tasks_max"]},"connectorSpec":{"tasksMax":8}} => 400 INVALID_ARGUMENT
    "#

    n038_a_field_that_cannot_be_updated_is_passed_over r#"
        POST c9q/connectors @s3
        settle
        PATCH c9q/connectors/s3out {"updateMask":"connectorSpec.connectorConfigS3Sink.topics","connectorSpec":{"connectorConfigS3Sink":{"topics":"t3","fileCompressionType":"zstd"}}}
        settle
        GET c9q/connectors/s3out | connectorConfigS3Sink/topics = t3 | connectorConfigS3Sink/fileCompressionType = gzip
        PATCH c9q/connectors/s3out {"updateMask":"connectorSpec.connectorConfigS3Sink.fileCompressionType","connectorSpec":{}} => 400 INVALID_ARGUMENT ~ ^unknown field paths:
    "#

    n071_defaults_are_left_out r#"
        GET c9q/connectors | . = {}
        POST c9q/connectors @mirror | done absent | response absent | error absent
        GET c9q/connectors | nextPageToken absent | connectors/0/placement absent
    "#

    defaults_are_there_where_a_world_says_so r#"
        premises yandex {"behaviour":{"always_print_primitive_fields":true,"empty_has_value":true}}
        GET c9q/connectors | . = {"connectors":[],"nextPageToken":""}
        POST c9q/connectors @mirror | done = false
        settle
        DELETE c9q/connectors/mm1 | id -> $op
        settle
        GET /operations/$op | response/value = {}
    "#

    a_wrapped_zero_is_not_left_out r#"
        POST c9q/connectors @mirror {"connectorSpec":{"connectorConfigMirrormaker":{"replicationFactor":0}}}
        GET c9q/connectors/mm1 | connectorConfigMirrormaker/replicationFactor = "0"
    "#
}
