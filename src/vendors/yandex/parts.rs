//! What is in a cluster beside connectors, and all of which lives in the same way: topics and users.
//!
//! What is peculiar to one kind is said in `topics` and `users`.

use std::ops::Bound;
use std::sync::Arc;

use super::behaviour::Unchanged;
use super::course::{self, Plan};
use super::errors::{Error, Result};
use super::message::{self, Fields, KAFKA, Message, shown};
use super::operation::{Id, Work};
use super::{Yandex, binary, clusters, pages, proto};
use crate::kernel::room::Ctx;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Topic,
    User,
}

/// What an operation does to a part when it is done.
#[derive(Debug, Clone)]
pub(super) enum Change {
    Create,
    /// To what it is asked to be then.
    Update(Arc<Message>),
    Delete,
}

impl Kind {
    /// As messages of errors call it; the field with its name is this and `_name`.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Topic => "topic",
            Self::User => "user",
        }
    }

    /// As the vendor's messages call it.
    fn resource(self) -> &'static str {
        match self {
            Self::Topic => "Topic",
            Self::User => "User",
        }
    }

    /// Where a request has its name, outside of a specification.
    pub(super) fn name_field(self) -> &'static str {
        match self {
            Self::Topic => "topic_name",
            Self::User => "user_name",
        }
    }

    fn spec_field(self) -> &'static str {
        match self {
            Self::Topic => "topic_spec",
            Self::User => "user_spec",
        }
    }

    /// UNCONFIRMED.
    fn description(self, change: &Change) -> &'static str {
        match (self, change) {
            (Self::Topic, Change::Create) => "Create topic",
            (Self::Topic, Change::Update(_)) => "Update topic",
            (Self::Topic, Change::Delete) => "Delete topic",
            (Self::User, Change::Create) => "Create user",
            (Self::User, Change::Update(_)) => "Update user",
            (Self::User, Change::Delete) => "Delete user",
        }
    }
}

/// Shown as soon as it is asked for (API Design Guide, "Methods").
pub(super) fn create(
    yandex: &mut Yandex,
    ctx: &mut Ctx<'_, Yandex>,
    (request, kind): (&Message, Kind),
) -> Result<Id> {
    let id = request.text("cluster_id");
    let cluster = clusters::known(yandex, id)?;
    let spec = request.inner(kind.spec_field()).expect("it is required");
    let name: Arc<str> = Arc::from(spec.text("name"));
    if cluster.parts.contains_key(&(kind, Arc::clone(&name))) {
        return Err(Error::part_exists(kind.word(), &name));
    }
    course::check_free(yandex, id)?;
    let cluster = yandex.clusters.find_mut(id).expect("it was just found");
    cluster.parts.insert((kind, Arc::clone(&name)), Arc::new(spec.clone()));
    Ok(begin(yandex, ctx, (id, kind, name), ("Create", Change::Create)))
}

pub(super) fn get(yandex: &Yandex, request: &Message, kind: Kind) -> Result<Message> {
    let (id, name) = (request.text("cluster_id"), request.text(kind.name_field()));
    Ok(view(id, kind, found(yandex, id, (kind, name))?))
}

/// By name.
pub(super) fn list(
    yandex: &Yandex,
    ctx: &Ctx<'_, Yandex>,
    (request, kind): (&Message, Kind),
) -> Result<Message> {
    let id = request.text("cluster_id");
    let cluster = clusters::known(yandex, id)?;
    let plural = format!("{}s", kind.word());
    let page = pages::open(ctx, &format!("{id}/{plural}"), request)?;
    let first = (kind, Arc::from(page.after().unwrap_or_default()));
    let from = if page.after().is_some() { Bound::Excluded(first) } else { Bound::Included(first) };
    let rest = cluster.parts.range((from, Bound::Unbounded));
    let rest = rest.take_while(|((other, _), _)| *other == kind);
    let (shown, token) = page.cut(rest.map(|((_, name), it)| (name.to_string(), it)));
    let shown: Vec<_> = shown.into_iter().map(|it| view(id, kind, it)).collect();
    let answer = message::new(&format!("{KAFKA}.List{}sResponse", kind.resource()));
    Ok(pages::closed(answer.with(&plural, shown), token))
}

