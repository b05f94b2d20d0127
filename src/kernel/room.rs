//! The one pipeline that runs every call of every vendor: authentication, faults, handler, journal.

mod erased;
mod rehearsal;

pub use erased::AnyRoom;
pub use rehearsal::Place;

use std::borrow::Cow;

use http::{Method, StatusCode};
use jiff::Timestamp;
use schemars::{Schema, SchemaGenerator};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::Kernel;
use super::agenda::Agenda;
use super::chance::{Chance, Draw};
use super::faults::{Act, Cause, Effect, Failure, Stage, Subject, Verdict};
use super::grpc;
use super::http::{Request, Response};
use super::interface::Interface;
use super::lifecycle::{Outcome, Takes, scripted};
use super::mistake::Mistake;
use super::pages::{Cursor, Refused};
use super::rejection::Rejection;
use super::route::{Call, Named, Route, Table};
use super::secrecy::{self, Rewrite, Secrecy, Side};
use super::settings::{Auth, DateSource, Settings};
use super::signatory::Signatory;

/// What a vendor must say about itself. The rest is written once, in [`Room`].
pub trait Vendor: std::fmt::Debug + Clone + Send + Sync + 'static {
    /// As scenario files name it.
    const NAME: &'static str;
    /// The vendor's own errors that a rule can ask for by name.
    const ERRORS: &'static [&'static str];
    /// Whether `+` in a query stands for a space, as in a form.
    const PLUS_IS_SPACE: bool;

    /// What no operation can make: accounts, credentials, clusters.
    type Premises: DeserializeOwned + Default + Send + Sync;
    /// The vendor's own words for what goes wrong, and the only type that knows their shape.
    type Error: From<Failure> + From<Rejection>;
    /// Who calls, once that is known.
    type Caller;
    /// What can fall due in this room.
    type Due: std::fmt::Debug + Clone + Send + Sync;

    fn table() -> &'static Table<Self>;

    fn open(premises: Self::Premises) -> Result<Self, Vec<Mistake>>;

    /// How sure it is that a request is meant for this vendor.
    fn claim(request: &Request) -> Claim;

    /// The path as the table knows it: where a service takes several forms of one path, the one form.
    fn routed(path: &str) -> &str {
        path
    }

    /// Whether this world's level of the API has the operation.
    fn serves(&self, _operation: &str) -> bool {
        true
    }

    /// Judges the credential, and what it is allowed to do. It may be asked again: nothing else happens.
    fn authenticate(
        &mut self,
        call: &Call<'_>,
        stamp: &Stamp<'_>,
    ) -> Result<Self::Caller, Self::Error>;

    /// What premises are written like, for editors.
    fn schema(schemas: &mut SchemaGenerator) -> Schema;

    /// What all operations take and answer; `None` where nobody has written it down.
    fn interface() -> Option<Interface> {
        None
    }

    /// The credentials that there are, by their names in the open; the first is the usual one.
    fn keys(_premises: &Self::Premises) -> Vec<String> {
        Vec::new()
    }

    /// Proves a scripted call as this vendor's clients do: adds headers to `request`, which is otherwise
    /// as it will be sent.
    fn sign(_premises: &Self::Premises, _request: &mut Request, _signatory: &Signatory<'_>) {}

    /// What a request gets that is meant for this vendor, and for none of its operations. `methods`: those
    /// that the path would have.
    fn unrouted(&mut self, stamp: &Stamp<'_>, methods: &[&'static Method]) -> Self::Error;

    /// From an answer to a response with everything that the vendor sends along.
    fn dress(&self, answer: Result<Response, Self::Error>, stamp: &Stamp<'_>) -> Response;

    /// The resource that the call is about, in full; empty if it names none.
    fn identity<'a>(call: &'a Call<'_>) -> Cow<'a, str> {
        call.identity()
    }

    /// The name by which people know a resource, out of its full identity.
    fn short(identity: &str) -> &str {
        identity
    }

    /// Whether calls of the operation may name a resource.
    fn names_resource(route: &Route<Self>) -> bool {
        route.named != Named::Nowhere
    }

    /// Secrets of the vendor's own premises: everybody knows them.
    const EXAMPLES: &'static [&'static str] = &[];

    /// What may be told of the value at `path` (names of members, outermost first) in a body.
    fn secrecy(path: &[&str]) -> Secrecy {
        secrecy::by_name(path)
    }

    /// A body that is no JSON, of the call under that path, with what `rewrite` says of each text in it; `None`
    /// where it says nothing.
    fn rewritten(_call: (&str, Side), _body: &[u8], _rewrite: &mut Rewrite<'_>) -> Option<Vec<u8>> {
        None
    }

    fn fall_due(&mut self, due: Self::Due, ctx: &mut Ctx<'_, Self>);

    /// All resources, as the vendor shows them.
    fn state(&self) -> Value;
}

