//! What a cluster link is: one link with a side on one or both of its clusters.
//!
//! Both sides share its id and its name; each has its settings and its state. What may be done with a link
//! is decided where it is asked for.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::Timestamp;

use super::link_config_table as table;
use super::topic::Settings;

/// Its 16 bytes in base64, as `cluster_link_id` has them.
pub type LinkId = Arc<str>;

#[derive(Debug, Clone)]
pub struct Link {
    pub id: LinkId,
    pub name: Arc<str>,
    /// One, or two on different clusters.
    pub sides: Vec<Side>,
}

/// A link as one of its clusters has it.
#[derive(Debug, Clone)]
pub struct Side {
    /// The cluster that has it.
    pub cluster: Arc<str>,
    /// The cluster at the other end.
    pub remote: Arc<str>,
    pub mode: Mode,
    pub connection: Connection,
    /// What was set, and nothing else.
    pub configs: Settings,
    pub state: State,
    /// What is wrong with it, and since when.
    pub trouble: Option<Trouble>,
    /// Trouble that a rule asked for: until settings of the link change.
    pub scripted: Option<Trouble>,
    /// Trouble that is yet to come.
    pub fate: Option<Trouble>,
    /// Counts what has been planned for it: a plan of an earlier turn is void.
    pub turn: u64,
    /// Reads do not see it yet.
    pub is_hidden: bool,
    /// It is deleted, and reads see it still.
    pub is_leaving: bool,
}

/// `link.mode`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    Destination,
    Source,
    Bidirectional,
}

/// `connection.mode`: who dials whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Connection {
    Outbound,
    Inbound,
}

/// `link_state` (Kafka REST API, `KafkaLinkData`), without `UNKNOWN`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Active,
    Paused,
    Failed,
    Unavailable,
}

/// Why a link does not work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// `link_error`.
    pub code: String,
    /// `link_error_message`.
    pub message: String,
    /// Whether the link has given up.
    pub is_final: bool,
    pub since: Timestamp,
}

impl Mode {
    pub fn word(self) -> &'static str {
        match self {
            Self::Destination => "DESTINATION",
            Self::Source => "SOURCE",
            Self::Bidirectional => "BIDIRECTIONAL",
        }
    }

    pub fn read(word: &str) -> Option<Self> {
        [Self::Destination, Self::Source, Self::Bidirectional]
            .into_iter()
            .find(|it| it.word().eq_ignore_ascii_case(word))
    }
}

impl Connection {
    pub fn word(self) -> &'static str {
        match self {
            Self::Outbound => "OUTBOUND",
            Self::Inbound => "INBOUND",
        }
    }

    pub fn read(word: &str) -> Option<Self> {
        [Self::Outbound, Self::Inbound].into_iter().find(|it| it.word().eq_ignore_ascii_case(word))
    }
}

impl State {
    pub fn word(self) -> &'static str {
        match self {
            Self::Active => "ACTIVE",
            Self::Paused => "PAUSED",
            Self::Failed => "FAILED",
            Self::Unavailable => "UNAVAILABLE",
        }
    }
}

impl Side {
    pub fn new(
        (cluster, remote): (&str, &str),
        (mode, connection): (Mode, Connection),
        configs: Settings,
    ) -> Self {
        Self {
            cluster: cluster.into(),
            remote: remote.into(),
            mode,
            connection,
            configs,
            state: State::Active,
            trouble: None,
            scripted: None,
            fate: None,
            turn: 0,
            is_hidden: false,
            is_leaving: false,
        }
    }

    /// What a setting is: as it was set, or as it is by default; empty for nothing.
    pub fn config(&self, name: &str) -> &str {
        let set = self.configs.get(name).map(Option::as_deref);
        set.unwrap_or_else(|| table::row(name).and_then(|it| it.default)).unwrap_or_default()
    }

    pub fn is_on(&self, name: &str) -> bool {
        self.config(name).eq_ignore_ascii_case("true")
    }

    pub fn prefix(&self) -> &str {
        self.config("cluster.link.prefix")
    }

    /// For how long it tries before it gives up.
    pub fn patience(&self) -> Duration {
        let millis = self.config("cluster.link.retry.timeout.ms").parse().unwrap_or(300_000);
        Duration::from_millis(millis)
    }

    /// Whether mirrors can be made on this side.
    pub fn has_mirrors(&self) -> bool {
        matches!(self.mode, Mode::Destination | Mode::Bidirectional)
    }
}

