//! Custom plugins of Confluent Cloud: uploads, plugins of both APIs, versions, connectors that use them.

cases! {
    lists_are_filtered_by_what_they_can_be_filtered_by r#"
        GET /connect/v1/custom-connector-plugins?num_doors=4 => 400 listed: The resource can't be filtered by 'num_doors'
            | errors/0/code = invalid_filter | errors/0/title = "Invalid Filter" | errors/0/source/parameter = num_doors
        GET /connect/v1/custom-connector-plugins?cloud=MARS => 400 listed: The parameter 'cloud' did not match one of the following values: AWS, GCP, AZURE
            | errors/0/code = invalid_filter | errors/0/source/parameter = cloud
        GET /connect/v1/custom-connector-runtimes?cloud=AWS => 400 listed: The resource can't be filtered by 'cloud'
        GET /ccpm/v1/plugins?environment=env-abc123&cloud=AWS => 400 listed: The resource can't be filtered by 'cloud'
        GET /ccpm/v1/plugins?environment=env-abc123&spec.cloud=aws => 400 listed ~ ^The parameter 'spec.cloud' did not match
    "#

    n099_twelve_plugins_are_two_pages r#"
        given upload
        given custom a
        given custom b
        given custom c
        given custom d
        given custom e
        given custom f
        given custom g
        given custom h
        given custom i
        given custom j
        given custom k
        given custom l
        GET /connect/v1/custom-connector-plugins
            | kind = CustomConnectorPluginList
            | metadata/total_size = 12
            | data/*/display_name = ["a","b","c","d","e","f","g","h","i","j"]
            | metadata/next ~ ^http://127.0.0.1:9283/connect/v1/custom-connector-plugins\?page_size=10&page_token=[0-9A-Za-z%]{10,255}$
            | metadata/next -> $next
        GET $next | data/*/display_name = ["k","l"] | metadata/next absent
        GET /connect/v1/custom-connector-plugins?page_size=100 | metadata/next absent
        GET /connect/v1/custom-connector-plugins?page_size=101 => 400 listed | errors/0/source/parameter = page_size
        GET /connect/v1/custom-connector-plugins?page_token=abc => 400 listed | errors/0/source/parameter = page_token
        GET /connect/v1/custom-connector-plugins?page_size=ten => 400 listed | errors/0/source/parameter = page_size | errors/0/detail = The parameter 'page_size' is not valid
    "#

    n101_a_display_name_has_sixty_characters_at_most r#"
        given upload
        POST /connect/v1/custom-connector-plugins @custom {"display_name":"123456789.123456789.123456789.123456789.123456789.123456789."} => 201
        POST /connect/v1/custom-connector-plugins @custom {"display_name":"123456789.123456789.123456789.123456789.123456789.123456789.1"} => 422 listed
            | errors/0/source/pointer = /display_name
            | errors/0/code = invalid_configuration
            | errors/0/status = "422"
        POST /connect/v1/custom-connector-plugins @custom {"display_name":"ααααααααααααααααααααααααααααααααααααααααααααααααααααααααααααα"} => 422 listed
    "#

    every_field_keeps_to_its_rule r#"
        given upload
        POST /connect/v1/custom-connector-plugins @custom {"display_name":null} => 422 listed | errors/0/source/pointer = /display_name
        POST /connect/v1/custom-connector-plugins @custom {"connector_class":"not a class"} => 422 listed | errors/0/source/pointer = /connector_class
        POST /connect/v1/custom-connector-plugins @custom {"connector_type":"BOTH"} => 422 listed | errors/0/source/pointer = /connector_type
        POST /connect/v1/custom-connector-plugins @custom {"cloud":"aws"} => 422 listed | errors/0/source/pointer = /cloud
        POST /connect/v1/custom-connector-plugins @custom {"documentation_link":"example.com"} => 422 listed | errors/0/source/pointer = /documentation_link
        POST /connect/v1/custom-connector-plugins @custom {"sensitive_config_properties":["a","b c"]} => 422 listed | errors/0/source/pointer = /sensitive_config_properties/1
        POST /connect/v1/custom-connector-plugins @custom {"upload_source":{"upload_id":"x"}} => 422 listed | errors/0/source/pointer = /upload_source/upload_id
        POST /connect/v1/custom-connector-plugins '[' => 400 listed
        GET /connect/v1/custom-connector-plugins | data = []
    "#

    n102_an_upload_url_comes_with_its_form r#"
        POST /connect/v1/presigned-upload-url {"content_format":"ZIP"} => 200
            | . keys api_version cloud content_format kind upload_form_data upload_id upload_url
            | api_version = connect/v1
            | kind = PresignedUrl
            | cloud = AWS
            | upload_id ~ ^[0-9a-f-]{36}$
            | upload_url ~ ^http://127.0.0.1:9283/connect/v1/presigned-upload-url/[0-9a-f-]{36}$
            | upload_form_data keys bucket key policy x-amz-algorithm x-amz-credential x-amz-date x-amz-security-token x-amz-signature
        POST /connect/v1/presigned-upload-url {"content_format":"JAR","cloud":"GCP"} => 200 | upload_form_data keys bucket key
        POST /connect/v1/presigned-upload-url {"content_format":"TAR"} => 422 listed
        POST /connect/v1/presigned-upload-url {} => 422 listed
    "#

    amazon_takes_the_form_that_it_has_given_out r#"
        POST /connect/v1/presigned-upload-url {"content_format":"ZIP"}
            | upload_id -> $id
            | upload_id -> $upload
            | upload_form_data/bucket -> $bucket
            | upload_form_data/key -> $key
            | upload_form_data/policy -> $policy
            | upload_form_data/x-amz-algorithm -> $algorithm
            | upload_form_data/x-amz-credential -> $credential
            | upload_form_data/x-amz-date -> $date
            | upload_form_data/x-amz-security-token -> $token
            | upload_form_data/x-amz-signature -> $signature
        POST /connect/v1/custom-connector-plugins @custom => 422 listed
        unsigned POST /connect/v1/presigned-upload-url/$id 'zip' => 412 storage ~ <Code>PreconditionFailed</Code>
        unsigned POST /connect/v1/presigned-upload-url/$id 'zip'
            + content-type: multipart/form-data; boundary=wavetank
            => 400 storage ~ <Code>MalformedPOSTRequest</Code>
        unsigned POST /connect/v1/presigned-upload-url/$id form key=$key
            + content-type: multipart/form-data; boundary=wavetank
            => 400 storage ~ <Code>InvalidArgument</Code><Message>POST requires exactly one file upload per request.</Message>
        unsigned POST /connect/v1/presigned-upload-url/$id form file=zip;key=$key
            + content-type: multipart/form-data; boundary=wavetank
            => 400 storage ~ <Message>Bucket POST must contain a field named 'key'.
        unsigned POST /connect/v1/presigned-upload-url/$id form key=other;policy=$policy;x-amz-algorithm=$algorithm;x-amz-credential=$credential;x-amz-date=$date;x-amz-security-token=$token;x-amz-signature=$signature;file=zip
            + content-type: multipart/form-data; boundary=wavetank
            => 403 storage ~ <Code>AccessDenied</Code><Message>Invalid according to Policy: Policy Condition failed: \[&quot;eq&quot;, &quot;[$]key&quot;, &quot;prod/
        unsigned POST /connect/v1/presigned-upload-url/$id form key=$key;policy=other;x-amz-algorithm=$algorithm;x-amz-credential=$credential;x-amz-date=$date;x-amz-security-token=$token;x-amz-signature=$signature;file=zip
            + content-type: multipart/form-data; boundary=wavetank
            => 403 storage ~ <Code>SignatureDoesNotMatch</Code>
        unsigned POST /connect/v1/presigned-upload-url/$id form key=$key;policy=$policy;x-amz-algorithm=$algorithm;x-amz-credential=$credential;x-amz-date=$date;x-amz-security-token=other;x-amz-signature=$signature;file=zip
            + content-type: multipart/form-data; boundary=wavetank
            => 400 storage ~ <Code>InvalidToken</Code>
        unsigned POST /connect/v1/presigned-upload-url/$id form key=$key;policy=$policy;x-amz-algorithm=$algorithm;x-amz-credential=$credential;x-amz-date=$date;x-amz-security-token=$token;x-amz-signature=$signature;acl=private;file=zip
            + content-type: multipart/form-data; boundary=wavetank
            => 403 storage ~ <Message>Invalid according to Policy: Extra input fields: acl</Message>
        unsigned PUT /connect/v1/presigned-upload-url/$id 'zip' => 403 storage ~ <Code>AccessDenied</Code><Message>Access Denied</Message>
        POST /connect/v1/custom-connector-plugins @custom => 422 listed
        unsigned POST /connect/v1/presigned-upload-url/$id form bucket=$bucket;key=$key;policy=$policy;x-amz-algorithm=$algorithm;x-amz-credential=$credential;x-amz-date=$date;x-amz-security-token=$token;x-amz-signature=$signature;file=zip;after=ignored
            + content-type: multipart/form-data; boundary=wavetank
            => 204
            | header etag ~ ^"[0-9a-f]{32}"$
            | header location ~ ^http://127.0.0.1:9283/connect/v1/presigned-upload-url/$id/prod%2F
        POST /connect/v1/custom-connector-plugins @custom => 201 | content_format = ZIP
    "#

    google_and_microsoft_take_the_bare_archive r#"
        POST /connect/v1/presigned-upload-url {"content_format":"ZIP","cloud":"GCP"} | upload_id -> $id
        unsigned PUT /connect/v1/presigned-upload-url/$id 'zip' => 200 | header etag ~ ^"[0-9a-f]{32}"$
        unsigned POST /connect/v1/presigned-upload-url/$id form file=zip
            + content-type: multipart/form-data; boundary=wavetank
            => 403 storage ~ <Code>SignatureDoesNotMatch</Code>
        POST /connect/v1/presigned-upload-url {"content_format":"ZIP","cloud":"AZURE"} | upload_id -> $id
        unsigned PUT /connect/v1/presigned-upload-url/$id 'zip' => 400 storage ~ <Code>MissingRequiredHeader</Code>
        unsigned PUT /connect/v1/presigned-upload-url/$id 'zip'
            + x-ms-blob-type: BlockBlob
            => 201
        unsigned PUT /connect/v1/presigned-upload-url/nothing 'zip' => 404 storage ~ <Code>NoSuchKey</Code>
    "#

    an_upload_url_is_good_for_an_hour r#"
        POST /connect/v1/presigned-upload-url {"content_format":"ZIP","cloud":"GCP"} | upload_id -> $id
        +60m PUT /connect/v1/presigned-upload-url/$id 'zip' => 200
        +1ms PUT /connect/v1/presigned-upload-url/$id 'zip' => 403 storage ~ Policy expired
    "#

    a_plugin_is_made_read_changed_and_deleted r#"
        epoch 2023-10-02T17:33:05.271949Z
        given upload
        POST /connect/v1/custom-connector-plugins @custom {"sensitive_config_properties":["passwords","keys"]} => 201
            | . keys api_version cloud connector_class connector_type content_format description display_name documentation_link id kind metadata runtime_language sensitive_config_properties
            | id ~ ^ccp-[0-9a-z]{6}$
            | id -> $id
            | metadata/created_at = 2023-10-02T17:33:05.271949Z
            | metadata/self = http://127.0.0.1:9283/connect/v1/custom-connector-plugins/$id
            | metadata/resource_name ~ ^crn://confluent.cloud/organization=[0-9a-f-]{36}/custom-connector-plugins=$id$
            | header location = http://127.0.0.1:9283/connect/v1/custom-connector-plugins/$id
            | sensitive_config_properties = ["keys","passwords"]
        +17s PATCH /connect/v1/custom-connector-plugins/$id {"description":"new"} => 200 | description = new | display_name = orders | metadata/updated_at = 2023-10-02T17:33:22.271949Z
        GET /connect/v1/custom-connector-plugins/$id | description = new
        PATCH /connect/v1/custom-connector-plugins/$id {"display_name":""} => 422 listed
        DELETE /connect/v1/custom-connector-plugins/$id => 204
        GET /connect/v1/custom-connector-plugins/$id => 404 listed: failed to retrieve custom plugin: Not Found | errors/0/code = not_found | errors/0/source = {}
        PATCH /connect/v1/custom-connector-plugins/$id {} => 404 listed
        DELETE /connect/v1/custom-connector-plugins/$id => 404 listed
    "#

    what_is_made_says_where_it_is r#"
        POST /ccpm/v1/plugins {"spec":{"cloud":"AWS","display_name":"a","environment":{"id":"env-abc123"}}} => 202
            | id -> $plugin
            | header location = http://127.0.0.1:9283/ccpm/v1/plugins/$plugin
        POST /ccpm/v1/presigned-upload-url {"content_format":"ZIP","cloud":"AWS","environment":{"id":"env-abc123"}} => 201
            | upload_id -> $id
            | header location = http://127.0.0.1:9283/ccpm/v1/presigned-upload-url/$id
    "#

    plugins_are_listed_by_cloud r#"
        given upload
        given custom a
        given custom b {"cloud":"GCP"}
        GET /connect/v1/custom-connector-plugins?cloud=GCP | data/*/display_name = ["b"] | metadata/total_size = 1
    "#

    a_connector_of_a_custom_plugin_hides_what_that_says r#"
        given upload
        given custom mine {"sensitive_config_properties":["password"]}
        PUT ~/connectors/c/config {"name":"c","confluent.connector.type":"CUSTOM","confluent.custom.plugin.id":"$mine","connector.class":"com.example.Orders","kafka.api.key":"KAFKAKEYEXAMPLE1","kafka.api.secret":"s","password":"p","passwords":"q","tasks.max":"1"} => 200
            | type = source
            | config/password = ****************
            | config/passwords = q
            | config/kafka.max.partition.validation.disable absent
        settle
        GET ~/connectors?expand=id,status | c/id/id ~ ^clcc-[0-9a-z]{6}$ | c/status/connector/state = RUNNING
        DELETE /connect/v1/custom-connector-plugins/$mine => 409 listed
        DELETE ~/connectors/c
        DELETE /connect/v1/custom-connector-plugins/$mine => 204
        PUT ~/connectors/c/config {"name":"c","confluent.connector.type":"CUSTOM","confluent.custom.plugin.id":"$mine"} => 400 coded ~ not found
    "#

    there_is_a_runtime r#"
        GET /connect/v1/custom-connector-runtimes
            | kind = CustomConnectorRuntimeList
            | data/0/id ~ ^ccr-
            | data/0/supported_java_versions = ["11","17"]
    "#

    a_plugin_with_versions_lives_in_an_environment r#"
        POST /ccpm/v1/plugins {"spec":{"cloud":"AWS","display_name":"orders","environment":{"id":"env-abc123"}}} => 202
            | api_version = ccpm/v1
            | kind = CustomConnectPlugin
            | id -> $id
            | spec/environment/id = env-abc123
            | spec/runtime_language = JAVA
        GET /ccpm/v1/plugins/$id?environment=env-abc123 | spec/display_name = orders
        GET /ccpm/v1/plugins/$id => 400 listed | errors/0/source/parameter = environment | errors/0/detail = The parameter 'environment' is required
        GET /ccpm/v1/plugins/$id?environment=env-other => 404 listed: failed to retrieve custom plugin: Not Found
        GET /ccpm/v1/plugins?environment=env-abc123&spec.cloud=AWS | kind = CustomConnectPluginList | data/*/id = ["$id"]
        GET /ccpm/v1/plugins?environment=env-abc123&spec.cloud=GCP | data = []
        PATCH /ccpm/v1/plugins/$id {"spec":{"description":"new"}} => 200 | spec/description = new | spec/display_name = orders
        DELETE /ccpm/v1/plugins/$id?environment=env-abc123 => 204
        GET /ccpm/v1/plugins/$id?environment=env-abc123 => 404 listed
        POST /ccpm/v1/plugins {"spec":{"cloud":"AWS","display_name":"orders","environment":{"id":"env-nobody"}}} => 404 listed
        POST /ccpm/v1/plugins {"spec":{"cloud":"AWS","environment":{"id":"env-abc123"}}} => 422 listed | errors/0/source/pointer = /spec/display_name
    "#

    a_version_is_read_before_it_is_ready r#"
        timing createCcpmV1CustomConnectPluginVersion 20s
        given upload
        POST /ccpm/v1/plugins {"spec":{"cloud":"AWS","display_name":"orders","environment":{"id":"env-abc123"}}} => 202 | id -> $id
        POST /ccpm/v1/plugins/$id/versions @version => 202
            | header location ~ ^http://127.0.0.1:9283/ccpm/v1/plugins/$id/versions/ver-[0-9a-z]{6}$
            | kind = CustomConnectPluginVersion
            | plugin_id = $id
            | spec/version = v1.0.0
            | spec/connector_classes = [{"class_name":"com.example.Orders","type":"SINK"}]
            | status = {"phase":"PROCESSING"}
            | id -> $version
        GET /ccpm/v1/plugins/$id/versions/$version?environment=env-abc123 | status/phase = PROCESSING
        +20s GET /ccpm/v1/plugins/$id/versions/$version?environment=env-abc123 | status/phase = READY
        GET /ccpm/v1/plugins/$id/versions?environment=env-abc123 | data/*/spec/version = ["v1.0.0"]
        POST /ccpm/v1/plugins/$id/versions @version => 409 listed
            | errors/0/code = resource_already_exists
            | header location = http://127.0.0.1:9283/ccpm/v1/plugins/$id/versions/$version
        POST /ccpm/v1/plugins/$id/versions @version {"spec":{"version":"one"}} => 422 listed | errors/0/source/pointer = /spec/version
        POST /ccpm/v1/plugins/$id/versions @version {"spec":{"connector_classes":[]}} => 422 listed | errors/0/source/pointer = /spec/connector_classes
        DELETE /ccpm/v1/plugins/$id/versions/$version?environment=env-abc123 => 204
        GET /ccpm/v1/plugins/$id/versions/$version?environment=env-abc123 => 404 listed: failed to retrieve custom plugin version: Not Found
    "#

    a_version_can_fail r#"
        fault {"on":{"operation":"createCcpmV1CustomConnectPluginVersion"},"outcome":{"end":"FAILED"}}
        given upload
        POST /ccpm/v1/plugins {"spec":{"cloud":"AWS","display_name":"orders","environment":{"id":"env-abc123"}}} => 202 | id -> $id
        POST /ccpm/v1/plugins/$id/versions @version => 202 | id -> $version
        settle
        GET /ccpm/v1/plugins/$id/versions/$version?environment=env-abc123 | status = {"phase":"FAILED","error_message":"Version creation failed due to invalid plugin archive."}
    "#

    an_upload_url_of_the_newer_api_names_its_environment r#"
        POST /ccpm/v1/presigned-upload-url {"content_format":"ZIP","cloud":"AWS","environment":{"id":"env-abc123"}} => 201
            | api_version = ccpm/v1
            | environment/id = env-abc123
    "#

    causes_are_told_in_a_list r#"
        fault {"on":{"operation":"listConnectV1CustomConnectorPlugins"},"nth":1,"cause":"throttled"}
        fault {"on":{"operation":"listConnectV1CustomConnectorPlugins"},"nth":2,"cause":"forbidden"}
        fault {"on":{"operation":"listConnectV1CustomConnectorPlugins"},"nth":3,"cause":"internal"}
        GET /connect/v1/custom-connector-plugins => 429 listed
            | header retry-after = "1"
            | header x-ratelimit-remaining = "0"
            | header x-ratelimit-reset = "1"
        GET /connect/v1/custom-connector-plugins => 403 listed | errors/0/code = user_unauthorized
        GET /connect/v1/custom-connector-plugins => 500 listed | errors/0/status = "500"
        unsigned GET /connect/v1/custom-connector-plugins => 401 listed | errors/0/code = user_unauthenticated
    "#

    good_answers_say_what_is_left_of_the_limit r#"
        GET /connect/v1/custom-connector-runtimes | header x-ratelimit-limit = "100" | header x-ratelimit-remaining = "99" | header x-ratelimit-reset = "60"
    "#
}
