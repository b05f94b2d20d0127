//! What an HTTP sink connector does with its records: the requests it makes of them, when it makes them again,
//! and when its task has failed.
//!
//! Pure: an [`settings::Outgoing`] is data, and so is the answer to it. Nothing here sends, waits or is told the
//! time: `deliveries` asks [`task::Task`] what to send, and tells it what came back. As the connector's open
//! source does it, version 0.9 and what came after.

pub mod converters;
pub mod sender;
pub mod settings;
pub mod task;
pub mod tokens;
pub mod values;

#[cfg(test)]
mod tests;
