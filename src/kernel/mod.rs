//! What every vendor stands on. Nothing here knows a vendor, a socket or the clock on the wall.

pub mod http;
pub mod mistake;
pub mod nearest;
pub mod reading;
