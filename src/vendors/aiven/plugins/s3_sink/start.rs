//! What shows only when the tasks of an S3 sink start: its connector looks at nothing.

use crate::vendors::aiven::plugins::values::Values;
use crate::vendors::aiven::plugins::{Config, Finding, exceptions};

use super::SECTIONS;

const STS: &str = "https://sts.amazonaws.com";

pub fn start(config: &Config) -> Result<(), Finding> {
    let refuse = |text: String| Finding::at_task_start(exceptions::CONFIG, text);
    let values = Values::parsed(SECTIONS, config).map_err(refuse)?;
    match flaw(&values) {
        Some(text) => Err(refuse(text)),
        None => Ok(()),
    }
}

fn flaw(values: &Values<'_>) -> Option<String> {
    let fields = values.list("format.output.fields").len();
    let template = values.text("file.name.template").unwrap_or_default();
    let is_unset = |name: &str| values.text(name).is_none();
    if !values.is_true("format.output.envelope") && fields != 1 {
        return Some("When format.output.envelope is false, format.output.fields must contain only one field".into());
    }
    if template.contains("{{key}}") && values.number("file.max.records") > Some(1) {
        return Some(format!(
            "When file.name.template is {template}, file.max.records must be either 1 or not set"
        ));
    }
    let is_role = !is_unset("aws.sts.role.arn") && !is_unset("aws.sts.role.session.name");
    if is_role && is_unset("aws.s3.region") && values.text("aws.sts.config.endpoint") != Some(STS) {
        return Some(
            "aws.s3.region should be specified together with aws.sts.config.endpoint".into(),
        );
    }
    if is_unset("aws.s3.bucket.name") && is_unset("aws_s3_bucket") {
        return Some(
            "Neither aws.s3.bucket.name nor aws_s3_bucket properties have been set".into(),
        );
    }
    None
}
