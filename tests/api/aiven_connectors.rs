//! Connectors of Aiven: made, listed, edited, deleted, and their plugins.

cases! {
    n007_a_limit_has_no_effect r#"
        POST ^/connectors?limit=999 @sink
        GET ^/connectors?limit=999 | connectors/0/name = iot_sink
        GET ^/connectors?limit=999&limit=1&x&%FF=%FF | connectors/0/name = iot_sink
        PUT ^/connectors/iot_sink?limit=999 @sink
        POST ^/connectors/iot_sink/pause?limit=999
        DELETE ^/connectors/iot_sink?limit=999
        GET ^?limit=999 | service/service_name = demo-kafka
    "#

    n008_no_content_type_is_asked_for r#"
        given sink iot_sink
        POST ^/connectors/iot_sink/pause
            + content-type: application/octet-stream
            + content-length: 0
            | . = {}
        POST ^/connectors/iot_sink/resume
            - content-type
        POST ^/connectors @sink {"name":"b"}
            - content-type
        GET ^/connectors
            + content-type: application/octet-stream
            | connectors/*/name = ["b","iot_sink"]
    "#

    n009_a_name_is_decoded_behind_the_slashes r#"
        POST ^/connectors @sink {"name":"a b/c"} | connector/name = "a b/c"
        settle
        GET ^/connectors/a%20b%2Fc/status | status/state = RUNNING
        DELETE ^/connectors/a%20b%2Fc | . = {}
        GET ^/connectors | connectors = []
        GET ^/connectors/a%20b%2Fc/status => 404 plain: No status found for connector a b/c
    "#

    n011_a_flat_body_makes_a_connector r#"
        POST ^/connectors @sink
            | . keys connector
            | connector keys config name plugin tasks
            | connector/name = iot_sink
            | connector/config/name = iot_sink
            | connector/config/http.url = http://127.0.0.1:9000/in
            | connector/plugin/class = io.aiven.kafka.connect.http.HttpSinkConnector
            | connector/plugin/author = Aiven
            | connector/plugin/type = sink
            | connector/plugin/docURL ~ ^https://
            | connector/plugin/title ~ .
            | connector/plugin/version ~ ^[0-9]
            | connector/tasks = []
        settle
        GET ^/connectors | connectors/0/tasks = [{"connector":"iot_sink","task":0}]
    "#

    n012_what_is_no_text_is_kept_as_one r#"
        POST ^/connectors @sink {"tasks.max":2,"batching.enabled":true,"errors.retry.timeout":-1,"topics.regex":null}
        GET ^/connectors
            | connectors/0/config/tasks.max = "2"
            | connectors/0/config/batching.enabled = "true"
            | connectors/0/config/errors.retry.timeout = "-1"
            | connectors/0/config/topics.regex absent
        POST ^/connectors @sink {"name":"b","batch.prefix":[1]} => 400 plain: Invalid type for field 'batch.prefix'
    "#

    n013_a_name_is_taken_once r#"
        POST ^/connectors @sink
        POST ^/connectors @sink => 409 plain: Connector iot_sink already exists
        POST /v1/project/demo/service/demo-connect/connectors @sink
        DELETE ^/connectors/iot_sink
        POST ^/connectors @sink
    "#

    n014_secrets_come_back_as_they_went r#"
        POST ^/connectors @sink {"http.authorization.type":"static","http.headers.authorization":"Bearer S3cret-value","z":"${vault:a:b}"}
        GET ^/connectors
            | connectors/0/config/http.headers.authorization = "Bearer S3cret-value"
            | connectors/0/config/z = "${vault:a:b}"
    "#

    n016_an_edit_replaces_the_whole_configuration r#"
        given sink iot_sink
        GET ^/connectors | connectors/0/config/z absent
        PUT ^/connectors/iot_sink @sink {"z":"1"} | connector/config/z = "1" | connector/config/topics = iot
        GET ^/connectors | connectors/0/config/z = "1"
        PUT ^/connectors/iot_sink @sink
        GET ^/connectors | connectors/0/config/z absent
        PUT ^/connectors/iot_sink {"z":"1"} => 400 plain: Missing required field 'connector.class'
        GET ^/connectors | connectors/0/config/topics = iot
    "#

    n017_one_connector_cannot_be_read_by_itself r#"
        given sink iot_sink
        GET ^/connectors/iot_sink => 405 plain
    "#

    n019_a_connector_that_is_not_there_is_told_with_its_name r#"
        GET ^/connectors/ghost/status => 404 plain: No status found for connector ghost
        DELETE ^/connectors/ghost => 404 plain: Connector ghost not found
        PUT ^/connectors/ghost @sink {"name":"ghost"} => 404 plain: Connector ghost not found
        POST ^/connectors/ghost/pause => 404 plain: Unknown connector ghost
        POST ^/connectors/ghost/resume => 404 plain: Unknown connector ghost
        POST ^/connectors/ghost/stop => 404 plain: Unknown connector ghost
        POST ^/connectors/ghost/restart => 404 plain: Unknown connector ghost
        POST ^/connectors/ghost/tasks/0/restart => 404 plain: Unknown connector ghost
        given sink iot_sink
        POST ^/connectors/iot_sink/tasks/7/restart => 404 plain: No status found for task iot_sink-7
        POST ^/connectors/iot_sink/tasks/x/restart => 404 plain: No status found for task iot_sink-x
    "#

    a_body_names_its_connector_and_its_class r#"
        POST ^/connectors {} => 400 plain: Missing required field 'name'
        POST ^/connectors @sink {"name":""} => 400 plain: Missing required field 'name'
        POST ^/connectors @sink {"connector.class":null} => 400 plain: Missing required field 'connector.class'
        POST ^/connectors [] => 400 plain: Request body must be a JSON object
        POST ^/connectors '{' => 400 plain: Request body must be a JSON object
        POST ^/connectors => 400 plain: Missing required field 'name'
    "#

    a_name_in_the_body_is_the_name_in_the_path r#"
        given sink iot_sink
        PUT ^/connectors/iot_sink @sink {"name":"other"} => 400 plain: Connector name configuration (other) doesn't match connector name in the URL (iot_sink)
        PUT ^/connectors/iot_sink @sink {"name":null} | connector/config/name = iot_sink
    "#

    a_worker_refuses_what_it_cannot_read_in_one_sentence r#"
        POST ^/connectors @sink {"http.url":"nowhere"} => 400 plain ~ ^Connector configuration is invalid and contains the following 1 error\(s\):\n.*http\.url.*\nYou can also find the above list of errors at the endpoint `/connector-plugins/\{connectorType\}/config/validate`$
        GET ^/connectors | connectors = []
    "#

    a_class_that_no_plugin_has_is_refused_with_those_that_there_are r#"
        POST ^/connectors @sink {"connector.class":"com.example.Nothing"} => 400 plain ~ ^Failed to find any class that implements Connector and which name matches com\.example\.Nothing, available connectors are: PluginDesc\{klass=class .*HttpSinkConnector
    "#

    a_class_may_be_written_short r#"
        POST ^/connectors @sink {"connector.class":"HttpSinkConnector"}
            | connector/config/connector.class = HttpSinkConnector
            | connector/plugin/class = io.aiven.kafka.connect.http.HttpSinkConnector
    "#

    plugins_that_premises_list_take_any_configuration r#"
        premises aiven {"plugins":[{"class":"com.example.Mine","type":"source","title":"Mine"}]}
        GET ^/available-connectors | plugins ~ "class":"com\.example\.Mine","docURL":"","preview":false,"title":"Mine","type":"source","version":"1\.0\.0"
        GET ^/connector-plugins/com.example.Mine/configuration | configuration_schema = []
        POST ^/connectors {"name":"m","connector.class":"com.example.Mine","tasks.max":3,"any":"thing"}
        settle
        GET ^/connectors/m/status | status/tasks/*/state = ["RUNNING","RUNNING","RUNNING"]
    "#

    the_properties_of_a_plugin_are_told_one_by_one r#"
        GET ^/connector-plugins/io.aiven.kafka.connect.http.HttpSinkConnector/configuration
            | configuration_schema/0 keys default_value display_name documentation group importance name order order_in_group required type width
            | configuration_schema/0/name = http.url
            | configuration_schema/0/required = true
        GET ^/connector-plugins/com.example.Nothing/configuration => 404 plain: Unknown plugin com.example.Nothing.
    "#

    connectors_are_listed_by_name_and_by_service r#"
        given sink b
        given sink a
        GET ^/connectors | connectors/*/name = ["a","b"] | failed_connectors absent
        GET /v1/project/demo/service/demo-connect/connectors | connectors = []
        GET /v1/project/demo/service/nothing/connectors => 404 plain: Service 'nothing' does not exist
        state | aiven/projects/demo/demo-kafka/connectors keys a b
    "#
}

#[test]
fn a_name_has_an_end() {
    let name = "a".repeat(1024);
    crate::stage::check(&format!(
        r#"
        POST ^/connectors @sink {{"name":"{name}"}}
        POST ^/connectors @sink {{"name":"{name}a"}} => 400 plain: Field 'name' is longer than 1024 characters
        "#
    ));
}
