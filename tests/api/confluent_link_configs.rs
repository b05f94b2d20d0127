//! Settings of cluster links: all of them, one, set, reset, altered. Numbers as in `confluent_links`.

cases! {
    a_link_that_dials_keeps_its_bootstrap_servers r#"
        given link
        DELETE lkc-abc123/links/l1/configs/bootstrap.servers => 400 coded: Missing required configuration "bootstrap.servers" which has no default value.
            | error_code = 40002
        PUT lkc-abc123/links/l1/configs/bootstrap.servers {"value":""} => 400 coded ~ ^Missing required configuration
        PUT lkc-abc123/links/l1/configs:alter {"data":[{"name":"bootstrap.servers","operation":"DELETE"},{"name":"acl.sync.ms","value":"5100"}]} => 400 coded ~ ^Missing required configuration
        PUT lkc-abc123/links/l1/configs:alter {"data":[{"name":"bootstrap.servers","value":null}]} => 400 coded ~ ^Missing required configuration
        GET lkc-abc123/links/l1/configs/bootstrap.servers | value = lkc-def456-bootstrap-server:9092
        GET lkc-abc123/links/l1/configs/acl.sync.ms | value = "5000"
        PUT lkc-abc123/links/l1/configs/bootstrap.servers {"value":"other:9092"} => 204
        POST lkc-abc123/links?link_name=l2 @inbound {"source_cluster_id":"lkc-def456"} => 201
        DELETE lkc-abc123/links/l2/configs/bootstrap.servers => 204
    "#

    n024_a_fresh_link_lists_every_setting r#"
        POST lkc-abc123/links?link_name=l1 @link => 201
        GET lkc-abc123/links/l1/configs
            | kind = KafkaLinkConfigDataList
            | metadata = {"self":"http://127.0.0.1:9283/kafka/v3/clusters/lkc-abc123/links/l1/configs","next":null}
            | data/*/name = ["acl.filters","acl.sync.enable","acl.sync.ms","auto.create.mirror.topics.enable","auto.create.mirror.topics.filters","bootstrap.servers","client.dns.lookup","cluster.link.prefix","cluster.link.retry.timeout.ms","connection.mode","connections.max.idle.ms","consumer.group.prefix.enable","consumer.offset.group.filters","consumer.offset.sync.enable","consumer.offset.sync.ms","link.mode","local.sasl.jaas.config","local.sasl.mechanism","local.security.protocol","local.ssl.cipher.suites","local.ssl.enabled.protocols","local.ssl.endpoint.identification.algorithm","local.ssl.key.password","local.ssl.keystore.certificate.chain","local.ssl.keystore.key","local.ssl.keystore.type","local.ssl.protocol","local.ssl.truststore.certificates","local.ssl.truststore.type","metadata.max.age.ms","num.cluster.link.fetchers","replica.fetch.backoff.ms","replica.fetch.max.bytes","replica.fetch.min.bytes","replica.fetch.response.max.bytes","replica.fetch.wait.max.ms","replica.socket.receive.buffer.bytes","replica.socket.timeout.ms","request.timeout.ms","retry.backoff.ms","sasl.jaas.config","sasl.mechanism","security.protocol","socket.connection.setup.timeout.max.ms","socket.connection.setup.timeout.ms","ssl.cipher.suites","ssl.enabled.protocols","ssl.endpoint.identification.algorithm","ssl.key.password","ssl.keystore.certificate.chain","ssl.keystore.key","ssl.keystore.type","ssl.protocol","ssl.truststore.certificates","ssl.truststore.type","topic.config.sync.ms"]
            | data/0 = {"kind":"KafkaLinkConfigData","metadata":{"self":"http://127.0.0.1:9283/kafka/v3/clusters/lkc-abc123/links/l1/configs/acl.filters"},"cluster_id":"lkc-abc123","name":"acl.filters","value":"","is_default":true,"is_read_only":false,"is_sensitive":false,"source":"DEFAULT_CONFIG","synonyms":[],"link_name":"l1"}
    "#

    n026_an_alteration_is_seen_and_is_no_default r#"
        POST lkc-abc123/links?link_name=l1 @link => 201
        PUT lkc-abc123/links/l1/configs:alter {"data":[{"name":"acl.sync.ms","value":"5100"}]} => 204 | . = ""
        GET lkc-abc123/links/l1/configs/acl.sync.ms | value = "5100" | is_default = false | source = DYNAMIC_CLUSTER_LINK_CONFIG
    "#

    n027_settings_are_altered_by_put_only r#"
        POST lkc-abc123/links?link_name=l1 @link => 201
        POST lkc-abc123/links/l1/configs:alter {"data":[]} => 405 coded: HTTP 405 Method Not Allowed
            | error_code = 405
    "#

    n028_the_operation_delete_resets r#"
        POST lkc-abc123/links?link_name=l1 @link => 201
        PUT lkc-abc123/links/l1/configs:alter {"data":[{"name":"acl.sync.ms","value":"5100","operation":"SET"}]} => 204
        PUT lkc-abc123/links/l1/configs:alter {"data":[{"name":"acl.sync.ms","operation":"DELETE"}]} => 204
        GET lkc-abc123/links/l1/configs/acl.sync.ms | value = "5000" | is_default = true | source = DEFAULT_CONFIG
        PUT lkc-abc123/links/l1/configs:alter {"data":[{"name":"acl.sync.ms","operation":"APPEND"}]} => 400 coded ~ APPEND
    "#

    n029_a_setting_is_reset_by_deleting_it r#"
        POST lkc-abc123/links?link_name=l1 @link => 201
        PUT lkc-abc123/links/l1/configs/acl.sync.ms {"value":"5100"} => 204
        GET lkc-abc123/links/l1/configs/acl.sync.ms | value = "5100"
        DELETE lkc-abc123/links/l1/configs/acl.sync.ms => 204
        GET lkc-abc123/links/l1/configs/acl.sync.ms | value = "5000" | is_default = true
    "#

    n031_what_is_only_validated_changes_nothing r#"
        POST lkc-abc123/links?link_name=l1 @link => 201
        PUT lkc-abc123/links/l1/configs:alter?validate_only=true {"data":[{"name":"acl.sync.ms","value":"5100"}]} => 204
        PUT lkc-abc123/links/l1/configs:alter {"data":[{"name":"acl.sync.ms","value":"5100"}],"validate_only":true} => 204
        GET lkc-abc123/links/l1/configs/acl.sync.ms | value = "5000"
        PUT lkc-abc123/links/l1/configs:alter?validate_only=true {"data":[{"name":"acl.sync.ms","value":"soon"}]} => 400
    "#

    n032_the_modes_are_never_told_as_defaults r#"
        POST lkc-abc123/links?link_name=l1 @link => 201
        GET lkc-abc123/links/l1/configs/link.mode | value = DESTINATION | is_default = false | source = DYNAMIC_CLUSTER_LINK_CONFIG
        GET lkc-abc123/links/l1/configs/connection.mode | value = OUTBOUND | is_default = false | source = DYNAMIC_CLUSTER_LINK_CONFIG
    "#

    secrets_are_never_told r#"
        POST lkc-abc123/links?link_name=l1 @link => 201
        GET lkc-abc123/links/l1/configs/sasl.jaas.config | value = null | is_sensitive = true | is_default = false
        GET lkc-abc123/links/l1/configs/local.sasl.jaas.config | value = null | is_sensitive = true | is_default = true
        GET lkc-abc123/links/l1/configs/cluster.link.prefix | value = null | is_sensitive = false
    "#

    an_alteration_is_all_or_nothing r#"
        POST lkc-abc123/links?link_name=l1 @link => 201
        PUT lkc-abc123/links/l1/configs:alter {"data":[{"name":"acl.sync.ms","value":"5100"},{"name":"nobody.knows","value":"1"}]} => 400 coded: Invalid Config Name.
            | error_code = 400
        PUT lkc-abc123/links/l1/configs:alter {"data":[{"name":"acl.sync.ms","value":"5100"},{"name":"request.timeout.ms","value":"1"}]} => 400 coded ~ request.timeout.ms
            | error_code = 40002
        PUT lkc-abc123/links/l1/configs:alter {"data":[{"name":"acl.sync.ms","value":"5100"},{"name":"consumer.offset.sync.ms","value":"999"}]} => 400 coded: Invalid value 999 for configuration consumer.offset.sync.ms: Value must be at least 1000
        GET lkc-abc123/links/l1/configs/acl.sync.ms | value = "5000"
    "#

    what_cannot_be_written_is_refused r#"
        POST lkc-abc123/links?link_name=l1 @link => 201
        PUT lkc-abc123/links/l1/configs/nobody.knows {"value":"1"} => 400 coded: Invalid Config Name.
        GET lkc-abc123/links/l1/configs/nobody.knows => 400 coded: Invalid Config Name.
        DELETE lkc-abc123/links/l1/configs/nobody.knows => 400 coded: Invalid Config Name.
        PUT lkc-abc123/links/l1/configs/link.mode {"value":"SOURCE"} => 400 coded ~ link.mode
        PUT lkc-abc123/links/l1/configs/cluster.link.prefix {"value":"a."} => 400 coded ~ cluster.link.prefix
        PUT lkc-abc123/links/l1/configs/acl.sync.enable {"value":"maybe"} => 400 coded: Invalid value maybe for configuration acl.sync.enable: Expected value to be either true or false
        PUT lkc-abc123/links/l1/configs/acl.filters {"value":"{}"} => 400 coded ~ ^Invalid value \{\} for configuration acl.filters
        PUT lkc-abc123/links/l1/configs/acl.sync.ms => 422 coded: Payload error. Request body is empty. Data is required.
        PUT lkc-abc123/links/l1/configs/acl.sync.ms {"value":5100} => 204
        POST lkc-abc123/links?link_name=l2 {"configs":[{"name":"nobody.knows","value":"1"}]} => 400 coded: Invalid Config Name.
        POST lkc-abc123/links?link_name=l2 {"configs":[{"name":"retry.backoff.ms","value":"1"}]} => 400 coded ~ retry.backoff.ms
    "#

    a_prefix_is_short_and_of_one_link_and_excludes_acls r#"
        POST lkc-abc123/links?link_name=l1 @prefixed => 201
        GET lkc-abc123/links/l1/configs/cluster.link.prefix | value = us_
        POST lkc-abc123/links?link_name=l2 @prefixed => 400 coded ~ prefix already exists
            | error_code = 40002
        POST lkc-abc123/links?link_name=l2 {"source_cluster_id":"lkc-def456","configs":[{"name":"bootstrap.servers","value":"b:9092"},{"name":"cluster.link.prefix","value":"thirteen.long"}]} => 400 coded ~ cluster.link.prefix
        PUT lkc-abc123/links/l1/configs/acl.sync.enable {"value":"true"} => 400 coded ~ prefix
        PUT lkc-abc123/links/l1/configs/consumer.group.prefix.enable {"value":"true"} => 204
        POST lkc-abc123/links?link_name=l3 @link => 201
        PUT lkc-abc123/links/l3/configs/consumer.group.prefix.enable {"value":"true"} => 400 coded ~ cluster.link.prefix
    "#

    switching_off_clears_the_filters r#"
        POST lkc-abc123/links?link_name=l1 @link => 201
        PUT lkc-abc123/links/l1/configs:alter {"data":[{"name":"consumer.offset.sync.enable","value":"true"},{"name":"consumer.offset.group.filters","value":"{\"groupFilters\":[]}"}]} => 204
        GET lkc-abc123/links/l1/configs/consumer.offset.group.filters | value = "{\"groupFilters\":[]}"
        PUT lkc-abc123/links/l1/configs/consumer.offset.sync.enable {"value":"false"} => 204
        GET lkc-abc123/links/l1/configs/consumer.offset.group.filters | value = "" | is_default = true
    "#

    settings_that_are_not_listed_are_once_they_are_set r#"
        POST lkc-abc123/links?link_name=l1 @link => 201
        PUT lkc-abc123/links/l1/configs/mirror.start.offset.spec {"value":"latest"} => 204
        GET lkc-abc123/links/l1/configs | data/*/name ~ metadata.max.age.ms","mirror.start.offset.spec","num.cluster
        DELETE lkc-abc123/links/l1/configs/mirror.start.offset.spec => 204
        GET lkc-abc123/links/l1/configs | data/*/name ~ metadata.max.age.ms","num.cluster
    "#
}
