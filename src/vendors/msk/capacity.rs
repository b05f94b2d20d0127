//! How many workers a connector has, and how large they are: asked for, checked, and as it is described.
//!
//! API Reference, "Capacity", "`CapacityUpdate`", "`CapacityDescription`" and what they are made of.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::behaviour::Behaviour;
use super::errors::{Error, Result};
use super::premises::Level;
use super::validate::{known, required, within};
use super::wording;

/// The sizes of a worker, in MSK Connect Units.
const MCU_COUNTS: [i64; 4] = [1, 2, 4, 8];

const AUTO_SCALING: &str = "capacity.autoScaling";

/// As it is described, and kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum Capacity {
    AutoScaling(AutoScaling),
    ProvisionedCapacity(Provisioned),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct AutoScaling {
    #[serde(skip_serializing_if = "Option::is_none")]
    max_autoscaling_task_count: Option<i64>,
    max_worker_count: i64,
    mcu_count: i64,
    min_worker_count: i64,
    scale_in_policy: Policy,
    scale_out_policy: Policy,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Policy {
    cpu_utilization_percentage: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Provisioned {
    mcu_count: i64,
    worker_count: i64,
}

/// As it is asked for.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Asked {
    auto_scaling: Option<AskedScaling>,
    provisioned_capacity: Option<AskedProvisioned>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct AskedScaling {
    /// Not known to every level.
    max_autoscaling_task_count: Option<Value>,
    max_worker_count: Option<i64>,
    mcu_count: Option<i64>,
    min_worker_count: Option<i64>,
    scale_in_policy: Option<AskedPolicy>,
    scale_out_policy: Option<AskedPolicy>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct AskedPolicy {
    cpu_utilization_percentage: Option<i64>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct AskedProvisioned {
    mcu_count: Option<i64>,
    worker_count: Option<i64>,
}

/// Where a capacity is asked for: an update must name the policies that a creation may leave out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum For {
    Creation,
    Update,
}

impl Asked {
    /// Checks each value by itself. Both kinds of capacity, or none, are left to be told apart later.
    pub(super) fn check(
        self,
        purpose: For,
        behaviour: &Behaviour,
        level: Level,
    ) -> Result<Checked> {
        let scaling =
            self.auto_scaling.map(|it| it.check(purpose, behaviour, level)).transpose()?;
        let provisioned = self.provisioned_capacity.map(AskedProvisioned::check).transpose()?;
        Ok(Checked { scaling, provisioned })
    }
}

/// A capacity whose values are good, each by itself.
#[derive(Debug)]
pub(super) struct Checked {
    scaling: Option<AutoScaling>,
    provisioned: Option<Provisioned>,
}

impl Checked {
    /// Checks the values beside each other.
    pub(super) fn agree(self, behaviour: &Behaviour) -> Result<Capacity> {
        let workers_max = i64::from(behaviour.quotas.workers_per_connector);
        let capacity = match (self.scaling, self.provisioned) {
            (Some(scaling), None) => Capacity::AutoScaling(scaling),
            (None, Some(provisioned)) => Capacity::ProvisionedCapacity(provisioned),
            (Some(_), Some(_)) | (None, None) => {
                return Err(Error::invalid("capacity", wording::ONE_CAPACITY));
            }
        };
        match &capacity {
            Capacity::AutoScaling(it) => {
                let field = |name| format!("{AUTO_SCALING}.{name}");
                let (least, most) = (it.min_worker_count, it.max_worker_count);
                within(least, 1..=workers_max, &field("minWorkerCount"))?;
                within(most, 1..=workers_max, &field("maxWorkerCount"))?;
                if least > most {
                    return Err(Error::invalid(&field("minWorkerCount"), wording::MIN_OVER_MAX));
                }
                mcu_count(it.mcu_count, &field("mcuCount"))?;
                if it.max_autoscaling_task_count.is_some_and(|tasks| tasks < most) {
                    let field = field("maxAutoscalingTaskCount");
                    return Err(Error::invalid(&field, wording::TASKS_UNDER_WORKERS));
                }
            }
            Capacity::ProvisionedCapacity(it) => {
                within(
                    it.worker_count,
                    1..=workers_max,
                    "capacity.provisionedCapacity.workerCount",
                )?;
                mcu_count(it.mcu_count, "capacity.provisionedCapacity.mcuCount")?;
            }
        }
        Ok(capacity)
    }
}

impl AskedScaling {
    fn check(self, purpose: For, behaviour: &Behaviour, level: Level) -> Result<AutoScaling> {
        let field = |name: &str| format!("{AUTO_SCALING}.{name}");
        let need = |value, name: &str| required(value, &field(name));
        let policy = |policy: Option<AskedPolicy>, name, usual: u8| -> Result<Policy> {
            if policy.is_none() && purpose == For::Creation {
                return Ok(Policy { cpu_utilization_percentage: i64::from(usual) });
            }
            let field = field(name);
            let percent = required(policy, &field)?.cpu_utilization_percentage;
            let field = format!("{field}.cpuUtilizationPercentage");
            let percent = within(required(percent, &field)?, 1..=100, &field)?;
            Ok(Policy { cpu_utilization_percentage: percent })
        };
        let tasks = field("maxAutoscalingTaskCount");
        // The only number without bounds of its own, so that its type bounds it (service model, "integer").
        let tasks: Option<i32> = known(self.max_autoscaling_task_count, &tasks, Level::L2, level)?;
        Ok(AutoScaling {
            max_autoscaling_task_count: tasks.map(i64::from),
            max_worker_count: need(self.max_worker_count, "maxWorkerCount")?,
            mcu_count: within(need(self.mcu_count, "mcuCount")?, 1..=8, &field("mcuCount"))?,
            min_worker_count: need(self.min_worker_count, "minWorkerCount")?,
            scale_in_policy: policy(
                self.scale_in_policy,
                "scaleInPolicy",
                behaviour.scale_in_percent,
            )?,
            scale_out_policy: policy(
                self.scale_out_policy,
                "scaleOutPolicy",
                behaviour.scale_out_percent,
            )?,
        })
    }
}

impl AskedProvisioned {
    fn check(self) -> Result<Provisioned> {
        let (size, count) =
            ("capacity.provisionedCapacity.mcuCount", "capacity.provisionedCapacity.workerCount");
        Ok(Provisioned {
            mcu_count: within(required(self.mcu_count, size)?, 1..=8, size)?,
            worker_count: required(self.worker_count, count)?,
        })
    }
}

fn mcu_count(count: i64, field: &str) -> Result<()> {
    if MCU_COUNTS.contains(&count) {
        return Ok(());
    }
    Err(Error::invalid(field, wording::MCU_COUNTS))
}

impl Capacity {
    /// Workers that count for the quota: of a connector that scales, the most that it may have.
    pub(super) fn workers(&self) -> u64 {
        let workers = match self {
            Self::AutoScaling(it) => it.max_worker_count,
            Self::ProvisionedCapacity(it) => it.worker_count,
        };
        u64::try_from(workers).expect("at least one worker")
    }

    /// The member that it is, as AWS names it when an update changes nothing.
    pub(super) fn member(&self) -> &'static str {
        match self {
            Self::AutoScaling(_) => "autoScaling",
            Self::ProvisionedCapacity(_) => "provisionedCapacity",
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{from_str, to_string};

    use super::*;

    fn capacity(json: &str, purpose: For) -> std::result::Result<String, String> {
        let behaviour = Behaviour::default();
        let asked: Asked = from_str(json).expect("the right shape");
        let checked = asked.check(purpose, &behaviour, Level::L3);
        match checked.and_then(|it| it.agree(&behaviour)) {
            Ok(capacity) => Ok(to_string(&capacity).expect("JSON")),
            Err(Error::Told { message, .. }) => Err(message.into_owned()),
            Err(other) => panic!("{other:?}"),
        }
    }

    #[test]
    fn policies_are_filled_in_at_creation_only() {
        let json = r#"{"autoScaling":{"maxWorkerCount":2,"mcuCount":1,"minWorkerCount":1}}"#;
        let described = capacity(json, For::Creation).expect("good");
        assert!(described.contains(r#""scaleInPolicy":{"cpuUtilizationPercentage":20}"#));
        let refused = capacity(json, For::Update).expect_err("bad");
        assert!(refused.starts_with("Invalid parameter capacity.autoScaling.scaleInPolicy:"));
    }

    #[test]
    fn a_capacity_that_does_not_agree_names_its_field() {
        #[rustfmt::skip]
        let cases = [
            (r"{}",                                                            "capacity:"),
            (r#"{"provisionedCapacity":{"mcuCount":1,"workerCount":1},"autoScaling":{"maxWorkerCount":2,"mcuCount":1,"minWorkerCount":1}}"#, "capacity:"),
            (r#"{"provisionedCapacity":{"mcuCount":3,"workerCount":1}}"#,      "capacity.provisionedCapacity.mcuCount:"),
            (r#"{"provisionedCapacity":{"mcuCount":9,"workerCount":0}}"#,      "capacity.provisionedCapacity.mcuCount:"),
            (r#"{"provisionedCapacity":{"mcuCount":1,"workerCount":11}}"#,     "capacity.provisionedCapacity.workerCount:"),
            (r#"{"autoScaling":{"maxWorkerCount":2,"mcuCount":1,"minWorkerCount":3}}"#, "capacity.autoScaling.minWorkerCount:"),
            (r#"{"autoScaling":{"maxWorkerCount":2,"mcuCount":1,"minWorkerCount":1,"maxAutoscalingTaskCount":1}}"#, "capacity.autoScaling.maxAutoscalingTaskCount:"),
        ];
        for (json, field) in cases {
            let message = capacity(json, For::Creation).expect_err(json);
            assert!(message.contains(field), "{message}");
        }
    }
}
