//! Tags of connectors, custom plugins and worker configurations.
//!
//! Reads of tags never lag behind. No other answer shows tags.

use serde::{Deserialize, Serialize};

use super::arns::{Arn, Kind};
use super::connector::Connector;
use super::errors::{Error, Result};
use super::plugin::CustomPlugin;
use super::shapes::Texts;
use super::shelf::Card;
use super::spaces::Resource;
use super::validate::{self, required};
use super::worker_configuration::WorkerConfiguration;
use super::{Msk, wording};
use crate::kernel::http::Response;
use crate::kernel::room::Ctx;
use crate::kernel::route::Unread;

const FIELD: &str = "resourceArn";

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Which {
    resource_arn: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Add {
    tags: Option<Texts>,
}

/// `TagResource` (API Reference, "`TagResource`"). The answer has no body.
///
/// UNCONFIRMED: what is refused beside unknown resources; that the whole of a resource's tags is bounded as
/// those of one request are.
pub(super) fn add(
    msk: &mut Msk,
    ctx: &mut Ctx<'_, Msk>,
    Which { resource_arn: arn }: Which,
    Add { tags }: Add,
) -> Result<()> {
    let more = required(tags, "tags")?;
    validate::tags(&more)?;
    let card = card(msk, ctx, &arn)?;
    let mut tags = card.tags.clone();
    tags.0.extend(more.0);
    validate::tag_count(&tags)?;
    card.tags = tags;
    Ok(())
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Remove {
    resource_arn: String,
    #[serde(default)]
    tag_keys: Vec<String>,
}

/// `UntagResource` (API Reference, "`UntagResource`"). The answer has no body.
///
/// UNCONFIRMED: that no keys, and keys that no tag has, are no mistake.
pub(super) fn remove(
    msk: &mut Msk,
    ctx: &mut Ctx<'_, Msk>,
    Remove { resource_arn: arn, tag_keys }: Remove,
    _: Unread,
) -> Result<()> {
    validate::tag_keys(&tag_keys)?;
    let card = card(msk, ctx, &arn)?;
    card.tags.0.retain(|key, _| !tag_keys.contains(key));
    Ok(())
}

#[derive(Debug, Serialize)]
struct Listed<'a> {
    tags: &'a Texts,
}

/// `ListTagsForResource` (API Reference, "`ListTagsForResource`").
pub(super) fn list(
    msk: &mut Msk,
    ctx: &mut Ctx<'_, Msk>,
    Which { resource_arn: arn }: Which,
    _: Unread,
) -> Result<Response> {
    let card = card(msk, ctx, &arn)?;
    Ok(super::ok(&Listed { tags: &card.tags }))
}

/// The card of a resource of any kind that can be tagged: operations cannot (Service Authorization
/// Reference). Which error they get is UNCONFIRMED.
fn card<'a>(msk: &'a mut Msk, ctx: &Ctx<'_, Msk>, text: &str) -> Result<&'a mut Card> {
    let arn = Arn::parse(text).ok_or_else(|| Error::invalid(FIELD, wording::NOT_AN_ARN))?;
    arn.check_place(FIELD, ctx.caller())?;
    let card = match arn.kind {
        Kind::Connector => msk.find_mut::<Connector>(&arn, text).map(Resource::card_mut),
        Kind::CustomPlugin => msk.find_mut::<CustomPlugin>(&arn, text).map(Resource::card_mut),
        Kind::WorkerConfiguration => {
            msk.find_mut::<WorkerConfiguration>(&arn, text).map(Resource::card_mut)
        }
        Kind::ConnectorOperation => return Err(Error::invalid(FIELD, wording::NOT_TAGGABLE)),
    };
    card.filter(|it| !it.is_gone).ok_or_else(|| Error::not_found(FIELD))
}
