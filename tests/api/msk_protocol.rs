//! MSK Connect on the wire: statuses, headers, shapes, paths, what clients send beside the documented.

use wavetank::world::{Setup, World};

use crate::stage::{check, kept};
use crate::support::calls;

cases! {
    n001_every_operation_that_succeeds_answers_200 r#"
        given plugin
        GET /v1/custom-plugins => 200
        GET /v1/custom-plugins/$plugin => 200
        given workers
        GET /v1/worker-configurations => 200
        GET /v1/worker-configurations/$workers => 200
        given connector orders
        GET /v1/connectors => 200
        GET /v1/connectors/$orders => 200
        PUT /v1/connectors/$orders?currentVersion=$version @scaled => 200 | connectorOperationArn -> $operation
        settle
        GET /v1/connectors/$orders/operations => 200
        GET /v1/connectorOperations/$operation => 200
        PUT /v1/connectors/$orders/pause => 200
        settle
        PUT /v1/connectors/$orders/resume => 200
        settle
        POST /v1/connectors/$orders/restart => 200
        settle
        POST /v1/tags/$orders {"tags":{"team":"blue"}} => 200
        GET /v1/tags/$orders => 200
        DELETE /v1/tags/$orders?tagKeys=team => 200
        DELETE /v1/connectors/$orders => 200
        settle
        DELETE /v1/custom-plugins/$plugin => 200
        DELETE /v1/worker-configurations/$workers => 200
    "#

    n002_an_instant_is_a_text_in_utc r#"
        epoch 2026-01-08T12:00:00.123456Z
        given plugin
        GET /v1/custom-plugins/$plugin | creationTime = "2026-01-08T12:00:00.123Z"
    "#

    n003_every_answer_has_a_request_id_of_its_own r#"
        GET /v1/connectors | header x-amzn-requestid -> $first
        GET /v1/connectors | header x-amzn-requestid != $first
        GET /v1/nothing => 404 | header x-amzn-requestid != $first
    "#

    n004_an_unknown_connector_is_not_found r#"
        given connector orders
        DELETE /v1/connectors/$orders
        settle
        GET /v1/connectors/$orders => 404 NotFoundException
            | . keys message
            | message ~ .
            | header x-amzn-errortype = NotFoundException
            | header content-type = application/json
    "#

    n006_a_name_of_any_text_is_found_by_its_encoded_arn_and_its_signature_verifies r#"
        auth strict
        given plugin
        POST /v1/connectors @connector {"connectorName":"a b"} | connectorArn -> $blank
        POST /v1/connectors @connector {"connectorName":"a+b"} | connectorArn -> $plus
        POST /v1/connectors @connector {"connectorName":"a~b"} | connectorArn -> $tilde
        POST /v1/connectors @connector {"connectorName":"aéb"} | connectorArn -> $accent
        POST /v1/connectors @connector {"connectorName":"a/b"} | connectorArn -> $slash
        POST /v1/connectors @connector {"connectorName":"a%2Fb"} | connectorArn -> $percent
        GET /v1/connectors/$blank   | connectorName = "a b" | connectorArn = $blank
        GET /v1/connectors/$plus    | connectorName = "a+b" | connectorArn = $plus
        GET /v1/connectors/$tilde   | connectorName = "a~b" | connectorArn = $tilde
        GET /v1/connectors/$accent  | connectorName = "aéb" | connectorArn = $accent
        GET /v1/connectors/$slash   | connectorName = "a/b" | connectorArn = $slash
        GET /v1/connectors/$percent | connectorName = "a%2Fb" | connectorArn = $percent
    "#

    n007_the_operations_of_a_connector_are_a_list_and_not_the_connector r#"
        given connector orders
        GET /v1/connectors/$orders/operations | . keys connectorOperations | connectorOperations = []
    "#

    n008_an_empty_label_is_an_error_and_not_a_list r#"
        given connector orders
        GET /v1/connectors/                     => 400 BadRequestException
        PUT /v1/connectors/?currentVersion=v {} => 400 BadRequestException
        DELETE /v1/connectors/                  => 400 BadRequestException
        GET /v1/custom-plugins/                 => 400 BadRequestException
        DELETE /v1/custom-plugins/              => 400 BadRequestException
        GET /v1/worker-configurations/          => 400 BadRequestException
        DELETE /v1/worker-configurations/       => 400 BadRequestException
        GET /v1/connectorOperations/            => 400 BadRequestException
        GET /v1/tags/                           => 400 BadRequestException
        POST /v1/tags/ {"tags":{}}              => 400 BadRequestException
        DELETE /v1/tags/?tagKeys=a              => 400 BadRequestException
        GET /v1/connectors//operations          => 400 BadRequestException
        PUT /v1/connectors//pause               => 400 BadRequestException
    "#

    n009_unknown_members_are_ignored r#"
        POST /v1/custom-plugins @plugin {"flavour":"sweet","location":{"s3Location":{"colour":7}}}
            | . keys customPluginArn customPluginState name revision
            | customPluginArn -> $plugin
        settle
        POST /v1/connectors @connector {"connectorId":[1],"capacity":{"kind":"small"}} => 200
    "#

    of_a_member_that_is_there_twice_the_last_is_taken r#"
        POST /v1/worker-configurations '{"name":"a","propertiesFileContent":"YT1i","name":"b"}' => 200 | name = "b"
        POST /v1/worker-configurations '{"name":"c","name":7,"propertiesFileContent":"YT1i"}'
            => 400 BadRequestException: Invalid parameter name: The value is not of the right type.
        POST /v1/worker-configurations '{"name":"c","name":null,"propertiesFileContent":"YT1i"}'
            => 400 BadRequestException: Invalid parameter name: The parameter is required.
        POST /v1/custom-plugins '{"name":"a","contentType":"JAR","location":{"s3Location":{"bucketArn":"arn:aws:s3:::a","fileKey":"x","fileKey":"y"}}}'
            | customPluginArn -> $plugin
        settle
        GET /v1/custom-plugins/$plugin | latestRevision/location/s3Location/fileKey = y
    "#

    n011_a_member_that_is_null_is_as_if_it_were_not_there r#"
        given plugin
        POST /v1/worker-configurations {"name":"w","propertiesFileContent":"YT1i","description":null,"tags":null}
            | latestRevision keys creationTime revision
        POST /v1/worker-configurations {"name":null,"propertiesFileContent":"YT1i"} => 400 BadRequestException ~ ^Invalid parameter name:
    "#

    n012_tagging_answers_200_with_an_empty_body r#"
        given plugin
        POST /v1/tags/$plugin {"tags":{"team":"blue"}} => 200 | . = ""
        DELETE /v1/tags/$plugin?tagKeys=team           => 200 | . = ""
    "#

    n013_an_unknown_path_or_method_is_an_unknown_operation r#"
        GET /v1/clusters                    => 404 UnknownOperationException
        GET /v1/connectors/a/b/c            => 404 UnknownOperationException
        PATCH /v1/connectors                => 404 UnknownOperationException
        DELETE /v1/connectors               => 404 UnknownOperationException
        POST /v1/connectors/a               => 404 UnknownOperationException
        GET /v1/connectors/a/pause          => 404 UnknownOperationException
        PUT /v1/connectors/a/restart        => 404 UnknownOperationException
        GET /v1/connectoroperations/a       => 404 UnknownOperationException
        GET /v1/connector-operations/a      => 404 UnknownOperationException
        GET /v1/Connectors                  => 404 UnknownOperationException
        unsigned GET /v1/clusters           => 403 MissingAuthenticationTokenException
        unsigned PATCH /v1/connectors       => 403 MissingAuthenticationTokenException
    "#

    n096_the_date_header_is_the_clock_that_signatures_are_checked_against r#"
        epoch 2026-01-08T12:00:00Z
        date world
        auth strict
        3h GET /v1/connectors        | header date = "Thu, 08 Jan 2026 15:00:00 GMT"
        +1s GET /v1/connectors/x => 400 | header date = "Thu, 08 Jan 2026 15:00:01 GMT"
    "#

    a_path_outside_the_vendors_is_refused_by_the_emulator_itself r#"
        GET /v2/connectors => 501
            | header x-wavetank = unrouted
            | wavetank/error = unrouted
            | wavetank/nearest/0 = "GET /v1/connectors"
            | header x-amzn-errortype absent
        POST / {} => 501 | wavetank/error = unrouted
    "#

    headers_that_sdks_add_are_ignored r#"
        GET /v1/connectors
            + amz-sdk-invocation-id: 21306af7-21a5-4b72-a3ba-3a4a1e0b2f5c
            + amz-sdk-request: attempt=1; max=3
            + x-amz-user-agent: aws-sdk-js/3.1169.0
            + accept-encoding: identity
            + x-amz-content-sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
            => 200
    "#

    methods_that_no_operation_has_are_unknown_operations r#"
        HEAD /v1/connectors    => 404 UnknownOperationException
        OPTIONS /v1/connectors => 404 UnknownOperationException
        TRACE /v1/connectors   => 404 UnknownOperationException
        FOO /v1/connectors     => 404 UnknownOperationException
    "#

    bytes_that_are_no_text_are_answered r#"
        GET /v1/connectors?connectorNamePrefix=%FF%FE => 200 | connectors = []
        GET /v1/connectors/%FF%FE => 400 BadRequestException
        GET /v1/connectors/%00    => 400 BadRequestException
        GET /v1/connectors/%      => 400 BadRequestException
        GET /v1/connectors/%zz    => 400 BadRequestException
    "#

    any_content_type_will_do r#"
        POST /v1/worker-configurations @workers {"name":"a"} => 200
            + content-type: application/json; charset=utf-8
        POST /v1/worker-configurations @workers {"name":"b"} => 200
            + content-type: application/x-amz-json-1.1
        POST /v1/worker-configurations @workers {"name":"c"} => 200
            - content-type
    "#

    a_body_that_is_no_json_object_is_a_bad_request r#"
        POST /v1/custom-plugins '{"name":'      => 400 BadRequestException
        POST /v1/custom-plugins '[]'            => 400 BadRequestException
        POST /v1/custom-plugins '"name"'        => 400 BadRequestException
        POST /v1/custom-plugins 'null'          => 400 BadRequestException
        POST /v1/custom-plugins 'name=a'        => 400 BadRequestException
        POST /v1/custom-plugins '{} {}'         => 400 BadRequestException
        POST /v1/custom-plugins                 => 400 BadRequestException
        GET /v1/custom-plugins | customPlugins = []
    "#

    a_query_is_decoded_once_and_plus_is_plus r#"
        given plugin
        POST /v1/connectors @connector {"connectorName":"a+b"}
        POST /v1/connectors @connector {"connectorName":"a b"}
        POST /v1/connectors @connector {"connectorName":"a%20b"}
        GET /v1/connectors?connectorNamePrefix=a+   | connectors/*/connectorName = ["a+b"]
        GET /v1/connectors?connectorNamePrefix=a%2B | connectors/*/connectorName = ["a+b"]
        GET /v1/connectors?connectorNamePrefix=a%20 | connectors/*/connectorName = ["a b"]
        GET /v1/connectors?connectorNamePrefix=a%2520 | connectors/*/connectorName = ["a%20b"]
    "#

    unknown_parameters_of_a_query_are_ignored r#"
        GET /v1/connectors?namePrefix=x&Action=ListConnectors&Version=2021-09-14 => 200 | connectors = []
    "#

    a_label_is_decoded_once r#"
        given plugin
        GET /v1/custom-plugins/$plugin => 200
        GET /v1/custom-plugins/arn%253Aaws%253Akafkaconnect => 400 BadRequestException
    "#
}

