//! AWS MSK Connect: boto3, the AWS CLI, the AWS SDKs for JavaScript and Go.

use super::suite::Vendor;

const MSK: Vendor = Vendor {
    name: "msk",
    environment: &[
        ("AWS_REGION", "us-east-1"),
        ("AWS_DEFAULT_REGION", "us-east-1"),
        ("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"),
        ("AWS_SECRET_ACCESS_KEY", "any"),
        ("AWS_CONFIG_FILE", "/nowhere"),
        ("AWS_SHARED_CREDENTIALS_FILE", "/nowhere"),
        ("AWS_EC2_METADATA_DISABLED", "true"),
    ],
    serve: &[],
};

#[test]
fn boto3_1_44_finds_what_it_expects_of_aws() {
    let recordings = MSK.python("boto3-1.44", "sdk");
    if let Some(recordings) = recordings {
        recordings.happen_again();
    }
}

#[test]
fn boto3_1_43_finds_what_it_expects_of_aws() {
    MSK.python("boto3-1.43", "sdk");
}

#[test]
fn the_aws_cli_finds_what_it_expects_of_aws() {
    MSK.python("awscli-1.46", "cli");
}

#[test]
fn the_javascript_sdk_finds_what_it_expects_of_aws() {
    MSK.node();
}

#[test]
fn the_go_sdk_finds_what_it_expects_of_aws() {
    MSK.go();
}
