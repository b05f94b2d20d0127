//! What a connector refers to: a custom plugin, a worker configuration, a role. Each is checked for its
//! form, for its place, for being there and for being of use, in this order.

use super::arns::{Arn, Kind};
use super::auth::Caller;
use super::behaviour::Permission;
use super::connector::{Connector, Setting};
use super::errors::{Error, Kind as ErrorKind, Result};
use super::operations::Change;
use super::plugin::{CustomPlugin, State as PluginState};
use super::shapes::{Plugin, WorkersChosen};
use super::shelf::Carded;
use super::spaces::Space;
use super::validate::{present, within};
use super::worker_configuration::{State as WorkersState, WorkerConfiguration};
use super::{Msk, wording};

const PLUGIN_ARN: &str = "plugins[0].customPlugin.customPluginArn";
const PLUGIN_REVISION: &str = "plugins[0].customPlugin.revision";
const WORKERS_ARN: &str = "workerConfiguration.workerConfigurationArn";
const WORKERS_REVISION: &str = "workerConfiguration.revision";

/// Custom plugins and worker configurations have no operation that makes another revision.
const ONLY_REVISION: i64 = 1;

pub(super) fn check_plugins(plugins: &[Plugin]) -> Result<()> {
    for (index, plugin) in plugins.iter().enumerate() {
        let whole = plugin.custom_plugin.as_ref().filter(|it| it.custom_plugin_arn.is_some());
        if whole.is_some_and(|it| it.revision >= Some(1)) {
            continue; // Places are put into words only for what is wrong there.
        }
        let field = |name| format!("plugins[{index}].customPlugin{name}");
        let plugin = present(plugin.custom_plugin.as_ref(), &field(""))?;
        present(plugin.custom_plugin_arn.as_ref(), &field(".customPluginArn"))?;
        let revision = *present(plugin.revision.as_ref(), &field(".revision"))?;
        within(revision, 1..=i64::MAX, &field(".revision"))?;
    }
    Ok(())
}

/// API Reference, "CreateConnector": "currently only one".
pub(super) fn one_plugin(plugins: Vec<Plugin>) -> Result<Plugin> {
    let [plugin] = <[Plugin; 1]>::try_from(plugins)
        .map_err(|_| Error::invalid("plugins", wording::ONE_PLUGIN))?;
    Ok(plugin)
}

pub(super) fn check_workers(chosen: &WorkersChosen) -> Result<()> {
    present(chosen.worker_configuration_arn.as_ref(), WORKERS_ARN)?;
    let revision = *present(chosen.revision.as_ref(), WORKERS_REVISION)?;
    within(revision, 1..=i64::MAX, WORKERS_REVISION)?;
    Ok(())
}

/// `AWS::KafkaConnect::Connector` (`CloudFormation`): the pattern of `ServiceExecutionRoleArn`.
pub(super) fn check_role(arn: &str) -> Result<()> {
    let rest = ["aws", "aws-us-gov", "aws-cn"]
        .into_iter()
        .find_map(|it| arn.strip_prefix("arn:")?.strip_prefix(it)?.strip_prefix(":iam:"));
    if rest.is_some() {
        return Ok(());
    }
    Err(Error::invalid("serviceExecutionRoleArn", wording::NOT_A_ROLE))
}

/// The ARNs are of the right kind, and the caller's.
pub(super) fn check_places(
    plugin: Option<&Plugin>,
    chosen: Option<&WorkersChosen>,
    caller: &Caller,
) -> Result<()> {
    if let Some(plugin) = plugin {
        Arn::of_caller(plugin_arn(plugin), Kind::CustomPlugin, PLUGIN_ARN, caller)?;
    }
    if let Some(chosen) = chosen {
        Arn::of_caller(workers_arn(chosen), Kind::WorkerConfiguration, WORKERS_ARN, caller)?;
    }
    Ok(())
}