/// However a client encodes an ARN, it is one segment of the path.
#[test]
fn an_arn_may_be_encoded_in_lower_case_or_as_little_as_a_path_allows() {
    let arn = &kept("given plugin")["plugin"];
    let lower = arn.replace(':', "%3a").replace('/', "%2f");
    let little = arn.replace('/', "%2F");
    let whole = arn.bytes().fold(String::new(), |text, byte| text + &format!("%{byte:02X}"));
    for (path, status) in [(&lower, 200), (&little, 200), (&whole, 200), (arn, 404)] {
        check(&format!("given plugin\nGET /v1/custom-plugins/{path} => {status}"));
    }
}

#[test]
fn a_body_of_any_depth_and_size_is_answered() {
    let deep = "[".repeat(100_000);
    let nested = format!("{}{}", "{\"a\":".repeat(1000), "1");
    let long = "x".repeat(1_000_000);
    for body in [
        format!("{{\"name\":{deep}"),
        format!("{{\"unknown\":{nested}"),
        format!("{{\"name\":\"{long}\"}}"),
        format!("{{\"{long}\":1}}"),
        deep.clone(),
    ] {
        check(&format!("POST /v1/custom-plugins '{body}' => 400 BadRequestException"));
    }
}

#[test]
fn a_sandboxs_prefix_is_no_part_of_the_path_and_is_signed() {
    let mut world = World::new(&Setup::default());
    let now = world.now();
    let signer = Some((calls::KEY, calls::REGION));
    let mut request =
        calls::call(("GET", "/_sandbox/a/v1/connectors?maxResults=1"), signer, "", now);
    assert_eq!(world.handle(now, &request).status, 501);
    request.prefix_bytes = "/_sandbox/a".len();
    assert_eq!(world.handle(now, &request).status, 200);
}

