//! What MSK Connect checks of a request, member by member, and in which order.

use serde_json::{Value, json};

use crate::stage::play;

/// A row: the patch that spoils a good body, the member that is refused, and why.
type Row = (Value, &'static str, &'static str);

const REQUIRED: &str = "The parameter is required.";
const TYPE: &str = "The value is not of the right type.";
const NAME: &str = "The length must be between 1 and 128 characters.";
const DESCRIPTION: &str = "The length must be between 0 and 1024 characters.";
const TAG_KEY: &str = "The length must be between 1 and 128 characters.";
const TAG_VALUE: &str = "The length must be between 0 and 256 characters.";
const MCUS_RANGE: &str = "The value must be between 1 and 8.";
const MCUS: &str = "The value must be 1, 2, 4, or 8.";
const WORKERS: &str = "The value must be between 1 and 10.";
const MIN_OVER_MAX: &str = "The value must not be greater than maxWorkerCount.";
const TOO_FEW_TASKS: &str = "The value must not be less than maxWorkerCount.";
const PERCENT: &str = "The value must be between 1 and 100.";
const ONE_CAPACITY: &str = "Specify exactly one of autoScaling and provisionedCapacity.";
const ONE_PLUGIN: &str = "Specify exactly one custom plugin.";
const REVISION: &str = "The value must be at least 1.";
const ROLE: &str = "The value must be the ARN of an IAM role.";
const ARN: &str = "The value is not a valid Amazon Resource Name (ARN) of this kind of resource.";
const BASE64: &str = "The value must be encoded in base64.";

