//! What MSK Connect checks of a request, member by member, and in which order.

use serde_json::{Value, json};

use crate::stage::play;

/// A row: the patch that spoils a good body, and the refusal's message, as a regular expression.
type Row = (Value, &'static str);

/// Plays a call with its good body spoilt by each row's patch: every one is a bad request.
fn refused(given: &str, call: &str, rows: Vec<Row>) {
    let story = |(patch, message): Row| {
        let script = format!("{given}\n{call} {patch} => 400 BadRequestException ~ {message}");
        play(&script).err()
    };
    let stories: Vec<_> = rows.into_iter().filter_map(story).collect();
    assert!(stories.is_empty(), "{}", stories.join("\n\n"));
}

/// The same for bodies that are good.
fn accepted(given: &str, call: &str, patches: Vec<Value>) {
    let story = |patch: Value| play(&format!("{given}\n{call} {patch} => 200")).err();
    let stories: Vec<_> = patches.into_iter().filter_map(story).collect();
    assert!(stories.is_empty(), "{}", stories.join("\n\n"));
}

fn text(length: usize) -> String {
    "é".repeat(length)
}

fn provisioned(mcus: impl Into<Value>, workers: impl Into<Value>) -> Value {
    let (mcus, workers): (Value, Value) = (mcus.into(), workers.into());
    json!({"capacity": {"provisionedCapacity": {"mcuCount": mcus, "workerCount": workers}}})
}

/// From 1 to 4 workers, with what `patch` says.
fn scaling(patch: &Value) -> Value {
    let mut scaling = json!({"minWorkerCount": 1, "maxWorkerCount": 4, "mcuCount": 1});
    for (name, value) in patch.as_object().expect("a patch") {
        scaling[name] = value.clone();
    }
    json!({"capacity": {"provisionedCapacity": null, "autoScaling": scaling}})
}

fn plugin(patch: &Value) -> Value {
    let mut plugin = json!({"customPluginArn": "$plugin", "revision": 1});
    for (name, value) in patch.as_object().expect("a patch") {
        plugin[name] = value.clone();
    }
    json!({"plugins": [{"customPlugin": plugin}]})
}

#[test]
fn a_connector_needs_every_required_member() {
    let required = [
        "capacity",
        "connectorConfiguration",
        "connectorName",
        "kafkaCluster",
        "kafkaClusterClientAuthentication",
        "kafkaClusterEncryptionInTransit",
        "kafkaConnectVersion",
        "plugins",
        "serviceExecutionRoleArn",
    ];
    for name in required {
        let message = format!("^Invalid parameter {name}: The parameter is required\\.$");
        let script = format!(
            "given plugin
             POST /v1/connectors @connector {{\"{name}\":null}} => 400 BadRequestException ~ {message}
             GET /v1/connectors | connectors = []"
        );
        play(&script).unwrap_or_else(|story| panic!("{story}"));
    }
}

#[test]
#[rustfmt::skip] // A table.
fn a_connector_needs_what_its_members_need() {
    let rows = vec![
        (json!({"kafkaCluster": {"apacheKafkaCluster": null}}),                                "apacheKafkaCluster: The parameter is required"),
        (json!({"kafkaCluster": {"apacheKafkaCluster": {"bootstrapServers": null}}}),          "bootstrapServers: The parameter is required"),
        (json!({"kafkaCluster": {"apacheKafkaCluster": {"vpc": null}}}),                       "vpc: The parameter is required"),
        (json!({"kafkaCluster": {"apacheKafkaCluster": {"vpc": {"subnets": null}}}}),          "subnets: The parameter is required"),
        (json!({"kafkaClusterClientAuthentication": {"authenticationType": null}}),            "authenticationType: The parameter is required"),
        (json!({"kafkaClusterEncryptionInTransit": {"encryptionType": null}}),                 "encryptionType: The parameter is required"),
        (json!({"plugins": [{}]}),                                                             "customPlugin: The parameter is required"),
        (json!({"plugins": [{"customPlugin": {"revision": 1}}]}),                              "customPluginArn: The parameter is required"),
        (json!({"plugins": [{"customPlugin": {"customPluginArn": "$plugin"}}]}),               "revision: The parameter is required"),
        (json!({"workerConfiguration": {"revision": 1}}),                                      "workerConfigurationArn: The parameter is required"),
        (json!({"workerConfiguration": {"workerConfigurationArn": "a"}}),                      "revision: The parameter is required"),
        (json!({"logDelivery": {}}),                                                           "workerLogDelivery: The parameter is required"),
        (json!({"logDelivery": {"workerLogDelivery": {"cloudWatchLogs": {"logGroup": "g"}}}}), "enabled: The parameter is required"),
        (json!({"logDelivery": {"workerLogDelivery": {"firehose": {}}}}),                      "enabled: The parameter is required"),
        (json!({"logDelivery": {"workerLogDelivery": {"s3": {}}}}),                            "enabled: The parameter is required"),
        (provisioned(Value::Null, 1),                                                          "mcuCount: The parameter is required"),
        (provisioned(1, Value::Null),                                                          "workerCount: The parameter is required"),
        (scaling(&json!({"minWorkerCount": null})),                                            "minWorkerCount: The parameter is required"),
        (scaling(&json!({"maxWorkerCount": null})),                                            "maxWorkerCount: The parameter is required"),
        (scaling(&json!({"mcuCount": null})),                                                  "mcuCount: The parameter is required"),
        (scaling(&json!({"scaleInPolicy": {}})),                                               "cpuUtilizationPercentage: The parameter is required"),
        (scaling(&json!({"scaleOutPolicy": {}})),                                              "cpuUtilizationPercentage: The parameter is required"),
    ];
    refused("given plugin", "POST /v1/connectors @connector", rows);
}

#[test]
#[rustfmt::skip] // A table.
fn n024_n026_members_of_a_connector_have_bounds() {
    let rows = vec![
        (json!({"connectorName": ""}),                                             "^Invalid parameter connectorName:"),
        (json!({"connectorName": text(129)}),                                      "^Invalid parameter connectorName:"),
        (json!({"connectorDescription": text(1025)}),                              "^Invalid parameter connectorDescription:"),
        (json!({"networkType": "IPV6"}),                                           "^Invalid parameter networkType:"),
        (json!({"kafkaClusterClientAuthentication": {"authenticationType": "SASL"}}), "^Invalid parameter .*authenticationType:"),
        (json!({"kafkaClusterEncryptionInTransit": {"encryptionType": "tls"}}),    "^Invalid parameter .*encryptionType:"),
        (json!({"serviceExecutionRoleArn": "role/connect"}),                       "^Invalid parameter serviceExecutionRoleArn:"),
        (json!({"serviceExecutionRoleArn": "arn:aws:s3:::bucket"}),                "^Invalid parameter serviceExecutionRoleArn:"),
        (json!({"plugins": []}),                                                   "^Invalid parameter plugins"),
        (plugin(&json!({"revision": 0})),                                          "^Invalid parameter .*revision:"),
        (plugin(&json!({"revision": -1})),                                         "^Invalid parameter .*revision:"),
        (plugin(&json!({"customPluginArn": "debezium"})),                          "^Invalid parameter .*customPluginArn:"),
        (json!({"workerConfiguration": {"workerConfigurationArn": "$plugin", "revision": 1}}), "^Invalid parameter .*workerConfigurationArn:"),
        (provisioned(0, 1),                                                        "^Invalid parameter .*mcuCount:"),
        (provisioned(3, 1),                                                        "^Invalid parameter .*mcuCount:"),
        (provisioned(5, 1),                                                        "^Invalid parameter .*mcuCount:"),
        (provisioned(9, 1),                                                        "^Invalid parameter .*mcuCount:"),
        (provisioned(1, 0),                                                        "^Invalid parameter .*workerCount:"),
        (provisioned(1, 11),                                                       "^Invalid parameter .*workerCount:"),
        (scaling(&json!({"mcuCount": 3})),                                         "^Invalid parameter .*mcuCount:"),
        (scaling(&json!({"minWorkerCount": 0})),                                   "^Invalid parameter .*minWorkerCount:"),
        (scaling(&json!({"maxWorkerCount": 11})),                                  "^Invalid parameter .*maxWorkerCount:"),
        (scaling(&json!({"minWorkerCount": 5})),                                   "^Invalid parameter .*(min|max)WorkerCount:"),
        (scaling(&json!({"maxAutoscalingTaskCount": 3})),                          "^Invalid parameter .*maxAutoscalingTaskCount:"),
        (scaling(&json!({"scaleInPolicy": {"cpuUtilizationPercentage": 0}})),      "^Invalid parameter .*scaleInPolicy.cpuUtilizationPercentage:"),
        (scaling(&json!({"scaleInPolicy": {"cpuUtilizationPercentage": 101}})),    "^Invalid parameter .*scaleInPolicy.cpuUtilizationPercentage:"),
        (scaling(&json!({"scaleOutPolicy": {"cpuUtilizationPercentage": 0}})),     "^Invalid parameter .*scaleOutPolicy.cpuUtilizationPercentage:"),
        (scaling(&json!({"scaleOutPolicy": {"cpuUtilizationPercentage": 101}})),   "^Invalid parameter .*scaleOutPolicy.cpuUtilizationPercentage:"),
        (json!({"tags": {text(129): ""}}),                                         "^Invalid parameter tags"),
        (json!({"tags": {"k": text(257)}}),                                        "^Invalid parameter tags"),
    ];
    refused("given plugin", "POST /v1/connectors @connector", rows);
}

#[test]
fn n023_a_connector_has_one_plugin() {
    let one = json!({"customPlugin": {"customPluginArn": "$plugin", "revision": 1}});
    let rows = vec![(json!({"plugins": [one, one]}), "^Invalid parameter plugins")];
    refused("given plugin", "POST /v1/connectors @connector", rows);
}

#[test]
fn members_of_a_connector_may_go_to_their_bounds() {
    let cpu = |percentage: u8| json!({"cpuUtilizationPercentage": percentage});
    let patches = vec![
        json!({"connectorName": text(128)}),
        json!({"connectorName": "x"}),
        json!({"connectorName": "all / of: it? 名"}),
        json!({"connectorDescription": text(1024)}),
        json!({"connectorDescription": ""}),
        json!({"kafkaClusterClientAuthentication": {"authenticationType": "IAM"}}),
        json!({"kafkaClusterEncryptionInTransit": {"encryptionType": "TLS"}}),
        json!({"kafkaConnectVersion": "2.7.1"}),
        json!({"serviceExecutionRoleArn": "arn:aws-cn:iam::123456789012:role/r"}),
        json!({"serviceExecutionRoleArn": "arn:aws-us-gov:iam::123456789012:role/r"}),
        json!({"connectorConfiguration": {"connector.class": null, "tasks.max": null}}),
        json!({"tags": {text(128): text(256)}}),
        json!({"tags": {}}),
        provisioned(8, 10),
        scaling(&json!({"minWorkerCount": 4, "maxWorkerCount": 4})),
        scaling(&json!({"maxWorkerCount": 10, "maxAutoscalingTaskCount": 10})),
        scaling(&json!({"scaleInPolicy": cpu(1), "scaleOutPolicy": cpu(100)})),
    ];
    accepted("given plugin", "POST /v1/connectors @connector", patches);
}

#[test]
#[rustfmt::skip] // A table.
fn members_of_a_connector_have_types() {
    let rows = vec![
        (json!({"connectorName": 7}),                             "connectorName"),
        (json!({"connectorConfiguration": []}),                   "connectorConfiguration"),
        (json!({"connectorConfiguration": {"tasks.max": 1}}),     "connectorConfiguration"),
        (json!({"connectorConfiguration": {"flag": true}}),       "connectorConfiguration"),
        (json!({"capacity": "small"}),                            "capacity"),
        (provisioned("1", 1),                                     "mcuCount"),
        (provisioned(1.5, 1),                                     "mcuCount"),
        (provisioned(1, 99_999_999_999_u64),                      "workerCount"),
        (json!({"plugins": {}}),                                  "plugins"),
        (json!({"plugins": ["debezium"]}),                        "plugins"),
        (plugin(&json!({"revision": "1"})),                       "revision"),
        (json!({"kafkaCluster": {"apacheKafkaCluster": {"vpc": {"subnets": "subnet-1"}}}}), "subnets"),
        (json!({"logDelivery": {"workerLogDelivery": {"s3": {"enabled": "yes"}}}}),         "enabled"),
        (json!({"tags": [{"key": "a", "value": "b"}]}),           "tags"),
    ];
    refused("given plugin", "POST /v1/connectors @connector", rows);
}

#[test]
#[rustfmt::skip] // A table.
fn members_of_a_plugin_are_checked() {
    let rows = vec![
        (json!({"name": null}),                                     "^Invalid parameter name: The parameter is required\\.$"),
        (json!({"name": ""}),                                       "^Invalid parameter name:"),
        (json!({"name": text(129)}),                                "^Invalid parameter name:"),
        (json!({"contentType": null}),                              "^Invalid parameter contentType: The parameter is required\\.$"),
        (json!({"contentType": "TAR"}),                             "^Invalid parameter contentType:"),
        (json!({"contentType": "zip"}),                             "^Invalid parameter contentType:"),
        (json!({"description": text(1025)}),                        "^Invalid parameter description:"),
        (json!({"location": null}),                                 "^Invalid parameter location: The parameter is required\\.$"),
        (json!({"location": {"s3Location": null}}),                 "s3Location: The parameter is required"),
        (json!({"location": {"s3Location": {"bucketArn": null}}}),  "bucketArn: The parameter is required"),
        (json!({"location": {"s3Location": {"fileKey": null}}}),    "fileKey: The parameter is required"),
        (json!({"location": {"s3Location": {"fileKey": 7}}}),       "fileKey"),
        (json!({"tags": {text(129): ""}}),                          "^Invalid parameter tags"),
    ];
    refused("", "POST /v1/custom-plugins @plugin", rows);
    let patches = vec![
        json!({"name": text(128)}),
        json!({"contentType": "JAR"}),
        json!({"description": text(1024)}),
        json!({"location": {"s3Location": {"objectVersion": "v"}}}),
    ];
    accepted("", "POST /v1/custom-plugins @plugin", patches);
}

#[test]
#[rustfmt::skip] // A table.
fn members_of_a_worker_configuration_are_checked() {
    let rows = vec![
        (json!({"name": null}),                             "^Invalid parameter name: The parameter is required\\.$"),
        (json!({"name": ""}),                               "^Invalid parameter name:"),
        (json!({"name": text(129)}),                        "^Invalid parameter name:"),
        (json!({"description": text(1025)}),                "^Invalid parameter description:"),
        (json!({"propertiesFileContent": null}),            "^Invalid parameter propertiesFileContent: The parameter is required\\.$"),
        (json!({"propertiesFileContent": "key=value"}),     "^Invalid parameter propertiesFileContent:"),
        (json!({"propertiesFileContent": "a2V5PXZhbHVl!"}), "^Invalid parameter propertiesFileContent:"),
        (json!({"propertiesFileContent": 7}),               "propertiesFileContent"),
        (json!({"tags": {"": ""}}),                         "^Invalid parameter tags"),
    ];
    refused("", "POST /v1/worker-configurations @workers", rows);
    let patches = vec![json!({"name": text(128)}), json!({"description": text(1024)})];
    accepted("", "POST /v1/worker-configurations @workers", patches);
}

#[test]
#[rustfmt::skip] // A table.
fn members_of_an_update_are_checked() {
    let policies = json!({"scaleInPolicy": {"cpuUtilizationPercentage": 20}, "scaleOutPolicy": {"cpuUtilizationPercentage": 80}});
    let both = |patch: Value| {
        let mut all = policies.clone();
        for (name, value) in patch.as_object().expect("a patch") {
            all[name] = value.clone();
        }
        scaling(&all)
    };
    let rows = vec![
        (json!({"capacity": {}}),                                                "^Invalid parameter capacity"),
        (json!({"capacity": {"autoScaling": {"minWorkerCount": 1, "maxWorkerCount": 2, "mcuCount": 1,
            "scaleInPolicy": {"cpuUtilizationPercentage": 20}, "scaleOutPolicy": {"cpuUtilizationPercentage": 80}},
            "provisionedCapacity": {"mcuCount": 1, "workerCount": 2}}}),         "^Invalid parameter capacity"),
        (provisioned(3, 1),                                                      "^Invalid parameter .*mcuCount:"),
        (provisioned(1, 11),                                                     "^Invalid parameter .*workerCount:"),
        (provisioned("1", 2),                                                    "mcuCount"),
        (both(json!({"maxWorkerCount": 11})),                                    "^Invalid parameter .*maxWorkerCount:"),
        (both(json!({"minWorkerCount": 5})),                                     "^Invalid parameter .*(min|max)WorkerCount:"),
        (both(json!({"maxAutoscalingTaskCount": 3})),                            "^Invalid parameter .*maxAutoscalingTaskCount:"),
        (both(json!({"scaleInPolicy": {"cpuUtilizationPercentage": 0}})),        "^Invalid parameter .*scaleInPolicy.cpuUtilizationPercentage:"),
        (json!({"connectorConfiguration": {"tasks.max": 1}}),                    "connectorConfiguration"),
        (plugin(&json!({"revision": 0})),                                        "^Invalid parameter .*revision:"),
        (json!({"plugins": []}),                                                 "^Invalid parameter plugins"),
        (json!({"workerConfiguration": {"workerConfigurationArn": "x", "revision": 1}}), "^Invalid parameter .*workerConfigurationArn:"),
        (json!({"useDefaultWorkerConfiguration": "yes"}),                        "useDefaultWorkerConfiguration"),
        (json!({"skipHealthValidation": 1}),                                     "skipHealthValidation"),
    ];
    let bodies = rows.into_iter().map(|(mut body, message)| {
        // An update has no good body to be spoilt.
        if let Some(capacity) = body.get_mut("capacity").and_then(Value::as_object_mut) {
            capacity.retain(|_, value| !value.is_null());
        }
        (body, message)
    });
    refused("given connector orders", "PUT /v1/connectors/$orders?currentVersion=$version", bodies.collect());
}

#[test]
#[rustfmt::skip] // A table.
fn an_arn_must_be_one_of_the_right_kind_and_place() {
    let calls = [
        ("GET /v1/connectors/ARN",                                  "connectorArn"),
        ("DELETE /v1/connectors/ARN",                               "connectorArn"),
        ("PUT /v1/connectors/ARN?currentVersion=v @scaled",         "connectorArn"),
        ("GET /v1/connectors/ARN/operations",                       "connectorArn"),
        ("PUT /v1/connectors/ARN/pause",                            "connectorArn"),
        ("PUT /v1/connectors/ARN/resume",                           "connectorArn"),
        ("POST /v1/connectors/ARN/restart",                         "connectorArn"),
        ("GET /v1/connectorOperations/ARN",                         "connectorOperationArn"),
        ("GET /v1/worker-configurations/ARN",                       "workerConfigurationArn"),
        ("DELETE /v1/worker-configurations/ARN",                    "workerConfigurationArn"),
    ];
    // The last is an ARN of another kind in all of these.
    let arns = ["orders", "arn", "arn%3Aaws%3Akafka%3Aus-east-1%3A123456789012%3Aconnector%2Fa%2Fb-2", "$plugin"];
    let mut stories = Vec::new();
    for (call, field) in calls {
        for arn in arns {
            let call = call.replace("ARN", arn);
            let script = format!("given plugin\n{call} => 400 BadRequestException ~ ^Invalid parameter {field}:");
            stories.extend(play(&script).err());
        }
    }
    assert!(stories.is_empty(), "{}", stories.join("\n\n"));
}

cases! {
    the_order_is_credential_rule_body_members_references_name_state_quota r#"
        fault {"name":"throttle","on":{"operation":"CreateConnector"},"first":2,"cause":"throttled"}
        given plugin
        unsigned POST /v1/connectors '{'                                 => 403 MissingAuthenticationTokenException
        POST /v1/connectors '{'                                          => 429 TooManyRequestsException
        POST /v1/connectors @connector                                   => 429 TooManyRequestsException
        POST /v1/connectors '{'                                          => 400 BadRequestException
        POST /v1/connectors @connector                                   => 200
        POST /v1/connectors @connector {"kafkaConnectVersion":null}      => 400 BadRequestException
        POST /v1/connectors @connector {"plugins":[{"customPlugin":{"customPluginArn":"$plugin","revision":7}}]} => 404 NotFoundException
        POST /v1/connectors @connector                                   => 409 ConflictException
        rules | 0/seen = 7 | 0/acted = 2
    "#

    a_refused_credential_is_not_counted_by_any_rule r#"
        fault {"on":{"operation":"ListConnectors"},"nth":1,"cause":"internal"}
        unsigned GET /v1/connectors => 403
        rules | 0/seen = 0
        GET /v1/connectors => 500 InternalServerErrorException
    "#

    an_unknown_resource_goes_before_its_state_and_version r#"
        timing DeleteConnector instant
        given connector orders
        DELETE /v1/connectors/$orders
        settle
        PUT /v1/connectors/$orders?currentVersion=x @scaled => 404 NotFoundException
        PUT /v1/connectors/$orders?currentVersion=x {} => 400 BadRequestException
        PUT /v1/connectors/$orders/pause => 404 NotFoundException
        PUT /v1/connectors/$orders/resume => 404 NotFoundException
        POST /v1/connectors/$orders/restart => 404 NotFoundException
        GET /v1/connectors/$orders/operations => 404 NotFoundException
    "#
}
