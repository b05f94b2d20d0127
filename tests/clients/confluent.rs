//! Confluent Cloud: schemathesis against the document of these operations, a generic client of Kafka Connect, and the
//! vendor's MCP server.

use super::suite::Vendor;

const CONFLUENT: Vendor =
    Vendor { name: "confluent", environment: &[], serve: &["--timing", "fast"] };

#[test]
fn schemathesis_finds_every_answer_as_the_document_says() {
    CONFLUENT.python("schemathesis-4.32", "contract");
}

#[test]
fn kafka_connect_py_finds_what_it_expects_of_connect() {
    CONFLUENT.python("kafka-connect-py-1.0", "generic");
}

#[test]
fn the_mcp_server_finds_what_it_expects_of_confluent() {
    CONFLUENT.node();
}
