//! Connector plugins of Aiven: what they say of themselves, and what becomes of configurations that are wrong.

cases! {
    n039_every_plugin_says_what_it_is r#"
        GET ^/available-connectors
            | plugins/*/type = ["source","sink","sink","source","sink","sink"]
            | plugins/0 keys author class docURL preview title type version
            | plugins/1 keys author class docURL preview title type version
            | plugins/1/class = io.aiven.kafka.connect.http.HttpSinkConnector
            | plugins/2 keys author available_versions class docURL plugin_name preview title type version
            | plugins/2/plugin_name = aiven-kafka-connect-jdbc
            | plugins/2/available_versions = [{"version":"6.10.0","deprecated":false},{"version":"6.9.0","deprecated":true}]
            | plugins/3/title = "JDBC Source"
            | plugins/4 keys author class docURL preview title type version
            | plugins/5 keys author class docURL preview title type version
    "#

    a_property_says_what_it_takes r#"
        GET ^/connector-plugins/io.aiven.kafka.connect.http.HttpSinkConnector/configuration
            | . keys configuration_schema
            | configuration_schema/0 keys default_value display_name documentation group importance name order order_in_group required type width
            | configuration_schema/0/name = http.url
            | configuration_schema/0/required = true
            | configuration_schema/0/default_value = null
            | configuration_schema/0/importance = HIGH
            | configuration_schema/0/width = LONG
            | configuration_schema/0/order = 0
            | configuration_schema/2/name = http.proxy.port
            | configuration_schema/2/type = INT
            | configuration_schema/2/default_value = "-1"
            | configuration_schema/7/name = http.headers.authorization
            | configuration_schema/7/type = PASSWORD
            | configuration_schema/9/type = LIST
            | configuration_schema/9/default_value = ""
        GET ^/connector-plugins/HttpSink/configuration | configuration_schema/0/name = http.url
        GET ^/connector-plugins/com.example.Nothing/configuration => 404 plain: Unknown plugin com.example.Nothing.
    "#

    n041_what_is_missing_is_told_in_two_lines r#"
        POST ^/connectors @sink {"http.url":null} => 400 plain ~ contains the following 2 error\(s\):\nMissing required configuration "http\.url" which has no default value\.\nInvalid value null for configuration http\.url: can't be null\nYou can also
        POST ^/connectors @sink {"http.authorization.type":null} => 400 plain ~ Missing required configuration "http\.authorization\.type" which has no default value\.\nInvalid value null for configuration http\.authorization\.type\nYou can also
        GET ^/connectors | connectors = []
    "#

    n042_a_type_of_authorization_is_one_of_three r#"
        POST ^/connectors @sink {"http.authorization.type":"Basic"} => 400 plain ~ Invalid value Basic for configuration http\.authorization\.type: supported values are: \[none, oauth2, static\]
        POST ^/connectors @sink {"http.authorization.type":"apikey"} => 400 plain ~ supported values are: \[none, oauth2, static\]
    "#

    every_error_is_told_and_the_workers_go_first r#"
        POST ^/connectors @sink {"max.retries":-1,"batch.max.size":"abc","tasks.max":0} => 400 plain ~ ^Connector configuration is invalid and contains the following 4 error\(s\):\nInvalid value 0 for configuration tasks\.max: Value must be at least 1\nInvalid value abc for configuration batch\.max\.size: Not a number of type INT\nInvalid value null for configuration batch\.max\.size: Value must be non-null\nInvalid value -1 for configuration max\.retries: Value must be at least 0\nYou can
        POST ^/connectors @sink {"topics":null} => 400 plain ~ contains the following 2 error\(s\):\nMust configure one of topics or topics\.regex\nMust configure one of topics or topics\.regex\n
    "#

    the_converter_of_the_how_to_that_no_worker_has_is_refused r#"
        POST ^/connectors @sink {"value.converter":"org.apache.kafka.connect.json.StringConverter"} => 400 plain ~ Class org\.apache\.kafka\.connect\.json\.StringConverter could not be found\.
        POST ^/connectors @sink {"value.converter":"io.confluent.connect.avro.AvroConverter","value.converter.schema.registry.url":"https://sr:1234","value.converter.basic.auth.credentials.source":"USER_INFO","value.converter.schema.registry.basic.auth.user.info":"user:pw"}
    "#

    n043_a_header_that_static_authorization_needs_is_missed_at_the_start r#"
        POST ^/connectors @sink {"http.authorization.type":"static"}
        settle
        GET ^/connectors/iot_sink/status | status = {"state":"FAILED","tasks":[]}
        PUT ^/connectors/iot_sink @sink {"http.authorization.type":"static","http.headers.authorization":"Bearer x"}
        settle
        GET ^/connectors/iot_sink/status | status/state = RUNNING
    "#

    n044_batches_tolerate_nothing r#"
        POST ^/connectors @sink {"batching.enabled":true,"errors.tolerance":"all"}
        settle
        GET ^/connectors/iot_sink/status | status = {"state":"FAILED","tasks":[]}
    "#

    what_is_in_the_circle_of_oauth2_is_not_looked_at_before_the_start r#"
        POST ^/connectors @sink {"oauth2.client.authorization.mode":"BODY"}
        settle
        GET ^/connectors/iot_sink/status | status = {"state":"FAILED","tasks":[]}
        POST ^/connectors @sink {"name":"b","oauth2.token.renew.on.status.codes":"4xx"} => 400 plain ~ must be a list of numbers
    "#

    n058_a_header_that_the_client_keeps_to_itself_fails_the_task_with_the_first_record r#"
        POST ^/connectors @sink {"http.headers.additional":"Host:x"}
        settle
        GET ^/connectors/iot_sink/status
            | status/state = RUNNING
            | status/tasks/0/state = FAILED
            | status/tasks/0/trace ~ Caused by: java\.lang\.IllegalArgumentException: restricted header name: "Host"
    "#

    a_format_that_does_not_exist_fails_the_task_at_its_start r#"
        POST ^/connectors @sink {"decimal.format":"TEXT","tasks.max":2}
        settle
        GET ^/connectors/iot_sink/status
            | status/state = RUNNING
            | status/tasks/*/state = ["FAILED","FAILED"]
            | status/tasks/1/trace ~ No enum constant org\.apache\.kafka\.connect\.json\.DecimalFormat\.TEXT
    "#

    debezium_makes_one_task_whatever_it_may r#"
        POST ^/connectors {"name":"pg","connector.class":"io.debezium.connector.postgresql.PostgresConnector","database.hostname":"db","database.user":"u","database.password":"p","database.dbname":"d","topic.prefix":"pg","tasks.max":4}
        settle
        GET ^/connectors/pg/status | status/tasks/*/state = ["RUNNING"]
        POST ^/connectors {"name":"b","connector.class":"PostgresConnector"} => 400 plain ~ contains the following 4 error\(s\):\nThe 'topic\.prefix' value is invalid: A value is required\n
    "#
}
