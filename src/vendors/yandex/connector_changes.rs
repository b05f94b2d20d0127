//! `ConnectorService`: connectors changed, paused, resumed, deleted.

use std::sync::Arc;

use super::behaviour::{Properties, Repeated, Unchanged};
use super::connector::{Connector, KINDS, Status, kind, metadata};
use super::connectors::{self, Change};
use super::course::{self, Plan};
use super::errors::{Error, Result};
use super::message::{Fields, Message, wrapped};
use super::operation::{Id, Work};
use super::{Yandex, binary, clusters, masks};
use crate::kernel::room::Ctx;

/// Shown when the operation is done. What a mask does not name stays; without a mask all is replaced.
pub(super) fn update(
    yandex: &mut Yandex,
    ctx: &mut Ctx<'_, Yandex>,
    request: Message,
) -> Result<Id> {
    let (id, name) = (request.text("cluster_id"), request.text("connector_name"));
    let connector = connectors::found(yandex, id, name)?;
    let spec = updated(yandex, connector, &request)?;
    course::check_free(yandex, id)?;
    let is_same = binary::encode(&spec) == binary::encode(&connector.spec);
    if is_same && yandex.premises.behaviour.unchanged == Unchanged::Refused {
        return Err(Error::no_changes());
    }
    begin(yandex, ctx, &request, ("Update", Change::Update(Arc::new(spec))))
}

/// The specification as the request wants it.
fn updated(yandex: &Yandex, connector: &Connector, request: &Message) -> Result<Message> {
    let update = request.inner("connector_spec").expect("it is required");
    let paths = masks::paths(request, "connector_spec");
    let paths = paths.map_err(|unknown| Error::unknown_paths(&unknown))?.unwrap_or(vec![vec![]]);
    let own = kind(&connector.spec);
    if let Some(other) = KINDS.iter().find(|it| Some(**it) != own && is_meant(&paths, update, it)) {
        let field = format!("connector_spec.{other}");
        return Err(Error::invalid_field(&field, "The connector is of another kind"));
    }
    let mut spec = (*connector.spec).clone();
    for path in &paths {
        masks::apply(&mut spec, Some(update), path);
    }
    if yandex.premises.behaviour.properties == Properties::Merge {
        masks::merge(&mut spec, &connector.spec, "properties");
        if masks::names(&paths, "properties") {
            masks::merge(&mut spec, update, "properties");
        }
    }
    if kind(&spec).is_none() {
        let problem = "One of the options must be selected";
        return Err(Error::invalid_field("connector_spec.connector_config", problem));
    }
    if spec.number("tasks_max").is_none() {
        let cluster = clusters::known(yandex, request.text("cluster_id"))?;
        spec.put("tasks_max", wrapped(i64::from(cluster.brokers)));
    }
    Ok(spec)
}

/// Whether a request is about that kind: its mask goes there by name, or all is replaced and it brings one.
fn is_meant(paths: &[masks::Path], update: &Message, kind: &str) -> bool {
    let by_name = |it: &masks::Path| it.first().is_some_and(|field| field.name() == kind);
    let whole = paths.iter().any(Vec::is_empty) && update.inner(kind).is_some();
    whole || paths.iter().any(by_name)
}

/// It is there until the operation is done.
pub(super) fn delete(
    yandex: &mut Yandex,
    ctx: &mut Ctx<'_, Yandex>,
    request: Message,
) -> Result<Id> {
    connectors::found(yandex, request.text("cluster_id"), request.text("connector_name"))?;
    course::check_free(yandex, request.text("cluster_id"))?;
    begin(yandex, ctx, &request, ("Delete", Change::Delete))
}

pub(super) fn pause(
    yandex: &mut Yandex,
    ctx: &mut Ctx<'_, Yandex>,
    request: Message,
) -> Result<Id> {
    check_status(yandex, &request, Status::Paused)?;
    begin(yandex, ctx, &request, ("Pause", Change::Pause))
}

pub(super) fn resume(
    yandex: &mut Yandex,
    ctx: &mut Ctx<'_, Yandex>,
    request: Message,
) -> Result<Id> {
    check_status(yandex, &request, Status::Running)?;
    begin(yandex, ctx, &request, ("Resume", Change::Resume))
}

/// Whether a connector is in that status already is no matter, unless a world says so.
fn check_status(yandex: &Yandex, request: &Message, status: Status) -> Result<()> {
    let (id, name) = (request.text("cluster_id"), request.text("connector_name"));
    let is_there_already = connectors::found(yandex, id, name)?.status == status;
    course::check_free(yandex, id)?;
    if is_there_already && yandex.premises.behaviour.repeated == Repeated::Refused {
        return Err(Error::repeated(name, status == Status::Paused));
    }
    Ok(())
}

fn begin(
    yandex: &mut Yandex,
    ctx: &mut Ctx<'_, Yandex>,
    request: &Message,
    (verb, change): (&'static str, Change),
) -> Result<Id> {
    let (id, name) = (request.text("cluster_id"), Arc::from(request.text("connector_name")));
    Ok(course::begin(
        yandex,
        ctx,
        Plan {
            cluster: Arc::from(id),
            target: Arc::clone(&name),
            description: change.description(),
            metadata: metadata(verb, id, &name),
            work: Work::Connector { name, change },
        },
    ))
}
