//! How Confluent Cloud says what is wrong with a body: Kafka REST in Jackson's words, `api.confluent.cloud` in
//! those of its schemas. Nothing of how this program reads bodies shows.

cases! {
    a_body_that_is_no_json_is_told_in_jacksons_words r#"
        POST lkc-abc123/topics '{"topic_name":'   => 400 coded: Unexpected end-of-input: expected close marker for Object
        POST lkc-abc123/topics '{"topic_name":x}' => 400 coded: Unrecognized token: was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')
        POST lkc-abc123/topics 'nix'              => 400 coded: Unrecognized token: was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')
        POST lkc-abc123/topics '{"topic_name":"a",}' => 400 coded: Unexpected character: was expecting double-quote to start field name
        POST lkc-abc123/topics '{topic_name:"a"}' => 400 coded: Unexpected character: was expecting double-quote to start field name
        POST lkc-abc123/topics '{"topic_name" "a"}' => 400 coded: Unexpected character: was expecting a colon to separate field name and value
        POST lkc-abc123/topics '{"topic_name":"a" "b":1}' => 400 coded: Unexpected character: was expecting comma to separate Object entries
        POST lkc-abc123/topics '{"topic_name":"a","configs":[{} {}]}' => 400 coded ~ ^(Cannot construct|Unexpected character: was expecting comma)
        POST lkc-abc123/topics '{"topic_name":"a"} x' => 400 coded: Unexpected character: was expecting end of content
    "#

    a_body_that_is_no_object_is_told_by_its_token r#"
        POST lkc-abc123/topics '[1]'  => 400 coded: Cannot deserialize value of type `java.lang.Object` from Array value (token `JsonToken.START_ARRAY`)
        POST lkc-abc123/topics '"x"'  => 400 coded: Cannot construct instance of `java.lang.Object` (although at least one Creator exists): no String-argument constructor/factory method to deserialize from String value ('x')
        POST lkc-abc123/topics '7'    => 400 coded: Cannot construct instance of `java.lang.Object` (although at least one Creator exists): no int/Int-argument constructor/factory method to deserialize from Number value (7)
        POST lkc-abc123/topics '1.5'  => 400 coded: Cannot construct instance of `java.lang.Object` (although at least one Creator exists): no double/Double-argument constructor/factory method to deserialize from Number value (1.5)
        POST lkc-abc123/topics 'true' => 400 coded: Cannot construct instance of `java.lang.Object` (although at least one Creator exists): no boolean/Boolean-argument constructor/factory method to deserialize from boolean value (true)
        POST lkc-abc123/topics {"topic_name":"a","configs":"x"} => 400 coded: Cannot deserialize value of type `java.util.ArrayList<Object>` from String value (token `JsonToken.VALUE_STRING`)
        POST lkc-abc123/topics {"topic_name":"a","configs":["x"]} => 400 coded: Cannot construct instance of `java.lang.Object` (although at least one Creator exists): no String-argument constructor/factory method to deserialize from String value ('x')
        POST lkc-abc123/topics {"topic_name":[1]} => 400 coded: Cannot deserialize value of type `java.lang.String` from Array value (token `JsonToken.START_ARRAY`)
    "#

    a_record_that_is_no_record_is_reported_in_the_same_words r#"
        POST lkc-abc123/topics {"topic_name":"t"} => 201
        POST lkc-abc123/topics/t/records '{"value":'    | error_code = 400 | message = "Unexpected end-of-input: expected close marker for Object"
        POST lkc-abc123/topics/t/records '{"value":tru}' | error_code = 400 | message = "Unrecognized token: was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')"
        POST lkc-abc123/topics/t/records 'x'            | error_code = 400 | message = "Unrecognized token: was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')"
        POST lkc-abc123/topics/t/records '7'            | error_code = 400 | message = "Cannot construct instance of `java.lang.Object` (although at least one Creator exists): no int/Int-argument constructor/factory method to deserialize from Number value (7)"
        POST lkc-abc123/topics/t/records '[1]'          | error_code = 400 | message = "Cannot deserialize value of type `java.lang.Object` from Array value (token `JsonToken.START_ARRAY`)"
        POST lkc-abc123/topics/t/records {"partition_id":{}} | error_code = 400 | message = "Cannot deserialize value of type `java.lang.Integer` from Object value (token `JsonToken.START_OBJECT`)"
        POST lkc-abc123/topics/t/records {"timestamp":"yesterday"} | error_code = 400 | message = "Cannot deserialize value of type `java.time.Instant` from String \"yesterday\": Failed to deserialize java.time.Instant: (java.time.format.DateTimeParseException) Text 'yesterday' could not be parsed at index 0"
        POST lkc-abc123/topics/t/records {"timestamp":7} | error_code = 400 | message ~ ^Cannot deserialize value of type `java.time.Instant` from Integer value
        POST lkc-abc123/topics/t/records {"timestamp":"2024-01-01T00:00:00.5Z"} | error_code = 200 | timestamp = 2024-01-01T00:00:00.500Z
    "#

    a_number_that_is_written_as_a_text_is_a_number r#"
        POST lkc-abc123/topics {"topic_name":"a","partitions_count":"3","replication_factor":" 3 ","validate_only":"false"} => 201 | partitions_count = 3
        POST lkc-abc123/topics {"topic_name":"b","validate_only":"True"} => 200
        POST lkc-abc123/topics {"topic_name":"b","validate_only":1} => 200
        POST lkc-abc123/topics {"topic_name":"b","validate_only":0,"partitions_count":""} => 201 | partitions_count = 6
        POST lkc-abc123/topics {"topic_name":"c","partitions_count":2.9} => 201 | partitions_count = 2
        PATCH lkc-abc123/topics/a {"partitions_count":"4"} => 200 | partitions_count = 4
        POST lkc-abc123/topics/a/records {"partition_id":"1"} | error_code = 200 | partition_id = 1
        POST lkc-abc123/topics/a/records {"headers":[{"name":7}]} | error_code = 200
    "#

    what_is_no_number_is_told_by_its_type r#"
        POST lkc-abc123/topics {"topic_name":"a","partitions_count":"A"}  => 400 coded: Cannot deserialize value of type `java.lang.Integer` from String "A": not a valid `java.lang.Integer` value
        POST lkc-abc123/topics {"topic_name":"a","partitions_count":true} => 400 coded: Cannot deserialize value of type `java.lang.Integer` from Boolean value (token `JsonToken.VALUE_TRUE`)
        POST lkc-abc123/topics {"topic_name":"a","partitions_count":99999999999} => 400 coded: Numeric value (99999999999) out of range of int (-2147483648 - 2147483647)
        POST lkc-abc123/topics {"topic_name":"a","partitions_count":-1e300} => 400 coded ~ ^Numeric value \(-1.*\) out of range of int \(-2147483648 - 2147483647\)$
        POST lkc-abc123/topics {"topic_name":"a","partitions_count":"99999999999"} => 400 coded ~ ^Cannot deserialize value of type `java.lang.Integer` from String "99999999999": 
        POST lkc-abc123/topics {"topic_name":"a","validate_only":"yes"} => 400 coded: Cannot deserialize value of type `java.lang.Boolean` from String "yes": only "true" or "false" recognized
        POST lkc-abc123/topics {"topic_name":"a","validate_only":1.5} => 400 coded: Cannot deserialize value of type `java.lang.Boolean` from Floating-point value (token `JsonToken.VALUE_NUMBER_FLOAT`)
    "#

    a_value_of_another_type_is_told_by_its_pointer_and_the_types_of_json r#"
        given upload
        POST /connect/v1/custom-connector-plugins @custom {"display_name":7}     => 422 listed: The property '/display_name' of type integer did not match the following type: string
            | errors/0/source/pointer = /display_name
        POST /connect/v1/custom-connector-plugins @custom {"display_name":["a"]} => 422 listed: The property '/display_name' of type array did not match the following type: string
        POST /connect/v1/custom-connector-plugins @custom {"display_name":{"a":1}} => 422 listed: The property '/display_name' of type object did not match the following type: string
        POST /connect/v1/custom-connector-plugins @custom {"display_name":true}  => 422 listed: The property '/display_name' of type boolean did not match the following type: string
        POST /connect/v1/custom-connector-plugins @custom {"display_name":1.5}   => 422 listed: The property '/display_name' of type number did not match the following type: string
        POST /connect/v1/custom-connector-plugins @custom {"upload_source":"x"}  => 422 listed: The property '/upload_source' of type string did not match the following type: object
        POST /connect/v1/custom-connector-plugins @custom {"upload_source":[1]}  => 422 listed: The property '/upload_source' of type array did not match the following type: object
        POST /connect/v1/custom-connector-plugins @custom {"upload_source":{"location":null}} => 422 listed: The property '/upload_source/location' is required
        POST /connect/v1/custom-connector-plugins @custom {"sensitive_config_properties":"x"} => 422 listed: The property '/sensitive_config_properties' of type string did not match the following type: array
        POST /connect/v1/custom-connector-plugins @custom {"sensitive_config_properties":[1]} => 422 listed: The property '/sensitive_config_properties/0' of type integer did not match the following type: string
        POST /ccpm/v1/plugins {"spec":{"cloud":"AWS","display_name":"x","environment":"env-abc123"}}
            => 422 listed: The property '/spec/environment' of type string did not match the following type: object
            | errors/0/source/pointer = /spec/environment
        POST /ccpm/v1/plugins {"spec":{"cloud":"AWS","display_name":"x"}} => 422 listed: The property '/spec/environment' is required
        POST ~/connectors {"name":"a","config":"x"}        => 400 nested: The property '/config' of type string did not match the following type: object
        POST ~/connectors {"name":"a","config":{"tasks.max":1}} => 400 nested: The property '/config/tasks.max' of type integer did not match the following type: string
        POST ~/connectors {"name":"a","config":{"a/b~c":1}} => 400 nested: The property '/config/a~1b~0c' of type integer did not match the following type: string
        PUT ~/connectors/a/config {"tasks.max":1}          => 400 nested: The property '/tasks.max' of type integer did not match the following type: string
        given http orders
        POST ~/connectors/orders/offsets/request {"type":7}   => 400 nested: The property '/type' of type integer did not match the following type: string
        POST ~/connectors/orders/offsets/request {"type":"X"} => 400 nested: The property '/type' did not match one of the following values: PATCH, DELETE
    "#

    a_body_that_is_no_json_is_told_without_more r#"
        POST /connect/v1/custom-connector-plugins '{"a":' => 400 listed: The request body is not valid JSON
        POST /connect/v1/custom-connector-plugins '[]'    => 400 listed: The request body is not a JSON object
        POST /connect/v1/custom-connector-plugins 'a'     => 400 listed: The request body is not valid JSON
        POST ~/connectors '{"a"'                          => 400 nested: The request body is not valid JSON
        POST ~/connectors '7'                             => 400 nested: The request body is not a JSON object
    "#

    a_body_that_an_operation_does_not_have_is_not_read r#"
        given http orders
        GET ~/connectors '{"a":' => 200
        GET ~/connectors/orders/status '[]' => 200
        PUT ~/connectors/orders/pause 'x' => 202
        GET /connect/v1/custom-connector-plugins '[]' => 200
        GET /ccpm/v1/plugins?environment=env-abc123 'x' => 200
        GET lkc-abc123/topics 'x' => 200
        DELETE ~/connectors/orders 'x' => 200
    "#
}
