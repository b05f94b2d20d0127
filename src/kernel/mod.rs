//! What every vendor stands on. Nothing here knows a vendor, a socket or the clock on the wall.

pub mod http;
