//! Services of Aiven: what stands before Kafka Connect answers.

cases! {
    a_body_that_an_operation_does_not_have_is_not_read r#"
        GET ^ '{"a":' => 200
        GET /v1/project '[]' => 200
        GET /v1/me 'x' => 200
        GET ^/connectors 'x' => 200
        DELETE ^ 'x' => 200
    "#

    settings_of_another_type_are_refused r#"
        POST /v1/project/demo/service {"service_name":"new","service_type":"kafka","plan":"business-4","user_config":{"kafka_connect":"yes"}} => 400 plain: Invalid type for field 'user_config.kafka_connect'
        GET /v1/project/demo/service/new => 404 plain
        PUT ^ {"plan":"business-8","user_config":{"kafka_connect":1}} => 400 plain: Invalid type for field 'user_config.kafka_connect'
        PUT ^ {"user_config":{"ip_filter":["0.0.0.0/0",7]}} => 400 plain: Invalid type for field 'user_config.ip_filter[1]'
        PUT ^ {"user_config":{"ip_filter":"0.0.0.0/0"}} => 400 plain: Invalid type for field 'user_config.ip_filter'
        PUT ^ {"user_config":{"kafka_connect_config":{"consumer_max_poll_records":"many"}}} => 400 plain: Invalid type for field 'user_config.kafka_connect_config.consumer_max_poll_records'
        PUT ^ {"user_config":{"kafka_connect_config":{"consumer_max_poll_records":10001}}} => 400 plain: Invalid value for field 'user_config.kafka_connect_config.consumer_max_poll_records'
        PUT ^ {"user_config":{"kafka_connect_config":{"consumer_isolation_level":"none"}}} => 400 plain: Invalid value for field 'user_config.kafka_connect_config.consumer_isolation_level'
        PUT ^ {"user_config":{"plugin_versions":[{"plugin_name":7}]}} => 400 plain: Invalid type for field 'user_config.plugin_versions[0].plugin_name'
        GET ^ | service/plan = business-4 | service/user_config/kafka_connect = true | service/user_config/ip_filter absent
        PUT ^ {"user_config":{"kafka_version":null,"kafka":{"anything":[]},"service_log":true,"kafka_connect_config":{"consumer_max_poll_records":100}}} => 200
        PUT ^ {"user_config":{"kafka_connect":null}} => 200
    "#

    services_are_linked_as_it_makes_sense r#"
        premises aiven {"projects":[{"name":"demo","services":[{"name":"kafka"},{"name":"connect","type":"kafka_connect"},{"name":"db","type":"pg"}]}]}
        POST /v1/project/demo/integration {"integration_type":"kafka_connect","source_service":"connect","dest_service":"kafka"} => 400 plain: Service integration of type 'kafka_connect' is not possible from 'kafka_connect' to 'kafka'
        POST /v1/project/demo/integration {"integration_type":"kafka_connect","source_service":"db","dest_service":"connect"} => 400 plain: Service integration of type 'kafka_connect' is not possible from 'pg' to 'kafka_connect'
        POST /v1/project/demo/integration {"integration_type":"kafka_connect","source_service":"kafka","dest_service":"kafka"} => 400 plain
        POST /v1/project/demo/integration {"integration_type":"metrics","source_service":"kafka","dest_service":"kafka"} => 400 plain: Service 'kafka' cannot be integrated with itself
        POST /v1/project/demo/integration {"integration_type":"","source_service":"kafka","dest_service":"connect"} => 400 plain: Invalid value for field 'integration_type'
        GET /v1/project/demo/service/kafka/integration | service_integrations = []
        POST /v1/project/demo/integration {"integration_type":"kafka_connect","source_service":"kafka","dest_service":"connect"} => 200
        POST /v1/project/demo/integration {"integration_type":"datasource","source_service":"db","dest_service":"kafka"} => 200
    "#

    a_service_that_cannot_be_linked_as_it_asks_is_not_made r#"
        POST /v1/project/demo/service {"service_name":"new","service_type":"kafka_connect","plan":"business-4","service_integrations":[{"integration_type":"kafka_connect","source_service":"demo-kafka"},{"integration_type":"kafka_connect","source_service":"nope"}]} => 404 plain: Service 'nope' does not exist
        GET /v1/project/demo/service/new => 404 plain
        GET ^ | service/service_integrations/1 absent
        POST /v1/project/demo/service {"service_name":"new","service_type":"kafka_connect","plan":"business-4","service_integrations":[{"integration_type":"kafka_connect","source_service":"demo-kafka"}]} => 200
    "#

    a_service_that_is_never_built_does_not_run r#"
        timing ServiceCreate "never"
        POST /v1/project/demo/service {"service_name":"new","service_type":"kafka","plan":"business-4","user_config":{"kafka_connect":true}} | service/state = REBUILDING
        +100h GET /v1/project/demo/service/new | service/state = REBUILDING
        clock | next_due = null
    "#

    an_integration_that_never_comes_about_is_not_active r#"
        timing ServiceIntegrationCreate "never"
        premises aiven {"projects":[{"name":"demo","services":[{"name":"kafka"},{"name":"connect","type":"kafka_connect"}]}]}
        POST /v1/project/demo/integration {"integration_type":"kafka_connect","source_service":"kafka","dest_service":"connect"} | service_integration/service_integration_id -> $id
        +100h GET /v1/project/demo/integration/$id | service_integration/active = false
    "#

    a_new_service_is_built_then_kafka_connect_comes_up r#"
        timing ServiceCreate 100s
        POST /v1/project/demo/service {"cloud":"google-europe-west1","plan":"business-4","service_integrations":[],"service_name":"kc","service_type":"kafka","user_config":{"kafka_connect":true},"termination_protection":false,"static_ips":[]}
            | service/state = REBUILDING
            | service/service_name = kc
            | service/user_config = {"kafka_connect":true,"kafka_rest":false,"schema_registry":false}
            | service/node_states/0 = {"name":"kc-1","state":"setting_up_vm","progress_updates":[]}
        GET /v1/project/demo/service/kc/connectors => 503 plain: connector list not currently available
        79s GET /v1/project/demo/service/kc | service/state = REBUILDING
        80s GET /v1/project/demo/service/kc | service/state = RUNNING
        POST /v1/project/demo/service/kc/connectors @sink => 503 plain: connector list not currently available
        99s GET /v1/project/demo/service/kc/connectors => 503 plain
        100s GET /v1/project/demo/service/kc/connectors | connectors = []
        POST /v1/project/demo/service/kc/connectors @sink
    "#

    a_new_service_takes_minutes_in_reality r#"
        timing realistic
        POST /v1/project/demo/service {"cloud":null,"plan":"business-4","service_name":"kc","service_type":"kafka","user_config":{"kafka_connect":true}}
            | service/cloud_name = google-europe-west1
        95s GET /v1/project/demo/service/kc | service/state = REBUILDING
        300s GET /v1/project/demo/service/kc | service/state = RUNNING
        GET /v1/project/demo/service/kc/connectors
    "#

    kafka_connect_is_enabled_in_a_service_that_runs r#"
        premises aiven {"projects":[{"name":"demo","services":[{"name":"demo-kafka","user_config":{}}]}]}
        timing ServiceUpdate 45s
        GET ^/connectors => 403 plain: Kafka Connect API disabled
        PUT ^ {"plan":"business-4","user_config":{"kafka_connect":true}} | service/state = RUNNING | service/user_config/kafka_connect = true
        44s GET ^/connectors => 503 plain
        45s GET ^/connectors | connectors = []
        PUT ^ {"user_config":{"kafka_connect":false}}
        GET ^/connectors => 403 plain
    "#

    a_service_that_is_powered_off_answers_nothing_about_connectors r#"
        given sink iot_sink
        PUT ^ {"plan":"business-4","powered":false,"user_config":{}} | service/state = POWEROFF | service/node_states = []
        GET ^/connectors => 409 not_powered: Database not powered on
        POST ^/connectors @sink => 409 not_powered
        GET /v1/project/demo/service/demo-connect/connectors => 503 plain
        PUT ^ {"powered":true} | service/state = REBUILDING
        GET ^/connectors => 503 plain
        settle
        GET ^ | service/state = RUNNING
        GET ^/connectors | connectors/*/name = ["iot_sink"]
    "#

    another_plan_replaces_the_nodes_while_connectors_run_on r#"
        timing ServiceUpdate 60s
        given sink iot_sink
        PUT ^ {"plan":"premium-6x-8"} | service/state = REBUILDING | service/plan = premium-6x-8
        GET ^/connectors/iot_sink/status | status/state = RUNNING
        +30s GET ^ | service/state = REBALANCING
        +30s GET ^ | service/state = RUNNING | service/node_states/*/state = ["running","running","running","running","running","running"]
    "#

    a_protected_service_is_neither_deleted_nor_powered_off r#"
        PUT ^ {"termination_protection":true} | service/termination_protection = true
        DELETE ^ => 403 plain ~ protected against termination
        PUT ^ {"powered":false} => 403 plain ~ protected against termination
        PUT ^ {"termination_protection":false}
        DELETE ^ | . = {}
        GET ^ => 404 plain: Service 'demo-kafka' does not exist
        DELETE ^ => 404 plain
        GET ^/connectors => 404 plain: Service 'demo-kafka' does not exist
    "#

    a_service_name_is_taken_once_and_has_a_form r#"
        POST /v1/project/demo/service {"plan":"business-4","service_name":"demo-kafka","service_type":"kafka"} => 409 plain ~ already
        POST /v1/project/demo/service {"plan":"business-4","service_name":"Demo","service_type":"kafka"} => 400 plain
        POST /v1/project/demo/service {"plan":"business-4","service_name":"x","service_type":"nothing"} => 400 plain
        POST /v1/project/demo/service {"service_name":"x","service_type":"kafka"} => 400 plain: Missing required field 'plan'
    "#

    a_kafka_connect_service_waits_for_its_kafka r#"
        timing ServiceIntegrationCreate 40s
        POST /v1/project/demo/service {"plan":"startup-4","service_name":"kc","service_type":"kafka_connect"}
        settle
        GET /v1/project/demo/service/kc | service/state = RUNNING
        GET /v1/project/demo/service/kc/connectors => 503 plain
        POST /v1/project/demo/integration {"integration_type":"kafka_connect","source_service":"demo-kafka","dest_service":"kc"}
            | service_integration/service_integration_id -> $id
            | service_integration/active = false
            | service_integration/enabled = true
            | service_integration/source_service_type = kafka
            | service_integration/dest_service_type = kafka_connect
        POST /v1/project/demo/integration {"integration_type":"kafka_connect","source_service":"demo-kafka","dest_service":"kc"} => 409 plain ~ already exists
        +20s GET /v1/project/demo/integration/$id | service_integration/active = true
        +20s GET /v1/project/demo/service/kc/connectors | connectors = []
        GET /v1/project/demo/service/kc/integration | service_integrations/*/service_integration_id = ["$id"]
        PUT /v1/project/demo/integration/$id {"user_config":{"kafka_connect":{"group_id":"connect"}}} | service_integration/user_config/kafka_connect/group_id = connect
        DELETE /v1/project/demo/integration/$id | . = {}
        GET /v1/project/demo/integration/$id => 404 plain
        GET /v1/project/demo/service/kc/connectors => 503 plain
    "#

    an_integration_needs_both_of_its_services r#"
        POST /v1/project/demo/integration {"integration_type":"kafka_connect","source_service":"nothing","dest_service":"demo-connect"} => 404 plain: Service 'nothing' does not exist
    "#

    a_service_may_be_made_with_its_integration r#"
        POST /v1/project/demo/service {"plan":"startup-4","service_name":"kc","service_type":"kafka_connect","service_integrations":[{"integration_type":"kafka_connect","source_service":"demo-kafka"}]}
            | service/service_integrations/0/dest_service = kc
        settle
        GET /v1/project/demo/service/kc/connectors | connectors = []
        DELETE ^
        GET /v1/project/demo/service/kc | service/service_integrations = []
    "#

    premises_tell_when_a_service_runs_and_when_kafka_connect_does r#"
        premises aiven {"projects":[{"name":"demo","services":[{"name":"demo-kafka","running_at":"2m","connect_at":"3m"}]}]}
        GET ^ | service/state = REBUILDING
        GET ^/connectors => 503 plain
        120s GET ^ | service/state = RUNNING
        179s GET ^/connectors => 503 plain
        180s GET ^/connectors | connectors = []
    "#

    n036_what_a_client_looks_up_is_there r#"
        GET ^
            | service/connection_info/kafka_connect_uri ~ ^https://avnadmin:.*@demo-kafka-demo
            | service/user_config/kafka_connect = true
            | service/create_time = 2024-01-01T00:00:00Z
            | service/update_time = 2024-01-01T00:00:00Z
            | service/project_vpc_id = null
            | service/group_list = ["default"]
            | service/components/*/component = ["kafka","kafka_connect"]
            | service/maintenance/dow = monday
        GET /v1/project/demo/service | services/*/service_name = ["demo-connect","demo-kafka"] | services/0/service_type = kafka_connect
        GET /v1/project/demo/service/demo-connect | service/connection_info keys kafka_connect_uri | service/service_integrations/0/active = true
    "#

    a_client_that_makes_a_service_asks_before r#"
        GET /v1/project/demo/vpcs | vpcs = []
        GET /v1/project/demo/service-types/kafka | user_config_schema/properties/kafka_connect/type = boolean
        GET /v1/project/demo/service-types/kafka_connect | user_config_schema/properties/kafka_connect/properties/consumer_max_poll_records/default = 500
        GET /v1/project/demo/service-types/nothing => 404 plain
        GET /v1/project/demo/service_types | service_types/kafka/service_plans/0/service_plan = free-0
        GET /v1/project/demo/clouds | clouds/0/cloud_name = aws-eu-central-1
        GET /v1/project/demo | project/account_id -> $account | project/project_name = demo
        GET /v1/account/$account/service_versions | service_versions/0/service_type = kafka
        GET /v1/account/other/service_versions => 404 account_not_found
    "#

    a_task_of_a_service_has_a_result_after_a_while r#"
        timing ServiceTaskCreate 10s
        POST ^/task {"task_type":"upgrade_check","target_version":"4.0"} | task/success = false | task/task_id -> $id
        GET ^/task/$id | task/result = ""
        +10s GET ^/task/$id | task/success = true | task/result ~ . | task/task_type = upgrade_check
        GET ^/task/nothing => 404 plain
        POST ^/task {"task_type":"nothing"} => 400 plain
    "#

    a_task_of_a_service_may_fail r#"
        fault {"on":{"operation":"ServiceTaskCreate"},"outcome":{"message":"no"}}
        POST ^/task {"task_type":"upgrade_check"} | task/task_id -> $id
        settle
        GET ^/task/$id | task/success = false | task/result = no
    "#

    a_service_counts_the_reads_that_see_it_rebuilding r#"
        timing ServiceCreate {"reads":3}
        POST /v1/project/demo/service {"plan":"startup-4","service_name":"kc","service_type":"kafka","user_config":{"kafka_connect":true}}
        GET /v1/project/demo/service/kc | service/state = REBUILDING
        GET /v1/project/demo/service/kc | service/state = REBUILDING
        GET /v1/project/demo/service/kc | service/state = RUNNING
        GET /v1/project/demo/service/kc/connectors | connectors = []
    "#
}