/// Plays a call with its good body spoilt by each row's patch: every one is a bad request.
fn refused(given: &str, call: &str, rows: Vec<Row>) {
    let story = |(patch, field, why): Row| {
        let refusal = format!("400 BadRequestException: Invalid parameter {field}: {why}");
        play(&format!("{given}\n{call} {patch} => {refusal}")).err()
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
    let scaling = json!({"minWorkerCount": 1, "maxWorkerCount": 4, "mcuCount": 1});
    json!({"capacity": {"provisionedCapacity": null, "autoScaling": merged(scaling, patch)}})
}

fn plugin(patch: &Value) -> Value {
    let plugin = json!({"customPluginArn": "$plugin", "revision": 1});
    json!({"plugins": [{"customPlugin": merged(plugin, patch)}]})
}

fn merged(mut value: Value, patch: &Value) -> Value {
    for (name, patched) in patch.as_object().expect("a patch") {
        value[name] = patched.clone();
    }
    value
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
    let logs = |target: Value| json!({"logDelivery": {"workerLogDelivery": target}});
    let cluster = |patch: Value| json!({"kafkaCluster": {"apacheKafkaCluster": patch}});
    let rows = vec![
        (cluster(Value::Null),                                      "kafkaCluster.apacheKafkaCluster", REQUIRED),
        (cluster(json!({"bootstrapServers": null})),                "kafkaCluster.apacheKafkaCluster.bootstrapServers", REQUIRED),
        (cluster(json!({"vpc": null})),                             "kafkaCluster.apacheKafkaCluster.vpc", REQUIRED),
        (cluster(json!({"vpc": {"subnets": null}})),                "kafkaCluster.apacheKafkaCluster.vpc.subnets", REQUIRED),
        (json!({"kafkaClusterClientAuthentication": {"authenticationType": null}}), "kafkaClusterClientAuthentication.authenticationType", REQUIRED),
        (json!({"kafkaClusterEncryptionInTransit": {"encryptionType": null}}),      "kafkaClusterEncryptionInTransit.encryptionType", REQUIRED),
        (json!({"plugins": [{}]}),                                  "plugins[0].customPlugin", REQUIRED),
        (plugin(&json!({"customPluginArn": null})),                 "plugins[0].customPlugin.customPluginArn", REQUIRED),
        (plugin(&json!({"revision": null})),                        "plugins[0].customPlugin.revision", REQUIRED),
        (json!({"workerConfiguration": {"revision": 1}}),           "workerConfiguration.workerConfigurationArn", REQUIRED),
        (json!({"workerConfiguration": {"workerConfigurationArn": "a"}}), "workerConfiguration.revision", REQUIRED),
        (json!({"logDelivery": {}}),                                "logDelivery.workerLogDelivery", REQUIRED),
        (logs(json!({"cloudWatchLogs": {"logGroup": "g"}})),        "logDelivery.workerLogDelivery.cloudWatchLogs.enabled", REQUIRED),
        (logs(json!({"firehose": {}})),                             "logDelivery.workerLogDelivery.firehose.enabled", REQUIRED),
        (logs(json!({"s3": {}})),                                   "logDelivery.workerLogDelivery.s3.enabled", REQUIRED),
        (provisioned(Value::Null, 1),                               "capacity.provisionedCapacity.mcuCount", REQUIRED),
        (provisioned(1, Value::Null),                               "capacity.provisionedCapacity.workerCount", REQUIRED),
        (scaling(&json!({"minWorkerCount": null})),                 "capacity.autoScaling.minWorkerCount", REQUIRED),
        (scaling(&json!({"maxWorkerCount": null})),                 "capacity.autoScaling.maxWorkerCount", REQUIRED),
        (scaling(&json!({"mcuCount": null})),                       "capacity.autoScaling.mcuCount", REQUIRED),
        (scaling(&json!({"scaleInPolicy": {}})),                    "capacity.autoScaling.scaleInPolicy.cpuUtilizationPercentage", REQUIRED),
        (scaling(&json!({"scaleOutPolicy": {}})),                   "capacity.autoScaling.scaleOutPolicy.cpuUtilizationPercentage", REQUIRED),
    ];
    refused("given plugin", "POST /v1/connectors @connector", rows);
}

#[test]
#[rustfmt::skip] // A table.
fn n024_n026_members_of_a_connector_have_bounds() {
    let percent = |percent: i32| json!({"cpuUtilizationPercentage": percent});
    let rows = vec![
        (json!({"connectorName": ""}),                              "connectorName", NAME),
        (json!({"connectorName": text(129)}),                       "connectorName", NAME),
        (json!({"connectorDescription": text(1025)}),               "connectorDescription", DESCRIPTION),
        (json!({"networkType": "IPV6"}),                            "networkType", "The value must be one of IPV4, DUAL."),
        (json!({"networkType": ""}),                                "networkType", "The value must be one of IPV4, DUAL."),
        (json!({"kafkaClusterClientAuthentication": {"authenticationType": "SASL"}}), "kafkaClusterClientAuthentication.authenticationType", "The value must be one of NONE, IAM."),
        (json!({"kafkaClusterEncryptionInTransit": {"encryptionType": "tls"}}),       "kafkaClusterEncryptionInTransit.encryptionType", "The value must be one of PLAINTEXT, TLS."),
        (json!({"serviceExecutionRoleArn": "role/connect"}),        "serviceExecutionRoleArn", ROLE),
        (json!({"serviceExecutionRoleArn": "arn:aws:s3:::bucket"}), "serviceExecutionRoleArn", ROLE),
        (json!({"plugins": []}),                                    "plugins", ONE_PLUGIN),
        (plugin(&json!({"revision": 0})),                           "plugins[0].customPlugin.revision", REVISION),
        (plugin(&json!({"revision": -1})),                          "plugins[0].customPlugin.revision", REVISION),
        (plugin(&json!({"customPluginArn": "debezium"})),           "plugins[0].customPlugin.customPluginArn", ARN),
        (json!({"workerConfiguration": {"workerConfigurationArn": "$plugin", "revision": 1}}), "workerConfiguration.workerConfigurationArn", ARN),
        (json!({"workerConfiguration": {"workerConfigurationArn": "$plugin", "revision": 0}}), "workerConfiguration.revision", REVISION),
        (provisioned(0, 1),                                         "capacity.provisionedCapacity.mcuCount", MCUS_RANGE),
        (provisioned(-1, 1),                                        "capacity.provisionedCapacity.mcuCount", MCUS_RANGE),
        (provisioned(3, 1),                                         "capacity.provisionedCapacity.mcuCount", MCUS),
        (provisioned(5, 1),                                         "capacity.provisionedCapacity.mcuCount", MCUS),
        (provisioned(6, 1),                                         "capacity.provisionedCapacity.mcuCount", MCUS),
        (provisioned(7, 1),                                         "capacity.provisionedCapacity.mcuCount", MCUS),
        (provisioned(9, 1),                                         "capacity.provisionedCapacity.mcuCount", MCUS_RANGE),
        (provisioned(1, 0),                                         "capacity.provisionedCapacity.workerCount", WORKERS),
        (provisioned(1, 11),                                        "capacity.provisionedCapacity.workerCount", WORKERS),
        (provisioned(1, 99_999_999_999_u64),                        "capacity.provisionedCapacity.workerCount", WORKERS),
        (scaling(&json!({"mcuCount": 3})),                          "capacity.autoScaling.mcuCount", MCUS),
        (scaling(&json!({"mcuCount": 9})),                          "capacity.autoScaling.mcuCount", MCUS_RANGE),
        (scaling(&json!({"minWorkerCount": 0})),                    "capacity.autoScaling.minWorkerCount", WORKERS),
        (scaling(&json!({"minWorkerCount": 11})),                   "capacity.autoScaling.minWorkerCount", WORKERS),
        (scaling(&json!({"maxWorkerCount": 0})),                    "capacity.autoScaling.maxWorkerCount", WORKERS),
        (scaling(&json!({"maxWorkerCount": 11})),                   "capacity.autoScaling.maxWorkerCount", WORKERS),
        (scaling(&json!({"minWorkerCount": 5})),                    "capacity.autoScaling.minWorkerCount", MIN_OVER_MAX),
        (scaling(&json!({"maxAutoscalingTaskCount": 3})),           "capacity.autoScaling.maxAutoscalingTaskCount", TOO_FEW_TASKS),
        (scaling(&json!({"scaleInPolicy": percent(0)})),            "capacity.autoScaling.scaleInPolicy.cpuUtilizationPercentage", PERCENT),
        (scaling(&json!({"scaleInPolicy": percent(101)})),          "capacity.autoScaling.scaleInPolicy.cpuUtilizationPercentage", PERCENT),
        (scaling(&json!({"scaleOutPolicy": percent(0)})),           "capacity.autoScaling.scaleOutPolicy.cpuUtilizationPercentage", PERCENT),
        (scaling(&json!({"scaleOutPolicy": percent(101)})),         "capacity.autoScaling.scaleOutPolicy.cpuUtilizationPercentage", PERCENT),
        (json!({"tags": {text(129): ""}}),                          "tags", TAG_KEY),
        (json!({"tags": {"": ""}}),                                 "tags", TAG_KEY),
        (json!({"tags": {"k": text(257)}}),                         "tags", TAG_VALUE),
    ];
    refused("given plugin", "POST /v1/connectors @connector", rows);
}

#[test]
#[rustfmt::skip] // A table.
fn n022_n023_a_connector_has_one_capacity_and_one_plugin() {
    let provisioned = json!({"mcuCount": 1, "workerCount": 1});
    let scaling = json!({"minWorkerCount": 1, "maxWorkerCount": 1, "mcuCount": 1});
    let plugin = json!({"customPlugin": {"customPluginArn": "$plugin", "revision": 1}});
    let rows = vec![
        (json!({"capacity": {"autoScaling": scaling, "provisionedCapacity": provisioned}}), "capacity", ONE_CAPACITY),
        (json!({"capacity": {"provisionedCapacity": null}}),                                "capacity", ONE_CAPACITY),
        (json!({"plugins": [plugin, plugin]}),                                              "plugins", ONE_PLUGIN),
        (json!({"plugins": []}),                                                            "plugins", ONE_PLUGIN),
    ];
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
        (json!({"connectorName": 7}),                         "connectorName", TYPE),
        (json!({"connectorName": ["a"]}),                     "connectorName", TYPE),
        (json!({"connectorConfiguration": []}),               "connectorConfiguration", TYPE),
        (json!({"connectorConfiguration": {"tasks.max": 1}}), "connectorConfiguration.tasks.max", TYPE),
        (json!({"connectorConfiguration": {"flag": true}}),   "connectorConfiguration.flag", TYPE),
        (json!({"capacity": "small"}),                        "capacity", TYPE),
        (provisioned("1", 1),                                 "capacity.provisionedCapacity.mcuCount", TYPE),
        (provisioned(1.5, 1),                                 "capacity.provisionedCapacity.mcuCount", TYPE),
        (provisioned(1, true),                                "capacity.provisionedCapacity.workerCount", TYPE),
        (json!({"plugins": {}}),                              "plugins", TYPE),
        (json!({"plugins": ["debezium"]}),                    "plugins[0]", TYPE),
        (plugin(&json!({"revision": "1"})),                   "plugins[0].customPlugin.revision", TYPE),
        (json!({"kafkaCluster": {"apacheKafkaCluster": {"vpc": {"subnets": "subnet-1"}}}}), "kafkaCluster.apacheKafkaCluster.vpc.subnets", TYPE),
        (json!({"kafkaCluster": {"apacheKafkaCluster": {"vpc": {"subnets": [1]}}}}),        "kafkaCluster.apacheKafkaCluster.vpc.subnets[0]", TYPE),
        (json!({"logDelivery": {"workerLogDelivery": {"s3": {"enabled": "yes"}}}}),         "logDelivery.workerLogDelivery.s3.enabled", TYPE),
        (json!({"tags": [{"key": "a", "value": "b"}]}),       "tags", TYPE),
    ];
    refused("given plugin", "POST /v1/connectors @connector", rows);
}

