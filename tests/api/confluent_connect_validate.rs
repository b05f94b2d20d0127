//! Plugins of Confluent Cloud: listed, and configurations judged by their tables.

cases! {
    the_managed_plugins_are_listed r#"
        GET ~/connector-plugins
            | */class = ["DatagenSource","HttpSink","HttpSource","HttpSourceV2","PostgresCdcSourceV2","S3_SINK"]
            | */type = ["source","sink","source","source","source","sink"]
    "#

    every_property_is_told_whatever_was_sent r#"
        PUT ~/connector-plugins/HttpSource/config/validate {"connector.class":"HttpSource"}
            | name = io.confluent.connect.http.HttpSourceConnector
            | groups = ["How should we connect to your data?","Kafka Cluster credentials","Which topic(s) do you want to send data to?","Schema Config","Connection details","Authentication and SSL","Output messages","Number of tasks for this connector","Auto-restart policy","Additional Configs"]
            | error_count = 7
            | configs/0/definition = {"name":"connector.class","type":"STRING","required":true,"default_value":"","importance":"HIGH","documentation":"","group":"How should we connect to your data?","width":"NONE","display_name":"Connector class","dependents":[],"order":1,"alias":""}
            | configs/0/value = {"name":"connector.class","value":"HttpSource","recommended_values":[],"errors":[],"visible":true}
            | configs/0/metadata = {}
            | configs/*/definition/name = ["connector.class","name","kafka.auth.mode","kafka.service.account.id","kafka.api.key","kafka.api.secret","datapreview.schemas.enable","topic.name.pattern","schema.context.name","url","http.request.method","http.request.headers","http.request.parameters","http.request.body","http.initial.offset","http.offset.mode","http.response.data.json.pointer","http.offset.json.pointer","use.http.offset.json.pointer.as.string","http.next.page.json.pointer","request.interval.ms","entity.names","max.retries","retry.backoff.ms","retry.on.status.codes","http.request.headers.separator","http.request.sensitive.headers","http.request.parameters.separator","auth.type","connection.user","connection.password","bearer.token","oauth2.token.url","oauth2.client.id","oauth2.client.secret","oauth2.token.property","oauth2.client.scope","oauth2.client.mode","https.ssl.enabled","https.ssl.keystorefile","https.ssl.keystore.password","https.ssl.key.password","https.ssl.truststorefile","https.ssl.truststore.password","https.ssl.protocol","output.data.format","tasks.max","auto.restart.on.user.error","value.converter.decimal.format","value.converter.reference.subject.name.strategy","value.converter.connect.meta.data","value.converter.value.subject.name.strategy","key.converter.key.subject.name.strategy","key.converter.key.schema.id.serializer","value.converter.value.schema.id.serializer"]
    "#

    n086_a_missing_format_is_told_twice r#"
        PUT ~/connector-plugins/HttpSource/config/validate @http {"output.data.format":null}
            | error_count = 1
            | configs/45/value = {"name":"output.data.format","value":"","recommended_values":["AVRO","JSON","JSON_SR","PROTOBUF"],"errors":["\"output.data.format\" is required","Value \"null\" doesn't belong to the property's \"output.data.format\" enum"],"visible":true}
            | configs/45/definition/dependents = ["schema.registry.url"]
        PUT ~/connector-plugins/HttpSource/config/validate @http {"output.data.format":"XML"}
            | configs/45/value/errors = ["Value \"XML\" doesn't belong to the property's \"output.data.format\" enum"]
    "#

    n087_a_number_below_its_minimum_is_told r#"
        PUT ~/connector-plugins/HttpSource/config/validate @http {"request.interval.ms":"50"}
            | error_count = 1
            | configs/20/definition/default_value = "15000"
            | configs/20/value/value = "50"
            | configs/20/value/errors = ["\"request.interval.ms\" should be greater than or equal to 100"]
    "#

    n088_secrets_come_back_masked r#"
        PUT ~/connector-plugins/HttpSource/config/validate @http {"bearer.token":"x","auth.type":"bearer"}
            | error_count = 0
            | configs/4/value = {"name":"kafka.api.key","value":"****************","recommended_values":[],"errors":[],"visible":true}
            | configs/5/value/value = ****************
            | configs/31/value/value = ****************
            | configs/30/value/value = ""
    "#

    n089_an_offset_in_the_url_needs_an_initial_one r#"
        PUT ~/connector-plugins/HttpSource/config/validate @http {"url":"http://example.com/${offset}"}
            | error_count = 1
            | configs/14/value/name = http.initial.offset
            | configs/14/value/errors = ["\"http.initial.offset\" is required when \"url\" contains ${offset}"]
        PUT ~/connector-plugins/HttpSource/config/validate @http {"url":"http://example.com/${offset}","http.initial.offset":"0"}
            | error_count = 0
        PUT ~/connector-plugins/HttpSource/config/validate @http {"http.request.parameters":"pageToken=${offset}","http.offset.mode":"CURSOR_PAGINATION","http.next.page.json.pointer":"/nextPageToken"}
            | error_count = 0
    "#

    the_worked_example_has_its_three_errors r#"
        PUT ~/connector-plugins/HttpSource/config/validate {"connector.class":"HttpSource","name":"HttpSourceConnector_0","kafka.api.key":"K","topic.name.pattern":"${entityName}","entity.names":"AppName, User","url":"http://example.com/api/v1/${entityName}/${offset}","http.initial.offset":"1000","request.interval.ms":"50","tasks.max":"1"}
            | error_count = 3
            | configs/5/value/errors = ["\"kafka.api.secret\" is required"]
            | configs/5/definition/order = 3
            | configs/20/value/errors = ["\"request.interval.ms\" should be greater than or equal to 100"]
            | configs/45/value/errors/0 = "\"output.data.format\" is required"
    "#

    each_mode_asks_for_its_own_pointer r#"
        PUT ~/connector-plugins/HttpSource/config/validate @http {"http.offset.mode":"CHAINING"} | error_count = 1 | configs/17/value/errors = ["\"http.offset.json.pointer\" is required"]
        PUT ~/connector-plugins/HttpSource/config/validate @http {"http.offset.mode":"CURSOR_PAGINATION"} | error_count = 1 | configs/19/value/errors = ["\"http.next.page.json.pointer\" is required"]
        PUT ~/connector-plugins/HttpSource/config/validate @http {"http.offset.json.pointer":"/id"} | error_count = 1 | configs/17/value/errors/0 ~ CHAINING
        PUT ~/connector-plugins/HttpSource/config/validate @http {"http.initial.offset":"a"} | error_count = 1 | configs/14/value/errors/0 ~ integer
        PUT ~/connector-plugins/HttpSource/config/validate @http {"http.response.data.json.pointer":"results"} | error_count = 1
        PUT ~/connector-plugins/HttpSource/config/validate @http {"http.response.data.json.pointer":"/a~2"} | error_count = 1
        PUT ~/connector-plugins/HttpSource/config/validate @http {"http.response.data.json.pointer":"/a~1b/~0"} | error_count = 0
    "#

    each_way_to_authenticate_asks_for_its_own_properties r#"
        PUT ~/connector-plugins/HttpSource/config/validate @http
            | error_count = 0
            | configs/29/value/visible = false
            | configs/31/value/visible = false
        PUT ~/connector-plugins/HttpSource/config/validate @http {"auth.type":"basic"}
            | error_count = 2
            | configs/29/value = {"name":"connection.user","value":"","recommended_values":[],"errors":["\"connection.user\" is required"],"visible":true}
            | configs/30/value/errors = ["\"connection.password\" is required"]
            | configs/31/value/visible = false
        PUT ~/connector-plugins/HttpSource/config/validate @http {"auth.type":"oauth2","oauth2.client.mode":"body"} | error_count = 4
        PUT ~/connector-plugins/HttpSource/config/validate @http {"auth.type":"basis"} | error_count = 1 | configs/28/value/errors = ["Value \"basis\" doesn't belong to the property's \"auth.type\" enum"]
        PUT ~/connector-plugins/HttpSource/config/validate @http {"kafka.auth.mode":"SERVICE_ACCOUNT","kafka.api.key":null,"kafka.api.secret":null} | error_count = 1 | configs/3/value/errors = ["\"kafka.service.account.id\" is required"]
    "#

    every_rule_of_an_http_source_is_kept r#"
        PUT ~/connector-plugins/HttpSource/config/validate @http {"name":"123456789.123456789.123456789.123456789.123456789.123456789.12345"} | error_count = 1 | configs/1/value/errors/0 ~ 64
        PUT ~/connector-plugins/HttpSource/config/validate @http {"tasks.max":"one"} | configs/46/value/errors = ["\"tasks.max\" should be of type INT"]
        PUT ~/connector-plugins/HttpSource/config/validate @http {"https.ssl.enabled":"yes"} | configs/38/value/errors = ["\"https.ssl.enabled\" should be of type BOOLEAN"]
        PUT ~/connector-plugins/HttpSource/config/validate @http {"topic.name.pattern":"t_${entityName}"} | error_count = 1 | configs/21/value/errors/0 ~ entity.names
        PUT ~/connector-plugins/HttpSource/config/validate @http {"url":"ftp://example.com"} | error_count = 1
        PUT ~/connector-plugins/HttpSource/config/validate @http {"retry.on.status.codes":"5xx"} | error_count = 1
        PUT ~/connector-plugins/HttpSource/config/validate @http {"http.request.headers.separator":"||"} | error_count = 1
        PUT ~/connector-plugins/HttpSource/config/validate @http {"https.ssl.keystorefile":"abc"} | error_count = 3
        PUT ~/connector-plugins/HttpSource/config/validate @http {"https.ssl.keystorefile":"data:text/plain;base64,/u3+7Q==","https.ssl.keystore.password":"a","https.ssl.key.password":"b"} | error_count = 0
        PUT ~/connector-plugins/HttpSource/config/validate @http {"https.ssl.truststorefile":"****************"} | error_count = 1 | configs/43/value/errors = ["\"https.ssl.truststore.password\" is required"]
        PUT ~/connector-plugins/HttpSource/config/validate @http {"nobody.knows.this":"x"} | error_count = 0
    "#

    formats_with_schemas_need_a_registry r#"
        premises confluent {"connect":{"schema_registry":false}}
        PUT ~/connector-plugins/HttpSource/config/validate @http {"output.data.format":"AVRO"} | error_count = 1 | configs/45/value/errors/0 ~ Schema Registry
        PUT ~/connector-plugins/HttpSource/config/validate @http | error_count = 0
        POST ~/connectors @source {"config":{"output.data.format":"AVRO"}} => 400 coded ~ Schema Registry
    "#

    the_other_plugins_take_what_their_pages_show r#"
        PUT ~/connector-plugins/DatagenSource/config/validate @datagen | name = io.confluent.kafka.connect.datagen.DatagenConnector | error_count = 0
        PUT ~/connector-plugins/DatagenSource/config/validate @datagen {"quickstart":null} | error_count = 1
        PUT ~/connector-plugins/DatagenSource/config/validate @datagen {"quickstart":"NOTHING"} | error_count = 1
        PUT ~/connector-plugins/HttpSink/config/validate {"connector.class":"HttpSink","name":"s","kafka.api.key":"k","kafka.api.secret":"s","topics":"a","http.api.url":"http://example.com","tasks.max":"1"} | error_count = 0
        PUT ~/connector-plugins/HttpSink/config/validate {"connector.class":"HttpSink","name":"s","kafka.api.key":"k","kafka.api.secret":"s","topics.regex":"a.*","http.api.url":"http://example.com","tasks.max":"1"} | error_count = 0
        PUT ~/connector-plugins/S3_SINK/config/validate {"connector.class":"S3_SINK","name":"s","kafka.api.key":"k","kafka.api.secret":"s","topics":"a","aws.access.key.id":"a","aws.secret.access.key":"b","s3.bucket.name":"b","time.interval":"HOURLY","flush.size":"1000","tasks.max":"1"} | error_count = 0
        PUT ~/connector-plugins/S3_SINK/config/validate {"connector.class":"S3_SINK","name":"s","kafka.api.key":"k","kafka.api.secret":"s","topics":"a","aws.access.key.id":"a","aws.secret.access.key":"b","s3.bucket.name":"b","time.interval":"HOURLY","flush.size":"10","tasks.max":"1"} | error_count = 1
        PUT ~/connector-plugins/PostgresCdcSourceV2/config/validate {"connector.class":"PostgresCdcSourceV2","name":"d","kafka.api.key":"k","kafka.api.secret":"s","database.hostname":"db","database.port":"5432","database.user":"u","database.password":"p","database.dbname":"d","topic.prefix":"t","tasks.max":"1"} | error_count = 0
        PUT ~/connector-plugins/HttpSourceV2/config/validate {"connector.class":"HttpSourceV2","name":"v","kafka.api.key":"k","kafka.api.secret":"s","http.api.base.url":"http://example.com","api1.http.api.path":"/a","api1.topics":"t","tasks.max":"1"} | error_count = 0
        PUT ~/connector-plugins/HttpSourceV2/config/validate {"connector.class":"HttpSourceV2","name":"v","kafka.api.key":"k","kafka.api.secret":"s","http.api.base.url":"http://example.com","apis.num":"2","api1.http.api.path":"/a","api1.topics":"t","tasks.max":"1"} | error_count = 2
    "#

    a_plugin_is_validated_under_the_name_of_its_class r#"
        PUT ~/connector-plugins/HttpSource/config/validate {} | name = io.confluent.connect.http.HttpSourceConnector
        PUT ~/connector-plugins/HttpSourceV2/config/validate {} | name = io.confluent.connect.http.source.GenericHttpSourceConnector
        PUT ~/connector-plugins/HttpSink/config/validate {} | name = io.confluent.connect.http.HttpSinkConnector
        PUT ~/connector-plugins/S3_SINK/config/validate {} | name = io.confluent.connect.s3.S3SinkConnector
        PUT ~/connector-plugins/DatagenSource/config/validate {} | name = io.confluent.kafka.connect.datagen.DatagenConnector
        PUT ~/connector-plugins/PostgresCdcSourceV2/config/validate {} | name = io.debezium.connector.v2.postgresql.PostgresConnectorV2
    "#

    every_template_of_datagen_is_known r#"
        PUT ~/connector-plugins/DatagenSource/config/validate {"connector.class":"DatagenSource","name":"d","kafka.api.key":"k","kafka.api.secret":"s","kafka.topic":"t","output.data.format":"JSON","quickstart":"SHOE_ORDERS","max.interval":"1000","tasks.max":"1"} | error_count = 0
        PUT ~/connector-plugins/DatagenSource/config/validate {"connector.class":"DatagenSource","name":"d","kafka.api.key":"k","kafka.api.secret":"s","kafka.topic":"t","output.data.format":"JSON","quickstart":"SOCKS","max.interval":"1000","tasks.max":"1"} | error_count = 1
    "#

    a_plugin_that_nobody_knows_is_not_found r#"
        PUT ~/connector-plugins/Nothing/config/validate {} => 404 nested: resource not found
        PUT ~/connector-plugins/Nothing/config/translate {} => 404 nested: resource not found
    "#

    a_configuration_is_translated r#"
        PUT ~/connector-plugins/HttpSink/config/translate?mask_sensitive=true {"connector.class":"io.confluent.connect.http.HttpSinkConnector","http.api.url":"http://x","connection.password":"p","confluent.topic.bootstrap.servers":"b:9092"}
            | . keys config errors warnings
            | config = {"connector.class":"HttpSink","http.api.url":"http://x","connection.password":"****************","max.poll.interval.ms":"300000","max.poll.records":"500"}
            | errors = [{"field":"topics","message":"Required config is missing."},{"field":"name","message":"Required config is missing."},{"field":"tasks.max","message":"Required config is missing."}]
            | warnings = [{"field":"confluent.topic.bootstrap.servers","message":"Customer given value is ignored. Default value is used."}]
        PUT ~/connector-plugins/HttpSource/config/translate @http {"connector.class":"io.confluent.connect.http.HttpSourceConnector"}
            | errors = []
            | warnings = []
            | config/connector.class = HttpSource
            | config/max.poll.records absent
        PUT ~/connector-plugins/HttpSource/config/translate '[' => 400 nested
    "#
}
