//! `ClusterService`: clusters made, changed, moved, stopped, started, deleted.

use std::sync::Arc;

use prost_reflect::{ReflectMessage, Value};

use super::behaviour::Unchanged;
use super::cluster::{self, Cluster, Status, metadata};
use super::clusters::{check_folder, check_running, known};
use super::course::{self, Plan};
use super::errors::{Error, Result};
use super::message::{Fields, Message, shown, wrapped};
use super::operation::{Id, Work};
use super::parts::{self, Kind};
use super::{Yandex, binary, masks};
use crate::kernel::room::Ctx;

/// What an operation does to a cluster when it is done.
#[derive(Debug, Clone)]
pub(super) enum Change {
    Create,
    /// To what is told of it then.
    Update(Arc<Message>),
    Delete,
    /// To another folder.
    Move(Arc<str>),
    Start,
    Stop,
}

impl Change {
    /// Only the first is documented.
    fn description(&self) -> &'static str {
        match self {
            Self::Create => "Create Apache Kafka cluster",
            Self::Update(_) => "Modify Apache Kafka cluster",
            Self::Delete => "Delete Apache Kafka cluster",
            Self::Move(_) => "Move Apache Kafka cluster",
            Self::Start => "Start Apache Kafka cluster",
            Self::Stop => "Stop Apache Kafka cluster",
        }
    }

    /// What it shows while the operation goes on; as before, if nothing.
    fn meanwhile(&self) -> Option<Status> {
        match self {
            Self::Create => Some(Status::Creating),
            Self::Update(_) | Self::Move(_) => Some(Status::Updating),
            Self::Delete => None,
            Self::Start => Some(Status::Starting),
            Self::Stop => Some(Status::Stopping),
        }
    }
}

/// Of an id, behind its prefix.
const ID_LETTERS: &[u8] = b"0123456789abcdefghijklmnopqrstuv";

/// Shown as soon as it is asked for, with the topics and users that it is asked for with.
pub(super) fn create(
    yandex: &mut Yandex,
    ctx: &mut Ctx<'_, Yandex>,
    request: Message,
) -> Result<Id> {
    let (folder, name) = (request.text("folder_id"), request.text("name"));
    check_folder(yandex, folder)?;
    if yandex.clusters.all().any(|it| it.folder() == folder && it.name() == name) {
        return Err(Error::cluster_exists(name));
    }
    let key = format!("yandex/cluster/{folder}/{name}");
    let nth = ctx.count(&key).to_string();
    let id = format!("c9q{}", ctx.draw(&[&key, &nth]).text(ID_LETTERS, 17));
    let mut told = shown(&request, &cluster::descriptor());
    told.put("id", &*id);
    told.put("created_at", ctx.now());
    if let Some(config) = request.inner("config_spec") {
        let mut config = config.clone();
        if config.number("brokers_count").is_none() {
            config.put("brokers_count", wrapped(1));
        }
        told.put("config", config);
    }
    let mut cluster = Cluster::new(told, Status::Creating);
    for (kind, field) in [(Kind::Topic, "topic_specs"), (Kind::User, "user_specs")] {
        for spec in request.all(field) {
            let part = (kind, Arc::from(spec.text("name")));
            if cluster.parts.insert(part, Arc::new(spec.clone())).is_some() {
                return Err(Error::part_exists(kind.word(), spec.text("name")));
            }
        }
    }
    yandex.clusters.insert(cluster);
    Ok(begin(yandex, ctx, (&id, metadata("Create", &id)), Change::Create))
}

/// What a mask does not name stays; without a mask all that the request can have is replaced, but for name and
/// configuration where it has none: what a cluster without these were is not told.
pub(super) fn update(
    yandex: &mut Yandex,
    ctx: &mut Ctx<'_, Yandex>,
    request: Message,
) -> Result<Id> {
    let id = request.text("cluster_id");
    let cluster = known(yandex, id)?;
    let paths = masks::paths_but(&request, "", FIXED);
    let paths = paths.map_err(|unknown| Error::unknown_paths(&unknown))?;
    let told = updated(cluster, &request, &paths.unwrap_or_else(|| all(&request)));
    course::check_free(yandex, id)?;
    let is_taken = |it: &Cluster| it.folder() == cluster.folder() && it.name() == told.text("name");
    if yandex.clusters.all().any(|it| *it.id != *id && is_taken(it)) {
        return Err(Error::cluster_exists(told.text("name")));
    }
    let is_same = binary::encode(&told) == binary::encode(cluster.told());
    if is_same && yandex.premises.behaviour.unchanged == Unchanged::Refused {
        return Err(Error::no_changes());
    }
    let change = Change::Update(Arc::new(told));
    Ok(begin(yandex, ctx, (id, metadata("Update", id)), change))
}

/// What names the cluster, and what names the change.
const FIXED: &[&str] = &["cluster_id", "update_mask"];

