//! Who may call Aiven: tokens in both of their schemes, projects, and what stands in the way of Kafka Connect.

use serde_json::json;
use wavetank::kernel::reading;
use wavetank::vendors::aiven::premises::Premises;

cases! {
    n001_a_token_of_aivens_own_scheme_is_good r#"
        auth strict
        GET ^/connectors | connectors = []
        unsigned GET ^/connectors
            + authorization: AIVENV1 AIVENEXAMPLEdoNotUseThisTokenOutsideOfTests
            | connectors = []
    "#

    n002_a_bearer_token_is_good_as_well r#"
        auth strict
        as bearer/AIVENEXAMPLEdoNotUseThisTokenOutsideOfTests GET ^/connectors | connectors = []
    "#

    n003_an_unknown_or_expired_token_is_refused_in_words_that_are_known r#"
        auth strict
        premises aiven {"tokens":[{"token":"shortLived1","expires_at":"1h"},{"token":"revoked1","revoked_at":"1m"}]}
        as stranger GET ^/connectors => 401 plain: Missing (expired) db token
            | errors = [{"message":"Missing (expired) db token","status":401}]
        as shortLived1 GET ^/connectors
        +1m as shortLived1 GET ^/connectors
        as revoked1 GET ^/connectors => 401 plain: Missing (expired) db token
        3599s as shortLived1 GET ^/connectors
        3600s as shortLived1 GET ^/connectors => 401 plain: Missing (expired) db token
        as bearer/shortLived1 GET /v1/me => 401 plain
    "#

    a_lenient_world_takes_every_token_but_those_that_are_known_to_be_no_more r#"
        premises aiven {"tokens":[{"token":"shortLived1","expires_at":"1h"}]}
        as stranger GET ^/connectors
        as shortLived1 GET ^/connectors
        +1h as shortLived1 GET ^/connectors => 401 plain
        as stranger GET /v1/me | user/user = developer@example.com
    "#

    without_a_token_every_protected_call_is_refused r#"
        unsigned GET ^/connectors => 401 plain: Missing (expired) db token
        unsigned GET /v1/me => 401 plain
        unsigned GET /v1/project/nobodys/service => 401 plain
        unsigned GET ^/connectors/a => 401 plain
        unsigned GET /v1/project/demo/nothing => 401 plain
        unsigned GET ^/connectors => 401 plain
            + authorization: aivenv1
        unsigned GET ^/connectors => 401 plain
            + authorization: Basic dTpw
        unsigned GET ^/connectors => 401 plain
            + authorization: AIVENEXAMPLEdoNotUseThisTokenOutsideOfTests
    "#

    some_calls_need_no_token r#"
        auth strict
        unsigned GET /v1/clouds | clouds/5/cloud_name = google-europe-west1
        unsigned GET /v1/service_types | service_types/kafka_connect/description = "Kafka Connect - Distributed Data Integration"
        unsigned GET /v1/service_versions | service_versions/1/service_type = kafka | service_versions/1/state = available
        unsigned POST /v1/userauth {"email":"developer@example.com","password":"AivenExample1-do-not-use-this-password"} | state = active
    "#

    n004_a_project_of_others_is_forbidden r#"
        premises aiven {"projects":[{"name":"demo"},{"name":"theirs","members":{}}]}
        GET /v1/project/theirs/service/kc/connectors => 403 plain: Not a project member
        GET /v1/project/theirs => 403 plain: Not a project member
        GET /v1/project/nobodys/service/kc/connectors => 404 project_not_found
    "#

    a_project_that_does_not_exist_may_be_one_of_others r#"
        premises aiven {"behaviour":{"unknown_project":"not_a_member"}}
        GET /v1/project/nobodys/service/kc => 403 plain: Not a project member
    "#

    members_may_do_what_their_role_lets_them r#"
        premises aiven {"users":[{"email":"a@x"},{"email":"r@x"},{"email":"d@x"}],"tokens":[{"token":"reader1","user":"r@x"},{"token":"dev1","user":"d@x"}],"projects":[{"name":"demo","members":{"r@x":"read_only","d@x":"developer"},"services":[{"name":"demo-kafka"}]}]}
        as reader1 GET ^
        as reader1 GET /v1/project/demo/service
        as reader1 GET ^/connectors => 403 plain: Not authorized
        as reader1 DELETE ^ => 403 plain
        as dev1 GET ^/connectors
        as dev1 POST ^/connectors @sink
        as dev1 DELETE ^ => 403 plain
        as dev1 PUT ^ {"powered":false} => 403 plain
        as nobodys GET ^ => 403 plain: Not a project member
    "#

    a_token_may_be_for_some_operations_only r#"
        premises aiven {"tokens":[{"token":"lister1","allow":["*List","ServiceGet"]},{"token":"careful1","deny":["*Delete*"]}]}
        as lister1 GET ^/connectors
        as lister1 GET ^
        as lister1 POST ^/connectors @sink => 403 plain: Not authorized
        as careful1 POST ^/connectors @sink
        as careful1 DELETE ^/connectors/iot_sink => 403 plain
    "#

    n034_a_free_plan_has_no_kafka_connect r#"
        premises aiven {"projects":[{"name":"demo","services":[{"name":"demo-kafka","plan":"free-0"},{"name":"plain","user_config":{}},{"name":"db","type":"pg"}]}]}
        GET ^/connectors => 403 plain: Kafka Connect API disabled
        POST ^/connectors @sink => 403 plain: Kafka Connect API disabled
        GET ^/connectors/a/status => 403 plain: Kafka Connect API disabled
        GET ^/available-connectors => 403 plain: Kafka Connect API disabled
        GET /v1/project/demo/service/plain/connectors => 403 plain: Kafka Connect API disabled
        GET /v1/project/demo/service/db/connectors => 403 plain: Kafka Connect API disabled
    "#

    what_is_wrong_is_told_from_the_outside_in r#"
        premises aiven {"projects":[{"name":"demo","services":[{"name":"demo-kafka"},{"name":"off","powered":false}]},{"name":"theirs","members":{}}]}
        unsigned POST /v1/project/theirs/service/kc/connectors { => 401 plain
        POST /v1/project/theirs/service/kc/connectors { => 403 plain: Not a project member
        POST /v1/project/demo/service/kc/connectors { => 404 plain: Service 'kc' does not exist
        POST /v1/project/demo/service/off/connectors { => 409 not_powered: Database not powered on
        POST ^/connectors { => 400 plain
        PUT ^/connectors/a {"connector.class":"HttpSinkConnector"} => 400 plain
        PUT ^/connectors/a @sink {"name":"a"} => 404 plain: Connector a not found
    "#

    paths_and_methods_that_no_operation_has_are_told_in_aivens_shape r#"
        GET /v1/project/demo/nothing => 404 plain
        as AIVENEXAMPLEdoNotUseThisTokenOutsideOfTests GET /v1/account/nowhere => 404 plain
        unsigned GET /v1/nope
            + authorization: Bearer AIVENEXAMPLEdoNotUseThisTokenOutsideOfTests
            => 404 raw
            | message = Not found
            | errors/0/status = 404
        DELETE ^/connectors => 405 plain
        PUT ^/connectors/a/pause => 405 plain
        GET ^/connectors/a/offsets => 404 plain
    "#
}

#[test]
fn premises_say_what_is_wrong_with_them() {
    let premises = json!({
        "users": [{"email": "a@x"}, {"email": "a@x"}],
        "tokens": [
            {"token": "t", "user": "b@x", "deny": ["ServiceGets"]},
            {"token": "", "allow": ["/(/"]},
        ],
        "projects": [
            {"name": "p", "members": {"c@x": "admin"}, "services": [
                {"name": "k"}, {"name": "k"}, {"name": "c", "type": "kafka_connect", "kafka": "l"},
            ]},
        ],
        "plugins": [{"class": "C"}, {"class": "C"}],
    });
    let premises: Premises = reading::read(&premises).expect("premises");
    let mistakes = premises.mistakes(&["ServiceGet", "ServiceList"]);
    let told: Vec<_> =
        mistakes.iter().map(|it| format!("{}: {}", it.pointer(), it.message)).collect();
    insta::assert_snapshot!(told.join("\n"), @r"
    /users/1/email: the email is there twice
    /tokens/1/token: the token is empty
    /plugins/1/class: the class is there twice
    /tokens/0/user: there is no user `b@x`
    /tokens/0/deny/0: `ServiceGets` is no operation of Aiven
    /tokens/1/allow/0: `/(/` is no regular expression: unclosed group
    /projects/0/services/1/name: the name is there twice
    /projects/0/members: there is no user `c@x`
    /projects/0/services/2/kafka: there is no kafka service `l`
    ");
}

#[test]
fn what_is_given_without_a_file_has_no_mistakes() {
    assert_eq!(Premises::default().mistakes(&[]), []);
}