/// Shown when the operation is done. `updated` makes what it is asked to be of what it is.
pub(super) fn update(
    yandex: &mut Yandex,
    ctx: &mut Ctx<'_, Yandex>,
    (request, kind, verb): (&Message, Kind, &'static str),
    updated: impl FnOnce(&Message) -> Result<Message>,
) -> Result<Id> {
    let (id, name) = (request.text("cluster_id"), request.text(kind.name_field()));
    let before = found(yandex, id, (kind, name))?;
    let spec = updated(before)?;
    course::check_free(yandex, id)?;
    let is_same = binary::encode(&spec) == binary::encode(before);
    if is_same && yandex.premises.behaviour.unchanged == Unchanged::Refused {
        return Err(Error::no_changes());
    }
    let change = Change::Update(Arc::new(spec));
    Ok(begin(yandex, ctx, (id, kind, Arc::from(name)), (verb, change)))
}

/// It is there until the operation is done.
pub(super) fn delete(
    yandex: &mut Yandex,
    ctx: &mut Ctx<'_, Yandex>,
    (request, kind): (&Message, Kind),
) -> Result<Id> {
    let (id, name) = (request.text("cluster_id"), request.text(kind.name_field()));
    found(yandex, id, (kind, name))?;
    course::check_free(yandex, id)?;
    Ok(begin(yandex, ctx, (id, kind, Arc::from(name)), ("Delete", Change::Delete)))
}

fn found<'a>(yandex: &'a Yandex, cluster: &str, (kind, name): (Kind, &str)) -> Result<&'a Message> {
    let cluster = clusters::known(yandex, cluster)?;
    let found = cluster.parts.get(&(kind, Arc::from(name)));
    found.map(|it| &**it).ok_or_else(|| Error::no_part(kind.word(), name))
}

/// As every answer shows it: without its secrets, since no message of an answer has them.
pub(super) fn view(cluster: &str, kind: Kind, spec: &Message) -> Message {
    let descriptor = proto::message(&format!("{KAFKA}.{}", kind.resource()));
    shown(spec, &descriptor).with("cluster_id", cluster)
}

fn begin(
    yandex: &mut Yandex,
    ctx: &mut Ctx<'_, Yandex>,
    (id, kind, name): (&str, Kind, Arc<str>),
    (verb, change): (&'static str, Change),
) -> Id {
    let metadata = message::new(&format!("{KAFKA}.{}Metadata", whole(kind, verb)));
    let metadata = metadata.with("cluster_id", id).with(kind.name_field(), &*name);
    let target = Arc::from(format!("{}/{name}", kind.word()));
    let description = kind.description(&change);
    let (cluster, work) = (Arc::from(id), Work::Part { kind, name, change });
    course::begin(yandex, ctx, Plan { cluster, target, description, metadata, work })
}

/// `CreateTopic`; `GrantUserPermission` is whole already.
fn whole(kind: Kind, verb: &str) -> String {
    let is_whole = verb.contains(kind.resource());
    if is_whole { verb.to_owned() } else { format!("{verb}{}", kind.resource()) }
}

/// What an operation was for is done; what there is to show then. `None` where it is gone meanwhile.
pub(super) fn finish(
    yandex: &mut Yandex,
    cluster: &str,
    (kind, name): (Kind, &Arc<str>),
    change: &Change,
) -> Option<Message> {
    let parts = &mut yandex.clusters.find_mut(cluster)?.parts;
    let key = (kind, Arc::clone(name));
    match change {
        Change::Create => {}
        Change::Update(spec) => *parts.get_mut(&key)? = Arc::clone(spec),
        Change::Delete => return parts.remove(&key).map(|_| nothing()),
    }
    parts.get(&key).map(|it| view(cluster, kind, it))
}

/// What an operation was for fails.
pub(super) fn give_up(
    yandex: &mut Yandex,
    cluster: &str,
    (kind, name): (Kind, &Arc<str>),
    change: &Change,
) {
    if let (Change::Create, Some(cluster)) = (change, yandex.clusters.find_mut(cluster)) {
        cluster.parts.remove(&(kind, Arc::clone(name)));
    }
}

/// What there is to show of what was deleted.
pub(super) fn nothing() -> Message {
    message::new("google.protobuf.Empty")
}
