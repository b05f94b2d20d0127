//! The operations on connectors: what they are, how far they are, and how they are read.
//!
//! Who begins them: `connector_updates`, `connector_pauses` and `service_operations`. What they bring about:
//! `courses`.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::arns::{Arn, Kind};
use super::auth::Caller;
use super::capacity::Capacity;
use super::connector::{Connector, Setting};
use super::errors::{Error, Result};
use super::premises::Level;
use super::shapes::{Plugin, Reason, Texts, WorkersChosen};
use super::{Msk, validate};
use crate::kernel::clock;
use crate::kernel::http::Response;
use crate::kernel::room::Ctx;
use crate::kernel::route::Unread;

/// One operation on a connector, past or under way.
#[derive(Debug, Clone)]
pub(super) struct Operation {
    pub arn: Box<str>,
    pub kind: Type,
    pub state: State,
    /// Of updates only. UNCONFIRMED.
    pub steps: Vec<Step>,
    pub change: Change,
    pub created_at: Timestamp,
    pub ended_at: Option<Timestamp>,
    pub reason: Option<Reason>,
}

/// `ConnectorOperationType`. No call begins the last two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(super) enum Type {
    UpdateWorkerSetting,
    UpdateConnectorConfiguration,
    PauseConnector,
    ResumeConnector,
    RestartConnector,
    IsolateConnector,
    RestoreConnector,
}

/// `ConnectorOperationState`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(super) enum State {
    Pending,
    UpdateInProgress,
    UpdateComplete,
    UpdateFailed,
    RollbackInProgress,
    RollbackFailed,
    RollbackComplete,
    PauseInProgress,
    PauseComplete,
    PauseFailed,
    ResumeInProgress,
    ResumeComplete,
    ResumeFailed,
    RestartInProgress,
    RestartComplete,
    RestartFailed,
}

/// `ConnectorOperationStep`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Step {
    pub step_state: StepState,
    pub step_type: StepType,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(super) enum StepType {
    InitializeUpdate,
    FinalizeUpdate,
    UpdateWorkerSetting,
    UpdateConnectorConfiguration,
    ValidateUpdate,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(super) enum StepState {
    Pending,
    InProgress,
    Completed,
    Failed,
    Cancelled,
}

/// What an operation changes: from what to what.
#[derive(Debug, Clone)]
pub(super) enum Change {
    Nothing,
    Setting(Box<(Setting, Setting)>),
    Configuration(Box<(Texts, Texts)>),
}

impl Type {
    /// The state of an operation that has begun.
    pub(super) fn in_progress(self) -> State {
        match self {
            Self::PauseConnector => State::PauseInProgress,
            Self::ResumeConnector => State::ResumeInProgress,
            Self::RestartConnector => State::RestartInProgress,
            Self::UpdateWorkerSetting
            | Self::UpdateConnectorConfiguration
            | Self::IsolateConnector
            | Self::RestoreConnector => State::UpdateInProgress,
        }
    }
}

impl Operation {
    pub(super) fn new((arn, kind): (String, Type), change: Change, created_at: Timestamp) -> Self {
        let state = match kind {
            Type::UpdateWorkerSetting | Type::UpdateConnectorConfiguration => State::Pending,
            Type::PauseConnector
            | Type::ResumeConnector
            | Type::RestartConnector
            | Type::IsolateConnector
            | Type::RestoreConnector => kind.in_progress(),
        };
        let (steps, ended_at, reason) = (Vec::new(), None, None);
        Self { arn: arn.into(), kind, state, steps, change, created_at, ended_at, reason }
    }

    /// `DescribeConnectorOperationResponse`. Of what an operation of another type would change nothing is
    /// shown. UNCONFIRMED.
    pub(super) fn description<'a>(
        &'a self,
        connector: &'a str,
        level: Level,
        digits: u8,
    ) -> Description<'a> {
        let (settings, configurations) = match &self.change {
            Change::Nothing => (None, None),
            Change::Setting(pair) => (Some(&**pair), None),
            Change::Configuration(pair) => (None, Some(&**pair)),
        };
        Description {
            connector_arn: connector,
            connector_operation_arn: &self.arn,
            connector_operation_state: self.state,
            connector_operation_type: self.kind,
            creation_time: clock::iso(self.created_at, digits),
            end_time: self.ended_at.map(|it| clock::iso(it, digits)),
            error_info: self.reason.as_ref(),
            operation_steps: &self.steps,
            origin_connector_configuration: configurations.map(|(origin, _)| origin),
            origin_worker_setting: settings.map(|(origin, _)| WorkerSetting::of(origin, level)),
            target_connector_configuration: configurations.map(|(_, target)| target),
            target_worker_setting: settings.map(|(_, target)| WorkerSetting::of(target, level)),
        }
    }

    fn summary(&self, digits: u8) -> Summary<'_> {
        Summary {
            connector_operation_arn: &self.arn,
            connector_operation_state: self.state,
            connector_operation_type: self.kind,
            creation_time: clock::iso(self.created_at, digits),
            end_time: self.ended_at.map(|it| clock::iso(it, digits)),
        }
    }
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Description<'a> {
    connector_arn: &'a str,
    connector_operation_arn: &'a str,
    connector_operation_state: State,
    connector_operation_type: Type,
    creation_time: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error_info: Option<&'a Reason>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    operation_steps: &'a [Step],
    #[serde(skip_serializing_if = "Option::is_none")]
    origin_connector_configuration: Option<&'a Texts>,
    #[serde(skip_serializing_if = "Option::is_none")]
    origin_worker_setting: Option<WorkerSetting<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    target_connector_configuration: Option<&'a Texts>,
    #[serde(skip_serializing_if = "Option::is_none")]
    target_worker_setting: Option<WorkerSetting<'a>>,
}