/// How sure a vendor is that a request is meant for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Claim {
    No,
    /// By the path.
    Path,
    /// By path and credential.
    PathAndCredential,
}

/// What is known of a call before anything is done with it.
pub struct Stamp<'a> {
    pub request: &'a Request,
    pub settings: &'a Settings,
    /// Of the journal entry that the call will be.
    pub number: u64,
    /// World time.
    pub now: Timestamp,
    chance: Chance,
}

impl Stamp<'_> {
    /// What the `Date` header says and signatures are checked against.
    pub fn date(&self) -> Timestamp {
        match self.settings.date {
            DateSource::Wall => self.request.wall,
            DateSource::World => self.now,
        }
    }

    /// For the ids of this very call.
    pub fn draw(&self) -> Draw {
        self.chance.draw_numbered(b'r', self.number)
    }

    pub fn is_strict(&self) -> bool {
        self.settings.auth == Auth::Strict
    }
}

/// All that a handler or a timer may know of the outside.
pub struct Ctx<'a, V: Vendor> {
    kernel: &'a mut Kernel,
    agenda: &'a mut Agenda<V::Due>,
    scene: Option<Scene<V>>,
}

/// The call that is being handled.
struct Scene<V: Vendor> {
    route: &'static Route<V>,
    caller: V::Caller,
    outcome: Option<Outcome>,
    items_max: Option<usize>,
}

/// How an asynchronous operation is to go.
#[derive(Debug, Clone)]
pub struct Course {
    pub takes: Takes,
    /// What a rule wants it to end as.
    pub outcome: Option<Outcome>,
}

impl<V: Vendor> Ctx<'_, V> {
    pub fn now(&self) -> Timestamp {
        self.kernel.now()
    }

    pub fn settings(&self) -> &Settings {
        &self.kernel.settings
    }

    /// Who calls. Panics in a timer, which nobody calls.
    pub fn caller(&self) -> &V::Caller {
        &self.scene.as_ref().expect("a call is being handled").caller
    }

    pub fn draw(&self, key: &[&str]) -> Draw {
        self.kernel.chance.draw(key)
    }

    /// How often `key` was counted, this time included.
    pub fn count(&mut self, key: &str) -> u64 {
        self.kernel.count(key)
    }

    /// How the asynchronous part of the operation that is being handled is to go. `key` names it for the
    /// draw of a range. Panics in a timer.
    pub fn course(&mut self, key: &str) -> Course {
        let scene = self.scene.as_mut().expect("a call is being handled");
        let outcome = scene.outcome.take();
        let timing = &self.kernel.settings.timing;
        let Route { name, takes, only_in_reality, .. } = *scene.route;
        let usual = timing.takes((V::NAME, name), takes, only_in_reality);
        let takes = outcome.as_ref().and_then(|it| it.takes).unwrap_or(usual);
        let takes = takes.drawn(|| self.kernel.chance.draw(&[scene.route.name, key]));
        Course { takes, outcome: outcome.filter(Outcome::fails) }
    }

    /// How long reads do not see what the operation that is being handled has done.
    pub fn lag(&self, key: &str) -> Takes {
        let route = self.scene.as_ref().expect("a call is being handled").route;
        let takes =
            scripted(&self.kernel.settings.lag, V::NAME, route.name).unwrap_or(Takes::AtOnce);
        takes.drawn(|| self.kernel.chance.draw(&["lag", route.name, key]))
    }

    /// Lets `due` happen when `takes` is over: at its instant, or before a read of `key` is answered.
    pub fn begin(&mut self, key: &str, takes: Takes, due: V::Due) {
        match takes {
            Takes::AtOnce => self.after(std::time::Duration::ZERO, due),
            Takes::For(delay) | Takes::Between(delay, _) => self.after(delay, due),
            Takes::Reads(reads) => self.agenda.set_after_reads(key, reads, due),
            Takes::Never => {}
        }
    }

    /// Forgets what waits for reads of `key`. A timer is not forgotten: what it finds tells it that it is
    /// late.
    pub fn cancel_reads(&mut self, key: &str) {
        self.agenda.cancel_reads(key);
    }

    /// Lets `due` happen after so much world time; never, where that is beyond all time.
    pub fn after(&mut self, delay: std::time::Duration, due: V::Due) {
        if let Ok(at) = self.kernel.now().checked_add(delay) {
            let number = self.kernel.number_timer();
            self.agenda.set((at, number), due);
        }
    }

    /// Opens a page of `list` (with its filters), from a token or from the start, of `items` at most.
    pub fn page(&self, list: String, token: Option<&str>, items: usize) -> Result<Cursor, Refused> {
        debug_assert!(self.scene.as_ref().is_some_and(|it| it.route.is_paged), "no row says so");
        let items_max = self.scene.as_ref().and_then(|it| it.items_max);
        let (seed, pages) = (self.kernel.settings.seed, &self.kernel.settings.pages);
        let at = (self.kernel.now(), pages.token_expires_after);
        Cursor::open(list, token, (seed, at), items_max.map_or(items, |max| max.min(items)))
    }
}

