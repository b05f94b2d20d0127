//! The connector plugins of a service, and what their configurations have.

use serde_json::{Value, json};

use super::connector::Runs;
use super::errors::{Kind, Result};
use super::places::There;
use super::{Aiven, plugins};
use crate::kernel::room::Ctx;

/// Those with tables here, then those that the premises only list.
pub fn available(vendor: &mut Aiven, _: &mut Ctx<'_, Aiven>, _: &There) -> Result<Value> {
    let known = plugins::ALL.iter().map(|it| json!(it));
    let listed = vendor.premises.plugins.iter();
    let listed = listed.map(|it| Runs::Listed(std::sync::Arc::new(it.clone())).show());
    Ok(json!({ "plugins": known.chain(listed).collect::<Vec<_>>() }))
}

/// Of a plugin that the premises only list, nothing is known.
pub fn configuration(vendor: &mut Aiven, _: &mut Ctx<'_, Aiven>, there: &There) -> Result<Value> {
    if let Some(plugin) = plugins::find(&there.name) {
        return Ok(json!({ "configuration_schema": plugin.fields().collect::<Vec<_>>() }));
    }
    let is_listed = vendor.premises.plugins.iter().any(|it| *it.class == *there.name);
    if is_listed {
        return Ok(json!({ "configuration_schema": [] }));
    }
    Err(Kind::PluginNotFound.into())
}
