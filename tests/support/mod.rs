//! What tests of several kinds share.
#![expect(dead_code, reason = "no kind of tests needs all of it")]

pub(crate) mod answers;
pub(crate) mod calls;
pub(crate) mod sign;
