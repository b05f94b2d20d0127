//! A few exchanges with every byte of them: what else is checked place by place, and that no byte depends on
//! the machine.
#![expect(clippy::too_many_lines, reason = "an answer is as long as it is")]

use insta::assert_snapshot;

use crate::stage::story;

#[test]
fn a_plugin_from_its_creation_to_its_end() {
    let script = r#"
        seed 7
        epoch 2026-01-08T12:00:00Z
        POST /v1/custom-plugins @plugin {"description":"CDC","tags":{"team":"blue"}} | customPluginArn -> $plugin
        +1s GET /v1/custom-plugins/$plugin
        DELETE /v1/custom-plugins/$plugin
        +1s GET /v1/custom-plugins/$plugin => 404
    "#;
    assert_snapshot!(story(script), @r#"
    2026-01-08T12:00:00Z POST /v1/custom-plugins {"contentType":"ZIP","description":"CDC","location":{"s3Location":{"bucketArn":"arn:aws:s3:::plugins","fileKey":"debezium.zip"}},"name":"debezium","tags":{"team":"blue"}}
      200 OK Whole
      content-type: application/json
      x-amzn-requestid: 88602a74-fb3a-4873-8f1a-f62a70b6e13c
      x-amz-apigw-id: Qb9mrVnRsP0HgBQ=
      x-amzn-trace-id: Root=1-695f9c40-11ec11f78a784f1e315e3fb0
      access-control-allow-origin: *
      access-control-expose-headers: x-amzn-errortype,x-amzn-requestid,x-amzn-errormessage,x-amzn-trace-id,x-amz-apigw-id,date
      date: Thu, 08 Jan 2026 12:00:00 GMT
      {"customPluginArn":"arn:aws:kafkaconnect:us-east-1:123456789012:custom-plugin/debezium/1d8b6f2b-866e-44e2-9f95-97ea9ae4ff22-2","customPluginState":"CREATING","name":"debezium","revision":1}

    2026-01-08T12:00:01Z GET /v1/custom-plugins/arn%3Aaws%3Akafkaconnect%3Aus-east-1%3A123456789012%3Acustom-plugin%2Fdebezium%2F1d8b6f2b-866e-44e2-9f95-97ea9ae4ff22-2
      200 OK Whole
      content-type: application/json
      x-amzn-requestid: b98c78db-a817-407a-b0c0-345126097734
      x-amz-apigw-id: kD+rfjUmtIhFNt4=
      x-amzn-trace-id: Root=1-695f9c41-968b85153087b250d26e9c50
      access-control-allow-origin: *
      access-control-expose-headers: x-amzn-errortype,x-amzn-requestid,x-amzn-errormessage,x-amzn-trace-id,x-amz-apigw-id,date
      date: Thu, 08 Jan 2026 12:00:01 GMT
      {"creationTime":"2026-01-08T12:00:00.000Z","customPluginArn":"arn:aws:kafkaconnect:us-east-1:123456789012:custom-plugin/debezium/1d8b6f2b-866e-44e2-9f95-97ea9ae4ff22-2","customPluginState":"ACTIVE","description":"CDC","latestRevision":{"contentType":"ZIP","creationTime":"2026-01-08T12:00:00.000Z","description":"CDC","fileDescription":{"fileMd5":"60faaaf4a4024b1fb480556e3bc35ac0","fileSize":1048576},"location":{"s3Location":{"bucketArn":"arn:aws:s3:::plugins","fileKey":"debezium.zip"}},"revision":1},"name":"debezium"}

    2026-01-08T12:00:01Z DELETE /v1/custom-plugins/arn%3Aaws%3Akafkaconnect%3Aus-east-1%3A123456789012%3Acustom-plugin%2Fdebezium%2F1d8b6f2b-866e-44e2-9f95-97ea9ae4ff22-2
      200 OK Whole
      content-type: application/json
      x-amzn-requestid: 3608f775-d33a-4603-854c-a28c9bfe2c98
      x-amz-apigw-id: RzT2hgLtfx4D8Uc=
      x-amzn-trace-id: Root=1-695f9c41-df17d549f4bd9d8c938eb975
      access-control-allow-origin: *
      access-control-expose-headers: x-amzn-errortype,x-amzn-requestid,x-amzn-errormessage,x-amzn-trace-id,x-amz-apigw-id,date
      date: Thu, 08 Jan 2026 12:00:01 GMT
      {"customPluginArn":"arn:aws:kafkaconnect:us-east-1:123456789012:custom-plugin/debezium/1d8b6f2b-866e-44e2-9f95-97ea9ae4ff22-2","customPluginState":"DELETING"}

    2026-01-08T12:00:02Z GET /v1/custom-plugins/arn%3Aaws%3Akafkaconnect%3Aus-east-1%3A123456789012%3Acustom-plugin%2Fdebezium%2F1d8b6f2b-866e-44e2-9f95-97ea9ae4ff22-2
      404 Not Found Whole
      content-type: application/json
      x-amzn-errortype: NotFoundException
      x-amzn-requestid: 51b72b0e-1352-4cf0-afb5-4b774a986d7a
      x-amz-apigw-id: FpQDPrxhO0Ua/F4=
      x-amzn-trace-id: Root=1-695f9c42-bd59d05929cd8a6bb4a086d7
      access-control-allow-origin: *
      access-control-expose-headers: x-amzn-errortype,x-amzn-requestid,x-amzn-errormessage,x-amzn-trace-id,x-amz-apigw-id,date
      date: Thu, 08 Jan 2026 12:00:02 GMT
      {"message":"Invalid parameter customPluginArn: The resource does not exist."}
    "#);
}

#[test]
fn a_connector_that_is_updated() {
    let script = r#"
        seed 7
        epoch 2026-01-08T12:00:00Z
        timing instant
        given plugin
        POST /v1/connectors @connector | connectorArn -> $orders
        GET /v1/connectors/$orders | currentVersion -> $version
        PUT /v1/connectors/$orders?currentVersion=$version @scaled | connectorOperationArn -> $operation
        GET /v1/connectorOperations/$operation
        GET /v1/connectors?maxResults=1
    "#;
    assert_snapshot!(story(script), @r#"
    2026-01-08T12:00:00Z POST /v1/custom-plugins {"contentType":"ZIP","location":{"s3Location":{"bucketArn":"arn:aws:s3:::plugins","fileKey":"debezium.zip"}},"name":"debezium"}
      200 OK Whole
      content-type: application/json
      x-amzn-requestid: 88602a74-fb3a-4873-8f1a-f62a70b6e13c
      x-amz-apigw-id: Qb9mrVnRsP0HgBQ=
      x-amzn-trace-id: Root=1-695f9c40-11ec11f78a784f1e315e3fb0
      access-control-allow-origin: *
      access-control-expose-headers: x-amzn-errortype,x-amzn-requestid,x-amzn-errormessage,x-amzn-trace-id,x-amz-apigw-id,date
      date: Thu, 08 Jan 2026 12:00:00 GMT
      {"customPluginArn":"arn:aws:kafkaconnect:us-east-1:123456789012:custom-plugin/debezium/1d8b6f2b-866e-44e2-9f95-97ea9ae4ff22-2","customPluginState":"CREATING","name":"debezium","revision":1}

    2026-01-08T12:00:00Z POST /v1/connectors {"capacity":{"provisionedCapacity":{"mcuCount":1,"workerCount":1}},"connectorConfiguration":{"connector.class":"io.debezium.Orders","tasks.max":"1"},"connectorName":"orders","kafkaCluster":{"apacheKafkaCluster":{"bootstrapServers":"b-1.example.com:9092","vpc":{"securityGroups":["sg-1"],"subnets":["subnet-1","subnet-2"]}}},"kafkaClusterClientAuthentication":{"authenticationType":"NONE"},"kafkaClusterEncryptionInTransit":{"encryptionType":"PLAINTEXT"},"kafkaConnectVersion":"3.7.x","plugins":[{"customPlugin":{"customPluginArn":"arn:aws:kafkaconnect:us-east-1:123456789012:custom-plugin/debezium/1d8b6f2b-866e-44e2-9f95-97ea9ae4ff22-2","revision":1}}],"serviceExecutionRoleArn":"arn:aws:iam::123456789012:role/connect"}
      200 OK Whole
      content-type: application/json
      x-amzn-requestid: b98c78db-a817-407a-b0c0-345126097734
      x-amz-apigw-id: kD+rfjUmtIhFNt4=
      x-amzn-trace-id: Root=1-695f9c40-968b85153087b250d26e9c50
      access-control-allow-origin: *
      access-control-expose-headers: x-amzn-errortype,x-amzn-requestid,x-amzn-errormessage,x-amzn-trace-id,x-amz-apigw-id,date
      date: Thu, 08 Jan 2026 12:00:00 GMT
      {"connectorArn":"arn:aws:kafkaconnect:us-east-1:123456789012:connector/orders/3954cb2d-d406-427c-8aa5-ac4720dfb2e6-2","connectorName":"orders","connectorState":"CREATING"}

    2026-01-08T12:00:00Z GET /v1/connectors/arn%3Aaws%3Akafkaconnect%3Aus-east-1%3A123456789012%3Aconnector%2Forders%2F3954cb2d-d406-427c-8aa5-ac4720dfb2e6-2
      200 OK Whole
      content-type: application/json
      x-amzn-requestid: 378032f6-b41c-4f22-b670-0a5b3a1de8a4
      x-amz-apigw-id: FsQim+XdK+D69xk=
      x-amzn-trace-id: Root=1-695f9c40-5a96f519047a3966dcd87ae3
      access-control-allow-origin: *
      access-control-expose-headers: x-amzn-errortype,x-amzn-requestid,x-amzn-errormessage,x-amzn-trace-id,x-amz-apigw-id,date
      date: Thu, 08 Jan 2026 12:00:00 GMT
      {"capacity":{"provisionedCapacity":{"mcuCount":1,"workerCount":1}},"connectorArn":"arn:aws:kafkaconnect:us-east-1:123456789012:connector/orders/3954cb2d-d406-427c-8aa5-ac4720dfb2e6-2","connectorConfiguration":{"connector.class":"io.debezium.Orders","tasks.max":"1"},"connectorName":"orders","connectorState":"RUNNING","creationTime":"2026-01-08T12:00:00.000Z","currentVersion":"CR86DUAFP63OA2","kafkaCluster":{"apacheKafkaCluster":{"bootstrapServers":"b-1.example.com:9092","vpc":{"securityGroups":["sg-1"],"subnets":["subnet-1","subnet-2"]}}},"kafkaClusterClientAuthentication":{"authenticationType":"NONE"},"kafkaClusterEncryptionInTransit":{"encryptionType":"PLAINTEXT"},"kafkaConnectVersion":"3.7.x","networkType":"IPV4","plugins":[{"customPlugin":{"customPluginArn":"arn:aws:kafkaconnect:us-east-1:123456789012:custom-plugin/debezium/1d8b6f2b-866e-44e2-9f95-97ea9ae4ff22-2","revision":1}}],"serviceExecutionRoleArn":"arn:aws:iam::123456789012:role/connect"}

    2026-01-08T12:00:00Z PUT /v1/connectors/arn%3Aaws%3Akafkaconnect%3Aus-east-1%3A123456789012%3Aconnector%2Forders%2F3954cb2d-d406-427c-8aa5-ac4720dfb2e6-2?currentVersion=CR86DUAFP63OA2 {"capacity":{"provisionedCapacity":{"mcuCount":2,"workerCount":2}}}
      200 OK Whole
      content-type: application/json
      x-amzn-requestid: 51b72b0e-1352-4cf0-afb5-4b774a986d7a
      x-amz-apigw-id: FpQDPrxhO0Ua/F4=
      x-amzn-trace-id: Root=1-695f9c40-bd59d05929cd8a6bb4a086d7
      access-control-allow-origin: *
      access-control-expose-headers: x-amzn-errortype,x-amzn-requestid,x-amzn-errormessage,x-amzn-trace-id,x-amz-apigw-id,date
      date: Thu, 08 Jan 2026 12:00:00 GMT
      {"connectorArn":"arn:aws:kafkaconnect:us-east-1:123456789012:connector/orders/3954cb2d-d406-427c-8aa5-ac4720dfb2e6-2","connectorOperationArn":"arn:aws:kafkaconnect:us-east-1:123456789012:connector-operation/orders/3954cb2d-d406-427c-8aa5-ac4720dfb2e6-2/5512b571-4e97-4cb0-be07-6f038a0eb470","connectorState":"UPDATING"}

    2026-01-08T12:00:00Z GET /v1/connectorOperations/arn%3Aaws%3Akafkaconnect%3Aus-east-1%3A123456789012%3Aconnector-operation%2Forders%2F3954cb2d-d406-427c-8aa5-ac4720dfb2e6-2%2F5512b571-4e97-4cb0-be07-6f038a0eb470
      200 OK Whole
      content-type: application/json
      x-amzn-requestid: b88a005d-bafb-4bd8-ab51-5a9a5102e695
      x-amz-apigw-id: +e5U0i6/Zz5nPE8=
      x-amzn-trace-id: Root=1-695f9c40-f6f071d430e08b6e8f443e13
      access-control-allow-origin: *
      access-control-expose-headers: x-amzn-errortype,x-amzn-requestid,x-amzn-errormessage,x-amzn-trace-id,x-amz-apigw-id,date
      date: Thu, 08 Jan 2026 12:00:00 GMT
      {"connectorArn":"arn:aws:kafkaconnect:us-east-1:123456789012:connector/orders/3954cb2d-d406-427c-8aa5-ac4720dfb2e6-2","connectorOperationArn":"arn:aws:kafkaconnect:us-east-1:123456789012:connector-operation/orders/3954cb2d-d406-427c-8aa5-ac4720dfb2e6-2/5512b571-4e97-4cb0-be07-6f038a0eb470","connectorOperationState":"UPDATE_COMPLETE","connectorOperationType":"UPDATE_WORKER_SETTING","creationTime":"2026-01-08T12:00:00.000Z","endTime":"2026-01-08T12:00:00.000Z","operationSteps":[{"stepState":"COMPLETED","stepType":"INITIALIZE_UPDATE"},{"stepState":"COMPLETED","stepType":"UPDATE_WORKER_SETTING"},{"stepState":"COMPLETED","stepType":"VALIDATE_UPDATE"},{"stepState":"COMPLETED","stepType":"FINALIZE_UPDATE"}],"originWorkerSetting":{"capacity":{"provisionedCapacity":{"mcuCount":1,"workerCount":1}},"plugins":[{"customPlugin":{"customPluginArn":"arn:aws:kafkaconnect:us-east-1:123456789012:custom-plugin/debezium/1d8b6f2b-866e-44e2-9f95-97ea9ae4ff22-2","revision":1}}],"useDefaultWorkerConfiguration":true},"targetWorkerSetting":{"capacity":{"provisionedCapacity":{"mcuCount":2,"workerCount":2}},"plugins":[{"customPlugin":{"customPluginArn":"arn:aws:kafkaconnect:us-east-1:123456789012:custom-plugin/debezium/1d8b6f2b-866e-44e2-9f95-97ea9ae4ff22-2","revision":1}}],"useDefaultWorkerConfiguration":true}}

    2026-01-08T12:00:00Z GET /v1/connectors?maxResults=1
      200 OK Whole
      content-type: application/json
      x-amzn-requestid: df0214a9-7f77-4983-b49b-b56c767f7d1c
      x-amz-apigw-id: xHiz0uCJ1nwkrwo=
      x-amzn-trace-id: Root=1-695f9c40-cfc60f2066bd170d6c9a54f2
      access-control-allow-origin: *
      access-control-expose-headers: x-amzn-errortype,x-amzn-requestid,x-amzn-errormessage,x-amzn-trace-id,x-amz-apigw-id,date
      date: Thu, 08 Jan 2026 12:00:00 GMT
      {"connectors":[{"capacity":{"provisionedCapacity":{"mcuCount":2,"workerCount":2}},"connectorArn":"arn:aws:kafkaconnect:us-east-1:123456789012:connector/orders/3954cb2d-d406-427c-8aa5-ac4720dfb2e6-2","connectorName":"orders","connectorState":"RUNNING","creationTime":"2026-01-08T12:00:00.000Z","currentVersion":"CPHEUG42DR7FPK","kafkaCluster":{"apacheKafkaCluster":{"bootstrapServers":"b-1.example.com:9092","vpc":{"securityGroups":["sg-1"],"subnets":["subnet-1","subnet-2"]}}},"kafkaClusterClientAuthentication":{"authenticationType":"NONE"},"kafkaClusterEncryptionInTransit":{"encryptionType":"PLAINTEXT"},"kafkaConnectVersion":"3.7.x","networkType":"IPV4","plugins":[{"customPlugin":{"customPluginArn":"arn:aws:kafkaconnect:us-east-1:123456789012:custom-plugin/debezium/1d8b6f2b-866e-44e2-9f95-97ea9ae4ff22-2","revision":1}}],"serviceExecutionRoleArn":"arn:aws:iam::123456789012:role/connect"}]}
    "#);
}

#[test]
fn refusals_of_the_vendor_of_what_stands_before_it_and_of_the_emulator() {
    let script = r#"
        seed 7
        epoch 2026-01-08T12:00:00Z
        fault {"on":{"operation":"ListCustomPlugins"},"cause":"throttled","retry_after":"2s"}
        fault {"on":{"operation":"ListWorkerConfigurations"},"cause":"bad_gateway"}
        GET /v1/connectors?maxResults=0 => 400
        unsigned GET /v1/connectors => 403
        GET /v1/custom-plugins => 429
        GET /v1/worker-configurations => 502 raw
        GET /v1/connector => 404
        GET /v2/connectors => 501
    "#;
    assert_snapshot!(story(script), @r#"
    2026-01-08T12:00:00Z GET /v1/connectors?maxResults=0
      400 Bad Request Whole
      content-type: application/json
      x-amzn-errortype: BadRequestException
      x-amzn-requestid: 88602a74-fb3a-4873-8f1a-f62a70b6e13c
      x-amz-apigw-id: Qb9mrVnRsP0HgBQ=
      x-amzn-trace-id: Root=1-695f9c40-11ec11f78a784f1e315e3fb0
      access-control-allow-origin: *
      access-control-expose-headers: x-amzn-errortype,x-amzn-requestid,x-amzn-errormessage,x-amzn-trace-id,x-amz-apigw-id,date
      date: Thu, 08 Jan 2026 12:00:00 GMT
      {"message":"Invalid parameter maxResults: The value must be between 1 and 100."}

    2026-01-08T12:00:00Z GET /v1/connectors
      403 Forbidden Whole
      content-type: application/json
      x-amzn-errortype: MissingAuthenticationTokenException
      x-amzn-requestid: 3a55ed66-ed4f-4e12-8f01-80e1fb87c7fb
      x-amz-apigw-id: mmLc959hHcWEBNI=
      x-amzn-trace-id: Root=1-695f9c40-4f54cf69d957aececb1096ae
      access-control-allow-origin: *
      access-control-expose-headers: x-amzn-errortype,x-amzn-requestid,x-amzn-errormessage,x-amzn-trace-id,x-amz-apigw-id,date
      date: Thu, 08 Jan 2026 12:00:00 GMT
      {"message":"Missing Authentication Token"}

    2026-01-08T12:00:00Z GET /v1/custom-plugins
      429 Too Many Requests Whole
      content-type: application/json
      x-amzn-errortype: TooManyRequestsException
      retry-after: 2
      x-amz-retry-after: 2000
      x-amzn-requestid: b98c78db-a817-407a-b0c0-345126097734
      x-amz-apigw-id: kD+rfjUmtIhFNt4=
      x-amzn-trace-id: Root=1-695f9c40-968b85153087b250d26e9c50
      access-control-allow-origin: *
      access-control-expose-headers: x-amzn-errortype,x-amzn-requestid,x-amzn-errormessage,x-amzn-trace-id,x-amz-apigw-id,date
      date: Thu, 08 Jan 2026 12:00:00 GMT
      {"message":"Too Many Requests"}

    2026-01-08T12:00:00Z GET /v1/worker-configurations
      502 Bad Gateway Whole
      content-type: text/html
      server: awselb/2.0
      x-amzn-requestid: 3608f775-d33a-4603-854c-a28c9bfe2c98
      x-amz-apigw-id: RzT2hgLtfx4D8Uc=
      x-amzn-trace-id: Root=1-695f9c40-df17d549f4bd9d8c938eb975
      access-control-allow-origin: *
      access-control-expose-headers: x-amzn-errortype,x-amzn-requestid,x-amzn-errormessage,x-amzn-trace-id,x-amz-apigw-id,date
      date: Thu, 08 Jan 2026 12:00:00 GMT
      <html>
    <head><title>502 Bad Gateway</title></head>
    <body>
    <center><h1>502 Bad Gateway</h1></center>
    </body>
    </html>


    2026-01-08T12:00:00Z GET /v1/connector
      404 Not Found Whole
      content-type: application/json
      x-amzn-errortype: UnknownOperationException
      x-amzn-requestid: 378032f6-b41c-4f22-b670-0a5b3a1de8a4
      x-amz-apigw-id: FsQim+XdK+D69xk=
      x-amzn-trace-id: Root=1-695f9c40-5a96f519047a3966dcd87ae3
      access-control-allow-origin: *
      access-control-expose-headers: x-amzn-errortype,x-amzn-requestid,x-amzn-errormessage,x-amzn-trace-id,x-amz-apigw-id,date
      date: Thu, 08 Jan 2026 12:00:00 GMT
      {"message":"The requested operation is not recognized by the service."}

    2026-01-08T12:00:00Z GET /v2/connectors
      501 Not Implemented Whole
      content-type: application/json
      x-wavetank: unrouted
      {"wavetank":{"error":"unrouted","hint":"`wavetank operations` lists every operation","message":"no vendor has an operation GET /v2/connectors","nearest":["GET /v1/connectors","POST /v1/connectors"]}}
    "#);
}
