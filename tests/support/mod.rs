//! What tests of several kinds share.

pub(crate) mod answers;
pub(crate) mod calls;
pub(crate) mod sign;
pub(crate) mod yandex;
