//! A service: what it is, what it is going through, and whether Kafka Connect answers in it.
//!
//! What may be done with it is decided where it is asked for; how it is shown is in `service_view`.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::connector::Connector;
use super::errors::{Kind, Result};
use crate::kernel::lifecycle::Takes;
use crate::kernel::moment::Moment;

#[derive(Debug, Clone)]
pub struct Service {
    pub place: Place,
    /// `kafka`, `kafka_connect` or another.
    pub kind: String,
    pub plan: String,
    pub cloud: String,
    pub user_config: Map<String, Value>,
    pub maintenance: Value,
    pub tags: Value,
    pub termination_protection: bool,
    pub phase: Phase,
    /// Until then it is rebuilding, whatever its phase: of a service that was there at the beginning.
    pub running_at: Option<Moment>,
    /// Since when it runs; `None`: since before the beginning.
    pub running_since: Option<Timestamp>,
    pub connect: Connect,
    pub connectors: BTreeMap<Arc<str>, Connector>,
    /// Until then no list of connectors comes.
    pub lists_blocked_until: Option<Timestamp>,
    pub work: Option<Work>,
    /// What is left of the time once the first step is over.
    pub rest: Option<Takes>,
    /// Of what is going on: a step of an earlier turn is nobody's any more.
    pub turn: u64,
    pub created_at: Option<Timestamp>,
    pub updated_at: Option<Timestamp>,
    /// Of the user `avnadmin`.
    pub password: String,
    pub port: u16,
}

/// Where a service is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub project: Arc<str>,
    pub service: Arc<str>,
}

/// The states of a service (API document, `ServiceState`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Phase {
    Poweroff,
    Rebalancing,
    Rebuilding,
    Running,
}

/// What a service is going through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// Its nodes are made, then Kafka Connect starts on them.
    Build,
    /// Its nodes are replaced, then Kafka moves its data.
    Replace,
    /// Kafka Connect starts.
    Enable,
}

/// Whether the workers of Kafka Connect answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Connect {
    Starting,
    /// From the beginning, or from an instant on.
    Up(Option<Moment>),
}

/// The instant of a call, in a world with a beginning.
#[derive(Debug, Clone, Copy)]
pub struct Instant {
    pub now: Timestamp,
    pub epoch: Timestamp,
}

impl Instant {
    fn is_before(self, moment: Option<Moment>) -> bool {
        moment.is_some_and(|it| self.now < it.instant(self.epoch))
    }
}

impl Place {
    /// What timers and reads of the service are counted under.
    pub fn key(&self) -> String {
        format!("{}/{}", self.project, self.service)
    }
}

impl Service {
    /// One that runs, with nothing in it. The texts: type, plan and cloud.
    pub fn new(place: Place, [kind, plan, cloud]: [String; 3]) -> Self {
        Self {
            place,
            kind,
            plan,
            cloud,
            user_config: Map::new(),
            maintenance: json!({ "dow": "monday", "time": "10:00:00", "updates": [] }),
            tags: json!({}),
            termination_protection: false,
            phase: Phase::Running,
            running_at: None,
            running_since: None,
            connect: Connect::Up(None),
            connectors: BTreeMap::new(),
            lists_blocked_until: None,
            work: None,
            rest: None,
            turn: 0,
            created_at: None,
            updated_at: None,
            password: String::new(),
            port: 0,
        }
    }

    /// Settings change one by one: what is not mentioned stays.
    pub fn configure(&mut self, user_config: Map<String, Value>) {
        self.user_config.extend(user_config);
    }

    pub fn state(&self, at: Instant) -> Phase {
        let is_early = self.phase == Phase::Running && at.is_before(self.running_at);
        if is_early { Phase::Rebuilding } else { self.phase }
    }

    /// Since when it runs; `None` if it does not, or always did.
    pub fn runs_since(&self, at: Instant) -> Option<Timestamp> {
        let given = self.running_at.map(|it| it.instant(at.epoch)).filter(|it| *it <= at.now);
        self.running_since.max(given)
    }

    /// Whether it has Kafka Connect, or could have it: by its type, plan and settings.
    pub fn has_connect(&self) -> bool {
        let is_free = self.plan.starts_with("free-");
        let is_asked = self.user_config.get("kafka_connect") == Some(&Value::Bool(true));
        !is_free && (self.kind == "kafka_connect" || self.kind == "kafka" && is_asked)
    }

    /// Refuses what Kafka Connect cannot answer. `is_linked`: whether the service has a Kafka to connect to.
    /// What says "not yet" is `unavailable`.
    pub fn check_connect(&self, at: Instant, is_linked: bool, unavailable: Kind) -> Result<()> {
        if !self.has_connect() {
            return Err(Kind::ConnectDisabled.into());
        }
        let is_up = match self.connect {
            Connect::Starting => false,
            Connect::Up(from) => !at.is_before(from),
        };
        let is_built = match self.state(at) {
            Phase::Poweroff => return Err(Kind::NotPowered.into()),
            // Nodes are replaced one after the other: Kafka Connect stays up, if it was.
            Phase::Rebuilding => self.phase != Phase::Running,
            Phase::Rebalancing | Phase::Running => true,
        };
        if is_up && is_built && is_linked { Ok(()) } else { Err(unavailable.into()) }
    }

    /// Lets no list come for so long.
    pub fn block_lists(&mut self, now: Timestamp, window: Duration) {
        if window > Duration::ZERO {
            self.lists_blocked_until = now.checked_add(window).ok();
        }
    }
}
