//! A map of the code, in reading order.

pub mod kernel;
pub mod vendors;
pub mod world;

pub mod scenario;
pub mod server;
