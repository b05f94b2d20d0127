//! Tasks of a service: checks and imports that run for a while and then have a result.

use std::sync::Arc;

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};

use super::errors::{Error, Kind, Result};
use super::service::Place;
use super::{Aiven, Due};
use crate::kernel::room::{Ctx, observe};
use crate::kernel::route::Unread;

/// A rule's name for a task that does not succeed.
pub const FAILED: &str = "FAILED";
const TYPES: &[&str] = &["upgrade_check", "migration_check", "dataset_import"];

/// A UUID.
pub type Id = Arc<str>;

#[derive(Debug, Clone)]
pub struct Task {
    id: Id,
    place: Place,
    kind: String,
    created_at: Timestamp,
    /// What it comes to: whether it is well, and what it says. `None` until it is over.
    result: Option<(bool, String)>,
    /// What a rule wants it to say.
    end: (bool, String),
}

#[derive(Debug, Deserialize)]
pub struct Here {
    project: Arc<str>,
    service_name: Arc<str>,
}

#[derive(Debug, Deserialize)]
pub struct There {
    project: Arc<str>,
    service_name: Arc<str>,
    task_id: Id,
}

#[derive(Debug, Deserialize)]
pub struct Create {
    task_type: String,
}

/// Not like the real one: nothing is checked or imported.
pub fn create(
    vendor: &mut Aiven,
    ctx: &mut Ctx<'_, Aiven>,
    Here { project, service_name: service }: Here,
    Create { task_type: kind }: Create,
) -> Result<Value> {
    let place = Place { project, service };
    vendor.service(&place)?;
    if !TYPES.contains(&kind.as_str()) {
        let message = "Invalid value for field 'task_type'";
        return Err(Error::new(Kind::InvalidRequest, message));
    }
    let nth = ctx.count(&format!("aiven/task/{}", place.key())).to_string();
    let id: Id = ctx.draw(&["aiven/task", &place.key(), &nth]).uuid().into();
    let course = ctx.course(&id);
    let end = match course.outcome {
        Some(outcome) => (false, outcome.message.unwrap_or_else(|| "Task failed".into())),
        None => (true, "All checks passed".into()),
    };
    let task = Task { id: Arc::clone(&id), place, kind, created_at: ctx.now(), result: None, end };
    let shown = json!({ "task": task.show() });
    vendor.tasks.insert(Arc::clone(&id), task);
    ctx.begin(&Arc::clone(&id), course.takes, Due::Task { id });
    Ok(shown)
}

pub fn read(
    vendor: &mut Aiven,
    ctx: &mut Ctx<'_, Aiven>,
    There { project, service_name: service, task_id }: There,
    _: Unread,
) -> Result<Value> {
    observe(vendor, ctx, &task_id);
    let place = Place { project, service };
    vendor.service(&place)?;
    let found = vendor.tasks.get(&task_id).filter(|it| it.place == place);
    Ok(json!({ "task": found.ok_or(Kind::ServiceTaskNotFound)?.show() }))
}

pub fn settle(vendor: &mut Aiven, id: &Id) {
    if let Some(task) = vendor.tasks.get_mut(id) {
        task.result = Some(task.end.clone());
    }
}

impl Task {
    fn show(&self) -> Value {
        let (success, result) = match &self.result {
            Some((success, result)) => (*success, result.as_str()),
            None => (false, ""),
        };
        json!({
            "task_id": self.id,
            "task_type": self.kind,
            "create_time": self.created_at.to_string(),
            "success": success,
            "result": result,
            "result_codes": [],
        })
    }
}
