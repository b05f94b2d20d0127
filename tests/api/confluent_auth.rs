//! Who may call Kafka REST of Confluent Cloud, and how it fails. Numbers as in `confluent_links`.

cases! {
    n021_wrong_credentials_fail_the_authentication r#"
        auth strict
        GET lkc-abc123/links => 200
        as KAFKAKEYEXAMPLE1:wrong GET lkc-abc123/links => 401 coded: Authentication failed | error_code = 40101
        as NOBODYSKEY GET lkc-abc123/links => 401 coded: Authentication failed | error_code = 40101
        as KAFKAKEYEXAMPLE2 GET lkc-abc123/links => 401 coded: Authentication failed | error_code = 40101
        as KAFKAKEYEXAMPLE2 GET lkc-def456/links => 200
        as CLOUDKEYEXAMPLE1 GET lkc-abc123/links => 401 coded: Authentication failed | error_code = 40101
        as bearer/unknown GET lkc-abc123/links => 401 coded: Authentication failed | error_code = 40101
        unsigned GET lkc-abc123/links => 401 coded: Authentication failed | error_code = 40101
        unsigned GET lkc-abc123/nothing => 401
    "#

    lenient_mode_takes_what_nobody_knows_and_keeps_to_what_is_known r#"
        as NOBODYSKEY GET lkc-abc123/links => 200
        as KAFKAKEYEXAMPLE1:wrong GET lkc-abc123/links => 200
        as bearer/anything GET lkc-abc123/links => 200
        as KAFKAKEYEXAMPLE2 GET lkc-abc123/links => 401
        as CLOUDKEYEXAMPLE1 GET lkc-abc123/links => 401
        unsigned GET lkc-abc123/links => 401
        unsigned GET lkc-abc123/links
            + authorization: Basic !
            => 401
    "#

    a_key_without_the_right_is_refused_by_links_in_their_own_way r#"
        premises confluent {"keys":[{"id":"READER","secret":"s","cluster":"lkc-abc123","deny":["create*","updateKafkaMirrorTopics*"]},{"id":"LISTER","secret":"s","cluster":"lkc-abc123","allow":["list*"]}]}
        as READER GET lkc-abc123/links => 200
        as READER POST lkc-abc123/links?link_name=l1 @link => 401 coded: Not authorized: the authenticated user didn't have the right access to the resource: Cluster authorization failed.
            | error_code = 401
        as READER POST lkc-abc123/links/l1/mirrors:promote {} => 401 | error_code = 401
        as READER POST lkc-abc123/topics {"topic_name":"orders"} => 403 coded: Request is not authorized | error_code = 40301
        as LISTER GET lkc-abc123/topics => 200
        as LISTER GET lkc-abc123 => 403
    "#

    a_key_is_good_once_it_is_synced_and_until_it_is_revoked r#"
        premises confluent {"keys":[{"id":"NEW","secret":"s","cluster":"lkc-abc123","synced_at":"2m","revoked_at":"2024-01-01T00:10:00Z"}]}
        as NEW GET lkc-abc123/links => 401 coded: Authentication failed
        119s as NEW GET lkc-abc123/links => 401
        2m as NEW GET lkc-abc123/links => 200
        599s as NEW GET lkc-abc123/links => 200
        10m as NEW GET lkc-abc123/links => 401
    "#

    a_token_is_good_for_its_cluster_and_its_time r#"
        auth strict
        premises confluent {"tokens":[{"token":"t1","cluster":"lkc-abc123","expires_at":"1m"},{"token":"t2","deny":["listKafkaLinks"]}]}
        as bearer/t1 GET lkc-abc123/links => 200
        as bearer/t1 GET lkc-def456/links => 401
        as bearer/t2 GET lkc-def456/links => 401 | error_code = 401
        1m as bearer/t1 GET lkc-abc123/links => 401 | error_code = 40101
    "#

    a_link_needs_a_key_of_the_other_cluster_in_strict_mode r#"
        auth strict
        POST lkc-abc123/links?link_name=l1 @link => 201
        POST lkc-abc123/links?link_name=l2 @keyed {"configs":[{"name":"bootstrap.servers","value":"b"},{"name":"sasl.jaas.config","value":"m required username='KAFKAKEYEXAMPLE1' password='cfltEXAMPLEdoNotUseThisSecretOutsideOfTests';"}]} => 400 coded ~ AUTHENTICATION_ERROR
        POST lkc-abc123/links?link_name=l2&validate_link=false @keyed {"configs":[{"name":"bootstrap.servers","value":"b"},{"name":"sasl.jaas.config","value":"m required username='NOBODY' password='x';"}]} => 201
        GET lkc-abc123/links/l2 | link_state = UNAVAILABLE | link_error = AUTHENTICATION_ERROR
    "#

    n022_too_many_requests_are_jettys_page r#"
        fault {"on":{"vendor":"confluent"},"cause":"throttled"}
        GET my-cluster => 429 page
            | header content-type = text/html
            | header retry-after absent
            | header x-ratelimit-limit absent
            | . = "<html> <head> <meta http-equiv=\"Content-Type\" content=\"text/html;charset=utf-8\"/> <title>Error 429 Too Many Requests</title> </head> <body> <h2>HTTP ERROR 429 Too Many Requests</h2> <table> <tr> <th>URI:</th> <td>/v3/clusters/my-cluster</td> </tr> <tr> <th>STATUS:</th> <td>429</td> </tr> <tr> <th>MESSAGE:</th> <td>Too Many Requests</td> </tr> <tr> <th>SERVLET:</th> <td>default</td> </tr> </table> </body> </html>"
        POST lkc-abc123/links?link_name=l1 @link => 429 page | . ~ <td>/v3/clusters/lkc-abc123/links</td>
    "#

    causes_are_worded_by_the_service_that_was_called r#"
        fault {"on":{"operation":"getKafkaLink","resource":"a"},"cause":"malformed"}
        fault {"on":{"operation":"getKafkaLink","resource":"b"},"cause":"unauthenticated"}
        fault {"on":{"operation":"getKafkaLink","resource":"c"},"cause":"expired"}
        fault {"on":{"operation":"getKafkaLink","resource":"d"},"cause":"forbidden"}
        fault {"on":{"operation":"getKafkaLink","resource":"e"},"cause":"not_found"}
        fault {"on":{"operation":"getKafkaLink","resource":"f"},"cause":"conflict"}
        fault {"on":{"operation":"getKafkaLink","resource":"g"},"cause":"quota_exceeded"}
        fault {"on":{"operation":"getKafkaLink","resource":"h"},"cause":"timeout"}
        fault {"on":{"operation":"getKafkaLink","resource":"i"},"cause":"internal"}
        fault {"on":{"operation":"getKafkaLink","resource":"j"},"cause":"unavailable"}
        fault {"on":{"operation":"getKafkaLink","resource":"k"},"cause":"bad_gateway"}
        fault {"on":{"operation":"getKafkaLink","resource":"l"},"cause":"gateway_unavailable"}
        fault {"on":{"operation":"getKafkaLink","resource":"m"},"cause":"gateway_timeout"}
        fault {"on":{"operation":"getKafkaTopic","resource":"d"},"cause":"forbidden"}
        fault {"on":{"operation":"getKafkaTopic","resource":"e"},"cause":"not_found"}
        GET lkc-abc123/links/a => 400 coded | error_code = 400
        GET lkc-abc123/links/b => 401 coded | error_code = 40101
        GET lkc-abc123/links/c => 401 coded | error_code = 40101
        GET lkc-abc123/links/d => 401 coded | error_code = 401
        GET lkc-abc123/links/e => 404 coded | error_code = 404
        GET lkc-abc123/links/f => 400 coded | error_code = 400
        GET lkc-abc123/links/g => 429 coded | error_code = 42901
        GET lkc-abc123/links/h => 408 coded | error_code = 408
        GET lkc-abc123/links/i => 500 coded: Internal Server Error | error_code = 500
        GET lkc-abc123/links/j => 503 coded | error_code = 50302
        GET lkc-abc123/links/k => 502 gateway
        GET lkc-abc123/links/l => 503 gateway
        GET lkc-abc123/links/m => 504 gateway
        GET lkc-abc123/topics/d => 403 coded: Request is not authorized | error_code = 40301
        GET lkc-abc123/topics/e => 404 coded | error_code = 40403
    "#

    errors_can_be_asked_for_by_name r#"
        fault {"on":{"operation":"listKafkaLinks"},"nth":1,"error":"RetriableKafkaError"}
        fault {"on":{"operation":"listKafkaLinks"},"nth":2,"error":"KafkaError","message":"broker on fire"}
        fault {"on":{"operation":"listKafkaLinks"},"nth":3,"error":"KafkaQuotaExceeded"}
        fault {"on":{"operation":"listKafkaLinks"},"nth":4,"error":"UnsupportedVersion"}
        fault {"on":{"operation":"listKafkaLinks"},"nth":5,"error":"TooManyRequests","retry_after":"3s"}
        GET lkc-abc123/links => 500 coded | error_code = 50003
        GET lkc-abc123/links => 500 coded: broker on fire | error_code = 50002
        GET lkc-abc123/links => 429 coded | error_code = 42901
        GET lkc-abc123/links => 400 coded: The version of this API is not supported in the underlying Kafka cluster. | error_code = 40035
        GET lkc-abc123/links => 429 page | header retry-after = "3"
    "#

    a_lost_answer_has_made_the_link r#"
        fault {"on":{"operation":"createKafkaLink","resource":"l1"},"nth":1,"stage":"after","cause":"internal"}
        POST lkc-abc123/links?link_name=l1 @link => 500 coded
        POST lkc-abc123/links?link_name=l1 @link => 400 coded ~ already exists
    "#
}