#[test]
#[rustfmt::skip] // A table.
fn members_of_a_plugin_are_checked() {
    let location = |patch: Value| json!({"location": {"s3Location": patch}});
    let rows = vec![
        (json!({"name": null}),                "name", REQUIRED),
        (json!({"name": ""}),                  "name", NAME),
        (json!({"name": text(129)}),           "name", NAME),
        (json!({"contentType": null}),         "contentType", REQUIRED),
        (json!({"contentType": "TAR"}),        "contentType", "The value must be one of JAR, ZIP."),
        (json!({"contentType": "zip"}),        "contentType", "The value must be one of JAR, ZIP."),
        (json!({"description": text(1025)}),   "description", DESCRIPTION),
        (json!({"location": null}),            "location", REQUIRED),
        (location(Value::Null),                "location.s3Location", REQUIRED),
        (location(json!({"bucketArn": null})), "location.s3Location.bucketArn", REQUIRED),
        (location(json!({"fileKey": null})),   "location.s3Location.fileKey", REQUIRED),
        (location(json!({"fileKey": 7})),      "location.s3Location.fileKey", TYPE),
        (json!({"tags": {text(129): ""}}),     "tags", TAG_KEY),
    ];
    refused("", "POST /v1/custom-plugins @plugin", rows);
    let patches = vec![
        json!({"name": text(128)}),
        json!({"contentType": "JAR"}),
        json!({"description": text(1024)}),
        location(json!({"objectVersion": "v"})),
    ];
    accepted("", "POST /v1/custom-plugins @plugin", patches);
}

