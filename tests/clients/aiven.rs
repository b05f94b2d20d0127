//! Aiven: the command line client `avn`, and the Go client that Terraform and the operator are built on.

use super::suite::Vendor;

const AIVEN: Vendor = Vendor { name: "aiven", environment: &[], serve: &[] };

#[test]
fn avn_finds_what_it_expects_of_aiven() {
    AIVEN.python("avn-4.18", "cli");
}

#[test]
fn the_go_client_finds_what_it_expects_of_aiven() {
    AIVEN.go();
}
