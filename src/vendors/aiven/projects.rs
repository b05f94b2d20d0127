//! Projects: listed and read; and the virtual networks in them, of which there are none.

use std::sync::Arc;

use serde::Deserialize;
use serde_json::{Value, json};

use super::Aiven;
use super::errors::{Kind, Result};
use super::premises::Project;
use super::users::Memberships;
use crate::kernel::room::Ctx;
use crate::kernel::route::{Nothing, Unread};

/// Of the account and organization that all projects are in. CHOICE.
pub const ACCOUNT: &str = "a1b2c3d4e5f6";
const ORGANIZATION: &str = "org1a2b3c4d5e6";

#[derive(Debug, Deserialize)]
pub struct There {
    project: String,
}

/// Those that the user is a member of, and what the user may do there.
pub fn list(vendor: &mut Aiven, ctx: &mut Ctx<'_, Aiven>, _: Nothing, _: Unread) -> Result<Value> {
    let email = Arc::clone(&ctx.caller().user);
    let Memberships { first, all } = vendor.memberships(&email);
    let own = vendor.premises.projects.iter().filter(|it| first.contains_key(&it.name));
    let own: Vec<_> = own.map(|it| show(it, &email)).collect();
    Ok(json!({ "projects": own, "project_membership": first, "project_memberships": all }))
}

pub fn read(
    vendor: &mut Aiven,
    ctx: &mut Ctx<'_, Aiven>,
    There { project }: There,
    _: Unread,
) -> Result<Value> {
    let found = vendor.premises.projects.iter().find(|it| it.name == project);
    let project = found.ok_or(Kind::ProjectNotFound)?;
    Ok(json!({ "project": show(project, &ctx.caller().user) }))
}

/// A client asks before it makes a service in a cloud. `Not like the real one:` no operation here makes a VPC.
pub fn networks(_: &mut Aiven, _: &mut Ctx<'_, Aiven>, _: There, _: Unread) -> Result<Value> {
    Ok(json!({ "vpcs": [] }))
}

/// Not like the real one: nobody pays.
fn show(project: &Project, email: &str) -> Value {
    json!({
        "account_id": ACCOUNT,
        "account_name": "Example",
        "address_lines": [],
        "available_credits": "0.00",
        "billing_address": "",
        "billing_currency": "USD",
        "billing_emails": [{ "email": email }],
        "billing_extra_text": null,
        "billing_group_id": "00000000-0000-4000-8000-000000000000",
        "billing_group_name": "Default billing group",
        "city": "",
        "company": "",
        "country": "",
        "country_code": "",
        "default_cloud": project.cloud,
        "estimated_balance": "0.00",
        "features": {},
        "organization_id": ORGANIZATION,
        "payment_method": "no_payment_expected",
        "project_name": project.name,
        "state": "",
        "tags": {},
        "tech_emails": [],
        "vat_id": "",
        "zip_code": "",
    })
}
