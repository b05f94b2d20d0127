//! What the API answers, case by case, through the world's one door: no socket, no clock, no sleep.
//!
//! A case is data: a name that is a sentence, and a script (see `script`). Where the name begins with a
//! number, it is the behaviour's number in the conformance list of the vendor.
//! `cargo test --test api n027` plays one.
#![expect(clippy::needless_raw_string_hashes, reason = "all scripts look alike")]

/// Cases: a name and a script each.
macro_rules! cases {
    ($($name:ident $script:literal)*) => {
        $(
            #[test]
            fn $name() {
                crate::stage::check($script);
            }
        )*
    };
}

/// The same for calls that can go as REST and as gRPC: each is played in both ways.
macro_rules! cases_of_both_wires {
    ($($name:ident $script:literal)*) => {
        $(
            mod $name {
                #[test]
                fn over_rest() {
                    crate::stage::check($script);
                }

                #[test]
                fn over_grpc() {
                    crate::stage::check(concat!("wire grpc\n", $script));
                }
            }
        )*
    };
}

mod aiven;
mod bodies;
mod confluent;
mod linking;
mod script;
mod stage;
#[path = "../support/mod.rs"]
mod support;
mod whose;

mod aiven_auth;
mod aiven_behaviour;
mod aiven_bytes;
mod aiven_connectors;
mod aiven_deliveries;
mod aiven_lives;
mod aiven_plugins;
mod aiven_retries;
mod aiven_services;
mod aiven_users;
mod confluent_auth;
mod confluent_bytes;
mod confluent_connect;
mod confluent_connect_custom;
mod confluent_connect_lives;
mod confluent_connect_offsets;
mod confluent_connect_polls;
mod confluent_connect_validate;
mod confluent_link_configs;
mod confluent_links;
mod confluent_mirrors;
mod confluent_topics;
mod confluent_wording;
mod faults;
mod journal;
mod msk_auth;
mod msk_behaviour;
mod msk_connectors;
mod msk_courses;
mod msk_lists;
mod msk_operations;
mod msk_places;
mod msk_plugins;
mod msk_protocol;
mod msk_service_operations;
mod msk_signatures;
mod msk_tags;
mod msk_timing;
mod msk_validation;
mod msk_whole;
mod tables;
mod yandex_auth;
mod yandex_clusters;
mod yandex_connectors;
mod yandex_endpoints;
mod yandex_errors;
mod yandex_iam;
mod yandex_json;
mod yandex_operations;
mod yandex_updates;
mod yandex_wire;
