//! Custom plugins: the operations on them, and what becomes of them.
//!
//! No file is ever read: that one is missing or bad is said by a script.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::arns::Arn;
use super::errors::{Error, Kind as ErrorKind, Result};
use super::lists::{self, Page};
use super::phases::Ending;
use super::plugin::{CustomPlugin, File, Made, State, View};
use super::shapes::{Location, Reason, Texts};
use super::spaces;
use super::validate::{self, present, required};
use super::{Due, Msk, quotas, references, wording};
use crate::kernel::http::Response;
use crate::kernel::room::Ctx;
use crate::kernel::route::{Nothing, Unread};

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Create {
    content_type: Option<String>,
    description: Option<String>,
    location: Option<Location>,
    name: Option<String>,
    tags: Option<Texts>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Created {
    custom_plugin_arn: String,
    custom_plugin_state: State,
    name: String,
    revision: i64,
}

/// `CreateCustomPlugin` (API Reference, "`CreateCustomPlugin`").
///
/// Not like the real one: no object is looked for in S3. A script makes it end `CREATE_FAILED`.
/// UNCONFIRMED: which codes and texts AWS gives for that.
pub(super) fn create(
    msk: &mut Msk,
    ctx: &mut Ctx<'_, Msk>,
    _: Nothing,
    it: Create,
) -> Result<Created> {
    let Create { content_type, description, location, name, tags } = it;
    super::authorize_tags(ctx, tags.as_ref())?;
    let content_type = required(content_type, "contentType")?;
    let location = required(location, "location")?;
    let name = required(name, "name")?;
    let content_type = validate::word(&content_type, &["JAR", "ZIP"], "contentType")?;
    validate::description(description.as_deref(), "description")?;
    let s3 = present(location.s3_location.as_ref(), "location.s3Location")?;
    present(s3.bucket_arn.as_ref(), "location.s3Location.bucketArn")?;
    present(s3.file_key.as_ref(), "location.s3Location.fileKey")?;
    validate::name(&name, "name")?;
    let tags = tags.unwrap_or_default();
    validate::tags(&tags)?;
    let (caller, behaviour) = (ctx.caller().clone(), *msk.behaviour());
    let space = msk.spaces.of_caller(&caller);
    if space.plugins.has_name(&name) {
        let kind = ErrorKind::ConflictException;
        return Err(Error::of_parameter(kind, "name", wording::NAME_TAKEN));
    }
    quotas::check_plugins(space, &behaviour.quotas)?;
    let file = File::at(s3, behaviour.plugin_file_size);
    let card = spaces::card::<CustomPlugin>(ctx, &caller, &name, tags);
    let arn = Arc::clone(&card.arn);
    let course = ctx.course(&arn);
    let description = description.map(Into::into);
    let made = Made { description, content_type, location, file };
    let ending = Ending::of(course.outcome, "CREATE_FAILED");
    let mut plugin = CustomPlugin::new(card, made, ending);
    spaces::lag(ctx, &mut plugin, true);
    spaces::begin(ctx, &mut plugin, course.takes);
    space.plugins.insert(plugin);
    let custom_plugin_arn = arn.to_string();
    Ok(Created { custom_plugin_arn, custom_plugin_state: State::Creating, name, revision: 1 })
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Which {
    custom_plugin_arn: String,
}

/// `DescribeCustomPlugin` (API Reference, "`DescribeCustomPlugin`").
pub(super) fn describe(
    msk: &mut Msk,
    ctx: &mut Ctx<'_, Msk>,
    Which { custom_plugin_arn: arn }: Which,
    _: Unread,
) -> Result<Response> {
    let digits = msk.digits();
    let plugin: &CustomPlugin = msk.read(ctx, &arn, "customPluginArn")?;
    Ok(super::ok(&plugin.view(digits)))
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Listed<'a> {
    custom_plugins: Vec<View<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_token: Option<String>,
}

/// `ListCustomPlugins` (API Reference, "`ListCustomPlugins`").
///
/// UNCONFIRMED: the order; the number of items in a page; that the prefix minds upper and lower case.
pub(super) fn list(msk: &mut Msk, ctx: &mut Ctx<'_, Msk>, it: Page, _: Unread) -> Result<Response> {
    let digits = msk.digits();
    let shown = |it| CustomPlugin::summary(it, digits);
    let (custom_plugins, next_token) = lists::page(msk, ctx, it, shown)?;
    Ok(super::ok(&Listed { custom_plugins, next_token }))
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Deleted {
    custom_plugin_arn: String,
    custom_plugin_state: State,
}

/// `DeleteCustomPlugin` (API Reference, "`DeleteCustomPlugin`").
///
/// UNCONFIRMED: that a plugin in use is refused; that one is deleted while it is being created; that
/// deleting twice is no mistake.
pub(super) fn delete(
    msk: &mut Msk,
    ctx: &mut Ctx<'_, Msk>,
    Which { custom_plugin_arn: arn }: Which,
    _: Unread,
) -> Result<Deleted> {
    let field = "customPluginArn";
    let caller = ctx.caller().clone();
    if msk.own::<CustomPlugin>(&caller, &arn, field)?.state != State::Deleting {
        references::check_unused(msk, &caller, (&arn, field))?;
        let plugin: &mut CustomPlugin = msk.own(&caller, &arn, field)?;
        spaces::lag(ctx, plugin, false);
        (plugin.state, plugin.reason) = (State::Deleting, None);
        let takes = ctx.course(&arn).takes;
        spaces::begin(ctx, plugin, takes);
    }
    let custom_plugin_arn = arn;
    Ok(Deleted { custom_plugin_arn, custom_plugin_state: State::Deleting })
}

/// A plugin is created, or gone. An end of an earlier turn is nobody's any more.
pub(super) fn phase(msk: &mut Msk, ctx: &mut Ctx<'_, Msk>, text: &str, turn: u32) {
    let arn = Arn::parse(text).expect("ARNs of our own");
    let Some(plugin) = msk.find_mut::<CustomPlugin>(&arn, text) else { return };
    if plugin.card.turn != turn {
        return;
    }
    if plugin.state == State::Deleting {
        let (id, behaviour) = (plugin.card.id, *msk.behaviour());
        let space = msk.spaces.of_mut(arn.account, arn.region);
        let space = space.expect("it was just there");
        return spaces::remove::<CustomPlugin>(space, (id, text), &behaviour);
    }
    match plugin.ending.clone() {
        Ending::Good => (plugin.state, plugin.is_made) = (State::Active, true),
        Ending::GoodFor(lasts, reason) => {
            (plugin.state, plugin.is_made) = (State::Active, true);
            ctx.after(lasts, Due::Fail { arn: Arc::clone(&plugin.card.arn), reason });
        }
        Ending::Bad(_, reason) => plugin.fail(reason),
    }
}

/// What had succeeded fails.
pub(super) fn fail_late(msk: &mut Msk, text: &str, reason: Reason) {
    let arn = Arn::parse(text).expect("ARNs of our own");
    let plugin = msk.find_mut::<CustomPlugin>(&arn, text);
    if let Some(plugin) = plugin.filter(|it| it.state == State::Active) {
        plugin.fail(reason);
    }
}
