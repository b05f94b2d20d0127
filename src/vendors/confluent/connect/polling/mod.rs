//! What an HTTP source connector does with the answers of the endpoint that it polls.
//!
//! Pure: a request is made as data, an answer comes in as data. Nothing here sends, waits or is told the
//! time.

pub mod retries;
pub mod template;
