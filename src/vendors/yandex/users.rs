//! `UserService`. Passwords are taken and never shown.

use super::errors::{Error, Result};
use super::message::{Fields, Message};
use super::operation::Id;
use super::parts::{self, Kind};
use super::{Yandex, binary, masks};
use crate::kernel::room::Ctx;

const KIND: Kind = Kind::User;

pub(super) fn create(
    yandex: &mut Yandex,
    ctx: &mut Ctx<'_, Yandex>,
    request: Message,
) -> Result<Id> {
    parts::create(yandex, ctx, (&request, KIND))
}

pub(super) fn get(
    yandex: &mut Yandex,
    _: &mut Ctx<'_, Yandex>,
    request: Message,
) -> Result<Message> {
    parts::get(yandex, &request, KIND)
}

pub(super) fn list(
    yandex: &mut Yandex,
    ctx: &mut Ctx<'_, Yandex>,
    request: Message,
) -> Result<Message> {
    parts::list(yandex, ctx, (&request, KIND))
}

/// What a mask does not name stays; without a mask the permissions are replaced, and the password if there is one.
pub(super) fn update(
    yandex: &mut Yandex,
    ctx: &mut Ctx<'_, Yandex>,
    request: Message,
) -> Result<Id> {
    parts::update(yandex, ctx, (&request, KIND, "Update"), |before| {
        let paths = masks::paths_but(&request, "", &["cluster_id", "user_name", "update_mask"]);
        let paths = paths.map_err(|unknown| Error::unknown_paths(&unknown))?;
        let mut spec = before.clone();
        for path in paths.unwrap_or(vec![vec![]]) {
            masks::apply(&mut spec, Some(&request), &path);
        }
        if spec.text("password").is_empty() {
            spec.put("password", before.text("password"));
        }
        Ok(spec)
    })
}

pub(super) fn delete(
    yandex: &mut Yandex,
    ctx: &mut Ctx<'_, Yandex>,
    request: Message,
) -> Result<Id> {
    parts::delete(yandex, ctx, (&request, KIND))
}

/// A permission that is there already stays the only one of its kind.
pub(super) fn grant_permission(
    yandex: &mut Yandex,
    ctx: &mut Ctx<'_, Yandex>,
    request: Message,
) -> Result<Id> {
    parts::update(yandex, ctx, (&request, KIND, "GrantUserPermission"), |before| {
        let granted = request.inner("permission").expect("it is required");
        let mut permissions = without(before, granted);
        permissions.push(granted.clone());
        Ok(before.clone().with("permissions", permissions))
    })
}

/// Revoking what was not granted changes nothing.
pub(super) fn revoke_permission(
    yandex: &mut Yandex,
    ctx: &mut Ctx<'_, Yandex>,
    request: Message,
) -> Result<Id> {
    parts::update(yandex, ctx, (&request, KIND, "RevokeUserPermission"), |before| {
        let revoked = request.inner("permission").expect("it is required");
        Ok(before.clone().with("permissions", without(before, revoked)))
    })
}

/// The user's permissions but this one.
fn without(user: &Message, permission: &Message) -> Vec<Message> {
    let bytes = binary::encode(permission);
    let others = user.all("permissions").into_iter().filter(|it| binary::encode(it) != bytes);
    others.cloned().collect()
}
