//! What an HTTP source connector does with the answers of the endpoint that it polls.
//!
//! Pure: a [`requests::Outgoing`] is data, and so is the answer to it. Nothing here sends, waits or is told
//! the time: `polls` asks [`poller::Poller`] what to send, and tells it what came back.

pub mod answers;
pub mod poller;
pub mod requests;
pub mod retries;
pub mod template;
pub mod tokens;
