//! Where the services of Yandex Cloud are, as discovery tells it.

cases_of_both_wires! {
    n052_endpoints_are_told_without_a_token_and_are_what_the_client_called r#"
        auth strict
        unsigned GET /endpoints/iam | id = iam | address = tank.example:8443
            + host: tank.example:8443
        unsigned GET /endpoints/operation | address = [::1]:8443
            + host: [::1]:8443
        unsigned GET /endpoints/managed-kafka | address = tank.example:443
            + host: tank.example
        unsigned GET /endpoints/endpoint | address = localhost:443
            - host
    "#

    n053_all_are_told_whatever_page_is_asked_for r#"
        GET /endpoints?pageSize=1 | endpoints/0/id = ai-assistants | endpoints/10/address ~ ^.+:[0-9]+$ | nextPageToken absent
        GET /endpoints?pageSize=100&pageToken=any | endpoints/50/id ~ ^[a-z0-9-]+$
    "#

    an_id_that_there_is_not_is_not_found r#"
        GET /endpoints/mars => 404 NOT_FOUND: endpoint "mars" not found
    "#

    a_world_may_tell_another_address r#"
        premises yandex {"advertised_address":"api.example:1"}
        GET /endpoints/iam | address = api.example:1
            + host: tank.example:8443
    "#

    a_world_may_tell_a_wrong_address_of_one_service_or_none r#"
        premises yandex {"endpoints":{"iam":"nowhere.example:1","managed-kafka":null,"mars":"mars.example:2"}}
        GET /endpoints/iam | address = nowhere.example:1
        GET /endpoints/managed-kafka => 404 NOT_FOUND
        GET /endpoints/mars | address = mars.example:2
        GET /endpoints/operation | address ~ .
    "#
}
