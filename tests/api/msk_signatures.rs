//! Signatures through the whole pipeline: statuses and bodies. Every detail of the judgement is in
//! `msk_auth`.
//!
//! The signed requests were made by botocore.

cases! {
    n083_what_botocore_signed_is_accepted r#"
        epoch 2026-01-08T12:00:00Z
        auth strict
        premises {"credentials":[{"access_key":"AKIDEXAMPLE","secret":"wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"},{"access_key":"ASIAEXAMPLE","secret":"wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY","session_token":"SESSION/TOKEN+EXAMPLE=="}]}
        unsigned POST /v1/worker-configurations {"name":"wc-1","propertiesFileContent":"a2V5LmNvbnZlcnRlcj1vcmcuYXBhY2hlLmthZmthLmNvbm5lY3Quc3RvcmFnZS5TdHJpbmdDb252ZXJ0ZXI="}
            + host: localhost:8080
            + x-amz-date: 20260108T120000Z
            + authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260108/us-east-1/kafkaconnect/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature=d5af2c8667c12d86eee3e864bcd74258f1a0f26e957f0bb283d47413fa05d0c5
            => 200 | name = wc-1
        unsigned PUT /v1/connectors/arn%3Aaws%3Akafkaconnect%3Aus-east-1%3A123456789012%3Aconnector%2Fmy-connector%2F0a1b2c3d-1111-2222-3333-444455556666-2?currentVersion=C1PWD2EXAMPLE '{"capacity": {"provisionedCapacity": {"mcuCount": 1, "workerCount": 2}}}'
            + host: localhost:8080
            + x-amz-date: 20260108T120000Z
            + x-amz-security-token: SESSION/TOKEN+EXAMPLE==
            + authorization: AWS4-HMAC-SHA256 Credential=ASIAEXAMPLE/20260108/us-east-1/kafkaconnect/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-security-token, Signature=c39779a66b1c9cffe095867a53e35d69655d12e666d1da541c19c585e9fc9f86
            => 404 NotFoundException
        unsigned DELETE /v1/tags/arn%3Aaws%3Akafkaconnect%3Aus-east-1%3A123456789012%3Aconnector%2Fmy-connector%2F0a1b2c3d-1111-2222-3333-444455556666-2?tagKeys=b%20b&tagKeys=a%2Fa
            + host: localhost:8080
            + x-amz-date: 20260108T120000Z
            + authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260108/us-east-1/kafkaconnect/aws4_request, SignedHeaders=host;x-amz-date, Signature=35a8eb2958d5297593ac483010cb2ae89a71ba1c6217cd757a3204fdab612c3d
            => 404 NotFoundException
        unsigned GET /v1/connectors/arn%3Aaws%3Akafkaconnect%3Aus-east-1%3A123456789012%3Aconnector%2Fmy-connector%2F0a1b2c3d-1111-2222-3333-444455556666-2?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=ASIAEXAMPLE%2F20260108%2Fus-east-1%2Fkafkaconnect%2Faws4_request&X-Amz-Date=20260108T120000Z&X-Amz-Expires=900&X-Amz-SignedHeaders=host&X-Amz-Security-Token=SESSION%2FTOKEN%2BEXAMPLE%3D%3D&X-Amz-Signature=e8cec0277809f8a52ed345256b6c89a888cf23e493460095fd9b08cbb77ab5af
            + host: localhost:8080
            => 404 NotFoundException
    "#

    n084_a_changed_path_is_a_wrong_signature r#"
        epoch 2026-01-08T12:00:00Z
        auth strict
        premises {"credentials":[{"access_key":"ASIAEXAMPLE","secret":"wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY","session_token":"SESSION/TOKEN+EXAMPLE=="}]}
        unsigned PUT /v1/connectors/arn%3Aaws%3Akafkaconnect%3Aus-east-1%3A123456789012%3Aconnector%2Fmy-connector%2F0a1b2c3d-1111-2222-3333-444455556666-3?currentVersion=C1PWD2EXAMPLE '{"capacity": {"provisionedCapacity": {"mcuCount": 1, "workerCount": 2}}}'
            + host: localhost:8080
            + x-amz-date: 20260108T120000Z
            + x-amz-security-token: SESSION/TOKEN+EXAMPLE==
            + authorization: AWS4-HMAC-SHA256 Credential=ASIAEXAMPLE/20260108/us-east-1/kafkaconnect/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-security-token, Signature=c39779a66b1c9cffe095867a53e35d69655d12e666d1da541c19c585e9fc9f86
            => 403 InvalidSignatureException ~ ^The request signature we calculated does not match
    "#

    n086_a_signature_from_the_future_is_not_yet_current r#"
        epoch 2026-01-08T11:54:00Z
        auth strict
        unsigned GET /v1/connectors
            + x-amz-date: 20260108T120000Z
            + authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260108/us-east-1/kafkaconnect/aws4_request, SignedHeaders=host;x-amz-date, Signature=00
            => 403 InvalidSignatureException: Signature not yet current: 20260108T120000Z is still later than 20260108T115900Z (20260108T115400Z + 5 min.)
        10m unsigned GET /v1/connectors
            + x-amz-date: 20260108T115800Z
            + authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260108/us-east-1/kafkaconnect/aws4_request, SignedHeaders=host;x-amz-date, Signature=00
            => 403 InvalidSignatureException: Signature expired: 20260108T115800Z is now earlier than 20260108T115900Z (20260108T120400Z - 5 min.)
    "#

    n087_an_unknown_key_is_an_unrecognized_client r#"
        auth strict
        as NOBODY/us-east-1 GET /v1/connectors => 403 UnrecognizedClientException: The security token included in the request is invalid.
    "#

    n088_a_scope_for_another_service_is_told_the_right_one r#"
        auth strict
        unsigned GET /v1/connectors
            + x-amz-date: 20240101T000000Z
            + authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20240101/us-east-1/kafka/aws4_request, SignedHeaders=host;x-amz-date, Signature=00
            => 403 InvalidSignatureException: Credential should be scoped to correct service: 'kafkaconnect'.
    "#

    n089_a_call_without_a_credential_misses_a_token r#"
        unsigned GET /v1/connectors => 403 MissingAuthenticationTokenException: Missing Authentication Token
        unsigned POST /v1/connectors '{' => 403 MissingAuthenticationTokenException
    "#

    n091_a_changed_body_is_a_wrong_signature r#"
        epoch 2026-01-08T12:00:00Z
        auth strict
        unsigned POST /v1/worker-configurations {"name":"wc-2","propertiesFileContent":"a2V5LmNvbnZlcnRlcj1vcmcuYXBhY2hlLmthZmthLmNvbm5lY3Quc3RvcmFnZS5TdHJpbmdDb252ZXJ0ZXI="}
            + host: localhost:8080
            + x-amz-date: 20260108T120000Z
            + authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260108/us-east-1/kafkaconnect/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature=d5af2c8667c12d86eee3e864bcd74258f1a0f26e957f0bb283d47413fa05d0c5
            => 403 InvalidSignatureException
        GET /v1/worker-configurations | workerConfigurations = []
    "#

    any_well_formed_credential_will_do_unless_the_world_is_strict r#"
        as WHOEVER/us-east-1 GET /v1/connectors => 200
        unsigned GET /v1/connectors => 403 IncompleteSignatureException
            + authorization: Bearer something
    "#

    a_strict_world_accepts_what_is_signed_well r#"
        auth strict
        date world
        given connector orders
        2h GET /v1/connectors?maxResults=1&connectorNamePrefix=o%20r => 200
        POST /v1/tags/$orders {"tags":{"a":"é"}} => 200
    "#
}
