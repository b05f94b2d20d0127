//! How a call would be refused, without anything happening.
//!
//! A recording has a call without its secrets: what a refusal tells of them (a digest, the strings that should
//! have been signed) must be that of the call as it is recorded.

use jiff::Timestamp;

use super::{Call, Kernel, Request, Response, Room, Stamp, Vendor, stamp};
use crate::kernel::route::Found;

/// Where in a journal a call stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    pub number: u64,
    pub at: Timestamp,
}

impl<V: Vendor> Room<V> {
    /// What `request` would have been answered in that place of the journal, if it is not let in.
    pub(super) fn refusal(
        &mut self,
        kernel: &Kernel,
        place: Place,
        request: &Request,
    ) -> Option<Response> {
        let settings = &*kernel.settings;
        let stamp =
            Stamp { number: place.number, now: place.at, ..stamp(kernel, settings, request) };
        let error = match V::table().find(request) {
            Found::Route(route, labels) if self.vendor.serves(route.name) => {
                let call = Call::new(request, route, labels);
                self.vendor.authenticate(&call, &stamp).err()?
            }
            Found::OtherMethods(methods) => self.vendor.unrouted(&stamp, &methods),
            Found::Route(..) | Found::Nothing => self.vendor.unrouted(&stamp, &[]),
        };
        Some(self.vendor.dress(Err(error), &stamp))
    }
}
