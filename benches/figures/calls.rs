//! The calls that are measured, as a client of MSK Connect makes them.

use std::fmt::Write;

/// A credential of the right form; nobody checks signatures in lenient mode.
pub(crate) const AUTHORIZATION: &str = "AWS4-HMAC-SHA256 \
    Credential=AKIDEXAMPLE/20260108/us-east-1/kafkaconnect/aws4_request, \
    SignedHeaders=content-type;host;x-amz-date, \
    Signature=d5af2c8667c12d86eee3e864bcd74258f1a0f26e957f0bb283d47413fa05d0c5";

pub(crate) const PLUGIN: &str = r#"{"name":"plugin","contentType":"ZIP","location":{"s3Location":{"bucketArn":"arn:aws:s3:::my-bucket","fileKey":"plugin.zip"}}}"#;

/// The body of `CreateConnector` as in the specification's captured request.
pub(crate) fn connector(name: &str, plugin_arn: &str) -> String {
    format!(
        r#"{{"connectorName":"{name}","capacity":{{"provisionedCapacity":{{"mcuCount":1,"workerCount":1}}}},"connectorConfiguration":{{"connector.class":"com.example.Source","tasks.max":"1","topics":"orders"}},"kafkaCluster":{{"apacheKafkaCluster":{{"bootstrapServers":"b-1.example:9098,b-2.example:9098","vpc":{{"subnets":["subnet-1","subnet-2"],"securityGroups":["sg-1"]}}}}}},"kafkaClusterClientAuthentication":{{"authenticationType":"IAM"}},"kafkaClusterEncryptionInTransit":{{"encryptionType":"TLS"}},"kafkaConnectVersion":"2.7.1","plugins":[{{"customPlugin":{{"customPluginArn":"{plugin_arn}","revision":1}}}}],"serviceExecutionRoleArn":"arn:aws:iam::123456789012:role/r"}}"#
    )
}

/// An ARN as one segment of a path.
pub(crate) fn segment(arn: &str) -> String {
    let mut text = String::new();
    for byte in arn.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                text.push(char::from(byte));
            }
            other => write!(text, "%{other:02X}").unwrap(),
        }
    }
    text
}

/// The text of a member of a JSON object.
pub(crate) fn member(body: &[u8], name: &str) -> String {
    let value: serde_json::Value = serde_json::from_slice(body).unwrap();
    value[name].as_str().unwrap_or_else(|| panic!("no {name} in {value}")).to_owned()
}

/// The whole request, as bytes for a socket.
pub(crate) fn raw(method: &str, path: &str, body: &str) -> Vec<u8> {
    let length = match method {
        "GET" => String::new(),
        _ => format!("content-type: application/json\r\ncontent-length: {}\r\n", body.len()),
    };
    format!(
        "{method} {path} HTTP/1.1\r\nhost: 127.0.0.1:9283\r\naccept-encoding: identity\r\n\
         user-agent: Boto3/1.44.5 md/Botocore#1.44.5 ua/2.1 os/linux lang/python#3.11.7\r\n\
         x-amz-date: 20260108T120000Z\r\nauthorization: {AUTHORIZATION}\r\n\
         amz-sdk-invocation-id: 21306af7-0000-4000-8000-000000000000\r\n\
         amz-sdk-request: attempt=1; max=3\r\n{length}\r\n{body}"
    )
    .into_bytes()
}