#[test]
#[rustfmt::skip] // A table.
fn members_of_a_worker_configuration_are_checked() {
    let rows = vec![
        (json!({"name": null}),                             "name", REQUIRED),
        (json!({"name": ""}),                               "name", NAME),
        (json!({"name": text(129)}),                        "name", NAME),
        (json!({"description": text(1025)}),                "description", DESCRIPTION),
        (json!({"propertiesFileContent": null}),            "propertiesFileContent", REQUIRED),
        (json!({"propertiesFileContent": "key=value"}),     "propertiesFileContent", BASE64),
        (json!({"propertiesFileContent": "a2V5PXZhbHVl!"}), "propertiesFileContent", BASE64),
        (json!({"propertiesFileContent": "YQ=a"}),          "propertiesFileContent", BASE64),
        (json!({"propertiesFileContent": 7}),               "propertiesFileContent", TYPE),
        (json!({"tags": {"": ""}}),                         "tags", TAG_KEY),
    ];
    refused("", "POST /v1/worker-configurations @workers", rows);
    let patches = vec![
        json!({"name": text(128)}),
        json!({"description": text(1024)}),
        json!({"propertiesFileContent": "YT1i\nYz1k\n"}),
        json!({"propertiesFileContent": "YQ"}),
        json!({"propertiesFileContent": "YR=="}),
    ];
    accepted("", "POST /v1/worker-configurations @workers", patches);
}

