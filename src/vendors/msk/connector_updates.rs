//! `UpdateConnector`: of a connector's worker setting, or of its configuration.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::arns::{Arn, Kind};
use super::behaviour::{Behaviour, ClassChanges, ConfigurationOnUpdate, VersionChanges};
use super::capacity::{Asked, Capacity, For};
use super::connector::{Connector, Setting, State};
use super::courses::Plan;
use super::errors::{Error, Kind as ErrorKind, Result};
use super::operations::{Change, Operation, Type};
use super::premises::Level;
use super::progress::UPDATE_FAILED;
use super::shapes::{Plugin, Reason, Texts, WorkersChosen};
use super::validate::{self, known, required};
use super::{Msk, courses, quotas, references, service_operations, spaces, wording};
use crate::kernel::room::Ctx;

const FIELD: &str = "connectorArn";
const CLASS: &str = "connector.class";

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Which {
    connector_arn: String,
    #[serde(default, deserialize_with = "validate::given")]
    current_version: Option<String>,
}

/// `UpdateConnectorRequest`. Levels before the third know the first two members only: the others are looked at
/// once the level is known.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Update {
    capacity: Option<Asked>,
    connector_configuration: Option<Texts>,
    plugins: Option<Value>,
    skip_health_validation: Option<Value>,
    use_default_worker_configuration: Option<Value>,
    worker_configuration: Option<Value>,
}

/// The same, with what the level knows.
struct Known {
    capacity: Option<Asked>,
    connector_configuration: Option<Texts>,
    plugins: Option<Vec<Plugin>>,
    skips_health_validation: Option<bool>,
    uses_default: Option<bool>,
    workers: Option<WorkersChosen>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_field_names, reason = "the vendor's names")]
pub(super) struct Updated {
    connector_arn: String,
    connector_operation_arn: String,
    connector_state: State,
}

/// Which worker configuration an update asks for.
enum Workers {
    Custom(WorkersChosen),
    /// The service's own.
    Default,
}

/// What an update asks for, good by itself.
struct Wish {
    capacity: Option<Capacity>,
    plugin: Option<Plugin>,
    workers: Option<Workers>,
    configuration: Option<Texts>,
    skips_validation: bool,
}

/// `UpdateConnector` (API Reference, "`UpdateConnector`"). It declares no conflict: a wrong state and a stale
/// version are bad requests. Whatever becomes of it, the connector runs again afterwards (or is paused
/// again); the operation tells how it ended.
///
/// Not like the real one: nothing is validated, so that it fails only where a script says so, and rolls back where a
/// script says so whatever `skipHealthValidation` is. UNCONFIRMED:
/// when the version changes; when the new values are shown; whether a configuration replaces the old one as a
/// whole; the steps; most texts.
pub(super) fn update(
    msk: &mut Msk,
    ctx: &mut Ctx<'_, Msk>,
    which: Which,
    it: Update,
) -> Result<Updated> {
    let Which { connector_arn: arn, current_version } = which;
    let current_version = required(current_version, "currentVersion")?;
    let (caller, behaviour, level) = (ctx.caller().clone(), *msk.behaviour(), msk.level());
    let mut wish = it.of_level(level)?.check(&behaviour, level)?;
    Arn::of_caller(&arn, Kind::Connector, FIELD, &caller)?;
    let chosen = wish.workers.as_ref().and_then(Workers::custom);
    references::check_places(wish.plugin.as_ref(), chosen, &caller)?;
    let id = msk.own::<Connector>(&caller, &arn, FIELD)?.card.id;
    let space = msk.spaces.of_caller(&caller);
    references::check_there(wish.plugin.as_ref(), chosen, space)?;
    let connector = space.connectors.find(id, &arn).expect("it was just there");
    check_state(connector, &wish)?;
    if *current_version != *connector.face().version {
        return Err(Error::invalid("currentVersion", wording::STALE_VERSION));
    }
    if behaviour.configuration_on_update == ConfigurationOnUpdate::Merged {
        complete(wish.configuration.as_mut(), &connector.face().configuration);
    }
    let refused = check_class(connector, &wish, &behaviour)?;
    references::check_active(wish.plugin.as_ref(), chosen, space)?;
    let is_validated = !wish.skips_validation;
    let (kind, change) = wish.change(connector)?;
    let (before, after) = workers(connector, &change);
    quotas::check_workers(space, before.max(after), before, &behaviour.quotas)?;

    let back = connector.state();
    let mut operation =
        Operation::new((courses::next_operation(ctx, connector), kind), change, ctx.now());
    operation.lay_out(is_validated);
    let connector_operation_arn = operation.arn.to_string();
    let connector = space.connectors.find_mut(id, &arn).expect("it was just there");
    space.workers_held = space.workers_held - before + before.max(after);
    connector.workers_held = before.max(after);
    spaces::lag(ctx, connector, false);
    if behaviour.version_changes == VersionChanges::Accept {
        courses::renew(ctx, connector);
    }
    let plan = Plan { via: State::Updating, states: (back, back), bad_end: UPDATE_FAILED, refused };
    courses::operate(ctx, connector, operation, plan);
    Ok(Updated { connector_arn: arn, connector_operation_arn, connector_state: State::Updating })
}

impl Update {
    fn of_level(self, level: Level) -> Result<Known> {
        let since = Level::L3;
        let Self {
            skip_health_validation: skip, use_default_worker_configuration: default, ..
        } = self;
        Ok(Known {
            capacity: self.capacity,
            connector_configuration: self.connector_configuration,
            plugins: known(self.plugins, "plugins", since, level)?,
            skips_health_validation: known(skip, "skipHealthValidation", since, level)?,
            uses_default: known(default, "useDefaultWorkerConfiguration", since, level)?,
            workers: known(self.worker_configuration, "workerConfiguration", since, level)?,
        })
    }
}

