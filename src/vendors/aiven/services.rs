//! Services: listed, made, read, updated, powered on and off, deleted.

use std::sync::Arc;

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::behaviour::Secrets;
use super::errors::{Error, Kind, Result};
use super::integrations::{self, Wanted};
use super::service::{Instant, Phase, Place, Service};
use super::{Aiven, service_courses, service_settings, service_types};
use crate::kernel::room::{Ctx, observe};
use crate::kernel::route::Unread;

const NAME_CHARS_MAX: usize = 63;

#[derive(Debug, Deserialize)]
pub struct InProject {
    project: Arc<str>,
    #[serde(default)]
    include_secrets: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct There {
    project: Arc<str>,
    service_name: Arc<str>,
    #[serde(default)]
    include_secrets: Option<String>,
}

impl There {
    fn place(&self) -> Place {
        Place { project: Arc::clone(&self.project), service: Arc::clone(&self.service_name) }
    }
}

pub fn list(
    vendor: &mut Aiven,
    ctx: &mut Ctx<'_, Aiven>,
    InProject { project, include_secrets }: InProject,
    _: Unread,
) -> Result<Value> {
    let places: Vec<_> = vendor.of_project(&project).map(|it| it.place.clone()).collect();
    for place in &places {
        observe(vendor, ctx, &place.key());
    }
    let asked = include_secrets.as_deref();
    let shown = vendor.of_project(&project).map(|it| vendor.show(ctx, it, asked));
    Ok(json!({ "services": shown.collect::<Vec<_>>() }))
}

#[derive(Debug, Deserialize)]
pub struct Create {
    service_name: Arc<str>,
    service_type: String,
    plan: String,
    #[serde(default)]
    cloud: Option<String>,
    #[serde(default)]
    user_config: Option<Map<String, Value>>,
    #[serde(default)]
    maintenance: Option<Map<String, Value>>,
    #[serde(default)]
    tags: Option<Map<String, Value>>,
    #[serde(default)]
    termination_protection: Option<bool>,
    #[serde(default)]
    service_integrations: Option<Vec<Wanted>>,
}

pub fn create(
    vendor: &mut Aiven,
    ctx: &mut Ctx<'_, Aiven>,
    InProject { project, include_secrets }: InProject,
    new: Create,
) -> Result<Value> {
    check_name(&new.service_name)?;
    if !service_types::is_known(&new.service_type) {
        let message = format!("Invalid service type '{}'", new.service_type);
        return Err(Error::new(Kind::InvalidRequest, message));
    }
    service_settings::check(&new.service_type, new.user_config.as_ref())?;
    let place = Place { project, service: Arc::clone(&new.service_name) };
    if vendor.service(&place).is_ok() {
        return Err(Kind::ServiceExists.into());
    }
    let given = vendor.premises.projects.iter().find(|it| *it.name == *place.project);
    let cloud = new.cloud.or_else(|| given.map(|it| it.cloud.clone())).unwrap_or_default();
    let mut service = Service::new(place.clone(), [new.service_type, new.plan, cloud]);
    service.configure(new.user_config.unwrap_or_default());
    service.maintain(new.maintenance);
    service.tags = json!(new.tags.unwrap_or_default());
    service.termination_protection = new.termination_protection.unwrap_or_default();
    (service.created_at, service.updated_at) = (Some(ctx.now()), Some(ctx.now()));
    let key = place.key();
    let nth = ctx.count(&format!("aiven/service/{key}")).to_string();
    let mut draw = ctx.draw(&["aiven/service", &key, &nth]);
    service.password = format!("AVNS_{}", draw.text(LETTERS, 19));
    service.port = 10_000 + u16::try_from(draw.below(18_000)).expect("less than 18,000");
    service_courses::build(ctx, &mut service);
    vendor
        .services
        .entry(Arc::clone(&place.project))
        .or_default()
        .insert(Arc::clone(&place.service), service);
    let mut wanted = new.service_integrations.unwrap_or_default().into_iter();
    let made = wanted.try_for_each(|it| integrations::make(vendor, ctx, &place, it).map(drop));
    if let Err(refused) = made {
        remove(vendor, &place);
        return Err(refused);
    }
    let asked = include_secrets.as_deref();
    Ok(json!({ "service": vendor.show(ctx, vendor.service(&place)?, asked) }))
}

const LETTERS: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// Lower-case letters, digits and hyphens, a letter first. UNCONFIRMED: the words.
fn check_name(name: &str) -> Result<()> {
    let is_letter = |it: u8| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-';
    let begins = name.bytes().next().is_some_and(|it| it.is_ascii_lowercase());
    if begins && name.len() <= NAME_CHARS_MAX && name.bytes().all(is_letter) {
        return Ok(());
    }
    Err(Error::new(Kind::InvalidRequest, format!("Invalid service name '{name}'")))
}

pub fn read(
    vendor: &mut Aiven,
    ctx: &mut Ctx<'_, Aiven>,
    there: &There,
    _: Unread,
) -> Result<Value> {
    let place = there.place();
    observe(vendor, ctx, &place.key());
    let service = vendor.service(&place)?;
    Ok(json!({ "service": vendor.show(ctx, service, there.include_secrets.as_deref()) }))
}

#[derive(Debug, Deserialize)]
pub struct Update {
    #[serde(default)]
    plan: Option<String>,
    #[serde(default)]
    cloud: Option<String>,
    #[serde(default)]
    powered: Option<bool>,
    #[serde(default)]
    user_config: Option<Map<String, Value>>,
    #[serde(default)]
    maintenance: Option<Map<String, Value>>,
    #[serde(default)]
    tags: Option<Map<String, Value>>,
    #[serde(default)]
    termination_protection: Option<bool>,
}

/// UNCONFIRMED: another plan or cloud has all nodes replaced; other settings leave the state as it is. What
/// is powered off keeps its connectors.
pub fn update(
    vendor: &mut Aiven,
    ctx: &mut Ctx<'_, Aiven>,
    there: &There,
    new: Update,
) -> Result<Value> {
    let place = there.place();
    let service = vendor.service_mut(&place)?;
    service_settings::check(&service.kind, new.user_config.as_ref())?;
    if new.powered == Some(false)
        && new.termination_protection.unwrap_or(service.termination_protection)
    {
        return Err(Kind::TerminationProtected.into());
    }
    let had_connect = service.has_connect();
    let moves = new.plan.as_ref().is_some_and(|it| *it != service.plan)
        || new.cloud.as_ref().is_some_and(|it| *it != service.cloud);
    service.plan = new.plan.unwrap_or_else(|| service.plan.clone());
    service.cloud = new.cloud.unwrap_or_else(|| service.cloud.clone());
    service.configure(new.user_config.unwrap_or_default());
    service.maintain(new.maintenance);
    service.tags = new.tags.map_or_else(|| service.tags.clone(), Value::Object);
    let protects = new.termination_protection;
    service.termination_protection = protects.unwrap_or(service.termination_protection);
    service.updated_at = Some(ctx.now());
    let is_off = service.phase == Phase::Poweroff;
    match (new.powered, is_off) {
        (Some(false), false) => service_courses::power_off(ctx, service),
        (Some(true), true) => service_courses::build(ctx, service),
        (_, false) if moves => service_courses::replace(ctx, service),
        (_, false) if service.has_connect() && !had_connect => {
            service_courses::enable(ctx, service);
        }
        (_, true | false) => {}
    }
    let service = vendor.service(&place)?;
    Ok(json!({ "service": vendor.show(ctx, service, there.include_secrets.as_deref()) }))
}

/// Gone at once, with its connectors and integrations.
pub fn delete(
    vendor: &mut Aiven,
    ctx: &mut Ctx<'_, Aiven>,
    there: &There,
    _: Unread,
) -> Result<Value> {
    let place = there.place();
    if vendor.service(&place)?.termination_protection {
        return Err(Kind::TerminationProtected.into());
    }
    ctx.cancel_reads(&place.key());
    remove(vendor, &place);
    Ok(json!({}))
}

fn remove(vendor: &mut Aiven, place: &Place) {
    if let Some(services) = vendor.services.get_mut(&place.project) {
        services.remove(&place.service);
    }
    vendor.integrations.retain(|_, it| !it.touches(place));
}

impl Service {
    fn maintain(&mut self, window: Option<Map<String, Value>>) {
        for (name, value) in window.into_iter().flatten() {
            self.maintenance[name] = value;
        }
    }
}

impl Aiven {
    /// In the order of names.
    fn of_project(&self, project: &str) -> impl Iterator<Item = &Service> {
        self.services.get(project).into_iter().flat_map(|it| it.values())
    }

    /// As operations on services show it; `asked` is the parameter `include_secrets`.
    fn show(&self, ctx: &Ctx<'_, Self>, service: &Service, asked: Option<&str>) -> Value {
        let is_asked = asked.is_some_and(|it| it.eq_ignore_ascii_case("true"));
        let with_secrets = is_asked || self.premises.behaviour.secrets == Secrets::Always;
        let integrations = self.integrations.values().filter(|it| it.touches(&service.place));
        let integrations: Vec<_> = integrations.map(|it| it.show(self)).collect();
        service.show(Instant::of(ctx), &integrations, with_secrets)
    }
}
