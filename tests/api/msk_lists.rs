//! Lists of MSK Connect: filters, order, pages and their tokens.

use crate::stage::check;

cases! {
    n031_a_page_is_cut_where_the_call_says_and_the_token_leads_on r#"
        given plugin
        POST /v1/connectors @connector {"connectorName":"a1"}
        POST /v1/connectors @connector {"connectorName":"a2"}
        POST /v1/connectors @connector {"connectorName":"b1"}
        GET /v1/connectors?connectorNamePrefix=a&maxResults=1
            | . keys connectors nextToken
            | connectors/*/connectorName = ["a1"]
            | nextToken -> $token
        GET /v1/connectors?connectorNamePrefix=a&maxResults=1&nextToken=$token
            | . keys connectors
            | connectors/*/connectorName = ["a2"]
    "#

    n032_a_page_has_1_to_100_items r#"
        GET /v1/connectors?maxResults=0   => 400 BadRequestException ~ ^Invalid parameter maxResults:
        GET /v1/connectors?maxResults=101 => 400 BadRequestException ~ ^Invalid parameter maxResults:
        GET /v1/connectors?maxResults=-1  => 400 BadRequestException ~ ^Invalid parameter maxResults:
        GET /v1/connectors?maxResults=ten => 400 BadRequestException ~ ^Invalid parameter maxResults:
        GET /v1/connectors?maxResults=+5  => 400 BadRequestException ~ ^Invalid parameter maxResults:
        GET /v1/connectors?maxResults=%2B5 => 400 BadRequestException ~ ^Invalid parameter maxResults:
        GET /v1/connectors?maxResults=1.5 => 400 BadRequestException ~ ^Invalid parameter maxResults:
        GET /v1/connectors?maxResults=    => 400 BadRequestException ~ ^Invalid parameter maxResults:
        GET /v1/connectors?maxResults=99999999999999999999 => 400 BadRequestException ~ ^Invalid parameter maxResults:
        GET /v1/connectors?maxResults=1   => 200
        GET /v1/connectors?maxResults=100 => 200
    "#

    n033_a_token_that_is_none_is_refused r#"
        GET /v1/connectors?nextToken=garbage            => 400 BadRequestException ~ ^Invalid parameter nextToken:
        GET /v1/connectors?nextToken=                   => 400 BadRequestException ~ ^Invalid parameter nextToken:
        GET /v1/custom-plugins?nextToken=tok%2Fen%2B%3D => 400 BadRequestException ~ ^Invalid parameter nextToken:
        GET /v1/worker-configurations?nextToken=AAAA    => 400 BadRequestException ~ ^Invalid parameter nextToken:
    "#

    n034_no_token_is_given_twice_in_a_row r#"
        given plugin
        POST /v1/connectors @connector {"connectorName":"a1"}
        POST /v1/connectors @connector {"connectorName":"a2"}
        POST /v1/connectors @connector {"connectorName":"a3"}
        GET /v1/connectors?maxResults=1 | nextToken -> $first
        GET /v1/connectors?maxResults=1&nextToken=$first | nextToken -> $second | nextToken != $first
        GET /v1/connectors?maxResults=1&nextToken=$second | nextToken absent
    "#

    a_page_that_holds_the_rest_has_no_token r#"
        given plugin
        POST /v1/connectors @connector {"connectorName":"a1"}
        POST /v1/connectors @connector {"connectorName":"a2"}
        GET /v1/connectors?maxResults=2 | connectors/*/connectorName = ["a1","a2"] | nextToken absent
        GET /v1/connectors?maxResults=1 | nextToken -> $token
        GET /v1/connectors?maxResults=1&nextToken=$token | connectors/*/connectorName = ["a2"] | nextToken absent
    "#

    the_same_token_leads_to_the_same_page_again r#"
        given plugin
        POST /v1/connectors @connector {"connectorName":"a1"}
        POST /v1/connectors @connector {"connectorName":"a2"}
        GET /v1/connectors?maxResults=1 | nextToken -> $token
        GET /v1/connectors?maxResults=1&nextToken=$token | connectors/*/connectorName = ["a2"]
        GET /v1/connectors?maxResults=1&nextToken=$token | connectors/*/connectorName = ["a2"]
    "#

    the_size_of_a_page_may_change_on_the_way r#"
        given plugin
        POST /v1/connectors @connector {"connectorName":"a1"}
        POST /v1/connectors @connector {"connectorName":"a2"}
        POST /v1/connectors @connector {"connectorName":"a3"}
        GET /v1/connectors?maxResults=1 | nextToken -> $token
        GET /v1/connectors?nextToken=$token | connectors/*/connectorName = ["a2","a3"]
    "#

    a_token_is_good_for_its_own_list_and_filter_only r#"
        given plugin
        POST /v1/connectors @connector {"connectorName":"a1"}
        POST /v1/connectors @connector {"connectorName":"a2"}
        GET /v1/connectors?connectorNamePrefix=a&maxResults=1 | nextToken -> $token
        GET /v1/connectors?maxResults=1&nextToken=$token => 400 BadRequestException ~ ^Invalid parameter nextToken:
        GET /v1/connectors?connectorNamePrefix=b&maxResults=1&nextToken=$token => 400 BadRequestException
        GET /v1/custom-plugins?maxResults=1&nextToken=$token => 400 BadRequestException ~ ^Invalid parameter nextToken:
        as AKIDEXAMPLE/eu-west-1 GET /v1/connectors?connectorNamePrefix=a&maxResults=1&nextToken=$token => 400 BadRequestException
    "#

    a_token_outlives_what_it_stood_behind r#"
        timing DeleteConnector instant
        given plugin
        POST /v1/connectors @connector {"connectorName":"a1"} | connectorArn -> $first
        POST /v1/connectors @connector {"connectorName":"a2"} | connectorArn -> $second
        POST /v1/connectors @connector {"connectorName":"a3"}
        settle
        GET /v1/connectors?maxResults=1 | nextToken -> $token
        DELETE /v1/connectors/$first
        DELETE /v1/connectors/$second
        settle
        GET /v1/connectors?maxResults=1&nextToken=$token | connectors/*/connectorName = ["a3"] | nextToken absent
    "#

    a_token_may_expire r#"
        pages {"token_expires_after":"60s"}
        given plugin
        POST /v1/connectors @connector {"connectorName":"a1"}
        POST /v1/connectors @connector {"connectorName":"a2"}
        GET /v1/connectors?maxResults=1 | nextToken -> $token
        +60s GET /v1/connectors?maxResults=1&nextToken=$token => 200
        +1s GET /v1/connectors?maxResults=1&nextToken=$token => 400 BadRequestException ~ ^Invalid parameter nextToken:
    "#

    the_usual_size_of_a_page_can_be_set r#"
        pages {"items_default":2}
        given plugin
        POST /v1/connectors @connector {"connectorName":"a1"}
        POST /v1/connectors @connector {"connectorName":"a2"}
        POST /v1/connectors @connector {"connectorName":"a3"}
        GET /v1/connectors | connectors/*/connectorName = ["a1","a2"] | nextToken ~ .
        GET /v1/connectors?maxResults=3 | connectors/*/connectorName = ["a1","a2","a3"]
    "#

    a_prefix_minds_the_case r#"
        given plugin
        POST /v1/connectors @connector {"connectorName":"Orders"}
        POST /v1/connectors @connector {"connectorName":"orders"}
        GET /v1/connectors?connectorNamePrefix=o      | connectors/*/connectorName = ["orders"]
        GET /v1/connectors?connectorNamePrefix=O      | connectors/*/connectorName = ["Orders"]
        GET /v1/connectors?connectorNamePrefix=rders  | connectors = []
        GET /v1/connectors?connectorNamePrefix=       | connectors/*/connectorName = ["Orders","orders"]
        GET /v1/custom-plugins?namePrefix=deb         | customPlugins/*/name = ["debezium"]
        GET /v1/custom-plugins?namePrefix=x           | customPlugins = []
        given workers
        GET /v1/worker-configurations?namePrefix=js   | workerConfigurations/*/name = ["json"]
        GET /v1/worker-configurations?namePrefix=J    | workerConfigurations = []
    "#

    lists_go_by_creation_and_what_was_created_at_one_instant_by_arn r#"
        given plugin
        POST /v1/connectors @connector {"connectorName":"z"}
        +1ms POST /v1/connectors @connector {"connectorName":"m"}
        +1ms POST /v1/connectors @connector {"connectorName":"c"}
        POST /v1/connectors @connector {"connectorName":"b"}
        POST /v1/connectors @connector {"connectorName":"a"}
        GET /v1/connectors | connectors/*/connectorName = ["z","m","a","b","c"]
        +1ms POST /v1/custom-plugins @plugin {"name":"a"}
        GET /v1/custom-plugins | customPlugins/*/name = ["debezium","a"]
    "#

    plugins_and_worker_configurations_come_in_pages_too r#"
        given plugin
        +1ms POST /v1/custom-plugins @plugin {"name":"b"}
        GET /v1/custom-plugins?maxResults=1 | customPlugins/*/name = ["debezium"] | nextToken -> $token
        GET /v1/custom-plugins?maxResults=1&nextToken=$token | customPlugins/*/name = ["b"] | nextToken absent
        given workers
        +1ms POST /v1/worker-configurations @workers {"name":"b"}
        GET /v1/worker-configurations?maxResults=1 | workerConfigurations/*/name = ["json"] | nextToken -> $token
        GET /v1/worker-configurations?maxResults=1&nextToken=$token | workerConfigurations/*/name = ["b"] | nextToken absent
        GET /v1/custom-plugins?maxResults=0 => 400 BadRequestException ~ ^Invalid parameter maxResults:
        GET /v1/custom-plugins?maxResults=101 => 400 BadRequestException ~ ^Invalid parameter maxResults:
        GET /v1/worker-configurations?maxResults=0 => 400 BadRequestException ~ ^Invalid parameter maxResults:
        GET /v1/worker-configurations?maxResults=101 => 400 BadRequestException ~ ^Invalid parameter maxResults:
    "#

    empty_lists_are_lists r#"
        GET /v1/connectors            | . keys connectors | connectors = []
        GET /v1/custom-plugins        | . keys customPlugins | customPlugins = []
        GET /v1/worker-configurations | . keys workerConfigurations | workerConfigurations = []
    "#

    a_rule_makes_no_page_longer_than_was_asked_for r#"
        fault {"on":{"operation":"ListConnectors"},"page":{"items_max":50}}
        given plugin
        POST /v1/connectors @connector {"connectorName":"a1"}
        POST /v1/connectors @connector {"connectorName":"a2"}
        GET /v1/connectors?maxResults=1 | connectors/*/connectorName = ["a1"]
    "#

    a_rule_makes_pages_short_or_empty r#"
        fault {"on":{"operation":"ListConnectors"},"first":1,"page":{"items_max":1}}
        fault {"on":{"operation":"ListConnectors"},"nth":2,"page":{"items_max":0}}
        given plugin
        POST /v1/connectors @connector {"connectorName":"a1"}
        POST /v1/connectors @connector {"connectorName":"a2"}
        GET /v1/connectors                  | connectors/*/connectorName = ["a1"] | nextToken -> $first
        GET /v1/connectors?nextToken=$first | connectors = [] | nextToken -> $second | nextToken != $first
        GET /v1/connectors?nextToken=$second | connectors/*/connectorName = ["a2"] | nextToken absent
    "#
}

/// Only operations come in such numbers: quotas end the other lists at 100.
#[test]
fn a_page_has_100_items_where_the_call_does_not_say() {
    let pause = "PUT /v1/connectors/$orders/pause\nsettle\n";
    let resume = "PUT /v1/connectors/$orders/resume\nsettle\n";
    let mut script = "timing instant\ngiven connector orders\n".to_owned();
    script += &(pause.to_owned() + resume).repeat(50);
    script +=
        "GET /v1/connectors/$orders/operations | connectorOperations/99 ~ . | nextToken absent\n";
    script += pause;
    script += "GET /v1/connectors/$orders/operations | connectorOperations/99 ~ . | nextToken -> $token\n";
    script +=
        "GET /v1/connectors/$orders/operations?nextToken=$token | connectorOperations/1 absent";
    check(&script);
}
