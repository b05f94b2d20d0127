//! What happened in worlds, in a file: written while it happens, and done again from there.
//!
//! Opens no file and no socket: lines come in and go out through values that are handed in. *No secret is in a
//! recording*: see `conceal`.
//!
//! One file holds all sandboxes of a server, a JSON object a line. A world begins with a line that says all it
//! was made from; then comes a line for each entry of its journal, in the world's order:
//!
//! ```json
//! {"wavetank":"0.1.0","format":1,"sandbox":"default","seed":7,"epoch":"...","digest":"...","scenario":{}}
//! {"sandbox":"default","number":1,"at":"...","event":{"call":{"request":{},"response":{}}}}
//! ```
//!
//! A sandbox that is reset begins once more. A line that was not written to its end is the last one, and is
//! left out when it is read.

mod assignments;
mod conceal;
mod convert;
mod difference;
mod error;
mod json;
mod line;
mod origin;
mod proofs;
mod properties;
pub mod read;
mod replay;
mod secrets;
mod write;

pub use convert::{Conversion, Converted};
pub use error::Error;
pub use line::FORMAT;
pub use read::Reader;
pub use replay::{Difference, Done, Replay, Stopped};
pub use write::{Tape, Unrecorded};
