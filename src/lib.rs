//! wavetank answers as the management APIs of managed-Kafka clouds do, goes wrong exactly as a scenario
//! says, and does it again byte for byte.
//!
//! This page is a map of the code, in reading order. The lines in *italics* say what is absent, and hold.
//!
//! # The core: a value with methods
//!
//! [`world`] is one sandbox: `World::handle(now, &request) -> response`, and nothing else goes on in it.
//! *No `async`, no socket, no clock on the wall, no entropy, no file and no environment is known in
//! `world` or below it.* A world is made of a [`kernel::Kernel`] and of rooms, one a vendor.
//!
//! [`kernel`] is what every vendor stands on. *It knows no vendor.* To follow a call through it:
//!
//! - [`kernel::grpc`]: frames and trailers of gRPC. *No message is known there.*
//! - [`kernel::http`]: a request and an answer as plain data; what is to happen on the wire is data too.
//! - [`kernel::route`]: a table of operations, one line each, and the way from bytes to a typed handler.
//! - [`kernel::room`]: the one pipeline that runs every call of every vendor: who calls, which rule
//!   acts, the handler, the journal. What a vendor must say about itself is [`kernel::room::Vendor`].
//! - [`kernel::rejection`]: a request that cannot be decoded, as data that each vendor words.
//! - [`kernel::objects`]: JSON in which only an object is taken for a struct.
//! - [`kernel::credentials`]: what a call proves itself with. *It judges nothing.*
//! - [`kernel::signatory`]: who a scripted call is to come from.
//! - [`kernel::interface`]: what operations take and answer, as an `OpenAPI` document. *It checks nothing.*
//! - [`kernel::secrecy`]: which values of a body may not be told. *It takes nothing out.*
//! - [`kernel::faults`]: rules, and why a call fails in nobody's words. *No vendor's words are here.*
//! - [`kernel::lifecycle`]: how long asynchronous operations take, and what they end as.
//! - [`kernel::agenda`]: what is due later. A timer fires at its own instant. *Nothing runs in the
//!   background.*
//! - [`kernel::chance`]: a draw is a function of the seed and of what it is for. *There is no stream.*
//! - [`kernel::pages`]: lists in pages, and their tokens.
//! - [`kernel::config_def`]: the types of a connector's properties, as Kafka Connect reads them.
//! - [`kernel::endpoint`]: what answers to connectors from outside, as premises say. *Nothing is called.*
//! - [`kernel::journal`]: what happened, bounded and numbered. *No secret leaves it.*
//! - [`kernel::glob`]: `orders-*`, wherever people write one.
//! - [`kernel::reading`], [`kernel::mistake`], [`kernel::nearest`], [`kernel::moment`]: what people wrote,
//!   what is wrong with it, what they probably meant, and when.
//!
//! # The vendors: tables, errors, states
//!
//! [`vendors`] lists them; [`vendors::msk`] is AWS MSK Connect, [`vendors::confluent`] Confluent Cloud:
//! Kafka REST (`kafka.rs`) and Connect (`connect.rs`), [`vendors::aiven`] Kafka Connect of an Aiven service:
//! `plugins` judge its configurations, `delivery` is what an HTTP sink sends; [`vendors::yandex`] Yandex
//! Managed Kafka: REST and gRPC from one table of fields (`proto`), so that its functions know messages only.
//! Every vendor's directory has the same names for the
//! same things: `mod.rs` (state, what can fall due, the route table), `errors.rs` (all
//! statuses, codes and bodies of failures, and the only file that has them), `auth.rs`, `premises.rs`
//! (what no operation can make), and one file for each family of resources, with its wire types,
//! handlers, transitions and views. *No vendor mentions another one, or the world.*
//!
//! To find a behaviour: the line of the operation in the route table names the function, the function is
//! in the file of its resource.
//!
//! # The shell: everything that can fail or wait
//!
//! - [`scenario`]: files that a person wrote, to what worlds begin as ([`scenario::Prepared`]) and to a
//!   script that is played against one ([`scenario::Play`]); every mistake and every difference with its
//!   place. *No file is opened there, and no socket.*
//! - [`recording`]: what happened in worlds as lines of a file, without its secrets; those lines done again,
//!   byte for byte, or made into a scenario. *No file is opened there either.*
//! - [`server`]: listeners, TLS, connections, sandboxes, the admin API, and wall time to world time.
//!   *A sandbox's lock is never held across an await: it is held for one synchronous call.*
//! - [`cli`]: what was typed, and what it means.
//!
//! # Who may import whom
//!
//! ```text
//! kernel  <-  vendors  <-  world  <-  scenario  <-  recording  <-  server  <-  cli  <-  main
//! ```
//!
//! `tests/tidy.rs` holds this, `clippy.toml` bans clocks, entropy and unordered maps, and Cargo features
//! leave out what must not be used.

pub mod kernel;
pub mod vendors;
pub mod world;

pub mod cli;
pub mod recording;
pub mod scenario;
pub mod server;