/// 404 where there is no such thing.
pub(super) fn check_there(
    plugin: Option<&Plugin>,
    chosen: Option<&WorkersChosen>,
    space: &Space,
) -> Result<()> {
    let missing =
        |field| Error::of_parameter(ErrorKind::NotFoundException, field, wording::NO_SUCH_REVISION);
    if let Some(plugin) = plugin {
        plugin_of(space, plugin).ok_or_else(|| Error::not_found(PLUGIN_ARN))?;
        if plugin.custom_plugin.as_ref().and_then(|it| it.revision) != Some(ONLY_REVISION) {
            return Err(missing(PLUGIN_REVISION));
        }
    }
    if let Some(chosen) = chosen {
        workers_of(space, chosen).ok_or_else(|| Error::not_found(WORKERS_ARN))?;
        if chosen.revision != Some(ONLY_REVISION) {
            return Err(missing(WORKERS_REVISION));
        }
    }
    Ok(())
}

/// 400 where the thing is not in a state to be used.
pub(super) fn check_active(
    plugin: Option<&Plugin>,
    chosen: Option<&WorkersChosen>,
    space: &Space,
) -> Result<()> {
    let plugin = plugin.and_then(|it| plugin_of(space, it));
    if plugin.is_some_and(|it| it.state != PluginState::Active) {
        return Err(Error::invalid(PLUGIN_ARN, wording::PLUGIN_NOT_ACTIVE));
    }
    let workers = chosen.and_then(|it| workers_of(space, it));
    if workers.is_some_and(|it| it.state != WorkersState::Active) {
        return Err(Error::invalid(WORKERS_ARN, wording::WORKERS_NOT_ACTIVE));
    }
    Ok(())
}

/// 400 where the custom plugin or the worker configuration that is to be deleted is in use, if that matters.
pub(super) fn check_unused(
    msk: &mut Msk,
    caller: &Caller,
    (arn, field): (&str, &str),
) -> Result<()> {
    let refuses = msk.behaviour().deletes_in_use == Permission::Refused;
    if refuses && is_used(msk.spaces.of_caller(caller), arn) {
        return Err(Error::invalid(field, wording::IN_USE));
    }
    Ok(())
}

/// Whether a connector uses the custom plugin or the worker configuration of that ARN, or is being updated
/// to use it.
fn is_used(space: &Space, arn: &str) -> bool {
    let uses = |it: &Setting| {
        plugin_arn(&it.plugin) == arn
            || it.workers.as_ref().is_some_and(|it| workers_arn(it) == arn)
    };
    let will_use = |it: &Connector| {
        let coming = it.operations.last().filter(|it| it.ended_at.is_none());
        coming.is_some_and(|it| match &it.change {
            Change::Setting(pair) => uses(&pair.1),
            Change::Configuration(_) | Change::Nothing => false,
        })
    };
    let mut there = space.connectors.iter().filter(|it| !it.card.is_gone);
    there.any(|it| uses(&it.face().setting) || will_use(it))
}

fn plugin_of<'a>(space: &'a Space, plugin: &Plugin) -> Option<&'a CustomPlugin> {
    let arn = plugin_arn(plugin);
    space.plugins.find(Arn::parse(arn)?.id()?, arn).filter(|it| !it.card().is_gone)
}

fn workers_of<'a>(space: &'a Space, chosen: &WorkersChosen) -> Option<&'a WorkerConfiguration> {
    let arn = workers_arn(chosen);
    space.workers.find(Arn::parse(arn)?.id()?, arn).filter(|it| !it.card().is_gone)
}

fn plugin_arn(plugin: &Plugin) -> &str {
    let arn = plugin.custom_plugin.as_ref().and_then(|it| it.custom_plugin_arn.as_deref());
    arn.unwrap_or_default()
}

fn workers_arn(chosen: &WorkersChosen) -> &str {
    chosen.worker_configuration_arn.as_deref().unwrap_or_default()
}