/// Of the first two levels of the API only the capacity.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct WorkerSetting<'a> {
    capacity: &'a Capacity,
    #[serde(skip_serializing_if = "Option::is_none")]
    plugins: Option<[&'a Plugin; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    use_default_worker_configuration: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    worker_configuration: Option<&'a WorkersChosen>,
}

impl<'a> WorkerSetting<'a> {
    fn of(setting: &'a Setting, level: Level) -> Self {
        let Setting { capacity, plugin, workers } = setting;
        let is_new = level >= Level::L3;
        Self {
            capacity,
            plugins: is_new.then_some([plugin]),
            use_default_worker_configuration: is_new.then_some(workers.is_none()),
            worker_configuration: workers.as_ref().filter(|_| is_new),
        }
    }
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Summary<'a> {
    connector_operation_arn: &'a str,
    connector_operation_state: State,
    connector_operation_type: Type,
    creation_time: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_time: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Which {
    connector_operation_arn: String,
}

/// `DescribeConnectorOperation` (API Reference, "`DescribeConnectorOperation`"). The caller needs the right
/// to describe the connector as well (Service Authorization Reference). A read of the operation is a read
/// of its connector.
///
/// UNCONFIRMED: which of the origins and targets are shown; whether operations go with their connector.
pub(super) fn describe(
    msk: &mut Msk,
    ctx: &mut Ctx<'_, Msk>,
    Which { connector_operation_arn: arn }: Which,
    _: Unread,
) -> Result<Response> {
    let field = "connectorOperationArn";
    Arn::of_caller(&arn, Kind::ConnectorOperation, field, ctx.caller())?;
    let connector = connector_of(&arn);
    ctx.caller().authorize("DescribeConnector", &connector)?;
    let (level, digits) = (msk.level(), msk.digits());
    // The read counts, whatever it finds: operations may be kept longer than their connector.
    let _ = msk.read::<Connector>(ctx, &connector, field);
    let operations = msk.operations(ctx.caller(), &connector, field)?;
    let found = operations.iter().rev().find(|it| *it.arn == *arn);
    let operation = found.ok_or_else(|| Error::not_found(field))?;
    Ok(super::ok(&operation.description(&connector, level, digits)))
}

impl Msk {
    /// The operations of a connector that reads see, or of one that is gone, if they are kept.
    fn operations(&self, caller: &Caller, connector: &str, field: &str) -> Result<&[Operation]> {
        let seen = self.see::<Connector>(caller, connector, field);
        seen.map(|it| &*it.operations).or_else(|refusal| {
            let space = self.spaces.of(&caller.account, &caller.region);
            space.and_then(|it| it.relics.of(connector)).ok_or(refusal)
        })
    }
}

/// The ARN of an operation's connector.
fn connector_of(operation: &str) -> String {
    let connector = operation.rsplit_once('/').map_or(operation, |(connector, _)| connector);
    connector.replacen(":connector-operation/", ":connector/", 1)
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Page {
    connector_arn: String,
    #[serde(default, deserialize_with = "validate::given_number")]
    max_results: Option<i64>,
    #[serde(default, deserialize_with = "validate::given")]
    next_token: Option<String>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Listed<'a> {
    connector_operations: Vec<Summary<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_token: Option<String>,
}

/// `ListConnectorOperations` (API Reference, "`ListConnectorOperations`").
///
/// UNCONFIRMED: the order, here the newest first; the number of items in a page.
pub(super) fn list(
    msk: &mut Msk,
    ctx: &mut Ctx<'_, Msk>,
    Page { connector_arn: arn, max_results, next_token }: Page,
    _: Unread,
) -> Result<Response> {
    let items = validate::page_items(max_results, ctx.settings().pages.items_default)?;
    let digits = msk.digits();
    let operations = msk.operations(ctx.caller(), &arn, "connectorArn")?;
    let page = ctx.page(format!("operations of {arn}"), next_token.as_deref(), items)?;
    let before = page.after().and_then(|it| it.parse().ok());
    let before = before.unwrap_or(usize::MAX).min(operations.len());
    let older = operations[..before].iter().enumerate().rev();
    let (connector_operations, next_token) =
        page.cut(older.map(|(index, it)| (index.to_string(), it.summary(digits))));
    Ok(super::ok(&Listed { connector_operations, next_token }))
}

#[cfg(test)]
mod tests {
    use super::connector_of;

    #[test]
    fn an_operation_names_its_connector() {
        let operation = "arn:aws:kafkaconnect:r:a:connector-operation/o/:connector-operation/u-2/v";
        let connector = "arn:aws:kafkaconnect:r:a:connector/o/:connector-operation/u-2";
        assert_eq!(connector_of(operation), connector);
    }
}
