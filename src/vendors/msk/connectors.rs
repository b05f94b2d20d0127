//! Connectors: creating, describing, listing and deleting them.

use serde::{Deserialize, Serialize};

use super::behaviour::{Behaviour, NameConflict, Permission, StaleVersion};
use super::connector::{Connector, Description, Face, State, Work};
use super::creation::{Create, New};
use super::errors::{Error, Kind as ErrorKind, Result};
use super::phases::Ending;
use super::{
    Msk, courses, lists, quotas, references, service_operations, spaces, validate, wording,
};
use crate::kernel::http::Response;
use crate::kernel::room::Ctx;
use crate::kernel::route::{Nothing, Unread};

const FIELD: &str = "connectorArn";

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_field_names, reason = "the vendor's names")]
pub(super) struct Created {
    connector_arn: String,
    connector_name: String,
    connector_state: State,
}

/// `CreateConnector` (API Reference, "`CreateConnector`"). There is no client token: who asks again because
/// an answer was lost gets a conflict.
///
/// Not like the real one: nothing runs, so that no configuration is wrong by itself. A script makes it end
/// `FAILED`. UNCONFIRMED: the order of the checks; most texts; the form of the version.
pub(super) fn create(
    msk: &mut Msk,
    ctx: &mut Ctx<'_, Msk>,
    _: Nothing,
    it: Create,
) -> Result<Created> {
    super::authorize_tags(ctx, it.tags.as_ref())?;
    let (caller, behaviour) = (ctx.caller().clone(), msk.behaviour());
    let (name_conflict, quotas) = (behaviour.name_conflict, behaviour.quotas);
    let New { name, tags, made, setting, configuration } = it.check(behaviour, msk.level())?;
    let (plugin, chosen) = (Some(&setting.plugin), setting.workers.as_ref());
    references::check_role(&made.role)?;
    references::check_places(plugin, chosen, &caller)?;
    let space = msk.spaces.of_caller(&caller);
    references::check_there(plugin, chosen, space)?;
    if space.connectors.has_name(&name) {
        let kind = match name_conflict {
            NameConflict::Conflict => ErrorKind::ConflictException,
            NameConflict::BadRequest => ErrorKind::BadRequestException,
        };
        return Err(Error::of_parameter(kind, "connectorName", wording::NAME_TAKEN));
    }
    references::check_active(plugin, chosen, space)?;
    quotas::check_workers(space, setting.capacity.workers(), 0, &quotas)?;

    let card = spaces::card::<Connector>(ctx, &caller, &name, tags);
    let arn = card.arn.to_string();
    let version = courses::version(ctx, &arn, 1);
    let face = Face { state: State::Creating, version, reason: None, setting, configuration };
    let mut connector = Connector::new(card, made, face);
    spaces::lag(ctx, &mut connector, true);
    let course = ctx.course(&arn);
    let work = Work::Create(Ending::of(course.outcome, "FAILED"));
    courses::begin(ctx, &mut connector, course.takes, work);
    space.workers_held += connector.workers_held;
    space.connectors.insert(connector);
    Ok(Created { connector_arn: arn, connector_name: name, connector_state: State::Creating })
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Which {
    connector_arn: String,
}

/// `DescribeConnector` (API Reference, "`DescribeConnector`").
///
/// UNCONFIRMED: that the reason for a state is shown for a failed connector only.
pub(super) fn describe(
    msk: &mut Msk,
    ctx: &mut Ctx<'_, Msk>,
    Which { connector_arn: arn }: Which,
    _: Unread,
) -> Result<Response> {
    let digits = msk.digits();
    let connector: &mut Connector = msk.read(ctx, &arn, FIELD)?;
    Ok(super::ok_written(connector.written(digits)))
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Page {
    connector_name_prefix: Option<String>,
    #[serde(default, deserialize_with = "validate::given_number")]
    max_results: Option<i64>,
    #[serde(default, deserialize_with = "validate::given")]
    next_token: Option<String>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Listed<'a> {
    connectors: Vec<Description<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_token: Option<String>,
}

/// `ListConnectors` (API Reference, "`ListConnectors`").
///
/// UNCONFIRMED: the order; the number of items in a page; that the prefix minds upper and lower case; what
/// a bad token gets.
pub(super) fn list(msk: &mut Msk, ctx: &mut Ctx<'_, Msk>, it: Page, _: Unread) -> Result<Response> {
    let Page { connector_name_prefix: name_prefix, max_results, next_token } = it;
    let page = lists::Page { max_results, name_prefix, next_token };
    let digits = msk.digits();
    let shown = |it| Connector::summary(it, digits);
    let (connectors, next_token) = lists::page(msk, ctx, page, shown)?;
    Ok(super::ok(&Listed { connectors, next_token }))
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Deletion {
    connector_arn: String,
    #[serde(default, deserialize_with = "validate::given")]
    current_version: Option<String>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Deleted {
    connector_arn: String,
    connector_state: State,
}

/// `DeleteConnector` (API Reference, "`DeleteConnector`"). It declares no conflict: a wrong state and a stale
/// version are bad requests. What was to become of a connector that is still being created is called off.
///
/// UNCONFIRMED: in which states it is refused, beside `RESTARTING`; that deleting twice is no mistake; what
/// a stale version gets.
pub(super) fn delete(
    msk: &mut Msk,
    ctx: &mut Ctx<'_, Msk>,
    it: Deletion,
    _: Unread,
) -> Result<Deleted> {
    let Deletion { connector_arn: arn, current_version } = it;
    let caller = ctx.caller().clone();
    let Behaviour { deletes_while_busy, stale_version_on_delete, .. } = *msk.behaviour();
    let waits = deletes_while_busy == Permission::Refused;
    let connector: &mut Connector = msk.own(&caller, &arn, FIELD)?;
    let is_busy = match connector.state() {
        State::Deleting => {
            return Ok(Deleted { connector_arn: arn, connector_state: State::Deleting });
        }
        State::Creating | State::Running | State::Failed | State::Paused => false,
        State::Updating | State::Restarting | State::Pausing | State::Resuming => true,
    };
    if waits {
        service_operations::check_none(connector, ErrorKind::BadRequestException)?;
    }
    if is_busy && waits {
        let states = wording::valid_states(&["CREATING", "RUNNING", "FAILED", "PAUSED"]);
        return Err(Error::new(ErrorKind::BadRequestException, states));
    }
    let is_stale = current_version.is_some_and(|it| *it != *connector.face().version);
    if is_stale && stale_version_on_delete == StaleVersion::Refused {
        return Err(Error::invalid("currentVersion", wording::STALE_VERSION));
    }
    spaces::lag(ctx, connector, false);
    courses::abandon(connector, ctx.now());
    let face = connector.change();
    (face.state, face.reason) = (State::Deleting, None);
    let course = ctx.course(&arn);
    let work = Work::Delete(Ending::of(course.outcome, "FAILED"));
    courses::begin(ctx, connector, course.takes, work);
    Ok(Deleted { connector_arn: arn, connector_state: State::Deleting })
}
