//! Who may call Yandex Managed Kafka: IAM tokens, good and bad.

cases_of_both_wires! {
    n041_without_a_token_nobody_is_let_in r#"
        auth strict
        unsigned GET c9q/connectors => 401 UNAUTHENTICATED: The token is invalid
        GET c9q/connectors => 401 UNAUTHENTICATED: The token is invalid
    "#

    lenient_mode_takes_every_token_but_wants_one r#"
        as bearer/anything GET c9q/connectors
        unsigned GET c9q/connectors => 401 UNAUTHENTICATED
        unsigned GET c9q/connectors => 401 UNAUTHENTICATED
            + authorization: Basic dTpw
        unsigned GET c9q/connectors => 401 UNAUTHENTICATED
            + authorization: Bearer
        unsigned GET c9q/connectors => 401 UNAUTHENTICATED
            + authorization: Api-Key AQVN
    "#

    a_world_may_want_no_token_and_take_api_keys r#"
        premises yandex {"behaviour":{"authorization":"optional","api_keys":"accepted"}}
        unsigned GET c9q/connectors
        unsigned GET c9q/connectors
            + authorization: Api-Key AQVN
    "#

    strict_mode_takes_the_tokens_of_the_premises r#"
        auth strict
        premises yandex {"tokens":[{"token":"t1.good.b","subject":"ajesomebody"}]}
        as bearer/t1.good.b POST c9q/connectors @mirror | createdBy = ajesomebody
        as bearer/t1.bad.b GET c9q/connectors => 401 UNAUTHENTICATED: The token is invalid
    "#

    n042_a_token_that_has_expired_is_refused_and_a_new_one_is_good r#"
        premises yandex {"tokens":[{"token":"t1.old.b","expires_at":"1h"},{"token":"t1.gone.b","revoked_at":"2024-01-01T00:30:00Z"}]}
        as bearer/t1.old.b GET c9q/connectors
        as bearer/t1.gone.b GET c9q/connectors
        30m as bearer/t1.gone.b GET c9q/connectors => 401 UNAUTHENTICATED
        59m as bearer/t1.old.b GET c9q/connectors
        1h as bearer/t1.old.b GET c9q/connectors => 401 UNAUTHENTICATED: The token is invalid
        as bearer/t1.new.b GET c9q/connectors
    "#
}

#[test]
fn what_is_wrong_with_premises_is_told_with_its_place() {
    use std::collections::BTreeMap;
    use wavetank::kernel::settings::Settings;
    use wavetank::world::Setup;

    let premises = serde_json::json!({
        "folders": [{ "id": "b1g1", "cloud": "b1gexamplecloud0001" }],
        "clusters": [{ "id": "c9q1" }, { "id": "c9q1", "folder": "b1g2", "brokers": 0 }],
        "service_accounts": [{ "id": "" }],
    });
    let premises = BTreeMap::from([("yandex".to_owned(), premises)]);
    let mistakes = Setup::new(Settings::default(), vec![], &premises).expect_err("mistakes");
    let told: Vec<_> = mistakes
        .iter()
        .map(|it| {
            format!("{}: {} | {}", it.pointer(), it.message, it.hint.as_deref().unwrap_or("-"))
        })
        .collect();
    insta::assert_snapshot!(told.join("\n"), @r"
    /premises/yandex/clusters/1/id: `c9q1` is there twice | -
    /premises/yandex/service_accounts/0/id: `` is empty | -
    /premises/yandex/folders/0/cloud: there is no cloud `b1gexamplecloud0001` | did you mean `b1gexamplecloud00001`?
    /premises/yandex/clusters/1/folder: there is no folder `b1g2` | did you mean `b1g1`?
    /premises/yandex/clusters/1/brokers: a cluster has at least one broker in at least one zone | -
    ");
}
