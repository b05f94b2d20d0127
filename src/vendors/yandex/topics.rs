//! `TopicService`.

use super::errors::{Error, Result};
use super::message::{self, Fields, KAFKA, Message};
use super::operation::Id;
use super::parts::{self, Kind};
use super::{Yandex, checks, masks};
use crate::kernel::room::Ctx;

const KIND: Kind = Kind::Topic;

pub(super) fn create(
    yandex: &mut Yandex,
    ctx: &mut Ctx<'_, Yandex>,
    request: Message,
) -> Result<Id> {
    check_name(request.text("topic_spec.name"))?;
    parts::create(yandex, ctx, (&request, KIND))
}

/// The specification says nothing of its name, but the operation's metadata do.
fn check_name(name: &str) -> Result<()> {
    let metadata = message::new(&format!("{KAFKA}.CreateTopicMetadata")).with("topic_name", name);
    match checks::violations(&metadata).pop() {
        Some(violation) => Err(Error::invalid_field("topic_spec.name", violation.problem)),
        None => Ok(()),
    }
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

/// What a mask does not name stays; without a mask all but the name is replaced.
pub(super) fn update(
    yandex: &mut Yandex,
    ctx: &mut Ctx<'_, Yandex>,
    request: Message,
) -> Result<Id> {
    parts::update(yandex, ctx, (&request, KIND, "Update"), |before| {
        let paths = masks::paths_but(&request, "topic_spec", &["name"]);
        let paths = paths.map_err(|unknown| Error::unknown_paths(&unknown))?;
        let mut spec = before.clone();
        for path in paths.unwrap_or(vec![vec![]]) {
            masks::apply(&mut spec, request.inner("topic_spec"), &path);
        }
        Ok(spec.with("name", before.text("name")))
    })
}

pub(super) fn delete(
    yandex: &mut Yandex,
    ctx: &mut Ctx<'_, Yandex>,
    request: Message,
) -> Result<Id> {
    parts::delete(yandex, ctx, (&request, KIND))
}
