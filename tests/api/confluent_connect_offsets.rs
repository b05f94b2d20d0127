//! Offsets of connectors of Confluent Cloud, and requests to change them.

cases! {
    n082_offsets_are_altered_after_a_while r#"
        epoch 2025-02-08T20:06:20.468546777Z
        timing realistic
        PUT ~/connectors/orders/config @http
        settle
        POST ~/connectors/orders/offsets/request {"type":"PATCH","offsets":[{"partition":{"kafka_partition":"0","n":1},"offset":{"kafka_offset":"50"}}]} => 202
            | . keys id name offsets requested_at type
            | id ~ ^lcc-
            | type = PATCH
            | offsets = [{"partition":{"kafka_partition":"0","n":1},"offset":{"kafka_offset":"50"}}]
            | requested_at ~ ^2025-02-08T20:0[67]:[0-9.]{12}Z$
        GET ~/connectors/orders/offsets/request/status
            | status = {"phase":"PENDING"}
            | applied_at = null
            | previous_offsets = []
        GET ~/connectors/orders/offsets | offsets = []
        GET ~/connectors/orders/status | connector/state = RUNNING | tasks/*/state = ["STOPPED"]
        +53s GET ~/connectors/orders/offsets/request/status
            | request/type = PATCH
            | status/phase = APPLIED
            | status/message = The Connect framework-managed offsets for this connector have been altered successfully. However, if this connector manages offsets externally, they will need to be manually altered in the system that the connector uses.
            | applied_at ~ ^2025-02-08T20:0[78]:[0-9.]{12}Z$
        GET ~/connectors/orders/offsets
            | . keys id metadata name offsets
            | offsets = [{"partition":{"kafka_partition":"0","n":1},"offset":{"kafka_offset":"50"}}]
            | metadata/observed_at ~ ^2025-02-08T20:
        GET ~/connectors/orders/status | tasks/*/state = ["RUNNING"]
    "#

    n083_deleting_without_offsets_resets_them_all r#"
        POST ~/connectors @source {"offsets":[{"partition":{"p":1},"offset":{"o":1}},{"partition":{"p":2},"offset":{"o":2}}]} => 201
            | offsets/*/offset/o = [1,2]
        settle
        GET ~/connectors/orders/offsets | offsets/*/offset/o = [1,2]
        POST ~/connectors/orders/offsets/request {"type":"DELETE"} => 202 | offsets = []
        settle
        GET ~/connectors/orders/offsets/request/status
            | status/message ~ have been reset successfully.*manually reset in
            | previous_offsets/*/offset/o = [1,2]
        GET ~/connectors/orders/offsets | offsets = []
    "#

    n084_one_request_at_a_time r#"
        timing alterConnectv1ConnectorOffsetsRequest 10s
        given http orders
        POST ~/connectors/orders/offsets/request {"type":"DELETE"} => 202
        POST ~/connectors/orders/offsets/request {"type":"DELETE"} => 409 nested
        +10s POST ~/connectors/orders/offsets/request {"type":"DELETE"} => 202
    "#

    a_patch_changes_only_the_partitions_that_it_names r#"
        POST ~/connectors @source {"offsets":[{"partition":{"p":1},"offset":{"o":1}},{"partition":{"p":2},"offset":{"o":2}},{"partition":{"p":3},"offset":{"o":3}}]} => 201
        settle
        POST ~/connectors/orders/offsets/request {"type":"PATCH","offsets":[{"partition":{"p":"1"},"offset":{"o":"9"}},{"partition":{"p":2},"offset":null}]} => 202
        settle
        GET ~/connectors/orders/offsets | offsets = [{"partition":{"p":3},"offset":{"o":3}},{"partition":{"p":"1"},"offset":{"o":"9"}}]
        POST ~/connectors/orders/offsets/request {"type":"DELETE","offsets":[{"partition":{"p":3},"offset":null}]} => 202
        settle
        GET ~/connectors/orders/offsets | offsets/*/partition/p = ["1"]
    "#

    a_patch_needs_offsets r#"
        given http orders
        POST ~/connectors/orders/offsets/request {"type":"PATCH"} => 400 nested
        POST ~/connectors/orders/offsets/request {"type":"PATCH","offsets":[]} => 400 nested
        POST ~/connectors/orders/offsets/request {"type":"RESET"} => 400 nested
        GET ~/connectors/orders/offsets/request/status => 404 nested: resource not found
    "#

    a_request_can_fail r#"
        fault {"on":{"operation":"alterConnectv1*"},"outcome":{"message":"no such partition"}}
        POST ~/connectors @source {"offsets":[{"partition":{"p":1},"offset":{"o":1}}]} => 201
        settle
        POST ~/connectors/orders/offsets/request {"type":"DELETE"} => 202
        settle
        GET ~/connectors/orders/offsets/request/status | status = {"phase":"FAILED","message":"no such partition"} | applied_at = null
        GET ~/connectors/orders/offsets | offsets/*/offset/o = [1]
        GET ~/connectors/orders/status | tasks/*/state = ["RUNNING"]
    "#

    reads_of_the_status_can_drive_a_request r#"
        timing alterConnectv1ConnectorOffsetsRequest {"reads":1}
        given http orders
        POST ~/connectors/orders/offsets/request {"type":"DELETE"} => 202
        GET ~/connectors/orders/status => 200
        GET ~/connectors/orders/offsets/request/status | status/phase = PENDING
        GET ~/connectors/orders/offsets/request/status | status/phase = APPLIED
    "#
}