impl Link {
    /// The side that a cluster has.
    pub fn side(&self, cluster: &str) -> Option<&Side> {
        self.sides.iter().find(|it| &*it.cluster == cluster)
    }

    pub fn side_mut(&mut self, cluster: &str) -> Option<&mut Side> {
        self.sides.iter_mut().find(|it| &*it.cluster == cluster)
    }
}

/// All links, each found by its id, or by a cluster and the name that it has there.
#[derive(Debug, Clone, Default)]
pub struct Links {
    by_id: BTreeMap<LinkId, Link>,
    ids: BTreeMap<(Arc<str>, Arc<str>), LinkId>,
}

impl Links {
    pub fn get(&self, id: &str) -> Option<&Link> {
        self.by_id.get(id)
    }

    /// The link, and the side of it that the cluster has.
    pub fn find(&self, cluster: &str, name: &str) -> Option<(&Link, &Side)> {
        let link = self.get(self.ids.get(&(cluster.into(), name.into()))?)?;
        Some((link, link.side(cluster)?))
    }

    pub fn side(&self, id: &str, cluster: &str) -> Option<&Side> {
        self.get(id)?.side(cluster)
    }

    pub fn side_mut(&mut self, id: &str, cluster: &str) -> Option<&mut Side> {
        self.by_id.get_mut(id)?.side_mut(cluster)
    }

    /// The links of a cluster, by name.
    pub fn of<'a>(&'a self, cluster: &'a str) -> impl Iterator<Item = (&'a Link, &'a Side)> {
        let first = (Arc::from(cluster), Arc::from(""));
        let here = self.ids.range(first..).take_while(move |((it, _), _)| &**it == cluster);
        here.filter_map(move |(_, id)| {
            let link = self.get(id)?;
            Some((link, link.side(cluster)?))
        })
    }

    /// The links that lead to a cluster: each side of which it is the other end.
    pub fn to<'a>(&'a self, cluster: &'a str) -> impl Iterator<Item = (&'a Link, &'a Side)> {
        self.by_id.values().flat_map(move |link| {
            let sides = link.sides.iter().filter(move |it| &*it.remote == cluster);
            sides.map(move |side| (link, side))
        })
    }

    /// Adds a side to the link of that id and name, which is made if it is not there.
    pub fn add(&mut self, (id, name): (&LinkId, &Arc<str>), side: Side) {
        self.ids.insert((Arc::clone(&side.cluster), Arc::clone(name)), Arc::clone(id));
        let new = || Link { id: Arc::clone(id), name: Arc::clone(name), sides: Vec::new() };
        self.by_id.entry(Arc::clone(id)).or_insert_with(new).sides.push(side);
    }

    /// Takes a side away, and with the last one the link.
    pub fn remove(&mut self, id: &str, cluster: &str) {
        let Some(link) = self.by_id.get_mut(id) else { return };
        link.sides.retain(|it| &*it.cluster != cluster);
        self.ids.remove(&(cluster.into(), Arc::clone(&link.name)));
        if link.sides.is_empty() {
            self.by_id.remove(id);
        }
    }
}

/// A UUID as `cluster_link_id` writes it.
pub fn id_of(uuid: &str) -> LinkId {
    let digits = uuid.replace('-', "");
    let bytes = u128::from_str_radix(&digits, 16).expect("a UUID").to_be_bytes();
    URL_SAFE_NO_PAD.encode(bytes).into()
}

/// The UUID that `cluster_link_id` writes; `None` if it is none.
pub fn uuid_of(id: &str) -> Option<String> {
    let bytes: [u8; 16] = URL_SAFE_NO_PAD.decode(id).ok()?.try_into().ok()?;
    let digits = format!("{:032x}", u128::from_be_bytes(bytes));
    let ends = [(0, 8), (8, 12), (12, 16), (16, 20), (20, 32)];
    Some(ends.map(|(from, to)| &digits[from..to]).join("-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_id_and_its_uuid_are_the_same_bytes() {
        // As the real service returned them together.
        let (id, uuid) = ("qz0HDEV-Qz2B5aPFpcWQJQ", "ab3d070c-457e-433d-81e5-a3c5a5c59025");
        assert_eq!(&*id_of(uuid), id);
        assert_eq!(uuid_of(id).as_deref(), Some(uuid));
        assert_eq!(uuid_of("short"), None);
    }
}
