//! Worker configurations: the operations on them, and what becomes of them.
//!
//! What their properties mean is never looked at: any base64 will do.

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use serde::{Deserialize, Serialize};

use super::arns::Arn;
use super::errors::{Error, Kind as ErrorKind, Result};
use super::lists::{self, Page};
use super::shapes::Texts;
use super::validate::{self, required};
use super::worker_configuration::{State, View, WorkerConfiguration};
use super::{Msk, quotas, references, spaces, wording};
use crate::kernel::http::Response;
use crate::kernel::room::Ctx;
use crate::kernel::route::{Nothing, Unread};

/// Padded or not, and whatever the bits are that nobody needs.
const ANY_BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Lines as `base64` writes them are taken, too.
fn is_base64(text: &str) -> bool {
    let text: Vec<u8> = text.bytes().filter(|it| !it.is_ascii_whitespace()).collect();
    ANY_BASE64.decode(text).is_ok()
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Create {
    description: Option<String>,
    name: Option<String>,
    properties_file_content: Option<String>,
    tags: Option<Texts>,
}

/// `CreateWorkerConfiguration` (API Reference, "`CreateWorkerConfiguration`"). It is `ACTIVE` at once.
///
/// UNCONFIRMED: that properties which the Developer Guide forbids are taken, and what is no base64 is not.
pub(super) fn create(
    msk: &mut Msk,
    ctx: &mut Ctx<'_, Msk>,
    _: Nothing,
    it: Create,
) -> Result<Response> {
    let Create { description, name, properties_file_content: properties, tags } = it;
    super::authorize_tags(ctx, tags.as_ref())?;
    let name = required(name, "name")?;
    let properties = required(properties, "propertiesFileContent")?;
    validate::description(description.as_deref(), "description")?;
    validate::name(&name, "name")?;
    if !is_base64(&properties) {
        return Err(Error::invalid("propertiesFileContent", wording::NOT_BASE64));
    }
    let tags = tags.unwrap_or_default();
    validate::tags(&tags)?;
    let (caller, quotas) = (ctx.caller().clone(), msk.behaviour().quotas);
    let digits = msk.digits();
    let space = msk.spaces.of_caller(&caller);
    if space.workers.has_name(&name) {
        let kind = ErrorKind::ConflictException;
        return Err(Error::of_parameter(kind, "name", wording::NAME_TAKEN));
    }
    quotas::check_worker_configurations(space, &quotas)?;
    let card = spaces::card::<WorkerConfiguration>(ctx, &caller, &name, tags);
    let mut workers = WorkerConfiguration::new(card, description, properties);
    spaces::lag(ctx, &mut workers, true);
    let response = super::ok(&workers.created(digits));
    space.workers.insert(workers);
    Ok(response)
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Which {
    worker_configuration_arn: String,
}

/// `DescribeWorkerConfiguration` (API Reference, "`DescribeWorkerConfiguration`").
pub(super) fn describe(
    msk: &mut Msk,
    ctx: &mut Ctx<'_, Msk>,
    Which { worker_configuration_arn: arn }: Which,
    _: Unread,
) -> Result<Response> {
    let digits = msk.digits();
    let workers: &WorkerConfiguration = msk.read(ctx, &arn, "workerConfigurationArn")?;
    Ok(super::ok(&workers.view(digits)))
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Listed<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    next_token: Option<String>,
    worker_configurations: Vec<View<'a>>,
}

/// `ListWorkerConfigurations` (API Reference, "`ListWorkerConfigurations`").
///
/// UNCONFIRMED: the order; the number of items in a page; that the prefix minds upper and lower case.
pub(super) fn list(msk: &mut Msk, ctx: &mut Ctx<'_, Msk>, it: Page, _: Unread) -> Result<Response> {
    let digits = msk.digits();
    let shown = |it| WorkerConfiguration::summary(it, digits);
    let (worker_configurations, next_token) = lists::page(msk, ctx, it, shown)?;
    Ok(super::ok(&Listed { next_token, worker_configurations }))
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Deleted {
    worker_configuration_arn: String,
    worker_configuration_state: State,
}

/// `DeleteWorkerConfiguration` (API Reference, "`DeleteWorkerConfiguration`").
///
/// UNCONFIRMED: that one in use is refused; that deleting twice is no mistake.
pub(super) fn delete(
    msk: &mut Msk,
    ctx: &mut Ctx<'_, Msk>,
    Which { worker_configuration_arn: arn }: Which,
    _: Unread,
) -> Result<Deleted> {
    let field = "workerConfigurationArn";
    let caller = ctx.caller().clone();
    if msk.own::<WorkerConfiguration>(&caller, &arn, field)?.state != State::Deleting {
        references::check_unused(msk, &caller, (&arn, field))?;
        let workers: &mut WorkerConfiguration = msk.own(&caller, &arn, field)?;
        spaces::lag(ctx, workers, false);
        workers.state = State::Deleting;
        let takes = ctx.course(&arn).takes;
        spaces::begin(ctx, workers, takes);
    }
    let worker_configuration_arn = arn;
    Ok(Deleted { worker_configuration_arn, worker_configuration_state: State::Deleting })
}

/// What was being deleted is gone: nothing else takes time here.
pub(super) fn phase(msk: &mut Msk, text: &str, turn: u32) {
    let arn = Arn::parse(text).expect("ARNs of our own");
    let behaviour = *msk.behaviour();
    let Some(space) = msk.spaces.of_mut(arn.account, arn.region) else { return };
    let id = arn.id().expect("ARNs of our own");
    if space.workers.find(id, text).is_some_and(|it| it.card.turn == turn) {
        spaces::remove::<WorkerConfiguration>(space, (id, text), &behaviour);
    }
}
