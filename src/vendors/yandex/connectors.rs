//! `ConnectorService`: connectors made, listed, read.

use std::ops::Bound;
use std::sync::Arc;

use super::connector::{Connector, Health, Status, metadata};
use super::course::{self, Plan};
use super::errors::{Error, Result};
use super::message::{self, Fields, KAFKA, Message, wrapped};
use super::operation::{Id, Work};
use super::{Yandex, clusters, pages};
use crate::kernel::room::Ctx;

/// What an operation does to a connector when it is done.
#[derive(Debug, Clone)]
pub(super) enum Change {
    Create,
    /// To this specification.
    Update(Arc<Message>),
    Delete,
    Pause,
    Resume,
}

impl Change {
    /// What its operation says of itself; free text, and UNCONFIRMED.
    pub(super) fn description(&self) -> &'static str {
        match self {
            Self::Create => "Create connector",
            Self::Update(_) => "Update connector",
            Self::Delete => "Delete connector",
            Self::Pause => "Pause connector",
            Self::Resume => "Resume connector",
        }
    }
}

/// Shown as soon as it is asked for; what its health is shows when it is made (API Design Guide, "Methods":
/// a resource can be read once its `Create` has been answered).
pub(super) fn create(
    yandex: &mut Yandex,
    ctx: &mut Ctx<'_, Yandex>,
    request: Message,
) -> Result<Id> {
    let id = request.text("cluster_id");
    let cluster = clusters::known(yandex, id)?;
    let mut spec = request.inner("connector_spec").expect("it is required").clone();
    let name: Arc<str> = Arc::from(spec.text("name"));
    if cluster.connectors.contains_key(&name) {
        return Err(Error::connector_exists(&name));
    }
    course::check_free(yandex, id)?;
    if spec.number("tasks_max").is_none() {
        spec.put("tasks_max", wrapped(i64::from(cluster.brokers)));
    }
    let run = ctx.count("yandex/connector/run");
    let (health, status) = (Health::Unknown, Status::Unknown);
    let connector = Connector { spec: Arc::new(spec), health, status, run };
    let cluster = yandex.clusters.find_mut(id).expect("it was just found");
    cluster.connectors.insert(Arc::clone(&name), connector);
    Ok(course::begin(
        yandex,
        ctx,
        Plan {
            cluster: Arc::from(id),
            target: Arc::clone(&name),
            description: Change::Create.description(),
            metadata: metadata("Create", id, &name),
            work: Work::Connector { name, change: Change::Create },
        },
    ))
}

pub(super) fn get(
    yandex: &mut Yandex,
    _: &mut Ctx<'_, Yandex>,
    request: Message,
) -> Result<Message> {
    let (id, name) = (request.text("cluster_id"), request.text("connector_name"));
    Ok(found(yandex, id, name)?.view(id))
}

/// By name.
pub(super) fn list(
    yandex: &mut Yandex,
    ctx: &mut Ctx<'_, Yandex>,
    request: Message,
) -> Result<Message> {
    let id = request.text("cluster_id");
    let cluster = clusters::known(yandex, id)?;
    let page = pages::open(ctx, &format!("{id}/connectors"), &request)?;
    let from = page.after().map_or(Bound::Unbounded, Bound::Excluded);
    let rest = cluster.connectors.range::<str, _>((from, Bound::Unbounded));
    let (shown, token) = page.cut(rest.map(|(name, it)| (name.to_string(), it)));
    let shown: Vec<_> = shown.into_iter().map(|it| it.view(id)).collect();
    let answer = message::new(&format!("{KAFKA}.ListConnectorsResponse"));
    let answer = answer.with("connectors", shown);
    Ok(pages::closed(answer, token))
}

/// The connector of that name in that cluster, if there are both.
pub(super) fn found<'a>(yandex: &'a Yandex, cluster: &str, name: &str) -> Result<&'a Connector> {
    let cluster = clusters::known(yandex, cluster)?;
    cluster.connectors.get(name).ok_or_else(|| Error::no_connector(name))
}

/// What an operation was for is done; what there is to show then. `None` where it is gone meanwhile.
pub(super) fn finish(
    yandex: &mut Yandex,
    ctx: &mut Ctx<'_, Yandex>,
    cluster: &str,
    (name, change): (&str, &Change),
) -> Option<Message> {
    let held = yandex.clusters.find_mut(cluster)?;
    let connector = held.connectors.get_mut(name)?;
    let is_paused = connector.status == Status::Paused;
    match change {
        Change::Delete => {
            held.connectors.remove(name);
            return Some(message::new("google.protobuf.Empty"));
        }
        Change::Update(spec) => {
            connector.spec = Arc::clone(spec);
            connector.begin_anew(ctx, if is_paused { Status::Paused } else { Status::Running });
        }
        // What its health is while it is paused is UNCONFIRMED: as it was.
        Change::Pause => connector.status = Status::Paused,
        Change::Create | Change::Resume => connector.begin_anew(ctx, Status::Running),
    }
    Some(connector.view(cluster))
}

impl Connector {
    fn begin_anew(&mut self, ctx: &mut Ctx<'_, Yandex>, status: Status) {
        self.run = ctx.count("yandex/connector/run");
        (self.health, self.status) = (Health::Alive, status);
    }
}

/// What an operation was for fails.
pub(super) fn give_up(yandex: &mut Yandex, cluster: &str, (name, change): (&str, &Change)) {
    let Some(cluster) = yandex.clusters.find_mut(cluster) else { return };
    match change {
        Change::Create => drop(cluster.connectors.remove(name)),
        Change::Update(_) | Change::Delete | Change::Pause | Change::Resume => {}
    }
}

/// What runs breaks down, if it still is what it was.
pub(super) fn break_down(yandex: &mut Yandex, cluster: &str, name: &str, run: u64) {
    let Some(cluster) = yandex.clusters.find_mut(cluster) else { return };
    let connector = cluster.connectors.get_mut(name).filter(|it| it.run == run);
    // What is paused does nothing that could fail.
    if let Some(connector) = connector.filter(|it| it.status != Status::Paused) {
        (connector.health, connector.status) = (Health::Dead, Status::Error);
    }
}
