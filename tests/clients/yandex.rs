//! Yandex Managed Service for Apache Kafka: the official SDKs for Python, Node and Go; curl, as its documents use it.

use super::suite::Vendor;

const YANDEX: Vendor = Vendor {
    name: "yandex",
    // Sandboxes are told by host labels, which this resolver knows without being told.
    environment: &[("GRPC_DNS_RESOLVER", "ares")],
    serve: &[],
};

#[test]
fn the_python_sdk_finds_what_it_expects_of_the_cloud() {
    YANDEX.python("yandexcloud-0.413", "sdk");
}

#[test]
fn curl_finds_what_the_documents_tell() {
    YANDEX.python_beside(&["curl"], "curl", "curl");
}

#[test]
fn the_javascript_sdk_finds_what_it_expects_of_the_cloud() {
    YANDEX.node();
}

#[test]
fn the_go_sdk_finds_what_it_expects_of_the_cloud() {
    YANDEX.go();
}