/// Every field that can be changed, each as a path.
fn all(request: &Message) -> Vec<masks::Path> {
    let fields = request.descriptor();
    let fields = fields.fields().filter(|it| !FIXED.contains(&it.name()));
    let kept = |name: &str| ["name", "config_spec"].contains(&name) && !is_set(request, name);
    fields.filter(|it| !kept(it.name())).map(|it| vec![it]).collect()
}

fn is_set(request: &Message, name: &str) -> bool {
    super::message::found(request, name).is_some()
}

fn updated(cluster: &Cluster, request: &Message, paths: &[masks::Path]) -> Message {
    let mut told = cluster.told().clone();
    for path in paths {
        match path.split_first() {
            // It is asked for by another name than it is shown by.
            Some((field, rest)) if field.name() == "config_spec" => {
                let own = told.descriptor().get_field_by_name("config").expect("a field of it");
                if let Value::Message(config) = told.get_field_mut(&own) {
                    masks::apply(config, request.inner("config_spec"), rest);
                }
            }
            _ => masks::apply(&mut told, Some(request), path),
        }
    }
    told
}

/// It is there until the operation is done.
pub(super) fn delete(
    yandex: &mut Yandex,
    ctx: &mut Ctx<'_, Yandex>,
    request: Message,
) -> Result<Id> {
    let id = request.text("cluster_id");
    let is_protected = known(yandex, id)?.told().flag("deletion_protection");
    course::check_alone(yandex, id)?;
    if is_protected {
        return Err(Error::protected_cluster(id));
    }
    Ok(begin(yandex, ctx, (id, metadata("Delete", id)), Change::Delete))
}

pub(super) fn change_folder(
    yandex: &mut Yandex,
    ctx: &mut Ctx<'_, Yandex>,
    request: Message,
) -> Result<Id> {
    let (id, folder) = (request.text("cluster_id"), request.text("destination_folder_id"));
    let from = known(yandex, id)?.folder().to_owned();
    check_folder(yandex, folder)?;
    course::check_free(yandex, id)?;
    let metadata =
        metadata("Move", id).with("source_folder_id", from).with("destination_folder_id", folder);
    Ok(begin(yandex, ctx, (id, metadata), Change::Move(Arc::from(folder))))
}

pub(super) fn start(
    yandex: &mut Yandex,
    ctx: &mut Ctx<'_, Yandex>,
    request: Message,
) -> Result<Id> {
    let id = request.text("cluster_id");
    let status = known(yandex, id)?.status;
    course::check_alone(yandex, id)?;
    if status != Status::Stopped {
        return Err(Error::wrong_status(id, status.name()));
    }
    Ok(begin(yandex, ctx, (id, metadata("Start", id)), Change::Start))
}

pub(super) fn stop(yandex: &mut Yandex, ctx: &mut Ctx<'_, Yandex>, request: Message) -> Result<Id> {
    let id = request.text("cluster_id");
    known(yandex, id)?;
    course::check_alone(yandex, id)?;
    check_running(yandex, id)?;
    Ok(begin(yandex, ctx, (id, metadata("Stop", id)), Change::Stop))
}

fn begin(
    yandex: &mut Yandex,
    ctx: &mut Ctx<'_, Yandex>,
    (id, metadata): (&str, Message),
    change: Change,
) -> Id {
    let cluster = yandex.clusters.find_mut(id).expect("it was just found");
    cluster.status = change.meanwhile().unwrap_or(cluster.status);
    let description = change.description();
    let (cluster, target) = (Arc::from(id), Arc::from(""));
    let work = Work::Cluster { change };
    course::begin(yandex, ctx, Plan { cluster, target, description, metadata, work })
}

/// What an operation was for is done; what there is to show then.
pub(super) fn finish(
    yandex: &mut Yandex,
    ctx: &Ctx<'_, Yandex>,
    id: &str,
    change: &Change,
) -> Option<Message> {
    if let Change::Delete = change {
        yandex.clusters.remove(id);
        return Some(parts::nothing());
    }
    let cluster = yandex.clusters.find_mut(id)?;
    match change {
        Change::Create | Change::Start => cluster.status = Status::Running,
        Change::Update(told) => {
            cluster.status = Status::Running;
            cluster.tell((**told).clone());
        }
        Change::Move(folder) => {
            cluster.status = Status::Running;
            let told = cluster.told().clone().with("folder_id", &**folder);
            cluster.tell(told);
        }
        Change::Stop => cluster.status = Status::Stopped,
        Change::Delete => {}
    }
    Some(cluster.view(ctx.settings().epoch))
}

/// What an operation was for fails.
pub(super) fn give_up(yandex: &mut Yandex, id: &str, change: &Change) {
    if let Change::Create = change {
        return yandex.clusters.remove(id);
    }
    let Some(cluster) = yandex.clusters.find_mut(id) else { return };
    match change {
        Change::Update(_) | Change::Move(_) | Change::Stop => cluster.status = Status::Running,
        Change::Start => cluster.status = Status::Stopped,
        Change::Create | Change::Delete => {}
    }
}
