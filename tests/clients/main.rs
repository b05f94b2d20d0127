//! The vendors' own clients against the real binary, as people use them.
//!
//! Each test makes what its suite needs under `target/clients/`, starts servers of its own and runs the suite as a process.
//! It checks nothing itself: what the clients must see stands in the folder of the vendor, in each client's own language.

mod process;
mod recordings;
mod server;
mod suite;

mod aiven;
mod confluent;
mod msk;
mod yandex;
