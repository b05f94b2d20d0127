//! Integrations of services: made, read, listed, changed, deleted.

use std::sync::Arc;

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::errors::{Error, Kind, Result};
use super::integration::{Id, Integration};
use super::service::Place;
use super::{Aiven, Due};
use crate::kernel::room::{Ctx, observe};
use crate::kernel::route::Unread;

#[derive(Debug, Deserialize)]
pub struct InProject {
    project: Arc<str>,
}

#[derive(Debug, Deserialize)]
pub struct There {
    project: Arc<str>,
    integration_id: Id,
}

#[derive(Debug, Deserialize)]
pub struct Here {
    project: Arc<str>,
    service_name: Arc<str>,
}

/// What is to be integrated. Of the two services, one may be the one that is being made.
#[derive(Debug, Deserialize)]
pub struct Wanted {
    integration_type: String,
    #[serde(default)]
    source_project: Option<Arc<str>>,
    #[serde(default)]
    source_service: Option<Arc<str>>,
    #[serde(default)]
    dest_project: Option<Arc<str>>,
    #[serde(default)]
    dest_service: Option<Arc<str>>,
    #[serde(default)]
    user_config: Option<Map<String, Value>>,
}

pub fn create(
    vendor: &mut Aiven,
    ctx: &mut Ctx<'_, Aiven>,
    InProject { project }: InProject,
    wanted: Wanted,
) -> Result<Value> {
    let here = Place { project, service: "".into() };
    let id = make(vendor, ctx, &here, wanted)?;
    Ok(json!({ "service_integration": vendor.integrations[&id].show(vendor) }))
}

/// UNCONFIRMED: the words; and of types beside Kafka Connect, which services they are between.
fn check(vendor: &Aiven, kind: &str, (source, dest): (&Place, &Place)) -> Result<()> {
    let refused = |message: String| Err(Error::new(Kind::InvalidRequest, message));
    if kind.is_empty() {
        return refused("Invalid value for field 'integration_type'".into());
    }
    let (from, to) = (&*vendor.service(source)?.kind, &*vendor.service(dest)?.kind);
    if kind == "kafka_connect" && (from, to) != ("kafka", "kafka_connect") {
        return refused(format!(
            "Service integration of type '{kind}' is not possible from '{from}' to '{to}'"
        ));
    }
    if source == dest {
        let name = &source.service;
        return refused(format!("Service '{name}' cannot be integrated with itself"));
    }
    Ok(())
}

/// Makes an integration; what it leaves out is `here`.
pub fn make(
    vendor: &mut Aiven,
    ctx: &mut Ctx<'_, Aiven>,
    here: &Place,
    wanted: Wanted,
) -> Result<Id> {
    let place = |project: Option<Arc<str>>, service: Option<Arc<str>>| Place {
        project: project.unwrap_or_else(|| Arc::clone(&here.project)),
        service: service.unwrap_or_else(|| Arc::clone(&here.service)),
    };
    let source = place(wanted.source_project, wanted.source_service);
    let dest = place(wanted.dest_project, wanted.dest_service);
    for place in [&source, &dest] {
        let missing = |_| {
            let message = format!("Service '{}' does not exist", place.service);
            Error::new(Kind::ServiceNotFound, message)
        };
        vendor.service(place).map_err(missing)?;
    }
    check(vendor, &wanted.integration_type, (&source, &dest))?;
    let is_same = |it: &Integration| {
        it.kind == wanted.integration_type && it.source == source && it.dest == dest
    };
    if vendor.integrations.values().any(is_same) {
        return Err(Kind::IntegrationExists.into());
    }
    let key = format!("{}/{}/{}", wanted.integration_type, source.key(), dest.key());
    let nth = ctx.count(&format!("aiven/integration/{key}")).to_string();
    let id: Id = ctx.draw(&["aiven/integration", &key, &nth]).uuid().into();
    let mut integration = Integration {
        id: Arc::clone(&id),
        kind: wanted.integration_type,
        source,
        dest,
        user_config: wanted.user_config.unwrap_or_default(),
        is_active: false,
        rest: None,
    };
    let (first, rest) = ctx.course(&id).takes.split(1, 2);
    integration.rest = rest;
    vendor.integrations.insert(Arc::clone(&id), integration);
    ctx.begin(&id, first, Due::Integration { id: Arc::clone(&id) });
    Ok(id)
}

pub fn read(
    vendor: &mut Aiven,
    ctx: &mut Ctx<'_, Aiven>,
    there: &There,
    _: Unread,
) -> Result<Value> {
    observe(vendor, ctx, &there.integration_id);
    let integration = find(vendor, there)?;
    Ok(json!({ "service_integration": integration.show(vendor) }))
}

pub fn list(
    vendor: &mut Aiven,
    ctx: &mut Ctx<'_, Aiven>,
    Here { project, service_name: service }: Here,
    _: Unread,
) -> Result<Value> {
    let place = Place { project, service };
    vendor.service(&place)?;
    let of_service = vendor.integrations.values().filter(|it| it.touches(&place));
    let ids: Vec<Id> = of_service.map(|it| Arc::clone(&it.id)).collect();
    for id in &ids {
        observe(vendor, ctx, id);
    }
    let shown = ids.iter().filter_map(|id| Some(vendor.integrations.get(id)?.show(vendor)));
    Ok(json!({ "service_integrations": shown.collect::<Vec<_>>() }))
}

#[derive(Debug, Deserialize)]
pub struct Update {
    user_config: Map<String, Value>,
}

pub fn update(
    vendor: &mut Aiven,
    _: &mut Ctx<'_, Aiven>,
    there: &There,
    new: Update,
) -> Result<Value> {
    find(vendor, there)?;
    if let Some(integration) = vendor.integrations.get_mut(&there.integration_id) {
        integration.user_config = new.user_config;
    }
    Ok(json!({ "service_integration": find(vendor, there)?.show(vendor) }))
}

pub fn delete(
    vendor: &mut Aiven,
    ctx: &mut Ctx<'_, Aiven>,
    there: &There,
    _: Unread,
) -> Result<Value> {
    find(vendor, there)?;
    ctx.cancel_reads(&there.integration_id);
    vendor.integrations.remove(&there.integration_id);
    Ok(json!({}))
}

fn find<'a>(vendor: &'a Aiven, there: &There) -> Result<&'a Integration> {
    let found = vendor.integrations.get(&there.integration_id);
    let is_of_project =
        |it: &&Integration| [&it.source.project, &it.dest.project].contains(&&there.project);
    found.filter(is_of_project).ok_or_else(|| Kind::IntegrationNotFound.into())
}