/// An update has no good body to be spoilt: each row is one.
#[test]
#[rustfmt::skip] // A table.
fn members_of_an_update_are_checked() {
    let percent = |percent: i32| json!({"cpuUtilizationPercentage": percent});
    let scaling = |patch: &Value| {
        let policies = json!({"scaleInPolicy": percent(20), "scaleOutPolicy": percent(80)});
        let scaling = scaling(&policies)["capacity"]["autoScaling"].clone();
        json!({"capacity": {"autoScaling": merged(scaling, patch)}})
    };
    let rows = vec![
        (json!({"capacity": {}}),                               "capacity", ONE_CAPACITY),
        (json!({"capacity": {"autoScaling": scaling(&json!({}))["capacity"]["autoScaling"], "provisionedCapacity": {"mcuCount": 1, "workerCount": 2}}}), "capacity", ONE_CAPACITY),
        (provisioned(Value::Null, 1),                           "capacity.provisionedCapacity.mcuCount", REQUIRED),
        (provisioned(3, 1),                                     "capacity.provisionedCapacity.mcuCount", MCUS),
        (provisioned(9, 1),                                     "capacity.provisionedCapacity.mcuCount", MCUS_RANGE),
        (provisioned(1, 11),                                    "capacity.provisionedCapacity.workerCount", WORKERS),
        (provisioned("1", 2),                                   "capacity.provisionedCapacity.mcuCount", TYPE),
        (scaling(&json!({"maxWorkerCount": 11})),               "capacity.autoScaling.maxWorkerCount", WORKERS),
        (scaling(&json!({"minWorkerCount": 5})),                "capacity.autoScaling.minWorkerCount", MIN_OVER_MAX),
        (scaling(&json!({"maxAutoscalingTaskCount": 3})),       "capacity.autoScaling.maxAutoscalingTaskCount", TOO_FEW_TASKS),
        (scaling(&json!({"maxAutoscalingTaskCount": 2_147_483_648_i64})), "capacity.autoScaling.maxAutoscalingTaskCount", TYPE),
        (scaling(&json!({"scaleInPolicy": [20]})),              "capacity.autoScaling.scaleInPolicy", TYPE),
        (json!({"capacity": [null, [1, 2]]}),                   "capacity", TYPE),
        (json!({"capacity": {"provisionedCapacity": [1, 2]}}),  "capacity.provisionedCapacity", TYPE),
        (json!({"plugins": [[["x", 1]]]}),                      "plugins[0]", TYPE),
        (scaling(&json!({"scaleInPolicy": percent(0)})),        "capacity.autoScaling.scaleInPolicy.cpuUtilizationPercentage", PERCENT),
        (scaling(&json!({"scaleOutPolicy": percent(101)})),     "capacity.autoScaling.scaleOutPolicy.cpuUtilizationPercentage", PERCENT),
        (scaling(&json!({"scaleInPolicy": null})),              "capacity.autoScaling.scaleInPolicy", REQUIRED),
        (scaling(&json!({"scaleOutPolicy": null})),             "capacity.autoScaling.scaleOutPolicy", REQUIRED),
        (json!({"connectorConfiguration": {"tasks.max": 1}}),   "connectorConfiguration.tasks.max", TYPE),
        (plugin(&json!({"revision": 0})),                       "plugins[0].customPlugin.revision", REVISION),
        (json!({"plugins": []}),                                "plugins", ONE_PLUGIN),
        (json!({"workerConfiguration": {"workerConfigurationArn": "x", "revision": 1}}), "workerConfiguration.workerConfigurationArn", ARN),
        (json!({"useDefaultWorkerConfiguration": "yes"}),       "useDefaultWorkerConfiguration", TYPE),
        (json!({"skipHealthValidation": 1}),                    "skipHealthValidation", TYPE),
    ];
    refused("given connector orders", "PUT /v1/connectors/$orders?currentVersion=$version", rows);
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
