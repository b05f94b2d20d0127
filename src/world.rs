//! One sandbox: a state machine that is told the time and asked for answers.
//!
//! It never waits, fails, or looks outside: no socket, clock, file or environment is known here.

mod rooms;

use std::{
    any::Any,
    collections::BTreeMap,
    fmt,
    ops::Range,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

use http::{HeaderValue, StatusCode};
use jiff::Timestamp;
use serde_json::{Value, json};

use self::rooms::Rooms;
use crate::kernel::http::{Request, Response};
use crate::kernel::journal::{Change, Entry, Event, Journal};
use crate::kernel::lifecycle::{Profile, Timing};
use crate::kernel::room::Place;
use crate::kernel::{Kernel, faults, mistake::Mistake, nearest, settings::Settings};
use crate::vendors;

/// What worlds are made from: checked once, used for as many as are wanted.
#[derive(Debug)]
pub struct Setup {
    pub settings: Arc<Settings>,
    pub rules: Vec<faults::Rule>,
    premises: Arc<BTreeMap<String, Value>>,
    rooms: Rooms,
}

impl Setup {
    /// `premises` are by vendor, and typed by it: they may be wrong.
    pub fn new(
        settings: Settings,
        rules: Vec<faults::Rule>,
        premises: &BTreeMap<String, Value>,
    ) -> Result<Self, Vec<Mistake>> {
        let mut mistakes = Vec::new();
        let known = || vendors::ALL.iter().map(|it| it.name());
        for name in premises.keys().filter(|name| !known().any(|it| it == *name)) {
            mistakes.push(faults::catalogue::unknown(&[name], "vendor", name, known()));
        }
        let mut rooms = Rooms::default();
        for vendor in vendors::ALL {
            match vendor.open(premises.get(vendor.name())) {
                Ok(room) => rooms.push(room),
                Err(wrong) => mistakes.extend(wrong.into_iter().map(|it| it.under(vendor.name()))),
            }
        }
        let under = |it: Mistake| it.under("premises");
        if mistakes.is_empty() {
            let (settings, premises) = (Arc::new(settings), Arc::new(premises.clone()));
            Ok(Self { settings, rules, premises, rooms })
        } else {
            Err(mistakes.into_iter().map(under).collect())
        }
    }
}

impl Default for Setup {
    fn default() -> Self {
        let setup = Self::new(Settings::default(), Vec::new(), &BTreeMap::new());
        setup.expect("every vendor has default premises")
    }
}

/// What a world is made from, beside its settings.
#[derive(Debug)]
pub struct Origin {
    pub rules: Vec<faults::Written>,
    pub premises: Arc<BTreeMap<String, Value>>,
}

/// The preparations of a world.
#[derive(Debug)]
pub struct Past {
    /// All of them.
    pub entries: Vec<Entry>,
    /// When they had ended.
    pub begun: Timestamp,
}

#[derive(Debug)]
pub struct World {
    kernel: Kernel,
    origin: Arc<Origin>,
    past: Option<Arc<Past>>,
    rooms: Rooms,
}

impl World {
    pub fn new(setup: &Setup) -> Self {
        Self::from_parts(Arc::clone(&setup.settings), setup)
    }

    /// The same world with another seed.
    pub fn with_seed(setup: &Setup, seed: u64) -> Self {
        Self::from_parts(Arc::new(Settings { seed, ..(*setup.settings).clone() }), setup)
    }

    fn from_parts(settings: Arc<Settings>, setup: &Setup) -> Self {
        let kernel = Kernel::new(settings, setup.rules.clone());
        let rooms = setup.rooms.clone();
        let (rules, premises) = (written(&setup.rules), Arc::clone(&setup.premises));
        Self { kernel, origin: Arc::new(Origin { rules, premises }), past: None, rooms }
    }

    /// A world in which nothing takes time and nothing goes wrong, for preparations: until it
    /// [begins](Self::begin).
    pub fn calm(setup: &Setup, seed: u64) -> Self {
        let timing = Timing { profile: Profile::Instant, ..Timing::default() };
        let lag = BTreeMap::new();
        let settings = Settings { seed, timing, lag, ..(*setup.settings).clone() };
        let mut world = Self::from_parts(Arc::new(settings), setup);
        world.kernel.plan = faults::Plan::default();
        world.hold_journal(1);
        world
    }

    /// Ends preparations: from here on the rules, the timing and the lag of `setup` hold, rules count
    /// their windows from now, and the journal is empty.
    pub fn begin(&mut self, setup: &Setup) {
        self.advance(self.now());
        let seed = self.settings().seed;
        let entries: Vec<_> = self.journal().entries().cloned().collect();
        if !entries.is_empty() || self.now() > setup.settings.epoch {
            self.past = Some(Arc::new(Past { entries, begun: self.now() }));
        }
        let settings = Settings { seed, ..(*setup.settings).clone() };
        self.kernel.begin(Arc::new(settings), setup.rules.clone());
    }

    /// Another world of the same past, and a future of its own.
    #[must_use]
    pub fn fork(&self) -> Self {
        let rooms = self.rooms.clone();
        let (kernel, origin) = (self.kernel.clone(), Arc::clone(&self.origin));
        Self { kernel, origin, past: self.past.clone(), rooms }
    }

    /// Lets time pass to `now`, then answers. Time never goes back: an earlier `now` is the latest.
    pub fn handle(&mut self, now: Timestamp, request: &Request) -> Response {
        self.advance(now);
        let hidden = vendors::hidden(request);
        match self.rooms.claimed(request) {
            Some(room) => self.rooms.own(room).handle(&mut self.kernel, request, hidden),
            None => self.unrouted(request, hidden),
        }
    }

    /// As [`handle`](Self::handle). A panic in there costs this one call, and is an entry in the journal.
    pub fn attempt(&mut self, now: Timestamp, request: &Request) -> Result<Response, Panicked> {
        self.caught(request, |world| world.handle(now, request))
    }

    /// As [`attempt`](Self::attempt), but fires no more than so many timers: `None` if it has not come to `now`
    /// with them, and is to be asked again.
    pub fn attempt_within(
        &mut self,
        timers: &mut usize,
        now: Timestamp,
        request: &Request,
    ) -> Result<Option<Response>, Panicked> {
        self.caught(request, |world| {
            world.advance_within(timers, now).then(|| world.handle(now, request))
        })
    }

    fn caught<T>(
        &mut self,
        request: &Request,
        act: impl FnOnce(&mut Self) -> T,
    ) -> Result<T, Panicked> {
        catch_unwind(AssertUnwindSafe(|| act(self))).map_err(|panic| {
            let message = words(panic.as_ref()).to_owned();
            let hidden = vendors::hidden(request);
            let request = Box::new(request.clone());
            let entry = self.note(Event::Panic { request, hidden, message: message.clone() });
            Panicked { entry, message }
        })
    }

    /// How `vendor` would refuse `request` in that place of the journal; `None` if it is let in. Nothing
    /// happens.
    pub fn refuse(&mut self, vendor: &str, place: Place, request: &Request) -> Option<Response> {
        let room = self.rooms.iter().position(|it| it.name() == vendor)?;
        self.rooms.own(room).refuse(&self.kernel, place, request)
    }

    /// Fires every timer that is due by `now`, each at its own instant.
    pub fn advance(&mut self, now: Timestamp) {
        while !self.advance_within(&mut { usize::MAX }, now) {}
    }

    /// As [`advance`](Self::advance), but fires no more than so many timers, and leaves how many more may fire.
    /// Whether it has come to `now`.
    pub fn advance_within(&mut self, timers: &mut usize, now: Timestamp) -> bool {
        loop {
            let due = self.rooms.next_due().filter(|((at, _), _)| *at <= now);
            let Some(((at, _), room)) = due else {
                self.kernel.pass(now);
                return true;
            };
            let Some(left) = timers.checked_sub(1) else { return false };
            *timers = left;
            self.kernel.pass(at);
            self.rooms.own(room).fire(&mut self.kernel);
        }
    }

    /// World time: the latest instant that the world was told.
    pub fn now(&self) -> Timestamp {
        self.kernel.now()
    }

    /// When the next timer fires.
    pub fn next_due(&self) -> Option<Timestamp> {
        self.rooms.next_due().map(|((at, _), _)| at)
    }

    /// What was prepared before the world began; `None` if nothing was.
    pub fn past(&self) -> Option<&Arc<Past>> {
        self.past.as_ref()
    }

    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    pub fn settings(&self) -> &Settings {
        &self.kernel.settings
    }

    pub fn journal(&self) -> &Journal {
        &self.kernel.journal
    }

    pub fn faults(&self) -> &faults::Plan {
        &self.kernel.plan
    }

    /// Puts rules behind the others, and returns their ids; or all that is wrong with them there, and does nothing.
    pub fn add_faults(&mut self, rules: Vec<faults::Rule>) -> Result<Vec<u64>, Vec<Mistake>> {
        let elapsed = self.kernel.elapsed();
        self.kernel.plan.admit(&rules, elapsed)?;
        self.note(Event::Admin(Change::FaultsAdded(written(&rules))));
        Ok(rules.into_iter().map(|rule| self.kernel.plan.add(rule, elapsed)).collect())
    }

    /// Puts rules in place of all that there are, likewise.
    pub fn replace_faults(&mut self, rules: Vec<faults::Rule>) -> Result<Vec<u64>, Vec<Mistake>> {
        let elapsed = self.kernel.elapsed();
        faults::Plan::default().admit(&rules, elapsed)?;
        self.note(Event::Admin(Change::FaultsReplaced(written(&rules))));
        Ok(self.kernel.plan.replace(rules, elapsed))
    }

    /// Takes a rule away; false if there is none of that id.
    pub fn remove_fault(&mut self, id: u64) -> bool {
        let is_there = self.kernel.plan.remove(id);
        if is_there {
            self.note(Event::Admin(Change::FaultRemoved(id)));
        }
        is_there
    }

    /// Writes into the journal what did not come through [`handle`](Self::handle); its number.
    pub fn note(&mut self, event: Event) -> u64 {
        self.kernel.journal.record(self.kernel.now(), event)
    }

    /// Keeps the journal's entries from this number on, whatever its bounds; `u64::MAX` for none.
    pub fn hold_journal(&mut self, from: u64) {
        self.kernel.journal.hold(from);
    }

    /// The resources of each vendor, as the vendor shows them.
    pub fn state(&self) -> BTreeMap<&'static str, Value> {
        self.rooms.iter().map(|room| (room.name(), room.state())).collect()
    }

    /// The emulator's own answer to a request that is meant for no vendor. It does not tell what is hidden.
    fn unrouted(&mut self, request: &Request, hidden: Range<usize>) -> Response {
        let shown = match request.target.get(request.prefix_bytes..hidden.start) {
            Some(before) if !hidden.is_empty() => format!("{before}…"),
            _ => request.path().to_owned(),
        };
        let asked = format!("{} {shown}", request.method);
        let known = vendors::calls().iter().map(String::as_str);
        let near = nearest::nearest_few(&asked, known, 3);
        let response = refusal(
            StatusCode::NOT_IMPLEMENTED,
            "unrouted",
            &json!({
                "message": format!("no vendor has an operation {asked}"),
                "nearest": near,
                "hint": "`wavetank operations` lists every operation",
            }),
        );
        let mut call = self.kernel.journal.call(request, "", &response);
        call.hidden = hidden;
        self.note(Event::Call(call));
        response
    }
}

/// A call made the emulator panic: a mistake in it, or a rule that asked for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Panicked {
    /// The journal's number for it.
    pub entry: u64,
    pub message: String,
}

/// What a panic said.
pub fn words(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no message")
}

/// As the journal has them, so that they can be made again.
fn written(rules: &[faults::Rule]) -> Vec<faults::Written> {
    rules.iter().map(|it| (*it.written).clone()).collect()
}

/// A refusal of the emulator's own, in no vendor's shape: `details` under `wavetank`, beside the `code`.
pub fn refusal(status: StatusCode, code: &'static str, details: &Value) -> Response {
    let mut inner = json!({ "error": code });
    if let (Value::Object(inner), Value::Object(details)) = (&mut inner, details) {
        inner.extend(details.clone());
    }
    let mut response = Response::json(status, &json!({ "wavetank": inner }));
    response.headers.insert("x-wavetank", HeaderValue::from_static(code));
    response
}

impl fmt::Display for World {
    /// What makes a world reproducible, for logs and failures.
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Settings { seed, epoch, .. } = self.settings();
        write!(to, "seed {seed}, epoch {epoch}, now {}", self.now())
    }
}
