//! IAM tokens of Yandex Cloud: what is exchanged for one, and which are good no more.

cases_of_both_wires! {
    n054_a_jwt_is_exchanged_for_a_token_that_is_good_for_twelve_hours r#"
        auth strict
        date world
        premises yandex {"service_accounts":[{"id":"ajeservice0000000001","keys":[{"id":"ajekey00000000000001","public_key":"PLEASE DO NOT REMOVE THIS LINE! Yandex.Cloud SA Key ID <x>\n-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAxNq9oVsXOIzdEERzrulo\nYB286i/+EIuDiiuhGYhk9f5MgboghXV6dSclh0Rkgoh5SX09PG0IEqxk/ICaHvpD\nAifjMXsfzWCZjRguqXjDp0pMwh0V8wR0CAii8L2ZXkL19+oofJP0skiFdnDM8k4D\n3XTBvJhLw649S+DbzsQxf7CbK08I9rarBcBRyaqZPzFpdr5sYpGc91gPpHlzxMf9\nttxuHLV6aX6E/nzH/4+LIaVHoYRScfVIyiw8PmpZBOGm7Ebc+qrC5AfwZMlMtpe1\nzbW5W7gC9ANrzvpDqqr9hXpqnkw5GejASQdqDdLo4rcqwM1Z8/QnbUPytMQnsQ7I\n6QIDAQAB\n-----END PUBLIC KEY-----\n"}]}]}
        unsigned POST /iam/v1/tokens {"jwt":"eyJhbGciOiJQUzI1NiIsImtpZCI6ImFqZWtleTAwMDAwMDAwMDAwMDAxIiwidHlwIjoiSldUIn0.eyJpc3MiOiJhamVzZXJ2aWNlMDAwMDAwMDAwMSIsImF1ZCI6Imh0dHBzOi8vaWFtLmFwaS5jbG91ZC55YW5kZXgubmV0L2lhbS92MS90b2tlbnMiLCJpYXQiOjE3MDQwNjcyMDAsImV4cCI6MTcwNDA3MDgwMH0.S8OvEjPSLzGB8cI5EFw-wNZ0gxzq4GGx9d_wQWDDVxP_49aL-k3JtroqVbmrU9YJJ6t_xMOI4jE769oK5gKqETMDYbAjfBIol0p-dMy2-5Cl0-41algVKtk5y99UHP5wiE0_JntQHXkW42E2uX8HB7D9g1B8jQ4ge2ef1PHYOWUb9g6FgnPZFUj-VoJcUokzDGk29tmZzJbLd_EQcynbqql3H-iC4CUZ4VZKlvAaL1nGbPUZXPEzkh1Ayum7jZyZSaP0g1FiC2ky-4mykf0ev3bJURqtcWU6VyN1AfR8cNnDlnJl3QUZ5mT0u3GroUbRnHmVUvVuxtjNv_25OZSGFg"}
            | iamToken ~ ^t1\.[A-Z0-9a-z_-]+[=]{0,2}\.[A-Z0-9a-z_-]{86}[=]{0,2}$
            | expiresAt = 2024-01-01T12:00:00Z
            | iamToken -> $token
        as bearer/$token POST c9q/connectors @mirror | createdBy = ajeservice0000000001
        11h as bearer/$token GET c9q/connectors
        12h as bearer/$token GET c9q/connectors => 401 UNAUTHENTICATED: The token is invalid
    "#

    the_audience_is_no_matter r#"
        date world
        premises yandex {"service_accounts":[{"id":"ajeservice0000000001","keys":[{"id":"ajekey00000000000001","public_key":"PLEASE DO NOT REMOVE THIS LINE! Yandex.Cloud SA Key ID <x>\n-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAxNq9oVsXOIzdEERzrulo\nYB286i/+EIuDiiuhGYhk9f5MgboghXV6dSclh0Rkgoh5SX09PG0IEqxk/ICaHvpD\nAifjMXsfzWCZjRguqXjDp0pMwh0V8wR0CAii8L2ZXkL19+oofJP0skiFdnDM8k4D\n3XTBvJhLw649S+DbzsQxf7CbK08I9rarBcBRyaqZPzFpdr5sYpGc91gPpHlzxMf9\nttxuHLV6aX6E/nzH/4+LIaVHoYRScfVIyiw8PmpZBOGm7Ebc+qrC5AfwZMlMtpe1\nzbW5W7gC9ANrzvpDqqr9hXpqnkw5GejASQdqDdLo4rcqwM1Z8/QnbUPytMQnsQ7I\n6QIDAQAB\n-----END PUBLIC KEY-----\n"}]}]}
        unsigned POST /iam/v1/tokens {"jwt":"eyJhbGciOiJQUzI1NiIsImtpZCI6ImFqZWtleTAwMDAwMDAwMDAwMDAxIiwidHlwIjoiSldUIn0.eyJpc3MiOiJhamVzZXJ2aWNlMDAwMDAwMDAwMSIsImF1ZCI6WyJodHRwczovL2lhbS5sb2NhbGhvc3Q6ODQ0My9pYW0vdjEvdG9rZW5zIl0sImlhdCI6MTcwNDA2NzIwMCwiZXhwIjoxNzA0MDcwODAwfQ.hN8XcLASKDy7eChXT7neV-8HJGHBWlE1UWAVAWcgUpxVaITfJlIGcvxKqMTlx45SUFgzUPvLgvfipQ7aS1B6YGXUKbuZIaGc1B0YxnBfomZpnr7WfF2OnDVrlSYnO-bicFuNUG90AnT4MB6kwQZG5TLjPJI-Ecu5hv4YHIRSPo29_489mWrhqB1i18u9VC_mRRO060g6f6uejOBy5dxNT4hP4JZcxN9FfNkxINsTeqpetsOTZVh_SWsusisVVxpVqQ6kDDnDUDuJpyb3Fiwuzn2JTfFs-r79FQuqihd0myorPrhc37RJy4FO5ttgYIvo8h3NFhlApq_qBhJmlyit1w"}
    "#

    where_the_public_key_is_known_the_signature_counts r#"
        date world
        premises yandex {"service_accounts":[{"id":"ajeservice0000000001","keys":[{"id":"ajekey00000000000001","public_key":"PLEASE DO NOT REMOVE THIS LINE! Yandex.Cloud SA Key ID <x>\n-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAxNq9oVsXOIzdEERzrulo\nYB286i/+EIuDiiuhGYhk9f5MgboghXV6dSclh0Rkgoh5SX09PG0IEqxk/ICaHvpD\nAifjMXsfzWCZjRguqXjDp0pMwh0V8wR0CAii8L2ZXkL19+oofJP0skiFdnDM8k4D\n3XTBvJhLw649S+DbzsQxf7CbK08I9rarBcBRyaqZPzFpdr5sYpGc91gPpHlzxMf9\nttxuHLV6aX6E/nzH/4+LIaVHoYRScfVIyiw8PmpZBOGm7Ebc+qrC5AfwZMlMtpe1\nzbW5W7gC9ANrzvpDqqr9hXpqnkw5GejASQdqDdLo4rcqwM1Z8/QnbUPytMQnsQ7I\n6QIDAQAB\n-----END PUBLIC KEY-----\n"}]}]}
        unsigned POST /iam/v1/tokens {"jwt":"eyJhbGciOiJQUzI1NiIsImtpZCI6ImFqZWtleTAwMDAwMDAwMDAwMDAxIiwidHlwIjoiSldUIn0.eyJpc3MiOiJhamVzZXJ2aWNlMDAwMDAwMDAwMSIsImF1ZCI6Imh0dHBzOi8vaWFtLmFwaS5jbG91ZC55YW5kZXgubmV0L2lhbS92MS90b2tlbnMiLCJpYXQiOjE3MDQwNjcyMDAsImV4cCI6MTcwNDA3MDgwMH0.hN8XcLASKDy7eChXT7neV-8HJGHBWlE1UWAVAWcgUpxVaITfJlIGcvxKqMTlx45SUFgzUPvLgvfipQ7aS1B6YGXUKbuZIaGc1B0YxnBfomZpnr7WfF2OnDVrlSYnO-bicFuNUG90AnT4MB6kwQZG5TLjPJI-Ecu5hv4YHIRSPo29_489mWrhqB1i18u9VC_mRRO060g6f6uejOBy5dxNT4hP4JZcxN9FfNkxINsTeqpetsOTZVh_SWsusisVVxpVqQ6kDDnDUDuJpyb3Fiwuzn2JTfFs-r79FQuqihd0myorPrhc37RJy4FO5ttgYIvo8h3NFhlApq_qBhJmlyit1w"} => 401 UNAUTHENTICATED: JWT is invalid
        unsigned POST /iam/v1/tokens {"jwt":"eyJhbGciOiJSUzI1NiIsImtpZCI6ImFqZWtleTAwMDAwMDAwMDAwMDAxIiwidHlwIjoiSldUIn0.eyJpc3MiOiJhamVzZXJ2aWNlMDAwMDAwMDAwMSIsImF1ZCI6Imh0dHBzOi8vaWFtLmFwaS5jbG91ZC55YW5kZXgubmV0L2lhbS92MS90b2tlbnMiLCJpYXQiOjE3MDQwNjcyMDAsImV4cCI6MTcwNDA3MDgwMH0.MacNmgSJpg6dqvhoPpypBhfpVQqjL51Tbl6BTPKjBNOqfxmT798esYAReRpfhzqn9byX1qWZjWp51DoXMuEU7t_NQ47acnnI8Ym-ZqTejBH7bb3r9wAOf1A8thgJpHikN0A0-rTLgykYBaM9lslZF7wu1u3iEN7Bpz2xLXUSM-MY9KSha6l1YfzPa43p0raOJJE75GzU7_XFzPRSewLCON_Pe_MQgKq5O6x84_1jqNlmAFU8Z8keBLHdjRe07nhpQyvvJlmK0T0FTWGU1-09p2aFMNQ0KfBdFeJHgZLd85qz76YknJA3j946-h24fcEhmQ6GHoJmJ-yyFxJekrV5bg"} => 401 UNAUTHENTICATED: JWT is invalid
        unsigned POST /iam/v1/tokens {"jwt":"eyJhbGciOiJQUzI1NiIsImtpZCI6ImFqZWtleTAwMDAwMDAwMDAwMDAxIiwidHlwIjoiSldUIn0.eyJpc3MiOiJhamVzZXJ2aWNlMDAwMDAwMDAwMSIsImF1ZCI6Imh0dHBzOi8vaWFtLmFwaS5jbG91ZC55YW5kZXgubmV0L2lhbS92MS90b2tlbnMiLCJpYXQiOjE3MDQwNjcyMDAsImV4cCI6MTcwNDA3MDgwMX0.HIVAdMGKc57OoYhXSZkWJTiHnOHUz_AXL01sTjrHT2ThT-XHjU3TihnVSq2nTjFjmFicqq0QKzAtpem6Q9P7pLIpe-dvFCBGjBXkoWMLH64xRVdBMxTst8M1HCeMFDjhiFcySzf8ydW5eIqmoG4osLZepRQYfI---N8l-FjWRAKWMJxYZn7lpvb4kuc7XBNKCm_xEMGpxTNKSs7YahuiO6a61owGBbUl9wMydVraPNthU9OSWxwK4B_q9pKTBpuoxsIelYs1TYHC24jd5FcRX9ae4Ri2MWsXgUy3AD2HsG7-bQoPWV11FwzgelBs7p_JBhu15PzGurfhcnlfDwPvYA"} => 401 UNAUTHENTICATED: JWT is invalid
        unsigned POST /iam/v1/tokens {"jwt":"eyJhbGciOiJQUzI1NiIsImtpZCI6ImFqZWtleTAwMDAwMDAwMDAwMDAxIiwidHlwIjoiSldUIn0.eyJpc3MiOiJhamVzZXJ2aWNlMDAwMDAwMDAwOSIsImF1ZCI6Imh0dHBzOi8vaWFtLmFwaS5jbG91ZC55YW5kZXgubmV0L2lhbS92MS90b2tlbnMiLCJpYXQiOjE3MDQwNjcyMDAsImV4cCI6MTcwNDA3MDgwMH0.O9Jb51J-6QPHUtWY9jZR9jlr5BDYBQmzDekPqHB6gsJvq7ZrEv3AB-iUxkjBypbQs2ECvyiUlFey_GZnsfLaBEPP6t1VYXpPF5Q66rSeF8o_25hwCVNfeW1jn1XfQ0snA2GgOZQ9xJ_Nk0V0K2_ltoj8JigawaShEZk5ISWwYpY740Tg_-4AYTEmiJ9YQ8ZzxpkdaIlWACoUY8vXpcXDuAASAt99YhIEUIWuGNjo424E9Z4X9dZmvLg1eKAdY1CdDkT8YQgfA307OWCcx_Ni_2cGM41s_xoOWWnJE1fwor6JYw6udLEEK3tVqZKSPlA5dZDLtPz4FPg-cwPRt2PmIA"} => 401 UNAUTHENTICATED: JWT is invalid
        1h unsigned POST /iam/v1/tokens {"jwt":"eyJhbGciOiJQUzI1NiIsImtpZCI6ImFqZWtleTAwMDAwMDAwMDAwMDAxIiwidHlwIjoiSldUIn0.eyJpc3MiOiJhamVzZXJ2aWNlMDAwMDAwMDAwMSIsImF1ZCI6Imh0dHBzOi8vaWFtLmFwaS5jbG91ZC55YW5kZXgubmV0L2lhbS92MS90b2tlbnMiLCJpYXQiOjE3MDQwNjcyMDAsImV4cCI6MTcwNDA3MDgwMH0.S8OvEjPSLzGB8cI5EFw-wNZ0gxzq4GGx9d_wQWDDVxP_49aL-k3JtroqVbmrU9YJJ6t_xMOI4jE769oK5gKqETMDYbAjfBIol0p-dMy2-5Cl0-41algVKtk5y99UHP5wiE0_JntQHXkW42E2uX8HB7D9g1B8jQ4ge2ef1PHYOWUb9g6FgnPZFUj-VoJcUokzDGk29tmZzJbLd_EQcynbqql3H-iC4CUZ4VZKlvAaL1nGbPUZXPEzkh1Ayum7jZyZSaP0g1FiC2ky-4mykf0ev3bJURqtcWU6VyN1AfR8cNnDlnJl3QUZ5mT0u3GroUbRnHmVUvVuxtjNv_25OZSGFg"} => 401 UNAUTHENTICATED: JWT is expired
    "#

    in_strict_mode_a_key_must_be_known r#"
        auth strict
        date world
        premises yandex {"service_accounts":[{"id":"ajeservice0000000001","keys":[{"id":"ajekey00000000000001","public_key":"PLEASE DO NOT REMOVE THIS LINE! Yandex.Cloud SA Key ID <x>\n-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAxNq9oVsXOIzdEERzrulo\nYB286i/+EIuDiiuhGYhk9f5MgboghXV6dSclh0Rkgoh5SX09PG0IEqxk/ICaHvpD\nAifjMXsfzWCZjRguqXjDp0pMwh0V8wR0CAii8L2ZXkL19+oofJP0skiFdnDM8k4D\n3XTBvJhLw649S+DbzsQxf7CbK08I9rarBcBRyaqZPzFpdr5sYpGc91gPpHlzxMf9\nttxuHLV6aX6E/nzH/4+LIaVHoYRScfVIyiw8PmpZBOGm7Ebc+qrC5AfwZMlMtpe1\nzbW5W7gC9ANrzvpDqqr9hXpqnkw5GejASQdqDdLo4rcqwM1Z8/QnbUPytMQnsQ7I\n6QIDAQAB\n-----END PUBLIC KEY-----\n"}]}]}
        unsigned POST /iam/v1/tokens {"jwt":"eyJhbGciOiJQUzI1NiIsImtpZCI6ImFqZWtleTAwMDAwMDAwMDAwMDA5IiwidHlwIjoiSldUIn0.eyJpc3MiOiJhamVzZXJ2aWNlMDAwMDAwMDAwMSIsImF1ZCI6Imh0dHBzOi8vaWFtLmFwaS5jbG91ZC55YW5kZXgubmV0L2lhbS92MS90b2tlbnMiLCJpYXQiOjE3MDQwNjcyMDAsImV4cCI6MTcwNDA3MDgwMH0.MatyAkg8_-DEAG_YeSV6qQ3jnV__hWEQmlGoBfiPuns8IFpPDxhvX4GbcRm6aB3KWl4sbXDG5QQjb9upj0vEIDstKBwnHEddlK2hYe7wgp4TgD0LBbW8sIMqGXgIPjuFU9kqWLBcesF9gp_aooIxuu8tCMyeNUVIcAZyyonKjX3l3sRMdMX2B5Po7PgcJIY9_p_11AkmdZi47omewxNdOgOM_vQ9_P-VY70yGUsuKGJWG6vYv58__8_7vplpgcP7yaLBVKJkRvx3dZYWpuGrJoiuSHk8PdJP8rWWd5clVeXJb5NL2P49KcEmNjYuYqaHmAuz2qFNcl6run6gBNYokg"} => 401 UNAUTHENTICATED: JWT is invalid
    "#

    where_no_public_key_is_known_a_jwt_is_only_read r#"
        date world
        99h unsigned POST /iam/v1/tokens {"jwt":"eyJhbGciOiJQUzI1NiIsImtpZCI6ImFqZWtleTAwMDAwMDAwMDAwMDAxIiwidHlwIjoiSldUIn0.eyJpc3MiOiJhamVzZXJ2aWNlMDAwMDAwMDAwMSIsImF1ZCI6Imh0dHBzOi8vaWFtLmFwaS5jbG91ZC55YW5kZXgubmV0L2lhbS92MS90b2tlbnMiLCJpYXQiOjE3MDQwNjcyMDAsImV4cCI6MTcwNDA3MDgwMH0.hN8XcLASKDy7eChXT7neV-8HJGHBWlE1UWAVAWcgUpxVaITfJlIGcvxKqMTlx45SUFgzUPvLgvfipQ7aS1B6YGXUKbuZIaGc1B0YxnBfomZpnr7WfF2OnDVrlSYnO-bicFuNUG90AnT4MB6kwQZG5TLjPJI-Ecu5hv4YHIRSPo29_489mWrhqB1i18u9VC_mRRO060g6f6uejOBy5dxNT4hP4JZcxN9FfNkxINsTeqpetsOTZVh_SWsusisVVxpVqQ6kDDnDUDuJpyb3Fiwuzn2JTfFs-r79FQuqihd0myorPrhc37RJy4FO5ttgYIvo8h3NFhlApq_qBhJmlyit1w"} | iamToken -> $token
        as bearer/$token POST c9q/connectors @mirror | createdBy = ajeservice0000000001
        unsigned POST /iam/v1/tokens {"jwt":"no.jwt"} => 401 UNAUTHENTICATED: JWT is invalid
        unsigned POST /iam/v1/tokens {"jwt":"e30.e30.AA"} => 401 UNAUTHENTICATED: JWT is invalid
    "#

    an_oauth_token_is_exchanged_for_its_users_token r#"
        auth strict
        premises yandex {"oauth_tokens":[{"token":"y0_known","subject":"ajesomebody"}]}
        unsigned POST /iam/v1/tokens {"yandexPassportOauthToken":"y0_known"} | iamToken -> $token
        as bearer/$token POST c9q/connectors @mirror | createdBy = ajesomebody
        unsigned POST /iam/v1/tokens {"yandexPassportOauthToken":"y0_other"} => 401 UNAUTHENTICATED: OAuth token is invalid or expired
        unsigned POST /iam/v1/tokens {"yandexPassportOauthToken":""} => 401 UNAUTHENTICATED: OAuth token is invalid or expired
    "#

    one_of_the_two_must_be_there r#"
        unsigned POST /iam/v1/tokens {} => 400 INVALID_ARGUMENT ~ ^Validation failed:\n  - identity: One of the options must be selected$
    "#

    no_two_tokens_are_the_same r#"
        unsigned POST /iam/v1/tokens {"yandexPassportOauthToken":"y0_a"} | iamToken -> $token
        unsigned POST /iam/v1/tokens {"yandexPassportOauthToken":"y0_a"} | iamToken != $token
    "#

    whoever_is_let_in_may_speak_for_a_service_account r#"
        auth strict
        premises yandex {"service_accounts":[{"id":"ajeone"},{"id":"ajeother"}],"tokens":[{"token":"t1.a.b"}]}
        POST /iam/v1/tokens:createForServiceAccount {"serviceAccountId":"ajeother"} | iamToken -> $token
        as bearer/$token POST c9q/connectors @mirror | createdBy = ajeother
        POST /iam/v1/tokens:createForServiceAccount {"serviceAccountId":"ajenobody"} => 403 PERMISSION_DENIED
        POST /iam/v1/tokens:createForServiceAccount {} => 400 INVALID_ARGUMENT | details/0/fieldViolations/0/field = service_account_id
        unsigned POST /iam/v1/tokens:createForServiceAccount {"serviceAccountId":"ajeother"} => 401 UNAUTHENTICATED: The token is invalid
    "#

    a_revoked_token_is_good_no_more r#"
        unsigned POST /iam/v1/tokens {"yandexPassportOauthToken":"y0_a"} | iamToken -> $token
        as bearer/$token GET c9q/connectors
        unsigned POST /iam/v1/tokens:revoke {"iamToken":"$token"} | subjectId = aje00000000000000001
        as bearer/$token GET c9q/connectors => 401 UNAUTHENTICATED: The token is invalid
        unsigned POST /iam/v1/tokens:revoke {"iamToken":"t1.never.seen"} | subjectId = aje00000000000000001
        as bearer/t1.never.seen GET c9q/connectors => 401 UNAUTHENTICATED
    "#

    in_strict_mode_a_token_that_is_nobodys_is_not_revoked r#"
        auth strict
        unsigned POST /iam/v1/tokens:revoke {"iamToken":"t1.never.seen"} => 401 UNAUTHENTICATED: The token is invalid
    "#

    tokens_last_as_long_as_a_world_says r#"
        premises yandex {"behaviour":{"iam_tokens_last":"10m"}}
        unsigned POST /iam/v1/tokens {"yandexPassportOauthToken":"y0_a"} | expiresAt = 2024-01-01T00:10:00Z
    "#
}

#[test]
fn a_public_key_that_cannot_be_read_is_told_with_its_place() {
    use std::collections::BTreeMap;
    use wavetank::kernel::settings::Settings;
    use wavetank::world::Setup;

    let keys = serde_json::json!([{ "id": "k", "public_key": "-----BEGIN CERTIFICATE-----\nx" }]);
    let premises = serde_json::json!({ "service_accounts": [{ "id": "a", "keys": keys }] });
    let premises = BTreeMap::from([("yandex".to_owned(), premises)]);
    let mistakes = Setup::new(Settings::default(), vec![], &premises).expect_err("a mistake");
    let [mistake] = &mistakes[..] else { panic!("{mistakes:?}") };
    assert!(mistake.pointer().ends_with("/service_accounts/0/keys/0/public_key"), "{mistake:?}");
    assert_eq!(mistake.message, "`-----BEGIN CERTIFICATE-----` begins no public key of RSA in PEM");
}