/// Counts a read of `key`, and lets happen what only waited for it.
pub fn observe<V: Vendor>(vendor: &mut V, ctx: &mut Ctx<'_, V>, key: &str) {
    if let Some(due) = ctx.agenda.read(key) {
        vendor.fall_due(due, ctx);
    }
}

/// A vendor in a world: its state, and what is due there.
#[derive(Debug, Clone)]
pub struct Room<V: Vendor> {
    vendor: V,
    agenda: Agenda<V::Due>,
}

impl<V: Vendor> Room<V> {
    pub fn new(vendor: V) -> Self {
        Self { vendor, agenda: Agenda::default() }
    }

    fn call(
        &mut self,
        kernel: &mut Kernel,
        (route, call): (&'static Route<V>, &Call<'_>),
        entry: &mut Note,
    ) -> Response {
        let settings = std::sync::Arc::clone(&kernel.settings);
        let stamp = stamp(kernel, &settings, call.request);
        let identity = V::identity(call);
        entry.operation = Some(route.name);
        V::short(&identity).clone_into(&mut entry.resource);
        let caller = match self.vendor.authenticate(call, &stamp) {
            Ok(caller) => caller,
            Err(error) => {
                entry.verdict = Some("refused");
                return self.vendor.dress(Err(error), &stamp);
            }
        };
        entry.verdict = Some("accepted");
        let verdict = judge::<V>(kernel, call, &identity);
        entry.rules = verdict.labels;
        let act = verdict.acts.unwrap_or(Act {
            stage: Stage::After,
            effect: Effect::Pass,
            delay: std::time::Duration::ZERO,
        });
        let mut response = if act.stage == Stage::Before && act.effect != Effect::Pass {
            self.instead(None, act.effect, &stamp)
        } else {
            let outcome = verdict.outcome.map(|(outcome, _)| outcome);
            let items_max = verdict.items_max;
            let scene = Some(Scene { route, caller, outcome, items_max });
            let ctx = &mut Ctx { kernel, agenda: &mut self.agenda, scene };
            let answer = (route.run)((&mut self.vendor, ctx, call));
            let answer = self.vendor.dress(answer, &stamp);
            self.instead(Some(answer), act.effect, &stamp)
        };
        response.delay += act.delay + verdict.delay;
        match route.rpc.and_then(|_| grpc::time_limit(call.request)) {
            Some(limit) if response.delay > limit => {
                let late = Err(Failure::of(Cause::Timeout).into());
                Response { delay: limit, ..self.vendor.dress(late, &stamp) }
            }
            _ => response,
        }
    }

    /// What goes out instead of `answer`, or where no answer was made.
    fn instead(&self, answer: Option<Response>, effect: Effect, stamp: &Stamp<'_>) -> Response {
        let answer = || answer.unwrap_or_else(|| Response::new(StatusCode::OK, ""));
        match effect {
            Effect::Fail(failure) => self.vendor.dress(Err(failure.into()), stamp),
            Effect::Respond(response) => *response,
            Effect::Spoil(wire) => Response { wire, ..answer() },
            Effect::Panic => panic!("a rule asked for a panic"),
            Effect::Pass | Effect::Outcome(_) | Effect::Page { .. } => answer(),
        }
    }
}

/// What the journal says about a call beside request and answer.
#[derive(Default)]
struct Note {
    operation: Option<&'static str>,
    resource: String,
    rules: Vec<String>,
    verdict: Option<&'static str>,
}

fn stamp<'a>(kernel: &Kernel, settings: &'a Settings, request: &'a Request) -> Stamp<'a> {
    let (number, now) = (kernel.journal.next_number(), kernel.now());
    Stamp { request, settings, number, now, chance: kernel.chance }
}

fn judge<V: Vendor>(kernel: &mut Kernel, call: &Call<'_>, identity: &str) -> Verdict {
    if kernel.plan.rules().is_empty() {
        return Verdict::default();
    }
    let (elapsed, chance) = (kernel.elapsed(), kernel.chance);
    let subject = Subject {
        vendor: V::NAME,
        operation: call.operation,
        name: V::short(identity),
        identity,
        request: call.request,
        elapsed,
    };
    kernel.plan.decide(&subject, chance)
}
