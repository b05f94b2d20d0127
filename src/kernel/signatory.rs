//! Who a scripted call is to come from, and how they go wrong about proving it.
//!
//! How a vendor's clients prove a call is the vendor's to say.

use jiff::Timestamp;

/// Whose credential proves a call, and when.
#[derive(Debug, Clone, Copy)]
pub struct Signatory<'a> {
    /// The credential by its name in the open. `None`: the vendor's usual one.
    pub key: Option<&'a str>,
    /// Instead of the credential's own secret; or for a credential that the premises do not have.
    pub secret: Option<&'a str>,
    /// Instead of the usual one, where calls name a region.
    pub region: Option<&'a str>,
    /// What the caller's clock shows.
    pub at: Timestamp,
}