impl Known {
    /// First each value, then all of them beside each other.
    fn check(self, behaviour: &Behaviour, level: Level) -> Result<Wish> {
        let capacity =
            self.capacity.map(|it| it.check(For::Update, behaviour, level)).transpose()?;
        references::check_plugins(self.plugins.as_deref().unwrap_or_default())?;
        if let Some(chosen) = &self.workers {
            references::check_workers(chosen)?;
        }

        let configuration = self.connector_configuration;
        let (chosen, default) = (self.workers, self.uses_default);
        let use_default = default == Some(true);
        if chosen.is_some() && use_default {
            let field = "useDefaultWorkerConfiguration";
            return Err(Error::invalid(field, wording::CUSTOM_AND_DEFAULT_WORKERS));
        }
        let workers =
            chosen.map(Workers::Custom).or_else(|| use_default.then_some(Workers::Default));
        let has_setting = capacity.is_some() || self.plugins.is_some() || workers.is_some();
        if has_setting && configuration.is_some() {
            let why = wording::SETTING_AND_CONFIGURATION;
            return Err(Error::invalid("connectorConfiguration", why));
        }
        if !has_setting && configuration.is_none() {
            return Err(Error::new(ErrorKind::BadRequestException, wording::NOTHING_TO_UPDATE));
        }
        Ok(Wish {
            capacity: capacity.map(|it| it.agree(behaviour)).transpose()?,
            plugin: self.plugins.map(references::one_plugin).transpose()?,
            workers,
            configuration,
            skips_validation: self.skips_health_validation == Some(true),
        })
    }
}

impl Workers {
    fn custom(&self) -> Option<&WorkersChosen> {
        match self {
            Self::Custom(chosen) => Some(chosen),
            Self::Default => None,
        }
    }
}

impl Wish {
    /// What it changes of the connector: 400 if that is nothing.
    fn change(self, connector: &Connector) -> Result<(Type, Change)> {
        let face = connector.face();
        if let Some(target) = self.configuration {
            if target == face.configuration {
                return Err(Error::invalid("connectorConfiguration", wording::IDENTICAL));
            }
            let pair = Box::new((face.configuration.clone(), target));
            return Ok((Type::UpdateConnectorConfiguration, Change::Configuration(pair)));
        }
        let field = match (&self.capacity, &self.plugin, &self.workers) {
            (Some(capacity), _, _) => capacity.member(),
            (None, Some(_), _) => "plugins",
            (None, None, Some(Workers::Custom(_))) => "workerConfiguration",
            (None, None, Some(Workers::Default) | None) => "useDefaultWorkerConfiguration",
        };
        let origin = face.setting.clone();
        let target = Setting {
            capacity: self.capacity.unwrap_or_else(|| origin.capacity.clone()),
            plugin: self.plugin.unwrap_or_else(|| origin.plugin.clone()),
            workers: match self.workers {
                Some(Workers::Custom(chosen)) => Some(chosen),
                Some(Workers::Default) => None,
                None => origin.workers.clone(),
            },
        };
        if target == origin {
            return Err(Error::invalid(field, wording::IDENTICAL));
        }
        Ok((Type::UpdateWorkerSetting, Change::Setting(Box::new((origin, target)))))
    }
}

fn check_state(connector: &Connector, wish: &Wish) -> Result<()> {
    service_operations::check_none(connector, ErrorKind::BadRequestException)?;
    match connector.state() {
        State::Running => Ok(()),
        State::Paused if wish.skips_validation => Ok(()),
        State::Paused => Err(Error::invalid("skipHealthValidation", wording::PAUSED_NEEDS_SKIP)),
        State::Creating
        | State::Updating
        | State::Deleting
        | State::Failed
        | State::Restarting
        | State::Pausing
        | State::Resuming => {
            let states = wording::valid_states(&["RUNNING"]);
            Err(Error::new(ErrorKind::BadRequestException, states))
        }
    }
}

/// `connector.class` cannot be changed (Developer Guide, "Update a connector"). Whether that is refused at
/// once is UNCONFIRMED; otherwise it is why the update fails.
fn check_class(
    connector: &Connector,
    wish: &Wish,
    behaviour: &Behaviour,
) -> Result<Option<Reason>> {
    let Some(target) = &wish.configuration else { return Ok(None) };
    if target.0.get(CLASS) == connector.face().configuration.0.get(CLASS) {
        return Ok(None);
    }
    match behaviour.class_changes {
        ClassChanges::Refused => {
            Err(Error::invalid("connectorConfiguration", wording::CLASS_CHANGED))
        }
        ClassChanges::UpdateFailed => Ok(Some(Reason {
            code: "InvalidInput.ConnectorConfiguration".into(),
            message: wording::CLASS_CHANGED.into(),
        })),
    }
}

/// Adds to what is asked for whatever it does not name.
fn complete(asked: Option<&mut Texts>, current: &Texts) {
    let Some(asked) = asked else { return };
    let named = std::mem::replace(asked, current.clone());
    asked.0.extend(named.0);
}

/// Workers before and after, as the quota counts them.
fn workers(connector: &Connector, change: &Change) -> (u64, u64) {
    let before = connector.workers_held;
    match change {
        Change::Setting(pair) => (before, pair.1.capacity.workers()),
        Change::Configuration(_) | Change::Nothing => (before, before),
    }
}
