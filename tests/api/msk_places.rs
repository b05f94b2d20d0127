//! Regions, accounts, and the names and numbers that a world makes up.

use crate::stage::{check, kept};

cases! {
    regions_are_worlds_of_their_own r#"
        given connector orders
        as AKIDEXAMPLE/eu-west-1 GET /v1/connectors | connectors = []
        as AKIDEXAMPLE/eu-west-1 GET /v1/custom-plugins | customPlugins = []
        as AKIDEXAMPLE/eu-west-1 POST /v1/custom-plugins @plugin
            | customPluginArn ~ ^arn:aws:kafkaconnect:eu-west-1:123456789012:custom-plugin/debezium/
            | customPluginArn -> $abroad
        GET /v1/custom-plugins | customPlugins/*/customPluginArn = ["$plugin"]
        GET /v1/custom-plugins/$abroad => 400 BadRequestException ~ ^Invalid parameter customPluginArn:
        POST /v1/connectors @connector {"connectorName":"b","plugins":[{"customPlugin":{"customPluginArn":"$abroad","revision":1}}]} => 400 BadRequestException ~ customPluginArn
        as AKIDEXAMPLE/eu-west-1 GET /v1/tags/$plugin => 400 BadRequestException ~ ^Invalid parameter resourceArn:
    "#

    a_region_names_its_partition r#"
        as AKIDEXAMPLE/cn-north-1 POST /v1/custom-plugins @plugin | customPluginArn ~ ^arn:aws-cn:kafkaconnect:cn-north-1:
        as AKIDEXAMPLE/us-gov-west-1 POST /v1/custom-plugins @plugin | customPluginArn ~ ^arn:aws-us-gov:kafkaconnect:us-gov-west-1:
    "#

    accounts_are_worlds_of_their_own r#"
        premises {"accounts":[{"id":"111111111111"},{"id":"222222222222"}],"credentials":[{"access_key":"ONE","secret":"s"},{"access_key":"TWO","secret":"s","account":"222222222222"}]}
        as ONE/us-east-1 POST /v1/custom-plugins @plugin | customPluginArn ~ :111111111111: | customPluginArn -> $one
        as TWO/us-east-1 POST /v1/custom-plugins @plugin | customPluginArn ~ :222222222222: | customPluginArn -> $two
        as ONE/us-east-1 GET /v1/custom-plugins | customPlugins/*/customPluginArn = ["$one"]
        as TWO/us-east-1 GET /v1/custom-plugins | customPlugins/*/customPluginArn = ["$two"]
        as NOBODY/us-east-1 GET /v1/custom-plugins | customPlugins/*/customPluginArn = ["$one"]
        as ONE/us-east-1 GET /v1/custom-plugins/$two => 400 BadRequestException
    "#

    one_region_can_be_all_there_is r#"
        premises {"region":"eu-west-1"}
        POST /v1/custom-plugins @plugin | customPluginArn ~ :eu-west-1:
        as AKIDEXAMPLE/eu-west-1 GET /v1/custom-plugins | customPlugins/0/name = debezium
    "#

    policies_deny_operations r#"
        premises {"credentials":[{"access_key":"READER","secret":"s","allow":["Describe*","List*"]},{"access_key":"NOCONNECTOR","secret":"s","deny":["DescribeConnector"]}]}
        given connector orders
        PUT /v1/connectors/$orders/pause | connectorOperationArn -> $operation
        as READER/us-east-1 GET /v1/connectors/$orders => 200
        as READER/us-east-1 DELETE /v1/connectors/$orders => 403 AccessDeniedException: User: arn:aws:iam::123456789012:user/developer is not authorized to perform: kafkaconnect:DeleteConnector on resource: $orders
        as READER/us-east-1 POST /v1/connectors @connector => 403 AccessDeniedException: User: arn:aws:iam::123456789012:user/developer is not authorized to perform: kafkaconnect:CreateConnector on resource: *
        as READER/us-east-1 POST /v1/connectors @connector {"connectorName":"arn:x"} => 403 AccessDeniedException ~ on resource: \*$
        as NOCONNECTOR/us-east-1 GET /v1/connectors/$orders => 403 AccessDeniedException
        as NOCONNECTOR/us-east-1 GET /v1/connectorOperations/$operation => 403 AccessDeniedException ~ kafkaconnect:DescribeConnector on resource
        as NOCONNECTOR/us-east-1 GET /v1/connectors => 200
        GET /v1/connectors/$orders | connectorState = PAUSING
    "#

    who_creates_with_tags_must_be_allowed_to_tag r#"
        premises {"credentials":[{"access_key":"NOTAGS","secret":"s","deny":["TagResource"]}]}
        as NOTAGS/us-east-1 POST /v1/custom-plugins @plugin {"tags":{"a":"b"}} => 403 AccessDeniedException ~ kafkaconnect:TagResource
        as NOTAGS/us-east-1 POST /v1/worker-configurations @workers {"tags":{"a":"b"}} => 403 AccessDeniedException
        as NOTAGS/us-east-1 POST /v1/custom-plugins @plugin => 200 | customPluginArn -> $plugin
        settle
        as NOTAGS/us-east-1 POST /v1/connectors @connector {"tags":{"a":"b"}} => 403 AccessDeniedException
        as NOTAGS/us-east-1 POST /v1/connectors @connector {"tags":{}} => 200
    "#

    a_key_expires_and_is_revoked_in_world_time r#"
        premises {"credentials":[{"access_key":"SHORT","secret":"s","expires_at":"15m"},{"access_key":"GONE","secret":"s","revoked_at":"10m"}]}
        as SHORT/us-east-1 GET /v1/connectors => 200
        10m as GONE/us-east-1 GET /v1/connectors => 403 UnrecognizedClientException
        14m as SHORT/us-east-1 GET /v1/connectors => 200
        15m as SHORT/us-east-1 GET /v1/connectors => 403 ExpiredTokenException
    "#
}

