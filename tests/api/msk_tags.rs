//! Tags of MSK Connect: on connectors, plugins and worker configurations.

use std::fmt::Write;

use crate::stage::check;

cases! {
    n078_tags_that_were_given_at_creation_are_listed_and_shown_nowhere_else r#"
        given plugin {"tags":{"team":"blue","stage":""}}
        GET /v1/tags/$plugin | . = {"tags":{"team":"blue","stage":""}}
        given workers {"tags":{"team":"red"}}
        GET /v1/tags/$workers | . = {"tags":{"team":"red"}}
        given connector orders {"tags":{"team":"green"}}
        GET /v1/tags/$orders | . = {"tags":{"team":"green"}}
        GET /v1/connectors/$orders | tags absent
        GET /v1/custom-plugins/$plugin | tags absent
        GET /v1/worker-configurations/$workers | tags absent
    "#

    n079_tagging_overwrites_and_keeps_the_others r#"
        given connector orders {"tags":{"a":"1","b":"2"}}
        POST /v1/tags/$orders {"tags":{"b":"3","c":""}} | . = "" | header content-type = application/json
        GET /v1/tags/$orders | . = {"tags":{"a":"1","b":"3","c":""}}
    "#

    n082_tags_of_an_unknown_resource_are_not_found r#"
        given connector orders
        DELETE /v1/connectors/$orders
        settle
        GET /v1/tags/$orders => 404 NotFoundException
        POST /v1/tags/$orders {"tags":{"a":"b"}} => 404 NotFoundException
        DELETE /v1/tags/$orders?tagKeys=a => 404 NotFoundException
    "#

    untagging_takes_the_named_keys_and_ignores_unknown_ones r#"
        given plugin {"tags":{"a b":"1","c/d":"2","e&f":"3","g~h":"4","i":"5","j+k":"6"}}
        DELETE /v1/tags/$plugin?tagKeys=a%20b&tagKeys=c%2Fd&tagKeys=e%26f&tagKeys=g~h&tagKeys=nobody&tagKeys=j+k
        GET /v1/tags/$plugin | . = {"tags":{"i":"5"}}
    "#

    untagging_nothing_changes_nothing r#"
        given plugin {"tags":{"a":"1"}}
        DELETE /v1/tags/$plugin => 200 | . = ""
        GET /v1/tags/$plugin | . = {"tags":{"a":"1"}}
    "#

    a_resource_without_tags_has_an_empty_map r#"
        given plugin
        GET /v1/tags/$plugin | . = {"tags":{}}
        POST /v1/tags/$plugin {"tags":{}} => 200
        POST /v1/tags/$plugin {} => 400 BadRequestException ~ ^Invalid parameter tags:
        GET /v1/tags/$plugin | . = {"tags":{}}
    "#

    operations_have_no_tags r#"
        given connector orders
        PUT /v1/connectors/$orders/pause | connectorOperationArn -> $operation
        GET /v1/tags/$operation => 400 BadRequestException
        POST /v1/tags/$operation {"tags":{"a":"b"}} => 400 BadRequestException
        DELETE /v1/tags/$operation?tagKeys=a => 400 BadRequestException
    "#

    keys_of_the_vendors_own_are_refused r#"
        given plugin
        POST /v1/tags/$plugin {"tags":{"aws:team":"blue"}} => 400 BadRequestException ~ aws:
        POST /v1/connectors @connector {"tags":{"aws:team":"blue"}} => 400 BadRequestException ~ aws:
        POST /v1/tags/$plugin {"tags":{"aws":"blue","my:aws:":"blue"}} => 200
    "#

    a_resource_that_is_being_deleted_has_its_tags_still r#"
        timing DeleteConnector 10s
        given connector orders {"tags":{"a":"1"}}
        DELETE /v1/connectors/$orders
        GET /v1/tags/$orders | . = {"tags":{"a":"1"}}
        +10s GET /v1/tags/$orders => 404 NotFoundException
    "#

    an_arn_that_is_none_is_a_bad_request r#"
        GET /v1/tags/arn%3Aaws%3As3%3A%3A%3Abucket => 400 BadRequestException ~ ^Invalid parameter resourceArn:
        GET /v1/tags/orders => 400 BadRequestException ~ ^Invalid parameter resourceArn:
    "#

    tags_go_with_their_resource r#"
        timing DeleteConnector instant
        given connector orders {"tags":{"a":"1"}}
        DELETE /v1/connectors/$orders
        settle
        given connector orders
        GET /v1/tags/$orders | . = {"tags":{}}
    "#
}

#[test]
fn n081_keys_values_and_numbers_of_tags_have_bounds() {
    let tags = |from: usize, to: usize| {
        let mut tags = String::new();
        for number in from..to {
            let _ = write!(tags, "{}\"k{number}\":\"\"", if number > from { "," } else { "" });
        }
        tags
    };
    let keys = (0..201).fold(String::new(), |text, key| text + &format!("tagKeys=k{key}&"));
    let (long, longer) = ("é".repeat(128), "é".repeat(129));
    let (value, value_longer) = ("v".repeat(256), "v".repeat(257));
    check(&format!(
        r#"
        given plugin
        POST /v1/tags/$plugin {{"tags":{{"{longer}":"v"}}}} => 400 BadRequestException ~ ^Invalid parameter tags
        POST /v1/tags/$plugin {{"tags":{{"":"v"}}}} => 400 BadRequestException ~ ^Invalid parameter tags
        POST /v1/tags/$plugin {{"tags":{{"k":"{value_longer}"}}}} => 400 BadRequestException ~ ^Invalid parameter tags
        POST /v1/tags/$plugin {{"tags":{{{too_many}}}}} => 400 BadRequestException ~ ^Invalid parameter tags
        POST /v1/tags/$plugin {{"tags":{{"k":7}}}} => 400 BadRequestException ~ ^Invalid parameter tags
        GET /v1/tags/$plugin | . = {{"tags":{{}}}}
        POST /v1/tags/$plugin {{"tags":{{"{long}":"{value}"}}}} => 200
        DELETE /v1/tags/$plugin?tagKeys={longer} => 400 BadRequestException ~ ^Invalid parameter tagKeys
        DELETE /v1/tags/$plugin?tagKeys= => 400 BadRequestException ~ ^Invalid parameter tagKeys
        DELETE /v1/tags/$plugin?{keys} => 400 BadRequestException ~ ^Invalid parameter tagKeys
        DELETE /v1/tags/$plugin?tagKeys={long} => 200
        POST /v1/tags/$plugin {{"tags":{{{many}}}}} => 200
        POST /v1/custom-plugins @plugin {{"name":"b","tags":{{{too_many}}}}} => 400 BadRequestException ~ ^Invalid parameter tags
        POST /v1/custom-plugins @plugin {{"name":"b","tags":{{{many}}}}} => 200
        POST /v1/custom-plugins @plugin {{"name":"c","tags":{{{some}}}}} | customPluginArn -> $c
        POST /v1/tags/$c {{"tags":{{{more}}}}} => 400 BadRequestException ~ ^Invalid parameter tags
        GET /v1/tags/$c | . = {{"tags":{{{some}}}}}
        "#,
        some = tags(0, 150),
        more = tags(150, 201),
        many = tags(0, 200),
        too_many = tags(0, 201),
    ));
}