/// What has no body in the service's model is answered without a look at one.
#[test]
fn a_body_that_an_operation_does_not_have_is_not_read() {
    for (call, status) in [
        ("GET /v1/connectors", 200),
        ("GET /v1/connectors/$orders", 200),
        ("GET /v1/connectors/$orders/operations", 200),
        ("GET /v1/connectorOperations/$operation", 404),
        ("PUT /v1/connectors/$orders/pause", 200),
        ("PUT /v1/connectors/$orders/resume", 409),
        ("POST /v1/connectors/$orders/restart", 200),
        ("DELETE /v1/connectors/$orders", 200),
        ("GET /v1/custom-plugins", 200),
        ("GET /v1/custom-plugins/$plugin", 200),
        ("DELETE /v1/custom-plugins/$plugin", 200),
        ("GET /v1/worker-configurations", 200),
        ("GET /v1/worker-configurations/$workers", 200),
        ("DELETE /v1/worker-configurations/$workers", 200),
        ("GET /v1/tags/$orders", 200),
        ("DELETE /v1/tags/$orders?tagKeys=a", 200),
    ] {
        let operation = "arn%3Aaws%3Akafkaconnect%3Aus-east-1%3A123456789012%3Aconnector-operation%2Forders%2F\
                         0a1b2c3d-1111-2222-3333-444455556666-2%2F41b6ad56-3184-479b-850a-a8bedd5a02f3";
        let call = call.replace("$operation", operation);
        for body in ["'{\"name\":'", "'[]'", "'name=a'", "'null'"] {
            check(&format!(
                "given connector orders\ngiven plugin {{\"name\":\"idle\"}}\ngiven workers\n{call} {body} => {status}"
            ));
        }
    }
}

/// The operations whose body may be left out, as SDKs send them: with `{}` as well as without a body.
#[test]
fn an_empty_object_is_as_good_as_no_body() {
    for (call, status) in [
        ("PUT /v1/connectors/$orders/pause", 200),
        ("PUT /v1/connectors/$orders/resume", 409),
        ("POST /v1/connectors/$orders/restart", 200),
        ("DELETE /v1/connectors/$orders", 200),
        ("GET /v1/connectors/$orders", 200),
    ] {
        for body in ["", "{}"] {
            check(&format!("given connector orders\n{call} {body} => {status}"));
        }
    }
}