/// The ARNs that a script keeps as `$orders` and `$plugin`.
fn arns(script: &str) -> (String, String) {
    let kept = kept(script);
    (kept["orders"].clone(), kept["plugin"].clone())
}

#[test]
fn n097_the_same_seed_makes_the_same_names_and_another_seed_others() {
    let orders = "given connector orders";
    assert_eq!(arns(&format!("seed 7\n{orders}")), arns(&format!("seed 7\n{orders}")));
    let (connector, plugin) = arns(&format!("seed 7\n{orders}"));
    let (other_connector, other_plugin) = arns(&format!("seed 8\n{orders}"));
    assert!(connector != other_connector && plugin != other_plugin);
}

#[test]
fn the_same_name_in_another_region_or_account_is_another_identity() {
    let kept = kept(
        r#"
        premises {"credentials":[{"access_key":"ONE","secret":"s"},{"access_key":"TWO","secret":"s","account":"222222222222"}]}
        as ONE/us-east-1 POST /v1/custom-plugins @plugin | customPluginArn -> $here
        as ONE/eu-west-1 POST /v1/custom-plugins @plugin | customPluginArn -> $abroad
        as TWO/us-east-1 POST /v1/custom-plugins @plugin | customPluginArn -> $theirs
        "#,
    );
    let id = |name: &str| kept[name].rsplit('/').next().expect("an id").to_owned();
    assert!(
        id("here") != id("abroad") && id("here") != id("theirs") && id("abroad") != id("theirs")
    );
}

#[test]
fn a_name_does_not_depend_on_what_else_is_made() {
    let alone = arns("given connector orders");
    let second = arns("given connector payments\nGET /v1/connectors\ngiven connector orders");
    assert_eq!(alone, second);
    let refused = "given plugin\nPOST /v1/connectors @connector {\"capacity\":null} => 400\ngiven connector orders";
    assert_eq!(alone, arns(refused));
}

#[test]
fn a_name_made_again_has_another_identity_each_time() {
    check(
        "timing instant
         given connector orders
         GET /v1/connectors/$orders | connectorArn -> $first
         DELETE /v1/connectors/$orders
         settle
         given connector orders
         GET /v1/connectors/$orders | connectorArn != $first | connectorArn -> $second
         DELETE /v1/connectors/$orders
         settle
         given connector orders
         GET /v1/connectors/$orders | connectorArn != $first | connectorArn != $second",
    );
}
