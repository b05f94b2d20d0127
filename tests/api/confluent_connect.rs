//! Connectors of Confluent Cloud: made, listed, read, put, deleted.

cases! {
    n062_a_created_connector_has_masked_secrets_and_no_id r#"
        POST ~/connectors @source => 201
            | . keys config name offsets tasks type
            | name = orders
            | type = source
            | tasks = []
            | offsets = []
            | config/kafka.api.key = ****************
            | config/kafka.api.secret = ****************
            | config/url = http://example.com/orders
    "#

    n063_a_created_connector_is_listed_at_once_with_its_id r#"
        POST ~/connectors @source => 201
        GET ~/connectors?expand=id,info,status
            | orders keys extensions id info status
            | orders/id/id ~ ^lcc-[0-9a-z]{6}$
            | orders/id/id_type = ID
            | orders/extensions = {}
            | orders/info/config/name = orders
            | orders/status/connector/state = PROVISIONING
        GET ~/connectors | . = ["orders"]
    "#

    n064_what_is_expanded_is_the_union_of_all_parameters r#"
        given http orders
        GET ~/connectors?expand=id%2Cinfo%2Cstatus&expand=info%2Cstatus%2Cid | orders keys extensions id info status
        GET ~/connectors?expand=id&expand=status | orders keys extensions id status
        GET ~/connectors?expand=status%2C%20id | orders keys extensions id status
    "#

    n066_only_what_is_asked_for_is_expanded r#"
        given http orders
        GET ~/connectors?expand=status | orders keys extensions status
        GET ~/connectors?expand=info | orders keys extensions info
        GET ~/connectors?expand=nothing | orders = {"extensions":{}}
    "#

    n067_every_read_tells_where_the_connector_runs r#"
        premises confluent {"clusters":[{"id":"lkc-abc123","provider":"gcp","region":"us-east4","host":"pkc-12345.us-east4.gcp.confluent.cloud"}],"keys":[]}
        given datagen orders
        GET ~/connectors/orders/config
            | . keys cloud.environment cloud.provider connector.class kafka.api.key kafka.api.secret kafka.endpoint kafka.max.partition.validation.disable kafka.region kafka.topic name output.data.format quickstart tasks.max
            | cloud.environment = prod
            | cloud.provider = gcp
            | kafka.endpoint = SASL_SSL://pkc-12345.us-east4.gcp.confluent.cloud:9092
            | kafka.region = us-east4
            | kafka.max.partition.validation.disable = "false"
        GET ~/connectors/orders | config/kafka.region = us-east4
        GET ~/connectors/orders/tasks | 0/config/kafka.region = us-east4
        GET ~/connectors?expand=info | orders/info/config/kafka.region = us-east4
    "#

    n068_a_secret_of_any_length_is_sixteen_asterisks r#"
        given http orders {"auth.type":"bearer","bearer.token":"x","http.request.sensitive.headers":"X-Key: a very long secret that nobody may see"}
        GET ~/connectors/orders/config
            | bearer.token = ****************
            | http.request.sensitive.headers = ****************
            | kafka.api.secret = ****************
    "#

    n069_putting_a_configuration_makes_a_connector_that_is_not_there r#"
        PUT ~/connectors/orders/config @http => 200
            | . keys config name tasks type
            | name = orders
        settle
        GET ~/connectors/orders/status | connector/state = RUNNING
    "#

    putting_a_configuration_replaces_the_whole_one r#"
        given http orders {"http.request.headers":"A:b"}
        PUT ~/connectors/orders/config @http {"request.interval.ms":"200"} => 200
            | config/request.interval.ms = "200"
            | config/http.request.headers absent
        GET ~/connectors/orders/status | connector/state = PROVISIONING
        settle
        GET ~/connectors/orders/status | connector/state = RUNNING
        GET ~/connectors?expand=id | orders/id/id ~ ^lcc-
    "#

    n071_a_masked_secret_stays_what_it_was r#"
        auth strict
        given http orders
        PUT ~/connectors/orders/config @http {"kafka.api.key":"****************","kafka.api.secret":"****************"} => 200
        settle
        GET ~/connectors/orders/status | connector/state = RUNNING | connector/trace = ""
    "#

    a_masked_secret_can_be_taken_for_the_secret_itself r#"
        auth strict
        premises confluent {"connect":{"behaviour":{"masked_secrets":"taken"}}}
        given http orders
        PUT ~/connectors/orders/config @http {"kafka.api.secret":"****************"} => 200
        settle
        GET ~/connectors/orders/status | connector/state = RUNNING | connector/trace ~ invalid Kafka API Key
    "#

    a_deleted_connector_is_gone_at_once r#"
        given http orders
        DELETE ~/connectors/orders => 200 | . = {"error":null}
        GET ~/connectors/orders/status => 404 coded: resource not found | . = {"error_code":404,"message":"resource not found"}
        GET ~/connectors | . = []
        GET ~/connectors?expand=id | . = {}
        DELETE ~/connectors/orders => 404 coded: resource not found
        POST ~/connectors @source => 201
    "#

    a_connector_of_the_same_name_is_another_one r#"
        given http orders
        GET ~/connectors?expand=id | orders/id/id -> $id
        DELETE ~/connectors/orders
        given http orders
        GET ~/connectors?expand=id | orders/id/id != $id
    "#

    a_deleted_connector_never_runs_again r#"
        timing realistic
        POST ~/connectors @source => 201
        DELETE ~/connectors/orders
        POST ~/connectors @source => 201
        +29s GET ~/connectors/orders/status | connector/state = PROVISIONING
    "#

    a_name_that_is_taken_is_refused r#"
        given http orders
        POST ~/connectors @source => 409 coded: Connector orders already exists
            | . = {"error_code":409,"message":"Connector orders already exists"}
    "#

    names_are_decoded_once r#"
        PUT ~/connectors/my%20orders%2F1/config @http {"name":"my orders/1"} => 200 | name = my orders/1
        GET ~/connectors | . = ["my orders/1"]
        GET ~/connectors/my%20orders%2F1 | name = my orders/1
        GET ~/connectors/my+orders%2F1 => 404
    "#

    names_of_path_body_and_configuration_are_one r#"
        POST ~/connectors @source {"name":"other"} => 400 nested ~ other
        PUT ~/connectors/other/config @http => 400 nested ~ orders
        GET ~/connectors | . = []
    "#

    what_is_wrong_with_a_configuration_is_told_at_once r#"
        POST ~/connectors @source {"config":{"url":null,"tasks.max":"0"}} => 400 coded: "tasks.max" should be greater than or equal to 1, "url" is required
            | error_code = 400
        POST ~/connectors @source {"config":{"output.data.format":null}} => 400 coded: "output.data.format" is required, Value "null" doesn't belong to the property's "output.data.format" enum
        PUT ~/connectors/orders/config @http {"kafka.api.key":null} => 400 coded: "kafka.api.key" is required
        GET ~/connectors | . = []
    "#

    values_are_texts r#"
        POST ~/connectors @source {"config":{"tasks.max":1}} => 400 nested ~ tasks.max
        PUT ~/connectors/orders/config @http {"tasks.max":1} => 400 nested ~ tasks.max
        POST ~/connectors '[]' => 400 nested
        POST ~/connectors '{"name":' => 400 nested
        POST ~/connectors {"config":{}} => 400 nested ~ name
    "#

    n076_a_class_that_nobody_knows_is_an_internal_error r#"
        POST ~/connectors @source {"config":{"connector.class":"Nothing"}} => 500 coded: Failed to find any class that implements Connector and which name matches Nothing
            | error_code = 500
        PUT ~/connectors/orders/config @http {"connector.class":"Nothing"} => 500 coded
        POST ~/connectors @source {"config":{"connector.class":null}} => 400 coded: "connector.class" is required
    "#

    n079_a_key_of_a_kafka_cluster_is_refused r#"
        as KAFKAKEYEXAMPLE1 GET ~/connectors => 401 listed ~ ^invalid API key: make sure you're using a Cloud API Key and not a Cluster API Key
            | header www-authenticate ~ ^Basic error="invalid_key"
            | errors/0/status = "401"
            | errors/0/id ~ ^[0-9a-f]{32}$
            | errors/0/source = {}
        unsigned GET ~/connectors => 401 listed: Valid authentication credentials must be provided
            | errors/0/code = user_unauthenticated
        GET ~/connectors => 200
    "#

    n081_too_many_calls_are_told_how_long_to_wait r#"
        fault {"on":{"operation":"listConnectv1Connectors"},"first":1,"cause":"throttled","retry_after":"7s"}
        GET ~/connectors => 429 listed
            | header retry-after = "7"
            | errors/0/status = "429"
        GET ~/connectors => 200
    "#

    causes_are_told_in_the_words_of_connect r#"
        fault {"on":{"operation":"listConnectv1Connectors"},"nth":1,"cause":"forbidden"}
        fault {"on":{"operation":"listConnectv1Connectors"},"nth":2,"cause":"internal"}
        fault {"on":{"operation":"listConnectv1Connectors"},"nth":3,"cause":"not_found"}
        fault {"on":{"operation":"listConnectv1Connectors"},"nth":4,"cause":"unauthenticated"}
        fault {"on":{"operation":"listConnectv1Connectors"},"nth":5,"error":"ConnectorClassNotFound"}
        fault {"on":{"operation":"listConnectv1Connectors"},"nth":6,"cause":"gateway_unavailable"}
        GET ~/connectors => 403 nested: Forbidden
        GET ~/connectors => 500 nested: Oops, something went wrong
        GET ~/connectors => 404 coded: resource not found
        GET ~/connectors => 401 listed ~ ^invalid API key
        GET ~/connectors => 500 coded ~ ^Failed to find any class
        GET ~/connectors => 503 gateway
    "#

    an_environment_or_a_cluster_that_is_not_there_is_an_account_that_is_not_found r#"
        GET /connect/v1/environments/env-nobody/clusters/lkc-abc123/connectors => 404 nested: account not found
        GET /connect/v1/environments/env-abc123/clusters/lkc-nobody/connectors => 404 nested: account not found
        POST /connect/v1/environments/env-nobody/clusters/lkc-abc123/connectors @source => 404 nested: account not found
        GET /connect/v1/environments/env-nobody/clusters/lkc-abc123/connector-plugins => 404 nested: account not found
        PUT /connect/v1/environments/env-nobody/clusters/lkc-abc123/connector-plugins/HttpSource/config/validate {} => 404 nested: account not found
    "#

    clusters_have_connectors_of_their_own r#"
        given http orders
        GET /connect/v1/environments/env-abc123/clusters/lkc-def456/connectors | . = []
        PUT /connect/v1/environments/env-abc123/clusters/lkc-def456/connectors/orders/config @http {"kafka.api.key":"KAFKAKEYEXAMPLE2"} => 200
        DELETE ~/connectors/orders
        GET /connect/v1/environments/env-abc123/clusters/lkc-def456/connectors | . = ["orders"]
    "#

    a_connector_that_is_not_there_is_told_as_a_worker_tells_it r#"
        GET ~/connectors/nothing => 404 coded: resource not found
        GET ~/connectors/nothing/config => 404 coded: resource not found
        GET ~/connectors/nothing/status => 404 coded: resource not found
        GET ~/connectors/nothing/tasks => 404 coded: resource not found
        GET ~/connectors/nothing/offsets => 404 coded: resource not found
        PUT ~/connectors/nothing/pause => 404 coded: resource not found
        PUT ~/connectors/nothing/resume => 404 coded: resource not found
        POST ~/connectors/nothing/restart => 404 coded: resource not found
        GET ~/connectors/nothing/error-recommendations => 404 coded: resource not found
    "#

    a_method_that_a_path_does_not_have_is_refused r#"
        POST ~/connectors/orders/pause => 405 | header allow = PUT
        PUT ~/connectors/orders/restart => 405
        GET /connect/v1/nothing => 404
    "#

    a_premised_plugin_takes_any_configuration r#"
        premises confluent {"plugins":[{"class":"SnowflakeSink","type":"sink","version":"3.1.0"},{"class":"Bare","type":"source"}]}
        GET ~/connector-plugins | 6 = {"class":"SnowflakeSink","type":"sink","version":"3.1.0"} | 7 = {"class":"Bare","type":"source"}
        PUT ~/connectors/s/config {"connector.class":"SnowflakeSink","name":"s","anything":"goes"} => 200 | type = sink
        PUT ~/connector-plugins/SnowflakeSink/config/validate {} | error_count = 0 | configs = []
        PUT ~/connectors/t/config {"connector.class":"SnowflakeSink"} => 400 coded: "name" is required
    "#

    an_answer_that_is_lost_leaves_the_connector r#"
        fault {"on":{"operation":"createConnectv1Connector","resource":"orders"},"nth":1,"stage":"after","cause":"internal"}
        POST ~/connectors @source => 500 nested
        GET ~/connectors | . = ["orders"]
        POST ~/connectors @source => 409 coded
    "#
}
