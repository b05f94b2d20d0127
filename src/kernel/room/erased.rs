//! A room as a world holds it, whatever its vendor: what comes in is routed, journalled, and told when it
//! is due.
//!
//! What is done with a call is the pipeline's.

use std::ops::Range;
use std::sync::Arc;

use serde_json::Value;

use super::{Claim, Ctx, Note, Place, Room, Vendor, stamp};
use crate::kernel::Kernel;
use crate::kernel::agenda::At;
use crate::kernel::http::{Request, Response};
use crate::kernel::journal::Event;
use crate::kernel::route::{Call, Found};

/// A room with its vendor's types erased: what a world holds.
pub trait AnyRoom: Send + Sync + std::fmt::Debug {
    fn name(&self) -> &'static str;
    fn claim(&self, request: &Request) -> Claim;
    /// Answers a request that the room has claimed, and writes it into the journal; a secret stands there in its
    /// target.
    fn handle(&mut self, kernel: &mut Kernel, request: &Request, hidden: Range<usize>) -> Response;
    /// How a request would be refused in the place of the call of this number; `None` if it is let in.
    fn refuse(&mut self, kernel: &Kernel, place: Place, request: &Request) -> Option<Response>;
    fn next_due(&self) -> Option<At>;
    /// Lets happen what is due next; `kernel`'s now is its instant.
    fn fire(&mut self, kernel: &mut Kernel);
    fn state(&self) -> Value;
    fn fork(&self) -> Box<dyn AnyRoom>;
}

impl<V: Vendor> AnyRoom for Room<V> {
    fn name(&self) -> &'static str {
        V::NAME
    }

    fn claim(&self, request: &Request) -> Claim {
        V::claim(request)
    }

    fn handle(&mut self, kernel: &mut Kernel, request: &Request, hidden: Range<usize>) -> Response {
        let mut note = Note::default();
        let response = match V::table().find(request) {
            Found::Route(route, labels) if self.vendor.serves(route.name) => {
                let call = Call::new(request, route, labels);
                self.call(kernel, (route, &call), &mut note)
            }
            found @ (Found::Route(..) | Found::OtherMethods(_) | Found::Nothing) => {
                let methods =
                    if let Found::OtherMethods(methods) = found { methods } else { vec![] };
                let settings = Arc::clone(&kernel.settings);
                let stamp = stamp(kernel, &settings, request);
                let error = self.vendor.unrouted(&stamp, &methods);
                self.vendor.dress(Err(error), &stamp)
            }
        };
        let Note { operation, resource, rules, verdict } = note;
        let mut call = kernel.journal.call(request, &resource, &response);
        (call.vendor, call.operation, call.rules, call.verdict) =
            (Some(V::NAME), operation, rules, verdict);
        call.hidden = hidden;
        kernel.journal.record(kernel.now, Event::Call(call));
        response
    }

    fn refuse(&mut self, kernel: &Kernel, place: Place, request: &Request) -> Option<Response> {
        self.refusal(kernel, place, request)
    }

    fn next_due(&self) -> Option<At> {
        self.agenda.next_due()
    }

    fn fire(&mut self, kernel: &mut Kernel) {
        let due = self.agenda.pop().expect("something is due");
        let what = Arc::new(due.clone());
        kernel.journal.record(kernel.now, Event::Due { vendor: V::NAME, what });
        let ctx = &mut Ctx { kernel, agenda: &mut self.agenda, scene: None };
        self.vendor.fall_due(due, ctx);
    }

    fn state(&self) -> Value {
        self.vendor.state()
    }

    fn fork(&self) -> Box<dyn AnyRoom> {
        Box::new(self.clone())
    }
}
