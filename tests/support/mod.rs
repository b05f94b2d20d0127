//! What tests of several kinds share.

pub mod answers;
pub mod calls;
pub mod sign;
